// builtins.h — the builtins namespace and the functions behind it that other floors use.
//
// Everything built in stands in one constant table. What programs store in the `builtins` module goes to a RAM
// namespace that is looked at first (hosts start it as a copy of the table, so that lookups are hashed).
#ifndef UPY_BUILTINS_BUILTINS_H
#define UPY_BUILTINS_BUILTINS_H

#include "core/types/function.h"

extern const upy_dict upy_builtins_table;
extern const upy_module upy_module_builtins;

// The RAM namespace, made when first needed.
upy_dict *upy_builtins(void);
// Address of a builtin's value, good until UPY->epoch changes; NULL if there is none.
const upy_value *upy_builtins_find(upy_value name);
upy_value upy_builtins_lookup(upy_value name);          // UPY_NULL if there is none
void upy_builtins_set(upy_value name, upy_value value); // `open` and others from higher floors come in this way
bool upy_builtins_remove(upy_value name);               // false: there was none

// dir(object): sorted list of names, without asking __dir__.
upy_value upy_dir(upy_value object);
// builtins.print for one value of an expression at the prompt; remembers it as `_`.
upy_value upy_repl_print(upy_value v);
// A writer to sys.stdout: straight to the console unless the program has replaced it. Text may be held back until
// upy_stdout_end().
typedef struct upy_stdout {
    upy_value write[2]; // bound write method of a replacement; write[0] UPY_NULL: the console
    size_t length;
    char held[120];
} upy_stdout;
upy_writer upy_stdout_begin(upy_stdout *out, upy_value stream_or_null);
void upy_stdout_end(upy_stdout *out);

#endif

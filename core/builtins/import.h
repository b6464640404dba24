// import.h — what import.c and import_files.c share.
#ifndef UPY_BUILTINS_IMPORT_H
#define UPY_BUILTINS_IMPORT_H

#include "core/types/function.h"

typedef struct upy_found_module {
    upy_value file;      // path of the source; UPY_NULL: namespace package
    upy_value directory; // path of the package; UPY_NULL: plain module
} upy_found_module;

// ---- import_files.c -----------------------------------------------------------------------------

// Looks for a module or package along path: a str (one directory) or a list of them.
bool upy_find_module_file(upy_value path, const char *name, size_t length, upy_found_module *found);
upy_value upy_load_module_file(upy_value name, const upy_found_module *found);

// ---- import.c -----------------------------------------------------------------------------------

upy_value upy_loaded_module(upy_value name); // of sys.modules; UPY_NULL: not there
void upy_remember_module(upy_value name, upy_value module);
void upy_forget_module(void *name);                        // an upy_value; for guards
upy_value upy_load_dotted(upy_value name, upy_value *top); // every package on the way; the leaf, *top the first
upy_value upy_parent_name(upy_value name);                 // "a.b.c": "a.b"; the empty str for a top-level name

#endif

// run.h — what lower floors may ask of the VM and the compiler, declared here and implemented above
// (core/vm), so that import, exec() and types can run code without knowing who runs it.
#ifndef UPY_OBJECT_RUN_H
#define UPY_OBJECT_RUN_H

#include "core/object/dict.h"
#include "core/object/state.h"

typedef enum upy_source_kind {
    UPY_SOURCE_FILE,   // module: names are globals
    UPY_SOURCE_EXEC,   // compile(…, 'exec'): names go through the namespace in register 0
    UPY_SOURCE_EVAL,   // one expression
    UPY_SOURCE_SINGLE, // prompt: expression statements are printed
} upy_source_kind;

// Compiles source text; the result is a code object. raises SyntaxError, MemoryError, RuntimeError (nesting).
upy_value upy_compile(const char *source, size_t length, upy_value filename, upy_source_kind kind, int optimise);
// Runs top-level code. locals == NULL: globals. Returns the value (eval) or None.
upy_value upy_run_code(upy_value code, upy_dict *globals, upy_value locals_or_null);
// Same, for code with captured variables: `cells` is a tuple of them.
upy_value upy_run_closure(upy_value code, upy_dict *globals, upy_value locals_or_null, upy_value cells);
upy_value upy_run_file_source(const char *source, size_t length, upy_value filename, upy_dict *globals);

// The innermost running Python function: its globals (NULL: none runs) and a fresh dict of its locals.
upy_dict *upy_current_globals(void);
upy_value upy_current_locals(void);
upy_value upy_current_code(void); // UPY_NULL if none
int upy_current_line(void);
// sys._getframe(): the innermost Python frame but `depth`, as a picture of what runs now; UPY_NULL: there is none.
upy_value upy_new_frame_object(size_t depth);
size_t upy_call_depth(void); // Python frames active

// Runs what is pending (Ctrl-C, scheduled callbacks); called by the VM when its countdown runs out and by
// blocking C code. May raise KeyboardInterrupt.
void upy_handle_pending(void);
// Where C loops over what may be endless: raises KeyboardInterrupt if Ctrl-C was pressed.
static inline void upy_check_interrupt(void) {
    if (UPY_UNLIKELY(UPY->pending & UPY_PENDING_INTERRUPT)) {
        upy_handle_pending();
    }
}
// From a signal handler or interrupt: raise KeyboardInterrupt soon. Never raises.
void upy_request_interrupt(void);
bool upy_schedule(upy_value callable, upy_value argument); // false: queue full

// What awaits `awaitable` and gives `absent` where that raises StopAsyncIteration.
upy_value upy_async_with_default(upy_value awaitable, upy_value absent);

#endif

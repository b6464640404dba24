// execute.c — running what was typed or sent, and the session that changes between the two modes.
//
// The console is given to the program while it runs and taken back afterwards; Ctrl-C means KeyboardInterrupt only
// in between. Whatever the program does — exceptions whose text cannot be made, a locked heap — the prompt returns.
#include "core/object/state.h"
#include "core/types/exception.h"
#include "hal/hal.h"
#include "repl/internal.h"

static void write_console(void *data, const char *bytes, size_t length) {
    (void)data;
    upy_hal_console_write(bytes, length);
}
const upy_writer upy_repl_console = {NULL, write_console};

static void give_console(upy_hal_console_user user) {
    upy_hal_console_give(user);
    UPY->interrupt_byte = user == UPY_HAL_CONSOLE_PROMPT ? -1 : 3;
}

// A Ctrl-C that came too late for the program must not hit the prompt.
static void take_console(void) {
    give_console(UPY_HAL_CONSOLE_PROMPT);
    UPY->pending &= ~(uint32_t)UPY_PENDING_INTERRUPT;
    UPY->handled_exception = UPY_NULL;
    UPY->heap.lock_depth = 0;
}

upy_value upy_repl_execute(const upy_builder *source, upy_source_kind kind, upy_hal_console_user user) {
    upy_jump jump;
    give_console(user);
    if (upy_try(&jump)) {
        upy_value filename = upy_new_str("<stdin>", 7);
        upy_value code = upy_compile(source->data, source->length, filename, kind, UPY->optimise);
        upy_run_code(code, UPY->main_globals, UPY_NULL);
        upy_handle_pending();
        upy_end_try(&jump);
        take_console();
        return UPY_NULL;
    }
    take_console();
    return jump.exception;
}

static void print_name(upy_value exception) {
    upy_value name = upy_type_of(exception)->name;
    upy_hal_console_write(upy_str_data(name), upy_str_length(name));
    upy_hal_console_write(": \n", 3);
}

void upy_repl_report(upy_value exception, upy_hal_console_user user) {
    upy_jump jump;
    UPY->heap.lock_depth = 0;
    give_console(user);
    if (upy_try(&jump)) {
        upy_print_exception(&upy_repl_console, exception);
        upy_end_try(&jump);
    } else {
        print_name(exception);
    }
    take_console();
}

bool upy_repl_is_exit(upy_value exception) {
    return exception != UPY_NULL && upy_is_instance(exception, &upy_type_SystemExit);
}

upy_value upy_repl_run(upy_repl_mode *mode) {
    upy_value exit_exception = UPY_NULL;
    take_console();
    for (;;) {
        bool is_raw = *mode == UPY_REPL_RAW;
        if ((is_raw ? upy_raw_run : upy_friendly_run)(&exit_exception) == UPY_MODE_END) {
            break;
        }
        *mode = is_raw ? UPY_REPL_FRIENDLY : UPY_REPL_RAW;
    }
    give_console(UPY_HAL_CONSOLE_PROGRAM);
    return exit_exception;
}

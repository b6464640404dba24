// print_input_small.c — print() and input() of the smallest level: to and from the console, nothing held back.
#include "core/builtins/builtin_functions.h"
#include "core/builtins/builtins.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/str.h"
#include "hal/hal.h"

static void console_write(void *data, const char *bytes, size_t length) {
    (void)data;
    upy_hal_console_write(bytes, length);
}
static const upy_writer console = {NULL, console_write};

upy_value upy_builtin_print(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(sep), UPY_NONE, true},
        {UPY_NAME(end), UPY_NONE, true},
    };
    upy_value out[2];
    upy_parse_arguments(0, n_kw, args + n_args, parameters, 2, out);
    for (size_t i = 0; i < n_args; i++) {
        if (i > 0) {
            upy_write_str(&console, out[0] == UPY_NONE ? upy_single_char(' ') : upy_str_check(out[0]));
        }
        upy_print(&console, args[i], UPY_PRINT_STR);
    }
    upy_write_str(&console, out[1] == UPY_NONE ? upy_single_char('\n') : upy_str_check(out[1]));
    return UPY_NONE;
}

upy_value upy_repl_print(upy_value v) {
    if (v != UPY_NONE) {
        UPY->repl_last = v;
        upy_printf(&console, "%r\n", v);
    }
    return UPY_NONE;
}

upy_value upy_builtin___repl_print__(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_repl_print(args[0]);
}

upy_value upy_builtin_input(size_t n_args, const upy_value *args) {
    upy_builder b;
    int c;
    if (n_args > 0) {
        upy_print(&console, args[0], UPY_PRINT_STR);
    }
    upy_builder_init(&b, 0);
    while ((c = upy_hal_console_read()) >= 0 && c != '\n' && c != '\r') {
        upy_builder_append_byte(&b, (char)c);
    }
    if (c < 0 && b.length == 0) {
        upy_raise_plain(&upy_type_EOFError);
    }
    return upy_builder_to_str(&b);
}

// compile_exec_small.c — eval, exec and globals of the smallest level: source text, and a dict or two to run it in.
#include "core/builtins/builtin_functions.h"
#include "core/object/raise.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/str.h"

upy_value upy_builtin_globals(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    upy_dict *globals = upy_current_globals();
    return upy_from_dict(globals == NULL ? UPY->main_globals : globals);
}

static upy_value dict_argument(upy_value v) {
    if (!upy_has_layout(v, UPY_TYPE_DICT_BASED)) {
        upy_raise_type("globals must be a dict");
    }
    return v;
}

static upy_value run(size_t n_args, const upy_value *args, upy_source_kind kind) {
    upy_value globals = n_args > 1 ? dict_argument(args[1]) : upy_builtin_globals(0, NULL);
    upy_value locals = n_args > 2 ? dict_argument(args[2]) : UPY_NULL;
    upy_value source = upy_str_check(args[0]);
    const char *text = upy_str_data(source);
    size_t length = upy_str_length(source);
    while (kind == UPY_SOURCE_EVAL && length != 0 && *text == ' ') {
        text++;
        length--;
    }
    upy_value code = upy_compile(text, length, upy_new_str("<string>", 8), kind, UPY->optimise);
    upy_keep_alive(source);
    return upy_run_code(code, (upy_dict *)globals, locals);
}

upy_value upy_builtin_eval(size_t n_args, const upy_value *args) { return run(n_args, args, UPY_SOURCE_EVAL); }

upy_value upy_builtin_exec(size_t n_args, const upy_value *args) {
    run(n_args, args, UPY_SOURCE_EXEC);
    return UPY_NONE;
}

// compile_exec.c — compile, eval, exec, execfile, globals, locals.
//
// The compiler and the VM live above; they are reached through core/object/run.h.
#include "core/builtins/builtin_functions.h"
#include "core/code/code.h"
#include "core/object/raise.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/str.h"
#include "hal/hal.h"

static upy_value filename_of_strings(void) { return upy_new_str("<string>", 8); }

// Compiles the text in a str or buffer.
static upy_value compile_text(upy_value source, upy_value filename, upy_source_kind kind, int optimise) {
    const char *text;
    size_t length;
    if (upy_is_str(source)) {
        text = upy_str_data(source);
        length = upy_str_length(source);
    } else {
        upy_buffer_view view;
        upy_get_buffer(source, &view, UPY_BUFFER_READ);
        text = view.data;
        length = view.length;
    }
    if (kind == UPY_SOURCE_EVAL) {
        while (length != 0 && (*text == ' ' || *text == '\t')) {
            text++;
            length--;
        }
    }
    return upy_compile(text, length, filename, kind, optimise);
}

upy_value upy_builtin_compile(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(source), UPY_NULL, false},        {UPY_NAME(filename), UPY_NULL, false},
        {UPY_NAME(mode), UPY_NULL, false},          {UPY_NAME(flags), UPY_SMALL_INT(0), false},
        {UPY_NAME(dont_inherit), UPY_FALSE, false}, {UPY_NAME(optimize), UPY_SMALL_INT(-1), false},
    };
    upy_value out[6];
    upy_parse_arguments(n_args, n_kw, args, parameters, 6, out);
    upy_str_check(out[1]);
    upy_str_check(out[2]);
    upy_source_kind kind = UPY_SOURCE_EXEC;
    if (upy_str_equals_text(out[2], "eval")) {
        kind = UPY_SOURCE_EVAL;
    } else if (upy_str_equals_text(out[2], "single")) {
        kind = UPY_SOURCE_SINGLE;
    } else if (!upy_str_equals_text(out[2], "exec")) {
        upy_raise_value_error("bad compile mode");
    }
    intptr_t optimise = upy_to_index(out[5]);
    return compile_text(out[0], out[1], kind, optimise < 0 ? UPY->optimise : optimise > 3 ? 3 : (int)optimise);
}

static void check_mapping(upy_value v) {
    upy_value pair[2];
    if (!upy_has_layout(v, UPY_TYPE_DICT_BASED) && !upy_get_special(v, UPY_NAME(__getitem__), pair)) {
        upy_raise_type("locals must be a mapping");
    }
}

static void check_closure(upy_value code, upy_value closure) {
    bool is_closure = upy_is_exactly(code, &upy_type_code) && upy_is_exactly(closure, &upy_type_tuple);
    for (size_t i = 0; is_closure && i < upy_as_tuple(closure)->length; i++) {
        is_closure = upy_is_exactly(upy_as_tuple(closure)->items[i], &upy_type_cell);
    }
    if (!is_closure) {
        upy_raise_type("closure must be a tuple of cells, for a code object with free variables");
    }
}

// eval and exec: out holds source, globals, locals, closure.
static upy_value run(const upy_value *out, upy_source_kind kind) {
    upy_dict *globals;
    upy_value locals = UPY_NULL;
    if (out[1] != UPY_NONE) {
        if (!upy_has_layout(out[1], UPY_TYPE_DICT_BASED)) {
            upy_raise_type("globals must be a dict");
        }
        globals = upy_as_dict(out[1]);
        upy_dict_check_mutable(globals);
    } else {
        globals = upy_current_globals();
        if (globals == NULL) {
            globals = UPY->main_globals;
        }
        if (out[2] == UPY_NONE) {
            locals = upy_current_locals();
        }
    }
    if (out[2] != UPY_NONE) {
        check_mapping(out[2]);
        locals = out[2];
    }
    if (locals == upy_from_dict(globals)) {
        locals = UPY_NULL;
    }
    upy_value code = out[0];
    if (!upy_is_exactly(code, &upy_type_code)) {
        code = compile_text(code, filename_of_strings(), kind, UPY->optimise);
    }
    upy_value cells = UPY_EMPTY_TUPLE;
    if (out[3] != UPY_NONE) {
        check_closure(out[0], out[3]);
        cells = out[3];
    }
    upy_value result = upy_run_closure(code, globals, locals, cells);
    return kind == UPY_SOURCE_EVAL ? result : UPY_NONE;
}

upy_value upy_builtin_eval(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NULL, UPY_NULL, false},
        {UPY_NAME(globals), UPY_NONE, false},
        {UPY_NAME(locals), UPY_NONE, false},
    };
    upy_value out[4] = {[3] = UPY_NONE};
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, out);
    return run(out, UPY_SOURCE_EVAL);
}

upy_value upy_builtin_exec(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NULL, UPY_NULL, false},
        {UPY_NAME(globals), UPY_NONE, false},
        {UPY_NAME(locals), UPY_NONE, false},
        {UPY_NAME(closure), UPY_NONE, true},
    };
    upy_value out[4];
    upy_parse_arguments(n_args, n_kw, args, parameters, 4, out);
    return run(out, UPY_SOURCE_EXEC);
}

upy_value upy_builtin_globals(size_t n_args, const upy_value *args) {
    (void)n_args;
    (void)args;
    upy_dict *globals = upy_current_globals();
    return upy_from_dict(globals == NULL ? UPY->main_globals : globals);
}

upy_value upy_builtin_locals(size_t n_args, const upy_value *args) {
    (void)n_args;
    (void)args;
    return upy_current_locals();
}

// bind.c — argument binding: from positionals and name/value pairs to parameter registers.
//
// Works in place in the callee's window. The pairs are moved out of the way first, then positionals beyond
// the parameters become *args, then pairs find their parameters, then defaults fill what is left.
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/str.h"
#include "core/vm/frame.h"

#define PAIRS_ON_C_STACK 8

UPY_NORETURN static void raise_count(const upy_function *f, size_t n_args) {
    const upy_code *code = f->code;
    if (code->n_defaults > 0) {
        upy_raise_type("%q() takes from %zu to %zu positional arguments but %zu were given", code->name,
                       (size_t)code->n_args - code->n_defaults, (size_t)code->n_args, n_args);
    }
    upy_raise_type("%q() takes %zu positional arguments but %zu were given", code->name, (size_t)code->n_args, n_args);
}

static upy_value *parameter(upy_value *registers, size_t i) { return &registers[upy_parameter_register(i)]; }

// Index of the parameter a keyword may fill, or SIZE_MAX.
static size_t find_parameter(const upy_code *code, upy_value name) {
    size_t n = (size_t)code->n_args + code->n_keyword_only;
    for (size_t i = code->n_positional_only; i < n; i++) {
        if (code->variables[i] == name) {
            return i;
        }
    }
    if (!upy_is_name(name)) {
        for (size_t i = code->n_positional_only; i < n; i++) {
            if (upy_str_equal(code->variables[i], name)) {
                return i;
            }
        }
    }
    return SIZE_MAX;
}

static void bind_keywords(const upy_function *f, upy_value *registers, size_t n_positional, const upy_value *pairs,
                          size_t n_kw, upy_dict *rest) {
    const upy_code *code = f->code;
    for (size_t k = 0; k < n_kw; k++) {
        upy_value name = pairs[2 * k];
        if (UPY_UNLIKELY(!upy_is_str(name))) {
            upy_raise_type("keywords must be strings");
        }
        size_t i = find_parameter(code, name);
        if (i == SIZE_MAX) {
            if (rest == NULL) {
                upy_raise_type("unexpected keyword argument '%q'", name);
            }
            if (upy_dict_get(rest, name) != UPY_NULL) {
                upy_raise_type("function got multiple values for argument '%q'", name);
            }
            upy_dict_set(rest, name, pairs[2 * k + 1]);
            continue;
        }
        if (i < n_positional || *parameter(registers, i) != UPY_NULL) {
            upy_raise_type("function got multiple values for argument '%q'", name);
        }
        *parameter(registers, i) = pairs[2 * k + 1];
    }
}

static void fill_defaults(const upy_function *f, upy_value *registers, size_t n_args, size_t n_positional) {
    const upy_code *code = f->code;
    size_t first_default = (size_t)code->n_args - code->n_defaults;
    for (size_t i = n_positional; i < code->n_args; i++) {
        upy_value *p = parameter(registers, i);
        if (*p != UPY_NULL) {
            continue;
        }
        upy_value value = i >= first_default && f->defaults != NULL ? f->defaults[i - first_default] : UPY_NULL;
        if (value == UPY_NULL) {
            // With positionals only the count says it all; with keywords the name of the missing one helps.
            if (n_positional == n_args && code->n_keyword_only == 0 && i == n_positional) {
                raise_count(f, n_args);
            }
            upy_raise_type("function missing required positional argument #%zu", i);
        }
        *p = value;
    }
    const upy_value *keyword_defaults = code->has_keyword_defaults ? f->defaults + code->n_defaults : NULL;
    for (size_t k = 0; k < code->n_keyword_only; k++) {
        size_t i = (size_t)code->n_args + k;
        upy_value *p = parameter(registers, i);
        if (*p != UPY_NULL) {
            continue;
        }
        upy_value value = keyword_defaults == NULL ? UPY_NULL : keyword_defaults[k];
        if (value == UPY_NULL) {
            upy_raise_type("function missing required keyword argument '%q'", code->variables[i]);
        }
        *p = value;
    }
}

static void bind(const upy_function *f, upy_value *registers, size_t n_args, const upy_value *pairs, size_t n_kw) {
    const upy_code *code = f->code;
    size_t n_positional = n_args < code->n_args ? n_args : code->n_args;
    size_t n_named = (size_t)code->n_args + code->n_keyword_only;
    upy_value extra = UPY_NULL;
    if (code->flags & UPY_CODE_VARARGS) {
        extra =
            n_args > n_positional ? upy_new_tuple(n_args - n_positional, registers + n_positional) : UPY_EMPTY_TUPLE;
    } else if (UPY_UNLIKELY(n_args > n_positional)) {
        raise_count(f, n_args);
    }
    for (size_t i = n_positional; i-- > 200;) { // the far ones move up, last first
        *parameter(registers, i) = registers[i];
    }
    for (size_t i = n_positional; i < n_named; i++) {
        *parameter(registers, i) = UPY_NULL;
    }
    size_t next = n_named;
    if (code->flags & UPY_CODE_VARARGS) {
        *parameter(registers, next++) = extra;
    }
    upy_dict *rest = NULL;
    if (code->flags & UPY_CODE_VARKW) {
        *parameter(registers, next) = UPY_NULL;
        rest = upy_dict_new(n_kw);
        *parameter(registers, next) = (upy_value)rest;
    }
    bind_keywords(f, registers, n_positional, pairs, n_kw, rest);
    fill_defaults(f, registers, n_kw == 0 ? n_args : SIZE_MAX, n_positional);
}

void upy_bind_arguments(const upy_function *f, upy_value *registers, size_t n_args, size_t n_kw) {
    if (n_kw == 0) {
        bind(f, registers, n_args, NULL, 0);
    } else if (n_kw <= PAIRS_ON_C_STACK) {
        upy_value pairs[2 * PAIRS_ON_C_STACK];
        memcpy(pairs, registers + n_args, 2 * n_kw * sizeof(upy_value));
        bind(f, registers, n_args, pairs, n_kw);
    } else {
        upy_value pairs = upy_new_tuple(2 * n_kw, registers + n_args);
        bind(f, registers, n_args, upy_as_tuple(pairs)->items, n_kw);
    }
}

// arguments.c — arguments of C functions: counts, and keywords bound to a table of parameters.
#include "core/object/class.h"
#include "core/object/raise.h"
#include "core/types/function.h"
#include "core/types/str.h"

void upy_no_keywords(size_t n_kw) {
    if (n_kw) {
        upy_raise_type("function doesn't take keyword arguments");
    }
}

// Constructors of native types see all arguments of a class built on them: keywords may be for its own methods.
void upy_no_keywords_to(const upy_type *type, size_t n_kw) {
    if (n_kw && upy_type_is_class(type)) {
        upy_value init = upy_type_lookup(type, UPY_NAME(__init__));
        if (init && !upy_is_exactly(init, &upy_type_builtin)) {
            return;
        }
#if UPY_FULL_DATA_MODEL
        upy_value make = upy_type_lookup(type, UPY_NAME(__new__));
        if (make && !upy_is_exactly(make, &upy_type_builtin)) {
            return;
        }
#endif
    }
    upy_no_keywords(n_kw);
}

void upy_check_argument_count(size_t n_args, size_t least, size_t most) {
    if (n_args < least || n_args > most) {
        upy_raise_argument_count(n_args, least, most);
    }
}

// Keyword names of calls are interned, except those out of a dict passed with **.
static bool is_same_name(upy_value given, upy_value name) {
    return given == name || (name && !upy_is_name(given) && upy_is_str(given) && upy_str_equal(given, name));
}

void upy_parse_arguments(size_t n_args, size_t n_kw, const upy_value *args, const upy_parameter *parameters,
                         size_t n_parameters, upy_value *out) {
    size_t n_positional = 0;
    while (n_positional < n_parameters && !parameters[n_positional].keyword_only) {
        n_positional++;
    }
    if (n_args > n_positional) {
        upy_raise_type("extra positional arguments given");
    }
    for (size_t i = 0; i < n_parameters; i++) {
        out[i] = i < n_args ? args[i] : UPY_NULL;
    }
    for (size_t k = 0; k < n_kw; k++) {
        upy_value name = args[n_args + 2 * k];
        size_t i = 0;
        while (i < n_parameters && !is_same_name(name, parameters[i].name)) {
            i++;
        }
        if (i == n_parameters) {
            upy_raise_type("extra keyword arguments given");
        }
        if (out[i]) {
            upy_raise_type("function got multiple values for argument '%v'", name);
        }
        out[i] = args[n_args + 2 * k + 1];
    }
    for (size_t i = n_args; i < n_parameters; i++) {
        if (out[i]) {
            continue;
        }
        out[i] = parameters[i].default_value;
        if (!out[i] && parameters[i].name) {
            upy_raise_type("'%q' argument required", parameters[i].name);
        }
        if (!out[i]) {
            upy_raise_type("function missing required positional argument #%zu", i);
        }
    }
}

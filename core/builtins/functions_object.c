// functions_object.c — builtin functions on any object: attributes, types, identity, text, and importing by name.
#include "core/builtins/builtin_functions.h"
#include "core/object/raise.h"
#include "core/object/run.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"

upy_value upy_builtin_getattr(size_t n_args, const upy_value *args) {
    upy_value name = upy_attribute_name(args[1]);
    if (n_args == 2) {
        return upy_get_attribute(args[0], name);
    }
    upy_value v = upy_get_attribute_or_null(args[0], name);
    return v == UPY_NULL ? args[2] : v;
}

upy_value upy_builtin_hasattr(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_get_attribute_or_null(args[0], upy_attribute_name(args[1])) != UPY_NULL);
}

upy_value upy_builtin_setattr(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_set_attribute(args[0], upy_attribute_name(args[1]), args[2]);
    return UPY_NONE;
}

upy_value upy_builtin_delattr(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_delete_attribute(args[0], upy_attribute_name(args[1]));
    return UPY_NONE;
}

upy_value upy_builtin_callable(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_is_callable(args[0]));
}

upy_value upy_builtin_isinstance(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_is_instance_of(args[0], args[1]));
}

upy_value upy_builtin_issubclass(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_is_subclass_of(args[0], args[1]));
}

upy_value upy_builtin_hash(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_int(upy_hash(args[0]));
}

// An object's address; for a value held in its word, the word itself, which no address can be.
upy_value upy_builtin_id(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_int_from_unsigned((uintptr_t)args[0]);
}

upy_value upy_builtin_len(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_int(upy_length(args[0]));
}

upy_value upy_builtin_repr(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_to_repr(args[0]);
}

upy_value upy_builtin_ascii(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_ascii(args[0]);
}

upy_value upy_builtin_format(size_t n_args, const upy_value *args) {
    return upy_format_value(args[0], n_args == 2 ? upy_str_check(args[1]) : upy_new_str("", 0));
}

upy_value upy_builtin_vars(size_t n_args, const upy_value *args) {
    if (n_args == 0) {
        return upy_current_locals();
    }
    upy_value d = upy_get_attribute_or_null(args[0], UPY_NAME(__dict__));
    if (d == UPY_NULL) {
        upy_raise_type("vars() argument must have __dict__ attribute");
    }
    return d;
}

upy_value upy_builtin___build_class__(size_t n_args, size_t n_kw, const upy_value *args) {
    upy_check_argument_count(n_args, 2, SIZE_MAX);
    return upy_build_class(n_args, n_kw, args);
}

#if UPY_LEVEL >= UPY_LEVEL_STANDARD
upy_value upy_builtin___import__(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(name), UPY_NULL, false},          {UPY_NAME(globals), UPY_NONE, false},
        {UPY_NAME(locals), UPY_NONE, false},        {UPY_NAME(fromlist), UPY_NONE, false},
        {UPY_NAME(level), UPY_SMALL_INT(0), false},
    };
    upy_value out[5];
    upy_parse_arguments(n_args, n_kw, args, parameters, 5, out);
    if (!upy_is_str(out[0])) {
        upy_raise_type("__import__() argument 1 must be str, not %T", out[0]);
    }
    intptr_t level = upy_to_index(out[4]);
    if (level < 0) {
        upy_raise_value_error("level must be >= 0");
    }
    if (level == 0 && upy_str_length(out[0]) == 0) {
        upy_raise_value_error("empty module name");
    }
    upy_dict *globals = NULL;
    if (level > 0) {
        if (out[1] == UPY_NONE) {
            globals = upy_current_globals();
        } else if (upy_has_layout(out[1], UPY_TYPE_DICT_BASED)) {
            globals = upy_as_dict(out[1]);
        } else {
            upy_raise_type("globals must be a dict");
        }
    }
    return upy_import(out[0], out[3], level > INT32_MAX ? INT32_MAX : (int)level, globals);
}
#endif

// callable.h — layout of the callables and carriers that attribute access has to look into, so that
// `object.name(…)` makes no bound method: C functions, bound methods, staticmethod and classmethod
// wrappers, modules. Making them and everything else: core/types/function.h.
#ifndef UPY_OBJECT_CALLABLE_H
#define UPY_OBJECT_CALLABLE_H

#include "core/object/dict.h"

typedef upy_value (*upy_c_function)(size_t n_args, const upy_value *args);
typedef upy_value (*upy_c_keyword_function)(size_t n_args, size_t n_kw, const upy_value *args);

enum { UPY_BUILTIN_FUNCTION, UPY_BUILTIN_METHOD, UPY_BUILTIN_STATIC, UPY_BUILTIN_CLASS_METHOD };
#define UPY_ARGS_ANY 255

// A C function as Python sees it. Methods get self as args[0]; `owner` (methods only) is checked before the call.
typedef struct upy_builtin {
    upy_object header; // &upy_type_builtin
    union {
        upy_c_function positional;
        upy_c_keyword_function keyword;
    } call;
    upy_value name;
    const upy_type *owner;
    uint8_t least, most; // positionals, self included; most UPY_ARGS_ANY: no upper bound
    uint8_t kind;
    uint8_t has_keywords;
} upy_builtin;

typedef struct upy_bound_method {
    upy_object header;
    upy_value function, self;
} upy_bound_method;
upy_value upy_new_bound_method(upy_value function, upy_value self);

typedef struct upy_module {
    upy_object header;
    upy_dict *globals; // constant table or RAM namespace
} upy_module;

// A wrapper around a value found in a class: staticmethod and classmethod objects.
typedef struct upy_wrapper {
    upy_object header;
    upy_value function;
} upy_wrapper;

extern const upy_type upy_type_builtin, upy_type_bound_method, upy_type_module, upy_type_staticmethod,
    upy_type_classmethod;

#endif

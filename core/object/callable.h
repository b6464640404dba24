// callable.h — layout of the callables and carriers that attribute access has to look into, so that
// `object.name(…)` makes no bound method: C functions, bound methods, staticmethod and classmethod
// wrappers, modules. Making them and everything else: core/types/function.h.
#ifndef UPY_OBJECT_CALLABLE_H
#define UPY_OBJECT_CALLABLE_H

#include "core/object/dict.h"

typedef upy_value (*upy_c_function)(size_t n_args, const upy_value *args);
typedef upy_value (*upy_c_keyword_function)(size_t n_args, size_t n_kw, const upy_value *args);

enum { UPY_BUILTIN_FUNCTION, UPY_BUILTIN_METHOD, UPY_BUILTIN_STATIC, UPY_BUILTIN_CLASS_METHOD };

// A C function as Python sees it. Methods get self as args[0]; the owner (methods only) is checked before the call.
// `least` and `most` count positionals, self included; most UPY_ARGS_ANY: no upper bound. Below FULL, where every
// method counts in flash, names and owners are numbers.
typedef struct upy_builtin {
    upy_object header; // &upy_type_builtin
    union {
        upy_c_function positional;
        upy_c_keyword_function keyword;
    } call;
#if UPY_COMPACT_STRS
    uint32_t name : 13, owner : 8;
    uint32_t least : 4, most : 4, kind : 2, has_keywords : 1;
#else
    upy_value name;
    const upy_type *owner;
    uint8_t least, most, kind, has_keywords;
#endif
} upy_builtin;

#if UPY_COMPACT_STRS
#define UPY_ARGS_ANY 15
#define UPY_BUILTIN_NAME(identifier) (offsetof(struct upy_static_names, static_name_##identifier) / sizeof(upy_value))
#define UPY_OWNER(type) UPY_OWNER_##type
extern const upy_type *const upy_method_owners[];
static inline upy_value upy_builtin_name(const upy_builtin *b) {
    return (upy_value)((const upy_value *)&upy_static_names + b->name);
}
static inline const upy_type *upy_builtin_owner(const upy_builtin *b) { return upy_method_owners[b->owner]; }
#else
#define UPY_ARGS_ANY 255
#define UPY_BUILTIN_NAME(identifier) UPY_NAME(identifier)
#define UPY_OWNER(type) &upy_type_##type
static inline upy_value upy_builtin_name(const upy_builtin *b) { return b->name; }
static inline const upy_type *upy_builtin_owner(const upy_builtin *b) { return b->owner; }
#endif

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

// object.c — the type `object`, and what it gives every class: the end of every chain of super() calls.
//
// Its special methods are constants that no table lists, because a lookup that found them there would take them for
// overrides; upy_object_dunder() hands them out to those who ask by name.
#include "core/object/raise.h"
#include "core/builtins/builtins.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"

// ---- Life ---------------------------------------------------------------------------------------

#if UPY_LEVEL >= UPY_LEVEL_FULL
void upy_check_instantiable(const upy_type *type) {
    if (!(type->flags & UPY_TYPE_IS_ABSTRACT)) {
        return;
    }
    upy_value names = upy_to_list(upy_dict_get_name(type->attributes, UPY_NAME(__abstractmethods__)));
    upy_list_sort(names, UPY_NULL, false);
    size_t n = upy_as_list(names)->length;
    upy_value separator = upy_new_str("', '", 4);
    upy_value text = upy_call_method_named(separator, UPY_NAME(join), 1, &names);
    upy_raise_type("Can't instantiate abstract class %q without an implementation for abstract method%s '%v'",
                   type->name, n == 1 ? "" : "s", text);
}
#endif

static upy_value object_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)args;
    if (type->flags & UPY_TYPE_IS_INSTANCE) {
        return upy_new_plain_instance(upy_as_class(type));
    }
    if (n_args || n_kw) {
        upy_raise_type("object() takes no arguments");
    }
    return (upy_value)upy_new_object(&upy_type_object, sizeof(upy_object));
}

// object.__new__(cls, …): arguments are for the __init__ of the class.
static upy_value object_new(size_t n_args, size_t n_kw, const upy_value *args) {
    if (!upy_is_type(args[0])) {
        upy_raise_type("object.__new__(X): X is not a type object (%T)", args[0]);
    }
    const upy_type *type = (const upy_type *)args[0];
    if (upy_type_native(type) != &upy_type_object) {
        upy_raise_type("object.__new__(%q) is not safe, use %q.__new__()", type->name, type->name);
    }
    upy_check_instantiable(type);
    if (n_args + n_kw > 1 && upy_type_lookup(type, UPY_NAME(__new__))) {
        upy_raise_type("object.__new__() takes exactly one argument (the type to instantiate)");
    }
    return object_make_new(type, 0, 0, NULL);
}
static const upy_builtin object_new_method = {.header = {&upy_type_builtin},
                                              .call.keyword = object_new,
                                              .name = UPY_BUILTIN_NAME(__new__),
                                              .least = 1,
                                              .most = UPY_ARGS_ANY,
                                              .kind = UPY_BUILTIN_STATIC,
                                              .has_keywords = 1};

static upy_value object_init(size_t n_args, size_t n_kw, const upy_value *args) {
    if (n_args + n_kw > 1) {
        // A class with __new__ and no __init__ of its own lets the arguments pass.
        const upy_type *type = upy_type_of(args[0]);
        bool has_new = upy_type_lookup(type, UPY_NAME(__new__)) || upy_type_native(type) != &upy_type_object;
        if (upy_type_lookup(type, UPY_NAME(__init__)) || !has_new) {
            upy_raise_type("object.__init__() takes exactly one argument (the instance to initialize)");
        }
    }
    return UPY_NONE;
}
static const UPY_KEYWORD_METHOD(object_init_method, object, __init__, object_init, 1, UPY_ARGS_ANY);

static upy_value object_init_subclass(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return UPY_NONE;
}
static const UPY_CLASS_METHOD(object_init_subclass_method, __init_subclass__, object_init_subclass, 1, 1);

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value object_subclasshook(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return UPY_NOT_IMPLEMENTED;
}
static const UPY_CLASS_METHOD(object_subclasshook_method, __subclasshook__, object_subclasshook, 2, 2);
#endif

// ---- Attributes ---------------------------------------------------------------------------------

static upy_value object_getattribute(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value name = upy_attribute_name(args[1]);
    upy_value found = upy_object_get_attribute_or_null(args[0], name);
    if (!found) {
        upy_raise_attribute(args[0], name);
    }
    return found;
}
static const UPY_METHOD(object_getattribute_method, object, __getattribute__, object_getattribute, 2, 2);

static upy_value object_setattr(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_object_set_attribute(args[0], upy_attribute_name(args[1]), args[2]);
    return UPY_NONE;
}
static const UPY_METHOD(object_setattr_method, object, __setattr__, object_setattr, 3, 3);

static upy_value object_delattr(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_object_set_attribute(args[0], upy_attribute_name(args[1]), UPY_MARK_DELETE);
    return UPY_NONE;
}
static const UPY_METHOD(object_delattr_method, object, __delattr__, object_delattr, 2, 2);

// ---- Comparison and hash ------------------------------------------------------------------------

static upy_value object_eq(size_t n_args, const upy_value *args) {
    (void)n_args;
    return args[0] == args[1] ? UPY_TRUE : UPY_NOT_IMPLEMENTED;
}
static const UPY_METHOD(object_eq_method, object, __eq__, object_eq, 2, 2);

static upy_value object_ne(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value result = upy_call_method_named(args[0], UPY_NAME(__eq__), 1, args + 1);
    return result == UPY_NOT_IMPLEMENTED ? result : upy_bool(!upy_is_true(result));
}
static const UPY_METHOD(object_ne_method, object, __ne__, object_ne, 2, 2);

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value object_order(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return UPY_NOT_IMPLEMENTED;
}
static const UPY_METHOD(object_lt_method, object, __lt__, object_order, 2, 2);
static const UPY_METHOD(object_le_method, object, __le__, object_order, 2, 2);
static const UPY_METHOD(object_gt_method, object, __gt__, object_order, 2, 2);
static const UPY_METHOD(object_ge_method, object, __ge__, object_order, 2, 2);
#endif

static upy_value object_hash(size_t n_args, const upy_value *args) {
    (void)n_args;
    // A native type's own hash is reached here only when it has no slot for it.
    return upy_is_object(args[0]) ? upy_small_int(upy_identity_hash(args[0])) : upy_new_int(upy_hash(args[0]));
}
static const UPY_METHOD(object_hash_method, object, __hash__, object_hash, 1, 1);

// ---- Text ---------------------------------------------------------------------------------------

static upy_value object_repr(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_builder b;
    upy_builder_init(&b, 0);
    upy_writer w = upy_builder_writer(&b);
    upy_print_default(&w, args[0]);
    return upy_builder_to_str(&b);
}
static const UPY_METHOD(object_repr_method, object, __repr__, object_repr, 1, 1);

static upy_value object_str(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_to_repr(args[0]);
}
static const UPY_METHOD(object_str_method, object, __str__, object_str, 1, 1);

upy_value upy_exact_value_or_null(upy_value v) {
    if (upy_is_int(v)) {
        return upy_int_as_exact(v);
    }
    if (upy_is_float(v)) {
        return upy_new_float(upy_float_value(v));
    }
    if (upy_is_str(v)) {
        return upy_new_str(upy_str_data(v), upy_str_length(v));
    }
    return UPY_NULL;
}

static upy_value object_format(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_format_default(args[0], args[1]);
}
static const UPY_METHOD(object_format_method, object, __format__, object_format, 2, 2);

// ---- The rest -----------------------------------------------------------------------------------

static upy_value object_sizeof(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (!upy_is_object(args[0])) {
        return UPY_SMALL_INT(0);
    }
    const upy_type *type = upy_type_of(args[0]);
    return upy_new_int_from_unsigned(type->slots->size_of ? type->slots->size_of(args[0]) : type->size);
}
static const UPY_METHOD(object_sizeof_method, object, __sizeof__, object_sizeof, 1, 1);

static upy_value object_dir(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_dir(args[0]);
}
static const UPY_METHOD(object_dir_method, object, __dir__, object_dir, 1, 1);

static const upy_builtin *const object_methods[] = {
    &object_init_method,
    &object_new_method,
    &object_setattr_method,
    &object_getattribute_method,
    &object_delattr_method,
    &object_eq_method,
    &object_hash_method,
    &object_repr_method,
    &object_str_method,
    &object_ne_method,
    &object_format_method,
    &object_init_subclass_method,
    &object_sizeof_method,
    &object_dir_method,
#if UPY_LEVEL >= UPY_LEVEL_FULL
    &object_lt_method,
    &object_le_method,
    &object_gt_method,
    &object_ge_method,
    &object_subclasshook_method,
    &upy_object_reduce_method,
    &upy_object_reduce_ex_method,
    &upy_object_getstate_method,
#endif
};

upy_value upy_object_dunder(upy_value name) {
    for (size_t i = 0; i < UPY_COUNT_OF(object_methods); i++) {
        if (upy_builtin_name(object_methods[i]) == name) {
            return (upy_value)object_methods[i];
        }
    }
    return name == UPY_NAME(__doc__) ? UPY_NONE : UPY_NULL;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
void upy_each_object_dunder(void (*visit)(void *context, upy_value name, upy_value value), void *context) {
    for (size_t i = 0; i < UPY_COUNT_OF(object_methods); i++) {
        visit(context, object_methods[i]->name, UPY_NONE);
    }
}
#endif

static void object_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_print_default(w, self);
}

static const upy_slots object_slots = {.make_new = object_make_new, .print = object_print};

const upy_type upy_type_object = {UPY_TYPE_HEAD(object, upy_object, UPY_TYPE_EQ_IDENTITY), .base = NULL,
                                  .slots = &object_slots};

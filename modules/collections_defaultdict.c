// collections_defaultdict.c — defaultdict: a dict that makes the values of missing keys.
#include "modules/collections.h"

typedef struct default_dict {
    upy_dict dict;
    upy_value factory; // UPY_NULL before __init__: as None
} default_dict;

static void default_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value factory = n_args != 0 ? args[0] : UPY_NONE;
    if (factory != UPY_NONE && !upy_is_callable(factory)) {
        upy_raise_type("first argument must be callable or None");
    }
    upy_store(self, &((default_dict *)self)->factory, factory);
    size_t n = n_args != 0;
    upy_dict_slots.init(self, n_args - n, n_kw, args + n);
}

static upy_value default_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value self = (upy_value)upy_new_instance_of(type, sizeof(default_dict));
    if (!upy_type_is_class(type)) {
        default_init(self, n_args, n_kw, args);
    }
    return self;
}

static upy_value factory_of(upy_value self) {
    upy_value factory = ((const default_dict *)self)->factory;
    return factory == UPY_NULL ? UPY_NONE : factory;
}

static void default_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    upy_check_stack(); // a factory may be a bound method of the dict itself
    upy_printf(w, "%T(%r, ", self, factory_of(self));
    upy_dict_slots.print(w, self, kind);
    upy_write(w, ")", 1);
}

static upy_value default_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value copy = upy_collections_dict_from(&upy_type_default_dict, sizeof(default_dict), args[0]);
    upy_store(copy, &((default_dict *)copy)->factory, factory_of(args[0]));
    return copy;
}
static const UPY_METHOD(default_copy_method, default_dict, copy, default_copy, 1, 1);
static const UPY_METHOD(default_copy_dunder_method, default_dict, __copy__, default_copy, 1, 1);

static upy_value default_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (op == UPY_OP_OR && upy_has_layout(rhs, UPY_TYPE_DICT_BASED)) {
        upy_value both = default_copy(1, &lhs);
        upy_dict_update(upy_as_dict(both), rhs);
        return both;
    }
    return upy_dict_slots.binary(op, lhs, rhs);
}

static upy_value default_missing(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value factory = factory_of(args[0]);
    if (factory == UPY_NONE) {
        upy_raise_key(args[1]);
    }
    upy_value v = upy_call_0(factory);
    upy_set_item(args[0], args[1], v);
    return v;
}
static const UPY_METHOD(default_missing_method, default_dict, __missing__, default_missing, 2, 2);

static upy_value default_attribute(upy_value self, upy_value name, upy_value value) {
    if (name != UPY_NAME(default_factory)) {
        return UPY_NULL;
    }
    if (value == UPY_MARK_LOAD) {
        return factory_of(self);
    }
    upy_store(self, &((default_dict *)self)->factory, value == UPY_MARK_DELETE ? UPY_NONE : value);
    return UPY_NONE;
}

static void default_trace(upy_value self, upy_tracer *tracer) {
    upy_dict_trace(self, tracer);
    upy_trace_value(tracer, ((default_dict *)self)->factory);
}

// (type, (factory,), attributes, no list items, items): for copy and pickle.
static upy_value default_reduce(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value factory = factory_of(args[0]);
    upy_value state = upy_get_attribute_or_null(args[0], UPY_NAME(__dict__));
    upy_value parts[5] = {(upy_value)upy_type_of(args[0]),
                          factory == UPY_NONE ? UPY_EMPTY_TUPLE : upy_new_tuple(1, &factory), state ? state : UPY_NONE,
                          UPY_NONE, upy_iter(upy_call_method_named(args[0], UPY_NAME(items), 0, NULL))};
    return upy_new_tuple(5, parts);
}
static const UPY_METHOD(default_reduce_method, default_dict, __reduce__, default_reduce, 1, 1);

static const upy_pair default_pairs[] = {
    {UPY_NAME(__copy__), (upy_value)&default_copy_dunder_method},
    {UPY_NAME(__missing__), (upy_value)&default_missing_method},
    {UPY_NAME(__reduce__), (upy_value)&default_reduce_method},
    {UPY_NAME(copy), (upy_value)&default_copy_method},
};
static const UPY_DEFINE_TABLE(default_attributes, default_pairs);

static const upy_slots default_slots = {
    .make_new = default_make_new,
    .init = default_init,
    .print = default_print,
    .unary = upy_collections_dict_unary,
    .binary = default_binary,
    .subscript = upy_collections_dict_subscript,
    .iter = upy_collections_dict_iter,
    .attribute = default_attribute,
    .trace = default_trace,
};

const upy_type upy_type_default_dict = {
    UPY_TYPE_HEAD(defaultdict, default_dict, UPY_TYPE_DICT_BASED),
    .base = &upy_type_dict,
    .slots = &default_slots,
    .attributes = &default_attributes,
};

// collections_dicts.c — OrderedDict and defaultdict: dicts (which keep their order anyway) with a few more habits.
#include "modules/collections.h"

upy_value upy_collections_dict_unary(upy_unary_op op, upy_value self) { return upy_dict_slots.unary(op, self); }
upy_value upy_collections_dict_subscript(upy_value self, upy_value key, upy_value value) {
    return upy_dict_slots.subscript(self, key, value);
}
upy_value upy_collections_dict_iter(upy_value self) { return upy_dict_slots.iter(self); }

static bool is_dict(upy_value v) { return upy_has_layout(v, UPY_TYPE_DICT_BASED); }

// A new empty object of a native type or a class derived from it, filled from a dict.
static upy_value filled_from(const upy_type *native, size_t size, upy_value dict) {
    upy_value copy = (upy_value)upy_new_instance_of(native, size);
    upy_dict_update(upy_as_dict(copy), dict);
    return copy;
}

// ---- OrderedDict -------------------------------------------------------------------------------------

static void ordered_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_dict_slots.init(self, n_args, n_kw, args);
}

static upy_value ordered_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value self = (upy_value)upy_new_instance_of(type, sizeof(upy_dict));
    if (!upy_type_is_class(type)) {
        ordered_init(self, n_args, n_kw, args);
    }
    return self;
}

static void ordered_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    upy_printf(w, "%T(", self);
    if (upy_dict_length(upy_as_dict(self)) != 0) {
        upy_dict_slots.print(w, self, kind);
    }
    upy_write(w, ")", 1);
}

// Same pairs in the same order.
static bool same_order(const upy_dict *a, const upy_dict *b) {
    size_t i = 0;
    size_t k = 0;
    for (;;) {
        const upy_pair *p = upy_dict_next(a, &i);
        const upy_pair *q = upy_dict_next(b, &k);
        if (p == NULL || q == NULL) {
            return p == q;
        }
        upy_pair x = *p;
        upy_pair y = *q;
        if (!upy_equal(x.key, y.key) || !upy_equal(x.value, y.value)) {
            return false;
        }
    }
}

static upy_value ordered_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if ((op == UPY_OP_EQ || op == UPY_OP_NE) && upy_is_instance(rhs, &upy_type_ordered_dict)) {
        upy_check_stack();
        return upy_bool(same_order(upy_as_dict(lhs), upy_as_dict(rhs)) == (op == UPY_OP_EQ));
    }
    if (op == UPY_OP_OR && is_dict(rhs)) {
        upy_value both = filled_from(&upy_type_ordered_dict, sizeof(upy_dict), lhs);
        upy_dict_update(upy_as_dict(both), rhs);
        return both;
    }
    return upy_dict_slots.binary(op, lhs, rhs);
}

static upy_value ordered_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    return filled_from(&upy_type_ordered_dict, sizeof(upy_dict), args[0]);
}
static const UPY_METHOD(ordered_copy_method, ordered_dict, copy, ordered_copy, 1, 1);

// Rebuilt beside and exchanged, so that nothing is lost if memory runs out.
static void move_to_front(upy_dict *d, upy_value key, upy_value value) {
    upy_dict *fresh = upy_dict_new(upy_dict_length(d));
    upy_dict_set(fresh, key, value);
    upy_dict_update(fresh, upy_from_dict(d));
    upy_dict old = *d;
    fresh->header = d->header;
    *d = *fresh;
    old.header.type = &upy_type_dict;
    *fresh = old;
}

static upy_value ordered_move_to_end(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(key), UPY_NULL, false}, {UPY_NAME(last), UPY_TRUE, false}};
    upy_value out[2];
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 2, out);
    upy_dict *d = upy_as_dict(args[0]);
    upy_value value = upy_dict_get(d, out[0]);
    if (value == UPY_NULL) {
        upy_raise_key(out[0]);
    }
    if (!upy_is_true(out[1])) {
        move_to_front(d, out[0], value);
        return UPY_NONE;
    }
    upy_dict_remove(d, out[0]);
    upy_dict_set(d, out[0], value);
    return UPY_NONE;
}
static const UPY_KEYWORD_METHOD(ordered_move_to_end_method, ordered_dict, move_to_end, ordered_move_to_end, 1,
                                UPY_ARGS_ANY);

static upy_value ordered_popitem(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(last), UPY_TRUE, false}};
    upy_value last;
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 1, &last);
    upy_dict *d = upy_as_dict(args[0]);
    upy_value result = upy_new_tuple(2, NULL);
    upy_pair pair;
    size_t position = 0;
    bool found;
    if (upy_is_true(last)) {
        found = upy_dict_pop_last(d, &pair);
    } else {
        const upy_pair *first = upy_dict_next(d, &position);
        found = first != NULL;
        if (found) {
            pair = *first;
            upy_dict_remove(d, pair.key);
        }
    }
    if (!found) {
        upy_raise_new(&upy_type_KeyError, "popitem(): dictionary is empty");
    }
    upy_store(result, &upy_as_tuple(result)->items[0], pair.key);
    upy_store(result, &upy_as_tuple(result)->items[1], pair.value);
    return result;
}
static const UPY_KEYWORD_METHOD(ordered_popitem_method, ordered_dict, popitem, ordered_popitem, 1, 2);

static const upy_pair ordered_pairs[] = {
    {UPY_NAME(copy), (upy_value)&ordered_copy_method},
    {UPY_NAME(move_to_end), (upy_value)&ordered_move_to_end_method},
    {UPY_NAME(popitem), (upy_value)&ordered_popitem_method},
};
static const UPY_DEFINE_TABLE(ordered_attributes, ordered_pairs);

static const upy_slots ordered_slots = {
    .make_new = ordered_make_new,
    .init = ordered_init,
    .print = ordered_print,
    .unary = upy_collections_dict_unary,
    .binary = ordered_binary,
    .subscript = upy_collections_dict_subscript,
    .iter = upy_collections_dict_iter,
    .trace = upy_dict_trace,
};

const upy_type upy_type_ordered_dict = {
    UPY_TYPE_HEAD(OrderedDict, upy_dict, UPY_TYPE_DICT_BASED),
    .base = &upy_type_dict,
    .slots = &ordered_slots,
    .attributes = &ordered_attributes,
};

// ---- defaultdict -------------------------------------------------------------------------------------

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
    upy_value copy = filled_from(&upy_type_default_dict, sizeof(default_dict), args[0]);
    upy_store(copy, &((default_dict *)copy)->factory, factory_of(args[0]));
    return copy;
}
static const UPY_METHOD(default_copy_method, default_dict, copy, default_copy, 1, 1);
static const UPY_METHOD(default_copy_dunder_method, default_dict, __copy__, default_copy, 1, 1);

static upy_value default_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (op == UPY_OP_OR && is_dict(rhs)) {
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

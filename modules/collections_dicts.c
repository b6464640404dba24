// collections_dicts.c — OrderedDict: a dict (which keeps its order anyway) with a few more habits; and what types
// that start with a dict share.
#include "modules/collections.h"

upy_value upy_collections_dict_unary(upy_unary_op op, upy_value self) { return upy_dict_slots.unary(op, self); }
upy_value upy_collections_dict_subscript(upy_value self, upy_value key, upy_value value) {
    return upy_dict_slots.subscript(self, key, value);
}
upy_value upy_collections_dict_iter(upy_value self) { return upy_dict_slots.iter(self); }

static bool is_dict(upy_value v) { return upy_has_layout(v, UPY_TYPE_DICT_BASED); }

upy_value upy_collections_dict_from(const upy_type *native, size_t size, upy_value dict) {
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
        upy_value both = upy_collections_dict_from(&upy_type_ordered_dict, sizeof(upy_dict), lhs);
        upy_dict_update(upy_as_dict(both), rhs);
        return both;
    }
    return upy_dict_slots.binary(op, lhs, rhs);
}

static upy_value ordered_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_collections_dict_from(&upy_type_ordered_dict, sizeof(upy_dict), args[0]);
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

#if UPY_LEVEL >= UPY_LEVEL_FULL // below, that of dict
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
#endif

static const upy_pair ordered_pairs[] = {
    {UPY_NAME(copy), (upy_value)&ordered_copy_method},
    {UPY_NAME(move_to_end), (upy_value)&ordered_move_to_end_method},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(popitem), (upy_value)&ordered_popitem_method},
#endif
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

// collections_counter.c — Counter: a dict from items to how many of them there are.
#include "modules/collections.h"

static upy_value count_of(const upy_dict *d, upy_value item) {
    upy_value n = upy_dict_get(d, item);
    return n == UPY_NULL ? UPY_SMALL_INT(0) : n;
}

// Adds (op ADD) or takes away (op SUB) the counts of a mapping, or one for each item of an iterable.
static void tally(upy_dict *d, upy_value source, upy_binary_op op) {
    if (upy_has_layout(source, UPY_TYPE_DICT_BASED)) {
        size_t position = 0;
        const upy_pair *p;
        while ((p = upy_dict_next(upy_as_dict(source), &position)) != NULL) {
            upy_pair pair = *p;
            upy_dict_set(d, pair.key, upy_binary(op, count_of(d, pair.key), pair.value));
        }
        return;
    }
    upy_iteration it;
    upy_value pair[2];
    if (upy_get_method_or_null(source, UPY_NAME(keys), pair)) {
        upy_iteration_begin(&it, upy_call_method(pair, 0, 0, NULL));
        upy_value key;
        while ((key = upy_iteration_next(&it)) != UPY_NULL) {
            upy_dict_set(d, key, upy_binary(op, count_of(d, key), upy_get_item(source, key)));
        }
        return;
    }
    upy_iteration_begin(&it, source);
    upy_value item;
    while ((item = upy_iteration_next(&it)) != UPY_NULL) {
        upy_dict_set(d, item, upy_binary(op, count_of(d, item), UPY_SMALL_INT(1)));
    }
}

static void tally_arguments(upy_value self, size_t n_args, size_t n_kw, const upy_value *args, upy_binary_op op) {
    upy_check_argument_count(n_args, 0, 1);
    upy_dict *d = upy_as_dict(self);
    if (n_args != 0 && args[0] != UPY_NONE) {
        tally(d, args[0], op);
    }
    const upy_value *kw = args + n_args;
    for (size_t i = 0; i < n_kw; i++) {
        upy_dict_set(d, kw[2 * i], upy_binary(op, count_of(d, kw[2 * i]), kw[2 * i + 1]));
    }
}

static void counter_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    tally_arguments(self, n_args, n_kw, args, UPY_OP_ADD);
}

static upy_value new_counter(void) { return (upy_value)upy_new_instance_of(&upy_type_counter, sizeof(upy_dict)); }

static upy_value counter_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value self = (upy_value)upy_new_instance_of(type, sizeof(upy_dict));
    if (!upy_type_is_class(type)) {
        counter_init(self, n_args, n_kw, args);
    }
    return self;
}

// ---- Order by count ----------------------------------------------------------------------------------

static upy_value second(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_as_tuple(args[0])->items[1];
}
static const UPY_FUNCTION(second_object, key, second, 1, 1);

// List of (item, count), the most frequent first.
static upy_value by_count(upy_value self) {
    const upy_dict *d = upy_as_dict(self);
    upy_value list = upy_new_list_with_capacity(upy_dict_length(d));
    size_t position = 0;
    const upy_pair *p;
    while ((p = upy_dict_next(d, &position)) != NULL) {
        upy_value pair[2] = {p->key, p->value};
        upy_list_append(list, upy_new_tuple(2, pair));
    }
    upy_list_sort(list, (upy_value)&second_object, true);
    return list;
}

static void counter_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_repr_guard guard;
    if (!upy_repr_begin(&guard, self)) {
        upy_printf(w, "%T(...)", self);
        return;
    }
    upy_printf(w, "%T(", self);
    if (upy_dict_length(upy_as_dict(self)) != 0) {
        upy_value list = by_count(self);
        for (size_t i = 0; i < upy_as_list(list)->length; i++) {
            const upy_tuple *pair = upy_as_tuple(upy_as_list(list)->items[i]);
            (upy_printf)(w, i == 0 ? "{%r: %r" : ", %r: %r", pair->items[0], pair->items[1]);
        }
        upy_write(w, "}", 1);
    }
    upy_write(w, ")", 1);
    upy_repr_end(&guard);
}

static upy_value counter_most_common(size_t n_args, const upy_value *args) {
    upy_value list = by_count(args[0]);
    if (n_args == 2 && args[1] != UPY_NONE) {
        intptr_t n = upy_to_index_clamped(args[1]);
        upy_list *l = upy_as_list(list);
        if (n < 0) {
            n = 0;
        }
        if ((size_t)n < l->length) {
            l->length = (size_t)n;
        }
    }
    return list;
}
static const UPY_METHOD(counter_most_common_method, counter, most_common, counter_most_common, 1, 2);

static upy_value counter_elements(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value list = upy_new_list_with_capacity(0);
    size_t position = 0;
    const upy_pair *p;
    while ((p = upy_dict_next(upy_as_dict(args[0]), &position)) != NULL) {
        upy_value item = p->key;
        for (intptr_t n = upy_to_index(p->value); n > 0; n--) {
            upy_list_append(list, item);
        }
    }
    return upy_iter(list);
}
static const UPY_METHOD(counter_elements_method, counter, elements, counter_elements, 1, 1);

static upy_value counter_total(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value total = UPY_SMALL_INT(0);
    size_t position = 0;
    const upy_pair *p;
    while ((p = upy_dict_next(upy_as_dict(args[0]), &position)) != NULL) {
        total = upy_binary(UPY_OP_ADD, total, p->value);
    }
    return total;
}
static const UPY_METHOD(counter_total_method, counter, total, counter_total, 1, 1);

static upy_value counter_update(size_t n_args, size_t n_kw, const upy_value *args) {
    tally_arguments(args[0], n_args - 1, n_kw, args + 1, UPY_OP_ADD);
    return UPY_NONE;
}
static const UPY_KEYWORD_METHOD(counter_update_method, counter, update, counter_update, 1, 2);

static upy_value counter_subtract(size_t n_args, size_t n_kw, const upy_value *args) {
    tally_arguments(args[0], n_args - 1, n_kw, args + 1, UPY_OP_SUB);
    return UPY_NONE;
}
static const UPY_KEYWORD_METHOD(counter_subtract_method, counter, subtract, counter_subtract, 1, 2);

static upy_value counter_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value copy = new_counter();
    upy_dict_update(upy_as_dict(copy), args[0]);
    return copy;
}
static const UPY_METHOD(counter_copy_method, counter, copy, counter_copy, 1, 1);

static upy_value counter_missing(size_t n_args, const upy_value *args) {
    (void)n_args;
    (void)args;
    return UPY_SMALL_INT(0);
}
static const UPY_METHOD(counter_missing_method, counter, __missing__, counter_missing, 2, 2);

// ---- Multiset algebra --------------------------------------------------------------------------------

static void keep_if_positive(upy_value counter, upy_value item, upy_value n) {
    if (upy_is_true(upy_binary(UPY_OP_GT, n, UPY_SMALL_INT(0)))) {
        upy_dict_set(upy_as_dict(counter), item, n);
    }
}

static upy_value combine(upy_binary_op op, upy_value a, upy_value b) {
    switch (op) {
    case UPY_OP_AND: return upy_is_true(upy_binary(UPY_OP_LT, b, a)) ? b : a;
    case UPY_OP_OR: return upy_is_true(upy_binary(UPY_OP_LT, a, b)) ? b : a;
    default: return upy_binary(op, a, b);
    }
}

// Items of a, then those only in b; only positive counts are kept.
static upy_value algebra(upy_binary_op op, const upy_dict *a, const upy_dict *b) {
    upy_value result = new_counter();
    size_t position = 0;
    const upy_pair *p;
    while ((p = upy_dict_next(a, &position)) != NULL) {
        upy_value item = p->key;
        keep_if_positive(result, item, combine(op, p->value, count_of(b, item)));
    }
    position = 0;
    while ((p = upy_dict_next(b, &position)) != NULL) {
        upy_pair pair = *p;
        if (upy_dict_get(a, pair.key) == UPY_NULL) {
            keep_if_positive(result, pair.key, combine(op, UPY_SMALL_INT(0), pair.value));
        }
    }
    return result;
}

// Whether `op` holds for every item of either.
static bool holds_for_all(upy_binary_op op, const upy_dict *a, const upy_dict *b) {
    size_t position = 0;
    const upy_pair *p;
    while ((p = upy_dict_next(a, &position)) != NULL) {
        upy_pair pair = *p;
        if (!upy_is_true(upy_binary(op, pair.value, count_of(b, pair.key)))) {
            return false;
        }
    }
    position = 0;
    while ((p = upy_dict_next(b, &position)) != NULL) {
        upy_pair pair = *p;
        if (!upy_is_true(upy_binary(op, count_of(a, pair.key), pair.value))) {
            return false;
        }
    }
    return true;
}

static upy_value counter_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (!upy_is_instance(rhs, &upy_type_counter)) {
        return upy_dict_slots.binary(op, lhs, rhs);
    }
    const upy_dict *a = upy_as_dict(lhs);
    const upy_dict *b = upy_as_dict(rhs);
    switch ((int)op) {
    case UPY_OP_ADD:
    case UPY_OP_SUB:
    case UPY_OP_AND:
    case UPY_OP_OR: return algebra(op, a, b);
    case UPY_OP_INPLACE_OR: {
        upy_value both = algebra(UPY_OP_OR, a, b);
        upy_dict_clear(upy_as_dict(lhs));
        upy_dict_update(upy_as_dict(lhs), both);
        return lhs;
    }
    case UPY_OP_EQ: return upy_bool(holds_for_all(UPY_OP_EQ, a, b));
    case UPY_OP_NE: return upy_bool(!holds_for_all(UPY_OP_EQ, a, b));
    case UPY_OP_LE:
    case UPY_OP_GE: return upy_bool(holds_for_all(op, a, b));
    case UPY_OP_LT: return upy_bool(holds_for_all(UPY_OP_LE, a, b) && !holds_for_all(UPY_OP_EQ, a, b));
    case UPY_OP_GT: return upy_bool(holds_for_all(UPY_OP_GE, a, b) && !holds_for_all(UPY_OP_EQ, a, b));
    default: return upy_dict_slots.binary(op, lhs, rhs);
    }
}

static upy_value counter_unary(upy_unary_op op, upy_value self) {
    if (op != UPY_OP_POS && op != UPY_OP_NEG) {
        return upy_dict_slots.unary(op, self);
    }
    upy_value result = new_counter();
    size_t position = 0;
    const upy_pair *p;
    while ((p = upy_dict_next(upy_as_dict(self), &position)) != NULL) {
        upy_value item = p->key;
        keep_if_positive(result, item, op == UPY_OP_POS ? p->value : upy_unary(UPY_OP_NEG, p->value));
    }
    return result;
}

static const upy_pair counter_pairs[] = {
    {UPY_NAME(__missing__), (upy_value)&counter_missing_method},
    {UPY_NAME(copy), (upy_value)&counter_copy_method},
    {UPY_NAME(elements), (upy_value)&counter_elements_method},
    {UPY_NAME(most_common), (upy_value)&counter_most_common_method},
    {UPY_NAME(subtract), (upy_value)&counter_subtract_method},
    {UPY_NAME(total), (upy_value)&counter_total_method},
    {UPY_NAME(update), (upy_value)&counter_update_method},
};
static const UPY_DEFINE_TABLE(counter_attributes, counter_pairs);

static const upy_slots counter_slots = {
    .make_new = counter_make_new,
    .init = counter_init,
    .print = counter_print,
    .unary = counter_unary,
    .binary = counter_binary,
    .subscript = upy_collections_dict_subscript,
    .iter = upy_collections_dict_iter,
    .trace = upy_dict_trace,
};

const upy_type upy_type_counter = {
    UPY_TYPE_HEAD(Counter, upy_dict, UPY_TYPE_DICT_BASED),
    .base = &upy_type_dict,
    .slots = &counter_slots,
    .attributes = &counter_attributes,
};

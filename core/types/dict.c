// dict.c — the dict type: constructor, operators, methods. The table itself is core/object's.
#include "core/object/table.h"

#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/dict_views.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/sequence.h"
#include "core/types/str.h"

// ---- Filling from other objects --------------------------------------------------------------

static void update_from_dict(upy_dict *d, const upy_dict *source) {
    if (source == d) {
        return;
    }
    if (d->n_used == 0) {
        upy_table_copy(d, source);
        return;
    }
    size_t position = 0;
    for (const upy_pair *p; (p = upy_dict_next(source, &position)) != NULL;) {
        upy_dict_set(d, p->key, p->value);
    }
}

static void set_from_pair(upy_dict *d, upy_value pair) {
    upy_value *items;
    size_t n;
    if (!upy_get_items(pair, &n, &items)) {
        upy_get_items(upy_to_tuple(pair), &n, &items);
    }
    if (n != 2) {
        upy_raise_value_error("dict update sequence has wrong length");
    }
    upy_dict_set(d, items[0], items[1]);
}

static bool has_own_iteration(upy_value v) {
    return !upy_is_exactly(v, &upy_type_dict) &&
           (upy_type_lookup(upy_type_of(v), UPY_NAME(__iter__)) != upy_type_lookup(&upy_type_dict, UPY_NAME(__iter__)));
}

void upy_dict_update(upy_dict *d, upy_value source) {
    upy_dict_check_mutable(d);
    bool is_dict = upy_has_layout(source, UPY_TYPE_DICT_BASED) && !has_own_iteration(source);
    if (UPY_LEVEL >= UPY_LEVEL_FULL && is_dict) {
        update_from_dict(d, upy_as_dict(source));
        return;
    }
    upy_value pair[2];
    if (is_dict || upy_get_method_or_null(source, UPY_NAME(keys), pair)) {
        upy_value iterator = upy_iter(is_dict ? source : upy_call_method(pair, 0, 0, NULL));
        for (upy_value key; (key = upy_next(iterator)) != UPY_NULL;) {
            upy_dict_set(d, key,
                         is_dict ? upy_dict_slots.subscript(source, key, UPY_MARK_LOAD) : upy_get_item(source, key));
        }
        return;
    }
    upy_value iterator = upy_iter(source);
    for (upy_value item; (item = upy_next(iterator)) != UPY_NULL;) {
        set_from_pair(d, item);
    }
}

static void dict_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_check_argument_count(n_args, 0, 1);
    upy_dict *d = upy_as_dict(self);
    if (n_args == 1) {
        upy_dict_update(d, args[0]);
    }
    upy_dict_check_mutable(d);
    const upy_value *pairs = args + n_args;
    for (size_t i = 0; i < n_kw; i++) {
        upy_dict_set(d, pairs[2 * i], pairs[2 * i + 1]);
    }
}

static upy_value dict_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value self = (upy_value)upy_new_instance_of(type, sizeof(upy_dict));
    if (type == &upy_type_dict) {
        dict_init(self, n_args, n_kw, args);
    }
    return self;
}

// ---- Slots -----------------------------------------------------------------------------------

static bool print_item(const upy_writer *w, upy_value self, size_t *position, const char *separator) {
    const upy_pair *p = upy_dict_next(upy_as_dict(self), position);
    if (p) {
        upy_printf(w, "%s%r: %r", separator, p->key, p->value); // both are read before anything is printed
    }
    return p != NULL;
}

static void dict_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_print_items(w, self, "{...}", "{", print_item, "}");
}

static upy_value dict_unary(upy_unary_op op, upy_value self) {
    size_t n = upy_dict_length(upy_as_dict(self));
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(n != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)n);
    default: return UPY_NULL;
    }
}

static bool are_equal(const upy_dict *a, const upy_dict *b) {
    if (a->n_used != b->n_used) {
        return false;
    }
    upy_check_stack();
    size_t position = 0;
    for (const upy_pair *p; (p = upy_dict_next(a, &position)) != NULL;) {
        upy_value value = p->value, other = upy_dict_get(b, p->key);
        if (other == UPY_NULL || !upy_equal(value, other)) {
            return false;
        }
    }
    return true;
}

static upy_value dict_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    upy_dict *d = upy_as_dict(lhs);
    if (op == UPY_OP_CONTAINS) {
        return upy_bool(upy_dict_get(d, rhs) != UPY_NULL);
    }
    if (op == UPY_OP_INPLACE_OR) {
        upy_dict_update(d, rhs);
        return lhs;
    }
    if (!upy_has_layout(rhs, UPY_TYPE_DICT_BASED)) {
        return UPY_NULL;
    }
    if (op == UPY_OP_EQ || op == UPY_OP_NE) {
        return upy_bool(are_equal(d, upy_as_dict(rhs)) == (op == UPY_OP_EQ));
    }
    if (op == UPY_OP_OR) {
        upy_dict *both = upy_dict_copy(d);
        upy_dict_update(both, rhs);
        return (upy_value)both;
    }
    return UPY_NULL;
}

static upy_value load_missing(upy_value self, upy_value key) {
    upy_value pair[2];
    if (!upy_is_exactly(self, &upy_type_dict) && upy_get_special(self, UPY_NAME(__missing__), pair)) {
        return upy_call_method(pair, 1, 0, &key);
    }
    upy_raise_key(key);
}

static upy_value dict_subscript(upy_value self, upy_value key, upy_value value) {
    upy_dict *d = upy_as_dict(self);
    if (value == UPY_MARK_LOAD) {
        upy_value found = upy_dict_get(d, key);
        return UPY_LIKELY(found != UPY_NULL) ? found : load_missing(self, key);
    }
    if (value != UPY_MARK_DELETE) {
        upy_dict_set(d, key, value);
    } else if (upy_dict_remove(d, key) == UPY_NULL) {
        upy_raise_key(key);
    }
    return UPY_NONE;
}

static upy_value dict_iter(upy_value self) { return upy_new_dict_iterator(self, UPY_DICT_KEYS, false); }

// ---- Methods ---------------------------------------------------------------------------------

static upy_value dict_clear(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_dict_clear(upy_as_dict(args[0]));
    return UPY_NONE;
}

static upy_value dict_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_from_dict(upy_dict_copy(upy_as_dict(args[0])));
}

static upy_value dict_fromkeys(size_t n_args, const upy_value *args) {
    upy_value value = n_args > 2 ? args[2] : UPY_NONE;
    upy_value d = upy_call_0(args[0]);
    upy_value iterator = upy_iter(args[1]);
    for (upy_value key; (key = upy_next(iterator)) != UPY_NULL;) {
        if (upy_is_exactly(d, &upy_type_dict)) {
            upy_dict_set(upy_as_dict(d), key, value);
        } else {
            upy_set_item(d, key, value);
        }
    }
    return d;
}

static upy_value dict_get(size_t n_args, const upy_value *args) {
    upy_value found = upy_dict_get(upy_as_dict(args[0]), args[1]);
    if (found != UPY_NULL) {
        return found;
    }
    return n_args > 2 ? args[2] : UPY_NONE;
}

static upy_value dict_keys(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_dict_view(args[0], UPY_DICT_KEYS);
}

static upy_value dict_values(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_dict_view(args[0], UPY_DICT_VALUES);
}

static upy_value dict_items(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_dict_view(args[0], UPY_DICT_ITEMS);
}

static upy_value dict_pop(size_t n_args, const upy_value *args) {
    upy_value removed = upy_dict_remove(upy_as_dict(args[0]), args[1]);
    if (removed != UPY_NULL) {
        return removed;
    }
    if (n_args < 3) {
        upy_raise_key(args[1]);
    }
    return args[2];
}

static upy_value dict_popitem(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value tuple = upy_new_tuple(2, NULL); // first, so that nothing is lost when memory is short
    upy_pair pair;
    if (!upy_dict_pop_last(upy_as_dict(args[0]), &pair)) {
        upy_raise_new(&upy_type_KeyError, "popitem(): dictionary is empty");
    }
    upy_store(tuple, &upy_as_tuple(tuple)->items[0], pair.key);
    upy_store(tuple, &upy_as_tuple(tuple)->items[1], pair.value);
    return tuple;
}

static upy_value dict_setdefault(size_t n_args, const upy_value *args) {
    return upy_dict_set_default(upy_as_dict(args[0]), args[1], n_args > 2 ? args[2] : UPY_NONE);
}

static upy_value dict_update(size_t n_args, size_t n_kw, const upy_value *args) {
    dict_init(args[0], n_args - 1, n_kw, args + 1);
    return UPY_NONE;
}

static upy_value dict_reversed(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_dict_iterator(args[0], UPY_DICT_KEYS, true);
}

static const UPY_METHOD(clear_method, dict, clear, dict_clear, 1, 1);
static const UPY_METHOD(copy_method, dict, copy, dict_copy, 1, 1);
static const UPY_CLASS_METHOD(fromkeys_method, fromkeys, dict_fromkeys, 2, 3);
static const UPY_METHOD(get_method, dict, get, dict_get, 2, 3);
static const UPY_METHOD(items_method, dict, items, dict_items, 1, 1);
static const UPY_METHOD(keys_method, dict, keys, dict_keys, 1, 1);
static const UPY_METHOD(pop_method, dict, pop, dict_pop, 2, 3);
static const UPY_METHOD(popitem_method, dict, popitem, dict_popitem, 1, 1);
static const UPY_METHOD(setdefault_method, dict, setdefault, dict_setdefault, 2, 3);
static const UPY_KEYWORD_METHOD(update_method, dict, update, dict_update, 1, 2);
static const UPY_METHOD(values_method, dict, values, dict_values, 1, 1);
static const UPY_METHOD(reversed_method, dict, __reversed__, dict_reversed, 1, 1);

static const upy_pair dict_pairs[] = {
    {UPY_NAME(get), (upy_value)&get_method},           {UPY_NAME(items), (upy_value)&items_method},
    {UPY_NAME(keys), (upy_value)&keys_method},         {UPY_NAME(values), (upy_value)&values_method},
    {UPY_NAME(pop), (upy_value)&pop_method},           {UPY_NAME(setdefault), (upy_value)&setdefault_method},
    {UPY_NAME(update), (upy_value)&update_method},     {UPY_NAME(copy), (upy_value)&copy_method},
    {UPY_NAME(clear), (upy_value)&clear_method},       {UPY_NAME(popitem), (upy_value)&popitem_method},
    {UPY_NAME(fromkeys), (upy_value)&fromkeys_method}, {UPY_NAME(__reversed__), (upy_value)&reversed_method},
};
static const UPY_DEFINE_TABLE(dict_attributes, dict_pairs);

const upy_slots upy_dict_slots = {
    .make_new = dict_make_new,
    .init = dict_init,
    .print = dict_print,
    .unary = dict_unary,
    .binary = dict_binary,
    .subscript = dict_subscript,
    .iter = dict_iter,
    .trace = upy_dict_trace,
    .finalize = upy_dict_finalize,
};

const upy_type upy_type_dict = {
    UPY_TYPE_HEAD(dict, upy_dict, UPY_TYPE_DICT_BASED),
    .base = &upy_type_object,
    .slots = &upy_dict_slots,
    .attributes = &dict_attributes,
};

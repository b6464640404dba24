// collections_chainmap.c — ChainMap: several mappings seen as one; the first that has a key decides, and takes all
// changes.
#include "modules/collections.h"

typedef struct chain_map {
    upy_object header;
    upy_value maps; // any sequence the program may replace; a list to begin with
} chain_map;

static upy_value new_chain_map(const upy_type *type, upy_value maps) {
    chain_map *c = upy_new_instance_of(type, sizeof(chain_map));
    c->maps = maps;
    return (upy_value)c;
}

static upy_value chain_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_value empty;
    if (n_args == 0) {
        empty = upy_from_dict(upy_dict_new(0));
        args = &empty;
        n_args = 1;
    }
    return new_chain_map(type, upy_new_list(n_args, args));
}

static upy_value first_map(upy_value self) { return upy_get_item(((const chain_map *)self)->maps, UPY_SMALL_INT(0)); }

// One dict with the view of all: keys in the order of the last mapping first, as updating one by one gives it.
static upy_value merged(upy_value self) {
    upy_dict *d = upy_dict_new(0);
    upy_value maps = upy_to_list(((const chain_map *)self)->maps);
    for (size_t i = upy_as_list(maps)->length; i-- > 0;) {
        upy_dict_update(d, upy_as_list(maps)->items[i]);
    }
    return upy_from_dict(d);
}

static upy_value find(upy_value self, upy_value key) {
    upy_iteration it;
    upy_iteration_begin(&it, ((const chain_map *)self)->maps);
    upy_value map;
    while ((map = upy_iteration_next(&it)) != UPY_NULL) {
        if (upy_is_exactly(map, &upy_type_dict)) {
            upy_value v = upy_dict_get(upy_as_dict(map), key);
            if (v != UPY_NULL) {
                return v;
            }
        } else if (upy_contains(map, key)) {
            return upy_get_item(map, key);
        }
    }
    return UPY_NULL;
}

UPY_NORETURN static void raise_not_in_first(upy_value key) {
    upy_raise_new(&upy_type_KeyError, "Key not found in the first mapping: %r", key);
}

static upy_value chain_subscript(upy_value self, upy_value key, upy_value value) {
    if (value == UPY_MARK_LOAD) {
        upy_value v = find(self, key);
        if (v != UPY_NULL) {
            return v;
        }
        upy_value pair[2];
        if (upy_get_special(self, UPY_NAME(__missing__), pair)) {
            return upy_call_method(pair, 1, 0, &key);
        }
        upy_raise_key(key);
    }
    upy_value first = first_map(self);
    if (value != UPY_MARK_DELETE) {
        upy_set_item(first, key, value);
        return UPY_NONE;
    }
    if (!upy_contains(first, key)) {
        raise_not_in_first(key);
    }
    upy_delete_item(first, key);
    return UPY_NONE;
}

static void chain_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_repr_guard guard;
    if (!upy_repr_begin(&guard, self)) {
        upy_printf(w, "%T(...)", self);
        return;
    }
    upy_printf(w, "%T(", self);
    upy_iteration it;
    upy_iteration_begin(&it, ((const chain_map *)self)->maps);
    upy_value map;
    for (bool is_first = true; (map = upy_iteration_next(&it)) != UPY_NULL; is_first = false) {
        (upy_printf)(w, is_first ? "%r" : ", %r", map);
    }
    upy_write(w, ")", 1);
    upy_repr_end(&guard);
}

static upy_value chain_unary(upy_unary_op op, upy_value self) {
    if (op == UPY_OP_LEN) {
        return upy_new_int(upy_length(merged(self)));
    }
    return op == UPY_OP_BOOL ? upy_bool(upy_length(merged(self)) != 0) : UPY_NULL;
}

static upy_value chain_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    bool is_chain = upy_is_instance(rhs, &upy_type_chain_map);
    switch (op) {
    case UPY_OP_CONTAINS: return upy_bool(find(lhs, rhs) != UPY_NULL);
    case UPY_OP_EQ:
    case UPY_OP_NE:
        if (!is_chain && !upy_has_layout(rhs, UPY_TYPE_DICT_BASED)) {
            return UPY_NULL;
        }
        return upy_binary(op, merged(lhs), is_chain ? merged(rhs) : rhs);
    default: return UPY_NULL;
    }
}

static upy_value chain_iter(upy_value self) { return upy_iter(merged(self)); }

static upy_value chain_attribute(upy_value self, upy_value name, upy_value value) {
    chain_map *c = (chain_map *)self;
    if (name == UPY_NAME(maps)) {
        if (value == UPY_MARK_LOAD) {
            return c->maps;
        }
        if (value == UPY_MARK_DELETE) {
            return UPY_NULL;
        }
        upy_store(self, &c->maps, value);
        return UPY_NONE;
    }
    if (name == UPY_NAME(parents) && value == UPY_MARK_LOAD) {
        upy_value maps = upy_to_list(c->maps);
        if (upy_as_list(maps)->length != 0) {
            upy_list_pop(maps, 0);
        }
        return chain_make_new(&upy_type_chain_map, upy_as_list(maps)->length, 0, upy_as_list(maps)->items);
    }
    return UPY_NULL;
}

static void chain_trace(upy_value self, upy_tracer *tracer) { upy_trace_value(tracer, ((chain_map *)self)->maps); }

static upy_value chain_get(size_t n_args, const upy_value *args) {
    upy_value v = find(args[0], args[1]);
    return v != UPY_NULL ? v : n_args == 3 ? args[2] : UPY_NONE;
}
static const UPY_METHOD(chain_get_method, chain_map, get, chain_get, 2, 3);

static upy_value chain_keys(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_call_method_named(merged(args[0]), UPY_NAME(keys), 0, NULL);
}
static const UPY_METHOD(chain_keys_method, chain_map, keys, chain_keys, 1, 1);

static upy_value chain_values(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_call_method_named(merged(args[0]), UPY_NAME(values), 0, NULL);
}
static const UPY_METHOD(chain_values_method, chain_map, values, chain_values, 1, 1);

static upy_value chain_items(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_call_method_named(merged(args[0]), UPY_NAME(items), 0, NULL);
}
static const UPY_METHOD(chain_items_method, chain_map, items, chain_items, 1, 1);

static upy_value chain_new_child(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(m), UPY_NONE, false}};
    upy_value map;
    if (n_args == 1) { // the keywords are the child
        map = upy_from_dict(upy_dict_new(n_kw));
        for (size_t i = 0; i < n_kw; i++) {
            upy_dict_set(upy_as_dict(map), args[1 + 2 * i], args[2 + 2 * i]);
        }
        if (n_kw == 1 && args[1] == UPY_NAME(m)) {
            map = args[2];
        }
    } else {
        upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 1, &map);
    }
    upy_value maps = upy_new_list(1, &map);
    upy_list_extend(maps, ((const chain_map *)args[0])->maps);
    return new_chain_map(&upy_type_chain_map, maps);
}
static const UPY_KEYWORD_METHOD(chain_new_child_method, chain_map, new_child, chain_new_child, 1, 2);

static upy_value chain_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value maps = upy_to_list(((const chain_map *)args[0])->maps);
    if (upy_as_list(maps)->length != 0) {
        upy_value copy = upy_call_method_named(upy_as_list(maps)->items[0], UPY_NAME(copy), 0, NULL);
        upy_store(maps, &upy_as_list(maps)->items[0], copy);
    }
    return new_chain_map(&upy_type_chain_map, maps);
}
static const UPY_METHOD(chain_copy_method, chain_map, copy, chain_copy, 1, 1);

static upy_value chain_pop(size_t n_args, const upy_value *args) {
    upy_value first = first_map(args[0]);
    if (n_args == 2 && !upy_contains(first, args[1])) {
        raise_not_in_first(args[1]);
    }
    return upy_call_method_named(first, UPY_NAME(pop), n_args - 1, args + 1);
}
static const UPY_METHOD(chain_pop_method, chain_map, pop, chain_pop, 2, 3);

static upy_value chain_popitem(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_call_method_named(first_map(args[0]), UPY_NAME(popitem), 0, NULL);
}
static const UPY_METHOD(chain_popitem_method, chain_map, popitem, chain_popitem, 1, 1);

static upy_value chain_clear(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_call_method_named(first_map(args[0]), UPY_NAME(clear), 0, NULL);
}
static const UPY_METHOD(chain_clear_method, chain_map, clear, chain_clear, 1, 1);

static upy_value chain_setdefault(size_t n_args, const upy_value *args) {
    upy_value v = find(args[0], args[1]);
    if (v == UPY_NULL) {
        v = n_args == 3 ? args[2] : UPY_NONE;
        upy_set_item(first_map(args[0]), args[1], v);
    }
    return v;
}
static const UPY_METHOD(chain_setdefault_method, chain_map, setdefault, chain_setdefault, 2, 3);

static upy_value chain_update(size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value pair[2];
    upy_get_method(first_map(args[0]), UPY_NAME(update), pair);
    return upy_call_method(pair, n_args - 1, n_kw, args + 1);
}
static const UPY_KEYWORD_METHOD(chain_update_method, chain_map, update, chain_update, 1, 2);

static const upy_pair chain_pairs[] = {
    {UPY_NAME(clear), (upy_value)&chain_clear_method},
    {UPY_NAME(copy), (upy_value)&chain_copy_method},
    {UPY_NAME(get), (upy_value)&chain_get_method},
    {UPY_NAME(items), (upy_value)&chain_items_method},
    {UPY_NAME(keys), (upy_value)&chain_keys_method},
    {UPY_NAME(new_child), (upy_value)&chain_new_child_method},
    {UPY_NAME(pop), (upy_value)&chain_pop_method},
    {UPY_NAME(popitem), (upy_value)&chain_popitem_method},
    {UPY_NAME(setdefault), (upy_value)&chain_setdefault_method},
    {UPY_NAME(update), (upy_value)&chain_update_method},
    {UPY_NAME(values), (upy_value)&chain_values_method},
};
static const UPY_DEFINE_TABLE(chain_attributes, chain_pairs);

static const upy_slots chain_slots = {
    .make_new = chain_make_new,
    .print = chain_print,
    .unary = chain_unary,
    .binary = chain_binary,
    .subscript = chain_subscript,
    .iter = chain_iter,
    .attribute = chain_attribute,
    .trace = chain_trace,
};

const upy_type upy_type_chain_map = {
    UPY_TYPE_HEAD(ChainMap, chain_map, 0),
    .base = &upy_type_object,
    .slots = &chain_slots,
    .attributes = &chain_attributes,
};

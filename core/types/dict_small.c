// dict_small.c — the dict type of the smallest level, in place of dict.c and dict_views.c: the ten common methods;
// views are live and can be walked, counted and searched.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/table.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/dict_views.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/str.h"

void upy_dict_update(upy_dict *d, upy_value source) {
    bool is_dict = upy_has_layout(source, UPY_TYPE_DICT_BASED);
    upy_value iterator = upy_iter(source);
    for (upy_value item; (item = upy_next(iterator)) != UPY_NULL;) {
        size_t n = 0;
        upy_value *items;
        if (is_dict) {
            upy_dict_set(d, item, upy_get_item(source, item));
            continue;
        }
        if (!upy_get_items(item, &n, &items) || n != 2) {
            upy_raise_value_error("dict update sequence has wrong length");
        }
        upy_dict_set(d, items[0], items[1]);
    }
}

static void dict_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_check_argument_count(n_args, 0, 1);
    if (n_args == 1) {
        upy_dict_update(upy_as_dict(self), args[0]);
    }
    for (const upy_value *pair = args + n_args; n_kw-- > 0; pair += 2) {
        upy_dict_set(upy_as_dict(self), pair[0], pair[1]);
    }
}

static upy_value dict_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value self = (upy_value)upy_new_instance_of(type, sizeof(upy_dict));
    if (!upy_type_is_class(type)) {
        dict_init(self, n_args, n_kw, args);
    }
    return self;
}

// ---- Slots -----------------------------------------------------------------------------------

static void dict_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_repr_guard guard;
    if (!upy_repr_begin(&guard, self)) {
        upy_write(w, "{...}", 5);
        return;
    }
    const char *before = "{";
    size_t position = 0;
    for (const upy_pair *p; (p = upy_dict_next(upy_as_dict(self), &position)) != NULL; before = ", ") {
        upy_printf(w, "%s%r: %r", before, p->key, p->value);
    }
    upy_write_string(w, *before == '{' ? "{}" : "}");
    upy_repr_end(&guard);
}

static upy_value dict_unary(upy_unary_op op, upy_value self) {
    size_t n = upy_dict_length(upy_as_dict(self));
    return op == UPY_OP_BOOL ? upy_bool(n != 0) : op == UPY_OP_LEN ? upy_small_int((intptr_t)n) : UPY_NULL;
}

static bool are_equal(const upy_dict *a, const upy_dict *b) {
    size_t position = 0;
    upy_check_stack();
    for (const upy_pair *p; (p = upy_dict_next(a, &position)) != NULL;) {
        upy_value value = p->value, other = upy_dict_get(b, p->key);
        if (other == UPY_NULL || !upy_equal(value, other)) {
            return false;
        }
    }
    return a->n_used == b->n_used;
}

static upy_value dict_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (op == UPY_OP_CONTAINS) {
        return upy_bool(upy_dict_get(upy_as_dict(lhs), rhs) != UPY_NULL);
    }
    if ((op != UPY_OP_EQ && op != UPY_OP_NE) || !upy_has_layout(rhs, UPY_TYPE_DICT_BASED)) {
        return UPY_NULL;
    }
    return upy_bool(are_equal(upy_as_dict(lhs), upy_as_dict(rhs)) == (op == UPY_OP_EQ));
}

static upy_value dict_subscript(upy_value self, upy_value key, upy_value value) {
    upy_value found = UPY_NONE;
    if (value == UPY_MARK_LOAD) {
        found = upy_dict_get(upy_as_dict(self), key);
    } else if (value == UPY_MARK_DELETE) {
        found = upy_dict_remove(upy_as_dict(self), key);
    } else {
        upy_dict_set(upy_as_dict(self), key, value);
    }
    if (found == UPY_NULL) {
        upy_raise_key(key);
    }
    return found;
}

// ---- Views and iterators: a dict and which part of it is seen -------------------------------------

typedef struct dict_walk {
    upy_object header; // view or iterator
    upy_value dict;
    upy_dict_part part;
    size_t position, length; // of iterators
} dict_walk;

static upy_value walk_next(upy_value self) {
    dict_walk *walk = (dict_walk *)self;
    if (upy_as_dict(walk->dict)->n_used != walk->length) {
        upy_raise_runtime("dictionary changed size during iteration");
    }
    const upy_pair *p = upy_dict_next(upy_as_dict(walk->dict), &walk->position);
    if (p == NULL) {
        return upy_iteration_end();
    }
    return walk->part == UPY_DICT_ITEMS ? upy_new_tuple(2, &p->key) : walk->part == UPY_DICT_KEYS ? p->key : p->value;
}

static upy_value new_walk(const upy_type *type, upy_value dict, upy_dict_part part) {
    dict_walk *walk = upy_new_object(type, sizeof *walk);
    walk->dict = dict;
    walk->part = part;
    walk->length = upy_as_dict(dict)->n_used;
    return (upy_value)walk;
}

static void walk_trace(upy_value self, upy_tracer *tracer) { upy_trace_value(tracer, ((dict_walk *)self)->dict); }

static const upy_slots iterator_slots = {.iter = upy_iter_self, .next = walk_next, .trace = walk_trace};
static const upy_type type_dict_iterator = {
    UPY_TYPE_HEAD(iterator, dict_walk, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object,
    .slots = &iterator_slots};

static upy_value view_iter(upy_value self) {
    return new_walk(&type_dict_iterator, ((dict_walk *)self)->dict, ((dict_walk *)self)->part);
}

static upy_value view_unary(upy_unary_op op, upy_value self) { return dict_unary(op, ((dict_walk *)self)->dict); }

static void view_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_printf(w, "dict_view(%r)", upy_to_list(self));
}

static const upy_slots view_slots = {.print = view_print, .unary = view_unary, .iter = view_iter, .trace = walk_trace};
static const upy_type type_dict_view = {UPY_TYPE_HEAD(dict_view, dict_walk, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
                                        .base = &upy_type_object, .slots = &view_slots};

static upy_value dict_iter(upy_value self) { return new_walk(&type_dict_iterator, self, UPY_DICT_KEYS); }

// ---- Methods ---------------------------------------------------------------------------------

static upy_value dict_keys(size_t n_args, const upy_value *args) {
    (void)n_args;
    return new_walk(&type_dict_view, args[0], UPY_DICT_KEYS);
}

static upy_value dict_values(size_t n_args, const upy_value *args) {
    (void)n_args;
    return new_walk(&type_dict_view, args[0], UPY_DICT_VALUES);
}

static upy_value dict_items(size_t n_args, const upy_value *args) {
    (void)n_args;
    return new_walk(&type_dict_view, args[0], UPY_DICT_ITEMS);
}

static upy_value dict_clear(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_dict_clear(upy_as_dict(args[0]));
    return UPY_NONE;
}

static upy_value dict_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_from_dict(upy_dict_copy(upy_as_dict(args[0])));
}

static upy_value dict_get(size_t n_args, const upy_value *args) {
    upy_value found = upy_dict_get(upy_as_dict(args[0]), args[1]);
    return found != UPY_NULL ? found : n_args > 2 ? args[2] : UPY_NONE;
}

static upy_value dict_setdefault(size_t n_args, const upy_value *args) {
    upy_value found = upy_dict_get(upy_as_dict(args[0]), args[1]);
    if (found == UPY_NULL) {
        found = n_args > 2 ? args[2] : UPY_NONE;
        upy_dict_set(upy_as_dict(args[0]), args[1], found);
    }
    return found;
}

static upy_value dict_pop(size_t n_args, const upy_value *args) {
    upy_value removed = upy_dict_remove(upy_as_dict(args[0]), args[1]);
    if (removed == UPY_NULL && n_args < 3) {
        upy_raise_key(args[1]);
    }
    return removed != UPY_NULL ? removed : args[2];
}

static upy_value dict_update(size_t n_args, size_t n_kw, const upy_value *args) {
    dict_init(args[0], n_args - 1, n_kw, args + 1);
    return UPY_NONE;
}

#define DICT_METHOD_NAMED(name, least, most)                                                                           \
    static const UPY_METHOD(name##_method, dict, name, dict_##name, least, most)
DICT_METHOD_NAMED(clear, 1, 1);
DICT_METHOD_NAMED(copy, 1, 1);
DICT_METHOD_NAMED(get, 2, 3);
DICT_METHOD_NAMED(items, 1, 1);
DICT_METHOD_NAMED(keys, 1, 1);
DICT_METHOD_NAMED(pop, 2, 3);
DICT_METHOD_NAMED(setdefault, 2, 3);
DICT_METHOD_NAMED(values, 1, 1);
static const UPY_KEYWORD_METHOD(update_method, dict, update, dict_update, 1, 2);

static const upy_pair dict_pairs[] = {
    {UPY_NAME(clear), (upy_value)&clear_method},
    {UPY_NAME(copy), (upy_value)&copy_method},
    {UPY_NAME(get), (upy_value)&get_method},
    {UPY_NAME(items), (upy_value)&items_method},
    {UPY_NAME(keys), (upy_value)&keys_method},
    {UPY_NAME(pop), (upy_value)&pop_method},
    {UPY_NAME(setdefault), (upy_value)&setdefault_method},
    {UPY_NAME(update), (upy_value)&update_method},
    {UPY_NAME(values), (upy_value)&values_method},
};
static const UPY_DEFINE_TABLE(dict_attributes, dict_pairs);

static const upy_slots dict_slots = {
    .make_new = dict_make_new,
    .init = dict_init,
    .print = dict_print,
    .unary = dict_unary,
    .binary = dict_binary,
    .subscript = dict_subscript,
    .iter = dict_iter,
    .trace = upy_dict_trace,
};

const upy_type upy_type_dict = {UPY_TYPE_HEAD(dict, upy_dict, UPY_TYPE_DICT_BASED), .base = &upy_type_object,
                                .slots = &dict_slots, .attributes = &dict_attributes};

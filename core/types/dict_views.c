// dict_views.c — live views of a dict (keys(), values(), items()), their set algebra, and the iterators.
//
// A view is the dict and which part of it is seen. keys and items behave as sets: operators build a
// set from the view and go on with that. An iterator notices when keys were added or removed by the
// number of keys.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/object/table.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/dict_views.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/sequence.h"
#include "core/types/str.h"

typedef struct dict_view {
    upy_object header; // the type tells the part
    upy_value dict;
} dict_view;

typedef struct dict_iterator {
    upy_object header;
    upy_value dict;  // or set; UPY_NULL: ended
    size_t position; // reversed: entries not yet visited
    uint32_t n_used;
    uint8_t part;
    bool is_reversed;
} dict_iterator;

static upy_dict *dict_of(upy_value view) { return upy_as_dict(((const dict_view *)view)->dict); }

static upy_dict_part part_of(upy_value view) {
    const upy_type *type = upy_type_of(view);
    return type == &upy_type_dict_keys    ? UPY_DICT_KEYS
           : type == &upy_type_dict_items ? UPY_DICT_ITEMS
                                          : UPY_DICT_VALUES;
}

static void view_trace(upy_value self, upy_tracer *tracer) { upy_trace_value(tracer, ((const dict_view *)self)->dict); }

// ---- Iterators -------------------------------------------------------------------------------

static upy_value part_of_pair(const upy_pair *pair, upy_dict_part part) {
    if (part == UPY_DICT_ITEMS) {
        upy_value items[2] = {pair->key, pair->value};
        return upy_new_tuple(2, items);
    }
    return part == UPY_DICT_KEYS ? pair->key : pair->value;
}

// The entry before *position, which moves onto it.
static const upy_pair *previous_pair(const upy_dict *d, size_t *position) {
    size_t p = *position < d->n_pairs ? *position : d->n_pairs;
    while (p > 0) {
        if (d->pairs[--p].key != UPY_NULL) {
            *position = p;
            return &d->pairs[p];
        }
    }
    return NULL;
}

// Of a set the key alone may be looked at.
static const upy_pair *next_pair(dict_iterator *it) {
    const upy_dict *d = upy_as_dict(it->dict);
    return it->is_reversed ? previous_pair(d, &it->position) : (upy_pair *)(void *)upy_table_next(d, &it->position);
}

static upy_value iterator_next(upy_value self) {
    dict_iterator *it = (dict_iterator *)self;
    if (it->dict == UPY_NULL) {
        return upy_iteration_end();
    }
    const upy_dict *d = upy_as_dict(it->dict);
    if (d->n_used != it->n_used) {
        it->n_used = UINT32_MAX; // stays so
        upy_raise_changed_size(it->dict);
    }
    const upy_pair *p = next_pair(it);
    if (!p) {
        it->dict = UPY_NULL;
        return upy_iteration_end();
    }
    return part_of_pair(p, it->part);
}

static void iterator_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, ((const dict_iterator *)self)->dict);
}

upy_value upy_new_table_iterator(const upy_type *type, upy_value table) {
    dict_iterator *it = upy_new_object(type, sizeof *it);
    it->dict = table;
    it->n_used = upy_as_dict(table)->n_used;
    return (upy_value)it;
}

upy_value upy_new_dict_iterator(upy_value dict, upy_dict_part part, bool is_reversed) {
    upy_value made = upy_new_table_iterator(&upy_type_dict_iterator, dict);
    dict_iterator *it = (dict_iterator *)made;
    it->position = is_reversed ? upy_as_dict(dict)->n_pairs : 0;
    it->part = (uint8_t)part;
    it->is_reversed = is_reversed;
    return made;
}

#if UPY_NATIVE_LENGTH_HINTS
static upy_value iterator_unary(upy_unary_op op, upy_value self) {
    dict_iterator it = *(const dict_iterator *)self;
    if (op != UPY_OP_LENGTH_HINT) {
        return UPY_NULL;
    }
    intptr_t left = 0;
    while (it.dict != UPY_NULL && upy_as_dict(it.dict)->n_used == it.n_used && next_pair(&it) != NULL) {
        left++;
    }
    return upy_new_int(left);
}
#else
#define iterator_unary NULL
#endif

const upy_slots upy_dict_iterator_slots = {
    .unary = iterator_unary, .iter = upy_iter_self, .next = iterator_next, .trace = iterator_trace};

const upy_type upy_type_dict_iterator = {
    UPY_TYPE_HEAD(dict_iterator, dict_iterator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &upy_dict_iterator_slots,
};

// ---- Views -----------------------------------------------------------------------------------

upy_value upy_new_dict_view(upy_value dict, upy_dict_part part) {
    const upy_type *type = part == UPY_DICT_KEYS    ? &upy_type_dict_keys
                           : part == UPY_DICT_ITEMS ? &upy_type_dict_items
                                                    : &upy_type_dict_values;
    dict_view *view = upy_new_object(type, sizeof *view);
    view->dict = dict;
    return (upy_value)view;
}

static upy_value view_iter(upy_value self) {
    return upy_new_dict_iterator(((const dict_view *)self)->dict, part_of(self), false);
}

static upy_value view_unary(upy_unary_op op, upy_value self) {
    size_t n = upy_dict_length(dict_of(self));
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(n != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)n);
    default: return UPY_NULL;
    }
}

static bool print_item(const upy_writer *w, upy_value self, size_t *position, const char *separator) {
    const upy_pair *p = upy_dict_next(dict_of(self), position);
    if (p) {
        upy_printf(w, "%s%r", separator, part_of_pair(p, part_of(self)));
    }
    return p != NULL;
}

static void view_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_print_items(w, self, "...", "%T([", print_item, "])");
}

static bool has_item(upy_value view, upy_value item) {
    if (upy_is_exactly(view, &upy_type_dict_keys)) {
        return upy_dict_get(dict_of(view), item) != UPY_NULL;
    }
    if (!upy_has_layout(item, UPY_TYPE_TUPLE_BASED) || upy_as_tuple(item)->length != 2) {
        return false;
    }
    upy_value value = upy_dict_get(dict_of(view), upy_as_tuple(item)->items[0]);
    return value != UPY_NULL && upy_equal(value, upy_as_tuple(item)->items[1]);
}

#if UPY_FULL_DATA_MODEL

static bool is_set_view(upy_value v) {
    return upy_is_exactly(v, &upy_type_dict_keys) || upy_is_exactly(v, &upy_type_dict_items);
}

static bool is_set_like(upy_value v) { return upy_has_layout(v, UPY_TYPE_SET_BASED) || is_set_view(v); }

static upy_value to_set(upy_value iterable) {
    upy_value set = upy_new_set();
    upy_set_update(set, iterable);
    return set;
}

static upy_value combine_or_compare(upy_binary_op op, upy_value self, upy_value other) {
    if (upy_op_is_compare(op)) {
        return is_set_like(other) ? upy_set_compare(op, self, other) : UPY_NULL;
    }
    if (upy_op_is_reverse(op)) {
        op -= UPY_OP_REVERSE_ADD;
        upy_value lhs = other;
        other = self;
        self = lhs;
    }
    if (op == UPY_OP_AND) { // members need be hashable only where they are common
        upy_value result = upy_new_set();
        bool is_view = is_set_view(self);
        upy_set_add_common(result, is_view ? self : other, is_view ? other : self);
        return result;
    }
    return upy_is_set_op(op) ? upy_set_change(op, to_set(self), other) : UPY_NULL;
}

#else
#define combine_or_compare(op, self, other) UPY_NULL
#endif

static upy_value view_binary(upy_binary_op op, upy_value self, upy_value other) {
    return op == UPY_OP_CONTAINS ? upy_bool(has_item(self, other)) : combine_or_compare(op, self, other);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value view_attribute(upy_value self, upy_value name, upy_value value) {
    return name == UPY_NAME(mapping) && value == UPY_MARK_LOAD ? upy_new_mapping_proxy(dict_of(self)) : UPY_NULL;
}
#else
#define view_attribute NULL
#endif

static upy_value view_isdisjoint(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_set_agrees(args[1], args[0], false));
}

static upy_value view_reversed(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_dict_iterator(((const dict_view *)args[0])->dict, part_of(args[0]), true);
}

#define VIEW_METHODS(part)                                                                                             \
    static const UPY_METHOD(part##_isdisjoint, part, isdisjoint, view_isdisjoint, 2, 2);                               \
    static const UPY_METHOD(part##_reversed, part, __reversed__, view_reversed, 1, 1);                                 \
    static const upy_pair part##_pairs[] = {                                                                           \
        {UPY_NAME(__reversed__), (upy_value)&part##_reversed},                                                         \
        {UPY_NAME(isdisjoint), (upy_value)&part##_isdisjoint},                                                         \
    };                                                                                                                 \
    static const UPY_DEFINE_TABLE(part##_attributes, part##_pairs)

VIEW_METHODS(dict_keys);
VIEW_METHODS(dict_items);

static const UPY_METHOD(dict_values_reversed, dict_values, __reversed__, view_reversed, 1, 1);
static const upy_pair dict_values_pairs[] = {{UPY_NAME(__reversed__), (upy_value)&dict_values_reversed}};
static const UPY_DEFINE_TABLE(dict_values_attributes, dict_values_pairs);

static const upy_slots set_view_slots = {.print = view_print,
                                         .unary = view_unary,
                                         .binary = view_binary,
                                         .iter = view_iter,
                                         .attribute = view_attribute,
                                         .trace = view_trace};
static const upy_slots values_slots = {
    .print = view_print, .unary = view_unary, .iter = view_iter, .attribute = view_attribute, .trace = view_trace};

const upy_type upy_type_dict_keys = {
    UPY_TYPE_HEAD(dict_keys, dict_view, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &set_view_slots,
    .attributes = &dict_keys_attributes,
};

const upy_type upy_type_dict_values = {
    UPY_TYPE_HEAD(dict_values, dict_view, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &values_slots,
    .attributes = &dict_values_attributes,
};

const upy_type upy_type_dict_items = {
    UPY_TYPE_HEAD(dict_items, dict_view, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &set_view_slots,
    .attributes = &dict_items_attributes,
};

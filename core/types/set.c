// set.c — set and frozenset, on the table of core/object with entries of one word.
//
// Throughout this file a set is handled as the upy_dict it shares its structure with. Both types have
// the same operators; frozenset leaves out what changes it and has a hash.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/table.h"
#include "core/types/containers.h"
#include "core/types/dict_views.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/sequence.h"
#include "core/types/str.h"

_Static_assert(sizeof(upy_set) == sizeof(upy_dict), "a set is a table with entries of one word");

static upy_dict *as_table(upy_value v) { return (upy_dict *)v; }
static bool is_set_like(upy_value v) { return upy_has_layout(v, UPY_TYPE_SET_BASED); }
static bool is_frozen(upy_value v) { return upy_is_instance(v, &upy_type_frozenset); }
static size_t length_of(upy_value set) { return as_table(set)->n_used; }

// ---- C interface -----------------------------------------------------------------------------

static upy_value new_set_of(const upy_type *type) {
    upy_dict *t = upy_new_instance_of(type, sizeof(upy_set));
    t->layout = UPY_TABLE_KEYS_ONLY;
    return (upy_value)t;
}

upy_value upy_new_set(void) { return new_set_of(&upy_type_set); }
upy_value upy_new_frozenset(void) { return new_set_of(&upy_type_frozenset); }

bool upy_set_add(upy_value set, upy_value item) {
    bool is_new;
    upy_table_add(as_table(set), item, upy_table_hash(item), &is_new);
    return is_new;
}

static intptr_t find(upy_value set, upy_value item) {
    uint32_t hash = upy_table_hash(item);
    return upy_table_find(as_table(set), item, hash);
}

bool upy_set_has(upy_value set, upy_value item) { return find(set, item) >= 0; }

bool upy_set_discard(upy_value set, upy_value item) {
    intptr_t i = find(set, item);
    if (i < 0) {
        return false;
    }
    upy_table_remove_at(as_table(set), (size_t)i);
    return true;
}

bool upy_set_next(upy_value set, size_t *position, upy_value *item) {
    const upy_value *entry = upy_table_next(as_table(set), position);
    if (!entry) {
        return false;
    }
    *item = *entry;
    return true;
}

void upy_set_update(upy_value set, upy_value iterable) {
    if (set == iterable) {
        return;
    }
    if (UPY_LEVEL >= UPY_LEVEL_FULL &&
        (upy_is_exactly(iterable, &upy_type_set) || upy_is_exactly(iterable, &upy_type_frozenset))) {
        if (length_of(set) == 0) {
            upy_table_copy(as_table(set), as_table(iterable));
            return;
        }
        size_t position = 0;
        for (upy_value item; upy_set_next(iterable, &position, &item);) {
            upy_set_add(set, item);
        }
        return;
    }
    upy_iteration it;
    upy_iteration_begin(&it, iterable);
    for (upy_value item; (item = upy_iteration_next(&it)) != UPY_NULL;) {
        upy_set_add(set, item);
    }
}

// An empty set of the same native type.
static upy_value new_like(upy_value set) { return is_frozen(set) ? upy_new_frozenset() : upy_new_set(); }

static upy_value copy_of(upy_value set) {
    upy_value copy = new_like(set);
    upy_table_copy(as_table(copy), as_table(set));
    return copy;
}

// iterable itself if it is a set, else a set of its items.
static upy_value to_set(upy_value iterable) {
    if (is_set_like(iterable)) {
        return iterable;
    }
    upy_value set = upy_new_set();
    upy_set_update(set, iterable);
    return set;
}

// What to look for when asked for item: a set stands for the frozenset of its items.
static upy_value as_hashable(upy_value item) {
    upy_value pair[2];
    if (!is_set_like(item) || is_frozen(item) || (upy_get_special(item, UPY_NAME(__hash__), pair) && pair[1])) {
        return item;
    }
    upy_value frozen = upy_new_frozenset();
    upy_table_copy(as_table(frozen), as_table(item));
    return frozen;
}

// ---- Algebra ---------------------------------------------------------------------------------

static bool has_item(upy_value container, upy_value item) {
    return is_set_like(container) ? upy_set_has(container, item) : upy_contains(container, item);
}

// All items of iterable are in container (or none of them is).
bool upy_set_agrees(upy_value iterable, upy_value container, bool is_member) {
    if (UPY_LEVEL >= UPY_LEVEL_FULL && is_set_like(iterable) && is_set_like(container)) {
        size_t position = 0;
        for (upy_value item; upy_set_next(iterable, &position, &item);) {
            if (upy_set_has(container, item) != is_member) {
                return false;
            }
        }
        return true;
    }
    upy_iteration it;
    upy_iteration_begin(&it, iterable);
    for (upy_value item; (item = upy_iteration_next(&it)) != UPY_NULL;) {
        if (has_item(container, item) != is_member) {
            return false;
        }
    }
    return true;
}

static bool is_subset(upy_value a, upy_value b) { return upy_length(a) <= upy_length(b) && upy_set_agrees(a, b, true); }

static void discard_all(upy_value set, upy_value iterable) {
    if (set == iterable) {
        upy_table_clear(as_table(set));
        return;
    }
    upy_iteration it;
    upy_iteration_begin(&it, iterable);
    for (upy_value item; (item = upy_iteration_next(&it)) != UPY_NULL;) {
        upy_set_discard(set, item);
    }
}

void upy_set_add_common(upy_value result, upy_value container, upy_value iterable) {
    if (is_set_like(iterable)) { // in the order of the other one
        upy_value set = iterable;
        iterable = container;
        container = set;
        size_t position = 0;
        for (upy_value item; UPY_LEVEL >= UPY_LEVEL_FULL && is_set_like(iterable);) {
            if (!upy_set_next(iterable, &position, &item)) {
                return;
            }
            if (upy_set_has(container, item)) {
                upy_set_add(result, item);
            }
        }
    }
    upy_iteration it;
    upy_iteration_begin(&it, iterable);
    for (upy_value item; (item = upy_iteration_next(&it)) != UPY_NULL;) {
        if (has_item(container, item)) {
            upy_set_add(result, item);
        }
    }
}

static upy_value intersection(upy_value set, upy_value iterable) {
    upy_value result = new_like(set);
    upy_set_add_common(result, set, iterable);
    return result;
}

// Items of exactly one of set and other replace those of set; other is a set.
static void toggle_all(upy_value set, upy_value other) {
    if (set == other) {
        upy_table_clear(as_table(set));
        return;
    }
    size_t position = 0;
    for (upy_value item; upy_set_next(other, &position, &item);) {
        if (!upy_set_discard(set, item)) {
            upy_set_add(set, item);
        }
    }
}

upy_value upy_set_compare(upy_binary_op op, upy_value a, upy_value b) {
    if (op == UPY_OP_GT || op == UPY_OP_GE) {
        return upy_set_compare(op - (UPY_OP_GT - UPY_OP_LT), b, a);
    }
    intptr_t n = upy_length(a), m = upy_length(b);
    bool fits = op == UPY_OP_LE || (op == UPY_OP_LT ? n < m : n == m);
    return upy_bool((fits && is_subset(a, b)) != (op == UPY_OP_NE));
}

upy_value upy_set_change(upy_binary_op op, upy_value set, upy_value iterable) {
    switch (op) {
    case UPY_OP_AND: upy_table_take(as_table(set), as_table(intersection(set, iterable))); break;
    case UPY_OP_OR: upy_set_update(set, iterable); break;
    case UPY_OP_SUB: discard_all(set, iterable); break;
    case UPY_OP_XOR: toggle_all(set, to_set(iterable)); break;
    default: return UPY_NULL;
    }
    return set;
}

bool upy_is_set_op(upy_binary_op op) {
    return op == UPY_OP_AND || op == UPY_OP_OR || op == UPY_OP_SUB || op == UPY_OP_XOR;
}

static upy_value set_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (op == UPY_OP_CONTAINS) {
        return upy_bool(upy_set_has(lhs, as_hashable(rhs)));
    }
    if (!is_set_like(rhs)) {
        return UPY_NULL;
    }
    if (upy_op_is_compare(op)) {
        return upy_set_compare(op, lhs, rhs);
    }
    if (upy_op_is_inplace(op)) {
        return is_frozen(lhs) ? UPY_NULL : upy_set_change(op - UPY_OP_INPLACE_ADD, lhs, rhs);
    }
    if (op == UPY_OP_AND) {
        return intersection(lhs, rhs);
    }
    return upy_is_set_op(op) ? upy_set_change(op, copy_of(lhs), rhs) : UPY_NULL;
}

// ---- Other slots -----------------------------------------------------------------------------

static upy_value set_unary(upy_unary_op op, upy_value self) {
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(length_of(self) != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)length_of(self));
    default: return UPY_NULL;
    }
}

static upy_value frozenset_unary(upy_unary_op op, upy_value self) {
    if (op != UPY_OP_HASH) {
        return set_unary(op, self);
    }
    // Does not depend on the order: a sum of well-mixed hashes.
    uint32_t sum = (uint32_t)length_of(self) * 0x9E3779B1u;
    size_t position = 0;
    for (upy_value item; upy_set_next(self, &position, &item);) {
        uint32_t h = upy_table_hash_at(as_table(self), position - 1) * 0x85EBCA6Bu;
        sum += h ^ (h >> 15);
    }
    return upy_small_int((intptr_t)(sum >> 3));
}

static bool print_item(const upy_writer *w, upy_value self, size_t *position, const char *separator) {
    upy_value item;
    bool found = upy_set_next(self, position, &item);
    if (found) {
        upy_printf(w, "%s%r", separator, item);
    }
    return found;
}

static void set_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    if (length_of(self) == 0) {
        upy_printf(w, "%T()", self);
        return;
    }
    bool has_name = !upy_is_exactly(self, &upy_type_set);
    upy_print_items(w, self, "%T(...)", has_name ? "%T({" : "{", print_item, has_name ? "})" : "}");
}

static void set_trace(upy_value self, upy_tracer *tracer) { upy_table_trace(as_table(self), tracer); }

static void set_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(upy_type_of(self), n_kw);
    upy_check_argument_count(n_args, 0, 1);
    if (n_args == 1 && args[0] == self) {
        return;
    }
    upy_table_clear(as_table(self));
    if (n_args == 1) {
        upy_set_update(self, args[0]);
    }
}

static upy_value set_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value self = new_set_of(type);
    if (type == &upy_type_set) {
        set_init(self, n_args, n_kw, args);
    }
    return self;
}

static upy_value frozenset_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    upy_check_argument_count(n_args, 0, 1);
    if (n_args == 1 && type == &upy_type_frozenset && upy_is_exactly(args[0], &upy_type_frozenset)) {
        return args[0];
    }
    upy_value self = new_set_of(type);
    if (n_args == 1) {
        upy_set_update(self, args[0]);
    }
    return self;
}

// Walks the table as an iterator of a dict does.
static const upy_type upy_type_set_iterator = {
    UPY_TYPE_HEAD(set_iterator, upy_object, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &upy_dict_iterator_slots,
};

static upy_value set_iter(upy_value self) { return upy_new_table_iterator(&upy_type_set_iterator, self); }

// ---- Methods ---------------------------------------------------------------------------------

static upy_value set_add(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_set_add(args[0], args[1]);
    return UPY_NONE;
}

static upy_value set_clear(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_table_clear(as_table(args[0]));
    return UPY_NONE;
}

static upy_value set_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_is_exactly(args[0], &upy_type_frozenset) ? args[0] : copy_of(args[0]);
}

static upy_value set_discard(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_set_discard(args[0], as_hashable(args[1]));
    return UPY_NONE;
}

static upy_value set_remove(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (!upy_set_discard(args[0], as_hashable(args[1]))) {
        upy_raise_key(args[1]);
    }
    return UPY_NONE;
}

static upy_value set_pop(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_dict *t = as_table(args[0]);
    if (t->n_used == 0) {
        upy_raise_new(&upy_type_KeyError, "pop from an empty set");
    }
    size_t last = t->n_pairs - 1;
    upy_value item = *upy_table_entry(t, last);
    upy_table_remove_at(t, last);
    return item;
}

static upy_value change_by_all(upy_binary_op op, upy_value set, size_t n_args, const upy_value *args) {
    for (size_t i = 1; i < n_args; i++) {
        upy_set_change(op, set, args[i]);
    }
    return set;
}

// NAME(…) makes a new set, NAME_update(…) changes its own.
#define SET_OPERATION(name, change, op)                                                                                \
    static upy_value set_##name(size_t n_args, const upy_value *args) {                                                \
        return change_by_all(op, copy_of(args[0]), n_args, args);                                                      \
    }                                                                                                                  \
    static upy_value set_##change(size_t n_args, const upy_value *args) {                                              \
        change_by_all(op, args[0], n_args, args);                                                                      \
        return UPY_NONE;                                                                                               \
    }
SET_OPERATION(union, update, UPY_OP_OR)
SET_OPERATION(difference, difference_update, UPY_OP_SUB)
SET_OPERATION(intersection, intersection_update, UPY_OP_AND)
SET_OPERATION(symmetric_difference, symmetric_difference_update, UPY_OP_XOR)

static upy_value set_isdisjoint(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_set_agrees(args[1], args[0], false));
}

static upy_value set_issubset(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(is_subset(args[0], to_set(args[1])));
}

static upy_value set_issuperset(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(is_subset(to_set(args[1]), args[0]));
}

static const UPY_METHOD(add_method, set, add, set_add, 2, 2);
static const UPY_METHOD(clear_method, set, clear, set_clear, 1, 1);
static const UPY_METHOD(discard_method, set, discard, set_discard, 2, 2);
static const UPY_METHOD(remove_method, set, remove, set_remove, 2, 2);
static const UPY_METHOD(pop_method, set, pop, set_pop, 1, 1);
static const UPY_METHOD(update_method, set, update, set_update, 1, UPY_ARGS_ANY);
static const UPY_METHOD(difference_update_method, set, difference_update, set_difference_update, 1, UPY_ARGS_ANY);
static const UPY_METHOD(intersection_update_method, set, intersection_update, set_intersection_update, 1, UPY_ARGS_ANY);
static const UPY_METHOD(symmetric_difference_update_method, set, symmetric_difference_update,
                        set_symmetric_difference_update, 2, 2);

// Rows both types have; `owner` is set or frozenset.
#define SHARED_METHODS(owner)                                                                                          \
    static const UPY_METHOD(owner##_copy_method, owner, copy, set_copy, 1, 1);                                         \
    static const UPY_METHOD(owner##_union_method, owner, union, set_union, 1, UPY_ARGS_ANY);                           \
    static const UPY_METHOD(owner##_difference_method, owner, difference, set_difference, 1, UPY_ARGS_ANY);            \
    static const UPY_METHOD(owner##_intersection_method, owner, intersection, set_intersection, 1, UPY_ARGS_ANY);      \
    static const UPY_METHOD(owner##_symmetric_method, owner, symmetric_difference, set_symmetric_difference, 2, 2);    \
    static const UPY_METHOD(owner##_isdisjoint_method, owner, isdisjoint, set_isdisjoint, 2, 2);                       \
    static const UPY_METHOD(owner##_issubset_method, owner, issubset, set_issubset, 2, 2);                             \
    static const UPY_METHOD(owner##_issuperset_method, owner, issuperset, set_issuperset, 2, 2)
SHARED_METHODS(set);
SHARED_METHODS(frozenset);

#define SHARED_ROWS(owner)                                                                                             \
    {UPY_NAME(copy), (upy_value)&owner##_copy_method}, {UPY_NAME(union), (upy_value)&owner##_union_method},            \
        {UPY_NAME(difference), (upy_value)&owner##_difference_method},                                                 \
        {UPY_NAME(intersection), (upy_value)&owner##_intersection_method},                                             \
        {UPY_NAME(symmetric_difference), (upy_value)&owner##_symmetric_method},                                        \
        {UPY_NAME(isdisjoint), (upy_value)&owner##_isdisjoint_method},                                                 \
        {UPY_NAME(issubset), (upy_value)&owner##_issubset_method}, {                                                   \
        UPY_NAME(issuperset), (upy_value)&owner##_issuperset_method                                                    \
    }

static const upy_pair set_pairs[] = {
    {UPY_NAME(add), (upy_value)&add_method},
    {UPY_NAME(discard), (upy_value)&discard_method},
    {UPY_NAME(remove), (upy_value)&remove_method},
    {UPY_NAME(pop), (upy_value)&pop_method},
    {UPY_NAME(update), (upy_value)&update_method},
    {UPY_NAME(clear), (upy_value)&clear_method},
    {UPY_NAME(difference_update), (upy_value)&difference_update_method},
    {UPY_NAME(intersection_update), (upy_value)&intersection_update_method},
    {UPY_NAME(symmetric_difference_update), (upy_value)&symmetric_difference_update_method},
    SHARED_ROWS(set),
};
static const UPY_DEFINE_TABLE(set_attributes, set_pairs);

static const upy_pair frozenset_pairs[] = {SHARED_ROWS(frozenset)};
static const UPY_DEFINE_TABLE(frozenset_attributes, frozenset_pairs);

static const upy_slots set_slots = {
    .make_new = set_make_new,
    .init = set_init,
    .print = set_print,
    .unary = set_unary,
    .binary = set_binary,
    .iter = set_iter,
    .trace = set_trace,
};

static const upy_slots frozenset_slots = {
    .make_new = frozenset_make_new,
    .print = set_print,
    .unary = frozenset_unary,
    .binary = set_binary,
    .iter = set_iter,
    .trace = set_trace,
};

const upy_type upy_type_set = {
    UPY_TYPE_HEAD(set, upy_set, UPY_TYPE_SET_BASED),
    .base = &upy_type_object,
    .slots = &set_slots,
    .attributes = &set_attributes,
};

const upy_type upy_type_frozenset = {
    UPY_TYPE_HEAD(frozenset, upy_set, UPY_TYPE_SET_BASED),
    .base = &upy_type_object,
    .slots = &frozenset_slots,
    .attributes = &frozenset_attributes,
};

// set_small.c — set and frozenset of the smallest level, in place of set.c: the operators, and what fills and empties a
// set. Both are tables of core/object with entries of one word.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/table.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/class.h"

_Static_assert(sizeof(upy_set) == sizeof(upy_dict), "a set is a table with entries of one word");

static upy_dict *as_table(upy_value v) { return (upy_dict *)v; }
static bool is_frozen(upy_value v) { return upy_is_instance(v, &upy_type_frozenset); }
static size_t length_of(upy_value set) { return as_table(set)->n_used; }

static upy_value new_set_of(const upy_type *type) {
    upy_dict *t = upy_new_instance_of(type, sizeof(upy_set));
    t->layout = UPY_TABLE_KEYS_ONLY;
    return (upy_value)t;
}
upy_value upy_new_set(void) { return new_set_of(&upy_type_set); }

bool upy_set_add(upy_value set, upy_value item) {
    bool is_new;
    upy_table_add(as_table(set), item, upy_table_hash(item), &is_new);
    return is_new;
}

static intptr_t find(upy_value set, upy_value item) {
    uint32_t hash = upy_table_hash(item);
    return upy_table_find(as_table(set), item, hash);
}

bool upy_set_discard(upy_value set, upy_value item) {
    intptr_t i = find(set, item);
    if (i >= 0) {
        upy_table_remove_at(as_table(set), (size_t)i);
    }
    return i >= 0;
}

void upy_set_update(upy_value set, upy_value iterable) {
    upy_iteration it;
    upy_iteration_begin(&it, iterable);
    for (upy_value item; set != iterable && (item = upy_iteration_next(&it)) != UPY_NULL;) {
        upy_set_add(set, item);
    }
}

static bool is_subset(upy_value a, upy_value b) {
    size_t position = 0;
    for (const upy_value *entry; (entry = upy_table_next(as_table(a), &position)) != NULL;) {
        if (find(b, *entry) < 0) {
            return false;
        }
    }
    return true;
}

// |, -, &, ^: the items of a that are (or are not) in b, and for | and ^ those of b (that are not in a).
static upy_value combine(upy_binary_op op, upy_value a, upy_value b) {
    upy_value result = is_frozen(a) ? new_set_of(&upy_type_frozenset) : upy_new_set();
    for (unsigned i = 0; i < 2; i++) {
        size_t position = 0;
        for (const upy_value *entry; (entry = upy_table_next(as_table(a), &position)) != NULL;) {
            upy_value item = *entry;
            if (op == UPY_OP_OR || (find(b, item) >= 0) == (op == UPY_OP_AND)) {
                upy_set_add(result, item);
            }
        }
        if (op != UPY_OP_OR && op != UPY_OP_XOR) {
            break;
        }
        upy_value other = a;
        a = b;
        b = other;
    }
    return result;
}

static upy_value set_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (op == UPY_OP_CONTAINS) {
        return upy_bool(find(lhs, rhs) >= 0);
    }
    if (!upy_has_layout(rhs, UPY_TYPE_SET_BASED)) {
        return UPY_NULL;
    }
    size_t n = length_of(lhs), m = length_of(rhs);
    switch (op) {
    case UPY_OP_EQ: return upy_bool(n == m && is_subset(lhs, rhs));
    case UPY_OP_NE: return upy_bool(n != m || !is_subset(lhs, rhs));
    case UPY_OP_LT: return upy_bool(n < m && is_subset(lhs, rhs));
    case UPY_OP_LE: return upy_bool(is_subset(lhs, rhs));
    case UPY_OP_GT: return upy_bool(n > m && is_subset(rhs, lhs));
    case UPY_OP_GE: return upy_bool(is_subset(rhs, lhs));
    case UPY_OP_AND:
    case UPY_OP_OR:
    case UPY_OP_XOR:
    case UPY_OP_SUB: return combine(op, lhs, rhs);
    default: break;
    }
    if (!upy_op_is_inplace(op) || is_frozen(lhs)) {
        return UPY_NULL;
    }
    upy_value result = set_binary((upy_binary_op)(op - UPY_OP_INPLACE_ADD), lhs, rhs);
    if (result != UPY_NULL) {
        upy_table_take(as_table(lhs), as_table(result));
    }
    return result == UPY_NULL ? result : lhs;
}

static upy_value set_unary(upy_unary_op op, upy_value self) {
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(length_of(self) != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)length_of(self));
    case UPY_OP_HASH: break;
    default: return UPY_NULL;
    }
    if (!is_frozen(self)) {
        return UPY_NULL;
    }
    uint32_t sum = (uint32_t)length_of(self); // does not depend on the order
    size_t position = 0;
    for (const upy_value *entry; (entry = upy_table_next(as_table(self), &position)) != NULL;) {
        sum += upy_table_hash(*entry) * 0x85EBCA6Bu;
    }
    return upy_small_int((intptr_t)(sum >> 3));
}

static void set_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    bool is_bare = !is_frozen(self) && length_of(self) != 0;
    upy_check_stack();
    if (!is_bare) {
        upy_printf(w, "%T(", self);
    }
    const char *before = "{";
    size_t position = 0;
    for (const upy_value *entry; (entry = upy_table_next(as_table(self), &position)) != NULL; before = ", ") {
        upy_printf(w, "%s%r", before, *entry);
    }
    upy_write_string(w, length_of(self) == 0 ? ")" : is_bare ? "}" : "})");
}

static void set_trace(upy_value self, upy_tracer *tracer) { upy_table_trace(as_table(self), tracer); }

static void set_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(upy_type_of(self), n_kw);
    upy_check_argument_count(n_args, 0, 1);
    if (n_args == 1) {
        upy_set_update(self, args[0]);
    }
}

static upy_value set_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value self = new_set_of(type);
    if (!upy_type_is_class(type) || is_frozen(self)) {
        set_init(self, n_args, n_kw, args);
    }
    return self;
}

// ---- Iterator --------------------------------------------------------------------------------

typedef struct set_iterator {
    upy_object header;
    upy_value set;
    size_t position, length;
} set_iterator;

static upy_value iterator_next(upy_value self) {
    set_iterator *it = (set_iterator *)self;
    if (length_of(it->set) != it->length) {
        upy_raise_runtime("Set changed size during iteration");
    }
    const upy_value *entry = upy_table_next(as_table(it->set), &it->position);
    return entry == NULL ? upy_iteration_end() : *entry;
}

static void iterator_trace(upy_value self, upy_tracer *tracer) { upy_trace_value(tracer, ((set_iterator *)self)->set); }

static const upy_slots iterator_slots = {.iter = upy_iter_self, .next = iterator_next, .trace = iterator_trace};
static const upy_type type_set_iterator = {
    UPY_TYPE_HEAD(set_iterator, set_iterator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object,
    .slots = &iterator_slots};

static upy_value set_iter(upy_value self) {
    set_iterator *it = upy_new_object(&type_set_iterator, sizeof *it);
    it->set = self;
    it->length = length_of(self);
    return (upy_value)it;
}

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

static upy_value set_discard(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_set_discard(args[0], args[1]);
    return UPY_NONE;
}

static upy_value set_remove(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (!upy_set_discard(args[0], args[1])) {
        upy_raise_key(args[1]);
    }
    return UPY_NONE;
}

static upy_value set_pop(size_t n_args, const upy_value *args) {
    (void)n_args;
    size_t position = 0;
    const upy_value *entry = upy_table_next(as_table(args[0]), &position);
    if (entry == NULL) {
        upy_raise_new(&upy_type_KeyError, "pop from an empty set");
    }
    upy_value item = *entry;
    upy_table_remove_at(as_table(args[0]), position - 1);
    return item;
}

static upy_value set_update(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_set_update(args[0], args[1]);
    return UPY_NONE;
}

#define SET_METHOD_NAMED(name, least) static const UPY_METHOD(name##_method, set, name, set_##name, least, least)
SET_METHOD_NAMED(add, 2);
SET_METHOD_NAMED(clear, 1);
SET_METHOD_NAMED(discard, 2);
SET_METHOD_NAMED(pop, 1);
SET_METHOD_NAMED(remove, 2);
SET_METHOD_NAMED(update, 2);

static const upy_pair set_pairs[] = {
    {UPY_NAME(add), (upy_value)&add_method},         {UPY_NAME(clear), (upy_value)&clear_method},
    {UPY_NAME(discard), (upy_value)&discard_method}, {UPY_NAME(pop), (upy_value)&pop_method},
    {UPY_NAME(remove), (upy_value)&remove_method},   {UPY_NAME(update), (upy_value)&update_method},
};
static const UPY_DEFINE_TABLE(set_attributes, set_pairs);

static const upy_slots set_slots = {
    .make_new = set_make_new,
    .init = set_init,
    .print = set_print,
    .unary = set_unary,
    .binary = set_binary,
    .iter = set_iter,
    .trace = set_trace,
};

const upy_type upy_type_set = {UPY_TYPE_HEAD(set, upy_set, UPY_TYPE_SET_BASED), .base = &upy_type_object,
                               .slots = &set_slots, .attributes = &set_attributes};
const upy_type upy_type_frozenset = {UPY_TYPE_HEAD(frozenset, upy_set, UPY_TYPE_SET_BASED), .base = &upy_type_object,
                                     .slots = &set_slots};

// tuple.c — immutable sequences: one block each, items inline.
//
// There is one empty tuple, a constant. A tuple made with items NULL is filled by its maker; until
// then its items are UPY_NULL, which the tracer skips.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/sequence.h"
#include "core/types/str.h"

const upy_tuple upy_empty_tuple_object = {{&upy_type_tuple}, 0};

#define TUPLE_MAX_LENGTH ((SIZE_MAX / 2 - sizeof(upy_tuple)) / sizeof(upy_value))

upy_value upy_new_tuple(size_t n, const upy_value *items_or_null) {
    if (n == 0) {
        return UPY_EMPTY_TUPLE;
    }
    if (n > TUPLE_MAX_LENGTH) {
        upy_raise_memory(SIZE_MAX);
    }
    upy_tuple *t = upy_new_object(&upy_type_tuple, sizeof(upy_tuple) + n * sizeof(upy_value));
    t->length = n;
    if (items_or_null != NULL) {
        memcpy(t->items, items_or_null, n * sizeof(upy_value));
    }
    return (upy_value)t;
}

bool upy_get_items(upy_value v, size_t *n, upy_value **items) {
    if (!upy_is_object(v)) {
        return false;
    }
    uint32_t flags = ((const upy_object *)v)->type->flags;
    if (flags & UPY_TYPE_TUPLE_BASED) {
        *n = upy_as_tuple(v)->length;
        *items = upy_as_tuple(v)->items;
        return true;
    }
    if (flags & UPY_TYPE_LIST_BASED) {
        *n = upy_as_list(v)->length;
        *items = upy_as_list(v)->items;
        return true;
    }
    return false;
}

upy_value upy_to_tuple(upy_value iterable) {
    if (upy_is_exactly(iterable, &upy_type_tuple)) {
        return iterable;
    }
    if (!upy_is_exactly(iterable, &upy_type_list)) {
        iterable = upy_to_list(iterable);
    }
    upy_list *list = upy_as_list(iterable);
    return upy_new_tuple(list->length, list->items);
}

static upy_value tuple_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    upy_check_argument_count(n_args, 0, 1);
    upy_value source = n_args == 0 ? UPY_EMPTY_TUPLE : upy_to_tuple(args[0]);
    if (type == &upy_type_tuple) {
        return source;
    }
    size_t n = upy_as_tuple(source)->length;
    upy_tuple *t = upy_new_instance_of(type, sizeof(upy_tuple) + n * sizeof(upy_value));
    t->length = n;
    memcpy(t->items, upy_as_tuple(source)->items, n * sizeof(upy_value));
    return (upy_value)t;
}

static void tuple_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_print_items(w, self, "(...)", "(", upy_sequence_print_item, upy_as_tuple(self)->length == 1 ? ",)" : ")");
}

static intptr_t tuple_hash(const upy_tuple *t) {
    upy_check_stack();
    uintptr_t h = (uintptr_t)0x345678 + t->length;
    for (size_t i = 0; i < t->length; i++) {
        h = (h ^ (uintptr_t)upy_hash(t->items[i])) * (uintptr_t)1000003u;
        h ^= h >> (UPY_WORD_BITS / 2 - 1);
    }
    return (intptr_t)(h >> (UPY_WORD_BITS - UPY_SMALL_INT_BITS + 1));
}

static upy_value tuple_unary(upy_unary_op op, upy_value self) {
    const upy_tuple *t = upy_as_tuple(self);
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(t->length != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)t->length);
    case UPY_OP_HASH: return upy_small_int(tuple_hash(t));
    default: return UPY_NULL;
    }
}

static upy_value tuple_subscript(upy_value self, upy_value index, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    const upy_tuple *t = upy_as_tuple(self);
    if (upy_is_exactly(index, &upy_type_slice)) {
        return upy_sequence_slice(self, index);
    }
    return t->items[upy_sequence_index(index, t->length, "tuple")];
}

static void tuple_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, upy_as_tuple(self)->items, upy_as_tuple(self)->length);
}

static size_t tuple_size_of(upy_value self) {
    return sizeof(upy_tuple) + upy_as_tuple(self)->length * sizeof(upy_value);
}

static upy_value tuple_count(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_small_int((intptr_t)upy_sequence_count(args[0], args[1]));
}

static const UPY_METHOD(tuple_count_method, tuple, count, tuple_count, 2, 2);
static const UPY_METHOD(tuple_index_method, tuple, index, upy_sequence_index_method, 2, 4);

static const upy_pair tuple_pairs[] = {
    {UPY_NAME(count), (upy_value)&tuple_count_method},
    {UPY_NAME(index), (upy_value)&tuple_index_method},
};
static const UPY_DEFINE_TABLE(tuple_attributes, tuple_pairs);

static const upy_slots tuple_slots = {
    .make_new = tuple_make_new,
    .print = tuple_print,
    .unary = tuple_unary,
    .binary = upy_sequence_binary,
    .subscript = tuple_subscript,
    .iter = upy_new_sequence_iterator,
    .trace = tuple_trace,
    .size_of = tuple_size_of,
};

const upy_type upy_type_tuple = {
    UPY_TYPE_HEAD(tuple, upy_tuple, UPY_TYPE_TUPLE_BASED),
    .base = &upy_type_object,
    .slots = &tuple_slots,
    .attributes = &tuple_attributes,
};

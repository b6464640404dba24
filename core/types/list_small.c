// list_small.c — list and tuple of the smallest level, in place of list.c, tuple.c and sequence.c: what both can do is
// written once, over the array of items. Comparing items may run user code, which may change a list: each step looks
// the array up again.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/sequence.h"
#include "core/types/str.h"

#define MAX_LENGTH (SIZE_MAX / 16)

const upy_tuple upy_empty_tuple_object = {{&upy_type_tuple}, 0};

bool upy_get_items(upy_value v, size_t *n, upy_value **items) {
    bool is_tuple = upy_has_layout(v, UPY_TYPE_TUPLE_BASED);
    if (!is_tuple && !upy_has_layout(v, UPY_TYPE_LIST_BASED)) {
        return false;
    }
    *n = is_tuple ? upy_as_tuple(v)->length : upy_as_list(v)->length;
    *items = is_tuple ? upy_as_tuple(v)->items : upy_as_list(v)->items;
    return true;
}

static size_t length_of(upy_value sequence) {
    size_t n = 0;
    upy_value *items;
    upy_get_items(sequence, &n, &items);
    return n;
}

static upy_value item_at(upy_value sequence, size_t i) {
    size_t n;
    upy_value *items;
    return upy_get_items(sequence, &n, &items) && i < n ? items[i] : UPY_NULL;
}

// ---- Making ---------------------------------------------------------------------------------------

upy_value upy_new_tuple(size_t n, const upy_value *items_or_null) {
    if (n == 0) {
        return UPY_EMPTY_TUPLE;
    }
    if (n > MAX_LENGTH) {
        upy_raise_memory(SIZE_MAX);
    }
    upy_tuple *t = upy_new_object(&upy_type_tuple, sizeof(upy_tuple) + n * sizeof(upy_value));
    t->length = n;
    if (items_or_null != NULL) {
        memcpy(t->items, items_or_null, n * sizeof(upy_value));
    }
    return (upy_value)t;
}

static void reserve(upy_list *list, size_t needed) {
    if (needed <= list->capacity) {
        return;
    }
    if (needed > MAX_LENGTH) {
        upy_raise_memory(SIZE_MAX);
    }
    size_t capacity = list->capacity + list->capacity / 2;
    capacity = ((capacity < needed ? needed : capacity) + 1) & ~(size_t)1; // whole granules
    list->items =
        upy_heap_resize_storage(list->items, list->capacity * sizeof(upy_value), capacity * sizeof(upy_value));
    list->capacity = capacity;
}

upy_value upy_new_list_with_capacity(size_t capacity) {
    upy_list *list = upy_new_object(&upy_type_list, sizeof(upy_list));
    reserve(list, capacity);
    return (upy_value)list;
}

upy_value upy_new_list(size_t n, const upy_value *items_or_null) {
    upy_list *list = upy_as_list(upy_new_list_with_capacity(n));
    for (size_t i = 0; i < n; i++) {
        list->items[i] = items_or_null != NULL ? items_or_null[i] : UPY_NONE;
    }
    list->length = n;
    return (upy_value)list;
}

void upy_list_append(upy_value self, upy_value item) {
    upy_list *list = upy_as_list(self);
    reserve(list, list->length + 1);
    upy_store(self, &list->items[list->length++], item);
}

void upy_list_extend(upy_value self, upy_value iterable) {
    upy_iteration it;
    upy_iteration_begin(&it, self == iterable ? upy_to_tuple(iterable) : iterable);
    for (upy_value v; (v = upy_iteration_next(&it)) != UPY_NULL;) {
        upy_list_append(self, v);
    }
}

upy_value upy_to_list(upy_value iterable) {
    upy_value list = upy_new_list_with_capacity(0);
    upy_list_extend(list, iterable);
    return list;
}

upy_value upy_to_tuple(upy_value iterable) {
    if (upy_is_exactly(iterable, &upy_type_tuple)) {
        return iterable;
    }
    if (!upy_is_exactly(iterable, &upy_type_list)) {
        iterable = upy_to_list(iterable);
    }
    return upy_new_tuple(upy_as_list(iterable)->length, upy_as_list(iterable)->items);
}

static upy_value new_like(upy_value sequence, size_t n) {
    return upy_has_layout(sequence, UPY_TYPE_TUPLE_BASED) ? upy_new_tuple(n, NULL) : upy_new_list(n, NULL);
}

static upy_value *items_of(upy_value sequence) {
    size_t n;
    upy_value *items = NULL;
    upy_get_items(sequence, &n, &items);
    return items;
}

// ---- Searching and comparing ------------------------------------------------------------------------

size_t upy_sequence_find(upy_value sequence, upy_value item, size_t start, size_t stop) {
    upy_value v;
    for (; start < stop && (v = item_at(sequence, start)) != UPY_NULL; start++) {
        if (upy_equal(v, item)) {
            return start;
        }
    }
    return UPY_NOT_FOUND;
}

static upy_value compare(upy_binary_op op, upy_value a, upy_value b) {
    upy_value x, y;
    upy_check_stack();
    for (size_t i = 0; (x = item_at(a, i)) != UPY_NULL && (y = item_at(b, i)) != UPY_NULL; i++) {
        if (!upy_equal(x, y)) {
            return op <= UPY_OP_NE ? upy_bool(op == UPY_OP_NE) : upy_binary(op, x, y);
        }
    }
    return upy_binary(op, upy_small_int((intptr_t)length_of(a)), upy_small_int((intptr_t)length_of(b)));
}

// ---- Slots both have --------------------------------------------------------------------------------

static upy_value sequence_unary(upy_unary_op op, upy_value self) {
    size_t n = length_of(self);
    uint32_t hash = (uint32_t)n;
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(n != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)n);
    case UPY_OP_HASH: break;
    default: return UPY_NULL;
    }
    if (upy_has_layout(self, UPY_TYPE_LIST_BASED)) {
        return UPY_NULL;
    }
    upy_check_stack();
    for (size_t i = 0; i < n; i++) {
        hash = hash * 1000003u + (uint32_t)upy_hash(upy_as_tuple(self)->items[i]);
    }
    return upy_small_int((intptr_t)(hash >> 3));
}

static upy_value sequence_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    size_t n = length_of(lhs), times = 1, m = 0;
    bool is_list = upy_has_layout(lhs, UPY_TYPE_LIST_BASED);
    if (op == UPY_OP_CONTAINS) {
        return upy_bool(upy_sequence_find(lhs, rhs, 0, SIZE_MAX) != UPY_NOT_FOUND);
    }
    if (op == UPY_OP_INPLACE_ADD && is_list) {
        upy_list_extend(lhs, rhs);
        return lhs;
    }
    bool repeats = (op == UPY_OP_MUL || op == UPY_OP_REVERSE_MUL) && upy_is_int(rhs);
    if (repeats) {
        intptr_t count = upy_to_index_clamped(rhs);
        times = count < 0 ? 0 : (size_t)count;
        if (n > 0 && times > MAX_LENGTH / n) {
            upy_raise_memory(SIZE_MAX);
        }
    } else if (!upy_has_layout(rhs, is_list ? UPY_TYPE_LIST_BASED : UPY_TYPE_TUPLE_BASED)) {
        return UPY_NULL;
    } else if (op == UPY_OP_ADD) {
        m = length_of(rhs);
    } else {
        return upy_op_is_compare(op) ? compare(op, lhs, rhs) : UPY_NULL;
    }
    upy_value result = new_like(lhs, n * times + m), *to = items_of(result);
    for (size_t i = 0; i < n * times + m; i++) {
        to[i] = i < n * times ? items_of(lhs)[i % n] : items_of(rhs)[i - n];
    }
    return result;
}

static upy_value get_slice(upy_value self, upy_slice_bounds b) {
    upy_value result = new_like(self, b.count), *to = items_of(result);
    for (size_t i = 0; i < b.count; i++) {
        to[i] = items_of(self)[b.start + i * (size_t)b.step];
    }
    return result;
}

// Items [start, start + removed) become those of the tuple.
static void replace(upy_list *list, size_t start, size_t removed, const upy_tuple *with) {
    size_t n = with->length, tail = list->length - start - removed;
    reserve(list, list->length + n);
    if (tail > 0) {
        memmove(list->items + start + n, list->items + start + removed, tail * sizeof(upy_value));
    }
    for (size_t i = 0; i < n; i++) {
        list->items[start + i] = with->items[i];
    }
    list->length = start + n + tail;
}

static upy_value sequence_subscript(upy_value self, upy_value index, upy_value value) {
    bool is_slice = upy_is_exactly(index, &upy_type_slice), is_load = value == UPY_MARK_LOAD;
    if (!is_load && !upy_has_layout(self, UPY_TYPE_LIST_BASED)) {
        return UPY_NULL;
    }
    upy_value with = is_slice && !is_load && value != UPY_MARK_DELETE ? upy_to_tuple(value) : UPY_EMPTY_TUPLE;
    index = upy_settled_index(index);
    upy_slice_bounds b = {0, 1, 1};
    if (is_slice) {
        b = upy_slice_resolve(index, length_of(self));
    } else {
        b.start = upy_sequence_index(index, length_of(self), "list");
    }
    if (is_load) {
        return is_slice ? get_slice(self, b) : items_of(self)[b.start];
    }
    if (b.step != 1) {
        upy_raise_not_implemented("only slices with step=1 (aka None) are supported");
    }
    if (is_slice || value == UPY_MARK_DELETE) {
        replace(upy_as_list(self), b.start, b.count, upy_as_tuple(with));
    } else {
        upy_store(self, &items_of(self)[b.start], value);
    }
    return UPY_NONE;
}

static void sequence_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_repr_guard guard;
    bool is_tuple = upy_has_layout(self, UPY_TYPE_TUPLE_BASED);
    upy_value v;
    if (!upy_repr_begin(&guard, self)) {
        upy_write_string(w, is_tuple ? "(...)" : "[...]");
        return;
    }
    upy_write_string(w, is_tuple ? "(" : "[");
    for (size_t i = 0; (v = item_at(self, i)) != UPY_NULL; i++) {
        (upy_printf)(w, i > 0 ? ", %r" : "%r", v);
    }
    upy_write_string(w, !is_tuple ? "]" : length_of(self) == 1 ? ",)" : ")");
    upy_repr_end(&guard);
}

static void sequence_trace(upy_value self, upy_tracer *tracer) {
    if (upy_has_layout(self, UPY_TYPE_LIST_BASED) && upy_as_list(self)->items != NULL) {
        upy_trace_storage(tracer, upy_as_list(self)->items);
    }
    upy_trace_values(tracer, items_of(self), length_of(self));
}

// ---- tuple ------------------------------------------------------------------------------------------

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

static size_t tuple_size_of(upy_value self) { return sizeof(upy_tuple) + length_of(self) * sizeof(upy_value); }

static upy_value sequence_index(size_t n_args, const upy_value *args) {
    (void)n_args;
    size_t i = upy_sequence_find(args[0], args[1], 0, SIZE_MAX);
    if (i == UPY_NOT_FOUND) {
        upy_raise_value_error("object not in sequence");
    }
    return upy_small_int((intptr_t)i);
}

static upy_value sequence_count(size_t n_args, const upy_value *args) {
    (void)n_args;
    intptr_t count = 0;
    for (size_t i = 0; (i = upy_sequence_find(args[0], args[1], i, SIZE_MAX)) != UPY_NOT_FOUND; i++) {
        count++;
    }
    return upy_small_int(count);
}

static const UPY_METHOD(tuple_index_method, tuple, index, sequence_index, 2, 2);
static const UPY_METHOD(tuple_count_method, tuple, count, sequence_count, 2, 2);

static const upy_pair tuple_pairs[] = {
    {UPY_NAME(count), (upy_value)&tuple_count_method},
    {UPY_NAME(index), (upy_value)&tuple_index_method},
};
static const UPY_DEFINE_TABLE(tuple_attributes, tuple_pairs);

static const upy_slots tuple_slots = {
    .make_new = tuple_make_new,
    .print = sequence_print,
    .unary = sequence_unary,
    .binary = sequence_binary,
    .subscript = sequence_subscript,
    .iter = upy_new_sequence_iterator,
    .trace = sequence_trace,
    .size_of = tuple_size_of,
};
const upy_type upy_type_tuple = {UPY_TYPE_HEAD(tuple, upy_tuple, UPY_TYPE_TUPLE_BASED), .base = &upy_type_object,
                                 .slots = &tuple_slots, .attributes = &tuple_attributes};

// ---- list -------------------------------------------------------------------------------------------

static void list_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(upy_type_of(self), n_kw);
    upy_check_argument_count(n_args, 0, 1);
    upy_as_list(self)->length = 0;
    if (n_args != 0) {
        upy_list_extend(self, args[0]);
    }
}

static upy_value list_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value list = (upy_value)upy_new_instance_of(type, sizeof(upy_list));
    if (!upy_type_is_class(type)) {
        list_init(list, n_args, n_kw, args);
    }
    return list;
}

static upy_value list_append(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_list_append(args[0], args[1]);
    return UPY_NONE;
}

static upy_value list_clear(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_as_list(args[0])->length = 0;
    return UPY_NONE;
}

static upy_value list_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_to_list(args[0]);
}

static upy_value list_extend(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_list_extend(args[0], args[1]);
    return UPY_NONE;
}

static upy_value list_insert(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_slice at = {{&upy_type_slice}, args[1], UPY_NONE, UPY_NONE};
    upy_value one = upy_new_tuple(1, &args[2]);
    upy_slice_bounds b = upy_slice_resolve((upy_value)&at, length_of(args[0]));
    replace(upy_as_list(args[0]), b.start, 0, upy_as_tuple(one));
    return UPY_NONE;
}

static upy_value list_pop(size_t n_args, const upy_value *args) {
    upy_value index = n_args > 1 ? args[1] : upy_small_int(-1), item;
    item = sequence_subscript(args[0], index, UPY_MARK_LOAD);
    sequence_subscript(args[0], index, UPY_MARK_DELETE);
    return item;
}

static upy_value list_remove(size_t n_args, const upy_value *args) {
    sequence_subscript(args[0], sequence_index(n_args, args), UPY_MARK_DELETE);
    return UPY_NONE;
}

static upy_value list_reverse(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value *items = items_of(args[0]);
    for (size_t i = 0, n = length_of(args[0]); i < n / 2; i++) {
        upy_value v = items[i];
        items[i] = items[n - 1 - i];
        items[n - 1 - i] = v;
    }
    return UPY_NONE;
}

static upy_value list_sort(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(key), UPY_NONE, true},
        {UPY_NAME(reverse), UPY_FALSE, true},
    };
    upy_value out[2];
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 2, out);
    upy_list_sort(args[0], out[0], upy_is_true(out[1]));
    return UPY_NONE;
}

#define LIST_METHOD_NAMED(name, function, least, most)                                                                 \
    static const UPY_METHOD(name##_method, list, name, function, least, most)
LIST_METHOD_NAMED(append, list_append, 2, 2);
LIST_METHOD_NAMED(clear, list_clear, 1, 1);
LIST_METHOD_NAMED(copy, list_copy, 1, 1);
LIST_METHOD_NAMED(count, sequence_count, 2, 2);
LIST_METHOD_NAMED(extend, list_extend, 2, 2);
LIST_METHOD_NAMED(index, sequence_index, 2, 2);
LIST_METHOD_NAMED(insert, list_insert, 3, 3);
LIST_METHOD_NAMED(pop, list_pop, 1, 2);
LIST_METHOD_NAMED(remove, list_remove, 2, 2);
LIST_METHOD_NAMED(reverse, list_reverse, 1, 1);
static const UPY_KEYWORD_METHOD(sort_method, list, sort, list_sort, 1, 1);

static const upy_pair list_pairs[] = {
    {UPY_NAME(append), (upy_value)&append_method}, {UPY_NAME(clear), (upy_value)&clear_method},
    {UPY_NAME(copy), (upy_value)&copy_method},     {UPY_NAME(count), (upy_value)&count_method},
    {UPY_NAME(extend), (upy_value)&extend_method}, {UPY_NAME(index), (upy_value)&index_method},
    {UPY_NAME(insert), (upy_value)&insert_method}, {UPY_NAME(pop), (upy_value)&pop_method},
    {UPY_NAME(remove), (upy_value)&remove_method}, {UPY_NAME(reverse), (upy_value)&reverse_method},
    {UPY_NAME(sort), (upy_value)&sort_method},
};
static const UPY_DEFINE_TABLE(list_attributes, list_pairs);

static const upy_slots list_slots = {
    .make_new = list_make_new,
    .init = list_init,
    .print = sequence_print,
    .unary = sequence_unary,
    .binary = sequence_binary,
    .subscript = sequence_subscript,
    .iter = upy_new_sequence_iterator,
    .trace = sequence_trace,
};
const upy_type upy_type_list = {UPY_TYPE_HEAD(list, upy_list, UPY_TYPE_LIST_BASED), .base = &upy_type_object,
                                .slots = &list_slots, .attributes = &list_attributes};

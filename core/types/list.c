// list.c — the growable sequence: a header and one storage block of items.
//
// Storage grows by half (geometric, so appending is linear overall) and capacities are whole
// granules. Items beyond `length` are garbage the tracer never looks at. Operations that take items
// from elsewhere copy them first when fetching them can run user code, which may change this list.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/sequence.h"
#include "core/types/str.h"

#define LIST_MAX_LENGTH (SIZE_MAX / 4 / sizeof(upy_value))

// ---- Storage -----------------------------------------------------------------------------------

static void set_capacity(upy_list *list, size_t capacity) {
    capacity = (capacity + 1) & ~(size_t)1; // whole granules
    list->items =
        upy_heap_resize_storage(list->items, list->capacity * sizeof(upy_value), capacity * sizeof(upy_value));
    list->capacity = capacity;
}

static void reserve(upy_list *list, size_t needed) {
    if (UPY_LIKELY(needed <= list->capacity)) {
        return;
    }
    if (needed > LIST_MAX_LENGTH) {
        upy_raise_memory(SIZE_MAX);
    }
    size_t capacity = list->capacity + list->capacity / 2;
    if (capacity < 4) {
        capacity = 4;
    }
    set_capacity(list, capacity < needed ? needed : capacity);
}

// Gives room back after many items went.
static void shrink(upy_list *list) {
    if (list->capacity >= 64 && list->length < list->capacity / 4) {
        set_capacity(list, list->length * 2);
    }
}

static void drop_storage(upy_list *list) {
    upy_value *items = list->items;
    list->items = NULL;
    list->length = list->capacity = 0;
    upy_heap_free_storage(items);
}

upy_value upy_new_list_with_capacity(size_t capacity) {
    upy_list *list = upy_new_object(&upy_type_list, sizeof(upy_list));
    if (capacity != 0) {
        if (capacity > LIST_MAX_LENGTH) {
            upy_raise_memory(SIZE_MAX);
        }
        set_capacity(list, capacity);
    }
    return (upy_value)list;
}

upy_value upy_new_list(size_t n, const upy_value *items_or_null) {
    upy_list *list = upy_as_list(upy_new_list_with_capacity(n));
    if (items_or_null != NULL && n != 0) {
        memcpy(list->items, items_or_null, n * sizeof(upy_value));
    } else {
        for (size_t i = 0; i < n; i++) {
            list->items[i] = UPY_NONE;
        }
    }
    list->length = n;
    return (upy_value)list;
}

void upy_list_append(upy_value self, upy_value item) {
    upy_list *list = upy_as_list(self);
    if (UPY_UNLIKELY(list->length == list->capacity)) {
        reserve(list, list->length + 1);
    }
    upy_store(self, &list->items[list->length], item);
    list->length++;
}

// Removes `removed` items at start and puts n in their place. The source must not be this list's storage.
static void replace_range(upy_list *list, size_t start, size_t removed, const upy_value *source, size_t n) {
    if (n > removed) {
        if (n - removed > LIST_MAX_LENGTH - list->length) {
            upy_raise_memory(SIZE_MAX);
        }
        reserve(list, list->length + (n - removed));
    }
    size_t tail = list->length - start - removed;
    if (tail != 0 && n != removed) {
        memmove(list->items + start + n, list->items + start + removed, tail * sizeof(upy_value));
    }
    if (n != 0) {
        memcpy(list->items + start, source, n * sizeof(upy_value));
    }
    list->length = start + n + tail;
    if (n < removed) {
        shrink(list);
    }
}

void upy_list_extend(upy_value self, upy_value iterable) {
    upy_list *list = upy_as_list(self);
    if (upy_is_exactly(iterable, &upy_type_list) || upy_is_exactly(iterable, &upy_type_tuple)) {
        size_t n;
        upy_value *items;
        upy_get_items(iterable, &n, &items);
        if (n > LIST_MAX_LENGTH - list->length) {
            upy_raise_memory(SIZE_MAX);
        }
        reserve(list, list->length + n);
        size_t n_now;
        if (n != 0 && upy_get_items(iterable, &n_now, &items)) { // extending by itself may have moved the items
            memcpy(list->items + list->length, items, n * sizeof(upy_value));
            list->length += n;
        }
        return;
    }
    upy_iteration it;
    upy_iteration_begin(&it, iterable);
#if UPY_LEVEL >= UPY_LEVEL_FULL
    intptr_t hint = upy_length_hint(iterable, 0);
    if (hint > 0 && (size_t)hint < LIST_MAX_LENGTH - list->length && list->capacity - list->length < (size_t)hint) {
        // Only a hint: an absurd one must not make a short iteration fail.
        if (hint < 4096) {
            reserve(list, list->length + (size_t)hint);
        } else if (list->items == NULL) {
            void *p = upy_heap_alloc_storage_or_null((size_t)hint * sizeof(upy_value));
            if (p != NULL) {
                list->items = p;
                list->capacity = (size_t)hint;
            }
        }
    }
#endif
    upy_value v;
    while ((v = upy_iteration_next(&it)) != UPY_NULL) {
        upy_list_append(self, v);
    }
}

upy_value upy_to_list(upy_value iterable) {
    size_t n;
    upy_value *items;
    if (UPY_LEVEL >= UPY_LEVEL_FULL && // extending does the same
        (upy_is_exactly(iterable, &upy_type_list) || upy_is_exactly(iterable, &upy_type_tuple)) &&
        upy_get_items(iterable, &n, &items)) {
        return upy_new_list(n, items);
    }
    upy_value list = upy_new_list_with_capacity(0);
    upy_list_extend(list, iterable);
    return list;
}

static void remove_at(upy_list *list, size_t i) {
    list->length--;
    memmove(list->items + i, list->items + i + 1, (list->length - i) * sizeof(upy_value));
    shrink(list);
}

// An index resolved against the length as it is after __index__ has run.
static size_t item_index(upy_list *list, upy_value index) {
    size_t i = upy_sequence_index(index, list->length, "list");
    if (i >= list->length) {
        upy_raise_index("list index out of range");
    }
    return i;
}

upy_value upy_list_pop(upy_value self, intptr_t index) {
    upy_list *list = upy_as_list(self);
    size_t i = (size_t)(index < 0 ? index + (intptr_t)list->length : index);
    if (list->length == 0) {
        upy_raise_index("pop from empty list");
    }
    if (i >= list->length) {
        upy_raise_index("list index out of range");
    }
    upy_value item = list->items[i];
    remove_at(list, i);
    return item;
}

// ---- Slices ------------------------------------------------------------------------------------

static void delete_strided(upy_list *list, upy_slice_bounds b) {
    if (b.count == 0) {
        return;
    }
    if (b.step < 0) { // the same items, walked upwards
        b.start += (b.count - 1) * (size_t)b.step;
        b.step = -b.step;
    }
    size_t to = b.start;
    size_t next = to; // the next one to go
    for (size_t from = b.start; from < list->length; from++) {
        if (from == next && b.count) {
            next += (size_t)b.step;
            b.count--;
        } else {
            list->items[to++] = list->items[from];
        }
    }
    list->length = to;
    shrink(list);
}

static void set_slice(upy_list *list, upy_value slice, upy_value value) {
    size_t n = 0;
    upy_value *source = NULL;
    upy_value copy = UPY_NULL;
    if (value != UPY_MARK_DELETE) {
        copy = upy_is_exactly(value, &upy_type_tuple) ? value : upy_to_list(value);
    }
    upy_slice_bounds b = upy_sequence_bounds((upy_value)list, slice);
    if (copy != UPY_NULL) {
        upy_get_items(copy, &n, &source);
    }
    if (b.step == 1) {
        replace_range(list, b.start, b.count, source, n);
        return;
    }
    if (value == UPY_MARK_DELETE) {
        delete_strided(list, b);
        return;
    }
    if (n != b.count) {
        upy_raise_value_error("attempt to assign sequence of size %zu to extended slice of size %zu", n, b.count);
    }
    size_t to = b.start;
    for (size_t i = 0; i < n; i++, to += (size_t)b.step) {
        upy_store((upy_value)list, &list->items[to], source[i]);
    }
}

static upy_value list_subscript(upy_value self, upy_value index, upy_value value) {
    upy_list *list = upy_as_list(self);
    if (upy_is_exactly(index, &upy_type_slice)) {
        if (value == UPY_MARK_LOAD) {
            return upy_sequence_slice(self, index);
        }
        set_slice(list, index, value);
        return UPY_NONE;
    }
    size_t i = item_index(list, index);
    if (value == UPY_MARK_LOAD) {
        return list->items[i];
    }
    if (value == UPY_MARK_DELETE) {
        remove_at(list, i);
    } else {
        upy_store(self, &list->items[i], value);
    }
    return UPY_NONE;
}

// ---- Other slots -------------------------------------------------------------------------------

static void list_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(upy_type_of(self), n_kw);
    upy_check_argument_count(n_args, 0, 1);
    if (upy_as_list(self)->items != NULL) {
        drop_storage(upy_as_list(self));
    }
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

static void list_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_print_items(w, self, "[...]", "[", upy_sequence_print_item, "]");
}

static upy_value list_unary(upy_unary_op op, upy_value self) {
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(upy_as_list(self)->length != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)upy_as_list(self)->length);
    default: return UPY_NULL; // UPY_OP_HASH: unhashable
    }
}

static upy_value repeat_in_place(upy_list *list, size_t count) {
    if (list->length != 0 && count > LIST_MAX_LENGTH / list->length) {
        upy_raise_memory(SIZE_MAX);
    }
    size_t total = list->length * count;
    if (total == 0) {
        drop_storage(list);
    } else {
        reserve(list, total);
        upy_repeat_items(list->items, list->length, total);
        list->length = total;
    }
    return (upy_value)list;
}

static upy_value list_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    size_t count;
    switch ((int)op) {
    case UPY_OP_INPLACE_ADD: upy_list_extend(lhs, rhs); return lhs;
    case UPY_OP_INPLACE_MUL: return upy_repeat_count(rhs, &count) ? repeat_in_place(upy_as_list(lhs), count) : UPY_NULL;
    default: return upy_sequence_binary(op, lhs, rhs);
    }
}

static void list_trace(upy_value self, upy_tracer *tracer) {
    const upy_list *list = upy_as_list(self);
    if (list->items != NULL) {
        upy_trace_storage(tracer, list->items);
        upy_trace_values(tracer, list->items, list->length);
    }
}

// ---- Methods -----------------------------------------------------------------------------------

static upy_value list_append(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_list_append(args[0], args[1]);
    return UPY_NONE;
}
static const UPY_METHOD(list_append_method, list, append, list_append, 2, 2);

static upy_value list_clear(size_t n_args, const upy_value *args) {
    (void)n_args;
    drop_storage(upy_as_list(args[0]));
    return UPY_NONE;
}
static const UPY_METHOD(list_clear_method, list, clear, list_clear, 1, 1);

static upy_value list_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_list(upy_as_list(args[0])->length, upy_as_list(args[0])->items);
}
static const UPY_METHOD(list_copy_method, list, copy, list_copy, 1, 1);

static upy_value list_count(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_small_int((intptr_t)upy_sequence_count(args[0], args[1]));
}
static const UPY_METHOD(list_count_method, list, count, list_count, 2, 2);

static upy_value list_extend(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_list_extend(args[0], args[1]);
    return UPY_NONE;
}
static const UPY_METHOD(list_extend_method, list, extend, list_extend, 2, 2);

static const UPY_METHOD(list_index_method, list, index, upy_sequence_index_method, 2, 4);

static upy_value list_insert(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_list *list = upy_as_list(args[0]);
    upy_value index = upy_settled_index(args[1]);
    replace_range(list, upy_clamp_index(index, list->length), 0, &args[2], 1);
    return UPY_NONE;
}
static const UPY_METHOD(list_insert_method, list, insert, list_insert, 3, 3);

static upy_value list_pop(size_t n_args, const upy_value *args) {
    return upy_list_pop(args[0], n_args == 1 ? -1 : upy_to_index_clamped(args[1]));
}
static const UPY_METHOD(list_pop_method, list, pop, list_pop, 1, 2);

static upy_value list_remove(size_t n_args, const upy_value *args) {
    (void)n_args;
    size_t i = upy_sequence_find(args[0], args[1], 0, SIZE_MAX);
    if (i >= upy_as_list(args[0])->length) {
        upy_raise_value_error("object not in sequence");
    }
    remove_at(upy_as_list(args[0]), i);
    return UPY_NONE;
}
static const UPY_METHOD(list_remove_method, list, remove, list_remove, 2, 2);

static upy_value list_reverse(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_reverse_items(upy_as_list(args[0])->items, upy_as_list(args[0])->length);
    return UPY_NONE;
}
static const UPY_METHOD(list_reverse_method, list, reverse, list_reverse, 1, 1);

static upy_value list_sort(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(key), UPY_NONE, true},
        {UPY_NAME(reverse), UPY_FALSE, true},
    };
    upy_value out[2];
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 2, out);
    upy_list_sort(args[0], out[0] == UPY_NONE ? UPY_NULL : out[0], upy_is_true(out[1]));
    return UPY_NONE;
}
static const UPY_KEYWORD_METHOD(list_sort_method, list, sort, list_sort, 1, 1);

static const upy_pair list_pairs[] = {
    {UPY_NAME(append), (upy_value)&list_append_method},   {UPY_NAME(pop), (upy_value)&list_pop_method},
    {UPY_NAME(extend), (upy_value)&list_extend_method},   {UPY_NAME(insert), (upy_value)&list_insert_method},
    {UPY_NAME(remove), (upy_value)&list_remove_method},   {UPY_NAME(sort), (upy_value)&list_sort_method},
    {UPY_NAME(index), (upy_value)&list_index_method},     {UPY_NAME(count), (upy_value)&list_count_method},
    {UPY_NAME(reverse), (upy_value)&list_reverse_method}, {UPY_NAME(clear), (upy_value)&list_clear_method},
    {UPY_NAME(copy), (upy_value)&list_copy_method},
};
static const UPY_DEFINE_TABLE(list_attributes, list_pairs);

static const upy_slots list_slots = {
    .make_new = list_make_new,
    .init = list_init,
    .print = list_print,
    .unary = list_unary,
    .binary = list_binary,
    .subscript = list_subscript,
    .iter = upy_new_sequence_iterator,
    .trace = list_trace,
};

const upy_type upy_type_list = {
    UPY_TYPE_HEAD(list, upy_list, UPY_TYPE_LIST_BASED),
    .base = &upy_type_object,
    .slots = &list_slots,
    .attributes = &list_attributes,
};

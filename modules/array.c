// array.c — array.array: a growing array of C values of one typecode.
//
// The structure is that of bytearray with a typecode of its own, so C code may treat both alike;
// items are converted by core/types/element.h. Codes 'O' and 'S' hold Python objects (any, and strs):
// they are traced and their memory is not lent out as a buffer, because nobody may write bits there.
// The storage must not move while a memoryview of it is alive (upy_bytearray_check_resizable).
// A value to be stored is converted into scratch memory before indexes are resolved, since converting
// may run user code.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/element.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/sequence.h"
#include "core/types/str.h"

#define SCRATCH_SIZE 8 // the largest item

extern const upy_type upy_type_array;

static upy_bytearray *as_array(upy_value v) { return (upy_bytearray *)v; }
static bool is_array(upy_value v) { return upy_has_layout(v, UPY_TYPE_ARRAY_BASED); }
static bool holds_objects(const upy_bytearray *a) { return a->typecode == 'O' || a->typecode == 'S'; }
static size_t item_size(const upy_bytearray *a) { return upy_element_size((char)a->typecode); }
static char *place_of(const upy_bytearray *a, size_t i) { return (char *)a->data + i * item_size(a); }

// How element.h takes an item: strs are kept as objects.
static char element_code(const upy_bytearray *a) { return a->typecode == 'S' ? 'O' : (char)a->typecode; }

static upy_value item_at(const upy_bytearray *a, size_t i) { return upy_element_get(place_of(a, i), element_code(a)); }

static void convert(const upy_bytearray *a, uint8_t scratch[SCRATCH_SIZE], upy_value v) {
    upy_element_set(scratch, element_code(a), a->typecode == 'S' ? upy_str_check(v) : v);
}

static void copy_bytes(void *to, const void *from, size_t size) {
    if (size != 0) {
        memmove(to, from, size);
    }
}

// ---- Storage -------------------------------------------------------------------------------------

static upy_bytearray *new_array(const upy_type *type, char typecode) {
    upy_bytearray *a = upy_new_instance_of(type, sizeof *a);
    a->typecode = (unsigned char)typecode;
    return a;
}

// Makes the length `length`; the caller fills new items before anything else can happen.
static void resize(upy_bytearray *a, size_t length) {
    size_t size = item_size(a);
    if (length == a->length) {
        return;
    }
    upy_bytearray_check_resizable((upy_value)a);
    bool must_grow = length > a->capacity;
    bool is_wasteful = length < a->capacity / 4 && a->capacity > 16;
    if (must_grow || is_wasteful) {
        if (length > (PTRDIFF_MAX - UPY_GRANULE) / size / 2) {
            upy_raise_memory(SIZE_MAX);
        }
        size_t capacity = must_grow && a->length != 0 ? length + length / 2 + 4 : length;
        size_t kept = length < a->length ? length : a->length;
        if (capacity == 0) {
            upy_heap_free_storage(a->data);
            a->data = NULL;
        } else {
            a->data = upy_heap_resize_storage(a->data, kept * size, capacity * size);
        }
        a->capacity = capacity;
    }
    a->length = length;
}

// Replaces `count` items at start by n others given as raw memory outside the array.
static void splice(upy_bytearray *a, size_t start, size_t count, const void *items, size_t n) {
    size_t size = item_size(a);
    size_t tail = (a->length - start - count) * size;
    if (n > count) {
        if (n - count > PTRDIFF_MAX - a->length) {
            upy_raise_memory(SIZE_MAX);
        }
        resize(a, a->length + (n - count));
        copy_bytes(place_of(a, start + n), place_of(a, start + count), tail);
    } else if (n < count) {
        upy_bytearray_check_resizable((upy_value)a);
        copy_bytes(place_of(a, start + n), place_of(a, start + count), tail);
        resize(a, a->length - (count - n));
    }
    if (n != 0) {
        memcpy(place_of(a, start), items, n * size);
    }
}

static void append_value(upy_bytearray *a, upy_value v) {
    uint8_t scratch[SCRATCH_SIZE];
    convert(a, scratch, v);
    splice(a, a->length, 0, scratch, 1);
}

// Raw bytes at the end, whole items only. They may be the array's own.
static void append_bytes(upy_bytearray *a, const void *data, size_t size) {
    size_t n = size / item_size(a), old = a->length;
    if (n == 0) {
        return;
    }
    uintptr_t offset = (uintptr_t)data - (uintptr_t)a->data;
    bool is_own = a->data != NULL && offset < a->capacity * item_size(a);
    if (n > PTRDIFF_MAX - old) {
        upy_raise_memory(SIZE_MAX);
    }
    resize(a, old + n);
    memmove(place_of(a, old), is_own ? (const char *)a->data + offset : data, n * item_size(a));
}

// The raw items another object can lend to an array of this typecode; false if it has to be iterated.
static bool get_raw(const upy_bytearray *a, upy_value v, const void **data, size_t *size) {
    upy_buffer_view view;
    if (is_array(v)) {
        *data = as_array(v)->data;
        *size = as_array(v)->length * item_size(as_array(v));
        return holds_objects(a) || holds_objects(as_array(v)) ? a->typecode == as_array(v)->typecode : true;
    }
    if (holds_objects(a) || !upy_get_buffer_or_false(v, &view, UPY_BUFFER_READ)) {
        return false;
    }
    *data = view.data;
    *size = view.length;
    return true;
}

static void extend(upy_bytearray *a, upy_value v) {
    const void *data;
    size_t size;
    if (get_raw(a, v, &data, &size)) {
        append_bytes(a, data, size);
        return;
    }
    upy_iteration it;
    upy_iteration_begin(&it, v);
    for (upy_value item; (item = upy_iteration_next(&it)) != UPY_NULL;) {
        append_value(a, item);
    }
}

// ---- array(typecode[, initialiser]) --------------------------------------------------------------

static char typecode_of(upy_value v) {
    if (!upy_is_str(v) || upy_str_length(v) != 1) {
        upy_raise_type("array() argument 1 must be a unicode character, not %T", v);
    }
    char code = upy_str_data(v)[0];
    if (code == 0 || strchr("bBhHiIlLqQfdPOS", code) == NULL) {
        upy_raise_value_error("bad typecode");
    }
    return code;
}

static upy_value array_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 2);
    upy_bytearray *a = new_array(type, typecode_of(args[0]));
    if (n_args == 2) {
        bool is_other_array = is_array(args[1]) && as_array(args[1])->typecode != a->typecode;
        if (!is_other_array) {
            extend(a, args[1]);
            return (upy_value)a;
        }
        for (size_t i = 0; i < as_array(args[1])->length; i++) {
            append_value(a, item_at(as_array(args[1]), i));
        }
    }
    return (upy_value)a;
}

// ---- Items and slices ----------------------------------------------------------------------------

static upy_value load_slice(upy_bytearray *a, upy_value slice_value) {
    upy_slice_bounds slice = upy_slice_resolve(slice_value, a->length);
    size_t size = item_size(a);
    upy_bytearray *result = new_array(&upy_type_array, (char)a->typecode);
    resize(result, slice.count);
    for (size_t i = 0, at = slice.start; i < slice.count; i++, at += (size_t)slice.step) {
        memcpy((char *)result->data + i * size, (const char *)a->data + at * size, size);
    }
    return (upy_value)result;
}

static void delete_slice(upy_bytearray *a, upy_slice_bounds slice) {
    if (slice.count == 0) {
        return;
    }
    if (slice.step < 0) { // the same items in ascending order
        slice.start += (slice.count - 1) * (size_t)slice.step;
        slice.step = -slice.step;
    }
    if (slice.step == 1) {
        splice(a, slice.start, slice.count, NULL, 0);
        return;
    }
    upy_bytearray_check_resizable((upy_value)a);
    size_t size = item_size(a), to = slice.start;
    for (size_t from = slice.start; from < a->length; from++) {
        size_t behind = from - slice.start;
        bool is_deleted = behind % (size_t)slice.step == 0 && behind / (size_t)slice.step < slice.count;
        if (!is_deleted) {
            memmove((char *)a->data + to++ * size, (const char *)a->data + from * size, size);
        }
    }
    resize(a, to);
}

static void store_slice(upy_bytearray *a, upy_value slice_value, upy_value value) {
    const void *data;
    size_t size, unit = item_size(a);
    upy_buffer_view view;
    if (is_array(value)) {
        if (item_size(as_array(value)) != unit || holds_objects(a) != holds_objects(as_array(value))) {
            upy_raise_value_error("lhs and rhs should be compatible");
        }
        get_raw(a, value, &data, &size);
    } else {
        if (holds_objects(a) || !upy_get_buffer_or_false(value, &view, UPY_BUFFER_READ)) {
            upy_raise_not_implemented("array/bytes required on right side");
        }
        if (view.item_size != unit) {
            upy_raise_value_error("lhs and rhs should be compatible");
        }
        data = view.data;
        size = view.length;
    }
    upy_slice_bounds slice = upy_slice_resolve(slice_value, a->length);
    size_t n = size / unit;
    void *copy = NULL;
    if (n != 0 && a->data != NULL && (uintptr_t)data - (uintptr_t)a->data < a->capacity * unit) { // its own items
        copy = upy_heap_alloc_storage(size);
        memcpy(copy, data, size);
        data = copy;
    }
    if (slice.step == 1) {
        splice(a, slice.start, slice.count, data, n);
    } else if (n == 0) { // as CPython: nothing in place of an extended slice deletes it
        delete_slice(a, slice);
    } else if (n != slice.count) {
        upy_raise_value_error("attempt to assign array of size %zu to extended slice of size %zu", n, slice.count);
    } else {
        for (size_t i = 0, at = slice.start; i < n; i++, at += (size_t)slice.step) {
            memcpy(place_of(a, at), (const char *)data + i * unit, unit);
        }
    }
    upy_heap_free_storage(copy);
}

static upy_value array_subscript(upy_value self, upy_value index, upy_value value) {
    upy_bytearray *a = as_array(self);
    index = upy_settled_index(index);
    if (upy_is_exactly(index, &upy_type_slice)) {
        if (value == UPY_MARK_LOAD) {
            return load_slice(a, index);
        }
        if (value == UPY_MARK_DELETE) {
            delete_slice(a, upy_slice_resolve(index, a->length));
        } else {
            store_slice(a, index, value);
        }
        return UPY_NONE;
    }
    if (value == UPY_MARK_LOAD) {
        return item_at(a, upy_sequence_index(index, a->length, "array"));
    }
    if (value == UPY_MARK_DELETE) {
        splice(a, upy_sequence_index(index, a->length, "array"), 1, NULL, 0);
        return UPY_NONE;
    }
    uint8_t scratch[SCRATCH_SIZE];
    convert(a, scratch, value);
    size_t i = upy_sequence_index(index, a->length, "array assignment");
    memcpy(place_of(a, i), scratch, item_size(a));
    return UPY_NONE;
}

// ---- Operators -----------------------------------------------------------------------------------

static bool is_plain_integer_code(uint32_t typecode) {
    return typecode != 'f' && typecode != 'd' && typecode != 'O' && typecode != 'S';
}

// Comparison item by item, as for lists. Items may be objects with an __eq__ of their own that changes the arrays.
static upy_value compare(upy_binary_op op, const upy_bytearray *a, const upy_bytearray *b) {
    if (op <= UPY_OP_NE) {
        if (a->length != b->length) {
            return upy_bool(op == UPY_OP_NE);
        }
        if (a->typecode == b->typecode && is_plain_integer_code(a->typecode)) {
            bool is_equal = a->length == 0 || memcmp(a->data, b->data, a->length * item_size(a)) == 0;
            return upy_bool(is_equal == (op == UPY_OP_EQ));
        }
    }
    upy_check_stack();
    for (size_t i = 0; i < a->length && i < b->length; i++) {
        upy_value x = item_at(a, i), y = item_at(b, i);
        if (!upy_is_true(upy_binary(UPY_OP_EQ, x, y))) {
            return op == UPY_OP_EQ ? UPY_FALSE : op == UPY_OP_NE ? UPY_TRUE : upy_binary(op, x, y);
        }
    }
    return upy_int_binary(op, upy_new_int_from_unsigned(a->length), upy_new_int_from_unsigned(b->length));
}

static upy_value concatenate(const upy_bytearray *a, upy_value rhs) {
    const void *data;
    size_t size;
    upy_bytearray *sum = new_array(&upy_type_array, (char)a->typecode);
    append_bytes(sum, a->data, a->length * item_size(a));
    if (!get_raw(sum, rhs, &data, &size)) {
        return UPY_NULL;
    }
    append_bytes(sum, data, size);
    return (upy_value)sum;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value repeat(upy_bytearray *target, upy_value count_value) {
    size_t count, n = target->length, total;
    if (!upy_repeat_count(count_value, &count)) {
        return UPY_NULL;
    }
    if (__builtin_mul_overflow(n, count, &total) || total > PTRDIFF_MAX) {
        upy_raise_memory(SIZE_MAX);
    }
    resize(target, total);
    for (size_t done = n; done < total; done += n) {
        memcpy(place_of(target, done), target->data, n * item_size(target));
    }
    return (upy_value)target;
}
#endif

// The index of an equal item in [start, stop); SIZE_MAX if there is none.
static size_t find_item(const upy_bytearray *a, upy_value v, size_t start, size_t stop) {
    for (size_t i = start; i < a->length && i < stop; i++) {
        if (upy_equal(item_at(a, i), v)) {
            return i;
        }
    }
    return SIZE_MAX;
}

static upy_value array_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    upy_bytearray *a = as_array(lhs);
    const void *data;
    size_t size;
    if (upy_op_is_compare(op)) {
        return is_array(rhs) ? compare(op, a, as_array(rhs)) : UPY_NULL;
    }
    switch ((int)op) {
    case UPY_OP_CONTAINS: return upy_bool(find_item(a, rhs, 0, SIZE_MAX) != SIZE_MAX);
    case UPY_OP_ADD: return concatenate(a, rhs);
    case UPY_OP_INPLACE_ADD:
        if (!get_raw(a, rhs, &data, &size)) {
            return UPY_NULL;
        }
        append_bytes(a, data, size);
        return lhs;
#if UPY_LEVEL >= UPY_LEVEL_FULL
    case UPY_OP_MUL:
    case UPY_OP_REVERSE_ADD + UPY_OP_MUL: {
        upy_bytearray *copy = new_array(&upy_type_array, (char)a->typecode);
        append_bytes(copy, a->data, a->length * item_size(a));
        return repeat(copy, rhs);
    }
    case UPY_OP_INPLACE_ADD + UPY_OP_MUL: return repeat(a, rhs);
#endif
    default: return UPY_NULL;
    }
}

static upy_value array_unary(upy_unary_op op, upy_value self) {
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(as_array(self)->length != 0);
    case UPY_OP_LEN: return upy_new_int_from_unsigned(as_array(self)->length);
    default: return UPY_NULL;
    }
}

static bool array_buffer(upy_value self, upy_buffer_view *view, unsigned access) {
    (void)access;
    const upy_bytearray *a = as_array(self);
    view->data = a->data;
    view->length = a->length * item_size(a);
    view->typecode = (char)a->typecode;
    view->item_size = (uint8_t)item_size(a);
    view->is_readonly = false;
    return !holds_objects(a);
}

static void array_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_check_stack();
    const upy_bytearray *a = as_array(self);
    upy_printf(w, "array('%c'", (int)a->typecode);
    for (size_t i = 0; i < a->length; i++) {
        upy_write_string(w, i == 0 ? ", [" : ", ");
        upy_print(w, item_at(a, i), UPY_PRINT_REPR);
    }
    upy_write_string(w, a->length == 0 ? ")" : "])");
}

static void array_trace(upy_value self, upy_tracer *tracer) {
    const upy_bytearray *a = as_array(self);
    upy_trace_storage(tracer, a->data);
    if (holds_objects(a)) {
        upy_trace_values(tracer, a->data, a->length);
    }
}

static upy_value array_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(typecode)) {
        char code = (char)as_array(self)->typecode;
        return upy_new_str(&code, 1);
    }
    return name == UPY_NAME(itemsize) ? upy_new_int_from_unsigned(item_size(as_array(self))) : UPY_NULL;
}

// ---- Iteration -----------------------------------------------------------------------------------

typedef struct array_iterator {
    upy_object header;
    upy_value array; // UPY_NULL: finished
    size_t position;
} array_iterator;

static upy_value array_iterator_next(upy_value self) {
    array_iterator *it = (array_iterator *)self;
    if (it->array == UPY_NULL || it->position >= as_array(it->array)->length) {
        it->array = UPY_NULL;
        return upy_iteration_end();
    }
    return item_at(as_array(it->array), it->position++);
}

static void array_iterator_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, ((const array_iterator *)self)->array);
}

static const upy_slots array_iterator_slots = {
    .iter = upy_iter_self,
    .next = array_iterator_next,
    .trace = array_iterator_trace,
};

static const upy_type array_iterator_type = {
    UPY_TYPE_HEAD(arrayiterator, array_iterator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &array_iterator_slots,
};

static upy_value array_iter(upy_value self) {
    array_iterator *it = upy_new_object(&array_iterator_type, sizeof *it);
    it->array = self;
    return (upy_value)it;
}

// ---- Methods -------------------------------------------------------------------------------------

static upy_value array_append(size_t n_args, const upy_value *args) {
    (void)n_args;
    append_value(as_array(args[0]), args[1]);
    return UPY_NONE;
}

static upy_value array_extend(size_t n_args, const upy_value *args) {
    (void)n_args;
    extend(as_array(args[0]), args[1]);
    return UPY_NONE;
}

static upy_value array_pop(size_t n_args, const upy_value *args) {
    upy_bytearray *a = as_array(args[0]);
    upy_value index = n_args == 2 ? upy_new_int(upy_to_index(args[1])) : UPY_SMALL_INT(-1);
    if (a->length == 0) {
        upy_raise_index("pop from empty array");
    }
    size_t i = upy_sequence_index(index, a->length, "pop");
    upy_value item = item_at(a, i);
    splice(a, i, 1, NULL, 0);
    return item;
}

static void require_raw(const upy_bytearray *a) {
    if (holds_objects(a)) {
        upy_raise_type("array of objects has no bytes");
    }
}

static upy_value array_tobytes(size_t n_args, const upy_value *args) {
    (void)n_args;
    const upy_bytearray *a = as_array(args[0]);
    require_raw(a);
    return upy_new_bytes(a->length ? a->data : "", a->length * item_size(a));
}

static upy_value array_frombytes(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = as_array(args[0]);
    upy_buffer_view view;
    require_raw(a);
    upy_get_buffer(args[1], &view, UPY_BUFFER_READ);
    if (view.length % item_size(a) != 0) {
        upy_raise_value_error("bytes length not a multiple of item size");
    }
    append_bytes(a, view.data, view.length);
    return UPY_NONE;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL // what other boards do not have either
static upy_value array_insert(size_t n_args, const upy_value *args) {
    (void)n_args;
    uint8_t scratch[SCRATCH_SIZE];
    upy_bytearray *a = as_array(args[0]);
    convert(a, scratch, args[2]);
    intptr_t index = upy_to_index_clamped(args[1]);
    intptr_t length = (intptr_t)a->length;
    if (index < 0) {
        index = index < -length ? 0 : index + length;
    }
    splice(a, (size_t)(index > length ? length : index), 0, scratch, 1);
    return UPY_NONE;
}

static upy_value array_remove(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = as_array(args[0]);
    size_t i = find_item(a, args[1], 0, SIZE_MAX);
    if (i >= a->length) { // an __eq__ may have shortened the array
        upy_raise_value_error("array.remove(x): x not in array");
    }
    splice(a, i, 1, NULL, 0);
    return UPY_NONE;
}

static size_t clamped(upy_value v, size_t length) {
    intptr_t i = upy_to_index_clamped(v);
    if (i < 0) {
        return i < -(intptr_t)length ? 0 : (size_t)(i + (intptr_t)length);
    }
    return (size_t)i;
}

static upy_value array_index(size_t n_args, const upy_value *args) {
    upy_bytearray *a = as_array(args[0]);
    size_t start = n_args > 2 ? clamped(args[2], a->length) : 0;
    size_t stop = n_args > 3 ? clamped(args[3], a->length) : SIZE_MAX;
    size_t i = find_item(a, args[1], start, stop);
    if (i == SIZE_MAX) {
        upy_raise_value_error("array.index(x): x not in array");
    }
    return upy_new_int_from_unsigned(i);
}

static upy_value array_count(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = as_array(args[0]);
    size_t count = 0;
    for (size_t i = 0; i < a->length; i++) {
        count += upy_equal(item_at(a, i), args[1]);
    }
    return upy_new_int_from_unsigned(count);
}

static upy_value array_clear(size_t n_args, const upy_value *args) {
    (void)n_args;
    splice(as_array(args[0]), 0, as_array(args[0])->length, NULL, 0);
    return UPY_NONE;
}

static upy_value array_reverse(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = as_array(args[0]);
    size_t size = item_size(a);
    for (size_t low = 0, high = a->length; low + 1 < high; low++) {
        uint8_t scratch[SCRATCH_SIZE];
        high--;
        memcpy(scratch, place_of(a, low), size);
        memcpy(place_of(a, low), place_of(a, high), size);
        memcpy(place_of(a, high), scratch, size);
    }
    return UPY_NONE;
}

static upy_value array_byteswap(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = as_array(args[0]);
    size_t size = item_size(a);
    if (holds_objects(a)) {
        upy_raise_runtime("don't know how to byteswap this array type");
    }
    for (size_t i = 0; i < a->length; i++) {
        uint8_t scratch[SCRATCH_SIZE];
        memcpy(scratch, place_of(a, i), size);
        for (size_t j = 0; j < size; j++) {
            place_of(a, i)[j] = (char)scratch[size - 1 - j];
        }
    }
    return UPY_NONE;
}

static upy_value array_tolist(size_t n_args, const upy_value *args) {
    (void)n_args;
    const upy_bytearray *a = as_array(args[0]);
    upy_value list = upy_new_list_with_capacity(a->length);
    for (size_t i = 0; i < a->length; i++) {
        upy_list_append(list, item_at(a, i));
    }
    return list;
}

// All or nothing: a value that does not convert leaves the array as it was.
static upy_value array_fromlist(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = as_array(args[0]);
    if (!upy_has_layout(args[1], UPY_TYPE_LIST_BASED)) {
        upy_raise_type("arg must be list");
    }
    upy_bytearray *items = new_array(&upy_type_array, (char)a->typecode);
    extend(items, args[1]);
    append_bytes(a, items->data, items->length * item_size(items));
    return UPY_NONE;
}

static upy_value array_tofile(size_t n_args, const upy_value *args) {
    upy_value bytes = array_tobytes(n_args, args);
    upy_call_method_named(args[1], UPY_NAME(write), 1, &bytes);
    return UPY_NONE;
}

static upy_value array_fromfile(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = as_array(args[0]);
    intptr_t n = upy_to_index(args[2]);
    require_raw(a);
    if (n < 0 || (size_t)n > PTRDIFF_MAX / item_size(a)) {
        upy_raise_value_error("negative count");
    }
    size_t wanted = (size_t)n * item_size(a);
    upy_value size = upy_new_int_from_unsigned(wanted);
    upy_value data = upy_call_method_named(args[1], UPY_NAME(read), 1, &size);
    upy_buffer_view view;
    upy_get_buffer(data, &view, UPY_BUFFER_READ);
    size_t got = view.length;
    append_bytes(a, view.data, got < wanted ? got : wanted);
    if (got < wanted) {
        upy_raise_new(&upy_type_EOFError, "read() didn't return enough bytes");
    }
    return UPY_NONE;
}

static upy_value array_buffer_info(size_t n_args, const upy_value *args) {
    (void)n_args;
    const upy_bytearray *a = as_array(args[0]);
    upy_value pair[2] = {upy_new_int_from_unsigned((uintptr_t)a->data), upy_new_int_from_unsigned(a->length)};
    return upy_new_tuple(2, pair);
}

#endif

// ---- Tables --------------------------------------------------------------------------------------

#define METHOD_NAMED(python_name, least, most)                                                                         \
    static const UPY_METHOD(array_##python_name##_method, array, python_name, array_##python_name, least, most)

METHOD_NAMED(append, 2, 2);
METHOD_NAMED(extend, 2, 2);
METHOD_NAMED(pop, 1, 2);
METHOD_NAMED(tobytes, 1, 1);
METHOD_NAMED(frombytes, 2, 2);

#if UPY_LEVEL >= UPY_LEVEL_FULL
METHOD_NAMED(insert, 3, 3);
METHOD_NAMED(remove, 2, 2);
METHOD_NAMED(index, 2, 4);
METHOD_NAMED(count, 2, 2);
METHOD_NAMED(clear, 1, 1);
METHOD_NAMED(reverse, 1, 1);
METHOD_NAMED(byteswap, 1, 1);
METHOD_NAMED(tolist, 1, 1);
METHOD_NAMED(fromlist, 2, 2);
METHOD_NAMED(tofile, 2, 2);
METHOD_NAMED(fromfile, 3, 3);
METHOD_NAMED(buffer_info, 1, 1);
#endif

#define ENTRY_NAMED(python_name)                                                                                       \
    { UPY_NAME(python_name), (upy_value)&array_##python_name##_method }

static const upy_pair method_pairs[] = {
    ENTRY_NAMED(append),   ENTRY_NAMED(extend),      ENTRY_NAMED(pop),    ENTRY_NAMED(tobytes),  ENTRY_NAMED(frombytes),
#if UPY_LEVEL >= UPY_LEVEL_FULL
    ENTRY_NAMED(insert),   ENTRY_NAMED(remove),      ENTRY_NAMED(index),  ENTRY_NAMED(count),    ENTRY_NAMED(clear),
    ENTRY_NAMED(reverse),  ENTRY_NAMED(byteswap),    ENTRY_NAMED(tolist), ENTRY_NAMED(fromlist), ENTRY_NAMED(tofile),
    ENTRY_NAMED(fromfile), ENTRY_NAMED(buffer_info),
#endif
};
static const UPY_DEFINE_TABLE(array_methods, method_pairs);

static const upy_slots array_slots = {
    .make_new = array_make_new,
    .print = array_print,
    .unary = array_unary,
    .binary = array_binary,
    .subscript = array_subscript,
    .iter = array_iter,
    .buffer = array_buffer,
    .attribute = array_attribute,
    .trace = array_trace,
};

const upy_type upy_type_array = {
    UPY_TYPE_HEAD(array, upy_bytearray, UPY_TYPE_ARRAY_BASED),
    .base = &upy_type_object,
    .slots = &array_slots,
    .attributes = &array_methods,
};

static const upy_pair array_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(array)},
    {UPY_NAME(array), (upy_value)&upy_type_array},
    {UPY_NAME(typecodes), UPY_NAME(bBhHiIlLqQfd)},
};
static const UPY_DEFINE_TABLE(array_globals, array_pairs);

const upy_module upy_module_array = {{&upy_type_module}, (upy_dict *)&array_globals};

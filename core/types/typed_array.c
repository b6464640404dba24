// typed_array.c — growing arrays of items of one C type: what bytearray and array.array have in common, and the
// iterator of everything made of such items.
//
// A bytearray is an array with typecode B that takes more kinds of values into its slices. Typecodes O and S hold
// Python objects (any, and strs): they are traced and their memory is not lent out as a buffer, because nobody may
// write bits there. The block may be exported to memoryviews, so every change of length asks
// upy_bytearray_check_resizable() first. A value to be stored is converted into scratch memory before indexes are
// resolved and data is touched, since converting may run user code.
#include "core/types/typed_array.h"

#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/sequence.h"
#include "core/types/str.h"

#define SCRATCH_SIZE 8 // the largest item

static char *place_of(const upy_bytearray *a, size_t i) { return (char *)a->data + i * upy_array_item_size(a); }

static bool is_bytearray(const upy_bytearray *a) { return upy_has_layout((upy_value)a, UPY_TYPE_BYTEARRAY_BASED); }

static const char *kind(const upy_bytearray *a) { return is_bytearray(a) ? "bytearray" : "array"; }

// How element.h takes an item: strs are kept as objects.
static char element_code(const upy_bytearray *a) { return a->typecode == 'S' ? 'O' : (char)a->typecode; }

upy_value upy_array_item(const upy_bytearray *a, size_t i) { return upy_element_get(place_of(a, i), element_code(a)); }

static void convert(const upy_bytearray *a, uint8_t scratch[SCRATCH_SIZE], upy_value v) {
    upy_element_set(scratch, element_code(a), a->typecode == 'S' ? upy_str_check(v) : v);
}

static void copy_bytes(void *to, const void *from, size_t size) {
    if (size != 0) {
        memmove(to, from, size); // cppcheck-suppress nullPointer ; NULL only with size 0
    }
}

// ---- Storage -------------------------------------------------------------------------------------

upy_bytearray *upy_new_array(const upy_type *type, char typecode) {
    upy_bytearray *a = upy_new_instance_of(type, sizeof *a);
    a->typecode = (unsigned char)typecode;
    return a;
}

// A view counts until it is released, though nobody may refer to it any more, so only one that a `with` statement
// holds is known to be in use and makes resizing an error. Otherwise the items move to a block of their own, and
// views that are still used somewhere keep the old one.
void upy_bytearray_check_resizable(upy_value self) {
    upy_bytearray *a = upy_as_array(self);
    if (UPY_LIKELY(a->n_exports == 0)) {
        return;
    }
    if (a->n_held > 0) {
        upy_raise_new(&upy_type_BufferError, "existing exports of data: object cannot be re-sized");
    }
    size_t size = a->capacity * upy_array_item_size(a);
    if (size != 0) {
        void *own = upy_heap_alloc_storage(size);
        memcpy(own, a->data, size);
        a->data = own;
    }
    a->n_exports = 0;
}

void upy_array_resize(upy_bytearray *a, size_t n) {
    if (n == a->length) {
        return;
    }
    upy_bytearray_check_resizable((upy_value)a);
    size_t size = upy_array_item_size(a), capacity = a->capacity;
    if (n > capacity || (n < capacity / 4 && capacity > 8 * UPY_GRANULE)) {
        if (n > (PTRDIFF_MAX - UPY_GRANULE) / 2 / size) {
            upy_raise_memory(SIZE_MAX);
        }
        capacity = n > capacity ? capacity + capacity / 2 : 2 * n + 1;
        capacity = capacity < n ? n : capacity;
        size_t room = (capacity * size + UPY_GRANULE - 1) / UPY_GRANULE * UPY_GRANULE;
        a->data = upy_heap_resize_storage(a->data, (n < a->length ? n : a->length) * size, room);
        a->capacity = room / size;
    }
    a->length = n;
}

void upy_array_splice(upy_bytearray *a, size_t start, size_t count, const void *items, size_t n) {
    size_t size = upy_array_item_size(a), tail = (a->length - start - count) * size;
    if (n > count) {
        if (n - count > PTRDIFF_MAX - a->length) {
            upy_raise_memory(SIZE_MAX);
        }
        upy_array_resize(a, a->length + (n - count));
        copy_bytes(place_of(a, start + n), place_of(a, start + count), tail);
    } else if (n < count) {
        upy_bytearray_check_resizable((upy_value)a);
        copy_bytes(place_of(a, start + n), place_of(a, start + count), tail);
        upy_array_resize(a, a->length - (count - n));
    }
    copy_bytes(place_of(a, start), items, n * size);
}

static bool is_own(const upy_bytearray *a, const void *items) {
    return a->data != NULL && (uintptr_t)items - (uintptr_t)a->data < a->capacity * upy_array_item_size(a);
}

void upy_array_append_raw(upy_bytearray *a, const void *items, size_t n) {
    uintptr_t offset = (uintptr_t)items - (uintptr_t)a->data;
    bool moves = is_own(a, items); // with the block
    size_t old = a->length;
    if (n > PTRDIFF_MAX - old) {
        upy_raise_memory(SIZE_MAX);
    }
    upy_array_resize(a, old + n);
    copy_bytes(place_of(a, old), moves ? (const char *)a->data + offset : items, n * upy_array_item_size(a));
}

bool upy_array_lend(const upy_bytearray *a, upy_value v, upy_buffer_view *view) {
    if (!upy_array_holds_objects(a)) {
        return upy_get_buffer_or_false(v, view, UPY_BUFFER_READ);
    }
    upy_array_buffer(v, view, UPY_BUFFER_READ);
    return upy_has_layout(v, UPY_TYPE_ARRAY_BASED) && upy_as_array(v)->typecode == a->typecode;
}

static void append_value(upy_bytearray *a, upy_value v) {
    uint8_t scratch[SCRATCH_SIZE];
    convert(a, scratch, v);
    upy_array_append_raw(a, scratch, 1);
}

void upy_array_extend(upy_bytearray *a, upy_value v) {
    upy_buffer_view view;
    if (upy_array_lend(a, v, &view)) {
        upy_array_append_raw(a, view.data, view.length / upy_array_item_size(a)); // whole items only
        upy_keep_alive(v);
        return;
    }
    upy_iteration it;
    upy_iteration_begin(&it, v);
    for (upy_value item; (item = upy_iteration_next(&it)) != UPY_NULL;) {
        append_value(a, item);
    }
}

bool upy_array_repeat(upy_bytearray *a, upy_value count_value) {
    size_t count, total;
    if (!upy_repeat_count(count_value, &count)) {
        return false;
    }
    size_t n = a->length, size = upy_array_item_size(a);
    if (__builtin_mul_overflow(n, count, &total) || total > PTRDIFF_MAX) {
        upy_raise_memory(SIZE_MAX);
    }
    upy_array_resize(a, total);
    for (size_t done = n; done < total; done += n) {
        memcpy(place_of(a, done), a->data, n * size);
    }
    return true;
}

// ---- Items and slices ----------------------------------------------------------------------------

static upy_value load_slice(const upy_bytearray *a, upy_slice_bounds slice) {
    const upy_type *type = a->header.type;
    upy_bytearray *part = upy_new_array(upy_type_is_class(type) ? upy_as_class(type)->native : type, (char)a->typecode);
    upy_array_resize(part, slice.count);
    size_t unit = upy_array_item_size(a);
    if (slice.step == 1) {
        copy_bytes(part->data, place_of(a, slice.start), slice.count * unit);
    }
    for (size_t i = 0, at = slice.start; slice.step != 1 && i < slice.count; i++, at += (size_t)slice.step) {
        memcpy(place_of(part, i), place_of(a, at), unit);
    }
    return (upy_value)part;
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
        upy_array_splice(a, slice.start, slice.count, NULL, 0);
        return;
    }
    upy_bytearray_check_resizable((upy_value)a);
    size_t unit = upy_array_item_size(a), left = slice.count;
    size_t to = slice.start;
    size_t next = to;
    for (size_t from = slice.start; from < a->length; from++) {
        if (left > 0 && from == next) {
            next += (size_t)slice.step;
            left--;
        } else {
            memmove(place_of(a, to++), place_of(a, from), unit);
        }
    }
    upy_array_resize(a, to);
}

// What is stored into a slice, as raw items. A bytearray takes the bytes of any buffer or iterable of ints, an array
// only items of its size.
static upy_value items_to_store(upy_bytearray *a, upy_value value, upy_buffer_view *view) {
    bool takes_all = is_bytearray(a);
    if (!upy_array_lend(a, value, view)) {
        if (!takes_all) {
            upy_raise_not_implemented("array/bytes required on right side");
        }
        upy_bytearray *made = upy_new_array(&upy_type_bytearray, 'B');
        upy_array_extend(made, value);
        value = (upy_value)made;
        upy_array_buffer(value, view, UPY_BUFFER_READ);
    }
    if (!takes_all && view->item_size != upy_array_item_size(a)) {
        upy_raise_value_error("lhs and rhs should be compatible");
    }
    return value;
}

static void store_slice(upy_bytearray *a, upy_value slice_value, upy_value value) {
    upy_buffer_view view;
    value = items_to_store(a, value, &view);
    upy_slice_bounds slice = upy_slice_resolve(slice_value, a->length);
    size_t unit = upy_array_item_size(a), n = view.length / unit;
    if (slice.step == 1 && n == slice.count) { // nothing moves, nothing is allocated
        copy_bytes(place_of(a, slice.start), view.data, view.length);
        upy_keep_alive(value);
        return;
    }
    const char *items = view.data;
    void *copy = NULL;
    if (n != 0 && is_own(a, items)) {
        copy = upy_heap_alloc_storage(view.length);
        items = memcpy(copy, items, view.length);
    }
    if (slice.step == 1) {
        upy_array_splice(a, slice.start, slice.count, items, n);
    } else if (n == 0) { // as in CPython, storing nothing deletes
        delete_slice(a, slice);
    } else if (n != slice.count) {
        upy_raise_value_error("attempt to assign %s of size %zu to extended slice of size %zu",
                              is_bytearray(a) ? "bytes" : "array", n, slice.count);
    } else {
        for (size_t i = 0, at = slice.start; i < n; i++, at += (size_t)slice.step) {
            memcpy(place_of(a, at), items + i * unit, unit);
        }
    }
    upy_keep_alive(value);
    upy_heap_free_storage(copy);
}

upy_value upy_array_subscript(upy_value self, upy_value index, upy_value value) {
    upy_bytearray *a = upy_as_array(self);
    uint8_t scratch[SCRATCH_SIZE];
    index = upy_settled_index(index);
    if (upy_is_exactly(index, &upy_type_slice)) {
        if (value != UPY_MARK_LOAD && value != UPY_MARK_DELETE) {
            store_slice(a, index, value);
            return UPY_NONE;
        }
        upy_slice_bounds slice = upy_slice_resolve(index, a->length);
        if (value == UPY_MARK_LOAD) {
            return load_slice(a, slice);
        }
        delete_slice(a, slice);
        return UPY_NONE;
    }
    bool is_store = value != UPY_MARK_LOAD && value != UPY_MARK_DELETE;
    if (is_store) {
        convert(a, scratch, value);
    }
    size_t i = upy_sequence_index(index, a->length, kind(a));
    if (value == UPY_MARK_LOAD) {
        return upy_array_item(a, i);
    }
    upy_array_splice(a, i, 1, scratch, is_store);
    return UPY_NONE;
}

// ---- Other slots ---------------------------------------------------------------------------------

upy_value upy_array_unary(upy_unary_op op, upy_value self) {
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(upy_as_array(self)->length != 0);
    case UPY_OP_LEN: return upy_new_int_from_unsigned(upy_as_array(self)->length);
    default: return UPY_NULL;
    }
}

upy_value upy_array_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    upy_bytearray *a = upy_as_array(lhs);
    upy_buffer_view view;
    if (op == UPY_OP_INPLACE_MUL) {
        return upy_array_repeat(a, rhs) ? lhs : UPY_NULL;
    }
    if (op != UPY_OP_INPLACE_ADD || !upy_array_lend(a, rhs, &view)) {
        return UPY_NULL;
    }
    upy_array_append_raw(a, view.data, view.length / upy_array_item_size(a));
    upy_keep_alive(rhs);
    return lhs;
}

bool upy_array_buffer(upy_value self, upy_buffer_view *view, unsigned access) {
    (void)access;
    const upy_bytearray *a = upy_as_array(self);
    view->item_size = (uint8_t)upy_array_item_size(a);
    view->data = a->data;
    view->length = a->length * view->item_size;
    view->typecode = (char)a->typecode;
    view->is_readonly = false;
    return !upy_array_holds_objects(a);
}

void upy_array_trace(upy_value self, upy_tracer *tracer) {
    const upy_bytearray *a = upy_as_array(self);
    upy_trace_storage(tracer, a->data);
    if (upy_array_holds_objects(a)) {
        upy_trace_values(tracer, a->data, a->length);
    }
}

// ---- Iteration -----------------------------------------------------------------------------------

typedef struct array_iterator {
    upy_object header;
    upy_value subject; // UPY_NULL: finished
    size_t position;
} array_iterator;

static upy_value array_iterator_next(upy_value self) {
    array_iterator *it = (array_iterator *)self;
    if (it->subject == UPY_NULL) {
        return upy_iteration_end();
    }
    if (upy_has_layout(it->subject, UPY_TYPE_BYTES_BASED)) {
        if (it->position < upy_str_length(it->subject)) {
            return upy_small_int((uint8_t)upy_str_data(it->subject)[it->position++]);
        }
    } else if (upy_has_layout(it->subject, UPY_TYPE_BYTEARRAY_BASED | UPY_TYPE_ARRAY_BASED)) {
        if (it->position < upy_as_array(it->subject)->length) {
            return upy_array_item(upy_as_array(it->subject), it->position++);
        }
    } else if ((intptr_t)it->position < upy_length(it->subject)) {
        return upy_get_item(it->subject, upy_small_int((intptr_t)it->position++));
    }
    it->subject = UPY_NULL; // stays ended, whatever is appended now
    return upy_iteration_end();
}

static upy_value array_iterator_unary(upy_unary_op op, upy_value self) {
    const array_iterator *it = (const array_iterator *)self;
    if (op != UPY_OP_LENGTH_HINT) {
        return UPY_NULL;
    }
    intptr_t left = it->subject == UPY_NULL ? 0 : upy_length(it->subject) - (intptr_t)it->position;
    return upy_new_int(left < 0 ? 0 : left);
}

static void array_iterator_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, ((array_iterator *)self)->subject);
}

static const upy_slots array_iterator_slots = {
    .unary = array_iterator_unary, .iter = upy_iter_self, .next = array_iterator_next, .trace = array_iterator_trace};
static const upy_type type_array_iterator = {
    UPY_TYPE_HEAD(bytes_iterator, array_iterator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object,
    .slots = &array_iterator_slots};

upy_value upy_array_iter(upy_value subject) {
    array_iterator *it = upy_new_object(&type_array_iterator, sizeof *it);
    it->subject = subject;
    return (upy_value)it;
}

// ---- Methods -------------------------------------------------------------------------------------

upy_value upy_array_append(size_t n_args, const upy_value *args) {
    (void)n_args;
    append_value(upy_as_array(args[0]), args[1]);
    return UPY_NONE;
}

upy_value upy_array_extend_method(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_array_extend(upy_as_array(args[0]), args[1]);
    return UPY_NONE;
}

upy_value upy_array_pop(size_t n_args, const upy_value *args) {
    upy_bytearray *a = upy_as_array(args[0]);
    upy_value index = n_args == 2 ? upy_new_int(upy_to_index(args[1])) : UPY_SMALL_INT(-1);
    if (a->length == 0) {
        upy_raise_index("pop from empty %s", kind(a));
    }
    size_t i = upy_sequence_index(index, a->length, "pop");
    upy_value item = upy_array_item(a, i);
    upy_array_splice(a, i, 1, NULL, 0);
    return item;
}

upy_value upy_array_insert(size_t n_args, const upy_value *args) {
    (void)n_args;
    uint8_t scratch[SCRATCH_SIZE];
    upy_bytearray *a = upy_as_array(args[0]);
    convert(a, scratch, args[2]);
    upy_value index = upy_settled_index(args[1]);
    upy_array_splice(a, upy_clamp_index(index, a->length), 0, scratch, 1);
    return UPY_NONE;
}

upy_value upy_array_clear(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_array_splice(upy_as_array(args[0]), 0, upy_as_array(args[0])->length, NULL, 0);
    return UPY_NONE;
}

upy_value upy_array_reverse(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = upy_as_array(args[0]);
    size_t size = upy_array_item_size(a);
    for (size_t low = 0, high = a->length; low + 1 < high; low++) {
        uint8_t scratch[SCRATCH_SIZE];
        high--;
        memcpy(scratch, place_of(a, low), size);
        memcpy(place_of(a, low), place_of(a, high), size);
        memcpy(place_of(a, high), scratch, size);
    }
    return UPY_NONE;
}

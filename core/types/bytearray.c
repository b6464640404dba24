// bytearray.c — the bytearray type: a growing array of bytes in one storage block.
//
// The block may be exported to memoryviews, so every change of length asks
// upy_bytearray_check_resizable() first. Values that are stored are converted
// before indexes are resolved and data is touched, since converting may run user code.
#include "core/object/state.h"
#include "core/types/bytes_like.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/element.h"
#include "core/types/exception.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/sequence.h"
#include "core/types/str_methods.h"
#include "core/types/text_methods.h"

static upy_bytearray *as_bytearray(upy_value v) { return (upy_bytearray *)v; }
static char *data_of(upy_value v) { return as_bytearray(v)->data; }

// ---- Storage -----------------------------------------------------------------------------------

upy_value upy_new_bytearray(const void *data_or_null, size_t length) {
    upy_bytearray *b = upy_new_object(&upy_type_bytearray, sizeof *b);
    b->typecode = 'B';
    if (length != 0) {
        b->data = upy_heap_alloc_storage(length);
        b->capacity = b->length = length;
        if (data_or_null != NULL) {
            memcpy(b->data, data_or_null, length);
        } else {
            memset(b->data, 0, length);
        }
    }
    return (upy_value)b;
}

// A view counts until it is released, though nobody may refer to it any more, so only one that a `with` statement
// holds is known to be in use and makes resizing an error. Otherwise the bytes move to a block of their own, and
// views that are still used somewhere keep the old one.
void upy_bytearray_check_resizable(upy_value self) {
    upy_bytearray *b = as_bytearray(self);
    if (UPY_LIKELY(b->n_exports == 0)) {
        return;
    }
    if (b->n_held > 0) {
        upy_raise_new(&upy_type_BufferError, "existing exports of data: object cannot be re-sized");
    }
    size_t size = b->capacity * upy_element_size((char)b->typecode);
    if (size != 0) {
        void *own = upy_heap_alloc_storage(size);
        memcpy(own, b->data, size);
        b->data = own;
    }
    b->n_exports = 0;
}

// Makes the length `length`; new bytes at the end are undefined.
static void set_length(upy_value self, size_t length) {
    upy_bytearray *b = as_bytearray(self);
    if (length == b->length) {
        return;
    }
    upy_bytearray_check_resizable(self);
    if (length > b->capacity) {
        size_t capacity = b->capacity + b->capacity / 2;
        if (length > PTRDIFF_MAX - UPY_GRANULE) {
            upy_raise_memory(length);
        }
        capacity = capacity < length ? length : capacity;
        capacity = (capacity + UPY_GRANULE - 1) / UPY_GRANULE * UPY_GRANULE;
        b->data = upy_heap_resize_storage(b->data, b->length, capacity);
        b->capacity = capacity;
    } else if (length < b->capacity / 4 && b->capacity > 8 * UPY_GRANULE) {
        size_t capacity = length * 2;
        capacity = (capacity + UPY_GRANULE) / UPY_GRANULE * UPY_GRANULE;
        b->data = upy_heap_resize_storage(b->data, length < b->length ? length : b->length, capacity);
        b->capacity = capacity;
    }
    b->length = length;
}

void upy_bytearray_append(upy_value self, const void *data, size_t length) {
    if (length == 0) {
        return;
    }
    upy_bytearray *b = as_bytearray(self);
    size_t old = b->length;
    // The bytes may be our own: then they move with the block.
    uintptr_t offset = (uintptr_t)data - (uintptr_t)b->data;
    bool is_own = b->data != NULL && offset < b->capacity;
    if (length > PTRDIFF_MAX - old) {
        upy_raise_memory(SIZE_MAX);
    }
    set_length(self, old + length);
    memmove((char *)b->data + old, is_own ? (const char *)b->data + offset : data, length);
}

// Replaces `count` bytes at start by `length` others.
static void splice(upy_value self, size_t start, size_t count, const char *data, size_t length) {
    upy_bytearray *b = as_bytearray(self);
    size_t tail = b->length - start - count;
    if (length > count) {
        size_t old = b->length;
        if (length - count > PTRDIFF_MAX - old) {
            upy_raise_memory(SIZE_MAX);
        }
        set_length(self, old + (length - count));
        memmove((char *)b->data + start + length, (char *)b->data + start + count, tail);
    } else if (length < count) {
        upy_bytearray_check_resizable(self);
        memmove((char *)b->data + start + length, (char *)b->data + start + count, tail);
        set_length(self, start + length + tail);
    }
    if (length != 0) {
        memmove((char *)b->data + start, data, length);
    }
}

// ---- Construction ------------------------------------------------------------------------------

static void bytearray_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_builder b;
    upy_builder_init(&b, 0);
    upy_bytes_from_arguments(&b, n_args, n_kw, args, true);
    upy_bytearray *array = as_bytearray(self);
    upy_bytearray_check_resizable(self);
    array->typecode = 'B';
    upy_heap_free_storage(array->data);
    array->data = b.data; // the builder's block becomes ours
    array->length = b.length;
    array->capacity = b.capacity;
}

static upy_value bytearray_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value self = (upy_value)upy_new_instance_of(type, sizeof(upy_bytearray));
    as_bytearray(self)->typecode = 'B';
    if (!upy_type_is_class(type)) {
        bytearray_init(self, n_args, n_kw, args);
    }
    return self;
}

// ---- Items and slices --------------------------------------------------------------------------

// The bytes of any buffer or iterable of ints; *b keeps them when they had to be collected or are self's own.
static upy_span bytes_to_store(upy_value self, upy_value v, upy_builder *b) {
    upy_builder_init(b, 0);
    upy_buffer_view view;
    if (!upy_get_buffer_or_false(v, &view, UPY_BUFFER_READ)) {
        upy_iteration it;
        upy_iteration_begin(&it, v);
        for (upy_value item; (item = upy_iteration_next(&it)) != UPY_NULL;) {
            upy_builder_append_byte(b, (char)upy_byte_value(item, true));
        }
        return (upy_span){b->data, b->length, UPY_TEXT_BYTES, true};
    }
    const upy_bytearray *own = as_bytearray(self);
    if (view.length != 0 && own->data != NULL && (uintptr_t)view.data - (uintptr_t)own->data < own->capacity) {
        upy_builder_append(b, view.data, view.length);
        view.data = b->data;
    }
    return (upy_span){view.data, view.length, UPY_TEXT_BYTES, true};
}

static void delete_stepped(upy_value self, upy_slice_bounds slice) {
    upy_bytearray *b = as_bytearray(self);
    size_t step = slice.step < 0 ? (size_t) - (slice.step + 1) + 1 : (size_t)slice.step;
    size_t first = slice.step < 0 ? slice.start - (slice.count - 1) * step : slice.start;
    upy_bytearray_check_resizable(self);
    char *data = b->data;
    size_t to = first;
    for (size_t from = first, next = first, left = slice.count; from < b->length; from++) {
        if (left > 0 && from == next) {
            next += step;
            left--;
        } else {
            data[to++] = data[from];
        }
    }
    set_length(self, to);
}

static void store_slice(upy_value self, upy_value slice_value, upy_value value) {
    upy_builder kept = {NULL, 0, 0};
    upy_span bytes = {NULL, 0, UPY_TEXT_BYTES, true};
    bool is_delete = value == UPY_MARK_DELETE;
    upy_slice_bounds slice = upy_slice_resolve(slice_value, as_bytearray(self)->length);
    upy_buffer_view view;
    if (!is_delete && slice.step == 1 && upy_get_buffer_or_false(value, &view, UPY_BUFFER_READ) &&
        view.length == slice.count) {
        // Same length: nothing moves, nothing is allocated.
        if (view.length != 0) {
            memmove(data_of(self) + slice.start, view.data, view.length);
        }
        return;
    }
    if (!is_delete) {
        bytes = bytes_to_store(self, value, &kept);
        slice = upy_slice_resolve(slice_value, as_bytearray(self)->length);
    }
    if (slice.step == 1) {
        splice(self, slice.start, slice.count, bytes.data, bytes.length);
    } else if (is_delete || bytes.length == 0) { // as in CPython, storing nothing deletes
        if (slice.count != 0) {
            delete_stepped(self, slice);
        }
    } else if (bytes.length != slice.count) {
        upy_raise_value_error("attempt to assign bytes of size %zu to extended slice of size %zu", bytes.length,
                              slice.count);
    } else {
        for (size_t i = 0, at = slice.start; i < slice.count; i++, at += (size_t)slice.step) {
            data_of(self)[at] = bytes.data[i];
        }
    }
    upy_keep_alive(value);
    upy_heap_free_storage(kept.data);
}

static upy_value load_slice(upy_value self, upy_value slice_value) {
    upy_slice_bounds slice = upy_slice_resolve(slice_value, as_bytearray(self)->length);
    upy_value result = upy_new_bytearray(NULL, slice.count);
    for (size_t i = 0, at = slice.start; slice.step != 1 && i < slice.count; i++, at += (size_t)slice.step) {
        data_of(result)[i] = data_of(self)[at];
    }
    if (slice.step == 1 && slice.count != 0) {
        memcpy(data_of(result), data_of(self) + slice.start, slice.count);
    }
    return result;
}

static upy_value bytearray_subscript(upy_value self, upy_value index, upy_value value) {
    index = upy_settled_index(index);
    if (upy_is_exactly(index, &upy_type_slice)) {
        if (value == UPY_MARK_LOAD) {
            return load_slice(self, index);
        }
        store_slice(self, index, value);
        return UPY_NONE;
    }
    if (value == UPY_MARK_LOAD) {
        size_t i = upy_sequence_index(index, as_bytearray(self)->length, "bytearray");
        return upy_small_int(((unsigned char *)as_bytearray(self)->data)[i]);
    }
    if (value == UPY_MARK_DELETE) {
        splice(self, upy_sequence_index(index, as_bytearray(self)->length, "bytearray"), 1, NULL, 0);
        return UPY_NONE;
    }
    uint8_t byte = upy_byte_value(value, true);
    data_of(self)[upy_sequence_index(index, as_bytearray(self)->length, "bytearray")] = (char)byte;
    return UPY_NONE;
}

// ---- Operators ---------------------------------------------------------------------------------

static upy_value bytearray_unary(upy_unary_op op, upy_value self) {
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(as_bytearray(self)->length != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)as_bytearray(self)->length);
    default: return UPY_NULL;
    }
}

static upy_value repeat_in_place(upy_value self, upy_value count) {
    size_t n, unit = as_bytearray(self)->length, total;
    if (!upy_repeat_count(count, &n)) {
        return UPY_NULL;
    }
    unit = as_bytearray(self)->length;
    if (__builtin_mul_overflow(unit, n, &total) || total > PTRDIFF_MAX) {
        upy_raise_memory(SIZE_MAX);
    }
    set_length(self, total);
    char *data = data_of(self);
    for (size_t done = unit; done < total; done += unit) {
        memcpy(data + done, data, unit);
    }
    return self;
}

static upy_value bytearray_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    upy_buffer_view view;
    switch (op) {
    case UPY_OP_INPLACE_ADD:
        if (!upy_get_buffer_or_false(rhs, &view, UPY_BUFFER_READ)) {
            return UPY_NULL;
        }
        upy_bytearray_append(lhs, view.data, view.length);
        upy_keep_alive(rhs);
        return lhs;
    case UPY_OP_INPLACE_MUL: return repeat_in_place(lhs, rhs);
    default: return upy_bytes_binary(op, lhs, rhs);
    }
}

static bool bytearray_buffer(upy_value self, upy_buffer_view *view, unsigned access) {
    (void)access;
    view->data = as_bytearray(self)->data;
    view->length = as_bytearray(self)->length;
    view->typecode = 'B';
    view->item_size = 1;
    view->is_readonly = false;
    return true;
}

static void bytearray_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_span t = upy_text_of(self);
    upy_printf(w, "%T(b", self);
    upy_print_quoted_bytes(w, t.data, t.length);
    upy_write(w, ")", 1);
    upy_keep_alive(self);
}

static void bytearray_trace(upy_value self, upy_tracer *tracer) { upy_trace_storage(tracer, as_bytearray(self)->data); }

static const upy_slots bytearray_slots = {
    .make_new = bytearray_make_new,
    .init = bytearray_init,
    .print = bytearray_print,
    .unary = bytearray_unary,
    .binary = bytearray_binary,
    .subscript = bytearray_subscript,
    .iter = upy_new_bytes_iterator,
    .buffer = bytearray_buffer,
    .trace = bytearray_trace,
};

// ---- Methods -----------------------------------------------------------------------------------

static upy_value bytearray_append(size_t n_args, const upy_value *args) {
    (void)n_args;
    uint8_t byte = upy_byte_value(args[1], true);
    upy_bytearray_append(args[0], &byte, 1);
    return UPY_NONE;
}
static const UPY_METHOD(bytearray_append_method, bytearray, append, bytearray_append, 2, 2);

static upy_value bytearray_extend(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_builder kept;
    upy_span bytes = bytes_to_store(args[0], args[1], &kept);
    upy_bytearray_append(args[0], bytes.data, bytes.length);
    upy_heap_free_storage(kept.data);
    return UPY_NONE;
}
static const UPY_METHOD(bytearray_extend_method, bytearray, extend, bytearray_extend, 2, 2);

static upy_value bytearray_pop(size_t n_args, const upy_value *args) {
    upy_value index = n_args > 1 ? upy_new_int(upy_to_index(args[1])) : upy_small_int(-1);
    if (as_bytearray(args[0])->length == 0) {
        upy_raise_index("pop from empty bytearray");
    }
    size_t i = upy_sequence_index(index, as_bytearray(args[0])->length, "bytearray");
    uint8_t byte = (uint8_t)data_of(args[0])[i];
    splice(args[0], i, 1, NULL, 0);
    return upy_small_int(byte);
}
static const UPY_METHOD(bytearray_pop_method, bytearray, pop, bytearray_pop, 1, 2);

static upy_value bytearray_insert(size_t n_args, const upy_value *args) {
    (void)n_args;
    char byte = (char)upy_byte_value(args[2], true);
    upy_value index = upy_settled_index(args[1]);
    size_t i = upy_clamp_index(index, as_bytearray(args[0])->length);
    splice(args[0], i, 0, &byte, 1);
    return UPY_NONE;
}
static const UPY_METHOD(bytearray_insert_method, bytearray, insert, bytearray_insert, 3, 3);

static upy_value bytearray_remove(size_t n_args, const upy_value *args) {
    (void)n_args;
    uint8_t byte = upy_byte_value(args[1], false);
    upy_span t = upy_text_of(args[0]);
    const char *found = memchr(t.data, byte, t.length);
    if (found == NULL) {
        upy_raise_value_error("value not found in bytearray");
    }
    splice(args[0], (size_t)(found - t.data), 1, NULL, 0);
    return UPY_NONE;
}
static const UPY_METHOD(bytearray_remove_method, bytearray, remove, bytearray_remove, 2, 2);

static upy_value bytearray_clear(size_t n_args, const upy_value *args) {
    (void)n_args;
    splice(args[0], 0, as_bytearray(args[0])->length, NULL, 0);
    return UPY_NONE;
}
static const UPY_METHOD(bytearray_clear_method, bytearray, clear, bytearray_clear, 1, 1);

static upy_value bytearray_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_span t = upy_text_of(args[0]);
    return upy_new_bytearray(t.data, t.length);
}
static const UPY_METHOD(bytearray_copy_method, bytearray, copy, bytearray_copy, 1, 1);

static upy_value bytearray_reverse(size_t n_args, const upy_value *args) {
    (void)n_args;
    char *data = data_of(args[0]);
    for (size_t i = 0, j = as_bytearray(args[0])->length; i + 1 < j; i++) {
        char low = data[i];
        data[i] = data[--j];
        data[j] = low;
    }
    return UPY_NONE;
}
static const UPY_METHOD(bytearray_reverse_method, bytearray, reverse, bytearray_reverse, 1, 1);

static const UPY_KEYWORD_METHOD(bytearray_hex_method, bytearray, hex, upy_bytes_hex, 1, 3);
static const UPY_KEYWORD_METHOD(bytearray_decode_method, bytearray, decode, upy_bytes_decode, 1, 3);
#if UPY_LEVEL > UPY_LEVEL_TINY
static const UPY_KEYWORD_METHOD(bytearray_translate_method, bytearray, translate, upy_bytes_translate, 2, 3);
#endif

#define TEXT_METHOD_NAMED(python_name, least, most)                                                                    \
    static const UPY_METHOD(method_##python_name, bytearray, python_name, upy_text_##python_name, least, most);
#define KEYWORD_TEXT_METHOD_NAMED(python_name, least, most)                                                            \
    static const UPY_KEYWORD_METHOD(method_##python_name, bytearray, python_name, upy_text_##python_name, least, most);
#include "core/types/text_methods.def"
#undef TEXT_METHOD_NAMED
#undef KEYWORD_TEXT_METHOD_NAMED

static const upy_pair bytearray_pairs[] = {
    {UPY_NAME(append), (upy_value)&bytearray_append_method},
    {UPY_NAME(extend), (upy_value)&bytearray_extend_method},
    {UPY_NAME(pop), (upy_value)&bytearray_pop_method},
    {UPY_NAME(insert), (upy_value)&bytearray_insert_method},
    {UPY_NAME(remove), (upy_value)&bytearray_remove_method},
    {UPY_NAME(clear), (upy_value)&bytearray_clear_method},
    {UPY_NAME(copy), (upy_value)&bytearray_copy_method},
    {UPY_NAME(reverse), (upy_value)&bytearray_reverse_method},
    {UPY_NAME(hex), (upy_value)&bytearray_hex_method},
    {UPY_NAME(decode), (upy_value)&bytearray_decode_method},
    {UPY_NAME(fromhex), (upy_value)&upy_bytes_fromhex_method},
#if UPY_LEVEL > UPY_LEVEL_TINY
    {UPY_NAME(translate), (upy_value)&bytearray_translate_method},
    {UPY_NAME(maketrans), (upy_value)&upy_bytes_maketrans_method},
#endif
#define TEXT_METHOD_NAMED(python_name, least, most) {UPY_NAME(python_name), (upy_value)&method_##python_name},
#define KEYWORD_TEXT_METHOD_NAMED TEXT_METHOD_NAMED
#include "core/types/text_methods.def"
#undef TEXT_METHOD_NAMED
#undef KEYWORD_TEXT_METHOD_NAMED
};
static const UPY_DEFINE_TABLE(bytearray_attributes, bytearray_pairs);

const upy_type upy_type_bytearray = {
    UPY_TYPE_HEAD(bytearray, upy_bytearray, UPY_TYPE_BYTEARRAY_BASED),
    .base = &upy_type_object,
    .slots = &bytearray_slots,
    .attributes = &bytearray_attributes,
};

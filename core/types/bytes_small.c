// bytes_small.c — bytes and bytearray of the smallest level, in place of bytes.c, bytes_methods.c, bytearray.c,
// codecs.c, memoryview.c and element.c. The two share everything but how they are made and what changes them.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/str.h"
#include "core/types/str_methods.h"
#include "core/types/text_small.h"

// Its hash is kept, since the object is constant: that of upy_hash_bytes("", 0).
const upy_str upy_empty_bytes_object = {.header = {&upy_type_bytes}, .hash_flags = 0x011c9dc1u << 3, .inline_data = ""};

upy_value upy_new_bytes(const char *data, size_t length) { return upy_new_text(&upy_type_bytes, data, length); }

static bool is_bytes_like(upy_value v) { return upy_has_layout(v, UPY_TYPE_BYTES_BASED | UPY_TYPE_BYTEARRAY_BASED); }

static char byte_of(upy_value v) {
    intptr_t i = upy_to_index(v);
    if (i < 0 || i > 255) {
        upy_raise_value_error("bytes value out of range");
    }
    return (char)i;
}

// What a constructor is given, or extend(), as bytes in a builder.
static void collect_bytes(upy_builder *b, upy_value source) {
    if (is_bytes_like(source) || upy_is_str(source)) {
        upy_text_view t = upy_text_of(source);
        upy_builder_append(b, t.data, t.length);
        upy_keep_alive(source);
    } else if (upy_is_int(source)) {
        intptr_t n = upy_to_index(source);
        if (n < 0) {
            upy_raise_value_error("negative count");
        }
        if (n > 0) {
            memset(upy_builder_extend(b, (size_t)n), 0, (size_t)n);
        }
    } else {
        upy_iteration it;
        upy_iteration_begin(&it, source);
        for (upy_value item; (item = upy_iteration_next(&it)) != UPY_NULL;) {
            upy_builder_append_byte(b, byte_of(item));
        }
    }
}

static void from_arguments(upy_builder *b, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_builder_init(b, 0);
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 0, 2);
    if (n_args > 0) {
        if (upy_is_str(args[0]) != (n_args == 2)) {
            upy_raise_type("string argument without an encoding");
        }
        collect_bytes(b, args[0]);
    }
}

static upy_value bytes_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_builder b;
    from_arguments(&b, n_args, n_kw, args);
    upy_value made = upy_new_text(type, b.length == 0 ? "" : b.data, b.length);
    upy_heap_free_storage(b.data);
    return made;
}

// The storage of the builder becomes that of the bytearray.
static void take(upy_value self, const upy_builder *b) {
    upy_bytearray *array = (upy_bytearray *)self;
    array->data = b->data;
    array->length = b->length;
    array->capacity = b->capacity;
}

static upy_value bytearray_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_builder b;
    from_arguments(&b, n_args, n_kw, args);
    upy_bytearray *made = upy_new_instance_of(type, sizeof *made);
    made->typecode = 'B';
    take((upy_value)made, &b);
    return (upy_value)made;
}

// ---- Slots ---------------------------------------------------------------------------------------

static upy_value bytes_unary(upy_unary_op op, upy_value self) {
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(upy_text_of(self).length != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)upy_text_of(self).length);
    case UPY_OP_HASH:
        return upy_has_layout(self, UPY_TYPE_BYTES_BASED) ? upy_small_int((intptr_t)upy_str_hash(self)) : UPY_NULL;
    default: return UPY_NULL;
    }
}

static upy_value extend(upy_value self, upy_value source) {
    upy_bytearray *array = (upy_bytearray *)self;
    upy_builder b;
    upy_builder_init(&b, 0);
    upy_builder_append(&b, array->data, array->length);
    collect_bytes(&b, source);
    take(self, &b);
    return self;
}

static upy_value bytes_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    upy_text_view t = upy_text_of(lhs);
    bool is_array = upy_has_layout(lhs, UPY_TYPE_BYTEARRAY_BASED);
    if (op == UPY_OP_MUL || op == UPY_OP_REVERSE_MUL) {
        return is_array ? UPY_NULL : upy_text_repeat(lhs, rhs);
    }
    if (op == UPY_OP_CONTAINS && upy_is_int(rhs)) {
        char byte = byte_of(rhs);
        return upy_bool(upy_text_search(t, (upy_text_view){&byte, 1}) != NULL);
    }
    if (!is_bytes_like(rhs)) {
        return UPY_NULL;
    }
    upy_text_view other = upy_text_of(rhs);
    if (op == UPY_OP_CONTAINS) {
        return upy_bool(upy_text_search(t, other) != NULL);
    }
    if (op == UPY_OP_INPLACE_ADD && is_array) {
        return extend(lhs, rhs);
    }
    if (op == UPY_OP_ADD) {
        upy_builder b;
        upy_builder_init(&b, 0);
        collect_bytes(&b, lhs);
        collect_bytes(&b, rhs);
        return upy_builder_to_bytes(&b);
    }
    if (!upy_op_is_compare(op)) {
        return UPY_NULL;
    }
    size_t shorter = t.length < other.length ? t.length : other.length;
    int order = shorter == 0 ? 0 : memcmp(t.data, other.data, shorter);
    return upy_compare_result(op, order != 0 ? order : (t.length > other.length) - (t.length < other.length));
}

static upy_value bytes_subscript(upy_value self, upy_value index, upy_value value) {
    bool is_array = upy_has_layout(self, UPY_TYPE_BYTEARRAY_BASED);
    if (value == UPY_MARK_DELETE || (value != UPY_MARK_LOAD && !is_array)) {
        return UPY_NULL;
    }
    char byte = value == UPY_MARK_LOAD || upy_is_exactly(index, &upy_type_slice) ? 0 : byte_of(value);
    index = upy_settled_index(index);
    upy_text_view t = upy_text_of(self);
    upy_slice_bounds slice = upy_plain_slice(index, t.length);
    char *at = (char *)(uintptr_t)t.data + slice.start;
    if (value == UPY_MARK_LOAD) {
        return upy_is_exactly(index, &upy_type_slice) ? upy_new_bytes(at, slice.count)
                                                      : upy_small_int((unsigned char)*at);
    }
    if (!upy_is_exactly(index, &upy_type_slice)) {
        *at = byte;
        return UPY_NONE;
    }
    upy_text_view with = upy_text_of(value);
    if (with.length != slice.count) {
        upy_raise_not_implemented("slice of another length");
    }
    memmove(at, with.data, with.length);
    return UPY_NONE;
}

static void bytes_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_text_view t = upy_text_of(self);
    bool is_array = upy_has_layout(self, UPY_TYPE_BYTEARRAY_BASED);
    upy_write_string(w, is_array ? "bytearray(b" : "b");
    upy_print_quoted_bytes(w, t.data, t.length);
    upy_write(w, ")", is_array);
    upy_keep_alive(self);
}

static bool bytes_buffer(upy_value self, upy_buffer_view *view, unsigned access) {
    upy_text_view t = upy_text_of(self);
    *view =
        (upy_buffer_view){(void *)(uintptr_t)t.data, t.length, 'B', 1, !upy_has_layout(self, UPY_TYPE_BYTEARRAY_BASED)};
    return !(access & UPY_BUFFER_WRITE) || !view->is_readonly;
}

static size_t bytes_size_of(upy_value self) { return sizeof(upy_str) + upy_str_length(self) + 1; }

static const upy_slots bytes_slots = {
    .make_new = bytes_make_new,
    .print = bytes_print,
    .unary = bytes_unary,
    .binary = bytes_binary,
    .subscript = bytes_subscript,
    .iter = upy_new_sequence_iterator,
    .buffer = bytes_buffer,
    .size_of = bytes_size_of,
};

const upy_type upy_type_bytes = {UPY_TYPE_HEAD(bytes, upy_str, UPY_TYPE_BYTES_BASED), .base = &upy_type_object,
                                 .slots = &bytes_slots, .attributes = &upy_text_attributes};

// ---- bytearray -----------------------------------------------------------------------------------

static void bytearray_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_storage(tracer, ((upy_bytearray *)self)->data);
}

static upy_value bytearray_append(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *array = (upy_bytearray *)args[0];
    char byte = byte_of(args[1]);
    upy_builder b = {array->data, array->length, array->capacity};
    upy_builder_append_byte(&b, byte);
    take(args[0], &b);
    return UPY_NONE;
}

static upy_value bytearray_extend(size_t n_args, const upy_value *args) {
    (void)n_args;
    extend(args[0], args[1]);
    return UPY_NONE;
}

static const UPY_METHOD(append_method, bytearray, append, bytearray_append, 2, 2);
static const UPY_METHOD(extend_method, bytearray, extend, bytearray_extend, 2, 2);

static const upy_pair bytearray_pairs[] = {
    {UPY_NAME(append), (upy_value)&append_method},
    {UPY_NAME(extend), (upy_value)&extend_method},
};
static const UPY_DEFINE_TABLE(bytearray_attributes, bytearray_pairs);

static const upy_slots bytearray_slots = {
    .make_new = bytearray_make_new,
    .print = bytes_print,
    .unary = bytes_unary,
    .binary = bytes_binary,
    .subscript = bytes_subscript,
    .iter = upy_new_sequence_iterator,
    .buffer = bytes_buffer,
    .trace = bytearray_trace,
};

const upy_type upy_type_bytearray = {UPY_TYPE_HEAD(bytearray, upy_bytearray, UPY_TYPE_BYTEARRAY_BASED),
                                     .base = &upy_type_object, .slots = &bytearray_slots,
                                     .attributes = &bytearray_attributes};

// bytes.c — the bytes type, and what bytearray shares with it beyond the text methods: constructor
// arguments, comparison, operators.
#include "core/types/bytes_like.h"

#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/codecs.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/search.h"
#include "core/types/str_methods.h"
#include "core/types/text_methods.h"
#include "core/types/typed_array.h"

// Its hash is kept, since the object is constant: that of upy_hash_bytes("", 0).
const upy_str upy_empty_bytes_object = {.header = {&upy_type_bytes}, .hash_flags = 0x011c9dc1u << 3, .inline_data = ""};

upy_value upy_new_bytes(const char *data, size_t length) {
    if (length == 0) {
        return UPY_EMPTY_BYTES;
    }
    char *out;
    upy_value b = upy_new_str_uninitialised(&upy_type_bytes, length, &out);
    memcpy(out, data, length);
    return b;
}

// ---- Construction ------------------------------------------------------------------------------

uint8_t upy_byte_value(upy_value v, bool is_truncating) {
    if (!upy_is_int(v)) {
        v = upy_new_int(upy_to_index(v));
    }
    if (is_truncating) {
        return (uint8_t)upy_int_get_wrapped(v);
    }
    intptr_t i;
    if (!upy_int_get(v, &i) || i < 0 || i > 255) {
        upy_raise_value_error("bytes value out of range");
    }
    return (uint8_t)i;
}

static bool is_index(upy_value v) {
    upy_value pair[2];
    return upy_is_int(v) || (upy_type_is_class(upy_type_of(v)) && upy_get_special(v, UPY_NAME(__index__), pair));
}

static void append_zeros(upy_builder *b, intptr_t n) {
    if (n < 0) {
        upy_raise_value_error("negative count");
    }
    if (n > 0) {
        memset(upy_builder_extend(b, (size_t)n), 0, (size_t)n);
    }
}

void upy_bytes_from_arguments(upy_builder *b, size_t n_args, size_t n_kw, const upy_value *args, bool is_truncating) {
    static const upy_parameter parameters[] = {{UPY_NAME(source), UPY_MARK_LOAD, false},
                                               {UPY_NAME(encoding), UPY_NONE, false},
                                               {UPY_NAME(errors), UPY_NONE, false}};
    upy_value in[3], pair[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, in);
    upy_value source = in[0];
    bool has_encoding = in[1] != UPY_NONE || in[2] != UPY_NONE;
    if (has_encoding) {
        if (source == UPY_MARK_LOAD || !upy_is_str(source)) {
            upy_raise_type("encoding without a string argument");
        }
        upy_builder_append_str(b, upy_encode(source, in[1], in[2]));
        return;
    }
    if (source == UPY_MARK_LOAD) {
        return;
    }
    upy_buffer_view view;
    if (upy_type_is_class(upy_type_of(source)) && upy_get_special(source, UPY_NAME(__bytes__), pair)) {
        upy_value made = upy_call_method(pair, 0, 0, NULL);
        if (!upy_has_layout(made, UPY_TYPE_BYTES_BASED)) {
            upy_raise_type("__bytes__ returned non-bytes (type %T)", made);
        }
        upy_builder_append_str(b, made);
    } else if (upy_is_str(source)) {
        upy_raise_type("string argument without an encoding");
    } else if (is_index(source)) {
        append_zeros(b, upy_to_index(source));
    } else if (upy_get_buffer_or_false(source, &view, UPY_BUFFER_READ)) {
        upy_builder_append(b, view.data, view.length);
    } else {
        upy_iteration it;
        upy_iteration_begin(&it, source);
        for (upy_value item; (item = upy_iteration_next(&it)) != UPY_NULL;) {
            upy_builder_append_byte(b, (char)upy_byte_value(item, is_truncating));
        }
    }
}

static upy_value bytes_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    if (type == &upy_type_bytes && n_args == 1 && n_kw == 0 && upy_is_exactly(args[0], &upy_type_bytes)) {
        return args[0];
    }
    upy_builder b;
    upy_builder_init(&b, 0);
    upy_bytes_from_arguments(&b, n_args, n_kw, args, false);
    if (type == &upy_type_bytes) {
        return upy_builder_to_bytes(&b);
    }
    char *out;
    upy_value made = upy_new_str_uninitialised(type, b.length, &out);
    if (b.length != 0) {
        memcpy(out, b.data, b.length);
    }
    upy_heap_free_storage(b.data);
    return made;
}

// ---- Operators ---------------------------------------------------------------------------------

upy_value upy_compare_bytes(upy_binary_op op, const void *a, size_t a_length, const void *b, size_t b_length) {
    if (op <= UPY_OP_NE && a_length != b_length) {
        return upy_bool(op == UPY_OP_NE);
    }
    size_t shorter = a_length < b_length ? a_length : b_length;
    int order = shorter == 0 ? 0 : memcmp(a, b, shorter);
    order = order != 0 ? order : (a_length > b_length) - (a_length < b_length);
    return upy_compare_result(op, order);
}

bool upy_bytes_buffer(upy_value v, upy_buffer_view *view) {
    return !upy_is_str(v) && upy_get_buffer_or_false(v, view, UPY_BUFFER_READ);
}

static upy_value contains(upy_value self, upy_value item) {
    if (upy_is_int(item)) {
        intptr_t i;
        if (!upy_int_get(item, &i) || i < 0 || i > 255) {
            upy_raise_value_error("byte must be in range(0, 256)");
        }
        upy_span t = upy_text_of(self);
        return upy_bool(memchr(t.data, (int)i, t.length) != NULL);
    }
    upy_span needle = upy_text_argument(UPY_TEXT_BYTES, item), t = upy_text_of(self);
    return upy_bool(upy_search(t.data, t.length, needle.data, needle.length) != UPY_NOT_FOUND);
}

// bytes + any buffer, str included; the left operand decides the type.
static upy_value concat(upy_value lhs, upy_value rhs) {
    upy_buffer_view view;
    if (!upy_get_buffer_or_false(rhs, &view, UPY_BUFFER_READ)) {
        return UPY_NULL;
    }
    upy_span t = upy_text_of(lhs);
    if (view.length == 0 && t.kind == UPY_TEXT_BYTES) {
        return upy_text_part(lhs, &t, 0, t.length);
    }
    if (t.length == 0 && t.kind == UPY_TEXT_BYTES && upy_is_exactly(rhs, &upy_type_bytes)) {
        return rhs;
    }
    if (view.length > PTRDIFF_MAX - t.length) {
        upy_raise_memory(SIZE_MAX);
    }
    char *out;
    upy_value result = upy_text_make_uninitialised(t.kind, t.length + view.length, &out);
    if (t.length != 0) {
        memcpy(out, t.data, t.length);
    }
    if (view.length != 0) {
        memcpy(out + t.length, view.data, view.length);
    }
    upy_keep_alive(lhs);
    upy_keep_alive(rhs);
    return result;
}

upy_value upy_bytes_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    switch (op) {
    case UPY_OP_ADD: return concat(lhs, rhs);
    case UPY_OP_MUL:
    case UPY_OP_REVERSE_MUL: return upy_text_repeat(lhs, rhs);
    case UPY_OP_MOD: return upy_percent_format(lhs, rhs);
    case UPY_OP_CONTAINS: return contains(lhs, rhs);
    default: break;
    }
    upy_buffer_view view;
    if (!upy_op_is_compare(op) || !upy_bytes_buffer(rhs, &view)) {
        return UPY_NULL;
    }
    upy_span t = upy_text_of(lhs);
    return upy_compare_bytes(op, t.data, t.length, view.data, view.length);
}

static upy_value bytes_unary(upy_unary_op op, upy_value self) {
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(upy_str_length(self) != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)upy_str_length(self));
    case UPY_OP_HASH: return upy_small_int((intptr_t)upy_str_hash(self));
    default: return UPY_NULL;
    }
}

static upy_value bytes_subscript(upy_value self, upy_value index, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    upy_span t = upy_text_of(self);
    if (!upy_is_exactly(index, &upy_type_slice)) {
        return upy_small_int((unsigned char)t.data[upy_sequence_index(index, t.length, "bytes")]);
    }
    upy_slice_bounds slice = upy_slice_resolve(index, t.length);
    if (slice.step == 1 || slice.count == 0) {
        return upy_text_part(self, &t, slice.start, slice.start + slice.count);
    }
    char *out;
    upy_value result = upy_new_str_uninitialised(&upy_type_bytes, slice.count, &out);
    for (size_t i = 0, at = slice.start; i < slice.count; i++, at += (size_t)slice.step) {
        out[i] = t.data[at];
    }
    upy_keep_alive(self);
    return result;
}

// ---- The type ----------------------------------------------------------------------------------

static void bytes_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_write(w, "b", 1);
    upy_print_quoted_bytes(w, upy_str_data(self), upy_str_length(self));
    upy_keep_alive(self);
}

static bool bytes_buffer(upy_value self, upy_buffer_view *view, unsigned access) {
    if (access & UPY_BUFFER_WRITE) {
        return false;
    }
    view->data = (void *)(uintptr_t)upy_str_data(self);
    view->length = upy_str_length(self);
    view->typecode = 'B';
    view->item_size = 1;
    view->is_readonly = true;
    return true;
}

static size_t bytes_size_of(upy_value self) { return sizeof(upy_str) + upy_str_length(self) + 1; }

static const upy_slots bytes_slots = {
    .make_new = bytes_make_new,
    .print = bytes_print,
    .unary = bytes_unary,
    .binary = upy_bytes_binary,
    .subscript = bytes_subscript,
    .iter = upy_array_iter,
    .buffer = bytes_buffer,
    .size_of = bytes_size_of,
};

#define TEXT_METHOD_NAMED(python_name, least, most)                                                                    \
    static const UPY_METHOD(method_##python_name, bytes, python_name, upy_text_##python_name, least, most);
#define KEYWORD_TEXT_METHOD_NAMED(python_name, least, most)                                                            \
    static const UPY_KEYWORD_METHOD(method_##python_name, bytes, python_name, upy_text_##python_name, least, most);
#include "core/types/text_methods.def"
#undef TEXT_METHOD_NAMED
#undef KEYWORD_TEXT_METHOD_NAMED

static const UPY_KEYWORD_METHOD(bytes_hex_method, bytes, hex, upy_bytes_hex, 1, 3);
static const UPY_KEYWORD_METHOD(bytes_decode_method, bytes, decode, upy_bytes_decode, 1, 3);
#if UPY_LEVEL > UPY_LEVEL_TINY
static const UPY_KEYWORD_METHOD(bytes_translate_method, bytes, translate, upy_bytes_translate, 2, 3);
#endif

static const upy_pair bytes_pairs[] = {
#define TEXT_METHOD_NAMED(python_name, least, most) {UPY_NAME(python_name), (upy_value)&method_##python_name},
#define KEYWORD_TEXT_METHOD_NAMED TEXT_METHOD_NAMED
#include "core/types/text_methods.def"
#undef TEXT_METHOD_NAMED
#undef KEYWORD_TEXT_METHOD_NAMED
    {UPY_NAME(hex), (upy_value)&bytes_hex_method},
    {UPY_NAME(decode), (upy_value)&bytes_decode_method},
    {UPY_NAME(fromhex), (upy_value)&upy_bytes_fromhex_method},
#if UPY_LEVEL > UPY_LEVEL_TINY
    {UPY_NAME(translate), (upy_value)&bytes_translate_method},
    {UPY_NAME(maketrans), (upy_value)&upy_bytes_maketrans_method},
#endif
};
static const UPY_DEFINE_TABLE(bytes_attributes, bytes_pairs);

const upy_type upy_type_bytes = {
    UPY_TYPE_HEAD(bytes, upy_str, UPY_TYPE_BYTES_BASED),
    .base = &upy_type_object,
    .slots = &bytes_slots,
    .attributes = &bytes_attributes,
};

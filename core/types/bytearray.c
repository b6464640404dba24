// bytearray.c — the bytearray type: a growing array of bytes (typed_array.c) with the methods of bytes.
#include "core/heap/heap.h"
#include "core/types/bytes_like.h"
#include "core/types/class.h"
#include "core/types/function.h"
#include "core/types/str_methods.h"
#include "core/types/text_methods.h"
#include "core/types/typed_array.h"

upy_value upy_new_bytearray(const void *data_or_null, size_t length) {
    upy_bytearray *a = upy_new_array(&upy_type_bytearray, 'B');
    upy_array_resize(a, length);
    if (length != 0 && data_or_null != NULL) {
        memcpy(a->data, data_or_null, length);
    } else if (length != 0) {
        memset(a->data, 0, length);
    }
    return (upy_value)a;
}

// ---- Construction ------------------------------------------------------------------------------

static void bytearray_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_builder b;
    upy_builder_init(&b, 0);
    upy_bytes_from_arguments(&b, n_args, n_kw, args, true);
    upy_bytearray *array = upy_as_array(self);
    upy_bytearray_check_resizable(self);
    array->typecode = 'B';
    upy_heap_free_storage(array->data);
    array->data = b.data; // the builder's block becomes ours
    array->length = b.length;
    array->capacity = b.capacity;
}

static upy_value bytearray_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value self = (upy_value)upy_new_instance_of(type, sizeof(upy_bytearray));
    upy_as_array(self)->typecode = 'B';
    if (!upy_type_is_class(type)) {
        bytearray_init(self, n_args, n_kw, args);
    }
    return self;
}

// ---- Operators ---------------------------------------------------------------------------------

static upy_value bytearray_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    bool is_in_place = op == UPY_OP_INPLACE_ADD || op == UPY_OP_INPLACE_MUL;
    return (is_in_place ? upy_array_binary : upy_bytes_binary)(op, lhs, rhs);
}

static void bytearray_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_span t = upy_text_of(self);
    upy_printf(w, "%T(b", self);
    upy_print_quoted_bytes(w, t.data, t.length);
    upy_write(w, ")", 1);
    upy_keep_alive(self);
}

static const upy_slots bytearray_slots = {
    .make_new = bytearray_make_new,
    .init = bytearray_init,
    .print = bytearray_print,
    .unary = upy_array_unary,
    .binary = bytearray_binary,
    .subscript = upy_array_subscript,
    .iter = upy_array_iter,
    .buffer = upy_array_buffer,
    .trace = upy_array_trace,
};

// ---- Methods -----------------------------------------------------------------------------------

static const UPY_METHOD(bytearray_append_method, bytearray, append, upy_array_append, 2, 2);
static const UPY_METHOD(bytearray_extend_method, bytearray, extend, upy_array_extend_method, 2, 2);
static const UPY_METHOD(bytearray_pop_method, bytearray, pop, upy_array_pop, 1, 2);
static const UPY_METHOD(bytearray_insert_method, bytearray, insert, upy_array_insert, 3, 3);
static const UPY_METHOD(bytearray_clear_method, bytearray, clear, upy_array_clear, 1, 1);
static const UPY_METHOD(bytearray_reverse_method, bytearray, reverse, upy_array_reverse, 1, 1);

static upy_value bytearray_remove(size_t n_args, const upy_value *args) {
    (void)n_args;
    uint8_t byte = upy_byte_value(args[1], false);
    upy_span t = upy_text_of(args[0]);
    const char *found = memchr(t.data, byte, t.length);
    if (found == NULL) {
        upy_raise_value_error("value not found in bytearray");
    }
    upy_array_splice(upy_as_array(args[0]), (size_t)(found - t.data), 1, NULL, 0);
    return UPY_NONE;
}
static const UPY_METHOD(bytearray_remove_method, bytearray, remove, bytearray_remove, 2, 2);

static upy_value bytearray_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_span t = upy_text_of(args[0]);
    return upy_new_bytearray(t.data, t.length);
}
static const UPY_METHOD(bytearray_copy_method, bytearray, copy, bytearray_copy, 1, 1);

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

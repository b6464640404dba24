// str_small.c — the str type of the smallest level, in place of str.c and text_concat.c: text is UTF-8 in one block;
// positions in text that is not ASCII are counted from its start each time, and every concatenation copies.
#include "core/types/str.h"

#include <stdarg.h>

#include "core/base/text.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/str_methods.h"
#include "core/types/text_small.h"

#define MAX_LENGTH ((size_t)PTRDIFF_MAX - 64)

// ---- Making ------------------------------------------------------------------------------------

upy_value upy_new_str_uninitialised(const upy_type *type, size_t length, char **data) {
    if (length > MAX_LENGTH) {
        upy_raise_memory(length);
    }
    upy_str *s = upy_new_instance_of(type, sizeof(upy_str) + length + 1);
    s->length = (uint32_t)length;
    *data = s->inline_data;
    return (upy_value)s;
}

void upy_str_finish(upy_value s) {
    upy_str *str = (upy_str *)s;
    if (upy_is_str(s) && upy_is_ascii(str->inline_data, str->length)) {
        str->hash_flags |= UPY_STR_ASCII;
    }
}

upy_value upy_new_text(const upy_type *type, const char *data, size_t length) {
    char *out;
    upy_value s = upy_new_str_uninitialised(type, length, &out);
    memcpy(out, data, length);
    upy_str_finish(s);
    return s;
}

upy_value upy_new_str(const char *data, size_t length) {
    if (length == 0) {
        return UPY_EMPTY_STR;
    }
    return upy_new_text(&upy_type_str, data, length);
}

upy_value upy_new_str_ascii(const char *data, size_t length) { return upy_new_str(data, length); }

upy_value upy_new_str_checked(const char *data, size_t length) {
    if (upy_utf8_valid_prefix(data, length, true) != length) {
        upy_raise_plain(&upy_type_UnicodeError);
    }
    return upy_new_str(data, length);
}

upy_value upy_new_str_from_code_point(uint32_t c) {
    char bytes[4];
    return upy_new_str(bytes, upy_utf8_encode(c, bytes));
}

upy_value(upy_new_str_format)(const char *format, ...) {
    upy_builder b;
    upy_builder_init(&b, 0);
    upy_writer w = upy_builder_writer(&b);
    va_list arguments;
    va_start(arguments, format);
    upy_printf_list(&w, format, arguments);
    va_end(arguments);
    return upy_builder_to_str(&b);
}

static upy_value str_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    upy_check_argument_count(n_args, 0, 2);
    upy_value s = n_args == 0   ? UPY_EMPTY_STR
                  : n_args == 1 ? upy_to_str(args[0])
                                : upy_call_method_named(args[0], UPY_NAME(decode), 0, NULL);
    if (type != &upy_type_str) {
        upy_value plain = s;
        s = upy_new_text(type, upy_str_data(plain), upy_str_length(plain));
        upy_keep_alive(plain);
    }
    return s;
}

upy_value upy_str_concat(upy_value a, upy_value b) {
    size_t x = upy_str_length(a), y = upy_str_length(b);
    char *out;
    upy_value s = upy_new_str_uninitialised(upy_is_str(a) ? &upy_type_str : &upy_type_bytes, x + y, &out);
    memcpy(out, upy_str_data(a), x);
    memcpy(out + x, upy_str_data(b), y);
    upy_str_finish(s);
    return s;
}

// ---- Equality, hash, order -----------------------------------------------------------------------

uint32_t upy_str_hash(upy_value s) {
    upy_str *str = (upy_str *)s;
    uint32_t hash = str->hash_flags >> 3;
    if (hash == 0) {
        hash = upy_hash_bytes(upy_str_data(s), str->length);
        str->hash_flags |= hash << 3;
    }
    return hash;
}

int upy_str_compare(upy_value a, upy_value b) {
    size_t x = upy_str_length(a), y = upy_str_length(b);
    int order = memcmp(upy_str_data(a), upy_str_data(b), x < y ? x : y);
    return order != 0 ? order : (x > y) - (x < y);
}

bool upy_str_equal(upy_value a, upy_value b) {
    return a == b || (upy_str_length(a) == upy_str_length(b) && upy_str_compare(a, b) == 0);
}

bool upy_str_equals_text(upy_value s, const char *zero_terminated) {
    size_t length = strlen(zero_terminated);
    return upy_str_length(s) == length && memcmp(upy_str_data(s), zero_terminated, length) == 0;
}

upy_value upy_str_check(upy_value v) {
    if (!upy_is_str(v)) {
        upy_raise_type("can't convert '%T' object to str implicitly", v);
    }
    return v;
}

// ---- Slots ---------------------------------------------------------------------------------------

size_t upy_str_count(upy_value s) {
    return upy_str_is_ascii(s) ? upy_str_length(s) : upy_utf8_count(upy_str_data(s), upy_str_length(s));
}

static size_t str_offset(upy_value s, size_t index) {
    return upy_str_is_ascii(s) ? index : upy_utf8_offset(upy_str_data(s), upy_str_length(s), index);
}

static upy_value str_subscript(upy_value self, upy_value index, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    upy_slice_bounds slice = upy_plain_slice(index, upy_str_count(self));
    size_t from = str_offset(self, slice.start), to = str_offset(self, slice.start + slice.count);
    upy_value part = upy_new_str(upy_str_data(self) + from, to - from);
    upy_keep_alive(self);
    return part;
}

static upy_value str_unary(upy_unary_op op, upy_value self) {
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(upy_str_length(self) != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)upy_str_count(self));
    case UPY_OP_HASH: return upy_small_int((intptr_t)upy_str_hash(self));
    default: return UPY_NULL;
    }
}

static upy_value str_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    switch (op) {
    case UPY_OP_MUL:
    case UPY_OP_REVERSE_MUL: return upy_text_repeat(lhs, rhs);
    case UPY_OP_MOD: return upy_percent_format(lhs, rhs);
    case UPY_OP_CONTAINS:
        upy_str_check(rhs);
        return upy_bool(upy_text_search(upy_text_of(lhs), upy_text_of(rhs)) != NULL);
    default: break;
    }
    if (!upy_is_str(rhs)) {
        return UPY_NULL;
    }
    if (op == UPY_OP_ADD) {
        return upy_str_concat(lhs, rhs);
    }
    return upy_op_is_compare(op) ? upy_compare_result(op, upy_str_compare(lhs, rhs)) : UPY_NULL;
}

static size_t str_size_of(upy_value self) {
    const upy_str *s = (const upy_str *)self;
    return sizeof(upy_str) + s->length + 1;
}

static const upy_slots str_slots = {
    .make_new = str_make_new,
    .print = upy_str_print,
    .unary = str_unary,
    .binary = str_binary,
    .subscript = str_subscript,
    .iter = upy_new_sequence_iterator,
    .size_of = str_size_of,
};

const upy_type upy_type_str = {UPY_TYPE_HEAD(str, upy_str, UPY_TYPE_STR_BASED), .base = &upy_type_object,
                               .slots = &str_slots, .attributes = &upy_text_attributes};

// str.c — the str type: making, comparing, indexing and iterating text.
//
// Text is UTF-8 in one block. ASCII text is indexed directly; for other text hosts remember the last position looked
// at in the state (code point index and byte offset), so that walking a str by index stays linear. One-character ASCII
// strs and the empty str are static names and never allocated. Methods shared with bytes are in text_*.c, those of str
// alone in str_methods.c.
#include "core/types/str.h"

#include <assert.h>
#include <stdarg.h>

#include "core/base/text.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/codecs.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/search.h"
#include "core/types/str_methods.h"
#include "core/types/text_methods.h"

#define MAX_LENGTH ((size_t)(UINT32_MAX < PTRDIFF_MAX ? UINT32_MAX : PTRDIFF_MAX) - 64)

// ---- Making ------------------------------------------------------------------------------------

upy_value upy_new_str_uninitialised(const upy_type *type, size_t length, char **data) {
    if (UPY_UNLIKELY(length > MAX_LENGTH)) {
        upy_raise_memory(length);
    }
    size_t size = sizeof(upy_str) + length + 1;
    upy_str *s = UPY_UNLIKELY(upy_type_is_class(type)) ? upy_new_instance_of(type, size) : upy_new_object(type, size);
    s->length = (uint32_t)length;
    *data = s->inline_data;
    return (upy_value)s;
}

void upy_str_finish(upy_value s) {
    upy_str *str = (upy_str *)s;
    if ((str->header.type->flags & UPY_TYPE_STR_BASED) && upy_is_ascii(str->inline_data, str->length)) {
        str->hash_flags |= UPY_STR_ASCII;
    }
}

static upy_value new_str(const char *data, size_t length, uint32_t flags) {
    char *out;
    upy_value s = upy_new_str_uninitialised(&upy_type_str, length, &out);
    memcpy(out, data, length); // cppcheck-suppress uninitvar ; callers pass va_arg
    ((upy_str *)s)->hash_flags = flags;
    return s;
}

upy_value upy_new_str_ascii(const char *data, size_t length) {
    if (length == 0) {
        return UPY_EMPTY_STR;
    }
    if (UPY_NAME_SINGLES && length == 1) {
        return upy_single_char((unsigned char)data[0]);
    }
    return new_str(data, length, UPY_STR_ASCII);
}

upy_value upy_new_str(const char *data, size_t length) {
    if (length <= 1) {
        return upy_new_str_ascii(data, length);
    }
    return new_str(data, length, upy_is_ascii(data, length) ? UPY_STR_ASCII : 0);
}

upy_value upy_new_str_checked(const char *data, size_t length) {
    if (upy_utf8_valid_prefix(data, length, true) != length) {
        upy_raise_plain(&upy_type_UnicodeError);
    }
    return upy_new_str(data, length);
}

upy_value upy_new_str_from_code_point(uint32_t c) {
    if (c < 0x80) {
        return upy_single_char(c);
    }
    char bytes[4];
    return new_str(bytes, upy_utf8_encode(c, bytes), 0);
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

// A str of type (str or a subclass of it) with the text of s.
static upy_value str_as_type(const upy_type *type, upy_value s) {
    if (type == &upy_type_str && upy_is_exactly(s, &upy_type_str)) {
        return s;
    }
    if (type == &upy_type_str) {
        upy_value plain = upy_new_str(upy_str_data(s), upy_str_length(s));
        upy_keep_alive(s);
        return plain;
    }
    char *out;
    size_t length = upy_str_length(s);
    upy_value copy = upy_new_str_uninitialised(type, length, &out);
    memcpy(out, upy_str_data(s), length);
    upy_str_finish(copy);
    return copy;
}

static upy_value str_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    if (UPY_LIKELY(n_args == 1 && n_kw == 0)) {
        upy_value s = upy_to_str(args[0]);
        return type == &upy_type_str ? s : str_as_type(type, s);
    }
    static const upy_parameter parameters[] = {
        {UPY_NAME(object), UPY_MARK_LOAD, false},
        {UPY_NAME(encoding), UPY_NONE, false},
        {UPY_NAME(errors), UPY_NONE, false},
    };
    upy_value in[3];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, in);
    if (in[0] == UPY_MARK_LOAD) {
        return str_as_type(type, UPY_EMPTY_STR);
    }
    if (in[1] == UPY_NONE && in[2] == UPY_NONE) {
        return str_as_type(type, upy_to_str(in[0]));
    }
    if (upy_is_str(in[0])) {
        upy_raise_type("decoding str is not supported");
    }
    upy_buffer_view view;
    upy_get_buffer(in[0], &view, UPY_BUFFER_READ);
    return str_as_type(type, upy_decode(view.data, view.length, in[1], in[2]));
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

bool upy_str_equal(upy_value a, upy_value b) {
    if (a == b) {
        return true;
    }
    const upy_str *x = (const upy_str *)a, *y = (const upy_str *)b;
    if (x->length != y->length || (x->hash_flags & y->hash_flags & UPY_STR_INTERNED)) {
        return false;
    }
    uint32_t x_hash = x->hash_flags >> 3, y_hash = y->hash_flags >> 3;
    if (x_hash != y_hash && x_hash != 0 && y_hash != 0) {
        return false;
    }
    return memcmp(upy_str_data(a), upy_str_data(b), x->length) == 0;
}

bool upy_str_equals_text(upy_value s, const char *zero_terminated) {
    size_t length = strlen(zero_terminated);
    return upy_str_length(s) == length && memcmp(upy_str_data(s), zero_terminated, length) == 0;
}

int upy_str_compare(upy_value a, upy_value b) {
    size_t x = upy_str_length(a), y = upy_str_length(b);
    int order = memcmp(upy_str_data(a), upy_str_data(b), x < y ? x : y);
    return order != 0 ? order : (x > y) - (x < y);
}

const char *upy_text(upy_value s) {
    upy_str_check(s);
    const char *text = upy_str_data(s);
    if (memchr(text, 0, upy_str_length(s)) != NULL) {
        upy_raise_value_error("embedded null character");
    }
    if (upy_str_is_in_buffer(s)) {
        // No zero behind it. A storage block, since the caller will hold nothing but this address.
        size_t length = upy_str_length(s);
        char *copy = upy_heap_alloc_storage(length + 1);
        memcpy(copy, upy_str_data(s), length);
        copy[length] = 0;
        return copy;
    }
    return text;
}

upy_value upy_str_check(upy_value v) {
    if (!upy_is_str(v)) {
        upy_raise_type("can't convert '%T' object to str implicitly", v);
    }
    return v;
}

// ---- Positions -----------------------------------------------------------------------------------

#if UPY_LEVEL >= UPY_LEVEL_FULL

// Shorter text is not worth remembering, and must not push out a long one that is being walked.
#define SHORTEST_REMEMBERED 32

size_t upy_str_count(upy_value s) {
    if (upy_str_is_ascii(s)) {
        return upy_str_length(s);
    }
    if (upy_str_length(s) < SHORTEST_REMEMBERED) {
        return upy_utf8_count(upy_str_data(s), upy_str_length(s));
    }
    if (UPY->text_position.str == s && UPY->text_position.count != 0) {
        return UPY->text_position.count;
    }
    size_t count = upy_utf8_count(upy_str_data(s), upy_str_length(s));
    if (UPY->text_position.str != s) {
        UPY->text_position.str = s;
        UPY->text_position.index = UPY->text_position.offset = 0;
    }
    UPY->text_position.count = count;
    return count;
}

// Byte offset of a code point of a str, its length if past the end.
static size_t str_offset(upy_value s, size_t index) {
    const char *data = upy_str_data(s);
    size_t length = upy_str_length(s);
    if (upy_str_is_ascii(s)) {
        return index < length ? index : length;
    }
    if (length < SHORTEST_REMEMBERED) {
        return upy_utf8_offset(data, length, index);
    }
    if (UPY->text_position.str != s) {
        UPY->text_position.str = s;
        UPY->text_position.count = UPY->text_position.index = UPY->text_position.offset = 0;
    }
    size_t known = UPY->text_position.index, offset = UPY->text_position.offset;
    if (index >= known) {
        offset += upy_utf8_offset(data + offset, length - offset, index - known);
    } else if (known - index < index) {
        for (size_t steps = known - index; steps > 0; steps--) {
            do {
                offset--;
            } while (upy_utf8_is_continuation(data[offset]));
        }
    } else {
        offset = upy_utf8_offset(data, length, index);
    }
    if (offset < length) {
        UPY->text_position.index = index;
        UPY->text_position.offset = offset;
    }
    return offset;
}

#else

size_t upy_str_count(upy_value s) {
    return upy_str_is_ascii(s) ? upy_str_length(s) : upy_utf8_count(upy_str_data(s), upy_str_length(s));
}

static size_t str_offset(upy_value s, size_t index) {
    upy_span t = upy_text_of(s);
    return upy_text_offset_of(&t, index);
}

#endif

static upy_value char_at_offset(upy_value s, size_t offset) {
    const char *p = upy_str_data(s) + offset;
    if ((unsigned char)*p < 0x80) {
        return upy_single_char((unsigned char)*p);
    }
    upy_value c = new_str(p, upy_utf8_size(*p), 0);
    upy_keep_alive(s);
    return c;
}

// Every |step|-th code point of any text.
static upy_value stepped_slice(upy_value s, upy_slice_bounds slice) {
    const char *data = upy_str_data(s);
    size_t length = upy_str_length(s), offset = str_offset(s, slice.start);
    size_t distance = slice.step < 0 ? (size_t) - (slice.step + 1) + 1 : (size_t)slice.step;
    upy_builder b;
    upy_builder_init(&b, slice.count);
    for (size_t i = 0; i < slice.count; i++) {
        if (i > 0) {
            for (size_t k = 0; k < distance; k++) {
                if (slice.step > 0) {
                    offset += upy_utf8_size(data[offset]);
                } else {
                    do {
                        offset--;
                    } while (upy_utf8_is_continuation(data[offset]));
                }
            }
        }
        assert(offset < length);
        upy_builder_append(&b, data + offset, upy_utf8_size(data[offset]));
    }
    (void)length;
    upy_keep_alive(s);
    return upy_builder_to_str(&b);
}

static upy_value str_slice(upy_value s, upy_value slice_value) {
    upy_slice_bounds slice = upy_slice_resolve(slice_value, upy_str_count(s));
    if (slice.count == 0) {
        return UPY_EMPTY_STR;
    }
    const char *data = upy_str_data(s);
    if (slice.step == 1) {
        upy_span t = upy_text_of(s);
        return upy_text_part(s, &t, str_offset(s, slice.start), str_offset(s, slice.start + slice.count));
    }
    if (UPY_LEVEL < UPY_LEVEL_FULL || !upy_str_is_ascii(s)) {
        return stepped_slice(s, slice);
    }
    if (slice.count == 1) {
        return upy_single_char((unsigned char)data[slice.start]);
    }
    char *out;
    upy_value result = upy_new_str_uninitialised(&upy_type_str, slice.count, &out);
    for (size_t i = 0, at = slice.start; i < slice.count; i++, at += (size_t)slice.step) {
        out[i] = data[at];
    }
    ((upy_str *)result)->hash_flags = UPY_STR_ASCII;
    upy_keep_alive(s);
    return result;
}

static upy_value str_subscript(upy_value self, upy_value index, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (UPY_LIKELY(upy_is_small_int(index) && upy_str_is_ascii(self))) {
        intptr_t i = upy_small_int_value(index);
        size_t length = upy_str_length(self);
        if (i < 0) {
            i += (intptr_t)length;
        }
        if (UPY_UNLIKELY((size_t)i >= length)) {
            upy_raise_index("str index out of range");
        }
        return upy_single_char((unsigned char)upy_str_data(self)[i]);
    }
    if (upy_is_exactly(index, &upy_type_slice)) {
        return str_slice(self, index);
    }
    size_t i = upy_sequence_index(index, upy_str_count(self), "str");
    return char_at_offset(self, str_offset(self, i));
}

// ---- Iteration -----------------------------------------------------------------------------------

typedef struct str_iterator {
    upy_object header;
    upy_value str;
    size_t offset;
} str_iterator;

static upy_value str_iterator_next(upy_value self) {
    str_iterator *it = (str_iterator *)self;
    if (it->offset >= upy_str_length(it->str)) {
        UPY->stop_value = UPY_NULL;
        return UPY_NULL;
    }
    size_t offset = it->offset;
    it->offset += upy_utf8_size(upy_str_data(it->str)[offset]);
    return char_at_offset(it->str, offset);
}

static upy_value str_iterator_iter(upy_value self) { return self; }

static void str_iterator_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, ((str_iterator *)self)->str);
}

static upy_value str_iterator_unary(upy_unary_op op, upy_value self) {
    const str_iterator *it = (const str_iterator *)self;
    if (op != UPY_OP_LENGTH_HINT) {
        return UPY_NULL;
    }
    const char *text = upy_str_data(it->str);
    return upy_small_int((intptr_t)upy_utf8_count(text + it->offset, upy_str_length(it->str) - it->offset));
}

static const upy_slots str_iterator_slots = {
    .unary = str_iterator_unary, .iter = str_iterator_iter, .next = str_iterator_next, .trace = str_iterator_trace};
static const upy_type type_str_iterator = {
    UPY_TYPE_HEAD(str_iterator, str_iterator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object,
    .slots = &str_iterator_slots};

static upy_value str_iter(upy_value self) {
    str_iterator *it = upy_new_object(&type_str_iterator, sizeof *it);
    it->str = self;
    return (upy_value)it;
}

// ---- Operators -----------------------------------------------------------------------------------

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
    case UPY_OP_ADD: return upy_is_str(rhs) ? upy_str_concat(lhs, rhs) : UPY_NULL;
    case UPY_OP_MUL:
    case UPY_OP_REVERSE_MUL: return upy_text_repeat(lhs, rhs);
    case UPY_OP_MOD: return upy_percent_format(lhs, rhs);
    case UPY_OP_CONTAINS: {
        upy_span needle = upy_text_argument(UPY_TEXT_STR, rhs);
        return upy_bool(upy_search(upy_str_data(lhs), upy_str_length(lhs), needle.data, needle.length) !=
                        UPY_NOT_FOUND);
    }
    default: break;
    }
    if (!upy_op_is_compare(op) || !upy_is_str(rhs)) {
        return UPY_NULL;
    }
    if (op <= UPY_OP_NE) {
        return upy_bool(upy_str_equal(lhs, rhs) == (op == UPY_OP_EQ));
    }
    int order = upy_str_compare(lhs, rhs);
    return upy_bool(op == UPY_OP_LT   ? order < 0
                    : op == UPY_OP_LE ? order <= 0
                    : op == UPY_OP_GT ? order > 0
                                      : order >= 0);
}

static bool str_buffer(upy_value self, upy_buffer_view *view, unsigned access) {
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

static size_t str_size_of(upy_value self) {
    const upy_str *s = (const upy_str *)self;
    return !UPY_COMPACT_STRS && (s->hash_flags & UPY_STR_EXTERNAL) ? sizeof(upy_str) + sizeof(char *)
                                                                   : sizeof(upy_str) + s->length + 1;
}

static const upy_slots str_slots = {
#if !UPY_COMPACT_STRS
    .trace = upy_str_trace,
#endif
    .make_new = str_make_new,
    .print = upy_str_print,
    .unary = str_unary,
    .binary = str_binary,
    .subscript = str_subscript,
    .iter = str_iter,
    .buffer = str_buffer,
    .size_of = str_size_of,
};

#define TEXT_METHOD_NAMED(python_name, least, most)                                                                    \
    static const UPY_METHOD(method_##python_name, str, python_name, upy_text_##python_name, least, most);
#define KEYWORD_TEXT_METHOD_NAMED(python_name, least, most)                                                            \
    static const UPY_KEYWORD_METHOD(method_##python_name, str, python_name, upy_text_##python_name, least, most);
#include "core/types/text_methods.def"
#undef TEXT_METHOD_NAMED
#undef KEYWORD_TEXT_METHOD_NAMED

static const upy_pair str_pairs[] = {
#define TEXT_METHOD_NAMED(python_name, least, most) {UPY_NAME(python_name), (upy_value)&method_##python_name},
#define KEYWORD_TEXT_METHOD_NAMED TEXT_METHOD_NAMED
#include "core/types/text_methods.def"
#undef TEXT_METHOD_NAMED
#undef KEYWORD_TEXT_METHOD_NAMED
    {UPY_NAME(encode), (upy_value)&upy_str_encode_method},
#if UPY_LEVEL > UPY_LEVEL_TINY
    {UPY_NAME(casefold), (upy_value)&upy_str_casefold_method},
    {UPY_NAME(format_map), (upy_value)&upy_str_format_map_method},
    {UPY_NAME(isdecimal), (upy_value)&upy_str_isdecimal_method},
    {UPY_NAME(isidentifier), (upy_value)&upy_str_isidentifier_method},
    {UPY_NAME(isnumeric), (upy_value)&upy_str_isnumeric_method},
    {UPY_NAME(isprintable), (upy_value)&upy_str_isprintable_method},
    {UPY_NAME(maketrans), (upy_value)&upy_str_maketrans_method},
    {UPY_NAME(translate), (upy_value)&upy_str_translate_method},
#endif
};
static const UPY_DEFINE_TABLE(str_attributes, str_pairs);

const upy_type upy_type_str = {
    UPY_TYPE_HEAD(str, upy_str, UPY_TYPE_STR_BASED),
    .base = &upy_type_object,
    .slots = &str_slots,
    .attributes = &str_attributes,
};

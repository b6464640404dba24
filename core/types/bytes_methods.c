// bytes_methods.c — methods of bytes and bytearray that str has not: decode, hex, fromhex, translate.
#include "core/types/bytes_like.h"

#include "core/base/text.h"
#include "core/types/codecs.h"
#include "core/heap/heap.h"
#include "core/types/containers.h"
#include "core/types/text_methods.h"

upy_value upy_bytes_decode(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(encoding), UPY_NONE, false},
                                               {UPY_NAME(errors), UPY_NONE, false}};
    upy_value in[2];
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 2, in);
    upy_span t = upy_text_of(args[0]);
    return upy_decode(t.data, t.length, in[0], in[1]);
}

// ---- Hexadecimal text ------------------------------------------------------------------------

upy_value upy_hex(const void *data, size_t length, upy_value separator, intptr_t group, bool as_str) {
    static const char digits[] = "0123456789abcdef";
    char between = 0;
    if (separator != UPY_NULL) {
        upy_buffer_view view;
        upy_get_buffer(separator, &view, UPY_BUFFER_READ);
        if (view.length != 1) {
            upy_raise_value_error("sep must be length 1.");
        }
        between = *(const char *)view.data;
        if ((unsigned char)between >= 0x80) {
            upy_raise_value_error("sep must be ASCII.");
        }
    }
    size_t size = group < 0 ? (size_t) - (group + 1) + 1 : (size_t)group;
    bool has_groups = separator != UPY_NULL && size != 0;
    if (length > PTRDIFF_MAX / 4) {
        upy_raise_memory(SIZE_MAX);
    }
    size_t total = 2 * length + (has_groups && length != 0 ? (length - 1) / size : 0);
    char *out;
    upy_value result = upy_new_str_uninitialised(as_str ? &upy_type_str : &upy_type_bytes, total, &out);
    const uint8_t *in = data;
    for (size_t i = 0; i < length; i++) {
        if (has_groups && i != 0 && (group < 0 ? i : length - i) % size == 0) {
            *out++ = between;
        }
        *out++ = digits[in[i] >> 4];
        *out++ = digits[in[i] & 15];
    }
    upy_str_finish(result);
    return result;
}

void upy_unhex(upy_builder *b, const char *text, size_t length) {
    for (size_t i = 0; i < length;) {
        if (upy_is_ascii_space((unsigned char)text[i])) {
            i++;
            continue;
        }
        unsigned high = upy_digit_value(text[i]), low = i + 1 < length ? upy_digit_value(text[i + 1]) : 16;
        if (high >= 16 || low >= 16) {
            upy_raise_value_error("non-hex digit");
        }
        upy_builder_append_byte(b, (char)(high << 4 | low));
        i += 2;
    }
}

upy_value upy_bytes_hex(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(sep), UPY_NONE, false},
                                               {UPY_NAME(bytes_per_sep), UPY_SMALL_INT(1), false}};
    upy_value in[2];
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 2, in);
    intptr_t group = upy_to_index(in[1]);
    upy_buffer_view view;
    upy_get_buffer(args[0], &view, UPY_BUFFER_READ);
    return upy_hex(view.data, view.length, in[0] == UPY_NONE ? UPY_NULL : in[0], group, true);
}

// The class it is called on makes the result: bytes, bytearray, or a subclass through its constructor.
static upy_value bytes_fromhex(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_buffer_view view;
    upy_get_buffer(args[1], &view, UPY_BUFFER_READ);
    upy_builder b;
    upy_builder_init(&b, view.length / 2);
    upy_unhex(&b, view.data, view.length);
    upy_value made = upy_builder_to_bytes(&b);
    return args[0] == (upy_value)&upy_type_bytes ? made : upy_call_1(args[0], made);
}
const UPY_CLASS_METHOD(upy_bytes_fromhex_method, fromhex, bytes_fromhex, 2, 2);

// ---- translate ---------------------------------------------------------------------------------

#if UPY_LEVEL > UPY_LEVEL_TINY

upy_value upy_bytes_translate(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NULL, UPY_NULL, false}, {UPY_NAME(delete), UPY_NONE, false}};
    upy_value in[2];
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 2, in);
    upy_span table = {NULL, 0, UPY_TEXT_BYTES, true}, deleted = {"", 0, UPY_TEXT_BYTES, true};
    if (in[0] != UPY_NONE) {
        table = upy_text_argument(UPY_TEXT_BYTES, in[0]);
        if (table.length != 256) {
            upy_raise_value_error("translation table must be 256 characters long");
        }
    }
    if (in[1] != UPY_NONE) {
        deleted = upy_text_argument(UPY_TEXT_BYTES, in[1]);
    }
    upy_span t = upy_text_of(args[0]);
    upy_builder b;
    upy_builder_init(&b, t.length);
    for (size_t i = 0; i < t.length; i++) {
        unsigned char c = (unsigned char)t.data[i];
        if (memchr(deleted.data, c, deleted.length) == NULL) {
            upy_builder_append_byte(&b, table.data != NULL ? table.data[c] : (char)c);
        }
    }
    upy_value made = upy_text_make(t.kind, b.data, b.length);
    upy_heap_free_storage(b.data);
    return made;
}

static upy_value bytes_maketrans(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_span from = upy_text_argument(UPY_TEXT_BYTES, args[0]), to = upy_text_argument(UPY_TEXT_BYTES, args[1]);
    if (from.length != to.length) {
        upy_raise_value_error("maketrans arguments must have same length");
    }
    char table[256];
    for (size_t i = 0; i < 256; i++) {
        table[i] = (char)i;
    }
    for (size_t i = 0; i < from.length; i++) {
        table[(unsigned char)from.data[i]] = to.data[i];
    }
    return upy_new_bytes(table, sizeof table);
}
const UPY_STATIC_METHOD(upy_bytes_maketrans_method, maketrans, bytes_maketrans, 2, 2);

#endif

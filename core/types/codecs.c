// codecs.c — encodings: utf-8, ascii, latin-1 everywhere; utf-16 and utf-32 in FULL builds.
//
// Encodings and error handlers are rows of tables. A decoder hands each byte run it cannot read to
// decode_error(), an encoder each code point it cannot write to encode_error(); those two know all
// the handlers. utf-8 text that is valid is taken over in one piece.
#include "core/object/state.h"
#include "core/types/function.h"
#include "core/types/codecs.h"

#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/exception.h"
#include "core/types/str.h"
#include "core/types/text_methods.h"

typedef enum codec { UTF8, ASCII, LATIN1, UTF16, UTF16_LE, UTF16_BE, UTF32, UTF32_LE, UTF32_BE } codec;
typedef enum error_handler {
    STRICT,
    IGNORE,
    REPLACE,
    BACKSLASH_REPLACE,
    SURROGATE_ESCAPE,
    SURROGATE_PASS,
    XML_REFERENCE,
    UNKNOWN_HANDLER
} error_handler;

typedef struct name_row {
    const char *name; // lower case, without - _ and spaces
    uint8_t value;
} name_row;

static const name_row codec_names[] = {
    {"utf8", UTF8},        {"u8", UTF8},          {"ascii", ASCII},      {"usascii", ASCII},
    {"latin1", LATIN1},    {"iso88591", LATIN1},  {"latin", LATIN1},
#if UPY_UNICODE_TABLES
    {"utf16", UTF16},      {"utf16le", UTF16_LE}, {"utf16be", UTF16_BE}, {"utf32", UTF32},
    {"utf32le", UTF32_LE}, {"utf32be", UTF32_BE},
#endif
};

static const name_row handler_names[] = {
    {"strict", STRICT},
    {"ignore", IGNORE},
    {"replace", REPLACE},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {"backslashreplace", BACKSLASH_REPLACE},
    {"surrogateescape", SURROGATE_ESCAPE},
    {"surrogatepass", SURROGATE_PASS},
    {"xmlcharrefreplace", XML_REFERENCE},
#endif
};

// A conversion under way.
typedef struct conversion {
    upy_builder out;
    codec codec;
    error_handler handler;
    const char *in; // what is being converted
    size_t length;
    upy_value errors; // as given
} conversion;

static int find_row(const name_row *rows, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++) {
        if (strcmp(rows[i].name, name) == 0) {
            return rows[i].value;
        }
    }
    return -1;
}

// false: an encoding not known here.
static bool begin(conversion *c, const char *in, size_t length, upy_value encoding, upy_value errors) {
    *c = (conversion){.codec = UTF8, .handler = STRICT, .in = in, .length = length, .errors = errors};
    if (encoding != UPY_NULL && encoding != UPY_NONE) {
        char name[16];
        size_t n = 0;
        const char *text = upy_str_data(upy_str_check(encoding));
        for (size_t i = 0; i < upy_str_length(encoding) && n < sizeof name - 1; i++) {
            char letter = text[i];
            if (letter != '-' && letter != '_' && letter != ' ') {
                name[n++] = letter >= 'A' && letter <= 'Z' ? (char)(letter | 0x20) : letter;
            }
        }
        name[n] = 0;
        int found = find_row(codec_names, UPY_COUNT_OF(codec_names), name);
        if (found < 0) {
            return false;
        }
        c->codec = (codec)found;
    }
    if (errors != UPY_NULL && errors != UPY_NONE) {
        int found = find_row(handler_names, UPY_COUNT_OF(handler_names), upy_text(errors));
        c->handler = found < 0 ? UNKNOWN_HANDLER : (error_handler)found;
    }
    return true;
}

// Hosts ask the registry of module _codecs for the encodings that are not built in.
static upy_value ask_registry(upy_value direction, upy_value object, upy_value encoding, upy_value errors) {
    upy_value registry = UPY_LEVEL >= UPY_LEVEL_FULL ? upy_import_builtin_or_null(UPY_NAME(_codecs)) : UPY_NULL;
    if (!registry || !UPY->sys_path) {
        upy_raise_new(&upy_type_LookupError, "unknown encoding: %q", encoding);
    }
    upy_value info = upy_call_method_named(registry, UPY_NAME(lookup), 1, &encoding);
    upy_value args[2] = {object, errors && errors != UPY_NONE ? errors : UPY_NAME(strict)};
    upy_value result = upy_call(upy_get_attribute(info, direction), 2, 0, args);
    return upy_get_item(result, UPY_SMALL_INT(0));
}

// As errors name them, whatever the program wrote.
static const char *const canonical_names[] = {
    [UTF8] = "utf-8",   [ASCII] = "ascii",        [LATIN1] = "latin-1",
#if UPY_UNICODE_TABLES
    [UTF16] = "utf-16", [UTF16_LE] = "utf-16-le", [UTF16_BE] = "utf-16-be",
    [UTF32] = "utf-32", [UTF32_LE] = "utf-32-le", [UTF32_BE] = "utf-32-be",
#endif
};

static UPY_NORETURN void raise_error(const conversion *c, const upy_type *type, upy_value object, size_t start,
                                     size_t end, const char *reason) {
    if (c->handler == UNKNOWN_HANDLER) {
        upy_raise_new(&upy_type_LookupError, "unknown error handler name '%q'", c->errors);
    }
    const char *name = canonical_names[c->codec];
    upy_value args[5] = {
        upy_new_str(name, strlen(name)),     object, upy_small_int((intptr_t)start), upy_small_int((intptr_t)end),
        upy_new_str(reason, strlen(reason)),
    };
    upy_raise(upy_new_exception(type, 5, args));
}

// ---- Decoding ----------------------------------------------------------------------------------

static void decode_error(conversion *c, const char *at, size_t n, const char *reason) {
    switch (c->handler) {
    case IGNORE: return;
    case REPLACE: upy_builder_append_code_point(&c->out, 0xfffd); return;
#if UPY_LEVEL >= UPY_LEVEL_FULL
    case BACKSLASH_REPLACE:
        for (size_t i = 0; i < n; i++) {
            upy_writer w = upy_builder_writer(&c->out);
            upy_write_escape(&w, (unsigned char)at[i]);
        }
        return;
    case SURROGATE_ESCAPE:
        if ((unsigned char)*at >= 0x80) {
            for (size_t i = 0; i < n; i++) {
                upy_builder_append_code_point(&c->out, 0xdc00u + (unsigned char)at[i]);
            }
            return;
        }
        break;
#endif
    default: break;
    }
    size_t start = (size_t)(at - c->in);
    raise_error(c, &upy_type_UnicodeDecodeError, upy_new_bytes(c->in, c->length), start, start + n, reason);
}

// Bytes at p that begin a sequence but do not complete one (at least 1): the unit of one error.
static size_t invalid_utf8_size(const unsigned char *p, const unsigned char *end) {
    unsigned lead = *p, low = 0x80, high = 0xbf;
    if (lead < 0xc2 || lead > 0xf4 || end - p < 2) {
        return 1;
    }
    low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : low;
    high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : high;
    if (p[1] < low || p[1] > high) {
        return 1;
    }
    return lead >= 0xf0 && end - p > 2 && (p[2] & 0xc0) == 0x80 ? 3 : 2;
}

static bool is_surrogate(const char *p, size_t n) {
    return n >= 3 && (unsigned char)p[0] == 0xed && (unsigned char)p[1] >= 0xa0 && (unsigned char)p[1] < 0xc0 &&
           ((unsigned char)p[2] & 0xc0) == 0x80;
}

static upy_value decode_utf8(conversion *c) {
    size_t valid = upy_utf8_valid_prefix(c->in, c->length, false);
    if (valid == c->length) {
        return upy_new_str(c->in, c->length);
    }
    const char *p = c->in, *end = p + c->length;
    for (;;) {
        upy_builder_append(&c->out, p, valid);
        p += valid;
        if (p == end) {
            return upy_builder_to_str(&c->out);
        }
        size_t n = invalid_utf8_size((const unsigned char *)p, (const unsigned char *)end);
        if (UPY_LEVEL >= UPY_LEVEL_FULL && c->handler == SURROGATE_PASS && is_surrogate(p, (size_t)(end - p))) {
            upy_builder_append(&c->out, p, 3);
            p += 3;
            valid = upy_utf8_valid_prefix(p, (size_t)(end - p), false);
            continue;
        }
        unsigned lead = (unsigned char)*p;
        decode_error(c, p, n,
                     lead < 0xc2 || lead > 0xf4                          ? "invalid start byte"
                     : n == (size_t)(end - p) && (n > 1 || end - p == 1) ? "unexpected end of data"
                                                                         : "invalid continuation byte");
        p += n;
        valid = upy_utf8_valid_prefix(p, (size_t)(end - p), false);
    }
}

static upy_value decode_bytes(conversion *c) {
    if (upy_is_ascii(c->in, c->length)) {
        return upy_new_str_ascii(c->in, c->length);
    }
    for (size_t i = 0; i < c->length; i++) {
        unsigned char byte = (unsigned char)c->in[i];
        if (byte < 0x80 || c->codec == LATIN1) {
            upy_builder_append_code_point(&c->out, byte);
        } else {
            decode_error(c, c->in + i, 1, "ordinal not in range(128)");
        }
    }
    return upy_builder_to_str(&c->out);
}

#if UPY_UNICODE_TABLES

static uint32_t read_unit(const char *p, size_t size, bool is_big) {
    uint32_t unit = 0;
    for (size_t i = 0; i < size; i++) {
        unit |= (uint32_t)(unsigned char)p[is_big ? size - 1 - i : i] << 8 * i;
    }
    return unit;
}

static upy_value decode_wide(conversion *c) {
    size_t size = c->codec >= UTF32 ? 4 : 2;
    bool is_big = c->codec == UTF16_BE || c->codec == UTF32_BE;
    const char *p = c->in, *end = p + c->length;
    if ((c->codec == UTF16 || c->codec == UTF32) && c->length >= size) {
        uint32_t mark = read_unit(p, size, false);
        is_big = mark == (size == 2 ? 0xfffeu : 0xfffe0000u);
        p += mark == 0xfeff || is_big ? size : 0;
    }
    while (p < end) {
        size_t left = (size_t)(end - p);
        if (left < size) {
            decode_error(c, p, left, "truncated data");
            break;
        }
        uint32_t unit = read_unit(p, size, is_big);
        size_t used = size;
        if (size == 2 && unit >= 0xd800 && unit < 0xdc00 && left >= 4) {
            uint32_t low = read_unit(p + 2, 2, is_big);
            if (low >= 0xdc00 && low < 0xe000) {
                unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                used = 4;
            }
        }
        if (unit > 0x10ffff || (unit >= 0xd800 && unit < 0xe000)) {
            decode_error(c, p, used, "illegal encoding");
        } else {
            upy_builder_append_code_point(&c->out, unit);
        }
        p += used;
    }
    return upy_builder_to_str(&c->out);
}

#endif

upy_value upy_decode(const char *data, size_t length, upy_value encoding, upy_value errors) {
    conversion c;
    if (!begin(&c, length == 0 ? "" : data, length, encoding, errors)) {
        return ask_registry(UPY_NAME(decode), upy_new_bytes(data, length), encoding, errors);
    }
    if (c.codec == UTF8) {
        return decode_utf8(&c);
    }
#if UPY_UNICODE_TABLES
    if (c.codec >= UTF16) {
        return decode_wide(&c);
    }
#endif
    return decode_bytes(&c);
}

// ---- Encoding ----------------------------------------------------------------------------------

static void write_code_point(conversion *c, uint32_t code) {
#if UPY_UNICODE_TABLES
    if (c->codec >= UTF16) {
        size_t size = c->codec >= UTF32 ? 4 : 2;
        bool is_big = c->codec == UTF16_BE || c->codec == UTF32_BE;
        uint32_t units[2] = {code, 0};
        size_t n_units = 1;
        if (size == 2 && code >= 0x10000) {
            units[0] = 0xd800 + ((code - 0x10000) >> 10);
            units[1] = 0xdc00 + ((code - 0x10000) & 0x3ff);
            n_units = 2;
        }
        for (size_t i = 0; i < n_units; i++) {
            for (size_t k = 0; k < size; k++) {
                upy_builder_append_byte(&c->out, (char)(units[i] >> 8 * (is_big ? size - 1 - k : k)));
            }
        }
        return;
    }
#endif
    if (c->codec == UTF8) {
        upy_builder_append_code_point(&c->out, code);
    } else {
        upy_builder_append_byte(&c->out, (char)code);
    }
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static void write_text(void *conversion_, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        write_code_point(conversion_, (unsigned char)text[i]);
    }
}
#endif

static void encode_error(conversion *c, upy_value str, uint32_t code, size_t offset) {
#if UPY_LEVEL >= UPY_LEVEL_FULL
    upy_writer w = {c, write_text};
#endif
    (void)code;
    switch (c->handler) {
    case IGNORE: return;
    case REPLACE: write_code_point(c, '?'); return;
#if UPY_LEVEL >= UPY_LEVEL_FULL
    case BACKSLASH_REPLACE: upy_write_escape(&w, code); return;
    case XML_REFERENCE: upy_printf(&w, "&#%zu;", (size_t)code); return;
    case SURROGATE_PASS:
        if (c->codec != ASCII && c->codec != LATIN1) {
            write_code_point(c, code);
            return;
        }
        break;
    case SURROGATE_ESCAPE:
        if (code >= 0xdc80 && code < 0xdd00) {
            upy_builder_append_byte(&c->out, (char)(code - 0xdc00));
            return;
        }
        break;
#endif
    default: break;
    }
    size_t start = upy_utf8_count(c->in, offset);
    raise_error(c, &upy_type_UnicodeEncodeError, str, start, start + 1,
                c->codec == ASCII    ? "ordinal not in range(128)"
                : c->codec == LATIN1 ? "ordinal not in range(256)"
                                     : "surrogates not allowed");
}

upy_value upy_encode(upy_value str, upy_value encoding, upy_value errors) {
    conversion c;
    if (!begin(&c, upy_str_data(str), upy_str_length(str), encoding, errors)) {
        return ask_registry(UPY_NAME(encode), str, encoding, errors);
    }
    bool is_ascii = upy_str_is_ascii(str);
    // Lone surrogates are written as they are unless a handler is named.
    if (c.codec == UTF8 ? is_ascii || c.handler == STRICT : is_ascii && c.codec < UTF16) {
        upy_value bytes = upy_new_bytes(c.in, c.length);
        upy_keep_alive(str);
        return bytes;
    }
    upy_builder_init(&c.out, c.length);
    uint32_t limit = c.codec == ASCII ? 0x80 : c.codec == LATIN1 ? 0x100 : 0x110000;
    if (c.codec == UTF16 || c.codec == UTF32) {
        write_code_point(&c, 0xfeff);
    }
    for (const char *p = c.in, *end = p + c.length; p < end;) {
        const char *at = p;
        uint32_t code = upy_utf8_next(&p);
        if (code >= limit || (code >= 0xd800 && code < 0xe000)) {
            encode_error(&c, str, code, (size_t)(at - c.in));
        } else {
            write_code_point(&c, code);
        }
    }
    upy_keep_alive(str);
    return upy_builder_to_bytes(&c.out);
}

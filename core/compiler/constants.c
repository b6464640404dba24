// constants.c — the values of number and string tokens.
//
// Most literals are short: small decimal integers are summed up here, strings without escapes are made straight
// from the source. Underscores are squeezed out into a scratch block before text goes to the number parsers.
#include "core/compiler/constants.h"

#include "core/base/text.h"
#include "core/compiler/syntax_error.h"
#include "core/heap/heap.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/unicode.h"

// Strs up to these lengths are interned: identifiers because they will be looked up, others to be shared.
#define LONGEST_INTERNED_NAME 20
#define LONGEST_INTERNED_TEXT 10

UPY_NORETURN static void refuse_token(upy_lexer *lx, const char *message) {
    (upy_syntax_error)(lx->filename, lx->token.place, &upy_type_SyntaxError, message);
}

// ---- Numbers -----------------------------------------------------------------------------------

static upy_value parse_float(upy_lexer *lx, const char *text, size_t length, bool is_imaginary) {
#if !UPY_FLOATS
    (void)text, (void)length, (void)is_imaginary;
    refuse_token(lx, UPY_TEXT("no floats in this build"));
#else
    const char *end;
    upy_float value = upy_float_parse(text, length, &end, !UPY_FLOAT_DOUBLE);
    if (end != text + length) {
        refuse_token(lx, UPY_TEXT("invalid syntax for number"));
    }
    if (!is_imaginary) {
        return upy_new_float(value);
    }
#if UPY_FULL_DATA_MODEL
    return upy_new_complex(0, value);
#else
    refuse_token(lx, UPY_TEXT("invalid syntax for number"));
#endif
#endif
}

static upy_value parse_int(upy_lexer *lx, const char *text, size_t length) {
    int base = 10;
    if (lx->token.flags & UPY_NUMBER_PREFIXED) {
        char letter = text[1] | 0x20;
        base = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
        text += 2;
        length -= 2;
    } else if (UPY_LEVEL >= UPY_LEVEL_FULL && length <= 9) {
        int32_t sum = 0;
        for (size_t i = 0; i < length; i++) {
            sum = sum * 10 + (text[i] - '0');
        }
        return upy_small_int(sum);
    }
    upy_value value = upy_parse_int(text, length, base);
    if (!value) {
        refuse_token(lx, UPY_TEXT("invalid syntax for number"));
    }
    return value;
}

upy_value upy_token_number(upy_lexer *lx) {
    const upy_token *t = &lx->token;
    const char *text = t->start;
    size_t length = (size_t)(t->end - t->start);
    char *scratch = NULL;
    if (t->flags & UPY_NUMBER_UNDERSCORE) {
        scratch = upy_heap_alloc_storage(length);
        size_t n = 0;
        for (size_t i = 0; i < length; i++) {
            if (text[i] != '_') {
                scratch[n++] = text[i];
            }
        }
        text = scratch;
        length = n;
    }
    bool is_imaginary = (t->flags & UPY_NUMBER_IMAGINARY) != 0;
    upy_value value;
    if (is_imaginary || (t->flags & UPY_NUMBER_FLOAT)) {
        value = parse_float(lx, text, length - is_imaginary, is_imaginary);
    } else {
        value = parse_int(lx, text, length);
    }
    upy_heap_free_storage(scratch);
    return value;
}

// ---- Strings -----------------------------------------------------------------------------------

static int hex_digit(char c) {
    if ((unsigned char)(c - '0') < 10) {
        return c - '0';
    }
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void append_code(upy_builder *out, uint32_t code, bool is_bytes) {
    if (is_bytes) {
        upy_builder_append_byte(out, (char)code);
    } else {
        upy_builder_append_code_point(out, code);
    }
}

static const char *decode_hex(upy_lexer *lx, upy_builder *out, const char *at, const char *end, int n, bool is_bytes) {
    uint32_t code = 0;
    for (int i = 0; i < n; i++) {
        int digit = at < end ? hex_digit(*at) : -1;
        if (digit < 0) {
            refuse_token(lx, UPY_TEXT("invalid syntax"));
        }
        code = code << 4 | (uint32_t)digit;
        at++;
    }
    if (code > 0x10ffff) {
        refuse_token(lx, UPY_TEXT("invalid syntax"));
    }
    append_code(out, code, is_bytes);
    return at;
}

static const char *decode_octal(upy_builder *out, const char *at, const char *end, bool is_bytes) {
    uint32_t code = 0;
    for (int i = 0; i < 3 && at < end && *at >= '0' && *at <= '7'; i++) {
        code = code * 8 + (uint32_t)(*at++ - '0');
    }
    append_code(out, is_bytes ? code & 0xff : code, is_bytes);
    return at;
}

// At what follows `\N`: {name}. Without a table no name is known.
static const char *decode_name(upy_lexer *lx, upy_builder *out, const char *at, const char *end) {
#if UPY_UNICODE_NAMES
    const char *close = at < end && *at == '{' ? memchr(at, '}', (size_t)(end - at)) : NULL;
    uint32_t code;
    if (close && upy_char_by_name(at + 1, (size_t)(close - at - 1), &code)) {
        append_code(out, code, false);
        return close + 1;
    }
#else
    (void)out, (void)at, (void)end;
#endif
    refuse_token(lx, UPY_TEXT("invalid syntax"));
}

const char *upy_decode_escape(upy_lexer *lx, upy_builder *out, const char *at, const char *end, bool is_bytes) {
    static const char letters[] = "abfnrtv\\'\"";
    static const char values[] = "\a\b\f\n\r\t\v\\'\"";
    if (at == end) {
        upy_builder_append_byte(out, '\\');
        return at;
    }
    char c = *at;
    if (c == '\n' || c == '\r') {
        return upy_skip_line_end(at, end);
    }
    if (c >= '0' && c <= '7') {
        return decode_octal(out, at, end, is_bytes);
    }
    if (c == 'x') {
        return decode_hex(lx, out, at + 1, end, 2, is_bytes);
    }
    if (!is_bytes && (c == 'u' || c == 'U')) {
        return decode_hex(lx, out, at + 1, end, c == 'u' ? 4 : 8, false);
    }
    if (!is_bytes && c == 'N') {
        return decode_name(lx, out, at + 1, end);
    }
    for (size_t i = 0; i < sizeof letters - 1; i++) {
        if (c == letters[i]) {
            upy_builder_append_byte(out, values[i]);
            return at + 1;
        }
    }
    upy_builder_append_byte(out, '\\');
    return at;
}

// The text between the quotes.
static const char *string_body(const upy_token *t, size_t *length) {
    const char *start = t->start;
    while (*start != '"' && *start != '\'') {
        start++;
    }
    size_t n_quotes = t->flags & UPY_STRING_TRIPLE ? 3 : 1;
    start += n_quotes;
    *length = (size_t)(t->end - start) - n_quotes;
    return start;
}

void upy_token_append_string(upy_lexer *lx, upy_builder *out) {
    const upy_token *t = &lx->token;
    size_t length;
    const char *at = string_body(t, &length);
    const char *end = at + length;
    bool is_raw = (t->flags & UPY_STRING_RAW) != 0;
    while (at < end) {
        const char *run = at;
        while (at < end && (t->flags & UPY_STRING_PLAIN || (*at != '\r' && (is_raw || *at != '\\')))) {
            at++;
        }
        upy_builder_append(out, run, (size_t)(at - run));
        if (at == end) {
            break;
        }
        if (*at == '\r') {
            at = upy_skip_line_end(at, end);
            upy_builder_append_byte(out, '\n');
        } else {
            at = upy_decode_escape(lx, out, at + 1, end, (t->flags & UPY_STRING_BYTES) != 0);
        }
    }
}

static bool is_shared(const char *data, size_t length) {
    if (length <= LONGEST_INTERNED_TEXT) {
        return true;
    }
    if (length > LONGEST_INTERNED_NAME) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (!upy_is_name_byte(data[i])) {
            return false;
        }
    }
    return true;
}

upy_value upy_string_constant(const char *data, size_t length) {
    return is_shared(data, length) ? upy_intern(data, length) : upy_new_str(data, length);
}

upy_value upy_builder_to_string_constant(upy_builder *builder) {
    if (!is_shared(builder->data, builder->length)) {
        return upy_builder_to_str(builder);
    }
    upy_value value = upy_intern(builder->length ? builder->data : "", builder->length);
    upy_heap_free_storage(builder->data);
    upy_builder_init(builder, 0);
    return value;
}

upy_value upy_token_string(upy_lexer *lx) {
    const upy_token *t = &lx->token;
    bool is_bytes = (t->flags & UPY_STRING_BYTES) != 0;
    if (t->flags & UPY_STRING_PLAIN) {
        size_t length;
        const char *body = string_body(t, &length);
        return is_bytes ? upy_new_bytes(body, length) : upy_string_constant(body, length);
    }
    upy_builder builder;
    upy_builder_init(&builder, (size_t)(t->end - t->start));
    upy_token_append_string(lx, &builder);
    return is_bytes ? upy_builder_to_bytes(&builder) : upy_builder_to_string_constant(&builder);
}

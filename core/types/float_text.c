// float_text.c — float(text), round(x, n), float.hex() and float.fromhex(). Shortest and fixed decimal forms
// are made and read in core/base (text.h).
#include "core/types/float_text.h"

#include <math.h>

#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/str.h"

// Whether text goes on with `word` in any case; advances past it.
static bool take_word(const char **text, const char *end, const char *word) {
    const char *p = *text;
    for (; *word; word++, p++) {
        if (p == end || (*p | 0x20) != *word) {
            return false;
        }
    }
    *text = p;
    return true;
}

static bool take_sign(const char **text, const char *end) {
    bool is_negative = *text < end && **text == '-';
    if (is_negative || (*text < end && **text == '+')) {
        ++*text;
    }
    return is_negative;
}

static bool take_special(const char **text, const char *end, upy_float *out) {
    if (take_word(text, end, "inf")) {
        take_word(text, end, "inity");
        *out = (upy_float)INFINITY;
        return true;
    }
    *out = (upy_float)NAN;
    return take_word(text, end, "nan");
}

const char *upy_float_parse_prefix(const char *text, const char *end, upy_float *out) {
    bool is_negative = take_sign(&text, end);
    if (!take_special(&text, end, out)) {
        const char *p = text;
        if (p < end && *p == '.') {
            p++;
        }
        if (p == end || *p < '0' || *p > '9') {
            return NULL;
        }
        *out = upy_float_parse(text, (size_t)(end - text), &p, UPY_FLOAT_IS_SINGLE);
        text = p;
    }
    if (is_negative) {
        *out = -*out;
    }
    return text;
}

bool upy_float_parse_text(const char *text, size_t length, upy_float *out) {
    const char *end = text + length;
    upy_trim_space(&text, &end);
    length = (size_t)(end - text);
    char *copy = NULL;
    if (length > 0 && memchr(text, '_', length) != NULL && *text != '_') {
        copy = upy_heap_alloc_storage(length);
        size_t n = 0;
        for (size_t i = 0; i < length; i++) {
            if (text[i] != '_') {
                copy[n++] = text[i];
            }
        }
        text = copy;
        end = copy + n;
    }
    const char *rest = upy_float_parse_prefix(text, end, out);
    upy_heap_free_storage(copy);
    return rest == end;
}

// ---- Rounding to decimals ------------------------------------------------------------------------

upy_value upy_float_round_digits(upy_float f, intptr_t digits) {
    if (f - f != 0 || digits > 323) {
        return upy_new_float(f);
    }
    upy_float rounded = upy_float_round(f, digits < -400 ? -400 : (int)digits);
    if (rounded - rounded != 0) {
        upy_raise_overflow("rounded value too large to represent");
    }
    return upy_new_float(UPY_FLOAT_FUNCTION(copysign)(rounded, f));
}

// ---- Hexadecimal ---------------------------------------------------------------------------------

// Hexadecimal digits after the point, and the bit that makes the fraction fill them.
#define HEX_DIGITS ((UPY_FLOAT_MANTISSA_BITS + 2) / 4)
#define HEX_SHIFT (HEX_DIGITS * 4 - (UPY_FLOAT_MANTISSA_BITS - 1))
#define LEAST_EXPONENT (UPY_FLOAT_DOUBLE ? -1022 : -126)

upy_value upy_float_hex(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float f = upy_float_value(args[0]);
    if (f - f != 0) {
        return upy_to_repr(upy_new_float(f));
    }
    const char *sign = signbit(f) ? "-" : "";
    if (f == 0) {
        return upy_new_str_format("%s0x0.0p+0", sign);
    }
    int exponent;
    upy_float fraction = UPY_FLOAT_FUNCTION(frexp)(UPY_FLOAT_FUNCTION(fabs)(f), &exponent);
    exponent--;
    int shift = UPY_FLOAT_MANTISSA_BITS;
    if (exponent < LEAST_EXPONENT) {
        shift -= LEAST_EXPONENT - exponent;
        exponent = LEAST_EXPONENT;
    }
    uint64_t bits = (uint64_t)UPY_FLOAT_FUNCTION(ldexp)(fraction, shift) << HEX_SHIFT;
    char digits[HEX_DIGITS + 1];
    for (int i = HEX_DIGITS; i-- > 0;) {
        digits[i] = "0123456789abcdef"[bits & 15];
        bits >>= 4;
    }
    digits[HEX_DIGITS] = 0;
    return upy_new_str_format("%s0x%d.%sp%s%d", sign, (int)bits, digits, exponent < 0 ? "" : "+", exponent);
}

// The exponent behind 'p', limited to what can matter. NULL: no digits.
static const char *parse_exponent(const char *text, const char *end, intptr_t *out) {
    bool is_negative = take_sign(&text, end);
    intptr_t exponent = 0;
    const char *first = text;
    for (; text < end && *text >= '0' && *text <= '9'; text++) {
        if (exponent < 100000000) {
            exponent = exponent * 10 + (*text - '0');
        }
    }
    *out = is_negative ? -exponent : exponent;
    return text == first ? NULL : text;
}

// Magnitude of hexadecimal text; false if malformed. Digits beyond 60 bits only matter as "not zero".
static bool parse_hex(const char *text, const char *end, upy_float *out) {
    if (end - text >= 2 && text[0] == '0' && (text[1] | 0x20) == 'x') {
        text += 2;
    }
    uint64_t significand = 0;
    bool sticky = false, after_point = false, has_digit = false;
    intptr_t exponent = 0;
    for (; text < end; text++) {
        unsigned value = upy_digit_value(*text);
        if (*text == '.' && !after_point) {
            after_point = true;
            continue;
        }
        if (value >= 16) {
            break;
        }
        has_digit = true;
        if (significand >> 60 == 0) {
            significand = significand << 4 | value;
            exponent -= after_point ? 4 : 0;
        } else {
            sticky |= value != 0;
            exponent += after_point ? 0 : 4;
        }
    }
    if (has_digit && text < end && (*text | 0x20) == 'p') {
        intptr_t given;
        text = parse_exponent(text + 1, end, &given);
        exponent += given;
    }
    *out = upy_float_round_scaled(significand, sticky, exponent);
    return has_digit && text == end;
}

upy_value upy_float_from_hex(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value str = upy_str_check(args[1]);
    const char *text = upy_str_data(str);
    const char *end = text + upy_str_length(str);
    upy_trim_space(&text, &end);
    bool is_negative = take_sign(&text, end);
    upy_float f;
    bool is_special = take_special(&text, end, &f);
    if (is_special ? text != end : !parse_hex(text, end, &f)) {
        upy_raise_value_error("invalid hexadecimal floating-point string");
    }
    if (!is_special && f - f != 0) {
        upy_raise_overflow("hexadecimal value too large to represent as a float");
    }
    upy_value result = upy_new_float(is_negative ? -f : f);
    return args[0] == (upy_value)&upy_type_float ? result : upy_call_1(args[0], result);
}

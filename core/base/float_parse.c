// float_parse.c — decimal text to the nearest float, ties to even, for text of any length.
#include "core/base/decimal.h"
#include "core/base/text.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Exponent after the 'e' at p, or nothing: *value stays and p is returned. So large that the result is 0 or infinite
// whatever the digits are, it is not exact.
static const char *read_exponent(const char *p, const char *end, intptr_t *value) {
    const char *q = p + 1;
    bool is_negative = q < end && *q == '-';
    if (q < end && (*q == '-' || *q == '+')) {
        q++;
    }
    if (q == end || !is_digit(*q)) {
        return p;
    }
    intptr_t exponent = 0;
    for (; q < end && is_digit(*q); q++) {
        if (exponent < PTRDIFF_MAX / 64) {
            exponent = exponent * 10 + (*q - '0');
        }
    }
    *value = is_negative ? -exponent : exponent;
    return q;
}

// Returns the first byte not used; `text` if there is no number.
static const char *read_decimal(upy_decimal *d, const char *text, const char *end) {
    bool has_digits = false, has_point = false;
    intptr_t point = 0, exponent = 0;
    const char *p = text;
    d->n = 0;
    d->has_rest = false;
    for (; p < end; p++) {
        if (*p == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (!is_digit(*p)) {
            break;
        }
        has_digits = true;
        if (d->n == 0 && *p == '0') {
            point -= has_point; // a zero in front counts only behind the point
        } else {
            upy_decimal_append(d, *p - '0');
            point += !has_point;
        }
    }
    upy_decimal_trim(d);
    if (!has_digits) {
        return text;
    }
    if (p < end && (*p | 0x20) == 'e') {
        p = read_exponent(p, end, &exponent);
    }
    point += exponent;
    d->point = point < -100000 ? -100000 : point > 100000 ? 100000 : (int)point;
    return p;
}

upy_float upy_float_parse(const char *text, size_t length, const char **end, bool is_single) {
    upy_decimal d;
    *end = read_decimal(&d, text, text + length);
    return upy_decimal_to_float(&d, UPY_IS_SINGLE(is_single));
}

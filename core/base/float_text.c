// float_text.c — floats to decimal text: exact digits, rounded once, and the shortest text that reads back as the same
// number.
//
// Shortest text: all decimals of 15 digits (6 for singles) are told apart by floats, so if that many digits read back,
// dropping zeros gives the shortest; else one more digit is tried, then 17 (9) do.
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/base/decimal.h"
#include "core/base/text.h"

// ---- Layout --------------------------------------------------------------------------------------

typedef struct sink {
    void (*emit)(void *context, const char *text, size_t length);
    void *context;
} sink;

static void emit(const sink *to, const char *text, int length) {
    if (length > 0) {
        to->emit(to->context, text, (size_t)length);
    }
}

static void emit_zeros(const sink *to, int count) {
    for (; count > 0; count -= 16) {
        emit(to, "0000000000000000", count < 16 ? count : 16);
    }
}

// Digits [from, from + count) of the number, zeros where it has none.
static void emit_digits(const sink *to, const upy_decimal *d, int from, int count) {
    int n_zeros = from < 0 ? (count < -from ? count : -from) : 0;
    emit_zeros(to, n_zeros);
    from += n_zeros;
    count -= n_zeros;
    int n_there = d->n - from < count ? d->n - from : count;
    if (n_there > 0) {
        emit(to, d->digits + from, n_there);
        count -= n_there;
    }
    emit_zeros(to, count);
}

// The number with its point behind `point` digits and `behind` more.
static void emit_fixed(const sink *to, const upy_decimal *d, int point, int behind, bool keeps_point) {
    if (point > 0) {
        emit_digits(to, d, 0, point);
    } else {
        emit(to, "0", 1);
    }
    if (behind > 0 || keeps_point) {
        emit(to, ".", 1);
    }
    emit_digits(to, d, point, behind);
}

static void emit_exponential(const sink *to, const upy_decimal *d, int behind, bool keeps_point, char letter) {
    int exponent = d->n != 0 ? d->point - 1 : 0, size = exponent < 0 ? -exponent : exponent;
    emit_fixed(to, d, 1, behind, keeps_point);
    char text[5] = {letter, exponent < 0 ? '-' : '+', (char)('0' + size / 100), (char)('0' + size / 10 % 10),
                    (char)('0' + size % 10)};
    if (size < 100) { // at least two digits
        text[2] = text[3];
        text[3] = text[4];
    }
    emit(to, text, size < 100 ? 4 : 5);
}

// 'e' or fixed, whichever suits the exponent; `shown` digits, at least `behind` of them behind the point.
static void emit_general(const sink *to, const upy_decimal *d, int limit, int shown, int behind, bool alternate,
                         char letter) {
    int exponent = d->n != 0 ? d->point - 1 : 0;
    if (exponent < -4 || exponent >= limit) {
        emit_exponential(to, d, shown - 1, alternate, letter);
    } else {
        int rest = shown - (exponent + 1);
        emit_fixed(to, d, exponent + 1, rest > behind ? rest : behind, alternate);
    }
}

// ---- Shortest digits -----------------------------------------------------------------------------

static bool reads_back(const upy_decimal *d, upy_float value, bool is_single) {
    upy_decimal copy = *d;
    return upy_decimal_to_float(&copy, is_single) == value;
}

#if UPY_FLOAT_DOUBLE && (FLT_EVAL_METHOD == 0 || FLT_EVAL_METHOD == 1)
// Most numbers people write have at most 15 digits: scaled to 15 digits before the point and rounded, such a number
// gives back the float by one exact division, and as no two of them share a float it is the only one.
static bool shortest_quickly(upy_decimal *d, double value) {
    static const double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,
                                           1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19};
    if (!(value >= 1e-4 && value < 1e15)) {
        return false;
    }
    int scale = 15;
    while (scale < 19 && value * powers_of_ten[scale - 15] < 0.1) {
        scale++;
    }
    for (double limit = 1; scale > 0 && value >= limit; limit *= 10) {
        scale--;
    }
    double whole = (double)(int64_t)(value * powers_of_ten[scale] + 0.5);
    if (whole >= 1e15 || whole / powers_of_ten[scale] != value) {
        return false;
    }
    upy_decimal_set(d, (uint64_t)whole);
    d->point -= scale;
    return true;
}
#else
static bool shortest_quickly(upy_decimal *d, upy_float value) {
    (void)d, (void)value;
    return false;
}
#endif

static void set_shortest(upy_decimal *d, upy_float value, bool is_single) {
    if (!is_single && shortest_quickly(d, value)) {
        return;
    }
    upy_decimal exact;
    bool is_power = upy_decimal_set_float(&exact, value);
    // Subnormal numbers lie so far apart that fewer digits may do although n would give others.
    bool is_subnormal = value < (is_single ? (upy_float)FLT_MIN : (upy_float)2.2250738585072014e-308);
    int n = is_subnormal ? 1 : is_single ? 6 : 15, most = is_single ? 9 : 17;
    for (;; n++) {
        *d = exact;
        upy_decimal_round(d, n, false);
        if (n >= most || exact.n <= n || reads_back(d, value, is_single)) {
            return;
        }
        // Below a power of two floats are denser, so the nearest decimal may miss on that side where the next one up
        // hits.
        if (is_power) {
            *d = exact;
            upy_decimal_round(d, n, true);
            if (reads_back(d, value, is_single)) {
                return;
            }
        }
    }
}

// ---- Formatting ----------------------------------------------------------------------------------

static void emit_finite(const sink *to, upy_float value, char format, int precision, bool alternate, bool is_single) {
    upy_decimal d;
    char letter = format & 0x20 ? 'e' : 'E';
    if (precision < 0) {
        set_shortest(&d, value, is_single);
        emit_general(to, &d, 16, d.n != 0 ? d.n : 1, 1, alternate, 'e');
        return;
    }
    upy_decimal_set_float(&d, value);
    switch (format | 0x20) {
    case 'f':
        upy_decimal_round(&d, d.point + precision, false);
        emit_fixed(to, &d, d.n != 0 ? d.point : 0, precision, alternate);
        return;
    case 'e':
        upy_decimal_round(&d, precision + 1, false);
        emit_exponential(to, &d, precision, alternate, letter);
        return;
    default:
        precision += precision == 0;
        upy_decimal_round(&d, precision, false);
        bool is_plain = format == 0;
        int shown = alternate ? precision : d.n != 0 ? d.n : 1; // digits, the dropped zeros not among them
        emit_general(to, &d, precision - is_plain, shown, is_plain, alternate, is_plain ? 'e' : letter);
    }
}

static void emit_float(const sink *to, upy_float value, char format, int precision, bool alternate, bool is_single) {
    if (signbit(value) && !isnan(value)) {
        emit(to, "-", 1);
        value = -value;
    }
    if (value - value != 0) {
        bool is_upper = format != 0 && format < 'a';
        emit(to, isnan(value) ? (is_upper ? "NAN" : "nan") : is_upper ? "INF" : "inf", 3);
    } else {
        precision = precision > INT32_MAX / 2 ? INT32_MAX / 2 : precision;
        emit_finite(to, value, format, format != 0 && precision < 0 ? 6 : precision, alternate, is_single);
    }
}

void upy_float_format(void (*emit_to)(void *context, const char *text, size_t length), void *context, upy_float value,
                      char format, int precision, bool alternate) {
    emit_float(&(sink){emit_to, context}, value, format, precision, alternate, UPY_IS_SINGLE(false));
}

static void append(void *context, const char *text, size_t length) {
    char **p = context;
    memcpy(*p, text, length);
    *p += length;
}

size_t upy_float_repr(char *out, upy_float value, bool is_single) {
    char *p = out;
    emit_float(&(sink){append, &p}, value, 0, -1, false, UPY_IS_SINGLE(is_single));
    return (size_t)(p - out);
}

upy_float upy_float_round(upy_float value, int digits) {
    upy_decimal d;
    upy_decimal_set_float(&d, value);
    upy_decimal_round(&d, d.point + digits, false);
    return upy_decimal_to_float(&d, UPY_IS_SINGLE(false));
}

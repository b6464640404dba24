// float_text.c — floats to decimal text: exact digits, rounded once, and the shortest text that reads
// back as the same number.
//
// A float is an integer part and a fraction, both exact in binary. The integer part becomes digits by
// repeated division by 10^9, the fraction, held with its point at a limb boundary, by repeated
// multiplication by 10^9: what comes out at the top is the next nine digits. Both end after finitely
// many digits (767 significant ones at most for a double), so everything a precision could ask for is
// in one array, and zeros from there on.
//
// Shortest text: all decimals of 15 digits (6 for singles) are told apart by floats, so if that many
// digits read back, dropping zeros gives the shortest; else one more digit is tried, then 17 (9) do.
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/base/text.h"

#if UPY_FLOAT_DOUBLE
enum { MAX_DIGITS = 784, LIMBS = 36, MAX_INTEGER_DIGITS = 315 };
typedef uint64_t float_bits;
enum { MANTISSA_FIELD = 52, EXPONENT_FIELD = 11 };
#define COUNT_LOW_ZEROS __builtin_ctzll
#define IS_SINGLE(asked_for) (asked_for)
#else
enum { MAX_DIGITS = 130, LIMBS = 8, MAX_INTEGER_DIGITS = 45 };
typedef uint32_t float_bits;
enum { MANTISSA_FIELD = 23, EXPONENT_FIELD = 8 };
#define COUNT_LOW_ZEROS __builtin_ctz
#define IS_SINGLE(asked_for) true
#endif

#define CHUNK 1000000000u // nine digits at a time

// 0.d0 d1 d2 … · 10^point; d0 is not 0. Digits beyond n are zeros, unless has_rest says that the number
// goes on with something non-zero.
typedef struct decimal {
    int point;
    int n;
    bool has_rest;
    char digits[MAX_DIGITS];
} decimal;

// ---- Digits --------------------------------------------------------------------------------------

// |value| = mantissa · 2^exponent
static float_bits split(upy_float value, int *exponent) {
    float_bits bits;
    memcpy(&bits, &value, sizeof bits);
    int field = (int)(bits >> MANTISSA_FIELD & ((1 << EXPONENT_FIELD) - 1));
    float_bits mantissa = bits & (((float_bits)1 << MANTISSA_FIELD) - 1);
    if (field) {
        mantissa |= (float_bits)1 << MANTISSA_FIELD;
    } else {
        field = 1;
    }
    if (mantissa == 0) {
        *exponent = 0;
        return 0;
    }
    // Without zeros at the end the numbers below stay short, and a single looks like a single.
    int zeros = COUNT_LOW_ZEROS(mantissa);
    *exponent = field - (1 << (EXPONENT_FIELD - 1)) + 1 - MANTISSA_FIELD + zeros;
    return mantissa >> zeros;
}

static void write_chunk(char *out, uint32_t chunk) {
    for (int i = 9; i-- > 0; chunk /= 10) {
        out[i] = (char)('0' + chunk % 10);
    }
}

// Appends nine digits; zeros in front of the first significant one only move the point.
static void append_chunk(decimal *d, uint32_t chunk) {
    char text[9];
    write_chunk(text, chunk);
    int skip = 0;
    if (d->n == 0) {
        while (skip < 9 && text[skip] == '0') {
            skip++;
        }
        d->point -= skip;
    }
    memcpy(d->digits + d->n, text + skip, (size_t)(9 - skip));
    d->n += 9 - skip;
}

// limb[0..n) /= 10^9; returns the remainder.
static uint32_t divide_by_chunk(uint32_t *limb, int n) {
    uint64_t rest = 0;
    for (int i = n; i-- > 0;) {
        rest = rest << 32 | limb[i];
        limb[i] = (uint32_t)(rest / CHUNK);
        rest %= CHUNK;
    }
    return (uint32_t)rest;
}

static void integer_digits(decimal *d, uint32_t *limb, int n) {
    int at = MAX_INTEGER_DIGITS;
    while (n > 0 && limb[n - 1] == 0) {
        n--;
    }
    while (n > 0) {
        at -= 9;
        write_chunk(d->digits + at, divide_by_chunk(limb, n));
        while (n > 0 && limb[n - 1] == 0) {
            n--;
        }
    }
    while (at < MAX_INTEGER_DIGITS && d->digits[at] == '0') {
        at++;
    }
    d->n = d->point = MAX_INTEGER_DIGITS - at;
    memmove(d->digits, d->digits + at, (size_t)d->n);
}

// limb[from..n) *= 10^9; returns what leaves at the top.
static uint32_t multiply_by_chunk(uint32_t *limb, int from, int n) {
    uint64_t carry = 0;
    for (int i = from; i < n; i++) {
        carry += (uint64_t)limb[i] * CHUNK;
        limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return (uint32_t)carry;
}

// Puts m · 2^shift into limb, all others being 0; returns how many it reaches into.
static int place(uint32_t *limb, uint64_t m, int shift) {
    int word = shift / 32, bits = shift % 32;
    memset(limb, 0, LIMBS * sizeof *limb);
    limb[word] = (uint32_t)(m << bits);
    m >>= 32 - bits;
    limb[word + 1] = (uint32_t)m;
    limb[word + 2] = (uint32_t)(m >> 32);
    return word + 3;
}

// Digits of mantissa · 2^exponent, until there are n_significant of them and n_fraction behind the point, or all;
// the one that is not asked for is negative.
static void make_digits(decimal *d, uint64_t mantissa, int exponent, int n_significant, int n_fraction) {
    uint32_t limb[LIMBS];
    d->n = d->point = 0;
    d->has_rest = false;
    if (mantissa == 0) {
        return;
    }
    if (exponent >= 0) {
        integer_digits(d, limb, place(limb, mantissa, exponent));
        return;
    }
    if (exponent > -64) {
        uint64_t whole = mantissa >> -exponent;
        integer_digits(d, limb, place(limb, whole, 0));
        mantissa &= ((uint64_t)1 << -exponent) - 1;
    }
    int n = (-exponent + 31) / 32, from = 0;
    place(limb, mantissa, 32 * n + exponent);
    for (int n_done = 0;; n_done += 9) {
        while (from < n && limb[from] == 0) {
            from++;
        }
        if (from == n) {
            return; // that was all
        }
        if ((n_significant < 0 || d->n > n_significant) && (n_fraction < 0 || n_done > n_fraction)) {
            d->has_rest = true;
            return;
        }
        append_chunk(d, multiply_by_chunk(limb, from, n));
    }
}

// Rounds to the first `keep` digits, half to even on the exact number; zeros at the end are dropped. More than
// `keep` digits are there, or all.
static void round_digits(decimal *d, int keep) {
    if (keep < 0) {
        d->n = 0;
    } else if (keep < d->n) {
        bool has_more = d->has_rest;
        for (int i = keep + 1; i < d->n && !has_more; i++) {
            has_more = d->digits[i] != '0';
        }
        bool is_odd = keep > 0 && (d->digits[keep - 1] & 1);
        bool goes_up = d->digits[keep] > '5' || (d->digits[keep] == '5' && (has_more || is_odd));
        d->n = keep;
        if (goes_up) {
            while (d->n > 0 && d->digits[d->n - 1] == '9') {
                d->n--;
            }
            if (d->n > 0) {
                d->digits[d->n - 1]++;
            } else {
                d->digits[d->n++] = '1';
                d->point++;
            }
        }
    }
    while (d->n > 0 && d->digits[d->n - 1] == '0') {
        d->n--;
    }
    d->has_rest = false;
}

// ---- Formatting ----------------------------------------------------------------------------------

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
    static const char zeros[] = "0000000000000000";
    for (; count > 0; count -= 16) {
        emit(to, zeros, count < 16 ? count : 16);
    }
}

// Digits [from, from + count) of the number, zeros where it has none.
static void emit_digits(const sink *to, const decimal *d, int from, int count) {
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

static void emit_fixed(const sink *to, const decimal *d, int precision, bool keeps_point) {
    int point = d->n ? d->point : 0;
    if (point > 0) {
        emit_digits(to, d, 0, point);
    } else {
        emit(to, "0", 1);
    }
    if (precision > 0 || keeps_point) {
        emit(to, ".", 1);
    }
    emit_digits(to, d, point, precision);
}

// At least two digits, with sign; returns the length.
static int write_exponent(char *out, char letter, int exponent) {
    unsigned size = (unsigned)(exponent < 0 ? -exponent : exponent);
    int n = 0;
    out[n++] = letter;
    out[n++] = exponent < 0 ? '-' : '+';
    if (size >= 100) {
        out[n++] = (char)('0' + size / 100);
    }
    out[n++] = (char)('0' + size / 10 % 10);
    out[n++] = (char)('0' + size % 10);
    return n;
}

static void emit_exponential(const sink *to, const decimal *d, int precision, bool keeps_point, char letter) {
    char text[8];
    emit_digits(to, d, 0, 1);
    if (precision > 0 || keeps_point) {
        emit(to, ".", 1);
    }
    emit_digits(to, d, 1, precision);
    emit(to, text, write_exponent(text, letter, d->n ? d->point - 1 : 0));
}

static void emit_general(const sink *to, const decimal *d, int precision, bool alternate, char letter) {
    int exponent = d->n ? d->point - 1 : 0;
    int n_shown = alternate ? precision : d->n ? d->n : 1; // digits, the dropped zeros not among them
    if (exponent < -4 || exponent >= precision) {
        emit_exponential(to, d, n_shown - 1, alternate, letter);
        return;
    }
    int n_behind = n_shown - (exponent + 1);
    emit_fixed(to, d, n_behind > 0 ? n_behind : 0, alternate);
}

// Text of numbers without digits; NULL for all others.
static const char *special_text(upy_float value, bool is_upper) {
    if (isnan(value)) {
        return is_upper ? "NAN" : "nan";
    }
    if (isinf(value)) {
        return is_upper ? "INF" : "inf";
    }
    return NULL;
}

void upy_float_format(void (*emit_to)(void *context, const char *text, size_t length), void *context, upy_float value,
                      char format, int precision, bool alternate) {
    sink to = {emit_to, context};
    bool is_upper = format < 'a';
    const char *special = special_text(value, is_upper);
    if (signbit(value) && !isnan(value)) {
        emit(&to, "-", 1);
    }
    if (special) {
        emit(&to, special, 3);
        return;
    }
    if (precision < 0) {
        precision = 6;
    }
    if (precision > INT32_MAX / 2) {
        precision = INT32_MAX / 2;
    }
    decimal d;
    int exponent;
    uint64_t mantissa = split(value, &exponent);
    switch (format | 0x20) {
    case 'f':
        make_digits(&d, mantissa, exponent, -1, precision);
        round_digits(&d, d.point + precision);
        emit_fixed(&to, &d, precision, alternate);
        break;
    case 'e':
        make_digits(&d, mantissa, exponent, precision + 1, -1);
        round_digits(&d, precision + 1);
        emit_exponential(&to, &d, precision, alternate, is_upper ? 'E' : 'e');
        break;
    default:
        precision += precision == 0;
        make_digits(&d, mantissa, exponent, precision, -1);
        round_digits(&d, precision);
        emit_general(&to, &d, precision, alternate, is_upper ? 'E' : 'e');
        break;
    }
}

// ---- Shortest text -------------------------------------------------------------------------------

enum { SHORTEST_MAX = 17 };

typedef struct short_decimal {
    int point, n; // as in decimal
    char digits[SHORTEST_MAX + 3];
} short_decimal;

static void drop_zeros(short_decimal *s) {
    while (s->n > 1 && s->digits[s->n - 1] == '0') {
        s->n--;
    }
}

static void from_integer(short_decimal *s, uint64_t value) {
    int at = sizeof s->digits;
    char *end = s->digits + at;
    do {
        s->digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    s->n = s->point = (int)(end - (s->digits + at));
    memmove(s->digits, s->digits + at, (size_t)s->n);
    drop_zeros(s);
}

static bool reads_back(const short_decimal *s, upy_float value, bool is_single) {
    char text[SHORTEST_MAX + 16];
    const char *end;
    memcpy(text, s->digits, (size_t)s->n);
    int length = s->n + write_exponent(text + s->n, 'e', s->point - s->n);
    return upy_float_parse(text, (size_t)length, &end, is_single) == value;
}

// Adds one to the last digit.
static void step_up(short_decimal *s) {
    for (int i = s->n; i-- > 0; s->digits[i] = '0') {
        if (s->digits[i] != '9') {
            s->digits[i]++;
            return;
        }
    }
    s->digits[0] = '1';
    s->point++;
}

// The value rounded to n digits, if it reads back.
static bool try_digits(short_decimal *s, const decimal *exact, int n, upy_float value, bool is_single, bool is_power) {
    decimal d;
    int n_known = exact->n < SHORTEST_MAX + 1 ? exact->n : SHORTEST_MAX + 1;
    d.n = n_known;
    d.point = exact->point;
    d.has_rest = exact->has_rest;
    for (int i = n_known; i < exact->n && !d.has_rest; i++) {
        d.has_rest = exact->digits[i] != '0';
    }
    memcpy(d.digits, exact->digits, (size_t)n_known);
    round_digits(&d, n);
    memcpy(s->digits, d.digits, (size_t)d.n);
    memset(s->digits + d.n, '0', (size_t)(n - d.n));
    s->n = n;
    s->point = d.point;
    if (n >= (is_single ? 9 : SHORTEST_MAX) || reads_back(s, value, is_single)) {
        drop_zeros(s);
        return true;
    }
    // Below a power of two floats are denser, so the nearest decimal may miss on that side where the next one up hits.
    if (is_power) {
        step_up(s);
        if (reads_back(s, value, is_single)) {
            drop_zeros(s);
            return true;
        }
    }
    return false;
}

static void shortest_exactly(short_decimal *s, upy_float value, bool is_single) {
    int exponent, n = is_single ? 6 : 15;
    uint64_t mantissa = split(value, &exponent);
    decimal exact;
    make_digits(&exact, mantissa, exponent, SHORTEST_MAX, -1);
    // Subnormal numbers lie so far apart that fewer digits may do although n would give others.
    if (value < (is_single ? (upy_float)FLT_MIN : (upy_float)2.2250738585072014e-308)) {
        n = 1;
    }
    while (!try_digits(s, &exact, n, value, is_single, mantissa == 1)) {
        n++;
    }
}

#if UPY_FLOAT_DOUBLE && (FLT_EVAL_METHOD == 0 || FLT_EVAL_METHOD == 1)
static const double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,
                                       1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19};

// Most numbers people write have at most 15 digits: scaled to 15 digits before the point and rounded, such a number
// gives back the float by one exact division, and as no two of them share a float it is the only one.
static bool shortest_quickly(short_decimal *s, double value) {
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
    from_integer(s, (uint64_t)whole);
    s->point -= scale;
    return true;
}
#else
static bool shortest_quickly(short_decimal *s, upy_float value) {
    (void)s, (void)value;
    return false;
}
#endif

static size_t write_fixed(char *out, const short_decimal *s) {
    size_t n = 0;
    if (s->point <= 0) {
        out[n++] = '0';
        out[n++] = '.';
        for (int i = s->point; i < 0; i++) {
            out[n++] = '0';
        }
        memcpy(out + n, s->digits, (size_t)s->n);
        return n + (size_t)s->n;
    }
    for (int i = 0; i < s->n || i <= s->point; i++) {
        if (i == s->point) {
            out[n++] = '.';
        }
        out[n++] = i < s->n ? s->digits[i] : '0';
    }
    return n;
}

static size_t write_short(char *out, const short_decimal *s) {
    if (s->point > -4 && s->point <= 16) { // 1e-05 and 1e+16 are the first with an exponent
        return write_fixed(out, s);
    }
    size_t n = 0;
    out[n++] = s->digits[0];
    if (s->n > 1) {
        out[n++] = '.';
        memcpy(out + n, s->digits + 1, (size_t)s->n - 1);
        n += (size_t)s->n - 1;
    }
    return n + (size_t)write_exponent(out + n, 'e', s->point - 1);
}

size_t upy_float_repr(char *out, upy_float value, bool is_single) {
    is_single = IS_SINGLE(is_single);
    size_t n = 0;
    const char *special = special_text(value, false);
    if (signbit(value) && !isnan(value)) {
        out[n++] = '-';
        value = -value;
    }
    if (special) {
        memcpy(out + n, special, 3);
        return n + 3;
    }
    short_decimal s;
    if (value < (upy_float)(is_single ? 16777216 : 9007199254740992) && value == (upy_float)(int64_t)value) {
        from_integer(&s, (uint64_t)value);
        s.point = value == 0 ? 1 : s.point;
    } else if (is_single || !shortest_quickly(&s, value)) {
        shortest_exactly(&s, value, is_single);
    }
    return n + write_short(out + n, &s);
}

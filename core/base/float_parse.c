// float_parse.c — decimal text to the nearest float, ties to even, for text of any length.
//
// Numbers of up to 15 digits or so with small exponents need one exact multiplication or division of
// floats. All others are divided as big integers: the text is N / M · 2^c with M a power of five, and
// long division yields as many quotient bits as the result has, then a bit to round by; the remainder
// says whether that is a tie. Digits beyond what can matter only count as "something non-zero".
#include <float.h>
#include <string.h>

#include "core/base/text.h"

#if UPY_FLOAT_DOUBLE
enum { MAX_DIGITS = 770, MAX_LIMBS = 84 }; // 767 digits decide any double; 10^771 has 2562 bits
#else
enum { MAX_DIGITS = 114, MAX_LIMBS = 16 }; // 112 digits decide any single
#endif

// The layout of the result.
typedef struct float_kind {
    int mantissa_bits;  // implied one included
    int least_exponent; // of the smallest normal number
    int most_exponent;
    int decimal_most, decimal_least; // beyond 10^these the result is infinite, zero
} float_kind;

static const float_kind single_kind = {24, -126, 127, 40, -47};
#if UPY_FLOAT_DOUBLE
static const float_kind double_kind = {53, -1022, 1023, 310, -326};
#endif

// ---- Big integers --------------------------------------------------------------------------------

typedef struct big {
    size_t n; // limbs in use; the highest is not 0
    uint32_t limb[MAX_LIMBS];
} big;

static void multiply_add(big *b, uint32_t factor, uint32_t summand) {
    uint64_t carry = summand;
    for (size_t i = 0; i < b->n; i++) {
        carry += (uint64_t)b->limb[i] * factor;
        b->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) {
        b->limb[b->n++] = (uint32_t)carry;
    }
}

static void multiply_power_of_five(big *b, int64_t exponent) {
    for (; exponent >= 13; exponent -= 13) {
        multiply_add(b, 1220703125u, 0); // 5^13
    }
    for (; exponent > 0; exponent--) {
        multiply_add(b, 5, 0);
    }
}

static int bit_length(const big *b) { return (int)b->n * 32 - __builtin_clz(b->limb[b->n - 1]); }

static void shift_left(big *b, int count) {
    size_t words = (size_t)count / 32;
    unsigned bits = (unsigned)count % 32;
    if (b->n == 0 || count == 0) {
        return;
    }
    if (bits == 0) {
        memmove(b->limb + words, b->limb, b->n * sizeof b->limb[0]);
    } else {
        uint32_t overflow = b->limb[b->n - 1] >> (32 - bits);
        for (size_t i = b->n; i-- > 0;) {
            b->limb[i + words] = b->limb[i] << bits | (i ? b->limb[i - 1] >> (32 - bits) : 0);
        }
        if (overflow) {
            b->limb[b->n++ + words] = overflow;
        }
    }
    memset(b->limb, 0, words * sizeof b->limb[0]);
    b->n += words;
}

static int compare(const big *a, const big *b) {
    if (a->n != b->n) {
        return a->n < b->n ? -1 : 1;
    }
    for (size_t i = a->n; i-- > 0;) {
        if (a->limb[i] != b->limb[i]) {
            return a->limb[i] < b->limb[i] ? -1 : 1;
        }
    }
    return 0;
}

// a -= b; a >= b.
static void subtract(big *a, const big *b) {
    uint32_t borrow = 0;
    for (size_t i = 0; i < b->n || (borrow && i < a->n); i++) {
        uint64_t difference = (uint64_t)a->limb[i] - (i < b->n ? b->limb[i] : 0) - borrow;
        a->limb[i] = (uint32_t)difference;
        borrow = (uint32_t)(difference >> 32) & 1;
    }
    while (a->n > 0 && a->limb[a->n - 1] == 0) {
        a->n--;
    }
}

// ---- Reading the text ----------------------------------------------------------------------------

// The number is 0.D · 10^point, D being the n_digits digits from `first` on, a point skipped.
typedef struct decimal_text {
    const char *first, *end; // from the first significant digit to the end of the mantissa
    int64_t n_digits;        // significant ones, zeros at the end included
    int64_t point;
    uint64_t leading; // value of the first 19 digits at most
} decimal_text;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Exponent after the 'e' at p, or nothing: *value stays and p is returned.
static const char *read_exponent(const char *p, const char *end, int64_t *value) {
    const char *q = p + 1;
    bool is_negative = q < end && *q == '-';
    if (q < end && (*q == '-' || *q == '+')) {
        q++;
    }
    if (q == end || !is_digit(*q)) {
        return p;
    }
    int64_t exponent = 0;
    for (; q < end && is_digit(*q); q++) {
        if (exponent < 1000000000000) {
            exponent = exponent * 10 + (*q - '0');
        }
    }
    *value = is_negative ? -exponent : exponent;
    return q;
}

static bool read_text(const char *text, size_t length, const char **end, decimal_text *d) {
    const char *p = text, *stop = text + length;
    bool has_digits = false, has_point = false;
    *d = (decimal_text){0};
    for (; p < stop; p++) {
        if (*p == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (!is_digit(*p)) {
            break;
        }
        has_digits = true;
        if (d->n_digits == 0 && *p == '0') {
            d->point -= has_point; // a zero in front counts only behind the point
            continue;
        }
        if (d->n_digits == 0) {
            d->first = p;
        }
        if (d->n_digits < 19) {
            d->leading = d->leading * 10 + (uint64_t)(*p - '0');
        }
        d->n_digits++;
        d->point += !has_point;
    }
    if (!has_digits) {
        *end = text;
        return false;
    }
    d->end = p;
    int64_t exponent = 0;
    if (p < stop && (*p == 'e' || *p == 'E')) {
        p = read_exponent(p, stop, &exponent);
    }
    d->point += exponent;
    *end = p;
    return true;
}

// ---- Exact division ------------------------------------------------------------------------------

// D as a big integer, cut off after MAX_DIGITS; returns how many digits it has then.
static int64_t load_digits(big *b, const decimal_text *d) {
    int64_t n = 0;
    uint32_t chunk = 0, scale = 1;
    b->n = 0;
    const char *p = d->first;
    for (; p < d->end && n < MAX_DIGITS; p++) {
        if (*p == '.') {
            continue;
        }
        chunk = chunk * 10 + (uint32_t)(*p - '0');
        scale *= 10;
        n++;
        if (scale == 1000000000) {
            multiply_add(b, scale, chunk);
            chunk = 0;
            scale = 1;
        }
    }
    multiply_add(b, scale, chunk);
    for (; p < d->end; p++) {
        if (*p != '.' && *p != '0') {
            multiply_add(b, 10, 1); // any digit stands for all that follow
            return n + 1;
        }
    }
    return n;
}

// Bits of the IEEE number without sign: the exponent field above the mantissa.
static uint64_t divide(const decimal_text *d, const float_kind *kind) {
    big numerator, denominator = {.n = 1, .limb = {1}};
    int64_t scale = d->point - load_digits(&numerator, d); // power of ten behind D
    if (scale >= 0) {
        multiply_power_of_five(&numerator, scale);
    } else {
        multiply_power_of_five(&denominator, -scale);
    }
    // Align so that the quotient is in [1, 2); its exponent is then that of the number.
    int exponent = bit_length(&numerator) - bit_length(&denominator);
    if (exponent > 0) {
        shift_left(&denominator, exponent);
    } else {
        shift_left(&numerator, -exponent);
    }
    if (compare(&numerator, &denominator) < 0) {
        shift_left(&numerator, 1);
        exponent--;
    }
    exponent += (int)scale;

    int n_bits = kind->mantissa_bits;
    if (exponent < kind->least_exponent) {
        n_bits -= kind->least_exponent - exponent; // subnormal
    }
    if (exponent > kind->most_exponent) {
        return (uint64_t)(2 * kind->most_exponent + 1) << (kind->mantissa_bits - 1);
    }
    if (n_bits < 0) {
        return 0;
    }
    uint64_t mantissa = 0;
    for (int i = 0; i < n_bits; i++) {
        mantissa <<= 1;
        if (compare(&numerator, &denominator) >= 0) {
            subtract(&numerator, &denominator);
            mantissa |= 1;
        }
        shift_left(&numerator, 1);
    }
    int half = compare(&numerator, &denominator); // the rest against half a unit
    mantissa += half > 0 || (half == 0 && (mantissa & 1));
    if (n_bits < kind->mantissa_bits) {
        return mantissa; // reaches the smallest normal number by itself when rounded up
    }
    uint64_t field = (uint64_t)(exponent - kind->least_exponent);
    return (field << (kind->mantissa_bits - 1)) + mantissa; // the implied bit adds 1 to the field
}

static upy_float from_bits(uint64_t bits, bool is_single) {
#if UPY_FLOAT_DOUBLE
    if (!is_single) {
        double value;
        memcpy(&value, &bits, sizeof value);
        return value;
    }
#endif
    (void)is_single;
    uint32_t low = (uint32_t)bits;
    float value;
    memcpy(&value, &low, sizeof value);
    return (upy_float)value;
}

// ---- The quick way -------------------------------------------------------------------------------

// Where arithmetic is done in the type itself, m and 10^k both exact give a correctly rounded result.
#if UPY_FLOAT_DOUBLE && (FLT_EVAL_METHOD == 0 || FLT_EVAL_METHOD == 1)
static const double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                       1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static bool parse_quickly(const decimal_text *d, bool is_single, double *value) {
    int64_t scale = d->point - d->n_digits;
    if (is_single || d->n_digits > 19 || d->leading > (uint64_t)1 << 53 || scale > 22 || scale < -22) {
        return false;
    }
    double mantissa = (double)d->leading;
    *value = scale < 0 ? mantissa / powers_of_ten[-scale] : mantissa * powers_of_ten[scale];
    return true;
}
#elif !UPY_FLOAT_DOUBLE && FLT_EVAL_METHOD == 0
static const float powers_of_ten[] = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f};

static bool parse_quickly(const decimal_text *d, bool is_single, upy_float *value) {
    int64_t scale = d->point - d->n_digits;
    (void)is_single;
    if (d->n_digits > 19 || d->leading > (uint64_t)1 << 24 || scale > 10 || scale < -10) {
        return false;
    }
    float mantissa = (float)(uint32_t)d->leading;
    *value = scale < 0 ? mantissa / powers_of_ten[-scale] : mantissa * powers_of_ten[scale];
    return true;
}
#else
static bool parse_quickly(const decimal_text *d, bool is_single, upy_float *value) {
    (void)d, (void)is_single, (void)value;
    return false;
}
#endif

upy_float upy_float_parse(const char *text, size_t length, const char **end, bool is_single) {
    decimal_text d;
    upy_float value;
    if (!read_text(text, length, end, &d) || d.n_digits == 0) {
        return 0;
    }
    if (parse_quickly(&d, is_single, &value)) {
        return value;
    }
    const float_kind *kind = &single_kind;
#if UPY_FLOAT_DOUBLE
    kind = is_single ? kind : &double_kind;
#endif
    if (d.point < kind->decimal_least) {
        return 0;
    }
    if (d.point > kind->decimal_most) {
        return from_bits((uint64_t)(2 * kind->most_exponent + 1) << (kind->mantissa_bits - 1), is_single);
    }
    return from_bits(divide(&d, kind), is_single);
}

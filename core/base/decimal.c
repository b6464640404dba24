// decimal.c — decimal numbers with as many digits as floats need, and their way from and to floats.
//
// A float is an integer times a power of two. In decimal, doubling and halving are done digit by digit, several powers
// at a time, with what a machine word holds as carry; both are exact. A float becomes decimal by scaling its integer.
// The other way the number is scaled into [1/2, 1), which tells the exponent, then by the bits of the mantissa, and
// rounded to an integer. Should a number have more digits than there is room for, only whether they are all zeros is
// remembered: half-way points between floats have fewer digits at every step, so comparisons with them stay right.
#include "core/base/decimal.h"

#include <float.h>
#include <math.h>
#include <string.h>

#if UPY_FLOAT_DOUBLE
typedef uint64_t float_bits, carry_word;
enum { MANTISSA_FIELD = 52, EXPONENT_FIELD = 11, MOST_AT_ONCE = 59 };
#define COUNT_LOW_ZEROS __builtin_ctzll
#else
typedef uint32_t float_bits, carry_word;
enum { MANTISSA_FIELD = 23, EXPONENT_FIELD = 8, MOST_AT_ONCE = 27 };
#define COUNT_LOW_ZEROS __builtin_ctz
#endif

// ---- Digits --------------------------------------------------------------------------------------

void upy_decimal_trim(upy_decimal *d) {
    while (d->n > 0 && d->digits[d->n - 1] == '0') {
        d->n--;
    }
}

void upy_decimal_append(upy_decimal *d, int digit) {
    if (d->n == 0 && digit == 0) {
        d->point--;
    } else if (d->n < UPY_DECIMAL_DIGITS) {
        d->digits[d->n++] = (char)('0' + digit);
    } else {
        d->has_rest |= digit != 0;
    }
}

// The digits of a number, without zeros in front, put before those that are there.
static void prepend(upy_decimal *d, uint64_t value) {
    char front[20], *p = front + sizeof front;
    for (; value != 0; value /= 10) {
        *--p = (char)('0' + value % 10);
    }
    int n_front = (int)(front + sizeof front - p);
    d->point += n_front;
    while (d->n > UPY_DECIMAL_DIGITS - n_front) {
        d->has_rest |= d->digits[--d->n] != '0';
    }
    memmove(d->digits + n_front, d->digits, (size_t)d->n);
    memcpy(d->digits, p, (size_t)n_front);
    d->n += n_front;
    upy_decimal_trim(d);
}

void upy_decimal_set(upy_decimal *d, uint64_t value) {
    d->point = d->n = 0;
    d->has_rest = false;
    prepend(d, value);
}

static void multiply(upy_decimal *d, int bits) {
    carry_word carry = 0;
    for (int i = d->n; i-- > 0; carry /= 10) {
        carry += (carry_word)(d->digits[i] - '0') << bits;
        d->digits[i] = (char)('0' + carry % 10);
    }
    prepend(d, carry);
}

// Long division. What is written never overtakes what is read.
static void divide(upy_decimal *d, int bits) {
    int n = d->n;
    carry_word rest = 0;
    d->n = 0;
    for (int i = 0; i < n || rest != 0; i++) {
        rest = rest * 10 + (carry_word)(i < n ? d->digits[i] - '0' : 0);
        upy_decimal_append(d, (int)(rest >> bits));
        rest &= ((carry_word)1 << bits) - 1;
    }
    upy_decimal_trim(d);
}

void upy_decimal_scale(upy_decimal *d, int exponent) {
    void (*step)(upy_decimal * d, int bits) = exponent < 0 ? divide : multiply;
    for (int left = exponent < 0 ? -exponent : exponent; left > 0; left -= MOST_AT_ONCE) {
        step(d, left < MOST_AT_ONCE ? left : MOST_AT_ONCE);
    }
}

void upy_decimal_round(upy_decimal *d, int keep, bool up) {
    if (keep < d->n) {
        bool has_more = d->has_rest || keep + 1 < d->n; // the last digit is not 0
        bool is_odd = keep > 0 && (d->digits[keep - 1] & 1);
        bool goes_up = keep >= 0 && (up || d->digits[keep] + (has_more || is_odd) > '5');
        d->n = keep < 0 ? 0 : keep;
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
        upy_decimal_trim(d);
    }
    d->has_rest = false;
}

// ---- Floats --------------------------------------------------------------------------------------

bool upy_decimal_set_float(upy_decimal *d, upy_float value) {
    float_bits bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> MANTISSA_FIELD & ((1 << EXPONENT_FIELD) - 1));
    float_bits mantissa = bits & (((float_bits)1 << MANTISSA_FIELD) - 1);
    if (exponent != 0) {
        mantissa |= (float_bits)1 << MANTISSA_FIELD;
    } else {
        exponent = 1;
    }
    if (mantissa != 0) { // without zeros at its end there is less to do, and a single looks like a single
        int zeros = COUNT_LOW_ZEROS(mantissa);
        mantissa >>= zeros;
        exponent += zeros;
    }
    upy_decimal_set(d, mantissa);
    upy_decimal_scale(d, exponent - (1 << (EXPONENT_FIELD - 1)) + 1 - MANTISSA_FIELD);
    return mantissa == 1;
}

// The layout of a result.
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

// Numbers of up to 15 digits or so with small exponents need one multiplication or division: where arithmetic is done
// in doubles, m and 10^k both exact give a correctly rounded result.
#if UPY_FLOAT_DOUBLE && (FLT_EVAL_METHOD == 0 || FLT_EVAL_METHOD == 1)
static bool nearest_quickly(const upy_decimal *d, bool is_single, double *value) {
    static const double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                           1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    int scale = d->point - d->n;
    if (is_single || d->has_rest || d->n > 19 || scale > 22 || scale < -22) {
        return false;
    }
    uint64_t mantissa = 0;
    for (int i = 0; i < d->n; i++) {
        mantissa = mantissa * 10 + (uint64_t)(d->digits[i] - '0');
    }
    *value = scale < 0 ? (double)mantissa / powers_of_ten[-scale] : (double)mantissa * powers_of_ten[scale];
    return mantissa <= (uint64_t)1 << 53;
}
#else
static bool nearest_quickly(const upy_decimal *d, bool is_single, upy_float *value) {
    (void)d, (void)is_single, (void)value;
    return false;
}
#endif

upy_float upy_decimal_to_float(upy_decimal *d, bool is_single) {
    const float_kind *kind = &single_kind;
#if UPY_FLOAT_DOUBLE
    kind = is_single ? kind : &double_kind;
#endif
    upy_float value;
    if (nearest_quickly(d, is_single, &value)) {
        return value;
    }
    if (d->n == 0 || d->point < kind->decimal_least) {
        return 0;
    }
    int exponent = -1; // of the leading bit
    if (d->point > kind->decimal_most) {
        exponent = kind->most_exponent + 1;
    } else {
        // 10 is about 2^3.322.
        for (int step; (step = d->point != 0 ? -3322 * d->point / 1000 : d->digits[0] < '5') != 0; exponent -= step) {
            upy_decimal_scale(d, step);
        }
    }
    if (exponent > kind->most_exponent) {
        return (upy_float)INFINITY;
    }
    int missing = exponent < kind->least_exponent ? kind->least_exponent - exponent : 0; // bits a subnormal has not
    if (missing > kind->mantissa_bits) {
        return 0;
    }
    upy_decimal_scale(d, kind->mantissa_bits - missing);
    upy_decimal_round(d, d->point, false);
    uint64_t mantissa = 0;
    for (int i = 0; i < d->point; i++) {
        mantissa = mantissa * 10 + (uint64_t)(i < d->n ? d->digits[i] - '0' : 0);
    }
    if (missing == 0) { // the implied bit adds 1 to the exponent field, as does a carry out of the mantissa
        mantissa += (uint64_t)(exponent - kind->least_exponent) << (kind->mantissa_bits - 1);
    }
    return from_bits(mantissa, is_single);
}

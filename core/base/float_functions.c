// float_functions.c — the functions of <math.h> on single-precision floats, for processors without floating point.
//
// A float without sign is taken apart into a 32-bit mantissa and an exponent, eight bits more than it had. All work is
// done on those in integers — cheaper than software floats and, because of the eight bits, off by hardly more than half
// a unit in the last place when the result is rounded — and one kind of polynomial serves nearly all functions: power
// series with falling coefficients, in fixed point. What the C library keeps in 27 KB fits in 5 this way.
//
// Error in units of the last place: 0.55 for sine, cosine, tangent, arctangent, logarithms and the square root, 1.5 for
// powers and exponentials, 3 for hyperbolic functions and arc sine, 10 for erf and gamma, 50 for erfc
// (tests/unit/test_float_functions.c measures).
#include "core/base/float_functions.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SIGN 0x80000000u
#define INFINITE 0x7f800000u
#define HUGE __builtin_huge_valf()
#define NOT_A_NUMBER __builtin_nanf("")

static uint32_t bits_of(float x) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static float from_bits(uint32_t bits) {
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static bool is_nan(float x) { return x != x; }
static bool is_finite(float x) { return (bits_of(x) & INFINITE) != INFINITE; }
static bool is_integer(float x) { return x == upy_single_trunc(x); }

// ---- Magnitudes ----------------------------------------------------------------------------------

// m · 2^e; the top bit of m is set, unless the number is zero. m is the lower word, e the upper one: a structure would
// travel through memory.
typedef int64_t scaled;
#define SCALED(m, e) ((scaled)((uint64_t)(e) << 32 | (m)))
#define ZERO SCALED(0, -1000)
#define ONE SCALED(SIGN, -31)
#define EXPONENT(n) ((scaled)((uint64_t)(n) << 32)) // added to a number multiplies it by 2^n

static uint32_t mantissa_of(scaled s) { return (uint32_t)s; }
static int exponent_of(scaled s) { return (int)(s >> 32); }

// m · 2^e, with the bits that do not fit cut off; that there were some is kept in the last bit.
static scaled scale(uint64_t m, int e) {
    if (m == 0) {
        return ZERO;
    }
    int zeros = __builtin_clzll(m);
    m <<= zeros;
    return SCALED((uint32_t)(m >> 32) | ((uint32_t)m != 0), e + 32 - zeros);
}

// The magnitude of a finite float.
static scaled take(float x) {
    uint32_t bits = bits_of(x) & ~SIGN;
    int field = (int)(bits >> 23);
    return field == 0 ? scale(bits, -149) : scale((bits & 0x7fffff) | 0x800000, field - 150);
}

static float with_sign(bool is_negative, float magnitude) { return is_negative ? -magnitude : magnitude; }

// The nearest float, ties to even.
static float give(bool is_negative, scaled s) {
    uint32_t m = mantissa_of(s);
    int field = exponent_of(s) + 31 + 127; // of a normal number
    int drop = 8;
    if (m == 0 || field > 254) {
        return with_sign(is_negative, m == 0 ? 0 : HUGE);
    }
    if (field < 1) { // subnormal
        drop += 1 - field;
        field = 1;
        if (drop > 32) {
            return with_sign(is_negative, 0);
        }
    }
    uint64_t kept = m >> 1 >> (drop - 1);
    uint64_t rest = m - (kept << drop), half = (uint64_t)1 << (drop - 1);
    kept += rest > half || (rest == half && (kept & 1));
    // The implied bit, where there is one, adds 1 to the field.
    return with_sign(is_negative, from_bits(((uint32_t)(field - 1) << 23) + (uint32_t)kept));
}

static scaled product(scaled a, scaled b) {
    return scale((uint64_t)mantissa_of(a) * mantissa_of(b), exponent_of(a) + exponent_of(b));
}
static scaled quotient(scaled a, scaled b) {
    return scale(((uint64_t)mantissa_of(a) << 32) / mantissa_of(b), exponent_of(a) - exponent_of(b) - 32);
}

// The number in fixed point: · 2^point, rounded down.
static uint64_t fixed(scaled s, int point) {
    uint32_t m = mantissa_of(s);
    int shift = exponent_of(s) + point;
    return shift >= 0 ? (uint64_t)m << shift : shift > -32 ? m >> -shift : 0;
}

// c[0] ± c[1]·z + c[2]·z² ± …: coefficients and result · 2^31, z · 2^32.
static uint32_t series(const uint32_t *c, size_t n, uint32_t z, bool alternates) {
    uint32_t sum = c[--n];
    while (n-- > 0) {
        uint32_t term = (uint32_t)((uint64_t)sum * z >> 32);
        sum = alternates ? c[n] - term : c[n] + term;
    }
    return sum;
}
#define SERIES(c, z, alternates) series(c, sizeof(c) / sizeof *(c), z, alternates)

float upy_single_round_scaled(uint64_t m, bool is_sticky, int e) {
    // The bit for what lies below goes behind those of m: floats have 24 of them.
    scaled s = m >> 63 ? scale(m >> 1 | (m & 1) | is_sticky, e + 1) : scale(m << 1 | is_sticky, e - 1);
    return give(false, s);
}

// ---- Parts and rounding --------------------------------------------------------------------------

float upy_single_frexp(float x, int *exponent) {
    *exponent = 0;
    if (x == 0 || !is_finite(x)) {
        return x;
    }
    scaled s = take(x);
    *exponent = exponent_of(s) + 32;
    return give(x < 0, SCALED(mantissa_of(s), -32));
}

float upy_single_ldexp(float x, int exponent) {
    if (x == 0 || !is_finite(x)) {
        return x;
    }
    int bounded = exponent > 1000 ? 1000 : exponent < -1000 ? -1000 : exponent;
    return give(x < 0, take(x) + EXPONENT(bounded));
}

float upy_single_trunc(float x) {
    uint32_t bits = bits_of(x);
    int n_whole = (int)(bits >> 23 & 0xff) - 127; // bits in front of the point, the first not counted
    if (n_whole >= 23) {
        return x;
    }
    return from_bits(n_whole < 0 ? bits & SIGN : bits & ~(0x7fffffu >> n_whole));
}

float upy_single_floor(float x) {
    float whole = upy_single_trunc(x);
    return whole > x ? whole - 1 : whole;
}

float upy_single_ceil(float x) { return -upy_single_floor(-x); }

float upy_single_rint(float x) {
    const float units = 8388608; // from here on all floats are whole
    float magnitude = upy_single_fabs(x);
    if (!(magnitude < units)) {
        return x;
    }
    volatile float shifted = magnitude + units;
    return upy_single_copysign(shifted - units, x);
}

float upy_single_fmod(float x, float y) {
    if (!is_finite(x) || is_nan(y) || y == 0) {
        return NOT_A_NUMBER;
    }
    if (upy_single_fabs(x) < upy_single_fabs(y)) {
        return x;
    }
    scaled a = take(x), b = take(y);
    uint32_t divisor = mantissa_of(b) >> 8, rest = mantissa_of(a) >> 8; // 24 bits each
    for (int left = exponent_of(a) - exponent_of(b);; left--) {
        rest -= rest >= divisor ? divisor : 0;
        if (left == 0) {
            return with_sign(bits_of(x) & SIGN, give(false, scale(rest, exponent_of(b) + 8)));
        }
        rest <<= 1;
    }
}

// ---- Exponentials --------------------------------------------------------------------------------

// 1/(k+1)!
static const uint32_t exponential[] = {0x80000000, 0x40000000, 0x15555555, 0x05555555, 0x01111111, 0x002d82d8,
                                       0x00068068, 0x0000d00d, 0x0000171e, 0x00000250, 0x00000036, 0x00000004};
#define LOG2_OF_E SCALED(0xb8aa3b29, -31)

// 2^(q / 2^32)
static scaled power_of_two(int64_t q) {
    int whole = (int)(q >> 32);
    uint32_t y = (uint32_t)((uint64_t)(uint32_t)q * 0xb17217f8u >> 32); // fraction · log 2
    uint32_t above_one = (uint32_t)((uint64_t)y * SERIES(exponential, y, false) >> 32);
    return SCALED(SIGN + above_one, whole - 31);
}

// e^±s; far beyond the range of floats where that is beyond it.
static scaled exponential_of(bool is_negative, scaled s) {
    const int64_t limit = (int64_t)300 << 32;
    int64_t q = limit;
    if (exponent_of(s) + 31 < 8) {
        uint64_t bits = (uint64_t)mantissa_of(s) * mantissa_of(LOG2_OF_E);
        int shift = exponent_of(s) + exponent_of(LOG2_OF_E) + 32;
        q = shift >= 0 ? (int64_t)(bits << shift) : shift > -64 ? (int64_t)(bits >> -shift) : 0;
        q = q < limit ? q : limit;
    }
    return power_of_two(is_negative ? -q : q);
}

float upy_single_exp(float x) {
    if (!is_finite(x)) {
        return x < 0 ? 0 : x;
    }
    return give(false, exponential_of(x < 0, take(x)));
}

float upy_single_expm1(float x) {
    if (x == 0 || is_nan(x)) {
        return x;
    }
    if (upy_single_fabs(x) > 0.5f) {
        return upy_single_exp(x) - 1;
    }
    scaled s = take(x);
    uint32_t z = (uint32_t)fixed(s, 32);
    return give(x < 0, product(s, SCALED(SERIES(exponential, z, x < 0), -31)));
}

// ---- Logarithms ----------------------------------------------------------------------------------

// 1/(2k+1)
static const uint32_t odd_fractions[] = {0x80000000, 0x2aaaaaab, 0x1999999a, 0x12492492, 0x0e38e38e, 0x0ba2e8ba,
                                         0x09d89d8a, 0x08888889, 0x07878788, 0x06bca1af, 0x06186186, 0x0590b216};

// s + s³/3 + s⁵/5 + …, alternating: the arctangent, else its hyperbolic counterpart. s² < 0.18
static scaled odd_series(scaled s, bool alternates) {
    uint32_t z = (uint32_t)fixed(product(s, s), 32);
    return product(s, SCALED(SERIES(odd_fractions, z, alternates), -31));
}

// |log s|: s is c · 2^n with c next to 1, and log c = 2 artanh((c - 1) / (c + 1)).
static scaled logarithm(scaled s, bool *is_negative) {
    const uint64_t one = SIGN, log_of_2 = 0xb17217f7d2; // · 2^40
    uint64_t c = mantissa_of(s);
    int n = exponent_of(s) + 31;
    uint64_t unit = one;
    if (c > 0xb504f334) { // above the root of 2
        unit *= 2;
        n++;
    }
    bool is_below = c < unit;
    uint64_t distance = is_below ? unit - c : c - unit;
    scaled part = ZERO;
    if (distance != 0) {
        part = odd_series(quotient(scale(distance, 0), scale(c + unit, 0)), false) + EXPONENT(1);
    }
    *is_negative = n < 0 || (n == 0 && is_below);
    if (n == 0) {
        return part;
    }
    uint64_t whole = (uint64_t)(n < 0 ? -n : n) * log_of_2, fraction = fixed(part, 40);
    return scale((n < 0) == is_below ? whole + fraction : whole - fraction, -40);
}

// log x · factor
static float log_times(float x, scaled factor) {
    if (!(x > 0) || !is_finite(x)) {
        return x == 0 ? -HUGE : x > 0 ? x : NOT_A_NUMBER;
    }
    bool is_negative;
    scaled log = logarithm(take(x), &is_negative);
    return give(is_negative, product(log, factor));
}

float upy_single_log(float x) { return log_times(x, ONE); }
float upy_single_log2(float x) { return log_times(x, LOG2_OF_E); }
float upy_single_log10(float x) { return log_times(x, SCALED(0xde5bd8a9, -33)); }

// log (1 + x)
static float log1p_of(float x) {
    float s = x / (2 + x);
    if (s == 0 || upy_single_fabs(s) > 0.17f) {
        return s == 0 ? x : upy_single_log(1 + x);
    }
    return give(s < 0, odd_series(take(s), false) + EXPONENT(1));
}

// ---- Powers --------------------------------------------------------------------------------------

float upy_single_sqrt(float x) {
    if (!(x > 0) || !is_finite(x)) {
        return x == 0 || x > 0 ? x : NOT_A_NUMBER;
    }
    scaled s = take(x);
    int e = exponent_of(s);
    uint32_t m = mantissa_of(s) >> (e & 1), rest = 0, root = 0; // the exponent is even then
    for (int i = 0; i < 28; i++) {                              // 16 bits of the root of m, and 12 behind the point
        rest = rest << 2 | m >> 30;
        m <<= 2;
        uint32_t next = root << 2 | 1;
        root <<= 1;
        if (rest >= next) {
            rest -= next;
            root |= 1;
        }
    }
    return give(false, scale((uint64_t)root << 1 | (rest != 0), (e + (e & 1)) / 2 - 13));
}

float upy_single_hypot(float x, float y) {
    float large = upy_single_fabs(x), small = upy_single_fabs(y);
    if (large < small || is_nan(small)) {
        float swapped = large;
        large = small;
        small = swapped;
    }
    if (!is_finite(large) || small == 0) {
        return is_finite(small) || is_nan(small) ? large : small;
    }
    float ratio = small / large;
    return large * upy_single_sqrt(1 + ratio * ratio);
}

// s^n, n > 0, every bit of it while it fits.
static scaled whole_power(scaled s, unsigned n) {
    scaled result = ONE;
    for (;; s = product(s, s)) {
        if (n & 1) {
            result = product(result, s);
        }
        n >>= 1;
        if (n == 0) {
            return result;
        }
    }
}

// |x|^y for finite numbers other than 0.
static scaled magnitude_power(scaled x, float y) {
    float size = upy_single_fabs(y);
    if (size <= 32 && is_integer(y)) {
        scaled power = whole_power(x, (unsigned)size);
        return y < 0 ? quotient(ONE, power) : power;
    }
    bool is_negative;
    scaled log = logarithm(x, &is_negative);
    return exponential_of(is_negative != (y < 0), product(log, take(y)));
}

float upy_single_pow(float x, float y) {
    if (x == 1 || y == 0) {
        return 1;
    }
    if (is_nan(x) || is_nan(y)) {
        return NOT_A_NUMBER;
    }
    bool is_odd = is_integer(y) && upy_single_fabs(y) < 16777216 && ((int)y & 1);
    if (!is_finite(y) || !is_finite(x) || x == 0) {
        float size = upy_single_fabs(x);
        if (size == 1) {
            return 1;
        }
        bool is_huge = (size > 1) == (y > 0);
        return with_sign(is_odd && (bits_of(x) & SIGN), is_huge ? HUGE : 0);
    }
    if (x < 0 && !is_integer(y)) {
        return NOT_A_NUMBER;
    }
    return give(x < 0 && is_odd, magnitude_power(take(x), y));
}

// ---- Sine, cosine, tangent -----------------------------------------------------------------------

static const uint32_t sine_terms[] = {0x80000000, 0x15555555, 0x01111111, 0x00068068, 0x0000171e, 0x00000036};
static const uint32_t cosine_terms[] = {0x80000000, 0x40000000, 0x05555555, 0x002d82d8,
                                        0x0000d00d, 0x00000250, 0x00000004};

// 2/pi as a binary fraction, behind 32 bits for the whole part.
static const uint32_t two_over_pi[] = {0,          0xa2f9836e, 0x4e441529, 0xfc2757d1,
                                       0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab};

// 32 bits of the fraction from bit `from` on.
static uint32_t quarter_bits(int from) {
    uint32_t word = two_over_pi[from / 32];
    return from % 32 == 0 ? word : word << from % 32 | two_over_pi[from / 32 + 1] >> (32 - from % 32);
}

typedef struct angle {
    unsigned quadrant;
    bool is_negative; // what remains lies within an eighth of a turn on either side
    scaled rest;
} angle;

// Takes the quarter turns out of x. Of x · 2/pi only the bits from 2 on downwards matter, and those are the product of
// the mantissa with a window of 96 bits that its exponent picks.
static angle reduce(float x) {
    angle a = {0, x < 0, take(x)};
    if (upy_single_fabs(x) < 0.785f) {
        return a;
    }
    uint32_t m = mantissa_of(a.rest) >> 8;         // x = m · 2^e with 24 bits
    int window = exponent_of(a.rest) + 8 - 2 + 32; // bits above it give multiples of 4
    uint64_t low = (uint64_t)quarter_bits(window + 64) * m;
    uint64_t middle = (uint64_t)quarter_bits(window + 32) * m + (low >> 32);
    uint64_t turns = ((uint64_t)(quarter_bits(window) * m) << 32) + middle; // · 2^62
    a.quadrant = (unsigned)((turns + ((uint64_t)1 << 61)) >> 62);
    int64_t rest = (int64_t)(turns - ((uint64_t)a.quadrant << 62));
    a.quadrant = x < 0 ? -a.quadrant : a.quadrant;
    a.is_negative = (rest < 0) != (x < 0);
    const scaled half_pi = SCALED(0xc90fdaa2, -31);
    a.rest = product(scale((uint64_t)(rest < 0 ? -rest : rest), -62), half_pi);
    return a;
}

// The sine of a turned on by `turns` quarter turns.
static scaled sine(const angle *a, unsigned turns, bool *is_negative) {
    unsigned quadrant = a->quadrant + turns;
    uint32_t z = (uint32_t)fixed(product(a->rest, a->rest), 32);
    *is_negative = (quadrant & 2) != 0;
    if (quadrant & 1) {
        return scale(SERIES(cosine_terms, z, true), -31);
    }
    *is_negative ^= a->is_negative;
    return product(a->rest, SCALED(SERIES(sine_terms, z, true), -31));
}

static float sine_of(float x, unsigned turns) {
    if (!is_finite(x)) {
        return NOT_A_NUMBER;
    }
    if (x == 0 && turns == 0) {
        return x;
    }
    angle a = reduce(x);
    bool is_negative;
    scaled s = sine(&a, turns, &is_negative);
    return give(is_negative, s);
}

float upy_single_sin(float x) { return sine_of(x, 0); }
float upy_single_cos(float x) { return sine_of(x, 1); }

float upy_single_tan(float x) {
    if (x == 0 || !is_finite(x)) {
        return x == 0 ? x : NOT_A_NUMBER;
    }
    angle a = reduce(x);
    bool sine_negative, cosine_negative;
    scaled s = sine(&a, 0, &sine_negative), c = sine(&a, 1, &cosine_negative);
    return give(sine_negative != cosine_negative, quotient(s, c));
}

// ---- Their inverses ------------------------------------------------------------------------------

// The result is n · pi/4 plus or minus the series of a ratio below the tangent of pi/8.
float upy_single_atan2(float y, float x) {
    if (is_nan(x) || is_nan(y)) {
        return NOT_A_NUMBER;
    }
    bool is_negative = (bits_of(y) & SIGN) != 0, x_negative = (bits_of(x) & SIGN) != 0;
    if (!is_finite(x) || !is_finite(y)) { // as seen from afar
        float far_x = is_finite(x) ? 0 : 1, far_y = is_finite(y) ? 0 : 1;
        y = upy_single_copysign(far_y, y);
        x = upy_single_copysign(far_x, x);
    }
    bool is_steep = upy_single_fabs(y) > upy_single_fabs(x);
    scaled low = take(is_steep ? x : y), high = take(is_steep ? y : x), part = ZERO;
    unsigned n = 0;
    bool is_subtracted = false;
    if (mantissa_of(low) != 0) {
        scaled ratio = quotient(low, high);
        if (fixed(ratio, 32) > 0x6a09e667) {
            uint64_t a = mantissa_of(low);
            uint64_t b = (uint64_t)mantissa_of(high) << (exponent_of(high) - exponent_of(low));
            ratio = quotient(scale(b - a, 0), scale(b + a, 0));
            n = 1;
            is_subtracted = true;
        }
        part = odd_series(ratio, true);
    }
    if (is_steep) {
        n = 2 - n;
        is_subtracted = !is_subtracted;
    }
    if (x_negative) {
        n = 4 - n;
        is_subtracted = !is_subtracted;
    }
    if (n != 0) {
        uint64_t whole = n * (uint64_t)0xc90fdaa22168c23, fraction = fixed(part, 60); // pi/4 · 2^60
        part = scale(is_subtracted ? whole - fraction : whole + fraction, -60);
    }
    return give(is_negative, part);
}

float upy_single_atan(float x) { return upy_single_atan2(x, 1); }
static float other_side(float x) { return upy_single_sqrt((1 - x) * (1 + x)); }
float upy_single_asin(float x) { return upy_single_fabs(x) <= 1 ? upy_single_atan2(x, other_side(x)) : NOT_A_NUMBER; }
float upy_single_acos(float x) { return upy_single_fabs(x) <= 1 ? upy_single_atan2(other_side(x), x) : NOT_A_NUMBER; }

// ---- Hyperbolic functions ------------------------------------------------------------------------

float upy_single_sinh(float x) {
    float size = upy_single_fabs(x);
    if (size > 80) { // e^size may be out of range where half of it is not
        float root = upy_single_exp(size / 2);
        return upy_single_copysign(root / 2 * root, x);
    }
    float t = upy_single_expm1(size);
    return upy_single_copysign((t + t / (t + 1)) / 2, x);
}

float upy_single_cosh(float x) {
    float size = upy_single_fabs(x);
    float root = upy_single_exp(size / 2);
    return size > 80 ? root / 2 * root : (upy_single_exp(size) + upy_single_exp(-size)) / 2;
}

float upy_single_tanh(float x) {
    float size = upy_single_fabs(x);
    float t = upy_single_expm1(2 * (size < 20 ? size : 20));
    return is_nan(x) ? x : upy_single_copysign(t / (t + 2), x);
}

float upy_single_asinh(float x) {
    float size = upy_single_fabs(x), result;
    if (!is_finite(x) || x == 0) {
        return x;
    }
    if (size > 1e9f) {
        result = upy_single_log(size) + 0.69314718f;
    } else {
        float square = size * size;
        result = log1p_of(size + square / (1 + upy_single_sqrt(1 + square)));
    }
    return upy_single_copysign(result, x);
}

float upy_single_acosh(float x) {
    if (!(x >= 1) || !is_finite(x)) {
        return x > 1 ? x : NOT_A_NUMBER;
    }
    float above = x - 1;
    return x > 1e9f ? upy_single_log(x) + 0.69314718f : log1p_of(above + upy_single_sqrt(above * (x + 1)));
}

float upy_single_atanh(float x) {
    float size = upy_single_fabs(x);
    if (!(size < 1)) {
        return size == 1 ? upy_single_copysign(HUGE, x) : NOT_A_NUMBER;
    }
    return upy_single_copysign(log1p_of(2 * size / (1 - size)) / 2, x);
}

// ---- Error function and gamma --------------------------------------------------------------------

static float exp_of_minus_square(float x) {
    scaled s = take(x);
    return give(false, exponential_of(true, product(s, s)));
}

// The sum of 2^n x^(2n+1) / (1·3·5···(2n+1)); all terms are positive.
static float erf_near_zero(float x) {
    float square = x * x, term = x, sum = x;
    for (float n = 3; term > sum * 1e-8f; n += 2) {
        term *= 2 * square / n;
        sum += term;
    }
    return sum * exp_of_minus_square(x) * 1.1283792f; // 2 / sqrt pi
}

// Laplace's continued fraction, from its far end.
static float erfc_far_out(float x) {
    float fraction = x;
    for (float n = 60; n > 0; n--) {
        fraction = x + n / 2 / fraction;
    }
    return exp_of_minus_square(x) * 0.56418958f / fraction; // 1 / sqrt pi
}

#define ERF_BORDER 1.2f

float upy_single_erf(float x) {
    float size = upy_single_fabs(x);
    if (!(size < 10)) {
        return is_nan(x) ? x : upy_single_copysign(1, x);
    }
    float result = size == 0 ? 0 : size < ERF_BORDER ? erf_near_zero(size) : 1 - erfc_far_out(size);
    return upy_single_copysign(result, x);
}

float upy_single_erfc(float x) {
    if (!(x > 0.5f)) {
        return 1 - upy_single_erf(x);
    }
    return x < ERF_BORDER ? 1 - upy_single_erf(x) : x > 11 ? 0 : erfc_far_out(x);
}

// What Stirling's formula leaves over: gamma(x) = sqrt(2 pi / x) (x / e)^x e^rest, x >= 6.
static float stirling_rest(float x) {
    float inverse = 1 / x, square = inverse * inverse;
    return inverse * (0.083333333f - square * (0.0027777778f - square * 0.00079365079f));
}

// (x / e)^x = e^(x (log x - 1)), with more bits than a float has for the exponent.
static scaled power_of_itself(float x) {
    bool is_negative;
    uint64_t log = fixed(logarithm(take(x), &is_negative), 40) - ((uint64_t)1 << 40);
    return exponential_of(false, product(scale(log, -40), take(x)));
}

float upy_single_tgamma(float x) {
    if (is_integer(x) && (x <= 0 || !is_finite(x))) {
        return x == 0 ? upy_single_copysign(HUGE, x) : x > 0 ? x : NOT_A_NUMBER;
    }
    if (is_nan(x) || x > 36) {
        return is_nan(x) ? x : HUGE;
    }
    if (upy_single_fabs(x) < 1e-8f) {
        return 1 / x;
    }
    if (x < -45) {
        return 0;
    }
    if (is_integer(x)) {
        float result = 1;
        for (float n = x - 1; n > 1; n--) {
            result *= n;
        }
        return result;
    }
    float first = x; // gamma(first) · first · (first + 1) … (x - 1) = gamma(x)
    while (x < 6) {
        x++;
    }
    float rest = stirling_rest(x);
    float factor = upy_single_sqrt(6.2831853f / x) * (1 + rest * (1 + rest / 2));
    float result = give(false, product(power_of_itself(x), take(factor)));
    for (; first < x; first++) {
        result /= first;
    }
    return result;
}

float upy_single_lgamma(float x) {
    if (!is_finite(x)) {
        return is_nan(x) ? x : HUGE;
    }
    if (x <= 0 && is_integer(x)) {
        return HUGE;
    }
    if (upy_single_fabs(x) < 1e-8f) {
        return -upy_single_log(upy_single_fabs(x));
    }
    if (x < 30 && x > -30) {
        return upy_single_log(upy_single_fabs(upy_single_tgamma(x)));
    }
    if (x < 0) { // gamma(x) gamma(1 - x) = pi / sin(pi x)
        float sine_of_turn = upy_single_sin(3.1415927f * upy_single_fmod(x, 1));
        return 1.1447299f - upy_single_log(upy_single_fabs(sine_of_turn)) - upy_single_lgamma(1 - x);
    }
    return (x - 0.5f) * (upy_single_log(x) - 1) + (0.41893853f + stirling_rest(x)); // 0.41… = (log 2 pi - 1) / 2
}

// ---- For the compiler ----------------------------------------------------------------------------

// Conversions between floats and 64-bit integers that compiled code calls. The compiler's own library has them too, but
// they work in double precision there and bring all of its arithmetic along.
#ifdef __ARM_EABI__
uint64_t __aeabi_f2ulz(float x);
int64_t __aeabi_f2lz(float x);

uint64_t __aeabi_f2ulz(float x) { return fixed(take(x), 0); }

int64_t __aeabi_f2lz(float x) {
    uint64_t magnitude = fixed(take(x), 0);
    return (int64_t)(x < 0 ? -magnitude : magnitude);
}

#if __ARM_ARCH_ISA_THUMB == 1 // Armv6-M; larger cores have these in single precision
float __aeabi_ul2f(uint64_t i);
float __aeabi_l2f(int64_t i);

float __aeabi_ul2f(uint64_t i) { return give(false, scale(i, 0)); }
float __aeabi_l2f(int64_t i) { return give(i < 0, scale(i < 0 ? -(uint64_t)i : (uint64_t)i, 0)); }
#endif
#endif

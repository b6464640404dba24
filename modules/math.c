// math.c — the math module: the C library's functions with Python's rules on errors.
//
// A result that is not a number from arguments that are, or infinite at a pole, is ValueError("math
// domain error"); infinite because it is too large, OverflowError("math range error"). Whatever the
// C library does at the special points is checked here, so that all targets agree. Functions on ints
// are in math_integers.c.
#include <math.h>

#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "modules/math_integers.h"

#define FLOAT(x) ((upy_float)(x))
#define LN_2 FLOAT(0.69314718055994530942)
#define LOG10_2 FLOAT(0.30102999566398119521)
#define PI FLOAT(3.14159265358979323846)

static upy_float get(upy_value v) {
    return UPY_LIKELY(upy_is_immediate_float(v)) ? upy_immediate_float_value(v) : upy_to_float(v);
}

static bool is_finite(upy_float x) {
    return x - x == 0;
}
static bool is_infinite(upy_float x) {
    return x == x && x - x != 0;
}

UPY_NORETURN static void raise_domain(void) {
    upy_raise_value_error("math domain error");
}
UPY_NORETURN static void raise_range(void) {
    upy_raise_overflow("math range error");
}

typedef enum infinite_result { MEANS_POLE, MEANS_OVERFLOW } infinite_result;

static upy_value checked(upy_float result, upy_float x, infinite_result meaning) {
    if (UPY_UNLIKELY(!is_finite(result))) {
        if (result != result ? x == x : is_finite(x) && meaning == MEANS_POLE) {
            raise_domain();
        }
        if (is_infinite(result) && is_finite(x)) {
            raise_range();
        }
    }
    return upy_new_float(result);
}

// ---- Functions of one number ---------------------------------------------------------------------

#define FUNCTION_OF_ONE_NAMED(python_name, meaning)                                                                    \
    static upy_value math_##python_name(size_t n_args, const upy_value *args) {                                        \
        (void)n_args;                                                                                                  \
        upy_float x = get(args[0]);                                                                                    \
        return checked(UPY_FLOAT_FUNCTION(python_name)(x), x, meaning);                                                \
    }

FUNCTION_OF_ONE_NAMED(sqrt, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(cbrt, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(exp, MEANS_OVERFLOW)
FUNCTION_OF_ONE_NAMED(exp2, MEANS_OVERFLOW)
FUNCTION_OF_ONE_NAMED(expm1, MEANS_OVERFLOW)
FUNCTION_OF_ONE_NAMED(log1p, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(sin, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(cos, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(tan, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(asin, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(acos, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(atan, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(sinh, MEANS_OVERFLOW)
FUNCTION_OF_ONE_NAMED(cosh, MEANS_OVERFLOW)
FUNCTION_OF_ONE_NAMED(tanh, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(asinh, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(acosh, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(atanh, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(fabs, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(erf, MEANS_POLE)
FUNCTION_OF_ONE_NAMED(erfc, MEANS_POLE)

static bool is_gamma_pole(upy_float x) {
    return x <= 0 && is_finite(x) && x == UPY_FLOAT_FUNCTION(floor)(x);
}

static upy_value math_gamma(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = get(args[0]);
    if (is_gamma_pole(x) || (is_infinite(x) && x < 0)) {
        raise_domain();
    }
    return checked(UPY_FLOAT_FUNCTION(tgamma)(x), x, MEANS_OVERFLOW);
}

static upy_value math_lgamma(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = get(args[0]);
    if (is_gamma_pole(x)) {
        raise_domain();
    }
    return is_infinite(x) ? upy_new_float(FLOAT(INFINITY)) : checked(UPY_FLOAT_FUNCTION(lgamma)(x), x, MEANS_OVERFLOW);
}

static upy_value math_degrees(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_float(get(args[0]) * (180 / PI));
}

static upy_value math_radians(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_float(get(args[0]) * (PI / 180));
}

static upy_value math_isfinite(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(is_finite(get(args[0])));
}

static upy_value math_isinf(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(is_infinite(get(args[0])));
}

static upy_value math_isnan(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = get(args[0]);
    return upy_bool(x != x);
}

static upy_value math_ulp(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = UPY_FLOAT_FUNCTION(fabs)(get(args[0]));
    if (!is_finite(x)) {
        return upy_new_float(x);
    }
    upy_float above = UPY_FLOAT_FUNCTION(nextafter)(x, FLOAT(INFINITY));
    return upy_new_float(is_finite(above) ? above - x : x - UPY_FLOAT_FUNCTION(nextafter)(x, 0));
}

// ---- Logarithms ----------------------------------------------------------------------------------

// Logarithm of any number. Ints beyond the range of floats give their top bits and a count of halvings, whose share is
// `log_of_2` each.
static upy_float logarithm(upy_value v, upy_float (*function)(upy_float), upy_float log_of_2) {
    intptr_t shift = 0;
    if (upy_is_int(v) && upy_int_bit_length(v) > (UPY_FLOAT_DOUBLE ? 1000 : 120)) {
        shift = (intptr_t)upy_int_bit_length(v) - 64;
        v = upy_int_shift_right(v, (size_t)shift);
    }
    upy_float x = get(v);
    if (x <= 0) {
        raise_domain();
    }
    return function(x) + (upy_float)shift * log_of_2;
}

static upy_value math_log(size_t n_args, const upy_value *args) {
    upy_float result = logarithm(args[0], UPY_FLOAT_FUNCTION(log), LN_2);
    if (n_args == 2) {
        upy_float base = logarithm(args[1], UPY_FLOAT_FUNCTION(log), LN_2);
        if (base == 0) {
            upy_raise_zero_division();
        }
        result /= base;
    }
    return upy_new_float(result);
}

static upy_value math_log2(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_float(logarithm(args[0], UPY_FLOAT_FUNCTION(log2), 1));
}

static upy_value math_log10(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_float(logarithm(args[0], UPY_FLOAT_FUNCTION(log10), LOG10_2));
}

// ---- Functions of two numbers --------------------------------------------------------------------

static upy_value math_pow(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = get(args[0]), y = get(args[1]);
    if (x == 1 || y == 0) { // even with nan
        return upy_new_float(1);
    }
    upy_float result = UPY_FLOAT_FUNCTION(pow)(x, y);
    if (result != result && x == x && y == y) {
        raise_domain();
    }
    if (is_infinite(result) && is_finite(x) && is_finite(y)) {
        if (x == 0) {
            raise_domain();
        }
        raise_range();
    }
    return upy_new_float(result);
}

static upy_value math_atan2(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_float(UPY_FLOAT_FUNCTION(atan2)(get(args[0]), get(args[1])));
}

static upy_value math_copysign(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_float(UPY_FLOAT_FUNCTION(copysign)(get(args[0]), get(args[1])));
}

static upy_value division_remainder(const upy_value *args, upy_float (*function)(upy_float, upy_float)) {
    upy_float x = get(args[0]), y = get(args[1]);
    if (x == x && y == y && (is_infinite(x) || y == 0)) {
        raise_domain();
    }
    return upy_new_float(is_infinite(y) && is_finite(x) ? x : function(x, y));
}

static upy_value math_fmod(size_t n_args, const upy_value *args) {
    (void)n_args;
    return division_remainder(args, UPY_FLOAT_FUNCTION(fmod));
}

static upy_value math_remainder(size_t n_args, const upy_value *args) {
    (void)n_args;
    return division_remainder(args, UPY_FLOAT_FUNCTION(remainder));
}

static upy_value math_nextafter(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NULL, UPY_NULL, false},
        {UPY_NULL, UPY_NULL, false},
        {UPY_NAME(steps), UPY_NONE, true},
    };
    upy_value values[3];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, values);
    upy_float x = get(values[0]), y = get(values[1]);
    intptr_t steps = 1;
    if (values[2] != UPY_NONE) {
        steps = upy_to_index_clamped(values[2]);
        if (steps < 0) {
            upy_raise_value_error("steps must be a non-negative integer");
        }
    }
    for (; steps > 0 && x != y && x == x && y == y; steps--) {
        x = UPY_FLOAT_FUNCTION(nextafter)(x, y);
    }
    return upy_new_float(y != y ? y : x == y ? y : x);
}

static upy_value math_ldexp(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = get(args[0]);
    if (!upy_is_int(args[1])) {
        upy_raise_type("Expected an int as second argument to ldexp.");
    }
    intptr_t exponent = upy_to_index_clamped(args[1]);
    exponent = exponent > 5000 ? 5000 : exponent < -5000 ? -5000 : exponent;
    return upy_new_float(UPY_FLOAT_FUNCTION(ldexp)(x, (int)exponent));
}

static upy_value math_fma(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = get(args[0]), y = get(args[1]), z = get(args[2]);
    upy_float result = UPY_FLOAT_FUNCTION(fma)(x, y, z);
    if (result != result && x == x && y == y && z == z) {
        raise_domain();
    }
    if (is_infinite(result) && is_finite(x) && is_finite(y) && is_finite(z)) {
        raise_range();
    }
    return upy_new_float(result);
}

static upy_value math_isclose(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(a), UPY_NULL, false},
        {UPY_NAME(b), UPY_NULL, false},
        {UPY_NAME(rel_tol), UPY_NONE, true},
        {UPY_NAME(abs_tol), UPY_SMALL_INT(0), true},
    };
    upy_value values[4];
    upy_parse_arguments(n_args, n_kw, args, parameters, 4, values);
    upy_float a = get(values[0]), b = get(values[1]);
    upy_float relative = values[2] == UPY_NONE ? FLOAT(1e-9) : get(values[2]);
    upy_float absolute = get(values[3]);
    if (relative < 0 || absolute < 0) {
        raise_domain();
    }
    if (a == b) {
        return UPY_TRUE;
    }
    if (!is_finite(a) || !is_finite(b)) {
        return UPY_FALSE;
    }
    upy_float difference = UPY_FLOAT_FUNCTION(fabs)(a - b);
    bool is_close = difference <= UPY_FLOAT_FUNCTION(fabs)(relative * b) ||
                    difference <= UPY_FLOAT_FUNCTION(fabs)(relative * a) || difference <= absolute;
    return upy_bool(is_close);
}

// ---- Parts of a number ---------------------------------------------------------------------------

// Ints as they are, floats by `function`, other objects by their method `name` or else as floats.
static upy_value round_with(upy_value v, upy_value name, upy_float (*function)(upy_float)) {
    upy_value pair[2];
    if (upy_is_int(v)) {
        return upy_int_as_exact(v);
    }
    if (!upy_is_float(v) && upy_get_special(v, name, pair)) {
        return upy_call_method(pair, 0, 0, NULL);
    }
    return upy_new_int_from_float(function(get(v)));
}

static upy_value math_floor(size_t n_args, const upy_value *args) {
    (void)n_args;
    return round_with(args[0], UPY_NAME(__floor__), UPY_FLOAT_FUNCTION(floor));
}

static upy_value math_ceil(size_t n_args, const upy_value *args) {
    (void)n_args;
    return round_with(args[0], UPY_NAME(__ceil__), UPY_FLOAT_FUNCTION(ceil));
}

static upy_value math_trunc(size_t n_args, const upy_value *args) {
    (void)n_args;
    return round_with(args[0], UPY_NAME(__trunc__), UPY_FLOAT_FUNCTION(trunc));
}

static upy_value new_pair(upy_value first, upy_value second) {
    upy_value pair[2] = {first, second};
    return upy_new_tuple(2, pair);
}

static upy_value math_frexp(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = get(args[0]);
    int exponent = 0;
    if (is_finite(x)) {
        x = UPY_FLOAT_FUNCTION(frexp)(x, &exponent);
    }
    return new_pair(upy_new_float(x), upy_small_int(exponent));
}

static upy_value math_modf(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = get(args[0]);
    upy_float whole = UPY_FLOAT_FUNCTION(trunc)(x);
    upy_float rest = x != x ? x : is_infinite(x) ? 0 : x - whole;
    return new_pair(upy_new_float(UPY_FLOAT_FUNCTION(copysign)(rest, x)), upy_new_float(whole));
}

// ---- Functions of many numbers -------------------------------------------------------------------

// The length of a vector given as floats one after the other: scaled by the largest so that squares neither
// overflow nor vanish, and summed with compensation.
typedef struct vector_length {
    upy_float largest;
    bool has_nan, has_infinity;
} vector_length;

static void vector_measure(vector_length *v, upy_float x) {
    x = UPY_FLOAT_FUNCTION(fabs)(x);
    v->has_nan |= x != x;
    v->has_infinity |= is_infinite(x);
    if (x > v->largest) {
        v->largest = x;
    }
}

static upy_float length_of(size_t n, const upy_value *p, const upy_value *q) {
    vector_length v = {0, false, false};
    for (size_t i = 0; i < n; i++) {
        vector_measure(&v, q ? get(p[i]) - get(q[i]) : get(p[i]));
    }
    if (v.has_infinity || v.has_nan || v.largest == 0) {
        return v.has_infinity ? FLOAT(INFINITY) : v.has_nan ? FLOAT(NAN) : 0;
    }
    int exponent;
    UPY_FLOAT_FUNCTION(frexp)(v.largest, &exponent);
    upy_float sum = 0, lost = 0;
    for (size_t i = 0; i < n; i++) {
        upy_float x = UPY_FLOAT_FUNCTION(ldexp)(q ? get(p[i]) - get(q[i]) : get(p[i]), -exponent);
        upy_float square = x * x;
        lost += UPY_FLOAT_FUNCTION(fma)(x, x, -square);
        upy_float next = sum + square;
        lost += sum >= square ? (sum - next) + square : (square - next) + sum;
        sum = next;
    }
    upy_float result = UPY_FLOAT_FUNCTION(ldexp)(UPY_FLOAT_FUNCTION(sqrt)(sum + lost), exponent);
    if (is_infinite(result)) {
        raise_range();
    }
    return result;
}

static upy_value math_hypot(size_t n_args, const upy_value *args) {
    return upy_new_float(length_of(n_args, args, NULL));
}

static upy_value math_dist(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_tuple *p = upy_as_tuple(upy_to_tuple(args[0]));
    upy_tuple *q = upy_as_tuple(upy_to_tuple(args[1]));
    if (p->length != q->length) {
        upy_raise_value_error("both points must have the same number of dimensions");
    }
    return upy_new_float(length_of(p->length, p->items, q->items));
}

// The exact sum, rounded once: every float is an int multiple of the smallest subnormal, so the sum
// is kept as an int in that unit.
static upy_value math_fsum(size_t n_args, const upy_value *args) {
    (void)n_args;
    enum { UNIT_BITS = UPY_FLOAT_DOUBLE ? 1074 : 149 };
    upy_value sum = UPY_SMALL_INT(0), item;
    upy_float special = 0;
    bool has_infinity = false;
    upy_iteration it;
    upy_iteration_begin(&it, args[0]);
    while ((item = upy_iteration_next(&it)) != UPY_NULL) {
        upy_float x = get(item);
        if (!is_finite(x)) {
            has_infinity |= is_infinite(x);
            upy_float total = special + x;
            if (total != total && special == special && x == x) {
                upy_raise_value_error("-inf + inf in fsum");
            }
            special = total;
            continue;
        }
        int exponent;
        upy_float fraction = UPY_FLOAT_FUNCTION(frexp)(x, &exponent);
        int64_t significand = (int64_t)UPY_FLOAT_FUNCTION(ldexp)(fraction, UPY_FLOAT_MANTISSA_BITS);
        int shift = exponent - UPY_FLOAT_MANTISSA_BITS + UNIT_BITS;
        if (shift < 0) { // a subnormal: its low bits are zero
            significand /= (int64_t)1 << -shift;
            shift = 0;
        }
        sum = upy_int_binary(UPY_OP_ADD, sum, upy_int_shift_left(upy_new_int_from_64(significand), (size_t)shift));
    }
    if (has_infinity || special != special) {
        return upy_new_float(special);
    }
    return upy_int_binary(UPY_OP_TRUEDIV, sum, upy_int_shift_left(UPY_SMALL_INT(1), UNIT_BITS));
}

static upy_value math_prod(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NULL, UPY_NULL, false},
        {UPY_NAME(start), UPY_SMALL_INT(1), true},
    };
    upy_value values[2], item;
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, values);
    upy_iteration it;
    upy_iteration_begin(&it, values[0]);
    upy_value product = values[1];
    while ((item = upy_iteration_next(&it)) != UPY_NULL) {
        product = upy_binary(UPY_OP_MUL, product, item);
    }
    return product;
}

static upy_value math_sumprod(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_iteration p, q;
    upy_iteration_begin(&p, args[0]);
    upy_iteration_begin(&q, args[1]);
    upy_value sum = UPY_SMALL_INT(0);
    while (true) {
        upy_value a = upy_iteration_next(&p);
        upy_value b = upy_iteration_next(&q);
        if ((a == UPY_NULL) != (b == UPY_NULL)) {
            upy_raise_value_error("Inputs are not the same length");
        }
        if (a == UPY_NULL) {
            return sum;
        }
        sum = upy_binary(UPY_OP_ADD, sum, upy_binary(UPY_OP_MUL, a, b));
    }
}

// ---- Table ---------------------------------------------------------------------------------------

#define FUNCTION_NAMED(python_name, least, most)                                                                       \
    static const UPY_FUNCTION(math_##python_name##_function, python_name, math_##python_name, least, most)

FUNCTION_NAMED(sqrt, 1, 1);
FUNCTION_NAMED(cbrt, 1, 1);
FUNCTION_NAMED(exp, 1, 1);
FUNCTION_NAMED(exp2, 1, 1);
FUNCTION_NAMED(expm1, 1, 1);
FUNCTION_NAMED(log1p, 1, 1);
FUNCTION_NAMED(sin, 1, 1);
FUNCTION_NAMED(cos, 1, 1);
FUNCTION_NAMED(tan, 1, 1);
FUNCTION_NAMED(asin, 1, 1);
FUNCTION_NAMED(acos, 1, 1);
FUNCTION_NAMED(atan, 1, 1);
FUNCTION_NAMED(sinh, 1, 1);
FUNCTION_NAMED(cosh, 1, 1);
FUNCTION_NAMED(tanh, 1, 1);
FUNCTION_NAMED(asinh, 1, 1);
FUNCTION_NAMED(acosh, 1, 1);
FUNCTION_NAMED(atanh, 1, 1);
FUNCTION_NAMED(fabs, 1, 1);
FUNCTION_NAMED(erf, 1, 1);
FUNCTION_NAMED(erfc, 1, 1);
FUNCTION_NAMED(gamma, 1, 1);
FUNCTION_NAMED(lgamma, 1, 1);
FUNCTION_NAMED(degrees, 1, 1);
FUNCTION_NAMED(radians, 1, 1);
FUNCTION_NAMED(isfinite, 1, 1);
FUNCTION_NAMED(isinf, 1, 1);
FUNCTION_NAMED(isnan, 1, 1);
FUNCTION_NAMED(ulp, 1, 1);
FUNCTION_NAMED(log, 1, 2);
FUNCTION_NAMED(log2, 1, 1);
FUNCTION_NAMED(log10, 1, 1);
FUNCTION_NAMED(pow, 2, 2);
FUNCTION_NAMED(atan2, 2, 2);
FUNCTION_NAMED(copysign, 2, 2);
FUNCTION_NAMED(fmod, 2, 2);
FUNCTION_NAMED(remainder, 2, 2);
FUNCTION_NAMED(ldexp, 2, 2);
FUNCTION_NAMED(fma, 3, 3);
FUNCTION_NAMED(floor, 1, 1);
FUNCTION_NAMED(ceil, 1, 1);
FUNCTION_NAMED(trunc, 1, 1);
FUNCTION_NAMED(frexp, 1, 1);
FUNCTION_NAMED(modf, 1, 1);
FUNCTION_NAMED(hypot, 0, UPY_ARGS_ANY);
FUNCTION_NAMED(dist, 2, 2);
FUNCTION_NAMED(fsum, 1, 1);
FUNCTION_NAMED(sumprod, 2, 2);
static const UPY_KEYWORD_FUNCTION(math_nextafter_function, nextafter, math_nextafter, 2, 2);
static const UPY_KEYWORD_FUNCTION(math_isclose_function, isclose, math_isclose, 0, 2);
static const UPY_KEYWORD_FUNCTION(math_prod_function, prod, math_prod, 1, 1);

UPY_DEFINE_FLOAT_CONSTANT(pi_value, 3.14159265358979323846);
UPY_DEFINE_FLOAT_CONSTANT(e_value, 2.71828182845904523536);
UPY_DEFINE_FLOAT_CONSTANT(tau_value, 6.28318530717958647692);
UPY_DEFINE_FLOAT_CONSTANT(inf_value, INFINITY);
UPY_DEFINE_FLOAT_CONSTANT(nan_value, NAN);

#define ENTRY_NAMED(python_name)                                                                                       \
    { UPY_NAME(python_name), (upy_value)&math_##python_name##_function }
#define INTEGER_ENTRY_NAMED(python_name)                                                                               \
    { UPY_NAME(python_name), (upy_value)&upy_math_##python_name##_function }

static const upy_pair math_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(math)},
    {UPY_NAME(pi), UPY_FLOAT_CONSTANT(pi_value, 0x400921FB54442D18)},
    {UPY_NAME(e), UPY_FLOAT_CONSTANT(e_value, 0x4005BF0A8B145769)},
    {UPY_NAME(tau), UPY_FLOAT_CONSTANT(tau_value, 0x401921FB54442D18)},
    {UPY_NAME(inf), UPY_FLOAT_CONSTANT(inf_value, 0x7FF0000000000000)},
    {UPY_NAME(nan), UPY_FLOAT_CONSTANT(nan_value, 0x7FF8000000000000)},
    ENTRY_NAMED(sqrt),
    ENTRY_NAMED(cbrt),
    ENTRY_NAMED(exp),
    ENTRY_NAMED(exp2),
    ENTRY_NAMED(expm1),
    ENTRY_NAMED(log1p),
    ENTRY_NAMED(sin),
    ENTRY_NAMED(cos),
    ENTRY_NAMED(tan),
    ENTRY_NAMED(asin),
    ENTRY_NAMED(acos),
    ENTRY_NAMED(atan),
    ENTRY_NAMED(sinh),
    ENTRY_NAMED(cosh),
    ENTRY_NAMED(tanh),
    ENTRY_NAMED(asinh),
    ENTRY_NAMED(acosh),
    ENTRY_NAMED(atanh),
    ENTRY_NAMED(fabs),
    ENTRY_NAMED(erf),
    ENTRY_NAMED(erfc),
    ENTRY_NAMED(gamma),
    ENTRY_NAMED(lgamma),
    ENTRY_NAMED(degrees),
    ENTRY_NAMED(radians),
    ENTRY_NAMED(isfinite),
    ENTRY_NAMED(isinf),
    ENTRY_NAMED(isnan),
    ENTRY_NAMED(ulp),
    ENTRY_NAMED(log),
    ENTRY_NAMED(log2),
    ENTRY_NAMED(log10),
    ENTRY_NAMED(pow),
    ENTRY_NAMED(atan2),
    ENTRY_NAMED(copysign),
    ENTRY_NAMED(fmod),
    ENTRY_NAMED(remainder),
    ENTRY_NAMED(ldexp),
    ENTRY_NAMED(fma),
    ENTRY_NAMED(floor),
    ENTRY_NAMED(ceil),
    ENTRY_NAMED(trunc),
    ENTRY_NAMED(frexp),
    ENTRY_NAMED(modf),
    ENTRY_NAMED(hypot),
    ENTRY_NAMED(dist),
    ENTRY_NAMED(fsum),
    ENTRY_NAMED(sumprod),
    ENTRY_NAMED(nextafter),
    ENTRY_NAMED(isclose),
    ENTRY_NAMED(prod),
    INTEGER_ENTRY_NAMED(comb),
    INTEGER_ENTRY_NAMED(perm),
    INTEGER_ENTRY_NAMED(gcd),
    INTEGER_ENTRY_NAMED(lcm),
    INTEGER_ENTRY_NAMED(isqrt),
    INTEGER_ENTRY_NAMED(factorial),
};
static const UPY_DEFINE_TABLE(math_globals, math_pairs);

const upy_module upy_module_math = {{&upy_type_module}, (upy_dict *)&math_globals};

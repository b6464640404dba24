// math.c — the math module: the C library's functions with Python's rules on errors.
//
// A result that is not a number from arguments that are, or infinite at a pole, is ValueError("math
// domain error"); infinite because it is too large, OverflowError("math range error"). Whatever the
// C library does at the special points is checked here, so that all targets agree. Functions on ints
// are in math_integers.c, what CPython has beyond MicroPython's set in math_more_floats.c.
#include <math.h>

#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "modules/math_floats.h"
#include "modules/math_integers.h"

#define FLOAT(x) ((upy_float)(x))
#define LN_2 FLOAT(0.69314718055994530942)
#define LOG10_2 FLOAT(0.30102999566398119521)
#define PI FLOAT(3.14159265358979323846)

void upy_math_raise_domain(void) { upy_raise_value_error("math domain error"); }
void upy_math_raise_range(void) { upy_raise_overflow("math range error"); }

upy_value upy_math_checked(upy_float result, upy_float x, upy_math_infinity meaning) {
    if (UPY_UNLIKELY(!upy_math_is_finite(result))) {
        if (result != result ? x == x : upy_math_is_finite(x) && meaning == UPY_MATH_POLE) {
            upy_math_raise_domain();
        }
        if (upy_math_is_infinite(result) && upy_math_is_finite(x)) {
            upy_math_raise_range();
        }
    }
    return upy_new_float(result);
}

// ---- Functions of one number ---------------------------------------------------------------------

UPY_MATH_FUNCTION_OF_ONE_NAMED(sqrt, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(exp, OVERFLOW)
UPY_MATH_FUNCTION_OF_ONE_NAMED(expm1, OVERFLOW)
UPY_MATH_FUNCTION_OF_ONE_NAMED(sin, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(cos, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(tan, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(asin, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(acos, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(atan, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(sinh, OVERFLOW)
UPY_MATH_FUNCTION_OF_ONE_NAMED(cosh, OVERFLOW)
UPY_MATH_FUNCTION_OF_ONE_NAMED(tanh, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(asinh, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(acosh, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(atanh, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(fabs, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(erf, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(erfc, POLE)

static bool is_gamma_pole(upy_float x) { return x <= 0 && upy_math_is_finite(x) && x == UPY_FLOAT_FUNCTION(floor)(x); }

static upy_value math_gamma(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = upy_math_float(args[0]);
    if (is_gamma_pole(x) || (upy_math_is_infinite(x) && x < 0)) {
        upy_math_raise_domain();
    }
    return upy_math_checked(UPY_FLOAT_FUNCTION(tgamma)(x), x, UPY_MATH_OVERFLOW);
}

static upy_value math_lgamma(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = upy_math_float(args[0]);
    if (is_gamma_pole(x)) {
        upy_math_raise_domain();
    }
    return upy_math_is_infinite(x) ? upy_new_float(FLOAT(INFINITY))
                                   : upy_math_checked(UPY_FLOAT_FUNCTION(lgamma)(x), x, UPY_MATH_OVERFLOW);
}

static upy_value math_degrees(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_float(upy_math_float(args[0]) * (180 / PI));
}

static upy_value math_radians(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_float(upy_math_float(args[0]) * (PI / 180));
}

static upy_value math_isfinite(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_math_is_finite(upy_math_float(args[0])));
}

static upy_value math_isinf(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_math_is_infinite(upy_math_float(args[0])));
}

static upy_value math_isnan(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = upy_math_float(args[0]);
    return upy_bool(x != x);
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
    upy_float x = upy_math_float(v);
    if (x <= 0) {
        upy_math_raise_domain();
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
    upy_float x = upy_math_float(args[0]), y = upy_math_float(args[1]);
    if (x == 1 || y == 0) { // even with nan
        return upy_new_float(1);
    }
    upy_float result = UPY_FLOAT_FUNCTION(pow)(x, y);
    if (result != result && x == x && y == y) {
        upy_math_raise_domain();
    }
    if (upy_math_is_infinite(result) && upy_math_is_finite(x) && upy_math_is_finite(y)) {
        if (x == 0) {
            upy_math_raise_domain();
        }
        upy_math_raise_range();
    }
    return upy_new_float(result);
}

static upy_value math_atan2(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_float(UPY_FLOAT_FUNCTION(atan2)(upy_math_float(args[0]), upy_math_float(args[1])));
}

static upy_value math_copysign(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_float(UPY_FLOAT_FUNCTION(copysign)(upy_math_float(args[0]), upy_math_float(args[1])));
}

upy_value upy_math_division_remainder(const upy_value *args, upy_float (*function)(upy_float, upy_float)) {
    upy_float x = upy_math_float(args[0]), y = upy_math_float(args[1]);
    if (x == x && y == y && (upy_math_is_infinite(x) || y == 0)) {
        upy_math_raise_domain();
    }
    return upy_new_float(upy_math_is_infinite(y) && upy_math_is_finite(x) ? x : function(x, y));
}

static upy_value math_fmod(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_math_division_remainder(args, UPY_FLOAT_FUNCTION(fmod));
}

static upy_value math_ldexp(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = upy_math_float(args[0]);
    if (!upy_is_int(args[1])) {
        upy_raise_type("Expected an int as second argument to ldexp.");
    }
    intptr_t exponent = upy_to_index_clamped(args[1]);
    exponent = exponent > 5000 ? 5000 : exponent < -5000 ? -5000 : exponent;
    upy_float result = UPY_FLOAT_FUNCTION(ldexp)(x, (int)exponent);
    if (upy_math_is_infinite(result) && upy_math_is_finite(x)) {
        upy_math_raise_range();
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
    upy_float a = upy_math_float(values[0]), b = upy_math_float(values[1]);
    upy_float relative = values[2] == UPY_NONE ? FLOAT(1e-9) : upy_math_float(values[2]);
    upy_float absolute = upy_math_float(values[3]);
    if (relative < 0 || absolute < 0) {
        upy_math_raise_domain();
    }
    if (a == b) {
        return UPY_TRUE;
    }
    if (!upy_math_is_finite(a) || !upy_math_is_finite(b)) {
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
    if (upy_type_of(v) != &upy_type_float && upy_get_special(v, name, pair)) {
        return upy_call_method(pair, 0, 0, NULL);
    }
    return upy_new_int_from_float(function(upy_math_float(v)));
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
    upy_float x = upy_math_float(args[0]);
    int exponent = 0;
    if (upy_math_is_finite(x)) {
        x = UPY_FLOAT_FUNCTION(frexp)(x, &exponent);
    }
    return new_pair(upy_new_float(x), upy_small_int(exponent));
}

static upy_value math_modf(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = upy_math_float(args[0]);
    upy_float whole = UPY_FLOAT_FUNCTION(trunc)(x);
    upy_float rest = x != x ? x : upy_math_is_infinite(x) ? 0 : x - whole;
    return new_pair(upy_new_float(UPY_FLOAT_FUNCTION(copysign)(rest, x)), upy_new_float(whole));
}

// ---- Functions of many numbers -------------------------------------------------------------------

#if UPY_LEVEL >= UPY_LEVEL_FULL
// The length of a vector given as floats one after the other: scaled by the largest so that squares neither
// overflow nor vanish, and summed with compensation.
typedef struct vector_length {
    upy_float largest;
    bool has_nan, has_infinity;
} vector_length;

static void vector_measure(vector_length *v, upy_float x) {
    x = UPY_FLOAT_FUNCTION(fabs)(x);
    v->has_nan |= x != x;
    v->has_infinity |= upy_math_is_infinite(x);
    if (x > v->largest) {
        v->largest = x;
    }
}

upy_float upy_math_length_of(size_t n, const upy_value *p, const upy_value *q) {
    vector_length v = {0, false, false};
    for (size_t i = 0; i < n; i++) {
        vector_measure(&v, q ? upy_math_float(p[i]) - upy_math_float(q[i]) : upy_math_float(p[i]));
    }
    if (v.has_infinity || v.has_nan || v.largest == 0) {
        return v.has_infinity ? FLOAT(INFINITY) : v.has_nan ? FLOAT(NAN) : 0;
    }
    int exponent;
    UPY_FLOAT_FUNCTION(frexp)(v.largest, &exponent);
    upy_float sum = 0, lost = 0;
    for (size_t i = 0; i < n; i++) {
        upy_float x = UPY_FLOAT_FUNCTION(ldexp)(q ? upy_math_float(p[i]) - upy_math_float(q[i]) : upy_math_float(p[i]),
                                                -exponent);
        upy_float square = x * x;
#if UPY_FLOAT_DOUBLE
        lost += fma(x, x, -square);
#endif
        upy_float next = sum + square;
        lost += sum >= square ? (sum - next) + square : (square - next) + sum;
        sum = next;
    }
    upy_float result = UPY_FLOAT_FUNCTION(ldexp)(UPY_FLOAT_FUNCTION(sqrt)(sum + lost), exponent);
    if (upy_math_is_infinite(result)) {
        upy_math_raise_range();
    }
    return result;
}

static upy_value math_hypot(size_t n_args, const upy_value *args) {
    return upy_new_float(upy_math_length_of(n_args, args, NULL));
}
#else
static upy_value math_hypot(size_t n_args, const upy_value *args) {
    upy_float length = 0;
    bool is_finite = true;
    for (size_t i = 0; i < n_args; i++) {
        upy_float x = upy_math_float(args[i]);
        is_finite &= upy_math_is_finite(x);
        length = UPY_FLOAT_FUNCTION(hypot)(length, x);
    }
    if (is_finite && !upy_math_is_finite(length)) {
        upy_math_raise_range();
    }
    return upy_new_float(length);
}
#endif

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

// ---- Table ---------------------------------------------------------------------------------------

#define FUNCTION_NAMED(python_name, least, most)                                                                       \
    static const UPY_FUNCTION(math_##python_name##_function, python_name, math_##python_name, least, most)

FUNCTION_NAMED(sqrt, 1, 1);
FUNCTION_NAMED(exp, 1, 1);
FUNCTION_NAMED(expm1, 1, 1);
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
FUNCTION_NAMED(log, 1, 2);
FUNCTION_NAMED(log2, 1, 1);
FUNCTION_NAMED(log10, 1, 1);
FUNCTION_NAMED(pow, 2, 2);
FUNCTION_NAMED(atan2, 2, 2);
FUNCTION_NAMED(copysign, 2, 2);
FUNCTION_NAMED(fmod, 2, 2);
FUNCTION_NAMED(ldexp, 2, 2);
FUNCTION_NAMED(floor, 1, 1);
FUNCTION_NAMED(ceil, 1, 1);
FUNCTION_NAMED(trunc, 1, 1);
FUNCTION_NAMED(frexp, 1, 1);
FUNCTION_NAMED(modf, 1, 1);
FUNCTION_NAMED(hypot, 0, UPY_ARGS_ANY);
static const UPY_KEYWORD_FUNCTION(math_isclose_function, isclose, math_isclose, 0, 2);
static const UPY_KEYWORD_FUNCTION(math_prod_function, prod, math_prod, 1, 1);

UPY_DEFINE_FLOAT_CONSTANT(pi_value, 3.14159265358979323846);
UPY_DEFINE_FLOAT_CONSTANT(e_value, 2.71828182845904523536);
UPY_DEFINE_FLOAT_CONSTANT(tau_value, 6.28318530717958647692);
UPY_DEFINE_FLOAT_CONSTANT(inf_value, INFINITY);
UPY_DEFINE_FLOAT_CONSTANT(nan_value, NAN);

#define ENTRY_NAMED(python_name)                                                                                       \
    { UPY_NAME(python_name), (upy_value)&math_##python_name##_function }
#define OTHER_ENTRY_NAMED(python_name)                                                                                 \
    { UPY_NAME(python_name), (upy_value)&upy_math_##python_name##_function }

static const upy_pair math_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(math)},
    {UPY_NAME(pi), UPY_FLOAT_CONSTANT(pi_value, 0x400921FB54442D18)},
    {UPY_NAME(e), UPY_FLOAT_CONSTANT(e_value, 0x4005BF0A8B145769)},
    {UPY_NAME(tau), UPY_FLOAT_CONSTANT(tau_value, 0x401921FB54442D18)},
    {UPY_NAME(inf), UPY_FLOAT_CONSTANT(inf_value, 0x7FF0000000000000)},
    {UPY_NAME(nan), UPY_FLOAT_CONSTANT(nan_value, 0x7FF8000000000000)},
    ENTRY_NAMED(sqrt),
    ENTRY_NAMED(exp),
    ENTRY_NAMED(expm1),
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
    ENTRY_NAMED(log),
    ENTRY_NAMED(log2),
    ENTRY_NAMED(log10),
    ENTRY_NAMED(pow),
    ENTRY_NAMED(atan2),
    ENTRY_NAMED(copysign),
    ENTRY_NAMED(fmod),
    ENTRY_NAMED(ldexp),
    ENTRY_NAMED(floor),
    ENTRY_NAMED(ceil),
    ENTRY_NAMED(trunc),
    ENTRY_NAMED(frexp),
    ENTRY_NAMED(modf),
    ENTRY_NAMED(hypot),
    ENTRY_NAMED(isclose),
    ENTRY_NAMED(prod),
#if UPY_LEVEL >= UPY_LEVEL_FULL
    OTHER_ENTRY_NAMED(cbrt),
    OTHER_ENTRY_NAMED(exp2),
    OTHER_ENTRY_NAMED(log1p),
    OTHER_ENTRY_NAMED(ulp),
    OTHER_ENTRY_NAMED(remainder),
    OTHER_ENTRY_NAMED(fma),
    OTHER_ENTRY_NAMED(dist),
    OTHER_ENTRY_NAMED(fsum),
    OTHER_ENTRY_NAMED(sumprod),
    OTHER_ENTRY_NAMED(nextafter),
#endif
    OTHER_ENTRY_NAMED(comb),
    OTHER_ENTRY_NAMED(perm),
    OTHER_ENTRY_NAMED(gcd),
    OTHER_ENTRY_NAMED(lcm),
    OTHER_ENTRY_NAMED(isqrt),
    OTHER_ENTRY_NAMED(factorial),
};
static const UPY_DEFINE_TABLE(math_globals, math_pairs);

const upy_module upy_module_math = {{&upy_type_module}, (upy_dict *)&math_globals};

// math_more_floats.c — the math functions on floats that only the largest builds carry.
#include <math.h>

#include "core/types/containers.h"
#include "core/types/iteration.h"
#include "modules/math_floats.h"

#define FLOAT(x) ((upy_float)(x))

UPY_MATH_FUNCTION_OF_ONE_NAMED(cbrt, POLE)
UPY_MATH_FUNCTION_OF_ONE_NAMED(exp2, OVERFLOW)
UPY_MATH_FUNCTION_OF_ONE_NAMED(log1p, POLE)

static upy_value math_ulp(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = UPY_FLOAT_FUNCTION(fabs)(upy_math_float(args[0]));
    if (!upy_math_is_finite(x)) {
        return upy_new_float(x);
    }
    upy_float above = UPY_FLOAT_FUNCTION(nextafter)(x, FLOAT(INFINITY));
    return upy_new_float(upy_math_is_finite(above) ? above - x : x - UPY_FLOAT_FUNCTION(nextafter)(x, 0));
}

static upy_value math_nextafter(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NULL, UPY_NULL, false},
        {UPY_NULL, UPY_NULL, false},
        {UPY_NAME(steps), UPY_NONE, true},
    };
    upy_value values[3];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, values);
    upy_float x = upy_math_float(values[0]), y = upy_math_float(values[1]);
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

static upy_value math_fma(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float x = upy_math_float(args[0]), y = upy_math_float(args[1]), z = upy_math_float(args[2]);
    upy_float result = UPY_FLOAT_FUNCTION(fma)(x, y, z);
    if (result != result && x == x && y == y && z == z) {
        upy_math_raise_domain();
    }
    if (upy_math_is_infinite(result) && upy_math_is_finite(x) && upy_math_is_finite(y) && upy_math_is_finite(z)) {
        upy_math_raise_range();
    }
    return upy_new_float(result);
}

static upy_value math_remainder(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_math_division_remainder(args, UPY_FLOAT_FUNCTION(remainder));
}

// ---- Functions of many numbers -------------------------------------------------------------------

static upy_value math_dist(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_tuple *p = upy_as_tuple(upy_to_tuple(args[0]));
    upy_tuple *q = upy_as_tuple(upy_to_tuple(args[1]));
    if (p->length != q->length) {
        upy_raise_value_error("both points must have the same number of dimensions");
    }
    return upy_new_float(upy_math_length_of(p->length, p->items, q->items));
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
        upy_float x = upy_math_float(item);
        if (!upy_math_is_finite(x)) {
            has_infinity |= upy_math_is_infinite(x);
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

// ---- Rows for the table --------------------------------------------------------------------------

#define FUNCTION_NAMED(python_name, least, most)                                                                       \
    const UPY_FUNCTION(upy_math_##python_name##_function, python_name, math_##python_name, least, most)

FUNCTION_NAMED(cbrt, 1, 1);
FUNCTION_NAMED(exp2, 1, 1);
FUNCTION_NAMED(log1p, 1, 1);
FUNCTION_NAMED(ulp, 1, 1);
FUNCTION_NAMED(remainder, 2, 2);
FUNCTION_NAMED(fma, 3, 3);
FUNCTION_NAMED(dist, 2, 2);
FUNCTION_NAMED(fsum, 1, 1);
FUNCTION_NAMED(sumprod, 2, 2);
const UPY_KEYWORD_FUNCTION(upy_math_nextafter_function, nextafter, math_nextafter, 2, 2);

// math_floats.h — what the files of the math module that work on floats share.
#ifndef UPY_MODULES_MATH_FLOATS_H
#define UPY_MODULES_MATH_FLOATS_H

#include "core/object/raise.h"
#include "core/types/function.h"
#include "core/types/number.h"

// Rows of the module's table that are made in math_more_floats.c.
extern const upy_builtin upy_math_cbrt_function, upy_math_exp2_function, upy_math_log1p_function, upy_math_ulp_function,
    upy_math_nextafter_function, upy_math_fma_function, upy_math_remainder_function, upy_math_fsum_function,
    upy_math_sumprod_function, upy_math_dist_function;

static inline upy_float upy_math_float(upy_value v) {
    return UPY_LIKELY(upy_is_immediate_float(v)) ? upy_immediate_float_value(v) : upy_to_float(v);
}
static inline bool upy_math_is_finite(upy_float x) { return x - x == 0; }
static inline bool upy_math_is_infinite(upy_float x) { return x == x && x - x != 0; }

UPY_NORETURN void upy_math_raise_domain(void);
UPY_NORETURN void upy_math_raise_range(void);

// The result of a function at x. raises ValueError where it is not a number although x is one, or infinite at a pole;
// OverflowError where it is infinite because it is too large.
typedef enum upy_math_infinity { UPY_MATH_POLE, UPY_MATH_OVERFLOW } upy_math_infinity;
upy_value upy_math_checked(upy_float result, upy_float x, upy_math_infinity meaning);
// The length of p, or its distance from q. raises OverflowError.
upy_float upy_math_length_of(size_t n, const upy_value *p, const upy_value *q_or_null);
upy_value upy_math_division_remainder(const upy_value *args, upy_float (*function)(upy_float, upy_float));

#define UPY_MATH_FUNCTION_OF_ONE_NAMED(python_name, meaning)                                                           \
    static upy_value math_##python_name(size_t n_args, const upy_value *args) {                                        \
        (void)n_args;                                                                                                  \
        upy_float x = upy_math_float(args[0]);                                                                         \
        return upy_math_checked(UPY_FLOAT_FUNCTION(python_name)(x), x, UPY_MATH_##meaning);                            \
    }

#endif

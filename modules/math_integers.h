// math_integers.h — the functions of the math module that work on ints; joined into its table by math.c.
#ifndef UPY_MODULES_MATH_INTEGERS_H
#define UPY_MODULES_MATH_INTEGERS_H

#include "core/types/function.h"

extern const upy_builtin upy_math_comb_function, upy_math_perm_function, upy_math_gcd_function, upy_math_lcm_function,
    upy_math_isqrt_function, upy_math_factorial_function;

#endif

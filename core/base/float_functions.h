// float_functions.h — the functions of <math.h> on single-precision floats, for boards (UPY_OWN_FLOAT_FUNCTIONS).
// Meaning and special values are those of C; errno is not set. Reached through UPY_FLOAT_FUNCTION
// (core/types/number.h).
#ifndef UPY_BASE_FLOAT_FUNCTIONS_H
#define UPY_BASE_FLOAT_FUNCTIONS_H

#include <stdbool.h>
#include <stdint.h>

static inline float upy_single_fabs(float x) { return __builtin_fabsf(x); }
static inline float upy_single_copysign(float x, float sign) { return __builtin_copysignf(x, sign); }

// m · 2^e and a bit more if is_sticky, rounded half to even.
float upy_single_round_scaled(uint64_t m, bool is_sticky, int e);

float upy_single_frexp(float x, int *exponent);
float upy_single_ldexp(float x, int exponent);
float upy_single_trunc(float x);
float upy_single_floor(float x);
float upy_single_ceil(float x);
float upy_single_rint(float x); // half to even
float upy_single_fmod(float x, float y);

float upy_single_sqrt(float x);
float upy_single_hypot(float x, float y);
float upy_single_pow(float x, float y);
float upy_single_exp(float x);
float upy_single_expm1(float x);
float upy_single_log(float x);
float upy_single_log2(float x);
float upy_single_log10(float x);

float upy_single_sin(float x);
float upy_single_cos(float x);
float upy_single_tan(float x);
float upy_single_asin(float x);
float upy_single_acos(float x);
float upy_single_atan(float x);
float upy_single_atan2(float y, float x);
float upy_single_sinh(float x);
float upy_single_cosh(float x);
float upy_single_tanh(float x);
float upy_single_asinh(float x);
float upy_single_acosh(float x);
float upy_single_atanh(float x);

float upy_single_erf(float x);
float upy_single_erfc(float x);
float upy_single_tgamma(float x);
float upy_single_lgamma(float x);

#endif

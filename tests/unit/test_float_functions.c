// test_float_functions.c — the single-precision functions against the C library's double-precision ones: the error is
// within the bounds float_functions.c states, over random bit patterns and over the range where the function is curved.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/float_functions.h"

enum { ROUNDS = 100000 };

static uint64_t state = 88172645463325252u;
static uint32_t random_bits(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 20);
}

// Any float, or one of [low, high) in every other round.
static float sample(int round, float low, float high) {
    uint32_t bits = random_bits();
    float any;
    memcpy(&any, &bits, sizeof any);
    return round & 1 ? low + (high - low) * ((float)(bits >> 8) / 16777216.0f) : any;
}

// Distance in units of the last place of the wanted result.
static double error_of(float got, double exact) {
    float wanted = (float)exact;
    if (isnan(wanted) || isnan(got)) {
        return isnan(wanted) && isnan(got) ? 0 : 1e9;
    }
    if (isinf(wanted) || isinf(got)) { // next to the limit either may be rounded away
        return got == wanted || fabs(exact) > 3.402e38 ? 0 : 1e9;
    }
    float size = fabsf(wanted);
    return fabs(got - exact) / (double)(nextafterf(size, INFINITY) - size);
}

typedef float single_function(float);
typedef double double_function(double);

static void check(const char *name, single_function *ours, double_function *theirs, float low, float high,
                  double most) {
    for (int i = 0; i < ROUNDS; i++) {
        float x = sample(i, low, high);
        double error = error_of(ours(x), theirs((double)x));
        if (error > most) {
            fail_msg("%s(%.9g) = %.9g, not %.9g: off by %.2f units", name, (double)x, (double)ours(x),
                     theirs((double)x), error);
        }
    }
}

#define CHECK(name, low, high, most) check(#name, upy_single_##name, name, low, high, most)

static void rounding_is_exact(void **data) {
    (void)data;
    CHECK(trunc, -100, 100, 0);
    CHECK(floor, -100, 100, 0);
    CHECK(ceil, -100, 100, 0);
    CHECK(rint, -100, 100, 0);
    for (int i = 0; i < ROUNDS; i++) {
        float x = sample(i, -100, 100), y = sample(i, -100, 100);
        int ours, theirs;
        assert_true(error_of(upy_single_fmod(x, y), (double)fmodf(x, y)) == 0);
        if (isfinite(x)) {
            assert_true(upy_single_frexp(x, &ours) == frexpf(x, &theirs));
            assert_int_equal(ours, theirs);
            assert_true(upy_single_ldexp(x, i % 300 - 150) == ldexpf(x, i % 300 - 150));
        }
    }
}

static void elementary_functions_are_close(void **data) {
    (void)data;
    CHECK(sqrt, 0, 100, 0.51);
    CHECK(exp, -90, 90, 1.5);
    CHECK(expm1, -1, 1, 1.5);
    CHECK(log, 0, 3, 0.55);
    CHECK(log2, 0, 3, 0.55);
    CHECK(log10, 0, 1000, 0.55);
    CHECK(sin, -10, 10, 0.55);
    CHECK(cos, -10, 10, 0.55);
    CHECK(tan, -10, 10, 0.55);
    CHECK(atan, -5, 5, 0.55);
    CHECK(asin, -1, 1, 3);
    CHECK(acos, -1, 1, 3);
    CHECK(sinh, -5, 5, 3);
    CHECK(cosh, -5, 5, 3);
    CHECK(tanh, -5, 5, 3);
    CHECK(asinh, -5, 5, 3);
    CHECK(acosh, 1, 5, 3);
    CHECK(atanh, -1, 1, 3);
    for (int i = 0; i < ROUNDS; i++) {
        float x = sample(i, 0, 10), y = sample(i, -20, 20);
        y = i % 3 == 0 ? floorf(y) : y;
        assert_true(error_of(upy_single_pow(x, y), pow((double)x, (double)y)) < 1.5);
        assert_true(error_of(upy_single_atan2(x, y), atan2((double)x, (double)y)) < 0.55);
        assert_true(error_of(upy_single_hypot(x, y), hypot((double)x, (double)y)) < 3);
    }
}

static void error_function_and_gamma_are_near(void **data) {
    (void)data;
    CHECK(erf, -4, 4, 10);
    CHECK(erfc, -4, 5, 50);
    CHECK(tgamma, 0.1f, 34, 20);
    for (int i = 0; i < ROUNDS; i++) { // zero at 1 and 2, so not in units of the result
        float x = sample(1, 0.1f, 100);
        double exact = lgamma((double)x);
        assert_true(fabs((double)upy_single_lgamma(x) - exact) <= 2e-6 * fmax(1, fabs(exact)));
    }
    assert_true(upy_single_tgamma(5) == 24 && upy_single_tgamma(11) == 3628800);
}

static void whole_powers_are_exact(void **data) {
    (void)data;
    for (int x = 2; x < 30; x++) {
        for (int y = 0; pow(x, y) < 16777216; y++) {
            assert_true(upy_single_pow((float)x, (float)y) == (float)pow(x, y));
            assert_true(upy_single_pow((float)-x, (float)y) == (float)pow(-x, y));
        }
    }
    assert_true(upy_single_log10(1000) == 3 && upy_single_log2(1024) == 10 && upy_single_log2(0.125f) == -3);
}

static void special_values(void **data) {
    (void)data;
    static const float values[] = {0, -0.0f, 1, -1, INFINITY, -INFINITY, NAN, 0.5f, -0.5f, 2, -2, 3, -3, 1e-45f, 3e38f};
    enum { COUNT = sizeof values / sizeof *values };
    single_function *const ours[] = {
        upy_single_sqrt,  upy_single_exp,   upy_single_expm1, upy_single_log,   upy_single_sin,  upy_single_cos,
        upy_single_tan,   upy_single_asin,  upy_single_acos,  upy_single_atan,  upy_single_sinh, upy_single_cosh,
        upy_single_tanh,  upy_single_asinh, upy_single_acosh, upy_single_atanh, upy_single_erf,  upy_single_tgamma,
        upy_single_floor, upy_single_ceil,  upy_single_trunc, upy_single_rint};
    single_function *const theirs[] = {sqrtf, expf,    expm1f, logf,  sinf,   cosf,   tanf,   asinf,
                                       acosf, atanf,   sinhf,  coshf, tanhf,  asinhf, acoshf, atanhf,
                                       erff,  tgammaf, floorf, ceilf, truncf, rintf};
    for (size_t f = 0; f < sizeof ours / sizeof *ours; f++) {
        for (int i = 0; i < COUNT; i++) {
            float got = ours[f](values[i]), wanted = theirs[f](values[i]);
            assert_true(error_of(got, (double)wanted) < 20);
            assert_true(isnan(got) || signbit(got) == signbit(wanted));
        }
    }
    for (int i = 0; i < COUNT; i++) {
        for (int j = 0; j < COUNT; j++) {
            float x = values[i], y = values[j];
            float pairs[][2] = {{upy_single_pow(x, y), powf(x, y)},
                                {upy_single_atan2(x, y), atan2f(x, y)},
                                {upy_single_hypot(x, y), hypotf(x, y)},
                                {upy_single_fmod(x, y), fmodf(x, y)}};
            for (int f = 0; f < 4; f++) {
                assert_true(error_of(pairs[f][0], (double)pairs[f][1]) < 3);
                assert_true(isnan(pairs[f][0]) || signbit(pairs[f][0]) == signbit(pairs[f][1]));
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounding_is_exact),
        cmocka_unit_test(elementary_functions_are_close),
        cmocka_unit_test(error_function_and_gamma_are_near),
        cmocka_unit_test(whole_powers_are_exact),
        cmocka_unit_test(special_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

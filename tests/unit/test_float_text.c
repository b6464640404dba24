// test_float_text.c — float text against the C library, which is exact, and against fixed cases.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/text.h"

static char text[4096];
static size_t text_length;

static void append(void *context, const char *piece, size_t length) {
    (void)context;
    assert_true(text_length + length < sizeof text);
    memcpy(text + text_length, piece, length);
    text[text_length += length] = 0;
}

static const char *format(double value, char letter, int precision, bool alternate) {
    text_length = 0;
    text[0] = 0;
    upy_float_format(append, NULL, value, letter, precision, alternate);
    return text;
}

static const char *repr(double value, bool is_single) {
    text[upy_float_repr(text, value, is_single)] = 0;
    return text;
}

static uint64_t state = 88172645463325252u;
static uint64_t random_bits(void) {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

static double from_bits(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

// Any bits; fractions; short decimals; subnormals; powers of two; integers; middling sizes.
static double random_double(unsigned round) {
    uint64_t bits = random_bits();
    switch (round % 7) {
    case 0: return isnan(from_bits(bits)) ? 0 : from_bits(bits);
    case 1: return (double)(bits >> 11) / 9007199254740992.0;
    case 2: return (double)(int64_t)(bits % 20000000) / 1000.0;
    case 3: return from_bits((bits & 0x000fffffffffffff) >> random_bits() % 52);
    case 4: return from_bits(bits % 2047 << 52);
    case 5: return (double)bits;
    default: return from_bits((bits & 0x800fffffffffffff) | (1023 - 60 + random_bits() % 120) << 52);
    }
}

static void repr_is_pythons(void **unused) {
    (void)unused;
    static const struct {
        double value;
        const char *expected;
    } cases[] = {
        {0.0, "0.0"},
        {-0.0, "-0.0"},
        {1.0, "1.0"},
        {0.1, "0.1"},
        {-1.5, "-1.5"},
        {1e16, "1e+16"},
        {123456789012345680.0, "1.2345678901234568e+17"},
        {9999999999999998.0, "9999999999999998.0"},
        {1e-5, "1e-05"},
        {0.0001, "0.0001"},
        {5e-324, "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {1e22, "1e+22"},
        {5.684341886080802e-14, "5.684341886080802e-14"},
        {9007199254740993.0, "9007199254740992.0"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {1e100, "1e+100"},
        {0.30000000000000004, "0.30000000000000004"},
        {100.0, "100.0"},
        {1234567.0, "1234567.0"},
        {HUGE_VAL, "inf"},
        {-HUGE_VAL, "-inf"},
        {NAN, "nan"},
    };
    for (size_t i = 0; i < UPY_COUNT_OF(cases); i++) {
        assert_string_equal(repr(cases[i].value, false), cases[i].expected);
    }
    assert_string_equal(repr((double)0.1f, true), "0.1");
    assert_string_equal(repr((double)16777216.0f, true), "16777216.0");
    assert_string_equal(repr((double)3.4028235e38f, true), "3.4028235e+38");
    assert_string_equal(repr((double)1e-45f, true), "1e-45");
}

static void repr_reads_back(void **unused) {
    (void)unused;
    for (unsigned i = 0; i < 200000; i++) {
        double value = random_double(i);
        assert_true(strtod(repr(value, false), NULL) == value);
        float single = (float)value;
        assert_true(strtof(repr((double)single, true), NULL) == single);
    }
}

// Rounding is what printing with that many decimals and reading back gives.
static void rounding_equals_the_c_library(void **unused) {
    (void)unused;
    for (unsigned i = 0; i < 100000; i++) {
        double value = fabs(random_double(i));
        int digits = (int)(random_bits() % 20);
        char printed[4096];
        snprintf(printed, sizeof printed, "%.*f", digits, value);
        assert_true(isinf(value) || upy_float_round(value, digits) == strtod(printed, NULL));
    }
    assert_true(upy_float_round(1234.5, -2) == 1200 && upy_float_round(1250, -2) == 1200);
    assert_true(upy_float_round(1250.001, -2) == 1300 && upy_float_round(49, -2) == 0 &&
                upy_float_round(51, -2) == 100);
}

static void formats_equal_the_c_library(void **unused) {
    (void)unused;
    for (unsigned i = 0; i < 200000; i++) {
        char letter = "efgEFG"[random_bits() % 6], pattern[] = "%#.*f", expected[4096];
        bool alternate = random_bits() % 4 == 0;
        int precision = (int)(random_bits() % (i % 20 ? 24 : 1200));
        double value = random_double(i);
        snprintf(pattern, sizeof pattern, alternate ? "%%#.*%c" : "%%.*%c", letter);
        snprintf(expected, sizeof expected, pattern, precision, value);
        assert_string_equal(format(value, letter, precision, alternate), expected);
    }
}

static void check_parse(const char *number) {
    const char *end;
    size_t length = strlen(number);
    assert_true(upy_float_parse(number, length, &end, false) == strtod(number, NULL));
    assert_ptr_equal(end, number + length);
    assert_true((float)upy_float_parse(number, length, &end, true) == strtof(number, NULL));
}

static void parse_is_correctly_rounded(void **unused) {
    (void)unused;
    static const char *const cases[] = {
        "0",
        "0.0",
        ".5",
        "5.",
        "1e400",
        "1e-400",
        "0e999999999999999999999",
        "1e99999999999999999999",
        "1e-99999999999999999999",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "2.2250738585072011e-308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "9007199254740993",
        "9007199254740993.00000000000000000000000000000000001",
        "000000000000000000000000000000000000000000001.25",
        "0.000000000000000000000000000000000000000000000000001e51",
        "16777217",
        "16777217.0000000000000000000001",
        "7.006492321624085e-46",
        "3.4028235677973366e38",
        "1e23",
        "8.5e22",
    };
    for (size_t i = 0; i < UPY_COUNT_OF(cases); i++) {
        check_parse(cases[i]);
    }
    for (unsigned i = 0; i < 100000; i++) {
        check_parse(format(fabs(fmin(random_double(i), 1e300)), "efg"[i % 3],
                           (int)(random_bits() % (i % 50 ? 22 : 900)), false));
    }
}

// The middle between two neighbours goes to the even one, a hair more goes up: also with 1 000 digits in between.
static void ties_are_decided_by_the_last_digit(void **unused) {
    (void)unused;
    for (unsigned i = 0; i < 2000; i++) {
        uint64_t bits = random_bits() % ((uint64_t)1000 << 52) + ((uint64_t)600 << 52);
        double low = from_bits(bits);
        // low + half a unit has one bit more than a double: print it as twice the number, with halved text below.
        long double middle = ((long double)low + (long double)from_bits(bits + 1)) / 2;
        char number[3000];
        int length = snprintf(number, 1200, "%.1100Lf", middle);
        check_parse(number);
        memset(number + length, '0', 1000);
        strcpy(number + length + 1000, "1");
        check_parse(number);
    }
}

static void what_is_no_number_is_left_alone(void **unused) {
    (void)unused;
    static const struct {
        const char *number;
        size_t n_used;
    } cases[] = {{"", 0}, {".", 0}, {"e5", 0}, {"abc", 0}, {"1e", 1}, {"1e+", 1}, {"1.5.2", 3}, {"1_0", 1}, {"12x", 2}};
    for (size_t i = 0; i < UPY_COUNT_OF(cases); i++) {
        const char *end;
        upy_float_parse(cases[i].number, strlen(cases[i].number), &end, false);
        assert_int_equal(end - cases[i].number, cases[i].n_used);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repr_is_pythons),
        cmocka_unit_test(repr_reads_back),
        cmocka_unit_test(rounding_equals_the_c_library),
        cmocka_unit_test(formats_equal_the_c_library),
        cmocka_unit_test(parse_is_correctly_rounded),
        cmocka_unit_test(ties_are_decided_by_the_last_digit),
        cmocka_unit_test(what_is_no_number_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

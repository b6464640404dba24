// test_bigint.c — arithmetic on magnitudes proves itself by identities on random operands: sizes around every
// threshold, digits biased to all zeros and all ones, where carries and quotient corrections happen.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/types/bigint.h"

#define MOST 200

static uint64_t random_state = 88172645463325252u;

static uint32_t random_digit(void) { // xorshift64
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 16);
}

static uint32_t biased_digit(void) {
    switch (random_digit() % 4) {
    case 0: return 0;
    case 1: return UINT32_MAX;
    default: return random_digit();
    }
}

// A trimmed number of at most `most` digits.
static size_t random_number(uint32_t *out, size_t most) {
    size_t n = random_digit() % (most + 1);
    for (size_t i = 0; i < n; i++) {
        out[i] = biased_digit();
    }
    return upy_mag_trim(out, n);
}

static void multiply(uint32_t *out, const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    uint32_t *scratch = malloc((upy_mag_mul_scratch(na, nb) + 1) * sizeof *scratch);
    upy_mag_mul(out, a, na, b, nb, scratch);
    free(scratch);
}

static void assert_same(const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    na = upy_mag_trim(a, na);
    nb = upy_mag_trim(b, nb);
    assert_int_equal(upy_mag_compare(a, na, b, nb), 0);
}

static void subtracting_what_was_added_gives_back_the_number(void **state) {
    (void)state;
    uint32_t a[MOST], b[MOST], sum[MOST + 1];
    for (int i = 0; i < 20000; i++) {
        size_t na = random_number(a, 12), nb = random_number(b, 12);
        if (na < nb) {
            continue;
        }
        upy_mag_add(sum, a, na, b, nb);
        assert_true(upy_mag_compare(sum, upy_mag_trim(sum, na + 1), a, na) >= 0);
        upy_mag_sub(sum, sum, na + 1, b, nb);
        assert_same(sum, na + 1, a, na);
    }
}

// (a + b)^2 = a^2 + b·(2a + b), with factors short and long, equal and unequal.
static void products_distribute_over_sums(void **state) {
    (void)state;
    static uint32_t a[MOST], b[MOST], sum[MOST + 1], twice[MOST + 1], left[2 * MOST + 2], right[2 * MOST + 2],
        part[2 * MOST + 2];
    for (int i = 0; i < 3000; i++) {
        size_t most = i % 3 ? 8 + (size_t)i % 90 : MOST;
        size_t na = random_number(a, most), nb = random_number(b, most);
        if (na < nb) {
            continue;
        }
        upy_mag_add(sum, a, na, b, nb);
        upy_mag_add(twice, sum, na, a, na);
        twice[na] += sum[na];
        multiply(left, sum, na + 1, sum, na + 1);
        multiply(right, a, na, a, na);
        right[2 * na] = right[2 * na + 1] = 0;
        multiply(part, twice, na + 1, b, nb);
        memset(part + na + 1 + nb, 0, (na + 1 - nb) * sizeof *part);
        uint32_t total[2 * MOST + 3];
        upy_mag_add(total, right, 2 * na + 2, part, 2 * na + 2);
        assert_same(left, 2 * na + 2, total, 2 * na + 3);
    }
}

static void quotient_times_divisor_plus_remainder_is_the_dividend(void **state) {
    (void)state;
    static uint32_t a[MOST], b[MOST], q[MOST + 1], r[MOST], product[2 * MOST + 1], scratch[2 * MOST + 1];
    for (int i = 0; i < 20000; i++) {
        size_t na = random_number(a, i % 10 ? 10 : MOST), nb = random_number(b, i % 10 ? 8 : 90);
        if (nb == 0 || na < nb) {
            continue;
        }
        size_t nq = na - nb + 1;
        upy_mag_divmod(q, r, a, na, b, nb, scratch);
        assert_true(upy_mag_compare(r, upy_mag_trim(r, nb), b, nb) < 0);
        multiply(product, q, nq, b, nb);
        uint32_t carry = upy_mag_add(product, product, nq + nb, r, nb);
        assert_int_equal(carry, 0);
        assert_same(product, nq + nb, a, na);
        upy_mag_divmod(NULL, product, a, na, b, nb, scratch);
        assert_same(product, nb, r, nb);
    }
}

static void shifting_left_and_back_loses_nothing(void **state) {
    (void)state;
    uint32_t a[MOST], left[MOST + 20], back[MOST + 20];
    for (int i = 0; i < 20000; i++) {
        size_t na = random_number(a, 12), bits = random_digit() % 200;
        size_t n = na + bits / 32 + 1;
        upy_mag_shift_left(left, a, na, bits);
        assert_false(upy_mag_shift_right(back, left, n, bits));
        assert_same(back, n - bits / 32, a, na);
    }
}

static void shifting_right_tells_whether_ones_were_lost(void **state) {
    (void)state;
    uint32_t a[3] = {0, 8, 1}, out[3];
    assert_false(upy_mag_shift_right(out, a, 3, 35));
    assert_true(upy_mag_shift_right(out, a, 3, 36));
    assert_int_equal(out[0], 1u << 28);
}

// x & y + x | y = x + y and x ^ y = x | y - x & y hold in two's complement for any signs; small numbers
// are checked against the machine.
static void bitwise_operators_agree_with_machine_words(void **state) {
    (void)state;
    for (int i = 0; i < 20000; i++) {
        int64_t x = (int64_t)((uint64_t)biased_digit() << 20 | random_digit() % 4) * (i & 1 ? -1 : 1);
        int64_t y = (int64_t)((uint64_t)biased_digit() << 9 | random_digit() % 4) * (i & 2 ? -1 : 1);
        uint64_t mx = x < 0 ? 0 - (uint64_t)x : (uint64_t)x, my = y < 0 ? 0 - (uint64_t)y : (uint64_t)y;
        uint32_t a[2] = {(uint32_t)mx, (uint32_t)(mx >> 32)}, b[2] = {(uint32_t)my, (uint32_t)(my >> 32)}, out[3];
        int64_t expected[3] = {x & y, x | y, x ^ y};
        for (int op = UPY_MAG_AND; op <= UPY_MAG_XOR; op++) {
            bool negative = upy_mag_bitwise(out, 3, (upy_mag_bitwise_op)op, a, 2, x < 0, b, 2, y < 0);
            uint64_t magnitude = out[0] | (uint64_t)out[1] << 32;
            assert_int_equal(out[2], 0);
            assert_true((int64_t)(negative ? 0 - magnitude : magnitude) == expected[op]);
        }
    }
}

static void powers_modulo_follow_fermat(void **state) {
    (void)state;
    // p = 2^127 - 1 is prime: a^(p - 1) = 1 mod p.
    uint32_t p[4] = {UINT32_MAX, UINT32_MAX, UINT32_MAX, INT32_MAX}, exponent[4], a[4], out[4], scratch[64];
    assert_true(upy_mag_pow_mod_scratch(4) <= 64);
    memcpy(exponent, p, sizeof p);
    exponent[0]--;
    for (int i = 0; i < 50; i++) {
        size_t na = random_number(a, 3);
        if (na == 0) {
            continue;
        }
        upy_mag_pow_mod(out, a, na, exponent, 4, p, 4, scratch);
        static const uint32_t one = 1;
        assert_same(out, 4, &one, 1);
    }
}

static void text_in_every_base_reads_back(void **state) {
    (void)state;
    uint32_t a[MOST], copy[MOST], back[MOST + 40];
    static char text[MOST * 33];
    for (int i = 0; i < 5000; i++) {
        unsigned base = 2 + random_digit() % 35;
        size_t na = random_number(a, i % 50 ? 6 : MOST);
        size_t room = upy_mag_text_size(na, base);
        assert_true(room <= sizeof text);
        memcpy(copy, a, na * sizeof *a);
        size_t length = upy_mag_to_text(text + room, copy, na, base, i & 1);
        assert_true(length <= room);
        assert_true(length == 0 || text[room - length] != '0');
        size_t n = upy_mag_text_digits(length, base);
        assert_true(n <= MOST + 40);
        memset(back, 0, sizeof back);
        size_t count = upy_mag_from_text(back, n, text + room - length, length, base);
        assert_true(count <= n);
        assert_same(back, count, a, na);
    }
}

static void known_decimal_text(void **state) {
    (void)state;
    uint32_t a[4] = {0, 0, 0, 1}; // 2^96
    char text[64];
    size_t length = upy_mag_to_text(text + 64, a, 4, 10, false);
    static const char expected[] = "79228162514264337593543950336";
    assert_int_equal(length, sizeof expected - 1);
    assert_memory_equal(text + 64 - length, expected, length);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subtracting_what_was_added_gives_back_the_number),
        cmocka_unit_test(products_distribute_over_sums),
        cmocka_unit_test(quotient_times_divisor_plus_remainder_is_the_dividend),
        cmocka_unit_test(shifting_left_and_back_loses_nothing),
        cmocka_unit_test(shifting_right_tells_whether_ones_were_lost),
        cmocka_unit_test(bitwise_operators_agree_with_machine_words),
        cmocka_unit_test(powers_modulo_follow_fermat),
        cmocka_unit_test(text_in_every_base_reads_back),
        cmocka_unit_test(known_decimal_text),
    };
    return cmocka_run_group_tests_name("bigint", tests, NULL, NULL);
}

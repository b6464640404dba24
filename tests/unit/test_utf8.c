// test_utf8.c — UTF-8 and hashing against slow definitions of the same.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/text.h"

static void every_code_point_survives_encoding(void **unused) {
    (void)unused;
    for (uint32_t c = 0; c <= 0x10ffff; c++) {
        char text[4];
        size_t length = upy_utf8_encode(c, text);
        const char *p = text;
        assert_int_equal(upy_utf8_next(&p), c);
        assert_int_equal(p - text, length);
        bool is_surrogate = c >= 0xd800 && c < 0xe000;
        assert_int_equal(upy_utf8_valid_prefix(text, length, true), length);
        assert_int_equal(upy_utf8_valid_prefix(text, length, false), is_surrogate ? 0 : length);
        assert_int_equal(upy_utf8_valid_prefix(text, length - 1, true), 0);
    }
}

static void malformed_text_is_refused(void **unused) {
    (void)unused;
    static const char *const bad[] = {
        "\x80", "\xc0\x80", "\xc1\xbf",     "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
        "\xff", "\xe2\x82", "\xe2\x28\xa1", "\xf0\x9f\x98"};
    for (size_t i = 0; i < UPY_COUNT_OF(bad); i++) {
        char text[32] = "plain text, 21 bytes ";
        strcat(text, bad[i]);
        assert_int_equal(upy_utf8_valid_prefix(text, strlen(text), true), 21);
    }
}

static void counts_and_offsets_agree_with_stepping(void **unused) {
    (void)unused;
    static const char text[] = "aé€😀 long enough for several words, ünd more ☃☃☃☃☃☃ 😀😀😀 end";
    for (size_t from = 0; from < 8; from++) {
        if ((text[from] & 0xc0) == 0x80) {
            continue;
        }
        const char *start = text + from, *end = text + sizeof text - 1, *p = start;
        size_t n = 0;
        for (; p < end; n++) {
            assert_int_equal(upy_utf8_offset(start, (size_t)(end - start), n), p - start);
            assert_int_equal(upy_utf8_count(start, (size_t)(p - start)), n);
            upy_utf8_next(&p);
        }
        assert_int_equal(upy_utf8_count(start, (size_t)(end - start)), n);
        assert_int_equal(upy_utf8_offset(start, (size_t)(end - start), n), end - start);
        assert_int_equal(upy_utf8_offset(start, (size_t)(end - start), n + 100), end - start);
    }
}

static void ascii_is_recognised_at_every_length(void **unused) {
    (void)unused;
    char text[40];
    memset(text, 'x', sizeof text);
    for (size_t length = 0; length < sizeof text; length++) {
        assert_true(upy_is_ascii(text, length));
        for (size_t i = 0; i < length; i++) {
            text[i] = (char)0x80;
            assert_false(upy_is_ascii(text, length));
            text[i] = 'x';
        }
    }
}

// Values of hash_name() in tools/make-names.
static void hashes_are_those_of_the_name_table(void **unused) {
    (void)unused;
    assert_int_equal(upy_hash_bytes("", 0), 0x11c9dc1);
    assert_int_equal(upy_hash_bytes("append", 6), 0x69982e1);
    assert_int_equal(upy_hash_bytes("__init__", 8), 0x158b98d9);
    assert_int_equal(upy_hash_bytes("\xc3\xa9", 2), 0x1e9de8c1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_survives_encoding),     cmocka_unit_test(malformed_text_is_refused),
        cmocka_unit_test(counts_and_offsets_agree_with_stepping), cmocka_unit_test(ascii_is_recognised_at_every_length),
        cmocka_unit_test(hashes_are_those_of_the_name_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

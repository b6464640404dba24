// int_text.c — ints from and to text in any base from 2 to 36.
#include "core/types/int_operand.h"

#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/object/raise.h"

// The base a prefix (0x, 0o, 0b) stands for; 0 if there is none.
static unsigned prefix_base(const char *text, const char *end) {
    if (end - text < 2 || text[0] != '0') {
        return 0;
    }
    char letter = text[1] | 0x20;
    return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
}

// Digits and underscores only, at least one digit, the first character a digit unless a prefix came before.
static bool is_well_formed(const char *text, const char *end, unsigned base, bool after_prefix) {
    bool has_digit = false;
    if (text < end && *text == '_' && !after_prefix) {
        return false;
    }
    for (const char *p = text; p < end; p++) {
        if (*p == '_') {
            continue;
        }
        if (upy_digit_value(*p) >= base) {
            return false;
        }
        has_digit = true;
    }
    return has_digit;
}

static bool is_zero(const char *text, const char *end) {
    while (text < end && (*text == '0' || *text == '_')) {
        text++;
    }
    return text == end;
}

#define LOCAL_DIGITS 6 // enough for 32 characters of any base

// The value of well-formed digits.
static upy_value from_digits_text(const char *text, const char *end, unsigned base, bool is_negative) {
    uint32_t local[LOCAL_DIGITS];
    size_t length = (size_t)(end - text), n = upy_mag_text_digits(length, base);
    uint32_t *digits = n <= LOCAL_DIGITS ? local : upy_int_allocate_scratch(n);
    memset(digits, 0, n * sizeof *digits);
    size_t count = upy_mag_from_text(digits, n, text, length, base);
    upy_value result = upy_int_from_digits(digits, count, is_negative);
    if (digits != local) {
        upy_heap_free_storage(digits);
    }
    return result;
}

upy_value upy_parse_int(const char *text, size_t length, int base) {
    const char *end = text + length;
    upy_trim_space(&text, &end);
    bool is_negative = text < end && *text == '-';
    if (text < end && (*text == '-' || *text == '+')) {
        text++;
    }
    unsigned prefixed = prefix_base(text, end);
    bool has_prefix = prefixed != 0 && (base == 0 || (unsigned)base == prefixed);
    bool is_decimal_literal = base == 0 && !has_prefix;
    if (has_prefix) {
        text += 2;
        base = (int)prefixed;
    } else if (base == 0) {
        base = 10;
    }
    if (!is_well_formed(text, end, (unsigned)base, has_prefix)) {
        return UPY_NULL;
    }
    if (is_decimal_literal && *text == '0' && !is_zero(text, end)) {
        return UPY_NULL;
    }
    return from_digits_text(text, end, (unsigned)base, is_negative);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
// The usual case, quicker.
static void print_word(const upy_writer *w, uint64_t magnitude, bool is_negative, unsigned base, bool upper) {
    char text[66], *end = text + sizeof text, *p = end;
    do {
        unsigned digit = (unsigned)(magnitude % base);
        *--p = (char)(digit < 10 ? '0' + digit : (upper ? 'A' : 'a') + digit - 10);
        magnitude /= base;
    } while (magnitude != 0);
    if (is_negative) {
        *--p = '-';
    }
    upy_write(w, p, (size_t)(end - p));
}
#endif

void upy_int_print(const upy_writer *w, upy_value v, int base, bool upper) {
    uint32_t local_digits[LOCAL_DIGITS], *digits = local_digits;
    char local_text[LOCAL_DIGITS * 33 + 1], *text = local_text;
    size_t room = sizeof local_text;
    upy_int_operand x;
    upy_int_load(&x, v);
    size_t n = x.count;
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (n <= 2) {
        print_word(w, x.local[0] | (uint64_t)x.local[1] << 32, x.is_negative, (unsigned)base, upper);
        return;
    }
#endif
    bool is_long = n > LOCAL_DIGITS;
    if (is_long) {
        room = upy_mag_text_size(n, (unsigned)base) + 1;
        digits = upy_int_allocate_scratch(n);
        text = upy_heap_alloc_storage(room);
        upy_int_load(&x, v);
    }
    memcpy(digits, x.digits, n * sizeof *digits);
    char *end = text + room, *p = end - upy_mag_to_text(end, digits, n, (unsigned)base, upper);
    if (p == end) {
        *--p = '0';
    }
    if (x.is_negative) {
        *--p = '-';
    }
    if (is_long) {
        upy_heap_free_storage(digits);
    }
    upy_write(w, p, (size_t)(end - p));
    if (is_long) {
        upy_heap_free_storage(text);
    }
}

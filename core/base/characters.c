// characters.c — what ASCII characters mean in the text of numbers: digits, and white space around them.
#include "core/base/text.h"

unsigned upy_digit_value(char c) {
    if (c >= '0' && c <= '9') {
        return (unsigned)(c - '0');
    }
    c |= 0x20;
    return c >= 'a' && c <= 'z' ? (unsigned)(c - 'a') + 10 : 255;
}

bool upy_is_ascii_space(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

void upy_trim_space(const char **text, const char **end) {
    while (*text < *end && upy_is_ascii_space((unsigned char)**text)) {
        ++*text;
    }
    while (*end > *text && upy_is_ascii_space((unsigned char)(*end)[-1])) {
        --*end;
    }
}

bool upy_read_digits(const char **text, const char *end, intptr_t *value) {
    for (*value = 0; *text < end && **text >= '0' && **text <= '9'; ++*text) {
        if (*value > (INTPTR_MAX - 9) / 10) {
            return false;
        }
        *value = *value * 10 + (**text - '0');
    }
    return true;
}

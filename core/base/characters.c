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

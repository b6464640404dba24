// search.c — substring search.
//
// One byte is left to memchr. Longer needles are compared from their last byte; on a mismatch the
// byte after the window is looked up in a 32-bit set of the needle's bytes, and if it cannot be part
// of the needle the window jumps past it. No table to set up, so short searches stay cheap.
#include "core/types/search.h"

#include <string.h>

static inline uint32_t byte_bit(char c) { return (uint32_t)1 << ((unsigned char)c & 31); }

size_t upy_search(const char *text, size_t length, const char *needle, size_t needle_length) {
    if (needle_length > length) {
        return UPY_NOT_FOUND;
    }
    if (needle_length == 0) {
        return 0;
    }
    if (needle_length == 1) {
        const char *found = memchr(text, (unsigned char)needle[0], length);
        return found == NULL ? UPY_NOT_FOUND : (size_t)(found - text);
    }
    size_t last = needle_length - 1, end = length - needle_length;
    char last_byte = needle[last];
    uint32_t set = byte_bit(last_byte);
    size_t skip = last; // how far the window may move when its last byte matched but the rest did not
    for (size_t i = 0; i < last; i++) {
        set |= byte_bit(needle[i]);
        if (needle[i] == last_byte) {
            skip = last - i - 1;
        }
    }
    for (size_t at = 0; at <= end; at++) {
        if (text[at + last] == last_byte) {
            if (memcmp(text + at, needle, last) == 0) {
                return at;
            }
            if (at < end && !(set & byte_bit(text[at + needle_length]))) {
                at += needle_length;
            } else {
                at += skip;
            }
        } else if (at < end && !(set & byte_bit(text[at + needle_length]))) {
            at += needle_length;
        }
    }
    return UPY_NOT_FOUND;
}

size_t upy_search_last(const char *text, size_t length, const char *needle, size_t needle_length) {
    if (needle_length > length) {
        return UPY_NOT_FOUND;
    }
    if (needle_length == 0) {
        return length;
    }
    for (size_t at = length - needle_length + 1; at-- > 0;) {
        if (text[at] == needle[0] && memcmp(text + at, needle, needle_length) == 0) {
            return at;
        }
    }
    return UPY_NOT_FOUND;
}

size_t upy_search_count(const char *text, size_t length, const char *needle, size_t needle_length, size_t limit) {
    size_t count = 0;
    while (count < limit) {
        size_t at = upy_search(text, length, needle, needle_length);
        if (at == UPY_NOT_FOUND) {
            break;
        }
        count++;
        at += needle_length;
        text += at;
        length -= at;
    }
    return count;
}

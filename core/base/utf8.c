// utf8.c — checking, counting and stepping through UTF-8.
//
// Text is ASCII nearly always, so every loop over unknown text first takes whole words while no byte
// has its top bit set. Words are read with memcpy: any alignment, no aliasing trouble.
#include <string.h>

#include "core/base/text.h"

#define TOP_BITS (UINTPTR_MAX / 255 * 0x80)
#define ONES (UINTPTR_MAX / 255)

static inline uintptr_t load_word(const char *p) {
    uintptr_t w;
    memcpy(&w, p, sizeof w);
    return w;
}

static inline bool is_continuation(unsigned char c) { return (c & 0xc0) == 0x80; }

// Length of the ASCII prefix.
static size_t ascii_prefix(const char *s, size_t length) {
    size_t i = 0;
    while (length - i >= sizeof(uintptr_t) && (load_word(s + i) & TOP_BITS) == 0) {
        i += sizeof(uintptr_t);
    }
    while (i < length && (unsigned char)s[i] < 0x80) {
        i++;
    }
    return i;
}

bool upy_is_ascii(const char *s, size_t length) { return ascii_prefix(s, length) == length; }

// Bytes of the valid sequence at s, which begins with a byte >= 0x80; 0 if it is not valid. The bounds of
// the second byte are those of RFC 3629, section 4: no overlong forms, nothing above U+10FFFF.
static size_t valid_sequence(const unsigned char *s, size_t length, bool allow_surrogates) {
    unsigned char lead = s[0];
    size_t needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || length < needed) {
        return 0;
    }
    unsigned char low = 0x80, high = 0xbf;
    if (lead == 0xe0) {
        low = 0xa0;
    } else if (lead == 0xed && !allow_surrogates) {
        high = 0x9f;
    } else if (lead == 0xf0) {
        low = 0x90;
    } else if (lead == 0xf4) {
        high = 0x8f;
    }
    if (s[1] < low || s[1] > high) {
        return 0;
    }
    for (size_t i = 2; i < needed; i++) {
        if (!is_continuation(s[i])) {
            return 0;
        }
    }
    return needed;
}

size_t upy_utf8_valid_prefix(const char *s, size_t length, bool allow_surrogates) {
    size_t i = 0;
    for (;;) {
        i += ascii_prefix(s + i, length - i);
        if (i == length) {
            return i;
        }
        size_t n = valid_sequence((const unsigned char *)s + i, length - i, allow_surrogates);
        if (n == 0) {
            return i;
        }
        i += n;
    }
}

// Continuation bytes among the bytes of w: top bit set, next one clear.
static inline size_t count_continuations(uintptr_t w) {
    uintptr_t marks = (w >> 7) & ~(w >> 6) & ONES;
    return (size_t)((marks * ONES) >> (8 * (sizeof(uintptr_t) - 1)));
}

size_t upy_utf8_count(const char *s, size_t length) {
    size_t i = 0, continuations = 0;
    for (; length - i >= sizeof(uintptr_t); i += sizeof(uintptr_t)) {
        continuations += count_continuations(load_word(s + i));
    }
    for (; i < length; i++) {
        continuations += is_continuation((unsigned char)s[i]);
    }
    return length - continuations;
}

uint32_t upy_utf8_next(const char **p) {
    const unsigned char *s = (const unsigned char *)*p;
    uint32_t c = s[0];
    if (c < 0x80) {
        *p += 1;
        return c;
    }
    if (c < 0xe0) {
        *p += 2;
        return (c & 0x1f) << 6 | (s[1] & 0x3fu);
    }
    if (c < 0xf0) {
        *p += 3;
        return (c & 0x0f) << 12 | (s[1] & 0x3fu) << 6 | (s[2] & 0x3fu);
    }
    *p += 4;
    return (c & 0x07) << 18 | (s[1] & 0x3fu) << 12 | (s[2] & 0x3fu) << 6 | (s[3] & 0x3fu);
}

size_t upy_utf8_encode(uint32_t c, char out[4]) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3f));
        out[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3f));
    out[2] = (char)(0x80 | (c >> 6 & 0x3f));
    out[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

// Words are skipped while they lie wholly before the code point; its first byte is then the first
// non-continuation byte after `index` others.
size_t upy_utf8_offset(const char *s, size_t length, size_t index) {
    size_t i = 0;
    while (length - i >= sizeof(uintptr_t)) {
        size_t begun = sizeof(uintptr_t) - count_continuations(load_word(s + i));
        if (begun > index) {
            break;
        }
        index -= begun;
        i += sizeof(uintptr_t);
    }
    for (; i < length; i++) {
        if (!is_continuation((unsigned char)s[i]) && index-- == 0) {
            return i;
        }
    }
    return length;
}

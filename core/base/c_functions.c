// c_functions.c — the functions of the C library that copy, fill, compare and divide, for builds without an operating
// system: the toolchain's are unrolled for long blocks and take 2 KB more than these.
#include <stddef.h>
#include <stdint.h>

typedef uint32_t __attribute__((may_alias)) word; // as which blocks of any type are copied

static int are_aligned(const void *a, const void *b, size_t n) { return (((uintptr_t)a | (uintptr_t)b | n) & 3) == 0; }

void *memmove(void *to, const void *from, size_t n) {
    if (are_aligned(to, from, n)) {
        word *t = to;
        const word *f = from;
        n /= 4;
        if ((uintptr_t)t - (uintptr_t)f >= 4 * n) { // t lies before f, or behind its end
            for (size_t i = 0; i < n; i++) {
                t[i] = f[i];
            }
        } else {
            while (n > 0) {
                n--;
                t[n] = f[n];
            }
        }
        return to;
    }
    uint8_t *t = to;
    const uint8_t *f = from;
    if ((uintptr_t)t - (uintptr_t)f >= n) {
        for (size_t i = 0; i < n; i++) {
            t[i] = f[i];
        }
    } else {
        while (n > 0) {
            n--;
            t[n] = f[n];
        }
    }
    return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t n) { return memmove(to, from, n); }

void *memset(void *to, int value, size_t n) {
    if (are_aligned(to, to, n)) {
        uint32_t pattern = (uint8_t)value * 0x01010101u;
        for (word *t = to, *end = t + n / 4; t < end; t++) {
            *t = pattern;
        }
        return to;
    }
    for (uint8_t *t = to, *end = t + n; t < end; t++) {
        *t = (uint8_t)value;
    }
    return to;
}

int memcmp(const void *a, const void *b, size_t n) {
    const uint8_t *x = a, *y = b;
    for (; n > 0; n--, x++, y++) {
        if (*x != *y) {
            return *x - *y;
        }
    }
    return 0;
}

void *memchr(const void *in, int value, size_t n) {
    const uint8_t *p = in;
    for (; n > 0; n--, p++) {
        if (*p == (uint8_t)value) {
            return (void *)(uintptr_t)p;
        }
    }
    return NULL;
}

size_t strlen(const char *s) {
    const char *end = s;
    while (*end) {
        end++;
    }
    return (size_t)(end - s);
}

int strcmp(const char *a, const char *b) {
    while (*a && *a == *b) {
        a++, b++;
    }
    return (uint8_t)*a - (uint8_t)*b;
}

char *strchr(const char *s, int c) {
    for (; *s != (char)c; s++) {
        if (!*s) {
            return NULL;
        }
    }
    return (char *)(uintptr_t)s;
}

// Division of 64-bit numbers, under the name by which the compiler's library calls it. divisor is not 0.
uint64_t __udivmoddi4(uint64_t n, uint64_t divisor, uint64_t *remainder);
uint64_t __udivmoddi4(uint64_t n, uint64_t divisor, uint64_t *remainder) {
    uint64_t quotient = 0, bit = 1;
    while (divisor < n && !(divisor >> 63)) {
        divisor <<= 1;
        bit <<= 1;
    }
    for (; bit; bit >>= 1, divisor >>= 1) {
        if (n >= divisor) {
            n -= divisor;
            quotient |= bit;
        }
    }
    if (remainder) {
        *remainder = n;
    }
    return quotient;
}

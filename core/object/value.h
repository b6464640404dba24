// value.h — the value word: the only file that knows which bits mean what.
//
// A upy_value is one machine word. Whatever the encoding, the address of an object is the value
// of that object (so static tables can hold address constants), the zero word is never a value,
// and integers of at least 31 bits need no memory.
//
// 64-bit words (NaN-boxing; doubles are offset by 2^49 so that pointers need no change):
//     0000 pppp pppp pppp     object at address p
//     0002 … FFFC …           double, bits + 2^49 (a NaN is always the canonical one)
//     FFFE … FFFF …           integer, 49 bits two's complement
//
// 32-bit words:
//     …………………1                integer, 31 bits two's complement
//     ………………00                object
//     ………………10                single-precision float whose exponent lies within [-31, 32], or zero:
//                            rotated left by one, exponent rebased, so that no bit is lost
//     Floats outside that window, and all floats of a double-precision build, are objects.
#ifndef UPY_OBJECT_VALUE_H
#define UPY_OBJECT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/base/config.h"

// Never dereferenced as such; a distinct pointer type so that mixing values and numbers is an error.
typedef struct upy_value_bits *upy_value;

// "No value": never visible to Python code. Each function that may return it says what it means.
#define UPY_NULL ((upy_value)0)

// Markers for slots; never values of Python code and never equal to an object's address.
#define UPY_MARK_LOAD ((upy_value)(uintptr_t)4)   // subscript slot: load (instead of store or delete)
#define UPY_MARK_DELETE ((upy_value)(uintptr_t)8) // subscript and attribute slots: delete

#if UPY_WORD_BITS == 64

#define UPY_SMALL_INT_BITS 49
#define UPY_VALUE_FLOAT_OFFSET 0x0002000000000000u
#define UPY_VALUE_INT_TAG 0xFFFE000000000000u

// Constant expression for a constant i within range; usable in static initialisers.
#define UPY_SMALL_INT(i) ((upy_value)(((uintptr_t)(intptr_t)(i) & ~UPY_VALUE_INT_TAG) | UPY_VALUE_INT_TAG))

static inline bool upy_is_small_int(upy_value v) { return (uintptr_t)v >= UPY_VALUE_INT_TAG; }
static inline bool upy_are_small_ints(upy_value a, upy_value b) {
    return ((uintptr_t)a & (uintptr_t)b) >= UPY_VALUE_INT_TAG;
}
static inline intptr_t upy_small_int_value(upy_value v) { return (intptr_t)((uintptr_t)v << 15) >> 15; }

static inline bool upy_is_object(upy_value v) { return (uintptr_t)v < UPY_VALUE_FLOAT_OFFSET; }

// A float held in the word itself. Every float is, except boxed ones that C modules put in tables.
static inline bool upy_is_immediate_float(upy_value v) {
    return (uintptr_t)v - UPY_VALUE_FLOAT_OFFSET < UPY_VALUE_INT_TAG - UPY_VALUE_FLOAT_OFFSET;
}
static inline upy_float upy_immediate_float_value(upy_value v) {
    uint64_t bits = (uintptr_t)v - UPY_VALUE_FLOAT_OFFSET;
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
}
// For results of arithmetic on values: those are NaN-canonical already.
static inline upy_value upy_float_from_arithmetic(double d) {
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return (upy_value)(bits + UPY_VALUE_FLOAT_OFFSET);
}

#else // 32-bit words

#define UPY_SMALL_INT_BITS 31
#define UPY_SMALL_INT(i) ((upy_value)(((uintptr_t)(intptr_t)(i) << 1) | 1u))

static inline bool upy_is_small_int(upy_value v) { return ((uintptr_t)v & 1u) != 0; }
static inline bool upy_are_small_ints(upy_value a, upy_value b) { return ((uintptr_t)a & (uintptr_t)b & 1u) != 0; }
static inline intptr_t upy_small_int_value(upy_value v) { return (intptr_t)v >> 1; }

static inline bool upy_is_object(upy_value v) { return ((uintptr_t)v & 3u) == 0; }

#if UPY_FLOAT_DOUBLE || !UPY_FLOATS
static inline bool upy_is_immediate_float(upy_value v) {
    (void)v;
    return false;
}
static inline upy_float upy_immediate_float_value(upy_value v) {
    (void)v;
    return 0;
}
#else
#define UPY_VALUE_FLOAT_WINDOW (96u << 24) // biased exponent of 2^-31, in rotated form
static inline bool upy_is_immediate_float(upy_value v) { return ((uintptr_t)v & 3u) == 2; }
static inline upy_float upy_immediate_float_value(upy_value v) {
    uint32_t rotated = (uint32_t)(uintptr_t)v >> 2;
    if (rotated > 1) {
        rotated += UPY_VALUE_FLOAT_WINDOW;
    }
    uint32_t bits = (rotated >> 1) | (rotated << 31);
    float f;
    memcpy(&f, &bits, sizeof f);
    return f;
}
// The value of f if it fits the window, else UPY_NULL (the caller boxes it).
static inline upy_value upy_immediate_float_or_null(float f) {
    uint32_t bits;
    memcpy(&bits, &f, sizeof bits);
    uint32_t rotated = (bits << 1) | (bits >> 31);
    if (rotated > 1) {
        rotated -= UPY_VALUE_FLOAT_WINDOW;
        if (rotated <= 1 || rotated >= 1u << 30) {
            return UPY_NULL;
        }
    }
    return (upy_value)(uintptr_t)((rotated << 2) | 2u);
}
#endif

#endif // word size

// ---- Arithmetic on small ints: false if the result does not fit (then *result is unchanged) -----
// The add and multiply work on operands moved to the top of the word, so that the processor's own
// overflow flag is the range check.
#if UPY_WORD_BITS == 64
static inline bool upy_small_add(upy_value a, upy_value b, upy_value *result) {
    intptr_t sum;
    if (__builtin_add_overflow((intptr_t)((uintptr_t)a << 15), (intptr_t)((uintptr_t)b << 15), &sum)) {
        return false;
    }
    *result = (upy_value)((uintptr_t)sum >> 15 | UPY_VALUE_INT_TAG);
    return true;
}
static inline bool upy_small_sub(upy_value a, upy_value b, upy_value *result) {
    intptr_t difference;
    if (__builtin_sub_overflow((intptr_t)((uintptr_t)a << 15), (intptr_t)((uintptr_t)b << 15), &difference)) {
        return false;
    }
    *result = (upy_value)((uintptr_t)difference >> 15 | UPY_VALUE_INT_TAG);
    return true;
}
static inline bool upy_small_mul(upy_value a, upy_value b, upy_value *result) {
    intptr_t product;
    if (__builtin_mul_overflow((intptr_t)((uintptr_t)a << 15), upy_small_int_value(b), &product)) {
        return false;
    }
    *result = (upy_value)((uintptr_t)product >> 15 | UPY_VALUE_INT_TAG);
    return true;
}
static inline bool upy_small_less(upy_value a, upy_value b) {
    return (intptr_t)((uintptr_t)a << 15) < (intptr_t)((uintptr_t)b << 15);
}
static inline upy_value upy_small_xor(upy_value a, upy_value b) {
    return (upy_value)(((uintptr_t)a ^ (uintptr_t)b) | UPY_VALUE_INT_TAG);
}
#else
static inline bool upy_small_add(upy_value a, upy_value b, upy_value *result) {
    intptr_t sum;
    if (__builtin_add_overflow((intptr_t)a, (intptr_t)b - 1, &sum)) {
        return false;
    }
    *result = (upy_value)sum;
    return true;
}
static inline bool upy_small_sub(upy_value a, upy_value b, upy_value *result) {
    intptr_t difference;
    if (__builtin_sub_overflow((intptr_t)a, (intptr_t)b - 1, &difference)) {
        return false;
    }
    *result = (upy_value)difference;
    return true;
}
static inline bool upy_small_mul(upy_value a, upy_value b, upy_value *result) {
    intptr_t product;
    if (__builtin_mul_overflow((intptr_t)a - 1, (intptr_t)b >> 1, &product)) {
        return false;
    }
    *result = (upy_value)(product + 1);
    return true;
}
static inline bool upy_small_less(upy_value a, upy_value b) { return (intptr_t)a < (intptr_t)b; }
static inline upy_value upy_small_xor(upy_value a, upy_value b) {
    return (upy_value)(((uintptr_t)a ^ (uintptr_t)b) | 1u);
}
#endif
static inline upy_value upy_small_and(upy_value a, upy_value b) { return (upy_value)((uintptr_t)a & (uintptr_t)b); }
static inline upy_value upy_small_or(upy_value a, upy_value b) { return (upy_value)((uintptr_t)a | (uintptr_t)b); }

static inline bool upy_are_immediate_floats(upy_value a, upy_value b) {
    return upy_is_immediate_float(a) && upy_is_immediate_float(b);
}

#define UPY_SMALL_INT_MAX ((intptr_t)(((uintptr_t)1 << (UPY_SMALL_INT_BITS - 1)) - 1))
#define UPY_SMALL_INT_MIN (-UPY_SMALL_INT_MAX - 1)

static inline bool upy_fits_small_int(intptr_t i) { return i >= UPY_SMALL_INT_MIN && i <= UPY_SMALL_INT_MAX; }

// i must fit (see upy_fits_small_int); upy_new_int() takes any.
static inline upy_value upy_small_int(intptr_t i) { return UPY_SMALL_INT(i); }

#endif

// bigint.h — arithmetic on magnitudes: arrays of 32-bit digits, least significant first.
//
// Pure functions on memory the caller owns: nothing is allocated, nothing raises, no Python object
// is known here, so they can be tested alone. Counts may include leading zero digits unless a
// function says otherwise. Output arrays must not overlap inputs unless stated.
#ifndef UPY_TYPES_BIGINT_H
#define UPY_TYPES_BIGINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

size_t upy_mag_trim(const uint32_t *a, size_t n);                                // n without leading zero digits
int upy_mag_compare(const uint32_t *a, size_t na, const uint32_t *b, size_t nb); // trimmed operands; -1, 0, 1
size_t upy_mag_bit_length(const uint32_t *a, size_t n);                          // trimmed operand

// out[0, na + 1) = a + b, na >= nb; out may be a. Returns the last digit (carry).
uint32_t upy_mag_add(uint32_t *out, const uint32_t *a, size_t na, const uint32_t *b, size_t nb);
// out[0, na) = a - b, a >= b, na >= nb; out may be a or b.
void upy_mag_sub(uint32_t *out, const uint32_t *a, size_t na, const uint32_t *b, size_t nb);

// out[0, na + nb) = a * b. scratch: upy_mag_mul_scratch() digits.
void upy_mag_mul(uint32_t *out, const uint32_t *a, size_t na, const uint32_t *b, size_t nb, uint32_t *scratch);
size_t upy_mag_mul_scratch(size_t na, size_t nb);
// a = a * factor + addend in place; returns the carry out of the n digits.
uint32_t upy_mag_mul_add_digit(uint32_t *a, size_t n, uint32_t factor, uint32_t addend);

// q[0, n) = a / d; returns the remainder. q may be a.
uint32_t upy_mag_div_digit(uint32_t *q, const uint32_t *a, size_t n, uint32_t d);
// q[0, na - nb + 1) = a / b, r[0, nb) = a % b; b trimmed, nb >= 1, na >= nb. q or r may be NULL.
// scratch: na + 1 + nb digits.
void upy_mag_divmod(uint32_t *q, uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b, size_t nb,
                    uint32_t *scratch);

// out[0, na + bits / 32 + 1) = a << bits; out may not be a.
void upy_mag_shift_left(uint32_t *out, const uint32_t *a, size_t na, size_t bits);
// out[0, na - bits / 32) = a >> bits, bits / 32 < na; returns whether a one bit was lost. out may be a.
bool upy_mag_shift_right(uint32_t *out, const uint32_t *a, size_t na, size_t bits);

// Bitwise operation on two's complement numbers of given signs, each shorter than n digits. out[0, n) is the magnitude
// of the result; returns whether it is negative.
typedef enum { UPY_MAG_AND, UPY_MAG_OR, UPY_MAG_XOR } upy_mag_bitwise_op;
bool upy_mag_bitwise(uint32_t *out, size_t n, upy_mag_bitwise_op op, const uint32_t *a, size_t na, bool a_negative,
                     const uint32_t *b, size_t nb, bool b_negative);

// out[0, nm) = base ** exponent mod m. base < m, m and exponent trimmed, exponent > 0.
// scratch: upy_mag_pow_mod_scratch(nm) digits.
void upy_mag_pow_mod(uint32_t *out, const uint32_t *base, size_t nb, const uint32_t *exponent, size_t ne,
                     const uint32_t *m, size_t nm, uint32_t *scratch);
size_t upy_mag_pow_mod_scratch(size_t nm);

// Writes the digits of a (destroyed) in a base so that they end before `end`. Returns their number; 0 for zero.
size_t upy_mag_to_text(char *end, uint32_t *a, size_t n, unsigned base, bool upper);
size_t upy_mag_text_size(size_t n, unsigned base); // characters that are enough for n digits
// Adds the value of digit characters in a base (other characters but '_' must not occur) to a zeroed array.
// n: upy_mag_text_digits(length, base). Returns the trimmed count.
size_t upy_mag_from_text(uint32_t *a, size_t n, const char *text, size_t length, unsigned base);
size_t upy_mag_text_digits(size_t length, unsigned base);

#endif

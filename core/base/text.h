// text.h — UTF-8, hashing and number text: functions on bytes that know nothing of Python objects.
#ifndef UPY_BASE_TEXT_H
#define UPY_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/config.h"

// ---- UTF-8 (RFC 3629; encoded surrogates are let through where `allow_surrogates`) ---------------
// Length of the longest valid prefix.
size_t upy_utf8_valid_prefix(const char *s, size_t length, bool allow_surrogates);
size_t upy_utf8_count(const char *s, size_t length); // code points
// Decodes one code point of valid text, advancing *p.
uint32_t upy_utf8_next(const char **p);
size_t upy_utf8_encode(uint32_t c, char out[4]); // bytes written
size_t upy_utf8_offset(const char *s, size_t length,
                       size_t index); // byte offset of a code point; length if past the end
bool upy_is_ascii(const char *s, size_t length);

// FNV-1a folded to 29 bits, never 0. tools/make-names computes the same.
uint32_t upy_hash_bytes(const char *s, size_t length);

// ---- Characters of numbers -----------------------------------------------------------------------
// Value of a digit or letter as a digit of bases up to 36, 255 for other characters.
unsigned upy_digit_value(char c);
// Value of the decimal digits at *text, which is moved behind them; 0 if there are none. false: too large.
bool upy_read_digits(const char **text, const char *end, intptr_t *value);
bool upy_is_ascii_space(unsigned char c); // bytes.isspace
// White space is trimmed from both ends of [*text, *end).
void upy_trim_space(const char **text, const char **end);

// ---- Floats as text -----------------------------------------------------------------------------
// Shortest text that reads back as the same float, as Python's repr(): "1.0", "1e-05", "inf", "nan". Returns the
// length. out holds 32. is_single: value is a single-precision float although upy_float is double; without meaning
// where upy_float is single.
size_t upy_float_repr(char *out, upy_float value, bool is_single);
// Exact, correctly rounded (half to even on the exact binary value) digits at any precision and magnitude. format: 'e',
// 'f', 'g' (upper case too) or 0: as repr with precision -1, else like 'g' with at least one digit behind the point;
// alternate: keep the point and trailing zeros ('#'). Calls emit() with pieces of the text, without sign for positive
// numbers. inf/nan as text.
void upy_float_format(void (*emit)(void *context, const char *text, size_t length), void *context, upy_float value,
                      char format, int precision, bool alternate);
// |value| rounded to `digits` decimals (negative: to tens …), half to even on the exact binary value.
upy_float upy_float_round(upy_float value, int digits);
// Correctly rounded value of decimal text (digits, point, exponent; no sign, no underscores). *end: first byte not
// used.
upy_float upy_float_parse(const char *text, size_t length, const char **end, bool is_single);

#endif

// decimal.h — exact decimal numbers: what stands between floats and their text.
#ifndef UPY_BASE_DECIMAL_H
#define UPY_BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/config.h"

#if UPY_FLOAT_DOUBLE
#define UPY_DECIMAL_DIGITS 800 // 767 significant digits decide any double
#define UPY_IS_SINGLE(asked_for) (asked_for)
#else
#define UPY_DECIMAL_DIGITS 120 // 112 decide any single
#define UPY_IS_SINGLE(asked_for) ((void)(asked_for), true)
#endif

// 0.d0 d1 d2 … · 10^point; neither d0 nor the last digit is 0. The number 0 has no digits.
typedef struct upy_decimal {
    int point;
    int n;
    bool has_rest; // behind its digits the number goes on with something that is not 0
    char digits[UPY_DECIMAL_DIGITS];
} upy_decimal;

void upy_decimal_set(upy_decimal *d, uint64_t value);
// |value|; true for powers of two.
bool upy_decimal_set_float(upy_decimal *d, upy_float value);
// Appends a digit of a number that is being read; zeros in front move the point, digits past the room become the rest.
void upy_decimal_append(upy_decimal *d, int digit);
void upy_decimal_trim(upy_decimal *d); // drops zeros at the end
// d · 2^exponent, exact as long as there is room for all digits.
void upy_decimal_scale(upy_decimal *d, int exponent);
// Rounds to the first `keep` digits (negative: to 0): half to even, or up if anything stands behind them.
void upy_decimal_round(upy_decimal *d, int keep, bool up);
// The nearest float, half to even; d is used up.
upy_float upy_decimal_to_float(upy_decimal *d, bool is_single);

#endif

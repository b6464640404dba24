// number.h — int (small and big), float, complex: C interface.
#ifndef UPY_TYPES_NUMBER_H
#define UPY_TYPES_NUMBER_H

#include "core/object/object.h"

// A big integer: sign and magnitude, base 2^32, least significant digit first, no leading zero digits.
// Normalised results that fit a small int never are one of these — except instances of int subclasses (and
// bool, which is a upy_singleton).
typedef struct upy_bigint {
    upy_object header;
    int32_t signed_count;     // number of digits, negative for negative numbers
    uint32_t digits[];
} upy_bigint;

typedef struct upy_boxed_float {
    upy_object header;
    upy_float value;
} upy_boxed_float;

typedef struct upy_complex {
    upy_object header;
    upy_float real, imag;
} upy_complex;

extern const upy_type upy_type_complex;

upy_value upy_new_int(intptr_t i);
upy_value upy_new_int_from_unsigned(uintptr_t u);
upy_value upy_new_int_from_64(int64_t i);
upy_value upy_new_int_from_u64(uint64_t u);
upy_value upy_new_int_from_float(upy_float f);        // truncates; raises for inf and nan
// Text of an int in a base (0: by prefix). The value, or UPY_NULL with *end at the first byte that does not belong.
upy_value upy_parse_int(const char *text, size_t length, int base);  // UPY_NULL if malformed; whole text must match
bool upy_int_get(upy_value v, intptr_t *out);         // v upy_is_int: false if it does not fit
intptr_t upy_int_get_checked(upy_value v);            // raises TypeError, OverflowError
int64_t upy_int_get_64(upy_value v);                  // raises OverflowError
uint64_t upy_int_get_wrapped(upy_value v);            // low 64 bits, two's complement
int upy_int_sign(upy_value v);                        // -1, 0, 1
upy_value upy_int_as_exact(upy_value v);              // plain int of an int, bool or subclass instance
upy_value upy_int_binary(upy_binary_op op, upy_value a, upy_value b); // both upy_is_int; UPY_NULL if op is unknown
upy_value upy_int_divmod(upy_value a, upy_value b, upy_value *remainder);
upy_value upy_int_pow_mod(upy_value a, upy_value b, upy_value m);
size_t upy_int_bit_length(upy_value v);
void upy_int_print(const upy_writer *w, upy_value v, int base, bool upper);
void upy_int_to_bytes(upy_value v, uint8_t *out, size_t length, bool big_endian); // two's complement, truncated
upy_value upy_int_from_bytes(const uint8_t *in, size_t length, bool big_endian, bool is_signed);
upy_float upy_int_to_float(upy_value v);              // correctly rounded; raises OverflowError
int upy_int_compare_float(upy_value i, upy_float f);  // exact; f is not nan

upy_value upy_new_float(upy_float f);
upy_float upy_float_value(upy_value v);               // v upy_is_float
upy_value upy_float_binary(upy_binary_op op, upy_float a, upy_float b);
upy_value upy_new_complex(upy_float real, upy_float imag);

#endif

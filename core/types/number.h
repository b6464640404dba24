// number.h — int (small and big), float, complex: C interface.
#ifndef UPY_TYPES_NUMBER_H
#define UPY_TYPES_NUMBER_H

#include "core/object/object.h"

// A big integer: sign and magnitude, base 2^32, least significant digit first, no leading zero digits.
// Normalised results that fit a small int never are one of these — except instances of int subclasses (and
// bool, which is a upy_singleton).
typedef struct upy_bigint {
    upy_object header;
    int32_t signed_count; // number of digits, negative for negative numbers
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
static inline bool upy_is_complex_type(const upy_type *type) {
    return UPY_FULL_DATA_MODEL && type == &upy_type_complex;
}

upy_value upy_new_int(intptr_t i);
upy_value upy_new_int_from_unsigned(uintptr_t u);
upy_value upy_new_int_from_64(int64_t i);
upy_value upy_new_int_from_u64(uint64_t u);
upy_value upy_new_int_from_float(upy_float f); // truncates; raises for inf and nan
// Text of an int in a base (0: by prefix). The value, or UPY_NULL with *end at the first byte that does not belong.
upy_value upy_parse_int(const char *text, size_t length, int base); // UPY_NULL if malformed; whole text must match
// A str in the form numbers are read from: decimal digits and white space of all scripts have become those of ASCII.
#if UPY_UNICODE_TABLES
upy_value upy_numeric_text(upy_value str);
#else
static inline upy_value upy_numeric_text(upy_value str) { return str; }
#endif
bool upy_int_get(upy_value v, intptr_t *out);                         // v upy_is_int: false if it does not fit
intptr_t upy_int_get_checked(upy_value v);                            // raises TypeError, OverflowError
int64_t upy_int_get_64(upy_value v);                                  // raises OverflowError
uint64_t upy_int_get_wrapped(upy_value v);                            // low 64 bits, two's complement
int upy_int_sign(upy_value v);                                        // -1, 0, 1
upy_value upy_int_as_exact(upy_value v);                              // plain int of an int, bool or subclass instance
upy_value upy_int_binary(upy_binary_op op, upy_value a, upy_value b); // both upy_is_int; UPY_NULL if op is unknown
upy_value upy_int_divmod(upy_value a, upy_value b, upy_value *remainder);
upy_value upy_int_pow_mod(upy_value a, upy_value b, upy_value m);
size_t upy_int_bit_length(upy_value v);
upy_value upy_int_shift_left(upy_value v, size_t bits);
upy_value upy_int_shift_right(upy_value v, size_t bits); // floor
upy_value upy_int_negate(upy_value v);
upy_value upy_int_absolute(upy_value v);
int upy_int_compare(upy_value a, upy_value b); // -1, 0, 1
// v rounded half to even to a multiple of 10^digits; a fraction lies above |v| if has_fraction.
upy_value upy_int_round_tens(upy_value v, size_t digits, bool has_fraction);
upy_value upy_int_gcd(upy_value a, upy_value b);
void upy_int_print(const upy_writer *w, upy_value v, int base, bool upper);
void upy_int_to_bytes(upy_value v, uint8_t *out, size_t length, bool big_endian); // two's complement, truncated
upy_value upy_int_from_bytes(const uint8_t *in, size_t length, bool big_endian, bool is_signed);
upy_float upy_int_to_float(upy_value v);             // correctly rounded; raises OverflowError
int upy_int_compare_float(upy_value i, upy_float f); // exact; f is not nan

// f as a C library function of the build's precision: UPY_FLOAT_FUNCTION(sin)(x).
#if UPY_FLOAT_DOUBLE
#define UPY_FLOAT_FUNCTION(name) name
#elif UPY_OWN_FLOAT_FUNCTIONS
#include "core/base/float_functions.h"
#define UPY_FLOAT_FUNCTION(name) upy_single_##name
#else
#define UPY_FLOAT_FUNCTION(name) name##f
#endif
#define UPY_FLOAT_IS_SINGLE (!UPY_FLOAT_DOUBLE)

// Floats in constant tables. `bits`: the double as its 64 bits, because C has no constant expression for them.
//     UPY_DEFINE_FLOAT_CONSTANT(pi_value, 3.14159265358979323846);
//     … {UPY_NAME(pi), UPY_FLOAT_CONSTANT(pi_value, 0x400921FB54442D18)} …
#if UPY_WORD_BITS == 64
#define UPY_DEFINE_FLOAT_CONSTANT(object, number) _Static_assert(sizeof(number), "constant " #object " needs no object")
#define UPY_FLOAT_CONSTANT(object, bits) ((upy_value)((uint64_t)(bits) + UPY_VALUE_FLOAT_OFFSET))
#else
#define UPY_DEFINE_FLOAT_CONSTANT(object, number)                                                                      \
    static const upy_boxed_float object = {{&upy_type_float}, (upy_float)(number)}
#define UPY_FLOAT_CONSTANT(object, bits) ((upy_value)&object)
#endif

static inline bool upy_is_float_type(const upy_type *type) { return UPY_FLOATS && type == &upy_type_float; }
upy_value upy_new_float(upy_float f);
// (significand + a bit more if sticky) * 2^exponent, rounded half to even; infinity on overflow. A sticky bit
// needs a significand of more bits than the float has.
upy_float upy_float_round_scaled(uint64_t significand, bool sticky, intptr_t exponent);
upy_value upy_float_power(upy_float a, upy_float b); // float, or complex for a negative base; raises
void upy_float_divmod(upy_float a, upy_float b, upy_float *quotient,
                      upy_float *remainder);                    // floor; raises ZeroDivisionError
upy_value upy_float_round_digits(upy_float f, intptr_t digits); // round(f, digits)
intptr_t upy_float_hash(upy_float f);
upy_float upy_float_value(upy_value v); // v upy_is_float
upy_value upy_float_binary(upy_binary_op op, upy_float a, upy_float b);
upy_value upy_new_complex(upy_float real, upy_float imag);
upy_value upy_complex_power(upy_float a_real, upy_float a_imag, upy_float b_real, upy_float b_imag);

#endif

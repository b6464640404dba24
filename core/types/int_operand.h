// int_operand.h — what the int_*.c files share: an int of any form seen as sign and digits, and making results.
//
// Digits of a heap object are an interior pointer, which does not keep the object alive. Hence the
// order everywhere: measure operands, allocate results and scratch, then load operands and compute
// without allocating.
#ifndef UPY_TYPES_INT_OPERAND_H
#define UPY_TYPES_INT_OPERAND_H

#include "core/types/bigint.h"
#include "core/types/number.h"

// Not to be copied: digits may point into the structure itself.
typedef struct upy_int_operand {
    const uint32_t *digits;
    size_t count; // trimmed
    bool is_negative;
    uint32_t local[2];
} upy_int_operand;

void upy_int_load(upy_int_operand *out, upy_value v);
size_t upy_int_digit_count(upy_value v);
bool upy_int_to_64(upy_value v, int64_t *out); // false: does not fit

// A plain int of value 0 with zeroed room for n digits, to be filled and then given to upy_int_finish().
upy_bigint *upy_int_allocate(size_t n);
// The value of the digits in `big`: itself, or a small int (then big is freed).
upy_value upy_int_finish(upy_bigint *big, size_t count, bool is_negative);
upy_value upy_int_from_digits(const uint32_t *digits, size_t count, bool is_negative); // copies
uint32_t *upy_int_allocate_scratch(size_t n);                                          // storage of n digits

// An instance of an int subclass with the value of plain.
upy_value upy_int_make_instance(const upy_type *type, upy_value plain);

// A number reduced to the range of hashes: modulo 2^UPY_INT_HASH_BITS - 1.
#define UPY_INT_HASH_BITS (UPY_SMALL_INT_BITS - 2)
uintptr_t upy_int_hash_digits(const uint32_t *digits, size_t count);
uintptr_t upy_int_hash_rotate(uintptr_t hash, unsigned bits); // times 2^bits; bits < UPY_INT_HASH_BITS

static inline bool upy_int_is_bool(upy_value v) { return v == UPY_TRUE || v == UPY_FALSE; }

extern const upy_dict upy_int_attribute_table; // int_methods.c

#endif

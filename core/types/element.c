// element.c — reading and writing items of typed memory.
//
// Codes are rows of one table: size, and how the bits are taken. Memory may be unaligned, so every
// access is a memcpy of known size.
#include "core/types/element.h"

#include <math.h>

#include "core/object/raise.h"
#include "core/types/number.h"
#include "core/types/str.h"

size_t upy_element_size(char typecode) {
    switch (typecode) {
    case 'b':
    case 'B':
    case 'c':
    case '?': return 1;
    case 'h':
    case 'H': return 2;
    case 'i':
    case 'I': return sizeof(int);
    case 'l':
    case 'L': return sizeof(long);
    case 'q':
    case 'Q': return 8;
    case 'f': return 4;
    case 'd': return 8;
    case 'P':
    case 'O':
    case 'S': return sizeof(void *);
    default: return 0;
    }
}

#define READ(type, variable)                                                                                           \
    type variable;                                                                                                     \
    memcpy(&variable, p, sizeof variable)

static uint64_t load_bits(const void *p, size_t size) {
    switch (size) {
    case 1: return *(const uint8_t *)p;
    case 2: {
        READ(uint16_t, bits);
        return bits;
    }
    case 4: {
        READ(uint32_t, bits);
        return bits;
    }
    default: {
        READ(uint64_t, bits);
        return bits;
    }
    }
}

static upy_value get_integer(const void *p, char typecode) {
    size_t size = upy_element_size(typecode), n_bits = 8 * size;
    uint64_t bits = load_bits(p, size);
    bool is_signed = typecode >= 'a';
    if (n_bits < UPY_SMALL_INT_BITS) {
        intptr_t i = (intptr_t)bits;
        bool is_negative = is_signed && bits >> (n_bits - 1);
        return upy_small_int(is_negative ? i - ((intptr_t)1 << n_bits) : i);
    }
    if (!is_signed) {
        return upy_new_int_from_u64(bits);
    }
    return upy_new_int_from_64(n_bits == 32 ? (int32_t)(uint32_t)bits : (int64_t)bits);
}

// ---- Doubles -------------------------------------------------------------------------------------

#if UPY_FLOAT_DOUBLE
static upy_float load_double(const void *p) {
    READ(double, d);
    return d;
}
static void store_double(void *p, upy_float d) { memcpy(p, &d, sizeof d); }
#else
// Single-precision builds take the bits apart instead of pulling in the C compiler's double arithmetic.
static upy_float load_double(const void *p) {
    READ(uint64_t, bits);
    int exponent = (int)(bits >> 52 & 0x7ff) - 1023;
    uint64_t mantissa = (bits & 0xfffffffffffff) | (uint64_t)1 << 52;
    upy_float f;
    if (exponent == 1024) {
        f = mantissa << 12 ? (upy_float)NAN : (upy_float)INFINITY;
    } else {
        f = exponent == -1023 ? 0 : upy_float_round_scaled(mantissa, false, exponent - 52);
    }
    return bits >> 63 ? -f : f;
}
static void store_double(void *p, upy_float f) {
    int exponent = 0;
    uint64_t bits = (uint64_t)(__builtin_signbit(f) != 0) << 63;
    if (f - f != 0) {
        bits |= (uint64_t)(f == f ? 0x7ff0 : 0x7ff8) << 48;
    } else if (f != 0) {
        f = UPY_FLOAT_FUNCTION(frexp)(f < 0 ? -f : f, &exponent);
        uint32_t mantissa = (uint32_t)UPY_FLOAT_FUNCTION(ldexp)(f, 24); // its top bit adds 1 to the exponent field
        bits |= ((uint64_t)(exponent + 1021) << 52) + ((uint64_t)mantissa << 29);
    }
    memcpy(p, &bits, sizeof bits);
}
#endif

upy_value upy_element_get(const void *p, char typecode) {
    switch (typecode) {
    case 'f': {
        READ(float, f);
        return upy_new_float((upy_float)f);
    }
    case 'd': return upy_new_float(load_double(p));
    case '?': return upy_bool(*(const uint8_t *)p != 0);
    case 'c': return upy_new_bytes(p, 1);
    case 'O': { // only in memory no program can write bits to: array.array('O')
        READ(upy_value, v);
        return v == UPY_NULL ? UPY_NONE : v;
    }
    case 'B': return upy_small_int(*(const uint8_t *)p);
    default: return get_integer(p, typecode);
    }
}

void upy_element_set(void *p, char typecode, upy_value v) {
    switch (typecode) {
    case 'f': {
        float f = (float)upy_to_float(v);
        memcpy(p, &f, sizeof f);
        return;
    }
    case 'd': store_double(p, upy_to_float(v)); return;
    case '?': *(uint8_t *)p = upy_is_true(v); return;
    case 'c':
        if (!upy_has_layout(v, UPY_TYPE_BYTES_BASED) || upy_str_length(v) != 1) {
            upy_raise_type("memoryview: invalid type for format 'c'");
        }
        *(char *)p = upy_str_data(v)[0];
        return;
    case 'O': memcpy(p, &v, sizeof v); return;
    default: break;
    }
    uint64_t bits = upy_int_get_wrapped(upy_is_int(v) ? v : upy_new_int(upy_to_index(v)));
    switch (upy_element_size(typecode)) {
    case 1: *(uint8_t *)p = (uint8_t)bits; break;
    case 2: memcpy(p, &(uint16_t){(uint16_t)bits}, 2); break;
    case 4: memcpy(p, &(uint32_t){(uint32_t)bits}, 4); break;
    default: memcpy(p, &bits, 8); break;
    }
}

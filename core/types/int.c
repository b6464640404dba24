// int.c — ints of any size: making them, reading them into C, their slots and type.
//
// An int is a small int in the value word, or a upy_bigint; bool is a upy_singleton, and instances
// of int subclasses are upy_bigint even when small. Results are always normalised to small ints
// where they fit. Magnitude arithmetic is in bigint.c, operators in int_binary.c, text in
// int_text.c, methods in int_methods.c.
#include "core/types/int_operand.h"

#include <math.h>

#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/function.h"
#include "core/types/str.h"

#define DIGIT_BITS 32
// Digits so many that their bits still fit the counters (and the heap surely refuses long before).
#define MOST_DIGITS ((size_t)1 << 26)

// ---- Making --------------------------------------------------------------------------------------

upy_bigint *upy_int_allocate(size_t n) {
    if (n > MOST_DIGITS) {
        upy_raise_memory(n > SIZE_MAX / 8 ? SIZE_MAX : n * sizeof(uint32_t));
    }
    return upy_new_object(&upy_type_int, sizeof(upy_bigint) + n * sizeof(uint32_t));
}

uint32_t *upy_int_allocate_scratch(size_t n) {
    if (n > 16 * MOST_DIGITS) {
        upy_raise_memory(n > SIZE_MAX / 8 ? SIZE_MAX : n * sizeof(uint32_t));
    }
    return upy_heap_alloc_storage((n + 1) * sizeof(uint32_t));
}

// The small int of a trimmed magnitude, or UPY_NULL.
static upy_value small_from_digits(const uint32_t *digits, size_t count, bool is_negative) {
    if (count == 0) {
        return UPY_SMALL_INT(0);
    }
    if (count > UPY_WORD_BITS / DIGIT_BITS) {
        return UPY_NULL;
    }
    uintptr_t magnitude = digits[0];
#if UPY_WORD_BITS == 64
    magnitude |= count > 1 ? (uintptr_t)digits[1] << DIGIT_BITS : 0;
#endif
    if (magnitude > (uintptr_t)UPY_SMALL_INT_MAX + is_negative) {
        return UPY_NULL;
    }
    return upy_small_int(is_negative ? (intptr_t)(0 - magnitude) : (intptr_t)magnitude);
}

upy_value upy_int_finish(upy_bigint *big, size_t count, bool is_negative) {
    count = upy_mag_trim(big->digits, count);
    upy_value small = small_from_digits(big->digits, count, is_negative);
    if (small != UPY_NULL) {
        upy_heap_free_object(big);
        return small;
    }
    big->signed_count = is_negative ? -(int32_t)count : (int32_t)count;
    return (upy_value)big;
}

upy_value upy_int_from_digits(const uint32_t *digits, size_t count, bool is_negative) {
    count = upy_mag_trim(digits, count);
    upy_value small = small_from_digits(digits, count, is_negative);
    if (small != UPY_NULL) {
        return small;
    }
    upy_bigint *big = upy_int_allocate(count);
    memcpy(big->digits, digits, count * sizeof *digits);
    big->signed_count = is_negative ? -(int32_t)count : (int32_t)count;
    return (upy_value)big;
}

static upy_value from_magnitude(uint64_t magnitude, bool is_negative) {
#if UPY_WORD_BITS == 64
    if (magnitude > (uint64_t)UPY_SMALL_INT_MAX + 1) { // two digits, whatever their values
        upy_bigint *big = upy_int_allocate(2);
        big->digits[0] = (uint32_t)magnitude;
        big->digits[1] = (uint32_t)(magnitude >> DIGIT_BITS);
        big->signed_count = is_negative ? -2 : 2;
        return (upy_value)big;
    }
#endif
    uint32_t digits[2] = {(uint32_t)magnitude, (uint32_t)(magnitude >> DIGIT_BITS)};
    return upy_int_from_digits(digits, 2, is_negative);
}

upy_value upy_new_int(intptr_t i) { return upy_fits_small_int(i) ? upy_small_int(i) : upy_new_int_from_64(i); }

upy_value upy_new_int_from_unsigned(uintptr_t u) {
    return u <= (uintptr_t)UPY_SMALL_INT_MAX ? upy_small_int((intptr_t)u) : from_magnitude(u, false);
}

upy_value upy_new_int_from_64(int64_t i) {
    if (i >= UPY_SMALL_INT_MIN && i <= UPY_SMALL_INT_MAX) {
        return upy_small_int((intptr_t)i);
    }
    return from_magnitude(i < 0 ? 0 - (uint64_t)i : (uint64_t)i, i < 0);
}

upy_value upy_new_int_from_u64(uint64_t u) { return from_magnitude(u, false); }

upy_value upy_new_int_from_float(upy_float f) {
    const upy_float limit = (upy_float)((int64_t)1 << 62);
    if (f > -limit && f < limit) {
        return upy_new_int_from_64((int64_t)f);
    }
    if (f != f) {
        upy_raise_value_error("can't convert NaN to int");
    }
    if (f - f != 0) {
        upy_raise_overflow("can't convert inf to int");
    }
    int exponent;
    upy_float fraction = UPY_FLOAT_FUNCTION(frexp)(f, &exponent);
    upy_value significand = upy_new_int_from_64((int64_t)UPY_FLOAT_FUNCTION(ldexp)(fraction, UPY_FLOAT_MANTISSA_BITS));
    return upy_int_shift_left(significand, (size_t)(exponent - UPY_FLOAT_MANTISSA_BITS));
}

upy_value upy_int_make_instance(const upy_type *type, upy_value plain) {
    size_t n = upy_int_digit_count(plain);
    upy_bigint *big = upy_new_instance_of(type, sizeof(upy_bigint) + n * sizeof(uint32_t));
    upy_int_operand operand;
    upy_int_load(&operand, plain);
    memcpy(big->digits, operand.digits, n * sizeof(uint32_t));
    big->signed_count = operand.is_negative ? -(int32_t)n : (int32_t)n;
    return (upy_value)big;
}

upy_value upy_int_as_exact(upy_value v) {
    if (upy_is_small_int(v) || upy_is_exactly(v, &upy_type_int)) {
        return v;
    }
    size_t n = upy_int_digit_count(v);
    upy_bigint *big = n > 1 ? upy_int_allocate(n) : NULL;
    upy_int_operand operand;
    upy_int_load(&operand, v);
    if (big == NULL) {
        return upy_int_from_digits(operand.local, operand.count, operand.is_negative);
    }
    memcpy(big->digits, operand.digits, n * sizeof(uint32_t));
    return upy_int_finish(big, n, operand.is_negative);
}

// ---- Reading -------------------------------------------------------------------------------------

void upy_int_load(upy_int_operand *out, upy_value v) {
    out->digits = out->local;
    if (upy_is_small_int(v) || upy_int_is_bool(v)) {
        intptr_t i = upy_is_small_int(v) ? upy_small_int_value(v) : v == UPY_TRUE;
        uint64_t magnitude = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
        out->is_negative = i < 0;
        out->local[0] = (uint32_t)magnitude;
        out->local[1] = (uint32_t)(magnitude >> DIGIT_BITS);
        out->count = upy_mag_trim(out->local, 2);
        return;
    }
    const upy_bigint *big = (const upy_bigint *)v;
    out->is_negative = big->signed_count < 0;
    out->count = (size_t)(out->is_negative ? -big->signed_count : big->signed_count);
    if (out->count <= 2) {
        out->local[0] = out->count > 0 ? big->digits[0] : 0;
        out->local[1] = out->count > 1 ? big->digits[1] : 0;
    } else {
        out->digits = big->digits;
    }
}

size_t upy_int_digit_count(upy_value v) {
    upy_int_operand operand;
    upy_int_load(&operand, v);
    return operand.count;
}

bool upy_int_to_64(upy_value v, int64_t *out) {
    if (upy_is_small_int(v) || upy_int_is_bool(v)) {
        *out = upy_is_small_int(v) ? upy_small_int_value(v) : v == UPY_TRUE;
        return true;
    }
    const upy_bigint *big = (const upy_bigint *)v;
    bool is_negative = big->signed_count < 0;
    uint32_t count = (uint32_t)(is_negative ? -big->signed_count : big->signed_count);
    if (count > 2) {
        return false;
    }
    uint64_t magnitude = count > 0 ? big->digits[0] : 0;
    magnitude |= count > 1 ? (uint64_t)big->digits[1] << DIGIT_BITS : 0;
    if (magnitude > (uint64_t)INT64_MAX + is_negative) {
        return false;
    }
    *out = (int64_t)(is_negative ? 0 - magnitude : magnitude);
    return true;
}

bool upy_int_get(upy_value v, intptr_t *out) {
    if (UPY_LIKELY(upy_is_small_int(v))) {
        *out = upy_small_int_value(v);
        return true;
    }
    int64_t wide;
    if (!upy_int_to_64(v, &wide) || wide < INTPTR_MIN || wide > INTPTR_MAX) {
        return false;
    }
    *out = (intptr_t)wide;
    return true;
}

// The int behind v: itself or what __index__ gives.
static upy_value require_int(upy_value v) { return upy_is_int(v) ? v : upy_unary(UPY_OP_INDEX, v); }

intptr_t upy_int_get_checked(upy_value v) {
    intptr_t i;
    if (UPY_LIKELY(upy_is_small_int(v))) {
        return upy_small_int_value(v);
    }
    if (!upy_is_int(v)) {
        upy_raise_type("can't convert %T to int", v);
    }
    if (!upy_int_get(v, &i)) {
        upy_raise_overflow("overflow converting long int to machine word");
    }
    return i;
}

int64_t upy_int_get_64(upy_value v) {
    int64_t i;
    if (!upy_int_to_64(require_int(v), &i)) {
        upy_raise_overflow("overflow converting long int to machine word");
    }
    return i;
}

uint64_t upy_int_get_wrapped(upy_value v) {
    if (UPY_LIKELY(upy_is_small_int(v))) {
        return (uint64_t)(int64_t)upy_small_int_value(v);
    }
    upy_int_operand x;
    upy_int_load(&x, require_int(v));
    uint64_t magnitude = x.count == 0 ? 0 : x.digits[0] | (x.count > 1 ? (uint64_t)x.digits[1] << DIGIT_BITS : 0);
    return x.is_negative ? 0 - magnitude : magnitude;
}

int upy_int_sign(upy_value v) {
    upy_int_operand x;
    upy_int_load(&x, v);
    return x.count == 0 ? 0 : x.is_negative ? -1 : 1;
}

size_t upy_int_bit_length(upy_value v) {
    upy_int_operand x;
    upy_int_load(&x, v);
    return upy_mag_bit_length(x.digits, x.count);
}

void upy_int_to_bytes(upy_value v, uint8_t *out, size_t length, bool big_endian) {
    upy_int_operand x;
    upy_int_load(&x, v);
    uint32_t carry = x.is_negative;
    uint8_t flip = x.is_negative ? 0xff : 0;
    for (size_t i = 0; i < length; i++) {
        uint32_t digit = i / 4 < x.count ? x.digits[i / 4] : 0;
        carry += (uint8_t)(digit >> i % 4 * 8) ^ flip;
        out[big_endian ? length - 1 - i : i] = (uint8_t)carry;
        carry >>= 8;
    }
}

upy_value upy_int_from_bytes(const uint8_t *in, size_t length, bool big_endian, bool is_signed) {
// Leading bytes that only repeat the sign are dropped first, so that a small value needs no memory.
#define BYTE(i) in[big_endian ? length_given - 1 - (i) : (i)]
    const size_t length_given = length;
    bool is_negative = is_signed && length > 0 && BYTE(length - 1) >= 0x80;
    uint8_t flip = is_negative ? 0xff : 0;
    while (length > 0 && BYTE(length - 1) == flip) {
        length--;
    }
    uint32_t local[2] = {0, 0};
    upy_bigint *big = NULL;
    uint32_t *digits = local;
    size_t count = length / 4 + 1; // room for the carry of the complement
    if (count > 2) {
        big = upy_int_allocate(count);
        digits = big->digits;
    }
    uint32_t carry = is_negative;
    for (size_t i = 0; i < count * 4; i++) {
        carry += i < length ? (uint8_t)(BYTE(i) ^ flip) : 0;
        digits[i / 4] |= (carry & 0xff) << i % 4 * 8;
        carry >>= 8;
    }
#undef BYTE
    return big ? upy_int_finish(big, count, is_negative) : upy_int_from_digits(local, count, is_negative);
}

upy_float upy_int_to_float(upy_value v) {
    if (upy_is_small_int(v)) {
        return (upy_float)upy_small_int_value(v);
    }
    upy_int_operand x;
    upy_int_load(&x, v);
    // The top 64 bits and whether anything lies below decide the rounding.
    uint64_t top = 0;
    size_t n = x.count;
    intptr_t exponent = 0;
    bool sticky = false;
    if (n <= 2) {
        top = x.local[0] | (uint64_t)x.local[1] << DIGIT_BITS;
    } else {
        unsigned shift = (unsigned)__builtin_clz(x.digits[n - 1]);
        top = (uint64_t)x.digits[n - 1] << DIGIT_BITS | x.digits[n - 2];
        uint64_t below = (uint64_t)x.digits[n - 3] << shift;
        top = top << shift | below >> DIGIT_BITS;
        sticky = (uint32_t)below != 0 || upy_mag_trim(x.digits, n - 3) != 0;
        exponent = (intptr_t)((n - 2) * DIGIT_BITS - shift);
    }
    upy_float f = upy_float_round_scaled(top, sticky, exponent);
    if (f - f != 0) {
        upy_raise_overflow("int too large to convert to float");
    }
    return x.is_negative ? -f : f;
}

int upy_int_compare_float(upy_value i, upy_float f) {
    if (f - f != 0) { // infinite
        return f > 0 ? -1 : 1;
    }
    const upy_float limit = (upy_float)((int64_t)1 << 62);
    if (f <= -limit || f >= limit) {
        return upy_is_small_int(i) ? (f > 0 ? -1 : 1) : upy_int_compare(i, upy_new_int_from_float(f));
    }
    int64_t whole = (int64_t)f;
    int64_t wide;
    if (!upy_int_to_64(i, &wide)) {
        return upy_int_sign(i);
    }
    if (wide != whole) {
        return wide < whole ? -1 : 1;
    }
    upy_float rest = f - (upy_float)whole;
    return rest > 0 ? -1 : rest < 0 ? 1 : 0;
}

// ---- Hashes --------------------------------------------------------------------------------------
//
// A number that is an integer in the small int range hashes to itself. Others are reduced modulo
// 2^UPY_INT_HASH_BITS - 1, where multiplying by a power of two is a rotation; so floats, which are
// integers times a power of two, reduce to the same residue as the equal int.

#define HASH_MODULUS (((uintptr_t)1 << UPY_INT_HASH_BITS) - 1)

uintptr_t upy_int_hash_rotate(uintptr_t hash, unsigned bits) {
    return bits == 0 ? hash : (hash << bits & HASH_MODULUS) | hash >> (UPY_INT_HASH_BITS - bits);
}

uintptr_t upy_int_hash_digits(const uint32_t *digits, size_t count) {
    uintptr_t hash = 0;
    for (size_t i = count; i-- > 0;) {
        // Sixteen bits at a time: hash words may be shorter than a digit.
        for (int half = 1; half >= 0; half--) {
            hash = upy_int_hash_rotate(hash, 16) + (digits[i] >> 16 * half & 0xffff);
            if (hash >= HASH_MODULUS) {
                hash -= HASH_MODULUS;
            }
        }
    }
    return hash;
}

static upy_value int_hash(upy_value v) {
    upy_int_operand x;
    upy_int_load(&x, v);
    upy_value small = small_from_digits(x.digits, x.count, x.is_negative);
    if (small != UPY_NULL) {
        return small;
    }
    intptr_t hash = (intptr_t)upy_int_hash_digits(x.digits, x.count);
    return upy_small_int(x.is_negative ? -hash : hash);
}

// ---- Slots ---------------------------------------------------------------------------------------

static upy_value int_unary(upy_unary_op op, upy_value v) {
    switch (op) {
    case UPY_OP_POS:
    case UPY_OP_INT:
    case UPY_OP_INDEX: return upy_int_as_exact(v);
    case UPY_OP_NEG: return upy_int_negate(v);
    case UPY_OP_INVERT: return upy_int_binary(UPY_OP_SUB, UPY_SMALL_INT(-1), v);
    case UPY_OP_ABS: return upy_int_absolute(v);
    case UPY_OP_BOOL: return upy_bool(upy_int_sign(v) != 0);
    case UPY_OP_HASH: return int_hash(v);
    case UPY_OP_FLOAT: return upy_new_float(upy_int_to_float(v));
    default: return UPY_NULL;
    }
}

static upy_value int_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (upy_op_is_inplace(op)) {
        op = (upy_binary_op)(op - UPY_OP_INPLACE_ADD);
    } else if (upy_op_is_reverse(op)) {
        op = (upy_binary_op)(op - UPY_OP_REVERSE_ADD);
        upy_value left = rhs;
        rhs = lhs;
        lhs = left;
    }
    if (upy_is_int(lhs) && upy_is_int(rhs)) {
        return upy_int_binary(op, lhs, rhs);
    }
    bool float_is_left = upy_is_float(lhs);
    upy_value other = float_is_left ? lhs : rhs;
    if (!upy_is_float(other)) {
        return UPY_NULL;
    }
    upy_float f = upy_float_value(other);
    if (upy_op_is_compare(op)) {
        if (f != f) {
            return upy_bool(op == UPY_OP_NE);
        }
        int order = float_is_left ? -upy_int_compare_float(rhs, f) : upy_int_compare_float(lhs, f);
        return upy_float_binary(op, (upy_float)order, 0);
    }
    if (op >= UPY_OP_LSHIFT && op <= UPY_OP_OR) {
        return UPY_NULL;
    }
    return float_is_left ? upy_float_binary(op, f, upy_int_to_float(rhs))
                         : upy_float_binary(op, upy_int_to_float(lhs), f);
}

static void int_print(const upy_writer *w, upy_value v, upy_print_kind kind) {
    (void)kind;
    upy_int_print(w, v, 10, false);
}

static size_t int_size_of(upy_value v) {
    int32_t count = ((const upy_bigint *)v)->signed_count;
    return sizeof(upy_bigint) + (size_t)(count < 0 ? -count : count) * sizeof(uint32_t);
}

static upy_value int_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(real) || name == UPY_NAME(numerator)) {
        return upy_int_as_exact(self);
    }
    if (name == UPY_NAME(imag)) {
        return UPY_SMALL_INT(0);
    }
    return name == UPY_NAME(denominator) ? UPY_SMALL_INT(1) : UPY_NULL;
}

// ---- int(…) --------------------------------------------------------------------------------------

static upy_value int_from_text(upy_value original, const char *text, size_t length, int base) {
    upy_value plain = original;
    if (upy_is_str(original)) {
        plain = upy_numeric_text(original);
        text = upy_str_data(plain);
        length = upy_str_length(plain);
    }
    upy_value result = upy_parse_int(text, length, base);
    upy_keep_alive(plain);
    if (result == UPY_NULL) {
        upy_raise_value_error("invalid syntax for integer with base %d: %r", base, original);
    }
    return result;
}

// The bytes of a str or of an object with a buffer; false for others.
static bool get_text(upy_value v, const char **text, size_t *length) {
    upy_buffer_view view;
    if (upy_is_str(v)) {
        *text = upy_str_data(v);
        *length = upy_str_length(v);
        return true;
    }
    if (upy_is_small_int(v) || !upy_get_buffer_or_false(v, &view, UPY_BUFFER_READ)) {
        return false;
    }
    *text = view.data;
    *length = view.length;
    return true;
}

static upy_value int_from_value(upy_value v) {
    if (upy_is_small_int(v) || upy_is_exactly(v, &upy_type_int)) {
        return v;
    }
    if (upy_is_immediate_float(v) || upy_is_exactly(v, &upy_type_float)) {
        return upy_new_int_from_float(upy_float_value(v));
    }
    const char *text;
    size_t length;
    if (upy_is_exactly(v, &upy_type_str) && get_text(v, &text, &length)) {
        return int_from_text(v, text, length, 10);
    }
    const upy_slots *slots = upy_type_of(v)->slots;
    upy_value result = slots->unary ? slots->unary(UPY_OP_INT, v) : UPY_NULL;
    if (result == UPY_NULL && slots->unary) {
        result = slots->unary(UPY_OP_INDEX, v);
    }
    if (result != UPY_NULL) {
        if (!upy_is_int(result)) {
            upy_raise_type("__int__ returned non-int (type %T)", result);
        }
        return upy_int_as_exact(result);
    }
    if (get_text(v, &text, &length)) {
        return int_from_text(v, text, length, 10);
    }
    upy_raise_type("can't convert %T to int", v);
}

static upy_value int_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value result = UPY_SMALL_INT(0);
    if (n_kw == 0 && n_args <= 1) {
        if (n_args == 1) {
            result = int_from_value(args[0]);
        }
    } else {
        static const upy_parameter parameters[] = {
            {UPY_NULL, UPY_SMALL_INT(0), false},
            {UPY_NAME(base), UPY_NONE, false},
        };
        upy_value values[2];
        upy_parse_arguments(n_args, n_kw, args, parameters, 2, values);
        if (values[1] == UPY_NONE) {
            result = int_from_value(values[0]);
        } else {
            intptr_t base = upy_to_index_clamped(values[1]);
            if (base != 0 && (base < 2 || base > 36)) {
                upy_raise_value_error("int() arg 2 must be >= 2 and <= 36");
            }
            const char *text;
            size_t length;
            if (!get_text(values[0], &text, &length)) {
                upy_raise_type("int() can't convert non-string with explicit base");
            }
            result = int_from_text(values[0], text, length, (int)base);
        }
    }
    return type == &upy_type_int ? result : upy_int_make_instance(type, result);
}

static const upy_slots int_slots = {
    .make_new = int_make_new,
    .print = int_print,
    .unary = int_unary,
    .binary = int_binary,
    .attribute = int_attribute,
    .size_of = int_size_of,
};

const upy_type upy_type_int = {
    UPY_TYPE_HEAD(int, upy_bigint, UPY_TYPE_INT_BASED),
    .base = &upy_type_object,
    .slots = &int_slots,
    .attributes = &upy_int_attribute_table,
};

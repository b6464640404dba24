// int_binary.c — operators on two ints.
//
// Operands that both fit a machine word (nearly all that ever occur) are computed in machine arithmetic with
// overflow checks; only what does not fit goes through digit arrays. In the long paths the order is:
// measure, allocate, load, compute (see int_operand.h).
#include "core/types/int_operand.h"

#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/containers.h"

#define DIGIT_BITS 32

static size_t larger_count(upy_value a, upy_value b) {
    size_t na = upy_int_digit_count(a);
    size_t nb = upy_int_digit_count(b);
    return na > nb ? na : nb;
}

int upy_int_compare(upy_value a, upy_value b) {
    upy_int_operand x, y;
    upy_int_load(&x, a);
    upy_int_load(&y, b);
    if (x.is_negative != y.is_negative) {
        return x.is_negative ? -1 : 1;
    }
    int order = upy_mag_compare(x.digits, x.count, y.digits, y.count);
    return x.is_negative ? -order : order;
}

// ---- Long forms ----------------------------------------------------------------------------------

static upy_value add_long(upy_value a, upy_value b, bool subtract) {
    size_t n = larger_count(a, b) + 1;
    upy_bigint *out = upy_int_allocate(n);
    upy_int_operand first, second;
    upy_int_load(&first, a);
    upy_int_load(&second, b);
    second.is_negative ^= subtract;
    const upy_int_operand *x = &first, *y = &second;
    int order = upy_mag_compare(x->digits, x->count, y->digits, y->count);
    if (order < 0) {
        x = &second;
        y = &first;
    }
    if (x->is_negative == y->is_negative) {
        upy_mag_add(out->digits, x->digits, x->count, y->digits, y->count);
    } else {
        upy_mag_sub(out->digits, x->digits, x->count, y->digits, y->count);
    }
    return upy_int_finish(out, n, x->is_negative);
}

static upy_value mul_long(upy_value a, upy_value b) {
    size_t na = upy_int_digit_count(a);
    size_t nb = upy_int_digit_count(b);
    upy_bigint *out = upy_int_allocate(na + nb);
    size_t n_scratch = upy_mag_mul_scratch(na, nb);
    uint32_t *scratch = n_scratch ? upy_int_allocate_scratch(n_scratch) : NULL;
    upy_int_operand x, y;
    upy_int_load(&x, a);
    upy_int_load(&y, b);
    upy_mag_mul(out->digits, x.digits, na, y.digits, nb, scratch);
    upy_heap_free_storage(scratch);
    return upy_int_finish(out, na + nb, x.is_negative != y.is_negative);
}

// Floor division; either result may be left out (NULL).
static void divmod_long(upy_value a, upy_value b, upy_value *quotient, upy_value *remainder) {
    size_t na = upy_int_digit_count(a);
    size_t nb = upy_int_digit_count(b);
    if (nb == 0) {
        upy_raise_zero_division();
    }
    size_t nq = na >= nb ? na - nb + 1 : 0;
    upy_bigint *q = quotient ? upy_int_allocate(nq + 1) : NULL;
    upy_bigint *r = upy_int_allocate(nb);
    uint32_t *scratch = nq ? upy_int_allocate_scratch(na + 1 + nb) : NULL;
    upy_int_operand x, y;
    upy_int_load(&x, a);
    upy_int_load(&y, b);
    if (nq) {
        upy_mag_divmod(q ? q->digits : NULL, r->digits, x.digits, na, y.digits, nb, scratch);
        upy_heap_free_storage(scratch);
    } else {
        memcpy(r->digits, x.digits, na * sizeof(uint32_t));
    }
    bool signs_differ = x.is_negative != y.is_negative;
    if (signs_differ && upy_mag_trim(r->digits, nb) > 0) { // truncation went up: one less
        upy_mag_sub(r->digits, y.digits, nb, r->digits, nb);
        if (q) {
            upy_mag_mul_add_digit(q->digits, nq + 1, 1, 1);
        }
    }
    bool is_negative = y.is_negative;
    if (remainder) {
        *remainder = upy_int_finish(r, nb, is_negative);
    } else {
        upy_heap_free_object(r);
    }
    if (quotient) {
        *quotient = upy_int_finish(q, nq + 1, signs_differ);
    }
}

static upy_value bitwise_long(upy_mag_bitwise_op op, upy_value a, upy_value b) {
    size_t n = larger_count(a, b) + 1;
    upy_bigint *out = upy_int_allocate(n);
    upy_int_operand x, y;
    upy_int_load(&x, a);
    upy_int_load(&y, b);
    bool is_negative =
        upy_mag_bitwise(out->digits, n, op, x.digits, x.count, x.is_negative, y.digits, y.count, y.is_negative);
    return upy_int_finish(out, n, is_negative);
}

upy_value upy_int_shift_left(upy_value v, size_t bits) {
    size_t count = upy_int_digit_count(v);
    if (count == 0) {
        return UPY_SMALL_INT(0);
    }
    size_t n = count + bits / DIGIT_BITS + 1;
    upy_bigint *out = upy_int_allocate(n);
    upy_int_operand x;
    upy_int_load(&x, v);
    upy_mag_shift_left(out->digits, x.digits, x.count, bits);
    return upy_int_finish(out, n, x.is_negative);
}

upy_value upy_int_shift_right(upy_value v, size_t bits) {
    size_t count = upy_int_digit_count(v);
    if (bits / DIGIT_BITS >= count) {
        return UPY_SMALL_INT(upy_int_sign(v) < 0 ? -1 : 0);
    }
    size_t n = count - bits / DIGIT_BITS;
    upy_bigint *out = upy_int_allocate(n + 1);
    upy_int_operand x;
    upy_int_load(&x, v);
    bool lost = upy_mag_shift_right(out->digits, x.digits, x.count, bits);
    if (lost && x.is_negative) {
        upy_mag_mul_add_digit(out->digits, n + 1, 1, 1);
    }
    return upy_int_finish(out, n + 1, x.is_negative);
}

upy_value upy_int_negate(upy_value v) {
    if (upy_is_small_int(v)) {
        return upy_new_int(-upy_small_int_value(v));
    }
    return add_long(UPY_SMALL_INT(0), v, true);
}

upy_value upy_int_absolute(upy_value v) { return upy_int_sign(v) < 0 ? upy_int_negate(v) : upy_int_as_exact(v); }

// ---- Powers --------------------------------------------------------------------------------------

// Drops an intermediate result nothing else refers to.
static void drop(upy_value v) {
    if (!upy_is_small_int(v)) {
        upy_heap_free_object((void *)v);
    }
}

static upy_value multiply_and_drop(upy_value a, upy_value b, bool drop_a) {
    upy_value product = upy_int_binary(UPY_OP_MUL, a, b);
    if (drop_a) {
        drop(a);
    }
    return product;
}

// base ** exponent, left to right over the bits of the exponent.
static upy_value power_long(upy_value base, uintptr_t exponent) {
    if (exponent == 0) {
        return UPY_SMALL_INT(1);
    }
    base = upy_int_as_exact(base);
    upy_value result = base;
    bool is_own = false;
    for (unsigned bit = UPY_WORD_BITS - 1 -
                        (unsigned)(UPY_WORD_BITS == 64 ? __builtin_clzll(exponent) : __builtin_clz((unsigned)exponent));
         bit-- > 0;) {
        result = multiply_and_drop(result, result, is_own);
        is_own = true;
        if (exponent >> bit & 1) {
            result = multiply_and_drop(result, base, true);
        }
    }
    return result;
}

static upy_value power(upy_value a, upy_value b) {
    if (upy_int_sign(b) < 0) {
        if (upy_int_sign(a) == 0) {
            upy_raise_zero_division();
        }
        return upy_float_power(upy_int_to_float(a), upy_int_to_float(b));
    }
    intptr_t exponent, base;
    bool is_word = upy_int_get(b, &exponent);
    if (upy_int_get(a, &base)) {
        if (base == 0 || base == 1) {
            return upy_small_int(base == 1 || upy_int_sign(b) == 0);
        }
        if (base == -1) {
            upy_int_operand y;
            upy_int_load(&y, b);
            return UPY_SMALL_INT(y.count > 0 && y.digits[0] & 1 ? -1 : 1);
        }
        if (base == 2 && is_word) {
            return upy_int_shift_left(UPY_SMALL_INT(1), (size_t)exponent);
        }
    }
    size_t n_bits;
    if (!is_word || __builtin_mul_overflow(upy_int_bit_length(a) - 1, (size_t)exponent, &n_bits)) {
        upy_raise_memory(SIZE_MAX);
    }
    // What cannot be held in the end is not worth hours of multiplying.
    if (n_bits / 8 > (size_t)(UPY->heap.ceiling - UPY->heap.base)) {
        upy_raise_memory(n_bits / 8);
    }
    return power_long(a, (uintptr_t)exponent);
}

// x with a * x % m == 1, by the extended Euclidean algorithm; m > 0.
static upy_value modular_inverse(upy_value a, upy_value m) {
    upy_value r0 = m, r1 = upy_int_binary(UPY_OP_MOD, a, m);
    upy_value t0 = UPY_SMALL_INT(0), t1 = UPY_SMALL_INT(1);
    while (upy_int_sign(r1) != 0) {
        upy_value rest;
        upy_value q = upy_int_divmod(r0, r1, &rest);
        upy_value t = upy_int_binary(UPY_OP_SUB, t0, upy_int_binary(UPY_OP_MUL, q, t1));
        r0 = r1, r1 = rest;
        t0 = t1, t1 = t;
    }
    if (upy_int_compare(r0, UPY_SMALL_INT(1)) != 0) {
        upy_raise_value_error("base is not invertible for the given modulus");
    }
    return upy_int_binary(UPY_OP_MOD, t0, m);
}

// base ** exponent % modulus; 0 < base < modulus, exponent > 0.
static upy_value power_modulo(upy_value base, upy_value exponent, upy_value modulus) {
#if UPY_LEVEL >= UPY_LEVEL_FULL
    size_t nm = upy_int_digit_count(modulus);
    upy_bigint *out = upy_int_allocate(nm);
    uint32_t *scratch = upy_int_allocate_scratch(upy_mag_pow_mod_scratch(nm));
    upy_int_operand x, e, y;
    upy_int_load(&x, base);
    upy_int_load(&e, exponent);
    upy_int_load(&y, modulus);
    upy_mag_pow_mod(out->digits, x.digits, x.count, e.digits, e.count, y.digits, nm, scratch);
    upy_heap_free_storage(scratch);
    return upy_int_finish(out, nm, false);
#else
    upy_int_operand e;
    upy_int_load(&e, exponent);
    upy_value result = base;
    for (size_t bit = upy_mag_bit_length(e.digits, e.count) - 1; bit-- > 0;) {
        result = upy_int_binary(UPY_OP_MOD, upy_int_binary(UPY_OP_MUL, result, result), modulus);
        if (e.digits[bit / DIGIT_BITS] >> bit % DIGIT_BITS & 1) {
            result = upy_int_binary(UPY_OP_MOD, upy_int_binary(UPY_OP_MUL, result, base), modulus);
        }
    }
    upy_keep_alive(exponent);
    return result;
#endif
}

upy_value upy_int_pow_mod(upy_value a, upy_value b, upy_value m) {
    int m_sign = upy_int_sign(m);
    if (m_sign == 0) {
        upy_raise_value_error("pow() 3rd argument cannot be 0");
    }
    upy_value modulus = upy_int_absolute(m);
    if (upy_int_sign(b) < 0) {
        a = modular_inverse(a, modulus);
        b = upy_int_negate(b);
    }
    upy_value base = upy_int_binary(UPY_OP_MOD, a, modulus);
    upy_value result;
    if (upy_int_sign(b) == 0 || upy_int_sign(base) == 0) {
        result = upy_int_binary(UPY_OP_MOD, UPY_SMALL_INT(upy_int_sign(b) == 0), modulus);
    } else {
        result = power_modulo(base, b, modulus);
    }
    if (m_sign < 0 && upy_int_sign(result) != 0) {
        result = upy_int_binary(UPY_OP_ADD, result, m);
    }
    return result;
}

upy_value upy_int_gcd(upy_value a, upy_value b) {
    a = upy_int_absolute(a);
    b = upy_int_absolute(b);
    while (!upy_are_small_ints(a, b)) {
        if (upy_int_sign(b) == 0) {
            return a;
        }
        upy_value rest = upy_int_binary(UPY_OP_MOD, a, b);
        a = b;
        b = rest;
    }
    intptr_t x = upy_small_int_value(a), y = upy_small_int_value(b);
    while (y != 0) {
        intptr_t rest = x % y;
        x = y;
        y = rest;
    }
    return upy_small_int(x);
}

// ---- True division -------------------------------------------------------------------------------

static upy_value shifted_magnitude(upy_value v, size_t bits) {
    v = upy_int_absolute(v);
    return bits ? upy_int_shift_left(v, bits) : v;
}

// The quotient is computed with at least two bits more than the float has; what is left over only
// tells whether it is exact. Rounding, subnormals included, happens once at the end.
static upy_float true_divide(upy_value a, upy_value b) {
    if (UPY_SMALL_INT_BITS <= UPY_FLOAT_MANTISSA_BITS && upy_are_small_ints(a, b) && b != UPY_SMALL_INT(0)) {
        return (upy_float)upy_small_int_value(a) / (upy_float)upy_small_int_value(b);
    }
    int b_sign = upy_int_sign(b);
    if (b_sign == 0) {
        upy_raise_zero_division();
    }
    bool is_negative = upy_int_sign(a) * b_sign < 0;
    if (upy_int_sign(a) == 0) {
        return b_sign < 0 ? -(upy_float)0 : 0;
    }
    size_t a_bits = upy_int_bit_length(a), b_bits = upy_int_bit_length(b);
    if (a_bits <= UPY_FLOAT_MANTISSA_BITS && b_bits <= UPY_FLOAT_MANTISSA_BITS) {
        return upy_int_to_float(a) / upy_int_to_float(b);
    }
    intptr_t difference = (intptr_t)a_bits - (intptr_t)b_bits;
    if (difference < -2000) { // far below the smallest subnormal
        return is_negative ? -(upy_float)0 : 0;
    }
    intptr_t exponent = difference - 58; // the quotient has 58 or 59 bits
    upy_value numerator = shifted_magnitude(a, exponent < 0 ? (size_t)-exponent : 0);
    upy_value denominator = shifted_magnitude(b, exponent > 0 ? (size_t)exponent : 0);
    upy_value rest;
    upy_value q = upy_int_divmod(numerator, denominator, &rest);
    upy_float f = upy_float_round_scaled(upy_int_get_wrapped(q), upy_int_sign(rest) != 0, exponent);
    if (f - f != 0) {
        upy_raise_overflow("integer division result too large for a float");
    }
    return is_negative ? -f : f;
}

// ---- Machine words -------------------------------------------------------------------------------

// Floor division. False: the quotient does not fit (only INTPTR_MIN / -1).
static bool divmod_words(intptr_t x, intptr_t y, intptr_t *quotient, intptr_t *remainder) {
    if (y == 0) {
        upy_raise_zero_division();
    }
    if (y == -1) {
        *remainder = 0;
        return !__builtin_sub_overflow((intptr_t)0, x, quotient);
    }
    *quotient = x / y;
    *remainder = x % y;
    if (*remainder != 0 && (*remainder ^ y) < 0) {
        --*quotient;
        *remainder += y;
    }
    return true;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static bool power_of_word(intptr_t base, intptr_t exponent, intptr_t *out) {
    intptr_t result = 1;
    if (exponent < 0) {
        return false;
    }
    while (true) {
        if (exponent & 1 && __builtin_mul_overflow(result, base, &result)) {
            return false;
        }
        exponent >>= 1;
        if (exponent == 0) {
            *out = result;
            return true;
        }
        if (__builtin_mul_overflow(base, base, &base)) {
            return false;
        }
    }
}
#endif

static upy_value new_pair(upy_value first, upy_value second) {
    upy_value pair[2] = {first, second};
    return upy_new_tuple(2, pair);
}

// The result, or UPY_NULL: does not fit or is none of the operators done here.
static upy_value binary_words(upy_binary_op op, intptr_t x, intptr_t y) {
    intptr_t result, rest;
    bool fits;
    switch (op) {
    case UPY_OP_ADD: fits = !__builtin_add_overflow(x, y, &result); break;
    case UPY_OP_SUB: fits = !__builtin_sub_overflow(x, y, &result); break;
    case UPY_OP_MUL: fits = !__builtin_mul_overflow(x, y, &result); break;
    case UPY_OP_FLOORDIV: fits = divmod_words(x, y, &result, &rest); break;
    case UPY_OP_MOD: fits = divmod_words(x, y, &rest, &result); break;
    case UPY_OP_DIVMOD:
        return divmod_words(x, y, &result, &rest) ? new_pair(upy_new_int(result), upy_new_int(rest)) : UPY_NULL;
#if UPY_LEVEL >= UPY_LEVEL_FULL
    case UPY_OP_POW: fits = power_of_word(x, y, &result); break;
#endif
    case UPY_OP_LSHIFT:
        if (y < 0 || y > UPY_WORD_BITS - 2) {
            return UPY_NULL;
        }
        result = (intptr_t)((uintptr_t)x << y);
        fits = result >> y == x;
        break;
    case UPY_OP_RSHIFT:
        fits = y >= 0;
        result = x >> (y < UPY_WORD_BITS ? y & (UPY_WORD_BITS - 1) : UPY_WORD_BITS - 1);
        break;
    case UPY_OP_AND: return upy_new_int(x & y);
    case UPY_OP_OR: return upy_new_int(x | y);
    case UPY_OP_XOR: return upy_new_int(x ^ y);
    default: return upy_op_is_compare(op) ? upy_compare_result(op, x < y ? -1 : x > y) : UPY_NULL;
    }
    return fits ? upy_new_int(result) : UPY_NULL;
}

// ---- The operator --------------------------------------------------------------------------------

static upy_value shift(upy_binary_op op, upy_value a, upy_value b) {
    if (upy_int_sign(b) < 0) {
        upy_raise_value_error("negative shift count");
    }
    intptr_t bits;
    bool is_word = upy_int_get(b, &bits);
    if (op == UPY_OP_RSHIFT) {
        return upy_int_shift_right(a, is_word ? (size_t)bits : SIZE_MAX);
    }
    if (upy_int_sign(a) == 0) {
        return UPY_SMALL_INT(0);
    }
    if (!is_word) {
        upy_raise_overflow("too many digits in integer");
    }
    return upy_int_shift_left(a, (size_t)bits);
}

upy_value upy_int_binary(upy_binary_op op, upy_value a, upy_value b) {
    intptr_t x, y;
    upy_value result;
    if (upy_int_get(a, &x) && upy_int_get(b, &y)) {
        result = binary_words(op, x, y);
        if (result != UPY_NULL) {
            return result;
        }
    }
    if (upy_op_is_compare(op)) {
        return upy_compare_result(op, upy_int_compare(a, b));
    }
    upy_value rest;
    switch (op) {
    case UPY_OP_ADD:
    case UPY_OP_SUB: return add_long(a, b, op == UPY_OP_SUB);
    case UPY_OP_MUL: return mul_long(a, b);
    case UPY_OP_TRUEDIV: return upy_new_float(true_divide(a, b));
    case UPY_OP_FLOORDIV: divmod_long(a, b, &result, NULL); return result;
    case UPY_OP_MOD: divmod_long(a, b, NULL, &rest); return rest;
    case UPY_OP_DIVMOD: divmod_long(a, b, &result, &rest); return new_pair(result, rest);
    case UPY_OP_POW: return power(a, b);
    case UPY_OP_LSHIFT:
    case UPY_OP_RSHIFT: return shift(op, a, b);
    case UPY_OP_AND: return bitwise_long(UPY_MAG_AND, a, b);
    case UPY_OP_XOR: return bitwise_long(UPY_MAG_XOR, a, b);
    case UPY_OP_OR: return bitwise_long(UPY_MAG_OR, a, b);
    default: return UPY_NULL;
    }
}

upy_value upy_int_divmod(upy_value a, upy_value b, upy_value *remainder) {
    upy_value quotient;
    intptr_t x, y, q, r;
    if (upy_int_get(a, &x) && upy_int_get(b, &y) && divmod_words(x, y, &q, &r)) {
        *remainder = upy_new_int(r);
        return upy_new_int(q);
    }
    divmod_long(a, b, &quotient, remainder);
    return quotient;
}

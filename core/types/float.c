// float.c — the float type: values, arithmetic with Python's rules on signs and zero, hash, methods.
//
// A float is in the value word where the encoding has room (value.h), else a upy_boxed_float;
// instances of float subclasses are always boxed. Everything is written in upy_float, so the same
// code serves double and single precision.
#include "core/types/number.h"

#include <math.h>

#include "core/base/text.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/float_text.h"
#include "core/types/function.h"
#include "core/types/int_operand.h"
#include "core/types/str.h"

// ---- Values --------------------------------------------------------------------------------------

#if UPY_WORD_BITS == 64
upy_value upy_new_float(upy_float f) { return upy_float_from_arithmetic(UPY_LIKELY(f == f) ? f : (upy_float)NAN); }
#else
static upy_value new_boxed(upy_float f) {
    upy_boxed_float *boxed = upy_new_object(&upy_type_float, sizeof(upy_boxed_float));
    boxed->value = f;
    return (upy_value)boxed;
}
#if UPY_FLOAT_DOUBLE
upy_value upy_new_float(upy_float f) { return new_boxed(f); }
#else
upy_value upy_new_float(upy_float f) {
    upy_value immediate = upy_immediate_float_or_null(f);
    return immediate != UPY_NULL ? immediate : new_boxed(f);
}
#endif
#endif

upy_float upy_float_value(upy_value v) {
    return upy_is_immediate_float(v) ? upy_immediate_float_value(v) : ((const upy_boxed_float *)v)->value;
}

#if UPY_OWN_FLOAT_FUNCTIONS
upy_float upy_float_round_scaled(uint64_t significand, bool sticky, intptr_t exponent) {
    return upy_single_round_scaled(significand, sticky,
                                   (int)(exponent > 1000    ? 1000
                                         : exponent < -1000 ? -1000
                                                            : exponent));
}
#else
#define LEAST_EXPONENT (UPY_FLOAT_DOUBLE ? -1074 : -149) // of the last bit of a subnormal
#define MOST_EXPONENT (UPY_FLOAT_DOUBLE ? 1024 : 128)

upy_float upy_float_round_scaled(uint64_t significand, bool sticky, intptr_t exponent) {
    if (significand == 0) {
        return 0;
    }
    intptr_t top = exponent + 64 - __builtin_clzll(significand); // the value is below 2^top
    if (top > MOST_EXPONENT) {
        return (upy_float)INFINITY;
    }
    intptr_t lowest = top - UPY_FLOAT_MANTISSA_BITS;
    if (lowest < LEAST_EXPONENT) {
        lowest = LEAST_EXPONENT;
    }
    intptr_t dropped = lowest - exponent;
    if (dropped > 64) {
        return 0;
    }
    if (dropped > 0) {
        uint64_t kept = dropped < 64 ? significand >> dropped : 0;
        uint64_t rest = dropped < 64 ? significand & (((uint64_t)1 << dropped) - 1) : significand;
        uint64_t half = (uint64_t)1 << (dropped - 1);
        kept += rest > half || (rest == half && (sticky || kept & 1));
        significand = kept;
        exponent = lowest;
    }
    return UPY_FLOAT_FUNCTION(ldexp)((upy_float)significand, (int)exponent);
}
#endif

intptr_t upy_float_hash(upy_float f) {
    if (f - f != 0) {
        return f > 0 ? 314159 : f < 0 ? -314159 : 0;
    }
    const upy_float limit = -(upy_float)UPY_SMALL_INT_MIN;
    if (f >= -limit && f < limit && f == (upy_float)(intptr_t)f) {
        return (intptr_t)f;
    }
#if UPY_LEVEL < UPY_LEVEL_FULL
    if (f == UPY_FLOAT_FUNCTION(floor)(f)) {
        return upy_hash(upy_new_int_from_float(f));
    }
    uint32_t words[sizeof f / sizeof(uint32_t)];
    memcpy(words, &f, sizeof f);
    return (intptr_t)((words[0] + words[UPY_COUNT_OF(words) - 1]) >> 1 & (uint32_t)UPY_SMALL_INT_MAX);
#else
    int exponent;
    upy_float fraction = UPY_FLOAT_FUNCTION(frexp)(UPY_FLOAT_FUNCTION(fabs)(f), &exponent);
    uint64_t significand = (uint64_t)UPY_FLOAT_FUNCTION(ldexp)(fraction, UPY_FLOAT_MANTISSA_BITS);
    uint32_t digits[2] = {(uint32_t)significand, (uint32_t)(significand >> 32)};
    int turns = (exponent - UPY_FLOAT_MANTISSA_BITS) % UPY_INT_HASH_BITS;
    turns += turns < 0 ? UPY_INT_HASH_BITS : 0;
    intptr_t hash = (intptr_t)upy_int_hash_rotate(upy_int_hash_digits(digits, 2), (unsigned)turns);
    return f < 0 ? -hash : hash;
#endif
}

// ---- Arithmetic ----------------------------------------------------------------------------------

void upy_float_divmod(upy_float a, upy_float b, upy_float *quotient, upy_float *remainder) {
    if (b == 0) {
        upy_raise_zero_division();
    }
    upy_float rest = UPY_FLOAT_FUNCTION(fmod)(a, b);
    // a - rest is a multiple of b but for rounding, so the quotient is within an ulp of an integer.
    upy_float q = (a - rest) / b;
    if (rest == 0) {
        rest = UPY_FLOAT_FUNCTION(copysign)(0, b);
    } else if ((rest < 0) != (b < 0)) {
        rest += b;
        q -= 1;
    }
    if (q == 0) {
        q = UPY_FLOAT_FUNCTION(copysign)(0, a / b);
    } else {
        upy_float whole = UPY_FLOAT_FUNCTION(floor)(q);
        q = q - whole > (upy_float)0.5 ? whole + 1 : whole;
    }
    *quotient = q;
    *remainder = rest;
}

upy_value upy_float_power(upy_float a, upy_float b) {
    if (a == 0 && b < 0 && b - b == 0) {
        upy_raise_zero_division();
    }
    bool both_finite = a - a == 0 && b - b == 0;
    if (a < 0 && both_finite && b != UPY_FLOAT_FUNCTION(floor)(b)) {
        return upy_complex_power(a, 0, b, 0);
    }
    upy_float result = UPY_FLOAT_FUNCTION(pow)(a, b);
    if (both_finite && result - result != 0) {
        upy_raise_overflow("math range error");
    }
    return upy_new_float(result);
}

upy_value upy_float_binary(upy_binary_op op, upy_float a, upy_float b) {
    upy_float quotient, remainder;
    switch (op) {
    case UPY_OP_ADD: return upy_new_float(a + b);
    case UPY_OP_SUB: return upy_new_float(a - b);
    case UPY_OP_MUL: return upy_new_float(a * b);
    case UPY_OP_TRUEDIV:
        if (b == 0) {
            upy_raise_zero_division();
        }
        return upy_new_float(a / b);
    case UPY_OP_FLOORDIV: upy_float_divmod(a, b, &quotient, &remainder); return upy_new_float(quotient);
    case UPY_OP_MOD: upy_float_divmod(a, b, &quotient, &remainder); return upy_new_float(remainder);
    case UPY_OP_DIVMOD: {
        upy_float_divmod(a, b, &quotient, &remainder);
        upy_value pair[2];
        pair[0] = upy_new_float(quotient);
        pair[1] = upy_new_float(remainder);
        return upy_new_tuple(2, pair);
    }
    case UPY_OP_POW: return upy_float_power(a, b);
    case UPY_OP_EQ: return upy_bool(a == b);
    case UPY_OP_NE: return upy_bool(a != b);
    case UPY_OP_LT: return upy_bool(a < b);
    case UPY_OP_LE: return upy_bool(a <= b);
    case UPY_OP_GT: return upy_bool(a > b);
    case UPY_OP_GE: return upy_bool(a >= b);
    default: return UPY_NULL;
    }
}

static upy_value float_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (upy_is_int(rhs)) { // comparing with an int is exact: int.c knows how
        return upy_type_int.slots->binary(op, lhs, rhs);
    }
    if (!upy_is_float(rhs)) {
        return UPY_NULL;
    }
    upy_float a = upy_float_value(lhs), b = upy_float_value(rhs);
    if (upy_op_is_reverse(op)) {
        return upy_float_binary((upy_binary_op)(op - UPY_OP_REVERSE_ADD), b, a);
    }
    return upy_float_binary(upy_op_is_inplace(op) ? (upy_binary_op)(op - UPY_OP_INPLACE_ADD) : op, a, b);
}

static upy_value float_unary(upy_unary_op op, upy_value v) {
    upy_float f = upy_float_value(v);
    switch (op) {
    case UPY_OP_NEG: return upy_new_float(-f);
    case UPY_OP_POS:
    case UPY_OP_FLOAT: return upy_new_float(f);
    case UPY_OP_ABS: return upy_new_float(UPY_FLOAT_FUNCTION(fabs)(f));
    case UPY_OP_BOOL: return upy_bool(f != 0);
    case UPY_OP_HASH: return upy_small_int(upy_float_hash(f));
    case UPY_OP_INT: return upy_new_int_from_float(f);
    default: return UPY_NULL;
    }
}

static void float_print(const upy_writer *w, upy_value v, upy_print_kind kind) {
    (void)kind;
    char text[32];
    upy_write(w, text, upy_float_repr(text, upy_float_value(v), UPY_FLOAT_IS_SINGLE));
}

static upy_value float_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(real)) {
        return upy_new_float(upy_float_value(self));
    }
    return name == UPY_NAME(imag) ? upy_new_float(0) : UPY_NULL;
}

// ---- float(…) ------------------------------------------------------------------------------------

static upy_float float_from_text(const char *text, size_t length) {
    upy_float f;
    if (!upy_float_parse_text(text, length, &f)) {
        upy_raise_value_error("invalid syntax for number");
    }
    return f;
}

static upy_float float_from_str(upy_value s) {
    s = upy_numeric_text(s);
    upy_float f = float_from_text(upy_str_data(s), upy_str_length(s));
    upy_keep_alive(s);
    return f;
}

static upy_float float_from_value(upy_value v) {
    if (upy_is_exactly(v, &upy_type_str)) {
        return float_from_str(v);
    }
    const upy_slots *slots = upy_type_of(v)->slots;
    upy_value result = slots->unary ? slots->unary(UPY_OP_FLOAT, v) : UPY_NULL;
    if (result != UPY_NULL) {
        if (!upy_is_float(result)) {
            upy_raise_type("__float__ returned non-float (type %T)", result);
        }
        return upy_float_value(result);
    }
    if (upy_is_str(v)) {
        return float_from_str(v);
    }
    upy_buffer_view view;
    if (upy_is_object(v) && upy_get_buffer_or_false(v, &view, UPY_BUFFER_READ)) {
        return float_from_text(view.data, view.length);
    }
    result = slots->unary ? slots->unary(UPY_OP_INDEX, v) : UPY_NULL;
    if (result == UPY_NULL || !upy_is_int(result)) {
        upy_raise_type("can't convert %T to float", v);
    }
    return upy_int_to_float(result);
}

static upy_value float_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    upy_check_argument_count(n_args, 0, 1);
    if (type == &upy_type_float) {
        bool is_plain = n_args == 1 && (upy_is_immediate_float(args[0]) || upy_is_exactly(args[0], &upy_type_float));
        return is_plain ? args[0] : upy_new_float(n_args ? float_from_value(args[0]) : 0);
    }
    upy_float f = n_args ? float_from_value(args[0]) : 0;
    upy_boxed_float *boxed = upy_new_instance_of(type, sizeof(upy_boxed_float));
    boxed->value = f;
    return (upy_value)boxed;
}

// ---- Methods -------------------------------------------------------------------------------------

static upy_value float_is_integer(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float f = upy_float_value(args[0]);
    return upy_bool(f - f == 0 && f == UPY_FLOAT_FUNCTION(floor)(f));
}

static upy_value float_as_integer_ratio(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float f = upy_float_value(args[0]);
    if (f != f) {
        upy_raise_value_error("cannot convert NaN to integer ratio");
    }
    if (f - f != 0) {
        upy_raise_overflow("cannot convert Infinity to integer ratio");
    }
    int exponent;
    upy_float fraction = UPY_FLOAT_FUNCTION(frexp)(f, &exponent);
#if UPY_FLOAT_DOUBLE
    int64_t significand = (int64_t)UPY_FLOAT_FUNCTION(ldexp)(fraction, UPY_FLOAT_MANTISSA_BITS);
#else
    int32_t significand = (int32_t)UPY_FLOAT_FUNCTION(ldexp)(fraction, UPY_FLOAT_MANTISSA_BITS);
#endif
    exponent = f == 0 ? 0 : exponent - UPY_FLOAT_MANTISSA_BITS;
    while (exponent < 0 && significand % 2 == 0) {
        significand /= 2;
        exponent++;
    }
    upy_value pair[2] = {upy_new_int_from_64(significand), UPY_SMALL_INT(1)};
    if (exponent > 0) {
        pair[0] = upy_int_shift_left(pair[0], (size_t)exponent);
    } else {
        pair[1] = upy_int_shift_left(pair[1], (size_t)-exponent);
    }
    return upy_new_tuple(2, pair);
}

static upy_value float_conjugate(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_float(upy_float_value(args[0]));
}

static upy_value float_round(size_t n_args, const upy_value *args) {
    upy_float f = upy_float_value(args[0]);
    if (n_args == 1 || args[1] == UPY_NONE) {
        return upy_new_int_from_float(UPY_FLOAT_FUNCTION(rint)(f)); // ties to even: the default mode
    }
    return upy_float_round_digits(f, upy_to_index_clamped(args[1]));
}

static upy_value float_trunc(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_int_from_float(upy_float_value(args[0]));
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value float_floor(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_int_from_float(UPY_FLOAT_FUNCTION(floor)(upy_float_value(args[0])));
}

static upy_value float_ceil(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_int_from_float(UPY_FLOAT_FUNCTION(ceil)(upy_float_value(args[0])));
}

static const UPY_METHOD(floor_method, float, __floor__, float_floor, 1, 1);
static const UPY_METHOD(ceil_method, float, __ceil__, float_ceil, 1, 1);
#endif

static const UPY_METHOD(is_integer_method, float, is_integer, float_is_integer, 1, 1);
static const UPY_METHOD(as_integer_ratio_method, float, as_integer_ratio, float_as_integer_ratio, 1, 1);
static const UPY_METHOD(hex_method, float, hex, upy_float_hex, 1, 1);
static const UPY_CLASS_METHOD(fromhex_method, fromhex, upy_float_from_hex, 2, 2);
static const UPY_METHOD(conjugate_method, float, conjugate, float_conjugate, 1, 1);
static const UPY_METHOD(round_method, float, __round__, float_round, 1, 2);
static const UPY_METHOD(trunc_method, float, __trunc__, float_trunc, 1, 1);

static const upy_pair float_pairs[] = {
    {UPY_NAME(is_integer), (upy_value)&is_integer_method},
    {UPY_NAME(as_integer_ratio), (upy_value)&as_integer_ratio_method},
    {UPY_NAME(hex), (upy_value)&hex_method},
    {UPY_NAME(fromhex), (upy_value)&fromhex_method},
    {UPY_NAME(conjugate), (upy_value)&conjugate_method},
    {UPY_NAME(__round__), (upy_value)&round_method},
    {UPY_NAME(__trunc__), (upy_value)&trunc_method},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(__floor__), (upy_value)&floor_method},
    {UPY_NAME(__ceil__), (upy_value)&ceil_method},
#endif
};
static const UPY_DEFINE_TABLE(float_attributes, float_pairs);

static const upy_slots float_slots = {
    .make_new = float_make_new,
    .print = float_print,
    .unary = float_unary,
    .binary = float_binary,
    .attribute = float_attribute,
};

const upy_type upy_type_float = {
    UPY_TYPE_HEAD(float, upy_boxed_float, UPY_TYPE_FLOAT_BASED),
    .base = &upy_type_object,
    .slots = &float_slots,
    .attributes = &float_attributes,
};

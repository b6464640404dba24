// int_methods.c — the attribute table of int. Operators and conversions are slots (int.c).
#include "core/types/int_operand.h"

#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/str.h"

static upy_value int_plain(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_int_as_exact(args[0]);
}

static upy_value int_bit_length(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_int_from_unsigned(upy_int_bit_length(args[0]));
}

static upy_value int_bit_count(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_int_operand x;
    upy_int_load(&x, args[0]);
    size_t count = 0;
    for (size_t i = 0; i < x.count; i++) {
        count += (size_t)__builtin_popcount(x.digits[i]);
    }
    return upy_new_int_from_unsigned(count);
}

static upy_value int_as_integer_ratio(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value pair[2] = {upy_int_as_exact(args[0]), UPY_SMALL_INT(1)};
    return upy_new_tuple(2, pair);
}

static upy_value int_is_integer(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return UPY_TRUE;
}

// ---- Rounding ------------------------------------------------------------------------------------

upy_value upy_int_round_tens(upy_value v, size_t digits, bool has_fraction) {
    // Half of the power of ten is out of reach when even the power has more bits than twice the number.
    if (digits > upy_int_bit_length(v) + 1) {
        return UPY_SMALL_INT(0);
    }
    upy_value power = upy_int_binary(UPY_OP_POW, UPY_SMALL_INT(10), upy_new_int_from_unsigned(digits));
    upy_value rest;
    upy_value magnitude = upy_int_absolute(v);
    upy_value quotient = upy_int_divmod(magnitude, power, &rest);
    int order = upy_int_compare(upy_int_shift_left(rest, 1), power);
    bool is_odd = upy_int_get_wrapped(quotient) & 1;
    bool rounds_up = order > 0 || (order == 0 && (has_fraction || is_odd));
    magnitude = upy_int_binary(UPY_OP_SUB, magnitude, rest);
    if (rounds_up) {
        magnitude = upy_int_binary(UPY_OP_ADD, magnitude, power);
    }
    return upy_int_sign(v) < 0 ? upy_int_negate(magnitude) : magnitude;
}

static upy_value int_round(size_t n_args, const upy_value *args) {
    if (n_args == 2 && args[1] != UPY_NONE) {
        intptr_t digits = upy_to_index_clamped(args[1]);
        if (digits < 0) {
            return upy_int_round_tens(upy_int_as_exact(args[0]), (size_t)0 - (size_t)digits, false);
        }
    }
    return upy_int_as_exact(args[0]);
}

// ---- Bytes ---------------------------------------------------------------------------------------

static bool is_little(upy_value byteorder) { return upy_str_equals_text(upy_str_check(byteorder), "little"); }

static void check_fits(upy_value v, size_t length, bool is_signed) {
    bool is_negative = upy_int_sign(v) < 0;
    if (is_negative && !is_signed) {
        upy_raise_overflow("can't convert negative int to unsigned");
    }
    // -2^n needs no more bits than 2^n - 1 does.
    size_t bits =
        is_negative ? upy_int_bit_length(upy_int_binary(UPY_OP_ADD, v, UPY_SMALL_INT(1))) : upy_int_bit_length(v);
    if (length <= SIZE_MAX / 8 && bits + is_signed > length * 8) {
        bool is_zero_bytes_of_zero = length == 0 && bits == 0 && !is_negative;
        if (!is_zero_bytes_of_zero) {
            upy_raise_overflow("value would overflow a %zu byte buffer", length);
        }
    }
}

static upy_value int_to_bytes(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(length), UPY_SMALL_INT(1), false},
        {UPY_NAME(byteorder), UPY_NAME(big), false},
        {UPY_NAME(signed), UPY_FALSE, false},
    };
    upy_value values[3];
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 3, values);
    intptr_t length = upy_to_index(values[0]);
    if (length < 0) {
        upy_raise_value_error("length argument must be non-negative");
    }
    bool is_signed = upy_is_true(values[2]);
    bool big_endian = !is_little(values[1]);
    check_fits(args[0], (size_t)length, is_signed);
    char *data;
    upy_value bytes = upy_new_str_uninitialised(&upy_type_bytes, (size_t)length, &data);
    upy_int_to_bytes(args[0], (uint8_t *)data, (size_t)length, big_endian);
    upy_str_finish(bytes);
    return bytes;
}

// The bytes of a buffer or str, or collected from an iterable of ints.
static upy_value int_from_source(upy_value source, bool big_endian, bool is_signed) {
    upy_buffer_view view;
    if (upy_is_str(source)) {
        return upy_int_from_bytes((const uint8_t *)upy_str_data(source), upy_str_length(source), big_endian, is_signed);
    }
    if (upy_get_buffer_or_false(source, &view, UPY_BUFFER_READ)) {
        return upy_int_from_bytes(view.data, view.length, big_endian, is_signed);
    }
    upy_builder bytes;
    upy_builder_init(&bytes, 0);
    upy_iteration it;
    upy_iteration_begin(&it, source);
    upy_value item;
    while ((item = upy_iteration_next(&it)) != UPY_NULL) {
        intptr_t byte = upy_to_index(item);
        if (byte < 0 || byte > 255) {
            upy_raise_value_error("bytes value out of range");
        }
        upy_builder_append_byte(&bytes, (char)byte);
    }
    upy_value joined = upy_builder_to_bytes(&bytes);
    return upy_int_from_bytes((const uint8_t *)upy_str_data(joined), upy_str_length(joined), big_endian, is_signed);
}

static upy_value int_from_bytes(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(bytes), UPY_NULL, false},
        {UPY_NAME(byteorder), UPY_NAME(big), false},
        {UPY_NAME(signed), UPY_FALSE, false},
    };
    upy_value values[3];
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 3, values);
    upy_value result = int_from_source(values[0], !is_little(values[1]), upy_is_true(values[2]));
    return args[0] == (upy_value)&upy_type_int ? result : upy_call_1(args[0], result);
}

// ---- Table ---------------------------------------------------------------------------------------

static const UPY_METHOD(bit_length_method, int, bit_length, int_bit_length, 1, 1);
static const UPY_METHOD(bit_count_method, int, bit_count, int_bit_count, 1, 1);
static const UPY_METHOD(conjugate_method, int, conjugate, int_plain, 1, 1);
static const UPY_METHOD(as_integer_ratio_method, int, as_integer_ratio, int_as_integer_ratio, 1, 1);
static const UPY_METHOD(is_integer_method, int, is_integer, int_is_integer, 1, 1);
static const UPY_METHOD(round_method, int, __round__, int_round, 1, 2);
#if UPY_LEVEL >= UPY_LEVEL_FULL
static const UPY_METHOD(trunc_method, int, __trunc__, int_plain, 1, 1);
static const UPY_METHOD(floor_method, int, __floor__, int_plain, 1, 1);
static const UPY_METHOD(ceil_method, int, __ceil__, int_plain, 1, 1);
#endif
static const UPY_KEYWORD_METHOD(to_bytes_method, int, to_bytes, int_to_bytes, 1, 4);
static const UPY_KEYWORD_CLASS_METHOD(from_bytes_method, from_bytes, int_from_bytes, 1, 4);

static const upy_pair int_pairs[] = {
    {UPY_NAME(bit_length), (upy_value)&bit_length_method},
    {UPY_NAME(bit_count), (upy_value)&bit_count_method},
    {UPY_NAME(conjugate), (upy_value)&conjugate_method},
    {UPY_NAME(as_integer_ratio), (upy_value)&as_integer_ratio_method},
    {UPY_NAME(is_integer), (upy_value)&is_integer_method},
    {UPY_NAME(to_bytes), (upy_value)&to_bytes_method},
    {UPY_NAME(from_bytes), (upy_value)&from_bytes_method},
    {UPY_NAME(__round__), (upy_value)&round_method},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(__trunc__), (upy_value)&trunc_method},
    {UPY_NAME(__floor__), (upy_value)&floor_method},
    {UPY_NAME(__ceil__), (upy_value)&ceil_method},
#endif
};
const UPY_DEFINE_TABLE(upy_int_attribute_table, int_pairs);

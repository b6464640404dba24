// functions_number.c — builtin functions on numbers and characters: abs, bin, chr, divmod, hex, oct, ord, pow, round,
// sum.
#include "core/base/text.h"
#include "core/builtins/builtin_functions.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/str.h"

#include <math.h>

upy_value upy_builtin_abs(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_unary(UPY_OP_ABS, args[0]);
}

upy_value upy_builtin_divmod(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_binary(UPY_OP_DIVMOD, args[0], args[1]);
}

// ---- Text of ints ----------------------------------------------------------------------------------

static upy_value with_prefix(upy_value v, const char *prefix, int base) {
    v = upy_is_int(v) ? upy_int_as_exact(v) : upy_unary(UPY_OP_INDEX, v);
    upy_builder b;
    upy_builder_init(&b, 16);
    upy_writer w = upy_builder_writer(&b);
    if (upy_int_sign(v) < 0) {
        upy_write(&w, "-", 1);
        v = upy_unary(UPY_OP_NEG, v);
    }
    upy_write(&w, prefix, 2);
    upy_int_print(&w, v, base, false);
    return upy_builder_to_str(&b);
}

upy_value upy_builtin_bin(size_t n_args, const upy_value *args) {
    (void)n_args;
    return with_prefix(args[0], "0b", 2);
}

upy_value upy_builtin_hex(size_t n_args, const upy_value *args) {
    (void)n_args;
    return with_prefix(args[0], "0x", 16);
}

upy_value upy_builtin_oct(size_t n_args, const upy_value *args) {
    (void)n_args;
    return with_prefix(args[0], "0o", 8);
}

// ---- Characters ------------------------------------------------------------------------------------

upy_value upy_builtin_chr(size_t n_args, const upy_value *args) {
    (void)n_args;
    intptr_t c = upy_to_index_clamped(args[0]);
    if (c < 0 || c > 0x10ffff) {
        upy_raise_value_error("char not in range(0x110000)");
    }
    return upy_new_str_from_code_point((uint32_t)c);
}

upy_value upy_builtin_ord(size_t n_args, const upy_value *args) {
    (void)n_args;
    size_t n;
    if (upy_is_str(args[0])) {
        n = upy_str_count(args[0]);
        if (n == 1) {
            const char *p = upy_str_data(args[0]);
            return upy_small_int((intptr_t)upy_utf8_next(&p));
        }
    } else {
        upy_buffer_view view;
        if (!upy_has_layout(args[0], UPY_TYPE_BYTES_BASED | UPY_TYPE_BYTEARRAY_BASED) ||
            !upy_get_buffer_or_false(args[0], &view, UPY_BUFFER_READ)) {
            upy_raise_type("ord() expected string of length 1, but %T found", args[0]);
        }
        n = view.length;
        if (n == 1) {
            return upy_small_int(*(const uint8_t *)view.data);
        }
    }
    upy_raise_type("ord() expected a character, but string of length %zu found", n);
}

// ---- pow, round ------------------------------------------------------------------------------------

upy_value upy_builtin_pow(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(base), UPY_NULL, false},
        {UPY_NAME(exp), UPY_NULL, false},
        {UPY_NAME(mod), UPY_NONE, false},
    };
    upy_value out[3];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, out);
    if (out[2] == UPY_NONE) {
        return upy_binary(UPY_OP_POW, out[0], out[1]);
    }
    upy_value pair[2];
    if (upy_get_special(out[0], UPY_NAME(__pow__), pair)) {
        upy_value result = upy_call_method(pair, 2, 0, out + 1);
        if (result != UPY_NOT_IMPLEMENTED) {
            return result;
        }
    }
    if (upy_is_int(out[0]) && upy_is_int(out[1]) && upy_is_int(out[2])) {
        return upy_int_pow_mod(upy_int_as_exact(out[0]), upy_int_as_exact(out[1]), upy_int_as_exact(out[2]));
    }
    upy_raise_type("unsupported types for __pow__: '%T', '%T', '%T'", out[0], out[1], out[2]);
}

upy_value upy_builtin_round(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(number), UPY_NULL, false},
        {UPY_NAME(ndigits), UPY_NONE, false},
    };
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    upy_value v = out[0];
    upy_value pair[2];
    if (upy_get_special(v, UPY_NAME(__round__), pair)) {
        return upy_call_method(pair, out[1] == UPY_NONE ? 0 : 1, 0, out + 1);
    }
    upy_raise_type("unsupported type for __round__: '%T'", v);
}

// ---- sum -------------------------------------------------------------------------------------------

#if UPY_LEVEL >= UPY_LEVEL_FULL
// Adds floats (and ints among them) with Neumaier's compensation. Ends at the first other object, which goes to *rest.
static upy_value sum_floats(upy_float total, upy_iteration *it, upy_value first, upy_value *rest) {
    upy_float compensation = 0;
    upy_value v = first;
    for (; v != UPY_NULL; v = upy_iteration_next(it)) {
        upy_float x;
        if (upy_type_of(v) == &upy_type_float) {
            x = upy_float_value(v);
        } else if (upy_is_small_int(v)) {
            x = (upy_float)upy_small_int_value(v);
        } else {
            break;
        }
        upy_float sum = total + x;
        upy_float big = total < 0 ? -total : total;
        upy_float small = x < 0 ? -x : x;
        compensation += big >= small ? (total - sum) + x : (x - sum) + total;
        total = sum;
    }
    *rest = v;
    if (compensation != 0 && compensation - compensation == 0) { // not for infinities, and -0.0 stays
        total += compensation;
    }
    return upy_new_float(total);
}
#endif

upy_value upy_builtin_sum(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NULL, UPY_NULL, false},
        {UPY_NAME(start), UPY_SMALL_INT(0), false},
    };
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    upy_value total = out[1];
    if (upy_is_str(total)) {
        upy_raise_type("sum() can't sum strings [use ''.join(seq) instead]");
    }
    if (upy_has_layout(total, UPY_TYPE_BYTES_BASED | UPY_TYPE_BYTEARRAY_BASED)) {
        upy_raise_type("sum() can't sum bytes [use b''.join(seq) instead]");
    }
    upy_iteration it;
    upy_iteration_begin(&it, out[0]);
    upy_value v = upy_iteration_next(&it);
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (upy_is_small_int(total)) {
        intptr_t sum = upy_small_int_value(total);
        while (v != UPY_NULL && upy_is_small_int(v) && !__builtin_add_overflow(sum, upy_small_int_value(v), &sum)) {
            v = upy_iteration_next(&it);
        }
        if (v != UPY_NULL && upy_is_small_int(v)) { // overflowed: sum has wrapped, take the last step back
            sum = (intptr_t)((uintptr_t)sum - (uintptr_t)upy_small_int_value(v));
        }
        total = upy_new_int(sum);
    }
    while (v != UPY_NULL) {
        if (upy_type_of(total) == &upy_type_float && (upy_type_of(v) == &upy_type_float || upy_is_small_int(v))) {
            total = sum_floats(upy_float_value(total), &it, v, &v);
        } else if (upy_type_of(v) == &upy_type_float && upy_is_small_int(total)) {
            total = sum_floats((upy_float)upy_small_int_value(total), &it, v, &v);
        } else {
            total = upy_binary(UPY_OP_ADD, total, v);
            v = upy_iteration_next(&it);
        }
    }
#else // boards add one by one
    for (; v != UPY_NULL; v = upy_iteration_next(&it)) {
        total = upy_binary(UPY_OP_ADD, total, v);
    }
#endif
    return total;
}

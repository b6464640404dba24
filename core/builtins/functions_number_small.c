// functions_number_small.c — builtin functions on numbers and characters of the smallest level: abs, bin, chr, divmod,
// hex, ord, pow, sum. Arguments are positional.
#include "core/base/text.h"
#include "core/builtins/builtin_functions.h"
#include "core/object/raise.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/str.h"

upy_value upy_builtin_abs(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_unary(UPY_OP_ABS, args[0]);
}

upy_value upy_builtin_divmod(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_binary(UPY_OP_DIVMOD, args[0], args[1]);
}

upy_value upy_builtin_pow(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_binary(UPY_OP_POW, args[0], args[1]);
}

static upy_value with_prefix(upy_value v, const char *prefix, int base) {
    upy_builder b;
    v = upy_unary(UPY_OP_INDEX, v);
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

upy_value upy_builtin_chr(size_t n_args, const upy_value *args) {
    (void)n_args;
    uint32_t c = (uint32_t)upy_to_index(args[0]);
    if (c > 0x10ffff) {
        upy_raise_value_error("char not in range(0x110000)");
    }
    return upy_new_str_from_code_point(c);
}

upy_value upy_builtin_ord(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value v = args[0];
    if (upy_length(v) != 1 || !upy_has_layout(v, UPY_TYPE_STR_BASED | UPY_TYPE_BYTES_BASED)) {
        upy_raise_type("ord() expected string of length 1, but %T found", v);
    }
    const char *p = upy_str_data(v);
    return upy_small_int(upy_is_str(v) ? (intptr_t)upy_utf8_next(&p) : (unsigned char)*p);
}

upy_value upy_builtin_sum(size_t n_args, const upy_value *args) {
    upy_value total = n_args > 1 ? args[1] : UPY_SMALL_INT(0);
    upy_iteration it;
    upy_iteration_begin(&it, args[0]);
    for (upy_value v; (v = upy_iteration_next(&it)) != UPY_NULL;) {
        total = upy_binary(UPY_OP_ADD, total, v);
    }
    return total;
}

// math_integers.c — comb, perm, gcd, lcm, isqrt and factorial: exact on ints of any size.
#include "modules/math_integers.h"

#include "core/object/raise.h"
#include "core/types/number.h"

static upy_value int_of(upy_value v) { return upy_is_int(v) ? upy_int_as_exact(v) : upy_unary(UPY_OP_INDEX, v); }

static upy_value subtract(upy_value a, upy_value b) { return upy_int_binary(UPY_OP_SUB, a, b); }

// first · (first + 1) · … · (first + count - 1), halved again and again so that factors stay of similar size.
static upy_value product_of_run(upy_value first, uintptr_t count) {
    upy_check_stack();
    if (count <= 8) {
        upy_value product = UPY_SMALL_INT(1);
        for (uintptr_t i = 0; i < count; i++) {
            product = upy_int_binary(UPY_OP_MUL, product, first);
            first = upy_int_binary(UPY_OP_ADD, first, UPY_SMALL_INT(1));
        }
        return product;
    }
    uintptr_t half = count / 2;
    upy_value low = product_of_run(first, half);
    upy_value high = product_of_run(upy_int_binary(UPY_OP_ADD, first, upy_new_int_from_unsigned(half)), count - half);
    return upy_int_binary(UPY_OP_MUL, low, high);
}

static upy_value math_factorial(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value n = int_of(args[0]);
    intptr_t count;
    if (upy_int_sign(n) < 0) {
        upy_raise_value_error("negative factorial");
    }
    if (!upy_int_get(n, &count)) {
        upy_raise_overflow("factorial() argument is too large");
    }
    return product_of_run(UPY_SMALL_INT(1), (uintptr_t)count);
}

// The k of comb() and perm() as a word; larger ones cannot be computed anyway.
static uintptr_t count_of(upy_value k, const char *function) {
    intptr_t count;
    if (!upy_int_get(k, &count)) {
        upy_raise_overflow("%s() argument k is too large", function);
    }
    return (uintptr_t)count;
}

static void check_counts(upy_value n, upy_value k) {
    if (upy_int_sign(n) < 0) {
        upy_raise_value_error("n must be a non-negative integer");
    }
    if (upy_int_sign(k) < 0) {
        upy_raise_value_error("k must be a non-negative integer");
    }
}

// n! / (n - k)! for k <= n.
static upy_value falling(upy_value n, uintptr_t k) {
    upy_value first = subtract(n, upy_new_int_from_unsigned(k));
    return product_of_run(upy_int_binary(UPY_OP_ADD, first, UPY_SMALL_INT(1)), k);
}

static upy_value math_perm(size_t n_args, const upy_value *args) {
    if (n_args == 1 || args[1] == UPY_NONE) {
        return math_factorial(1, args);
    }
    upy_value n = int_of(args[0]), k = int_of(args[1]);
    check_counts(n, k);
    if (upy_int_compare(k, n) > 0) {
        return UPY_SMALL_INT(0);
    }
    return falling(n, count_of(k, "perm"));
}

static upy_value math_comb(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value n = int_of(args[0]), k = int_of(args[1]);
    check_counts(n, k);
    if (upy_int_compare(k, n) > 0) {
        return UPY_SMALL_INT(0);
    }
    upy_value other = subtract(n, k);
    uintptr_t count = count_of(upy_int_compare(other, k) < 0 ? other : k, "comb");
    return upy_int_binary(UPY_OP_FLOORDIV, falling(n, count), product_of_run(UPY_SMALL_INT(1), count));
}

static upy_value math_gcd(size_t n_args, const upy_value *args) {
    upy_value result = UPY_SMALL_INT(0);
    for (size_t i = 0; i < n_args; i++) {
        result = upy_int_gcd(result, int_of(args[i]));
    }
    return result;
}

static upy_value math_lcm(size_t n_args, const upy_value *args) {
    upy_value result = UPY_SMALL_INT(1);
    for (size_t i = 0; i < n_args; i++) {
        upy_value factor = upy_int_absolute(int_of(args[i]));
        upy_value divisor = upy_int_gcd(result, factor);
        result = upy_int_sign(divisor) == 0
                     ? UPY_SMALL_INT(0)
                     : upy_int_binary(UPY_OP_MUL, result, upy_int_binary(UPY_OP_FLOORDIV, factor, divisor));
    }
    return result;
}

// Newton's iteration from above: falls until it stands at the floor of the root.
static upy_value math_isqrt(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value n = int_of(args[0]);
    int sign = upy_int_sign(n);
    if (sign < 0) {
        upy_raise_value_error("isqrt() argument must be nonnegative");
    }
    if (sign == 0) {
        return UPY_SMALL_INT(0);
    }
    upy_value root = upy_int_shift_left(UPY_SMALL_INT(1), (upy_int_bit_length(n) + 1) / 2);
    while (true) {
        upy_value sum = upy_int_binary(UPY_OP_ADD, root, upy_int_binary(UPY_OP_FLOORDIV, n, root));
        upy_value next = upy_int_binary(UPY_OP_RSHIFT, sum, UPY_SMALL_INT(1));
        if (upy_int_compare(next, root) >= 0) {
            return root;
        }
        root = next;
    }
}

const UPY_FUNCTION(upy_math_comb_function, comb, math_comb, 2, 2);
const UPY_FUNCTION(upy_math_perm_function, perm, math_perm, 1, 2);
const UPY_FUNCTION(upy_math_gcd_function, gcd, math_gcd, 0, UPY_ARGS_ANY);
const UPY_FUNCTION(upy_math_lcm_function, lcm, math_lcm, 0, UPY_ARGS_ANY);
const UPY_FUNCTION(upy_math_isqrt_function, isqrt, math_isqrt, 1, 1);
const UPY_FUNCTION(upy_math_factorial_function, factorial, math_factorial, 1, 1);

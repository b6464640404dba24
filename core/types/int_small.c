// int_small.c — ints of any size for the smallest level, in place of int.c and its companions: what programs use, in
// the fewest bytes of code.
//
// Magnitudes are arrays of 16-bit digits, so that products and quotients of digits fit the 32-bit registers of every
// processor. Every loop is the plain one: schoolbook products, division bit by bit. Only sums, differences and
// quotients of non-negative small ints are computed at once.
//
// Digits of a heap object are an interior pointer, which does not keep the object alive: operands are kept alive by
// their callers, results are allocated before they are loaded.
#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/bigint.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"

#define DIGIT_BITS 16
#define MOST_DIGITS ((size_t)1 << 15)

typedef uint16_t __attribute__((may_alias)) digit;

// Not to be copied: digits may point into the structure itself.
typedef struct operand {
    const digit *digits;
    size_t count; // trimmed
    bool is_negative;
    digit local[2];
} operand;

static size_t trim(const digit *a, size_t n) {
    while (n > 0 && a[n - 1] == 0) {
        n--;
    }
    return n;
}

static void load(operand *x, upy_value v) {
    bool is_bool = v == UPY_TRUE || v == UPY_FALSE;
    if (upy_is_small_int(v) || is_bool) {
        intptr_t i = is_bool ? v == UPY_TRUE : upy_small_int_value(v);
        uint32_t magnitude = (uint32_t)(i < 0 ? -i : i);
        x->is_negative = i < 0;
        x->local[0] = (digit)magnitude;
        x->local[1] = (digit)(magnitude >> DIGIT_BITS);
        x->digits = x->local;
        x->count = trim(x->local, 2);
        return;
    }
    const upy_bigint *big = (const upy_bigint *)v;
    x->is_negative = big->signed_count < 0;
    x->digits = (const digit *)big->digits;
    x->count = trim(x->digits, 2 * (size_t)(x->is_negative ? -big->signed_count : big->signed_count));
}

static upy_bigint *allocate(size_t n) {
    if (n > MOST_DIGITS) {
        upy_raise_memory(n);
    }
    return upy_new_object(&upy_type_int, sizeof(upy_bigint) + (n + 1) / 2 * sizeof(uint32_t));
}

static digit *digits_of(upy_bigint *big) { return (digit *)big->digits; }

static upy_value small_or_null(const digit *digits, size_t count, bool is_negative) {
    uint32_t magnitude = count == 0 ? 0 : digits[0] | (count > 1 ? (uint32_t)digits[1] << DIGIT_BITS : 0);
    if (count > 2 || magnitude > (uintptr_t)UPY_SMALL_INT_MAX + is_negative) {
        return UPY_NULL;
    }
    return upy_small_int(is_negative ? (intptr_t)(0 - magnitude) : (intptr_t)magnitude);
}

// The value of the n digits in `big`: itself, or a small int.
static upy_value finish(upy_bigint *big, size_t n, bool is_negative) {
    n = trim(digits_of(big), n);
    upy_value small = small_or_null(digits_of(big), n, is_negative);
    if (small != UPY_NULL) {
        upy_heap_free_object(big);
        return small;
    }
    int32_t count = (int32_t)((n + 1) / 2);
    big->signed_count = is_negative ? -count : count;
    return (upy_value)big;
}

// ---- Magnitudes ----------------------------------------------------------------------------------

static int compare_digits(const digit *a, size_t na, const digit *b, size_t nb) {
    if (na != nb) {
        return na < nb ? -1 : 1;
    }
    while (na > 0) {
        na--;
        if (a[na] != b[na]) {
            return a[na] < b[na] ? -1 : 1;
        }
    }
    return 0;
}

// out[0, na] = a + sign * b, na >= nb; out may be a.
static void combine(digit *out, const digit *a, size_t na, const digit *b, size_t nb, int32_t sign) {
    int32_t carry = 0;
    for (size_t i = 0; i < na; i++) {
        carry += a[i] + (i < nb ? sign * b[i] : 0);
        out[i] = (digit)carry;
        carry >>= DIGIT_BITS;
    }
    if (sign > 0) {
        out[na] = (digit)carry;
    }
}

// a = a * factor + addend; returns the carry out.
static uint32_t multiply_add(digit *a, size_t n, uint32_t factor, uint32_t addend) {
    for (size_t i = 0; i < n; i++) {
        addend += a[i] * factor;
        a[i] = (digit)addend;
        addend >>= DIGIT_BITS;
    }
    return addend;
}

static uint32_t divide_by_digit(digit *a, size_t n, uint32_t divisor) {
    uint32_t rest = 0;
    while (n-- > 0) {
        rest = rest << DIGIT_BITS | a[n];
        a[n] = (digit)(rest / divisor);
        rest %= divisor;
    }
    return rest;
}

// ---- Operators -----------------------------------------------------------------------------------

static upy_value add(const operand *x, const operand *y, upy_bigint *out, bool subtract) {
    bool x_negative = x->is_negative, y_negative = y->is_negative != subtract;
    if (compare_digits(x->digits, x->count, y->digits, y->count) < 0) {
        const operand *larger = y;
        bool is_negative = y_negative;
        y = x;
        y_negative = x_negative;
        x = larger;
        x_negative = is_negative;
    }
    combine(digits_of(out), x->digits, x->count, y->digits, y->count, x_negative == y_negative ? 1 : -1);
    return finish(out, x->count + 1, x_negative);
}

static upy_value multiply(const operand *x, const operand *y, upy_bigint *out) {
    digit *digits = digits_of(out);
    for (size_t i = 0; i < x->count; i++) {
        uint32_t carry = 0;
        for (size_t j = 0; j < y->count; j++) {
            carry += digits[i + j] + (uint32_t)x->digits[i] * y->digits[j];
            digits[i + j] = (digit)carry;
            carry >>= DIGIT_BITS;
        }
        digits[i + y->count] = (digit)carry;
    }
    return finish(out, x->count + y->count, x->is_negative != y->is_negative);
}

// Floor division, bit by bit.
static upy_value divide(const operand *x, const operand *y, upy_value *remainder) {
    size_t n = x->count, m = y->count + 1;
    if (y->count == 0) {
        upy_raise_zero_division();
    }
    upy_bigint *quotient = allocate(n + 1), *rest = allocate(m);
    digit *q = digits_of(quotient), *r = digits_of(rest);
    for (size_t bit = n * DIGIT_BITS; bit-- > 0;) {
        multiply_add(r, m, 2, x->digits[bit / DIGIT_BITS] >> bit % DIGIT_BITS & 1);
        if (compare_digits(r, trim(r, m), y->digits, y->count) >= 0) {
            combine(r, r, m, y->digits, y->count, -1);
            q[bit / DIGIT_BITS] |= (digit)(1u << bit % DIGIT_BITS);
        }
    }
    bool signs_differ = x->is_negative != y->is_negative;
    if (signs_differ && trim(r, m) > 0) { // the quotient was rounded up
        int32_t carry = 0;
        for (size_t i = 0; i < y->count; i++) {
            carry += y->digits[i] - r[i];
            r[i] = (digit)carry;
            carry >>= DIGIT_BITS;
        }
        multiply_add(q, n + 1, 1, 1);
    }
    *remainder = finish(rest, m, y->is_negative);
    return finish(quotient, n + 1, signs_differ);
}

// The digits of an int in two's complement, endlessly far up.
static digit digit_at(const operand *x, size_t i, uint32_t *carry) {
    uint32_t d = i < x->count ? x->digits[i] : 0;
    if (x->is_negative) {
        d = (~d & 0xffff) + *carry;
        *carry = d >> DIGIT_BITS;
    }
    return (digit)d;
}

static upy_value bitwise(upy_binary_op op, const operand *x, const operand *y, upy_bigint *out, size_t n) {
    uint32_t carry_x = 1, carry_y = 1, carry = 1;
    digit *digits = digits_of(out);
    for (size_t i = 0; i < n; i++) {
        uint32_t a = digit_at(x, i, &carry_x), b = digit_at(y, i, &carry_y);
        digits[i] = (digit)(op == UPY_OP_AND ? a & b : op == UPY_OP_OR ? a | b : a ^ b);
    }
    bool is_negative = digits[n - 1] >> (DIGIT_BITS - 1);
    for (size_t i = 0; is_negative && i < n; i++) {
        carry += (uint32_t)(digit)~digits[i];
        digits[i] = (digit)carry;
        carry >>= DIGIT_BITS;
    }
    return finish(out, n, is_negative);
}

static upy_value shift_left(upy_value v, size_t bits) {
    operand x;
    load(&x, v);
    size_t whole = bits / DIGIT_BITS;
    if (x.count == 0) {
        return UPY_SMALL_INT(0);
    }
    upy_bigint *out = allocate(x.count + whole + 1);
    digit *digits = digits_of(out) + whole;
    memcpy(digits, x.digits, x.count * sizeof(digit));
    digits[x.count] = (digit)multiply_add(digits, x.count, 1u << bits % DIGIT_BITS, 0);
    upy_keep_alive(v);
    return finish(out, x.count + whole + 1, x.is_negative);
}

// Floor: a negative number is rounded down.
static upy_value shift_right(upy_value v, size_t bits) {
    operand x;
    load(&x, v);
    size_t whole = bits / DIGIT_BITS;
    if (whole >= x.count) {
        return UPY_SMALL_INT(x.is_negative ? -1 : 0);
    }
    size_t n = x.count - whole;
    upy_bigint *out = allocate(n + 1);
    memcpy(out->digits, x.digits + whole, n * sizeof(digit));
    bool is_inexact = divide_by_digit(digits_of(out), n, 1u << bits % DIGIT_BITS) != 0 || trim(x.digits, whole) > 0;
    if (is_inexact && x.is_negative) {
        multiply_add(digits_of(out), n + 1, 1, 1);
    }
    upy_keep_alive(v);
    return finish(out, n + 1, x.is_negative);
}

static upy_value shift(upy_binary_op op, upy_value a, upy_value b) {
    intptr_t bits;
    if (upy_int_sign(b) < 0) {
        upy_raise_value_error("negative shift count");
    }
    if (!upy_int_get(b, &bits)) {
        bits = INTPTR_MAX;
    }
    return op == UPY_OP_LSHIFT ? shift_left(a, (size_t)bits) : shift_right(a, (size_t)bits);
}

static upy_value power(upy_value base, upy_value exponent) {
    intptr_t n;
    if (upy_int_sign(exponent) < 0) {
        upy_raise_value_error("negative power");
    }
    upy_value result = UPY_SMALL_INT(1);
    n = upy_int_get_checked(exponent);
    for (;;) {
        if (n & 1) {
            result = upy_int_binary(UPY_OP_MUL, result, base);
        }
        n >>= 1;
        if (n == 0) {
            return result;
        }
        base = upy_int_binary(UPY_OP_MUL, base, base);
    }
}

int upy_int_compare(upy_value a, upy_value b) {
    operand x, y;
    load(&x, a);
    load(&y, b);
    if (x.is_negative != y.is_negative) {
        return x.is_negative ? -1 : 1;
    }
    int order = compare_digits(x.digits, x.count, y.digits, y.count);
    return x.is_negative ? -order : order;
}

static upy_value divmod(upy_binary_op op, upy_value a, upy_value b) {
    upy_value both[2];
    intptr_t x = upy_small_int_value(a), y = upy_small_int_value(b);
    if (upy_are_small_ints(a, b) && x >= 0 && y > 0) {
        both[0] = upy_small_int((intptr_t)((uint32_t)x / (uint32_t)y));
        both[1] = upy_small_int((intptr_t)((uint32_t)x % (uint32_t)y));
    } else {
        operand first, second;
        load(&first, a);
        load(&second, b);
        both[0] = divide(&first, &second, &both[1]);
    }
    return op == UPY_OP_DIVMOD ? upy_new_tuple(2, both) : both[op == UPY_OP_MOD];
}

upy_value upy_int_binary(upy_binary_op op, upy_value a, upy_value b) {
    upy_value result;
    if (upy_op_is_compare(op)) {
        return upy_compare_result(op, upy_int_compare(a, b));
    }
    operand x, y;
    load(&x, a);
    load(&y, b);
    size_t n = (x.count > y.count ? x.count : y.count) + 1;
    switch (op) {
    case UPY_OP_ADD:
    case UPY_OP_SUB: result = add(&x, &y, allocate(n), op == UPY_OP_SUB); break;
    case UPY_OP_MUL: result = multiply(&x, &y, allocate(x.count + y.count)); break;
    case UPY_OP_FLOORDIV:
    case UPY_OP_MOD:
    case UPY_OP_DIVMOD: result = divmod(op, a, b); break;
    case UPY_OP_POW: result = power(a, b); break;
    case UPY_OP_LSHIFT:
    case UPY_OP_RSHIFT: result = shift(op, a, b); break;
    case UPY_OP_AND:
    case UPY_OP_XOR:
    case UPY_OP_OR: result = bitwise(op, &x, &y, allocate(n), n); break;
    default: return UPY_NULL;
    }
    upy_keep_alive(a);
    upy_keep_alive(b);
    return result;
}

// ---- Making and reading --------------------------------------------------------------------------

upy_value upy_new_int_from_unsigned(uintptr_t u) {
    if (u <= (uintptr_t)UPY_SMALL_INT_MAX) {
        return upy_small_int((intptr_t)u);
    }
    upy_bigint *big = allocate(2);
    big->digits[0] = (uint32_t)u;
    big->signed_count = 1;
    return (upy_value)big;
}

upy_value upy_new_int(intptr_t i) {
    if (upy_fits_small_int(i)) {
        return upy_small_int(i);
    }
    upy_bigint *big = (upy_bigint *)upy_new_int_from_unsigned(i < 0 ? 0 - (uintptr_t)i : (uintptr_t)i);
    big->signed_count = i < 0 ? -1 : 1;
    return (upy_value)big;
}

bool upy_int_get(upy_value v, intptr_t *out) {
    operand x;
    load(&x, v);
    uint32_t magnitude = x.count == 0 ? 0 : x.digits[0] | (x.count > 1 ? (uint32_t)x.digits[1] << DIGIT_BITS : 0);
    if (x.count > 2 || magnitude > (uint32_t)INT32_MAX + x.is_negative) {
        return false;
    }
    *out = (intptr_t)(x.is_negative ? 0 - magnitude : magnitude);
    return true;
}

intptr_t upy_int_get_checked(upy_value v) {
    intptr_t i;
    if (!upy_is_int(v)) {
        upy_raise_type("can't convert %T to int", v);
    }
    if (!upy_int_get(v, &i)) {
        upy_raise_overflow("overflow converting long int to machine word");
    }
    return i;
}

int upy_int_sign(upy_value v) {
    operand x;
    load(&x, v);
    return x.count == 0 ? 0 : x.is_negative ? -1 : 1;
}

upy_value upy_int_as_exact(upy_value v) {
    return upy_is_small_int(v) || upy_is_exactly(v, &upy_type_int) ? v
                                                                   : upy_int_binary(UPY_OP_ADD, v, UPY_SMALL_INT(0));
}

static upy_value make_instance(const upy_type *type, upy_value plain) {
    operand x;
    load(&x, plain);
    size_t n = (x.count + 1) / 2;
    upy_bigint *big = upy_new_instance_of(type, sizeof *big + n * sizeof(uint32_t));
    memcpy(big->digits, x.digits, x.count * sizeof(digit));
    big->signed_count = x.is_negative ? -(int32_t)n : (int32_t)n;
    upy_keep_alive(plain);
    return (upy_value)big;
}

// ---- Text ----------------------------------------------------------------------------------------

void upy_int_print(const upy_writer *w, upy_value v, int base, bool upper) {
    operand x;
    load(&x, v);
    size_t n = x.count, room = n * DIGIT_BITS + 2;
    digit *digits = upy_heap_alloc_storage((n + 1) * sizeof *digits);
    char *text = upy_heap_alloc_storage(room), *p = text + room;
    memcpy(digits, x.digits, n * sizeof *digits);
    do {
        unsigned d = divide_by_digit(digits, n, (unsigned)base);
        *--p = (char)(d < 10 ? '0' + d : (upper ? 'A' : 'a') + d - 10);
        n = trim(digits, n);
    } while (n > 0);
    if (x.is_negative) {
        *--p = '-';
    }
    upy_keep_alive(v);
    upy_heap_free_storage(digits);
    upy_write(w, p, (size_t)(text + room - p));
    upy_heap_free_storage(text);
}

static int base_of_prefix(const char *text, const char *end) {
    char letter = end - text > 2 && *text == '0' ? text[1] | 0x20 : 0;
    return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
}

upy_value upy_parse_int(const char *text, size_t length, int base) {
    const char *end = text + length;
    upy_trim_space(&text, &end);
    bool is_negative = text < end && *text == '-';
    text += text < end && (*text == '-' || *text == '+');
    int prefixed = base_of_prefix(text, end);
    if (prefixed != 10 && (base == 0 || base == prefixed)) {
        text += 2;
        base = prefixed;
    }
    base = base == 0 ? 10 : base;
    size_t n = 0;
    upy_bigint *big = allocate((size_t)(end - text) / 2 + 1); // less than 8 bits a character
    if (text == end) {
        return UPY_NULL;
    }
    for (; text < end; text++) {
        unsigned value = upy_digit_value(*text);
        if (*text == '_' && text + 1 < end && text[1] != '_') {
            continue;
        }
        if (value >= (unsigned)base) {
            return UPY_NULL;
        }
        uint32_t carry = multiply_add(digits_of(big), n, (unsigned)base, value);
        if (carry != 0) {
            digits_of(big)[n++] = (digit)carry;
        }
    }
    return finish(big, n, is_negative);
}

// ---- Slots ---------------------------------------------------------------------------------------

static upy_value int_hash(upy_value v) {
    operand x;
    load(&x, v);
    uint32_t hash = 0;
    for (size_t i = x.count; i-- > 0;) {
        hash = (hash << 5 | hash >> 24) + x.digits[i];
    }
    upy_value small = small_or_null(x.digits, x.count, x.is_negative);
    return small != UPY_NULL ? small : upy_small_int((intptr_t)(hash & 0x1fffffff));
}

static upy_value int_unary(upy_unary_op op, upy_value v) {
    switch (op) {
    case UPY_OP_POS:
    case UPY_OP_INT:
    case UPY_OP_INDEX: return upy_int_as_exact(v);
    case UPY_OP_NEG: return upy_int_binary(UPY_OP_SUB, UPY_SMALL_INT(0), v);
    case UPY_OP_INVERT: return upy_int_binary(UPY_OP_SUB, UPY_SMALL_INT(-1), v);
    case UPY_OP_ABS: return upy_int_sign(v) < 0 ? int_unary(UPY_OP_NEG, v) : upy_int_as_exact(v);
    case UPY_OP_BOOL: return upy_bool(upy_int_sign(v) != 0);
    case UPY_OP_HASH: return int_hash(v);
    default: return UPY_NULL;
    }
}

static upy_value int_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (!upy_is_int(lhs) || !upy_is_int(rhs)) {
        return UPY_NULL;
    }
    if (upy_op_is_inplace(op)) {
        op = (upy_binary_op)(op - UPY_OP_INPLACE_ADD);
    } else if (upy_op_is_reverse(op)) {
        return upy_int_binary((upy_binary_op)(op - UPY_OP_REVERSE_ADD), rhs, lhs);
    }
    return upy_int_binary(op, lhs, rhs);
}

static void int_print(const upy_writer *w, upy_value v, upy_print_kind kind) {
    (void)kind;
    upy_int_print(w, v, 10, false);
}

static size_t int_size_of(upy_value v) {
    int32_t count = ((const upy_bigint *)v)->signed_count;
    return sizeof(upy_bigint) + (size_t)(count < 0 ? -count : count) * sizeof(uint32_t);
}

static upy_value int_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    upy_check_argument_count(n_args, 0, 2);
    upy_value v = n_args == 0 ? UPY_SMALL_INT(0) : args[0];
    if (upy_is_str(v) || upy_has_layout(v, UPY_TYPE_BYTES_BASED)) {
        intptr_t base = n_args == 2 ? upy_int_get_checked(args[1]) : 10;
        v = base == 1 || base < 0 || base > 36 ? UPY_NULL
                                               : upy_parse_int(upy_str_data(v), upy_str_length(v), (int)base);
        if (v == UPY_NULL) {
            upy_raise_value_error("invalid syntax for integer with base %d: %r", (int)base, args[0]);
        }
        upy_keep_alive(args[0]);
    } else if (n_args == 2) {
        upy_raise_type("int() can't convert non-string with explicit base");
    } else {
        v = upy_is_int(v) ? upy_int_as_exact(v) : upy_unary(UPY_OP_INT, v);
    }
    return type == &upy_type_int ? v : make_instance(type, v);
}

static const upy_slots int_slots = {
    .make_new = int_make_new,
    .print = int_print,
    .unary = int_unary,
    .binary = int_binary,
    .size_of = int_size_of,
};

const upy_type upy_type_int = {UPY_TYPE_HEAD(int, upy_bigint, UPY_TYPE_INT_BASED), .base = &upy_type_object,
                               .slots = &int_slots};

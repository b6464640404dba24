// bigint.c — arithmetic on magnitudes (see bigint.h).
//
// Digits have 32 bits so that products fit 64 bits on every target; where 128-bit products are at hand the inner loops
// take two digits, a limb, at a time. Multiplication is schoolbook up to KARATSUBA_DIGITS and Karatsuba above (not on
// small builds); division is Knuth's algorithm D (The Art of Computer
// Programming, volume 2, section 4.3.1); text is converted in chunks of the largest power of the
// base that fits a digit, which keeps ten thousand decimal digits at a few milliseconds.
#include "core/types/bigint.h"

#include <string.h>

#include "core/base/config.h"
#include "core/base/text.h"

#define DIGIT_BITS 32

#if UPY_WORD_BITS == 64 && defined(__SIZEOF_INT128__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
typedef uint64_t limb;
typedef unsigned __int128 two_limbs;
#define KARATSUBA_DIGITS 60
#else
typedef uint32_t limb;
typedef uint64_t two_limbs;
#define KARATSUBA_DIGITS 40
#endif
#define IS_FOR_KARATSUBA(n) (UPY_LEVEL >= UPY_LEVEL_FULL && (n) >= KARATSUBA_DIGITS)
#define LIMB_BITS (8 * sizeof(limb))
#define LIMB_DIGITS (sizeof(limb) / sizeof(uint32_t))

static inline limb load_limb(const uint32_t *digits) {
    limb v;
    memcpy(&v, digits, sizeof v);
    return v;
}

static inline void store_limb(uint32_t *digits, limb v) { memcpy(digits, &v, sizeof v); }

size_t upy_mag_trim(const uint32_t *a, size_t n) {
    while (n > 0 && a[n - 1] == 0) {
        n--;
    }
    return n;
}

int upy_mag_compare(const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
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

size_t upy_mag_bit_length(const uint32_t *a, size_t n) {
    return n == 0 ? 0 : n * DIGIT_BITS - (size_t)__builtin_clz(a[n - 1]);
}

// ---- Sums ----------------------------------------------------------------------------------------

// a[0, na) + b[0, nb) without storing the carry. out may be a.
static uint32_t add_carry(uint32_t *out, const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    uint64_t carry = 0;
    size_t i = 0;
    for (; i + LIMB_DIGITS <= nb; i += LIMB_DIGITS) {
        limb sum;
        bool wraps = __builtin_add_overflow(load_limb(a + i), load_limb(b + i), &sum);
        wraps |= __builtin_add_overflow(sum, (limb)carry, &sum);
        store_limb(out + i, sum);
        carry = wraps;
    }
    for (; i < nb; i++) {
        carry += (uint64_t)a[i] + b[i];
        out[i] = (uint32_t)carry;
        carry >>= DIGIT_BITS;
    }
    for (; i < na; i++) {
        carry += a[i];
        out[i] = (uint32_t)carry;
        carry >>= DIGIT_BITS;
    }
    return (uint32_t)carry;
}

uint32_t upy_mag_add(uint32_t *out, const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    return out[na] = add_carry(out, a, na, b, nb);
}

void upy_mag_sub(uint32_t *out, const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    uint32_t borrow = 0;
    size_t i = 0;
    for (; i + LIMB_DIGITS <= nb; i += LIMB_DIGITS) {
        limb difference;
        bool wraps = __builtin_sub_overflow(load_limb(a + i), load_limb(b + i), &difference);
        wraps |= __builtin_sub_overflow(difference, (limb)borrow, &difference);
        store_limb(out + i, difference);
        borrow = wraps;
    }
    for (; i < nb; i++) {
        uint64_t difference = (uint64_t)a[i] - b[i] - borrow;
        out[i] = (uint32_t)difference;
        borrow = (uint32_t)(difference >> DIGIT_BITS) & 1;
    }
    for (; i < na; i++) {
        uint64_t difference = (uint64_t)a[i] - borrow;
        out[i] = (uint32_t)difference;
        borrow = (uint32_t)(difference >> DIGIT_BITS) & 1;
    }
}

// ---- Products ------------------------------------------------------------------------------------

uint32_t upy_mag_mul_add_digit(uint32_t *a, size_t n, uint32_t factor, uint32_t addend) {
    uint64_t carry = addend;
    for (size_t i = 0; i < n; i++) {
        carry += (uint64_t)a[i] * factor;
        a[i] = (uint32_t)carry;
        carry >>= DIGIT_BITS;
    }
    return (uint32_t)carry;
}

// row[0, n) = a[0, n) * factor, added to what is there or not; returns what is carried into the digits behind it.
static inline limb mul_row(uint32_t *row, const uint32_t *a, size_t n, limb factor, bool adds) {
    limb carry = 0;
    size_t i = 0;
    for (; i + LIMB_DIGITS <= n; i += LIMB_DIGITS) {
        two_limbs sum = (two_limbs)load_limb(a + i) * factor + (adds ? load_limb(row + i) : 0) + carry;
        store_limb(row + i, (limb)sum);
        carry = (limb)(sum >> LIMB_BITS);
    }
    for (; i < n; i++) {
        two_limbs sum = (two_limbs)a[i] * factor + (adds ? row[i] : 0) + carry;
        row[i] = (uint32_t)sum;
        carry = (limb)(sum >> DIGIT_BITS);
    }
    return carry;
}

static void mul_school(uint32_t *out, const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    if (na == 0 || nb == 0) {
        memset(out, 0, (na + nb) * sizeof *out);
        return;
    }
    size_t j = nb % LIMB_DIGITS; // a digit left over goes first
    if (j != 0) {
        out[na] = (uint32_t)mul_row(out, a, na, b[0], false);
    } else {
        store_limb(out + na, mul_row(out, a, na, load_limb(b), false));
        j = LIMB_DIGITS;
    }
    for (; j < nb; j += LIMB_DIGITS) {
        store_limb(out + j + na, mul_row(out + j, a, na, load_limb(b + j), true));
    }
}

// out[0, na) = |a - b| for na >= nb; returns whether a < b.
static bool absolute_difference(uint32_t *out, const uint32_t *a, size_t na, const uint32_t *b, size_t nb) {
    size_t ta = upy_mag_trim(a, na);
    size_t tb = upy_mag_trim(b, nb);
    bool is_less = upy_mag_compare(a, ta, b, tb) < 0;
    if (is_less) {
        upy_mag_sub(out, b, tb, a, ta);
        memset(out + tb, 0, (na - tb) * sizeof *out);
    } else {
        upy_mag_sub(out, a, ta, b, tb);
        memset(out + ta, 0, (na - ta) * sizeof *out);
    }
    return is_less;
}

// out[0, 2n) = a[0, n) * b[0, n). With a = a1·B + a0 and b = b1·B + b0 the middle term a1·b0 + a0·b1
// is a0·b0 + a1·b1 - (a0 - a1)(b0 - b1). scratch: 4n + 128 digits (each level uses 2·low, plus
// 2·low + 1 at the innermost, with low = ceil(n / 2)).
static void mul_karatsuba(uint32_t *out, const uint32_t *a, const uint32_t *b, size_t n, uint32_t *scratch) {
    if (!IS_FOR_KARATSUBA(n)) {
        mul_school(out, a, n, b, n);
        return;
    }
    size_t low = n - n / 2;
    size_t high = n / 2;
    uint32_t *product = scratch;
    uint32_t *rest = scratch + 2 * low;
    bool is_negative = absolute_difference(out, a, low, a + low, high);
    is_negative ^= absolute_difference(out + low, b, low, b + low, high);
    mul_karatsuba(product, out, out + low, low, rest);
    mul_karatsuba(out, a, b, low, rest);
    mul_karatsuba(out + 2 * low, a + low, b + low, high, rest);
    upy_mag_add(rest, out, 2 * low, out + 2 * low, 2 * high);
    if (is_negative) {
        add_carry(rest, rest, 2 * low + 1, product, 2 * low);
    } else {
        upy_mag_sub(rest, rest, 2 * low + 1, product, 2 * low);
    }
    size_t middle = upy_mag_trim(rest, 2 * low + 1);
    add_carry(out + low, out + low, 2 * n - low, rest, middle);
}

// Operands of different length: the longer one is cut into pieces as long as the shorter, so the
// recursion on the last piece at least halves every second level and 12·nb digits of scratch suffice.
size_t upy_mag_mul_scratch(size_t na, size_t nb) {
    size_t n = na < nb ? na : nb;
    return IS_FOR_KARATSUBA(n) ? 12 * n + 256 : 0;
}

void upy_mag_mul(uint32_t *out, const uint32_t *a, size_t na, const uint32_t *b, size_t nb, uint32_t *scratch) {
    if (na < nb) {
        const uint32_t *digits = a;
        size_t n = na;
        a = b, na = nb;
        b = digits, nb = n;
    }
    if (!IS_FOR_KARATSUBA(nb)) {
        mul_school(out, a, na, b, nb);
        return;
    }
    if (na == nb) {
        mul_karatsuba(out, a, b, na, scratch);
        return;
    }
    memset(out, 0, (na + nb) * sizeof *out);
    uint32_t *piece = scratch;
    for (size_t i = 0; i < na; i += nb) {
        size_t n = na - i < nb ? na - i : nb;
        upy_mag_mul(piece, b, nb, a + i, n, scratch + 2 * nb);
        add_carry(out + i, out + i, na + nb - i, piece, nb + n);
    }
}

// ---- Shifts by less than a digit ---------------------------------------------------------------------

// out[0, n) = a[0, n) << bits; returns what falls off the top.
static uint32_t shift_left(uint32_t *out, const uint32_t *a, size_t n, unsigned bits) {
    limb carry = 0;
    size_t i = 0;
    for (; i + LIMB_DIGITS <= n; i += LIMB_DIGITS) {
        two_limbs wide = (two_limbs)load_limb(a + i) << bits | carry;
        store_limb(out + i, (limb)wide);
        carry = (limb)(wide >> LIMB_BITS);
    }
    for (; i < n; i++) {
        uint64_t wide = (uint64_t)a[i] << bits | carry;
        out[i] = (uint32_t)wide;
        carry = (limb)(wide >> DIGIT_BITS);
    }
    return (uint32_t)carry;
}

// out[0, n) = a[0, n + 1) >> bits without what is above.
static void shift_right(uint32_t *out, const uint32_t *a, size_t n, unsigned bits) {
    size_t i = 0;
    for (; i + LIMB_DIGITS <= n; i += LIMB_DIGITS) {
        store_limb(out + i, (limb)(((two_limbs)a[i + LIMB_DIGITS] << LIMB_BITS | load_limb(a + i)) >> bits));
    }
    for (; i < n; i++) {
        out[i] = (uint32_t)(((uint64_t)a[i + 1] << DIGIT_BITS | a[i]) >> bits);
    }
}

// ---- Quotients -----------------------------------------------------------------------------------

uint32_t upy_mag_div_digit(uint32_t *q, const uint32_t *a, size_t n, uint32_t d) {
    uint64_t remainder = 0;
    while (n > 0) {
        n--;
        remainder = remainder << DIGIT_BITS | a[n];
        q[n] = (uint32_t)(remainder / d);
        remainder %= d;
    }
    return (uint32_t)remainder;
}

// u[0, n] -= factor * v[0, n); returns whether the result would be negative (it wrapped).
static bool sub_multiple(uint32_t *u, const uint32_t *v, size_t n, uint32_t factor) {
    limb carry = 0;
    uint32_t borrow = 0;
    size_t i = 0;
    for (; i + LIMB_DIGITS <= n; i += LIMB_DIGITS) {
        two_limbs product = (two_limbs)load_limb(v + i) * factor + carry;
        carry = (limb)(product >> LIMB_BITS);
        limb difference;
        bool wraps = __builtin_sub_overflow(load_limb(u + i), (limb)product, &difference);
        wraps |= __builtin_sub_overflow(difference, (limb)borrow, &difference);
        store_limb(u + i, difference);
        borrow = wraps;
    }
    for (; i < n; i++) {
        uint64_t product = (uint64_t)v[i] * factor + carry;
        carry = (limb)(product >> DIGIT_BITS);
        uint64_t difference = (uint64_t)u[i] - (uint32_t)product - borrow;
        u[i] = (uint32_t)difference;
        borrow = (uint32_t)(difference >> DIGIT_BITS) & 1;
    }
    uint64_t difference = (uint64_t)u[n] - carry - borrow;
    u[n] = (uint32_t)difference;
    return (difference >> DIGIT_BITS) != 0;
}

void upy_mag_divmod(uint32_t *q, uint32_t *r, const uint32_t *a, size_t na, const uint32_t *b, size_t nb,
                    uint32_t *scratch) {
    if (nb == 1) {
        uint32_t remainder = upy_mag_div_digit(q ? q : scratch, a, na, b[0]);
        if (r) {
            r[0] = remainder;
        }
        return;
    }
    // Normalise: the leading digit of the divisor gets its top bit set.
    unsigned shift = (unsigned)__builtin_clz(b[nb - 1]);
    uint32_t *u = scratch;
    uint32_t *v = scratch + na + 1;
    u[na] = shift_left(u, a, na, shift);
    shift_left(v, b, nb, shift);
    uint64_t top = v[nb - 1];
    uint64_t second = v[nb - 2];
    for (size_t j = na - nb + 1; j-- > 0;) {
        uint64_t numerator = (uint64_t)u[j + nb] << DIGIT_BITS | u[j + nb - 1];
        uint64_t estimate = numerator / top;
        uint64_t remainder = numerator % top;
        while (estimate >> DIGIT_BITS || estimate * second > (remainder << DIGIT_BITS | u[j + nb - 2])) {
            estimate--;
            remainder += top;
            if (remainder >> DIGIT_BITS) {
                break;
            }
        }
        if (sub_multiple(u + j, v, nb, (uint32_t)estimate)) { // the estimate was one too large: rare
            estimate--;
            u[j + nb] += add_carry(u + j, u + j, nb, v, nb);
        }
        if (q) {
            q[j] = (uint32_t)estimate;
        }
    }
    if (r) {
        shift_right(r, u, nb, shift);
    }
}

// ---- Bits ----------------------------------------------------------------------------------------

void upy_mag_shift_left(uint32_t *out, const uint32_t *a, size_t na, size_t bits) {
    size_t whole = bits / DIGIT_BITS;
    unsigned part = bits % DIGIT_BITS;
    memset(out, 0, whole * sizeof *out);
    out[whole + na] = shift_left(out + whole, a, na, part);
}

bool upy_mag_shift_right(uint32_t *out, const uint32_t *a, size_t na, size_t bits) {
    size_t whole = bits / DIGIT_BITS;
    unsigned part = bits % DIGIT_BITS;
    uint32_t lost = 0;
    for (size_t i = 0; i < whole; i++) {
        lost |= a[i];
    }
    lost |= a[whole] & ((1u << part) - 1);
    for (size_t i = whole; i < na; i++) {
        uint64_t wide = a[i] | (i + 1 < na ? (uint64_t)a[i + 1] << DIGIT_BITS : 0);
        out[i - whole] = (uint32_t)(wide >> part);
    }
    return lost != 0;
}

// A digit of the two's complement of a number: -x is ~x + 1, whose + 1 is what *carry begins with.
static uint32_t complement(uint32_t digit, bool is_negative, bool *carry) {
    if (is_negative) {
        digit = ~digit + *carry;
        *carry = *carry && digit == 0;
    }
    return digit;
}

bool upy_mag_bitwise(uint32_t *out, size_t n, upy_mag_bitwise_op op, const uint32_t *a, size_t na, bool a_negative,
                     const uint32_t *b, size_t nb, bool b_negative) {
    bool carry_a = true, carry_b = true, carry = true;
    bool negative = op == UPY_MAG_AND  ? a_negative && b_negative
                    : op == UPY_MAG_OR ? a_negative || b_negative
                                       : a_negative != b_negative;
    for (size_t i = 0; i < n; i++) {
        uint32_t x = complement(i < na ? a[i] : 0, a_negative, &carry_a);
        uint32_t y = complement(i < nb ? b[i] : 0, b_negative, &carry_b);
        uint32_t z = op == UPY_MAG_AND ? x & y : op == UPY_MAG_OR ? x | y : x ^ y;
        out[i] = complement(z, negative, &carry);
    }
    return negative;
}

// ---- Modular powers ------------------------------------------------------------------------------

size_t upy_mag_pow_mod_scratch(size_t nm) {
    // product, then what division or multiplication needs
    size_t division = 2 * nm + 1 + nm;
    size_t multiplication = upy_mag_mul_scratch(nm, nm);
    return 2 * nm + (division > multiplication ? division : multiplication);
}

void upy_mag_pow_mod(uint32_t *out, const uint32_t *base, size_t nb, const uint32_t *exponent, size_t ne,
                     const uint32_t *m, size_t nm, uint32_t *scratch) {
    uint32_t *product = scratch;
    uint32_t *rest = scratch + 2 * nm;
    memcpy(out, base, nb * sizeof *out);
    memset(out + nb, 0, (nm - nb) * sizeof *out);
    for (size_t bit = upy_mag_bit_length(exponent, ne) - 1; bit-- > 0;) {
        upy_mag_mul(product, out, nm, out, nm, rest);
        upy_mag_divmod(NULL, out, product, 2 * nm, m, nm, rest);
        if (exponent[bit / DIGIT_BITS] >> bit % DIGIT_BITS & 1) {
            upy_mag_mul(product, out, nm, base, nb, rest);
            upy_mag_divmod(NULL, out, product, nm + nb, m, nm, rest);
        }
    }
}

// ---- Text ----------------------------------------------------------------------------------------

// Hosts convert as many characters at a time as go into a digit, and bases that are powers of two without arithmetic.
#define IS_QUICK (UPY_LEVEL >= UPY_LEVEL_FULL)

// The largest power of base below 2^32 and its exponent.
static uint32_t chunk_of_base(unsigned base, unsigned *length) {
    uint32_t chunk = base;
    *length = 1;
    while (IS_QUICK && chunk <= UINT32_MAX / base) {
        chunk *= base;
        ++*length;
    }
    return chunk;
}

static unsigned floor_log2(unsigned x) { return 31u - (unsigned)__builtin_clz(x); }

static char text_digit(uint32_t value, bool upper) {
    return (char)(value < 10 ? '0' + value : (upper ? 'A' : 'a') + value - 10);
}

static size_t power_of_two_to_text(char *end, const uint32_t *a, size_t n, unsigned digit_bits, bool upper) {
    char *p = end;
    n = upy_mag_trim(a, n);
    size_t n_bits = upy_mag_bit_length(a, n);
    for (size_t bit = 0; bit < n_bits; bit += digit_bits) {
        size_t i = bit / DIGIT_BITS;
        uint64_t wide = a[i] | (i + 1 < n ? (uint64_t)a[i + 1] << DIGIT_BITS : 0);
        *--p = text_digit((uint32_t)(wide >> bit % DIGIT_BITS) & ((1u << digit_bits) - 1), upper);
    }
    return (size_t)(end - p);
}

// Division by a constant compiles to multiplications where the target has them.
static uint32_t div_billion(uint32_t *a, size_t n) {
    uint64_t remainder = 0;
    while (n > 0) {
        n--;
        remainder = remainder << DIGIT_BITS | a[n];
        a[n] = (uint32_t)(remainder / 1000000000u);
        remainder %= 1000000000u;
    }
    return (uint32_t)remainder;
}

size_t upy_mag_to_text(char *end, uint32_t *a, size_t n, unsigned base, bool upper) {
    if (IS_QUICK && (base & (base - 1)) == 0) {
        return power_of_two_to_text(end, a, n, floor_log2(base), upper);
    }
    unsigned chunk_length;
    uint32_t chunk = chunk_of_base(base, &chunk_length);
    char *p = end;
    n = upy_mag_trim(a, n);
    while (n > 0) {
        uint32_t rest = IS_QUICK && base == 10 ? div_billion(a, n) : upy_mag_div_digit(a, a, n, chunk);
        n = upy_mag_trim(a, n);
        for (unsigned i = 0; n > 0 ? i < chunk_length : rest != 0; i++) {
            // cppcheck-suppress zerodivcond ; it takes base for rest
            *--p = text_digit(rest % base, upper);
            rest /= base;
        }
    }
    return (size_t)(end - p);
}

size_t upy_mag_text_size(size_t n, unsigned base) { return n * (DIGIT_BITS / floor_log2(base) + 1) + 1; }

size_t upy_mag_text_digits(size_t length, unsigned base) {
    unsigned bits = floor_log2(base - 1) + 1;
    return length / DIGIT_BITS * bits + length % DIGIT_BITS * bits / DIGIT_BITS + 2;
}

static size_t power_of_two_from_text(uint32_t *a, size_t n, const char *text, size_t length, unsigned digit_bits) {
    size_t bit = 0;
    while (length > 0) {
        char c = text[--length];
        if (c == '_') {
            continue;
        }
        uint64_t wide = (uint64_t)upy_digit_value(c) << bit % DIGIT_BITS;
        a[bit / DIGIT_BITS] |= (uint32_t)wide;
        if (wide >> DIGIT_BITS) {
            a[bit / DIGIT_BITS + 1] = (uint32_t)(wide >> DIGIT_BITS);
        }
        bit += digit_bits;
    }
    return upy_mag_trim(a, n);
}

size_t upy_mag_from_text(uint32_t *a, size_t n, const char *text, size_t length, unsigned base) {
    if (IS_QUICK && (base & (base - 1)) == 0) {
        return power_of_two_from_text(a, n, text, length, floor_log2(base));
    }
    unsigned chunk_length;
    uint32_t chunk = chunk_of_base(base, &chunk_length);
    size_t used = 0;
    size_t i = 0;
    while (i < length) {
        uint32_t addend = 0, factor = 1;
        for (; i < length && factor < chunk; i++) {
            if (text[i] != '_') {
                addend = addend * base + upy_digit_value(text[i]);
                factor *= base;
            }
        }
        uint32_t carry = upy_mag_mul_add_digit(a, used, factor, addend);
        if (carry != 0) {
            a[used++] = carry;
        }
    }
    return used;
}

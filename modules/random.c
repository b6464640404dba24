// random.c — the random module: reproducible numbers for programs, not for cryptography.
//
// The generator is Ilya Levin's Yasmarang (public domain), four words of state in UPY->random_state,
// chosen because existing programs rely on its sequence for a given seed. State 0 means "never
// seeded": the first draw then takes entropy from the port. Ranges are drawn by rejection under the
// smallest covering mask of ones. Samples with weights and shaped distributions are in random_more.c.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "hal/hal.h"
#include "modules/random.h"

#define FLOAT(x) ((upy_float)(x))

// ---- Generator -----------------------------------------------------------------------------------

static void seed_generator(uint32_t pad) {
    UPY->random_state[0] = pad | (uint64_t)69 << 32;
    UPY->random_state[1] = 233;
}

static uint32_t draw(void) {
    if (UPY->random_state[0] == 0) { // its upper word is odd or has bit 1 set once seeded
        uint32_t entropy;
        upy_hal_random_bytes(&entropy, sizeof entropy);
        seed_generator(entropy);
    }
    uint32_t pad = (uint32_t)UPY->random_state[0], n = (uint32_t)(UPY->random_state[0] >> 32);
    uint32_t d = (uint32_t)UPY->random_state[1], dat = (uint32_t)(UPY->random_state[1] >> 32);
    pad += dat + d * n;
    pad = pad << 3 | pad >> 29;
    n = pad | 2;
    d ^= pad << 31 | pad >> 1;
    dat = (dat ^ pad ^ d >> 8 ^ 1) & 0xff;
    UPY->random_state[0] = pad | (uint64_t)n << 32;
    UPY->random_state[1] = d | (uint64_t)dat << 32;
    return pad ^ d << 5 ^ pad >> 18 ^ dat << 1;
}

// A float in [0, 1) with all bits of the fraction random.
upy_float upy_random_float(void) {
#if UPY_FLOAT_DOUBLE
    uint64_t bits = (uint64_t)draw() << 32;
    bits |= draw();
    return FLOAT(bits & 0xFFFFFFFFFFFFF) * FLOAT(1.0 / 4503599627370496.0);
#else
    return FLOAT(draw() & 0x7FFFFF) * FLOAT(1.0 / 8388608.0);
#endif
}

static uint32_t draw_below_word(uint32_t n) {
    uint32_t mask = UINT32_MAX >> __builtin_clz(n);
    uint32_t r;
    do {
        r = draw() & mask;
    } while (r >= n);
    return r;
}

static upy_value draw_bits(size_t n_bits) {
    if (n_bits == 0) {
        return UPY_SMALL_INT(0);
    }
    if (n_bits <= 32) {
        return upy_new_int_from_64(draw() & UINT32_MAX >> (32 - n_bits));
    }
#if UPY_LEVEL < UPY_LEVEL_FULL
    upy_raise_value_error("bits must be 32 or less");
#else
    size_t size = n_bits / 8 + (n_bits % 8 != 0);
    uint8_t *bytes = upy_heap_alloc_storage(size); // little-endian
    for (size_t done = 0; done < n_bits; done += 32) {
        uint32_t word = draw();
        if (n_bits - done < 32) {
            word >>= 32 - (n_bits - done);
        }
        for (size_t i = done / 8; i < size && i < done / 8 + 4; i++, word >>= 8) {
            bytes[i] = (uint8_t)word;
        }
    }
    upy_value result = upy_int_from_bytes(bytes, size, false, false);
    upy_heap_free_storage(bytes);
    return result;
#endif
}

// 0 <= result < n, for n > 0.
static upy_value draw_below(upy_value n) {
    intptr_t word;
    if (upy_int_get(n, &word) && (uint64_t)word <= UINT32_MAX) {
        return upy_new_int_from_64(draw_below_word((uint32_t)word));
    }
    size_t n_bits = upy_int_bit_length(n);
    upy_value r;
    do {
        r = draw_bits(n_bits);
    } while (upy_int_compare(r, n) >= 0);
    return r;
}

size_t upy_random_index(size_t n) {
    if ((uint32_t)n == n) {
        return draw_below_word((uint32_t)n);
    }
    return (size_t)upy_int_get_checked(draw_below(upy_new_int_from_unsigned(n)));
}

// ---- Ints ----------------------------------------------------------------------------------------

static upy_value random_seed(size_t n_args, const upy_value *args) {
    uint32_t pad;
    if (n_args == 0 || args[0] == UPY_NONE) {
        upy_hal_random_bytes(&pad, sizeof pad);
    } else {
        pad = upy_is_int(args[0]) ? (uint32_t)upy_int_get_wrapped(args[0]) : (uint32_t)upy_hash(args[0]);
    }
    seed_generator(pad);
    return UPY_NONE;
}

static upy_value random_getrandbits(size_t n_args, const upy_value *args) {
    (void)n_args;
    intptr_t n_bits = upy_to_index(args[0]);
    if (n_bits < 0) {
        upy_raise_value_error("number of bits must be non-negative");
    }
    return draw_bits((size_t)n_bits);
}

static upy_value int_of(upy_value v) { return upy_is_int(v) ? upy_int_as_exact(v) : upy_unary(UPY_OP_INDEX, v); }

static upy_value draw_range(upy_value start, upy_value stop, upy_value step) {
    int direction = upy_int_sign(step);
    upy_value span = upy_int_binary(UPY_OP_SUB, stop, start);
    if (direction == 0) {
        upy_raise_value_error("zero step");
    }
    if (upy_int_sign(span) != direction) {
        upy_raise_value_error("empty range");
    }
    if (step == UPY_SMALL_INT(1)) {
        return upy_int_binary(UPY_OP_ADD, start, draw_below(span));
    }
    // Steps that fit before stop, counted from the last value that could still be hit.
    upy_value last = upy_int_binary(UPY_OP_SUB, span, upy_small_int(direction));
    upy_value count = upy_int_binary(UPY_OP_ADD, upy_int_binary(UPY_OP_FLOORDIV, last, step), UPY_SMALL_INT(1));
    return upy_int_binary(UPY_OP_ADD, start, upy_int_binary(UPY_OP_MUL, step, draw_below(count)));
}

static upy_value random_randrange(size_t n_args, const upy_value *args) {
    upy_value first = int_of(args[0]);
    if (n_args == 1) {
        return draw_range(UPY_SMALL_INT(0), first, UPY_SMALL_INT(1));
    }
    return draw_range(first, int_of(args[1]), n_args == 3 ? int_of(args[2]) : UPY_SMALL_INT(1));
}

static upy_value random_randint(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value stop = upy_int_binary(UPY_OP_ADD, int_of(args[1]), UPY_SMALL_INT(1));
    return draw_range(int_of(args[0]), stop, UPY_SMALL_INT(1));
}

// ---- Sequences -----------------------------------------------------------------------------------

size_t upy_random_length(upy_value sequence) {
    size_t n = (size_t)upy_length(sequence);
    if (n == 0) {
        upy_raise_index("Cannot choose from an empty sequence");
    }
    return n;
}

upy_value upy_random_item(upy_value sequence, size_t i) { return upy_get_item(sequence, upy_new_int_from_unsigned(i)); }

static upy_value random_choice(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_random_item(args[0], upy_random_index(upy_random_length(args[0])));
}

static upy_value random_shuffle(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value sequence = args[0];
    for (size_t i = (size_t)upy_length(sequence); i-- > 1;) {
        upy_value j = upy_new_int_from_unsigned(upy_random_index(i + 1));
        upy_value here = upy_new_int_from_unsigned(i);
        upy_value item = upy_get_item(sequence, here);
        upy_set_item(sequence, here, upy_get_item(sequence, j));
        upy_set_item(sequence, j, item);
    }
    return UPY_NONE;
}

// ---- Floats --------------------------------------------------------------------------------------

static upy_value random_random(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_float(upy_random_float());
}

static upy_value random_uniform(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_float a = upy_to_float(args[0]), b = upy_to_float(args[1]);
    return upy_new_float(a + (b - a) * upy_random_float());
}

// ---- Table ---------------------------------------------------------------------------------------

static const UPY_FUNCTION(seed_function, seed, random_seed, 0, 1);
static const UPY_FUNCTION(getrandbits_function, getrandbits, random_getrandbits, 1, 1);
static const UPY_FUNCTION(randrange_function, randrange, random_randrange, 1, 3);
static const UPY_FUNCTION(randint_function, randint, random_randint, 2, 2);
static const UPY_FUNCTION(choice_function, choice, random_choice, 1, 1);
static const UPY_FUNCTION(shuffle_function, shuffle, random_shuffle, 1, 1);
static const UPY_FUNCTION(random_function, random, random_random, 0, 0);
static const UPY_FUNCTION(uniform_function, uniform, random_uniform, 2, 2);

static const upy_pair random_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(random)},
    {UPY_NAME(seed), (upy_value)&seed_function},
    {UPY_NAME(getrandbits), (upy_value)&getrandbits_function},
    {UPY_NAME(randrange), (upy_value)&randrange_function},
    {UPY_NAME(randint), (upy_value)&randint_function},
    {UPY_NAME(choice), (upy_value)&choice_function},
    {UPY_NAME(shuffle), (upy_value)&shuffle_function},
    {UPY_NAME(random), (upy_value)&random_function},
    {UPY_NAME(uniform), (upy_value)&uniform_function},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(choices), (upy_value)&upy_random_choices_function},
    {UPY_NAME(sample), (upy_value)&upy_random_sample_function},
    {UPY_NAME(triangular), (upy_value)&upy_random_triangular_function},
    {UPY_NAME(gauss), (upy_value)&upy_random_gauss_function},
    {UPY_NAME(normalvariate), (upy_value)&upy_random_normalvariate_function},
    {UPY_NAME(expovariate), (upy_value)&upy_random_expovariate_function},
#endif
};
static const UPY_DEFINE_TABLE(random_globals, random_pairs);

const upy_module upy_module_random = {{&upy_type_module}, (upy_dict *)&random_globals};

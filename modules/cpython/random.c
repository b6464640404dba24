// random.c — module _random: the Mersenne Twister, so that seeds give the sequences CPython gives.
//
// MT19937 as published by Matsumoto and Nishimura (ACM TOMACS 8, 1998) with their array initialisation
// of 2002. Module random of our own uses a smaller generator.
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "hal/hal.h"

#define N 624
#define M 397

typedef struct twister {
    upy_object header;
    uint32_t *state; // storage: N words
    uint32_t position;
} twister;

static const upy_type twister_type;

static void seed_with_number(uint32_t *s, uint32_t seed) {
    s[0] = seed;
    for (uint32_t i = 1; i < N; i++) {
        s[i] = 1812433253u * (s[i - 1] ^ s[i - 1] >> 30) + i;
    }
}

static void seed_with_array(twister *t, const uint32_t *key, size_t length) {
    uint32_t *s = t->state;
    seed_with_number(s, 19650218u);
    uint32_t i = 1;
    size_t j = 0;
    for (size_t k = N > length ? N : length; k > 0; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1664525u) + key[j] + (uint32_t)j;
        if (++i == N) {
            s[0] = s[N - 1];
            i = 1;
        }
        j = j + 1 == length ? 0 : j + 1;
    }
    for (size_t k = N - 1; k > 0; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1566083941u) - i;
        if (++i == N) {
            s[0] = s[N - 1];
            i = 1;
        }
    }
    s[0] = 0x80000000u;
    t->position = N;
}

static void refill(twister *t) {
    uint32_t *s = t->state;
    for (uint32_t i = 0; i < N; i++) {
        uint32_t y = (s[i] & 0x80000000u) | (s[(i + 1) % N] & 0x7fffffffu);
        s[i] = s[(i + M) % N] ^ y >> 1 ^ (y & 1 ? 0x9908b0dfu : 0);
    }
    t->position = 0;
}

static uint32_t next_word(twister *t) {
    if (t->position >= N) {
        refill(t);
    }
    uint32_t y = t->state[t->position++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    return y ^ y >> 18;
}

static twister *self_of(const upy_value *args) { return (twister *)args[0]; }

static void seed_from_int(twister *t, upy_value seed) {
    upy_value magnitude = upy_int_absolute(seed);
    size_t n_words = (upy_int_bit_length(magnitude) + 31) / 32;
    n_words = n_words ? n_words : 1;
    uint32_t *key = upy_heap_alloc_storage(n_words * 4);
    upy_int_to_bytes(magnitude, (uint8_t *)key, n_words * 4, __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
    seed_with_array(t, key, n_words);
    upy_heap_free_storage(key);
}

static void seed_from_system(twister *t) {
    uint32_t key[16];
    upy_hal_random_bytes(key, sizeof key);
    seed_with_array(t, key, UPY_COUNT_OF(key));
}

static void seed(twister *t, upy_value v) {
    if (v == UPY_NULL || v == UPY_NONE) {
        seed_from_system(t);
    } else if (upy_is_int(v)) {
        seed_from_int(t, upy_int_as_exact(v));
    } else {
        seed_from_int(t, upy_new_int(upy_hash(v)));
    }
}

static upy_value twister_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)n_kw;
    uint32_t *state = upy_heap_alloc_storage(N * sizeof *state);
    memset(state, 0, N * sizeof *state);
    twister *t = upy_new_instance_of(type, sizeof *t);
    t->state = state;
    seed(t, n_args ? args[0] : UPY_NULL);
    return (upy_value)t;
}

static void twister_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)self, (void)n_args, (void)n_kw, (void)args;
}

static upy_value twister_seed(size_t n_args, const upy_value *args) {
    seed(self_of(args), n_args > 1 ? args[1] : UPY_NULL);
    return UPY_NONE;
}

static upy_value twister_random(size_t n_args, const upy_value *args) {
    (void)n_args;
    uint32_t a = next_word(self_of(args)) >> 5, b = next_word(self_of(args)) >> 6;
    return upy_new_float((upy_float)((a * 67108864.0 + b) * (1.0 / 9007199254740992.0)));
}

static upy_value twister_getrandbits(size_t n_args, const upy_value *args) {
    (void)n_args;
    intptr_t n_bits = upy_int_get_checked(args[1]);
    if (n_bits < 0) {
        upy_raise_value_error("number of bits must be non-negative");
    }
    twister *t = self_of(args);
    if (n_bits == 0) {
        return UPY_SMALL_INT(0);
    }
    if (n_bits <= 32) {
        return upy_new_int_from_unsigned(next_word(t) >> (32 - n_bits));
    }
    size_t n_words = ((size_t)n_bits + 31) / 32;
    uint8_t *bytes = upy_heap_alloc_storage(n_words * 4);
    for (size_t i = 0; i < n_words; i++, n_bits -= 32) {
        uint32_t word = next_word(t);
        word = n_bits < 32 ? word >> (32 - n_bits) : word;
        for (size_t k = 0; k < 4; k++) {
            bytes[4 * i + k] = (uint8_t)(word >> 8 * k);
        }
    }
    upy_value result = upy_int_from_bytes(bytes, n_words * 4, false, false);
    upy_heap_free_storage(bytes);
    return result;
}

static upy_value twister_getstate(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value tuple = upy_new_tuple(N + 1, NULL);
    for (size_t i = 0; i < N; i++) {
        upy_store(tuple, &upy_as_tuple(tuple)->items[i], upy_new_int_from_unsigned(self_of(args)->state[i]));
    }
    upy_as_tuple(tuple)->items[N] = UPY_SMALL_INT((intptr_t)self_of(args)->position);
    return tuple;
}

static upy_value twister_setstate(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (!upy_has_layout(args[1], UPY_TYPE_TUPLE_BASED)) {
        upy_raise_type("state vector must be a tuple");
    }
    if (upy_as_tuple(args[1])->length != N + 1) {
        upy_raise_value_error("state vector is the wrong size");
    }
    const upy_value *items = upy_as_tuple(args[1])->items;
    uint32_t words[N];
    for (size_t i = 0; i < N; i++) {
        words[i] = (uint32_t)upy_int_get_64(items[i]);
    }
    intptr_t position = upy_int_get_checked(items[N]);
    if (position < 0 || position > N) {
        upy_raise_value_error("invalid state");
    }
    memcpy(self_of(args)->state, words, sizeof words);
    self_of(args)->position = (uint32_t)position;
    return UPY_NONE;
}

static void twister_trace(upy_value self, upy_tracer *tracer) { upy_trace_storage(tracer, ((twister *)self)->state); }

#define upy_type_twister twister_type
static const UPY_METHOD(seed_object, twister, seed, twister_seed, 1, 2);
static const UPY_METHOD(random_object, twister, random, twister_random, 1, 1);
static const UPY_METHOD(getrandbits_object, twister, getrandbits, twister_getrandbits, 2, 2);
static const UPY_METHOD(getstate_object, twister, getstate, twister_getstate, 1, 1);
static const UPY_METHOD(setstate_object, twister, setstate, twister_setstate, 2, 2);

static const upy_pair twister_pairs[] = {
    {UPY_NAME(seed), (upy_value)&seed_object},
    {UPY_NAME(random), (upy_value)&random_object},
    {UPY_NAME(getrandbits), (upy_value)&getrandbits_object},
    {UPY_NAME(getstate), (upy_value)&getstate_object},
    {UPY_NAME(setstate), (upy_value)&setstate_object},
};
static const UPY_DEFINE_TABLE(twister_attributes, twister_pairs);
static const upy_slots twister_slots = {.make_new = twister_make_new, .init = twister_init, .trace = twister_trace};
static const upy_type twister_type = {
    UPY_TYPE_HEAD(Random, twister, 0),
    .base = &upy_type_object,
    .slots = &twister_slots,
    .attributes = &twister_attributes,
};

static const upy_pair random_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(_random)},
    {UPY_NAME(Random), (upy_value)&twister_type},
};
static const UPY_DEFINE_TABLE(random_globals, random_pairs);
const upy_module upy_module_twister = {{&upy_type_module}, (upy_dict *)&random_globals};

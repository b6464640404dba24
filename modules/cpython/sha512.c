// sha512.c — module _sha512: the hash that seeds of random are made of (FIPS 180-4).
#include "core/object/raise.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"

typedef struct sha512 {
    upy_object header;
    uint64_t state[8];
    uint64_t length; // bytes so far
    uint8_t block[128];
} sha512;

static const upy_type sha512_type;

static const uint64_t rounds[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538,
    0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe,
    0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
    0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab,
    0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
    0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
    0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8, 0x1e376c085141ab53,
    0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373,
    0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c,
    0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
    0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
    0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

static uint64_t rotate(uint64_t x, unsigned n) { return x >> n | x << (64 - n); }

static void compress(uint64_t state[8], const uint8_t *p) {
    uint64_t w[80], v[8];
    for (size_t i = 0; i < 16; i++) {
        w[i] = 0;
        for (size_t k = 0; k < 8; k++) {
            w[i] = w[i] << 8 | *p++;
        }
    }
    for (size_t i = 16; i < 80; i++) {
        uint64_t s0 = rotate(w[i - 15], 1) ^ rotate(w[i - 15], 8) ^ w[i - 15] >> 7;
        uint64_t s1 = rotate(w[i - 2], 19) ^ rotate(w[i - 2], 61) ^ w[i - 2] >> 6;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    memcpy(v, state, sizeof v);
    for (size_t i = 0; i < 80; i++) {
        uint64_t s1 = rotate(v[4], 14) ^ rotate(v[4], 18) ^ rotate(v[4], 41);
        uint64_t t1 = v[7] + s1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + rounds[i] + w[i];
        uint64_t s0 = rotate(v[0], 28) ^ rotate(v[0], 34) ^ rotate(v[0], 39);
        uint64_t t2 = s0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (size_t i = 0; i < 8; i++) {
        state[i] += v[i];
    }
}

static void update(sha512 *h, const uint8_t *data, size_t length) {
    size_t used = h->length % 128;
    h->length += length;
    for (; length > 0; length--) {
        h->block[used++] = *data++;
        if (used == 128) {
            compress(h->state, h->block);
            used = 0;
        }
    }
}

static void finish(const sha512 *h, uint8_t out[64]) {
    sha512 copy = *h;
    uint8_t tail[16] = {0}, pad = 0x80;
    for (size_t i = 0; i < 8; i++) {
        tail[15 - i] = (uint8_t)(h->length * 8 >> 8 * i);
    }
    update(&copy, &pad, 1);
    for (pad = 0; copy.length % 128 != 112;) {
        update(&copy, &pad, 1);
    }
    update(&copy, tail, sizeof tail);
    for (size_t i = 0; i < 64; i++) {
        out[i] = (uint8_t)(copy.state[i / 8] >> (56 - 8 * (i % 8)));
    }
}

static upy_value sha512_new(size_t n_args, size_t n_kw, const upy_value *args) {
    static const uint64_t start[8] = {
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
    };
    static const upy_parameter parameters[] = {
        {UPY_NAME(string), UPY_EMPTY_BYTES, false},
        {UPY_NAME(usedforsecurity), UPY_TRUE, true},
    };
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    sha512 *h = upy_new_object(&sha512_type, sizeof *h);
    memcpy(h->state, start, sizeof start);
    upy_buffer_view view;
    upy_get_buffer(out[0], &view, UPY_BUFFER_READ);
    update(h, view.data, view.length);
    return (upy_value)h;
}

static upy_value sha512_update(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_buffer_view view;
    upy_get_buffer(args[1], &view, UPY_BUFFER_READ);
    update((sha512 *)args[0], view.data, view.length);
    return UPY_NONE;
}

static upy_value sha512_digest(size_t n_args, const upy_value *args) {
    (void)n_args;
    uint8_t out[64];
    finish((const sha512 *)args[0], out);
    return upy_new_bytes((const char *)out, sizeof out);
}

static upy_value sha512_hexdigest(size_t n_args, const upy_value *args) {
    (void)n_args;
    uint8_t out[64];
    char text[128];
    finish((const sha512 *)args[0], out);
    for (size_t i = 0; i < 64; i++) {
        text[2 * i] = "0123456789abcdef"[out[i] >> 4];
        text[2 * i + 1] = "0123456789abcdef"[out[i] & 15];
    }
    return upy_new_str_ascii(text, sizeof text);
}

static upy_value sha512_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    sha512 *copy = upy_new_object(&sha512_type, sizeof *copy);
    *copy = *(const sha512 *)args[0];
    return (upy_value)copy;
}

static upy_value sha512_attribute(upy_value self, upy_value name, upy_value value) {
    (void)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    return name == UPY_NAME(digest_size)  ? UPY_SMALL_INT(64)
           : name == UPY_NAME(block_size) ? UPY_SMALL_INT(128)
           : name == UPY_NAME(name)       ? upy_new_str_ascii("sha512", 6)
                                          : UPY_NULL;
}

#define upy_type_sha512 sha512_type
static const UPY_METHOD(update_object, sha512, update, sha512_update, 2, 2);
static const UPY_METHOD(digest_object, sha512, digest, sha512_digest, 1, 1);
static const UPY_METHOD(hexdigest_object, sha512, hexdigest, sha512_hexdigest, 1, 1);
static const UPY_METHOD(copy_object, sha512, copy, sha512_copy, 1, 1);
static const upy_pair sha512_pairs[] = {
    {UPY_NAME(update), (upy_value)&update_object},
    {UPY_NAME(digest), (upy_value)&digest_object},
    {UPY_NAME(hexdigest), (upy_value)&hexdigest_object},
    {UPY_NAME(copy), (upy_value)&copy_object},
};
static const UPY_DEFINE_TABLE(sha512_attributes, sha512_pairs);
static const upy_slots sha512_slots = {.attribute = sha512_attribute};
static const upy_type sha512_type = {
    UPY_TYPE_HEAD(sha512, sha512, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &sha512_slots,
    .attributes = &sha512_attributes,
};

static const UPY_KEYWORD_FUNCTION(new_object, sha512, sha512_new, 0, UPY_ARGS_ANY);
static const upy_pair module_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(_sha512)},
    {UPY_NAME(sha512), (upy_value)&new_object},
};
static const UPY_DEFINE_TABLE(module_globals, module_pairs);
const upy_module upy_module_sha512 = {{&upy_type_module}, (upy_dict *)&module_globals};

// hash.c — the hash of names and strings. Names are hashed at build time by tools/make-names with
// the same function, so the two must change together.
#include "core/base/text.h"

uint32_t upy_hash_bytes(const char *s, size_t length) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < length; i++) {
        h = (h ^ (unsigned char)s[i]) * 16777619u;
    }
    h = (h ^ (h >> 29)) & 0x1fffffffu;
    return h ? h : 1; // 0 means "not computed yet" in a str
}

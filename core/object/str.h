// str.h — layout of str and bytes, and the few functions on them that the object floor needs for
// names, attribute errors and dict keys. Everything else about text: core/types/str.h.
#ifndef UPY_OBJECT_STR_H
#define UPY_OBJECT_STR_H

#include "core/object/object.h"

// hash_flags: bits 0–2 flags, bits 3–31 hash (0: not computed yet).
#define UPY_STR_EXTERNAL 1u // bytes are at *(const char **)inline_data (unless UPY_COMPACT_STRS)
#define UPY_STR_ASCII 2u    // every byte < 0x80: index = byte offset
#define UPY_STR_INTERNED 4u

typedef struct upy_str {
    upy_object header; // &upy_type_str, &upy_type_bytes or a subclass
    uint32_t length;   // bytes
    uint32_t hash_flags;
    char inline_data[]; // length bytes and a terminating zero
} upy_str;

extern const upy_type upy_type_str, upy_type_bytes;

static inline const char *upy_str_data(upy_value s) {
    const upy_str *str = (const upy_str *)s;
    if (UPY_COMPACT_STRS) {
        return str->inline_data;
    }
    return str->hash_flags & UPY_STR_EXTERNAL ? *(const char *const *)(const void *)str->inline_data : str->inline_data;
}
static inline size_t upy_str_length(upy_value s) { return ((const upy_str *)s)->length; } // bytes
static inline bool upy_str_is_ascii(upy_value s) { return (((const upy_str *)s)->hash_flags & UPY_STR_ASCII) != 0; }
// Defines a str of ASCII characters that needs no heap.
#define UPY_CONSTANT_STR(object, characters)                                                                           \
    static const struct {                                                                                              \
        upy_object header;                                                                                             \
        uint32_t length, hash_flags;                                                                                   \
        char inline_data[sizeof(characters)];                                                                          \
    } object = {{&upy_type_str}, sizeof(characters) - 1, UPY_STR_ASCII, characters}

uint32_t upy_str_hash(upy_value s); // 29 bits, never 0

// data must be valid UTF-8 for str (upy_new_str_checked raises UnicodeError instead). Never interns; see upy_intern.
upy_value upy_new_str(const char *data, size_t length);
upy_value upy_new_bytes(const char *data, size_t length);
bool upy_str_equal(upy_value a, upy_value b); // both str (or both bytes)

#endif

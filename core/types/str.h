// str.h — str and bytes: immutable runs of bytes, one block each. str holds valid UTF-8 (lone
// surrogates as three bytes); code points are counted, not bytes, wherever Python sees a length.
#ifndef UPY_TYPES_STR_H
#define UPY_TYPES_STR_H

#include "core/object/object.h"

// hash_flags: bits 0–2 flags, bits 3–31 hash (0: not computed yet).
#define UPY_STR_EXTERNAL 1u // bytes are at *(const char **)inline_data (static names, C tables)
#define UPY_STR_ASCII    2u // every byte < 0x80: index = byte offset
#define UPY_STR_INTERNED 4u

typedef struct upy_str {
    upy_object header;      // &upy_type_str, &upy_type_bytes or a subclass
    uint32_t length;        // bytes
    uint32_t hash_flags;
    char inline_data[];     // length bytes and a terminating zero
} upy_str;

extern const upy_type upy_type_str, upy_type_bytes;

static inline const char *upy_str_data(upy_value s) {
    const upy_str *str = (const upy_str *)s;
    return str->hash_flags & UPY_STR_EXTERNAL ? *(const char *const *)(const void *)str->inline_data : str->inline_data;
}
static inline size_t upy_str_length(upy_value s) { return ((const upy_str *)s)->length; } // bytes
static inline bool upy_str_is_ascii(upy_value s) { return (((const upy_str *)s)->hash_flags & UPY_STR_ASCII) != 0; }
size_t upy_str_count(upy_value s);                                  // code points
uint32_t upy_str_hash(upy_value s);                                 // 29 bits, never 0

// data must be valid UTF-8 for str (upy_new_str_checked raises UnicodeError instead). Never interns; see upy_intern.
upy_value upy_new_str(const char *data, size_t length);
upy_value upy_new_str_checked(const char *data, size_t length);
upy_value upy_new_str_from_code_point(uint32_t c);
upy_value upy_new_bytes(const char *data, size_t length);
// A str/bytes of `length` bytes to be filled by the caller before anything else sees it; then upy_str_finish().
upy_value upy_new_str_uninitialised(const upy_type *type, size_t length, char **data);
void upy_str_finish(upy_value s);                                   // sets the ASCII flag
bool upy_str_equal(upy_value a, upy_value b);                       // both str (or both bytes)
bool upy_str_equals_text(upy_value s, const char *zero_terminated);
int upy_str_compare(upy_value a, upy_value b);
upy_value upy_str_concat(upy_value a, upy_value b);
upy_value upy_new_str_format(const char *format, ...);              // conversions of upy_printf
const char *upy_text(upy_value s);                                  // zero-terminated text of a str; raises TypeError for others, ValueError for embedded zero
upy_value upy_str_check(upy_value v);                               // v if a str, else raises TypeError

// format(value, spec) for all types, and the printf-style operator (core/types/format.c).
upy_value upy_format_value(upy_value v, upy_value spec);            // honours __format__
upy_value upy_percent_format(upy_value format, upy_value arguments);// str or bytes
upy_value upy_ascii(upy_value v);

// A growing byte string on the heap, turned into a str or bytes at the end.
typedef struct upy_builder {
    char *data;        // storage block
    size_t length, capacity;
} upy_builder;
void upy_builder_init(upy_builder *b, size_t capacity);             // 0: allocate when needed
void upy_builder_append(upy_builder *b, const char *bytes, size_t length);
void upy_builder_append_byte(upy_builder *b, char c);
void upy_builder_append_code_point(upy_builder *b, uint32_t c);
char *upy_builder_extend(upy_builder *b, size_t length);            // room for length bytes at the end, counted in
upy_value upy_builder_to_str(upy_builder *b);                       // frees the storage
upy_value upy_builder_to_bytes(upy_builder *b);
upy_writer upy_builder_writer(upy_builder *b);

#endif

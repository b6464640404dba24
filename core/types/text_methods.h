// text_methods.h — what str, bytes and bytearray share: a view of their bytes and the methods that
// work on it. A str counts code points, the other two count bytes; `by_byte` hides the difference.
#ifndef UPY_TYPES_TEXT_METHODS_H
#define UPY_TYPES_TEXT_METHODS_H

#include "core/types/str.h"

typedef enum upy_text_kind { UPY_TEXT_STR, UPY_TEXT_BYTES, UPY_TEXT_BYTEARRAY } upy_text_kind;

// A borrowed view: good until the object changes, so it is taken after all arguments have been converted
// (converting may run user code).
typedef struct upy_span {
    const char *data;
    size_t length; // bytes
    upy_text_kind kind;
    bool by_byte; // index = byte offset
} upy_span;

upy_span upy_text_of(upy_value self);           // raises TypeError unless str, bytes or bytearray
upy_text_kind upy_text_kind_of(upy_value self); // likewise
upy_span upy_text_argument(upy_text_kind kind,
                           upy_value v); // str for str, any buffer but str for the others; raises TypeError
upy_value upy_text_make(upy_text_kind kind, const char *data, size_t length); // plain type; str data is valid UTF-8
// An object of `length` bytes for the caller to fill, then upy_text_finish().
upy_value upy_text_make_uninitialised(upy_text_kind kind, size_t length, char **data);
void upy_text_finish(upy_value made);
// Bytes [from, to) of self's view as a new object; self itself when that is everything and self is immutable and of the
// plain type.
upy_value upy_text_part(upy_value self, const upy_span *t, size_t from, size_t to);
size_t upy_text_index_of(const upy_span *t, size_t offset); // of a byte offset
size_t upy_text_offset_of(const upy_span *t, size_t index); // of an index; length if past the end
size_t upy_text_length(const upy_span *t);
upy_value upy_text_repeat(upy_value self, upy_value count); // UPY_NULL if count is no integer

// Index of a str/bytes position: conversions shared by methods with optional start and end.
typedef struct upy_text_range {
    intptr_t start, end; // as given; INTPTR_MAX end: absent
} upy_text_range;
upy_text_range upy_text_range_from(size_t n_args, const upy_value *args, size_t first);
// Byte offsets of the range within t; false: start lies past the end, nothing can match.
bool upy_text_range_resolve(const upy_span *t, upy_text_range range, size_t *from, size_t *to);

static inline size_t upy_utf8_size(char lead) {
    unsigned char c = (unsigned char)lead;
    return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}
static inline bool upy_utf8_is_continuation(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

#define TEXT_METHOD_NAMED(python_name, least, most)                                                                    \
    upy_value upy_text_##python_name(size_t n_args, const upy_value *args);
#define KEYWORD_TEXT_METHOD_NAMED(python_name, least, most)                                                            \
    upy_value upy_text_##python_name(size_t n_args, size_t n_kw, const upy_value *args);
#include "core/types/text_methods.def"
#undef TEXT_METHOD_NAMED
#undef KEYWORD_TEXT_METHOD_NAMED

#endif

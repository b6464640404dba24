// text_small.h — what str, bytes and bytearray of the smallest level share.
#ifndef UPY_TYPES_TEXT_SMALL_H
#define UPY_TYPES_TEXT_SMALL_H

#include "core/object/dict.h"
#include "core/types/containers.h"

// The bytes of a str, bytes or bytearray: good until the object changes.
typedef struct upy_text_view {
    const char *data;
    size_t length;
} upy_text_view;

upy_text_view upy_text_of(upy_value v);                                        // raises TypeError for others
const char *upy_text_search(upy_text_view in, upy_text_view what);             // first occurrence or NULL
upy_value upy_text_repeat(upy_value self, upy_value count);                    // UPY_NULL if count is no int
upy_value upy_new_text(const upy_type *type, const char *data, size_t length); // str or bytes
// An index, or a slice without step, of a sequence of that length: an index counts 1.
upy_slice_bounds upy_plain_slice(upy_value index, size_t length);
upy_value upy_text_format(size_t n_args, size_t n_kw, const upy_value *args); // str.format(), format_small.c
extern const upy_dict upy_text_attributes;                                    // methods of str and bytes

#endif

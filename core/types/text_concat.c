// text_concat_plain.c — str + str as one block. Small builds, where long texts are rare and room for them to grow in is
// dear; larger ones have text_concat.c.
#include "core/types/str.h"

upy_value upy_str_concat(upy_value a, upy_value b) {
    size_t x = upy_str_length(a), y = upy_str_length(b);
    if (y == 0 && upy_is_exactly(a, &upy_type_str)) {
        return a;
    }
    if (x == 0 && upy_is_exactly(b, &upy_type_str)) {
        return b;
    }
    char *out;
    upy_value s = upy_new_str_uninitialised(&upy_type_str, x + y, &out);
    memcpy(out, upy_str_data(a), x);
    memcpy(out + x, upy_str_data(b), y);
    ((upy_str *)s)->hash_flags = ((const upy_str *)a)->hash_flags & ((const upy_str *)b)->hash_flags & UPY_STR_ASCII;
    return s;
}

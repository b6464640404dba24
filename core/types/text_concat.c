// text_concat.c — str + str: one block, or where texts may be long a buffer that the next piece fits in
// (text_buffer.c).
#include "core/types/str.h"

// Shorter results are cheaper as one block.
#define SHORTEST_IN_BUFFER 256

upy_value upy_str_concat(upy_value a, upy_value b) {
    size_t x = upy_str_length(a), y = upy_str_length(b);
    if (y == 0 && upy_is_exactly(a, &upy_type_str)) {
        return a;
    }
    if (x == 0 && upy_is_exactly(b, &upy_type_str)) {
        return b;
    }
    uint32_t ascii_flag = ((const upy_str *)a)->hash_flags & ((const upy_str *)b)->hash_flags & UPY_STR_ASCII;
#if !UPY_COMPACT_STRS
    if (x + y >= SHORTEST_IN_BUFFER && x >= y) {
        return upy_str_concat_in_buffer(a, b, ascii_flag);
    }
#endif
    char *out;
    upy_value s = upy_new_str_uninitialised(&upy_type_str, x + y, &out);
    memcpy(out, upy_str_data(a), x);
    memcpy(out + x, upy_str_data(b), y);
    ((upy_str *)s)->hash_flags = ascii_flag;
    return s;
}

// text_buffer.c — long results of str + str, such that building a long text by `s += piece` costs no more than the
// text.
//
// A long result is not one block: its bytes lie in a buffer with room behind them. Appending to it writes behind
// the bytes that are there and makes a new str over the same buffer; the old one still sees its own bytes, which
// nobody changes. Only the str that ends where the buffer is filled can append in place, any other is copied.
// Such a str is external (UPY_STR_EXTERNAL) with bytes inside the heap; it has no terminating zero.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/str.h"

typedef struct buffer { // storage block
    size_t n_used, capacity;
    char bytes[];
} buffer;

static const char *external_data(const upy_str *s) { return *(const char *const *)(const void *)s->inline_data; }

static buffer *buffer_of(upy_value v) {
    const upy_str *s = (const upy_str *)v;
    if (!(s->hash_flags & UPY_STR_EXTERNAL) || !upy_heap_contains(external_data(s))) {
        return NULL;
    }
    return (buffer *)(void *)(external_data(s) - offsetof(buffer, bytes));
}

bool upy_str_is_in_buffer(upy_value s) { return buffer_of(s) != NULL; }

void upy_str_trace(upy_value self, upy_tracer *tracer) {
    buffer *b = buffer_of(self);
    if (b != NULL) {
        upy_trace_storage(tracer, b);
    }
}

static upy_value over_buffer(buffer *b, size_t length, uint32_t ascii_flag) {
    upy_str *s = upy_new_object(&upy_type_str, sizeof(upy_str) + sizeof(char *));
    s->length = (uint32_t)length;
    s->hash_flags = UPY_STR_EXTERNAL | ascii_flag;
    *(const char **)(void *)s->inline_data = b->bytes;
    return (upy_value)s;
}

upy_value upy_str_concat_in_buffer(upy_value a, upy_value b, uint32_t ascii_flag) {
    size_t x = upy_str_length(a), y = upy_str_length(b);
    if (x + y > UINT32_MAX / 2) {
        upy_raise_memory(x + y);
    }
    buffer *have = buffer_of(a);
    if (have != NULL && have->n_used == x && have->capacity >= x + y) {
        upy_value result = over_buffer(have, x + y, ascii_flag);
        memcpy(have->bytes + x, upy_str_data(b), y);
        have->n_used = x + y;
        return result;
    }
    // The first concatenation is exact in most programs; only who appends again gets room to grow.
    size_t room = have != NULL ? (x + y) / 2 : 0;
    buffer *fresh = upy_heap_alloc_storage(offsetof(buffer, bytes) + x + y + room);
    memcpy(fresh->bytes, upy_str_data(a), x);
    memcpy(fresh->bytes + x, upy_str_data(b), y);
    fresh->n_used = x + y;
    fresh->capacity = x + y + room;
    return over_buffer(fresh, x + y, ascii_flag);
}

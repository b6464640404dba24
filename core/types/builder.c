// builder.c — a growing byte string that ends as a str or bytes.
//
// The storage grows by half its size; at the end the bytes are copied into an object of the exact
// size and the storage is given back at once. A builder dropped by an exception is collected.
#include "core/heap/heap.h"
#include "core/types/str.h"

#include "core/base/text.h"

void upy_builder_init(upy_builder *b, size_t capacity) {
    b->data = NULL;
    b->length = b->capacity = 0;
    if (capacity != 0) {
        b->data = upy_heap_alloc_storage(capacity);
        b->capacity = capacity;
    }
}

static void grow(upy_builder *b, size_t least) {
    if (least > PTRDIFF_MAX) {
        upy_raise_memory(least);
    }
    size_t capacity = b->capacity + b->capacity / 2;
    capacity = capacity < least ? least : capacity;
    capacity = (capacity + UPY_GRANULE - 1) / UPY_GRANULE * UPY_GRANULE;
    b->data = upy_heap_resize_storage(b->data, b->length, capacity);
    b->capacity = capacity;
}

char *upy_builder_extend(upy_builder *b, size_t length) {
    if (UPY_UNLIKELY(length > b->capacity - b->length)) {
        grow(b, b->length + length < length ? SIZE_MAX : b->length + length);
    }
    char *place = b->data + b->length;
    b->length += length;
    return place;
}

void upy_builder_append(upy_builder *b, const char *bytes, size_t length) {
    if (length != 0) {
        memcpy(upy_builder_extend(b, length), bytes, length); // cppcheck-suppress uninitvar ; callers pass va_arg
    }
}

// Growing may collect; only the address of its bytes would be left of s then.
void upy_builder_append_str(upy_builder *b, upy_value s) {
    upy_builder_append(b, upy_str_data(s), upy_str_length(s));
    upy_keep_alive(s);
}

void upy_builder_append_byte(upy_builder *b, char c) { *upy_builder_extend(b, 1) = c; }

void upy_builder_append_code_point(upy_builder *b, uint32_t c) {
    char bytes[4];
    upy_builder_append(b, bytes, upy_utf8_encode(c, bytes));
}

static void release(upy_builder *b) {
    upy_heap_free_storage(b->data);
    b->data = NULL;
    b->length = b->capacity = 0;
}

upy_value upy_builder_to_str(upy_builder *b) {
    upy_value s = b->length == 0 ? UPY_EMPTY_STR : upy_new_str(b->data, b->length);
    release(b);
    return s;
}

upy_value upy_builder_to_bytes(upy_builder *b) {
    upy_value s = b->length == 0 ? UPY_EMPTY_BYTES : upy_new_bytes(b->data, b->length);
    release(b);
    return s;
}

static void builder_write(void *data, const char *bytes, size_t length) { upy_builder_append(data, bytes, length); }

upy_writer upy_builder_writer(upy_builder *b) { return (upy_writer){b, builder_write}; }

// text_pad.c — filling up to a width: center, ljust, rjust, zfill, expandtabs.
#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/text_methods.h"

// `fill` (one character) left and right times around self.
static upy_value pad(upy_value self, const upy_span *fill, size_t left, size_t right) {
    upy_span t = upy_text_of(self);
    size_t size;
    if (left + right > PTRDIFF_MAX / 4 - 1) {
        upy_raise_memory(SIZE_MAX);
    }
    size = t.length + (left + right) * fill->length;
    if (size < t.length) {
        upy_raise_memory(SIZE_MAX);
    }
    char *out;
    upy_value result = upy_text_make_uninitialised(t.kind, size, &out);
    t = upy_text_of(self);
    for (size_t i = 0; i < left; i++, out += fill->length) {
        memcpy(out, fill->data, fill->length);
    }
    if (t.length != 0) {
        memcpy(out, t.data, t.length);
    }
    out += t.length;
    for (size_t i = 0; i < right; i++, out += fill->length) {
        memcpy(out, fill->data, fill->length);
    }
    upy_text_finish(result);
    return result;
}

typedef enum placement { PLACE_LEFT, PLACE_CENTER, PLACE_RIGHT } placement;

static upy_value justify(size_t n_args, const upy_value *args, placement place) {
    intptr_t width = upy_to_index(args[1]);
    upy_span fill = {" ", 1, UPY_TEXT_BYTES, true};
    if (n_args > 2) {
        fill = upy_text_argument(upy_text_kind_of(args[0]), args[2]);
        if (upy_text_length(&fill) != 1) {
            upy_raise_type("the fill character must be exactly one character long");
        }
    }
    upy_span t = upy_text_of(args[0]);
    size_t count = upy_text_length(&t);
    if (width <= (intptr_t)count) {
        return upy_text_part(args[0], &t, 0, t.length);
    }
    size_t missing = (size_t)width - count, left = 0;
    if (place == PLACE_RIGHT) {
        left = missing;
    } else if (place == PLACE_CENTER) {
        left = missing / 2 + (missing & (size_t)width & 1);
    }
    return pad(args[0], &fill, left, missing - left);
}

upy_value upy_text_center(size_t n_args, const upy_value *args) { return justify(n_args, args, PLACE_CENTER); }

#if UPY_LEVEL > UPY_LEVEL_TINY

upy_value upy_text_ljust(size_t n_args, const upy_value *args) { return justify(n_args, args, PLACE_LEFT); }
upy_value upy_text_rjust(size_t n_args, const upy_value *args) { return justify(n_args, args, PLACE_RIGHT); }

upy_value upy_text_zfill(size_t n_args, const upy_value *args) {
    (void)n_args;
    intptr_t width = upy_to_index(args[1]);
    upy_span t = upy_text_of(args[0]), zero = {"0", 1, UPY_TEXT_BYTES, true};
    size_t count = upy_text_length(&t);
    if (width <= (intptr_t)count) {
        return upy_text_part(args[0], &t, 0, t.length);
    }
    size_t missing = (size_t)width - count;
    upy_value result = pad(args[0], &zero, missing, 0);
    // A sign goes in front of the zeros. The result is ours alone, so its bytes may be changed.
    upy_span made = upy_text_of(result);
    char *data = (char *)(uintptr_t)made.data;
    if (missing < made.length && (data[missing] == '+' || data[missing] == '-')) {
        data[0] = data[missing];
        data[missing] = '0';
    }
    return result;
}

upy_value upy_text_expandtabs(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(tabsize), UPY_SMALL_INT(8), false}};
    upy_value in;
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 1, &in);
    intptr_t tab = upy_to_index(in);
    upy_span t = upy_text_of(args[0]);
    upy_builder b;
    upy_builder_init(&b, t.length);
    size_t column = 0;
    for (size_t i = 0; i < t.length; i++) {
        char c = t.data[i];
        if (c == '\t') {
            if (tab > 0) {
                size_t n = (size_t)tab - column % (size_t)tab;
                memset(upy_builder_extend(&b, n), ' ', n);
                column += n;
            }
            continue;
        }
        upy_builder_append_byte(&b, c);
        if (c == '\n' || c == '\r') {
            column = 0;
        } else if (t.by_byte || !upy_utf8_is_continuation(c)) {
            column++;
        }
    }
    upy_value result = upy_text_make(t.kind, b.length == 0 ? "" : b.data, b.length);
    upy_heap_free_storage(b.data);
    return result;
}

#endif

// text_find.c — views of str, bytes and bytearray, and the methods that look for something in them
// or return a part of them.
#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/search.h"
#include "core/types/sequence.h"
#include "core/types/text_methods.h"
#include "core/types/unicode.h"

// ---- Views -------------------------------------------------------------------------------------

upy_text_kind upy_text_kind_of(upy_value self) {
    uint32_t flags = upy_type_of(self)->flags;
    if (flags & UPY_TYPE_STR_BASED) {
        return UPY_TEXT_STR;
    }
    if (flags & UPY_TYPE_BYTES_BASED) {
        return UPY_TEXT_BYTES;
    }
    if (!(flags & UPY_TYPE_BYTEARRAY_BASED)) {
        upy_raise_type("can't convert '%T' object to str implicitly", self);
    }
    return UPY_TEXT_BYTEARRAY;
}

upy_span upy_text_of(upy_value self) {
    upy_span t;
    t.kind = upy_text_kind_of(self);
    t.by_byte = true;
    if (t.kind == UPY_TEXT_BYTEARRAY) {
        const upy_bytearray *b = (const upy_bytearray *)self;
        t.data = b->length == 0 ? "" : b->data;
        t.length = b->length;
        return t;
    }
    t.data = upy_str_data(self);
    t.length = upy_str_length(self);
    if (t.kind == UPY_TEXT_STR) {
        t.by_byte = upy_str_is_ascii(self);
    }
    return t;
}

upy_span upy_text_argument(upy_text_kind kind, upy_value v) {
    if (kind == UPY_TEXT_STR) {
        return upy_text_of(upy_str_check(v));
    }
    if (upy_is_str(v)) {
        upy_raise_type("can't convert 'str' object to bytes implicitly");
    }
    upy_buffer_view view;
    upy_get_buffer(v, &view, UPY_BUFFER_READ);
    return (upy_span){view.length == 0 ? "" : view.data, view.length, UPY_TEXT_BYTES, true};
}

upy_value upy_text_make(upy_text_kind kind, const char *data, size_t length) {
    switch (kind) {
    case UPY_TEXT_STR: return upy_new_str(data, length);
    case UPY_TEXT_BYTES: return upy_new_bytes(data, length);
    default: return upy_new_bytearray(data, length);
    }
}

upy_value upy_text_part(upy_value self, const upy_span *t, size_t from, size_t to) {
    if (from == 0 && to == t->length && t->kind != UPY_TEXT_BYTEARRAY) {
        if (upy_is_exactly(self, t->kind == UPY_TEXT_STR ? &upy_type_str : &upy_type_bytes)) {
            return self;
        }
    }
    upy_value part = t->kind == UPY_TEXT_STR && t->by_byte ? upy_new_str_ascii(t->data + from, to - from)
                                                           : upy_text_make(t->kind, t->data + from, to - from);
    upy_keep_alive(self);
    return part;
}

size_t upy_text_index_of(const upy_span *t, size_t offset) {
    return t->by_byte ? offset : upy_utf8_count(t->data, offset);
}

size_t upy_text_offset_of(const upy_span *t, size_t index) {
    if (t->by_byte) {
        return index < t->length ? index : t->length;
    }
    return upy_utf8_offset(t->data, t->length, index);
}

size_t upy_text_length(const upy_span *t) { return upy_text_index_of(t, t->length); }

// ---- Ranges ------------------------------------------------------------------------------------

upy_text_range upy_text_range_from(size_t n_args, const upy_value *args, size_t first) {
    upy_text_range range = {0, INTPTR_MAX};
    if (n_args > first && args[first] != UPY_NONE) {
        range.start = upy_to_index_clamped(args[first]);
    }
    if (n_args > first + 1 && args[first + 1] != UPY_NONE) {
        range.end = upy_to_index_clamped(args[first + 1]);
    }
    return range;
}

bool upy_text_range_resolve(const upy_span *t, upy_text_range range, size_t *from, size_t *to) {
    if (range.start == 0 && range.end == INTPTR_MAX) {
        *from = 0;
        *to = t->length;
        return true;
    }
    intptr_t count = (intptr_t)upy_text_length(t);
    intptr_t start = range.start < 0 ? range.start + count : range.start;
    intptr_t end = range.end < 0 ? range.end + count : range.end;
    start = start < 0 ? 0 : start;
    end = end < 0 ? 0 : end > count ? count : end;
    if (start > end) {
        return false;
    }
    *from = upy_text_offset_of(t, (size_t)start);
    *to = upy_text_offset_of(t, (size_t)end);
    return true;
}

// ---- find, index, count ------------------------------------------------------------------------

typedef size_t (*search_function)(const char *text, size_t length, const char *needle, size_t needle_length);

// What is looked for: for bytes also an int, whose byte goes to *byte.
static upy_span needle_of(upy_value self, upy_value v, char *byte) {
    upy_text_kind kind = upy_text_kind_of(self);
    if (kind != UPY_TEXT_STR && upy_is_int(v)) {
        intptr_t i;
        if (!upy_int_get(v, &i) || i < 0 || i > 255) {
            upy_raise_value_error("byte must be in range(0, 256)");
        }
        *byte = (char)i;
        return (upy_span){byte, 1, kind, true};
    }
    return upy_text_argument(kind, v);
}

static upy_value find(size_t n_args, const upy_value *args, search_function search, bool must_exist) {
    upy_text_range range = upy_text_range_from(n_args, args, 2);
    char byte;
    upy_span needle = needle_of(args[0], args[1], &byte);
    upy_span t = upy_text_of(args[0]);
    size_t from, to, at = UPY_NOT_FOUND;
    if (upy_text_range_resolve(&t, range, &from, &to)) {
        at = search(t.data + from, to - from, needle.data, needle.length);
    }
    if (at != UPY_NOT_FOUND) {
        return upy_small_int((intptr_t)upy_text_index_of(&t, from + at));
    }
    if (must_exist) {
        upy_raise_value_error("substring not found");
    }
    return upy_small_int(-1);
}

upy_value upy_text_find(size_t n_args, const upy_value *args) { return find(n_args, args, upy_search, false); }
upy_value upy_text_rfind(size_t n_args, const upy_value *args) { return find(n_args, args, upy_search_last, false); }
upy_value upy_text_index(size_t n_args, const upy_value *args) { return find(n_args, args, upy_search, true); }
upy_value upy_text_rindex(size_t n_args, const upy_value *args) { return find(n_args, args, upy_search_last, true); }

upy_value upy_text_count(size_t n_args, const upy_value *args) {
    upy_text_range range = upy_text_range_from(n_args, args, 2);
    char byte;
    upy_span needle = needle_of(args[0], args[1], &byte);
    upy_span t = upy_text_of(args[0]);
    size_t from, to, count = 0;
    if (upy_text_range_resolve(&t, range, &from, &to)) {
        if (needle.length == 0) {
            count = upy_text_index_of(&t, to) - upy_text_index_of(&t, from) + 1;
        } else {
            count = upy_search_count(t.data + from, to - from, needle.data, needle.length, SIZE_MAX);
        }
    }
    return upy_small_int((intptr_t)count);
}

// ---- startswith, endswith, removeprefix, removesuffix ------------------------------------------

static bool ends_with(const char *data, size_t length, const upy_span *part, bool at_start) {
    return part->length <= length &&
           memcmp(at_start ? data : data + length - part->length, part->data, part->length) == 0;
}

static upy_value test_end(size_t n_args, const upy_value *args, bool at_start) {
    upy_text_range range = upy_text_range_from(n_args, args, 2);
    upy_text_kind kind = upy_text_kind_of(args[0]);
    bool is_tuple = upy_has_layout(args[1], UPY_TYPE_TUPLE_BASED);
    size_t n = is_tuple ? upy_as_tuple(args[1])->length : 1;
    for (size_t i = 0; i < n; i++) {
        upy_span part = upy_text_argument(kind, is_tuple ? upy_as_tuple(args[1])->items[i] : args[1]);
        upy_span t = upy_text_of(args[0]);
        size_t from, to;
        if (upy_text_range_resolve(&t, range, &from, &to) && ends_with(t.data + from, to - from, &part, at_start)) {
            return UPY_TRUE;
        }
    }
    return UPY_FALSE;
}

upy_value upy_text_startswith(size_t n_args, const upy_value *args) { return test_end(n_args, args, true); }
upy_value upy_text_endswith(size_t n_args, const upy_value *args) { return test_end(n_args, args, false); }

#if UPY_LEVEL > UPY_LEVEL_TINY
static upy_value remove_end(const upy_value *args, bool at_start) {
    upy_span part = upy_text_argument(upy_text_kind_of(args[0]), args[1]);
    upy_span t = upy_text_of(args[0]);
    size_t cut = ends_with(t.data, t.length, &part, at_start) ? part.length : 0;
    return at_start ? upy_text_part(args[0], &t, cut, t.length) : upy_text_part(args[0], &t, 0, t.length - cut);
}

upy_value upy_text_removeprefix(size_t n_args, const upy_value *args) {
    (void)n_args;
    return remove_end(args, true);
}

upy_value upy_text_removesuffix(size_t n_args, const upy_value *args) {
    (void)n_args;
    return remove_end(args, false);
}
#endif

// ---- partition ---------------------------------------------------------------------------------

static upy_value partition(const upy_value *args, search_function search, bool from_right) {
    upy_span separator = upy_text_argument(upy_text_kind_of(args[0]), args[1]);
    if (separator.length == 0) {
        upy_raise_value_error("empty separator");
    }
    upy_span t = upy_text_of(args[0]);
    size_t at = search(t.data, t.length, separator.data, separator.length);
    upy_value parts[3];
    if (at != UPY_NOT_FOUND) {
        parts[0] = upy_text_part(args[0], &t, 0, at);
        parts[1] = t.kind == UPY_TEXT_STR ? args[1] : upy_text_make(t.kind, separator.data, separator.length);
        parts[2] = upy_text_part(args[0], &t, at + separator.length, t.length);
    } else {
        parts[from_right ? 2 : 0] = upy_text_part(args[0], &t, 0, t.length);
        parts[1] = upy_text_make(t.kind, "", 0);
        parts[from_right ? 0 : 2] = upy_text_make(t.kind, "", 0);
    }
    return upy_new_tuple(3, parts);
}

upy_value upy_text_partition(size_t n_args, const upy_value *args) {
    (void)n_args;
    return partition(args, upy_search, false);
}

upy_value upy_text_rpartition(size_t n_args, const upy_value *args) {
    (void)n_args;
    return partition(args, upy_search_last, true);
}

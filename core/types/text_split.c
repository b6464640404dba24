// text_split.c — taking str, bytes and bytearray apart and putting them together: split, splitlines,
// replace, join, repetition.
//
// replace and join measure first and fill a result of the exact size afterwards.
#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/search.h"
#include "core/types/sequence.h"
#include "core/types/text_methods.h"
#include "core/types/unicode.h"

upy_value upy_text_make_uninitialised(upy_text_kind kind, size_t length, char **data) {
    if (kind != UPY_TEXT_BYTEARRAY) {
        return upy_new_str_uninitialised(kind == UPY_TEXT_STR ? &upy_type_str : &upy_type_bytes, length, data);
    }
    upy_value made = upy_new_bytearray(NULL, length);
    *data = ((upy_bytearray *)made)->data;
    return made;
}

void upy_text_finish(upy_value made) {
    if (upy_is_str(made)) {
        upy_str_finish(made);
    }
}

static void copy(char *out, const char *from, size_t length) {
    if (length != 0) {
        memcpy(out, from, length);
    }
}

// ---- split -------------------------------------------------------------------------------------

static size_t size_at(const upy_span *t, size_t offset) { return t->by_byte ? 1 : upy_utf8_size(t->data[offset]); }

static size_t size_before(const upy_span *t, size_t offset) {
    size_t size = 1;
    while (!t->by_byte && upy_utf8_is_continuation(t->data[offset - size])) {
        size++;
    }
    return size;
}

// Is the character of t at p (size bytes) one of chars? chars->data NULL: white space.
static inline bool is_one_of(const upy_span *t, const upy_span *chars, const char *p, size_t size) {
    if (chars->data != NULL) {
        return upy_search(chars->data, chars->length, p, size) != UPY_NOT_FOUND;
    }
    unsigned char c = (unsigned char)*p;
    if (c < 0x80 || t->by_byte) {
        return c <= ' ' && (upy_is_ascii_space(c) || (t->kind == UPY_TEXT_STR && c >= 0x1c && c < 0x20));
    }
    return (upy_char_flags(upy_utf8_next(&p)) & UPY_CHAR_SPACE) != 0;
}

// Goes from offset `at` to `end` (which may lie before it) over characters that are, or are not, among chars.
static inline size_t skip(const upy_span *t, size_t at, size_t end, const upy_span *chars, bool wanted) {
    bool forwards = at < end;
    while (at != end) {
        size_t size = forwards ? size_at(t, at) : size_before(t, at), next = forwards ? at + size : at - size;
        if (is_one_of(t, chars, t->data + (forwards ? at : next), size) != wanted) {
            break;
        }
        at = next;
    }
    return at;
}

static const upy_span white_space = {NULL, 0, UPY_TEXT_BYTES, true};

// ---- strip -------------------------------------------------------------------------------------

static upy_value strip(size_t n_args, const upy_value *args, bool left, bool right) {
    upy_span chars = white_space;
    if (n_args > 1 && args[1] != UPY_NONE) {
        chars = upy_text_argument(upy_text_kind_of(args[0]), args[1]);
    }
    upy_span t = upy_text_of(args[0]);
    size_t from = left ? skip(&t, 0, t.length, &chars, true) : 0;
    size_t to = right ? skip(&t, t.length, from, &chars, true) : t.length;
    return upy_text_part(args[0], &t, from, to);
}

upy_value upy_text_strip(size_t n_args, const upy_value *args) { return strip(n_args, args, true, true); }
upy_value upy_text_lstrip(size_t n_args, const upy_value *args) { return strip(n_args, args, true, false); }
upy_value upy_text_rstrip(size_t n_args, const upy_value *args) { return strip(n_args, args, false, true); }

// ---- split -------------------------------------------------------------------------------------

// A part of a text, and what separates it from the rest.
typedef struct piece {
    size_t from, to; // of the part
    size_t rest;     // where the rest begins, or ends if the part is the last one; UPY_NOT_FOUND: there is no separator
} piece;

// The first (last) part of [from, to).
static inline piece next_piece(const upy_span *t, const upy_span *separator, size_t from, size_t to, bool last) {
    piece p = {from, to, UPY_NOT_FOUND};
    if (separator->data == NULL) {
        size_t start = last ? to : from, end = last ? from : to;
        size_t edge = skip(t, start, end, separator, false);
        if (edge != end) {
            *(last ? &p.from : &p.to) = edge;
            p.rest = skip(t, edge, end, separator, true);
        }
        return p;
    }
    size_t at = (last ? upy_search_last : upy_search)(t->data + from, to - from, separator->data, separator->length);
    if (at != UPY_NOT_FOUND) {
        *(last ? &p.from : &p.to) = from + at + (last ? separator->length : 0);
        p.rest = from + at + (last ? 0 : separator->length);
    }
    return p;
}

// Separator without data: runs of white space, which make no empty parts.
static void split_text(upy_value list, upy_value self, const upy_span *t, const upy_span *separator, size_t limit,
                       bool from_right) {
    size_t from = 0, to = t->length;
    bool is_space = separator->data == NULL;
    if (is_space) {
        *(from_right ? &to : &from) =
            from_right ? skip(t, to, from, separator, true) : skip(t, from, to, separator, true);
    }
    while (limit-- > 0 && !(is_space && from == to)) {
        piece p = next_piece(t, separator, from, to, from_right);
        if (p.rest == UPY_NOT_FOUND) {
            break;
        }
        upy_list_append(list, upy_text_part(self, t, p.from, p.to));
        *(from_right ? &to : &from) = p.rest;
    }
    if (!(is_space && from == to)) {
        upy_list_append(list, upy_text_part(self, t, from, to));
    }
}

static void reverse(upy_value list) {
    upy_list *l = upy_as_list(list);
    for (size_t i = 0, j = l->length; i + 1 < j; i++) {
        upy_value low = l->items[i];
        upy_store(list, &l->items[i], l->items[--j]);
        upy_store(list, &l->items[j], low);
    }
}

static upy_value split(size_t n_args, size_t n_kw, const upy_value *args, bool from_right) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(sep), UPY_NONE, false},
        {UPY_NAME(maxsplit), UPY_SMALL_INT(-1), false},
    };
    upy_value in[2];
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 2, in);
    intptr_t most = upy_to_index_clamped(in[1]);
    size_t limit = most < 0 ? SIZE_MAX : (size_t)most;
    upy_value list = upy_new_list_with_capacity(0);
    upy_span separator = white_space;
    if (in[0] != UPY_NONE) {
        separator = upy_text_argument(upy_text_kind_of(args[0]), in[0]);
        if (separator.length == 0) {
            upy_raise_value_error("empty separator");
        }
    }
    upy_span t = upy_text_of(args[0]);
    split_text(list, args[0], &t, &separator, limit, from_right);
    if (from_right) {
        reverse(list);
    }
    return list;
}

upy_value upy_text_split(size_t n_args, size_t n_kw, const upy_value *args) { return split(n_args, n_kw, args, false); }
upy_value upy_text_rsplit(size_t n_args, size_t n_kw, const upy_value *args) { return split(n_args, n_kw, args, true); }

// Size of the line end at offset: \n, \r, \r\n; for str also the others Unicode knows. 0: none.
static size_t line_end_at(const upy_span *t, size_t offset) {
    unsigned char c = (unsigned char)t->data[offset];
    if (c == '\n') {
        return 1;
    }
    if (c == '\r') {
        return offset + 1 < t->length && t->data[offset + 1] == '\n' ? 2 : 1;
    }
    if (t->kind != UPY_TEXT_STR) {
        return 0;
    }
    if (c == '\v' || c == '\f' || (c >= 0x1c && c <= 0x1e)) {
        return 1;
    }
    if (c < 0x80) {
        return 0;
    }
    const char *p = t->data + offset;
    uint32_t code_point = upy_utf8_next(&p);
    return code_point == 0x85 || code_point == 0x2028 || code_point == 0x2029 ? upy_utf8_size((char)c) : 0;
}

upy_value upy_text_splitlines(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(keepends), UPY_FALSE, false}};
    upy_value keep;
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 1, &keep);
    bool keep_ends = upy_is_true(keep);
    upy_span t = upy_text_of(args[0]);
    upy_value list = upy_new_list_with_capacity(0);
    for (size_t from = 0; from < t.length;) {
        size_t at = from, end_size = 0;
        while (at < t.length && (end_size = line_end_at(&t, at)) == 0) {
            at += size_at(&t, at);
        }
        upy_list_append(list, upy_text_part(args[0], &t, from, keep_ends ? at + end_size : at));
        from = at + end_size;
    }
    return list;
}

// ---- replace -----------------------------------------------------------------------------------

static size_t checked_product(size_t a, size_t b) {
    size_t product;
    if (__builtin_mul_overflow(a, b, &product) || product > PTRDIFF_MAX) {
        upy_raise_memory(SIZE_MAX);
    }
    return product;
}

static size_t checked_sum(size_t a, size_t b) {
    size_t sum;
    if (__builtin_add_overflow(a, b, &sum) || sum > PTRDIFF_MAX) {
        upy_raise_memory(SIZE_MAX);
    }
    return sum;
}

upy_value upy_text_replace(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NULL, UPY_NULL, false}, {UPY_NULL, UPY_NULL, false}, {UPY_NAME(count), UPY_SMALL_INT(-1), false}};
    upy_value in[3];
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 3, in);
    intptr_t most = upy_to_index_clamped(in[2]);
    size_t limit = most < 0 ? SIZE_MAX : (size_t)most;
    upy_text_kind kind = upy_text_kind_of(args[0]);
    upy_span old = upy_text_argument(kind, in[0]), new = upy_text_argument(kind, in[1]);
    upy_span t = upy_text_of(args[0]);
    size_t n;
    if (old.length == 0) {
        n = upy_text_length(&t) + 1;
        n = n < limit ? n : limit;
    } else {
        n = upy_search_count(t.data, t.length, old.data, old.length, limit);
    }
    if (n == 0) {
        return upy_text_part(args[0], &t, 0, t.length);
    }
    char *out;
    upy_value result =
        upy_text_make_uninitialised(kind, checked_sum(t.length - n * old.length, checked_product(n, new.length)), &out);
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        size_t at = i == 0 ? 0 : from < t.length ? size_at(&t, from) : 0; // an empty `old` is before each character
        if (old.length != 0) {
            at = upy_search(t.data + from, t.length - from, old.data, old.length);
        }
        copy(out, t.data + from, at);
        copy(out + at, new.data, new.length);
        out += at + new.length;
        from += at + old.length;
    }
    copy(out, t.data + from, t.length - from);
    upy_text_finish(result);
    return result;
}

// ---- join --------------------------------------------------------------------------------------

static upy_span join_item(upy_text_kind kind, upy_value item) {
    upy_buffer_view view;
    if (upy_is_str(item) != (kind == UPY_TEXT_STR) || !upy_get_buffer_or_false(item, &view, UPY_BUFFER_READ)) {
        upy_raise_type("join expects a list of str/bytes objects consistent with self object");
    }
    return (upy_span){view.length == 0 ? "" : view.data, view.length, kind, true};
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
// The usual case, quicker: every item a str. Nothing here runs other code, so the array stays as it is.
// false: some item is something else; nothing has been done.
static bool join_strs(upy_value self, size_t n, const upy_value *items, upy_value *result) {
    size_t separator_length = upy_str_length(self), total = 0;
    const char *separator = upy_str_data(self);
    uint32_t flags = n > 1 ? ((const upy_str *)self)->hash_flags : UPY_STR_ASCII;
    for (size_t i = 0; i < n; i++) {
        if (!upy_is_str(items[i])) {
            return false;
        }
        total = checked_sum(total, upy_str_length(items[i]));
        flags &= ((const upy_str *)items[i])->hash_flags;
    }
    total = checked_sum(total, checked_product(n - 1, separator_length));
    char *out;
    *result = upy_new_str_uninitialised(&upy_type_str, total, &out);
    for (size_t i = 0; i < n; i++) {
        if (i > 0) {
            if (separator_length == 1) {
                *out = *separator;
            } else {
                copy(out, separator, separator_length);
            }
            out += separator_length;
        }
        size_t length = upy_str_length(items[i]);
        copy(out, upy_str_data(items[i]), length);
        out += length;
    }
    ((upy_str *)*result)->hash_flags |= flags & UPY_STR_ASCII;
    upy_keep_alive(self);
    return true;
}
#else
static bool join_strs(upy_value self, size_t n, const upy_value *items, upy_value *result) {
    (void)self, (void)n, (void)items, (void)result;
    return false;
}
#endif

static upy_value join_buffers(upy_value self, upy_text_kind kind, size_t n, const upy_value *items) {
    upy_span separator = upy_text_of(self);
    size_t total = checked_product(n - 1, separator.length);
    for (size_t i = 0; i < n; i++) {
        total = checked_sum(total, join_item(kind, items[i]).length);
    }
    char *out;
    upy_value result = upy_text_make_uninitialised(kind, total, &out);
    size_t left = total;
    for (size_t i = 0; i < n; i++) {
        upy_span item = join_item(kind, items[i]);
        size_t gap = i > 0 ? separator.length : 0;
        if (gap > left || item.length > left - gap) { // a class's __buffer__ said something else before
            upy_raise_runtime("buffer changed size during join");
        }
        copy(out, separator.data, gap);
        copy(out + gap, item.data, item.length);
        out += gap + item.length;
        left -= gap + item.length;
    }
    upy_keep_alive(self);
    upy_text_finish(result);
    return result;
}

upy_value upy_text_join(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value sequence = args[1], result = UPY_NULL;
    upy_text_kind kind = upy_text_kind_of(args[0]);
    if (!upy_is_exactly(sequence, &upy_type_list) && !upy_is_exactly(sequence, &upy_type_tuple)) {
        sequence = upy_to_list(sequence);
    }
    size_t n;
    upy_value *items;
    upy_get_items(sequence, &n, &items);
    if (n == 0) {
        return upy_text_make(kind, "", 0);
    }
    if (n == 1 && kind != UPY_TEXT_BYTEARRAY &&
        upy_is_exactly(items[0], kind == UPY_TEXT_STR ? &upy_type_str : &upy_type_bytes)) {
        return items[0];
    }
    if (kind == UPY_TEXT_STR && join_strs(args[0], n, items, &result)) {
        upy_keep_alive(sequence);
        return result;
    }
    // Over a copy: asking an item for its bytes may run code that changes the list.
    sequence = upy_to_tuple(sequence);
    result = join_buffers(args[0], kind, n, upy_as_tuple(sequence)->items);
    upy_keep_alive(sequence);
    return result;
}

// ---- Repetition --------------------------------------------------------------------------------

upy_value upy_text_repeat(upy_value self, upy_value count) {
    size_t n;
    if (!upy_repeat_count(count, &n)) {
        return UPY_NULL;
    }
    upy_span t = upy_text_of(self);
    if (n == 0 || t.length == 0) {
        return upy_text_make(t.kind, "", 0);
    }
    if (n == 1) {
        return upy_text_part(self, &t, 0, t.length);
    }
    size_t total = checked_product(t.length, n), unit = t.length;
    char *out;
    upy_value result = upy_text_make_uninitialised(t.kind, total, &out);
    t = upy_text_of(self);
    if (t.length < unit) {
        upy_raise_runtime("bytearray changed size during repetition");
    }
    if (unit == 1) {
        memset(out, t.data[0], total);
    } else {
        memcpy(out, t.data, unit);
        for (size_t done = unit; done < total;) {
            size_t chunk = done < total - done ? done : total - done;
            memcpy(out + done, out, chunk);
            done += chunk;
        }
    }
    if (t.kind == UPY_TEXT_STR && t.by_byte) {
        ((upy_str *)result)->hash_flags |= UPY_STR_ASCII;
    }
    return result;
}

// text_small.c — the methods of str and bytes at the smallest level, in place of the text_*.c files: the twenty most
// used, with positional arguments. Offsets are bytes within and code points outside.
#include "core/types/text_small.h"

#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/str.h"

upy_text_view upy_text_of(upy_value v) {
    if (upy_has_layout(v, UPY_TYPE_BYTEARRAY_BASED)) {
        const upy_bytearray *b = (const upy_bytearray *)v;
        return (upy_text_view){b->data, b->length};
    }
    if (!upy_has_layout(v, UPY_TYPE_STR_BASED | UPY_TYPE_BYTES_BASED)) {
        upy_raise_type("can't convert '%T' object to str implicitly", v);
    }
    return (upy_text_view){upy_str_data(v), upy_str_length(v)};
}

// What a method is given: a str for a str, bytes for bytes.
static upy_text_view argument(upy_value self, upy_value v) {
    if (upy_is_str(self) != upy_is_str(v)) {
        upy_raise_type("can't convert '%T' object to %T implicitly", v, self);
    }
    return upy_text_of(v);
}

const char *upy_text_search(upy_text_view in, upy_text_view what) {
    for (size_t i = 0; in.length >= what.length && i <= in.length - what.length; i++) {
        if (memcmp(in.data + i, what.data, what.length) == 0) {
            return in.data + i;
        }
    }
    return NULL;
}

static const char *search_last(upy_text_view in, upy_text_view what) {
    for (size_t i = in.length - what.length + 1; in.length >= what.length && i-- > 0;) {
        if (memcmp(in.data + i, what.data, what.length) == 0) {
            return in.data + i;
        }
    }
    return NULL;
}

static upy_value part(upy_value self, const char *data, size_t length) {
    upy_value made = upy_is_str(self) ? upy_new_str(data, length) : upy_new_bytes(data, length);
    upy_keep_alive(self);
    return made;
}

upy_slice_bounds upy_plain_slice(upy_value index, size_t length) {
    if (!upy_is_exactly(index, &upy_type_slice)) {
        return (upy_slice_bounds){upy_sequence_index(index, length, "str"), 1, 1};
    }
    upy_slice_bounds slice = upy_slice_resolve(index, length);
    if (slice.step != 1) {
        upy_raise_not_implemented("only slices with step=1 (aka None) are supported");
    }
    return slice;
}

upy_value upy_text_repeat(upy_value self, upy_value count) {
    upy_builder b;
    upy_text_view t = upy_text_of(self);
    if (!upy_is_int(count)) {
        return UPY_NULL;
    }
    upy_builder_init(&b, 0);
    for (intptr_t n = upy_to_index(count); n > 0 && t.length > 0; n--) {
        upy_builder_append(&b, t.data, t.length);
    }
    upy_keep_alive(self);
    return upy_is_str(self) ? upy_builder_to_str(&b) : upy_builder_to_bytes(&b);
}

// ---- Searching -----------------------------------------------------------------------------------

static upy_value find_in(size_t n_args, const upy_value *args, bool is_last) {
    upy_text_view t = upy_text_of(args[0]), what = argument(args[0], args[1]);
    size_t from = 0;
    if (n_args > 2) {
        upy_slice slice = {{&upy_type_slice}, args[2], UPY_NONE, UPY_NONE};
        from = upy_slice_resolve((upy_value)&slice, (size_t)upy_length(args[0])).start;
        from = upy_is_str(args[0]) ? upy_utf8_offset(t.data, t.length, from) : from;
    }
    upy_text_view rest = {t.data + from, t.length - from};
    const char *found = is_last ? search_last(rest, what) : upy_text_search(rest, what);
    size_t offset = (size_t)(found - t.data);
    return upy_small_int(found == NULL         ? -1
                         : upy_is_str(args[0]) ? (intptr_t)upy_utf8_count(t.data, offset)
                                               : (intptr_t)offset);
}

static upy_value text_find(size_t n_args, const upy_value *args) { return find_in(n_args, args, false); }
static upy_value text_rfind(size_t n_args, const upy_value *args) { return find_in(n_args, args, true); }

static upy_value text_index(size_t n_args, const upy_value *args) {
    upy_value at = text_find(n_args, args);
    if (at == UPY_SMALL_INT(-1)) {
        upy_raise_value_error("substring not found");
    }
    return at;
}

static upy_value test_end(const upy_value *args, bool at_start) {
    bool is_tuple = upy_has_layout(args[1], UPY_TYPE_TUPLE_BASED);
    const upy_value *items = is_tuple ? upy_as_tuple(args[1])->items : &args[1];
    for (size_t n = is_tuple ? upy_as_tuple(args[1])->length : 1; n > 0; n--) {
        upy_text_view t = upy_text_of(args[0]), what = argument(args[0], *items++);
        if (t.length >= what.length &&
            memcmp(at_start ? t.data : t.data + t.length - what.length, what.data, what.length) == 0) {
            return UPY_TRUE;
        }
    }
    return UPY_FALSE;
}

static upy_value text_startswith(size_t n_args, const upy_value *args) {
    (void)n_args;
    return test_end(args, true);
}
static upy_value text_endswith(size_t n_args, const upy_value *args) {
    (void)n_args;
    return test_end(args, false);
}

// ---- Taking apart --------------------------------------------------------------------------------

static const upy_text_view white = {" \t\n\r\v\f", 6};

static bool is_one_of(char c, upy_text_view set) { return memchr(set.data, c, set.length) != NULL; }

static upy_value strip(size_t n_args, const upy_value *args, bool left, bool right) {
    upy_text_view t = upy_text_of(args[0]);
    upy_text_view set = n_args > 1 && args[1] != UPY_NONE ? argument(args[0], args[1]) : white;
    while (left && t.length > 0 && is_one_of(*t.data, set)) {
        t.data++;
        t.length--;
    }
    while (right && t.length > 0 && is_one_of(t.data[t.length - 1], set)) {
        t.length--;
    }
    return part(args[0], t.data, t.length);
}

static upy_value text_strip(size_t n_args, const upy_value *args) { return strip(n_args, args, true, true); }
static upy_value text_lstrip(size_t n_args, const upy_value *args) { return strip(n_args, args, true, false); }
static upy_value text_rstrip(size_t n_args, const upy_value *args) { return strip(n_args, args, false, true); }

// Splits at each `what`, at most `most` times; what.data NULL: at runs of white space.
static upy_value text_split(size_t n_args, const upy_value *args) {
    upy_text_view t = upy_text_of(args[0]), what = {NULL, 1};
    intptr_t most = n_args > 2 ? upy_to_index(args[2]) : -1;
    if (n_args > 1 && args[1] != UPY_NONE) {
        what = argument(args[0], args[1]);
        if (what.length == 0) {
            upy_raise_value_error("empty separator");
        }
    }
    upy_value list = upy_new_list_with_capacity(4);
    for (;;) {
        while (what.data == NULL && t.length > 0 && is_one_of(*t.data, white)) {
            t.data++;
            t.length--;
        }
        if (what.data == NULL && t.length == 0) {
            return list;
        }
        size_t n = t.length;
        if (most != 0 && what.data != NULL) {
            const char *found = upy_text_search(t, what);
            n = found == NULL ? n : (size_t)(found - t.data);
        } else if (most != 0) {
            for (n = 0; n < t.length && !is_one_of(t.data[n], white); n++) {
            }
        }
        upy_list_append(list, part(args[0], t.data, n));
        if (n == t.length) {
            return list;
        }
        most--;
        t.data += n + what.length;
        t.length -= n + what.length;
    }
}

static upy_value text_replace(size_t n_args, const upy_value *args) {
    upy_text_view t = upy_text_of(args[0]), what = argument(args[0], args[1]), with = argument(args[0], args[2]);
    intptr_t most = n_args > 3 ? upy_to_index(args[3]) : -1;
    upy_builder b;
    upy_builder_init(&b, 0);
    for (const char *found; most-- != 0 && what.length > 0 && (found = upy_text_search(t, what)) != NULL;) {
        size_t n = (size_t)(found - t.data);
        upy_builder_append(&b, t.data, n);
        upy_builder_append(&b, with.data, with.length);
        t.data += n + what.length;
        t.length -= n + what.length;
    }
    upy_builder_append(&b, t.data, t.length);
    return upy_is_str(args[0]) ? upy_builder_to_str(&b) : upy_builder_to_bytes(&b);
}

static upy_value text_join(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_builder b;
    upy_iteration it;
    upy_builder_init(&b, 0);
    upy_iteration_begin(&it, args[1]);
    bool is_first = true;
    for (upy_value item; (item = upy_iteration_next(&it)) != UPY_NULL; is_first = false) {
        if (!is_first) {
            upy_builder_append_str(&b, args[0]);
        }
        upy_text_view t = argument(args[0], item);
        upy_builder_append(&b, t.data, t.length);
    }
    return upy_is_str(args[0]) ? upy_builder_to_str(&b) : upy_builder_to_bytes(&b);
}

// ---- Characters: ASCII only ------------------------------------------------------------------------

static bool is_letter(char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }

static upy_value change_case(upy_value self, char first) {
    upy_text_view t = upy_text_of(self);
    upy_builder b;
    upy_builder_init(&b, 0);
    for (size_t i = 0; i < t.length; i++) {
        char c = t.data[i];
        upy_builder_append_byte(&b, (unsigned char)(c - first) < 26 ? c ^ 0x20 : c);
    }
    upy_keep_alive(self);
    return upy_is_str(self) ? upy_builder_to_str(&b) : upy_builder_to_bytes(&b);
}

static upy_value text_lower(size_t n_args, const upy_value *args) {
    (void)n_args;
    return change_case(args[0], 'A');
}
static upy_value text_upper(size_t n_args, const upy_value *args) {
    (void)n_args;
    return change_case(args[0], 'a');
}

static upy_value text_isdigit(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_text_view t = upy_text_of(args[0]);
    size_t i = 0;
    while (i < t.length && t.data[i] >= '0' && t.data[i] <= '9') {
        i++;
    }
    return upy_bool(t.length > 0 && i == t.length);
}

static upy_value text_isalpha(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_text_view t = upy_text_of(args[0]);
    size_t i = 0;
    while (i < t.length && is_letter(t.data[i])) {
        i++;
    }
    return upy_bool(t.length > 0 && i == t.length);
}

static upy_value text_isspace(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_text_view t = upy_text_of(args[0]);
    size_t i = 0;
    while (i < t.length && is_one_of(t.data[i], white)) {
        i++;
    }
    return upy_bool(t.length > 0 && i == t.length);
}

// ---- UTF-8 ---------------------------------------------------------------------------------------

static upy_value text_encode(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value made = upy_new_bytes(upy_str_data(upy_str_check(args[0])), upy_str_length(args[0]));
    upy_keep_alive(args[0]);
    return made;
}

static upy_value text_decode(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (upy_is_str(args[0])) {
        upy_raise_type("decoding str is not supported");
    }
    upy_text_view t = upy_text_of(args[0]);
    return upy_new_str_checked(t.data, t.length);
}

// One object for each, whatever they are called on: they look at their first argument themselves.
#define METHOD_NAMED(name, least, most)                                                                                \
    static const upy_builtin name##_method = {UPY_BUILTIN_HEAD(name, least, most), .call.positional = text_##name,     \
                                              .owner = UPY_OWNER(object), .kind = UPY_BUILTIN_METHOD};
#include "core/types/text_small.def"
#undef METHOD_NAMED

static const UPY_KEYWORD_METHOD(format_method, str, format, upy_text_format, 1, UPY_ARGS_ANY);

static const upy_pair text_pairs[] = {
#define METHOD_NAMED(name, least, most) {UPY_NAME(name), (upy_value)&name##_method},
#include "core/types/text_small.def"
#undef METHOD_NAMED
    {UPY_NAME(format), (upy_value)&format_method},
};
const UPY_DEFINE_TABLE(upy_text_attributes, text_pairs);

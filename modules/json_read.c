// json_read.c — JSON text to values.
//
// The text is in memory as a whole (load() reads its stream to the end first, since anything behind
// the value is an error anyway) and is walked by recursive descent. As in MicroPython, white space,
// commas and colons all just separate; bracket kinds must match.
#include "modules/json.h"

#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "modules/stream.h"

typedef struct decoder {
    const char *p, *end;
    upy_value object_hook, object_pairs_hook, parse_float, parse_int; // None: none
} decoder;

#define LONGEST_INTERNED_KEY 24

static UPY_NORETURN void syntax_error(void) { upy_raise_value_error("syntax error in JSON"); }

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static void skip_separators(decoder *d) {
    while (d->p < d->end && (is_space(*d->p) || *d->p == ',' || *d->p == ':')) {
        d->p++;
    }
}

// ---- Strings -----------------------------------------------------------------------------------

static uint32_t read_hex4(decoder *d) {
    uint32_t value = 0;
    if (d->end - d->p < 4) {
        syntax_error();
    }
    for (int i = 0; i < 4; i++) {
        char c = *d->p++, letter = (char)(c | 0x20);
        if (c >= '0' && c <= '9') {
            value = value << 4 | (uint32_t)(c - '0');
        } else if (letter >= 'a' && letter <= 'f') {
            value = value << 4 | (uint32_t)(letter - 'a' + 10);
        } else {
            syntax_error();
        }
    }
    return value;
}

// \uXXXX; a high surrogate takes a low one that follows with it.
static uint32_t read_unicode(decoder *d) {
    uint32_t code = read_hex4(d);
    if (code >= 0xd800 && code < 0xdc00 && d->end - d->p >= 6 && d->p[0] == '\\' && d->p[1] == 'u') {
        const char *after_high = d->p;
        d->p += 2;
        uint32_t low = read_hex4(d);
        if (low >= 0xdc00 && low < 0xe000) {
            return 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        }
        d->p = after_high;
    }
    return code;
}

static void read_escape(decoder *d, upy_builder *b) {
    if (d->p == d->end) {
        syntax_error();
    }
    char c = *d->p++;
    switch (c) {
    case 'b': c = '\b'; break;
    case 'f': c = '\f'; break;
    case 'n': c = '\n'; break;
    case 'r': c = '\r'; break;
    case 't': c = '\t'; break;
    case 'u': upy_builder_append_code_point(b, read_unicode(d)); return;
    default: break;
    }
    upy_builder_append_byte(b, c);
}

static upy_value make_str(const char *data, size_t length, bool is_key) {
    if (is_key && length <= LONGEST_INTERNED_KEY && upy_is_ascii(data, length)) {
        return upy_intern(data, length);
    }
    return upy_new_str_checked(data, length);
}

// Position: behind the opening quote.
static upy_value read_string(decoder *d, bool is_key) {
    const char *start = d->p;
    while (d->p < d->end && *d->p != '"' && *d->p != '\\') {
        d->p++;
    }
    if (d->p < d->end && *d->p == '"') {
        return make_str(start, (size_t)(d->p++ - start), is_key);
    }
    upy_builder b;
    upy_builder_init(&b, (size_t)(d->p - start) + 16);
    for (;;) {
        upy_builder_append(&b, start, (size_t)(d->p - start));
        if (d->p == d->end) {
            syntax_error();
        }
        if (*d->p++ == '"') {
            break;
        }
        read_escape(d, &b);
        start = d->p;
        while (d->p < d->end && *d->p != '"' && *d->p != '\\') {
            d->p++;
        }
    }
    upy_value s = make_str(b.data, b.length, is_key);
    upy_heap_free_storage(b.data);
    return s;
}

// ---- Numbers -----------------------------------------------------------------------------------

static upy_value read_number(decoder *d) {
    const char *start = d->p;
    bool is_float = false;
    for (; d->p < d->end; d->p++) {
        char c = *d->p;
        if (c == '.' || c == 'e' || c == 'E') {
            is_float = true;
        } else if ((c < '0' || c > '9') && c != '-' && c != '+') {
            break;
        }
    }
    size_t length = (size_t)(d->p - start);
    upy_value hook = is_float ? d->parse_float : d->parse_int;
    upy_value number = UPY_NULL;
    if (is_float) {
        bool is_negative = *start == '-';
        const char *text = start + is_negative, *stop = text;
        if (text < d->p && (*text == '.' || (*text >= '0' && *text <= '9'))) {
            upy_float value = upy_float_parse(text, (size_t)(d->p - text), &stop, sizeof(upy_float) == sizeof(float));
            if (stop == d->p) {
                number = upy_new_float((upy_float)(is_negative ? -value : value));
            }
        }
    } else {
        number = upy_parse_int(start, length, 10);
    }
    if (number == UPY_NULL) {
        syntax_error();
    }
    return hook == UPY_NONE ? number : upy_call_1(hook, upy_new_str(start, length));
}

// ---- Values ------------------------------------------------------------------------------------

static upy_value read_value(decoder *d, bool is_key);

static upy_value read_array(decoder *d) {
    upy_value list = upy_new_list_with_capacity(0);
    for (;;) {
        skip_separators(d);
        if (d->p < d->end && *d->p == ']') {
            d->p++;
            return list;
        }
        upy_list_append(list, read_value(d, false));
    }
}

static upy_value read_object(decoder *d) {
    upy_dict *object = upy_dict_new(0);
    upy_value pairs = d->object_pairs_hook != UPY_NONE ? upy_new_list_with_capacity(0) : UPY_NULL;
    for (;;) {
        skip_separators(d);
        if (d->p < d->end && *d->p == '}') {
            d->p++;
            break;
        }
        upy_value pair[2] = {read_value(d, true), UPY_NULL};
        if (upy_has_layout(pair[0], UPY_TYPE_LIST_BASED | UPY_TYPE_DICT_BASED)) {
            syntax_error();
        }
        skip_separators(d);
        pair[1] = read_value(d, false);
        if (pairs != UPY_NULL) {
            upy_list_append(pairs, upy_new_tuple(2, pair));
        } else {
            upy_dict_set(object, pair[0], pair[1]);
        }
    }
    if (pairs != UPY_NULL) {
        return upy_call_1(d->object_pairs_hook, pairs);
    }
    return d->object_hook == UPY_NONE ? upy_from_dict(object) : upy_call_1(d->object_hook, upy_from_dict(object));
}

static upy_value read_word(decoder *d, const char *word, upy_value value) {
    size_t length = strlen(word);
    if ((size_t)(d->end - d->p) < length || memcmp(d->p, word, length) != 0) {
        syntax_error();
    }
    d->p += length;
    return value;
}

static upy_value read_value(decoder *d, bool is_key) {
    upy_check_stack();
    if (d->p == d->end) {
        syntax_error();
    }
    switch (*d->p) {
    case '"': d->p++; return read_string(d, is_key);
    case '{': d->p++; return read_object(d);
    case '[': d->p++; return read_array(d);
    case 'n': return read_word(d, "null", UPY_NONE);
    case 't': return read_word(d, "true", UPY_TRUE);
    case 'f': return read_word(d, "false", UPY_FALSE);
    default:
        if (*d->p != '-' && (*d->p < '0' || *d->p > '9')) {
            syntax_error();
        }
        return read_number(d);
    }
}

// ---- loads, load -------------------------------------------------------------------------------

static upy_value decode(const char *data, size_t length, size_t n_kw, const upy_value *keywords) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(cls), UPY_NONE, true},
        {UPY_NAME(object_hook), UPY_NONE, true},
        {UPY_NAME(parse_float), UPY_NONE, true},
        {UPY_NAME(parse_int), UPY_NONE, true},
        {UPY_NAME(parse_constant), UPY_NONE, true},
        {UPY_NAME(object_pairs_hook), UPY_NONE, true},
    };
    upy_value in[6] = {UPY_NONE, UPY_NONE, UPY_NONE, UPY_NONE, UPY_NONE, UPY_NONE};
    if (n_kw != 0) {
        upy_parse_arguments(0, n_kw, keywords, parameters, 6, in);
    }
    decoder d = {data, data + length, in[1], in[5], in[2], in[3]};
    skip_separators(&d);
    upy_value v = read_value(&d, false);
    while (d.p < d.end) {
        if (!is_space(*d.p++)) {
            syntax_error();
        }
    }
    return v;
}

upy_value upy_json_loads(size_t n_args, size_t n_kw, const upy_value *args) {
    upy_buffer_view view;
    upy_get_buffer(args[0], &view, UPY_BUFFER_READ);
    const char *data = view.length == 0 ? "" : view.data;
    if (upy_has_layout(args[0], UPY_TYPE_STR_BASED | UPY_TYPE_BYTES_BASED)) {
        return decode(data, view.length, n_kw, args + n_args);
    }
    // Hooks may change a mutable source.
    upy_value copy = upy_new_bytes(data, view.length);
    upy_value v = decode(upy_str_data(copy), view.length, n_kw, args + n_args);
    upy_keep_alive(copy);
    return v;
}

upy_value upy_json_load(size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value pair[2];
    if (upy_stream_protocol_or_null(args[0]) == NULL && upy_get_method_or_null(args[0], UPY_NAME(read), pair)) {
        upy_value text = upy_call_method(pair, 0, 0, NULL);
        upy_buffer_view view;
        upy_get_buffer(text, &view, UPY_BUFFER_READ);
        upy_value bytes = upy_new_bytes(view.data, view.length);
        upy_keep_alive(text);
        text = bytes;
        upy_value v = decode(upy_str_data(text), upy_str_length(text), n_kw, args + n_args);
        upy_keep_alive(text);
        return v;
    }
    upy_builder b;
    upy_builder_init(&b, 0);
    for (;;) {
        size_t chunk = b.length < 256 ? 256 : b.length;
        char *place = upy_builder_extend(&b, chunk);
        b.length -= chunk;
        size_t n = upy_stream_read_some(args[0], place, chunk);
        if (n == 0) {
            break;
        }
        b.length += n;
    }
    upy_value v = decode(b.data, b.length, n_kw, args + n_args);
    upy_heap_free_storage(b.data);
    return v;
}

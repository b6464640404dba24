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
    upy_value object_hook, object_pairs_hook, parse_float, parse_int; // None: none; where JSON_OPTIONS are known
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
    for (int i = 0; i < 4; i++) {
        unsigned digit = d->p < d->end ? upy_digit_value(*d->p++) : 16;
        if (digit >= 16) {
            syntax_error();
        }
        value = value << 4 | digit;
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
    if (c == 'u') {
        upy_builder_append_code_point(b, read_unicode(d));
        return;
    }
    static const char letters[5] = "bfnrt";
    const char *letter = memchr(letters, c, sizeof letters);
    upy_builder_append_byte(b, letter == NULL ? c : "\b\f\n\r\t"[letter - letters]);
}

static upy_value make_str(const char *data, size_t length, bool is_key) {
    if (is_key && length <= LONGEST_INTERNED_KEY && upy_is_ascii(data, length)) {
        return upy_intern(data, length);
    }
    return upy_new_str_checked(data, length);
}

// Position: behind the opening quote. Text without escapes is taken over in one piece.
static upy_value read_string(decoder *d, bool is_key) {
    upy_builder b;
    upy_builder_init(&b, 0);
    for (;;) {
        const char *start = d->p;
        while (d->p < d->end && *d->p != '"' && *d->p != '\\') {
            d->p++;
        }
        if (d->p == d->end) {
            syntax_error();
        }
        size_t length = (size_t)(d->p - start);
        bool is_end = *d->p++ == '"';
        if (is_end && b.length == 0) {
            return make_str(start, length, is_key);
        }
        upy_builder_append(&b, start, length);
        if (is_end) {
            break;
        }
        read_escape(d, &b);
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
    upy_value hook = !JSON_OPTIONS ? UPY_NONE : is_float ? d->parse_float : d->parse_int;
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
    upy_value pairs = JSON_OPTIONS && d->object_pairs_hook != UPY_NONE ? upy_new_list_with_capacity(0) : UPY_NULL;
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
    return !JSON_OPTIONS || d->object_hook == UPY_NONE ? upy_from_dict(object)
                                                       : upy_call_1(d->object_hook, upy_from_dict(object));
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
#if JSON_OPTIONS
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
#else
    (void)n_kw, (void)keywords;
    decoder d = {.p = data, .end = data + length};
#endif
    skip_separators(&d);
    upy_value v = read_value(&d, false);
    while (d.p < d.end) {
        if (!is_space(*d.p++)) {
            syntax_error();
        }
    }
    return v;
}

static upy_value decode_object(upy_value text, size_t n_kw, const upy_value *keywords) {
    upy_buffer_view view;
    upy_get_buffer(text, &view, UPY_BUFFER_READ);
    if (!upy_has_layout(text, UPY_TYPE_STR_BASED | UPY_TYPE_BYTES_BASED)) {
        text = upy_new_bytes(view.data, view.length); // hooks may change a mutable source
    }
    upy_value v = decode(upy_str_data(text), upy_str_length(text), n_kw, keywords);
    upy_keep_alive(text);
    return v;
}

upy_value upy_json_loads(size_t n_args, size_t n_kw, const upy_value *args) {
    return decode_object(args[0], n_kw, args + n_args);
}

// Hosts take any object with a read method.
upy_value upy_json_load(size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value pair[2], text;
    if (JSON_OPTIONS && upy_stream_protocol_or_null(args[0]) == NULL &&
        upy_get_method_or_null(args[0], UPY_NAME(read), pair)) {
        text = upy_call_method(pair, 0, 0, NULL);
    } else {
        text = upy_stream_read_all(args[0]);
    }
    return decode_object(text, n_kw, args + n_args);
}

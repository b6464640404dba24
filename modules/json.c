// json.c — the json module: its functions and the writing half. Reading is in json_read.c.
//
// Writing goes through a upy_writer, so that dump() needs no copy of the text. What Python has and
// JSON has not follows MicroPython: infinities and NaN print as such, bytes count as text, an object
// of another type is written as it prints (unless a `default` function is given).
#include "modules/json.h"

#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "modules/modules.h"
#include "modules/stream.h"

typedef struct encoder {
    upy_writer out;
    upy_value item_separator, key_separator; // strs
    // Where JSON_OPTIONS are known:
    upy_value indent;           // str per level; UPY_NULL: everything on one line
    upy_value default_function; // UPY_NULL: none
    bool sort_keys, ensure_ascii, skip_keys;
} encoder;

static void write_value(encoder *e, upy_value v, size_t depth);

// ---- Text --------------------------------------------------------------------------------------

static void write_unicode_escape(const upy_writer *w, uint32_t unit) {
    char out[6] = {'\\', 'u'};
    for (int i = 0; i < 4; i++) {
        out[2 + i] = "0123456789abcdef"[unit >> 4 * (3 - i) & 15];
    }
    upy_write(w, out, sizeof out);
}

// Escaped text without its quotes.
static void write_escaped(const encoder *e, const char *data, size_t length) {
    const char *p = data, *end = data + length, *run = data;
    while (p < end) {
        unsigned char c = (unsigned char)*p;
        char letter = c == '"' || c == '\\' ? (char)c : c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : 0;
        if (letter == 0 && c >= 0x20 && !(JSON_OPTIONS && e->ensure_ascii && c >= 0x7f)) {
            p++;
            continue;
        }
        if (p != run) {
            upy_write(&e->out, run, (size_t)(p - run));
        }
        if (letter != 0) {
            upy_write(&e->out, (const char[]){'\\', letter}, 2);
            p++;
        } else if (c < 0x80) {
            write_unicode_escape(&e->out, c);
            p++;
        } else {
            uint32_t code = upy_utf8_next(&p);
            if (code >= 0x10000) {
                write_unicode_escape(&e->out, 0xd800 + ((code - 0x10000) >> 10));
                code = 0xdc00 + ((code - 0x10000) & 0x3ff);
            }
            write_unicode_escape(&e->out, code);
        }
        run = p;
    }
    if (end != run) {
        upy_write(&e->out, run, (size_t)(end - run));
    }
}

static void write_quoted(const encoder *e, upy_value s) {
    upy_write(&e->out, "\"", 1);
    write_escaped(e, upy_str_data(s), upy_str_length(s));
    upy_keep_alive(s);
    upy_write(&e->out, "\"", 1);
}

// ---- Containers --------------------------------------------------------------------------------

static void new_line(const encoder *e, size_t depth) {
    if (JSON_OPTIONS && e->indent != UPY_NULL) {
        upy_write(&e->out, "\n", 1);
        for (; depth > 0; depth--) {
            upy_write_str(&e->out, e->indent);
        }
    }
}

static void begin_item(const encoder *e, size_t index, size_t depth) {
    if (index != 0) {
        upy_write_str(&e->out, e->item_separator);
    }
    new_line(e, depth);
}

static void write_array(encoder *e, upy_value v, size_t depth) {
    size_t n, i = 0;
    upy_value *items;
    upy_write(&e->out, "[", 1);
    for (; upy_get_items(v, &n, &items) && i < n; i++) {
        begin_item(e, i, depth + 1);
        upy_get_items(v, &n, &items);
        if (i < n) {
            write_value(e, items[i], depth + 1);
        }
    }
    if (i != 0) {
        new_line(e, depth);
    }
    upy_write(&e->out, "]", 1);
}

// A number, None and a bool are written as they would be as values, but in quotes.
static void write_key(encoder *e, upy_value key) {
    if (key == UPY_NONE || upy_is_int(key) || upy_is_float(key)) {
        upy_write(&e->out, "\"", 1);
        write_value(e, key, 0);
        upy_write(&e->out, "\"", 1);
    } else {
        write_quoted(e, upy_to_str(key));
    }
}

// false: its key makes that it is left out.
static bool write_member(encoder *e, upy_value key, upy_value value, size_t index, size_t depth) {
    if (JSON_OPTIONS && e->skip_keys && !upy_is_str(key) && key != UPY_NONE && !upy_is_int(key) && !upy_is_float(key)) {
        return false;
    }
    begin_item(e, index, depth);
    write_key(e, key);
    upy_write_str(&e->out, e->key_separator);
    write_value(e, value, depth);
    return true;
}

static size_t write_members_sorted(encoder *e, upy_dict *d, size_t depth) {
    upy_value keys = upy_new_list_with_capacity(upy_dict_length(d));
    size_t position = 0, n = 0;
    for (upy_pair *pair; (pair = upy_dict_next(d, &position)) != NULL;) {
        upy_list_append(keys, pair->key);
    }
    upy_list_sort(keys, UPY_NULL, false);
    for (size_t i = 0; i < upy_as_list(keys)->length; i++) {
        upy_value key = upy_as_list(keys)->items[i], value = upy_dict_get(d, key);
        if (value != UPY_NULL) {
            n += write_member(e, key, value, n, depth);
        }
    }
    return n;
}

static void write_object(encoder *e, upy_value v, size_t depth) {
    upy_dict *d = (upy_dict *)v;
    size_t position = 0, n = 0;
    upy_write(&e->out, "{", 1);
    if (JSON_OPTIONS && e->sort_keys) {
        n = write_members_sorted(e, d, depth + 1);
    } else {
        for (upy_pair *pair; (pair = upy_dict_next(d, &position)) != NULL;) {
            n += write_member(e, pair->key, pair->value, n, depth + 1);
        }
    }
    if (n != 0) {
        new_line(e, depth);
    }
    upy_write(&e->out, "}", 1);
}

static void write_other(encoder *e, upy_value v, size_t depth) {
    if (JSON_OPTIONS && e->default_function != UPY_NULL) {
        write_value(e, upy_call_1(e->default_function, v), depth);
    } else if (upy_has_layout(v, UPY_TYPE_BYTES_BASED)) {
        upy_value text = upy_new_str_checked(upy_str_data(v), upy_str_length(v));
        write_quoted(e, text);
    } else {
        upy_print(&e->out, v, UPY_PRINT_STR);
    }
}

static void write_value(encoder *e, upy_value v, size_t depth) {
    upy_check_stack();
    if (v == UPY_NONE) {
        upy_write_string(&e->out, "null");
    } else if (v == UPY_TRUE || v == UPY_FALSE) {
        upy_write_string(&e->out, v == UPY_TRUE ? "true" : "false");
    } else if (upy_is_str(v)) {
        write_quoted(e, v);
    } else if (upy_is_int(v)) {
        upy_int_print(&e->out, v, 10, false);
    } else if (upy_is_float(v)) {
        char text[32];
        upy_write(&e->out, text, upy_float_repr(text, upy_float_value(v), sizeof(upy_float) == sizeof(float)));
    } else if (upy_has_layout(v, UPY_TYPE_DICT_BASED)) {
        write_object(e, v, depth);
    } else if (upy_has_layout(v, UPY_TYPE_LIST_BASED | UPY_TYPE_TUPLE_BASED)) {
        write_array(e, v, depth);
    } else {
        write_other(e, v, depth);
    }
}

// ---- dumps, dump -------------------------------------------------------------------------------

static void set_separators(encoder *e, upy_value pair) {
    size_t n;
    upy_value *items;
    if (!upy_get_items(pair, &n, &items)) {
        upy_raise_type("object '%T' isn't a tuple or list", pair);
    }
    if (n != 2) {
        upy_raise_value_error("requested length 2 but object has length %zu", n);
    }
    e->item_separator = upy_str_check(items[0]);
    e->key_separator = upy_str_check(items[1]);
}

#if JSON_OPTIONS

enum { SEPARATORS, SKIP_KEYS, ENSURE_ASCII, CHECK_CIRCULAR, ALLOW_NAN, CLASS, INDENT, DEFAULT, SORT_KEYS, N_OPTIONS };
static const upy_parameter options[N_OPTIONS] = {
    [SEPARATORS] = {UPY_NAME(separators), UPY_NONE, true},
    [SKIP_KEYS] = {UPY_NAME(skipkeys), UPY_FALSE, true},
    [ENSURE_ASCII] = {UPY_NAME(ensure_ascii), UPY_FALSE, true},
    [CHECK_CIRCULAR] = {UPY_NAME(check_circular), UPY_TRUE, true},
    [ALLOW_NAN] = {UPY_NAME(allow_nan), UPY_TRUE, true},
    [CLASS] = {UPY_NAME(cls), UPY_NONE, true},
    [INDENT] = {UPY_NAME(indent), UPY_NONE, true},
    [DEFAULT] = {UPY_NAME(default), UPY_NONE, true},
    [SORT_KEYS] = {UPY_NAME(sort_keys), UPY_FALSE, true},
};

static upy_value indent_from(upy_value v) {
    if (v == UPY_NONE || upy_is_str(v)) {
        return v == UPY_NONE ? UPY_NULL : v;
    }
    intptr_t n = upy_to_index(v);
    char *out;
    n = n < 0 ? 0 : n;
    upy_value indent = upy_new_str_uninitialised(&upy_type_str, (size_t)n, &out);
    memset(out, ' ', (size_t)n);
    upy_str_finish(indent);
    return indent;
}

static void set_options(encoder *e, const upy_value in[N_OPTIONS]) {
    e->skip_keys = upy_is_true(in[SKIP_KEYS]);
    e->ensure_ascii = upy_is_true(in[ENSURE_ASCII]);
    e->sort_keys = upy_is_true(in[SORT_KEYS]);
    e->default_function = in[DEFAULT] == UPY_NONE ? UPY_NULL : in[DEFAULT];
    e->indent = indent_from(in[INDENT]);
    if (e->indent != UPY_NULL) {
        e->item_separator = upy_single_char(',');
    }
}

#else

enum { SEPARATORS, N_OPTIONS };
static const upy_parameter options[N_OPTIONS] = {{UPY_NAME(separators), UPY_NONE, true}};

static void set_options(encoder *e, const upy_value in[N_OPTIONS]) { (void)e, (void)in; }

#endif

static void set_up(encoder *e, size_t n_kw, const upy_value *keywords) {
    upy_value in[N_OPTIONS];
    upy_parse_arguments(0, n_kw, keywords, options, N_OPTIONS, in);
    e->item_separator = upy_new_str(", ", 2);
    e->key_separator = upy_new_str(": ", 2);
    set_options(e, in);
    if (in[SEPARATORS] != UPY_NONE) {
        set_separators(e, in[SEPARATORS]);
    }
}

static upy_value json_dumps(size_t n_args, size_t n_kw, const upy_value *args) {
    encoder e;
    upy_builder b;
    set_up(&e, n_kw, args + n_args);
    upy_builder_init(&b, 0);
    e.out = upy_builder_writer(&b);
    write_value(&e, args[0], 0);
    return upy_builder_to_str(&b);
}
static const UPY_KEYWORD_FUNCTION(json_dumps_function, dumps, json_dumps, 1, 1);

// Hosts take any object with a write method.
static void method_write(void *data, const char *bytes, size_t length) {
    upy_value text = upy_new_str(bytes, length);
    upy_call_method_named(*(const upy_value *)data, UPY_NAME(write), 1, &text);
}

static upy_value json_dump(size_t n_args, size_t n_kw, const upy_value *args) {
    encoder e;
    upy_value stream = args[1];
    set_up(&e, n_kw, args + n_args);
    upy_value pair[2];
    if (JSON_OPTIONS && upy_stream_protocol_or_null(stream) == NULL &&
        upy_get_method_or_null(stream, UPY_NAME(write), pair)) {
        e.out = (upy_writer){&stream, method_write};
    } else {
        upy_stream_protocol_of(stream);
        e.out = upy_stream_writer(&stream);
    }
    write_value(&e, args[0], 0);
    return UPY_NONE;
}
static const UPY_KEYWORD_FUNCTION(json_dump_function, dump, json_dump, 2, 2);

#if JSON_OPTIONS
static const UPY_KEYWORD_FUNCTION(json_loads_function, loads, upy_json_loads, 1, 1);
static const UPY_KEYWORD_FUNCTION(json_load_function, load, upy_json_load, 1, 1);
#else
static upy_value json_loads(size_t n_args, const upy_value *args) { return upy_json_loads(n_args, 0, args); }
static const UPY_FUNCTION(json_loads_function, loads, json_loads, 1, 1);
static upy_value json_load(size_t n_args, const upy_value *args) { return upy_json_load(n_args, 0, args); }
static const UPY_FUNCTION(json_load_function, load, json_load, 1, 1);
#endif

static const upy_pair json_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(json)},
    {UPY_NAME(dumps), (upy_value)&json_dumps_function},
    {UPY_NAME(dump), (upy_value)&json_dump_function},
    {UPY_NAME(loads), (upy_value)&json_loads_function},
    {UPY_NAME(load), (upy_value)&json_load_function},
    {UPY_NAME(JSONDecodeError), (upy_value)&upy_type_ValueError},
};
static const UPY_DEFINE_TABLE(json_globals, json_pairs);
const upy_module upy_module_json = {{&upy_type_module}, (upy_dict *)&json_globals};

// format_small.c — format(), str.format() and the % operator of the smallest level, in place of format.c,
// format_spec.c, format_number.c and percent.c.
//
// Ints and strs are formatted: [[fill]align][0][width][type], types d x X o b c s; align: < > ^. Fields of str.format()
// are {}, {number} and {name}, with !s and !r. The % operator knows %s %r %d %i %u %x %X %o %c with -, 0 and a width.
#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "core/types/text_small.h"

typedef struct spec {
    char fill, align, type; // align 0: by kind of value
    size_t width;
} spec;

static UPY_NORETURN void refuse(void) { upy_raise_value_error("invalid format specifier"); }

static const char *read_width(spec *f, const char *p, const char *end) {
    while (p < end && *p >= '0' && *p <= '9') {
        f->width = f->width * 10 + (size_t)(*p++ - '0');
        if (f->width > 0xffff) {
            refuse();
        }
    }
    return p;
}

static bool is_align(const char *p, const char *end) { return p < end && (*p == '<' || *p == '>' || *p == '^'); }

static void parse(spec *f, const char *p, const char *end) {
    if (end - p > 1 && is_align(p + 1, end)) {
        f->fill = *p++;
    }
    if (is_align(p, end)) {
        f->align = *p++;
    } else if (p < end && *p == '0') {
        f->fill = '0';
        f->align = '=';
        p++;
    }
    p = read_width(f, p, end);
    f->type = p < end ? *p++ : 0;
    if (p != end) {
        refuse();
    }
}

static void fill(const upy_writer *w, const spec *f, size_t n) {
    while (n-- > 0) {
        upy_write(w, &f->fill, 1);
    }
}

static void write_padded(const upy_writer *w, const spec *f, const char *text, size_t length, size_t count) {
    size_t missing = f->width > count ? f->width - count : 0;
    size_t left = f->align == '^' ? missing / 2 : f->align == '<' ? 0 : missing;
    if (f->align == '=' && length > 0 && *text == '-') {
        upy_write(w, text++, 1);
        length--;
    }
    fill(w, f, left);
    upy_write(w, text, length);
    fill(w, f, missing - left);
}

static void write_text(const upy_writer *w, spec *f, upy_value text) {
    f->align = f->align == 0 || f->align == '=' ? '<' : f->align;
    write_padded(w, f, upy_str_data(text), upy_str_length(text), upy_str_count(text));
    upy_keep_alive(text);
}

// The base a letter stands for; 0 for none.
static int base_of(char type) {
    switch (type) {
    case 0:
    case 'd': return 10;
    case 'x':
    case 'X': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 0;
    }
}

static void write_int(const upy_writer *w, spec *f, upy_value v) {
    upy_builder b;
    upy_builder_init(&b, 16);
    upy_writer to_builder = upy_builder_writer(&b);
    upy_int_print(&to_builder, v, base_of(f->type), f->type == 'X');
    f->align = f->align == 0 ? '>' : f->align;
    write_padded(w, f, b.data, b.length, b.length);
    upy_heap_free_storage(b.data);
}

static upy_value character(upy_value v) {
    upy_value code = upy_is_str(v) ? UPY_NULL : upy_unary(UPY_OP_INDEX, v);
    intptr_t c = code == UPY_NULL ? 0 : upy_int_get_checked(code);
    if (c < 0 || c > 0x10ffff || (code == UPY_NULL && upy_str_count(v) != 1)) {
        upy_raise_type("%%c needs int or char");
    }
    return code == UPY_NULL ? v : upy_new_str_from_code_point((uint32_t)c);
}

static void format_native(const upy_writer *w, upy_value v, const char *p, size_t length) {
    spec f = {.fill = ' '};
    parse(&f, p, p + length);
    if (upy_is_int(v) && base_of(f.type) != 0 && length > 0) {
        write_int(w, &f, v);
    } else if (upy_is_int(v) && f.type == 'c') {
        write_text(w, &f, character(v));
    } else if (length == 0 || (upy_is_str(v) && (f.type == 0 || f.type == 's'))) {
        write_text(w, &f, upy_to_str(v));
    } else {
        refuse();
    }
}

upy_value upy_format_default(upy_value v, upy_value spec_text) {
    upy_builder b;
    upy_str_check(spec_text);
    upy_builder_init(&b, 16);
    upy_writer w = upy_builder_writer(&b);
    format_native(&w, v, upy_str_data(spec_text), upy_str_length(spec_text));
    upy_keep_alive(spec_text);
    return upy_builder_to_str(&b);
}

upy_value upy_format_value(upy_value v, upy_value spec_text) {
    upy_value pair[2];
    if (!upy_type_is_class(upy_type_of(v)) || !upy_get_special(v, UPY_NAME(__format__), pair)) {
        return upy_format_default(v, spec_text);
    }
    return upy_str_check(upy_call_method(pair, 1, 0, &spec_text));
}

// ---- str.format() --------------------------------------------------------------------------------

// The argument a field names: a number, a keyword, or (empty) the next one.
static upy_value argument(const char *p, const char *end, size_t n_args, size_t n_kw, const upy_value *args,
                          size_t *next) {
    spec number = {.width = 0};
    if (p == end) {
        number.width = (*next)++;
    } else if (read_width(&number, p, end) != end) {
        upy_value name = upy_new_str(p, (size_t)(end - p));
        for (size_t i = 0; i < n_kw; i++) {
            if (upy_str_equal(args[n_args + 2 * i], name)) {
                return args[n_args + 2 * i + 1];
            }
        }
        upy_raise_key(name);
    }
    if (number.width + 1 >= n_args) {
        upy_raise_index("replacement index %zu out of range for positional args tuple", number.width);
    }
    return args[number.width + 1];
}

upy_value upy_text_format(size_t n_args, size_t n_kw, const upy_value *args) {
    const char *p = upy_str_data(args[0]), *end = p + upy_str_length(args[0]);
    size_t next = 0;
    upy_builder out;
    upy_builder_init(&out, 16);
    while (p < end) {
        char c = *p++;
        if (c != '{' && c != '}') {
            upy_builder_append_byte(&out, c);
            continue;
        }
        if (p < end && *p == c) {
            upy_builder_append_byte(&out, *p++);
            continue;
        }
        const char *close = memchr(p, '}', (size_t)(end - p));
        if (c == '}' || close == NULL) {
            upy_raise_value_error("unmatched '{' in format");
        }
        const char *name = p;
        while (p < close && *p != ':' && *p != '!') {
            p++;
        }
        upy_value v = argument(name, p, n_args, n_kw, args, &next);
        if (*p == '!') {
            v = p[1] == 'r' ? upy_to_repr(v) : upy_to_str(v);
            p += 2;
        }
        p += *p == ':';
        if (p > close) {
            refuse();
        }
        upy_builder_append_str(&out, upy_format_value(v, upy_new_str(p, (size_t)(close - p))));
        p = close + 1;
    }
    upy_keep_alive(args[0]);
    return upy_builder_to_str(&out);
}

// ---- The % operator ------------------------------------------------------------------------------

upy_value upy_percent_format(upy_value format, upy_value arguments) {
    const char *p = upy_str_data(format), *end = p + upy_str_length(format);
    bool is_tuple = upy_has_layout(arguments, UPY_TYPE_TUPLE_BASED);
    size_t next = 0, n = is_tuple ? upy_as_tuple(arguments)->length : 1;
    const upy_value *items = is_tuple ? upy_as_tuple(arguments)->items : &arguments;
    upy_builder out;
    upy_builder_init(&out, 16);
    upy_writer w = upy_builder_writer(&out);
    while (p < end) {
        spec f = {.fill = ' ', .align = '>'};
        char c = *p++;
        if (c != '%' || (p < end && *p == '%')) {
            upy_builder_append_byte(&out, c);
            p += c == '%';
            continue;
        }
        if (p < end && *p == '-') {
            f.align = '<';
            p++;
        } else if (p < end && *p == '0') {
            f.align = '=';
            f.fill = '0';
            p++;
        }
        p = read_width(&f, p, end);
        f.type = p < end ? *p++ : 0;
        f.type = f.type == 'i' || f.type == 'u' ? 'd' : f.type;
        if (f.type == 0 || memchr("srdxXoc", f.type, 7) == NULL) {
            upy_raise_value_error("unsupported format character");
        }
        if (next == n) {
            upy_raise_type("format string needs more arguments");
        }
        upy_value v = items[next++];
        if (base_of(f.type) != 0) {
            write_int(&w, &f, upy_unary(UPY_OP_INDEX, v));
        } else {
            write_text(&w, &f, f.type == 'c' ? character(v) : f.type == 'r' ? upy_to_repr(v) : upy_to_str(v));
        }
    }
    if (next < n && (is_tuple || !upy_has_layout(arguments, UPY_TYPE_DICT_BASED))) {
        upy_raise_type("format string didn't convert all arguments");
    }
    upy_keep_alive(format);
    return upy_builder_to_str(&out);
}

// percent.c — printf-style formatting of str and bytes: the % operator. Conversions are read into the specifications
// of format(), which lays numbers out.
#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/types/bytes_like.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/format_spec.h"
#include "core/types/number.h"
#include "core/types/text_methods.h"

typedef struct percent_state {
    const char *start, *p, *end;
    upy_text_kind kind;
    upy_value arguments;
    bool is_tuple, is_mapping;
    size_t next; // index of the next argument
    upy_builder out;
} percent_state;

static upy_value next_argument(percent_state *s) {
    size_t n = s->is_tuple ? upy_as_tuple(s->arguments)->length : 1;
    if (s->next >= n) {
        upy_raise_type("format string needs more arguments");
    }
    size_t i = s->next++;
    return s->is_tuple ? upy_as_tuple(s->arguments)->items[i] : s->arguments;
}

static char peek(percent_state *s) {
    if (s->p == s->end) {
        upy_raise_value_error("incomplete format");
    }
    return *s->p;
}

// (key): its value replaces the arguments for this conversion.
static upy_value keyed_argument(percent_state *s) {
    const char *key = ++s->p;
    for (int open = 1;; s->p++) {
        if (s->p == s->end) {
            upy_raise_value_error("incomplete format key");
        }
        open += (*s->p == '(') - (*s->p == ')');
        if (open == 0) {
            break;
        }
    }
    if (!s->is_mapping) {
        upy_raise_type("format needs a dict");
    }
    size_t length = (size_t)(s->p++ - key);
    return upy_get_item(s->arguments, s->kind == UPY_TEXT_STR ? upy_new_str(key, length) : upy_new_bytes(key, length));
}

// A number in the format, or * for the next argument.
static intptr_t number_or_star(percent_state *s, bool is_keyed) {
    if (peek(s) == '*') {
        s->p++;
        if (is_keyed) {
            upy_raise_type("* can't be used with a key");
        }
        upy_value v = next_argument(s);
        if (!upy_is_int(v)) {
            upy_raise_type("* wants int");
        }
        return upy_int_get_checked(v);
    }
    intptr_t n;
    if (!upy_read_digits(&s->p, s->end, &n) || n > INT32_MAX) {
        upy_raise_value_error("width too big");
    }
    return n;
}

// ---- Conversions -------------------------------------------------------------------------------

static upy_value int_argument(upy_value v, char conversion) {
    if (upy_is_int(v)) {
        return v;
    }
    if (conversion == 'd') {
        if (upy_is_float(v)) {
            return upy_unary(UPY_OP_INT, v);
        }
        upy_value pair[2];
        if (upy_type_is_class(upy_type_of(v)) &&
            (upy_get_special(v, UPY_NAME(__int__), pair) || upy_get_special(v, UPY_NAME(__index__), pair))) {
            return upy_unary(UPY_OP_INT, v);
        }
        upy_raise_type("%%%c format: a real number is required, not %T", conversion, v);
    }
    return upy_unary(UPY_OP_INDEX, v);
}

static void convert_char(percent_state *s, upy_format_spec *f, upy_value v) {
    char byte;
    upy_span t = {&byte, 1, s->kind, true};
    bool is_text = s->kind == UPY_TEXT_STR;
    upy_buffer_view view;
    upy_value code = upy_index_or_null(v);
    upy_writer w = upy_builder_writer(&s->out);
    if (code != UPY_NULL && is_text) {
        f->type = 'c';
        f->sign = 0;
        upy_format_int(&w, f, code);
        return;
    }
    if (code != UPY_NULL) {
        intptr_t i;
        if (!upy_int_get(code, &i) || i < 0 || i > 255) {
            upy_raise_overflow("%%c arg not in range(256)");
        }
        byte = (char)i;
    } else if (upy_is_str(v)) {
        t = upy_text_of(v);
    } else if (!is_text && upy_bytes_buffer(v, &view)) {
        t = (upy_span){view.data, view.length, s->kind, true};
    } else {
        t.length = 0;
    }
    if (t.length == 0 || upy_text_length(&t) != 1) {
        upy_raise_type("%%c needs int or char");
    }
    upy_write_padded(&w, f, t.data, t.length, 1, '>');
    upy_keep_alive(v);
}

// What %s inserts into bytes: the contents of a buffer, __bytes__(), else the str.
static upy_value bytes_argument(upy_value v) {
    upy_buffer_view view;
    if (upy_get_buffer_or_false(v, &view, UPY_BUFFER_READ)) {
        upy_value copy = upy_new_bytes(view.data, view.length);
        upy_keep_alive(v);
        return copy;
    }
    upy_value pair[2];
    if (upy_type_is_class(upy_type_of(v)) && upy_get_special(v, UPY_NAME(__bytes__), pair)) {
        upy_value made = upy_call_method(pair, 0, 0, NULL);
        if (upy_has_layout(made, UPY_TYPE_BYTES_BASED)) {
            return made;
        }
    }
    return upy_to_str(v);
}

static void convert_text(percent_state *s, upy_format_spec *f, upy_value v) {
    upy_value text;
    char conversion = s->p[-1];
    bool is_text = s->kind == UPY_TEXT_STR;
    if (conversion == 's' || conversion == 'b') {
        text = is_text ? upy_to_str(v) : bytes_argument(v);
    } else {
        text = conversion == 'r' && is_text ? upy_to_repr(v) : upy_ascii(v);
    }
    upy_span t = upy_text_of(text);
    if (f->precision >= 0) {
        t.length = upy_text_offset_of(&t, (size_t)f->precision);
    }
    if (f->width == 0) {
        upy_builder_append(&s->out, t.data, t.length);
        upy_keep_alive(text);
        return;
    }
    upy_writer w = upy_builder_writer(&s->out);
    upy_write_padded(&w, f, t.data, t.length, upy_text_length(&t), '>');
    upy_keep_alive(text);
}

// ---- The format --------------------------------------------------------------------------------

// Flags, width and precision in front of the conversion character.
static void read_options(percent_state *s, upy_format_spec *f, bool is_keyed) {
    bool is_left = false, is_zero = false;
    for (;; s->p++) {
        char c = peek(s);
        if (c == '-') {
            is_left = true;
        } else if (c == '0') {
            is_zero = true;
        } else if (c == '#') {
            f->alternate = true;
        } else if (c == '+' || (c == ' ' && f->sign == 0)) {
            f->sign = c;
        } else if (c != ' ') {
            break;
        }
    }
    f->width = number_or_star(s, is_keyed);
    if (f->width < 0) {
        is_left = true;
        f->width = f->width == PTRDIFF_MIN ? PTRDIFF_MAX : -f->width;
    }
    if (peek(s) == '.') {
        s->p++;
        f->precision = number_or_star(s, is_keyed);
        f->precision = f->precision < 0 ? 0 : f->precision > INT32_MAX ? INT32_MAX : f->precision;
    }
    while (peek(s) == 'h' || *s->p == 'l' || *s->p == 'L') {
        s->p++;
    }
    f->align = is_left ? '<' : '>';
    if (is_zero && !is_left) {
        f->align = '0';
    }
}

static void convert_one(percent_state *s) {
    if (peek(s) == '%') {
        s->p++;
        upy_builder_append_byte(&s->out, '%');
        return;
    }
    upy_value v = UPY_NULL;
    if (*s->p == '(') {
        v = keyed_argument(s);
    }
    upy_format_spec f = UPY_FORMAT_SPEC_NONE;
    read_options(s, &f, v != UPY_NULL);
    size_t position = (size_t)(s->p - s->start);
    char conversion = *s->p++;
    if (conversion == '%') {
        upy_builder_append_byte(&s->out, '%');
        return;
    }
    static const char conversions[] = "diuoxXeEfFgGcrsab"; // b: of bytes only
    const char *found = memchr(conversions, conversion, s->kind == UPY_TEXT_STR ? 16 : 17);
    if (found == NULL) {
        upy_raise_value_error("unsupported format character '%c' (0x%x) at index %zd", conversion,
                              (unsigned)(unsigned char)conversion, position);
    }
    if (v == UPY_NULL) {
        v = next_argument(s);
    }
    bool is_zero = f.align == '0';
    size_t which = (size_t)(found - conversions);
    if (which >= 12) {
        f.align = is_zero ? '>' : f.align;
        (conversion == 'c' ? convert_char : convert_text)(s, &f, v);
        return;
    }
    if (is_zero) {
        f.align = '=';
        f.fill[0] = '0';
    }
    upy_writer w = upy_builder_writer(&s->out);
    f.type = which < 3 ? 'd' : conversion;
    if (which < 6) {
        f.least_digits = f.precision;
        upy_format_int(&w, &f, int_argument(v, f.type));
    } else {
        upy_format_float(&w, &f, upy_to_float(v));
    }
}

upy_value upy_percent_format(upy_value format, upy_value arguments) {
    upy_span t = upy_text_of(format);
    if (t.kind == UPY_TEXT_BYTEARRAY) {
        format = upy_new_bytes(t.data, t.length); // conversions may run code that changes it
        t.data = upy_str_data(format);
    }
    percent_state s = {.start = t.data, .p = t.data, .end = t.data + t.length, .kind = t.kind, .arguments = arguments};
    s.is_tuple = upy_has_layout(arguments, UPY_TYPE_TUPLE_BASED);
    upy_value pair[2];
    if (!s.is_tuple && !upy_is_str(arguments) && !upy_is_int(arguments) && !upy_is_float(arguments)) {
        const upy_type *type = upy_type_of(arguments);
        s.is_mapping = upy_type_is_class(type) && !(type->flags & UPY_TYPE_LAYOUT_MASK)
                           ? upy_get_special(arguments, UPY_NAME(__getitem__), pair)
                           : type->slots->subscript != NULL;
    }
    upy_builder_init(&s.out, t.length + 16);
    while (s.p < s.end) {
        const char *found = memchr(s.p, '%', (size_t)(s.end - s.p));
        const char *run_end = found == NULL ? s.end : found;
        upy_builder_append(&s.out, s.p, (size_t)(run_end - s.p));
        s.p = run_end;
        if (found != NULL) {
            s.p++;
            convert_one(&s);
        }
    }
    if (s.is_tuple ? s.next < upy_as_tuple(arguments)->length : s.next == 0 && !s.is_mapping) {
        upy_raise_type("format string didn't convert all arguments");
    }
    upy_keep_alive(format);
    if (t.kind == UPY_TEXT_STR) {
        return upy_builder_to_str(&s.out);
    }
    return upy_text_make(t.kind, s.out.data, s.out.length);
}

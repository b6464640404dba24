// format_number.c — format() of int, float, complex and str.
#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/format_spec.h"
#include "core/types/number.h"
#include "core/types/str.h"

static UPY_NORETURN void unknown_code(char code, const char *type_name) {
    upy_raise_value_error("unknown format code '%c' for object of type '%s'", code, type_name);
}

static bool is_float_type(char c) { return c != 0 && strchr("eEfFgGn%", c) != NULL; }

// ---- int ---------------------------------------------------------------------------------------

static void format_char(const upy_writer *w, const upy_format_spec *f, upy_value v) {
    if (f->sign != 0) {
        upy_raise_value_error("sign not allowed with integer format specifier 'c'");
    }
    intptr_t code;
    if (!upy_int_get(v, &code) || code < 0 || code > 0x10ffff) {
        upy_raise_overflow("char not in range(0x110000)");
    }
    char bytes[4];
    size_t length = upy_utf8_encode((uint32_t)code, bytes);
    upy_write_padded(w, f, bytes, length, 1, '>');
}

void upy_format_int(const upy_writer *w, const upy_format_spec *f, upy_value v) {
    upy_number_text number = {.prefix = "", .group = 3};
    int base = 10;
    switch (f->type) {
    case 'c': format_char(w, f, v); return;
    case 0:
    case 'd':
    case 'n': break;
    case 'b':
        base = 2;
        number.prefix = "0b";
        break;
    case 'o':
        base = 8;
        number.prefix = "0o";
        break;
    case 'x':
    case 'X':
        base = 16;
        number.prefix = f->type == 'x' ? "0x" : "0X";
        break;
    default:
        if (!is_float_type(f->type)) {
            unknown_code(f->type, "int");
        }
        upy_format_float(w, f, upy_int_to_float(v));
        return;
    }
    if (base != 10 && f->grouping == '_') {
        number.group = 4;
    }
    if (!f->alternate) {
        number.prefix = "";
    }
    upy_builder b;
    upy_builder_init(&b, 0);
    upy_writer to_builder = upy_builder_writer(&b);
    upy_int_print(&to_builder, v, base, f->type == 'X');
    bool is_negative = b.data[0] == '-';
    size_t n = b.length - is_negative;
    if (f->least_digits > 0 && (size_t)f->least_digits > n) {
        size_t zeros = (size_t)f->least_digits - n;
        upy_builder_extend(&b, zeros);
        memmove(b.data + is_negative + zeros, b.data + is_negative, n);
        memset(b.data + is_negative, '0', zeros);
    }
    number.sign = upy_format_sign(f, is_negative);
    number.digits = b.data + is_negative;
    number.n_digits = b.length - is_negative;
    upy_write_number(w, f, &number);
    upy_heap_free_storage(b.data);
}

// ---- float -------------------------------------------------------------------------------------

static void emit(void *context, const char *text, size_t length) { upy_builder_append(context, text, length); }

// Digits of |value| without sign.
static void float_digits(upy_builder *b, const upy_format_spec *f, upy_float value) {
    char type = f->type == 'n' ? 'g' : f->type;
    if (type == '%') {
        type = 'f';
        value *= 100;
    }
    upy_float_format(emit, b, value, type, f->precision > INT32_MAX / 2 ? INT32_MAX / 2 : (int)f->precision,
                     f->alternate);
    if (f->type == '%') {
        upy_builder_append_byte(b, '%');
    }
}

static bool all_zero(const upy_builder *b) {
    for (size_t i = 0; i < b->length; i++) {
        char c = b->data[i];
        if (c == 'e' || c == 'E' || c == '%') {
            break;
        }
        if (c != '0' && c != '.') {
            return false;
        }
    }
    return true;
}

// The unpadded text of a float in b, taken apart.
static upy_number_text float_text(upy_builder *b, const upy_format_spec *f, upy_float value) {
    bool is_negative = value == value && __builtin_signbit(value);
    upy_builder_init(b, 0);
    float_digits(b, f, is_negative ? -value : value);
    if (is_negative && f->no_negative_zero && all_zero(b)) {
        is_negative = false;
    }
    size_t n = 0;
    while (n < b->length && b->data[n] >= '0' && b->data[n] <= '9') {
        n++;
    }
    return (upy_number_text){.sign = upy_format_sign(f, is_negative),
                             .prefix = "",
                             .digits = b->data,
                             .n_digits = n,
                             .rest = b->data + n,
                             .rest_length = b->length - n,
                             .group = 3};
}

void upy_format_float(const upy_writer *w, const upy_format_spec *f, upy_float value) {
    if (f->type != 0 && !is_float_type(f->type)) {
        unknown_code(f->type, "float");
    }
    upy_builder b;
    upy_number_text number = float_text(&b, f, value);
    upy_write_number(w, f, &number);
    upy_heap_free_storage(b.data);
}

// ---- complex -----------------------------------------------------------------------------------

#if UPY_FORMATS_COMPLEX
void upy_format_complex(const upy_writer *w, const upy_format_spec *f, upy_float real, upy_float imag) {
    if (f->type == '%' || (f->type != 0 && !is_float_type(f->type))) {
        unknown_code(f->type, "complex");
    }
    if (f->align == '=' || f->align == '0') {
        upy_raise_value_error("%s not allowed in complex format specifier",
                              f->align == '0' ? "Zero padding is" : "'=' alignment flag is");
    }
    upy_format_spec part = *f;
    part.width = 0;
    part.align = 0;
    upy_builder digits, text;
    upy_builder_init(&text, 0);
    upy_writer to_text = upy_builder_writer(&text);
    bool has_real = f->type != 0 || real != 0 || __builtin_signbit(real), has_parentheses = f->type == 0 && has_real;
    if (has_parentheses) {
        upy_builder_append_byte(&text, '(');
    }
    if (has_real) {
        upy_number_text number = float_text(&digits, &part, real);
        if (part.type == 0 && number.rest_length == 2 && memcmp(number.rest, ".0", 2) == 0) {
            number.rest_length = 0;
        }
        upy_write_number(&to_text, &part, &number);
        part.sign = '+';
    }
    upy_number_text number = float_text(&digits, &part, imag);
    if (part.type == 0 && number.rest_length == 2 && memcmp(number.rest, ".0", 2) == 0) {
        number.rest_length = 0;
    }
    upy_write_number(&to_text, &part, &number);
    upy_builder_append(&text, has_parentheses ? "j)" : "j", has_parentheses ? 2 : 1);
    upy_write_padded(w, f, text.data, text.length, text.length, '>');
}
#endif

// ---- str ---------------------------------------------------------------------------------------

void upy_format_str(const upy_writer *w, const upy_format_spec *f, const char *text, size_t length) {
    if (f->type != 0 && f->type != 's') {
        unknown_code(f->type, "str");
    }
    const char *refused = f->sign != 0      ? "sign"
                          : f->alternate    ? "alternate form (#)"
                          : f->align == '=' ? "'=' alignment"
                                            : NULL;
    if (refused != NULL) {
        upy_raise_value_error("%s not allowed in string format specifier", refused);
    }
    if (f->grouping != 0) {
        upy_raise_value_error("cannot specify '%c' with 's'", f->grouping);
    }
    if (f->precision >= 0) {
        length = upy_utf8_offset(text, length, (size_t)f->precision);
    }
    upy_write_padded(w, f, text, length, f->width == 0 ? length : upy_utf8_count(text, length), '<');
}

// format_spec.c — reading a format specification and laying out text and digits as it says.
#include "core/types/format_spec.h"

#include "core/base/text.h"
#include "core/object/raise.h"
#include "core/types/text_methods.h"

// ---- Reading -----------------------------------------------------------------------------------

static bool is_align(char c) { return c == '<' || c == '>' || c == '^' || c == '='; }

intptr_t upy_format_read_number(const char **p, const char *end) {
    intptr_t n;
    if (!upy_read_digits(p, end, &n)) {
        upy_raise_value_error("too many decimal digits in format string");
    }
    return n;
}

static bool take(const char **p, const char *end, char c) {
    if (*p < end && **p == c) {
        ++*p;
        return true;
    }
    return false;
}

void upy_format_spec_parse(upy_format_spec *f, const char *text, size_t length) {
    *f = (upy_format_spec)UPY_FORMAT_SPEC_NONE;
    const char *p = text, *end = text + length;
    if (p == end) {
        return;
    }
    size_t size = upy_utf8_size(*p);
    bool has_fill = false;
    if (size < length && is_align(p[size])) {
        memcpy(f->fill, p, size);
        f->fill_size = (uint8_t)size;
        f->align = p[size];
        p += size + 1;
        has_fill = true;
    } else if (is_align(*p)) {
        f->align = *p++;
    }
    if (p < end && (*p == '+' || *p == '-' || *p == ' ')) {
        f->sign = *p++;
    }
    f->no_negative_zero = take(&p, end, 'z');
    f->alternate = take(&p, end, '#');
    if (take(&p, end, '0') && !has_fill) {
        f->fill[0] = '0';
        f->align = f->align == 0 ? '0' : f->align; // '0': '=' for numbers, the default for text
    }
    f->width = upy_format_read_number(&p, end);
    if (p < end && (*p == ',' || *p == '_')) {
        f->grouping = *p++;
    }
    if (take(&p, end, '.')) {
        if (p == end || *p < '0' || *p > '9') {
            upy_raise_value_error("format specifier missing precision");
        }
        f->precision = upy_format_read_number(&p, end);
    }
    if (p < end) {
        f->type = *p++;
    }
    if (p != end) {
        upy_raise_value_error("invalid format specifier");
    }
}

// ---- Layout ------------------------------------------------------------------------------------

static void write_fill(const upy_writer *w, const upy_format_spec *f, size_t n) {
    char run[32];
    size_t per_run = sizeof run / f->fill_size;
    if (n == 0) {
        return;
    }
    for (size_t i = 0; i < per_run && i < n; i++) {
        memcpy(run + i * f->fill_size, f->fill, f->fill_size);
    }
    while (n > 0) {
        size_t chunk = n < per_run ? n : per_run;
        upy_write(w, run, chunk * f->fill_size);
        n -= chunk;
    }
}

static size_t missing(const upy_format_spec *f, size_t count) {
    return f->width > 0 && (size_t)f->width > count ? (size_t)f->width - count : 0;
}

static size_t left_part(char align, size_t padding) {
    return align == '>' || align == '=' || align == '0' ? padding : align == '^' ? padding / 2 : 0;
}

void upy_write_padded(const upy_writer *w, const upy_format_spec *f, const char *text, size_t length, size_t count,
                      char default_align) {
    char align = f->align == 0 || (f->align == '0' && default_align == '<') ? default_align : f->align;
    size_t padding = missing(f, count), left = left_part(align, padding);
    write_fill(w, f, left);
    upy_write(w, text, length);
    write_fill(w, f, padding - left);
}

static void write_grouped(const upy_writer *w, const upy_number_text *number, char separator, size_t n_zeros) {
    size_t total = number->n_digits + n_zeros;
    for (size_t i = 0; i < total;) {
        size_t left = total - i, chunk = left % number->group;
        chunk = chunk == 0 ? number->group : chunk;
        for (size_t k = 0; k < chunk; k++, i++) {
            upy_write(w, i < n_zeros ? "0" : number->digits + (i - n_zeros), 1);
        }
        if (i < total) {
            upy_write(w, &separator, 1);
        }
    }
}

static size_t grouped_length(size_t digits, size_t group) { return digits == 0 ? 0 : digits + (digits - 1) / group; }

void upy_write_number(const upy_writer *w, const upy_format_spec *f, const upy_number_text *number) {
    bool has_groups = f->grouping != 0 && number->n_digits != 0;
    size_t head = (number->sign != 0) + strlen(number->prefix);
    size_t digits = has_groups ? grouped_length(number->n_digits, number->group) : number->n_digits;
    size_t padding = missing(f, head + digits + number->rest_length);
    char align = f->align == 0 ? '>' : f->align == '0' ? '=' : f->align;
    size_t n_zeros = 0, left = left_part(align, padding);
    if (align == '=' && has_groups && f->fill_size == 1 && f->fill[0] == '0') {
        // Zeros take part in the grouping; the text may become one longer than the width, since it cannot begin
        // with a separator.
        size_t wanted = digits + padding;
        n_zeros = padding - padding / (number->group + 1);
        while (n_zeros > 0 && grouped_length(number->n_digits + n_zeros - 1, number->group) >= wanted) {
            n_zeros--;
        }
        while (grouped_length(number->n_digits + n_zeros, number->group) < wanted) {
            n_zeros++;
        }
        padding = left = 0;
    }
    if (align != '=') {
        write_fill(w, f, left);
    }
    if (number->sign != 0) {
        upy_write(w, &number->sign, 1);
    }
    upy_write_string(w, number->prefix);
    if (align == '=') {
        write_fill(w, f, left);
    }
    if (has_groups) {
        write_grouped(w, number, f->grouping, n_zeros);
    } else if (number->n_digits != 0) {
        upy_write(w, number->digits, number->n_digits);
    }
    if (number->rest_length != 0) {
        upy_write(w, number->rest, number->rest_length);
    }
    write_fill(w, f, padding - left);
}

char upy_format_sign(const upy_format_spec *f, bool is_negative) {
    return is_negative ? '-' : f->sign == '+' || f->sign == ' ' ? f->sign : 0;
}

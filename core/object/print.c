// print.c — writing values and formatted text to a upy_writer.
#include "core/object/raise.h"
#include "core/object/str.h"

void upy_write(const upy_writer *w, const char *bytes, size_t length) {
    if (length > 0) {
        w->write(w->data, bytes, length);
    }
}

void upy_write_string(const upy_writer *w, const char *zero_terminated) {
    upy_write(w, zero_terminated, strlen(zero_terminated));
}

void upy_print(const upy_writer *w, upy_value v, upy_print_kind kind) {
    upy_check_stack();
    const upy_type *type = upy_type_of(v);
    if (type->slots->print) {
        type->slots->print(w, v, kind);
        return;
    }
    upy_printf(w, "<%T object at %p>", v, (void *)v);
}

static void write_number(const upy_writer *w, uintptr_t n, unsigned base) {
    char digits[3 * sizeof n];
    size_t i = sizeof digits;
    do {
        digits[--i] = "0123456789abcdef"[n % base];
        n /= base;
    } while (n);
    upy_write(w, digits + i, sizeof digits - i);
}

static void write_signed(const upy_writer *w, intptr_t n) {
    if (n < 0) {
        upy_write(w, "-", 1);
    }
    write_number(w, n < 0 ? 0 - (uintptr_t)n : (uintptr_t)n, 10);
}

static void write_text(const upy_writer *w, upy_value v) {
    if (upy_is_str(v)) {
        upy_write(w, upy_str_data(v), upy_str_length(v));
    } else {
        upy_print(w, v, UPY_PRINT_STR);
    }
}

void(upy_printf)(const upy_writer *w, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    upy_printf_list(w, format, arguments);
    va_end(arguments);
}

static void print_formatted(const upy_writer *w, const char *format, va_list arguments) {
    for (;;) {
        const char *literal = format;
        while (*format && *format != '%') {
            format++;
        }
        upy_write(w, literal, (size_t)(format - literal));
        if (!*format) {
            return;
        }
        format++;
        bool is_word = false;
        size_t precision = SIZE_MAX;
        if (*format == 'z') {
            is_word = true;
            format++;
        } else if (format[0] == '.' && format[1] == '*') {
            precision = (size_t)va_arg(arguments, int);
            format += 2;
        }
        switch (*format++) {
        case 's': {
            const char *s = va_arg(arguments, const char *);
            upy_write(w, s, precision != SIZE_MAX ? precision : strlen(s));
            break;
        }
        case 'c': {
            char c = (char)va_arg(arguments, int);
            upy_write(w, &c, 1);
            break;
        }
        case 'd': write_signed(w, is_word ? va_arg(arguments, intptr_t) : va_arg(arguments, int)); break;
        case 'u': write_number(w, is_word ? va_arg(arguments, uintptr_t) : va_arg(arguments, unsigned), 10); break;
        case 'x': write_number(w, is_word ? va_arg(arguments, uintptr_t) : va_arg(arguments, unsigned), 16); break;
        case 'p': write_number(w, (uintptr_t)va_arg(arguments, void *), 16); break;
        case 'q': write_text(w, va_arg(arguments, upy_value)); break;
        case 'v': upy_print(w, va_arg(arguments, upy_value), UPY_PRINT_STR); break;
        case 'r': upy_print(w, va_arg(arguments, upy_value), UPY_PRINT_REPR); break;
        case 'T': write_text(w, upy_type_of(va_arg(arguments, upy_value))->name); break;
        default: upy_write(w, format - 1, 1); // "%%"
        }
    }
}

#if UPY_PACKED_TEXTS
#define LONGEST_TEXT 192 // as LONGEST, tools/outline/packed_texts.py

extern const uint8_t upy_text_pairs[][2]; // what codes stand for, or 0; made with the packed texts

static bool may_be_code(char c) { return (uint8_t)c >= 0x80 || (uint8_t)c < ' '; }

static char *unpack(char *to, const char *end, char code) {
    const uint8_t *pair = may_be_code(code) ? upy_text_pairs[(uint8_t)code ^ 0x80] : NULL;
    if (pair != NULL && pair[0]) {
        return unpack(unpack(to, end, (char)pair[0]), end, (char)pair[1]);
    }
    if (to < end) {
        *to++ = code;
    }
    return to;
}

__attribute__((noinline)) static void print_packed(const upy_writer *w, const char *format, va_list arguments) {
    char text[LONGEST_TEXT + 1], *to = text;
    for (; *format; format++) {
        to = unpack(to, text + LONGEST_TEXT, *format);
    }
    *to = '\0';
    print_formatted(w, text, arguments);
}
#endif

void upy_printf_list(const upy_writer *w, const char *format, va_list arguments) {
#if UPY_PACKED_TEXTS
    for (const char *p = format; *p; p++) {
        if (may_be_code(*p)) {
            print_packed(w, format, arguments);
            return;
        }
    }
#endif
    print_formatted(w, format, arguments);
}

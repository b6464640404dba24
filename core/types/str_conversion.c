// str_conversion.c — str(), repr() and ascii() of any value, how strs themselves print, and the guard
// against containers that contain themselves.
#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "core/types/str_methods.h"
#include "core/types/unicode.h"

// ---- str() and repr() --------------------------------------------------------------------------

static upy_value small_int_to_str(intptr_t i) {
    char text[24], *p = text + sizeof text;
    uintptr_t rest = i < 0 ? -(uintptr_t)i : (uintptr_t)i;
    do {
        *--p = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (i < 0) {
        *--p = '-';
    }
    return upy_new_str_ascii(p, (size_t)(text + sizeof text - p));
}

static upy_value printed(upy_value v, upy_print_kind kind) {
    upy_builder b;
    upy_builder_init(&b, 0);
    upy_writer w = upy_builder_writer(&b);
    upy_print(&w, v, kind);
    return upy_builder_to_str(&b);
}

// The result of v.__name__(), which must be a str.
static bool call_conversion(upy_value v, upy_value name, upy_value *result) {
    upy_value pair[2];
    if (!upy_get_special(v, name, pair)) {
        return false;
    }
    upy_check_stack();
    *result = upy_call_method(pair, 0, 0, NULL);
    if (!upy_is_str(*result)) {
        upy_raise_type("%q returned non-string (type %T)", name, *result);
    }
    return true;
}

upy_value upy_to_str(upy_value v) {
    if (upy_is_small_int(v)) {
        return small_int_to_str(upy_small_int_value(v));
    }
    if (upy_is_exactly(v, &upy_type_str)) {
        return v;
    }
    const upy_type *type = upy_type_of(v);
    upy_value result;
    if (upy_type_is_class(type)) {
        if (call_conversion(v, UPY_NAME(__str__), &result)) {
            return result;
        }
        if (type->flags & UPY_TYPE_STR_BASED) {
            result = upy_new_str(upy_str_data(v), upy_str_length(v));
            upy_keep_alive(v);
            return result;
        }
        if (!(type->flags & UPY_TYPE_IS_EXCEPTION) && call_conversion(v, UPY_NAME(__repr__), &result)) {
            return result;
        }
    }
    return printed(v, UPY_PRINT_STR);
}

upy_value upy_to_repr(upy_value v) {
    if (upy_is_small_int(v)) {
        return small_int_to_str(upy_small_int_value(v));
    }
    upy_value result;
    if (upy_type_is_class(upy_type_of(v)) && call_conversion(v, UPY_NAME(__repr__), &result)) {
        return result;
    }
    return printed(v, UPY_PRINT_REPR);
}

upy_value upy_ascii(upy_value v) {
    upy_value text = upy_to_repr(v);
    if (upy_str_is_ascii(text)) {
        return text;
    }
    upy_builder b;
    upy_builder_init(&b, 0);
    upy_writer w = upy_builder_writer(&b);
    const char *p = upy_str_data(text), *end = p + upy_str_length(text);
    while (p < end) {
        uint32_t c = upy_utf8_next(&p);
        if (c < 0x80) {
            upy_builder_append_byte(&b, (char)c);
        } else {
            upy_write_escape(&w, c);
        }
    }
    upy_keep_alive(text);
    return upy_builder_to_str(&b);
}

// ---- Printing text -----------------------------------------------------------------------------

// Writing may collect; only the address of its bytes would be left of s then.
void upy_write_str(const upy_writer *w, upy_value s) {
    upy_write(w, upy_str_data(s), upy_str_length(s));
    upy_keep_alive(s);
}

void upy_write_escape(const upy_writer *w, uint32_t c) {
    static const char digits[] = "0123456789abcdef";
    char out[10] = {'\\', c < 0x100 ? 'x' : c < 0x10000 ? 'u' : 'U'};
    size_t n_digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    for (size_t i = 0; i < n_digits; i++) {
        out[2 + i] = digits[c >> 4 * (n_digits - 1 - i) & 15];
    }
    upy_write(w, out, 2 + n_digits);
}

// The letter after the backslash for characters that have a short escape, else 0.
static char short_escape(uint32_t c, char quote) {
    switch (c) {
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    case '\\': return '\\';
    default: return c == (unsigned char)quote ? quote : 0;
    }
}

static bool prints_as_is(uint32_t c) {
    if (c < 0x80) {
        return c >= 0x20 && c != 0x7f;
    }
    return !(c >= 0xd800 && c < 0xe000) && (upy_char_flags(c) & UPY_CHAR_PRINTABLE);
}

// Text in quotes: runs of printable bytes are written at once. Bytes are taken as code points below 0x100 and
// only ASCII ones print as they are.
static void print_quoted(const upy_writer *w, const char *data, size_t length, bool is_text) {
    char quote = length != 0 && memchr(data, '\'', length) != NULL && memchr(data, '"', length) == NULL ? '"' : '\'';
    upy_write(w, &quote, 1);
    const char *p = data, *end = data + length, *run = data;
    while (p < end) {
        const char *at = p;
        uint32_t c = is_text ? upy_utf8_next(&p) : (unsigned char)*p++;
        char letter = short_escape(c, quote);
        if (letter == 0 && (is_text || c < 0x80) && prints_as_is(c)) {
            continue;
        }
        if (at != run) {
            upy_write(w, run, (size_t)(at - run));
        }
        run = p;
        if (letter != 0) {
            upy_write(w, (const char[]){'\\', letter}, 2);
        } else {
            upy_write_escape(w, c);
        }
    }
    if (end != run) {
        upy_write(w, run, (size_t)(end - run));
    }
    upy_write(w, &quote, 1);
}

void upy_str_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    if (kind == UPY_PRINT_STR) {
        upy_write_str(w, self);
    } else {
        print_quoted(w, upy_str_data(self), upy_str_length(self), true);
        upy_keep_alive(self);
    }
}

void upy_print_quoted_bytes(const upy_writer *w, const char *data, size_t length) {
    print_quoted(w, data, length, false);
}

// ---- Containers that hold themselves -----------------------------------------------------------

static void leave(void *guard) { UPY->repr_chain = ((upy_repr_guard *)guard)->outer; }

// Deeper nesting is an error, as running out of C stack would be: every level looks through all those around it.
#define DEEPEST_REPR 2000

// Each level looks at all levels around it, so depth costs its square.
#define DEEPEST 10000

bool upy_repr_begin(upy_repr_guard *g, upy_value container) {
    upy_check_stack();
    size_t depth = 0;
    for (upy_repr_guard *outer = UPY->repr_chain; outer != NULL; outer = outer->outer, depth++) {
        if (outer->container == container) {
            return false;
        }
    }
    if (depth == DEEPEST) {
        upy_raise_recursion();
    }
    g->container = container;
    g->outer = UPY->repr_chain;
    g->depth = g->outer == NULL ? 1 : g->outer->depth + 1;
    if (g->depth > DEEPEST_REPR) {
        upy_raise_recursion();
    }
    UPY->repr_chain = g;
    upy_guard_begin(&g->guard, leave, g);
    return true;
}

void upy_repr_end(upy_repr_guard *g) { upy_guard_end(&g->guard); }

// numeric_text.c — numbers written with the digits of any script. Builds with UPY_UNICODE_TABLES.
//
// Decimal digits stand in Unicode in runs of ten, from zero to nine, so the value of one follows from how far its
// run reaches back. Everything that parses numbers reads ASCII only; a str is brought into that form first.
#include "core/base/text.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "core/types/unicode.h"

#if UPY_UNICODE_TABLES

static uint32_t as_ascii(uint32_t c) {
    unsigned flags = c < 0x80 ? 0 : upy_char_flags(c);
    if (flags & UPY_CHAR_SPACE) {
        return ' ';
    }
    if (!(flags & UPY_CHAR_DECIMAL)) {
        return c;
    }
    uint32_t first = c;
    while (upy_char_flags(first - 1) & UPY_CHAR_DECIMAL) {
        first--;
    }
    return '0' + (c - first) % 10;
}

upy_value upy_numeric_text(upy_value s) {
    const char *p = upy_str_data(s), *end = p + upy_str_length(s);
    if (upy_str_count(s) == upy_str_length(s)) {
        return s; // ASCII
    }
    upy_builder b;
    upy_builder_init(&b, upy_str_length(s));
    while (p < end) {
        char bytes[4];
        upy_builder_append(&b, bytes, upy_utf8_encode(as_ascii(upy_utf8_next(&p)), bytes));
    }
    return upy_builder_to_str(&b);
}

#endif

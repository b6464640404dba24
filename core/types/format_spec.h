// format_spec.h — the format mini-language: [[fill]align][sign][z][#][0][width][grouping][.precision][type]
#ifndef UPY_TYPES_FORMAT_SPEC_H
#define UPY_TYPES_FORMAT_SPEC_H

#include "core/object/object.h"

typedef struct upy_format_spec {
    char fill[4]; // one character, UTF-8
    uint8_t fill_size;
    char align;    // '<' '>' '^' '=' or 0
    char sign;     // '+' '-' ' ' or 0
    char grouping; // ',' '_' or 0
    char type;     // 0: none
    bool no_negative_zero, alternate;
    intptr_t width;        // 0: none
    intptr_t precision;    // -1: none
    intptr_t least_digits; // of an int, filled up with zeros
} upy_format_spec;

#define UPY_FORMAT_SPEC_NONE                                                                                           \
    { .fill = " ", .fill_size = 1, .precision = -1 }

intptr_t upy_format_read_number(const char **p, const char *end); // of digits, 0 without; raises ValueError
void upy_format_spec_parse(upy_format_spec *f, const char *text, size_t length); // raises ValueError

// Text padded to the width: count is its length in characters.
void upy_write_padded(const upy_writer *w, const upy_format_spec *f, const char *text, size_t length, size_t count,
                      char default_align);

// A number taken apart: sign, prefix (0x), digits before the point, and everything after them.
typedef struct upy_number_text {
    char sign;          // 0: none
    const char *prefix; // zero-terminated
    const char *digits;
    size_t n_digits;
    const char *rest;
    size_t rest_length;
    size_t group; // digits per group when f->grouping is set
} upy_number_text;
void upy_write_number(const upy_writer *w, const upy_format_spec *f, const upy_number_text *number);
// The sign to write in front of a number.
char upy_format_sign(const upy_format_spec *f, bool is_negative);

void upy_format_int(const upy_writer *w, const upy_format_spec *f, upy_value v); // v upy_is_int
void upy_format_float(const upy_writer *w, const upy_format_spec *f, upy_float value);
void upy_format_str(const upy_writer *w, const upy_format_spec *f, const char *text, size_t length);
#define UPY_FORMATS_COMPLEX (UPY_LEVEL >= UPY_LEVEL_FULL)
void upy_format_complex(const upy_writer *w, const upy_format_spec *f, upy_float real, upy_float imag);
// v by its type's own rules, ignoring __format__.
void upy_format_native(const upy_writer *w, upy_value v, const char *spec, size_t length);

#endif

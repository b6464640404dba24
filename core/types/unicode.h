// unicode.h — character classes and case mapping. FULL builds know all of Unicode (unicode_tables.c,
// fed by tools/make-unicode); the others know ASCII (unicode_ascii.c).
#ifndef UPY_TYPES_UNICODE_H
#define UPY_TYPES_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/config.h"

enum {
    UPY_CHAR_ALPHA = 1u << 0,
    UPY_CHAR_DECIMAL = 1u << 1,
    UPY_CHAR_DIGIT = 1u << 2,   // decimals included
    UPY_CHAR_NUMERIC = 1u << 3, // digits included
    UPY_CHAR_SPACE = 1u << 4,
    UPY_CHAR_UPPER = 1u << 5,
    UPY_CHAR_LOWER = 1u << 6,
    UPY_CHAR_TITLE = 1u << 7, // letters that are title case themselves
    UPY_CHAR_PRINTABLE = 1u << 8,
    UPY_CHAR_ID_START = 1u << 9,
    UPY_CHAR_ID_CONTINUE = 1u << 10,
    UPY_CHAR_CASED = 1u << 11,
    UPY_CHAR_CASE_IGNORABLE = 1u << 12,
};

typedef enum upy_case { UPY_CASE_LOWER, UPY_CASE_UPPER, UPY_CASE_TITLE, UPY_CASE_FOLD } upy_case;

unsigned upy_char_flags(uint32_t c);                           // set of UPY_CHAR_…
size_t upy_char_map(uint32_t c, upy_case to, uint32_t out[3]); // full mapping: 1 to 3 code points
// The character of that name or alias, in either case; false: unknown. Builds with UPY_UNICODE_NAMES.
bool upy_char_by_name(const char *name, size_t length, uint32_t *code);

#endif

// syntax_error.h — the one way in which front end and back end of the compiler refuse a program.
#ifndef UPY_COMPILER_SYNTAX_ERROR_H
#define UPY_COMPILER_SYNTAX_ERROR_H

#include "core/object/raise.h"

// A line and a column, 1-based, the column in bytes. On boards a single word; what is more than fits is the largest.
#if UPY_WORD_BITS == 64
#define UPY_PLACE_FIELDS uint32_t line, column;
#define UPY_LAST_LINE UINT32_MAX
#define UPY_LAST_COLUMN UINT16_MAX
#else
#define UPY_PLACE_FIELDS uint32_t line : 20, column : 12;
#define UPY_LAST_LINE 0xfffffu
#define UPY_LAST_COLUMN 0xfffu
#endif
typedef struct upy_place {
    UPY_PLACE_FIELDS
} upy_place;

// Raises `type` (SyntaxError or a subclass) with args (message,), the attributes lineno, offset, filename and msg
// (UPY_FULL_DATA_MODEL) and a traceback entry that names the place. message_format: conversions of upy_printf.
UPY_NORETURN void upy_syntax_error(upy_value filename, upy_place place, const upy_type *type,
                                   const char *message_format, ...);
#define upy_syntax_error(filename, place, type, ...) (upy_syntax_error)(filename, place, type, UPY_TEXT(__VA_ARGS__))

#endif

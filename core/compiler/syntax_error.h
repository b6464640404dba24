// syntax_error.h — the one way in which front end and back end of the compiler refuse a program.
#ifndef UPY_COMPILER_SYNTAX_ERROR_H
#define UPY_COMPILER_SYNTAX_ERROR_H

#include "core/object/raise.h"

// Raises `type` (SyntaxError or a subclass) with args (message,), the attributes lineno, offset, filename and msg
// (UPY_FULL_DATA_MODEL) and a traceback entry that names the place. line and column are 1-based; column 0: unknown.
// message_format: conversions of upy_printf.
UPY_NORETURN void upy_syntax_error(upy_value filename, uint32_t line, uint32_t column, const upy_type *type,
                                   const char *message_format, ...);
#define upy_syntax_error(filename, line, column, type, ...)                                                            \
    (upy_syntax_error)(filename, line, column, type, UPY_TEXT(__VA_ARGS__))

#endif

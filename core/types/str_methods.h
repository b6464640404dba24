// str_methods.h — what the str type's table is put together from: methods of str alone, and printing.
#ifndef UPY_TYPES_STR_METHODS_H
#define UPY_TYPES_STR_METHODS_H

#include "core/types/function.h"

extern const upy_builtin upy_str_encode_method, upy_str_casefold_method, upy_str_format_map_method,
    upy_str_isdecimal_method, upy_str_isidentifier_method, upy_str_isnumeric_method, upy_str_isprintable_method,
    upy_str_maketrans_method, upy_str_translate_method;

void upy_str_print(const upy_writer *w, upy_value self, upy_print_kind kind);
// repr of bytes with its quotes, without the b.
void upy_print_quoted_bytes(const upy_writer *w, const char *data, size_t length);

#endif

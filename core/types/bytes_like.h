// bytes_like.h — what bytes, bytearray and memoryview share.
#ifndef UPY_TYPES_BYTES_LIKE_H
#define UPY_TYPES_BYTES_LIKE_H

#include "core/types/function.h"
#include "core/types/str.h"

// Comparison (UPY_OP_EQ … UPY_OP_GE) of two runs of bytes.
upy_value upy_compare_bytes(upy_binary_op op, const void *a, size_t a_length, const void *b, size_t b_length);
// The buffer of v unless v is a str (a str equals no bytes); false if it has none.
bool upy_bytes_buffer(upy_value v, upy_buffer_view *view);
// Operators bytes and bytearray have in common; UPY_NULL: not supported.
upy_value upy_bytes_binary(upy_binary_op op, upy_value lhs, upy_value rhs);

// What a constructor call asks for: the bytes it names, in a builder. bytes: elements must be within 0 … 255;
// bytearray: they are truncated.
void upy_bytes_from_arguments(upy_builder *b, size_t n_args, size_t n_kw, const upy_value *args, bool is_truncating);
uint8_t upy_byte_value(upy_value v, bool is_truncating); // raises TypeError, ValueError

// ---- Hexadecimal text ------------------------------------------------------------------------
// separator: one-character str or bytes, UPY_NULL for none; negative group counts from the left.
upy_value upy_hex(const void *data, size_t length, upy_value separator, intptr_t group, bool as_str);
void upy_unhex(upy_builder *b, const char *text, size_t length); // raises ValueError("non-hex digit")

extern const upy_builtin upy_bytes_fromhex_method, upy_bytes_maketrans_method;
upy_value upy_bytes_hex(size_t n_args, size_t n_kw, const upy_value *args); // memoryview too
upy_value upy_bytes_decode(size_t n_args, size_t n_kw, const upy_value *args);
upy_value upy_bytes_translate(size_t n_args, size_t n_kw, const upy_value *args);

#endif

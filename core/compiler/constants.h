// constants.h — the values of number and string tokens.
#ifndef UPY_COMPILER_CONSTANTS_H
#define UPY_COMPILER_CONSTANTS_H

#include "core/compiler/lexer.h"
#include "core/types/str.h"

// All raise MemoryError, and SyntaxError at the token.
upy_value upy_token_number(upy_lexer *lexer);                     // current token: NUMBER
upy_value upy_token_string(upy_lexer *lexer);                     // current token: STRING → str or bytes
void upy_token_append_string(upy_lexer *lexer, upy_builder *out); // current token: STRING; appends its decoded bytes

// Decodes the escape sequence whose backslash stands right before `at`; returns the position behind it. An unknown one
// appends the backslash and nothing of what follows.
const char *upy_decode_escape(upy_lexer *lexer, upy_builder *out, const char *at, const char *end, bool is_bytes);

// A str constant: interned if it is short, so that equal short literals are one object.
upy_value upy_string_constant(const char *data, size_t length);
upy_value upy_builder_to_string_constant(upy_builder *builder);

#endif

// float_text.h — floats in text and hexadecimal form; shared by float.c, float_text.c and complex.c.
#ifndef UPY_TYPES_FLOAT_TEXT_H
#define UPY_TYPES_FLOAT_TEXT_H

#include "core/types/number.h"

// Parses an optional sign and a number, inf, infinity or nan. The first byte not used; NULL if there is no number.
const char *upy_float_parse_prefix(const char *text, const char *end, upy_float *out);
// White space around and underscores inside are skipped. false: malformed.
bool upy_float_parse_text(const char *text, size_t length, upy_float *out);

upy_value upy_float_hex(size_t n_args, const upy_value *args);
upy_value upy_float_from_hex(size_t n_args, const upy_value *args);

#endif

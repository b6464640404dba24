// codecs.h — str to bytes and back.
#ifndef UPY_TYPES_CODECS_H
#define UPY_TYPES_CODECS_H

#include "core/object/object.h"

// encoding, errors: str, or None / UPY_NULL for utf-8 and strict. raise LookupError, UnicodeError.
upy_value upy_decode(const char *data, size_t length, upy_value encoding, upy_value errors); // → str
upy_value upy_encode(upy_value str, upy_value encoding, upy_value errors);                   // → bytes

#endif

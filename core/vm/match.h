// match.h — what `match` asks of its subject (PEP 634).
#ifndef UPY_VM_MATCH_H
#define UPY_VM_MATCH_H

#include "core/object/object.h"

bool upy_match_is_sequence(upy_value v); // never str, bytes, bytearray
bool upy_match_is_mapping(upy_value v);
upy_value upy_match_keys(upy_value mapping, upy_value keys); // tuple of values, or None
upy_value upy_match_rest(upy_value mapping, upy_value keys); // dict of the other items
// Tuple of the attributes the positional and keyword sub-patterns look at, or None.
upy_value upy_match_class(upy_value subject, upy_value cls, size_t n_positional, upy_value keywords);

#endif

// element.h — one item of typed memory (array, memoryview): C types by their struct code.
#ifndef UPY_TYPES_ELEMENT_H
#define UPY_TYPES_ELEMENT_H

#include "core/object/object.h"

// Native size of the C type: b B h H i I l L q Q f d ? c P O S; 0 for other codes.
size_t upy_element_size(char typecode);
// p need not be aligned.
upy_value upy_element_get(const void *p, char typecode);
void upy_element_set(void *p, char typecode, upy_value v); // ints are truncated; raises TypeError

#endif

// typed_array.h — what bytearray and array.array share: growing storage of items of one C type.
#ifndef UPY_TYPES_TYPED_ARRAY_H
#define UPY_TYPES_TYPED_ARRAY_H

#include "core/types/containers.h"
#include "core/types/element.h"

static inline upy_bytearray *upy_as_array(upy_value v) { return (upy_bytearray *)v; }
static inline size_t upy_array_item_size(const upy_bytearray *a) { return upy_element_size((char)a->typecode); }
// Typecodes O and S: items are Python objects.
static inline bool upy_array_holds_objects(const upy_bytearray *a) { return a->typecode == 'O' || a->typecode == 'S'; }
upy_value upy_array_item(const upy_bytearray *a, size_t i);
upy_bytearray *upy_new_array(const upy_type *type, char typecode); // empty

// ---- Storage: n counts items, `items` is raw memory ---------------------------------------------
void upy_array_resize(upy_bytearray *a, size_t n); // new items are undefined
// Replaces `count` items at start by n others from outside the array.
void upy_array_splice(upy_bytearray *a, size_t start, size_t count, const void *items, size_t n);
void upy_array_append_raw(upy_bytearray *a, const void *items, size_t n); // they may be the array's own
// The raw items another object can lend; false if it has to be iterated.
bool upy_array_lend(const upy_bytearray *a, upy_value v, upy_buffer_view *view);
void upy_array_extend(upy_bytearray *a, upy_value iterable_or_buffer);
// Repeats the items in place; false if count is no integer.
bool upy_array_repeat(upy_bytearray *a, upy_value count);

// ---- Slots and methods ---------------------------------------------------------------------------
upy_value upy_array_subscript(upy_value self, upy_value index, upy_value value);
upy_value upy_array_unary(upy_unary_op op, upy_value self);
upy_value upy_array_binary(upy_binary_op op, upy_value lhs, upy_value rhs); // += and *=
upy_value upy_array_iter(upy_value subject);                                // bytes and memoryview, too
bool upy_array_buffer(upy_value self, upy_buffer_view *view, unsigned access);
void upy_array_trace(upy_value self, upy_tracer *tracer);

upy_value upy_array_append(size_t n_args, const upy_value *args);
upy_value upy_array_extend_method(size_t n_args, const upy_value *args);
upy_value upy_array_pop(size_t n_args, const upy_value *args);
upy_value upy_array_insert(size_t n_args, const upy_value *args);
upy_value upy_array_clear(size_t n_args, const upy_value *args);
upy_value upy_array_reverse(size_t n_args, const upy_value *args);

#endif

// sequence.h — what list, tuple, and the modules' sequence types share: search, comparison, repetition, text.
#ifndef UPY_TYPES_SEQUENCE_H
#define UPY_TYPES_SEQUENCE_H

#include "core/types/containers.h"

#define UPY_NOT_FOUND SIZE_MAX

// a and b have list or tuple layout. The result is that of the deciding comparison, which need not be a bool.
upy_value upy_sequence_compare(upy_binary_op op, upy_value a, upy_value b);
// First index in [start, stop) whose item is or equals `item`; UPY_NOT_FOUND if there is none.
size_t upy_sequence_find(upy_value sequence, upy_value item, size_t start, size_t stop);
size_t upy_sequence_count(upy_value sequence, upy_value item);
// The binary slot of tuples, and what that of lists leaves to it: +, *, in and comparisons.
upy_value upy_sequence_binary(upy_binary_op op, upy_value lhs, upy_value rhs);
// The bounds of a slice, resolving which may run user code (__index__); raises IndexError if that has shortened the
// list.
upy_slice_bounds upy_sequence_bounds(upy_value sequence, upy_value slice);
upy_value upy_sequence_slice(upy_value sequence, upy_value slice);
// The text of a container: `open`, what print_item writes until it answers false, `close`; or just `recursive` within
// the text of the container itself (then false). `open` and `recursive` are formats of which the container is the
// argument. print_item writes the item at *position or next behind it, after `separator`, and moves *position.
typedef bool (*upy_item_printer)(const upy_writer *w, upy_value self, size_t *position, const char *separator);
bool upy_print_items(const upy_writer *w, upy_value self, const char *recursive, const char *open,
                     upy_item_printer print_item, const char *close);
bool upy_sequence_print_item(const upy_writer *w, upy_value self, size_t *position, const char *separator);
// x.index(item[, start[, stop]]) of lists and tuples; raises ValueError
upy_value upy_sequence_index_method(size_t n_args, const upy_value *args);
// A bound given by the user, counted from the end if negative, clamped to [0, length].
size_t upy_clamp_index(upy_value index, size_t length);
// Number of repetitions meant by an int or an object with __index__ (0 for negative ones); false for others.
bool upy_repeat_count(upy_value v, size_t *count);
// Fills total items from the first n ones by doubling copies; n > 0, total a multiple of n.
void upy_repeat_items(upy_value *items, size_t n, size_t total);
void upy_reverse_items(upy_value *items, size_t n);

#endif

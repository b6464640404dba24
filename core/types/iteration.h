// iteration.h — walking any iterable from C without a Python iterator object for the common containers.
#ifndef UPY_TYPES_ITERATION_H
#define UPY_TYPES_ITERATION_H

#include "core/object/object.h"

// upy_iteration it; upy_iteration_begin(&it, iterable); while ((v = upy_iteration_next(&it)) != UPY_NULL) …
// Lists, tuples and ranges (exactly those types) are walked in place; anything else through upy_iter().
typedef struct upy_iteration {
    upy_value subject; // container or iterator
    intptr_t position, stop, step;
    int kind;
} upy_iteration;
void upy_iteration_begin(upy_iteration *it, upy_value iterable); // raises TypeError
upy_value upy_iteration_next(upy_iteration *it);                 // UPY_NULL at the end

UPY_NORETURN void upy_raise_changed_size(upy_value table); // of a dict or set that is being walked

// An iterator over anything indexed from 0 (lists, tuples, ranges and objects with only __getitem__): asks for items
// until the end or, for other objects, IndexError or StopIteration. The iter slot of list, tuple and range.
upy_value upy_new_sequence_iterator(upy_value sequence);
// iter(callable, sentinel)
upy_value upy_new_callable_iterator(upy_value callable, upy_value sentinel);
// reversed(sequence) for what has no __reversed__; raises TypeError
upy_value upy_new_reversed(upy_value sequence);
// The iter slot of iterators: self.
upy_value upy_iter_self(upy_value self);
// What a next slot returns at its end when it has no value to hand on.
upy_value upy_iteration_end(void);

extern const upy_type upy_type_enumerate, upy_type_zip, upy_type_map, upy_type_filter, upy_type_reversed,
    upy_type_sequence_iterator, upy_type_callable_iterator;

#endif

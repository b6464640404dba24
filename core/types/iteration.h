// iteration.h — walking any iterable from C without a Python iterator object for the common containers.
#ifndef UPY_TYPES_ITERATION_H
#define UPY_TYPES_ITERATION_H

#include "core/object/object.h"

// upy_iteration it; upy_iteration_begin(&it, iterable); while ((v = upy_iteration_next(&it)) != UPY_NULL) …
// Lists, tuples and ranges (exactly those types) are walked in place; anything else through upy_iter().
typedef struct upy_iteration {
    upy_value subject;    // container or iterator
    intptr_t position, stop, step;
    int kind;
} upy_iteration;
void upy_iteration_begin(upy_iteration *it, upy_value iterable);  // raises TypeError
upy_value upy_iteration_next(upy_iteration *it);                  // UPY_NULL at the end

#endif

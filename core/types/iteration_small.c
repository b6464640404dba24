// iteration_small.c — upy_iteration at the smallest level: everything goes through its iterator.
#include "core/types/iteration.h"

#include "core/object/state.h"

void upy_iteration_begin(upy_iteration *it, upy_value iterable) { it->subject = upy_iter(iterable); }

upy_value upy_iteration_next(upy_iteration *it) { return upy_next(it->subject); }

upy_value upy_iter_self(upy_value self) { return self; }

upy_value upy_iteration_end(void) {
    UPY->stop_value = UPY_NULL;
    return UPY_NULL;
}

// async.h — async generators and what they share with generators.
#ifndef UPY_VM_ASYNC_H
#define UPY_VM_ASYNC_H

#include "core/vm/frame.h"

upy_value upy_generator_close(upy_generator *g);
void upy_generator_print(const upy_writer *w, upy_value self, upy_print_kind kind);
void upy_generator_trace(upy_value self, upy_tracer *tracer);
upy_value upy_generator_attribute(upy_value self, upy_value name, upy_value value);

// What a `yield` in an async generator hands to its frame's caller, to tell it from values that awaits let through.
upy_value upy_async_wrap(upy_value yielded);

static inline bool upy_is_async_generator(const upy_generator *g) {
#if UPY_HAS_ASYNC_GENERATORS
    return g->header.type == &upy_type_async_generator;
#else
    (void)g;
    return false;
#endif
}

#endif

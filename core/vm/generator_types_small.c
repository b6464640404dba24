// generator_types_small.c — the generator type of the smallest level, in place of generator_types.c: send, throw,
// close.
#include "core/object/state.h"
#include "core/types/exception.h"
#include "core/types/iteration.h"
#include "core/vm/frame.h"

static upy_generator *as_generator(upy_value v) { return (upy_generator *)v; }

static upy_value generator_next(upy_value self) { return upy_generator_resume(as_generator(self), UPY_NONE, UPY_NULL); }

static upy_value finished_raises(upy_value value) {
    if (value == UPY_NULL) {
        upy_raise_stop_iteration(UPY->stop_value);
    }
    return value;
}

static upy_value generator_send(size_t n_args, const upy_value *args) {
    (void)n_args;
    return finished_raises(upy_generator_resume(as_generator(args[0]), args[1], UPY_NULL));
}

static upy_value generator_throw(size_t n_args, const upy_value *args) {
    (void)n_args;
    return finished_raises(upy_generator_resume(as_generator(args[0]), UPY_NONE, args[1]));
}

static upy_value generator_close(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_generator *g = as_generator(args[0]);
    if (g->state == GENERATOR_NEW || g->state == GENERATOR_FINISHED) {
        g->state = GENERATOR_FINISHED;
        g->n_live = 0;
        return UPY_NONE;
    }
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_value yielded = upy_generator_resume(g, UPY_NONE, upy_new_exception(&upy_type_GeneratorExit, 0, NULL));
        upy_end_try(&jump);
        if (yielded != UPY_NULL) {
            upy_raise_runtime("generator ignored GeneratorExit");
        }
    } else if (!upy_is_instance(jump.exception, &upy_type_GeneratorExit)) {
        upy_raise_unchanged(jump.exception);
    }
    return UPY_NONE;
}

static void generator_trace(upy_value self, upy_tracer *tracer) {
    const upy_generator *g = as_generator(self);
    upy_trace_value(tracer, (upy_value)g->function);
    upy_trace_value(tracer, g->handled);
    upy_trace_conservatively(tracer, g->registers, g->registers + g->n_live); // some may never have been written
}

static const UPY_METHOD(send_method, generator, send, generator_send, 2, 2);
static const UPY_METHOD(throw_method, generator, throw, generator_throw, 2, 2);
static const UPY_METHOD(close_method, generator, close, generator_close, 1, 1);

static const upy_pair generator_pairs[] = {
    {UPY_NAME(close), (upy_value)&close_method},
    {UPY_NAME(send), (upy_value)&send_method},
    {UPY_NAME(throw), (upy_value)&throw_method},
};
static const UPY_DEFINE_TABLE(generator_attributes, generator_pairs);

static const upy_slots generator_slots = {.iter = upy_iter_self, .next = generator_next, .trace = generator_trace};
const upy_type upy_type_generator = {UPY_TYPE_HEAD(generator, upy_generator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
                                     .base = &upy_type_object, .slots = &generator_slots,
                                     .attributes = &generator_attributes};

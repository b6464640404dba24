// async.c — async generators (PEP 525): a generator whose own yields travel wrapped.
//
// asend(), athrow(), aclose() and __anext__() give a step object, which is awaited: it resumes the
// generator and lets through what its awaits yield; a wrapped value ends the step with that value,
// the end of the generator raises StopAsyncIteration. What anext() with a default gives is a step, too: of any
// awaitable, whose StopAsyncIteration becomes the default.
#include "core/vm/async.h"

#include "core/object/state.h"
#include "core/types/exception.h"
#include "core/vm/operations.h"

static const upy_type type_wrapped;
extern const upy_type upy_type_async_generator_asend;

typedef struct wrapped {
    upy_object header;
    upy_value value;
} wrapped;

enum { STEP_SEND, STEP_THROW, STEP_CLOSE, STEP_DEFAULT };

typedef struct step {
    upy_object header;
    upy_generator *generator; // STEP_DEFAULT: the awaitable, then the iterator it is awaited through
    upy_value value;          // to send or throw at the first round; the default
    uint8_t kind;
    bool has_started, has_ended;
} step;

upy_value upy_async_wrap(upy_value yielded) {
    wrapped *w = upy_new_object(&type_wrapped, sizeof *w);
    w->value = yielded;
    return (upy_value)w;
}

static void wrapped_trace(upy_value self, upy_tracer *t) { upy_trace_value(t, ((wrapped *)self)->value); }
static const upy_slots wrapped_slots = {.trace = wrapped_trace};
static const upy_type type_wrapped = {UPY_TYPE_HEAD(async_generator, wrapped, UPY_TYPE_IS_FINAL),
                                      .base = &upy_type_object, .slots = &wrapped_slots};

static upy_value new_step(upy_value generator, unsigned kind, upy_value value) {
    step *s = upy_new_object(&upy_type_async_generator_asend, sizeof *s);
    s->generator = (upy_generator *)generator;
    s->kind = (uint8_t)kind;
    s->value = value;
    return (upy_value)s;
}

upy_value upy_async_with_default(upy_value awaitable, upy_value absent) {
    return new_step(awaitable, STEP_DEFAULT, absent);
}

// aclose(): the generator must end; every way of ending that the GeneratorExit itself causes is a success.
static upy_value finish_close(step *s, upy_value yielded) {
    if (yielded != UPY_NULL && upy_is_exactly(yielded, &type_wrapped)) {
        s->has_ended = true;
        upy_raise_runtime("async generator ignored GeneratorExit");
    }
    if (yielded == UPY_NULL) {
        s->has_ended = true;
        UPY->stop_value = UPY_NULL;
    }
    return yielded;
}

static upy_value run_close(step *s, upy_value sent, upy_value thrown) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_value yielded = upy_generator_resume(s->generator, sent, thrown);
        upy_end_try(&jump);
        return finish_close(s, yielded);
    }
    s->has_ended = true;
    if (upy_is_instance(jump.exception, &upy_type_GeneratorExit) ||
        upy_is_instance(jump.exception, &upy_type_StopAsyncIteration)) {
        UPY->stop_value = UPY_NULL;
        return UPY_NULL;
    }
    upy_raise_unchanged(jump.exception);
}

static upy_value run_with_default(step *s, upy_value sent, upy_value thrown) {
    upy_jump jump;
    if (upy_try(&jump)) {
        if (!s->has_started) {
            s->generator = (upy_generator *)upy_get_awaitable((upy_value)s->generator);
            s->has_started = true;
        }
        upy_value iterator = (upy_value)s->generator;
        upy_value yielded = thrown == UPY_NULL ? upy_delegate_send(iterator, sent)
                                               : upy_call_method_named(iterator, UPY_NAME(throw), 1, &thrown);
        upy_end_try(&jump);
        return yielded;
    }
    if (!upy_is_instance(jump.exception, &upy_type_StopAsyncIteration)) {
        upy_raise_unchanged(jump.exception);
    }
    UPY->stop_value = s->value;
    return UPY_NULL;
}

// One round: yields what an await inside yields; UPY_NULL with stop_value when the step is complete.
static upy_value step_run(step *s, upy_value sent, upy_value thrown) {
    if (s->has_ended) {
        upy_raise_runtime("cannot reuse already awaited async generator step");
    }
    if (s->kind == STEP_DEFAULT) {
        return run_with_default(s, sent, thrown);
    }
    upy_generator *g = s->generator;
    if (!s->has_started) {
        s->has_started = true;
        if (s->kind == STEP_SEND) {
            sent = s->value;
        } else if (thrown == UPY_NULL) {
            thrown = s->value;
            if (s->kind == STEP_CLOSE && (g->state == GENERATOR_NEW || g->state == GENERATOR_FINISHED)) {
                g->state = GENERATOR_FINISHED;
                return finish_close(s, UPY_NULL);
            }
        }
    }
    if (s->kind == STEP_CLOSE) {
        return run_close(s, sent, thrown);
    }
    upy_value yielded = upy_generator_resume(g, sent, thrown);
    if (yielded == UPY_NULL) {
        s->has_ended = true;
        upy_raise_plain(&upy_type_StopAsyncIteration);
    }
    if (upy_is_exactly(yielded, &type_wrapped)) {
        s->has_ended = true;
        UPY->stop_value = ((wrapped *)yielded)->value;
        return UPY_NULL;
    }
    return yielded;
}

static upy_value step_next(upy_value self) { return step_run((step *)self, UPY_NONE, UPY_NULL); }
static upy_value step_iter(upy_value self) { return self; }

static upy_value or_stop(upy_value value) {
    if (value == UPY_NULL) {
        upy_raise_stop_iteration(UPY->stop_value);
    }
    return value;
}

static upy_value step_send(size_t n_args, const upy_value *args) {
    (void)n_args;
    return or_stop(step_run((step *)args[0], args[1], UPY_NULL));
}

static upy_value step_throw(size_t n_args, const upy_value *args) {
    upy_value what = n_args > 2 && args[2] != UPY_NONE && upy_is_type(args[1]) ? args[2] : args[1];
    return or_stop(step_run((step *)args[0], UPY_NONE, what));
}

static upy_value step_close(size_t n_args, const upy_value *args) {
    (void)n_args;
    step *s = (step *)args[0];
    s->has_ended = true;
    if (s->kind == STEP_DEFAULT && s->has_started) {
        upy_call_method_named((upy_value)s->generator, UPY_NAME(close), 0, NULL);
    }
    return UPY_NONE;
}

static upy_value step_await(size_t n_args, const upy_value *args) {
    (void)n_args;
    return args[0];
}

static void step_trace(upy_value self, upy_tracer *t) {
    upy_trace_value(t, (upy_value)((step *)self)->generator);
    upy_trace_value(t, ((step *)self)->value);
}

static const UPY_METHOD(step_send_method, async_generator_asend, send, step_send, 2, 2);
static const UPY_METHOD(step_throw_method, async_generator_asend, throw, step_throw, 2, 4);
static const UPY_METHOD(step_close_method, async_generator_asend, close, step_close, 1, 1);
static const UPY_METHOD(step_await_method, async_generator_asend, __await__, step_await, 1, 1);

static const upy_pair step_pairs[] = {
    {UPY_NAME(send), (upy_value)&step_send_method},
    {UPY_NAME(throw), (upy_value)&step_throw_method},
    {UPY_NAME(close), (upy_value)&step_close_method},
    {UPY_NAME(__await__), (upy_value)&step_await_method},
};
static const UPY_DEFINE_TABLE(step_attributes, step_pairs);

static const upy_slots step_slots = {.iter = step_iter, .next = step_next, .trace = step_trace};
const upy_type upy_type_async_generator_asend = {
    UPY_TYPE_HEAD(async_generator_asend, step, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object,
    .slots = &step_slots, .attributes = &step_attributes};

// ---- The generator itself ----------------------------------------------------------------------

static upy_value async_iter(size_t n_args, const upy_value *args) {
    (void)n_args;
    return args[0];
}

static upy_value async_next(size_t n_args, const upy_value *args) {
    (void)n_args;
    return new_step(args[0], STEP_SEND, UPY_NONE);
}

static upy_value async_send(size_t n_args, const upy_value *args) {
    (void)n_args;
    return new_step(args[0], STEP_SEND, args[1]);
}

static upy_value async_throw(size_t n_args, const upy_value *args) {
    upy_value what = n_args > 2 && args[2] != UPY_NONE && upy_is_type(args[1]) ? args[2] : args[1];
    return new_step(args[0], STEP_THROW, what);
}

static upy_value async_close(size_t n_args, const upy_value *args) {
    (void)n_args;
    return new_step(args[0], STEP_CLOSE, (upy_value)&upy_type_GeneratorExit);
}

static const UPY_METHOD(async_iter_method, async_generator, __aiter__, async_iter, 1, 1);
static const UPY_METHOD(async_next_method, async_generator, __anext__, async_next, 1, 1);
static const UPY_METHOD(async_send_method, async_generator, asend, async_send, 2, 2);
static const UPY_METHOD(async_throw_method, async_generator, athrow, async_throw, 2, 4);
static const UPY_METHOD(async_close_method, async_generator, aclose, async_close, 1, 1);

static const upy_pair async_pairs[] = {
    {UPY_NAME(__aiter__), (upy_value)&async_iter_method}, {UPY_NAME(__anext__), (upy_value)&async_next_method},
    {UPY_NAME(asend), (upy_value)&async_send_method},     {UPY_NAME(athrow), (upy_value)&async_throw_method},
    {UPY_NAME(aclose), (upy_value)&async_close_method},
};
static const UPY_DEFINE_TABLE(async_attributes, async_pairs);

static const upy_slots async_slots = {
    .print = upy_generator_print,
    .attribute = upy_generator_attribute,
    .trace = upy_generator_trace,
};

const upy_type upy_type_async_generator = {
    UPY_TYPE_HEAD(async_generator, upy_generator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &async_slots,
    .attributes = &async_attributes,
};

// generator_types.c — the generator and coroutine types: their methods and attributes.
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/str.h"
#include "core/vm/async.h"
#include "core/vm/frame.h"

upy_value upy_get_awaitable(upy_value v) {
    if (upy_is_generator(v)) {
        return v;
    }
    upy_value pair[2];
    if (upy_get_special(v, UPY_NAME(__await__), pair)) {
        return upy_iter(upy_call_method(pair, 0, 0, NULL));
    }
    if (upy_type_of(v)->slots->iter == NULL && upy_type_of(v)->slots->next == NULL) {
        upy_raise_type("object '%T' can't be used in 'await' expression", v);
    }
    return upy_iter(v);
}

static upy_value generator_next(upy_value self) {
    return upy_generator_resume((upy_generator *)self, UPY_NONE, UPY_NULL);
}
static upy_value generator_iter(upy_value self) { return self; }

static upy_value finished_raises(upy_value value) {
    if (value == UPY_NULL) {
        upy_raise_stop_iteration(UPY->stop_value);
    }
    return value;
}

static upy_value generator_send(size_t n_args, const upy_value *args) {
    (void)n_args;
    return finished_raises(upy_generator_resume((upy_generator *)args[0], args[1], UPY_NULL));
}

static upy_value generator_dunder_next(size_t n_args, const upy_value *args) {
    (void)n_args;
    return finished_raises(generator_next(args[0]));
}

// throw(e), throw(T), throw(T, value, traceback): with a class and a value, the value is the
// instance, its argument or the tuple of its arguments.
static upy_value thrown_exception(size_t n_args, const upy_value *args) {
    upy_value what = args[0];
    if (n_args < 2 || args[1] == UPY_NONE) {
        return what;
    }
    if (!upy_is_type(what)) {
        upy_raise_type("instance exception may not have a separate value");
    }
    if (upy_has_layout(args[1], UPY_TYPE_TUPLE_BASED)) {
        return upy_call(what, upy_as_tuple(args[1])->length, 0, upy_as_tuple(args[1])->items);
    }
    return upy_is_instance(args[1], (const upy_type *)what) ? args[1] : upy_call_1(what, args[1]);
}

static upy_value generator_throw(size_t n_args, const upy_value *args) {
    upy_generator *g = (upy_generator *)args[0];
    upy_value thrown = thrown_exception(n_args - 1, args + 1);
    return finished_raises(upy_generator_resume(g, UPY_NONE, thrown));
}

upy_value upy_generator_close(upy_generator *g) {
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
        return UPY->stop_value == UPY_NULL ? UPY_NONE : UPY->stop_value;
    }
    if (upy_is_instance(jump.exception, &upy_type_GeneratorExit) ||
        upy_is_instance(jump.exception, &upy_type_StopIteration)) {
        return UPY_NONE;
    }
    upy_raise_unchanged(jump.exception);
}

static upy_value generator_close(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_generator_close((upy_generator *)args[0]);
}

static upy_value generator_pend_throw(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_generator *g = (upy_generator *)args[0];
    if (g->state == GENERATOR_RUNNING) {
        upy_raise_value_error("generator already executing");
    }
    upy_value before = g->injected;
    upy_store((upy_value)g, &g->injected, args[1] == UPY_NONE ? UPY_NULL : args[1]);
    return before == UPY_NULL ? UPY_NONE : before;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
// What an attribute of a coroutine or an async generator is called with generators.
static upy_value name_with_generators(upy_value name) {
    static const upy_value names[][2] = {
        {UPY_NAME(cr_code), UPY_NAME(gi_code)},           {UPY_NAME(ag_code), UPY_NAME(gi_code)},
        {UPY_NAME(cr_running), UPY_NAME(gi_running)},     {UPY_NAME(ag_running), UPY_NAME(gi_running)},
        {UPY_NAME(cr_frame), UPY_NAME(gi_frame)},         {UPY_NAME(cr_await), UPY_NAME(gi_yieldfrom)},
        {UPY_NAME(cr_suspended), UPY_NAME(gi_suspended)},
    };
    for (size_t i = 0; i < UPY_COUNT_OF(names); i++) {
        if (names[i][0] == name) {
            return names[i][1];
        }
    }
    return name;
}
#endif

upy_value upy_generator_attribute(upy_value self, upy_value name, upy_value value) {
    const upy_generator *g = (const upy_generator *)self;
    const upy_code *code = g->function->code;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    name = name_with_generators(name);
    if (name == UPY_NAME(gi_suspended)) {
        return upy_bool(g->state == GENERATOR_SUSPENDED || g->state == GENERATOR_DELEGATING);
    }
#endif
    if (name == UPY_NAME(__name__)) {
        return code->name;
    }
    if (name == UPY_NAME(__qualname__)) {
        return code->qualname;
    }
    if (name == UPY_NAME(gi_code)) {
        return (upy_value)code;
    }
    if (name == UPY_NAME(gi_running)) {
        return upy_bool(g->state == GENERATOR_RUNNING);
    }
    if (name == UPY_NAME(gi_frame)) {
        return g->state == GENERATOR_FINISHED ? UPY_NONE : (upy_value)g->function;
    }
    if (name == UPY_NAME(gi_yieldfrom)) {
        return g->state == GENERATOR_DELEGATING ? g->registers[UPY_INSTRUCTION_A(*g->ip)] : UPY_NONE;
    }
    return UPY_NULL;
}

void upy_generator_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const upy_generator *g = (const upy_generator *)self;
    upy_printf(w, "<%q object '%q' at %p>", g->header.type->name, g->function->code->qualname, (void *)self);
}

void upy_generator_trace(upy_value self, upy_tracer *tracer) {
    const upy_generator *g = (const upy_generator *)self;
    upy_trace_value(tracer, (upy_value)g->function);
    upy_trace_value(tracer, g->handled);
    upy_trace_value(tracer, g->injected);
    // Registers may hold plain machine words of for loops.
    upy_trace_conservatively(tracer, g->registers, g->registers + g->n_live);
}

// Collected while suspended: its finally blocks and with statements get their turn.
static void generator_finalize(upy_value self) {
    upy_generator *g = (upy_generator *)self;
    if (g->state == GENERATOR_SUSPENDED || g->state == GENERATOR_DELEGATING) {
        upy_generator_close(g);
    }
}

static upy_value coroutine_await(size_t n_args, const upy_value *args) {
    (void)n_args;
    return args[0];
}

static const UPY_METHOD(generator_send_method, generator, send, generator_send, 2, 2);
static const UPY_METHOD(generator_next_method, generator, __next__, generator_dunder_next, 1, 1);
static const UPY_METHOD(generator_throw_method, generator, throw, generator_throw, 2, 4);
static const UPY_METHOD(generator_close_method, generator, close, generator_close, 1, 1);
static const UPY_METHOD(generator_pend_throw_method, generator, pend_throw, generator_pend_throw, 2, 2);
// A coroutine is a kind of generator; its methods come by inheritance, except for what is its own.
static const UPY_METHOD(coroutine_await_method, coroutine, __await__, coroutine_await, 1, 1);

static const upy_pair generator_pairs[] = {
    {UPY_NAME(send), (upy_value)&generator_send_method},
    {UPY_NAME(__next__), (upy_value)&generator_next_method},
    {UPY_NAME(throw), (upy_value)&generator_throw_method},
    {UPY_NAME(close), (upy_value)&generator_close_method},
    {UPY_NAME(pend_throw), (upy_value)&generator_pend_throw_method},
};
static const UPY_DEFINE_TABLE(generator_attributes, generator_pairs);
static const upy_pair coroutine_pairs[] = {{UPY_NAME(__await__), (upy_value)&coroutine_await_method}};
static const UPY_DEFINE_TABLE(coroutine_attributes, coroutine_pairs);

static const upy_slots generator_slots = {
    .print = upy_generator_print,
    .iter = generator_iter,
    .next = generator_next,
    .attribute = upy_generator_attribute,
    .trace = upy_generator_trace,
    .finalize = generator_finalize,
};

const upy_type upy_type_generator = {
    UPY_TYPE_HEAD(generator, upy_generator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &generator_slots,
    .attributes = &generator_attributes,
};

const upy_type upy_type_coroutine = {
    UPY_TYPE_HEAD(coroutine, upy_generator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_generator,
    .slots = &generator_slots,
    .attributes = &coroutine_attributes,
};

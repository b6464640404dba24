// functions_async.c — the builtin functions aiter and anext.
#include "core/builtins/builtin_functions.h"
#include "core/heap/heap.h"
#include "core/object/class.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"

upy_value upy_builtin_aiter(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value pair[2];
    if (!upy_get_special(args[0], UPY_NAME(__aiter__), pair)) {
        upy_raise_type("'%T' object isn't an async iterable", args[0]);
    }
    return upy_call_method(pair, 0, 0, NULL);
}

// What anext(x, default) gives: awaits the item and turns StopAsyncIteration into the default.
typedef struct anext_with_default {
    upy_object header;
    upy_value source; // awaitable, then the iterator it is awaited through
    upy_value absent;
    bool is_started;
} anext_with_default;

static upy_value awaited_iterator(upy_value awaitable) {
    upy_value pair[2];
    if (upy_get_special(awaitable, UPY_NAME(__await__), pair)) {
        return upy_call_method(pair, 0, 0, NULL);
    }
    return upy_iter(awaitable);
}

// One round: next() of the awaited iterator, or its method `name` with args.
static upy_value anext_round(anext_with_default *a, upy_value name, size_t n_args, const upy_value *args) {
    upy_jump jump;
    if (upy_try(&jump)) {
        if (!a->is_started) {
            a->source = awaited_iterator(a->source);
            a->is_started = true;
        }
        upy_value v = name ? upy_call_method_named(a->source, name, n_args, args) : upy_next(a->source);
        upy_end_try(&jump);
        return v;
    }
    if (!upy_is_instance(jump.exception, &upy_type_StopAsyncIteration)) {
        upy_raise_unchanged(jump.exception);
    }
    UPY->stop_value = a->absent;
    return UPY_NULL;
}

static upy_value anext_next(upy_value self) { return anext_round((anext_with_default *)self, UPY_NULL, 0, NULL); }

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value value_or_stop(upy_value v) {
    if (v == UPY_NULL) {
        upy_raise_stop_iteration(UPY->stop_value);
    }
    return v;
}

static upy_value anext_send(size_t n_args, const upy_value *args) {
    upy_value name = args[1] == UPY_NONE ? UPY_NULL : UPY_NAME(send);
    return value_or_stop(anext_round((anext_with_default *)args[0], name, n_args - 1, args + 1));
}

static upy_value anext_throw(size_t n_args, const upy_value *args) {
    return value_or_stop(anext_round((anext_with_default *)args[0], UPY_NAME(throw), n_args - 1, args + 1));
}

static upy_value anext_close(size_t n_args, const upy_value *args) {
    return anext_round((anext_with_default *)args[0], UPY_NAME(close), n_args - 1, args + 1);
}
#endif

static void anext_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((anext_with_default *)self)->source, 2);
}

static const upy_slots anext_slots = {
    .iter = upy_iter_self,
    .next = anext_next,
    .trace = anext_trace,
};

static upy_value anext_await(size_t n_args, const upy_value *args) {
    (void)n_args;
    return args[0];
}

extern const upy_type upy_type_anext_awaitable;
static const UPY_METHOD(anext_await_method, anext_awaitable, __await__, anext_await, 1, 1);
#if UPY_LEVEL >= UPY_LEVEL_FULL
static const UPY_METHOD(anext_send_method, anext_awaitable, send, anext_send, 2, 2);
static const UPY_METHOD(anext_throw_method, anext_awaitable, throw, anext_throw, 2, 4);
static const UPY_METHOD(anext_close_method, anext_awaitable, close, anext_close, 1, 1);
#endif

static const upy_pair anext_pairs[] = {
    {UPY_NAME(__await__), (upy_value)&anext_await_method},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(send), (upy_value)&anext_send_method},
    {UPY_NAME(throw), (upy_value)&anext_throw_method},
    {UPY_NAME(close), (upy_value)&anext_close_method},
#endif
};
static const UPY_DEFINE_TABLE(anext_attributes, anext_pairs);

const upy_type upy_type_anext_awaitable = {
    UPY_TYPE_HEAD(anext_awaitable, anext_with_default, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &anext_slots,
    .attributes = &anext_attributes,
};

upy_value upy_builtin_anext(size_t n_args, const upy_value *args) {
    upy_value pair[2];
    if (!upy_get_special(args[0], UPY_NAME(__anext__), pair)) {
        upy_raise_type("'%T' object isn't an async iterator", args[0]);
    }
    upy_value awaitable = upy_call_method(pair, 0, 0, NULL);
    if (n_args == 1) {
        return awaitable;
    }
    anext_with_default *a = upy_new_object(&upy_type_anext_awaitable, sizeof(anext_with_default));
    a->source = awaitable;
    a->absent = args[1];
    return (upy_value)a;
}

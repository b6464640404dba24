// functions_iteration.c — builtin functions that walk iterables: all, any, iter, next, min, max, sorted, aiter, anext.
#include "core/builtins/builtin_functions.h"
#include "core/heap/heap.h"
#include "core/object/class.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"

upy_value upy_builtin_all(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_iteration it;
    upy_iteration_begin(&it, args[0]);
    upy_value v;
    while ((v = upy_iteration_next(&it)) != UPY_NULL) {
        if (!upy_is_true(v)) {
            return UPY_FALSE;
        }
    }
    return UPY_TRUE;
}

upy_value upy_builtin_any(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_iteration it;
    upy_iteration_begin(&it, args[0]);
    upy_value v;
    while ((v = upy_iteration_next(&it)) != UPY_NULL) {
        if (upy_is_true(v)) {
            return UPY_TRUE;
        }
    }
    return UPY_FALSE;
}

upy_value upy_builtin_iter(size_t n_args, const upy_value *args) {
    if (n_args == 1) {
        return upy_iter(args[0]);
    }
    if (!upy_is_callable(args[0])) {
        upy_raise_type("'%T' object isn't callable", args[0]);
    }
    return upy_new_callable_iterator(args[0], args[1]);
}

upy_value upy_builtin_next(size_t n_args, const upy_value *args) {
    upy_value pair[2];
    if (n_args == 1 && upy_type_is_class(upy_type_of(args[0])) && upy_get_special(args[0], UPY_NAME(__next__), pair)) {
        return upy_call_method(pair, 0, 0, NULL); // its StopIteration comes through as it is
    }
    upy_value v = upy_next(args[0]);
    if (v != UPY_NULL) {
        return v;
    }
    if (n_args == 2) {
        return args[1];
    }
    upy_raise_stop_iteration(UPY->stop_value);
}

// ---- min, max, sorted ------------------------------------------------------------------------------

static bool comes_first(upy_binary_op op, upy_value a, upy_value b) {
    if (upy_are_small_ints(a, b)) {
        intptr_t x = upy_small_int_value(a);
        intptr_t y = upy_small_int_value(b);
        return op == UPY_OP_LT ? x < y : x > y;
    }
    return upy_is_true(upy_binary(op, a, b));
}

static upy_value extreme(upy_binary_op op, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(key), UPY_NONE, true},
        {UPY_NAME(default), UPY_MARK_DELETE, true},
    };
    upy_value out[2] = {UPY_NONE, UPY_MARK_DELETE};
    upy_check_argument_count(n_args, 1, SIZE_MAX);
    if (n_kw != 0) {
        upy_parse_arguments(0, n_kw, args + n_args, parameters, 2, out);
    }
    if (n_args > 1 && out[1] != UPY_MARK_DELETE) {
        upy_raise_type("can't specify a default with multiple positional arguments");
    }
    upy_iteration it;
    if (n_args == 1) {
        upy_iteration_begin(&it, args[0]);
    }
    upy_value best = UPY_NULL;
    upy_value best_key = UPY_NULL;
    for (size_t i = 0;; i++) {
        upy_value v = n_args == 1 ? upy_iteration_next(&it) : i < n_args ? args[i] : UPY_NULL;
        if (v == UPY_NULL) {
            break;
        }
        upy_value key = out[0] == UPY_NONE ? v : upy_call_1(out[0], v);
        if (best == UPY_NULL || comes_first(op, key, best_key)) {
            best = v;
            best_key = key;
        }
    }
    if (best == UPY_NULL) {
        if (out[1] == UPY_MARK_DELETE) {
            upy_raise_value_error("arg is an empty sequence");
        }
        return out[1];
    }
    return best;
}

upy_value upy_builtin_max(size_t n_args, size_t n_kw, const upy_value *args) {
    return extreme(UPY_OP_GT, n_args, n_kw, args);
}
upy_value upy_builtin_min(size_t n_args, size_t n_kw, const upy_value *args) {
    return extreme(UPY_OP_LT, n_args, n_kw, args);
}

upy_value upy_builtin_sorted(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NULL, UPY_NULL, false},
        {UPY_NAME(key), UPY_NONE, true},
        {UPY_NAME(reverse), UPY_FALSE, true},
    };
    upy_value out[3];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, out);
    upy_value list = upy_to_list(out[0]);
    upy_list_sort(list, out[1] == UPY_NONE ? UPY_NULL : out[1], upy_is_true(out[2]));
    return list;
}

#if UPY_HAS_ASYNC

// ---- aiter, anext ----------------------------------------------------------------------------------

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

static const upy_type upy_type_anext_awaitable;
static const UPY_METHOD(anext_await_method, anext_awaitable, __await__, anext_await, 1, 1);
static const UPY_METHOD(anext_send_method, anext_awaitable, send, anext_send, 2, 2);
static const UPY_METHOD(anext_throw_method, anext_awaitable, throw, anext_throw, 2, 4);
static const UPY_METHOD(anext_close_method, anext_awaitable, close, anext_close, 1, 1);

static const upy_pair anext_pairs[] = {
    {UPY_NAME(__await__), (upy_value)&anext_await_method},
    {UPY_NAME(send), (upy_value)&anext_send_method},
    {UPY_NAME(throw), (upy_value)&anext_throw_method},
    {UPY_NAME(close), (upy_value)&anext_close_method},
};
static const UPY_DEFINE_TABLE(anext_attributes, anext_pairs);

static const upy_type upy_type_anext_awaitable = {
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

#endif

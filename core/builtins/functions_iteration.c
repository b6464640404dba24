// functions_iteration.c — builtin functions that walk iterables: all, any, iter, next, min, max, sorted.
#include "core/builtins/builtin_functions.h"
#include "core/heap/heap.h"
#include "core/object/class.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"

// The first item whose truth is `wanted` decides.
static upy_value has_item_of_truth(upy_value iterable, bool wanted) {
    upy_iteration it;
    upy_iteration_begin(&it, iterable);
    upy_value v;
    while ((v = upy_iteration_next(&it)) != UPY_NULL) {
        if (upy_is_true(v) == wanted) {
            return upy_bool(wanted);
        }
    }
    return upy_bool(!wanted);
}

upy_value upy_builtin_all(size_t n_args, const upy_value *args) {
    (void)n_args;
    return has_item_of_truth(args[0], false);
}

upy_value upy_builtin_any(size_t n_args, const upy_value *args) {
    (void)n_args;
    return has_item_of_truth(args[0], true);
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
    if (UPY_LEVEL >= UPY_LEVEL_FULL && upy_are_small_ints(a, b)) {
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

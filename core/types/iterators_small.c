// iterators_small.c — the lazy builtins of the smallest level, in place of sequence_iterators.c and
// enumerate_zip_map.c: iterators over what is indexed, reversed, iter(callable, end), enumerate, zip, map and filter.
// All are three words.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"

typedef struct iterator {
    upy_object header;
    upy_value source; // what is walked, the function that is called, or a tuple of sources; UPY_NULL: ended
    upy_value with;   // the next index or number, the function, the end
} iterator;

static iterator *as_iterator(upy_value v) { return (iterator *)v; }

static upy_value new_iterator(const upy_type *type, upy_value source, upy_value with) {
    iterator *it = upy_new_object(type, sizeof *it);
    it->source = source;
    it->with = with;
    return (upy_value)it;
}

static void iterator_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &as_iterator(self)->source, 2);
}

#define ITERATOR_TYPE(type, python_name, make, step)                                                                   \
    static const upy_slots type##_slots = {                                                                            \
        .make_new = (make), .iter = upy_iter_self, .next = (step), .trace = iterator_trace};                           \
    const upy_type upy_type_##type = {UPY_TYPE_HEAD(python_name, iterator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),  \
                                      .base = &upy_type_object, .slots = &type##_slots}

// ---- Indexed ----------------------------------------------------------------------------------------

upy_value upy_new_sequence_iterator(upy_value sequence) {
    return new_iterator(&upy_type_sequence_iterator, sequence, UPY_SMALL_INT(0));
}

// source[with], and with moves by step; an IndexError is the end.
static upy_value next_item(iterator *it, intptr_t step) {
    upy_jump jump;
    upy_value source = it->source;
    intptr_t i = upy_small_int_value(it->with);
    it->source = UPY_NULL; // stays ended, whatever happens to it
    if (source == UPY_NULL || i < 0) {
        return upy_iteration_end();
    }
    if (upy_try(&jump)) {
        upy_value v = upy_get_item(source, upy_small_int(i));
        upy_end_try(&jump);
        it->source = source;
        it->with = upy_small_int(i + step);
        return v;
    }
    if (!upy_is_instance(jump.exception, &upy_type_IndexError)) {
        upy_raise_unchanged(jump.exception);
    }
    return upy_iteration_end();
}

static upy_value sequence_next(upy_value self) {
    iterator *it = as_iterator(self);
    size_t n, i = (size_t)upy_small_int_value(it->with);
    upy_value *items;
    if (it->source != UPY_NULL && upy_get_items(it->source, &n, &items) && i < n) { // without an exception to come
        it->with = upy_small_int((intptr_t)i + 1);
        return items[i];
    }
    return next_item(it, 1);
}
ITERATOR_TYPE(sequence_iterator, iterator, NULL, sequence_next);

static upy_value reversed_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 1);
    return new_iterator(type, args[0], upy_small_int(upy_length(args[0]) - 1));
}

static upy_value reversed_next(upy_value self) { return next_item(as_iterator(self), -1); }
ITERATOR_TYPE(reversed, reversed, reversed_make_new, reversed_next);

// ---- iter(callable, end) ------------------------------------------------------------------------------

upy_value upy_new_callable_iterator(upy_value callable, upy_value end) {
    return new_iterator(&upy_type_callable_iterator, callable, end);
}

static upy_value callable_next(upy_value self) {
    upy_value v = as_iterator(self)->source == UPY_NULL ? UPY_NULL : upy_call_0(as_iterator(self)->source);
    if (v == UPY_NULL || upy_equal(as_iterator(self)->with, v)) {
        as_iterator(self)->source = UPY_NULL;
        return upy_iteration_end();
    }
    return v;
}
ITERATOR_TYPE(callable_iterator, iterator, NULL, callable_next);

// ---- enumerate, filter --------------------------------------------------------------------------------

static upy_value enumerate_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NULL, UPY_NULL, false},
        {UPY_NAME(start), UPY_SMALL_INT(0), false},
    };
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    return new_iterator(type, upy_iter(out[0]), upy_unary(UPY_OP_INDEX, out[1]));
}

static upy_value enumerate_next(upy_value self) {
    iterator *it = as_iterator(self);
    upy_value pair[2] = {it->with, upy_next(it->source)};
    if (pair[1] == UPY_NULL) {
        return UPY_NULL;
    }
    it->with = upy_int_binary(UPY_OP_ADD, it->with, UPY_SMALL_INT(1));
    return upy_new_tuple(2, pair);
}
ITERATOR_TYPE(enumerate, enumerate, enumerate_make_new, enumerate_next);

static upy_value filter_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 2, 2);
    return new_iterator(type, upy_iter(args[1]), args[0]);
}

static upy_value filter_next(upy_value self) {
    iterator *it = as_iterator(self);
    upy_value v;
    do {
        v = upy_next(it->source);
    } while (v != UPY_NULL && !upy_is_true(it->with == UPY_NONE ? v : upy_call_1(it->with, v)));
    return v;
}
ITERATOR_TYPE(filter, filter, filter_make_new, filter_next);

// ---- zip, map -----------------------------------------------------------------------------------------

static upy_value iterators_of(size_t n, const upy_value *iterables) {
    upy_value sources = upy_new_tuple(n, NULL);
    for (size_t i = 0; i < n; i++) {
        upy_store(sources, &upy_as_tuple(sources)->items[i], upy_iter(iterables[i]));
    }
    return sources;
}

static upy_value zip_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    return new_iterator(type, iterators_of(n_args, args), UPY_NULL);
}

static upy_value zip_next(upy_value self) {
    const upy_tuple *sources = upy_as_tuple(as_iterator(self)->source);
    upy_value result = sources->length == 0 ? UPY_NULL : upy_new_tuple(sources->length, NULL);
    upy_check_stack();
    for (size_t i = 0; i < sources->length; i++) {
        upy_value v = upy_next(sources->items[i]);
        if (v == UPY_NULL) {
            return UPY_NULL;
        }
        upy_store(result, &upy_as_tuple(result)->items[i], v);
    }
    return result;
}
ITERATOR_TYPE(zip, zip, zip_make_new, zip_next);

static upy_value map_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 2, SIZE_MAX);
    return new_iterator(type, iterators_of(n_args - 1, args + 1), args[0]);
}

static upy_value map_next(upy_value self) {
    upy_value arguments = zip_next(self);
    if (arguments == UPY_NULL) {
        return UPY_NULL;
    }
    upy_value result =
        upy_call(as_iterator(self)->with, upy_as_tuple(arguments)->length, 0, upy_as_tuple(arguments)->items);
    upy_keep_alive(arguments);
    return result;
}
ITERATOR_TYPE(map, map, map_make_new, map_next);

// sequence_iterators.c — iterator objects over anything indexed: forwards (the iter slot of list,
// tuple and range, and the fallback for objects with only __getitem__), backwards (reversed), and
// over repeated calls (iter(callable, sentinel)).
//
// An iterator that has ended drops its subject, so that it stays ended whatever happens to it.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"

typedef struct sequence_iterator {
    upy_object header;
    upy_value subject; // UPY_NULL: ended
    intptr_t position; // next index; for reversed: number of items left
} sequence_iterator;

static void iterator_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, ((sequence_iterator *)self)->subject);
}

static upy_value finish(sequence_iterator *it) {
    it->subject = UPY_NULL;
    return upy_iteration_end();
}

// ---- Forwards --------------------------------------------------------------------------------------

upy_value upy_new_sequence_iterator(upy_value sequence) {
    sequence_iterator *it = upy_new_object(&upy_type_sequence_iterator, sizeof(sequence_iterator));
    it->subject = sequence;
    return (upy_value)it;
}

// subject[index], or UPY_NULL for IndexError and StopIteration.
static upy_value item_or_null(upy_value subject, upy_value index) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_value v = upy_get_item(subject, index);
        upy_end_try(&jump);
        return v;
    }
    if (upy_is_instance(jump.exception, &upy_type_IndexError) ||
        upy_is_instance(jump.exception, &upy_type_StopIteration)) {
        return UPY_NULL;
    }
    upy_raise(jump.exception);
}

// One item on, or back.
static upy_value next_in(sequence_iterator *it, bool is_reversed) {
    upy_value subject = it->subject, v = UPY_NULL, *items;
    size_t n;
    if (subject == UPY_NULL) {
        return upy_iteration_end();
    }
    intptr_t i = it->position - is_reversed;
    if (i >= 0) {
        if (!upy_get_items(subject, &n, &items)) {
            v = item_or_null(subject, upy_new_int(i));
        } else if ((size_t)i < n) {
            v = items[i];
        }
    }
    if (v == UPY_NULL) {
        return finish(it);
    }
    it->position += is_reversed ? -1 : 1;
    return v;
}

static upy_value iterator_next(upy_value self) { return next_in((sequence_iterator *)self, false); }

#if UPY_NATIVE_LENGTH_HINTS
static upy_value iterator_unary(upy_unary_op op, upy_value self) {
    const sequence_iterator *it = (const sequence_iterator *)self;
    if (op != UPY_OP_LENGTH_HINT) {
        return UPY_NULL;
    }
    intptr_t left = it->subject == UPY_NULL ? 0 : upy_length_hint(it->subject, 0) - it->position;
    return upy_new_int(left < 0 ? 0 : left);
}
#else
#define iterator_unary NULL
#endif

static const upy_slots iterator_slots = {
    .unary = iterator_unary,
    .iter = upy_iter_self,
    .next = iterator_next,
    .trace = iterator_trace,
};

const upy_type upy_type_sequence_iterator = {
    UPY_TYPE_HEAD(iterator, sequence_iterator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &iterator_slots,
};

// ---- Backwards -------------------------------------------------------------------------------------

static void reversed_begin(sequence_iterator *it, upy_value sequence) {
    upy_value pair[2];
    size_t n;
    upy_value *items;
    bool is_indexed =
        upy_get_items(sequence, &n, &items) ||
        (upy_type_of(sequence)->slots->subscript != NULL &&
         !upy_has_layout(sequence, UPY_TYPE_DICT_BASED | UPY_TYPE_SET_BASED) &&
         (!upy_type_is_class(upy_type_of(sequence)) || upy_as_class(upy_type_of(sequence))->native != NULL)) ||
        upy_get_special(sequence, UPY_NAME(__getitem__), pair);
    if (!is_indexed) {
        upy_raise_type("'%T' object isn't reversible", sequence);
    }
    it->position = upy_length(sequence);
    it->subject = sequence;
}

upy_value upy_new_reversed(upy_value sequence) {
    sequence_iterator *it = upy_new_object(&upy_type_reversed, sizeof(sequence_iterator));
    reversed_begin(it, sequence);
    return (upy_value)it;
}

static upy_value reversed_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    upy_check_argument_count(n_args, 1, 1);
    upy_value pair[2];
    if (upy_get_special(args[0], UPY_NAME(__reversed__), pair)) {
        if (pair[0] == UPY_NONE) {
            upy_raise_type("'%T' object isn't reversible", args[0]);
        }
        return upy_call_method(pair, 0, 0, NULL);
    }
    sequence_iterator *it = upy_new_instance_of(type, sizeof(sequence_iterator));
    reversed_begin(it, args[0]);
    return (upy_value)it;
}

static upy_value reversed_next(upy_value self) { return next_in((sequence_iterator *)self, true); }

#if UPY_NATIVE_LENGTH_HINTS
static upy_value reversed_unary(upy_unary_op op, upy_value self) {
    const sequence_iterator *it = (const sequence_iterator *)self;
    if (op != UPY_OP_LENGTH_HINT) {
        return UPY_NULL;
    }
    bool has_shrunk = it->subject != UPY_NULL && upy_length(it->subject) < it->position;
    return it->subject == UPY_NULL || has_shrunk ? UPY_SMALL_INT(0) : upy_new_int(it->position);
}
#else
#define reversed_unary NULL
#endif

static const upy_slots reversed_slots = {
    .make_new = reversed_make_new,
    .unary = reversed_unary,
    .iter = upy_iter_self,
    .next = reversed_next,
    .trace = iterator_trace,
};

const upy_type upy_type_reversed = {
    UPY_TYPE_HEAD(reversed, sequence_iterator, UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &reversed_slots,
};

// ---- iter(callable, sentinel) ----------------------------------------------------------------------

typedef struct callable_iterator {
    upy_object header;
    upy_value callable; // UPY_NULL: ended
    upy_value sentinel;
} callable_iterator;

upy_value upy_new_callable_iterator(upy_value callable, upy_value sentinel) {
    callable_iterator *it = upy_new_object(&upy_type_callable_iterator, sizeof(callable_iterator));
    it->callable = callable;
    it->sentinel = sentinel;
    return (upy_value)it;
}

static upy_value callable_next(upy_value self) {
    callable_iterator *it = (callable_iterator *)self;
    if (it->callable == UPY_NULL) {
        return upy_iteration_end();
    }
    upy_value v;
    upy_jump jump;
    if (upy_try(&jump)) {
        v = upy_call_0(it->callable);
        upy_end_try(&jump);
    } else {
        if (!upy_is_instance(jump.exception, &upy_type_StopIteration)) {
            upy_raise(jump.exception);
        }
        v = UPY_NULL;
    }
    // The calls may have run this very iterator to its end.
    if (v == UPY_NULL || it->callable == UPY_NULL || upy_equal(it->sentinel, v) || it->callable == UPY_NULL) {
        it->callable = it->sentinel = UPY_NULL;
        return upy_iteration_end();
    }
    return v;
}

static void callable_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((callable_iterator *)self)->callable, 2);
}

static const upy_slots callable_slots = {
    .iter = upy_iter_self,
    .next = callable_next,
    .trace = callable_trace,
};

const upy_type upy_type_callable_iterator = {
    UPY_TYPE_HEAD(callable_iterator, callable_iterator, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &callable_slots,
};

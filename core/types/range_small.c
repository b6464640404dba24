// range_small.c — range of the smallest level, in place of range.c: of small ints, without slices and methods.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"

typedef struct numbers {
    intptr_t start, step, length;
} numbers;

static numbers numbers_of(upy_value self) {
    const upy_range *r = (const upy_range *)self;
    numbers n = {upy_small_int_value(r->start), upy_small_int_value(r->step), 0};
    intptr_t distance = upy_small_int_value(r->stop) - n.start;
    if (n.step < 0 ? distance < 0 : distance > 0) {
        uint32_t stride = (uint32_t)(n.step < 0 ? -n.step : n.step);
        n.length = (intptr_t)(((uint32_t)(n.step < 0 ? -distance : distance) - 1) / stride) + 1;
    }
    return n;
}

upy_value upy_new_range(upy_value start, upy_value stop, upy_value step) {
    upy_value parts[3] = {start, stop, step};
    for (size_t i = 0; i < 3; i++) {
        intptr_t n = upy_to_index(parts[i]);
        if (!upy_fits_small_int(n)) {
            upy_raise_overflow("range of big ints");
        }
        parts[i] = upy_small_int(n);
    }
    if (parts[2] == UPY_SMALL_INT(0)) {
        upy_raise_value_error("zero step");
    }
    upy_range *r = upy_new_object(&upy_type_range, sizeof *r);
    r->start = parts[0];
    r->stop = parts[1];
    r->step = parts[2];
    return (upy_value)r;
}

static upy_value range_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)type;
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 3);
    return upy_new_range(n_args == 1 ? UPY_SMALL_INT(0) : args[0], args[n_args > 1],
                         n_args == 3 ? args[2] : UPY_SMALL_INT(1));
}

static void range_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    const upy_range *r = (const upy_range *)self;
    (void)kind;
    (upy_printf)(w, r->step == UPY_SMALL_INT(1) ? "range(%r, %r)" : "range(%r, %r, %r)", r->start, r->stop, r->step);
}

static upy_value range_unary(upy_unary_op op, upy_value self) {
    intptr_t length = numbers_of(self).length;
    return op == UPY_OP_BOOL ? upy_bool(length != 0) : op == UPY_OP_LEN ? upy_new_int(length) : UPY_NULL;
}

static upy_value range_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if ((op != UPY_OP_EQ && op != UPY_OP_NE) || !upy_is_exactly(rhs, &upy_type_range)) {
        return UPY_NULL;
    }
    numbers a = numbers_of(lhs), b = numbers_of(rhs);
    bool is_equal = a.length == b.length && (a.length == 0 || a.start == b.start) && (a.length < 2 || a.step == b.step);
    return upy_bool(is_equal == (op == UPY_OP_EQ));
}

static upy_value range_subscript(upy_value self, upy_value index, upy_value value) {
    if (value != UPY_MARK_LOAD || upy_is_exactly(index, &upy_type_slice)) {
        return UPY_NULL;
    }
    numbers n = numbers_of(self);
    size_t i = upy_sequence_index(index, (size_t)n.length, "range");
    return upy_small_int(n.start + (intptr_t)i * n.step);
}

// ---- Iterator ------------------------------------------------------------------------------------

typedef struct range_iterator {
    upy_object header;
    numbers rest;
} range_iterator;

static upy_value range_iterator_next(upy_value self) {
    numbers *rest = &((range_iterator *)self)->rest;
    if (rest->length == 0) {
        return upy_iteration_end();
    }
    upy_value v = upy_small_int(rest->start);
    rest->start += rest->step;
    rest->length--;
    return v;
}

static const upy_slots range_iterator_slots = {.iter = upy_iter_self, .next = range_iterator_next};
static const upy_type range_iterator_type = {
    UPY_TYPE_HEAD(range_iterator, range_iterator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object,
    .slots = &range_iterator_slots};

static upy_value range_iter(upy_value self) {
    range_iterator *it = upy_new_object(&range_iterator_type, sizeof *it);
    it->rest = numbers_of(self);
    return (upy_value)it;
}

static const upy_slots range_slots = {
    .make_new = range_make_new,
    .print = range_print,
    .unary = range_unary,
    .binary = range_binary,
    .subscript = range_subscript,
    .iter = range_iter,
};

const upy_type upy_type_range = {UPY_TYPE_HEAD(range, upy_range, UPY_TYPE_IS_FINAL), .base = &upy_type_object,
                                 .slots = &range_slots};

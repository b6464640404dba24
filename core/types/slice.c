// slice.c — slice objects and their resolution against a length.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/number.h"

upy_value upy_new_slice(upy_value start, upy_value stop, upy_value step) {
    upy_slice *s = upy_new_object(&upy_type_slice, sizeof(upy_slice));
    s->start = start;
    s->stop = stop;
    s->step = step;
    return (upy_value)s;
}

static intptr_t slice_part(upy_value v) {
    if (upy_is_small_int(v)) {
        return upy_small_int_value(v);
    }
    return upy_to_index_clamped(v);
}

// A start or stop, moved into [low, high].
static intptr_t slice_bound(upy_value v, intptr_t absent, intptr_t length, intptr_t low, intptr_t high) {
    if (v == UPY_NONE) {
        return absent;
    }
    intptr_t i = slice_part(v);
    if (i < 0) {
        i += length;
    }
    return i < low ? low : i > high ? high : i;
}

upy_slice_bounds upy_slice_resolve(upy_value slice, size_t length) {
    const upy_slice *s = (const upy_slice *)slice;
    intptr_t n = (intptr_t)length;
    intptr_t step = s->step == UPY_NONE ? 1 : slice_part(s->step);
    if (step == 0) {
        upy_raise_value_error("slice step can't be zero");
    }
    if (step < -INTPTR_MAX) {
        step = -INTPTR_MAX;
    }
    upy_slice_bounds b = {0, 0, step};
    if (step > 0) {
        intptr_t start = slice_bound(s->start, 0, n, 0, n);
        intptr_t stop = slice_bound(s->stop, n, n, 0, n);
        b.start = (size_t)start;
        b.count = stop > start ? (size_t)((stop - start - 1) / step + 1) : 0;
    } else {
        intptr_t start = slice_bound(s->start, n - 1, n, -1, n - 1);
        intptr_t stop = slice_bound(s->stop, -1, n, -1, n - 1);
        b.start = start < 0 ? 0 : (size_t)start;
        b.count = start > stop ? (size_t)((start - stop - 1) / -step + 1) : 0;
    }
    return b;
}

static bool is_settled(upy_value part) { return part == UPY_NONE || upy_is_int(part); }

static upy_value settled_part(upy_value part) { return is_settled(part) ? part : upy_new_int(slice_part(part)); }

upy_value upy_settled_index(upy_value index) {
    if (upy_is_small_int(index)) {
        return index;
    }
    if (!upy_is_exactly(index, &upy_type_slice)) {
        upy_value as_int = upy_index_or_null(index);
        return as_int != UPY_NULL ? as_int : index;
    }
    const upy_slice *s = (const upy_slice *)index;
    if (is_settled(s->start) && is_settled(s->stop) && is_settled(s->step)) {
        return index;
    }
    upy_value start = settled_part(s->start), stop = settled_part(s->stop);
    return upy_new_slice(start, stop, settled_part(s->step));
}

static upy_value slice_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)type;
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 3);
    if (n_args == 1) {
        return upy_new_slice(UPY_NONE, args[0], UPY_NONE);
    }
    return upy_new_slice(args[0], args[1], n_args == 3 ? args[2] : UPY_NONE);
}

static void slice_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_check_stack();
    const upy_slice *s = (const upy_slice *)self;
    upy_printf(w, "slice(%r, %r, %r)", s->start, s->stop, s->step);
}

static upy_value slice_as_tuple(upy_value self) {
    const upy_slice *s = (const upy_slice *)self;
    upy_value parts[3] = {s->start, s->stop, s->step};
    return upy_new_tuple(3, parts);
}

static upy_value slice_unary(upy_unary_op op, upy_value self) {
    if (op != UPY_OP_HASH) {
        return op == UPY_OP_BOOL ? UPY_TRUE : UPY_NULL;
    }
    const upy_slice *s = (const upy_slice *)self;
    uintptr_t h = (uintptr_t)upy_hash(s->start);
    h = h * 1000003u ^ (uintptr_t)upy_hash(s->stop);
    h = h * 1000003u ^ (uintptr_t)upy_hash(s->step);
    return upy_small_int((intptr_t)(h & 0x1fffffff));
}

static upy_value slice_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (!upy_op_is_compare(op) || !upy_is_exactly(rhs, &upy_type_slice)) {
        return UPY_NULL;
    }
    return upy_binary(op, slice_as_tuple(lhs), slice_as_tuple(rhs));
}

static upy_value slice_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    const upy_slice *s = (const upy_slice *)self;
    return name == UPY_NAME(start)  ? s->start
           : name == UPY_NAME(stop) ? s->stop
           : name == UPY_NAME(step) ? s->step
                                    : UPY_NULL;
}

static void slice_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((upy_slice *)self)->start, 3);
}

// As slice_bound, for lengths of any size.
static upy_value any_bound(upy_value v, upy_value absent, upy_value length, upy_value low, upy_value high) {
    if (v == UPY_NONE) {
        return absent;
    }
    upy_value i = upy_int_as_exact(upy_is_int(v) ? v : upy_unary(UPY_OP_INDEX, v));
    if (upy_int_sign(i) < 0) {
        i = upy_int_binary(UPY_OP_ADD, i, length);
    }
    return upy_int_compare(i, low) < 0 ? low : upy_int_compare(i, high) > 0 ? high : i;
}

static upy_value slice_indices(size_t n_args, const upy_value *args) {
    (void)n_args;
    const upy_slice *s = (const upy_slice *)args[0];
    upy_value n = upy_int_as_exact(upy_is_int(args[1]) ? args[1] : upy_unary(UPY_OP_INDEX, args[1]));
    if (upy_int_sign(n) < 0) {
        upy_raise_value_error("length should not be negative");
    }
    upy_value step = UPY_SMALL_INT(1);
    if (s->step != UPY_NONE) {
        step = upy_int_as_exact(upy_is_int(s->step) ? s->step : upy_unary(UPY_OP_INDEX, s->step));
    }
    if (step == UPY_SMALL_INT(0)) {
        upy_raise_value_error("slice step can't be zero");
    }
    bool forward = upy_int_sign(step) > 0;
    upy_value low = forward ? UPY_SMALL_INT(0) : UPY_SMALL_INT(-1);
    upy_value high = forward ? n : upy_int_binary(UPY_OP_SUB, n, UPY_SMALL_INT(1));
    upy_value parts[3] = {UPY_NONE, UPY_NONE, step};
    parts[0] = any_bound(s->start, forward ? low : high, n, low, high);
    parts[1] = any_bound(s->stop, forward ? high : low, n, low, high);
    return upy_new_tuple(3, parts);
}
static const UPY_METHOD(slice_indices_method, slice, indices, slice_indices, 2, 2);

static const upy_pair slice_pairs[] = {
    {UPY_NAME(indices), (upy_value)&slice_indices_method},
};
static const UPY_DEFINE_TABLE(slice_attributes, slice_pairs);

static const upy_slots slice_slots = {
    .make_new = slice_make_new,
    .print = slice_print,
    .unary = slice_unary,
    .binary = slice_binary,
    .attribute = slice_attribute,
    .trace = slice_trace,
};

const upy_type upy_type_slice = {
    UPY_TYPE_HEAD(slice, upy_slice, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &slice_slots,
    .attributes = &slice_attributes,
};

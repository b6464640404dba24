// range.c — arithmetic progressions of ints of any size.
//
// Everything is computed with machine words while start, stop and step are small ints (whose
// differences always fit a word) and with Python arithmetic otherwise. Two ranges are equal if they
// produce the same numbers.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/str.h"

// On boards everything but iterating goes the general way.
static bool is_small(const upy_range *r) { return upy_are_small_ints(r->start, r->stop) && upy_is_small_int(r->step); }
static bool is_quick(const upy_range *r) { return UPY_LEVEL >= UPY_LEVEL_FULL && is_small(r); }

static intptr_t small_length(const upy_range *r) {
    intptr_t start = upy_small_int_value(r->start);
    intptr_t stop = upy_small_int_value(r->stop);
    intptr_t step = upy_small_int_value(r->step);
    if (step > 0) {
        return stop > start ? (stop - start - 1) / step + 1 : 0;
    }
    return start > stop ? (start - stop - 1) / -step + 1 : 0;
}

static upy_value add(upy_value a, upy_value b) { return upy_int_binary(UPY_OP_ADD, a, b); }
static upy_value subtract(upy_value a, upy_value b) { return upy_int_binary(UPY_OP_SUB, a, b); }
static upy_value multiply(upy_value a, upy_value b) { return upy_int_binary(UPY_OP_MUL, a, b); }
static bool is_less(upy_value a, upy_value b) { return upy_int_binary(UPY_OP_LT, a, b) == UPY_TRUE; }

// Number of elements, as an int of any size.
static upy_value range_length(const upy_range *r) {
    if (is_quick(r)) {
        return upy_new_int(small_length(r));
    }
    bool up = upy_int_sign(r->step) > 0;
    upy_value low = up ? r->start : r->stop;
    upy_value high = up ? r->stop : r->start;
    if (!is_less(low, high)) {
        return UPY_SMALL_INT(0);
    }
    upy_value step = up ? r->step : subtract(UPY_SMALL_INT(0), r->step);
    upy_value span = subtract(subtract(high, low), UPY_SMALL_INT(1));
    return add(upy_int_binary(UPY_OP_FLOORDIV, span, step), UPY_SMALL_INT(1));
}

static upy_value item(const upy_range *r, upy_value i) {
    if (is_quick(r) && upy_is_small_int(i)) {
        intptr_t offset;
        intptr_t value;
        if (!__builtin_mul_overflow(upy_small_int_value(i), upy_small_int_value(r->step), &offset) &&
            !__builtin_add_overflow(offset, upy_small_int_value(r->start), &value)) {
            return upy_new_int(value);
        }
    }
    return add(r->start, multiply(i, r->step));
}

static upy_value index_of(upy_value v) {
    if (upy_is_int(v)) {
        return upy_int_as_exact(v);
    }
    return upy_unary(UPY_OP_INDEX, v);
}

upy_value upy_new_range(upy_value start, upy_value stop, upy_value step) {
    start = index_of(start);
    stop = index_of(stop);
    step = index_of(step);
    if (step == UPY_SMALL_INT(0)) {
        upy_raise_value_error("zero step");
    }
    upy_range *r = upy_new_object(&upy_type_range, sizeof(upy_range));
    r->start = start;
    r->stop = stop;
    r->step = step;
    return (upy_value)r;
}

static upy_value range_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)type;
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 3);
    if (n_args == 1) {
        return upy_new_range(UPY_SMALL_INT(0), args[0], UPY_SMALL_INT(1));
    }
    return upy_new_range(args[0], args[1], n_args == 3 ? args[2] : UPY_SMALL_INT(1));
}

static void range_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const upy_range *r = (const upy_range *)self;
    upy_printf(w, "range(%r, %r", r->start, r->stop);
    if (r->step != UPY_SMALL_INT(1)) {
        upy_printf(w, ", %r", r->step);
    }
    upy_write(w, ")", 1);
}

// (length, first, step) with what does not matter left out: equal for equal ranges.
static upy_value canonical(const upy_range *r) {
    upy_value parts[3] = {range_length(r), UPY_NONE, UPY_NONE};
    if (parts[0] != UPY_SMALL_INT(0)) {
        parts[1] = r->start;
        if (parts[0] != UPY_SMALL_INT(1)) {
            parts[2] = r->step;
        }
    }
    return upy_new_tuple(3, parts);
}

static upy_value range_unary(upy_unary_op op, upy_value self) {
    const upy_range *r = (const upy_range *)self;
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(range_length(r) != UPY_SMALL_INT(0));
    case UPY_OP_LEN: {
        upy_value n = range_length(r);
        if (!upy_is_small_int(n)) {
            intptr_t word;
            if (!upy_int_get(n, &word)) {
                upy_raise_overflow("range() is too long for len()");
            }
        }
        return n;
    }
    case UPY_OP_HASH: return upy_small_int(upy_hash(canonical(r)));
    default: return UPY_NULL;
    }
}

// Index of an int in the range, or UPY_NULL.
static upy_value position_of(const upy_range *r, upy_value v) {
    if (is_quick(r) && upy_is_small_int(v)) {
        intptr_t offset = upy_small_int_value(v) - upy_small_int_value(r->start);
        intptr_t step = upy_small_int_value(r->step);
        if (offset % step != 0) {
            return UPY_NULL;
        }
        intptr_t i = offset / step;
        return i >= 0 && i < small_length(r) ? upy_new_int(i) : UPY_NULL;
    }
    upy_value remainder;
    upy_value i = upy_int_divmod(subtract(v, r->start), r->step, &remainder);
    if (remainder != UPY_SMALL_INT(0) || upy_int_sign(i) < 0 || !is_less(i, range_length(r))) {
        return UPY_NULL;
    }
    return i;
}

// Position of any object: ints are computed, others compared one by one.
static upy_value find(upy_value self, upy_value v) {
    if (upy_is_small_int(v) || upy_is_exactly(v, &upy_type_int) || upy_is_exactly(v, &upy_type_bool)) {
        return position_of((const upy_range *)self, upy_int_as_exact(v));
    }
    if (upy_is_float(v)) { // equal only to a whole number, so no search is needed
        upy_float f = upy_float_value(v);
        if (f - f != 0) {
            return UPY_NULL; // inf, nan
        }
        upy_value whole = upy_new_int_from_float(f);
        return upy_equal(whole, v) ? position_of((const upy_range *)self, whole) : UPY_NULL;
    }
    upy_iteration it;
    upy_iteration_begin(&it, self);
    intptr_t i = 0;
    upy_value x;
    while ((x = upy_iteration_next(&it)) != UPY_NULL) {
        if (upy_equal(x, v)) {
            return upy_new_int(i);
        }
        i++;
    }
    return UPY_NULL;
}

static upy_value range_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (op == UPY_OP_CONTAINS) {
        return upy_bool(find(lhs, rhs) != UPY_NULL);
    }
    if ((op != UPY_OP_EQ && op != UPY_OP_NE) || !upy_is_exactly(rhs, &upy_type_range)) {
        return UPY_NULL;
    }
    bool equal = lhs == rhs || upy_equal(canonical((const upy_range *)lhs), canonical((const upy_range *)rhs));
    return upy_bool(equal == (op == UPY_OP_EQ));
}

static upy_value slice_part(upy_value v, upy_value absent, upy_value length, upy_value low, upy_value high) {
    if (v == UPY_NONE) {
        return absent;
    }
    v = index_of(v);
    if (upy_int_sign(v) < 0) {
        v = add(v, length);
    }
    return is_less(v, low) ? low : is_less(high, v) ? high : v;
}

static upy_value slice_of(const upy_range *r, upy_value slice) {
    const upy_slice *s = (const upy_slice *)slice;
    upy_value length = range_length(r);
    upy_value step = s->step == UPY_NONE ? UPY_SMALL_INT(1) : index_of(s->step);
    if (step == UPY_SMALL_INT(0)) {
        upy_raise_value_error("slice step can't be zero");
    }
    bool up = upy_int_sign(step) > 0;
    upy_value low = up ? UPY_SMALL_INT(0) : UPY_SMALL_INT(-1);
    upy_value high = up ? length : subtract(length, UPY_SMALL_INT(1));
    upy_value start = slice_part(s->start, up ? low : high, length, low, high);
    upy_value stop = slice_part(s->stop, up ? high : low, length, low, high);
    return upy_new_range(item(r, start), item(r, stop), multiply(step, r->step));
}

static upy_value range_subscript(upy_value self, upy_value index, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    const upy_range *r = (const upy_range *)self;
    if (upy_is_exactly(index, &upy_type_slice)) {
        return slice_of(r, index);
    }
    if (!upy_is_int(index)) {
        upy_value pair[2];
        if (!upy_get_special(index, UPY_NAME(__index__), pair)) {
            upy_raise_type("range indices must be integers, not %T", index);
        }
    }
    upy_value i = index_of(index);
    upy_value length = range_length(r);
    if (upy_int_sign(i) < 0) {
        i = add(i, length);
    }
    if (upy_int_sign(i) < 0 || !is_less(i, length)) {
        upy_raise_index("range index out of range");
    }
    return item(r, i);
}

static upy_value range_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    const upy_range *r = (const upy_range *)self;
    return name == UPY_NAME(start)  ? r->start
           : name == UPY_NAME(stop) ? r->stop
           : name == UPY_NAME(step) ? r->step
                                    : UPY_NULL;
}

static void range_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((upy_range *)self)->start, 3);
}

// Iterator over a range of small ints; others are indexed by the general sequence iterator.
typedef struct range_iterator {
    upy_object header;
    intptr_t current, left, step;
} range_iterator;

static upy_value range_iterator_next(upy_value self) {
    range_iterator *it = (range_iterator *)self;
    if (it->left == 0) {
        return upy_iteration_end();
    }
    intptr_t i = it->current;
    it->left--;
    it->current = i + it->step;
    return upy_small_int(i);
}

static upy_value range_iterator_unary(upy_unary_op op, upy_value self) {
    return op == UPY_OP_LENGTH_HINT ? upy_new_int(((const range_iterator *)self)->left) : UPY_NULL;
}

static const upy_slots range_iterator_slots = {
    .unary = range_iterator_unary,
    .iter = upy_iter_self,
    .next = range_iterator_next,
};

static const upy_type range_iterator_type = {
    UPY_TYPE_HEAD(range_iterator, range_iterator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &range_iterator_slots,
};

static upy_value range_iter(upy_value self) {
    const upy_range *r = (const upy_range *)self;
    if (!is_small(r)) {
        return upy_new_sequence_iterator(self);
    }
    range_iterator *it = upy_new_object(&range_iterator_type, sizeof(range_iterator));
    it->current = upy_small_int_value(r->start);
    it->step = upy_small_int_value(r->step);
    it->left = small_length(r);
    return (upy_value)it;
}

static upy_value range_count(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (upy_is_int(args[1]) || upy_is_float(args[1])) {
        return upy_small_int(find(args[0], args[1]) != UPY_NULL);
    }
    upy_iteration it;
    upy_iteration_begin(&it, args[0]);
    intptr_t count = 0;
    upy_value x;
    while ((x = upy_iteration_next(&it)) != UPY_NULL) {
        count += upy_equal(x, args[1]);
    }
    return upy_new_int(count);
}
static const UPY_METHOD(range_count_method, range, count, range_count, 2, 2);

static upy_value range_index(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value i = find(args[0], args[1]);
    if (i == UPY_NULL) {
        upy_raise_value_error("object not in sequence");
    }
    return i;
}
static const UPY_METHOD(range_index_method, range, index, range_index, 2, 2);

static upy_value range_reversed(size_t n_args, const upy_value *args) {
    (void)n_args;
    const upy_range *r = (const upy_range *)args[0];
    upy_value last = item(r, subtract(range_length(r), UPY_SMALL_INT(1)));
    upy_value step = subtract(UPY_SMALL_INT(0), r->step);
    return upy_iter(upy_new_range(last, subtract(r->start, r->step), step));
}
static const UPY_METHOD(range_reversed_method, range, __reversed__, range_reversed, 1, 1);

static const upy_pair range_pairs[] = {
    {UPY_NAME(count), (upy_value)&range_count_method},
    {UPY_NAME(index), (upy_value)&range_index_method},
    {UPY_NAME(__reversed__), (upy_value)&range_reversed_method},
};
static const UPY_DEFINE_TABLE(range_attributes, range_pairs);

static const upy_slots range_slots = {
    .make_new = range_make_new,
    .print = range_print,
    .unary = range_unary,
    .binary = range_binary,
    .subscript = range_subscript,
    .attribute = range_attribute,
    .iter = range_iter,
    .trace = range_trace,
};

const upy_type upy_type_range = {
    UPY_TYPE_HEAD(range, upy_range, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &range_slots,
    .attributes = &range_attributes,
};

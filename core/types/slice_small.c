// slice_small.c — slices at the smallest level, in place of slice.c: made by subscripts, resolved against a length.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"

upy_value upy_new_slice(upy_value start, upy_value stop, upy_value step) {
    upy_slice *s = upy_new_object(&upy_type_slice, sizeof(upy_slice));
    s->start = start;
    s->stop = stop;
    s->step = step;
    return (upy_value)s;
}

// A start or stop, moved into [low, high].
static intptr_t bound(upy_value v, intptr_t absent, intptr_t length, intptr_t low, intptr_t high) {
    intptr_t i = v == UPY_NONE ? absent : upy_to_index_clamped(v);
    i += v != UPY_NONE && i < 0 ? length : 0;
    return i < low ? low : i > high ? high : i;
}

upy_slice_bounds upy_slice_resolve(upy_value slice, size_t length) {
    const upy_slice *s = (const upy_slice *)slice;
    intptr_t n = (intptr_t)length, step = s->step == UPY_NONE ? 1 : upy_to_index(s->step);
    if (step == 0 || step == INTPTR_MIN) {
        upy_raise_value_error("slice step can't be zero");
    }
    intptr_t low = step < 0 ? -1 : 0, high = step < 0 ? n - 1 : n;
    intptr_t start = bound(s->start, step < 0 ? high : low, n, low, high);
    intptr_t stop = bound(s->stop, step < 0 ? low : high, n, low, high);
    intptr_t distance = step < 0 ? start - stop : stop - start;
    uint32_t stride = (uint32_t)(step < 0 ? -step : step);
    upy_slice_bounds b = {start < 0 ? 0 : (size_t)start, 0, step};
    b.count = distance > 0 ? ((uint32_t)distance - 1) / stride + 1 : 0;
    return b;
}

// User code runs for parts that have an __index__ of their own only.
static upy_value settled(upy_value part) {
    return part == UPY_NONE || upy_is_int(part) ? part : upy_unary(UPY_OP_INDEX, part);
}

upy_value upy_settled_index(upy_value index) {
    if (!upy_is_exactly(index, &upy_type_slice)) {
        upy_value as_int = upy_index_or_null(index);
        return as_int != UPY_NULL ? as_int : index;
    }
    upy_slice *s = (upy_slice *)index;
    return upy_new_slice(settled(s->start), settled(s->stop), settled(s->step));
}

static void slice_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((const upy_slice *)self)->start, 3);
}

static const upy_slots slice_slots = {.trace = slice_trace};
const upy_type upy_type_slice = {UPY_TYPE_HEAD(slice, upy_slice, UPY_TYPE_IS_FINAL), .base = &upy_type_object,
                                 .slots = &slice_slots};

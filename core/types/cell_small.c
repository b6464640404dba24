// cell_small.c — cells at the smallest level, in place of cell.c: nobody sees them.
#include "core/heap/heap.h"
#include "core/types/containers.h"

upy_value upy_new_cell(upy_value content) {
    upy_cell *c = upy_new_object(&upy_type_cell, sizeof *c);
    c->content = content;
    return (upy_value)c;
}

static void cell_trace(upy_value self, upy_tracer *tracer) { upy_trace_value(tracer, ((upy_cell *)self)->content); }

static const upy_slots cell_slots = {.trace = cell_trace};
const upy_type upy_type_cell = {UPY_TYPE_HEAD(cell, upy_cell, UPY_TYPE_IS_FINAL), .base = &upy_type_object,
                                .slots = &cell_slots};

// cell.c — the box of a variable that inner functions share.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"

upy_value upy_new_cell(upy_value content) {
    upy_cell *c = upy_new_object(&upy_type_cell, sizeof(upy_cell));
    c->content = content;
    return (upy_value)c;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value cell_attribute(upy_value self, upy_value name, upy_value value) {
    if (name != UPY_NAME(cell_contents)) {
        return UPY_NULL;
    }
    upy_cell *c = (upy_cell *)self;
    if (value == UPY_MARK_LOAD) {
        if (c->content == UPY_NULL) {
            upy_raise_value_error("cell is empty");
        }
        return c->content;
    }
    upy_store(self, &c->content, value == UPY_MARK_DELETE ? UPY_NULL : value);
    return UPY_NONE;
}
#else // no program gets hold of one
#define cell_attribute NULL
#endif

static void cell_trace(upy_value self, upy_tracer *tracer) { upy_trace_value(tracer, ((upy_cell *)self)->content); }

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value cell_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)type;
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 0, 1);
    return upy_new_cell(n_args ? args[0] : UPY_NULL);
}
#define CELL_MAKE_NEW cell_make_new
#else
#define CELL_MAKE_NEW NULL
#endif

static const upy_slots cell_slots = {
    .make_new = CELL_MAKE_NEW,
    .attribute = cell_attribute,
    .trace = cell_trace,
};

const upy_type upy_type_cell = {
    UPY_TYPE_HEAD(cell, upy_cell, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &cell_slots,
};

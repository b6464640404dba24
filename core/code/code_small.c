// code_small.c — the code object at the smallest level, in place of code.c: what the collector must know about it (its
// two storage blocks are the addresses of `constants` and `instructions`).
#include "core/code/code.h"
#include "core/heap/heap.h"
#include "core/object/dict.h"

static void code_trace(upy_value self, upy_tracer *tracer) {
    const upy_code *code = (const upy_code *)self;
    if (code->constants) {
        upy_trace_storage(tracer, code->constants);
        upy_trace_values(tracer, code->constants, code->n_constants);
        upy_trace_values(tracer, code->variables, code->n_variables);
    }
    if (code->instructions) {
        upy_trace_storage(tracer, code->instructions);
    }
    upy_trace_values(tracer, &code->name, 3); // name, qualname, filename
}

static const upy_slots code_slots = {.trace = code_trace};

const upy_type upy_type_code = {UPY_TYPE_HEAD(code, upy_code, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
                                .base = &upy_type_object, .slots = &code_slots};

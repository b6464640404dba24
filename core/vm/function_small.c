// function_small.c — the function type at the smallest level, in place of function.c: its name is all there is to see.
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/str.h"
#include "core/vm/frame.h"

static upy_value function_attribute(upy_value self, upy_value name, upy_value value) {
    return value == UPY_MARK_LOAD && name == UPY_NAME(__name__) ? ((const upy_function *)self)->code->name : UPY_NULL;
}

static void function_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_printf(w, "<function %q>", ((const upy_function *)self)->code->name);
}

static void function_trace(upy_value self, upy_tracer *tracer) {
    const upy_function *f = (const upy_function *)self;
    const upy_code *code = f->code;
    if (code == NULL) {
        return;
    }
    upy_trace_value(tracer, (upy_value)code);
    upy_trace_value(tracer, (upy_value)f->globals);
    upy_trace_values(tracer, f->captured, code->n_captures);
    if (f->defaults != NULL) {
        upy_trace_storage(tracer, f->defaults);
        upy_trace_values(tracer, f->defaults,
                         code->n_defaults + (code->has_keyword_defaults ? code->n_keyword_only : 0u));
    }
}

static const upy_slots function_slots = {
    .call = upy_function_call,
    .print = function_print,
    .attribute = function_attribute,
    .trace = function_trace,
};

const upy_type upy_type_function = {
    UPY_TYPE_HEAD(function, upy_function, UPY_TYPE_BINDS_SELF | UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object, .slots = &function_slots};

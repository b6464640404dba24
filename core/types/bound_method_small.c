// bound_method_small.c — bound methods and modules at the smallest level, in place of bound_method.c and module.c.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/function.h"

// ---- Bound methods: a function together with the first argument it will get ------------------------

static upy_bound_method *as_bound(upy_value v) { return (upy_bound_method *)v; }

upy_value upy_new_bound_method(upy_value function, upy_value self) {
    upy_bound_method *m = upy_new_object(&upy_type_bound_method, sizeof *m);
    m->function = function;
    m->self = self;
    return (upy_value)m;
}

static upy_value bound_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value pair[] = {as_bound(self)->function, as_bound(self)->self};
    return upy_call_method(pair, n_args, n_kw, args);
}

static upy_value bound_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if ((op != UPY_OP_EQ && op != UPY_OP_NE) || !upy_is_exactly(rhs, &upy_type_bound_method)) {
        return UPY_NULL;
    }
    bool is_same = as_bound(lhs)->self == as_bound(rhs)->self && as_bound(lhs)->function == as_bound(rhs)->function;
    return upy_bool(is_same == (op == UPY_OP_EQ));
}

static void bound_trace(upy_value self, upy_tracer *tracer) { upy_trace_values(tracer, &as_bound(self)->function, 2); }

static const upy_slots bound_slots = {.call = bound_call, .binary = bound_binary, .trace = bound_trace};
const upy_type upy_type_bound_method = {UPY_TYPE_HEAD(method, upy_bound_method, UPY_TYPE_IS_FINAL),
                                        .base = &upy_type_object, .slots = &bound_slots};

// ---- Modules: constants whose globals are a table in flash -----------------------------------------

static upy_value module_attribute(upy_value self, upy_value name, upy_value value) {
    return value == UPY_MARK_LOAD ? upy_dict_get_name(((const upy_module *)self)->globals, name) : UPY_NULL;
}

static const upy_slots module_slots = {.attribute = module_attribute};
const upy_type upy_type_module = {UPY_TYPE_HEAD(module, upy_module, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
                                  .base = &upy_type_object, .slots = &module_slots};

// bound_method.c — a function together with the first argument it will get.
//
// Made only when a method is read without being called at once; `object.name(…)` passes the pair on the stack.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/function.h"
#include "core/types/str.h"

// Bound methods of native types: programs see the type of C functions.
static const upy_type bound_builtin_type;

static upy_bound_method *as_bound(upy_value v) { return (upy_bound_method *)v; }

upy_value upy_new_bound_method(upy_value function, upy_value self) {
    const upy_type *kind = upy_type_of(function);
    if (kind->flags & UPY_TYPE_IS_VARIANT) {
        kind = kind->base;
    }
    upy_bound_method *m =
        upy_new_object(kind == &upy_type_builtin ? &bound_builtin_type : &upy_type_bound_method, sizeof *m);
    upy_store((upy_value)m, &m->function, function);
    upy_store((upy_value)m, &m->self, self);
    return (upy_value)m;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
// method(function, self)
static upy_value bound_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)type;
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 2, 2);
    if (args[1] == UPY_NONE) {
        upy_raise_type("self must not be None");
    }
    if (!upy_is_callable(args[0])) {
        upy_raise_type("first argument must be callable");
    }
    return upy_new_bound_method(args[0], args[1]);
}
#else
#define bound_make_new NULL
#endif

static upy_value bound_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value pair[] = {as_bound(self)->function, as_bound(self)->self};
    return upy_call_method(pair, n_args, n_kw, args);
}

static void bound_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_check_stack();
    upy_bound_method *m = as_bound(self);
    upy_value name = upy_get_attribute_or_null(m->function, UPY_NAME(__qualname__));
    if (!name) {
        name = upy_get_attribute_or_null(m->function, UPY_NAME(__name__));
    }
    upy_printf(w, "<bound_method %v of %r>", name ? name : UPY_NAME(function), m->self);
}

static upy_value bound_unary(upy_unary_op op, upy_value self) {
    if (op != UPY_OP_HASH) {
        return UPY_NULL;
    }
    uintptr_t address = (uintptr_t)as_bound(self)->self >> 4;
    uintptr_t function = (uintptr_t)upy_hash(as_bound(self)->function);
    return upy_small_int((intptr_t)((function * 31 + address) & (uintptr_t)UPY_SMALL_INT_MAX));
}

static upy_value bound_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if ((op != UPY_OP_EQ && op != UPY_OP_NE) || !upy_is_exactly(rhs, upy_type_of(lhs))) {
        return UPY_NULL;
    }
    bool is_same =
        as_bound(lhs)->self == as_bound(rhs)->self && upy_equal(as_bound(lhs)->function, as_bound(rhs)->function);
    return upy_bool(is_same == (op == UPY_OP_EQ));
}

// __self__ and __func__ of its own; everything else is the function's.
static upy_value bound_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(__self__)) {
        return as_bound(self)->self;
    }
    if (name == UPY_NAME(__func__)) {
        return as_bound(self)->function;
    }
    if (name == UPY_NAME(__class__) || name == UPY_NAME(__call__) || name == UPY_NAME(__get__) ||
        name == UPY_NAME(__eq__) || name == UPY_NAME(__hash__) || name == UPY_NAME(__repr__) ||
        name == UPY_NAME(__str__)) {
        return UPY_NULL;
    }
    return upy_get_attribute_or_null(as_bound(self)->function, name);
}

static void bound_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, as_bound(self)->function);
    upy_trace_value(tracer, as_bound(self)->self);
}

static const upy_slots bound_slots = {.make_new = bound_make_new,
                                      .call = bound_call,
                                      .print = bound_print,
                                      .unary = bound_unary,
                                      .binary = bound_binary,
                                      .attribute = bound_attribute,
                                      .trace = bound_trace};

const upy_type upy_type_bound_method = {UPY_TYPE_HEAD(method, upy_bound_method, UPY_TYPE_IS_FINAL),
                                        .base = &upy_type_object, .slots = &bound_slots};

static const upy_type bound_builtin_type = {
    UPY_TYPE_HEAD(builtin_function_or_method, upy_bound_method, UPY_TYPE_IS_FINAL | UPY_TYPE_IS_VARIANT),
    .base = &upy_type_builtin, .slots = &bound_slots};

// type_parameters.c — what `def f[T]`, `class C[T]` and `type X = …` make. Bounds, defaults and alias
// values are functions called when they are first asked for.
#include "core/vm/type_parameters.h"

#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/generic.h"
#include "core/types/str.h"

typedef struct type_parameter {
    upy_object header;
    upy_value name;
    upy_value bound, default_value; // FULL: thunks, or None
} type_parameter;

typedef struct type_alias {
    upy_object header;
    upy_value name, parameters;
    upy_value thunk, value; // value UPY_NULL until computed
} type_alias;

static upy_value evaluated(upy_value thunk) { return thunk == UPY_NONE ? UPY_NONE : upy_call_0(thunk); }

#if UPY_LEVEL >= UPY_LEVEL_FULL
// What replaces the parameter in a generic type.
static upy_value substitute(size_t n_args, const upy_value *args) {
    (void)n_args;
    return args[0];
}
static const UPY_FUNCTION(substitute_object, __typing_subst__, substitute, 1, 1);

static upy_value bounds_attribute(const type_parameter *p, upy_value name) {
    if (name == UPY_NAME(__bound__)) {
        upy_value bound = evaluated(p->bound);
        return upy_is_exactly(bound, &upy_type_tuple) ? UPY_NONE : bound;
    }
    if (name == UPY_NAME(__constraints__)) {
        upy_value bound = evaluated(p->bound);
        return upy_is_exactly(bound, &upy_type_tuple) ? bound : UPY_EMPTY_TUPLE;
    }
    if (name == UPY_NAME(__default__)) {
        return evaluated(p->default_value);
    }
    return name == UPY_NAME(__typing_subst__) ? (upy_value)&substitute_object : UPY_NULL;
}
#else
static upy_value bounds_attribute(const type_parameter *p, upy_value name) { // bounds and defaults are only parsed
    (void)p, (void)name;
    return UPY_NULL;
}
#endif

static upy_value parameter_attribute(upy_value self, upy_value name, upy_value value) {
    const type_parameter *p = (const type_parameter *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    return name == UPY_NAME(__name__) ? p->name : bounds_attribute(p, name);
}

static void parameter_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_printf(w, "%q", ((const type_parameter *)self)->name);
}

static void parameter_trace(upy_value self, upy_tracer *t) {
    const type_parameter *p = (const type_parameter *)self;
    upy_trace_value(t, p->name);
    upy_trace_value(t, p->bound);
    upy_trace_value(t, p->default_value);
}

static upy_value parameter_iter(upy_value self) { // *Ts in a subscript
    return upy_iter(upy_new_tuple(1, &self));
}

static upy_value either(upy_binary_op op, upy_value lhs, upy_value rhs) {
    return op == UPY_OP_OR                        ? upy_new_union(lhs, rhs)
           : op == UPY_OP_REVERSE_ADD + UPY_OP_OR ? upy_new_union(rhs, lhs)
                                                  : UPY_NULL;
}

static const upy_slots parameter_slots = {
    .print = parameter_print, .attribute = parameter_attribute, .trace = parameter_trace, .binary = either};
static const upy_slots tuple_parameter_slots = {
    .print = parameter_print, .attribute = parameter_attribute, .trace = parameter_trace, .iter = parameter_iter};

static const upy_type type_TypeVar = {UPY_TYPE_HEAD(TypeVar, type_parameter, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
                                      .base = &upy_type_object, .slots = &parameter_slots};
static const upy_type type_TypeVarTuple = {
    UPY_TYPE_HEAD(TypeVarTuple, type_parameter, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object,
    .slots = &tuple_parameter_slots};
static const upy_type type_ParamSpec = {
    UPY_TYPE_HEAD(ParamSpec, type_parameter, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object,
    .slots = &parameter_slots};

upy_value upy_new_type_parameter(upy_value name, unsigned kind, upy_value bound, upy_value default_value) {
    static const upy_type *const kinds[] = {&type_TypeVar, &type_TypeVarTuple, &type_ParamSpec};
    type_parameter *p = upy_new_object(kinds[kind], sizeof *p);
    p->name = name;
    p->bound = bound;
    p->default_value = default_value;
    return (upy_value)p;
}

// ---- type X = … ------------------------------------------------------------------------------

static upy_value alias_attribute(upy_value self, upy_value name, upy_value value) {
    type_alias *a = (type_alias *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(__name__)) {
        return a->name;
    }
    if (name == UPY_NAME(__type_params__)) {
        return a->parameters;
    }
    if (name == UPY_NAME(__value__)) {
        if (a->value == UPY_NULL) {
            upy_value computed = evaluated(a->thunk);
            upy_store(self, &a->value, computed);
        }
        return a->value;
    }
    return UPY_NULL;
}

static void alias_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_printf(w, "%q", ((const type_alias *)self)->name);
}

static void alias_trace(upy_value self, upy_tracer *t) {
    const type_alias *a = (const type_alias *)self;
    upy_trace_value(t, a->name);
    upy_trace_value(t, a->parameters);
    upy_trace_value(t, a->thunk);
    upy_trace_value(t, a->value);
}

static upy_value alias_subscript(upy_value self, upy_value index, upy_value value) {
    return value == UPY_MARK_LOAD ? upy_new_generic_alias(self, index) : UPY_NULL;
}

static const upy_slots alias_slots = {.print = alias_print,
                                      .attribute = alias_attribute,
                                      .trace = alias_trace,
                                      .binary = either,
                                      .subscript = alias_subscript};
static const upy_type type_TypeAliasType = {
    UPY_TYPE_HEAD(TypeAliasType, type_alias, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object,
    .slots = &alias_slots};

upy_value upy_new_type_alias(upy_value name, upy_value parameters, upy_value thunk) {
    type_alias *a = upy_new_object(&type_TypeAliasType, sizeof *a);
    a->name = name;
    a->parameters = parameters;
    a->thunk = thunk;
    return (upy_value)a;
}

// ---- Generic ---------------------------------------------------------------------------------

static upy_value generic_subscript(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_generic_alias(args[0], args[1]);
}

static const UPY_CLASS_METHOD(generic_subscript_method, __class_getitem__, generic_subscript, 2, 2);
static const upy_pair generic_pairs[] = {{UPY_NAME(__class_getitem__), (upy_value)&generic_subscript_method}};
static const UPY_DEFINE_TABLE(generic_attributes, generic_pairs);
static const upy_slots generic_slots = {.trace = NULL};

// A base without layout of its own: classes deriving from it are plain classes.
const upy_type upy_type_Generic = {UPY_TYPE_HEAD(Generic, upy_object, UPY_TYPE_IS_PLAIN_BASE), .base = &upy_type_object,
                                   .slots = &generic_slots, .attributes = &generic_attributes};

upy_value upy_generic_base(upy_value parameters) {
    (void)parameters;
    return (upy_value)&upy_type_Generic;
}

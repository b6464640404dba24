// sys_namespace.c — the type of sys.implementation and sys.flags, which programs know as types.SimpleNamespace:
// an object that is nothing but its attributes.
#include "modules/sys_namespace.h"

#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/str.h"

typedef struct simple_namespace {
    upy_object header;
    upy_dict *attributes;
} simple_namespace;

static upy_dict *attributes_of(upy_value self) { return ((simple_namespace *)self)->attributes; }

upy_value upy_new_simple_namespace(upy_dict *attributes) {
    simple_namespace *n = upy_new_object(&upy_type_simple_namespace, sizeof *n);
    n->attributes = attributes;
    return (upy_value)n;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value namespace_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_check_argument_count(n_args, 0, 0);
    upy_dict *attributes = upy_dict_new(n_kw);
    for (size_t i = 0; i < n_kw; i++) {
        upy_dict_set(attributes, upy_intern_str(args[2 * i]), args[2 * i + 1]);
    }
    simple_namespace *n = upy_new_instance_of(type, sizeof *n);
    n->attributes = attributes;
    return (upy_value)n;
}
#endif

static void namespace_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_repr_guard guard;
    upy_value name = upy_is_exactly(self, &upy_type_simple_namespace) ? UPY_NAME(namespace) : upy_type_of(self)->name;
    upy_printf(w, "%q(", name);
    if (!upy_repr_begin(&guard, self)) {
        upy_write(w, "...)", 4);
        return;
    }
    size_t position = 0;
    const char *separator = "";
    for (upy_pair *p; (p = upy_dict_next(attributes_of(self), &position)) != NULL;) {
        upy_printf(w, "%s%v=%r", separator, p->key, p->value);
        separator = ", ";
    }
    upy_write(w, ")", 1);
    upy_repr_end(&guard);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value namespace_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if ((op != UPY_OP_EQ && op != UPY_OP_NE) || !upy_is_instance(rhs, &upy_type_simple_namespace)) {
        return UPY_NULL;
    }
    return upy_binary(op, upy_from_dict(attributes_of(lhs)), upy_from_dict(attributes_of(rhs)));
}

static upy_value namespace_unary(upy_unary_op op, upy_value self) {
    (void)self;
    return op == UPY_OP_BOOL ? UPY_TRUE : UPY_NULL; // unhashable
}
#endif

// By number, in order: what MicroPython programs do with sys.implementation.
static upy_value namespace_subscript(upy_value self, upy_value index, upy_value value) {
    if (value != UPY_MARK_LOAD || !upy_is_int(index)) {
        return UPY_NULL;
    }
    size_t i = upy_sequence_index(index, upy_dict_length(attributes_of(self)), "namespace"), position = 0;
    upy_pair *p;
    while ((p = upy_dict_next(attributes_of(self), &position)) != NULL && i > 0) {
        i--;
    }
    return p ? p->value : UPY_NULL;
}

static upy_value namespace_attribute(upy_value self, upy_value name, upy_value value) {
    upy_dict *attributes = attributes_of(self);
    if (value == UPY_MARK_LOAD) {
        return name == UPY_NAME(__dict__) ? upy_from_dict(attributes) : upy_dict_get_name(attributes, name);
    }
    if (value == UPY_MARK_DELETE) {
        return upy_dict_remove(attributes, name);
    }
    upy_dict_set_name(attributes, name, value);
    return UPY_NONE;
}

static void namespace_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, upy_from_dict(attributes_of(self)));
}

static const upy_slots namespace_slots = {
#if UPY_LEVEL >= UPY_LEVEL_FULL
    .make_new = namespace_make_new,
    .unary = namespace_unary,
    .binary = namespace_binary,
#endif
    .print = namespace_print,
    .subscript = namespace_subscript,
    .attribute = namespace_attribute,
    .trace = namespace_trace,
};
const upy_type upy_type_simple_namespace = {
    UPY_TYPE_HEAD(SimpleNamespace, simple_namespace, 0),
    .base = &upy_type_object,
    .slots = &namespace_slots,
};

// instance_small.c — objects of classes made in Python at the smallest level, in place of instance.c: each slot asks
// the class for the special method, then the native base, since the object begins with the native structure. Native
// types have no special methods in their tables, so what a class finds is its own.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/str.h"

// ---- Allocation ---------------------------------------------------------------------------------

static size_t round_to_word(size_t size) { return (size + sizeof(void *) - 1) & ~(sizeof(void *) - 1); }

// Classes with a native base end in a word for the attribute dict; exceptions keep theirs elsewhere.
static bool has_dict_word(const upy_type *type) {
    return upy_type_is_class(type) && !(type->flags & (UPY_TYPE_IS_EXCEPTION | UPY_TYPE_IS_INSTANCE));
}

upy_value upy_new_plain_instance(const upy_class *cls) {
    upy_shape *root = upy_class_root_shape((upy_class *)cls);
    upy_instance *self = upy_new_object(&cls->type, sizeof *self + root->capacity * sizeof(upy_value));
    self->shape_or_dict = root;
    return (upy_value)self;
}

void *upy_new_instance_of(const upy_type *type, size_t native_size) {
    if (type->flags & UPY_TYPE_IS_INSTANCE) {
        return (void *)upy_new_plain_instance(upy_as_class(type));
    }
    return upy_new_object(type, has_dict_word(type) ? round_to_word(native_size) + sizeof(upy_dict *) : native_size);
}

static const upy_type *native_of(upy_value self) { return upy_as_class(upy_type_of(self))->native; }

static size_t native_size_of(upy_value self) {
    const upy_type *native = native_of(self);
    return native->slots->size_of ? native->slots->size_of(self) : native->size;
}

upy_dict **upy_instance_dict_word(upy_value instance) {
    return (upy_dict **)(void *)((char *)instance + round_to_word(native_size_of(instance)));
}

// ---- Slots ----------------------------------------------------------------------------------------

static const upy_slots none = {.call = NULL};

static const upy_slots *native_slots(upy_value self) {
    const upy_type *native = native_of(self);
    return native ? native->slots : &none;
}

// Calls the special method; false: there is none. Its result is UPY_NULL for NotImplemented, and for a method that is
// None, which takes the ability away.
static bool ask(upy_value self, upy_value name, size_t n_args, const upy_value *args, upy_value *result) {
    upy_value pair[2];
    upy_check_stack();
    if (!upy_get_special(self, name, pair)) {
        return false;
    }
    *result = pair[0] == UPY_NONE ? UPY_NULL : upy_call_method(pair, n_args, 0, args);
    if (*result == UPY_NOT_IMPLEMENTED) {
        *result = UPY_NULL;
    }
    return true;
}

intptr_t upy_identity_hash(upy_value v) { return (intptr_t)((uintptr_t)v / UPY_GRANULE); }

static upy_value checked(upy_unary_op op, upy_value result) {
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(upy_is_true(result));
    case UPY_OP_HASH: return upy_small_int(upy_hash(upy_unary(UPY_OP_INDEX, result)));
    case UPY_OP_LEN:
        if (upy_to_index(result) < 0) {
            upy_raise_value_error("__len__() should return >= 0");
        }
        return result;
    case UPY_OP_INT:
    case UPY_OP_INDEX:
        if (!upy_is_int(result)) {
            upy_raise_type("%q returned non-int (type %T)", upy_unary_op_name(op), result);
        }
        return result;
    default: return result;
    }
}

static upy_value instance_unary(upy_unary_op op, upy_value self) {
    upy_value result;
    const upy_slots *native = native_slots(self);
    if (ask(self, upy_unary_op_name(op), 0, NULL, &result)) {
        return result == UPY_NULL ? result : checked(op, result);
    }
    result = native->unary ? native->unary(op, self) : UPY_NULL;
    if (result == UPY_NULL && op == UPY_OP_BOOL) {
        result = instance_unary(UPY_OP_LEN, self);
        return upy_bool(result != UPY_SMALL_INT(0));
    }
    return result == UPY_NULL && op == UPY_OP_HASH && !native->unary ? upy_small_int(upy_identity_hash(self)) : result;
}

static upy_value instance_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    upy_value result;
    const upy_slots *native = native_slots(lhs);
    if (ask(lhs, upy_binary_op_name(op), 1, &rhs, &result)) {
        return op == UPY_OP_CONTAINS ? upy_bool(upy_is_true(result)) : result;
    }
    if (op == UPY_OP_NE && ask(lhs, UPY_NAME(__eq__), 1, &rhs, &result)) {
        return result == UPY_NULL ? result : upy_bool(!upy_is_true(result));
    }
    return native->binary ? native->binary(op, lhs, rhs) : UPY_NULL;
}

static upy_value instance_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value pair[2];
    upy_get_special(self, UPY_NAME(__call__), pair);
    return upy_call_method(pair, n_args, n_kw, args);
}

void upy_print_default(const upy_writer *w, upy_value self) { upy_printf(w, "<%T object>", self); }

static void instance_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    upy_value text;
    const uint32_t own_str = UPY_TYPE_STR_BASED | UPY_TYPE_IS_EXCEPTION; // str() differs from repr()
    bool found = kind == UPY_PRINT_STR && ask(self, UPY_NAME(__str__), 0, NULL, &text);
    if (!found && (kind == UPY_PRINT_REPR || !(upy_type_of(self)->flags & own_str))) {
        found = ask(self, UPY_NAME(__repr__), 0, NULL, &text);
    }
    if (found) {
        upy_write_str(w, upy_str_check(text == UPY_NULL ? UPY_NONE : text));
    } else if (native_slots(self)->print) {
        native_slots(self)->print(w, self, kind);
    } else {
        upy_print_default(w, self);
    }
}

static upy_value instance_subscript(upy_value self, upy_value index, upy_value value) {
    upy_value args[] = {index, value}, result;
    bool is_store = value != UPY_MARK_LOAD && value != UPY_MARK_DELETE;
    upy_value name = is_store                   ? UPY_NAME(__setitem__)
                     : value == UPY_MARK_DELETE ? UPY_NAME(__delitem__)
                                                : UPY_NAME(__getitem__);
    if (ask(self, name, is_store ? 2 : 1, args, &result)) {
        return value == UPY_MARK_LOAD ? result : UPY_NONE;
    }
    return native_slots(self)->subscript ? native_slots(self)->subscript(self, index, value) : UPY_NULL;
}

static upy_value instance_iter(upy_value self) {
    upy_value result;
    if (ask(self, UPY_NAME(__iter__), 0, NULL, &result)) {
        return result;
    }
    return native_slots(self)->iter ? native_slots(self)->iter(self) : UPY_NULL;
}

static upy_value instance_next(upy_value self) {
    upy_value result;
    upy_jump jump;
    if (upy_try(&jump)) {
        if (!ask(self, UPY_NAME(__next__), 0, NULL, &result)) {
            upy_raise_type("'%T' object isn't an iterator", self);
        }
        upy_end_try(&jump);
        return result;
    }
    if (!upy_is_instance(jump.exception, &upy_type_StopIteration)) {
        upy_raise_unchanged(jump.exception);
    }
    UPY->stop_value = upy_exception_value(jump.exception);
    return UPY_NULL;
}

static bool instance_buffer(upy_value self, upy_buffer_view *view, unsigned access) {
    return native_slots(self)->buffer && native_slots(self)->buffer(self, view, access);
}

static void instance_trace(upy_value self, upy_tracer *tracer) {
    const upy_type *type = upy_type_of(self);
    if (!(type->flags & UPY_TYPE_IS_INSTANCE)) {
        if (native_slots(self)->trace) {
            native_slots(self)->trace(self, tracer);
        }
        if (has_dict_word(type)) {
            upy_trace_value(tracer, (upy_value)*upy_instance_dict_word(self));
        }
        return;
    }
    upy_instance *instance = (upy_instance *)self;
    if (instance->shape_or_dict) {
        upy_trace_value(tracer, (upy_value)instance->shape_or_dict);
        upy_shape *shape = upy_instance_shape(instance);
        upy_trace_values(tracer, instance->slots, shape ? shape->n_slots : 0);
    }
}

static size_t instance_size(upy_value self) {
    const upy_type *type = upy_type_of(self);
    if (type->flags & UPY_TYPE_IS_INSTANCE) {
        upy_shape *shape = upy_instance_shape((upy_instance *)self);
        return sizeof(upy_instance) + (shape ? shape->capacity : 0) * sizeof(upy_value);
    }
    return native_size_of(self) + (has_dict_word(type) ? sizeof(upy_dict *) : 0);
}

#define INSTANCE_SLOTS(call_slot)                                                                                      \
    {                                                                                                                  \
        .call = (call_slot), .print = instance_print, .unary = instance_unary, .binary = instance_binary,              \
        .subscript = instance_subscript, .iter = instance_iter, .next = instance_next, .buffer = instance_buffer,      \
        .trace = instance_trace, .size_of = instance_size                                                              \
    }
const upy_slots upy_instance_slots[2] = {INSTANCE_SLOTS(NULL), INSTANCE_SLOTS(instance_call)};

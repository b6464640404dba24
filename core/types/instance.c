// instance.c — objects of classes made in Python: how special methods answer the protocols.
//
// One set of functions serves all such classes. Each asks the class for the special method; if there is none, or a
// native base comes before it in the MRO, the native base's slot does the work, since the object begins with the
// native structure. A result of NotImplemented becomes UPY_NULL. There are two slot tables, so that "is callable" can
// be read off the table as for any native type.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "hal/hal.h"

// ---- Allocation ---------------------------------------------------------------------------------

static size_t round_to_word(size_t size) { return (size + sizeof(void *) - 1) & ~(sizeof(void *) - 1); }

// Classes with a native base end in a word for the attribute dict; exceptions and classes keep theirs elsewhere.
static bool has_dict_word(const upy_type *type) {
    return upy_type_is_class(type) &&
           !(type->flags & (UPY_TYPE_IS_EXCEPTION | UPY_TYPE_TYPE_BASED | UPY_TYPE_IS_INSTANCE));
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
    if (!has_dict_word(type)) {
        return upy_new_object(type, native_size);
    }
    if (native_size > SIZE_MAX - 64) {
        upy_raise_memory(native_size);
    }
    return upy_new_object(type, round_to_word(native_size) + sizeof(upy_dict *));
}

static size_t native_size_of(upy_value self, const upy_type *native) {
    return native->slots->size_of ? native->slots->size_of(self) : native->size;
}

upy_dict **upy_instance_dict_word(upy_value instance) {
    const upy_type *native = upy_type_native(upy_type_of(instance));
    return (upy_dict **)(void *)((char *)instance + round_to_word(native_size_of(instance, native)));
}

// ---- Finding special methods --------------------------------------------------------------------

static const upy_type *native_of(upy_value self) { return upy_as_class(upy_type_of(self))->native; }
static const upy_slots *native_slots(upy_value self) {
    const upy_type *native = native_of(self);
    return native ? native->slots : NULL;
}

// Where a special method was found: in front of the native base, whose slot it replaces, or only behind it, for what
// the native type cannot do.
typedef enum place { NOWHERE, BEHIND_NATIVE, IN_FRONT } place;

static place find(upy_value self, upy_value name, upy_value pair[2]) {
    const upy_type *type = upy_type_of(self);
    if (!upy_get_special(self, name, pair)) {
        return NOWHERE;
    }
    return upy_find_before_native(type, name) ? IN_FRONT : BEHIND_NATIVE;
}

static bool is_none(const upy_value pair[2]) { return pair[0] == UPY_NONE && !pair[1]; }

static upy_value or_null(upy_value result) { return result == UPY_NOT_IMPLEMENTED ? UPY_NULL : result; }

// ---- Unary --------------------------------------------------------------------------------------

intptr_t upy_identity_hash(upy_value v) {
    return (intptr_t)(((uintptr_t)v / UPY_GRANULE) & (uintptr_t)UPY_SMALL_INT_MAX);
}

static upy_value check_length(upy_value result) {
    if (upy_to_index_clamped(result) < 0) {
        upy_raise_value_error("__len__() should return >= 0");
    }
    return upy_new_int(upy_to_index(result));
}

static upy_value check_hash(upy_value result) {
    if (!upy_is_int(result)) {
        upy_raise_type("__hash__ method should return an integer");
    }
    if (upy_is_small_int(result)) {
        return result;
    }
    return upy_small_int(upy_hash(upy_int_as_exact(result)));
}

// What a conversion must give; NULL: op is no conversion, or the result is right.
static const char *missed_type(upy_unary_op op, upy_value result) {
    switch (op) {
    case UPY_OP_INT:
    case UPY_OP_INDEX: return upy_is_int(result) ? NULL : "int";
    case UPY_OP_FLOAT: return upy_is_float(result) ? NULL : "float";
#if UPY_FULL_DATA_MODEL
    case UPY_OP_COMPLEX: return upy_is_instance(result, &upy_type_complex) ? NULL : "complex";
#endif
    default: return NULL;
    }
}

static upy_value check_unary(upy_unary_op op, upy_value result) {
    if (op == UPY_OP_BOOL && result != UPY_TRUE && result != UPY_FALSE) {
        upy_raise_type("__bool__ should return bool, returned %T", result);
    }
    const char *missed = missed_type(op, result);
    if (missed) {
        upy_raise_type("%q returned non-%s (type %T)", upy_unary_op_name(op), missed, result);
    }
    return op == UPY_OP_LEN ? check_length(result) : op == UPY_OP_HASH ? check_hash(result) : result;
}

static upy_value instance_unary(upy_unary_op op, upy_value self) {
    upy_check_stack();
    upy_value pair[2], of_length[2];
    const upy_slots *native = native_slots(self);
    place found = find(self, upy_unary_op_name(op), pair);
    if (found != IN_FRONT) {
        if (op == UPY_OP_BOOL && find(self, UPY_NAME(__len__), of_length) == IN_FRONT) {
            return UPY_NULL; // the caller goes by the length
        }
        upy_value result = native && native->unary ? native->unary(op, self) : UPY_NULL;
        if (result) {
            return result;
        }
    }
    if (!found && op == UPY_OP_INT) {
        found = find(self, UPY_NAME(__trunc__), pair);
    }
    if (!found) {
        if (op == UPY_OP_BOOL && !native) {
            return UPY_TRUE;
        }
        bool is_hashable = !native || upy_type_of(self)->flags & UPY_TYPE_EQ_IDENTITY || !native->unary;
        return op == UPY_OP_HASH && is_hashable ? upy_small_int(upy_identity_hash(self)) : UPY_NULL;
    }
    if (is_none(pair)) { // __hash__ = None and the like take the ability away
        if (op == UPY_OP_BOOL) {
            upy_raise_type("'%T' object has no truth value", self);
        }
        return UPY_NULL;
    }
    return check_unary(op, upy_call_method(pair, 0, 0, NULL));
}

// ---- Binary -------------------------------------------------------------------------------------

static upy_value call_binary(upy_binary_op op, const upy_value pair[2], upy_value lhs, upy_value rhs) {
    if (op == UPY_OP_CONTAINS) {
        if (is_none(pair)) {
            upy_raise_type("'%T' object isn't a container", lhs);
        }
        return upy_bool(upy_is_true(upy_call_method(pair, 1, 0, &rhs)));
    }
    return or_null(upy_call_method(pair, 1, 0, &rhs));
}

static upy_value negate(upy_value result) {
    return result == UPY_NOT_IMPLEMENTED ? UPY_NULL : upy_bool(!upy_is_true(result));
}

// `x += y` of an immutable native base must see an overridden __add__, which the caller tries next.
static bool leaves_inplace_to_operator(upy_binary_op op, upy_value self) {
    upy_value pair[2];
    const uint32_t mutable = UPY_TYPE_LIST_BASED | UPY_TYPE_SET_BASED | UPY_TYPE_DICT_BASED | UPY_TYPE_BYTEARRAY_BASED;
    return upy_op_is_inplace(op) && !upy_has_layout(self, mutable) &&
           find(self, upy_binary_op_name(op - UPY_OP_INPLACE_ADD), pair) == IN_FRONT;
}

static upy_value instance_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    upy_check_stack();
    upy_value pair[2];
    place found = find(lhs, upy_binary_op_name(op), pair);
    if (found == IN_FRONT) {
        return call_binary(op, pair, lhs, rhs);
    }
    const upy_slots *native = native_slots(lhs);
    bool compares = native && native->binary && !(native_of(lhs)->flags & UPY_TYPE_EQ_IDENTITY);
    upy_value equal[2];
    if (op == UPY_OP_NE && !compares && find(lhs, UPY_NAME(__eq__), equal) == IN_FRONT) {
        return negate(upy_call_method(equal, 1, 0, &rhs));
    }
    if (native && native->binary && !leaves_inplace_to_operator(op, lhs)) {
        upy_value result = native->binary(op, lhs, rhs);
        if (!result && op == UPY_OP_NE) {
            result = native->binary(UPY_OP_EQ, lhs, rhs);
            result = result ? negate(result) : UPY_NULL;
        }
        if (result) {
            return result;
        }
    }
    return found ? call_binary(op, pair, lhs, rhs) : UPY_NULL;
}

// ---- Calls, text, subscripts --------------------------------------------------------------------

static upy_value instance_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value pair[2];
    place found = find(self, UPY_NAME(__call__), pair);
    const upy_slots *native = native_slots(self);
    if (found != IN_FRONT && native && native->call) {
        return native->call(self, n_args, n_kw, args);
    }
    if (!found) {
        upy_raise_type("'%T' object isn't callable", self);
    }
    return upy_call_method(pair, n_args, n_kw, args);
}

void upy_print_default(const upy_writer *w, upy_value self) {
    upy_printf(w, "<%q object at %zx>", upy_type_of(self)->name, (size_t)(uintptr_t)self);
}

static void print_result_of(const upy_writer *w, const upy_value pair[2], upy_value name) {
    upy_value text = upy_call_method(pair, 0, 0, NULL);
    if (!upy_is_str(text)) {
        upy_raise_type("%q returned non-string (type %T)", name, text);
    }
    upy_write(w, upy_str_data(text), upy_str_length(text));
}

static void instance_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    upy_check_stack();
    upy_value pair[2];
    if (kind == UPY_PRINT_STR && find(self, UPY_NAME(__str__), pair) == IN_FRONT) {
        print_result_of(w, pair, UPY_NAME(__str__));
        return;
    }
    // Native types whose str() differs from repr() keep it when only __repr__ is overridden.
    const uint32_t own_str = UPY_TYPE_STR_BASED | UPY_TYPE_IS_EXCEPTION;
    bool is_native_str = kind == UPY_PRINT_STR && upy_type_of(self)->flags & own_str;
    place found = find(self, UPY_NAME(__repr__), pair);
    const upy_slots *native = native_slots(self);
    if (native && native->print && (found != IN_FRONT || is_native_str)) {
        native->print(w, self, kind);
    } else if (found) {
        print_result_of(w, pair, UPY_NAME(__repr__));
    } else {
        upy_print_default(w, self);
    }
}

static upy_value instance_subscript(upy_value self, upy_value index, upy_value value) {
    upy_value name = value == UPY_MARK_LOAD     ? UPY_NAME(__getitem__)
                     : value == UPY_MARK_DELETE ? UPY_NAME(__delitem__)
                                                : UPY_NAME(__setitem__);
    upy_value pair[2], args[] = {index, value};
    size_t n_args = name == UPY_NAME(__setitem__) ? 2 : 1;
    place found = find(self, name, pair);
    const upy_slots *native = native_slots(self);
    if (found != IN_FRONT && native && native->subscript) {
        upy_value result = native->subscript(self, index, value);
        if (result) {
            return result;
        }
    }
    if (!found) {
        return UPY_NULL;
    }
    upy_value result = upy_call_method(pair, n_args, 0, args);
    return value == UPY_MARK_LOAD ? result : UPY_NONE;
}

// ---- Iteration ----------------------------------------------------------------------------------

static bool can_next(upy_value v) {
    const upy_type *type = upy_type_of(v);
    if (!upy_type_is_class(type)) {
        return type->slots->next != NULL;
    }
    const upy_type *native = upy_as_class(type)->native;
    return upy_type_lookup(type, UPY_NAME(__next__)) || (native && native->slots->next);
}

static upy_value instance_iter(upy_value self) {
    upy_value pair[2];
    place found = find(self, UPY_NAME(__iter__), pair);
    const upy_slots *native = native_slots(self);
    if (found != IN_FRONT && native && native->iter) {
        return native->iter(self);
    }
    if (!found) {
        return UPY_NULL; // the caller may go by __getitem__
    }
    if (is_none(pair)) {
        upy_raise_type("'%T' object isn't iterable", self);
    }
    upy_value iterator = upy_call_method(pair, 0, 0, NULL);
    if (!can_next(iterator)) {
        upy_raise_type("'%T' object isn't an iterator", iterator);
    }
    return iterator;
}

static upy_value call_next(const upy_value pair[2]) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_value v = upy_call_method(pair, 0, 0, NULL);
        upy_end_try(&jump);
        return v;
    }
    if (!upy_is_instance(jump.exception, &upy_type_StopIteration)) {
        upy_raise_unchanged(jump.exception);
    }
    upy_value value = upy_exception_value(jump.exception);
    UPY->stop_value = value == UPY_NONE ? UPY_NULL : value;
    return UPY_NULL;
}

static upy_value instance_next(upy_value self) {
    upy_check_stack();
    upy_value pair[2];
    place found = find(self, UPY_NAME(__next__), pair);
    const upy_slots *native = native_slots(self);
    if (found != IN_FRONT && native && native->next) {
        return native->next(self);
    }
    if (!found) {
        upy_raise_type("'%T' object isn't an iterator", self);
    }
    return call_next(pair);
}

// ---- Buffer -------------------------------------------------------------------------------------

upy_value upy_exported_view(upy_value self, bool is_writable) {
    upy_value pair[2], flags = UPY_SMALL_INT(is_writable);
    if (UPY_LEVEL < UPY_LEVEL_FULL || !upy_type_is_class(upy_type_of(self)) ||
        !upy_get_special(self, UPY_NAME(__buffer__), pair)) {
        return UPY_NULL;
    }
    upy_value view = upy_call_method(pair, 1, 0, &flags);
    if (!upy_is_exactly(view, &upy_type_memoryview)) {
        upy_raise_type("__buffer__ returned non-memoryview object");
    }
    return view;
}

static bool instance_buffer(upy_value self, upy_buffer_view *view, unsigned access) {
    const upy_slots *native = native_slots(self);
    if (native && native->buffer) {
        return native->buffer(self, view, access);
    }
    upy_value exported = upy_exported_view(self, (access & UPY_BUFFER_WRITE) != 0);
    return exported && upy_get_buffer_or_false(exported, view, access);
}

// ---- Life ---------------------------------------------------------------------------------------

static upy_value instance_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    const upy_type *native = upy_as_class(type)->native;
    return native ? native->slots->make_new(type, n_args, n_kw, args) : upy_new_plain_instance(upy_as_class(type));
}

static void instance_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    const upy_slots *native = native_slots(self);
    if (native && native->init) {
        native->init(self, n_args, n_kw, args);
    }
}

static void instance_trace(upy_value self, upy_tracer *tracer) {
    const upy_type *type = upy_type_of(self);
    if (!(type->flags & UPY_TYPE_IS_INSTANCE)) {
        const upy_slots *native = native_slots(self);
        if (native && native->trace) {
            native->trace(self, tracer);
        }
        if (has_dict_word(type)) {
            upy_trace_value(tracer, (upy_value)*upy_instance_dict_word(self));
        }
        return;
    }
    upy_instance *instance = (upy_instance *)self;
    if (!instance->shape_or_dict) {
        return;
    }
    upy_trace_value(tracer, (upy_value)instance->shape_or_dict);
    upy_shape *shape = upy_instance_shape(instance);
    if (shape) {
        upy_trace_values(tracer, instance->slots, shape->n_slots);
    }
}

static void write_error(void *data, const char *bytes, size_t length) {
    (void)data;
    upy_hal_error_write(bytes, length);
}

// __del__; what it raises is shown and goes no further.
static void instance_finalize(upy_value self) {
    upy_value pair[2];
    upy_jump jump;
    if (upy_try(&jump)) {
        if (upy_get_special(self, UPY_NAME(__del__), pair)) {
            upy_call_method(pair, 0, 0, NULL);
        }
        upy_end_try(&jump);
    } else {
        upy_writer w = {NULL, write_error};
        upy_print_exception(&w, jump.exception);
    }
    const upy_slots *native = native_slots(self);
    if (native && native->finalize) {
        native->finalize(self);
    }
}

static size_t instance_size(upy_value self) {
    const upy_type *type = upy_type_of(self);
    if (type->flags & UPY_TYPE_IS_INSTANCE) {
        upy_shape *shape = upy_instance_shape((upy_instance *)self);
        return sizeof(upy_instance) + (shape ? shape->capacity : 0) * sizeof(upy_value);
    }
    return native_size_of(self, native_of(self)) + (has_dict_word(type) ? sizeof(upy_dict *) : 0);
}

#define INSTANCE_SLOTS(call_slot)                                                                                      \
    {                                                                                                                  \
        .make_new = instance_make_new, .init = instance_init, .call = (call_slot), .print = instance_print,            \
        .unary = instance_unary, .binary = instance_binary, .subscript = instance_subscript, .iter = instance_iter,    \
        .next = instance_next, .buffer = instance_buffer, .trace = instance_trace, .finalize = instance_finalize,      \
        .size_of = instance_size                                                                                       \
    }

const upy_slots upy_instance_slots[2] = {INSTANCE_SLOTS(NULL), INSTANCE_SLOTS(instance_call)};

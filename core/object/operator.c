// operator.c — operators, truth, hash, length, subscripts, index and buffer conversions on any value.
//
// All of them ask the slots of the types involved; a slot that answers UPY_NULL lets the next
// possibility have its turn. The order of possibilities is here, once, for all types:
//
//     a OP b     b's reflected method if b's class derives from a's and overrides it, a's method,
//                b's reflected method unless both are of one class
//     a OP= b    a's in-place method, then as a OP b
//     a < b …    b's mirrored comparison if b's class derives from a's, a's comparison, b's mirrored one;
//                != is the opposite of == where a type has only that; == and != end with identity
#include "core/object/class.h"
#include "core/object/raise.h"
#include "core/object/str.h"
#include "core/object/types_interface.h"
#include "core/heap/heap.h"

#define REFLECT (UPY_OP_REVERSE_ADD - UPY_OP_ADD)
#define INPLACE (UPY_OP_INPLACE_ADD - UPY_OP_ADD)

static const upy_value operator_names[UPY_OP_COUNT] = {
    [UPY_OP_ADD] = UPY_NAME(__add__),
    [UPY_OP_SUB] = UPY_NAME(__sub__),
    [UPY_OP_MUL] = UPY_NAME(__mul__),
    [UPY_OP_MATMUL] = UPY_NAME(__matmul__),
    [UPY_OP_TRUEDIV] = UPY_NAME(__truediv__),
    [UPY_OP_FLOORDIV] = UPY_NAME(__floordiv__),
    [UPY_OP_MOD] = UPY_NAME(__mod__),
    [UPY_OP_POW] = UPY_NAME(__pow__),
    [UPY_OP_LSHIFT] = UPY_NAME(__lshift__),
    [UPY_OP_RSHIFT] = UPY_NAME(__rshift__),
    [UPY_OP_AND] = UPY_NAME(__and__),
    [UPY_OP_XOR] = UPY_NAME(__xor__),
    [UPY_OP_OR] = UPY_NAME(__or__),
    [UPY_OP_DIVMOD] = UPY_NAME(__divmod__),
    [UPY_OP_REVERSE_ADD] = UPY_NAME(__radd__),
    [REFLECT + UPY_OP_SUB] = UPY_NAME(__rsub__),
    [REFLECT + UPY_OP_MUL] = UPY_NAME(__rmul__),
    [REFLECT + UPY_OP_MATMUL] = UPY_NAME(__rmatmul__),
    [REFLECT + UPY_OP_TRUEDIV] = UPY_NAME(__rtruediv__),
    [REFLECT + UPY_OP_FLOORDIV] = UPY_NAME(__rfloordiv__),
    [REFLECT + UPY_OP_MOD] = UPY_NAME(__rmod__),
    [REFLECT + UPY_OP_POW] = UPY_NAME(__rpow__),
    [REFLECT + UPY_OP_LSHIFT] = UPY_NAME(__rlshift__),
    [REFLECT + UPY_OP_RSHIFT] = UPY_NAME(__rrshift__),
    [REFLECT + UPY_OP_AND] = UPY_NAME(__rand__),
    [REFLECT + UPY_OP_XOR] = UPY_NAME(__rxor__),
    [REFLECT + UPY_OP_OR] = UPY_NAME(__ror__),
    [REFLECT + UPY_OP_DIVMOD] = UPY_NAME(__rdivmod__),
    [UPY_OP_INPLACE_ADD] = UPY_NAME(__iadd__),
    [INPLACE + UPY_OP_SUB] = UPY_NAME(__isub__),
    [INPLACE + UPY_OP_MUL] = UPY_NAME(__imul__),
    [INPLACE + UPY_OP_MATMUL] = UPY_NAME(__imatmul__),
    [INPLACE + UPY_OP_TRUEDIV] = UPY_NAME(__itruediv__),
    [INPLACE + UPY_OP_FLOORDIV] = UPY_NAME(__ifloordiv__),
    [INPLACE + UPY_OP_MOD] = UPY_NAME(__imod__),
    [INPLACE + UPY_OP_POW] = UPY_NAME(__ipow__),
    [INPLACE + UPY_OP_LSHIFT] = UPY_NAME(__ilshift__),
    [INPLACE + UPY_OP_RSHIFT] = UPY_NAME(__irshift__),
    [INPLACE + UPY_OP_AND] = UPY_NAME(__iand__),
    [INPLACE + UPY_OP_XOR] = UPY_NAME(__ixor__),
    [INPLACE + UPY_OP_OR] = UPY_NAME(__ior__),
    [UPY_OP_EQ] = UPY_NAME(__eq__),
    [UPY_OP_NE] = UPY_NAME(__ne__),
    [UPY_OP_LT] = UPY_NAME(__lt__),
    [UPY_OP_LE] = UPY_NAME(__le__),
    [UPY_OP_GT] = UPY_NAME(__gt__),
    [UPY_OP_GE] = UPY_NAME(__ge__),
    [UPY_OP_CONTAINS] = UPY_NAME(__contains__),
};

static const upy_value unary_names[UPY_OP_UNARY_COUNT] = {
    [UPY_OP_NEG] = UPY_NAME(__neg__),       [UPY_OP_POS] = UPY_NAME(__pos__),
    [UPY_OP_INVERT] = UPY_NAME(__invert__), [UPY_OP_ABS] = UPY_NAME(__abs__),
    [UPY_OP_BOOL] = UPY_NAME(__bool__),     [UPY_OP_LEN] = UPY_NAME(__len__),
    [UPY_OP_HASH] = UPY_NAME(__hash__),     [UPY_OP_INT] = UPY_NAME(__int__),
    [UPY_OP_FLOAT] = UPY_NAME(__float__),   [UPY_OP_COMPLEX] = UPY_NAME(__complex__),
    [UPY_OP_INDEX] = UPY_NAME(__index__),   [UPY_OP_LENGTH_HINT] = UPY_NAME(__length_hint__),
};

upy_value upy_binary_op_name(upy_binary_op op) { return operator_names[op]; }
upy_value upy_unary_op_name(upy_unary_op op) { return unary_names[op]; }

// ---- Binary operators ------------------------------------------------------------------------

static inline upy_value ask(upy_binary_op op, upy_value self, upy_value other) {
    const upy_slots *slots = upy_type_of(self)->slots;
    return slots->binary ? slots->binary(op, self, other) : UPY_NULL;
}

// A native int leaves the operation to an object of a class made from float, and so on.
static bool is_wider_number(const upy_type *b, const upy_type *a) {
    if (!UPY_FLOATS) {
        return false;
    }
    const upy_type *native = upy_as_class(b)->native;
    return native && (((a->flags & UPY_TYPE_INT_BASED) && (native->flags & UPY_TYPE_FLOAT_BASED)) ||
                      ((a->flags & (UPY_TYPE_INT_BASED | UPY_TYPE_FLOAT_BASED)) && native->name == UPY_NAME(complex)));
}

// b's class derives from a's and has its own idea of the reflected operation.
static bool goes_first(upy_binary_op reflected, const upy_type *b, const upy_type *a) {
    return a != b && upy_type_is_class(b) && (upy_is_subtype(b, a) || is_wider_number(b, a)) &&
           upy_type_lookup(b, operator_names[reflected]) != upy_type_lookup(a, operator_names[reflected]);
}

// Both directions of an arithmetic operation. Operands of one class are not asked twice.
static upy_value ask_both(upy_binary_op op, upy_value lhs, upy_value rhs) {
    const upy_type *a = upy_type_of(lhs), *b = upy_type_of(rhs);
    upy_binary_op reflected = op + REFLECT;
    bool is_swapped = goes_first(reflected, b, a);
    if (is_swapped) {
        upy_value result = ask(reflected, rhs, lhs);
        if (result != UPY_NULL) {
            return result;
        }
    }
    upy_value result = ask(op, lhs, rhs);
    return result != UPY_NULL || is_swapped || a == b ? result : ask(reflected, rhs, lhs);
}

static upy_binary_op mirrored(upy_binary_op op) {
    return op < UPY_OP_LT ? op : op < UPY_OP_GT ? op + (UPY_OP_GT - UPY_OP_LT) : op - (UPY_OP_GT - UPY_OP_LT);
}

upy_value upy_compare_result(upy_binary_op op, int order) {
    // == != < <= > >= accept: bit 0 less, bit 1 equal, bit 2 greater
    static const uint8_t accepted[] = {2, 5, 1, 3, 4, 6};
    return upy_bool(accepted[op - UPY_OP_EQ] >> ((order > 0) - (order < 0) + 1) & 1);
}

// Native types need not answer != if they answer ==.
static upy_value ask_comparison(upy_binary_op op, upy_value self, upy_value other) {
    upy_value result = ask(op, self, other);
    if (result != UPY_NULL || op != UPY_OP_NE || upy_type_is_class(upy_type_of(self))) {
        return result;
    }
    upy_value is_equal = ask(UPY_OP_EQ, self, other);
    return is_equal != UPY_NULL ? upy_bool(!upy_is_true(is_equal)) : UPY_NULL;
}

static upy_value compare(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (upy_are_small_ints(lhs, rhs)) {
        intptr_t a = upy_small_int_value(lhs), b = upy_small_int_value(rhs);
        return upy_compare_result(op, (a > b) - (a < b));
    }
    upy_check_stack();
    const upy_type *a = upy_type_of(lhs), *b = upy_type_of(rhs);
    bool is_swapped = a != b && upy_type_is_class(b) && upy_is_subtype(b, a);
    upy_value result = is_swapped ? ask_comparison(mirrored(op), rhs, lhs) : UPY_NULL;
    result = result != UPY_NULL ? result : ask_comparison(op, lhs, rhs);
    result = result != UPY_NULL || is_swapped ? result : ask_comparison(mirrored(op), rhs, lhs);
    if (result != UPY_NULL) {
        return result;
    }
    return op == UPY_OP_EQ ? upy_bool(lhs == rhs) : op == UPY_OP_NE ? upy_bool(lhs != rhs) : UPY_NULL;
}

upy_value upy_binary_or_null(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (upy_op_is_compare(op)) {
        return compare(op, lhs, rhs);
    }
    if (op == UPY_OP_CONTAINS) {
        return upy_bool(upy_contains(lhs, rhs));
    }
    if (upy_op_is_reverse(op)) {
        return ask(op, lhs, rhs);
    }
    if (upy_op_is_inplace(op)) {
        op -= INPLACE;
        // A native sequence would take rhs for an iterable, whatever rhs itself makes of the operation.
        const uint32_t sequences = UPY_TYPE_LIST_BASED | UPY_TYPE_BYTEARRAY_BASED | UPY_TYPE_ARRAY_BASED;
        bool is_tried = UPY_FULL_DATA_MODEL && upy_type_is_class(upy_type_of(rhs)) &&
                        !upy_type_is_class(upy_type_of(lhs)) && upy_has_layout(lhs, sequences) &&
                        upy_type_lookup(upy_type_of(rhs), operator_names[op + REFLECT]) != UPY_NULL;
        upy_value result = is_tried ? ask(op + REFLECT, rhs, lhs) : UPY_NULL;
        result = result != UPY_NULL ? result : ask(op + INPLACE, lhs, rhs);
        if (result != UPY_NULL || is_tried) {
            return result != UPY_NULL ? result : ask(op, lhs, rhs);
        }
    }
    return ask_both(op, lhs, rhs);
}

static inline upy_value ask_unary(upy_unary_op op, upy_value v) {
    const upy_slots *slots = upy_type_of(v)->slots;
    return slots->unary ? slots->unary(op, v) : UPY_NULL;
}

static upy_value as_index(upy_value v) { return upy_is_int(v) ? v : ask_unary(UPY_OP_INDEX, v); }

upy_value upy_index_or_null(upy_value v) { return as_index(v); }

static bool is_shift(upy_binary_op op) {
    upy_binary_op plain = upy_op_is_inplace(op) ? op - INPLACE : op;
    return plain == UPY_OP_LSHIFT || plain == UPY_OP_RSHIFT;
}

upy_value upy_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    upy_value result = upy_binary_or_null(op, lhs, rhs);
    if (UPY_UNLIKELY(result == UPY_NULL)) {
        upy_value count = is_shift(op) && upy_is_int(lhs) && !upy_is_int(rhs) ? as_index(rhs) : UPY_NULL;
        if (count != UPY_NULL) {
            return upy_binary(op, lhs, count);
        }
        upy_raise_type("unsupported types for %q: '%T', '%T'", operator_names[op], lhs, rhs);
    }
    return result;
}

bool upy_equal(upy_value a, upy_value b) {
    if (a == b) {
        return true;
    }
    if (upy_are_small_ints(a, b)) {
        return false;
    }
    if (upy_is_exactly(a, &upy_type_str) && upy_is_exactly(b, &upy_type_str)) {
        return upy_str_equal(a, b);
    }
    return upy_is_true(compare(UPY_OP_EQ, a, b));
}

bool upy_contains(upy_value container, upy_value item) {
    upy_value result = ask(UPY_OP_CONTAINS, container, item);
    if (result != UPY_NULL) {
        return upy_is_true(result);
    }
    upy_value iterator = upy_iter(container);
    for (upy_value v; (v = upy_next(iterator)) != UPY_NULL;) {
        if (upy_equal(v, item)) {
            return true;
        }
    }
    return false;
}

// ---- Unary operators -------------------------------------------------------------------------

upy_value upy_unary(upy_unary_op op, upy_value v) {
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(upy_is_true(v));
    case UPY_OP_LEN: return upy_new_int(upy_length(v));
    case UPY_OP_HASH: return upy_new_int(upy_hash(v));
    default: break;
    }
    upy_value result = ask_unary(op, v);
    if (result == UPY_NULL && op == UPY_OP_INT) {
        result = ask_unary(UPY_OP_INDEX, v);
    }
    if (result != UPY_NULL) {
        return result;
    }
    switch (op) {
    case UPY_OP_INT:
    case UPY_OP_FLOAT:
    case UPY_OP_COMPLEX:
        upy_raise_type("can't convert %T to %s", v,
                       op == UPY_OP_INT     ? "int"
                       : op == UPY_OP_FLOAT ? "float"
                                            : "complex");
    default: upy_raise_type("unsupported type for %q: '%T'", unary_names[op], v);
    }
}

bool upy_is_true(upy_value v) {
    if (v == UPY_TRUE) {
        return true;
    }
    if (v == UPY_FALSE || v == UPY_NONE) {
        return false;
    }
    if (upy_is_small_int(v)) {
        return upy_small_int_value(v) != 0;
    }
    upy_value result = ask_unary(UPY_OP_BOOL, v);
    if (result != UPY_NULL) {
        return result == UPY_TRUE;
    }
    result = ask_unary(UPY_OP_LEN, v);
    return result == UPY_NULL || result != UPY_SMALL_INT(0);
}

intptr_t upy_hash(upy_value v) {
    if (upy_is_small_int(v)) {
        return upy_small_int_value(v);
    }
    const upy_type *type = upy_type_of(v);
    if ((type->flags & UPY_TYPE_EQ_IDENTITY) || !type->slots->unary) {
        return (intptr_t)((uintptr_t)v / UPY_GRANULE);
    }
    upy_check_stack();
    upy_value hash = type->slots->unary(UPY_OP_HASH, v);
    if (UPY_UNLIKELY(hash == UPY_NULL)) {
        upy_raise_type("unsupported type for __hash__: '%T'", v);
    }
    return upy_small_int_value(hash);
}

// What the slot for len() answered: a word, rarely too big for a small int.
static intptr_t length_value(upy_value length) {
    if (UPY_LIKELY(upy_is_small_int(length))) {
        return upy_small_int_value(length);
    }
    return upy_int_get_checked(length);
}

intptr_t upy_length(upy_value v) {
    upy_value length = ask_unary(UPY_OP_LEN, v);
    if (UPY_UNLIKELY(length == UPY_NULL)) {
        upy_raise_type("object of type '%T' has no len()", v);
    }
    return length_value(length);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
// A TypeError says the same as no answer; native containers raise none.
static upy_value ask_for_hint(upy_unary_op op, upy_value v) {
    uint32_t flags = upy_type_of(v)->flags;
    if (!(flags & UPY_TYPE_IS_CLASS) && flags & UPY_TYPE_LAYOUT_MASK) {
        return ask_unary(op, v);
    }
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_value hint = ask_unary(op, v);
        upy_end_try(&jump);
        return hint == UPY_NOT_IMPLEMENTED ? UPY_NULL : hint;
    }
    if (!upy_is_instance(jump.exception, &upy_type_TypeError)) {
        upy_raise_unchanged(jump.exception);
    }
    return UPY_NULL;
}

intptr_t upy_length_hint(upy_value v, intptr_t unknown) {
    upy_value length = ask_for_hint(UPY_OP_LEN, v);
    if (length != UPY_NULL) {
        return length_value(length);
    }
    upy_value hint = ask_for_hint(UPY_OP_LENGTH_HINT, v);
    if (hint == UPY_NULL) {
        return unknown;
    }
    intptr_t n = upy_to_index_clamped(hint);
    if (n < 0) {
        upy_raise_value_error("__length_hint__() should return >= 0");
    }
    return n;
}
#endif

// ---- Subscripts ------------------------------------------------------------------------------

static inline upy_value ask_subscript(upy_value object, upy_value index, upy_value value) {
    const upy_slots *slots = upy_type_of(object)->slots;
    return slots->subscript ? slots->subscript(object, index, value) : UPY_NULL;
}

upy_value upy_get_item(upy_value object, upy_value index) {
    upy_value item = ask_subscript(object, index, UPY_MARK_LOAD);
    if (item != UPY_NULL) {
        return item;
    }
#if UPY_FULL_DATA_MODEL
    if (upy_is_type(object)) { // C[x], unless the metaclass has an answer
        upy_value hook = upy_get_attribute_or_null(object, UPY_NAME(__class_getitem__));
        if (hook != UPY_NULL) {
            return upy_call_1(hook, index);
        }
    }
#endif
    upy_raise_type("'%T' object isn't subscriptable", object);
}

void upy_set_item(upy_value object, upy_value index, upy_value value) {
    if (ask_subscript(object, index, value) == UPY_NULL) {
        upy_raise_type("'%T' object doesn't support item assignment", object);
    }
}

void upy_delete_item(upy_value object, upy_value index) {
    if (ask_subscript(object, index, UPY_MARK_DELETE) == UPY_NULL) {
        upy_raise_type("'%T' object doesn't support item deletion", object);
    }
}

// ---- Conversions -----------------------------------------------------------------------------

static upy_value as_index_checked(upy_value v) {
    upy_value i = as_index(v);
    if (UPY_UNLIKELY(i == UPY_NULL)) {
        upy_raise_type("can't convert %T to int", v);
    }
    return i;
}

intptr_t upy_to_index(upy_value v) {
    if (upy_is_small_int(v)) {
        return upy_small_int_value(v);
    }
    intptr_t i;
    if (!upy_int_get(as_index_checked(v), &i)) {
        upy_raise_overflow("overflow converting long int to machine word");
    }
    return i;
}

intptr_t upy_to_index_clamped(upy_value v) {
    upy_value i = as_index_checked(v);
    intptr_t word;
    if (upy_int_get(i, &word)) {
        return word;
    }
    return upy_int_sign(i) < 0 ? INTPTR_MIN : INTPTR_MAX;
}

size_t upy_sequence_index(upy_value index, size_t length, const char *what) {
    intptr_t i;
    if (UPY_LIKELY(upy_is_small_int(index))) {
        i = upy_small_int_value(index);
    } else {
        upy_value as_int = as_index(index);
        if (as_int == UPY_NULL) {
            upy_raise_type("%s indices must be integers, not %T", what, index);
        }
        if (!upy_int_get(as_int, &i)) {
            i = INTPTR_MAX; // out of range of anything
        }
    }
    if (i < 0) {
        i += (intptr_t)length;
    }
    if (UPY_UNLIKELY(i < 0 || (size_t)i >= length)) {
        upy_raise_index("%s index out of range", what);
    }
    return (size_t)i;
}

#if UPY_FLOATS
upy_float upy_to_float(upy_value v) {
    if (upy_is_float(v)) {
        return upy_float_value(v);
    }
    if (upy_is_int(v)) {
        return upy_int_to_float(v);
    }
    upy_value converted = ask_unary(UPY_OP_FLOAT, v);
    if (converted == UPY_NULL) {
        converted = as_index(v);
    }
    if (converted != UPY_NULL && upy_is_float(converted)) {
        return upy_float_value(converted);
    }
    if (converted == UPY_NULL || !upy_is_int(converted)) {
        upy_raise_type("can't convert %T to float", v);
    }
    return upy_int_to_float(converted);
}
#endif

bool upy_get_buffer_or_false(upy_value v, upy_buffer_view *view, unsigned access) {
    const upy_slots *slots = upy_type_of(v)->slots;
    return slots->buffer && slots->buffer(v, view, access);
}

void upy_get_buffer(upy_value v, upy_buffer_view *view, unsigned access) {
    if (!upy_get_buffer_or_false(v, view, access)) {
        upy_raise_type("object with buffer protocol required");
    }
}

// fast_paths.c — operators, subscripts and for loops on the common types, out of line: between what interpret.c does in
// place and the protocols. The smallest level goes without.
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/element.h"
#include "core/types/iteration.h"
#include "core/types/str.h"
#include "core/vm/operations.h"

// ---- Operators -------------------------------------------------------------------------------

// Operands as two floats. 64-bit words: one int and one float (two floats are the loop's), of plain types; ints are
// small, so the conversion is exact where it matters. 32-bit words: two floats.
static bool as_floats(upy_value a, upy_value b, upy_float *x, upy_float *y) {
#if UPY_WORD_BITS == 64
    if (upy_is_immediate_float(a) && upy_is_small_int(b)) {
        *x = upy_immediate_float_value(a);
        *y = (upy_float)upy_small_int_value(b);
        return true;
    }
    if (upy_is_small_int(a) && upy_is_immediate_float(b)) {
        *x = (upy_float)upy_small_int_value(a);
        *y = upy_immediate_float_value(b);
        return true;
    }
#else
    if (upy_are_immediate_floats(a, b)) {
        *x = upy_immediate_float_value(a);
        *y = upy_immediate_float_value(b);
        return true;
    }
#endif
    return false;
}

static bool is_plain_int(upy_value v) { return upy_is_small_int(v) || upy_is_exactly(v, &upy_type_int); }

upy_value vm_binary(upy_binary_op op, upy_value a, upy_value b) {
    if (is_plain_int(a) && is_plain_int(b)) { // one of them or the result is long: no need to ask what to do
        upy_value result = upy_int_binary(op, a, b);
        if (result != UPY_NULL) {
            return result;
        }
    }
    return upy_binary(op, a, b);
}

upy_value vm_arithmetic(upy_binary_op op, upy_value a, upy_value b) {
    upy_float x, y;
    if (as_floats(a, b, &x, &y)) {
        upy_binary_op plain = upy_op_is_inplace(op) ? (upy_binary_op)(op - UPY_OP_INPLACE_ADD) : op;
#if UPY_WORD_BITS == 64
        switch (plain) {
        case UPY_OP_ADD: return vm_float(x + y);
        case UPY_OP_SUB: return vm_float(x - y);
        case UPY_OP_MUL: return vm_float(x * y);
        default: return upy_float_binary(plain, x, y);
        }
#else // of boards this gets all operators, some of which floats do not have
        upy_value result = upy_float_binary(plain, x, y);
        if (result != UPY_NULL) {
            return result;
        }
#endif
    }
    return upy_op_is_inplace(op) ? vm_inplace(op, a, b) : vm_binary(op, a, b);
}

upy_value vm_inplace(upy_binary_op op, upy_value a, upy_value b) {
    if ((is_plain_int(a) && is_plain_int(b)) || upy_are_immediate_floats(a, b)) {
        return vm_binary((upy_binary_op)(op - UPY_OP_INPLACE_ADD), a, b);
    }
    return upy_binary(op, a, b);
}

upy_value vm_true_divide(upy_value a, upy_value b) {
#if UPY_WORD_BITS == 64
    // 49-bit ints are exact as doubles, so one division rounds once.
    if (upy_are_small_ints(a, b) && b != upy_small_int(0)) {
        return vm_float((upy_float)upy_small_int_value(a) / (upy_float)upy_small_int_value(b));
    }
#endif
    upy_float x, y;
    if (as_floats(a, b, &x, &y) && y != 0) {
        return vm_float(x / y);
    }
    return upy_binary(UPY_OP_TRUEDIV, a, b);
}

// == or != of two plain strs.
static bool is_str_equality(upy_binary_op op, upy_value a, upy_value b) {
    return (op == UPY_OP_EQ || op == UPY_OP_NE) && upy_is_exactly(a, &upy_type_str) && upy_is_exactly(b, &upy_type_str);
}

upy_value vm_compare(upy_binary_op op, upy_value a, upy_value b) {
    upy_float x, y;
    if (as_floats(a, b, &x, &y)) {
#if UPY_WORD_BITS == 32
        return upy_float_binary(op, x, y);
#endif
        switch (op) {
        case UPY_OP_EQ: return upy_bool(x == y);
        case UPY_OP_NE: return upy_bool(x != y);
        case UPY_OP_LT: return upy_bool(x < y);
        case UPY_OP_LE: return upy_bool(x <= y);
        case UPY_OP_GT: return upy_bool(x > y);
        default: return upy_bool(x >= y);
        }
    }
    if (is_str_equality(op, a, b)) {
        return upy_bool(upy_str_equal(a, b) == (op == UPY_OP_EQ));
    }
    return vm_binary(op, a, b);
}

bool vm_test(upy_binary_op op, upy_value a, upy_value b) {
    if (is_str_equality(op, a, b)) {
        return upy_str_equal(a, b) == (op == UPY_OP_EQ);
    }
    return upy_is_true(vm_compare(op, a, b));
}

bool vm_contains(upy_value container, upy_value item) {
    if (upy_is_object(container)) {
        const upy_type *type = ((const upy_object *)container)->type;
        if (type == &upy_type_dict) {
            return upy_dict_get(upy_as_dict(container), item) != UPY_NULL;
        }
        if (type == &upy_type_set || type == &upy_type_frozenset) {
            if (upy_is_small_int(item) || upy_is_exactly(item, &upy_type_str)) {
                return upy_set_has(container, item);
            }
        }
    }
    return upy_contains(container, item);
}

// ---- Subscripts ------------------------------------------------------------------------------

upy_value vm_get_item(upy_value object, upy_value index) {
    if (upy_is_object(object) && upy_is_small_int(index)) {
        const upy_type *type = ((const upy_object *)object)->type;
        size_t at = (size_t)upy_small_int_value(index);
        if (type == &upy_type_str && upy_str_is_ascii(object)) {
            at += (intptr_t)at < 0 ? upy_str_length(object) : 0;
            if (at < upy_str_length(object)) {
                return upy_single_char((unsigned char)upy_str_data(object)[at]);
            }
        } else if (type == &upy_type_bytes) {
            at += (intptr_t)at < 0 ? upy_str_length(object) : 0;
            if (at < upy_str_length(object)) {
                return upy_small_int((unsigned char)upy_str_data(object)[at]);
            }
        } else if (type == &upy_type_bytearray) {
            const upy_bytearray *bytes = (const upy_bytearray *)object;
            at += (intptr_t)at < 0 ? bytes->length : 0;
            if (at < bytes->length) {
                return upy_small_int(((const unsigned char *)bytes->data)[at]);
            }
        }
    }
    return upy_get_item(object, index);
}

void vm_set_item(upy_value object, upy_value index, upy_value value) {
    if (upy_is_exactly(object, &upy_type_bytearray) && upy_are_small_ints(index, value)) {
        upy_bytearray *bytes = (upy_bytearray *)object;
        size_t at = (size_t)upy_small_int_value(index);
        at += (intptr_t)at < 0 ? bytes->length : 0;
        if (at < bytes->length) {
            ((unsigned char *)bytes->data)[at] = (unsigned char)upy_small_int_value(value);
            return;
        }
    }
    upy_set_item(object, index, value);
}

// The native sequences look at a slice and forget it: for them it need not be on the heap.
static bool forgets_slices(upy_value object) {
    const uint32_t sequences = UPY_TYPE_STR_BASED | UPY_TYPE_BYTES_BASED | UPY_TYPE_TUPLE_BASED | UPY_TYPE_LIST_BASED |
                               UPY_TYPE_BYTEARRAY_BASED | UPY_TYPE_ARRAY_BASED;
    const upy_type *type = upy_type_of(object);
    return !upy_type_is_class(type) && (type->flags & sequences || type == &upy_type_memoryview);
}

upy_value vm_get_slice(const upy_value of[3]) {
    if (forgets_slices(of[0])) {
        upy_slice slice = {{&upy_type_slice}, of[1], of[2], UPY_NONE};
        return upy_get_item(of[0], (upy_value)&slice);
    }
    return upy_get_item(of[0], upy_new_slice(of[1], of[2], UPY_NONE));
}

void vm_set_slice(const upy_value of[3], upy_value value) {
    if (forgets_slices(of[0])) {
        upy_slice slice = {{&upy_type_slice}, of[1], of[2], UPY_NONE};
        upy_set_item(of[0], (upy_value)&slice, value);
    } else {
        upy_set_item(of[0], upy_new_slice(of[1], of[2], UPY_NONE), value);
    }
}

// ---- for loops -------------------------------------------------------------------------------

static upy_value word(intptr_t i) { return (upy_value)i; }

// Number of rounds of range(start, stop, step) if everything, the last sum included, stays a small int; else -1.
static intptr_t range_rounds(intptr_t start, intptr_t stop, intptr_t step) {
    if (step == 0) {
        return -1;
    }
    if (step > 0 ? start >= stop : start <= stop) {
        return 0;
    }
    uintptr_t distance = step > 0 ? (uintptr_t)stop - (uintptr_t)start : (uintptr_t)start - (uintptr_t)stop;
    uintptr_t stride = step > 0 ? (uintptr_t)step : 0 - (uintptr_t)step;
    // cppcheck-suppress zerodivcond ; callers refuse step 0
    return (intptr_t)((distance - 1) / stride + 1);
}

static bool begin_range(upy_value *iteration, upy_value start, upy_value stop, upy_value step) {
    if (!upy_is_small_int(start) || !upy_is_small_int(stop) || !upy_is_small_int(step)) {
        return false;
    }
    intptr_t rounds = range_rounds(upy_small_int_value(start), upy_small_int_value(stop), upy_small_int_value(step));
    if (rounds < 0) {
        return false;
    }
    iteration[0] = VM_RANGE_MARK;
    iteration[1] = word(upy_small_int_value(start));
    iteration[2] = word(rounds);
    iteration[3] = word(upy_small_int_value(step));
    return true;
}

static bool is_array(const upy_type *type) {
    return (type->flags & (UPY_TYPE_ARRAY_BASED | UPY_TYPE_IS_CLASS)) == UPY_TYPE_ARRAY_BASED;
}

void vm_for_prepare(upy_value *iteration) {
    upy_value subject = iteration[0];
    iteration[1] = word(0);
    iteration[2] = word(0);
    iteration[3] = word(0);
    if (upy_is_object(subject)) {
        const upy_type *type = ((const upy_object *)subject)->type;
        if (type == &upy_type_range) {
            const upy_range *range = (const upy_range *)subject;
            if (begin_range(iteration, range->start, range->stop, range->step)) {
                return;
            }
        } else if (type == &upy_type_dict) {
            iteration[2] = word(upy_as_dict(subject)->n_used);
            return;
        } else if (type == &upy_type_set || type == &upy_type_frozenset) {
            iteration[2] = word(upy_as_set(subject)->n_used);
            return;
        } else if (type == &upy_type_list || type == &upy_type_tuple || type == &upy_type_generator ||
                   type == &upy_type_bytes || type == &upy_type_bytearray || is_array(type)) {
            return;
        }
    }
    iteration[0] = upy_iter(subject);
}

void vm_for_range_prepare(upy_value *iteration, size_t n_args) {
    upy_value callee = iteration[0];
    upy_value arguments[3] = {iteration[1], n_args > 1 ? iteration[2] : UPY_NULL, n_args > 2 ? iteration[3] : UPY_NULL};
    if (callee == (upy_value)&upy_type_range) {
        upy_value start = n_args == 1 ? upy_small_int(0) : arguments[0];
        upy_value stop = n_args == 1 ? arguments[0] : arguments[1];
        if (begin_range(iteration, start, stop, n_args == 3 ? arguments[2] : upy_small_int(1))) {
            return;
        }
    }
    iteration[0] = upy_call(callee, n_args, 0, arguments);
    vm_for_prepare(iteration);
}

static upy_value next_key(upy_value *iteration) {
    const upy_dict *d = upy_as_dict(iteration[0]);
    if ((intptr_t)iteration[2] != (intptr_t)d->n_used) {
        upy_raise_runtime("dictionary changed size during iteration");
    }
    size_t position = (size_t)iteration[1];
    const upy_pair *pair = upy_dict_next(d, &position);
    iteration[1] = word((intptr_t)position);
    return pair == NULL ? UPY_NULL : pair->key;
}

static upy_value next_member(upy_value *iteration) {
    if ((intptr_t)iteration[2] != (intptr_t)upy_as_set(iteration[0])->n_used) {
        upy_raise_runtime("set changed size during iteration");
    }
    size_t position = (size_t)iteration[1];
    upy_value item;
    bool found = upy_set_next(iteration[0], &position, &item);
    iteration[1] = word((intptr_t)position);
    return found ? item : UPY_NULL;
}

static upy_value next_byte(upy_value *iteration, const void *data, size_t length) {
    size_t at = (size_t)iteration[1];
    if (at >= length) {
        return UPY_NULL;
    }
    iteration[1] = word((intptr_t)(at + 1));
    return upy_small_int(((const unsigned char *)data)[at]);
}

static upy_value next_element(upy_value *iteration) {
    const upy_bytearray *array = (const upy_bytearray *)iteration[0];
    size_t at = (size_t)iteration[1];
    if (at >= array->length) {
        return UPY_NULL;
    }
    iteration[1] = word((intptr_t)(at + 1));
    char code = (char)array->typecode;
    return upy_element_get((const char *)array->data + at * upy_element_size(code), code);
}

upy_value vm_for_next(upy_value *iteration) {
    upy_value subject = iteration[0];
    const upy_type *type = ((const upy_object *)subject)->type;
    if (type->slots->next != NULL) {
        return type->slots->next(subject);
    }
    if (type == &upy_type_dict) {
        return next_key(iteration);
    }
    if (type == &upy_type_set || type == &upy_type_frozenset) {
        return next_member(iteration);
    }
    if (type == &upy_type_bytes) {
        return next_byte(iteration, upy_str_data(subject), upy_str_length(subject));
    }
    if (type == &upy_type_bytearray) {
        return next_byte(iteration, ((const upy_bytearray *)subject)->data, ((const upy_bytearray *)subject)->length);
    }
    if (is_array(type)) {
        return next_element(iteration);
    }
    return upy_next(subject);
}

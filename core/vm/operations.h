// operations.h — what the loop does out of line: slow paths of operators, subscripts, loops, calls.
#ifndef UPY_VM_OPERATIONS_H
#define UPY_VM_OPERATIONS_H

#include "core/types/number.h"
#include "core/vm/frame.h"

static inline upy_value vm_float(upy_float f) {
#if UPY_WORD_BITS == 64
    return upy_float_from_arithmetic(f);
#else
    return upy_new_float(f);
#endif
}

// Floats are values, not objects: the same bits are the same float. Big integers and boxed floats compare by address.
static inline bool vm_is(upy_value a, upy_value b) { return a == b; }

static inline upy_value vm_floor_divide(intptr_t a, intptr_t b) {
    intptr_t quotient = a / b;
    if (a % b != 0 && (a < 0) != (b < 0)) {
        quotient--;
    }
    return upy_fits_small_int(quotient) ? upy_small_int(quotient) : upy_new_int(quotient);
}

static inline upy_value vm_modulo(intptr_t a, intptr_t b) {
    intptr_t remainder = a % b;
    if (remainder != 0 && (remainder < 0) != (b < 0)) {
        remainder += b;
    }
    return upy_small_int(remainder);
}

static inline bool vm_shift_left(upy_value a, intptr_t count, upy_value *result) {
    intptr_t value = upy_small_int_value(a);
    if ((uintptr_t)count >= UPY_SMALL_INT_BITS - 1) {
        return false;
    }
    intptr_t shifted = (intptr_t)((uintptr_t)value << count);
    if (shifted >> count != value || !upy_fits_small_int(shifted)) {
        return false;
    }
    *result = upy_small_int(shifted);
    return true;
}

// What an operator gives; plain ints first.
upy_value vm_binary(upy_binary_op op, upy_value a, upy_value b);
upy_value vm_arithmetic(upy_binary_op op, upy_value a, upy_value b); // in-place forms too
upy_value vm_inplace(upy_binary_op op, upy_value a, upy_value b);
upy_value vm_true_divide(upy_value a, upy_value b);
upy_value vm_compare(upy_binary_op op, upy_value a, upy_value b);
bool vm_test(upy_binary_op op, upy_value a, upy_value b); // truth of a comparison
bool vm_contains(upy_value container, upy_value item);
upy_value vm_get_item(upy_value object, upy_value index);
void vm_set_item(upy_value object, upy_value index, upy_value value);
upy_value vm_get_slice(const upy_value of[3]); // of[0][of[1]:of[2]]
void vm_set_slice(const upy_value of[3], upy_value value);

// Iteration state of for loops: [0] subject, then private words. VM_RANGE_MARK in [0]: [1] next number, [2] rounds
// left, [3] step, all as plain machine words. Containers walked in place keep their position in [1].
#define VM_RANGE_MARK UPY_MARK_LOAD
void vm_for_prepare(upy_value *iteration);
void vm_for_range_prepare(upy_value *iteration, size_t n_args);
upy_value vm_for_next(upy_value *iteration);

upy_value vm_make_set(const upy_value *items, size_t n);
upy_value vm_make_dict(const upy_value *pairs, size_t n);
void vm_dict_update(upy_dict *d, upy_value mapping, bool is_keywords);
void vm_unpack(upy_value *to, size_t n, upy_value source);
void vm_unpack_star(upy_value *to, size_t n_before, size_t n_after, upy_value source);
upy_value vm_format(const upy_value *of, unsigned flags);
upy_value vm_join_strings(const upy_value *parts, size_t n);

UPY_NORETURN void vm_raise_unset(void);
UPY_NORETURN void vm_raise_unset_cell(upy_value name, bool is_free);
UPY_NORETURN void vm_raise_name(upy_value name);
upy_value vm_prepare_raise(upy_value what, upy_value cause_or_null);
void vm_with_enter(upy_value manager, upy_value to[2]);
upy_value vm_with_exit(upy_value exit, upy_value exception_or_none);

// Calls window[0] with the arguments from window[UPY_FRAME_WORDS]. Returns the frame to go on with: that of a Python
// callee, or `frame` with the result in the register the calling instruction names.
upy_frame *vm_call(upy_frame *frame, upy_value *window, size_t n_args, size_t n_kw);
upy_frame *vm_call_spread(upy_frame *frame, upy_value *window, bool has_keywords);
upy_value vm_make_function(upy_frame *frame, const upy_code *code, const upy_value *defaults);

#endif

// interpret.c — the interpreter loop: one short entry per opcode of core/code/opcodes.def.
//
// Its words are in loop.h. Operators try int×int in place (on hosts float×float, too) and leave the rest to the
// protocols. Before anything that may raise, collect or call, the frame's ip is saved (SAVE). Python-to-Python calls
// push a frame and stay in the loop; a return pops it. The loop has no setjmp of its own, so that its locals live in
// machine registers: upy_vm_run() around it catches, unwinds and enters it again.
#include "core/builtins/builtins.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "core/vm/caches.h"
#include "core/vm/frame.h"
#include "core/vm/loop.h"

#if !UPY_LOOP_FOR_SPEED
// The operators of the instructions from ADD to AND_I.
static const uint8_t operators[] = {
#define PLAIN(name) [UPY_##name - UPY_ADD] = UPY_OP_##name
#define IMMEDIATE(name) [UPY_##name##_I - UPY_ADD] = UPY_OP_##name
#define INPLACE(name)                                                                                                  \
    [UPY_INPLACE_##name - UPY_ADD] = UPY_OP_INPLACE_ADD + UPY_OP_##name,                                               \
                          [UPY_INPLACE_##name##_I - UPY_ADD] = UPY_OP_INPLACE_ADD + UPY_OP_##name
    PLAIN(ADD),     PLAIN(SUB),          PLAIN(MUL),     PLAIN(MATMUL),     PLAIN(TRUEDIV),    PLAIN(FLOORDIV),
    PLAIN(MOD),     PLAIN(POW),          PLAIN(LSHIFT),  PLAIN(RSHIFT),     PLAIN(AND),        PLAIN(XOR),
    PLAIN(OR),      INPLACE(ADD),        INPLACE(SUB),   INPLACE(MUL),      IMMEDIATE(ADD),    IMMEDIATE(SUB),
    IMMEDIATE(MUL), IMMEDIATE(FLOORDIV), IMMEDIATE(MOD), IMMEDIATE(LSHIFT), IMMEDIATE(RSHIFT), IMMEDIATE(AND),
};
#endif

// Runs until the frame flagged FRAME_ENTRY is left: by return or yield (the value; UPY_NULL at the end of a
// generator), or by an exception nobody above handles (*escaped).
__attribute__((noinline)) static upy_value loop(upy_state *state, upy_frame *frame, const upy_frame *entry,
                                                upy_value *escaped) {
#if UPY_LOOP_FOR_SPEED
    static const void *const labels[] = {
#define OPCODE(name, format, meaning) [UPY_##name] = &&op_##name,
#include "core/code/opcodes.def"
#undef OPCODE
        [UPY_OPCODE_COUNT... 255] = &&op_invalid,
    };
#endif
    const upy_code *code = upy_frame_code(frame);
    const uint32_t *ip = frame->ip;
    upy_value *R = frame->registers;
    uint32_t instruction;
    upy_value exception;
    upy_value value;
    upy_value *window, callee; // of a call
    size_t n_args;

#if UPY_LOOP_FOR_SPEED
    NEXT;
#else
    upy_value left, right; // operands of what is done by a call: see arithmetic and test
    bool truth;
    instruction = *ip++;
    goto dispatch;
result:
    RA = value;
next:
    instruction = *ip++;
dispatch:
    switch (UPY_INSTRUCTION_OP(instruction)) {
    default: __builtin_unreachable();
#endif

    OP(NOP) { NEXT; }
    OP(MOVE) { RESULT(RB); }
    OP(LOAD_CONST) { RESULT(code->constants[UPY_INSTRUCTION_BX(instruction)]); }
    OP(LOAD_INT) { RESULT(upy_small_int(UPY_INSTRUCTION_SBX(instruction))); }
    OP(LOAD_NONE) { RESULT(UPY_NONE); }
    OP(LOAD_TRUE) { RESULT(UPY_TRUE); }
    OP(LOAD_FALSE) { RESULT(UPY_FALSE); }
    OP(LOAD_UNSET) {
        upy_value *first = &RA;
        for (size_t n = INSTRUCTION_B; n > 0; n--) {
            *first++ = UPY_NULL;
        }
        NEXT;
    }
    OP(LOAD_FAR) { RESULT(R[UPY_INSTRUCTION_BX(instruction)]); }
    OP(STORE_FAR) {
        R[UPY_INSTRUCTION_BX(instruction)] = RA;
        NEXT;
    }
    OP(CHECK_SET) {
        ip++;
        if (UPY_UNLIKELY(RA == UPY_NULL)) {
            SAVE();
            vm_raise_unset();
        }
        NEXT;
    }

    // ---- Cells
    OP(MAKE_CELL) { RESULT_OF(upy_new_cell(RA)); }
    OP(LOAD_CELL) {
        uint32_t x = *ip++;
        value = ((upy_cell *)RB)->content;
        if (UPY_UNLIKELY(value == UPY_NULL)) {
            SAVE();
            vm_raise_unset_cell(NAME_OF(x), false);
        }
        RESULT(value);
    }
    OP(STORE_CELL) {
        upy_value cell = RA;
        upy_store(cell, &((upy_cell *)cell)->content, RB);
        NEXT;
    }
    OP(LOAD_FREE) {
        uint32_t x = *ip++;
        upy_value cell = upy_frame_function(frame)->captured[UPY_INSTRUCTION_BX(instruction)];
        value = ((upy_cell *)cell)->content;
        if (UPY_UNLIKELY(value == UPY_NULL)) {
            SAVE();
            vm_raise_unset_cell(NAME_OF(x), true);
        }
        RESULT(value);
    }
    OP(STORE_FREE) {
        upy_value cell = upy_frame_function(frame)->captured[UPY_INSTRUCTION_BX(instruction)];
        upy_store(cell, &((upy_cell *)cell)->content, RA);
        NEXT;
    }
    OP(LOAD_CLASS_FREE) {
        uint32_t x = *ip++;
        RESULT_OF(vm_load_class_variable(R[0], NAME_OF(x),
                                         upy_frame_function(frame)->captured[UPY_INSTRUCTION_BX(instruction)]));
    }
    OP(LOAD_CLASS_CELL) {
        uint32_t x = *ip++;
        RESULT_OF(vm_load_class_variable(R[0], NAME_OF(x), R[UPY_INSTRUCTION_BX(instruction)]));
    }

    // ---- Names
    OP(LOAD_GLOBAL) {
        uint32_t x = *ip++;
        const upy_cache *cache = vm_cache(code, CACHE_OF(x));
        if (UPY_LIKELY(cache != NULL && cache->epoch == state->epoch)) {
            RESULT(*cache->entry);
        }
        RESULT_OF(vm_load_global(upy_frame_function(frame), NAME_OF(x), CACHE_OF(x)));
    }
    OP(STORE_GLOBAL) {
        uint32_t x = *ip++;
        EFFECT_OF(vm_store_global(upy_frame_function(frame), NAME_OF(x), CACHE_OF(x), RA));
    }
    OP(DELETE_GLOBAL) {
        uint32_t x = *ip++;
        EFFECT_OF(vm_delete_global(upy_frame_function(frame), NAME_OF(x)));
    }
    OP(LOAD_NAME) {
        uint32_t x = *ip++;
        RESULT_OF(vm_load_name(upy_frame_function(frame), R[0], NAME_OF(x), CACHE_OF(x)));
    }
    OP(STORE_NAME) {
        uint32_t x = *ip++;
        EFFECT_OF(vm_store_name(R[0], NAME_OF(x), RA));
    }
    OP(DELETE_NAME) {
        uint32_t x = *ip++;
        EFFECT_OF(vm_delete_name(R[0], NAME_OF(x)));
    }

    // ---- Attributes and subscripts
    OP(LOAD_ATTR) {
        uint32_t x = *ip++;
        upy_value object = RB;
        const upy_cache *cache = vm_cache(code, CACHE_OF(x));
        if (UPY_LIKELY(cache != NULL) && UPY_LIKELY(upy_is_object(object)) &&
            UPY_LIKELY(vm_second_word(object) == cache->key) && UPY_LIKELY(cache->epoch == state->epoch)) {
            if (UPY_LIKELY(cache->kind == CACHE_SLOT)) {
                RESULT(((upy_instance *)object)->slots[cache->index]);
            }
            if (cache->kind == CACHE_ENTRY) {
                RESULT(*cache->entry);
            }
        }
        RESULT_OF(vm_load_attribute(code, object, NAME_OF(x), CACHE_OF(x)));
    }
    OP(STORE_ATTR) {
        uint32_t x = *ip++;
        upy_value object = RA;
        const upy_cache *cache = vm_cache(code, CACHE_OF(x));
        if (UPY_LIKELY(cache != NULL) && UPY_LIKELY(upy_is_object(object)) &&
            UPY_LIKELY(vm_second_word(object) == cache->key) && UPY_LIKELY(cache->epoch == state->epoch)) {
            upy_instance *instance = (upy_instance *)object;
            upy_store(object, &instance->slots[cache->index], RB);
            if (cache->kind == CACHE_ADD_SLOT) {
                instance->shape_or_dict = (void *)(uintptr_t)cache->next_shape;
            }
            NEXT;
        }
        EFFECT_OF(vm_store_attribute(code, object, NAME_OF(x), CACHE_OF(x), RB));
    }
    OP(DELETE_ATTR) {
        uint32_t x = *ip++;
        EFFECT_OF(upy_delete_attribute(RA, NAME_OF(x)));
    }
    OP(LOAD_METHOD) {
        uint32_t x = *ip++;
        upy_value object = RB;
        upy_value *pair = &RA;
        const upy_cache *cache = vm_cache(code, CACHE_OF(x));
        if (UPY_LIKELY(cache != NULL) && UPY_LIKELY(upy_is_object(object)) &&
            UPY_LIKELY(cache->epoch == state->epoch)) {
            if (UPY_LIKELY(vm_second_word(object) == cache->key)) {
                if (UPY_LIKELY(cache->kind == CACHE_METHOD)) {
                    pair[0] = *cache->entry;
                    pair[UPY_FRAME_WORDS] = object;
                    NEXT;
                }
                if (cache->kind == CACHE_ENTRY) {
                    pair[0] = *cache->entry;
                    pair[UPY_FRAME_WORDS] = UPY_NULL;
                    NEXT;
                }
            } else if ((const void *)((upy_object *)object)->type == cache->key && cache->kind == CACHE_TYPE_METHOD) {
                pair[0] = *cache->entry;
                pair[UPY_FRAME_WORDS] = object;
                NEXT;
            }
        }
        SAVE();
        upy_value found[2];
        vm_load_method(code, object, NAME_OF(x), CACHE_OF(x), found);
        pair[0] = found[0];
        pair[UPY_FRAME_WORDS] = found[1];
        NEXT;
    }
    OP(LOAD_SUPER_ATTR) {
        uint32_t x = *ip++;
        SAVE();
        upy_value *of = &RB;
        RESULT(upy_super_get_attribute(of[0], of[1], NAME_OF(x)));
    }
    OP(LOAD_SUPER_METHOD) {
        uint32_t x = *ip++;
        SAVE();
        upy_value *of = &RB, *pair = &RA;
        upy_value found[2];
        upy_super_get_method(of[0], of[1], NAME_OF(x), found);
        pair[0] = found[0];
        pair[UPY_FRAME_WORDS] = found[1];
        NEXT;
    }
    OP(GET_ITEM) {
        upy_value object = RB, index = RC;
        if (UPY_LIKELY(upy_is_object(object))) {
            const upy_type *type = ((upy_object *)object)->type;
            if (type == &upy_type_list && upy_is_small_int(index)) {
                const upy_list *list = upy_as_list(object);
                size_t at = (size_t)upy_small_int_value(index);
                if ((intptr_t)at < 0) {
                    at += list->length;
                }
                if (UPY_LIKELY(at < list->length)) {
                    RESULT(list->items[at]);
                }
            } else if (type == &upy_type_dict) {
                SAVE();
                value = upy_dict_get(upy_as_dict(object), index);
                if (UPY_UNLIKELY(value == UPY_NULL)) {
                    upy_raise_key(index);
                }
                RESULT(value);
            } else if (type == &upy_type_tuple && upy_is_small_int(index)) {
                const upy_tuple *tuple = upy_as_tuple(object);
                size_t at = (size_t)upy_small_int_value(index);
                if ((intptr_t)at < 0) {
                    at += tuple->length;
                }
                if (UPY_LIKELY(at < tuple->length)) {
                    RESULT(tuple->items[at]);
                }
            }
        }
        RESULT_OF(vm_get_item(object, index));
    }
    OP(GET_ITEM_I) {
        upy_value object = RB;
        size_t at = INSTRUCTION_C;
        if (upy_is_exactly(object, &upy_type_list)) {
            if (UPY_LIKELY(at < upy_as_list(object)->length)) {
                RESULT(upy_as_list(object)->items[at]);
            }
        } else if (upy_is_exactly(object, &upy_type_tuple)) {
            if (UPY_LIKELY(at < upy_as_tuple(object)->length)) {
                RESULT(upy_as_tuple(object)->items[at]);
            }
        }
        RESULT_OF(vm_get_item(object, upy_small_int((intptr_t)at)));
    }
    OP(SET_ITEM) {
        upy_value object = RA, index = RB;
        if (UPY_LIKELY(upy_is_object(object))) {
            const upy_type *type = ((upy_object *)object)->type;
            if (type == &upy_type_list && upy_is_small_int(index)) {
                upy_list *list = upy_as_list(object);
                size_t at = (size_t)upy_small_int_value(index);
                if ((intptr_t)at < 0) {
                    at += list->length;
                }
                if (UPY_LIKELY(at < list->length)) {
                    upy_store(object, &list->items[at], RC);
                    NEXT;
                }
            } else if (type == &upy_type_dict) {
                EFFECT_OF(upy_dict_set(upy_as_dict(object), index, RC));
            }
        }
        EFFECT_OF(vm_set_item(object, index, RC));
    }
    OP(DELETE_ITEM) { EFFECT_OF(upy_delete_item(RA, RB)); }
    OP(GET_SLICE) { RESULT_OF(vm_get_slice(&RB)); }
    OP(SET_SLICE) { EFFECT_OF(vm_set_slice(&RA, RB)); }
    OP(MAKE_SLICE) {
        SAVE();
        upy_value *of = &RB;
        RESULT(upy_new_slice(of[0], of[1], of[2]));
    }

    // ---- Arithmetic
    ARITHMETIC(ADD, upy_small_add, x + y)
    ARITHMETIC(SUB, upy_small_sub, x - y)
    ARITHMETIC(MUL, upy_small_mul, x * y)
    OP(MATMUL) { RESULT_OF(upy_binary(UPY_OP_MATMUL, RB, RC)); }
    OP(TRUEDIV) {
        upy_value a = RB, b = RC;
#if UPY_LOOP_FOR_SPEED
        if (upy_are_immediate_floats(a, b)) {
            upy_float y = upy_immediate_float_value(b);
            if (UPY_LIKELY(y != 0)) {
                RESULT_OF(vm_float(upy_immediate_float_value(a) / y));
            }
        }
#endif
        RESULT_OF(vm_true_divide(a, b));
    }
    OP(FLOORDIV) {
        upy_value a = RB, b = RC;
        if (UPY_LIKELY(upy_are_small_ints(a, b)) && UPY_LIKELY(b != upy_small_int(0))) {
            RESULT_OF(vm_floor_divide(upy_small_int_value(a), upy_small_int_value(b)));
        }
        OTHER_OPERANDS(vm_arithmetic, UPY_OP_FLOORDIV, a, b);
    }
    OP(MOD) {
        upy_value a = RB, b = RC;
        if (UPY_LIKELY(upy_are_small_ints(a, b)) && UPY_LIKELY(b != upy_small_int(0))) {
            RESULT(vm_modulo(upy_small_int_value(a), upy_small_int_value(b)));
        }
        OTHER_OPERANDS(vm_arithmetic, UPY_OP_MOD, a, b);
    }
    OP(FLOORDIV_I) {
        upy_value a = RB;
        intptr_t b = IMMEDIATE_C;
        if (UPY_LIKELY(upy_is_small_int(a))) {
            RESULT_OF(vm_floor_divide(upy_small_int_value(a), b));
        }
        OTHER_OPERANDS(vm_arithmetic, UPY_OP_FLOORDIV, a, upy_small_int(b));
    }
    OP(MOD_I) {
        upy_value a = RB;
        intptr_t b = IMMEDIATE_C;
        if (UPY_LIKELY(upy_is_small_int(a))) {
            RESULT(vm_modulo(upy_small_int_value(a), b));
        }
        OTHER_OPERANDS(vm_arithmetic, UPY_OP_MOD, a, upy_small_int(b));
    }
    OP(POW) { OTHER_OPERANDS(vm_arithmetic, UPY_OP_POW, RB, RC); }
    OP(LSHIFT) {
        upy_value a = RB, b = RC, small;
        if (upy_are_small_ints(a, b) && vm_shift_left(a, upy_small_int_value(b), &small)) {
            RESULT(small);
        }
        OTHER_OPERANDS(vm_binary, UPY_OP_LSHIFT, a, b);
    }
    OP(RSHIFT) {
        upy_value a = RB, b = RC;
        if (upy_are_small_ints(a, b) && (uintptr_t)upy_small_int_value(b) < UPY_SMALL_INT_BITS) {
            RESULT(upy_small_int(upy_small_int_value(a) >> upy_small_int_value(b)));
        }
        OTHER_OPERANDS(vm_binary, UPY_OP_RSHIFT, a, b);
    }
    OP(LSHIFT_I) {
        upy_value a = RB, small;
        intptr_t b = IMMEDIATE_C;
        if (upy_is_small_int(a) && vm_shift_left(a, b, &small)) {
            RESULT(small);
        }
        OTHER_OPERANDS(vm_binary, UPY_OP_LSHIFT, a, upy_small_int(b));
    }
    OP(RSHIFT_I) {
        upy_value a = RB;
        intptr_t b = IMMEDIATE_C;
        if (UPY_LIKELY(upy_is_small_int(a)) && b < UPY_SMALL_INT_BITS) {
            RESULT(upy_small_int(upy_small_int_value(a) >> b));
        }
        OTHER_OPERANDS(vm_binary, UPY_OP_RSHIFT, a, upy_small_int(b));
    }
    OP(AND_I) {
        upy_value a = RB, b = upy_small_int(IMMEDIATE_C);
        if (UPY_LIKELY(upy_is_small_int(a))) {
            RESULT(upy_small_and(a, b));
        }
        OTHER_OPERANDS(vm_binary, UPY_OP_AND, a, b);
    }
    BITWISE(AND, upy_small_and)
    BITWISE(XOR, upy_small_xor)
    BITWISE(OR, upy_small_or)
    OP(INPLACE) {
        upy_binary_op op = (upy_binary_op)(UPY_OP_INPLACE_ADD + *ip++);
        RESULT_OF(vm_inplace(op, RB, RC));
    }
    OP(NEG) {
        upy_value a = RB, small;
        if (upy_is_small_int(a) && upy_small_sub(upy_small_int(0), a, &small)) {
            RESULT(small);
        }
#if UPY_LOOP_FOR_SPEED
        if (upy_is_immediate_float(a)) {
            RESULT_OF(vm_float(-upy_immediate_float_value(a)));
        }
#endif
        RESULT_OF(upy_unary(UPY_OP_NEG, a));
    }
    OP(POS) { RESULT_OF(upy_unary(UPY_OP_POS, RB)); }
    OP(INVERT) { RESULT_OF(upy_unary(UPY_OP_INVERT, RB)); }
    OP(NOT) {
        upy_value a = RB;
        if (a == UPY_TRUE || a == UPY_FALSE) {
            RESULT(upy_bool(a == UPY_FALSE));
        }
        RESULT_OF(upy_bool(!upy_is_true(a)));
    }

    // ---- Comparison
    COMPARISON(EQ, a == b, ==)
    COMPARISON(NE, a != b, !=)
    COMPARISON(LT, upy_small_less(a, b), <)
    COMPARISON(LE, !upy_small_less(b, a), <=)
    COMPARISON(GT, upy_small_less(b, a), >)
    COMPARISON(GE, !upy_small_less(a, b), >=)
    OP(IS) { RESULT(upy_bool(vm_is(RB, RC))); }
    OP(IS_NOT) { RESULT(upy_bool(!vm_is(RB, RC))); }
    OP(IN) { RESULT_OF(upy_bool(vm_contains(RC, RB))); }
    OP(NOT_IN) { RESULT_OF(upy_bool(!vm_contains(RC, RB))); }

    // ---- Control
    OP(JUMP) {
        ip += UPY_INSTRUCTION_SJ(instruction);
        NEXT;
    }
    OP(LOOP) {
        TICK(); // before the jump: what is raised here belongs to the loop
        ip += UPY_INSTRUCTION_SJ(instruction);
        NEXT;
    }
    OP(JUMP_IF) {
        upy_value a = RA;
        if (a == UPY_TRUE) {
            BRANCH(INSTRUCTION_B);
        }
        if (a == UPY_FALSE || a == UPY_NONE) {
            BRANCH(!INSTRUCTION_B);
        }
        if (upy_is_small_int(a)) {
            BRANCH((a != upy_small_int(0)) == INSTRUCTION_B);
        }
        BRANCH_ON(upy_is_true(a), INSTRUCTION_B);
    }
    OP(JUMP_NONE) { BRANCH((RA == UPY_NONE) == INSTRUCTION_B); }
    OP(JUMP_IS) { BRANCH(vm_is(RA, RB) == INSTRUCTION_C); }
    OP(JUMP_IN) { BRANCH_ON(vm_contains(RB, RA), INSTRUCTION_C); }
    OP(JUMP_MATCHES) { BRANCH_ON(upy_exception_matches(RA, RB), INSTRUCTION_C); }
    OP(JUMP_SET) { BRANCH((RA != UPY_NULL) == INSTRUCTION_B); }

    // ---- for
    OP(FOR_PREP) { EFFECT_OF(vm_for_prepare(&RA)); }
    OP(FOR_RANGE_PREP) { EFFECT_OF(vm_for_range_prepare(&RA, INSTRUCTION_B)); }
    OP(FOR_RANGE) {
        if (UPY_UNLIKELY(RA != VM_RANGE_MARK)) {
            goto for_next;
        }
    range_round:;
        upy_value *iteration = &RA;
        intptr_t left = (intptr_t)iteration[2];
        if (left == 0) {
            SKIP_JUMP;
        }
        intptr_t current = (intptr_t)iteration[1];
        RB = upy_small_int(current);
        iteration[2] = (upy_value)(left - 1);
        iteration[1] = (upy_value)(current + (intptr_t)iteration[3]);
        NEXT_ROUND;
    }
    OP(FOR_NEXT) {
    for_next:;
        upy_value *iteration = &RA;
        upy_value subject = iteration[0];
        if (subject == VM_RANGE_MARK) {
            goto range_round;
        }
        const upy_type *type = ((upy_object *)subject)->type;
        if (type == &upy_type_list) {
            size_t at = (size_t)iteration[1];
            if (at >= upy_as_list(subject)->length) {
                SKIP_JUMP;
            }
            iteration[1] = (upy_value)(at + 1);
            RB = upy_as_list(subject)->items[at];
            NEXT_ROUND;
        }
        if (type == &upy_type_tuple) {
            size_t at = (size_t)iteration[1];
            if (at >= upy_as_tuple(subject)->length) {
                SKIP_JUMP;
            }
            iteration[1] = (upy_value)(at + 1);
            RB = upy_as_tuple(subject)->items[at];
            NEXT_ROUND;
        }
        SAVE();
        if (type != &upy_type_generator) {
            value = vm_for_next(iteration);
        } else {
            upy_generator *g = (upy_generator *)subject;
            if (g->state == GENERATOR_FINISHED) {
                SKIP_JUMP;
            }
            if (UPY_LIKELY(g->injected == UPY_NULL)) {
                FRAME_OF(upy_generator_push(g, UPY_NONE));
            }
            value = upy_generator_resume(g, UPY_NONE, UPY_NULL);
        }
        if (UPY_UNLIKELY(value == UPY_NULL)) {
            SKIP_JUMP;
        }
        RB = value;
        NEXT_ROUND;
    }

    // ---- Building and taking apart
    OP(MAKE_TUPLE) { RESULT_OF(upy_new_tuple(INSTRUCTION_C, &RB)); }
    OP(MAKE_LIST) { RESULT_OF(upy_new_list(INSTRUCTION_C, &RB)); }
    OP(MAKE_SET) { RESULT_OF(vm_make_set(&RB, INSTRUCTION_C)); }
    OP(MAKE_DICT) { RESULT_OF(vm_make_dict(&RB, INSTRUCTION_C)); }
    OP(LIST_APPEND) {
        upy_list *list = upy_as_list(RA);
        if (UPY_LIKELY(list->length < list->capacity)) {
            upy_store((upy_value)list, &list->items[list->length++], RB);
            NEXT;
        }
        EFFECT_OF(upy_list_append((upy_value)list, RB));
    }
    OP(LIST_EXTEND) { EFFECT_OF(upy_list_extend(RA, RB)); }
    OP(LIST_TO_TUPLE) {
        SAVE();
        const upy_list *list = upy_as_list(RB);
        RESULT(upy_new_tuple(list->length, list->items));
    }
    OP(SET_ADD) { EFFECT_OF(upy_set_add(RA, RB)); }
    OP(SET_UPDATE) { EFFECT_OF(upy_set_update(RA, RB)); }
    OP(DICT_SET) { EFFECT_OF(upy_dict_set(upy_as_dict(RA), RB, RC)); }
    OP(DICT_UPDATE) { EFFECT_OF(vm_dict_update(upy_as_dict(RA), RB, false)); }
    OP(DICT_MERGE) { EFFECT_OF(vm_dict_update(upy_as_dict(RA), RB, true)); }
    OP(UNPACK) {
        upy_value source = RC;
        upy_value *to = &RA;
        size_t n = INSTRUCTION_B;
        if (UPY_LIKELY(upy_is_exactly(source, &upy_type_tuple)) && UPY_LIKELY(upy_as_tuple(source)->length == n)) {
            const upy_tuple *tuple = upy_as_tuple(source);
            for (size_t i = 0; i < n; i++) {
                to[i] = tuple->items[i];
            }
            NEXT;
        }
        EFFECT_OF(vm_unpack(to, n, source));
    }
    OP(UNPACK_STAR) {
        size_t n_after = *ip++;
        EFFECT_OF(vm_unpack_star(&RA, INSTRUCTION_B, n_after, RC));
    }
    OP(FORMAT) { RESULT_OF(vm_format(&RB, INSTRUCTION_C)); }
    OP(MAKE_STRING) { RESULT_OF(vm_join_strings(&RB, INSTRUCTION_C)); }

    // ---- Calls
    OP(CALL) {
        window = &RA;
        callee = window[0];
        n_args = INSTRUCTION_B;
        CALL_WINDOW;
    }
    OP(CALL_METHOD) {
        window = &RA;
        callee = window[0];
        n_args = INSTRUCTION_B;
        if (UPY_UNLIKELY(window[UPY_FRAME_WORDS] == UPY_NULL)) {
            window++;
            window[0] = callee;
        } else {
            n_args++;
        }
        CALL_WINDOW;
    }
    OP(CALL_KW) { FRAME_OF(vm_call(frame, &RA, INSTRUCTION_B, INSTRUCTION_C)); }
    OP(CALL_METHOD_KW) {
        window = &RA;
        n_args = INSTRUCTION_B;
        if (window[UPY_FRAME_WORDS] == UPY_NULL) {
            window[1] = window[0];
            window++;
        } else {
            n_args++;
        }
        FRAME_OF(vm_call(frame, window, n_args, INSTRUCTION_C));
    }
    OP(CALL_EX) { FRAME_OF(vm_call_spread(frame, &RA, INSTRUCTION_B != 0)); }
    OP(MAKE_FUNCTION) {
        uint32_t x = *ip++;
        RESULT_OF(vm_make_function(frame, (const upy_code *)NAME_OF(x), &RB));
    }
    OP(RETURN) {
        value = RA;
        goto return_value;
    }
    OP(RETURN_NONE) {
        value = UPY_NONE;
        goto return_value;
    }
return_value:
    if (UPY_LIKELY(frame->info == 0)) {
        frame = frame->back;
        state->frame = frame;
        state->call_depth--;
        RELOAD();
        R[UPY_INSTRUCTION_A(ip[-1])] = value;
        NEXT;
    }
    {
        uintptr_t info = frame->info;
        upy_generator *g = upy_frame_generator(frame);
        if (info & FRAME_INIT) {
            if (UPY_UNLIKELY(value != UPY_NONE)) {
                SAVE();
                upy_raise_type("__init__() should return None, not '%T'", value);
            }
            value = (upy_value)(info & ~(uintptr_t)FRAME_FLAGS);
        }
        frame = frame->back;
        if (g != NULL) {
            upy_generator_finish(g);
        }
        state->frame = frame;
        state->call_depth--;
        if (info & FRAME_SEGMENT) {
            upy_stack_pop_segment();
        }
        if (info & FRAME_ENTRY) {
            if (g != NULL) {
                state->stop_value = value == UPY_NONE ? UPY_NULL : value;
                return UPY_NULL;
            }
            return value;
        }
        RELOAD();
        if (g == NULL) {
            R[UPY_INSTRUCTION_A(ip[-1])] = value;
            NEXT;
        }
        // A generator driven by FOR_NEXT or YIELD_FROM has ended.
        instruction = ip[-1];
        if (UPY_INSTRUCTION_OP(instruction) == UPY_YIELD_FROM) {
            RESULT(value);
        }
        SKIP_JUMP;
    }

    // ---- Generators
    OP(YIELD) {
        value = RA;
        SAVE();
    yield_value:;
        uintptr_t info = frame->info;
        upy_frame *back = frame->back;
        upy_generator_suspend(frame, instruction);
        if (info & FRAME_ENTRY) {
            return value;
        }
        frame = back;
        RELOAD();
        instruction = ip[-1];
        if (UPY_INSTRUCTION_OP(instruction) == UPY_YIELD_FROM) {
            // The value travels on; at resumption the delegation goes on.
            frame->ip = ip - 1;
            goto yield_value;
        }
        RB = value;
        NEXT_ROUND;
    }
    OP(YIELD_FROM) {
        SAVE();
        upy_value *delegation = &RA;
        upy_value inner = delegation[0];
        upy_value sent = delegation[1];
        if (upy_is_generator(inner) && ((upy_generator *)inner)->injected == UPY_NULL) {
            upy_generator *g = (upy_generator *)inner;
            if (g->state == GENERATOR_FINISHED) {
                RESULT(UPY_NONE);
            }
            FRAME_OF(upy_generator_push(g, sent));
        }
        value = upy_delegate_send(inner, sent);
        if (value == UPY_NULL) {
            RESULT(state->stop_value == UPY_NULL ? UPY_NONE : state->stop_value);
        }
        frame->ip = ip - 1; // again at resumption
        goto yield_value;
    }
    OP(GET_YIELD_ITER) { RESULT_OF(upy_get_yield_iterator(RB)); }
    OP(GET_AWAITABLE) { RESULT_OF(upy_get_awaitable(RB)); }

    // ---- Exceptions
    OP(RAISE) {
        SAVE();
        upy_value *of = &RA;
        exception = vm_prepare_raise(of[0], INSTRUCTION_B ? of[1] : UPY_NULL);
        goto raise;
    }
    OP(RAISE_AGAIN) {
        SAVE();
        if (state->handled_exception == UPY_NULL) {
            upy_raise_runtime("no active exception to reraise");
        }
        exception = state->handled_exception;
        goto reraise;
    }
    OP(RERAISE) {
        SAVE();
        exception = RA;
        goto reraise;
    }
    OP(HANDLER_BEGIN) {
        upy_value *of = &RA;
        of[1] = state->handled_exception;
        state->handled_exception = of[0];
        NEXT;
    }
    OP(HANDLER_END) {
        state->handled_exception = (&RA)[1];
        NEXT;
    }
    OP(WITH_ENTER) {
        upy_value manager = RB;
        EFFECT_OF(vm_with_enter(manager, &RA));
    }
    OP(WITH_EXIT) { RESULT_OF(vm_with_exit(RA, RB)); }
    OP(INTRINSIC) { RESULT_OF(upy_intrinsics[INSTRUCTION_C](&RB)); }

#if UPY_LOOP_FOR_SPEED
op_invalid:
    SAVE();
    upy_raise_runtime("invalid bytecode");
#else
    }

arithmetic:
    RESULT_OF(vm_arithmetic(operators[UPY_INSTRUCTION_OP(instruction) - UPY_ADD], left, right));
call:
    CALL_OF_WINDOW;
comparison:
    RESULT_OF(vm_compare((upy_binary_op)(UPY_OP_EQ + UPY_INSTRUCTION_OP(instruction) - UPY_EQ), RB, RC));
test:
    SAVE();
    truth = vm_test((upy_binary_op)(UPY_OP_EQ + (UPY_INSTRUCTION_OP(instruction) - UPY_JUMP_EQ) % 6), left, right);
branch:
    BRANCH(truth == INSTRUCTION_C);
next_round:
    TICK();
take_jump:
    ip += UPY_INSTRUCTION_SJ(*ip);
skip_jump:
    ip++;
    NEXT;
#endif

raise:
    frame = upy_unwind(&exception, entry, true);
    goto unwound;
reraise:
    frame = upy_unwind(&exception, entry, false);
unwound:
    if (frame == NULL) {
        *escaped = exception;
        return UPY_NULL;
    }
    RELOAD();
    NEXT;
}

upy_value upy_vm_run(upy_frame *entry) {
    upy_jump jump;
    upy_frame *volatile frame = entry;
    for (;;) {
        if (upy_try(&jump)) {
            upy_value escaped = UPY_NULL;
            upy_value result = loop(UPY, frame, entry, &escaped);
            upy_end_try(&jump);
            if (escaped != UPY_NULL) {
                upy_raise_unchanged(escaped);
            }
            return result;
        }
        upy_value exception = jump.exception;
        frame = upy_unwind(&exception, entry, true);
        if (frame == NULL) {
            upy_raise_unchanged(exception);
        }
    }
}

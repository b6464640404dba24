// interpret.c — the interpreter loop: one short entry per opcode of core/code/opcodes.def.
//
// Operators try int×int, then float×float in place and leave the rest to the protocols. Before
// anything that may raise, collect or call, the frame's ip is saved (SAVE). Python-to-Python calls
// push a frame and stay in the loop; a return pops it. The loop has no setjmp of its own, so that its
// locals live in machine registers: upy_vm_run() around it catches, unwinds and enters it again.
#include "core/builtins/builtins.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "core/vm/caches.h"
#include "core/vm/frame.h"
#include "core/vm/operations.h"

#define COUNTDOWN_START 1000

#define INSTRUCTION_A UPY_INSTRUCTION_A(instruction)
#define INSTRUCTION_B UPY_INSTRUCTION_B(instruction)
#define INSTRUCTION_C UPY_INSTRUCTION_C(instruction)
#define RA R[INSTRUCTION_A]
#define RB R[INSTRUCTION_B]
#define RC R[INSTRUCTION_C]
#define NAME_OF(x) (code->constants[(x)&0xffff])
#define CACHE_OF(x) ((x) >> 16)

#define SAVE() (frame->ip = ip)
// After the innermost frame changed.
#define RELOAD()                                                                                                       \
    do {                                                                                                               \
        code = upy_frame_code(frame);                                                                                  \
        R = frame->registers;                                                                                          \
        ip = frame->ip;                                                                                                \
    } while (0)

#define ARITHMETIC(small_operation, float_expression, op)                                                              \
    do {                                                                                                               \
        upy_value a = RB, b = RC, result;                                                                              \
        if (UPY_LIKELY(upy_are_small_ints(a, b)) && UPY_LIKELY(small_operation(a, b, &result))) {                      \
            RA = result;                                                                                               \
            NEXT;                                                                                                      \
        }                                                                                                              \
        if (upy_are_immediate_floats(a, b)) {                                                                          \
            upy_float x = upy_immediate_float_value(a), y = upy_immediate_float_value(b);                              \
            SAVE();                                                                                                    \
            RA = vm_float(float_expression);                                                                           \
            NEXT;                                                                                                      \
        }                                                                                                              \
        SAVE();                                                                                                        \
        upy_value slow = vm_arithmetic(op, a, b);                                                                      \
        RA = slow;                                                                                                     \
        NEXT;                                                                                                          \
    } while (0)

#define ARITHMETIC_IMMEDIATE(small_operation, float_operator, op)                                                      \
    do {                                                                                                               \
        upy_value a = RB, result;                                                                                      \
        intptr_t c = UPY_INSTRUCTION_SC(instruction);                                                                  \
        if (UPY_LIKELY(upy_is_small_int(a)) && UPY_LIKELY(small_operation(a, upy_small_int(c), &result))) {            \
            RA = result;                                                                                               \
            NEXT;                                                                                                      \
        }                                                                                                              \
        SAVE();                                                                                                        \
        if (upy_is_immediate_float(a)) {                                                                               \
            RA = vm_float(upy_immediate_float_value(a) float_operator(upy_float) c);                                   \
            NEXT;                                                                                                      \
        }                                                                                                              \
        upy_value slow = vm_arithmetic(op, a, upy_small_int(c));                                                       \
        RA = slow;                                                                                                     \
        NEXT;                                                                                                          \
    } while (0)

// The word after a conditional is a JUMP: taken or skipped.
#define BRANCH(condition)                                                                                              \
    do {                                                                                                               \
        if (condition) {                                                                                               \
            ip += UPY_INSTRUCTION_SJ(*ip) + 1;                                                                         \
        } else {                                                                                                       \
            ip++;                                                                                                      \
        }                                                                                                              \
        NEXT;                                                                                                          \
    } while (0)

#define COMPARISON(small_expression, float_operator, op)                                                               \
    do {                                                                                                               \
        upy_value a = RB, b = RC;                                                                                      \
        if (UPY_LIKELY(upy_are_small_ints(a, b))) {                                                                    \
            RA = upy_bool(small_expression);                                                                           \
            NEXT;                                                                                                      \
        }                                                                                                              \
        if (upy_are_immediate_floats(a, b)) {                                                                          \
            RA = upy_bool(upy_immediate_float_value(a) float_operator upy_immediate_float_value(b));                   \
            NEXT;                                                                                                      \
        }                                                                                                              \
        SAVE();                                                                                                        \
        upy_value slow = vm_compare(op, a, b);                                                                         \
        RA = slow;                                                                                                     \
        NEXT;                                                                                                          \
    } while (0)

#define COMPARE_BRANCH(small_expression, float_operator, op)                                                           \
    do {                                                                                                               \
        upy_value a = RA, b = RB;                                                                                      \
        bool truth;                                                                                                    \
        if (UPY_LIKELY(upy_are_small_ints(a, b))) {                                                                    \
            truth = small_expression;                                                                                  \
        } else if (upy_are_immediate_floats(a, b)) {                                                                   \
            truth = upy_immediate_float_value(a) float_operator upy_immediate_float_value(b);                          \
        } else {                                                                                                       \
            SAVE();                                                                                                    \
            truth = vm_test(op, a, b);                                                                                 \
        }                                                                                                              \
        BRANCH(truth == INSTRUCTION_C);                                                                                \
    } while (0)

#define COMPARE_BRANCH_IMMEDIATE(operator, op)                                                                         \
    do {                                                                                                               \
        upy_value a = RA;                                                                                              \
        intptr_t b = UPY_INSTRUCTION_SB(instruction);                                                                  \
        bool truth;                                                                                                    \
        if (UPY_LIKELY(upy_is_small_int(a))) {                                                                         \
            truth = upy_small_int_value(a) operator b;                                                                 \
        } else {                                                                                                       \
            SAVE();                                                                                                    \
            truth = vm_test(op, a, upy_small_int(b));                                                                  \
        }                                                                                                              \
        BRANCH(truth == INSTRUCTION_C);                                                                                \
    } while (0)

#define TICK()                                                                                                         \
    do {                                                                                                               \
        if (UPY_UNLIKELY(--state->countdown <= 0)) {                                                                   \
            SAVE();                                                                                                    \
            state->countdown = COUNTDOWN_START;                                                                        \
            upy_handle_pending();                                                                                      \
        }                                                                                                              \
    } while (0)

// A Python function whose arguments already lie where its parameters are becomes the innermost frame.
#define ENTER_IF_SIMPLE(window, callee, count)                                                                         \
    do {                                                                                                               \
        const upy_code *target = ((upy_function *)(callee))->code;                                                     \
        if (UPY_LIKELY((target->flags & UPY_CODE_SIMPLE) && target->n_args == (count)) &&                              \
            UPY_LIKELY((size_t)(state->stack_end - (window)) >= UPY_FRAME_WORDS + (size_t)target->n_registers) &&      \
            UPY_LIKELY(state->call_depth < state->recursion_limit)) {                                                  \
            SAVE();                                                                                                    \
            upy_frame *next = (upy_frame *)(void *)(window);                                                           \
            next->back = frame;                                                                                        \
            next->info = 0;                                                                                            \
            frame = next;                                                                                              \
            code = target;                                                                                             \
            R = frame->registers;                                                                                      \
            ip = code->instructions;                                                                                   \
            frame->ip = ip;                                                                                            \
            state->frame = frame;                                                                                      \
            state->call_depth++;                                                                                       \
            TICK();                                                                                                    \
            NEXT;                                                                                                      \
        }                                                                                                              \
    } while (0)

#define OP(name) op_##name:
#define NEXT                                                                                                           \
    do {                                                                                                               \
        instruction = *ip++;                                                                                           \
        goto *labels[instruction & 0xff];                                                                              \
    } while (0)

// Runs until the frame flagged FRAME_ENTRY is left: by return or yield (the value; UPY_NULL at the end of a
// generator), or by an exception nobody above handles (*escaped).
static upy_value loop(upy_state *state, upy_frame *frame, const upy_frame *entry, upy_value *escaped) {
    static const void *const labels[] = {
#define OPCODE(name, format, meaning) [UPY_##name] = &&op_##name,
#include "core/code/opcodes.def"
#undef OPCODE
#if UPY_LEVEL >= UPY_LEVEL_FULL
        [UPY_OPCODE_COUNT... 255] = &&op_invalid,
#endif
    };
    const upy_code *code = upy_frame_code(frame);
    const uint32_t *ip = frame->ip;
    upy_value *R = frame->registers;
    uint32_t instruction;
    upy_value exception;
    upy_value value;

    NEXT;

    OP(NOP) { NEXT; }
    OP(MOVE) {
        RA = RB;
        NEXT;
    }
    OP(LOAD_CONST) {
        RA = code->constants[UPY_INSTRUCTION_BX(instruction)];
        NEXT;
    }
    OP(LOAD_INT) {
        RA = upy_small_int(UPY_INSTRUCTION_SBX(instruction));
        NEXT;
    }
    OP(LOAD_NONE) {
        RA = UPY_NONE;
        NEXT;
    }
    OP(LOAD_TRUE) {
        RA = UPY_TRUE;
        NEXT;
    }
    OP(LOAD_FALSE) {
        RA = UPY_FALSE;
        NEXT;
    }
    OP(LOAD_UNSET) {
        upy_value *first = &RA;
        for (size_t n = INSTRUCTION_B; n > 0; n--) {
            *first++ = UPY_NULL;
        }
        NEXT;
    }
    OP(LOAD_FAR) {
        RA = R[UPY_INSTRUCTION_BX(instruction)];
        NEXT;
    }
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
    OP(MAKE_CELL) {
        SAVE();
        value = upy_new_cell(RA);
        RA = value;
        NEXT;
    }
    OP(LOAD_CELL) {
        uint32_t x = *ip++;
        value = ((upy_cell *)RB)->content;
        if (UPY_UNLIKELY(value == UPY_NULL)) {
            SAVE();
            vm_raise_unset_cell(NAME_OF(x), false);
        }
        RA = value;
        NEXT;
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
        RA = value;
        NEXT;
    }
    OP(STORE_FREE) {
        upy_value cell = upy_frame_function(frame)->captured[UPY_INSTRUCTION_BX(instruction)];
        upy_store(cell, &((upy_cell *)cell)->content, RA);
        NEXT;
    }
    OP(LOAD_CLASS_FREE) {
        uint32_t x = *ip++;
        SAVE();
        value = vm_load_class_variable(R[0], NAME_OF(x),
                                       upy_frame_function(frame)->captured[UPY_INSTRUCTION_BX(instruction)]);
        RA = value;
        NEXT;
    }
    OP(LOAD_CLASS_CELL) {
        uint32_t x = *ip++;
        SAVE();
        value = vm_load_class_variable(R[0], NAME_OF(x), R[UPY_INSTRUCTION_BX(instruction)]);
        RA = value;
        NEXT;
    }

    // ---- Names
    OP(LOAD_GLOBAL) {
        uint32_t x = *ip++;
        const upy_cache *cache = vm_cache(code, CACHE_OF(x));
        if (UPY_LIKELY(cache != NULL && cache->epoch == state->epoch)) {
            RA = *cache->entry;
            NEXT;
        }
        SAVE();
        value = vm_load_global(upy_frame_function(frame), NAME_OF(x), CACHE_OF(x));
        RA = value;
        NEXT;
    }
    OP(STORE_GLOBAL) {
        uint32_t x = *ip++;
        SAVE();
        vm_store_global(upy_frame_function(frame), NAME_OF(x), CACHE_OF(x), RA);
        NEXT;
    }
    OP(DELETE_GLOBAL) {
        uint32_t x = *ip++;
        SAVE();
        vm_delete_global(upy_frame_function(frame), NAME_OF(x));
        NEXT;
    }
    OP(LOAD_NAME) {
        uint32_t x = *ip++;
        SAVE();
        value = vm_load_name(upy_frame_function(frame), R[0], NAME_OF(x), CACHE_OF(x));
        RA = value;
        NEXT;
    }
    OP(STORE_NAME) {
        uint32_t x = *ip++;
        SAVE();
        vm_store_name(R[0], NAME_OF(x), RA);
        NEXT;
    }
    OP(DELETE_NAME) {
        uint32_t x = *ip++;
        SAVE();
        vm_delete_name(R[0], NAME_OF(x));
        NEXT;
    }

    // ---- Attributes and subscripts
    OP(LOAD_ATTR) {
        uint32_t x = *ip++;
        upy_value object = RB;
        const upy_cache *cache = vm_cache(code, CACHE_OF(x));
        if (UPY_LIKELY(cache != NULL) && UPY_LIKELY(upy_is_object(object)) &&
            UPY_LIKELY(vm_second_word(object) == cache->key) && UPY_LIKELY(cache->epoch == state->epoch)) {
            if (UPY_LIKELY(cache->kind == CACHE_SLOT)) {
                RA = ((upy_instance *)object)->slots[cache->index];
                NEXT;
            }
            if (cache->kind == CACHE_ENTRY) {
                RA = *cache->entry;
                NEXT;
            }
        }
        SAVE();
        value = vm_load_attribute(code, object, NAME_OF(x), CACHE_OF(x));
        RA = value;
        NEXT;
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
        SAVE();
        vm_store_attribute(code, object, NAME_OF(x), CACHE_OF(x), RB);
        NEXT;
    }
    OP(DELETE_ATTR) {
        uint32_t x = *ip++;
        SAVE();
        upy_delete_attribute(RA, NAME_OF(x));
        NEXT;
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
        value = upy_super_get_attribute(of[0], of[1], NAME_OF(x));
        RA = value;
        NEXT;
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
                    RA = list->items[at];
                    NEXT;
                }
            } else if (type == &upy_type_dict) {
                SAVE();
                value = upy_dict_get(upy_as_dict(object), index);
                if (UPY_UNLIKELY(value == UPY_NULL)) {
                    upy_raise_key(index);
                }
                RA = value;
                NEXT;
            } else if (type == &upy_type_tuple && upy_is_small_int(index)) {
                const upy_tuple *tuple = upy_as_tuple(object);
                size_t at = (size_t)upy_small_int_value(index);
                if ((intptr_t)at < 0) {
                    at += tuple->length;
                }
                if (UPY_LIKELY(at < tuple->length)) {
                    RA = tuple->items[at];
                    NEXT;
                }
            }
        }
        SAVE();
        value = vm_get_item(object, index);
        RA = value;
        NEXT;
    }
    OP(GET_ITEM_I) {
        upy_value object = RB;
        size_t at = INSTRUCTION_C;
        if (upy_is_exactly(object, &upy_type_list)) {
            if (UPY_LIKELY(at < upy_as_list(object)->length)) {
                RA = upy_as_list(object)->items[at];
                NEXT;
            }
        } else if (upy_is_exactly(object, &upy_type_tuple)) {
            if (UPY_LIKELY(at < upy_as_tuple(object)->length)) {
                RA = upy_as_tuple(object)->items[at];
                NEXT;
            }
        }
        SAVE();
        value = vm_get_item(object, upy_small_int((intptr_t)at));
        RA = value;
        NEXT;
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
                SAVE();
                upy_dict_set(upy_as_dict(object), index, RC);
                NEXT;
            }
        }
        SAVE();
        vm_set_item(object, index, RC);
        NEXT;
    }
    OP(DELETE_ITEM) {
        SAVE();
        upy_delete_item(RA, RB);
        NEXT;
    }
    OP(GET_SLICE) {
        SAVE();
        value = vm_get_slice(&RB);
        RA = value;
        NEXT;
    }
    OP(SET_SLICE) {
        SAVE();
        vm_set_slice(&RA, RB);
        NEXT;
    }
    OP(MAKE_SLICE) {
        SAVE();
        upy_value *of = &RB;
        value = upy_new_slice(of[0], of[1], of[2]);
        RA = value;
        NEXT;
    }

    // ---- Arithmetic
    OP(ADD) { ARITHMETIC(upy_small_add, x + y, UPY_OP_ADD); }
    OP(SUB) { ARITHMETIC(upy_small_sub, x - y, UPY_OP_SUB); }
    OP(MUL) { ARITHMETIC(upy_small_mul, x * y, UPY_OP_MUL); }
    OP(INPLACE_ADD) { ARITHMETIC(upy_small_add, x + y, (upy_binary_op)(UPY_OP_INPLACE_ADD + UPY_OP_ADD)); }
    OP(INPLACE_SUB) { ARITHMETIC(upy_small_sub, x - y, (upy_binary_op)(UPY_OP_INPLACE_ADD + UPY_OP_SUB)); }
    OP(INPLACE_MUL) { ARITHMETIC(upy_small_mul, x * y, (upy_binary_op)(UPY_OP_INPLACE_ADD + UPY_OP_MUL)); }
    OP(ADD_I) { ARITHMETIC_IMMEDIATE(upy_small_add, +, UPY_OP_ADD); }
    OP(SUB_I) { ARITHMETIC_IMMEDIATE(upy_small_sub, -, UPY_OP_SUB); }
    OP(MUL_I) { ARITHMETIC_IMMEDIATE(upy_small_mul, *, UPY_OP_MUL); }
    OP(INPLACE_ADD_I) { ARITHMETIC_IMMEDIATE(upy_small_add, +, (upy_binary_op)(UPY_OP_INPLACE_ADD + UPY_OP_ADD)); }
    OP(INPLACE_SUB_I) { ARITHMETIC_IMMEDIATE(upy_small_sub, -, (upy_binary_op)(UPY_OP_INPLACE_ADD + UPY_OP_SUB)); }
    OP(INPLACE_MUL_I) { ARITHMETIC_IMMEDIATE(upy_small_mul, *, (upy_binary_op)(UPY_OP_INPLACE_ADD + UPY_OP_MUL)); }
    OP(MATMUL) {
        SAVE();
        value = upy_binary(UPY_OP_MATMUL, RB, RC);
        RA = value;
        NEXT;
    }
    OP(TRUEDIV) {
        upy_value a = RB, b = RC;
        if (upy_are_immediate_floats(a, b)) {
            upy_float y = upy_immediate_float_value(b);
            if (UPY_LIKELY(y != 0)) {
                SAVE();
                RA = vm_float(upy_immediate_float_value(a) / y);
                NEXT;
            }
        }
        SAVE();
        value = vm_true_divide(a, b);
        RA = value;
        NEXT;
    }
    OP(FLOORDIV) {
        upy_value a = RB, b = RC;
        SAVE();
        if (UPY_LIKELY(upy_are_small_ints(a, b)) && UPY_LIKELY(b != upy_small_int(0))) {
            RA = vm_floor_divide(upy_small_int_value(a), upy_small_int_value(b));
            NEXT;
        }
        value = vm_arithmetic(UPY_OP_FLOORDIV, a, b);
        RA = value;
        NEXT;
    }
    OP(MOD) {
        upy_value a = RB, b = RC;
        if (UPY_LIKELY(upy_are_small_ints(a, b)) && UPY_LIKELY(b != upy_small_int(0))) {
            RA = vm_modulo(upy_small_int_value(a), upy_small_int_value(b));
            NEXT;
        }
        SAVE();
        value = vm_arithmetic(UPY_OP_MOD, a, b);
        RA = value;
        NEXT;
    }
    OP(FLOORDIV_I) {
        upy_value a = RB;
        intptr_t b = UPY_INSTRUCTION_SC(instruction);
        SAVE();
        if (UPY_LIKELY(upy_is_small_int(a))) {
            RA = vm_floor_divide(upy_small_int_value(a), b);
            NEXT;
        }
        value = vm_arithmetic(UPY_OP_FLOORDIV, a, upy_small_int(b));
        RA = value;
        NEXT;
    }
    OP(MOD_I) {
        upy_value a = RB;
        intptr_t b = UPY_INSTRUCTION_SC(instruction);
        if (UPY_LIKELY(upy_is_small_int(a))) {
            RA = vm_modulo(upy_small_int_value(a), b);
            NEXT;
        }
        SAVE();
        value = vm_arithmetic(UPY_OP_MOD, a, upy_small_int(b));
        RA = value;
        NEXT;
    }
    OP(POW) {
        SAVE();
        value = vm_arithmetic(UPY_OP_POW, RB, RC);
        RA = value;
        NEXT;
    }
    OP(LSHIFT) {
        upy_value a = RB, b = RC;
        if (upy_are_small_ints(a, b) && vm_shift_left(a, upy_small_int_value(b), &value)) {
            RA = value;
            NEXT;
        }
        SAVE();
        value = vm_binary(UPY_OP_LSHIFT, a, b);
        RA = value;
        NEXT;
    }
    OP(RSHIFT) {
        upy_value a = RB, b = RC;
        if (upy_are_small_ints(a, b) && (uintptr_t)upy_small_int_value(b) < UPY_SMALL_INT_BITS) {
            RA = upy_small_int(upy_small_int_value(a) >> upy_small_int_value(b));
            NEXT;
        }
        SAVE();
        value = vm_binary(UPY_OP_RSHIFT, a, b);
        RA = value;
        NEXT;
    }
    OP(LSHIFT_I) {
        upy_value a = RB;
        intptr_t b = UPY_INSTRUCTION_SC(instruction);
        if (upy_is_small_int(a) && vm_shift_left(a, b, &value)) {
            RA = value;
            NEXT;
        }
        SAVE();
        value = vm_binary(UPY_OP_LSHIFT, a, upy_small_int(b));
        RA = value;
        NEXT;
    }
    OP(RSHIFT_I) {
        upy_value a = RB;
        intptr_t b = UPY_INSTRUCTION_SC(instruction);
        if (UPY_LIKELY(upy_is_small_int(a)) && b < UPY_SMALL_INT_BITS) {
            RA = upy_small_int(upy_small_int_value(a) >> b);
            NEXT;
        }
        SAVE();
        value = vm_binary(UPY_OP_RSHIFT, a, upy_small_int(b));
        RA = value;
        NEXT;
    }
    OP(AND_I) {
        upy_value a = RB, b = upy_small_int(UPY_INSTRUCTION_SC(instruction));
        if (UPY_LIKELY(upy_is_small_int(a))) {
            RA = upy_small_and(a, b);
            NEXT;
        }
        SAVE();
        value = vm_binary(UPY_OP_AND, a, b);
        RA = value;
        NEXT;
    }
#define BITWISE(name, small_operation)                                                                                 \
    OP(name) {                                                                                                         \
        upy_value a = RB, b = RC;                                                                                      \
        if (UPY_LIKELY(upy_are_small_ints(a, b))) {                                                                    \
            RA = small_operation(a, b);                                                                                \
            NEXT;                                                                                                      \
        }                                                                                                              \
        SAVE();                                                                                                        \
        value = vm_binary(UPY_OP_##name, a, b);                                                                        \
        RA = value;                                                                                                    \
        NEXT;                                                                                                          \
    }
    BITWISE(AND, upy_small_and)
    BITWISE(XOR, upy_small_xor)
    BITWISE(OR, upy_small_or)
    OP(INPLACE) {
        upy_binary_op op = (upy_binary_op)(UPY_OP_INPLACE_ADD + *ip++);
        SAVE();
        value = vm_inplace(op, RB, RC);
        RA = value;
        NEXT;
    }
    OP(NEG) {
        upy_value a = RB;
        if (upy_is_small_int(a) && upy_small_sub(upy_small_int(0), a, &value)) {
            RA = value;
            NEXT;
        }
        SAVE();
        value = upy_is_immediate_float(a) ? vm_float(-upy_immediate_float_value(a)) : upy_unary(UPY_OP_NEG, a);
        RA = value;
        NEXT;
    }
    OP(POS) {
        SAVE();
        value = upy_unary(UPY_OP_POS, RB);
        RA = value;
        NEXT;
    }
    OP(INVERT) {
        SAVE();
        value = upy_unary(UPY_OP_INVERT, RB);
        RA = value;
        NEXT;
    }
    OP(NOT) {
        upy_value a = RB;
        if (a == UPY_TRUE || a == UPY_FALSE) {
            RA = upy_bool(a == UPY_FALSE);
            NEXT;
        }
        SAVE();
        bool truth = upy_is_true(a);
        RA = upy_bool(!truth);
        NEXT;
    }

    // ---- Comparison
    OP(EQ) { COMPARISON(a == b, ==, UPY_OP_EQ); }
    OP(NE) { COMPARISON(a != b, !=, UPY_OP_NE); }
    OP(LT) { COMPARISON(upy_small_less(a, b), <, UPY_OP_LT); }
    OP(LE) { COMPARISON(!upy_small_less(b, a), <=, UPY_OP_LE); }
    OP(GT) { COMPARISON(upy_small_less(b, a), >, UPY_OP_GT); }
    OP(GE) { COMPARISON(!upy_small_less(a, b), >=, UPY_OP_GE); }
    OP(IS) {
        RA = upy_bool(vm_is(RB, RC));
        NEXT;
    }
    OP(IS_NOT) {
        RA = upy_bool(!vm_is(RB, RC));
        NEXT;
    }
    OP(IN) {
        SAVE();
        bool truth = vm_contains(RC, RB);
        RA = upy_bool(truth);
        NEXT;
    }
    OP(NOT_IN) {
        SAVE();
        bool truth = vm_contains(RC, RB);
        RA = upy_bool(!truth);
        NEXT;
    }

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
        bool truth;
        if (a == UPY_TRUE) {
            truth = true;
        } else if (a == UPY_FALSE || a == UPY_NONE) {
            truth = false;
        } else if (upy_is_small_int(a)) {
            truth = a != upy_small_int(0);
        } else {
            SAVE();
            truth = upy_is_true(a);
        }
        BRANCH(truth == INSTRUCTION_B);
    }
    OP(JUMP_NONE) { BRANCH((RA == UPY_NONE) == INSTRUCTION_B); }
    OP(JUMP_EQ) { COMPARE_BRANCH(a == b, ==, UPY_OP_EQ); }
    OP(JUMP_NE) { COMPARE_BRANCH(a != b, !=, UPY_OP_NE); }
    OP(JUMP_LT) { COMPARE_BRANCH(upy_small_less(a, b), <, UPY_OP_LT); }
    OP(JUMP_LE) { COMPARE_BRANCH(!upy_small_less(b, a), <=, UPY_OP_LE); }
    OP(JUMP_GT) { COMPARE_BRANCH(upy_small_less(b, a), >, UPY_OP_GT); }
    OP(JUMP_GE) { COMPARE_BRANCH(!upy_small_less(a, b), >=, UPY_OP_GE); }
    OP(JUMP_EQ_I) { COMPARE_BRANCH_IMMEDIATE(==, UPY_OP_EQ); }
    OP(JUMP_NE_I) { COMPARE_BRANCH_IMMEDIATE(!=, UPY_OP_NE); }
    OP(JUMP_LT_I) { COMPARE_BRANCH_IMMEDIATE(<, UPY_OP_LT); }
    OP(JUMP_LE_I) { COMPARE_BRANCH_IMMEDIATE(<=, UPY_OP_LE); }
    OP(JUMP_GT_I) { COMPARE_BRANCH_IMMEDIATE(>, UPY_OP_GT); }
    OP(JUMP_GE_I) { COMPARE_BRANCH_IMMEDIATE(>=, UPY_OP_GE); }
    OP(JUMP_IS) { BRANCH(vm_is(RA, RB) == INSTRUCTION_C); }
    OP(JUMP_IN) {
        SAVE();
        bool truth = vm_contains(RB, RA);
        BRANCH(truth == INSTRUCTION_C);
    }
    OP(JUMP_MATCHES) {
        SAVE();
        bool truth = upy_exception_matches(RA, RB);
        BRANCH(truth == INSTRUCTION_C);
    }
    OP(JUMP_SET) { BRANCH((RA != UPY_NULL) == INSTRUCTION_B); }

    // ---- for
    OP(FOR_PREP) {
        SAVE();
        vm_for_prepare(&RA);
        NEXT;
    }
    OP(FOR_RANGE_PREP) {
        SAVE();
        vm_for_range_prepare(&RA, INSTRUCTION_B);
        NEXT;
    }
    OP(FOR_RANGE) {
        upy_value *iteration = &RA;
        if (UPY_LIKELY(iteration[0] == VM_RANGE_MARK)) {
            intptr_t left = (intptr_t)iteration[2];
            if (left == 0) {
                ip++;
                NEXT;
            }
            intptr_t current = (intptr_t)iteration[1];
            RB = upy_small_int(current);
            iteration[2] = (upy_value)(left - 1);
            iteration[1] = (upy_value)(current + (intptr_t)iteration[3]);
            TICK();
            ip += UPY_INSTRUCTION_SJ(*ip) + 1;
            NEXT;
        }
        goto for_next;
    }
    OP(FOR_NEXT) {
    for_next:;
        upy_value *iteration = &RA;
        upy_value subject = iteration[0];
        if (subject == VM_RANGE_MARK) {
            value = vm_range_next(iteration);
        } else {
            const upy_type *type = ((upy_object *)subject)->type;
            if (type == &upy_type_list) {
                const upy_list *list = upy_as_list(subject);
                size_t at = (size_t)iteration[1];
                value = UPY_NULL;
                if (UPY_LIKELY(at < list->length)) {
                    iteration[1] = (upy_value)(at + 1);
                    value = list->items[at];
                }
            } else if (type == &upy_type_tuple) {
                const upy_tuple *tuple = upy_as_tuple(subject);
                size_t at = (size_t)iteration[1];
                value = UPY_NULL;
                if (UPY_LIKELY(at < tuple->length)) {
                    iteration[1] = (upy_value)(at + 1);
                    value = tuple->items[at];
                }
            } else if (type == &upy_type_generator) {
                SAVE();
                upy_generator *g = (upy_generator *)subject;
                if (g->state == GENERATOR_FINISHED) {
                    value = UPY_NULL;
                } else if (UPY_UNLIKELY(g->injected != UPY_NULL)) {
                    value = upy_generator_resume(g, UPY_NONE, UPY_NULL);
                } else {
                    frame = upy_generator_push(g, UPY_NONE);
                    RELOAD();
                    NEXT;
                }
            } else {
                SAVE();
                value = vm_for_next(iteration);
            }
        }
        if (UPY_UNLIKELY(value == UPY_NULL)) {
            ip++;
            NEXT;
        }
        RB = value;
        TICK();
        ip += UPY_INSTRUCTION_SJ(*ip) + 1;
        NEXT;
    }

    // ---- Building and taking apart
    OP(MAKE_TUPLE) {
        SAVE();
        value = upy_new_tuple(INSTRUCTION_C, &RB);
        RA = value;
        NEXT;
    }
    OP(MAKE_LIST) {
        SAVE();
        value = upy_new_list(INSTRUCTION_C, &RB);
        RA = value;
        NEXT;
    }
    OP(MAKE_SET) {
        SAVE();
        value = vm_make_set(&RB, INSTRUCTION_C);
        RA = value;
        NEXT;
    }
    OP(MAKE_DICT) {
        SAVE();
        value = vm_make_dict(&RB, INSTRUCTION_C);
        RA = value;
        NEXT;
    }
    OP(LIST_APPEND) {
        upy_list *list = upy_as_list(RA);
        if (UPY_LIKELY(list->length < list->capacity)) {
            upy_store((upy_value)list, &list->items[list->length++], RB);
            NEXT;
        }
        SAVE();
        upy_list_append((upy_value)list, RB);
        NEXT;
    }
    OP(LIST_EXTEND) {
        SAVE();
        upy_list_extend(RA, RB);
        NEXT;
    }
    OP(LIST_TO_TUPLE) {
        SAVE();
        const upy_list *list = upy_as_list(RB);
        value = upy_new_tuple(list->length, list->items);
        RA = value;
        NEXT;
    }
    OP(SET_ADD) {
        SAVE();
        upy_set_add(RA, RB);
        NEXT;
    }
    OP(SET_UPDATE) {
        SAVE();
        upy_set_update(RA, RB);
        NEXT;
    }
    OP(DICT_SET) {
        SAVE();
        upy_dict_set(upy_as_dict(RA), RB, RC);
        NEXT;
    }
    OP(DICT_UPDATE) {
        SAVE();
        vm_dict_update(upy_as_dict(RA), RB, false);
        NEXT;
    }
    OP(DICT_MERGE) {
        SAVE();
        vm_dict_update(upy_as_dict(RA), RB, true);
        NEXT;
    }
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
        SAVE();
        vm_unpack(to, n, source);
        NEXT;
    }
    OP(UNPACK_STAR) {
        size_t n_after = *ip++;
        SAVE();
        vm_unpack_star(&RA, INSTRUCTION_B, n_after, RC);
        NEXT;
    }
    OP(FORMAT) {
        SAVE();
        value = vm_format(&RB, INSTRUCTION_C);
        RA = value;
        NEXT;
    }
    OP(MAKE_STRING) {
        SAVE();
        value = vm_join_strings(&RB, INSTRUCTION_C);
        RA = value;
        NEXT;
    }

    // ---- Calls
    OP(CALL) {
        upy_value *window = &RA;
        upy_value callee = window[0];
        size_t n_args = INSTRUCTION_B;
        if (UPY_LIKELY(upy_is_object(callee))) {
            const upy_type *type = ((upy_object *)callee)->type;
            if (UPY_LIKELY(type == &upy_type_function)) {
                ENTER_IF_SIMPLE(window, callee, n_args);
            } else if (type == &upy_type_builtin) {
                const upy_builtin *builtin = (const upy_builtin *)callee;
                if (UPY_LIKELY(!builtin->has_keywords && builtin->kind == UPY_BUILTIN_FUNCTION &&
                               n_args >= builtin->least && n_args <= builtin->most)) {
                    SAVE();
                    value = builtin->call.positional(n_args, window + UPY_FRAME_WORDS);
                    window[0] = value;
                    NEXT;
                }
            }
        }
        SAVE();
        frame = vm_call(frame, window, n_args, 0);
        RELOAD();
        NEXT;
    }
    OP(CALL_METHOD) {
        upy_value *window = &RA;
        upy_value callee = window[0];
        size_t n_args = INSTRUCTION_B;
        if (UPY_UNLIKELY(window[UPY_FRAME_WORDS] == UPY_NULL)) {
            window++;
            window[0] = callee;
        } else {
            n_args++;
        }
        // From here on as CALL; the result goes to R[A] wherever the window begins.
        const upy_type *type = upy_is_object(callee) ? ((upy_object *)callee)->type : NULL;
        if (UPY_LIKELY(type == &upy_type_function)) {
            ENTER_IF_SIMPLE(window, callee, n_args);
        } else if (type == &upy_type_builtin) {
            const upy_builtin *builtin = (const upy_builtin *)callee;
            if (UPY_LIKELY(!builtin->has_keywords && n_args >= builtin->least && n_args <= builtin->most) &&
                UPY_LIKELY(builtin->kind == UPY_BUILTIN_METHOD
                               ? n_args > 0 && upy_is_exactly(window[UPY_FRAME_WORDS], upy_builtin_owner(builtin))
                               : builtin->kind == UPY_BUILTIN_FUNCTION)) {
                SAVE();
                value = builtin->call.positional(n_args, window + UPY_FRAME_WORDS);
                RA = value;
                NEXT;
            }
        }
        SAVE();
        frame = vm_call(frame, window, n_args, 0);
        RELOAD();
        NEXT;
    }
    OP(CALL_KW) {
        SAVE();
        frame = vm_call(frame, &RA, INSTRUCTION_B, INSTRUCTION_C);
        RELOAD();
        NEXT;
    }
    OP(CALL_METHOD_KW) {
        SAVE();
        upy_value *window = &RA;
        size_t n_args = INSTRUCTION_B;
        if (window[UPY_FRAME_WORDS] == UPY_NULL) {
            window[1] = window[0];
            window++;
        } else {
            n_args++;
        }
        frame = vm_call(frame, window, n_args, INSTRUCTION_C);
        RELOAD();
        NEXT;
    }
    OP(CALL_EX) {
        SAVE();
        frame = vm_call_spread(frame, &RA, INSTRUCTION_B != 0);
        RELOAD();
        NEXT;
    }
    OP(MAKE_FUNCTION) {
        uint32_t x = *ip++;
        SAVE();
        value = vm_make_function(frame, (const upy_code *)NAME_OF(x), &RB);
        RA = value;
        NEXT;
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
            RA = value;
            NEXT;
        }
        ip++;
        NEXT;
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
        TICK();
        ip += UPY_INSTRUCTION_SJ(*ip) + 1;
        NEXT;
    }
    OP(YIELD_FROM) {
        SAVE();
        upy_value *delegation = &RA;
        upy_value inner = delegation[0];
        upy_value sent = delegation[1];
        if (upy_is_generator(inner) && ((upy_generator *)inner)->injected == UPY_NULL) {
            upy_generator *g = (upy_generator *)inner;
            if (g->state == GENERATOR_FINISHED) {
                RA = UPY_NONE;
                NEXT;
            }
            frame = upy_generator_push(g, sent);
            RELOAD();
            NEXT;
        }
        value = upy_delegate_send(inner, sent);
        if (value == UPY_NULL) {
            RA = state->stop_value == UPY_NULL ? UPY_NONE : state->stop_value;
            NEXT;
        }
        frame->ip = ip - 1; // again at resumption
        goto yield_value;
    }
    OP(GET_YIELD_ITER) {
        SAVE();
        value = upy_get_yield_iterator(RB);
        RA = value;
        NEXT;
    }
    OP(GET_AWAITABLE) {
        SAVE();
        value = upy_get_awaitable(RB);
        RA = value;
        NEXT;
    }

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
        SAVE();
        upy_value manager = RB;
        upy_value *to = &RA;
        vm_with_enter(manager, to);
        NEXT;
    }
    OP(WITH_EXIT) {
        SAVE();
        value = vm_with_exit(RA, RB);
        RA = value;
        NEXT;
    }
    OP(INTRINSIC) {
        SAVE();
        value = upy_intrinsics[INSTRUCTION_C](&RB);
        RA = value;
        NEXT;
    }

#if UPY_LEVEL >= UPY_LEVEL_FULL
op_invalid:
    SAVE();
    upy_raise_runtime("invalid bytecode");
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

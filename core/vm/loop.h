// loop.h — the words interpret.c is written in: operands, how an entry ends, and families of entries that differ in an
// operator.
//
// Hosts jump from the end of every entry straight to the next one, and have entries for operators on floats. On boards
// entries share their ends, the dispatch and what happens to anything but small ints, and comparisons that are no
// conditions are calls: half the size, with as few instructions for ints, attributes, calls and items.
#ifndef UPY_VM_LOOP_H
#define UPY_VM_LOOP_H

#include "core/code/code.h"
#include "core/vm/operations.h"

#define UPY_LOOP_FOR_SPEED (UPY_LEVEL >= UPY_LEVEL_FULL)

#define COUNTDOWN_START 1000

// ---- Operands ------------------------------------------------------------------------------------

#define INSTRUCTION_A UPY_INSTRUCTION_A(instruction)
#define INSTRUCTION_B UPY_INSTRUCTION_B(instruction)
#define INSTRUCTION_C UPY_INSTRUCTION_C(instruction)
#define RA R[INSTRUCTION_A]
#define RB R[INSTRUCTION_B]
#define RC R[INSTRUCTION_C]
#define IMMEDIATE_C UPY_INSTRUCTION_SC(instruction)
#define NAME_OF(x) (code->constants[(x)&0xffff])
#define CACHE_OF(x) ((x) >> 16)

// ---- The ends of entries -------------------------------------------------------------------------
// NEXT: the instruction is done. RESULT: what is given goes to R[A]. TAKE_JUMP: the word at ip is a JUMP, which is
// taken; SKIP_JUMP: it is not. NEXT_ROUND: it is taken, and leads back to the start of a loop.

#if UPY_LOOP_FOR_SPEED
#define OP(name) op_##name:
#define NEXT                                                                                                           \
    do {                                                                                                               \
        instruction = *ip++;                                                                                           \
        goto *labels[instruction & 0xff];                                                                              \
    } while (0)
#define RESULT(v)                                                                                                      \
    do {                                                                                                               \
        value = (v);                                                                                                   \
        RA = value;                                                                                                    \
        NEXT;                                                                                                          \
    } while (0)
#define TAKE_JUMP                                                                                                      \
    do {                                                                                                               \
        ip += UPY_INSTRUCTION_SJ(*ip) + 1;                                                                             \
        NEXT;                                                                                                          \
    } while (0)
#define SKIP_JUMP                                                                                                      \
    do {                                                                                                               \
        ip++;                                                                                                          \
        NEXT;                                                                                                          \
    } while (0)
#define NEXT_ROUND                                                                                                     \
    do {                                                                                                               \
        TICK();                                                                                                        \
        TAKE_JUMP;                                                                                                     \
    } while (0)
#else
#define OP(name) case UPY_##name:
#define NEXT goto next
#define RESULT(v)                                                                                                      \
    do {                                                                                                               \
        value = (v);                                                                                                   \
        goto result;                                                                                                   \
    } while (0)
#define TAKE_JUMP goto take_jump
#define SKIP_JUMP goto skip_jump
#define NEXT_ROUND goto next_round
#endif

#define BRANCH(condition)                                                                                              \
    do {                                                                                                               \
        if (condition) {                                                                                               \
            TAKE_JUMP;                                                                                                 \
        } else {                                                                                                       \
            SKIP_JUMP;                                                                                                 \
        }                                                                                                              \
    } while (0)

// Before anything that may raise, collect or call.
#define SAVE() (frame->ip = ip)
// After the innermost frame changed.
#define RELOAD()                                                                                                       \
    do {                                                                                                               \
        code = upy_frame_code(frame);                                                                                  \
        R = frame->registers;                                                                                          \
        ip = frame->ip;                                                                                                \
    } while (0)
#define TICK()                                                                                                         \
    do {                                                                                                               \
        if (UPY_UNLIKELY(--state->countdown <= 0)) {                                                                   \
            SAVE();                                                                                                    \
            state->countdown = COUNTDOWN_START;                                                                        \
            upy_handle_pending();                                                                                      \
        }                                                                                                              \
    } while (0)

// Entries that only call something that may raise: for its result, its effect, its truth, the frame to go on with.
#define RESULT_OF(call)                                                                                                \
    do {                                                                                                               \
        SAVE();                                                                                                        \
        RESULT(call);                                                                                                  \
    } while (0)
#define EFFECT_OF(call)                                                                                                \
    do {                                                                                                               \
        SAVE();                                                                                                        \
        call;                                                                                                          \
        NEXT;                                                                                                          \
    } while (0)
#define BRANCH_ON(call, wanted)                                                                                        \
    do {                                                                                                               \
        SAVE();                                                                                                        \
        bool truth = call;                                                                                             \
        BRANCH(truth == (wanted));                                                                                     \
    } while (0)
#define FRAME_OF(call)                                                                                                 \
    do {                                                                                                               \
        SAVE();                                                                                                        \
        frame = call;                                                                                                  \
        RELOAD();                                                                                                      \
        NEXT;                                                                                                          \
    } while (0)

// ---- Calls ---------------------------------------------------------------------------------------
// Calls `callee` with n_args arguments that lie in `window`, where a frame of it would have them; the result goes to
// R[A] wherever the window begins.

#define CALL_OF_WINDOW                                                                                                 \
    do {                                                                                                               \
        const upy_type *type = upy_is_object(callee) ? ((upy_object *)callee)->type : NULL;                            \
        if (UPY_LIKELY(type == &upy_type_function)) {                                                                  \
            const upy_code *target = ((upy_function *)callee)->code;                                                   \
            if (UPY_LIKELY((target->flags & UPY_CODE_SIMPLE) && target->n_args == n_args) &&                           \
                UPY_LIKELY((size_t)(state->stack_end - window) >= UPY_FRAME_WORDS + (size_t)target->n_registers) &&    \
                UPY_LIKELY(state->call_depth < state->recursion_limit)) {                                              \
                SAVE();                                                                                                \
                upy_frame *next = (upy_frame *)(void *)window;                                                         \
                next->back = frame;                                                                                    \
                next->info = 0;                                                                                        \
                frame = next;                                                                                          \
                code = target;                                                                                         \
                R = frame->registers;                                                                                  \
                ip = code->instructions;                                                                               \
                frame->ip = ip;                                                                                        \
                state->frame = frame;                                                                                  \
                state->call_depth++;                                                                                   \
                TICK();                                                                                                \
                NEXT;                                                                                                  \
            }                                                                                                          \
        } else if (type == &upy_type_builtin) {                                                                        \
            const upy_builtin *builtin = (const upy_builtin *)callee;                                                  \
            if (UPY_LIKELY(!builtin->has_keywords && n_args >= builtin->least && n_args <= builtin->most) &&           \
                UPY_LIKELY(builtin->kind == UPY_BUILTIN_METHOD                                                         \
                               ? n_args > 0 && upy_is_exactly(window[UPY_FRAME_WORDS], upy_builtin_owner(builtin))     \
                               : builtin->kind == UPY_BUILTIN_FUNCTION)) {                                             \
                RESULT_OF(builtin->call.positional(n_args, window + UPY_FRAME_WORDS));                                 \
            }                                                                                                          \
        }                                                                                                              \
        FRAME_OF(vm_call(frame, window, n_args, 0));                                                                   \
    } while (0)
#if UPY_LOOP_FOR_SPEED
#define CALL_WINDOW CALL_OF_WINDOW
#else
#define CALL_WINDOW goto call
#endif

// ---- Operators -----------------------------------------------------------------------------------
// ARITHMETIC, BITWISE and COMPARISON are the entries of an operator; their expressions speak of its operands a and b
// (or x and y, as floats). OTHER_OPERANDS is how an entry ends if it does not know what to do with them.

#if UPY_LOOP_FOR_SPEED
#define ARITHMETIC_ENTRY(name, small_operation, float_expression, op)                                                  \
    OP(name) {                                                                                                         \
        upy_value a = RB, b = RC, small;                                                                               \
        if (UPY_LIKELY(upy_are_small_ints(a, b)) && UPY_LIKELY(small_operation(a, b, &small))) {                       \
            RESULT(small);                                                                                             \
        }                                                                                                              \
        SAVE();                                                                                                        \
        if (upy_are_immediate_floats(a, b)) {                                                                          \
            upy_float x = upy_immediate_float_value(a), y = upy_immediate_float_value(b);                              \
            RESULT(vm_float(float_expression));                                                                        \
        }                                                                                                              \
        RESULT(vm_arithmetic(op, a, b));                                                                               \
    }                                                                                                                  \
    OP(name##_I) {                                                                                                     \
        upy_value a = RB, small;                                                                                       \
        intptr_t b = IMMEDIATE_C;                                                                                      \
        if (UPY_LIKELY(upy_is_small_int(a)) && UPY_LIKELY(small_operation(a, upy_small_int(b), &small))) {             \
            RESULT(small);                                                                                             \
        }                                                                                                              \
        SAVE();                                                                                                        \
        if (upy_is_immediate_float(a)) {                                                                               \
            upy_float x = upy_immediate_float_value(a), y = (upy_float)b;                                              \
            RESULT(vm_float(float_expression));                                                                        \
        }                                                                                                              \
        RESULT(vm_arithmetic(op, a, upy_small_int(b)));                                                                \
    }
#define ARITHMETIC(name, small_operation, float_expression)                                                            \
    ARITHMETIC_ENTRY(name, small_operation, float_expression, UPY_OP_##name)                                           \
    ARITHMETIC_ENTRY(INPLACE_##name, small_operation, float_expression,                                                \
                     (upy_binary_op)(UPY_OP_INPLACE_ADD + UPY_OP_##name))
#define COMPARISON(name, small_expression, float_operator)                                                             \
    OP(name) {                                                                                                         \
        upy_value a = RB, b = RC;                                                                                      \
        if (UPY_LIKELY(upy_are_small_ints(a, b))) {                                                                    \
            RESULT(upy_bool(small_expression));                                                                        \
        }                                                                                                              \
        if (upy_are_immediate_floats(a, b)) {                                                                          \
            RESULT(upy_bool(upy_immediate_float_value(a) float_operator upy_immediate_float_value(b)));                \
        }                                                                                                              \
        RESULT_OF(vm_compare(UPY_OP_##name, a, b));                                                                    \
    }                                                                                                                  \
    OP(JUMP_##name) {                                                                                                  \
        upy_value a = RA, b = RB;                                                                                      \
        if (UPY_LIKELY(upy_are_small_ints(a, b))) {                                                                    \
            BRANCH((small_expression) == INSTRUCTION_C);                                                               \
        }                                                                                                              \
        if (upy_are_immediate_floats(a, b)) {                                                                          \
            BRANCH((upy_immediate_float_value(a) float_operator upy_immediate_float_value(b)) == INSTRUCTION_C);       \
        }                                                                                                              \
        BRANCH_ON(vm_test(UPY_OP_##name, a, b), INSTRUCTION_C);                                                        \
    }                                                                                                                  \
    OP(JUMP_##name##_I) {                                                                                              \
        upy_value a = RA, b = upy_small_int(UPY_INSTRUCTION_SB(instruction));                                          \
        if (UPY_LIKELY(upy_is_small_int(a))) {                                                                         \
            BRANCH((small_expression) == INSTRUCTION_C);                                                               \
        }                                                                                                              \
        BRANCH_ON(vm_test(UPY_OP_##name, a, b), INSTRUCTION_C);                                                        \
    }
#define OTHER_OPERANDS(call, op, a, b) RESULT_OF(call(op, a, b))
#else
#define OTHER_OPERANDS(call, op, a, b)                                                                                 \
    do {                                                                                                               \
        left = (a);                                                                                                    \
        right = (b);                                                                                                   \
        goto arithmetic;                                                                                               \
    } while (0)
#define ARITHMETIC(name, small_operation, float_expression)                                                            \
    OP(name)                                                                                                           \
    OP(INPLACE_##name) {                                                                                               \
        upy_value a = RB, b = RC, small;                                                                               \
        if (UPY_LIKELY(upy_are_small_ints(a, b)) && UPY_LIKELY(small_operation(a, b, &small))) {                       \
            RESULT(small);                                                                                             \
        }                                                                                                              \
        OTHER_OPERANDS(vm_arithmetic, UPY_OP_##name, a, b);                                                            \
    }                                                                                                                  \
    OP(name##_I)                                                                                                       \
    OP(INPLACE_##name##_I) {                                                                                           \
        upy_value a = RB, b = upy_small_int(IMMEDIATE_C), small;                                                       \
        if (UPY_LIKELY(upy_is_small_int(a)) && UPY_LIKELY(small_operation(a, b, &small))) {                            \
            RESULT(small);                                                                                             \
        }                                                                                                              \
        OTHER_OPERANDS(vm_arithmetic, UPY_OP_##name, a, b);                                                            \
    }
#define COMPARISON(name, small_expression, float_operator)                                                             \
    OP(name) goto comparison;                                                                                          \
    OP(JUMP_##name) {                                                                                                  \
        upy_value a = RA, b = RB;                                                                                      \
        left = a;                                                                                                      \
        right = b;                                                                                                     \
        if (UPY_UNLIKELY(!upy_are_small_ints(a, b))) {                                                                 \
            goto test;                                                                                                 \
        }                                                                                                              \
        truth = small_expression;                                                                                      \
        goto branch;                                                                                                   \
    }                                                                                                                  \
    OP(JUMP_##name##_I) {                                                                                              \
        upy_value a = RA, b = upy_small_int(UPY_INSTRUCTION_SB(instruction));                                          \
        left = a;                                                                                                      \
        right = b;                                                                                                     \
        if (UPY_UNLIKELY(!upy_is_small_int(a))) {                                                                      \
            goto test;                                                                                                 \
        }                                                                                                              \
        truth = small_expression;                                                                                      \
        goto branch;                                                                                                   \
    }
#endif
#define BITWISE(name, small_operation)                                                                                 \
    OP(name) {                                                                                                         \
        upy_value a = RB, b = RC;                                                                                      \
        if (UPY_LIKELY(upy_are_small_ints(a, b))) {                                                                    \
            RESULT(small_operation(a, b));                                                                             \
        }                                                                                                              \
        OTHER_OPERANDS(vm_binary, UPY_OP_##name, a, b);                                                                \
    }

#endif

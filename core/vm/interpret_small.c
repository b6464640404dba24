// interpret_small.c — the interpreter loop of the smallest level, in place of interpret.c: a few KB instead of
// fourteen.
//
// Everything is left to the protocols but int + int and int - int. The compiler of this level
// makes none of the instructions that exist for speed alone (immediate operands, loops over range, inline caches), so
// they are not here either. Kin share one entry: arithmetic, comparisons, jumps. The frame's ip is always up to date;
// nothing else is kept in locals, so a call needs only another frame. What an entry leaves in `value` goes to R[A]
// (break), or there is nothing to store (continue).
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

static void tick(void) {
    if (--UPY->countdown <= 0) {
        UPY->countdown = COUNTDOWN_START;
        upy_handle_pending();
    }
}

static upy_value arithmetic(upy_binary_op op, upy_value a, upy_value b) {
    upy_value result;
    if (upy_are_small_ints(a, b)) {
        if (op == UPY_OP_ADD && upy_small_add(a, b, &result)) {
            return result;
        }
        if (op == UPY_OP_SUB && upy_small_sub(a, b, &result)) {
            return result;
        }
    }
    return upy_binary(op, a, b);
}

// Whether the condition of a conditional jump holds; sense is what the jump is taken for.
static bool condition(upy_opcode op, uint32_t instruction, const upy_value *a, const upy_value *b, unsigned *sense) {
    *sense = UPY_INSTRUCTION_C(instruction);
    switch (op) {
    case UPY_JUMP_IF: *sense = UPY_INSTRUCTION_B(instruction); return upy_is_true(*a);
    case UPY_JUMP_NONE: *sense = UPY_INSTRUCTION_B(instruction); return *a == UPY_NONE;
    case UPY_JUMP_SET: *sense = UPY_INSTRUCTION_B(instruction); return *a != UPY_NULL;
    case UPY_JUMP_EQ_I: // of what the compiler itself counts in finally parts
    case UPY_JUMP_NE_I: return (*a == upy_small_int(UPY_INSTRUCTION_SB(instruction))) == (op == UPY_JUMP_EQ_I);
    default: return upy_exception_matches(*a, *b); // JUMP_MATCHES
    }
}

// METHOD forms: the callee moves next to the arguments where there is no self.
static upy_value *close_up(upy_value *window, size_t *n_args) {
    if (window[UPY_FRAME_WORDS] == UPY_NULL) {
        window[1] = window[0];
        return window + 1;
    }
    ++*n_args;
    return window;
}

// A loop over, or a delegation to, a generator that runs as a frame of this loop: not one with something to raise.
static bool is_generator_to_push(upy_value iterator) {
    return upy_is_generator(iterator) && ((upy_generator *)iterator)->injected == UPY_NULL &&
           ((upy_generator *)iterator)->state != GENERATOR_FINISHED;
}

// Frames ----------------------------------------------------------------------------------------------

// Pops the frame that returns `value`. Returns the caller's, or NULL if that is the C caller of loop().
static upy_frame *leave(upy_frame *frame, upy_value *value) {
    uintptr_t info = frame->info;
    upy_generator *g = upy_frame_generator(frame);
    if (info & FRAME_INIT) {
        if (*value != UPY_NONE) {
            upy_raise_type("__init__() should return None, not '%T'", *value);
        }
        *value = (upy_value)(info & ~(uintptr_t)FRAME_FLAGS);
    }
    frame = frame->back;
    if (g != NULL) {
        upy_generator_finish(g);
    }
    UPY->frame = frame;
    UPY->call_depth--;
    if (info & FRAME_SEGMENT) {
        upy_stack_pop_segment();
    }
    if (info & FRAME_ENTRY) {
        if (g != NULL) {
            UPY->stop_value = *value == UPY_NONE ? UPY_NULL : *value;
            *value = UPY_NULL;
        }
        return NULL;
    }
    uint32_t instruction = frame->ip[-1];
    if (g == NULL || UPY_INSTRUCTION_OP(instruction) == UPY_YIELD_FROM) {
        frame->registers[UPY_INSTRUCTION_A(instruction)] = *value;
    } else {
        frame->ip++; // FOR_NEXT: the loop is over
    }
    return frame;
}

// Suspends the generator that yields `value`, and those that delegate to it. Returns the frame that gets the value, or
// NULL if that is the C caller of loop().
static upy_frame *yield(upy_frame *frame, uint32_t instruction, upy_value value) {
    for (;;) {
        uintptr_t info = frame->info;
        upy_frame *back = frame->back;
        upy_generator_suspend(frame, instruction);
        if (info & FRAME_ENTRY) {
            return NULL;
        }
        frame = back;
        instruction = frame->ip[-1];
        if (UPY_INSTRUCTION_OP(instruction) != UPY_YIELD_FROM) {
            break;
        }
        frame->ip--; // at resumption the delegation goes on
    }
    frame->registers[UPY_INSTRUCTION_B(instruction)] = value;
    tick();
    frame->ip += UPY_INSTRUCTION_SJ(*frame->ip) + 1;
    return frame;
}

// Runs until the frame flagged FRAME_ENTRY is left: by return or yield (the value; UPY_NULL at the end of a
// generator), or by an exception nobody above handles (*escaped).
static upy_value loop(upy_frame *frame, const upy_frame *entry, upy_value *escaped) {
    upy_value value, exception, found[2];
    bool adds_line;
    for (;;) {
        uint32_t instruction = *frame->ip++;
        upy_opcode op = UPY_INSTRUCTION_OP(instruction);
        upy_value *a = &frame->registers[UPY_INSTRUCTION_A(instruction)];
        upy_value *b = &frame->registers[UPY_INSTRUCTION_B(instruction)];
        upy_value *c = &frame->registers[UPY_INSTRUCTION_C(instruction)];
        size_t n_b = UPY_INSTRUCTION_B(instruction), n_c = UPY_INSTRUCTION_C(instruction);
        size_t bx = UPY_INSTRUCTION_BX(instruction);
#define NEXT_WORD() (*frame->ip++)
#define NEXT_NAME() (upy_frame_code(frame)->constants[NEXT_WORD() & 0xffff])
#define FUNCTION() upy_frame_function(frame)
        switch (op) {
        case UPY_NOP: continue;
        case UPY_MOVE: value = *b; break;
        case UPY_LOAD_CONST: value = upy_frame_code(frame)->constants[bx]; break;
        case UPY_LOAD_INT: value = upy_small_int(UPY_INSTRUCTION_SBX(instruction)); break;
        case UPY_LOAD_NONE: value = UPY_NONE; break;
        case UPY_LOAD_TRUE: value = UPY_TRUE; break;
        case UPY_LOAD_FALSE: value = UPY_FALSE; break;
        case UPY_LOAD_UNSET: memset(a, 0, n_b * sizeof *a); continue;
        case UPY_CHECK_SET:
            frame->ip++;
            if (*a == UPY_NULL) {
                frame->ip--;
                vm_raise_unset();
            }
            continue;

        // ---- Cells
        case UPY_MAKE_CELL: value = upy_new_cell(*a); break;
        case UPY_LOAD_CELL: value = ((upy_cell *)*b)->content; goto check_cell;
        case UPY_LOAD_FREE:
            value = ((upy_cell *)FUNCTION()->captured[bx])->content;
        check_cell:
            found[0] = NEXT_NAME();
            if (value == UPY_NULL) {
                vm_raise_unset_cell(found[0], op == UPY_LOAD_FREE);
            }
            break;
        case UPY_STORE_CELL: ((upy_cell *)*a)->content = *b; continue;
        case UPY_STORE_FREE: ((upy_cell *)FUNCTION()->captured[bx])->content = *a; continue;
        case UPY_LOAD_CLASS_FREE:
        case UPY_LOAD_CLASS_CELL:
            found[0] = NEXT_NAME();
            value = vm_load_class_variable(frame->registers[0], found[0],
                                           op == UPY_LOAD_CLASS_FREE ? FUNCTION()->captured[bx] : frame->registers[bx]);
            break;

        // ---- Names
        case UPY_LOAD_GLOBAL: value = vm_load_global(FUNCTION(), NEXT_NAME(), UPY_NO_CACHE); break;
        case UPY_STORE_GLOBAL: vm_store_global(FUNCTION(), NEXT_NAME(), UPY_NO_CACHE, *a); continue;
        case UPY_DELETE_GLOBAL: vm_delete_global(FUNCTION(), NEXT_NAME()); continue;
        case UPY_LOAD_NAME: value = vm_load_name(FUNCTION(), frame->registers[0], NEXT_NAME(), UPY_NO_CACHE); break;
        case UPY_STORE_NAME: vm_store_name(frame->registers[0], NEXT_NAME(), *a); continue;
        case UPY_DELETE_NAME: vm_delete_name(frame->registers[0], NEXT_NAME()); continue;

        // ---- Attributes and subscripts
        case UPY_LOAD_ATTR: value = upy_get_attribute(*b, NEXT_NAME()); break;
        case UPY_STORE_ATTR: upy_set_attribute(*a, NEXT_NAME(), *b); continue;
        case UPY_DELETE_ATTR: upy_delete_attribute(*a, NEXT_NAME()); continue;
        case UPY_LOAD_METHOD:
            upy_get_method(*b, NEXT_NAME(), found);
            a[0] = found[0];
            a[UPY_FRAME_WORDS] = found[1];
            continue;
        case UPY_GET_ITEM: value = upy_get_item(*b, *c); break;
        case UPY_SET_ITEM: upy_set_item(*a, *b, *c); continue;
        case UPY_DELETE_ITEM: upy_delete_item(*a, *b); continue;
        case UPY_GET_SLICE: value = upy_get_item(b[0], upy_new_slice(b[1], b[2], UPY_NONE)); break;
        case UPY_SET_SLICE: upy_set_item(a[0], upy_new_slice(a[1], a[2], UPY_NONE), *b); continue;
        case UPY_MAKE_SLICE: value = upy_new_slice(b[0], b[1], b[2]); break;

        // ---- Operators
        case UPY_ADD:
        case UPY_SUB:
        case UPY_MUL:
        case UPY_MATMUL:
        case UPY_TRUEDIV:
        case UPY_FLOORDIV:
        case UPY_MOD:
        case UPY_POW:
        case UPY_LSHIFT:
        case UPY_RSHIFT:
        case UPY_AND:
        case UPY_XOR:
        case UPY_OR: value = arithmetic((upy_binary_op)(op - UPY_ADD), *b, *c); break;
        case UPY_INPLACE: {
            unsigned plain = NEXT_WORD();
            value = upy_are_small_ints(*b, *c) ? arithmetic((upy_binary_op)plain, *b, *c)
                                               : upy_binary((upy_binary_op)(UPY_OP_INPLACE_ADD + plain), *b, *c);
            break;
        }
        case UPY_NEG:
        case UPY_POS:
        case UPY_INVERT: value = upy_unary((upy_unary_op)(UPY_OP_NEG + (op - UPY_NEG)), *b); break;
        case UPY_NOT: value = upy_bool(!upy_is_true(*b)); break;
        case UPY_EQ:
        case UPY_NE:
        case UPY_LT:
        case UPY_LE:
        case UPY_GT:
        case UPY_GE: value = upy_binary((upy_binary_op)(UPY_OP_EQ + (op - UPY_EQ)), *b, *c); break;
        case UPY_IS:
        case UPY_IS_NOT: value = upy_bool((*b == *c) == (op == UPY_IS)); break;
        case UPY_IN:
        case UPY_NOT_IN: value = upy_bool(upy_contains(*c, *b) == (op == UPY_IN)); break;

        // ---- Control
        case UPY_LOOP:
            tick(); // before the jump: what is raised here belongs to the loop
        // fall through
        case UPY_JUMP: frame->ip += UPY_INSTRUCTION_SJ(instruction); continue;
        case UPY_JUMP_IF:
        case UPY_JUMP_NONE:
        case UPY_JUMP_SET:
        case UPY_JUMP_EQ_I:
        case UPY_JUMP_NE_I:
        case UPY_JUMP_MATCHES: {
            unsigned sense;
            if (condition(op, instruction, a, b, &sense) == sense) {
                frame->ip += UPY_INSTRUCTION_SJ(*frame->ip);
            }
            frame->ip++;
            continue;
        }
        case UPY_FOR_PREP: value = upy_iter(*a); break;
        case UPY_FOR_NEXT:
            if (is_generator_to_push(*a)) {
                frame = upy_generator_push((upy_generator *)*a, UPY_NONE);
                continue;
            }
            value = upy_next(*a);
            if (value != UPY_NULL) {
                *b = value;
                tick();
                frame->ip += UPY_INSTRUCTION_SJ(*frame->ip);
            }
            frame->ip++;
            continue;

        // ---- Building and taking apart
        case UPY_MAKE_TUPLE: value = upy_new_tuple(n_c, b); break;
        case UPY_MAKE_LIST: value = upy_new_list(n_c, b); break;
        case UPY_MAKE_SET: value = vm_make_set(b, n_c); break;
        case UPY_MAKE_DICT: value = vm_make_dict(b, n_c); break;
        case UPY_LIST_APPEND: upy_list_append(*a, *b); continue;
        case UPY_LIST_EXTEND: upy_list_extend(*a, *b); continue;
        case UPY_LIST_TO_TUPLE: value = upy_to_tuple(*b); break;
        case UPY_SET_ADD: upy_set_add(*a, *b); continue;
        case UPY_SET_UPDATE: upy_set_update(*a, *b); continue;
        case UPY_DICT_SET: upy_dict_set(upy_as_dict(*a), *b, *c); continue;
        case UPY_DICT_UPDATE:
        case UPY_DICT_MERGE: vm_dict_update(upy_as_dict(*a), *b, op == UPY_DICT_MERGE); continue;
        case UPY_UNPACK: vm_unpack(a, n_b, *c); continue;
        case UPY_UNPACK_STAR: {
            size_t n_after = NEXT_WORD();
            vm_unpack_star(a, n_b, n_after, *c);
            continue;
        }
        case UPY_FORMAT: value = vm_format(b, (unsigned)n_c); break;
        case UPY_MAKE_STRING: value = vm_join_strings(b, n_c); break;

        // ---- Calls
        case UPY_CALL:
        case UPY_CALL_KW: break;
        case UPY_CALL_METHOD:
        case UPY_CALL_METHOD_KW: a = close_up(a, &n_b); break;
        case UPY_CALL_EX: frame = vm_call_spread(frame, a, n_b != 0); continue;
        case UPY_MAKE_FUNCTION: value = vm_make_function(frame, (const upy_code *)NEXT_NAME(), b); break;
        case UPY_RETURN:
        case UPY_RETURN_NONE:
            value = op == UPY_RETURN ? *a : UPY_NONE;
            frame = leave(frame, &value);
            if (frame == NULL) {
                return value;
            }
            continue;
        case UPY_YIELD: value = *a; goto yield_value;
        case UPY_YIELD_FROM:
            if (is_generator_to_push(a[0])) {
                frame = upy_generator_push((upy_generator *)a[0], a[1]);
                continue;
            }
            value = upy_delegate_send(a[0], a[1]);
            if (value == UPY_NULL) {
                value = UPY->stop_value == UPY_NULL ? UPY_NONE : UPY->stop_value;
                break;
            }
            frame->ip--; // again at resumption
        yield_value:
            frame = yield(frame, instruction, value);
            if (frame == NULL) {
                return value;
            }
            continue;
        case UPY_GET_YIELD_ITER: value = upy_get_yield_iterator(*b); break;

        // ---- Exceptions
        case UPY_RAISE:
            exception = vm_prepare_raise(a[0], n_b ? a[1] : UPY_NULL);
            adds_line = true;
            goto raise;
        case UPY_RAISE_AGAIN:
            exception = UPY->handled_exception;
            if (exception == UPY_NULL) {
                upy_raise_runtime("no active exception to reraise");
            }
            adds_line = false;
            goto raise;
        case UPY_RERAISE:
            exception = *a;
            adds_line = false;
        raise:
            frame = upy_unwind(&exception, entry, adds_line);
            if (frame == NULL) {
                *escaped = exception;
                return UPY_NULL;
            }
            continue;
        case UPY_HANDLER_BEGIN:
            a[1] = UPY->handled_exception;
            UPY->handled_exception = a[0];
            continue;
        case UPY_HANDLER_END: UPY->handled_exception = a[1]; continue;
        case UPY_WITH_ENTER: vm_with_enter(*b, a); continue;
        case UPY_WITH_EXIT: value = vm_with_exit(*a, *b); break;
        case UPY_INTRINSIC:
            if (upy_intrinsics[n_c] == NULL) {
                upy_raise_not_implemented("not in this build");
            }
            value = upy_intrinsics[n_c](b);
            break;
        default: upy_raise_runtime("invalid bytecode");
        }
        if (op >= UPY_CALL && op <= UPY_CALL_METHOD_KW) {
            tick();
            frame = vm_call(frame, a, n_b, op >= UPY_CALL_KW ? n_c : 0);
        } else {
            *a = value;
        }
    }
}

upy_value upy_vm_run(upy_frame *entry) {
    upy_jump jump;
    upy_frame *volatile frame = entry;
    for (;;) {
        if (upy_try(&jump)) {
            upy_value escaped = UPY_NULL;
            upy_value result = loop(frame, entry, &escaped);
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

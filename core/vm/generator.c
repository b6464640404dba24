// generator.c — how generators and coroutines run; what programs see of them: generator_types.c.
//
// A suspended generator keeps its live registers in its own heap object; while it runs they are on the
// value stack like those of any function, so that calls it makes need no special case. Copying a handful
// of words each way is cheaper than a second kind of frame. The loop resumes generators inline (FOR_NEXT,
// YIELD_FROM); everything else comes through upy_generator_resume().
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/str.h"
#include "core/vm/async.h"
#include "core/vm/frame.h"
#include "core/vm/operations.h"

static const upy_type *type_for(const upy_code *code) {
#if UPY_HAS_ASYNC_GENERATORS
    if (code->flags & UPY_CODE_ASYNC_GENERATOR) {
        return &upy_type_async_generator;
    }
#endif
    return UPY_HAS_ASYNC && code->flags & UPY_CODE_COROUTINE ? &upy_type_coroutine : &upy_type_generator;
}

bool upy_is_generator(upy_value v) {
    return upy_is_exactly(v, &upy_type_generator) || (UPY_HAS_ASYNC && upy_is_exactly(v, &upy_type_coroutine));
}

upy_value upy_generator_new(upy_function *f, const upy_value *registers) {
    const upy_code *code = f->code;
    size_t n_parameters = (size_t)code->n_args + code->n_keyword_only + ((code->flags & UPY_CODE_VARARGS) != 0) +
                          ((code->flags & UPY_CODE_VARKW) != 0);
    size_t n_live = n_parameters == 0 ? 0 : upy_parameter_register(n_parameters - 1) + 1;
    size_t n = code->n_yield_registers > n_live ? code->n_yield_registers : n_live;
    // Only a body with handlers has anything to do when it is collected unfinished.
    const upy_type *type = type_for(code);
    bool has_finalizer = code->n_handlers > 0 && type->slots->finalize != NULL;
    upy_generator *g = upy_heap_alloc_object(sizeof(upy_generator) + n * sizeof(upy_value), has_finalizer);
    g->header.type = type;
    g->ip = code->instructions;
    g->function = f;
    g->n_live = (uint16_t)n_live;
    if (n_live > 0) {
        memcpy(g->registers, registers, n_live * sizeof(upy_value));
    }
    return (upy_value)g;
}

upy_frame *upy_generator_push(upy_generator *g, upy_value sent) {
    if (g->state == GENERATOR_RUNNING) {
        upy_raise_value_error("generator already executing");
    }
    if (g->state == GENERATOR_NEW && sent != UPY_NONE) {
        upy_raise_type("can't send non-None value to a just-started generator");
    }
    const upy_code *code = g->function->code;
    uintptr_t info = (uintptr_t)g;
    upy_value *place = upy_stack_reserve(upy_stack_top(), UPY_FRAME_WORDS + (size_t)code->n_registers, &info);
    upy_frame *frame = (upy_frame *)(void *)place;
    frame->callee = (upy_value)g->function;
    frame->back = UPY->frame;
    frame->info = info;
    frame->ip = g->ip;
    if (g->n_live > 0) {
        memcpy(frame->registers, g->registers, g->n_live * sizeof(upy_value));
    }
    if (g->state == GENERATOR_SUSPENDED) {
        frame->registers[UPY_INSTRUCTION_A(g->ip[-1])] = sent;
    } else if (g->state == GENERATOR_DELEGATING) {
        frame->registers[UPY_INSTRUCTION_A(*g->ip) + 1] = sent;
    }
    upy_value outside = UPY->handled_exception;
    if (g->handled != UPY_NULL) {
        UPY->handled_exception = g->handled;
    }
    g->handled = outside;
    g->state = GENERATOR_RUNNING;
    UPY->frame = frame;
    UPY->call_depth++;
    return frame;
}

static void pop(upy_frame *frame) {
    UPY->frame = frame->back;
    UPY->call_depth--;
    if (frame->info & FRAME_SEGMENT) {
        upy_stack_pop_segment();
    }
}

void upy_generator_suspend(upy_frame *frame, uint32_t yield_instruction) {
    upy_generator *g = upy_frame_generator(frame);
    size_t n_live = UPY_INSTRUCTION_B(yield_instruction);
    const upy_code *code = g->function->code;
    if (n_live == 0xff) { // more than an operand can say
        n_live = code->n_yield_registers;
    }
    for (size_t i = 0; i < n_live; i++) {
        upy_store((upy_value)g, &g->registers[i], frame->registers[i]);
    }
    g->n_live = (uint16_t)n_live;
    g->ip = frame->ip;
    g->state = UPY_INSTRUCTION_OP(yield_instruction) == UPY_YIELD_FROM ? GENERATOR_DELEGATING : GENERATOR_SUSPENDED;
    upy_value inside = UPY->handled_exception;
    UPY->handled_exception = g->handled;
    g->handled = inside == g->handled ? UPY_NULL : inside;
    pop(frame);
}

void upy_generator_finish(upy_generator *g) {
    UPY->handled_exception = g->handled;
    g->handled = UPY_NULL;
    g->n_live = 0;
    g->state = GENERATOR_FINISHED;
}

static upy_frame *push_entry(upy_generator *g, upy_value sent) {
    upy_check_stack();
    upy_frame *frame = upy_generator_push(g, sent);
    frame->info |= FRAME_ENTRY;
    return frame;
}

// Passes a thrown exception to whatever the generator delegates to. Returns true with *result if that handled it and
// yielded; false: the exception (maybe another one) has to be thrown at the yield itself, *thrown. If the
// inner iterator ended, *ended is set and *result is its value.
static bool throw_to_delegate(upy_generator *g, upy_value *thrown, upy_value *result, bool *ended) {
    upy_value inner = g->registers[UPY_INSTRUCTION_A(*g->ip)];
    *ended = false;
    upy_jump jump;
    volatile bool finished = false;
    volatile upy_value yielded = UPY_NULL;
    const upy_type *kind = upy_is_type(*thrown) ? (const upy_type *)*thrown : upy_type_of(*thrown);
    bool is_exit = upy_is_subtype(kind, &upy_type_GeneratorExit);
    g->state = GENERATOR_RUNNING;
    if (upy_try(&jump)) {
        upy_value pair[2];
        if (is_exit) {
            if (upy_get_method_or_null(inner, UPY_NAME(close), pair)) {
                upy_call_method(pair, 0, 0, NULL);
            }
        } else if (upy_is_generator(inner)) {
            yielded = upy_generator_resume((upy_generator *)inner, UPY_NONE, *thrown);
            finished = yielded == UPY_NULL;
        } else if (upy_get_method_or_null(inner, UPY_NAME(throw), pair)) {
            yielded = upy_call_method(pair, 1, 0, thrown);
        }
        upy_end_try(&jump);
    } else {
        g->state = GENERATOR_DELEGATING;
        if (!is_exit && upy_is_instance(jump.exception, &upy_type_StopIteration)) {
            UPY->stop_value = upy_exception_value(jump.exception);
            finished = true;
        } else {
            *thrown = jump.exception;
            return false;
        }
    }
    g->state = GENERATOR_DELEGATING;
    if (finished) {
        *ended = true;
        *result = UPY->stop_value == UPY_NULL ? UPY_NONE : UPY->stop_value;
        return true;
    }
    if (yielded != UPY_NULL) {
        *result = yielded;
        return true;
    }
    return false;
}

static upy_value resume_throwing(upy_generator *g, upy_value thrown) {
    if (g->state == GENERATOR_RUNNING) {
        upy_raise_value_error("generator already executing");
    }
    if (g->state == GENERATOR_DELEGATING) {
        upy_value result;
        bool ended;
        if (throw_to_delegate(g, &thrown, &result, &ended)) {
            if (!ended) {
                return result;
            }
            // The delegation is over: go on behind it with its value.
            upy_frame *frame = push_entry(g, UPY_NONE);
            frame->registers[UPY_INSTRUCTION_A(*g->ip)] = result;
            frame->ip = g->ip + 1;
            return upy_vm_run(frame);
        }
    }
    thrown = upy_exception_instance(thrown);
    if (g->state == GENERATOR_NEW) {
        g->state = GENERATOR_FINISHED;
        g->n_live = 0;
    }
    if (g->state == GENERATOR_FINISHED) {
        upy_raise(thrown);
    }
    bool delegating = g->state == GENERATOR_DELEGATING;
    upy_exception_set_context(thrown, g->handled); // what the generator itself was handling
    upy_frame *frame = push_entry(g, UPY_NONE);
    if (delegating) {
        frame->ip++;
    }
    frame = upy_unwind(&thrown, frame, true);
    if (frame == NULL) {
        upy_raise_unchanged(thrown);
    }
    return upy_vm_run(frame);
}

upy_value upy_generator_resume(upy_generator *g, upy_value sent, upy_value thrown) {
    if (thrown == UPY_NULL && g->injected != UPY_NULL) {
        thrown = g->injected;
        g->injected = UPY_NULL;
    }
    if (thrown != UPY_NULL) {
        return resume_throwing(g, thrown);
    }
    if (g->state == GENERATOR_FINISHED) {
        UPY->stop_value = UPY_NULL;
        return UPY_NULL;
    }
    return upy_vm_run(push_entry(g, sent));
}

// ---- Delegation ------------------------------------------------------------------------------

upy_value upy_get_yield_iterator(upy_value v) { return upy_is_generator(v) ? v : upy_iter(v); }

upy_value upy_delegate_send(upy_value iterator, upy_value sent) {
    if (upy_is_generator(iterator)) {
        return upy_generator_resume((upy_generator *)iterator, sent, UPY_NULL);
    }
    if (sent == UPY_NONE) {
        return upy_next(iterator);
    }
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_value value = upy_call_method_named(iterator, UPY_NAME(send), 1, &sent);
        upy_end_try(&jump);
        return value;
    }
    if (!upy_is_instance(jump.exception, &upy_type_StopIteration)) {
        upy_raise_unchanged(jump.exception);
    }
    UPY->stop_value = upy_exception_value(jump.exception);
    return UPY_NULL;
}

// stack.c — the segmented value stack, and unwinding it.
//
// Segments never move, so arrays of arguments that point into one stay good. A segment is a storage
// block of the heap whose header lies at its end: the pointers we hold are interior ones, which the
// collector ignores, so that only the used part is scanned (upy_vm_trace_roots).
#include "core/object/state.h"
#include "core/types/exception.h"
#include "core/types/str.h"
#include "core/vm/async.h"
#include "core/vm/frame.h"

static upy_stack_segment *new_segment(size_t words) {
    if (words < UPY_STACK_SEGMENT) {
        words = UPY_STACK_SEGMENT;
    }
    size_t header_words = sizeof(upy_stack_segment) / sizeof(upy_value);
    upy_value *start = upy_heap_alloc_storage((words + header_words) * sizeof(upy_value));
    upy_stack_segment *segment = (upy_stack_segment *)(void *)(start + words);
    segment->start = start;
    return segment;
}

upy_value *upy_stack_top(void) {
    if (UPY->frame != NULL) {
        return upy_frame_end(UPY->frame);
    }
    return UPY->stack == NULL ? NULL : UPY->stack->start;
}

upy_value *upy_stack_reserve(upy_value *place, size_t words, uintptr_t *info) {
    if (UPY_UNLIKELY(UPY->call_depth >= UPY->recursion_limit)) {
        upy_raise_recursion();
    }
    if (UPY_LIKELY(place != NULL && (size_t)(UPY->stack_end - place) >= words)) {
        return place;
    }
    upy_stack_segment *segment = new_segment(words);
    segment->previous = UPY->stack;
    if (UPY->stack != NULL) {
        UPY->stack->used_end = upy_stack_top();
    }
    UPY->stack = segment;
    UPY->stack_end = (upy_value *)(void *)segment;
    *info |= FRAME_SEGMENT;
    return segment->start;
}

// The first segment stays: it is where every program begins again.
void upy_stack_pop_segment(void) {
    upy_stack_segment *segment = UPY->stack;
    if (segment->previous == NULL) {
        return;
    }
    UPY->stack = segment->previous;
    UPY->stack_end = (upy_value *)(void *)UPY->stack;
    upy_heap_free_storage(segment->start);
}

void upy_vm_trace_roots(upy_tracer *t) {
    upy_value *end = upy_stack_top();
    if (UPY->frame != NULL && UPY->frame->ip == NULL && UPY->arguments_end > end) {
        end = UPY->arguments_end;
    }
    for (upy_stack_segment *segment = UPY->stack; segment != NULL; segment = segment->previous) {
        upy_trace_storage(t, segment->start);
        upy_trace_conservatively(t, segment->start, end);
        end = segment->previous == NULL ? NULL : segment->previous->used_end;
    }
}

static const upy_exception_entry *find_handler(const upy_code *code, uint32_t at) {
    for (size_t i = 0; i < code->n_handlers; i++) {
        const upy_exception_entry *e = &code->handlers[i];
        if (at >= e->start && at < e->end) {
            return e;
        }
    }
    return NULL;
}

// A generator left by an exception is finished; StopIteration must not look like its normal end (PEP 479).
static upy_value leave_generator(upy_generator *g, upy_value exception) {
    upy_generator_finish(g);
    const upy_type *stop = &upy_type_StopIteration;
    const char *message = "generator raised StopIteration";
    if (upy_is_async_generator(g) && upy_is_instance(exception, &upy_type_StopAsyncIteration)) {
        stop = &upy_type_StopAsyncIteration;
        message = "async generator raised StopAsyncIteration";
    }
    if (!upy_is_instance(exception, stop)) {
        return exception;
    }
    if (UPY_HAS_ASYNC && g->header.type == &upy_type_coroutine) {
        message = "coroutine raised StopIteration";
    } else if (upy_is_async_generator(g) && stop == &upy_type_StopIteration) {
        message = "async generator raised StopIteration";
    }
    upy_value text = upy_new_str(message, strlen(message));
    upy_value error = upy_new_exception(&upy_type_RuntimeError, 1, &text);
    upy_exception_set_context(error, exception);
    upy_exception_set_cause(error, exception);
    return error;
}

upy_frame *upy_unwind(upy_value *exception, const upy_frame *entry, bool add_line) {
    for (;;) {
        upy_frame *frame = UPY->frame;
        if (frame->ip != NULL) {
            const upy_code *code = upy_frame_code(frame);
            uint32_t at = frame->ip > code->instructions ? (uint32_t)(frame->ip - code->instructions) - 1 : 0;
            if (add_line) {
                upy_exception_add_traceback(*exception, (upy_value)code, upy_frame_function(frame)->globals,
                                            (uint32_t)upy_code_line(code, at));
            }
            const upy_exception_entry *handler = find_handler(code, at);
            if (handler != NULL) {
                frame->registers[handler->reg] = *exception;
                frame->ip = code->instructions + handler->handler;
                return frame;
            }
        }
        add_line = true;
        upy_generator *g = upy_frame_generator(frame);
        if (g != NULL) {
            *exception = leave_generator(g, *exception);
        }
        bool is_entry = frame == entry;
        if (frame->info & FRAME_SEGMENT) {
            UPY->frame = frame->back;
            upy_stack_pop_segment();
        } else {
            UPY->frame = frame->back;
        }
        UPY->call_depth--;
        if (is_entry) {
            return NULL;
        }
    }
}

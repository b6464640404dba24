// run.c — running code from below: what core/object/run.h promises, and what may interrupt a program.
#include "core/object/run.h"

#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/str.h"
#include "core/vm/caches.h"
#include "core/vm/frame.h"
#include "hal/hal.h"

upy_value upy_run_code(upy_value code, upy_dict *globals, upy_value locals) {
    return upy_run_closure(code, globals, locals, UPY_EMPTY_TUPLE);
}

upy_value upy_run_closure(upy_value code_value, upy_dict *globals, upy_value locals, upy_value cells) {
    const upy_code *code = (const upy_code *)code_value;
    if (code->n_captures != upy_as_tuple(cells)->length) {
        if (upy_as_tuple(cells)->length) {
            upy_raise_type("closure of the wrong length");
        }
        upy_raise_type("code object has free variables");
    }
    upy_function *f = upy_new_object(&upy_type_function, sizeof *f + code->n_captures * sizeof(upy_value));
    f->code = code;
    f->globals = globals;
    vm_use_globals(code, globals);
    for (size_t i = 0; i < code->n_captures; i++) {
        upy_store((upy_value)f, &f->captured[i], upy_as_tuple(cells)->items[i]);
    }
    if (code->flags & UPY_CODE_NAMESPACE) {
        upy_value name_space = locals != UPY_NULL ? locals : (upy_value)globals;
        return upy_function_call((upy_value)f, 1, 0, &name_space);
    }
    return upy_function_call((upy_value)f, 0, 0, NULL);
}

upy_value upy_run_file_source(const char *source, size_t length, upy_value filename, upy_dict *globals) {
    return upy_run_code(upy_compile(source, length, filename, UPY_SOURCE_FILE, UPY->optimise), globals, UPY_NULL);
}

// ---- The innermost function --------------------------------------------------------------------

static upy_frame *innermost(void) {
    upy_frame *frame = UPY->frame;
    while (frame != NULL && frame->ip == NULL) { // still being bound: the caller is who asks
        frame = frame->back;
    }
    return frame;
}

upy_dict *upy_current_globals(void) {
    upy_frame *frame = innermost();
    return frame == NULL ? NULL : upy_frame_function(frame)->globals;
}

upy_value upy_current_code(void) {
    upy_frame *frame = innermost();
    return frame == NULL ? UPY_NULL : (upy_value)upy_frame_code(frame);
}

int upy_current_line(void) {
    upy_frame *frame = innermost();
    if (frame == NULL) {
        return 0;
    }
    const upy_code *code = upy_frame_code(frame);
    return upy_code_line(code, frame->ip > code->instructions ? (size_t)(frame->ip - code->instructions) - 1 : 0);
}

size_t upy_call_depth(void) { return UPY->call_depth; }

static void add_captured(upy_dict *locals, const upy_code *code, const upy_function *function) {
    for (size_t i = 0; i < code->n_captures; i++) {
        upy_value cell = function->captured[i];
        if (upy_is_exactly(cell, &upy_type_cell) && ((upy_cell *)cell)->content != UPY_NULL) {
            upy_dict_set(locals, code->variables[code->n_variables + i], ((upy_cell *)cell)->content);
        }
    }
}

upy_value upy_current_locals(void) {
    upy_frame *frame = innermost();
    if (frame == NULL) {
        return (upy_value)UPY->main_globals;
    }
    const upy_code *code = upy_frame_code(frame);
    if (code->flags & UPY_CODE_NAMESPACE) {
        return frame->registers[0];
    }
    if (code->flags & UPY_CODE_MODULE) {
        return (upy_value)upy_frame_function(frame)->globals;
    }
    // Unless the compiler saw that somebody may look, registers of locals may be unset or hold anything.
    size_t n = code->flags & UPY_CODE_LOCALS ? code->n_variables : (size_t)code->n_args + code->n_keyword_only;
    n = n < 200 ? n : 200;
    upy_dict *locals = upy_dict_new(n);
    for (size_t i = 0; i < n; i++) {
        upy_value name = code->variables[i];
        if (name == UPY_NULL) {
            continue;
        }
        upy_value value = frame->registers[upy_parameter_register(i)];
        if (value != UPY_NULL && upy_is_exactly(value, &upy_type_cell)) {
            value = ((upy_cell *)value)->content;
        }
        if (value != UPY_NULL) {
            upy_dict_set(locals, name, value);
        }
    }
    if (code->flags & UPY_CODE_CAPTURE_NAMES) {
        add_captured(locals, code, upy_frame_function(frame));
    }
    return (upy_value)locals;
}

// ---- Pending work ------------------------------------------------------------------------------

void upy_request_interrupt(void) {
    UPY->pending |= UPY_PENDING_INTERRUPT;
    UPY->countdown = 0;
}

bool upy_schedule(upy_value callable, upy_value argument) {
    upy_state *s = UPY;
    if (s->schedule_count >= UPY_SCHEDULE_DEPTH) {
        return false;
    }
    size_t at = (s->schedule_head + s->schedule_count) % UPY_SCHEDULE_DEPTH;
    s->schedule[at].callable = callable;
    s->schedule[at].argument = argument;
    s->schedule_count++;
    s->pending |= UPY_PENDING_SCHEDULE;
    s->countdown = 0;
    return true;
}

static void write_error(void *data, const char *bytes, size_t length) {
    (void)data;
    upy_hal_error_write(bytes, length);
}

static void print_unhandled(upy_value exception) {
    const upy_writer errors = {NULL, write_error};
    upy_print_exception(&errors, exception);
}

// Scheduled calls never nest; an exception in one is printed and dropped, except KeyboardInterrupt.
static void run_scheduled(void) {
    upy_state *s = UPY;
    s->is_running_scheduled = true;
    volatile upy_value interrupt = UPY_NULL;
    while (s->schedule_count > 0 && interrupt == UPY_NULL) {
        upy_value callable = s->schedule[s->schedule_head].callable;
        upy_value argument = s->schedule[s->schedule_head].argument;
        s->schedule_head = (uint8_t)((s->schedule_head + 1) % UPY_SCHEDULE_DEPTH);
        s->schedule_count--;
        upy_jump jump;
        if (upy_try(&jump)) {
            upy_call_1(callable, argument);
            upy_end_try(&jump);
        } else if (upy_is_instance(jump.exception, &upy_type_KeyboardInterrupt)) {
            interrupt = jump.exception;
        } else {
            print_unhandled(jump.exception);
        }
    }
    s->is_running_scheduled = false;
    if (s->schedule_count == 0) {
        s->pending &= ~(uint32_t)UPY_PENDING_SCHEDULE;
    }
    if (interrupt != UPY_NULL) {
        upy_raise(interrupt);
    }
}

void upy_handle_pending(void) {
    upy_state *s = UPY;
    if (UPY_LIKELY(s->pending == 0) || s->is_running_scheduled) {
        return;
    }
    if (s->pending & UPY_PENDING_INTERRUPT) {
        s->pending &= ~(uint32_t)UPY_PENDING_INTERRUPT;
        upy_raise(upy_new_exception(&upy_type_KeyboardInterrupt, 0, NULL));
    }
    if (s->pending & UPY_PENDING_FINALIZERS) {
        upy_heap_run_finalizers();
    }
    if (s->pending & UPY_PENDING_SCHEDULE) {
        run_scheduled();
    }
}

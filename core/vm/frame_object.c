// frame_object.c — frames as Python programs see them: a picture of the call stack, taken when asked for.
//
// The real frames are words on the value stack and gone when their function returns, so a frame object
// copies what programs want of them: code, globals, line. Locals are there at module level only.
#include "core/heap/heap.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/vm/frame.h"

typedef struct frame_object {
    upy_object header;
    const upy_code *code;
    upy_dict *globals;
    upy_value locals; // of the innermost frame, and of module level; else UPY_NULL
    upy_value back;   // frame_object or UPY_NULL
    int line;
} frame_object;

static const upy_type frame_type;

static upy_frame *next_running(upy_frame *f) {
    while (f && f->ip == NULL) {
        f = f->back;
    }
    return f;
}

static upy_value locals_of(const upy_frame *f) {
    const upy_code *code = upy_frame_code(f);
    if (code->flags & UPY_CODE_NAMESPACE) {
        return f->registers[0];
    }
    return code->flags & UPY_CODE_MODULE ? upy_from_dict(upy_frame_function(f)->globals) : UPY_NULL;
}

static upy_value new_frame_object(const upy_frame *f) {
    const upy_code *code = upy_frame_code(f);
    frame_object *o = upy_new_object(&frame_type, sizeof *o);
    o->code = code;
    o->globals = upy_frame_function(f)->globals;
    o->locals = locals_of(f);
    o->line = upy_code_line(code, f->ip > code->instructions ? (size_t)(f->ip - code->instructions) - 1 : 0);
    return (upy_value)o;
}

upy_value upy_new_frame_object(size_t depth) {
    upy_frame *f = next_running(UPY->frame);
    for (; f && depth > 0; depth--) {
        f = next_running(f->back);
    }
    if (!f) {
        return UPY_NULL;
    }
    upy_value first = new_frame_object(f), last = first;
    while ((f = next_running(f->back)) != NULL) {
        upy_value back = new_frame_object(f);
        upy_store(last, &((frame_object *)last)->back, back);
        last = back;
    }
    return first;
}

static upy_value frame_attribute(upy_value self, upy_value name, upy_value value) {
    const frame_object *o = (const frame_object *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(f_globals)) {
        return upy_from_dict(o->globals);
    }
    if (name == UPY_NAME(f_locals)) {
        return o->locals ? o->locals : upy_from_dict(upy_dict_new(0));
    }
    if (name == UPY_NAME(f_code)) {
        return (upy_value)o->code;
    }
    if (name == UPY_NAME(f_lineno)) {
        return upy_new_int(o->line);
    }
    if (name == UPY_NAME(f_back)) {
        return o->back ? o->back : UPY_NONE;
    }
    if (name == UPY_NAME(f_builtins)) {
        return upy_from_dict(UPY->builtins);
    }
    if (name == UPY_NAME(clear)) {
        return (upy_value)&upy_frame_clear;
    }
    return name == UPY_NAME(f_trace) ? UPY_NONE : UPY_NULL;
}

static void frame_trace(upy_value self, upy_tracer *tracer) {
    frame_object *o = (frame_object *)self;
    upy_trace_value(tracer, (upy_value)o->code);
    upy_trace_value(tracer, (upy_value)o->globals);
    upy_trace_value(tracer, o->locals);
    upy_trace_value(tracer, o->back);
}

static const upy_slots frame_slots = {.attribute = frame_attribute, .trace = frame_trace};
static const upy_type frame_type = {
    UPY_TYPE_HEAD(frame, frame_object, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &frame_slots,
};

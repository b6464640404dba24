// frame.h — frames on the value stack and how calls are entered: shared by the files of core/vm.
//
// A frame is four words followed by the registers of the function; see core/code/code.h for how a
// caller's registers become the callee's frame. Rules that hold whenever anything may raise or collect:
//  1. UPY->frame is the innermost frame; its ip is saved, pointing behind the instruction at work.
//  2. A frame whose ip is NULL is being bound: it has no line and no handlers yet.
//  3. Words from the segment's start to the end of the innermost frame's window are roots (conservative).
#ifndef UPY_VM_FRAME_H
#define UPY_VM_FRAME_H

#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/function.h"

typedef struct upy_frame {
    upy_value callee; // the upy_function
    struct upy_frame *back;
    const uint32_t *ip;
    uintptr_t info; // flags below, and in the upper bits a upy_generator or, with FRAME_INIT, the new instance
    upy_value registers[];
} upy_frame;

_Static_assert(sizeof(upy_frame) == UPY_FRAME_WORDS * sizeof(upy_value),
               "the compiler leaves this many registers free");

enum {
    FRAME_ENTRY = 1,   // returning leaves upy_vm_run
    FRAME_SEGMENT = 2, // first frame of its stack segment
    FRAME_INIT = 4,    // runs __init__: the result of the call is the instance in info
    FRAME_FLAGS = 7,
};

typedef struct upy_stack_segment {
    struct upy_stack_segment *previous;
    upy_value *start;    // the block; the header lies at its end, so that no pointer to it keeps or scans it whole
    upy_value *used_end; // of older segments: end of the window that did not fit any more
} upy_stack_segment;

static inline upy_function *upy_frame_function(const upy_frame *f) { return (upy_function *)f->callee; }
static inline const upy_code *upy_frame_code(const upy_frame *f) { return upy_frame_function(f)->code; }
static inline upy_value *upy_frame_end(const upy_frame *f) {
    return (upy_value *)f->registers + upy_frame_code(f)->n_registers;
}

// Room for `words` from `place`, or a new segment: returns where the frame may go (place, or the start of a
// segment; then *info gets FRAME_SEGMENT). raises MemoryError, RuntimeError.
upy_value *upy_stack_reserve(upy_value *place, size_t words, uintptr_t *info);
upy_value *upy_stack_top(void); // first free word
void upy_stack_pop_segment(void);

// Runs from `frame` (flagged FRAME_ENTRY, already UPY->frame) until it returns or, for a generator, yields.
upy_value upy_vm_run(upy_frame *frame);
// Calls function from C.
upy_value upy_function_call(upy_value function, size_t n_args, size_t n_kw, const upy_value *args);

// Puts arguments (n_args positionals, n_kw pairs, lying in registers[0…]) where the parameters belong; fills
// defaults, *args and **kw. UPY->frame is the new frame, ip NULL. raises TypeError.
void upy_bind_arguments(const upy_function *f, upy_value *registers, size_t n_args, size_t n_kw);
// Words a window needs while arguments are bound.
static inline size_t upy_window_size(const upy_code *code, size_t n_words_of_arguments) {
    return code->n_registers > n_words_of_arguments ? code->n_registers : n_words_of_arguments;
}
// Register of parameter i: beyond 200 they lie in the far registers.
static inline size_t upy_parameter_register(size_t i) { return i < 200 ? i : 256 + (i - 200); }

// ---- Generators ------------------------------------------------------------------------------

// DELEGATING: suspended at a YIELD_FROM, which runs again at resumption.
enum { GENERATOR_NEW, GENERATOR_SUSPENDED, GENERATOR_DELEGATING, GENERATOR_RUNNING, GENERATOR_FINISHED };

typedef struct upy_generator {
    upy_object header; // upy_type_generator, upy_type_coroutine or private async kinds
    upy_function *function;
    const uint32_t *ip;
    upy_value handled;  // exception being handled inside, while suspended; the caller's while running
    upy_value injected; // pend_throw(): raised at the next resumption; UPY_NULL: none
    uint16_t n_live;
    uint8_t state;
    upy_value registers[];
} upy_generator;

upy_value upy_generator_new(upy_function *f, const upy_value *registers);
// Puts the generator's frame on the stack above the innermost one and makes it UPY->frame. It must be suspended or new.
upy_frame *upy_generator_push(upy_generator *g, upy_value sent);
void upy_generator_suspend(upy_frame *frame, uint32_t yield_instruction); // copies live registers back, pops the frame
void upy_generator_finish(upy_generator *g);
static inline upy_generator *upy_frame_generator(const upy_frame *f) {
    return (f->info & FRAME_INIT) ? NULL : (upy_generator *)(f->info & ~(uintptr_t)FRAME_FLAGS);
}
// One step: sends a value (or throws). Returns the yielded value, or UPY_NULL at the end with UPY->stop_value.
upy_value upy_generator_resume(upy_generator *g, upy_value sent, upy_value thrown);
// Delegation target for yield from / await.
upy_value upy_get_yield_iterator(upy_value v);
upy_value upy_get_awaitable(upy_value v);
// One step of delegation: sends `sent` (None at first) into any iterator.
upy_value upy_delegate_send(upy_value iterator, upy_value sent);
bool upy_is_generator(upy_value v);

// Pops frames until one handles `exception`; that frame's ip is its handler. NULL when `entry` was left.
// add_line: the innermost frame gets a traceback line.
upy_frame *upy_unwind(upy_value *exception, const upy_frame *entry, bool add_line);

extern upy_value (*const upy_intrinsics[])(upy_value *r);

#endif

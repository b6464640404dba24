// code.h — what the compiler makes and the VM runs: code objects and the instruction format.
//
// A code object is immutable and may live in flash; what must change at run time (how warm it is, inline
// caches) is in a upy_code_state in RAM. opcodes.def explains the instructions.
//
// Frames. The value stack holds, for each active call, the words of a upy_frame followed by the registers
// of the function. A caller evaluates the callee into R[A] and the arguments into R[A+F]…, with
// F = UPY_FRAME_WORDS; R[A] … R[A+F-1] then *are* the callee's frame and R[A+F] its register 0. So a call
// copies nothing.
//
// Registers of a function: positional parameters, keyword-only parameters, the *args tuple, the **kw dict,
// other locals, then temporaries. Parameters from the 201st on arrive in registers 256, 257 … (LOAD_FAR); the first
// instructions of the body move them away before anything is called, so no call ever happens with those live.
#ifndef UPY_CODE_CODE_H
#define UPY_CODE_CODE_H

#include "core/object/object.h"

typedef enum upy_opcode {
#define OPCODE(name, format, meaning) UPY_##name,
#include "core/code/opcodes.def"
#undef OPCODE
    UPY_OPCODE_COUNT
} upy_opcode;

typedef enum upy_intrinsic {
#define INTRINSIC(name, meaning) UPY_INTRINSIC_##name,
#include "core/code/intrinsics.def"
#undef INTRINSIC
    UPY_INTRINSIC_COUNT
} upy_intrinsic;

#define UPY_FRAME_WORDS 4
#define UPY_NO_CACHE 0xffffu

#define UPY_INSTRUCTION_OP(i) ((upy_opcode)((i)&0xff))
#define UPY_INSTRUCTION_A(i) (((i) >> 8) & 0xff)
#define UPY_INSTRUCTION_B(i) (((i) >> 16) & 0xff)
#define UPY_INSTRUCTION_C(i) ((i) >> 24)
#define UPY_INSTRUCTION_SB(i) ((int8_t)((i) >> 16))
#define UPY_INSTRUCTION_SC(i) ((int32_t)(i) >> 24)
#define UPY_INSTRUCTION_BX(i) ((i) >> 16)
#define UPY_INSTRUCTION_SBX(i) ((int32_t)(i) >> 16)
#define UPY_INSTRUCTION_SJ(i) ((int32_t)(i) >> 8)

// Instructions start … end-1 are protected: an exception there puts itself into register `reg` and control goes
// to `handler`. Entries are ordered inner before outer; the first that covers the ip wins.
typedef struct upy_exception_entry {
    uint32_t start, end, handler; // instruction indexes
    uint32_t reg;
} upy_exception_entry;

enum {
    UPY_CODE_VARARGS = 1u << 0,
    UPY_CODE_VARKW = 1u << 1,
    UPY_CODE_GENERATOR = 1u << 2, // also set for coroutines and async generators
    UPY_CODE_COROUTINE = 1u << 3,
    UPY_CODE_ASYNC_GENERATOR = 1u << 4,
    UPY_CODE_NAMESPACE = 1u << 5, // R[0] is a namespace: class bodies, exec, eval
    UPY_CODE_CLASS_BODY = 1u << 6,
    UPY_CODE_SIMPLE = 1u << 7, // no *args, **kw, keyword-only, generator; ≤ 200 parameters: arguments need no binding
                               // when the count fits
    UPY_CODE_NESTED = 1u << 8,
    UPY_CODE_MODULE = 1u << 9,
    // Mentions locals, eval, exec, dir or vars: registers of variables are unset until assigned. Without it only the
    // first 200 parameters may be read from outside the code.
    UPY_CODE_LOCALS = 1u << 10,
    UPY_CODE_CAPTURE_NAMES = 1u << 11, // the names in `variables` are followed by those of the captures
};

// Where a function finds the cell of a captured variable when it is made.
#define UPY_CAPTURE_FREE 0x8000u // | index into the maker's own captured cells; otherwise a register of the maker

typedef struct upy_cache { // one inline cache; meaning per opcode in core/vm/caches.h
    uintptr_t epoch;
    const void *key;
    union {
        const upy_value *entry;
        const void *next_shape;
    };
    uint32_t index;
    uint32_t kind;
} upy_cache;

typedef struct upy_code_state {
    upy_cache *caches;       // n_caches entries, or NULL while cold
    const upy_dict *globals; // of the functions made of this code; see vm_use_globals()
    uint32_t warmth;         // calls and loop rounds so far
} upy_code_state;

typedef struct upy_code {
    upy_object header;
    const uint32_t *instructions;
    const upy_value *constants; // interned names are constants too
    const upy_exception_entry *handlers;
    const uint8_t *lines; // see upy_code_line
    const uint16_t *captures;
    const upy_value *variables; // names of parameters and locals, by register (parameters: all of them)
    upy_code_state *state;
    upy_value name, qualname, filename; // strs
    upy_value docstring;                // str or None
    uint32_t n_instructions, n_constants, n_lines_size, first_line;
    uint16_t n_handlers, n_captures, n_variables, n_caches;
    uint16_t n_registers;       // size of the window
    uint16_t n_yield_registers; // most registers live at any yield
    uint16_t n_args;            // positional parameters, positional-only included
    uint16_t n_positional_only, n_keyword_only;
    uint16_t n_defaults;        // positional parameters with default
    uint16_t flags;             // UPY_CODE_…
    uint16_t n_self_attributes; // class bodies: distinct attributes its methods store on self
    bool has_keyword_defaults;  // any keyword-only parameter has a default
} upy_code;

extern const upy_type upy_type_code;

// An instruction's length in words, itself included, by its opcode: data and JUMP words follow some.
unsigned upy_instruction_length(uint32_t instruction);
// Source line of an instruction, by index.
int upy_code_line(const upy_code *code, size_t instruction);
// Prints a listing (micropython -v -v, tests).
void upy_code_print(const upy_writer *w, const upy_code *code);

#endif

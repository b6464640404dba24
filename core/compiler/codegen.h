// codegen.h — shared by the files that turn trees into code: the unit being compiled, registers, labels, emission.
//
// A unit is one code object in the making; it lives on the C stack of the function that compiles it. Its arrays are
// storage blocks, reached by the collector through that stack. Rules every generator keeps:
//  1. Registers below `first_temporary` are variables; above, a stack whose height is `top`. Whoever reserves,
//     restores `top`. Words above `top` are free for anything, calls use them as frames of the callee.
//  2. upy_gen_any() may answer with the register of a variable: read it before anything can assign the variable.
//     upy_gen_operands() copies where that is in doubt.
//  3. An expression writes a destination that is a variable only when it can no longer raise nor read that variable.
//  4. While the place is unreachable nothing is emitted, so every generator may go on as if it were not.
//  5. Code that leaves blocks (return, break, continue) goes through upy_gen_leave().
#ifndef UPY_COMPILER_CODEGEN_H
#define UPY_COMPILER_CODEGEN_H

#include "core/code/code.h"
#include "core/compiler/scope.h"
#include "core/object/dict.h"
#include "core/object/run.h"
#include "core/types/exception.h"

#define UPY_NEAR_VARIABLES 200 // variables with a register; the others live in cells kept in a list
#define UPY_MAX_REGISTER 255
#define UPY_AST_REGISTER UPY_AST_KIND_COUNT // made by code generation: the value of register `op`
enum { F = UPY_FRAME_WORDS };

typedef struct upy_compilation {
    upy_parser *parser;
    const char *source;
    size_t source_length;
    upy_value filename;
    upy_source_kind kind;
    int optimise;
    upy_dict *constants;      // name → value of the compile-time constants
    upy_dict *module_globals; // names declared global in code that runs through a namespace
    upy_scope module;
} upy_compilation;

// Which registers certainly hold a value: one bit each.
typedef struct upy_assigned {
    uint32_t bits[(UPY_MAX_REGISTER + 1) / 32];
} upy_assigned;

typedef struct upy_label {
    uint32_t position;     // UPY_NO_POSITION until bound
    uint32_t chain;        // index + 1 of the newest JUMP word waiting for it
    bool is_reached;       // some jump goes there
    upy_assigned assigned; // what holds a value at all of those jumps
} upy_label;
#define UPY_NO_POSITION UINT32_MAX
typedef enum upy_code_block_kind {
    UPY_BLOCK_LOOP,
    UPY_BLOCK_PROTECTED,    // body of try … except: only its range matters
    UPY_BLOCK_HANDLER,      // the exception in `reg` is being handled
    UPY_BLOCK_STAR_HANDLER, // the same inside except*: must not be left by jumps
    UPY_BLOCK_UNBIND,       // `name` must be unbound on the way out
    UPY_BLOCK_WITH,         // bound __exit__ in `reg`
    UPY_BLOCK_ASYNC_WITH,
    UPY_BLOCK_FINALLY, // body of try … finally; `reg`: kind, exception, exception before, return value
    UPY_BLOCK_FINAL,   // the finally part itself; `reg` as above
} upy_code_block_kind;

// How a finally part was entered: the number in its first register.
enum { UPY_EXIT_NORMAL, UPY_EXIT_EXCEPTION, UPY_EXIT_RETURN, UPY_EXIT_BREAK, UPY_EXIT_CONTINUE };

typedef struct upy_block {
    struct upy_block *outer;
    upy_code_block_kind kind;
    unsigned reg;
    // The range of code whose exceptions go to this block's handler; UPY_NO_POSITION while it has none.
    uint32_t range_start, handler_id, handler_register;
    upy_assigned at_start;
    bool is_protected;                       // an entry of the exception table was made
    bool exits[5];                           // FINALLY: which UPY_EXIT_… lead into it
    upy_label *break_label, *continue_label; // LOOP; FINALLY: break_label is the final part
    bool continue_is_backward;
    upy_value name;
} upy_block;

typedef struct upy_unit {
    upy_compilation *all;
    struct upy_unit *outer;
    upy_scope *frame; // whose code this is
    upy_scope *scope; // innermost scope now: `frame` or an inline scope in it
    bool is_reachable;
    upy_place place; // of the instructions to come
    uint32_t emitted_line, emitted_line_at;
    uint32_t first_line;
    uint32_t first_temporary, top, highest, n_live_at_yield;
    uint32_t n_caches;
    uint32_t try_depth;
    upy_block *block;
    unsigned flags; // UPY_CODE_…
    upy_value qualname;

    uint32_t *words;
    uint32_t n_words, words_capacity;
    upy_value *constants;
    uint16_t *global_caches; // per constant: the cache of LOAD_GLOBAL with this name
    uint32_t n_constants, constants_capacity;
#if UPY_LEVEL >= UPY_LEVEL_FULL
    uint16_t *constant_index; // open addressing, index + 1
    uint32_t constant_index_size;
#endif
    upy_exception_entry *handlers;
    uint32_t n_handlers, handlers_capacity, n_handler_ids;
    uint8_t *lines;
    uint32_t n_lines, lines_capacity;
    uint32_t n_variables, n_far;
    uint32_t far_list; // register of the list of far cells
    upy_assigned assigned, needs_unset, deletable;
} upy_unit;

// ---- Emission (emit.c) -----------------------------------------------------------------------------

void upy_emit(upy_unit *u, upy_opcode op, unsigned a, unsigned b);
void upy_emit_abc(upy_unit *u, upy_opcode op, unsigned a, unsigned b, unsigned c);
void upy_emit_wide(upy_unit *u, upy_opcode op, unsigned a, unsigned bx);
void upy_emit_extra(upy_unit *u, upy_opcode op, unsigned a, unsigned b, unsigned c, uint32_t extra);
void upy_emit_named(upy_unit *u, upy_opcode op, unsigned a, unsigned b, upy_value name);
void upy_emit_named_wide(upy_unit *u, upy_opcode op, unsigned a, unsigned bx, upy_value name);
void upy_emit_global(upy_unit *u, unsigned a, upy_value name);
void upy_emit_intrinsic(upy_unit *u, unsigned a, unsigned first, upy_intrinsic which);
void upy_emit_intrinsic_pair(upy_unit *u, unsigned to, unsigned first, unsigned second, upy_intrinsic which);
void upy_emit_move(upy_unit *u, unsigned to, unsigned from);
void upy_emit_constant(upy_unit *u, unsigned to, upy_value v);
unsigned upy_constant_index(upy_unit *u, upy_value v);
void upy_emit_exit(upy_unit *u, upy_opcode op, unsigned a); // RETURN, RERAISE…: the place behind is unreachable

void upy_label_init(upy_label *label);
void upy_emit_jump(upy_unit *u, upy_label *label);
void upy_emit_loop(upy_unit *u, const upy_label *label); // back to a bound label
void upy_emit_test(upy_unit *u, upy_opcode op, unsigned a, unsigned b, upy_label *label);
void upy_emit_jump_if(upy_unit *u, upy_opcode op, unsigned a, unsigned b, unsigned c, upy_label *label);
void upy_label_here(upy_unit *u, upy_label *label); // joins the fall-through, if any, with the jumps
void upy_label_loop(upy_unit *u, upy_label *label); // label of a backward jump

unsigned upy_handler_open(upy_unit *u);                                           // a new handler id
void upy_handler_protect(upy_unit *u, unsigned id, uint32_t start, unsigned reg); // [start, here)
void upy_handler_here(upy_unit *u, unsigned id);

// Turns the unit into a code object and frees its arrays. `code` holds what only the caller knows: name, docstring, the
// numbers of parameters; the rest is filled in. Must be called right before the code is used in u->outer: it may load
// cells there.
upy_code *upy_unit_finish(upy_unit *u, const upy_code *code);

// ---- Registers and flow (registers.c) ----------------------------------------------------------------

unsigned upy_reserve(upy_unit *u, unsigned count); // first of `count` new temporaries; raises RuntimeError
static inline unsigned upy_reserve_one(upy_unit *u) { return upy_reserve(u, 1); }
static inline bool upy_is_variable(const upy_unit *u, unsigned reg) { return reg < u->first_temporary; }
static inline bool upy_is_assigned(const upy_assigned *s, unsigned reg) {
    return (s->bits[reg >> 5] >> (reg & 31) & 1) != 0;
}
static inline void upy_mark_assigned(upy_assigned *s, unsigned reg) { s->bits[reg >> 5] |= 1u << (reg & 31); }
static inline void upy_mark_unassigned(upy_assigned *s, unsigned reg) { s->bits[reg >> 5] &= ~(1u << (reg & 31)); }
void upy_forget_deletable(upy_unit *u); // where a loop or handler starts: deletions may lie between

// Lays out parameters and locals of a function, makes cells. raises RuntimeError.
void upy_unit_begin(upy_unit *u, upy_unit *outer, upy_compilation *all, upy_scope *frame, upy_place first);
void upy_lay_out_variables(upy_unit *u);

// ---- Names (names.c) -----------------------------------------------------------------------------------

upy_symbol *upy_resolve(upy_unit *u, upy_value name);      // NULL: module level
upy_value upy_named_constant(upy_unit *u, upy_value name); // value of a compile-time constant, else UPY_NULL
// The register that is the variable, checked to be set; -1 if the name is not a plain register variable.
int upy_gen_variable(upy_unit *u, upy_value name);
int upy_store_register(upy_unit *u, upy_value name); // register an assignment may write straight into, or -1
void upy_gen_load(upy_unit *u, upy_value name, unsigned to);
void upy_gen_store(upy_unit *u, upy_value name, unsigned from);
void upy_gen_stored(upy_unit *u, upy_value name); // after writing upy_store_register(): the variable is set
void upy_gen_delete(upy_unit *u, upy_value name);
void upy_gen_unbind(upy_unit *u, upy_value name);           // like delete, but may be unset already
unsigned upy_gen_cell(upy_unit *u, upy_symbol *definition); // register with the cell of a variable of this frame
#if UPY_LEVEL >= UPY_LEVEL_FULL
bool upy_mentions(const upy_ast *n, upy_value name);   // the name occurs in the expression
bool upy_rebinds(const upy_unit *u, const upy_ast *n); // evaluating n may assign a local variable
// A register to build the value of n in piece by piece on its way to `to`: `to` itself when nobody can tell.
unsigned upy_work_register(upy_unit *u, const upy_ast *n, unsigned to);
#else // assume the worst
static inline bool upy_rebinds(const upy_unit *u, const upy_ast *n) {
    (void)n;
    return u->frame->has_named;
}
static inline unsigned upy_work_register(upy_unit *u, const upy_ast *n, unsigned to) {
    (void)n;
    return upy_is_variable(u, to) ? upy_reserve_one(u) : to;
}
#endif

// ---- Constants (fold.c) ----------------------------------------------------------------------------------

// The same for const(…): module attributes too; raises SyntaxError.
upy_value upy_fold_const_argument(upy_unit *u, upy_ast *n);
#if UPY_FAST_CODE
upy_value upy_fold(upy_unit *u, upy_ast *n); // its value if n is constant, else UPY_NULL; n becomes a CONSTANT then
// `x in [1, 2]`, `x in {1, 2}`: the container becomes a constant.
void upy_fold_container(upy_unit *u, upy_ast *comparison);
bool upy_is_immediate(upy_value v, int *out); // small int in -128 … 127
#else
static inline upy_value upy_fold(upy_unit *u, upy_ast *n) {
    (void)u;
    return n->kind == UPY_AST_CONSTANT ? n->constant : UPY_NULL;
}
static inline void upy_fold_container(upy_unit *u, upy_ast *comparison) { (void)u, (void)comparison; }
static inline bool upy_is_immediate(upy_value v, int *out) {
    (void)v, (void)out;
    return false;
}
#endif

// ---- Expressions ---------------------------------------------------------------------------------------

void upy_gen_into(upy_unit *u, upy_ast *n, unsigned to);
unsigned upy_gen_any(upy_unit *u, upy_ast *n);         // register holding the value: new temporary or variable
void upy_gen_effect(upy_unit *u, upy_ast *n);          // value dropped
unsigned upy_gen_slice_parts(upy_unit *u, upy_ast *n); // x[a:b]: the first of three new temporaries with x, a, b
void upy_gen_new(upy_unit *u, upy_ast *n);             // into a new temporary: the next one
void upy_gen_operands(upy_unit *u, upy_ast *left, upy_ast *right, unsigned *l, unsigned *r);
unsigned upy_gen_stable(upy_unit *u, upy_ast *n, const upy_ast *later); // as any, good until `later` was evaluated
unsigned upy_stable(upy_unit *u, unsigned reg, const upy_ast *later);   // a copy of R[reg] if `later` may assign it
unsigned upy_top_register(upy_unit *u, unsigned to); // `to` if it is the newest temporary, else a new one
void upy_gen_condition(upy_unit *u, upy_ast *n, bool sense, upy_label *label); // jumps if the truth of n is `sense`
// a < b < c: the value into R[to], or with a label a jump if the truth is `sense`.
void upy_gen_chain(upy_unit *u, upy_ast *n, unsigned to, bool sense, upy_label *label);
void upy_gen_comparison_jump(upy_unit *u, unsigned op, unsigned l, unsigned r, bool sense, upy_label *label);
void upy_gen_call(upy_unit *u, upy_ast *n, unsigned to);
// Evaluates arguments behind the n_before that stand there already and calls R[callee] (op: UPY_CALL or
// UPY_CALL_METHOD); the result is there.
void upy_gen_arguments(upy_unit *u, const upy_ast_list *arguments, unsigned ops, upy_opcode op, unsigned callee,
                       unsigned n_before);
void upy_gen_load_super(upy_unit *u, const upy_ast *n, unsigned to); // R[to], R[to+1] = class, self
bool upy_is_super_call(upy_unit *u, const upy_ast *n);
void upy_gen_display(upy_unit *u, upy_ast *n, unsigned to);
// A LIST, SET, DICT of the items, stars allowed; a TUPLE of few plain ones. Nothing in them may read R[to].
void upy_gen_items(upy_unit *u, upy_ast_kind kind, upy_ast *const *items, uint32_t n, unsigned to);
void upy_gen_string(upy_unit *u, upy_ast *n, unsigned to); // f-strings
void upy_gen_template(upy_unit *u, upy_ast *n, unsigned to);
void upy_gen_subscript(upy_unit *u, upy_ast *n, unsigned to);
void upy_gen_comprehension(upy_unit *u, upy_ast *n, unsigned to);
void upy_gen_generator_body(upy_unit *u, const void *generator, upy_code *code);
// R[iterator] awaited in place; iterator + 1 is reserved by the caller.
void upy_gen_await(upy_unit *u, unsigned iterator);
void upy_gen_yield(upy_unit *u, upy_ast *n, unsigned to);

// A loop over an iterable: begin, then store the value of `value` into the target at the start of the body, then end.
typedef struct upy_iteration_code {
    unsigned state; // four registers (async: the iterator)
    unsigned value; // register of the next value
    bool is_range, is_async;
    upy_label body, test; // continue goes to `test`
    upy_label stop;       // async: StopAsyncIteration
    upy_ast *target;
} upy_iteration_code;
// Evaluates it into new registers.
void upy_gen_iteration_prepare(upy_unit *u, upy_iteration_code *it, upy_ast *iterable, bool is_async);
// The body starts: target holds a value.
void upy_gen_iteration_begin(upy_unit *u, upy_iteration_code *it, upy_ast *target);
void upy_gen_iteration_end(upy_unit *u, upy_iteration_code *it); // behind it: no more values

// ---- Statements ----------------------------------------------------------------------------------------

void upy_gen_statements(upy_unit *u, const upy_ast_list *list);
void upy_gen_statement(upy_unit *u, upy_ast *n);
void upy_gen_assign_from(upy_unit *u, upy_ast *target, unsigned from);
void upy_gen_assign(upy_unit *u, upy_ast *n);
void upy_gen_augmented(upy_unit *u, upy_ast *n);
void upy_gen_delete_target(upy_unit *u, upy_ast *n);
bool upy_gen_const(upy_unit *u, const upy_ast *target, upy_ast *value); // NAME = const(…); false: it is not one
void upy_gen_for(upy_unit *u, upy_ast *n);
void upy_gen_while(upy_unit *u, upy_ast *n);
void upy_gen_try(upy_unit *u, upy_ast *n);
// The exception in `handled` is no longer being handled; the one in `raised` goes on.
void upy_gen_reraise(upy_unit *u, unsigned handled, unsigned raised);
// Code for exceptions inside a handler: the handler's exception is in `reg`, the new one in the block's register.
void upy_gen_handler_cleanup(upy_unit *u, upy_block *b, unsigned reg);
void upy_gen_star_handlers(upy_unit *u, upy_ast *n, upy_label *end);
void upy_gen_with(upy_unit *u, upy_ast *n);
void upy_gen_with_exit(upy_unit *u, unsigned reg, bool is_async);       // without an exception
void upy_gen_handler_body(upy_unit *u, upy_ast *handler, unsigned reg); // the exception in R[reg] under its name
void upy_gen_match(upy_unit *u, upy_ast *n);
void upy_gen_import(upy_unit *u, upy_ast *n);
void upy_gen_return(upy_unit *u, upy_ast *value);

void upy_gen_function(upy_unit *u, upy_ast *n);
void upy_gen_lambda(upy_unit *u, upy_ast *n, unsigned to);
void upy_gen_generator(upy_unit *u, upy_ast *n, unsigned to);
void upy_gen_class(upy_unit *u, upy_ast *n);
// Code of a scope that has a frame: `body` makes its instructions, and may add to what the code object says. The return
// at the end is there already. outer: NULL for a module.
typedef void upy_body(upy_unit *u, const void *what, upy_code *code);
upy_code *upy_compile_scope(upy_compilation *all, upy_unit *outer, upy_scope *scope, upy_body *body, const void *what);
// R[to] = function of that code, its defaults from R[defaults] on.
void upy_gen_scope(upy_unit *u, upy_scope *scope, upy_body *body, const void *what, unsigned to, unsigned defaults);
const upy_ast *upy_docstring_of(const upy_ast_list *body); // its CONSTANT, if doc strings are kept; else NULL
upy_value upy_qualified_name(upy_unit *u, upy_value name); // __qualname__ of what is defined here under that name
unsigned upy_gen_decorators(upy_unit *u, const upy_ast_list *decorators); // returns where the decorated object goes
// Returns where the result is.
unsigned upy_gen_decorator_calls(upy_unit *u, const upy_ast_list *decorators, unsigned reg);

// ---- Annotations, type parameters (codegen_annotations.c) ----------------------------------------------

#if UPY_FULL_DATA_MODEL
void upy_gen_type_alias(upy_unit *u, upy_ast *n);
void upy_gen_annotations(upy_unit *u, const upy_scope *owner); // those of a class body or module statement
void upy_gen_function_annotations(upy_unit *u, upy_scope *scope, const upy_ast *n, unsigned function);
// PEP 695 scopes.
upy_scope *upy_enter_types(upy_unit *u, const upy_ast *n, const upy_ast_list *parameters, unsigned *tuple);
void upy_leave_types(upy_unit *u, upy_scope *previous);
#else
static inline void upy_gen_type_alias(upy_unit *u, upy_ast *n) { (void)u, (void)n; }
static inline void upy_gen_annotations(upy_unit *u, const upy_scope *owner) { (void)u, (void)owner; }
static inline void upy_gen_function_annotations(upy_unit *u, upy_scope *scope, const upy_ast *n, unsigned function) {
    (void)u, (void)scope, (void)n, (void)function;
}
static inline upy_scope *upy_enter_types(upy_unit *u, const upy_ast *n, const upy_ast_list *parameters,
                                         unsigned *tuple) {
    (void)n, (void)parameters, (void)tuple;
    return u->scope;
}
static inline void upy_leave_types(upy_unit *u, upy_scope *previous) { (void)u, (void)previous; }
#endif

// ---- Blocks (blocks.c) -------------------------------------------------------------------------------------

void upy_block_push(upy_unit *u, upy_block *b, upy_code_block_kind kind, unsigned reg);
void upy_block_pop(upy_unit *u, upy_block *b);
// The same for a block whose exceptions have a handler: they arrive in the first free register.
void upy_block_begin(upy_unit *u, upy_block *b, upy_code_block_kind kind, unsigned reg);
void upy_block_end(upy_unit *u, upy_block *b);
bool upy_block_handler(upy_unit *u, upy_block *b); // starts the handler code here; false: nothing can get there
// return (value in `value`), break or continue: runs what the blocks between owe, then leaves.
void upy_gen_leave(upy_unit *u, unsigned exit, unsigned value, const upy_ast *at);

UPY_NORETURN void upy_refuse(const upy_unit *u, const upy_ast *at, const char *message); // SyntaxError
#define upy_refuse(u, at, ...) (upy_refuse)(u, at, UPY_TEXT(__VA_ARGS__))

#endif

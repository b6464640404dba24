// blocks.c — what the code at hand stands inside of: loops, try bodies, handlers, with and finally parts.
//
// A block may protect a range of instructions. Code that leaves blocks early first runs what they owe (restore the
// exception being handled, call __exit__, unbind a name), each piece outside the ranges of the blocks already left; so
// ranges are cut at such places and resume behind them. A finally part exists once: leaving through it means
// noting how, in its registers, and jumping to it; it goes on from there when it is done.
#include "core/compiler/codegen.h"
#include "core/compiler/syntax_error.h"
#include "core/object/raise.h"

void(upy_refuse)(const upy_unit *u, const upy_ast *at, const char *message) {
    (upy_syntax_error)(u->all->filename, at->place, &upy_type_SyntaxError, message);
}

void upy_block_push(upy_unit *u, upy_block *b, upy_code_block_kind kind, unsigned reg) {
    memset(b, 0, sizeof *b);
    b->outer = u->block;
    b->kind = kind;
    b->reg = reg;
    b->range_start = UPY_NO_POSITION;
    u->block = b;
}

void upy_block_pop(upy_unit *u, upy_block *b) { u->block = b->outer; }

static void close_range(upy_unit *u, upy_block *b) {
    if (b->range_start != UPY_NO_POSITION && b->range_start < u->n_words) {
        upy_handler_protect(u, b->handler_id, b->range_start, b->handler_register);
        b->is_protected = true;
    }
}

void upy_block_begin(upy_unit *u, upy_block *b, upy_code_block_kind kind, unsigned reg) {
    upy_block_push(u, b, kind, reg);
    u->try_depth++;
    b->handler_id = upy_handler_open(u);
    b->handler_register = upy_reserve_one(u);
    u->top--;
    b->at_start = u->assigned;
    b->range_start = u->n_words;
}

void upy_block_end(upy_unit *u, upy_block *b) {
    close_range(u, b);
    b->range_start = UPY_NO_POSITION;
    u->try_depth--;
    upy_block_pop(u, b);
}

bool upy_block_handler(upy_unit *u, upy_block *b) {
    if (!b->is_protected) {
        return false;
    }
    upy_handler_here(u, b->handler_id);
    u->is_reachable = true;
    u->assigned = b->at_start;
    upy_forget_deletable(u);
    return true;
}

// ---- Leaving -----------------------------------------------------------------------------------------

static void leave_final(upy_unit *u, const upy_block *b) {
    upy_label not_handling;
    upy_label_init(&not_handling);
    upy_emit_jump_if(u, UPY_JUMP_NE_I, b->reg, UPY_EXIT_EXCEPTION, 1, &not_handling);
    upy_emit(u, UPY_HANDLER_END, b->reg + 1, 0);
    upy_label_here(u, &not_handling);
}

// The code a block owes on the way out.
static void settle(upy_unit *u, upy_block *b, const upy_ast *at) {
    unsigned mark = u->top;
    switch (b->kind) {
    case UPY_BLOCK_HANDLER: upy_emit(u, UPY_HANDLER_END, b->reg, 0); break;
    case UPY_BLOCK_STAR_HANDLER:
        upy_refuse(u, at, "'break', 'continue' and 'return' cannot appear in an except* block");
    case UPY_BLOCK_UNBIND: upy_gen_unbind(u, b->name); break;
    case UPY_BLOCK_WITH:
    case UPY_BLOCK_ASYNC_WITH: upy_gen_with_exit(u, b->reg, UPY_HAS_ASYNC && b->kind == UPY_BLOCK_ASYNC_WITH); break;
    case UPY_BLOCK_FINAL: leave_final(u, b); break;
    default: break;
    }
    u->top = mark;
}

static void enter_final(upy_unit *u, upy_block *b, unsigned exit, unsigned value) {
    b->exits[exit] = true;
    if (exit == UPY_EXIT_RETURN) {
        upy_emit_move(u, b->reg + 3, value);
    }
    upy_emit_constant(u, b->reg, upy_small_int((intptr_t)exit));
    upy_emit_jump(u, b->break_label);
}

static void jump_in_loop(upy_unit *u, upy_block *loop, unsigned exit) {
    if (exit == UPY_EXIT_BREAK) {
        upy_emit_jump(u, loop->break_label);
    } else if (loop->continue_is_backward) {
        upy_emit_loop(u, loop->continue_label);
    } else {
        upy_emit_jump(u, loop->continue_label);
    }
}

void upy_gen_leave(upy_unit *u, unsigned exit, unsigned value, const upy_ast *at) {
    upy_block *b = u->block, *innermost = b;
    upy_assigned assigned = u->assigned;
    for (; b; b = b->outer) {
        if (b->kind == UPY_BLOCK_LOOP) {
            if (exit != UPY_EXIT_RETURN) {
                jump_in_loop(u, b, exit);
                break;
            }
            continue;
        }
        close_range(u, b);
        if (b->kind == UPY_BLOCK_FINALLY) {
            enter_final(u, b, exit, value);
            b->range_start = b->range_start == UPY_NO_POSITION ? UPY_NO_POSITION : u->n_words;
            break;
        }
        settle(u, b, at);
    }
    if (!b) {
        if (exit != UPY_EXIT_RETURN) {
            upy_refuse(u, at, "'break'/'continue' outside loop");
        }
        upy_emit_exit(u, UPY_RETURN, value);
    }
    for (upy_block *left = innermost; left != b; left = left->outer) {
        if (left->range_start != UPY_NO_POSITION) {
            left->range_start = u->n_words;
        }
    }
    u->assigned = assigned;
    u->is_reachable = false;
}

static bool owes_something(const upy_unit *u) {
    for (const upy_block *b = u->block; b; b = b->outer) {
        if (b->kind != UPY_BLOCK_LOOP && b->kind != UPY_BLOCK_PROTECTED) {
            return true;
        }
    }
    return false;
}

void upy_gen_return(upy_unit *u, upy_ast *value) {
    bool is_direct = !owes_something(u);
    upy_value constant = value ? upy_fold(u, value) : UPY_NONE;
    if (is_direct && constant == UPY_NONE) {
        upy_emit_exit(u, UPY_RETURN_NONE, 0);
        return;
    }
    if (UPY_LEVEL >= UPY_LEVEL_FULL && is_direct && constant == UPY_NULL && value->kind == UPY_AST_CONDITIONAL) {
        upy_label otherwise;
        upy_label_init(&otherwise);
        upy_check_stack();
        upy_gen_condition(u, value->conditional.test, false, &otherwise);
        upy_gen_return(u, value->conditional.then);
        upy_label_here(u, &otherwise);
        upy_gen_return(u, value->conditional.otherwise);
        return;
    }
    unsigned mark = u->top, reg = mark;
    upy_ast nothing = {.kind = UPY_AST_CONSTANT, .place = u->place, .constant = UPY_NONE};
    if (is_direct) {
        reg = upy_gen_any(u, value);
    } else {
        upy_gen_new(u, value ? value : &nothing);
    }
    upy_gen_leave(u, UPY_EXIT_RETURN, reg, value ? value : &nothing);
    u->top = mark;
}

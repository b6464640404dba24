// codegen_with.c — with and async with.
//
// Each item keeps its bound __exit__ in a register while the body runs. An exception calls it as a handler would; a
// true answer swallows the exception. Jumps out of the body call it in blocks.c.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"

// R[reg], R[reg + 1] = bound __exit__, what __enter__ answers.
static void enter(upy_unit *u, upy_ast *item, unsigned reg, bool is_async) {
    unsigned manager = is_async ? reg : reg + 1;
    upy_gen_into(u, item->pair.left, manager);
    u->place = item->place;
    if (is_async) {
        upy_reserve_one(u);
        upy_emit_intrinsic(u, reg + 1, reg, UPY_INTRINSIC_async_enter);
        upy_gen_await(u, reg + 1);
        u->top--;
    } else {
        upy_emit(u, UPY_WITH_ENTER, reg, manager);
    }
}

// Calls __exit__ with R[exception]; returns the register of its answer.
static unsigned call_exit(upy_unit *u, unsigned reg, unsigned exception, bool is_async) {
    if (!is_async) {
        upy_emit(u, UPY_WITH_EXIT, reg, exception);
        return reg;
    }
    unsigned awaited = upy_reserve(u, 2);
    upy_emit_move(u, reg + 1, exception);
    upy_emit_intrinsic(u, awaited, reg, UPY_INTRINSIC_async_exit);
    upy_gen_await(u, awaited);
    return awaited;
}

void upy_gen_with_exit(upy_unit *u, unsigned reg, bool is_async) {
    unsigned none = upy_reserve_one(u);
    upy_emit(u, UPY_LOAD_NONE, none, 0);
    call_exit(u, reg, none, is_async);
    u->top = none;
}

static void handle(upy_unit *u, upy_block *body, unsigned reg, bool is_async) {
    if (!upy_block_handler(u, body)) {
        return;
    }
    unsigned mark = u->top, exception = upy_reserve(u, 2);
    upy_label swallow;
    upy_label_init(&swallow);
    upy_block b;
    upy_emit(u, UPY_HANDLER_BEGIN, exception, 0);
    upy_block_begin(u, &b, UPY_BLOCK_HANDLER, exception);
    unsigned answer = call_exit(u, reg, exception, is_async);
    upy_emit_test(u, UPY_JUMP_IF, answer, 1, &swallow);
    upy_block_end(u, &b);
    upy_gen_reraise(u, exception, exception);
    upy_gen_handler_cleanup(u, &b, exception);
    upy_label_here(u, &swallow);
    upy_emit(u, UPY_HANDLER_END, exception, 0);
    u->top = mark;
}

static void gen_items(upy_unit *u, upy_ast *n, uint32_t i) {
    if (i == n->with.items->count) {
        upy_gen_statements(u, n->with.body);
        return;
    }
    upy_check_stack();
    upy_ast *item = n->with.items->items[i];
    bool is_async = upy_ast_is_async(n);
    unsigned mark = u->top, reg = upy_reserve(u, 2);
    upy_label end;
    upy_label_init(&end);
    upy_block body;
    enter(u, item, reg, is_async);
    upy_block_begin(u, &body, is_async ? UPY_BLOCK_ASYNC_WITH : UPY_BLOCK_WITH, reg);
    if (item->pair.right) {
        upy_gen_assign_from(u, item->pair.right, reg + 1);
    }
    gen_items(u, n, i + 1);
    upy_block_end(u, &body);
    if (u->is_reachable) {
        u->place = n->place;
        upy_gen_with_exit(u, reg, is_async);
        upy_emit_jump(u, &end);
    }
    handle(u, &body, reg, is_async);
    upy_label_here(u, &end);
    u->top = mark;
}

void upy_gen_with(upy_unit *u, upy_ast *n) { gen_items(u, n, 0); }

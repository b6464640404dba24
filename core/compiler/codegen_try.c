// codegen_try.c — try with except, except*, else and finally.
//
// A handler begins with HANDLER_BEGIN and every way out of it passes HANDLER_END: its normal end, jumps (blocks.c), and
// exceptions, for which the handlers' code is itself protected by a few instructions that restore and go on raising.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"

void upy_gen_reraise(upy_unit *u, unsigned handled, unsigned raised) {
    upy_emit(u, UPY_HANDLER_END, handled, 0);
    upy_emit_exit(u, UPY_RERAISE, raised);
}

void upy_gen_handler_cleanup(upy_unit *u, upy_block *b, unsigned reg) {
    if (upy_block_handler(u, b)) {
        upy_gen_reraise(u, reg, b->handler_register);
    }
}

// except E as name: the name lives as long as the handler, however that ends.
void upy_gen_handler_body(upy_unit *u, upy_ast *handler, unsigned reg) {
    upy_value name = handler->handler.name;
    if (name == UPY_NULL) {
        upy_gen_statements(u, handler->handler.body);
        return;
    }
    upy_block b;
    upy_label end;
    upy_label_init(&end);
    upy_gen_store(u, name, reg);
    upy_block_begin(u, &b, UPY_BLOCK_UNBIND, reg);
    b.name = name;
    upy_gen_statements(u, handler->handler.body);
    upy_block_end(u, &b);
    if (u->is_reachable) {
        upy_gen_unbind(u, name);
        upy_emit_jump(u, &end);
    }
    if (upy_block_handler(u, &b)) {
        unsigned raised = upy_reserve_one(u);
        upy_gen_unbind(u, name);
        upy_emit_exit(u, UPY_RERAISE, raised);
        u->top = raised;
    }
    upy_label_here(u, &end);
}

static void gen_handler(upy_unit *u, upy_ast *handler, unsigned reg, upy_label *end) {
    upy_label next;
    upy_label_init(&next);
    u->place = handler->place;
    if (handler->handler.type) {
        unsigned mark = u->top, type = upy_gen_any(u, handler->handler.type);
        u->place = handler->place;
        upy_emit_jump_if(u, UPY_JUMP_MATCHES, reg, type, 0, &next);
        u->top = mark;
    }
    upy_gen_handler_body(u, handler, reg);
    upy_emit(u, UPY_HANDLER_END, reg, 0);
    upy_emit_jump(u, end);
    upy_label_here(u, &next);
}

static void gen_handlers(upy_unit *u, upy_ast *n, upy_label *end) {
    unsigned mark = u->top, reg = upy_reserve(u, 2);
    upy_block b;
    upy_emit(u, UPY_HANDLER_BEGIN, reg, 0);
    upy_block_begin(u, &b, UPY_BLOCK_HANDLER, reg);
    for (uint32_t i = 0; i < n->try.handlers->count; i++) {
        gen_handler(u, n->try.handlers->items[i], reg, end);
    }
    upy_block_end(u, &b);
    upy_gen_reraise(u, reg, reg);
    upy_gen_handler_cleanup(u, &b, reg);
    u->top = mark;
}

// ---- try … except ----------------------------------------------------------------------------------------

static void gen_try_except(upy_unit *u, upy_ast *n) {
    upy_block b;
    upy_label end;
    upy_label_init(&end);
    upy_block_begin(u, &b, UPY_BLOCK_PROTECTED, 0);
    upy_gen_statements(u, n->try.body);
    upy_block_end(u, &b);
    upy_gen_statements(u, n->try.orelse);
    upy_emit_jump(u, &end);
    bool is_live = upy_block_handler(u, &b);
    u->is_reachable = is_live;
    if (UPY_HAS_EXCEPTION_GROUPS && n->try.handlers->items[0]->op == 1) {
        upy_gen_star_handlers(u, n, &end);
    } else {
        gen_handlers(u, n, &end);
    }
    upy_label_here(u, &end);
}

// ---- finally -----------------------------------------------------------------------------------------------

static void gen_dispatch(upy_unit *u, const upy_block *body, bool ends_normally, upy_ast *n, upy_label *end) {
    unsigned reg = body->reg;
    if (ends_normally) {
        upy_emit_jump_if(u, UPY_JUMP_EQ_I, reg, UPY_EXIT_NORMAL, 1, end);
    }
    for (unsigned exit = UPY_EXIT_RETURN; exit <= UPY_EXIT_CONTINUE; exit++) {
        if (body->exits[exit]) {
            upy_label not_this;
            upy_label_init(&not_this);
            upy_emit_jump_if(u, UPY_JUMP_NE_I, reg, exit, 1, &not_this);
            upy_gen_leave(u, exit, reg + 3, n);
            upy_label_here(u, &not_this);
        }
    }
    upy_gen_reraise(u, reg + 1, reg + 1);
}

static void gen_cleanup_final(upy_unit *u, upy_block *final) {
    if (upy_block_handler(u, final)) {
        upy_label not_handling;
        upy_label_init(&not_handling);
        upy_emit_jump_if(u, UPY_JUMP_NE_I, final->reg, UPY_EXIT_EXCEPTION, 1, &not_handling);
        upy_emit(u, UPY_HANDLER_END, final->reg + 1, 0);
        upy_label_here(u, &not_handling);
        upy_emit_exit(u, UPY_RERAISE, final->handler_register);
    }
}

static bool has_exits(const upy_block *b) {
    return b->exits[UPY_EXIT_RETURN] || b->exits[UPY_EXIT_BREAK] || b->exits[UPY_EXIT_CONTINUE];
}

static void gen_finally(upy_unit *u, upy_ast *n) {
    unsigned mark = u->top, reg = upy_reserve(u, 4); // how entered, exception, exception before, return value
    upy_label enter, end;
    upy_label_init(&enter);
    upy_label_init(&end);
    upy_block body, final;
    upy_block_begin(u, &body, UPY_BLOCK_FINALLY, reg);
    body.break_label = &enter;
    body.handler_register = reg + 1;
    if (n->try.handlers->count) {
        gen_try_except(u, n);
    } else {
        upy_gen_statements(u, n->try.body);
    }
    upy_block_end(u, &body);
    if (!body.is_protected && !has_exits(&body)) {
        u->top = mark;
        upy_gen_statements(u, n->try.final);
        return;
    }
    bool ends_normally = u->is_reachable;
    upy_assigned at_end = u->assigned;
    upy_emit_constant(u, reg, upy_small_int(UPY_EXIT_NORMAL));
    upy_label_here(u, &enter);
    if (body.is_protected) { // exceptions come here too, from a jump behind the final part
        u->is_reachable = true;
        u->assigned = body.at_start;
        upy_forget_deletable(u);
    }
    upy_block_begin(u, &final, UPY_BLOCK_FINAL, reg);
    upy_gen_statements(u, n->try.final);
    upy_block_end(u, &final);
    upy_assigned after = u->assigned;
    gen_dispatch(u, &body, ends_normally, n, &end);
    if (upy_block_handler(u, &body)) {
        upy_emit(u, UPY_HANDLER_BEGIN, reg + 1, 0);
        upy_emit_constant(u, reg, upy_small_int(UPY_EXIT_EXCEPTION));
        upy_emit_jump(u, &enter);
    }
    gen_cleanup_final(u, &final);
    upy_label_here(u, &end);
    if (u->is_reachable) { // what the body assigned is assigned when it ended normally
        for (size_t i = 0; i < UPY_COUNT_OF(after.bits); i++) {
            u->assigned.bits[i] = after.bits[i] | (at_end.bits[i] & ~u->deletable.bits[i]);
        }
    }
    u->top = mark;
}

void upy_gen_try(upy_unit *u, upy_ast *n) {
    upy_check_stack();
    if (n->try.final->count) {
        gen_finally(u, n);
    } else {
        gen_try_except(u, n);
    }
}

// codegen_try_star.c — the handlers of try with except*.
#include "core/compiler/codegen.h"

// registers of one except* statement: the exception (and the one before), list of what is to be raised, rest
typedef struct star {
    unsigned exception, list, rest;
} star;

static void gen_star_handler(upy_unit *u, upy_ast *handler, const star *s) {
    upy_label next;
    upy_label_init(&next);
    unsigned mark = u->top, pair = upy_reserve(u, 2);
    u->place = handler->place;
    upy_emit_move(u, pair, s->rest);
    upy_gen_into(u, handler->handler.type, pair + 1);
    upy_emit_intrinsic(u, pair, pair, UPY_INTRINSIC_group_split);
    upy_emit_abc(u, UPY_UNPACK, pair, 2, pair);
    upy_emit_move(u, s->rest, pair + 1);
    upy_emit_test(u, UPY_JUMP_NONE, pair, 1, &next);
    upy_emit(u, UPY_HANDLER_BEGIN, pair, 0);
    upy_block b;
    upy_block_begin(u, &b, UPY_BLOCK_STAR_HANDLER, pair);
    upy_gen_handler_body(u, handler, pair);
    upy_block_end(u, &b);
    upy_emit(u, UPY_HANDLER_END, pair, 0);
    upy_emit_jump(u, &next);
    if (upy_block_handler(u, &b)) {
        upy_emit(u, UPY_HANDLER_END, pair, 0);
        upy_emit(u, UPY_LIST_APPEND, s->list, b.handler_register);
    }
    upy_label_here(u, &next);
    u->top = mark;
}

void upy_gen_star_handlers(upy_unit *u, upy_ast *n, upy_label *end) {
    unsigned mark = u->top;
    star s = {.exception = upy_reserve(u, 2)};
    upy_label no_rest, all_handled;
    upy_label_init(&no_rest);
    upy_label_init(&all_handled);
    upy_block b;
    upy_emit(u, UPY_HANDLER_BEGIN, s.exception, 0);
    s.list = upy_reserve_one(u);
    s.rest = upy_reserve_one(u);
    upy_block_begin(u, &b, UPY_BLOCK_HANDLER, s.exception);
    upy_emit(u, UPY_MAKE_LIST, s.list, s.list);
    upy_emit_move(u, s.rest, s.exception);
    for (uint32_t i = 0; i < n->try.handlers->count; i++) {
        gen_star_handler(u, n->try.handlers->items[i], &s);
    }
    upy_emit_test(u, UPY_JUMP_NONE, s.rest, 1, &no_rest);
    upy_emit(u, UPY_LIST_APPEND, s.list, s.rest);
    upy_label_here(u, &no_rest);
    unsigned raised = upy_reserve_one(u);
    upy_emit_intrinsic_pair(u, raised, s.exception, s.list, UPY_INTRINSIC_group_finish);
    upy_block_end(u, &b);
    upy_emit(u, UPY_HANDLER_END, s.exception, 0);
    upy_emit_test(u, UPY_JUMP_NONE, raised, 1, &all_handled);
    upy_emit_exit(u, UPY_RERAISE, raised);
    upy_label_here(u, &all_handled);
    upy_emit_jump(u, end);
    upy_gen_handler_cleanup(u, &b, s.exception);
    u->top = mark;
}

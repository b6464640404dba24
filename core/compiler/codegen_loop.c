// codegen_loop.c — for and while.
//
// A for loop enters at its test, which jumps back to the body as long as there are values: one instruction per round.
// `range(…)` written in the head never becomes an object. A while loop tests at the top and closes with LOOP.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/str.h"

// ---- Iterations (also of comprehensions) -----------------------------------------------------------------

static bool is_range_call(upy_unit *u, const upy_ast *n) {
    if (n->kind != UPY_AST_CALL || n->op != 0 || n->call.function->kind != UPY_AST_NAME ||
        n->call.function->name != UPY_NAME(range)) {
        return false;
    }
    uint32_t count = n->call.arguments->count;
    if (count < 1 || count > 3 || n->call.arguments->items[0]->kind == UPY_AST_GENERATOR) {
        return false;
    }
    const upy_symbol *s = upy_resolve(u, UPY_NAME(range));
    return !s || s->place == UPY_PLACE_GLOBAL || s->place == UPY_PLACE_NAME;
}

void upy_gen_iteration_prepare(upy_unit *u, upy_iteration_code *it, upy_ast *iterable, bool is_async) {
    upy_label_init(&it->body);
    upy_label_init(&it->test);
    upy_label_init(&it->stop);
    it->is_async = is_async;
    it->state = u->top;
    it->is_range = UPY_FAST_CODE && !is_async && is_range_call(u, iterable);
    if (iterable->kind == UPY_AST_LIST) {
        iterable->kind = UPY_AST_TUPLE; // nobody sees the list: constant items make it a constant
    }
    if (it->is_range) {
        const upy_ast_list *arguments = iterable->call.arguments;
        upy_gen_load(u, UPY_NAME(range), upy_reserve_one(u));
        for (uint32_t i = 0; i < arguments->count; i++) {
            upy_gen_new(u, arguments->items[i]);
        }
        upy_emit(u, UPY_FOR_RANGE_PREP, it->state, arguments->count);
    } else {
        upy_gen_new(u, iterable);
        if (UPY_HAS_ASYNC && is_async) {
            upy_emit_intrinsic(u, it->state, it->state, UPY_INTRINSIC_aiter);
        } else {
            upy_emit(u, UPY_FOR_PREP, it->state, 0);
        }
    }
    u->top = it->state;
    upy_reserve(u, 4);
}

// The next value by awaiting; StopAsyncIteration leads to `stop`.
static void begin_async(upy_unit *u, upy_iteration_code *it) {
    upy_label_loop(u, &it->test);
    unsigned id = upy_handler_open(u), start = u->n_words;
    it->value = it->state + 1;
    upy_emit_intrinsic(u, it->value, it->state, UPY_INTRINSIC_anext);
    upy_gen_await(u, it->value);
    upy_handler_protect(u, id, start, it->value);
    if (!u->is_reachable) {
        return;
    }
    upy_label go_on;
    upy_label_init(&go_on);
    upy_emit_jump(u, &go_on);
    u->is_reachable = true;
    upy_handler_here(u, id);
    upy_emit_intrinsic(u, it->value + 1, it->value + 1, UPY_INTRINSIC_load_stop_async_iteration);
    upy_emit_jump_if(u, UPY_JUMP_MATCHES, it->value, it->value + 1, 1, &it->stop);
    upy_emit_exit(u, UPY_RERAISE, it->value);
    upy_label_here(u, &go_on);
}

void upy_gen_iteration_begin(upy_unit *u, upy_iteration_code *it, upy_ast *target) {
    it->target = target;
    if (UPY_HAS_ASYNC && it->is_async) {
        begin_async(u, it);
        upy_gen_assign_from(u, target, it->value);
        return;
    }
    int reg = target->kind == UPY_AST_NAME ? upy_store_register(u, target->name) : -1;
    it->value = reg >= 0 ? (unsigned)reg : upy_reserve_one(u);
    bool is_reachable = u->is_reachable;
    upy_emit_jump(u, &it->test);
    u->is_reachable = is_reachable;
    upy_label_loop(u, &it->body);
    if (reg >= 0) {
        upy_gen_stored(u, target->name);
    } else {
        upy_gen_assign_from(u, target, it->value);
    }
}

void upy_gen_iteration_end(upy_unit *u, upy_iteration_code *it) {
    if (UPY_HAS_ASYNC && it->is_async) {
        upy_emit_loop(u, &it->test);
        upy_label_here(u, &it->stop);
        return;
    }
    upy_label_here(u, &it->test);
    u->place = it->target->place;
    upy_emit_test(u, it->is_range ? UPY_FOR_RANGE : UPY_FOR_NEXT, it->state, it->value, &it->body);
}

// ---- Statements ------------------------------------------------------------------------------------------

void upy_gen_for(upy_unit *u, upy_ast *n) {
    unsigned mark = u->top;
    upy_iteration_code it;
    upy_label end;
    upy_label_init(&end);
    upy_gen_iteration_prepare(u, &it, n->loop.iterable, upy_ast_is_async(n));
    upy_block loop;
    upy_block_push(u, &loop, UPY_BLOCK_LOOP, 0);
    loop.break_label = &end;
    loop.continue_label = &it.test;
    loop.continue_is_backward = it.is_async;
    upy_gen_iteration_begin(u, &it, n->loop.target);
    upy_gen_statements(u, n->loop.body);
    upy_block_pop(u, &loop);
    upy_gen_iteration_end(u, &it);
    u->top = mark;
    upy_gen_statements(u, n->loop.orelse);
    upy_label_here(u, &end);
}

void upy_gen_while(upy_unit *u, upy_ast *n) {
    upy_label head, otherwise, end;
    upy_label_init(&head);
    upy_label_init(&otherwise);
    upy_label_init(&end);
    upy_label_loop(u, &head);
    upy_gen_condition(u, n->branch.test, false, &otherwise);
    upy_block loop;
    upy_block_push(u, &loop, UPY_BLOCK_LOOP, 0);
    loop.break_label = &end;
    loop.continue_label = &head;
    loop.continue_is_backward = true;
    upy_gen_statements(u, n->branch.body);
    upy_block_pop(u, &loop);
    u->place = n->place;
    upy_emit_loop(u, &head);
    upy_label_here(u, &otherwise);
    upy_gen_statements(u, n->branch.orelse);
    upy_label_here(u, &end);
}

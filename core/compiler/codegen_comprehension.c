// codegen_comprehension.c — comprehensions, compiled in place as loops, and the bodies of generator expressions.
//
// The variables of a comprehension are temporaries of the enclosing frame: nothing leaks and no call is made. One that
// an inner function captures gets a fresh cell at each execution of the comprehension.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"

typedef struct comprehension {
    upy_ast *node;
    unsigned result; // container being built
} comprehension;

static void gen_element(upy_unit *u, const comprehension *c) {
    upy_ast *element = c->node->comprehension.element;
    unsigned mark = u->top, reg, value;
    u->place = element->place;
    switch ((upy_ast_kind)c->node->kind) {
    case UPY_AST_DICT_COMPREHENSION:
        upy_gen_operands(u, element->pair.left, element->pair.right, &reg, &value);
        upy_emit_abc(u, UPY_DICT_SET, c->result, reg, value);
        break;
    case UPY_AST_GENERATOR: {
        upy_ast yield = {.kind = UPY_AST_YIELD, .place = element->place, .child = element};
        upy_gen_yield(u, &yield, upy_reserve_one(u));
        break;
    }
    default:
        reg = upy_gen_any(u, element);
        upy_emit(u, c->node->kind == UPY_AST_SET_COMPREHENSION ? UPY_SET_ADD : UPY_LIST_APPEND, c->result, reg);
        break;
    }
    u->top = mark;
}

static void gen_conditions(upy_unit *u, const upy_ast_list *conditions, upy_label *fails) {
    for (uint32_t i = 0; i < conditions->count; i++) {
        upy_gen_condition(u, conditions->items[i], false, fails);
    }
}

static void gen_clauses(upy_unit *u, const comprehension *c, uint32_t i);

static void gen_inside(upy_unit *u, const comprehension *c, uint32_t i) {
    if (i + 1 < c->node->comprehension.clauses->count) {
        gen_clauses(u, c, i + 1);
    } else {
        gen_element(u, c);
    }
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
// `for y in [f(x)]`: an assignment, not a loop.
static bool gen_single(upy_unit *u, const comprehension *c, uint32_t i) {
    upy_ast *clause = c->node->comprehension.clauses->items[i], *iterable = clause->for_clause.iterable;
    bool is_display = iterable->kind == UPY_AST_LIST || iterable->kind == UPY_AST_TUPLE;
    if (upy_ast_is_async(clause) || !is_display || iterable->sequence->count != 1 ||
        iterable->sequence->items[0]->kind == UPY_AST_STARRED) {
        return false;
    }
    upy_label fails;
    upy_label_init(&fails);
    unsigned reg = upy_gen_any(u, iterable->sequence->items[0]);
    upy_gen_assign_from(u, clause->for_clause.target, reg);
    gen_conditions(u, clause->for_clause.conditions, &fails);
    gen_inside(u, c, i);
    upy_label_here(u, &fails);
    return true;
}
#else
static bool gen_single(upy_unit *u, const comprehension *c, uint32_t i) {
    (void)u, (void)c, (void)i;
    return false;
}
#endif

static void gen_loop(upy_unit *u, const comprehension *c, uint32_t i, upy_iteration_code *it) {
    upy_ast *clause = c->node->comprehension.clauses->items[i];
    upy_gen_iteration_begin(u, it, clause->for_clause.target);
    if (UPY_HAS_ASYNC && it->is_async) { // a failed condition must go back, which only LOOP does
        upy_label fails;
        upy_label_init(&fails);
        gen_conditions(u, clause->for_clause.conditions, &fails);
        gen_inside(u, c, i);
        upy_label_here(u, &fails);
    } else {
        gen_conditions(u, clause->for_clause.conditions, &it->test);
        gen_inside(u, c, i);
    }
    upy_gen_iteration_end(u, it);
}

static void gen_clauses(upy_unit *u, const comprehension *c, uint32_t i) {
    upy_check_stack();
    unsigned mark = u->top;
    if (i == 0 || !gen_single(u, c, i)) {
        upy_iteration_code it;
        upy_ast *clause = c->node->comprehension.clauses->items[i];
        upy_gen_iteration_prepare(u, &it, clause->for_clause.iterable, upy_ast_is_async(clause));
        gen_loop(u, c, i, &it);
    }
    u->top = mark;
}

// Every variable certainly has a value when it can be read: one clause whose target is names only.
static bool is_simple(const upy_ast *n) {
    const upy_ast *target = n->comprehension.clauses->items[0]->for_clause.target;
    if (n->comprehension.clauses->count > 1) {
        return false;
    }
    if (target->kind != UPY_AST_TUPLE) {
        return target->kind == UPY_AST_NAME;
    }
    for (uint32_t i = 0; i < target->sequence->count; i++) {
        if (target->sequence->items[i]->kind != UPY_AST_NAME) {
            return false;
        }
    }
    return true;
}

static void lay_out_inline(upy_unit *u, upy_scope *s, const upy_ast *n) {
    bool starts_unset = !is_simple(n);
    for (upy_symbol *symbol = s->first; symbol; symbol = symbol->next) {
        if (symbol->place != UPY_PLACE_LOCAL) {
            continue;
        }
        unsigned reg = upy_reserve_one(u);
        symbol->index = (uint16_t)reg;
        if (starts_unset || (symbol->flags & UPY_SYMBOL_CELL)) {
            upy_emit(u, UPY_LOAD_UNSET, reg, 1);
        }
        if (symbol->flags & UPY_SYMBOL_CELL) {
            upy_emit(u, UPY_MAKE_CELL, reg, 0);
        }
    }
}

void upy_gen_comprehension(upy_unit *u, upy_ast *n, unsigned to) {
    upy_scope *outer = u->scope, *inner = upy_scope_child(outer, n, false);
    upy_ast *first = n->comprehension.clauses->items[0];
    comprehension c = {.node = n, .result = upy_is_variable(u, to) ? upy_reserve_one(u) : to};
    upy_iteration_code it;
    u->place = n->place;
    upy_gen_iteration_prepare(u, &it, first->for_clause.iterable, upy_ast_is_async(first));
    u->scope = inner;
    lay_out_inline(u, inner, n);
    upy_emit(u,
             n->kind == UPY_AST_LIST_COMPREHENSION  ? UPY_MAKE_LIST
             : n->kind == UPY_AST_SET_COMPREHENSION ? UPY_MAKE_SET
                                                    : UPY_MAKE_DICT,
             c.result, c.result);
    gen_loop(u, &c, 0, &it);
    u->scope = outer;
    upy_emit_move(u, to, c.result);
}

void upy_gen_generator_body(upy_unit *u, const void *generator, upy_code *code) {
    (void)code;
    comprehension c = {.node = (upy_ast *)(uintptr_t)generator};
    upy_ast *first = c.node->comprehension.clauses->items[0];
    // The first iterable is the parameter: a name that resolves to it stands for the expression evaluated outside.
    upy_ast parameter = {.kind = UPY_AST_NAME, .place = c.node->place, .name = u->frame->first->name};
    upy_iteration_code it;
    upy_gen_iteration_prepare(u, &it, &parameter, upy_ast_is_async(first));
    gen_loop(u, &c, 0, &it);
}

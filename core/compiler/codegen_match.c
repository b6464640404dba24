// codegen_match.c — structural pattern matching.
//
// A pattern tests a register and jumps to `fail` when it does not match. What it captures stays in the temporaries
// where the tests found it and is bound to names once the whole pattern has matched.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/containers.h"

typedef struct capture {
    struct capture *next;
    upy_value name;
    unsigned reg;
} capture;

typedef struct matcher {
    upy_unit *u;
    capture *captures;
} matcher;

static void gen_pattern(matcher *m, upy_ast *p, unsigned subject, upy_label *fail);

static void add_capture(matcher *m, upy_value name, unsigned reg) {
    capture *c = upy_parser_alloc(m->u->all->parser, sizeof *c);
    *c = (capture){.next = m->captures, .name = name, .reg = reg};
    m->captures = c;
}

static void gen_value(upy_unit *u, upy_ast *expression, unsigned subject, upy_label *fail) {
    int immediate;
    unsigned mark = u->top;
    if (upy_is_immediate(upy_fold(u, expression), &immediate)) {
        upy_emit_jump_if(u, UPY_JUMP_EQ_I, subject, (unsigned)immediate, 0, fail);
    } else {
        upy_emit_jump_if(u, UPY_JUMP_EQ, subject, upy_gen_any(u, expression), 0, fail);
    }
    u->top = mark;
}

static void gen_singleton(upy_unit *u, upy_value v, unsigned subject, upy_label *fail) {
    if (v == UPY_NONE) {
        upy_emit_test(u, UPY_JUMP_NONE, subject, 0, fail);
        return;
    }
    unsigned reg = upy_reserve_one(u);
    upy_emit_constant(u, reg, v);
    upy_emit_jump_if(u, UPY_JUMP_IS, subject, reg, 0, fail);
    u->top = reg;
}

static void gen_test(upy_unit *u, unsigned subject, upy_intrinsic which, upy_label *fail) {
    unsigned reg = upy_reserve_one(u);
    upy_emit_intrinsic(u, reg, subject, which);
    upy_emit_test(u, UPY_JUMP_IF, reg, 0, fail);
    u->top = reg;
}

static void gen_length(upy_unit *u, unsigned subject, uint32_t least, bool is_exact, upy_label *fail) {
    unsigned reg = upy_reserve(u, 2);
    upy_emit_intrinsic(u, reg, subject, UPY_INTRINSIC_match_length);
    if (least <= 127) {
        upy_emit_jump_if(u, is_exact ? UPY_JUMP_EQ_I : UPY_JUMP_GE_I, reg, least, 0, fail);
    } else {
        upy_emit_constant(u, reg + 1, upy_small_int((intptr_t)least));
        upy_emit_jump_if(u, is_exact ? UPY_JUMP_EQ : UPY_JUMP_GE, reg, reg + 1, 0, fail);
    }
    u->top = reg;
}

static bool is_wildcard(const upy_ast *p) {
    return (p->kind == UPY_AST_PATTERN_CAPTURE || p->kind == UPY_AST_PATTERN_STAR) && p->name == UPY_NULL;
}

// With a star that keeps nothing the items are fetched one by one: the rest may be endless.
static void gen_items_around_star(upy_unit *u, const upy_ast_list *items, uint32_t star, unsigned subject,
                                  unsigned first) {
    for (uint32_t i = 0; i < items->count; i++) {
        if (is_wildcard(items->items[i])) {
            continue;
        }
        unsigned pair = upy_reserve(u, 2);
        upy_emit_move(u, pair, subject);
        upy_emit_constant(u, pair + 1, upy_small_int((intptr_t)i - (i > star ? (intptr_t)items->count : 0)));
        upy_emit_intrinsic(u, first + i, pair, UPY_INTRINSIC_match_item);
        u->top = pair;
    }
}

static void gen_sequence(matcher *m, upy_ast *p, unsigned subject, upy_label *fail) {
    upy_unit *u = m->u;
    const upy_ast_list *items = p->sequence;
    uint32_t star = 0;
    bool needs_items = false;
    while (star < items->count && items->items[star]->kind != UPY_AST_PATTERN_STAR) {
        star++;
    }
    for (uint32_t i = 0; i < items->count; i++) {
        needs_items |= !is_wildcard(items->items[i]);
    }
    bool has_star = star < items->count;
    gen_test(u, subject, UPY_INTRINSIC_match_is_sequence, fail);
    if (!has_star || items->count > 1) {
        gen_length(u, subject, items->count - has_star, !has_star, fail);
    }
    if (!needs_items) {
        return;
    }
    unsigned first = upy_reserve(u, items->count);
    if (has_star && is_wildcard(items->items[star])) {
        gen_items_around_star(u, items, star, subject, first);
    } else if (has_star) {
        upy_emit_extra(u, UPY_UNPACK_STAR, first, star, subject, items->count - star - 1);
    } else {
        upy_emit_abc(u, UPY_UNPACK, first, items->count, subject);
    }
    for (uint32_t i = 0; i < items->count; i++) {
        gen_pattern(m, items->items[i], first + i, fail);
    }
}

static bool are_constant_keys(upy_unit *u, const upy_ast_list *entries) {
    for (uint32_t i = 0; i < entries->count; i++) {
        if (upy_fold(u, entries->items[i]->pair.left) == UPY_NULL) {
            return false;
        }
    }
    return true;
}

static void gen_keys(upy_unit *u, const upy_ast_list *entries, unsigned to) {
    if (are_constant_keys(u, entries)) {
        upy_value keys = entries->count ? upy_new_tuple(entries->count, NULL) : UPY_EMPTY_TUPLE;
        for (uint32_t i = 0; i < entries->count; i++) {
            upy_store(keys, &upy_as_tuple(keys)->items[i], entries->items[i]->pair.left->constant);
        }
        upy_emit_constant(u, to, keys);
        return;
    }
    unsigned first = u->top;
    for (uint32_t i = 0; i < entries->count; i++) {
        upy_gen_new(u, entries->items[i]->pair.left);
    }
    upy_emit_abc(u, UPY_MAKE_TUPLE, to, first, entries->count);
    u->top = first;
}

static void check_keys(upy_unit *u, const upy_ast_list *entries) {
    for (uint32_t i = 1; i < entries->count; i++) {
        upy_value key = upy_fold(u, entries->items[i]->pair.left);
        for (uint32_t k = 0; key && k < i; k++) {
            upy_value earlier = upy_fold(u, entries->items[k]->pair.left);
            if (earlier && upy_equal(earlier, key)) {
                upy_refuse(u, entries->items[i], "mapping pattern checks duplicate key");
            }
        }
    }
}

static void gen_mapping(matcher *m, upy_ast *p, unsigned subject, upy_label *fail) {
    upy_unit *u = m->u;
    const upy_ast_list *entries = p->mapping.entries;
    gen_test(u, subject, UPY_INTRINSIC_match_is_mapping, fail);
    if (entries->count == 0 && p->mapping.rest == UPY_NULL) {
        return;
    }
    if (UPY_LEVEL >= UPY_LEVEL_FULL) {
        check_keys(u, entries);
    }
    unsigned pair = upy_reserve(u, 2), values = upy_reserve(u, entries->count + 1);
    upy_emit_move(u, pair, subject);
    gen_keys(u, entries, pair + 1);
    if (entries->count) {
        upy_emit_intrinsic(u, values, pair, UPY_INTRINSIC_match_keys);
        upy_emit_test(u, UPY_JUMP_NONE, values, 1, fail);
        upy_emit_abc(u, UPY_UNPACK, values, entries->count, values);
    }
    for (uint32_t i = 0; i < entries->count; i++) {
        gen_pattern(m, entries->items[i]->pair.right, values + i, fail);
    }
    if (p->mapping.rest != UPY_NULL) {
        unsigned rest = values + entries->count;
        upy_emit_intrinsic(u, rest, pair, UPY_INTRINSIC_match_rest);
        add_capture(m, p->mapping.rest, rest);
    }
}

static void gen_class(matcher *m, upy_ast *p, unsigned subject, upy_label *fail) {
    upy_unit *u = m->u;
    const upy_ast_list *arguments = p->call.arguments;
    uint32_t n_positional = 0;
    while (n_positional < arguments->count && arguments->items[n_positional]->kind != UPY_AST_PATTERN_KEYWORD) {
        n_positional++;
    }
    uint32_t n_keywords = arguments->count - n_positional;
    upy_value names = n_keywords ? upy_new_tuple(n_keywords, NULL) : UPY_EMPTY_TUPLE;
    for (uint32_t i = 0; i < n_keywords; i++) {
        upy_store(names, &upy_as_tuple(names)->items[i], arguments->items[n_positional + i]->binding.name);
    }
    unsigned first = upy_reserve(u, 4);
    upy_emit_move(u, first, subject);
    upy_gen_into(u, p->call.function, first + 1);
    upy_emit_constant(u, first + 2, upy_small_int((intptr_t)n_positional));
    upy_emit_constant(u, first + 3, names);
    u->line = p->line;
    upy_emit_intrinsic(u, first, first, UPY_INTRINSIC_match_class);
    upy_emit_test(u, UPY_JUMP_NONE, first, 1, fail);
    u->top = first + 1;
    if (arguments->count == 0) {
        return;
    }
    unsigned values = upy_reserve(u, arguments->count);
    upy_emit_abc(u, UPY_UNPACK, values, arguments->count, first);
    for (uint32_t i = 0; i < arguments->count; i++) {
        upy_ast *a = arguments->items[i];
        gen_pattern(m, a->kind == UPY_AST_PATTERN_KEYWORD ? a->binding.value : a, values + i, fail);
    }
}

// ---- Alternatives: all bind the same names, so each moves its captures to registers agreed upon before --------

static void reserve_captures(matcher *m, const upy_ast *p) {
    upy_check_stack();
    switch ((upy_ast_kind)p->kind) {
    case UPY_AST_PATTERN_CAPTURE:
    case UPY_AST_PATTERN_STAR:
        if (p->name != UPY_NULL) {
            add_capture(m, p->name, upy_reserve_one(m->u));
        }
        break;
    case UPY_AST_PATTERN_SEQUENCE:
        for (uint32_t i = 0; i < p->sequence->count; i++) {
            reserve_captures(m, p->sequence->items[i]);
        }
        break;
    case UPY_AST_PATTERN_OR: reserve_captures(m, p->sequence->items[0]); break;
    case UPY_AST_PATTERN_MAPPING:
        for (uint32_t i = 0; i < p->mapping.entries->count; i++) {
            reserve_captures(m, p->mapping.entries->items[i]->pair.right);
        }
        if (p->mapping.rest != UPY_NULL) {
            add_capture(m, p->mapping.rest, upy_reserve_one(m->u));
        }
        break;
    case UPY_AST_PATTERN_CLASS:
        for (uint32_t i = 0; i < p->call.arguments->count; i++) {
            reserve_captures(m, p->call.arguments->items[i]);
        }
        break;
    case UPY_AST_PATTERN_KEYWORD: reserve_captures(m, p->binding.value); break;
    case UPY_AST_PATTERN_AS:
        reserve_captures(m, p->binding.value);
        add_capture(m, p->binding.name, upy_reserve_one(m->u));
        break;
    default: break;
    }
}

static unsigned captured_register(const capture *list, upy_value name) {
    while (list && list->name != name) {
        list = list->next;
    }
    return list ? list->reg : 0;
}

static void gen_or(matcher *m, upy_ast *p, unsigned subject, upy_label *fail) {
    upy_unit *u = m->u;
    upy_label matched;
    upy_label_init(&matched);
    matcher agreed = {.u = u};
    reserve_captures(&agreed, p->sequence->items[0]);
    unsigned mark = u->top;
    for (uint32_t i = 0; i < p->sequence->count; i++) {
        bool is_last = i + 1 == p->sequence->count;
        upy_label next;
        upy_label_init(&next);
        matcher alternative = {.u = u};
        gen_pattern(&alternative, p->sequence->items[i], subject, is_last ? fail : &next);
        for (const capture *c = agreed.captures; c; c = c->next) {
            upy_emit_move(u, c->reg, captured_register(alternative.captures, c->name));
        }
        u->top = mark;
        if (!is_last) {
            upy_emit_jump(u, &matched);
            upy_label_here(u, &next);
        }
    }
    upy_label_here(u, &matched);
    for (const capture *c = agreed.captures; c; c = c->next) {
        add_capture(m, c->name, c->reg);
    }
}

static void gen_pattern(matcher *m, upy_ast *p, unsigned subject, upy_label *fail) {
    upy_check_stack();
    m->u->line = p->line;
    switch ((upy_ast_kind)p->kind) {
    case UPY_AST_PATTERN_VALUE: gen_value(m->u, p->child, subject, fail); break;
    case UPY_AST_PATTERN_SINGLETON: gen_singleton(m->u, p->constant, subject, fail); break;
    case UPY_AST_PATTERN_CAPTURE:
    case UPY_AST_PATTERN_STAR:
        if (p->name != UPY_NULL) {
            add_capture(m, p->name, subject);
        }
        break;
    case UPY_AST_PATTERN_SEQUENCE: gen_sequence(m, p, subject, fail); break;
    case UPY_AST_PATTERN_MAPPING: gen_mapping(m, p, subject, fail); break;
    case UPY_AST_PATTERN_CLASS: gen_class(m, p, subject, fail); break;
    case UPY_AST_PATTERN_OR: gen_or(m, p, subject, fail); break;
    case UPY_AST_PATTERN_AS:
        gen_pattern(m, p->binding.value, subject, fail);
        add_capture(m, p->binding.name, subject);
        break;
    default: upy_refuse(m->u, p, "invalid syntax");
    }
}

// Captures are listed newest first; they are bound in source order.
static void bind_captures(upy_unit *u, const capture *c) {
    upy_check_stack();
    if (c) {
        bind_captures(u, c->next);
        upy_gen_store(u, c->name, c->reg);
    }
}

void upy_gen_match(upy_unit *u, upy_ast *n) {
    unsigned mark = u->top, subject = mark;
    upy_label end;
    upy_label_init(&end);
    upy_gen_new(u, n->match.subject);
    for (uint32_t i = 0; i < n->match.cases->count; i++) {
        upy_ast *c = n->match.cases->items[i];
        upy_label next;
        upy_label_init(&next);
        matcher m = {.u = u};
        gen_pattern(&m, c->match_case.pattern, subject, &next);
        bind_captures(u, m.captures);
        u->top = subject + 1;
        if (c->match_case.guard) {
            upy_gen_condition(u, c->match_case.guard, false, &next);
        }
        upy_gen_statements(u, c->match_case.body);
        if (i + 1 < n->match.cases->count) {
            upy_emit_jump(u, &end);
        }
        upy_label_here(u, &next);
    }
    upy_label_here(u, &end);
    u->top = mark;
}

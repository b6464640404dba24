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
    upy_value v = upy_fold(u, expression);
    if (upy_is_immediate(v, &immediate)) {
        upy_emit_jump_if(u, UPY_JUMP_EQ_I, subject, (unsigned)immediate, 0, fail);
    } else {
        bool is_singleton = v == UPY_NONE || v == UPY_TRUE || v == UPY_FALSE;
        upy_emit_jump_if(u, is_singleton ? UPY_JUMP_IS : UPY_JUMP_EQ, subject, upy_gen_any(u, expression), 0, fail);
    }
    u->top = mark;
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

// The keys as a tuple, which is a constant if they are.
static void gen_keys(upy_unit *u, upy_ast *const *entries, uint32_t count, unsigned to) {
    upy_ast_list *keys = upy_parser_alloc(u->all->parser, sizeof *keys + count * sizeof keys->items[0]);
    upy_ast tuple = {.kind = UPY_AST_TUPLE, .place = u->place, .sequence = keys};
    keys->count = count;
    for (uint32_t i = 0; i < count; i++) {
        keys->items[i] = entries[i]->pair.left;
    }
    upy_gen_into(u, &tuple, to);
}

static void check_keys(upy_unit *u, upy_ast *const *entries, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        upy_value key = upy_fold(u, entries[i]->pair.left);
        for (uint32_t k = 0; key && k < i; k++) {
            upy_value earlier = upy_fold(u, entries[k]->pair.left);
            if (earlier && upy_equal(earlier, key)) {
                upy_refuse(u, entries[i], "mapping pattern checks duplicate key");
            }
        }
    }
}

static void gen_mapping(matcher *m, upy_ast *p, unsigned subject, upy_label *fail) {
    upy_unit *u = m->u;
    upy_ast *const *entries = p->sequence->items;
    uint32_t count = p->sequence->count;
    gen_test(u, subject, UPY_INTRINSIC_match_is_mapping, fail);
    if (count == 0) {
        return;
    }
    upy_ast *rest = entries[count - 1]->kind == UPY_AST_KEY_VALUE ? NULL : entries[--count];
    if (UPY_LEVEL >= UPY_LEVEL_FULL) {
        check_keys(u, entries, count);
    }
    unsigned pair = upy_reserve(u, 2), values = upy_reserve(u, count + 1);
    upy_emit_move(u, pair, subject);
    gen_keys(u, entries, count, pair + 1);
    if (count) {
        upy_emit_intrinsic(u, values, pair, UPY_INTRINSIC_match_keys);
        upy_emit_test(u, UPY_JUMP_NONE, values, 1, fail);
        upy_emit_abc(u, UPY_UNPACK, values, count, values);
    }
    for (uint32_t i = 0; i < count; i++) {
        gen_pattern(m, entries[i]->pair.right, values + i, fail);
    }
    if (rest) {
        upy_emit_intrinsic(u, values + count, pair, UPY_INTRINSIC_match_rest);
        add_capture(m, rest->name, values + count);
    }
}

static void gen_class(matcher *m, upy_ast *p, unsigned subject, upy_label *fail) {
    upy_unit *u = m->u;
    const upy_ast_list *arguments = p->call.arguments;
    uint32_t n_positional = 0;
    while (n_positional < arguments->count && arguments->items[n_positional]->kind != UPY_AST_KEYWORD) {
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
    u->place = p->place;
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
        gen_pattern(m, a->kind == UPY_AST_KEYWORD ? a->binding.value : a, values + i, fail);
    }
}

// ---- Alternatives: all bind the same names, so each moves its captures to registers agreed upon with the first --

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
    for (uint32_t i = 0; i < p->sequence->count; i++) {
        bool is_last = i + 1 == p->sequence->count;
        unsigned mark = u->top;
        upy_label next;
        upy_label_init(&next);
        matcher alternative = {.u = u};
        gen_pattern(&alternative, p->sequence->items[i], subject, is_last ? fail : &next);
        if (i == 0) {
            for (const capture *c = alternative.captures; c; c = c->next) {
                add_capture(&agreed, c->name, upy_reserve_one(u));
            }
            mark = u->top;
        }
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
    m->u->place = p->place;
    switch ((upy_ast_kind)p->kind) {
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
    default: gen_value(m->u, p, subject, fail); break;
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

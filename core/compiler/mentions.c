// mentions.c — questions about expressions: which names they mention and assign, and so which registers may be reused.
#include "core/compiler/codegen.h"
#include "core/types/str.h"

typedef struct search {
    upy_value name; // any mention of it; UPY_NULL: any :=
    int budget;     // nodes left to look at; then the answer is "yes"
} search;

static bool found(search *s, const upy_ast *n);

static bool found_in_list(search *s, const upy_ast_list *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (found(s, list->items[i])) {
            return true;
        }
    }
    return false;
}

static bool found(search *s, const upy_ast *n) {
    if (!n) {
        return false;
    }
    if (--s->budget < 0) {
        return true;
    }
    switch ((upy_ast_kind)n->kind) {
    case UPY_AST_NAME: return n->name == s->name;
    case UPY_AST_CONSTANT: return false;
    case UPY_AST_NAMED:
        if (s->name == UPY_NULL || n->binding.name == s->name) {
            return true;
        }
        break;
    case UPY_AST_AWAIT:
    case UPY_AST_YIELD:
    case UPY_AST_YIELD_FROM: return true;
    default: break;
    }
    unsigned parts = upy_ast_parts[n->kind];
    if (!parts) { // comprehensions, lambdas: assume the worst
        return true;
    }
    for (unsigned i = 0; parts; i++, parts >>= UPY_PART_BITS) {
        unsigned kind = parts & 7;
        const void *part = upy_ast_part(n, i);
        if ((kind == UPY_PART_NODE && found(s, part)) || (kind == UPY_PART_LIST && found_in_list(s, part))) {
            return true;
        }
    }
    return false;
}

bool upy_mentions(const upy_ast *n, upy_value name) {
    search s = {.name = name, .budget = 60};
    return found(&s, n);
}

bool upy_rebinds(const upy_unit *u, const upy_ast *n) {
    search s = {.name = UPY_NULL, .budget = 200};
    return u->frame->has_named && found(&s, n);
}

static upy_value name_of_register(const upy_unit *u, unsigned reg) {
    for (const upy_symbol *s = u->frame->first; s; s = s->next) {
        if (s->place == UPY_PLACE_LOCAL && !upy_symbol_is_far(s) && s->index == reg) {
            return s->name;
        }
    }
    return UPY_NULL;
}

unsigned upy_work_register(upy_unit *u, const upy_ast *n, unsigned to) {
    if (!upy_is_variable(u, to)) {
        return to;
    }
    upy_value name = name_of_register(u, to);
    if (u->try_depth == 0 && name != UPY_NULL && !upy_mentions(n, name)) {
        return to;
    }
    return upy_reserve_one(u);
}

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
again:
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
        n = n->binding.value;
        goto again;
    case UPY_AST_UNARY:
    case UPY_AST_NOT:
    case UPY_AST_COMPARISON:
    case UPY_AST_STARRED:
    case UPY_AST_DOUBLE_STARRED: n = n->child; goto again;
    case UPY_AST_BINARY:
    case UPY_AST_COMPARE:
    case UPY_AST_SUBSCRIPT:
    case UPY_AST_KEY_VALUE:
        if (found(s, n->pair.right)) {
            return true;
        }
        n = n->pair.left;
        goto again;
    case UPY_AST_JOINED_STRING:
    case UPY_AST_AND:
    case UPY_AST_OR:
    case UPY_AST_COMPARE_CHAIN:
    case UPY_AST_TUPLE:
    case UPY_AST_LIST:
    case UPY_AST_SET:
    case UPY_AST_DICT: return found_in_list(s, n->sequence);
    case UPY_AST_FIELD:
        if (found(s, n->field.expression)) {
            return true;
        }
        n = n->field.spec;
        goto again;
    case UPY_AST_CONDITIONAL:
        if (found(s, n->conditional.test) || found(s, n->conditional.then)) {
            return true;
        }
        n = n->conditional.otherwise;
        goto again;
    case UPY_AST_ATTRIBUTE: n = n->attribute.object; goto again;
    case UPY_AST_SLICE:
        if (found(s, n->slice.lower) || found(s, n->slice.upper)) {
            return true;
        }
        n = n->slice.step;
        goto again;
    case UPY_AST_CALL:
        if (found_in_list(s, n->call.arguments)) {
            return true;
        }
        n = n->call.function;
        goto again;
    case UPY_AST_KEYWORD: n = n->binding.value; goto again;
    default: // comprehensions, lambdas, yields: assume the worst
        return true;
    }
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

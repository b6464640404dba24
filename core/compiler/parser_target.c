// parser_target.c — what may stand on the left of an assignment, in `for`, `with … as`, `del`.
//
// Targets are read as expressions first; these functions then say whether that expression can be one.
#include "core/compiler/parser.h"

void upy_check_single_target(upy_parser *p, const upy_ast *node) {
    switch (node->kind) {
    case UPY_AST_NAME:
        if (!upy_is_debug_name(node->name)) {
            return;
        }
        break;
    case UPY_AST_ATTRIBUTE:
    case UPY_AST_SUBSCRIPT: return;
    default: break;
    }
    upy_refuse_node(p, node, "can't assign to expression");
}

static void check_target_items(upy_parser *p, const upy_ast_list *items) {
    bool has_star = false;
    for (uint32_t i = 0; i < items->count; i++) {
        const upy_ast *item = items->items[i];
        if (item->kind == UPY_AST_STARRED) {
            if (has_star) {
                upy_refuse_node(p, item, "multiple *x in assignment");
            }
            has_star = true;
            item = item->child;
        }
        upy_check_target(p, item);
    }
}

void upy_check_target(upy_parser *p, const upy_ast *node) {
    upy_check_stack();
    if (node->kind == UPY_AST_TUPLE || node->kind == UPY_AST_LIST) {
        check_target_items(p, node->sequence);
    } else {
        upy_check_single_target(p, node);
    }
}

void upy_push_delete_targets(upy_parser *p, upy_ast *node) {
    upy_check_stack();
    switch (node->kind) {
    case UPY_AST_TUPLE:
    case UPY_AST_LIST:
        for (uint32_t i = 0; i < node->sequence->count; i++) {
            upy_push_delete_targets(p, node->sequence->items[i]);
        }
        return;
    case UPY_AST_NAME:
        if (!upy_is_debug_name(node->name)) {
            upy_items_push(p, node);
            return;
        }
        break;
    case UPY_AST_ATTRIBUTE:
    case UPY_AST_SUBSCRIPT: upy_items_push(p, node); return;
    default: break;
    }
    upy_refuse_node(p, node, "can't delete expression");
}

// codegen_statement.c — statements: dispatch, and the ones that need no file of their own.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"

static void gen_if(upy_unit *u, upy_ast *n) {
    upy_label end;
    upy_label_init(&end);
    for (;;) {
        const upy_ast_list *orelse = n->branch.orelse;
        upy_value constant = upy_fold(u, n->branch.test);
        if (constant != UPY_NULL) {
            if (upy_is_true(constant)) {
                upy_gen_statements(u, n->branch.body);
                break;
            }
        } else {
            upy_label next;
            upy_label_init(&next);
            u->place = n->place;
            upy_gen_condition(u, n->branch.test, false, &next);
            upy_gen_statements(u, n->branch.body);
            if (orelse->count) {
                upy_emit_jump(u, &end);
            }
            upy_label_here(u, &next);
        }
        if (orelse->count != 1 || orelse->items[0]->kind != UPY_AST_IF) {
            upy_gen_statements(u, orelse);
            break;
        }
        n = orelse->items[0];
    }
    upy_label_here(u, &end);
}

static void gen_expression(upy_unit *u, upy_ast *n) {
    bool is_printed = u->all->kind == UPY_SOURCE_SINGLE && u->frame->kind == UPY_SCOPE_MODULE;
    if (!is_printed) {
        upy_gen_effect(u, n);
        return;
    }
    unsigned reg = u->top;
    upy_gen_new(u, n);
    upy_emit_intrinsic(u, reg, reg, UPY_INTRINSIC_print_expression);
    u->top = reg;
}

static void gen_assert(upy_unit *u, upy_ast *n) {
    if (u->all->optimise >= 1) {
        return;
    }
    upy_label holds;
    upy_label_init(&holds);
    upy_gen_condition(u, n->pair.left, true, &holds);
    unsigned reg = upy_reserve_one(u), mark = reg;
    u->place = n->place;
    upy_emit_intrinsic(u, reg, reg, UPY_INTRINSIC_load_assertion_error);
    if (n->pair.right) {
        upy_reserve(u, F - 1);
        upy_gen_new(u, n->pair.right);
        u->place = n->place;
        upy_emit(u, UPY_CALL, reg, 1);
    }
    upy_emit_exit(u, UPY_RAISE, reg);
    u->top = mark;
    upy_label_here(u, &holds);
}

static void gen_raise(upy_unit *u, upy_ast *n) {
    unsigned reg = u->top;
    if (!n->pair.left) {
        upy_emit_exit(u, UPY_RAISE_AGAIN, 0);
        return;
    }
    upy_gen_new(u, n->pair.left);
    if (n->pair.right) {
        upy_gen_new(u, n->pair.right);
    }
    u->place = n->place;
    upy_emit(u, UPY_RAISE, reg, n->pair.right != NULL);
    u->is_reachable = false;
    u->top = reg;
}

static void gen_return(upy_unit *u, upy_ast *n) {
    if (UPY_HAS_ASYNC && n->child && (u->flags & UPY_CODE_ASYNC_GENERATOR)) {
        upy_refuse(u, n, "'return' with value in async generator");
    }
    upy_gen_return(u, n->child);
}

void upy_gen_statement(upy_unit *u, upy_ast *n) {
    u->place = n->place;
    switch ((upy_ast_kind)n->kind) {
    case UPY_AST_EXPRESSION: gen_expression(u, n->child); break;
    case UPY_AST_ASSIGN:
    case UPY_AST_ANNOTATED: upy_gen_assign(u, n); break;
    case UPY_AST_AUGMENTED: upy_gen_augmented(u, n); break;
    case UPY_AST_DELETE:
        for (uint32_t i = 0; i < n->sequence->count; i++) {
            upy_gen_delete_target(u, n->sequence->items[i]);
        }
        break;
    case UPY_AST_BREAK:
    case UPY_AST_CONTINUE: upy_gen_leave(u, n->kind == UPY_AST_BREAK ? UPY_EXIT_BREAK : UPY_EXIT_CONTINUE, 0, n); break;
    case UPY_AST_RETURN: gen_return(u, n); break;
    case UPY_AST_ASSERT: gen_assert(u, n); break;
    case UPY_AST_RAISE: gen_raise(u, n); break;
    case UPY_AST_IMPORT:
    case UPY_AST_IMPORT_FROM: upy_gen_import(u, n); break;
    case UPY_AST_TYPE_ALIAS: upy_gen_type_alias(u, n); break;
    case UPY_AST_IF:
        upy_check_stack();
        gen_if(u, n);
        break;
    case UPY_AST_WHILE:
        upy_check_stack();
        upy_gen_while(u, n);
        break;
    case UPY_AST_FOR:
        upy_check_stack();
        upy_gen_for(u, n);
        break;
    case UPY_AST_TRY: upy_gen_try(u, n); break;
    case UPY_AST_WITH: upy_gen_with(u, n); break;
    case UPY_AST_MATCH:
        upy_check_stack();
        if (UPY_HAS_MATCH) {
            upy_gen_match(u, n);
        }
        break;
    case UPY_AST_FUNCTION:
        upy_check_stack();
        upy_gen_function(u, n);
        break;
    case UPY_AST_CLASS:
        upy_check_stack();
        upy_gen_class(u, n);
        break;
    default: // pass, global, nonlocal
        break;
    }
}

void upy_gen_statements(upy_unit *u, const upy_ast_list *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        upy_gen_statement(u, list->items[i]);
    }
}

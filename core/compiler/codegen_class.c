// codegen_class.c — class statements.
//
// The body is a function of the namespace (register 0): names go through it, functions inside skip it. It returns the
// cell of __class__ if a method wants it, for __build_class__ to fill. The statement itself is a call of
// __build_class__(body, name, *bases, **keywords).
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/str.h"

static void store_in_namespace(upy_unit *u, upy_value name, upy_value v) {
    unsigned reg = upy_reserve_one(u);
    upy_emit_constant(u, reg, v);
    upy_emit_named(u, UPY_STORE_NAME, reg, 0, name);
    u->top = reg;
}

// The body as a function of the namespace that returns the cell of __class__ or None.
static void gen_class_body(upy_unit *u, const void *what, upy_code *code) {
    const upy_scope *scope = u->frame;
    const upy_ast_list *body = ((const upy_ast *)what)->class_definition.body;
    const upy_ast *docstring = upy_docstring_of(body);
    u->flags |= UPY_CODE_CLASS_BODY;
#if UPY_FULL_DATA_MODEL
    unsigned reg = upy_reserve_one(u);
    upy_emit_global(u, reg, UPY_NAME(__name__));
    upy_emit_named(u, UPY_STORE_NAME, reg, 0, UPY_NAME(__module__));
    u->top = reg;
    store_in_namespace(u, UPY_NAME(__qualname__), u->qualname);
#endif
    if (docstring) {
        store_in_namespace(u, UPY_NAME(__doc__), docstring->constant);
    }
    upy_gen_statements(u, body);
    upy_gen_annotations(u, scope);
    if (scope->class_cell) {
        upy_emit_exit(u, UPY_RETURN, scope->class_cell->index);
    }
    code->n_self_attributes = (uint16_t)(scope->n_self_attributes > UINT16_MAX ? UINT16_MAX : scope->n_self_attributes);
}

// The arguments of the class statement, with the extra base of a generic class behind the last positional one.
static const upy_ast_list *class_arguments(upy_unit *u, upy_ast *n, upy_ast *generic) {
    const upy_ast *bases = n->class_definition.bases;
    const upy_ast_list *given = bases ? bases->call.arguments : &upy_ast_empty_list;
    if (!generic) {
        return given;
    }
    upy_ast_list *all = upy_parser_alloc(u->all->parser, sizeof *all + (given->count + 1) * sizeof all->items[0]);
    uint32_t i = 0, k = 0;
    while (i < given->count && given->items[i]->kind != UPY_AST_KEYWORD &&
           given->items[i]->kind != UPY_AST_DOUBLE_STARRED) {
        all->items[k++] = given->items[i++];
    }
    all->items[k++] = generic;
    while (i < given->count) {
        all->items[k++] = given->items[i++];
    }
    all->count = k;
    return all;
}

void upy_gen_class(upy_unit *u, upy_ast *n) {
    unsigned mark = u->top, tuple = 0;
    bool is_generic = UPY_FULL_DATA_MODEL && n->class_definition.type_parameters->count > 0;
    unsigned reg = upy_gen_decorators(u, n->class_definition.decorators);
    upy_scope *previous = upy_enter_types(u, n, n->class_definition.type_parameters, &tuple);
    upy_ast generic = {.kind = UPY_AST_REGISTER, .place = n->place};
    if (is_generic) {
        generic.op = (uint8_t)upy_reserve_one(u);
        upy_emit_intrinsic(u, generic.op, tuple, UPY_INTRINSIC_generic_base);
    }
    unsigned callee = u->top == reg + 1 ? reg : upy_reserve_one(u);
    u->place = n->place;
    upy_emit_intrinsic(u, callee, callee, UPY_INTRINSIC_load_build_class);
    upy_reserve(u, F - 1);
    unsigned body = upy_reserve(u, 2);
    upy_gen_scope(u, upy_scope_child(u->scope, n, false), gen_class_body, n, body, body);
    u->top = body + 2;
    upy_emit_constant(u, body + 1, n->class_definition.name);
    upy_gen_arguments(u, class_arguments(u, n, is_generic ? &generic : NULL),
                      n->class_definition.bases ? n->class_definition.bases->op : 0, UPY_CALL, callee, 2);
    u->top = callee + 1;
    if (is_generic) {
        upy_emit_intrinsic_pair(u, callee, callee, tuple, UPY_INTRINSIC_set_type_parameters);
    }
    upy_emit_move(u, reg, callee);
    upy_leave_types(u, previous);
    upy_gen_store(u, n->class_definition.name, upy_gen_decorator_calls(u, n->class_definition.decorators, reg));
    u->top = mark;
}

// codegen_annotations.c — what is computed when somebody asks: annotations, bounds of type parameters, type aliases.
//
// Annotations are the body of a hidden function that is only called then (inside a class its only parameter is the
// class namespace, which is also its default): each is evaluated by itself, and one that does not resolve is its source
// text. The smallest level parses all this and makes nothing of it.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/str.h"

// ---- Lazy evaluation -------------------------------------------------------------------------------------------

static void body_expression(upy_unit *u, const void *what, upy_code *code) {
    (void)code;
    upy_ast *n = (upy_ast *)(uintptr_t)what;
    if (n->kind != UPY_AST_STARRED) {
        upy_gen_return(u, n);
        return;
    }
    unsigned reg = upy_reserve_one(u); // *Ts = *tuple[int]
    upy_gen_into(u, n->child, reg);
    upy_emit_abc(u, UPY_UNPACK, reg, 1, reg);
    upy_emit_exit(u, UPY_RETURN, reg);
}

// name: the value of the annotation, or its text if a name in it does not resolve.
static void gen_one_annotation(upy_unit *u, unsigned dict, upy_value name, upy_ast *annotation) {
    upy_label end;
    upy_label_init(&end);
    upy_block b;
    unsigned mark = u->top, key = upy_reserve(u, 2), value = key + 1;
    upy_ast *expression = annotation->annotation.expression;
    const char *text = u->all->source + annotation->annotation.start;
    upy_emit_constant(u, key, name);
    upy_block_begin(u, &b, UPY_BLOCK_PROTECTED, 0);
    bool is_starred = expression->kind == UPY_AST_STARRED;
    upy_gen_into(u, is_starred ? expression->child : expression, value);
    if (is_starred) { // *args: *Ts
        upy_emit_abc(u, UPY_UNPACK, value, 1, value);
    }
    upy_block_end(u, &b);
    upy_emit_jump(u, &end);
    if (upy_block_handler(u, &b)) {
        unsigned raised = upy_reserve(u, 2);
        upy_label unresolved;
        upy_label_init(&unresolved);
        upy_emit_intrinsic(u, raised + 1, raised, UPY_INTRINSIC_load_name_error);
        upy_emit_jump_if(u, UPY_JUMP_MATCHES, raised, raised + 1, 1, &unresolved);
        upy_emit_exit(u, UPY_RERAISE, raised);
        upy_label_here(u, &unresolved);
        upy_emit_constant(u, value, upy_new_str(text, annotation->annotation.length));
    }
    upy_label_here(u, &end);
    upy_emit_abc(u, UPY_DICT_SET, dict, key, value);
    u->top = mark;
}

static void body_function_annotations(upy_unit *u, const void *what, upy_code *code) {
    (void)code;
    const upy_ast *n = what;
    unsigned dict = upy_reserve_one(u);
    upy_emit(u, UPY_MAKE_DICT, dict, dict);
    for (uint32_t i = 0; i < n->function.parameters->count; i++) {
        const upy_ast *p = n->function.parameters->items[i];
        if (p->parameter.annotation) {
            gen_one_annotation(u, dict, p->parameter.name, p->parameter.annotation);
        }
    }
    if (n->function.returns) {
        gen_one_annotation(u, dict, upy_intern("return", 6), n->function.returns);
    }
    upy_emit_exit(u, UPY_RETURN, dict);
}

static void body_variable_annotations(upy_unit *u, const void *what, upy_code *code) {
    (void)code;
    unsigned dict = upy_reserve_one(u);
    upy_emit(u, UPY_MAKE_DICT, dict, dict);
    for (const upy_annotated *a = what; a; a = a->next) {
        gen_one_annotation(u, dict, a->node->assign.targets->items[0]->name, a->node->assign.annotation);
    }
    upy_emit_exit(u, UPY_RETURN, dict);
}

void upy_gen_annotations(upy_unit *u, const upy_scope *owner) {
    if (!owner->annotated) {
        return;
    }
    unsigned mark = u->top, pair = upy_reserve(u, 2);
    if (owner->kind == UPY_SCOPE_CLASS) {
        upy_emit_move(u, pair, 0);
    } else {
        upy_emit(u, UPY_LOAD_NONE, pair, 0);
    }
    u->place = owner->annotated->node->place;
    upy_gen_scope(u, owner->annotations, body_variable_annotations, owner->annotated, pair + 1, 0);
    upy_emit_intrinsic(u, pair, pair, UPY_INTRINSIC_set_annotations);
    u->top = mark;
}

// ---- Type parameters (PEP 695) -----------------------------------------------------------------------------------

// A function computing `expression` later, or None.
static void gen_lazy_or_none(upy_unit *u, upy_ast *expression, unsigned to, bool is_alias) {
    if (expression && (UPY_LEVEL >= UPY_LEVEL_FULL || is_alias)) {
        upy_gen_scope(u, upy_scope_child(u->scope, expression, true), body_expression, expression, to, 0);
    } else {
        upy_emit(u, UPY_LOAD_NONE, to, 0);
    }
}

// Makes the type parameters and enters their scope; *tuple gets the register of a tuple of them. Their registers stay
// reserved until the caller lowers `top`.
upy_scope *upy_enter_types(upy_unit *u, const upy_ast *n, const upy_ast_list *parameters, unsigned *tuple) {
    upy_scope *previous = u->scope;
    if (parameters->count == 0) {
        return previous;
    }
    u->scope = upy_scope_child(previous, n, false);
    for (upy_symbol *s = u->scope->first; s; s = s->next) {
        if (s->place == UPY_PLACE_LOCAL) {
            s->index = (uint16_t)upy_reserve_one(u);
            upy_emit(u, UPY_LOAD_UNSET, s->index, 1);
            if (s->flags & UPY_SYMBOL_CELL) {
                upy_emit(u, UPY_MAKE_CELL, s->index, 0);
            }
        }
    }
    *tuple = upy_reserve(u, parameters->count);
    for (uint32_t i = 0; i < parameters->count; i++) {
        const upy_ast *p = parameters->items[i];
        unsigned mark = u->top, first = upy_reserve(u, 4);
        upy_emit_constant(u, first, p->type_parameter.name);
        upy_emit_constant(u, first + 1, upy_small_int(p->op));
        gen_lazy_or_none(u, p->type_parameter.bound, first + 2, false);
        gen_lazy_or_none(u, p->type_parameter.initial, first + 3, false);
        upy_emit_intrinsic(u, *tuple + i, first, UPY_INTRINSIC_type_parameter);
        upy_gen_store(u, p->type_parameter.name, *tuple + i);
        u->top = mark;
    }
    upy_emit_abc(u, UPY_MAKE_TUPLE, *tuple, *tuple, parameters->count);
    return previous;
}

void upy_leave_types(upy_unit *u, upy_scope *previous) { u->scope = previous; }

void upy_gen_type_alias(upy_unit *u, upy_ast *n) {
    unsigned mark = u->top, tuple = 0, first = upy_reserve(u, 3);
    upy_scope *previous = upy_enter_types(u, n, n->type_alias.type_parameters, &tuple);
    upy_emit_constant(u, first, n->type_alias.name);
    if (n->type_alias.type_parameters->count) {
        upy_emit_move(u, first + 1, tuple);
    } else {
        upy_emit_constant(u, first + 1, UPY_EMPTY_TUPLE);
    }
    gen_lazy_or_none(u, n->type_alias.value, first + 2, true);
    upy_leave_types(u, previous);
    upy_emit_intrinsic(u, first, first, UPY_INTRINSIC_type_alias);
    upy_gen_store(u, n->type_alias.name, first);
    u->top = mark;
}

// The annotations of the function in R[function], whose scope is `scope`.
void upy_gen_function_annotations(upy_unit *u, upy_scope *scope, const upy_ast *n, unsigned function) {
    unsigned pair = upy_reserve(u, 2);
    upy_emit_move(u, pair, function);
    upy_gen_scope(u, scope, body_function_annotations, n, pair + 1, 0);
    upy_emit_intrinsic(u, pair, pair, UPY_INTRINSIC_set_annotations);
}

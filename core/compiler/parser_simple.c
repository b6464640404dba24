// parser_simple.c — statements that fit on a line.
#include "core/compiler/parser.h"
#include "core/heap/heap.h"
#include "core/types/str.h"

// ---- Expressions, assignments ------------------------------------------------------------------

static upy_ast *parse_annotated(upy_parser *p, upy_ast *target, bool is_parenthesised) {
    upy_advance(p);
    upy_ast *annotation = upy_parse_annotation(p, false);
    upy_ast *value = upy_accept(p, UPY_TOKEN_ASSIGN) ? upy_parse_items_or_yield(p) : NULL;
    upy_place place = upy_place_of(target);
    if (target->kind != UPY_AST_NAME && target->kind != UPY_AST_ATTRIBUTE && target->kind != UPY_AST_SUBSCRIPT) {
        // An annotation means nothing on other targets: what is left of the statement is the assignment.
        if (!value) {
            return upy_node(p, UPY_AST_PASS, 0, place, 0);
        }
        upy_check_target(p, target);
        upy_ast *node = UPY_NODE(p, UPY_AST_ASSIGN, 0, place, assign);
        node->assign.targets = upy_list_of(p, target);
        node->assign.value = value;
        return node;
    }
    upy_check_single_target(p, target);
    bool is_bare_name = target->kind == UPY_AST_NAME && !is_parenthesised;
    upy_ast *node = UPY_NODE(p, UPY_AST_ANNOTATED, is_bare_name, place, annotated);
    node->annotated.target = target;
    node->annotated.annotation = annotation;
    node->annotated.value = value;
    return node;
}

// At the first `=`.
static upy_ast *parse_assignment(upy_parser *p, upy_ast *first) {
    uint32_t mark = p->n_items;
    upy_ast *value = first;
    do {
        upy_check_target(p, value);
        upy_items_push(p, value);
        upy_advance(p);
        value = upy_at(p, UPY_TOKEN_YIELD) ? upy_parse_yield(p) : upy_parse_items_or_lone_star(p);
    } while (upy_at(p, UPY_TOKEN_ASSIGN));
    if (value->kind == UPY_AST_STARRED) {
        upy_refuse_node(p, value, "*x must be assignment target");
    }
    const upy_ast_list *targets = upy_items_take(p, mark);
    upy_ast *node = UPY_NODE(p, UPY_AST_ASSIGN, 0, upy_place_of(first), assign);
    node->assign.targets = targets;
    node->assign.value = value;
    return node;
}

upy_ast *upy_parse_expression_statement(upy_parser *p) {
    bool is_parenthesised = upy_at(p, UPY_TOKEN_LEFT_PAREN);
    upy_ast *first = upy_at(p, UPY_TOKEN_YIELD) ? upy_parse_yield(p) : upy_parse_items_or_lone_star(p);
    upy_token_kind kind = upy_current(p);
    if (kind == UPY_TOKEN_ASSIGN) {
        return parse_assignment(p, first);
    }
    if (kind == UPY_TOKEN_COLON) {
        return parse_annotated(p, first, is_parenthesised);
    }
    if (kind >= UPY_TOKEN_PLUS_ASSIGN && kind <= UPY_TOKEN_BAR_ASSIGN) {
        upy_check_single_target(p, first);
        upy_advance(p);
        upy_ast *value = upy_parse_items_or_yield(p);
        unsigned op = kind - UPY_TOKEN_PLUS_ASSIGN + UPY_OP_ADD;
        return upy_node_pair(p, UPY_AST_AUGMENTED, op, upy_place_of(first), first, value);
    }
    if (first->kind == UPY_AST_STARRED) {
        upy_refuse_node(p, first, "*x must be assignment target");
    }
    return upy_node_child(p, UPY_AST_EXPRESSION, 0, upy_place_of(first), first);
}

// ---- Imports -----------------------------------------------------------------------------------

// a.b.c as one interned str; *first: `a`.
static upy_value parse_dotted_name(upy_parser *p, upy_value *first) {
    upy_value name = upy_take_name(p);
    *first = name;
    if (!upy_at(p, UPY_TOKEN_DOT)) {
        return name;
    }
    upy_builder builder;
    upy_builder_init(&builder, 0);
    upy_builder_append(&builder, upy_str_data(name), upy_str_length(name));
    while (upy_accept(p, UPY_TOKEN_DOT)) {
        name = upy_take_name(p);
        upy_builder_append_byte(&builder, '.');
        upy_builder_append(&builder, upy_str_data(name), upy_str_length(name));
    }
    upy_value dotted = upy_intern(builder.data, builder.length);
    upy_heap_free_storage(builder.data);
    return dotted;
}

static upy_ast *alias_node(upy_parser *p, upy_place place, upy_value name, upy_value bound) {
    bool has_as = upy_accept(p, UPY_TOKEN_AS);
    if (has_as) {
        bound = upy_take_name(p);
    }
    if (upy_is_debug_name(bound)) {
        upy_refuse_token(p);
    }
    upy_ast *node = UPY_NODE(p, UPY_AST_ALIAS, has_as, place, alias);
    node->alias.name = name;
    node->alias.bound = bound;
    return node;
}

static upy_ast *parse_module(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_value first;
    upy_value name = parse_dotted_name(p, &first);
    return alias_node(p, place, name, first);
}

static upy_ast *parse_import(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    return upy_node_sequence(p, UPY_AST_IMPORT, place, upy_parse_list(p, NULL, parse_module, UPY_TOKEN_END));
}

static upy_ast *parse_imported_name(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_value name = upy_take_name(p);
    return alias_node(p, place, name, name);
}

static const upy_ast_list *parse_imported_names(upy_parser *p) {
    if (!upy_accept(p, UPY_TOKEN_LEFT_PAREN)) {
        return upy_parse_list(p, NULL, parse_imported_name, UPY_TOKEN_END);
    }
    const upy_ast_list *names = upy_parse_list(p, NULL, parse_imported_name, UPY_TOKEN_RIGHT_PAREN);
    upy_expect(p, UPY_TOKEN_RIGHT_PAREN);
    return names;
}

static upy_ast *parse_import_from(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    uint32_t level = 0;
    while (upy_at(p, UPY_TOKEN_DOT) || upy_at(p, UPY_TOKEN_ELLIPSIS)) {
        level += upy_at(p, UPY_TOKEN_DOT) ? 1 : 3;
        upy_advance(p);
    }
    upy_value module = UPY_NULL;
    if (!level || !upy_at(p, UPY_TOKEN_IMPORT)) {
        upy_value first;
        module = parse_dotted_name(p, &first);
    }
    upy_expect(p, UPY_TOKEN_IMPORT);
    bool is_star = upy_accept(p, UPY_TOKEN_STAR);
    const upy_ast_list *aliases = is_star ? &upy_ast_empty_list : parse_imported_names(p);
    upy_ast *node = UPY_NODE(p, UPY_AST_IMPORT_FROM, is_star, place, import_from);
    node->import_from.module = module;
    node->import_from.level = level;
    node->import_from.aliases = aliases;
    return node;
}

// ---- The others --------------------------------------------------------------------------------

static upy_ast *parse_delete(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    upy_ast *targets = upy_parse_items_or_lone_star(p);
    uint32_t mark = p->n_items;
    upy_push_delete_targets(p, targets);
    return upy_node_sequence(p, UPY_AST_DELETE, place, upy_items_take(p, mark));
}

static upy_ast *parse_return(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    bool has_value = !upy_at(p, UPY_TOKEN_NEWLINE) && !upy_at(p, UPY_TOKEN_SEMICOLON);
    return upy_node_child(p, UPY_AST_RETURN, 0, place, has_value ? upy_parse_items(p) : NULL);
}

static upy_ast *parse_name(upy_parser *p) {
    upy_place place = upy_here(p);
    return upy_node_name(p, UPY_AST_NAME, 0, place, upy_take_name(p));
}

static upy_ast *parse_scope_declaration(upy_parser *p, upy_ast_kind kind) {
    upy_place place = upy_here(p);
    upy_advance(p);
    return upy_node_sequence(p, kind, place, upy_parse_list(p, NULL, parse_name, UPY_TOKEN_END));
}

static upy_ast *parse_assert(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    upy_ast *test = upy_parse_one(p);
    upy_ast *message = upy_accept(p, UPY_TOKEN_COMMA) ? upy_parse_one(p) : NULL;
    return upy_node_pair(p, UPY_AST_ASSERT, 0, place, test, message);
}

static upy_ast *parse_raise(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    upy_ast *exception = NULL, *cause = NULL;
    if (!upy_at(p, UPY_TOKEN_NEWLINE) && !upy_at(p, UPY_TOKEN_SEMICOLON)) {
        exception = upy_parse_one(p);
        cause = upy_accept(p, UPY_TOKEN_FROM) ? upy_parse_one(p) : NULL;
    }
    return upy_node_pair(p, UPY_AST_RAISE, 0, place, exception, cause);
}

static upy_ast *parse_type_alias(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    upy_value name = upy_take_name(p);
    const upy_ast_list *parameters = upy_parse_type_parameters(p);
    upy_expect(p, UPY_TOKEN_ASSIGN);
    upy_ast *value = upy_parse_one(p);
    upy_ast *node = UPY_NODE(p, UPY_AST_TYPE_ALIAS, 0, place, type_alias);
    node->type_alias.name = name;
    node->type_alias.type_parameters = parameters;
    node->type_alias.value = value;
    return node;
}

static upy_ast *take_keyword_statement(upy_parser *p, upy_ast_kind kind) {
    upy_place place = upy_here(p);
    upy_advance(p);
    return upy_node(p, kind, 0, place, 0);
}

upy_ast *upy_parse_simple(upy_parser *p) {
    switch (upy_current(p)) {
    case UPY_TOKEN_PASS: return take_keyword_statement(p, UPY_AST_PASS);
    case UPY_TOKEN_BREAK: return take_keyword_statement(p, UPY_AST_BREAK);
    case UPY_TOKEN_CONTINUE: return take_keyword_statement(p, UPY_AST_CONTINUE);
    case UPY_TOKEN_RETURN: return parse_return(p);
    case UPY_TOKEN_RAISE: return parse_raise(p);
    case UPY_TOKEN_GLOBAL: return parse_scope_declaration(p, UPY_AST_GLOBAL);
    case UPY_TOKEN_NONLOCAL: return parse_scope_declaration(p, UPY_AST_NONLOCAL);
    case UPY_TOKEN_ASSERT: return parse_assert(p);
    case UPY_TOKEN_DEL: return parse_delete(p);
    case UPY_TOKEN_IMPORT: return parse_import(p);
    case UPY_TOKEN_FROM: return parse_import_from(p);
    case UPY_TOKEN_NAME:
        if (UPY_FULL_DATA_MODEL && upy_at_word(p, "type") && upy_peek(p) == UPY_TOKEN_NAME) {
            return parse_type_alias(p);
        }
        break;
    default: break;
    }
    return upy_parse_expression_statement(p);
}

// parser_call.c — arguments of calls and classes, parameters of functions and lambdas, annotations.
#include "core/compiler/parser.h"
#include "core/compiler/syntax_error.h"
#include "core/types/exception.h"

// ---- Arguments ---------------------------------------------------------------------------------

static upy_ast *parse_star_argument(upy_parser *p, upy_ast_kind kind) {
    upy_place place = upy_here(p);
    upy_advance(p);
    return upy_node_child(p, kind, 0, place, upy_parse_one(p));
}

static upy_ast *parse_plain_argument(upy_parser *p, bool is_first, unsigned *kinds) {
    bool begins_with_name = upy_at(p, UPY_TOKEN_NAME);
    upy_ast *node = upy_parse_named(p);
    if (upy_at(p, UPY_TOKEN_ASSIGN)) {
        if (node->kind != UPY_AST_NAME || !begins_with_name) {
            upy_refuse_node(p, node, "LHS of keyword arg must be an id");
        }
        upy_check_target(p, node);
        upy_advance(p);
        upy_ast *value = upy_parse_one(p);
        *kinds |= UPY_AST_CALL_HAS_KEYWORD;
        return upy_node_binding(p, UPY_AST_KEYWORD, upy_place_of(node), node->name, value);
    }
    if (*kinds & UPY_AST_CALL_HAS_DOUBLE_STAR) {
        upy_refuse_node(p, node, "positional arg after **");
    }
    if (*kinds & UPY_AST_CALL_HAS_KEYWORD) {
        upy_refuse_node(p, node, "positional arg after keyword arg");
    }
    if (upy_at(p, UPY_TOKEN_FOR) || upy_at(p, UPY_TOKEN_ASYNC)) {
        // A generator without parentheses of its own is the only argument.
        node = upy_comprehension(p, UPY_AST_GENERATOR, upy_place_of(node), node);
        if (!is_first || !upy_at(p, UPY_TOKEN_RIGHT_PAREN)) {
            upy_refuse_token(p);
        }
    }
    return node;
}

static upy_ast *parse_argument(upy_parser *p, bool is_first, unsigned *kinds) {
    if (upy_at(p, UPY_TOKEN_DOUBLE_STAR)) {
        *kinds |= UPY_AST_CALL_HAS_DOUBLE_STAR;
        return parse_star_argument(p, UPY_AST_DOUBLE_STARRED);
    }
    if (upy_at(p, UPY_TOKEN_STAR)) {
        if (*kinds & UPY_AST_CALL_HAS_DOUBLE_STAR) {
            upy_refuse_here(p, "* arg after **");
        }
        *kinds |= UPY_AST_CALL_HAS_STAR;
        return parse_star_argument(p, UPY_AST_STARRED);
    }
    return parse_plain_argument(p, is_first, kinds);
}

static const upy_ast_list *parse_arguments(upy_parser *p, unsigned *kinds) {
    *kinds = 0;
    upy_place place = upy_here(p);
    uint32_t mark = p->n_items;
    while (!upy_at(p, UPY_TOKEN_RIGHT_PAREN)) {
        upy_items_push(p, parse_argument(p, p->n_items == mark, kinds));
        if (!upy_accept(p, UPY_TOKEN_COMMA)) {
            break;
        }
    }
    const upy_ast_list *arguments = upy_items_take(p, mark);
    upy_value repeated = *kinds & UPY_AST_CALL_HAS_KEYWORD ? upy_find_repeated_name(arguments) : UPY_NULL;
    if (repeated) {
        upy_syntax_error(p->lexer.filename, place, &upy_type_SyntaxError, "keyword argument repeated: %q", repeated);
    }
    upy_expect(p, UPY_TOKEN_RIGHT_PAREN);
    return arguments;
}

upy_ast *upy_parse_call(upy_parser *p, upy_ast *function) {
    upy_place place = function ? upy_place_of(function) : upy_here(p);
    upy_advance(p);
    unsigned kinds;
    const upy_ast_list *arguments = parse_arguments(p, &kinds);
    upy_ast *node = UPY_NODE(p, UPY_AST_CALL, kinds, place, call);
    node->call.function = function;
    node->call.arguments = arguments;
    return node;
}

// ---- Annotations -------------------------------------------------------------------------------

upy_ast *upy_parse_annotation(upy_parser *p, bool allow_star) {
    upy_place place = upy_here(p);
    const char *start = p->lexer.token.start;
    upy_ast *expression = allow_star ? upy_parse_star_or_one(p) : upy_parse_one(p);
    const char *end = p->lexer.previous_end;
    upy_ast *node = UPY_NODE(p, UPY_AST_ANNOTATION, 0, place, annotation);
    node->annotation.expression = expression;
    node->annotation.start = (uint32_t)(start - p->source);
    node->annotation.length = (uint32_t)(end - start);
    return node;
}

// ---- Parameters --------------------------------------------------------------------------------

static upy_ast *parse_parameter(upy_parser *p, bool is_lambda, upy_ast_parameter kind) {
    upy_place place = upy_here(p);
    upy_value name = upy_take_new_name(p);
    upy_ast *annotation = NULL;
    if (!is_lambda && upy_accept(p, UPY_TOKEN_COLON)) {
        annotation = upy_parse_annotation(p, kind == UPY_PARAMETER_VARARGS);
    }
    upy_ast *initial = NULL;
    if (kind != UPY_PARAMETER_VARARGS && kind != UPY_PARAMETER_VARKW && upy_accept(p, UPY_TOKEN_ASSIGN)) {
        initial = upy_parse_one(p);
    }
    upy_ast *node = UPY_NODE(p, UPY_AST_PARAMETER, kind, place, parameter);
    node->parameter.name = name;
    node->parameter.annotation = annotation;
    node->parameter.initial = initial;
    return node;
}

// All parameters since mark are positional-only.
static void parse_slash(upy_parser *p, uint32_t mark) {
    if (p->n_items == mark || p->items[mark]->op == UPY_PARAMETER_POSITIONAL_ONLY) {
        upy_refuse_token(p);
    }
    for (uint32_t i = mark; i < p->n_items; i++) {
        p->items[i]->op = UPY_PARAMETER_POSITIONAL_ONLY;
    }
    upy_advance(p);
}

const upy_ast_list *upy_parse_parameters(upy_parser *p, bool is_lambda, bool allow_bare_star) {
    uint32_t mark = p->n_items;
    upy_token_kind closing = is_lambda ? UPY_TOKEN_COLON : UPY_TOKEN_RIGHT_PAREN;
    upy_ast_parameter kind = UPY_PARAMETER_PLAIN; // of those to come; after **kw none may
    bool needs_name = false;                      // behind a bare star
    while (!upy_at(p, closing)) {
        bool is_star = upy_at(p, UPY_TOKEN_STAR), is_double_star = upy_at(p, UPY_TOKEN_DOUBLE_STAR);
        bool is_slash = upy_at(p, UPY_TOKEN_SLASH), is_plain = kind == UPY_PARAMETER_PLAIN;
        if (kind == UPY_PARAMETER_VARKW || ((is_star || is_slash) && !is_plain) || (is_double_star && needs_name)) {
            upy_refuse_token(p);
        }
        if (is_slash) {
            parse_slash(p, mark);
        } else if (is_star) {
            upy_advance(p);
            kind = UPY_PARAMETER_KEYWORD_ONLY;
            needs_name = !upy_at(p, UPY_TOKEN_NAME);
            if (!needs_name) {
                upy_items_push(p, parse_parameter(p, is_lambda, UPY_PARAMETER_VARARGS));
            }
        } else {
            if (is_double_star) {
                upy_advance(p);
                kind = UPY_PARAMETER_VARKW;
            }
            upy_ast *node = parse_parameter(p, is_lambda, kind);
            if (is_plain && !is_double_star && !node->parameter.initial && p->n_items > mark &&
                p->items[p->n_items - 1]->parameter.initial) {
                upy_refuse_node(p, node, "non-default argument follows default argument");
            }
            upy_items_push(p, node);
            needs_name = false;
        }
        if (!upy_accept(p, UPY_TOKEN_COMMA)) {
            break;
        }
    }
    if (!upy_at(p, closing) || (needs_name && !allow_bare_star)) {
        upy_refuse_token(p);
    }
    const upy_ast_list *parameters = upy_items_take(p, mark);
    if (upy_find_repeated_name(parameters)) {
        upy_refuse_here(p, "argument name reused");
    }
    return parameters;
}

// parser_type_parameters.c — the type parameters of functions, classes and aliases (PEP 695).
#include "core/compiler/parser.h"

static upy_ast *parse_type_parameter(upy_parser *p) {
    upy_place place = upy_here(p);
    unsigned kind = upy_accept(p, UPY_TOKEN_STAR) ? 1 : upy_accept(p, UPY_TOKEN_DOUBLE_STAR) ? 2 : 0;
    upy_value name = upy_take_name(p);
    upy_ast *bound = kind == 0 && upy_accept(p, UPY_TOKEN_COLON) ? upy_parse_one(p) : NULL;
    upy_ast *initial = NULL;
    if (upy_accept(p, UPY_TOKEN_ASSIGN)) {
        initial = kind == 1 ? upy_parse_star_or_one(p) : upy_parse_one(p);
    }
    upy_ast *node = UPY_NODE(p, UPY_AST_TYPE_PARAMETER, kind, place, type_parameter);
    node->type_parameter.name = name;
    node->type_parameter.bound = bound;
    node->type_parameter.initial = initial;
    return node;
}

const upy_ast_list *upy_parse_type_parameters(upy_parser *p) {
    if (!upy_accept(p, UPY_TOKEN_LEFT_SQUARE)) {
        return &upy_ast_empty_list;
    }
    const upy_ast_list *parameters = upy_parse_list(p, NULL, parse_type_parameter, UPY_TOKEN_RIGHT_SQUARE);
    for (uint32_t i = 1; i < parameters->count; i++) {
        if (parameters->items[i - 1]->type_parameter.initial && !parameters->items[i]->type_parameter.initial) {
            upy_refuse_node(p, parameters->items[i], "non-default argument follows default argument");
        }
    }
    if (upy_find_repeated_name(parameters)) {
        upy_refuse_here(p, "argument name reused");
    }
    upy_expect(p, UPY_TOKEN_RIGHT_SQUARE);
    return parameters;
}

// parser_atom.c — names, literals, parentheses, displays.
//
// Parentheses that open directly one after another are counted instead of recursed into, so that their nesting
// costs no C stack; the other brackets recurse.
#include "core/compiler/constants.h"
#include "core/compiler/parser.h"

static upy_ast *take_constant(upy_parser *p, upy_value constant) {
    upy_place place = upy_here(p);
    upy_advance(p);
    return upy_node_constant(p, place, constant);
}

static bool at_for(const upy_parser *p) { return upy_at(p, UPY_TOKEN_FOR) || upy_at(p, UPY_TOKEN_ASYNC); }

// The items of a display from `first` on, up to (not through) its closing bracket.
static upy_ast *parse_display(upy_parser *p, upy_ast_kind kind, upy_place place, upy_ast *first,
                              upy_ast *(*item)(upy_parser *p)) {
    return upy_node_sequence(p, kind, place, upy_parse_list(p, first, item, UPY_TOKEN_COUNT));
}

// ---- Parentheses -------------------------------------------------------------------------------

// What stands between parentheses, through the closing one. atom: its first atom if that has been read already.
static upy_ast *parse_group(upy_parser *p, upy_place place, upy_ast *atom) {
    upy_ast *node;
    if (!atom && upy_at(p, UPY_TOKEN_YIELD)) {
        node = upy_parse_yield(p);
        upy_expect(p, UPY_TOKEN_RIGHT_PAREN);
        return node;
    }
    node = atom ? upy_parse_operand_after(p, atom, UPY_BINDS_CONDITIONAL) : upy_parse_star_or_named(p);
    if (upy_at(p, UPY_TOKEN_COMMA)) {
        node = parse_display(p, UPY_AST_TUPLE, place, node, upy_parse_star_or_named);
    } else if (at_for(p)) {
        node = upy_comprehension(p, UPY_AST_GENERATOR, place, node);
    } else if (node->kind == UPY_AST_STARRED) {
        upy_refuse_node(p, node, "*x must be assignment target");
    }
    upy_expect(p, UPY_TOKEN_RIGHT_PAREN);
    return node;
}

static upy_ast *parse_parentheses(upy_parser *p) {
    upy_place place = upy_here(p);
    size_t depth = 0;
    while (upy_accept(p, UPY_TOKEN_LEFT_PAREN)) {
        depth++;
    }
    upy_ast *node;
    if (upy_accept(p, UPY_TOKEN_RIGHT_PAREN)) {
        node = upy_node_sequence(p, UPY_AST_TUPLE, place, &upy_ast_empty_list);
    } else {
        node = parse_group(p, place, NULL);
    }
    while (--depth) {
        node = parse_group(p, place, node);
    }
    return node;
}

// ---- Lists, sets, dicts ------------------------------------------------------------------------

static upy_ast *parse_list(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    if (upy_accept(p, UPY_TOKEN_RIGHT_SQUARE)) {
        return upy_node_sequence(p, UPY_AST_LIST, place, &upy_ast_empty_list);
    }
    upy_ast *node = upy_parse_star_or_named(p);
    if (at_for(p)) {
        node = upy_comprehension(p, UPY_AST_LIST_COMPREHENSION, place, node);
    } else {
        node = parse_display(p, UPY_AST_LIST, place, node, upy_parse_star_or_named);
    }
    upy_expect(p, UPY_TOKEN_RIGHT_SQUARE);
    return node;
}

// Behind `key`, at its colon.
static upy_ast *parse_value_of(upy_parser *p, upy_ast *key) {
    if (key->kind == UPY_AST_STARRED) {
        upy_refuse_token(p);
    }
    upy_advance(p);
    upy_ast *value = upy_parse_one(p);
    return upy_node_pair(p, UPY_AST_KEY_VALUE, 0, upy_place_of(key), key, value);
}

static upy_ast *parse_double_starred(upy_parser *p, upy_level level) {
    upy_place place = upy_here(p);
    upy_advance(p);
    return upy_node_child(p, UPY_AST_DOUBLE_STARRED, 0, place, upy_parse_operand(p, level));
}

static upy_ast *parse_dict_item(upy_parser *p) {
    if (upy_at(p, UPY_TOKEN_DOUBLE_STAR)) {
        return parse_double_starred(p, UPY_BINDS_BIT_OR);
    }
    upy_ast *key = upy_parse_one(p);
    if (!upy_at(p, UPY_TOKEN_COLON)) {
        bool is_set_item = upy_at(p, UPY_TOKEN_COMMA) || upy_at(p, UPY_TOKEN_RIGHT_BRACE);
        (upy_refuse_here)(p, is_set_item ? UPY_TEXT("expecting key:value for dict") : UPY_TEXT("invalid syntax"));
    }
    return parse_value_of(p, key);
}

static upy_ast *parse_dict_from(upy_parser *p, upy_place place, upy_ast *first) {
    if (at_for(p)) {
        return upy_comprehension(p, UPY_AST_DICT_COMPREHENSION, place, first);
    }
    return parse_display(p, UPY_AST_DICT, place, first, parse_dict_item);
}

static upy_ast *parse_set_from(upy_parser *p, upy_place place, upy_ast *first) {
    if (at_for(p)) {
        return upy_comprehension(p, UPY_AST_SET_COMPREHENSION, place, first);
    }
    upy_ast *set = parse_display(p, UPY_AST_SET, place, first, upy_parse_star_or_named);
    if (upy_at(p, UPY_TOKEN_COLON)) {
        upy_refuse_here(p, "expecting just a value for set");
    }
    return set;
}

static upy_ast *parse_braces(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    if (upy_accept(p, UPY_TOKEN_RIGHT_BRACE)) {
        return upy_node_sequence(p, UPY_AST_DICT, place, &upy_ast_empty_list);
    }
    upy_ast *node;
    if (upy_at(p, UPY_TOKEN_DOUBLE_STAR)) {
        node = parse_dict_from(p, place, parse_double_starred(p, UPY_BINDS_BIT_OR));
    } else {
        bool begins_with_name = upy_at(p, UPY_TOKEN_NAME);
        upy_ast *first = upy_parse_star_or_named(p);
        if (!upy_at(p, UPY_TOKEN_COLON)) {
            node = parse_set_from(p, place, first);
        } else if (first->kind == UPY_AST_NAMED && begins_with_name) {
            upy_refuse_token(p);
        } else {
            node = parse_dict_from(p, place, parse_value_of(p, first));
        }
    }
    upy_expect(p, UPY_TOKEN_RIGHT_BRACE);
    return node;
}

// ---- Atoms -------------------------------------------------------------------------------------

upy_ast *upy_parse_atom(upy_parser *p) {
    upy_place place = upy_here(p);
    switch (upy_current(p)) {
    case UPY_TOKEN_NAME: return upy_node_name(p, UPY_AST_NAME, 0, place, upy_take_name(p));
    case UPY_TOKEN_NUMBER: return take_constant(p, upy_token_number(&p->lexer));
    case UPY_TOKEN_STRING:
    case UPY_TOKEN_FSTRING: return upy_parse_strings(p);
    case UPY_TOKEN_NONE: return take_constant(p, UPY_NONE);
    case UPY_TOKEN_TRUE: return take_constant(p, UPY_TRUE);
    case UPY_TOKEN_FALSE: return take_constant(p, UPY_FALSE);
    case UPY_TOKEN_ELLIPSIS: return take_constant(p, UPY_ELLIPSIS);
    case UPY_TOKEN_LEFT_PAREN: return parse_parentheses(p);
    case UPY_TOKEN_LEFT_SQUARE: return parse_list(p);
    case UPY_TOKEN_LEFT_BRACE: return parse_braces(p);
    default: upy_refuse_token(p);
    }
}

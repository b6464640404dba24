// parser_expression.c — operators, conditionals, lambda, yield, lists of items, comprehension clauses.
//
// One function climbs through all binary operators by their levels (tokens.def), so that an operand nested in
// parentheses costs few C frames. Chains of left-associative operators are a loop.
#include "core/compiler/parser.h"

static const uint8_t infix_levels[UPY_TOKEN_COUNT] = {
#define TOKEN(name, level) UPY_BINDS_##level,
#define KEYWORD(name, text, level) UPY_BINDS_##level,
#include "core/compiler/tokens.def"
#undef TOKEN
#undef KEYWORD
};

// ---- Prefix forms ------------------------------------------------------------------------------

static upy_ast *parse_lambda(upy_parser *p) {
    if (upy_lexer_is_in_field(&p->lexer)) {
        upy_refuse_token(p); // its colon would begin the format
    }
    static const uint8_t rules[] = {UPY_RULE_LAMBDA_PARAMETERS, UPY_RULE_COLON_ONE, 0};
    upy_place place = upy_here(p);
    upy_advance(p);
    return upy_parse_members(p, UPY_AST_LAMBDA, 0, place, rules);
}

static upy_ast *parse_unary(upy_parser *p, upy_ast_kind kind, unsigned op, upy_level operand_level) {
    upy_place place = upy_here(p);
    upy_advance(p);
    return upy_node_child(p, kind, op, place, upy_parse_operand(p, operand_level));
}

// What the operand begins with. A prefix operator that binds less tightly than `level` needs parentheses.
static upy_ast *parse_prefix(upy_parser *p, upy_level level) {
    switch (upy_current(p)) {
    case UPY_TOKEN_LAMBDA:
        if (level <= UPY_BINDS_CONDITIONAL) {
            return parse_lambda(p);
        }
        break;
    case UPY_TOKEN_NOT:
        if (level <= UPY_BINDS_NOT) {
            return parse_unary(p, UPY_AST_NOT, 0, UPY_BINDS_NOT);
        }
        break;
    case UPY_TOKEN_MINUS:
        if (level <= UPY_BINDS_UNARY) {
            return parse_unary(p, UPY_AST_UNARY, UPY_OP_NEG, UPY_BINDS_UNARY);
        }
        break;
    case UPY_TOKEN_PLUS:
        if (level <= UPY_BINDS_UNARY) {
            return parse_unary(p, UPY_AST_UNARY, UPY_OP_POS, UPY_BINDS_UNARY);
        }
        break;
    case UPY_TOKEN_TILDE:
        if (level <= UPY_BINDS_UNARY) {
            return parse_unary(p, UPY_AST_UNARY, UPY_OP_INVERT, UPY_BINDS_UNARY);
        }
        break;
    case UPY_TOKEN_AWAIT:
        if (UPY_HAS_ASYNC && level <= UPY_BINDS_POWER) {
            return parse_unary(p, UPY_AST_AWAIT, 0, UPY_BINDS_PRIMARY);
        }
        break;
    default: return NULL;
    }
    upy_refuse_token(p);
}

// ---- Attributes, calls, subscripts -------------------------------------------------------------

static upy_ast *parse_slice_part(upy_parser *p) {
    switch (upy_current(p)) {
    case UPY_TOKEN_COLON:
    case UPY_TOKEN_COMMA:
    case UPY_TOKEN_RIGHT_SQUARE: return NULL;
    default: return upy_parse_one(p);
    }
}

static upy_ast *parse_subscript_item(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_ast *lower = NULL;
    if (!upy_at(p, UPY_TOKEN_COLON)) {
        bool is_parenthesised = upy_at(p, UPY_TOKEN_LEFT_PAREN);
        lower = upy_parse_star_or_named(p);
        if (!upy_at(p, UPY_TOKEN_COLON)) {
            return lower;
        }
        if (lower->kind == UPY_AST_STARRED || (lower->kind == UPY_AST_NAMED && !is_parenthesised)) {
            upy_refuse_token(p);
        }
    }
    upy_advance(p);
    upy_ast *upper = parse_slice_part(p);
    upy_ast *step = upy_accept(p, UPY_TOKEN_COLON) ? parse_slice_part(p) : NULL;
    upy_ast *node = UPY_NODE(p, UPY_AST_SLICE, 0, place, slice);
    node->slice.lower = lower;
    node->slice.upper = upper;
    node->slice.step = step;
    return node;
}

// Behind `[`, through `]`.
static upy_ast *parse_subscript(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_ast *first = parse_subscript_item(p);
    if (upy_at(p, UPY_TOKEN_COMMA) || first->kind == UPY_AST_STARRED) {
        const upy_ast_list *items = upy_parse_list(p, first, parse_subscript_item, UPY_TOKEN_RIGHT_SQUARE);
        first = upy_node_sequence(p, UPY_AST_TUPLE, place, items);
    }
    upy_expect(p, UPY_TOKEN_RIGHT_SQUARE);
    return first;
}

static upy_ast *parse_attribute(upy_parser *p, upy_ast *object) {
    upy_place place = upy_here(p);
    upy_advance(p);
    upy_value name = upy_take_new_name(p);
    upy_place at = upy_place_of(object);
    at.line = place.line; // of a chain over several lines, each link has its own
    upy_ast *node = UPY_NODE(p, UPY_AST_ATTRIBUTE, 0, at, attribute);
    node->attribute.object = object;
    node->attribute.name = name;
    return node;
}

static upy_ast *parse_postfix(upy_parser *p, upy_ast *node) {
    for (;;) {
        switch (upy_current(p)) {
        case UPY_TOKEN_DOT: node = parse_attribute(p, node); break;
        case UPY_TOKEN_LEFT_PAREN: node = upy_parse_call(p, node); break;
        case UPY_TOKEN_LEFT_SQUARE: {
            upy_advance(p);
            upy_ast *index = parse_subscript(p);
            node = upy_node_pair(p, UPY_AST_SUBSCRIPT, 0, upy_place_of(node), node, index);
            break;
        }
        default: return node;
        }
    }
}

// ---- Infix forms -------------------------------------------------------------------------------
//
// The two that keep most on the stack stay out of the function that recurses for every operand.

// Consumes a comparison operator.
static upy_ast_compare take_comparison(upy_parser *p) {
    upy_token_kind kind = upy_current(p);
    upy_advance(p);
    switch (kind) {
    case UPY_TOKEN_IN: return UPY_COMPARE_IN;
    case UPY_TOKEN_NOT: upy_expect(p, UPY_TOKEN_IN); return UPY_COMPARE_NOT_IN;
    case UPY_TOKEN_IS: return upy_accept(p, UPY_TOKEN_NOT) ? UPY_COMPARE_IS_NOT : UPY_COMPARE_IS;
    default: return (upy_ast_compare)(UPY_COMPARE_EQ + (kind - UPY_TOKEN_EQ));
    }
}

__attribute__((noinline)) static upy_ast *parse_comparison(upy_parser *p, upy_ast *left) {
    upy_place place = upy_place_of(left);
    upy_ast_compare op = take_comparison(p);
    upy_ast *right = upy_parse_operand(p, UPY_BINDS_BIT_OR);
    if (infix_levels[upy_current(p)] != UPY_BINDS_COMPARISON) {
        return upy_node_pair(p, UPY_AST_COMPARE, op, place, left, right);
    }
    uint32_t mark = p->n_items;
    upy_items_push(p, left);
    upy_items_push(p, upy_node_child(p, UPY_AST_COMPARISON, op, upy_place_of(right), right));
    while (infix_levels[upy_current(p)] == UPY_BINDS_COMPARISON) {
        op = take_comparison(p);
        right = upy_parse_operand(p, UPY_BINDS_BIT_OR);
        upy_items_push(p, upy_node_child(p, UPY_AST_COMPARISON, op, upy_place_of(right), right));
    }
    return upy_node_sequence(p, UPY_AST_COMPARE_CHAIN, place, upy_items_take(p, mark));
}

__attribute__((noinline)) static upy_ast *parse_and_or(upy_parser *p, upy_ast *left) {
    upy_token_kind kind = upy_current(p);
    bool is_and = kind == UPY_TOKEN_AND;
    uint32_t mark = p->n_items;
    upy_items_push(p, left);
    while (upy_accept(p, kind)) {
        upy_items_push(p, upy_parse_operand(p, is_and ? UPY_BINDS_NOT : UPY_BINDS_AND));
    }
    return upy_node_sequence(p, is_and ? UPY_AST_AND : UPY_AST_OR, upy_place_of(left), upy_items_take(p, mark));
}

static upy_ast *parse_conditional(upy_parser *p, upy_ast *then) {
    upy_advance(p);
    upy_ast *test = upy_parse_operand(p, UPY_BINDS_OR);
    upy_expect(p, UPY_TOKEN_ELSE);
    upy_ast *otherwise = upy_parse_one(p);
    upy_ast *node = UPY_NODE(p, UPY_AST_CONDITIONAL, 0, upy_place_of(then), conditional);
    node->conditional.test = test;
    node->conditional.then = then;
    node->conditional.otherwise = otherwise;
    return node;
}

upy_ast *upy_parse_operand_after(upy_parser *p, upy_ast *left, upy_level level) {
    left = parse_postfix(p, left);
    for (;;) {
        upy_token_kind kind = upy_current(p);
        upy_level binds = infix_levels[kind];
        if (binds < level || binds == UPY_BINDS_NONE) {
            return left;
        }
        switch (binds) {
        case UPY_BINDS_CONDITIONAL:
            if (kind == UPY_TOKEN_IF) {
                return parse_conditional(p, left);
            }
            return UPY_HAS_MATCH && p->in_pattern ? upy_parse_as_pattern(p, left) : left;
        case UPY_BINDS_OR:
        case UPY_BINDS_AND: left = parse_and_or(p, left); break;
        case UPY_BINDS_COMPARISON: left = parse_comparison(p, left); break;
        default: {
            upy_advance(p);
            upy_ast *right = upy_parse_operand(p, binds == UPY_BINDS_POWER ? UPY_BINDS_UNARY : binds + 1);
            left =
                upy_node_pair(p, UPY_AST_BINARY, kind - UPY_TOKEN_PLUS + UPY_OP_ADD, upy_place_of(left), left, right);
            break;
        }
        }
    }
}

upy_ast *upy_parse_operand(upy_parser *p, upy_level level) {
    upy_check_stack();
    upy_ast *left = parse_prefix(p, level);
    if (!left) {
        left = upy_parse_atom(p);
    }
    return upy_parse_operand_after(p, left, level);
}

// ---- Named, starred, several -------------------------------------------------------------------

upy_ast *upy_parse_named_operand(upy_parser *p, upy_level level) {
    bool begins_with_name = upy_at(p, UPY_TOKEN_NAME);
    upy_ast *node = upy_parse_operand(p, level);
    if (!upy_at(p, UPY_TOKEN_WALRUS)) {
        return node;
    }
    if (!begins_with_name || node->kind != UPY_AST_NAME) {
        upy_refuse_token(p);
    }
    upy_check_target(p, node);
    upy_advance(p);
    upy_ast *value = upy_parse_operand(p, level);
    return upy_node_binding(p, UPY_AST_NAMED, upy_place_of(node), node->name, value);
}

upy_ast *upy_parse_named(upy_parser *p) { return upy_parse_named_operand(p, UPY_BINDS_CONDITIONAL); }

static upy_ast *parse_starred(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    return upy_node_child(p, UPY_AST_STARRED, 0, place, upy_parse_operand(p, UPY_BINDS_BIT_OR));
}

upy_ast *upy_parse_star_or_one(upy_parser *p) {
    return upy_at(p, UPY_TOKEN_STAR) ? parse_starred(p) : upy_parse_one(p);
}

upy_ast *upy_parse_star_or_named(upy_parser *p) {
    return upy_at(p, UPY_TOKEN_STAR) ? parse_starred(p) : upy_parse_named(p);
}

bool upy_ends_items(upy_token_kind kind) {
    switch (kind) {
    case UPY_TOKEN_END:
    case UPY_TOKEN_NEWLINE:
    case UPY_TOKEN_SEMICOLON:
    case UPY_TOKEN_COLON:
    case UPY_TOKEN_ASSIGN:
    case UPY_TOKEN_EXCLAMATION:
    case UPY_TOKEN_RIGHT_PAREN:
    case UPY_TOKEN_RIGHT_SQUARE:
    case UPY_TOKEN_RIGHT_BRACE:
    case UPY_TOKEN_IF:
    case UPY_TOKEN_IN: return true;
    default: return kind >= UPY_TOKEN_PLUS_ASSIGN && kind <= UPY_TOKEN_BAR_ASSIGN;
    }
}

upy_ast *upy_parse_items_or_lone_star(upy_parser *p) { return upy_parse_tuple(p, upy_parse_star_or_one); }

upy_ast *upy_parse_items(upy_parser *p) {
    upy_ast *node = upy_parse_items_or_lone_star(p);
    if (node->kind == UPY_AST_STARRED) {
        upy_refuse_node(p, node, "*x must be assignment target");
    }
    return node;
}

upy_ast *upy_parse_yield(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    if (upy_accept(p, UPY_TOKEN_FROM)) {
        return upy_node_child(p, UPY_AST_YIELD_FROM, 0, place, upy_parse_one(p));
    }
    upy_ast *value = upy_ends_items(upy_current(p)) ? NULL : upy_parse_items(p);
    return upy_node_child(p, UPY_AST_YIELD, 0, place, value);
}

upy_ast *upy_parse_items_or_yield(upy_parser *p) {
    return upy_at(p, UPY_TOKEN_YIELD) ? upy_parse_yield(p) : upy_parse_items(p);
}

// ---- Comprehensions ----------------------------------------------------------------------------

static upy_ast *parse_target_item(upy_parser *p) {
    return upy_at(p, UPY_TOKEN_STAR) ? parse_starred(p) : upy_parse_operand(p, UPY_BINDS_BIT_OR);
}

upy_ast *upy_parse_for_target(upy_parser *p) {
    upy_ast *target = upy_parse_tuple(p, parse_target_item);
    upy_check_target(p, target);
    return target;
}

static upy_ast *parse_for_clause(upy_parser *p) {
    static const uint8_t rules[] = {UPY_RULE_TARGET, UPY_RULE_IN_OPERAND, UPY_RULE_CONDITIONS, 0};
    upy_place place = upy_here(p);
    bool is_async = UPY_HAS_ASYNC && upy_accept(p, UPY_TOKEN_ASYNC);
    upy_expect(p, UPY_TOKEN_FOR);
    return upy_parse_members(p, UPY_AST_FOR_CLAUSE, is_async, place, rules);
}

upy_ast *upy_comprehension(upy_parser *p, upy_ast_kind kind, upy_place place, upy_ast *element) {
    if (element->kind == UPY_AST_STARRED || element->kind == UPY_AST_DOUBLE_STARRED) {
        upy_refuse_token(p);
    }
    uint32_t mark = p->n_items;
    do {
        upy_items_push(p, parse_for_clause(p));
    } while (upy_at(p, UPY_TOKEN_FOR) || upy_at(p, UPY_TOKEN_ASYNC));
    const upy_ast_list *clauses = upy_items_take(p, mark);
    upy_ast *node = UPY_NODE(p, kind, 0, place, comprehension);
    node->comprehension.element = element;
    node->comprehension.clauses = clauses;
    return node;
}

// parser_pattern.c — match statements.
//
// `match` is an ordinary name unless what follows reads as a subject, a colon and the end of the line; that
// reading is tried first. Rules on the names a pattern binds are checked when a case has been read: the names are
// collected on the item stack, sorted, and compared.
#include "core/compiler/constants.h"
#include "core/compiler/parser.h"
#include "core/compiler/syntax_error.h"
#include "core/types/exception.h"

static upy_ast *parse_pattern(upy_parser *p);

static bool is_wildcard(const upy_parser *p) { return upy_at_word(p, "_"); }

// ---- Literals and values -----------------------------------------------------------------------

static bool at_number(const upy_parser *p) { return upy_at(p, UPY_TOKEN_NUMBER); }

static upy_ast *parse_signed_number(upy_parser *p) {
    upy_place place = upy_here(p);
    bool is_negative = upy_accept(p, UPY_TOKEN_MINUS);
    if (!at_number(p)) {
        upy_refuse_token(p);
    }
    upy_ast *number = upy_parse_atom(p);
    return is_negative ? upy_node_child(p, UPY_AST_UNARY, UPY_OP_NEG, place, number) : number;
}

// A number, perhaps negative, perhaps complex as in `1 - 2j`.
static upy_ast *parse_number(upy_parser *p) {
    upy_ast *left = parse_signed_number(p);
    if (!upy_at(p, UPY_TOKEN_PLUS) && !upy_at(p, UPY_TOKEN_MINUS)) {
        return left;
    }
    unsigned op = upy_at(p, UPY_TOKEN_PLUS) ? UPY_OP_ADD : UPY_OP_SUB;
    upy_advance(p);
    if (!at_number(p) || !(p->lexer.token.flags & UPY_NUMBER_IMAGINARY)) {
        upy_refuse_token(p);
    }
    upy_ast *right = upy_parse_atom(p);
    return upy_node_pair(p, UPY_AST_BINARY, op, upy_place_of(left), left, right);
}

// a.b.c; a lone name stays a NAME.
static upy_ast *parse_dotted_value(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_ast *node = upy_node_name(p, UPY_AST_NAME, 0, place, upy_take_name(p));
    while (upy_accept(p, UPY_TOKEN_DOT)) {
        upy_value name = upy_take_name(p);
        upy_ast *object = node;
        node = UPY_NODE(p, UPY_AST_ATTRIBUTE, 0, place, attribute);
        node->attribute.object = object;
        node->attribute.name = name;
    }
    return node;
}

// NULL if the token begins no literal.
static upy_ast *parse_literal(upy_parser *p) {
    switch (upy_current(p)) {
    case UPY_TOKEN_NUMBER:
    case UPY_TOKEN_MINUS: return parse_number(p);
    case UPY_TOKEN_STRING:
    case UPY_TOKEN_FSTRING: {
        upy_ast *node = upy_parse_strings(p);
        if (node->kind != UPY_AST_CONSTANT) {
            upy_refuse_node(p, node, "invalid syntax");
        }
        return node;
    }
    case UPY_TOKEN_NONE:
    case UPY_TOKEN_TRUE:
    case UPY_TOKEN_FALSE: return upy_parse_atom(p);
    default: return NULL;
    }
}

static bool is_singleton(const upy_ast *node) {
    return node->kind == UPY_AST_CONSTANT &&
           (node->constant == UPY_NONE || node->constant == UPY_TRUE || node->constant == UPY_FALSE);
}

// ---- Sequences, mappings, classes --------------------------------------------------------------

static upy_ast *parse_star_pattern(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    bool is_anonymous = is_wildcard(p);
    upy_value name = upy_take_name(p);
    return upy_node_name(p, UPY_AST_PATTERN_STAR, 0, place, is_anonymous ? UPY_NULL : name);
}

static upy_ast *parse_pattern_or_star(upy_parser *p) {
    return upy_at(p, UPY_TOKEN_STAR) ? parse_star_pattern(p) : parse_pattern(p);
}

// The rest of a sequence whose members since mark are on the items; at a comma or at what closes it.
static upy_ast *finish_sequence(upy_parser *p, upy_place place, uint32_t mark, upy_token_kind closing) {
    while (upy_accept(p, UPY_TOKEN_COMMA) && !upy_at(p, closing) && !upy_at(p, UPY_TOKEN_IF)) {
        upy_items_push(p, parse_pattern_or_star(p));
    }
    const upy_ast_list *members = upy_items_take(p, mark);
    bool has_star = false;
    for (uint32_t i = 0; i < members->count; i++) {
        if (members->items[i]->kind == UPY_AST_PATTERN_STAR) {
            if (has_star) {
                upy_refuse_node(p, members->items[i], "multiple *x in assignment");
            }
            has_star = true;
        }
    }
    return upy_node_sequence(p, UPY_AST_PATTERN_SEQUENCE, place, members);
}

// In `[…]` always a sequence, in `(…)` only with a comma.
static upy_ast *parse_bracketed(upy_parser *p, upy_token_kind closing) {
    upy_place place = upy_here(p);
    upy_advance(p);
    uint32_t mark = p->n_items;
    upy_ast *node;
    if (upy_at(p, closing)) {
        node = upy_node_sequence(p, UPY_AST_PATTERN_SEQUENCE, place, &upy_ast_empty_list);
    } else {
        upy_ast *first = parse_pattern_or_star(p);
        if (closing == UPY_TOKEN_RIGHT_PAREN && !upy_at(p, UPY_TOKEN_COMMA)) {
            if (first->kind == UPY_AST_PATTERN_STAR) {
                upy_refuse_token(p);
            }
            node = first;
        } else {
            upy_items_push(p, first);
            node = finish_sequence(p, place, mark, closing);
        }
    }
    upy_expect(p, closing);
    return node;
}

static upy_ast *parse_entry(upy_parser *p) {
    upy_ast *key = parse_literal(p);
    if (!key) {
        key = parse_dotted_value(p);
        if (key->kind == UPY_AST_NAME) {
            upy_refuse_node(p, key, "invalid syntax");
        }
    }
    upy_expect(p, UPY_TOKEN_COLON);
    upy_ast *value = parse_pattern(p);
    return upy_node_pair(p, UPY_AST_PATTERN_ENTRY, 0, upy_place_of(key), key, value);
}

static upy_ast *parse_mapping(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    uint32_t mark = p->n_items;
    upy_value rest = UPY_NULL;
    while (!upy_at(p, UPY_TOKEN_RIGHT_BRACE) && !rest) {
        if (upy_accept(p, UPY_TOKEN_DOUBLE_STAR)) {
            if (is_wildcard(p)) {
                upy_refuse_token(p);
            }
            rest = upy_take_name(p);
        } else {
            upy_items_push(p, parse_entry(p));
        }
        if (!upy_accept(p, UPY_TOKEN_COMMA)) {
            break;
        }
    }
    upy_expect(p, UPY_TOKEN_RIGHT_BRACE);
    const upy_ast_list *entries = upy_items_take(p, mark);
    upy_ast *node = UPY_NODE(p, UPY_AST_PATTERN_MAPPING, 0, place, mapping);
    node->mapping.entries = entries;
    node->mapping.rest = rest;
    return node;
}

static upy_value keyword_of(const upy_ast *argument) {
    return argument->kind == UPY_AST_PATTERN_KEYWORD ? argument->binding.name : UPY_NULL;
}

static upy_ast *parse_class_argument(upy_parser *p, bool after_keyword) {
    upy_place place = upy_here(p);
    if (upy_at(p, UPY_TOKEN_NAME) && upy_peek(p) == UPY_TOKEN_ASSIGN) {
        upy_value name = upy_take_name(p);
        upy_advance(p);
        upy_ast *value = parse_pattern(p);
        return upy_node_binding(p, UPY_AST_PATTERN_KEYWORD, place, name, value);
    }
    if (after_keyword) {
        upy_refuse_here(p, "positional patterns follow keyword patterns");
    }
    return parse_pattern(p);
}

static upy_ast *parse_class_pattern(upy_parser *p, upy_ast *class) {
    upy_advance(p);
    uint32_t mark = p->n_items;
    bool after_keyword = false;
    while (!upy_at(p, UPY_TOKEN_RIGHT_PAREN)) {
        upy_ast *argument = parse_class_argument(p, after_keyword);
        after_keyword = argument->kind == UPY_AST_PATTERN_KEYWORD;
        upy_items_push(p, argument);
        if (!upy_accept(p, UPY_TOKEN_COMMA)) {
            break;
        }
    }
    upy_expect(p, UPY_TOKEN_RIGHT_PAREN);
    const upy_ast_list *arguments = upy_items_take(p, mark);
    upy_value repeated = upy_find_repeated_name(p, arguments, keyword_of);
    if (repeated) {
        upy_syntax_error(p->lexer.filename, class->line, class->column, &upy_type_SyntaxError,
                         "attribute name repeated in class pattern: %q", repeated);
    }
    upy_ast *node = UPY_NODE(p, UPY_AST_PATTERN_CLASS, 0, upy_place_of(class), call);
    node->call.function = class;
    node->call.arguments = arguments;
    return node;
}

// ---- Patterns ----------------------------------------------------------------------------------

static upy_ast *parse_name_pattern(upy_parser *p) {
    upy_place place = upy_here(p);
    bool is_anonymous = is_wildcard(p);
    upy_ast *node = parse_dotted_value(p);
    if (upy_at(p, UPY_TOKEN_LEFT_PAREN)) {
        return parse_class_pattern(p, node);
    }
    if (node->kind == UPY_AST_ATTRIBUTE) {
        return upy_node_child(p, UPY_AST_PATTERN_VALUE, 0, place, node);
    }
    upy_check_target(p, node);
    return upy_node_name(p, UPY_AST_PATTERN_CAPTURE, 0, place, is_anonymous ? UPY_NULL : node->name);
}

static upy_ast *parse_closed_pattern(upy_parser *p) {
    switch (upy_current(p)) {
    case UPY_TOKEN_NAME: return parse_name_pattern(p);
    case UPY_TOKEN_LEFT_PAREN: return parse_bracketed(p, UPY_TOKEN_RIGHT_PAREN);
    case UPY_TOKEN_LEFT_SQUARE: return parse_bracketed(p, UPY_TOKEN_RIGHT_SQUARE);
    case UPY_TOKEN_LEFT_BRACE: return parse_mapping(p);
    default: break;
    }
    upy_ast *literal = parse_literal(p);
    if (!literal) {
        upy_refuse_token(p);
    }
    if (!is_singleton(literal)) {
        return upy_node_child(p, UPY_AST_PATTERN_VALUE, 0, upy_place_of(literal), literal);
    }
    literal->kind = UPY_AST_PATTERN_SINGLETON;
    return literal;
}

static upy_ast *parse_pattern(upy_parser *p) {
    upy_check_stack();
    upy_place place = upy_here(p);
    upy_ast *pattern = parse_closed_pattern(p);
    if (upy_at(p, UPY_TOKEN_BAR)) {
        uint32_t mark = p->n_items;
        upy_items_push(p, pattern);
        while (upy_accept(p, UPY_TOKEN_BAR)) {
            upy_items_push(p, parse_closed_pattern(p));
        }
        pattern = upy_node_sequence(p, UPY_AST_PATTERN_OR, place, upy_items_take(p, mark));
    }
    if (upy_accept(p, UPY_TOKEN_AS)) {
        if (is_wildcard(p)) {
            upy_refuse_token(p);
        }
        upy_value name = upy_take_name(p);
        if (upy_at(p, UPY_TOKEN_DOT) || upy_at(p, UPY_TOKEN_LEFT_PAREN) || upy_is_debug_name(name)) {
            upy_refuse_token(p);
        }
        pattern = upy_node_binding(p, UPY_AST_PATTERN_AS, place, name, pattern);
    }
    return pattern;
}

static upy_ast *parse_case_pattern(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_ast *first = parse_pattern_or_star(p);
    if (!upy_at(p, UPY_TOKEN_COMMA)) {
        if (first->kind == UPY_AST_PATTERN_STAR) {
            upy_refuse_token(p);
        }
        return first;
    }
    uint32_t mark = p->n_items;
    upy_items_push(p, first);
    return finish_sequence(p, place, mark, UPY_TOKEN_COLON);
}

// ---- Bound names -------------------------------------------------------------------------------

static void push_bound_name(upy_parser *p, upy_value name) {
    if (name) {
        upy_items_push(p, (upy_ast *)(void *)name);
    }
}

static void push_bound_names(upy_parser *p, const upy_ast *pattern);

// Sorts what was pushed since mark; no name may be there twice.
static void check_bound_names(upy_parser *p, const upy_ast *pattern, uint32_t mark) {
    if (p->n_items == mark) {
        return;
    }
    upy_value *names = (upy_value *)(void *)(p->items + mark);
    upy_value repeated = upy_sort_names(names, p->n_items - mark);
    if (repeated) {
        upy_syntax_error(p->lexer.filename, pattern->line, pattern->column, &upy_type_SyntaxError,
                         "multiple assignments to name '%q' in pattern", repeated);
    }
}

// All alternatives bind the same names; one set of them is left on the items.
static void push_alternatives(upy_parser *p, const upy_ast_list *alternatives) {
    uint32_t first = p->n_items;
    uint32_t count = 0;
    for (uint32_t i = 0; i < alternatives->count; i++) {
        uint32_t mark = p->n_items;
        push_bound_names(p, alternatives->items[i]);
        check_bound_names(p, alternatives->items[i], mark);
        if (i == 0) {
            count = p->n_items - first;
            continue;
        }
        if (p->n_items - mark != count ||
            (count && memcmp(p->items + first, p->items + mark, count * sizeof *p->items))) {
            upy_refuse_node(p, alternatives->items[i], "alternative patterns bind different names");
        }
        p->n_items = mark;
    }
}

static void push_bound_names(upy_parser *p, const upy_ast *pattern) {
    upy_check_stack();
    switch (pattern->kind) {
    case UPY_AST_PATTERN_CAPTURE:
    case UPY_AST_PATTERN_STAR: push_bound_name(p, pattern->name); break;
    case UPY_AST_PATTERN_AS:
        push_bound_name(p, pattern->binding.name);
        push_bound_names(p, pattern->binding.value);
        break;
    case UPY_AST_PATTERN_KEYWORD: push_bound_names(p, pattern->binding.value); break;
    case UPY_AST_PATTERN_ENTRY: push_bound_names(p, pattern->pair.right); break;
    case UPY_AST_PATTERN_OR: push_alternatives(p, pattern->sequence); break;
    case UPY_AST_PATTERN_SEQUENCE:
    case UPY_AST_PATTERN_MAPPING:
    case UPY_AST_PATTERN_CLASS: {
        const upy_ast_list *parts = pattern->kind == UPY_AST_PATTERN_SEQUENCE  ? pattern->sequence
                                    : pattern->kind == UPY_AST_PATTERN_MAPPING ? pattern->mapping.entries
                                                                               : pattern->call.arguments;
        for (uint32_t i = 0; i < parts->count; i++) {
            push_bound_names(p, parts->items[i]);
        }
        push_bound_name(p, pattern->kind == UPY_AST_PATTERN_MAPPING ? pattern->mapping.rest : UPY_NULL);
        break;
    }
    default: break;
    }
}

// Matches everything. In alternatives only the last may.
static bool is_irrefutable(upy_parser *p, const upy_ast *pattern) {
    while (pattern->kind == UPY_AST_PATTERN_AS) {
        pattern = pattern->binding.value;
    }
    if (pattern->kind != UPY_AST_PATTERN_OR) {
        return pattern->kind == UPY_AST_PATTERN_CAPTURE;
    }
    const upy_ast_list *alternatives = pattern->sequence;
    for (uint32_t i = 0; i + 1 < alternatives->count; i++) {
        if (is_irrefutable(p, alternatives->items[i])) {
            upy_refuse_node(p, alternatives->items[i], "pattern makes remaining patterns unreachable");
        }
    }
    return is_irrefutable(p, alternatives->items[alternatives->count - 1]);
}

// ---- Statements --------------------------------------------------------------------------------

// *last: the pattern of an earlier case that leaves nothing for this one, or NULL.
static upy_ast *parse_case(upy_parser *p, upy_ast **last) {
    upy_place place = upy_here(p);
    upy_advance(p);
    upy_ast *pattern = parse_case_pattern(p);
    if (*last) {
        upy_refuse_node(p, *last, "pattern makes remaining patterns unreachable");
    }
    uint32_t mark = p->n_items;
    push_bound_names(p, pattern);
    check_bound_names(p, pattern, mark);
    p->n_items = mark;
    upy_ast *guard = upy_accept(p, UPY_TOKEN_IF) ? upy_parse_named(p) : NULL;
    *last = is_irrefutable(p, pattern) && !guard ? pattern : NULL;
    const upy_ast_list *body = upy_parse_block(p);
    upy_ast *node = UPY_NODE(p, UPY_AST_CASE, 0, place, match_case);
    node->match_case.pattern = pattern;
    node->match_case.guard = guard;
    node->match_case.body = body;
    return node;
}

// From the word `match` through the NEWLINE; NULL if it does not read as the head of a statement.
static const void *parse_head(upy_parser *p) {
    upy_advance(p);
    upy_place place = upy_here(p);
    upy_ast *subject = upy_parse_star_or_named(p);
    if (upy_at(p, UPY_TOKEN_COMMA)) {
        uint32_t mark = p->n_items;
        upy_items_push(p, subject);
        while (upy_accept(p, UPY_TOKEN_COMMA) && !upy_at(p, UPY_TOKEN_COLON)) {
            upy_items_push(p, upy_parse_star_or_named(p));
        }
        subject = upy_node_sequence(p, UPY_AST_TUPLE, place, upy_items_take(p, mark));
    }
    if (subject->kind == UPY_AST_STARRED || !upy_accept(p, UPY_TOKEN_COLON) || !upy_at(p, UPY_TOKEN_NEWLINE)) {
        return NULL;
    }
    return subject;
}

// The token behind the word already says that it is a name like any other.
static bool is_plain_name(upy_parser *p) {
    switch (upy_peek(p)) {
    case UPY_TOKEN_NAME:
    case UPY_TOKEN_NUMBER:
    case UPY_TOKEN_STRING:
    case UPY_TOKEN_FSTRING:
    case UPY_TOKEN_LEFT_PAREN:
    case UPY_TOKEN_LEFT_SQUARE:
    case UPY_TOKEN_LEFT_BRACE:
    case UPY_TOKEN_MINUS:
    case UPY_TOKEN_PLUS:
    case UPY_TOKEN_TILDE:
    case UPY_TOKEN_STAR:
    case UPY_TOKEN_ELLIPSIS:
    case UPY_TOKEN_NONE:
    case UPY_TOKEN_TRUE:
    case UPY_TOKEN_FALSE:
    case UPY_TOKEN_NOT:
    case UPY_TOKEN_AWAIT:
    case UPY_TOKEN_LAMBDA: return false;
    default: return true;
    }
}

upy_ast *upy_parse_match_or_null(upy_parser *p) {
    if (is_plain_name(p)) {
        return NULL;
    }
    upy_check_stack();
    upy_place place = upy_here(p);
    upy_ast *subject = (upy_ast *)upy_parser_try(p, parse_head);
    if (!subject) {
        return NULL;
    }
    upy_advance(p);
    upy_expect(p, UPY_TOKEN_INDENT);
    uint32_t mark = p->n_items;
    upy_ast *last = NULL;
    do {
        if (!upy_at_word(p, "case")) {
            upy_refuse_token(p);
        }
        upy_items_push(p, parse_case(p, &last));
    } while (!upy_accept(p, UPY_TOKEN_DEDENT));
    const upy_ast_list *cases = upy_items_take(p, mark);
    upy_ast *node = UPY_NODE(p, UPY_AST_MATCH, 0, place, match);
    node->match.subject = subject;
    node->match.cases = cases;
    return node;
}

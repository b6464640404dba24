// parser_pattern.c — match statements.
//
// `match` is an ordinary name unless what follows reads as a subject, a colon and the end of the line; that
// reading is tried first. A pattern is read as the expression it looks like, with `as` as one more operator, and then
// turned into a pattern in place, or refused. On the way the names it binds are collected on the item stack.
#include "core/compiler/parser.h"
#include "core/compiler/syntax_error.h"
#include "core/types/exception.h"
#include "core/types/number.h"

static void to_pattern(upy_parser *p, upy_ast *n);

UPY_NORETURN static void refuse_pattern(upy_parser *p, const upy_ast *n) { upy_refuse_node(p, n, "invalid syntax"); }

// ---- Bound names -------------------------------------------------------------------------------

// n becomes what binds a name, or nothing if that is `_`.
static void to_capture(upy_parser *p, upy_ast *n, upy_ast_kind kind, const upy_ast *target) {
    if (target->kind != UPY_AST_NAME) {
        refuse_pattern(p, n);
    }
    upy_check_target(p, target);
    upy_value name = target->name == upy_intern("_", 1) ? UPY_NULL : target->name;
    n->kind = (uint8_t)kind;
    n->name = name;
    if (name) {
        upy_items_push(p, (upy_ast *)(void *)name);
    }
}

static bool is_among(const upy_parser *p, uint32_t from, uint32_t to, const upy_ast *name) {
    while (from < to && p->items[from] != name) {
        from++;
    }
    return from < to;
}

// Of the names pushed since mark none may be there twice.
static void check_names(upy_parser *p, const upy_ast *n, uint32_t mark) {
    for (uint32_t i = mark; i < p->n_items; i++) {
        if (is_among(p, mark, i, p->items[i])) {
            upy_syntax_error(p->lexer.filename, n->place, &upy_type_SyntaxError,
                             "multiple assignments to name '%q' in pattern", (upy_value)(void *)p->items[i]);
        }
    }
}

// ---- Patterns ----------------------------------------------------------------------------------

// a.b.c
static void check_dotted_name(upy_parser *p, const upy_ast *n) {
    while (n->kind == UPY_AST_ATTRIBUTE) {
        n = n->attribute.object;
    }
    if (n->kind != UPY_AST_NAME) {
        refuse_pattern(p, n);
    }
}

static bool is_number(const upy_ast *n, bool is_imaginary) {
    if (n->kind != UPY_AST_CONSTANT) {
        return false;
    }
    upy_value v = n->constant;
    bool is_complex = upy_is_complex_type(upy_type_of(v));
    return is_imaginary ? is_complex
                        : is_complex || upy_is_float(v) || (upy_is_int(v) && v != UPY_TRUE && v != UPY_FALSE);
}

// What is compared with ==: a literal, a number like `-1` or `1 + 2j`, a dotted name.
static void check_value(upy_parser *p, const upy_ast *n) {
    const upy_ast *number = n;
    if (n->kind == UPY_AST_ATTRIBUTE) {
        check_dotted_name(p, n);
        return;
    }
    if (n->kind == UPY_AST_CONSTANT && n->constant != UPY_ELLIPSIS) {
        return;
    }
    if (n->kind == UPY_AST_BINARY && n->op <= UPY_OP_SUB && is_number(n->pair.right, true)) {
        number = n->pair.left;
    }
    if (number->kind == UPY_AST_UNARY && number->op == UPY_OP_NEG) {
        number = number->child;
    }
    if (number == n || !is_number(number, false)) {
        refuse_pattern(p, n);
    }
}

static void to_sequence(upy_parser *p, upy_ast *n) {
    bool has_star = false;
    n->kind = UPY_AST_PATTERN_SEQUENCE;
    for (uint32_t i = 0; i < n->sequence->count; i++) {
        upy_ast *item = n->sequence->items[i];
        if (item->kind != UPY_AST_STARRED) {
            to_pattern(p, item);
            continue;
        }
        if (has_star) {
            upy_refuse_node(p, item, "multiple *x in assignment");
        }
        has_star = true;
        to_capture(p, item, UPY_AST_PATTERN_STAR, item->child);
    }
}

static void to_mapping(upy_parser *p, upy_ast *n) {
    n->kind = UPY_AST_PATTERN_MAPPING;
    for (uint32_t i = 0; i < n->sequence->count; i++) {
        upy_ast *entry = n->sequence->items[i];
        if (entry->kind == UPY_AST_KEY_VALUE) {
            check_value(p, entry->pair.left);
            to_pattern(p, entry->pair.right);
            continue;
        }
        to_capture(p, entry, UPY_AST_PATTERN_CAPTURE, entry->child);
        if (i + 1 < n->sequence->count || !entry->name) {
            refuse_pattern(p, entry);
        }
    }
}

static void to_class_pattern(upy_parser *p, upy_ast *n) {
    check_dotted_name(p, n->call.function);
    n->kind = UPY_AST_PATTERN_CLASS;
    for (uint32_t i = 0; i < n->call.arguments->count; i++) {
        upy_ast *argument = n->call.arguments->items[i];
        to_pattern(p, argument->kind == UPY_AST_KEYWORD ? argument->binding.value : argument);
    }
}

// a | b | c. All alternatives bind the same names; one set of them is left on the items.
static void to_alternatives(upy_parser *p, upy_ast *n) {
    uint32_t first = p->n_items, count = 1;
    for (const upy_ast *left = n; left->kind == UPY_AST_BINARY && left->op == UPY_OP_OR; left = left->pair.left) {
        upy_items_push(p, NULL);
        count++;
    }
    upy_items_push(p, NULL);
    upy_ast *left = n;
    for (uint32_t i = count; --i; left = left->pair.left) {
        p->items[first + i] = left->pair.right;
    }
    p->items[first] = left;
    n->kind = UPY_AST_PATTERN_OR;
    n->op = 0;
    n->sequence = upy_items_take(p, first);
    for (uint32_t i = 0; i < count; i++) {
        upy_ast *alternative = n->sequence->items[i];
        uint32_t mark = p->n_items, n_names = mark - first;
        to_pattern(p, alternative);
        check_names(p, alternative, mark);
        bool is_same = i == 0 || p->n_items - mark == n_names;
        for (uint32_t k = mark; i && k < p->n_items; k++) {
            is_same = is_same && is_among(p, first, mark, p->items[k]);
        }
        if (!is_same) {
            upy_refuse_node(p, alternative, "alternative patterns bind different names");
        }
        p->n_items = i ? mark : p->n_items;
    }
}

static void to_pattern(upy_parser *p, upy_ast *n) {
    upy_check_stack();
    switch (n->kind) {
    case UPY_AST_NAME: to_capture(p, n, UPY_AST_PATTERN_CAPTURE, n); break;
    case UPY_AST_TUPLE:
    case UPY_AST_LIST: to_sequence(p, n); break;
    case UPY_AST_DICT: to_mapping(p, n); break;
    case UPY_AST_CALL: to_class_pattern(p, n); break;
    case UPY_AST_PATTERN_AS:
        to_pattern(p, n->binding.value);
        upy_items_push(p, (upy_ast *)(void *)n->binding.name);
        break;
    case UPY_AST_BINARY:
        if (n->op == UPY_OP_OR) {
            to_alternatives(p, n);
            break;
        }
        __attribute__((fallthrough));
    default: check_value(p, n); break;
    }
}

upy_ast *upy_parse_as_pattern(upy_parser *p, upy_ast *pattern) {
    upy_advance(p);
    if (upy_at_word(p, "_")) {
        upy_refuse_token(p);
    }
    return upy_node_binding(p, UPY_AST_PATTERN_AS, upy_place_of(pattern), upy_take_new_name(p), pattern);
}

static upy_ast *parse_case_item(upy_parser *p) {
    if (upy_at(p, UPY_TOKEN_STAR)) {
        return upy_parse_star_or_one(p);
    }
    upy_ast *pattern = upy_parse_operand(p, UPY_BINDS_BIT_OR); // up to the `if` of the guard
    return upy_at(p, UPY_TOKEN_AS) ? upy_parse_as_pattern(p, pattern) : pattern;
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

static upy_ast *parse_case(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    p->in_pattern = true;
    upy_ast *pattern = upy_parse_tuple(p, parse_case_item);
    p->in_pattern = false;
    uint32_t mark = p->n_items;
    to_pattern(p, pattern);
    check_names(p, pattern, mark);
    p->n_items = mark;
    upy_ast *guard = upy_accept(p, UPY_TOKEN_IF) ? upy_parse_named(p) : NULL;
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
    upy_ast *subject = upy_parse_tuple(p, upy_parse_star_or_named);
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
    const upy_ast *last = NULL; // the pattern of a case that leaves nothing for others
    do {
        if (last) {
            upy_refuse_node(p, last, "pattern makes remaining patterns unreachable");
        }
        if (!upy_at_word(p, "case")) {
            upy_refuse_token(p);
        }
        upy_ast *node = parse_case(p);
        last = is_irrefutable(p, node->match_case.pattern) && !node->match_case.guard ? node->match_case.pattern : NULL;
        upy_items_push(p, node);
    } while (!upy_accept(p, UPY_TOKEN_DEDENT));
    const upy_ast_list *cases = upy_items_take(p, mark);
    upy_ast *node = UPY_NODE(p, UPY_AST_MATCH, 0, place, match);
    node->match.subject = subject;
    node->match.cases = cases;
    return node;
}

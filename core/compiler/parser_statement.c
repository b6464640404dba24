// parser_statement.c — statements: for each kind a row that says by which rules the members of its node are read.
//
// A rule reads one member from the current token on: a node, a list, a name, or NULL where something optional is
// absent. What does not fit into a row has a function of its own.
#include "core/compiler/parser.h"
#include "core/heap/heap.h"
#include "core/types/str.h"

// ---- Blocks ------------------------------------------------------------------------------------

// A line of simple statements, through its NEWLINE, onto the items.
static void push_simple_line(upy_parser *p) {
    do {
        upy_items_push(p, upy_parse_simple(p));
    } while (upy_accept(p, UPY_TOKEN_SEMICOLON) && !upy_at(p, UPY_TOKEN_NEWLINE));
    upy_expect(p, UPY_TOKEN_NEWLINE);
}

const upy_ast_list *upy_parse_block(upy_parser *p) {
    upy_expect(p, UPY_TOKEN_COLON);
    uint32_t mark = p->n_items;
    if (!upy_accept(p, UPY_TOKEN_NEWLINE)) {
        push_simple_line(p);
        return upy_items_take(p, mark);
    }
    if (!upy_at(p, UPY_TOKEN_INDENT)) {
        upy_refuse_token(p);
    }
    upy_advance(p);
    while (!upy_accept(p, UPY_TOKEN_DEDENT)) {
        upy_ast *compound = upy_parse_compound_or_null(p);
        if (compound) {
            upy_items_push(p, compound);
        } else {
            push_simple_line(p);
        }
    }
    return upy_items_take(p, mark);
}

static const void *block_if(upy_parser *p, upy_token_kind keyword) {
    return upy_accept(p, keyword) ? upy_parse_block(p) : &upy_ast_empty_list;
}

// ---- Rules -------------------------------------------------------------------------------------

static const void *rule_block(upy_parser *p) { return upy_parse_block(p); }
static const void *rule_else(upy_parser *p) { return block_if(p, UPY_TOKEN_ELSE); }
static const void *rule_finally(upy_parser *p) { return block_if(p, UPY_TOKEN_FINALLY); }
static const void *rule_later(upy_parser *p) { // an orelse that is still to be read
    (void)p;
    return &upy_ast_empty_list;
}

static const void *rule_one(upy_parser *p) { return upy_parse_one(p); }
static const void *rule_named(upy_parser *p) { return upy_parse_named(p); }
static const void *rule_target(upy_parser *p) { return upy_parse_for_target(p); }
static const void *rule_new_name(upy_parser *p) { return upy_take_new_name(p); }

static const void *one_if(upy_parser *p, upy_token_kind token) {
    return upy_accept(p, token) ? upy_parse_one(p) : NULL;
}

static const void *rule_comma_one(upy_parser *p) { return one_if(p, UPY_TOKEN_COMMA); }
static const void *rule_from_one(upy_parser *p) { return one_if(p, UPY_TOKEN_FROM); }

static bool at_line_end(const upy_parser *p) { return upy_at(p, UPY_TOKEN_NEWLINE) || upy_at(p, UPY_TOKEN_SEMICOLON); }

static const void *rule_optional_one(upy_parser *p) { return at_line_end(p) ? NULL : upy_parse_one(p); }
static const void *rule_optional_items(upy_parser *p) { return at_line_end(p) ? NULL : upy_parse_items(p); }

static const void *rule_in_items(upy_parser *p) {
    upy_expect(p, UPY_TOKEN_IN);
    return upy_parse_items(p);
}

static const void *rule_in_operand(upy_parser *p) {
    upy_expect(p, UPY_TOKEN_IN);
    return upy_parse_operand(p, UPY_BINDS_OR);
}

// A condition of a comprehension ends before the next `if`, so it is no conditional expression.
static const void *rule_conditions(upy_parser *p) {
    uint32_t mark = p->n_items;
    while (upy_accept(p, UPY_TOKEN_IF)) {
        upy_items_push(p, upy_parse_named_operand(p, UPY_BINDS_OR));
    }
    return upy_items_take(p, mark);
}

static const void *rule_delete_targets(upy_parser *p) {
    upy_ast *targets = upy_parse_items_or_lone_star(p);
    uint32_t mark = p->n_items;
    upy_push_delete_targets(p, targets);
    return upy_items_take(p, mark);
}

static upy_ast *parse_name(upy_parser *p) {
    upy_place place = upy_here(p);
    return upy_node_name(p, UPY_AST_NAME, 0, place, upy_take_name(p));
}

static const void *rule_names(upy_parser *p) { return upy_parse_list(p, NULL, parse_name, UPY_TOKEN_END); }

// ---- Imports -----------------------------------------------------------------------------------

// a.b.c as one interned str; *first: `a`.
static upy_value parse_dotted_name(upy_parser *p, upy_value *first) {
    upy_value name = upy_take_name(p);
    *first = name;
    while (upy_accept(p, UPY_TOKEN_DOT)) {
        name = upy_intern_str(upy_new_str_format("%q.%q", name, upy_take_name(p)));
    }
    return name;
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

static const void *rule_modules(upy_parser *p) { return upy_parse_list(p, NULL, parse_module, UPY_TOKEN_END); }

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

// ---- with --------------------------------------------------------------------------------------

static upy_ast *parse_with_item(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_ast *manager = upy_parse_one(p);
    upy_ast *target = NULL;
    if (upy_accept(p, UPY_TOKEN_AS)) {
        target = upy_parse_operand(p, UPY_BINDS_PRIMARY);
        upy_check_target(p, target);
    }
    return upy_node_pair(p, UPY_AST_WITH_ITEM, 0, place, manager, target);
}

// `(item, item, …):` — NULL if the parentheses turn out to belong to an expression.
static const void *parse_parenthesised_items(upy_parser *p) {
    upy_advance(p);
    const upy_ast_list *items = upy_parse_list(p, NULL, parse_with_item, UPY_TOKEN_RIGHT_PAREN);
    return upy_accept(p, UPY_TOKEN_RIGHT_PAREN) && upy_at(p, UPY_TOKEN_COLON) ? items : NULL;
}

static const void *rule_with_items(upy_parser *p) {
    const void *items = upy_at(p, UPY_TOKEN_LEFT_PAREN) ? upy_parser_try(p, parse_parenthesised_items) : NULL;
    return items ? items : upy_parse_list(p, NULL, parse_with_item, UPY_TOKEN_END);
}

// ---- try ---------------------------------------------------------------------------------------

static upy_ast *parse_type(upy_parser *p) { return upy_parse_one(p); }

// What follows `except` or `except*`, up to the colon.
static const void *rule_handler_type(upy_parser *p) {
    if (upy_at(p, UPY_TOKEN_COLON)) {
        return NULL;
    }
    upy_place place = upy_here(p);
    upy_ast *type = parse_type(p);
    if (!upy_at(p, UPY_TOKEN_COMMA)) {
        return type;
    }
    const upy_ast_list *types = upy_parse_list(p, type, parse_type, UPY_TOKEN_COUNT);
    if (!upy_at(p, UPY_TOKEN_COLON)) { // without parentheses: no `as` may follow
        upy_refuse_token(p);
    }
    return upy_node_sequence(p, UPY_AST_TUPLE, place, types);
}

static const void *rule_as_name(upy_parser *p) { return upy_accept(p, UPY_TOKEN_AS) ? upy_take_new_name(p) : UPY_NULL; }

static const void *rule_handlers(upy_parser *p) {
    static const uint8_t rules[] = {UPY_RULE_HANDLER_TYPE, UPY_RULE_AS_NAME, UPY_RULE_BLOCK, 0};
    const uint32_t mark = p->n_items;
    const upy_ast *last = NULL;
    while (upy_at(p, UPY_TOKEN_EXCEPT)) {
        upy_place place = upy_here(p);
        if (last && !last->handler.type) {
            upy_refuse_node(p, last, "default 'except' must be last");
        }
        upy_advance(p);
        bool is_star = UPY_HAS_EXCEPTION_GROUPS && upy_accept(p, UPY_TOKEN_STAR);
        if ((last && last->op != is_star) || (is_star && upy_at(p, UPY_TOKEN_COLON))) {
            upy_refuse_token(p);
        }
        upy_ast *node = upy_parse_members(p, UPY_AST_HANDLER, is_star, place, rules);
        upy_items_push(p, node);
        last = node;
    }
    if (!last && !upy_at(p, UPY_TOKEN_FINALLY)) {
        upy_refuse_token(p);
    }
    return upy_items_take(p, mark);
}

// ---- def, class --------------------------------------------------------------------------------

#if UPY_FULL_DATA_MODEL
// Programs for the viper emitter write `def f(*)`.
static bool has_viper(const upy_ast_list *decorators) {
    for (uint32_t i = 0; i < decorators->count; i++) {
        const upy_ast *d = decorators->items[i];
        if (d->kind == UPY_AST_ATTRIBUTE && d->attribute.name == UPY_NAME(viper)) {
            return true;
        }
    }
    return false;
}
#else
static bool has_viper(const upy_ast_list *decorators) {
    (void)decorators;
    return false;
}
#endif

// Those read before the definition.
static const void *rule_decorators(upy_parser *p) {
    const upy_ast_list *decorators = p->decorators ? p->decorators : &upy_ast_empty_list;
    p->decorators = NULL;
    p->allow_bare_star = has_viper(decorators);
    return decorators;
}

static const void *rule_type_parameters(upy_parser *p) { return upy_parse_type_parameters(p); }

static const void *rule_parameters(upy_parser *p) {
    upy_expect(p, UPY_TOKEN_LEFT_PAREN);
    const upy_ast_list *parameters = upy_parse_parameters(p, false, p->allow_bare_star);
    upy_expect(p, UPY_TOKEN_RIGHT_PAREN);
    return parameters;
}

static const void *rule_lambda_parameters(upy_parser *p) { return upy_parse_parameters(p, true, false); }

static const void *rule_colon_one(upy_parser *p) {
    upy_expect(p, UPY_TOKEN_COLON);
    return upy_parse_one(p);
}

static const void *rule_assign_one(upy_parser *p) {
    upy_expect(p, UPY_TOKEN_ASSIGN);
    return upy_parse_one(p);
}

static const void *rule_returns(upy_parser *p) {
    return upy_accept(p, UPY_TOKEN_ARROW) ? upy_parse_annotation(p, false) : NULL;
}

static const void *rule_bases(upy_parser *p) {
    return upy_at(p, UPY_TOKEN_LEFT_PAREN) ? upy_parse_call(p, NULL) : NULL;
}

// ---- Rows --------------------------------------------------------------------------------------

static const void *(*const rules[])(upy_parser *p) = {
#define RULE(name, NAME) [UPY_RULE_##NAME] = rule_##name,
#include "core/compiler/parser_rules.def"
#undef RULE
};

upy_ast *upy_parse_members(upy_parser *p, upy_ast_kind kind, unsigned op, upy_place place, const uint8_t *row) {
    const void *members[UPY_MOST_RULES];
    size_t n = 0;
    for (; n < UPY_MOST_RULES && row[n]; n++) {
        members[n] = rules[row[n]](p);
    }
    upy_ast *node = upy_node(p, kind, op, place, n * sizeof members[0]);
    memcpy(&node->child, members, n * sizeof members[0]); // cppcheck-suppress uninitvar ; n of them are set
    return node;
}

typedef struct statement_form {
    uint8_t keyword, kind;
    uint8_t rules[UPY_MOST_RULES];
} statement_form;

#define FORM(keyword, kind, ...)                                                                                       \
    {                                                                                                                  \
        UPY_TOKEN_##keyword, UPY_AST_##kind, { __VA_ARGS__ }                                                           \
    }
#define R(name) UPY_RULE_##name

static const statement_form forms[] = {
    FORM(PASS, PASS, 0),
    FORM(BREAK, BREAK, 0),
    FORM(CONTINUE, CONTINUE, 0),
    FORM(RETURN, RETURN, R(OPTIONAL_ITEMS)),
    FORM(RAISE, RAISE, R(OPTIONAL_ONE), R(FROM_ONE)),
    FORM(GLOBAL, GLOBAL, R(NAMES)),
    FORM(NONLOCAL, NONLOCAL, R(NAMES)),
    FORM(ASSERT, ASSERT, R(ONE), R(COMMA_ONE)),
    FORM(DEL, DELETE, R(DELETE_TARGETS)),
    FORM(IMPORT, IMPORT, R(MODULES)),
    FORM(NAME, TYPE_ALIAS, R(NEW_NAME), R(TYPE_PARAMETERS), R(ASSIGN_ONE)), // the word `type`
    FORM(IF, IF, R(NAMED), R(BLOCK), R(LATER)),                             // from here on: compound
    FORM(WHILE, WHILE, R(NAMED), R(BLOCK), R(ELSE)),
    FORM(FOR, FOR, R(TARGET), R(IN_ITEMS), R(BLOCK), R(ELSE)),
    FORM(TRY, TRY, R(BLOCK), R(HANDLERS), R(ELSE), R(FINALLY)),
    FORM(WITH, WITH, R(WITH_ITEMS), R(BLOCK)),
    FORM(DEF, FUNCTION, R(NEW_NAME), R(DECORATORS), R(TYPE_PARAMETERS), R(PARAMETERS), R(RETURNS), R(BLOCK)),
    FORM(CLASS, CLASS, R(NEW_NAME), R(DECORATORS), R(TYPE_PARAMETERS), R(BASES), R(BLOCK)),
};

static upy_ast *parse_form(upy_parser *p, const statement_form *form, upy_place place, unsigned op) {
    upy_advance(p);
    return upy_parse_members(p, (upy_ast_kind)form->kind, op, place, form->rules);
}

// The row of the statement that the current token begins, or NULL.
static const statement_form *find_form(const upy_parser *p) {
    for (size_t i = 0; i < UPY_COUNT_OF(forms); i++) {
        if (upy_at(p, (upy_token_kind)forms[i].keyword)) {
            return &forms[i];
        }
    }
    return NULL;
}

// ---- Simple statements -------------------------------------------------------------------------

static upy_ast *assign_node(upy_parser *p, upy_ast_kind kind, const upy_ast_list *targets, upy_ast *value) {
    upy_ast *node = UPY_NODE(p, kind, 0, upy_place_of(targets->items[0]), assign);
    node->assign.targets = targets;
    node->assign.value = value;
    return node;
}

static upy_ast *parse_annotated(upy_parser *p, upy_ast *target, bool is_parenthesised) {
    upy_advance(p);
    upy_ast *annotation = upy_parse_annotation(p, false);
    upy_ast *value = upy_accept(p, UPY_TOKEN_ASSIGN) ? upy_parse_items_or_yield(p) : NULL;
    if (target->kind != UPY_AST_NAME && target->kind != UPY_AST_ATTRIBUTE && target->kind != UPY_AST_SUBSCRIPT) {
        // An annotation means nothing on other targets: what is left of the statement is the assignment.
        if (!value) {
            return upy_node(p, UPY_AST_PASS, 0, upy_place_of(target), 0);
        }
        upy_check_target(p, target);
        return assign_node(p, UPY_AST_ASSIGN, upy_list_of(p, target), value);
    }
    upy_check_single_target(p, target);
    upy_ast *node = assign_node(p, UPY_AST_ANNOTATED, upy_list_of(p, target), value);
    node->op = target->kind == UPY_AST_NAME && !is_parenthesised;
    node->assign.annotation = annotation;
    return node;
}

static upy_ast *parse_value(upy_parser *p) {
    return upy_at(p, UPY_TOKEN_YIELD) ? upy_parse_yield(p) : upy_parse_items_or_lone_star(p);
}

static upy_ast *parse_expression_statement(upy_parser *p) {
    bool is_parenthesised = upy_at(p, UPY_TOKEN_LEFT_PAREN);
    upy_ast *first = parse_value(p), *last = first;
    upy_token_kind kind = upy_current(p);
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
    uint32_t mark = p->n_items;
    while (upy_at(p, UPY_TOKEN_ASSIGN)) {
        upy_check_target(p, last);
        upy_items_push(p, last);
        upy_advance(p);
        last = parse_value(p);
    }
    if (last->kind == UPY_AST_STARRED) {
        upy_refuse_node(p, last, "*x must be assignment target");
    }
    if (last == first) {
        return upy_node_child(p, UPY_AST_EXPRESSION, 0, upy_place_of(first), first);
    }
    return assign_node(p, UPY_AST_ASSIGN, upy_items_take(p, mark), last);
}

upy_ast *upy_parse_simple(upy_parser *p) {
    if (upy_at(p, UPY_TOKEN_FROM)) {
        return parse_import_from(p);
    }
    const statement_form *form = find_form(p);
    bool is_alias = UPY_FULL_DATA_MODEL && upy_at_word(p, "type") && upy_peek(p) == UPY_TOKEN_NAME;
    if (!form || form->kind >= UPY_AST_IF || (form->kind == UPY_AST_TYPE_ALIAS && !is_alias)) {
        return parse_expression_statement(p);
    }
    return parse_form(p, form, upy_here(p), 0);
}

// ---- Compound statements -----------------------------------------------------------------------

static upy_ast *parse_if(upy_parser *p, const statement_form *form) {
    upy_ast *first = parse_form(p, form, upy_here(p), 0), *last = first;
    while (upy_at(p, UPY_TOKEN_ELIF)) {
        upy_ast *next = parse_form(p, form, upy_here(p), 1);
        last->branch.orelse = upy_list_of(p, next);
        last = next;
    }
    last->branch.orelse = rule_else(p);
    return first;
}

static void parse_decorators(upy_parser *p) {
    uint32_t mark = p->n_items;
    while (upy_accept(p, UPY_TOKEN_AT)) {
        upy_items_push(p, upy_parse_named(p));
        upy_expect(p, UPY_TOKEN_NEWLINE);
    }
    p->decorators = upy_items_take(p, mark);
}

upy_ast *upy_parse_compound_or_null(upy_parser *p) {
    upy_check_stack();
    if (UPY_HAS_MATCH && upy_at_word(p, "match")) {
        return upy_parse_match_or_null(p);
    }
    bool is_decorated = upy_at(p, UPY_TOKEN_AT);
    if (is_decorated) {
        parse_decorators(p);
    }
    upy_place place = upy_here(p);
    bool is_async = UPY_HAS_ASYNC && upy_accept(p, UPY_TOKEN_ASYNC);
    const statement_form *form = find_form(p);
    unsigned kind = form ? form->kind : UPY_AST_PASS;
    bool can_be_async = kind == UPY_AST_FUNCTION || kind == UPY_AST_FOR || kind == UPY_AST_WITH;
    bool can_be_decorated = kind == UPY_AST_FUNCTION || (kind == UPY_AST_CLASS && !is_async);
    if ((is_async && !can_be_async) || (is_decorated && !can_be_decorated)) {
        upy_refuse_token(p);
    }
    if (kind < UPY_AST_IF) {
        return NULL;
    }
    return kind == UPY_AST_IF ? parse_if(p, form) : parse_form(p, form, place, is_async);
}

// parser_compound.c — statements that own blocks.
#include "core/compiler/parser.h"

static upy_ast *parse_async(upy_parser *p);
static upy_ast *parse_decorated(upy_parser *p);

// ---- Blocks ------------------------------------------------------------------------------------

// A line of simple statements, through its NEWLINE, onto the items.
static void push_simple_line(upy_parser *p) {
    do {
        upy_items_push(p, upy_parse_simple(p));
    } while (upy_accept(p, UPY_TOKEN_SEMICOLON) && !upy_at(p, UPY_TOKEN_NEWLINE));
    upy_expect(p, UPY_TOKEN_NEWLINE);
}

static void push_statement(upy_parser *p) {
    if (upy_begins_compound(p)) {
        upy_items_push(p, upy_parse_compound(p));
        return;
    }
    upy_ast *match = UPY_HAS_MATCH && upy_at_word(p, "match") ? upy_parse_match_or_null(p) : NULL;
    if (match) {
        upy_items_push(p, match);
    } else {
        push_simple_line(p);
    }
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
        push_statement(p);
    }
    return upy_items_take(p, mark);
}

static const upy_ast_list *parse_else(upy_parser *p) {
    return upy_accept(p, UPY_TOKEN_ELSE) ? upy_parse_block(p) : &upy_ast_empty_list;
}

// ---- if, while, for ----------------------------------------------------------------------------

static upy_ast *parse_branch(upy_parser *p, upy_ast_kind kind, unsigned op) {
    upy_place place = upy_here(p);
    upy_advance(p);
    upy_ast *test = upy_parse_named(p);
    const upy_ast_list *body = upy_parse_block(p);
    upy_ast *node = UPY_NODE(p, kind, op, place, branch);
    node->branch.test = test;
    node->branch.body = body;
    node->branch.orelse = &upy_ast_empty_list;
    return node;
}

static upy_ast *parse_if(upy_parser *p) {
    upy_ast *first = parse_branch(p, UPY_AST_IF, 0);
    upy_ast *last = first;
    while (upy_at(p, UPY_TOKEN_ELIF)) {
        upy_ast *next = parse_branch(p, UPY_AST_IF, 1);
        last->branch.orelse = upy_list_of(p, next);
        last = next;
    }
    last->branch.orelse = parse_else(p);
    return first;
}

static upy_ast *parse_while(upy_parser *p) {
    upy_ast *node = parse_branch(p, UPY_AST_WHILE, 0);
    node->branch.orelse = parse_else(p);
    return node;
}

static upy_ast *parse_for(upy_parser *p, upy_place place, bool is_async) {
    upy_advance(p);
    upy_ast *target = upy_parse_for_target(p);
    upy_expect(p, UPY_TOKEN_IN);
    upy_ast *iterable = upy_parse_items(p);
    const upy_ast_list *body = upy_parse_block(p);
    const upy_ast_list *orelse = parse_else(p);
    upy_ast *node = UPY_NODE(p, UPY_AST_FOR, is_async, place, loop);
    node->loop.target = target;
    node->loop.iterable = iterable;
    node->loop.body = body;
    node->loop.orelse = orelse;
    return node;
}

// ---- try ---------------------------------------------------------------------------------------

static upy_ast *parse_type(upy_parser *p) { return upy_parse_one(p); }

// What follows `except` or `except*`, up to the colon.
static upy_ast *parse_handler_type(upy_parser *p) {
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

// Behind `except` and its star.
static upy_ast *parse_handler(upy_parser *p, upy_place place, bool is_star) {
    upy_ast *type = NULL;
    upy_value name = UPY_NULL;
    if (is_star || !upy_at(p, UPY_TOKEN_COLON)) {
        type = parse_handler_type(p);
        if (upy_accept(p, UPY_TOKEN_AS)) {
            name = upy_take_new_name(p);
        }
    }
    const upy_ast_list *body = upy_parse_block(p);
    upy_ast *node = UPY_NODE(p, UPY_AST_HANDLER, 0, place, handler);
    node->handler.type = type;
    node->handler.name = name;
    node->handler.body = body;
    return node;
}

static const upy_ast_list *parse_handlers(upy_parser *p, bool *is_group) {
    uint32_t mark = p->n_items;
    while (upy_at(p, UPY_TOKEN_EXCEPT)) {
        upy_place place = upy_here(p);
        if (p->n_items > mark && !p->items[p->n_items - 1]->handler.type) {
            upy_refuse_node(p, p->items[p->n_items - 1], "default 'except' must be last");
        }
        upy_advance(p);
        bool is_star = UPY_HAS_EXCEPTION_GROUPS && upy_accept(p, UPY_TOKEN_STAR);
        if (p->n_items > mark && is_star != *is_group) {
            upy_refuse_token(p);
        }
        *is_group = is_star;
        upy_items_push(p, parse_handler(p, place, is_star));
    }
    return upy_items_take(p, mark);
}

static upy_ast *parse_try(upy_parser *p) {
    upy_place place = upy_here(p);
    upy_advance(p);
    const upy_ast_list *body = upy_parse_block(p);
    bool is_group = false;
    const upy_ast_list *handlers = parse_handlers(p, &is_group);
    const upy_ast_list *orelse = handlers->count ? parse_else(p) : &upy_ast_empty_list;
    const upy_ast_list *final = &upy_ast_empty_list;
    if (upy_accept(p, UPY_TOKEN_FINALLY)) {
        final = upy_parse_block(p);
    } else if (!handlers->count) {
        upy_refuse_token(p);
    }
    upy_ast *node = UPY_NODE(p, UPY_AST_TRY, is_group, place, try);
    node->try.body = body;
    node->try.handlers = handlers;
    node->try.orelse = orelse;
    node->try.final = final;
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

static const upy_ast_list *parse_with_items(upy_parser *p) {
    const upy_ast_list *items = upy_at(p, UPY_TOKEN_LEFT_PAREN) ? upy_parser_try(p, parse_parenthesised_items) : NULL;
    return items ? items : upy_parse_list(p, NULL, parse_with_item, UPY_TOKEN_END);
}

static upy_ast *parse_with(upy_parser *p, upy_place place, bool is_async) {
    upy_advance(p);
    const upy_ast_list *items = parse_with_items(p);
    const upy_ast_list *body = upy_parse_block(p);
    upy_ast *node = UPY_NODE(p, UPY_AST_WITH, is_async, place, with);
    node->with.items = items;
    node->with.body = body;
    return node;
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

static upy_ast *parse_function(upy_parser *p, upy_place place, bool is_async, const upy_ast_list *decorators) {
    upy_advance(p);
    upy_value name = upy_take_new_name(p);
    const upy_ast_list *type_parameters = upy_parse_type_parameters(p);
    upy_expect(p, UPY_TOKEN_LEFT_PAREN);
    const upy_ast_list *parameters = upy_parse_parameters(p, false, has_viper(decorators));
    upy_expect(p, UPY_TOKEN_RIGHT_PAREN);
    upy_ast *returns = upy_accept(p, UPY_TOKEN_ARROW) ? upy_parse_annotation(p, false) : NULL;
    const upy_ast_list *body = upy_parse_block(p);
    upy_ast *node = UPY_NODE(p, UPY_AST_FUNCTION, is_async, place, function);
    node->function.name = name;
    node->function.decorators = decorators;
    node->function.type_parameters = type_parameters;
    node->function.parameters = parameters;
    node->function.returns = returns;
    node->function.body = body;
    return node;
}

static upy_ast *parse_class(upy_parser *p, const upy_ast_list *decorators) {
    upy_place place = upy_here(p);
    upy_advance(p);
    upy_value name = upy_take_new_name(p);
    const upy_ast_list *type_parameters = upy_parse_type_parameters(p);
    unsigned kinds = 0;
    const upy_ast_list *arguments = &upy_ast_empty_list;
    if (upy_accept(p, UPY_TOKEN_LEFT_PAREN)) {
        arguments = upy_parse_call_arguments(p, &kinds);
    }
    const upy_ast_list *body = upy_parse_block(p);
    upy_ast *node = UPY_NODE(p, UPY_AST_CLASS, kinds, place, class_definition);
    node->class_definition.name = name;
    node->class_definition.decorators = decorators;
    node->class_definition.type_parameters = type_parameters;
    node->class_definition.arguments = arguments;
    node->class_definition.body = body;
    return node;
}

static upy_ast *parse_decorated(upy_parser *p) {
    uint32_t mark = p->n_items;
    while (upy_accept(p, UPY_TOKEN_AT)) {
        upy_items_push(p, upy_parse_named(p));
        upy_expect(p, UPY_TOKEN_NEWLINE);
    }
    const upy_ast_list *decorators = upy_items_take(p, mark);
    if (upy_at(p, UPY_TOKEN_CLASS)) {
        return parse_class(p, decorators);
    }
    upy_place place = upy_here(p);
    bool is_async = UPY_HAS_ASYNC && upy_accept(p, UPY_TOKEN_ASYNC);
    if (!upy_at(p, UPY_TOKEN_DEF)) {
        upy_refuse_token(p);
    }
    return parse_function(p, place, is_async, decorators);
}

static upy_ast *parse_async(upy_parser *p) {
    upy_place place = upy_here(p);
    if (!UPY_HAS_ASYNC) {
        upy_refuse_token(p);
    }
    upy_advance(p);
    switch (upy_current(p)) {
    case UPY_TOKEN_DEF: return parse_function(p, place, true, &upy_ast_empty_list);
    case UPY_TOKEN_FOR: return parse_for(p, place, true);
    case UPY_TOKEN_WITH: return parse_with(p, place, true);
    default: upy_refuse_token(p);
    }
}

// ---- Choice ------------------------------------------------------------------------------------

bool upy_begins_compound(upy_parser *p) {
    switch (upy_current(p)) {
    case UPY_TOKEN_IF:
    case UPY_TOKEN_WHILE:
    case UPY_TOKEN_FOR:
    case UPY_TOKEN_TRY:
    case UPY_TOKEN_WITH:
    case UPY_TOKEN_DEF:
    case UPY_TOKEN_CLASS:
    case UPY_TOKEN_AT:
    case UPY_TOKEN_ASYNC: return true;
    default: return false;
    }
}

upy_ast *upy_parse_compound(upy_parser *p) {
    upy_check_stack();
    switch (upy_current(p)) {
    case UPY_TOKEN_IF: return parse_if(p);
    case UPY_TOKEN_WHILE: return parse_while(p);
    case UPY_TOKEN_FOR: return parse_for(p, upy_here(p), false);
    case UPY_TOKEN_TRY: return parse_try(p);
    case UPY_TOKEN_WITH: return parse_with(p, upy_here(p), false);
    case UPY_TOKEN_DEF: return parse_function(p, upy_here(p), false, &upy_ast_empty_list);
    case UPY_TOKEN_CLASS: return parse_class(p, &upy_ast_empty_list);
    case UPY_TOKEN_AT: return parse_decorated(p);
    default: return parse_async(p);
    }
}

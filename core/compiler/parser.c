// parser.c — the parser's state, its tokens, nodes and lists, and the entry points.
//
// Recursive descent with one token in hand. Two constructs cannot be told apart by it: `with (…)` and statements
// that begin with the soft keyword `match`. They are tried one way under a jump buffer, and read the other way
// if that fails; neither can contain another of its kind within the part that is tried, so no source is read more
// than twice.
#include "core/compiler/parser.h"

#include "core/compiler/syntax_error.h"
#include "core/heap/heap.h"
#include "core/types/exception.h"

const upy_ast_list upy_ast_empty_list = {.count = 0};

// ---- Tokens ------------------------------------------------------------------------------------

bool upy_accept(upy_parser *p, upy_token_kind kind) {
    if (!upy_at(p, kind)) {
        return false;
    }
    upy_advance(p);
    return true;
}

void upy_expect(upy_parser *p, upy_token_kind kind) {
    if (!upy_at(p, kind)) {
        upy_refuse_token(p);
    }
    upy_advance(p);
}

bool upy_at_word(const upy_parser *p, const char *word) {
    const upy_token *t = &p->lexer.token;
    size_t length = strlen(word);
    return t->kind == UPY_TOKEN_NAME && (size_t)(t->end - t->start) == length && memcmp(t->start, word, length) == 0;
}

upy_token_kind upy_peek(upy_parser *p) {
    upy_lexer_state state;
    upy_lexer_save(&p->lexer, &state);
    upy_advance(p);
    upy_token_kind kind = upy_current(p);
    upy_lexer_restore(&p->lexer, &state);
    return kind;
}

upy_value upy_take_name(upy_parser *p) {
    if (!upy_at(p, UPY_TOKEN_NAME)) {
        upy_refuse_token(p);
    }
    const upy_token *t = &p->lexer.token;
    upy_value name = upy_intern(t->start, (size_t)(t->end - t->start));
    upy_advance(p);
    return name;
}

upy_value upy_take_new_name(upy_parser *p) {
    upy_value name = upy_take_name(p);
    if (upy_is_debug_name(name)) {
        upy_refuse_token(p);
    }
    return name;
}

#if UPY_FULL_DATA_MODEL
bool upy_is_debug_name(upy_value name) { return name == UPY_NAME(__debug__); }
#else
bool upy_is_debug_name(upy_value name) {
    (void)name;
    return false;
}
#endif

// ---- Going back --------------------------------------------------------------------------------

const void *upy_parser_try(upy_parser *p, const void *(*rule)(upy_parser *p)) {
    upy_lexer_state state;
    const upy_arena_mark mark = upy_arena_get_mark(&p->arena);
    const uint32_t n_items = p->n_items;
    upy_jump jump;
    upy_lexer_save(&p->lexer, &state);
    if (upy_try(&jump)) {
        const void *result = rule(p);
        upy_end_try(&jump);
        if (result) {
            return result;
        }
    } else if (!upy_is_instance(jump.exception, &upy_type_SyntaxError)) {
        upy_raise(jump.exception);
    }
    // What it refused may be right in the other reading; if not, that one refuses too.
    upy_lexer_restore(&p->lexer, &state);
    upy_arena_release(&p->arena, mark);
    p->n_items = n_items;
    return NULL;
}

// ---- Errors ------------------------------------------------------------------------------------

void(upy_refuse_here)(upy_parser *p, const char *message) {
    const upy_token *t = &p->lexer.token;
    (upy_syntax_error)(p->lexer.filename, t->place, &upy_type_SyntaxError, message);
}

void upy_refuse_token(upy_parser *p) {
    if (upy_at(p, UPY_TOKEN_INDENT)) {
        const upy_token *t = &p->lexer.token;
        upy_syntax_error(p->lexer.filename, t->place, &upy_type_IndentationError, "unexpected indent");
    }
    upy_refuse_here(p, "invalid syntax");
}

void(upy_refuse_node)(upy_parser *p, const upy_ast *node, const char *message) {
    (upy_syntax_error)(p->lexer.filename, node->place, &upy_type_SyntaxError, message);
}

// ---- Nodes and lists ---------------------------------------------------------------------------

upy_ast *upy_node(upy_parser *p, upy_ast_kind kind, unsigned op, upy_place place, size_t size) {
    upy_ast *node = upy_arena_alloc(&p->arena, offsetof(upy_ast, child) + size);
    node->kind = (uint8_t)kind;
    node->op = (uint8_t)op;
    node->place = place;
    return node;
}

upy_ast *upy_node_child(upy_parser *p, upy_ast_kind kind, unsigned op, upy_place place, upy_ast *child) {
    upy_ast *node = UPY_NODE(p, kind, op, place, child);
    node->child = child;
    return node;
}

upy_ast *upy_node_pair(upy_parser *p, upy_ast_kind kind, unsigned op, upy_place place, upy_ast *left, upy_ast *right) {
    upy_ast *node = UPY_NODE(p, kind, op, place, pair);
    node->pair.left = left;
    node->pair.right = right;
    return node;
}

upy_ast *upy_node_binding(upy_parser *p, upy_ast_kind kind, upy_place place, upy_value name, upy_ast *value) {
    upy_ast *node = UPY_NODE(p, kind, 0, place, binding);
    node->binding.name = name;
    node->binding.value = value;
    return node;
}

upy_ast *upy_node_name(upy_parser *p, upy_ast_kind kind, unsigned op, upy_place place, upy_value name) {
    upy_ast *node = UPY_NODE(p, kind, op, place, name);
    node->name = name;
    return node;
}

upy_ast *upy_node_constant(upy_parser *p, upy_place place, upy_value constant) {
    upy_ast *node = UPY_NODE(p, UPY_AST_CONSTANT, 0, place, constant);
    node->constant = constant;
    return node;
}

upy_ast *upy_node_sequence(upy_parser *p, upy_ast_kind kind, upy_place place, const upy_ast_list *items) {
    upy_ast *node = UPY_NODE(p, kind, 0, place, sequence);
    node->sequence = items;
    return node;
}

void upy_items_push(upy_parser *p, upy_ast *item) {
    if (p->n_items == p->items_capacity) {
        uint32_t capacity = p->items_capacity ? p->items_capacity + p->items_capacity / 2 : 32;
        if (capacity > UINT32_MAX / 2 / sizeof *p->items) {
            upy_raise_memory(SIZE_MAX);
        }
        p->items = upy_heap_resize_storage(p->items, p->items_capacity * sizeof *p->items, capacity * sizeof *p->items);
        p->items_capacity = capacity;
    }
    p->items[p->n_items++] = item;
}

const upy_ast_list *upy_items_take(upy_parser *p, uint32_t mark) {
    uint32_t count = p->n_items - mark;
    if (!count) {
        return &upy_ast_empty_list;
    }
    upy_ast_list *list = upy_arena_alloc(&p->arena, offsetof(upy_ast_list, items) + count * sizeof(upy_ast *));
    list->count = count;
    memcpy(list->items, p->items + mark, count * sizeof(upy_ast *));
    p->n_items = mark;
    return list;
}

const upy_ast_list *upy_list_of(upy_parser *p, upy_ast *single) {
    uint32_t mark = p->n_items;
    upy_items_push(p, single);
    return upy_items_take(p, mark);
}

static upy_value name_of(const upy_ast *n) {
    bool has_name = n->kind == UPY_AST_KEYWORD || n->kind == UPY_AST_PARAMETER || n->kind == UPY_AST_TYPE_PARAMETER;
    return has_name ? n->name : UPY_NULL; // the first member of all three
}

upy_value upy_find_repeated_name(const upy_ast_list *nodes) {
    for (uint32_t i = 1; i < nodes->count; i++) {
        upy_value name = name_of(nodes->items[i]);
        for (uint32_t k = 0; name && k < i; k++) {
            if (name_of(nodes->items[k]) == name) {
                return name;
            }
        }
    }
    return UPY_NULL;
}

const upy_ast_list *upy_parse_list(upy_parser *p, upy_ast *first, upy_ast *(*item)(upy_parser *p),
                                   upy_token_kind closing) {
    uint32_t mark = p->n_items;
    upy_items_push(p, first ? first : item(p));
    while (upy_accept(p, UPY_TOKEN_COMMA)) {
        if (closing == UPY_TOKEN_COUNT ? upy_ends_items(upy_current(p)) : upy_at(p, closing)) {
            break;
        }
        upy_items_push(p, item(p));
    }
    return upy_items_take(p, mark);
}

upy_ast *upy_parse_tuple(upy_parser *p, upy_ast *(*item)(upy_parser *p)) {
    upy_place place = upy_here(p);
    upy_ast *first = item(p);
    if (!upy_at(p, UPY_TOKEN_COMMA)) {
        return first;
    }
    return upy_node_sequence(p, UPY_AST_TUPLE, place, upy_parse_list(p, first, item, UPY_TOKEN_COUNT));
}

// ---- Entry points ------------------------------------------------------------------------------

upy_parser *upy_parser_open(const char *source, size_t length, upy_value filename) {
    upy_parser *p = upy_heap_alloc_storage(sizeof *p);
    memset(p, 0, sizeof *p);
    upy_lexer_init(&p->lexer, source, length, filename);
    p->source = source;
    return p;
}

void upy_parser_close(void *parser) {
    upy_parser *p = parser;
    upy_arena_free(&p->arena);
    upy_heap_free_storage(p->items);
    upy_lexer_free(&p->lexer);
    upy_heap_free_storage(p);
}

void *upy_parser_alloc(upy_parser *p, size_t size) { return upy_arena_alloc(&p->arena, size); }

static void start(upy_parser *p) {
    upy_arena_reset(&p->arena);
    p->n_items = 0;
    if (!p->is_started) {
        p->is_started = true;
        upy_advance(p);
    }
}

upy_ast *upy_parse_statement(upy_parser *p) {
    start(p);
    if (!p->is_after_semicolon) {
        if (upy_at(p, UPY_TOKEN_END)) {
            return NULL;
        }
        upy_ast *compound = upy_parse_compound_or_null(p);
        if (compound) {
            return compound;
        }
    }
    upy_ast *statement = upy_parse_simple(p);
    p->is_after_semicolon = upy_accept(p, UPY_TOKEN_SEMICOLON) && !upy_at(p, UPY_TOKEN_NEWLINE);
    if (!p->is_after_semicolon) {
        upy_expect(p, UPY_TOKEN_NEWLINE);
    }
    return statement;
}

// Blanks in front of an expression are no indentation.
static void skip_leading_blanks(upy_lexer *lx) {
    while (lx->at < lx->end && (*lx->at == ' ' || *lx->at == '\t')) {
        lx->at++;
    }
}

upy_ast *upy_parse_eval(upy_parser *p) {
    if (!p->is_started) {
        skip_leading_blanks(&p->lexer);
    }
    start(p);
    upy_ast *expression = upy_parse_items(p);
    upy_accept(p, UPY_TOKEN_NEWLINE);
    if (!upy_at(p, UPY_TOKEN_END)) {
        upy_refuse_token(p);
    }
    return expression;
}

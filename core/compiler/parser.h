// parser.h — what the files of the parser share: its state, nodes, errors, and the rules that call each other across
// files. Included by the parser's own files only.
//
// A rule is entered with its first token current and left with the token behind it current. Lists are collected on
// the item stack and copied into the arena when they are complete: upy_items_take() of what was pushed since a mark.
#ifndef UPY_COMPILER_PARSER_H
#define UPY_COMPILER_PARSER_H

#include "core/compiler/arena.h"
#include "core/compiler/ast.h"
#include "core/compiler/lexer.h"
#include "core/object/raise.h"

struct upy_parser {
    upy_lexer lexer;
    upy_arena arena;
    upy_ast **items; // storage block: members of unfinished lists
    uint32_t n_items, items_capacity;
    const char *source;
    bool is_started;                // the first token has been read
    bool is_after_semicolon;        // the current top-level line goes on
    bool in_pattern;                // `as` is an operator
    bool allow_bare_star;           // of the function whose parameters follow
    const upy_ast_list *decorators; // of the definition that follows, or NULL
};

// How tightly operators bind, from loose to tight: what an operand of the level may contain.
typedef enum upy_level {
    UPY_BINDS_NONE,
    UPY_BINDS_CONDITIONAL, // also lambda: a whole expression
    UPY_BINDS_OR,
    UPY_BINDS_AND,
    UPY_BINDS_NOT,
    UPY_BINDS_COMPARISON,
    UPY_BINDS_BIT_OR,
    UPY_BINDS_BIT_XOR,
    UPY_BINDS_BIT_AND,
    UPY_BINDS_SHIFT,
    UPY_BINDS_SUM,
    UPY_BINDS_PRODUCT,
    UPY_BINDS_UNARY,
    UPY_BINDS_POWER,
    UPY_BINDS_PRIMARY,
} upy_level;

// ---- Tokens (parser.c) -------------------------------------------------------------------------

static inline upy_token_kind upy_current(const upy_parser *p) { return (upy_token_kind)p->lexer.token.kind; }
static inline bool upy_at(const upy_parser *p, upy_token_kind kind) { return p->lexer.token.kind == kind; }
static inline void upy_advance(upy_parser *p) { upy_lexer_next(&p->lexer); }
bool upy_accept(upy_parser *p, upy_token_kind kind);     // consumes the token if it is of this kind
void upy_expect(upy_parser *p, upy_token_kind kind);     // … or refuses
bool upy_at_word(const upy_parser *p, const char *word); // the current token is this NAME (soft keywords)
upy_token_kind upy_peek(upy_parser *p);                  // the kind of the token after the current one
upy_value upy_take_name(upy_parser *p);                  // consumes a NAME; its interned str
upy_value upy_take_new_name(upy_parser *p);              // the same for one that is bound: __debug__ is refused

// Tries one reading: the rule's result, or NULL (and everything as before) if the rule returned NULL or refused.
const void *upy_parser_try(upy_parser *p, const void *(*rule)(upy_parser *p));

// ---- Errors ------------------------------------------------------------------------------------

UPY_NORETURN void upy_refuse_token(upy_parser *p);                     // invalid syntax, at the current token
UPY_NORETURN void upy_refuse_here(upy_parser *p, const char *message); // at the current token
UPY_NORETURN void upy_refuse_node(upy_parser *p, const upy_ast *node, const char *message);
#define upy_refuse_here(p, ...) (upy_refuse_here)(p, UPY_TEXT(__VA_ARGS__))
#define upy_refuse_node(p, node, ...) (upy_refuse_node)(p, node, UPY_TEXT(__VA_ARGS__))

// ---- Nodes and lists ---------------------------------------------------------------------------

static inline upy_place upy_here(const upy_parser *p) { return p->lexer.token.place; }
static inline upy_place upy_place_of(const upy_ast *node) { return node->place; }

// A node with room for its head and `size` bytes of payload, which the caller fills.
upy_ast *upy_node(upy_parser *p, upy_ast_kind kind, unsigned op, upy_place place, size_t size);
#define UPY_NODE(p, kind, op, place, member) upy_node(p, kind, op, place, sizeof(((upy_ast *)0)->member))
upy_ast *upy_node_child(upy_parser *p, upy_ast_kind kind, unsigned op, upy_place place, upy_ast *child);
upy_ast *upy_node_pair(upy_parser *p, upy_ast_kind kind, unsigned op, upy_place place, upy_ast *left, upy_ast *right);
upy_ast *upy_node_binding(upy_parser *p, upy_ast_kind kind, upy_place place, upy_value name, upy_ast *value);
upy_ast *upy_node_name(upy_parser *p, upy_ast_kind kind, unsigned op, upy_place place, upy_value name);
upy_ast *upy_node_constant(upy_parser *p, upy_place place, upy_value constant);
upy_ast *upy_node_sequence(upy_parser *p, upy_ast_kind kind, upy_place place, const upy_ast_list *items);

void upy_items_push(upy_parser *p, upy_ast *item);
const upy_ast_list *upy_items_take(upy_parser *p, uint32_t mark); // everything pushed since n_items was mark
const upy_ast_list *upy_list_of(upy_parser *p, upy_ast *single);
// A name that two of the nodes have: keyword arguments, parameters, type parameters; UPY_NULL: none.
upy_value upy_find_repeated_name(const upy_ast_list *nodes);
// Items with commas between them; `first` has been read already, or is NULL. A comma may stand before `closing`;
// UPY_TOKEN_COUNT: before whatever ends items; UPY_TOKEN_END: nowhere.
const upy_ast_list *upy_parse_list(upy_parser *p, upy_ast *first, upy_ast *(*item)(upy_parser *p),
                                   upy_token_kind closing);
upy_ast *upy_parse_tuple(upy_parser *p, upy_ast *(*item)(upy_parser *p)); // one item, or a TUPLE if commas follow

// ---- Rules: expressions (parser_expression.c, parser_atom.c, parser_call.c, fstring.c) ------------

upy_ast *upy_parse_operand(upy_parser *p, upy_level level); // an expression that binds at least that tightly
upy_ast *upy_parse_operand_after(upy_parser *p, upy_ast *atom, upy_level level); // its first atom has been read
static inline upy_ast *upy_parse_one(upy_parser *p) { return upy_parse_operand(p, UPY_BINDS_CONDITIONAL); }
upy_ast *upy_parse_named_operand(upy_parser *p, upy_level level); // expression or `name := expression`
upy_ast *upy_parse_named(upy_parser *p);
upy_ast *upy_parse_star_or_one(upy_parser *p); // expression or `*expression`
upy_ast *upy_parse_star_or_named(upy_parser *p);
// One item, or a TUPLE if commas follow. A lone starred item is refused.
upy_ast *upy_parse_items(upy_parser *p);
upy_ast *upy_parse_items_or_lone_star(upy_parser *p); // leaves a lone STARRED to the caller
upy_ast *upy_parse_items_or_yield(upy_parser *p);     // right side of assignments, `(…)`, f-string fields
upy_ast *upy_parse_yield(upy_parser *p);
bool upy_ends_items(upy_token_kind kind);     // no further item can begin here
upy_ast *upy_parse_for_target(upy_parser *p); // up to `in`
upy_ast *upy_comprehension(upy_parser *p, upy_ast_kind kind, upy_place place, upy_ast *element);

upy_ast *upy_parse_atom(upy_parser *p);
upy_ast *upy_parse_strings(upy_parser *p); // adjacent literals

upy_ast *upy_parse_call(upy_parser *p, upy_ast *function); // from `(` on; function: NULL for the bases of a class
const upy_ast_list *upy_parse_parameters(upy_parser *p, bool is_lambda, bool allow_bare_star); // up to `)` or `:`
#if UPY_FULL_DATA_MODEL
const upy_ast_list *upy_parse_type_parameters(upy_parser *p); // empty if there is no `[`
#else
static inline const upy_ast_list *upy_parse_type_parameters(upy_parser *p) {
    (void)p;
    return &upy_ast_empty_list;
}
#endif
upy_ast *upy_parse_annotation(upy_parser *p, bool allow_star);

// ---- Rules: targets (parser_target.c) ------------------------------------------------------------

void upy_check_target(upy_parser *p, const upy_ast *node);        // raises SyntaxError unless it can be assigned to
void upy_check_single_target(upy_parser *p, const upy_ast *node); // name, attribute, subscript only
void upy_push_delete_targets(upy_parser *p, upy_ast *node);       // flattened onto the items

// ---- Rules: statements (parser_statement.c, parser_pattern.c) --------------------------------------

upy_ast *upy_parse_simple(upy_parser *p);           // one simple statement, without what ends it
upy_ast *upy_parse_compound_or_null(upy_parser *p); // NULL: what follows is a simple one
const upy_ast_list *upy_parse_block(upy_parser *p); // `:` and what belongs to it

typedef enum upy_rule {
    UPY_RULE_END,
#define RULE(name, NAME) UPY_RULE_##NAME,
#include "core/compiler/parser_rules.def"
#undef RULE
} upy_rule;
#define UPY_MOST_RULES 6

// A node whose members are read by the rules of a row, which ends with UPY_RULE_END or after UPY_MOST_RULES.
upy_ast *upy_parse_members(upy_parser *p, upy_ast_kind kind, unsigned op, upy_place place, const uint8_t *row);
upy_ast *upy_parse_match_or_null(upy_parser *p);                // current: the name `match`; NULL: not a statement
upy_ast *upy_parse_as_pattern(upy_parser *p, upy_ast *pattern); // current: `as`

#endif

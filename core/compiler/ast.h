// ast.h — the syntax tree: what the parser hands to scopes and code generation.
//
// The parser reads one top-level statement at a time. Its tree lives in the parser's arena and is valid
// until the next upy_parse_… call on the same parser. A node is a fixed head and the part of
// the union its kind needs — nothing behind that part exists, so nodes are never copied by value. Children
// are pointers; NULL where something optional is absent. Sequences are upy_ast_list, never NULL (an absent
// sequence is the empty list). Identifiers are interned strs.
//
// What the parser has already checked, so that the back end sees clean trees only: every assignment, `for`,
// `with`, `del`, `:=` target has a legal form (contexts are not marked: the parent says whether a node is
// loaded, stored or deleted); starred items stand only where they may; order of arguments and parameters,
// duplicate parameter names, duplicate keyword arguments; patterns (one star, same bindings in
// alternatives, irrefutable case last). Left to the back end: everything that depends on the scope
// (break/continue/return/yield/await placement, global and nonlocal rules, import *, := in comprehensions).
//
// Trees are as deep as the source is nested. Chains of left-associative operators, attributes, calls and
// subscripts grow to the left without a limit on their length, `elif` chains to the right through `orelse`:
// a walk that recurses begins with upy_check_stack().
#ifndef UPY_COMPILER_AST_H
#define UPY_COMPILER_AST_H

#include "core/compiler/syntax_error.h"
#include "core/object/object.h"

typedef enum upy_ast_kind {
    // ---- expressions ----                 member     meaning of `op` (0 where nothing is said)
    UPY_AST_NAME,     // name
    UPY_AST_CONSTANT, // constant   int, float, complex, str, bytes, None, True, False, Ellipsis; op: 1 if written as
                      // f-string
    UPY_AST_JOINED_STRING,      // sequence   f-string: str CONSTANTs (merged, none empty) and FIELDs
    UPY_AST_TEMPLATE,           // sequence   t-string: same parts, FIELD.text set
    UPY_AST_FIELD,              // field      op: conversion 's', 'r', 'a' or 0; default of `=` applied
    UPY_AST_UNARY,              // child      op: UPY_OP_NEG, UPY_OP_POS, UPY_OP_INVERT
    UPY_AST_NOT,                // child
    UPY_AST_BINARY,             // pair       op: UPY_OP_ADD … UPY_OP_OR (upy_binary_op)
    UPY_AST_AND,                // sequence   two or more operands
    UPY_AST_OR,                 // sequence   two or more operands
    UPY_AST_COMPARE,            // pair       op: upy_ast_compare; a single comparison
    UPY_AST_COMPARE_CHAIN,      // sequence   a < b < c: first operand, then COMPARISON nodes
    UPY_AST_COMPARISON,         // child      op: upy_ast_compare; only inside COMPARE_CHAIN
    UPY_AST_CONDITIONAL,        // conditional
    UPY_AST_LAMBDA,             // lambda
    UPY_AST_NAMED,              // binding    name := value
    UPY_AST_AWAIT,              // child
    UPY_AST_YIELD,              // child      NULL: plain yield
    UPY_AST_YIELD_FROM,         // child
    UPY_AST_ATTRIBUTE,          // attribute
    UPY_AST_SUBSCRIPT,          // pair       left[right]; right: also a SLICE, a TUPLE with SLICEs, STARREDs
    UPY_AST_SLICE,              // slice
    UPY_AST_CALL,               // call       op: UPY_AST_CALL_HAS_… bits
    UPY_AST_KEYWORD,            // binding    name=value; only in argument lists
    UPY_AST_STARRED,            // child      *x in displays, arguments, targets, subscripts
    UPY_AST_DOUBLE_STARRED,     // child      **x in arguments and dict displays
    UPY_AST_TUPLE,              // sequence
    UPY_AST_LIST,               // sequence
    UPY_AST_SET,                // sequence   at least one item
    UPY_AST_DICT,               // sequence   of KEY_VALUE and DOUBLE_STARRED
    UPY_AST_KEY_VALUE,          // pair       only in DICT, and as element of a DICT_COMPREHENSION
    UPY_AST_LIST_COMPREHENSION, // comprehension
    UPY_AST_SET_COMPREHENSION,  // comprehension
    UPY_AST_DICT_COMPREHENSION, // comprehension
    UPY_AST_GENERATOR,          // comprehension
    UPY_AST_FOR_CLAUSE,         // for_clause op: 1 = async; only in comprehensions

    // ---- simple statements ----
    UPY_AST_EXPRESSION,  // child      expression statement
    UPY_AST_ASSIGN,      // assign
    UPY_AST_AUGMENTED,   // pair       op: upy_binary_op; left: NAME, ATTRIBUTE or SUBSCRIPT
    UPY_AST_ANNOTATED,   // assign     one NAME, ATTRIBUTE or SUBSCRIPT; op: 1 = a bare, unparenthesised name
    UPY_AST_DELETE,      // sequence   NAME, ATTRIBUTE, SUBSCRIPT; nested tuples are flattened
    UPY_AST_PASS,        // —
    UPY_AST_BREAK,       // —
    UPY_AST_CONTINUE,    // —
    UPY_AST_RETURN,      // child      NULL: no value
    UPY_AST_GLOBAL,      // sequence   of NAME
    UPY_AST_NONLOCAL,    // sequence   of NAME
    UPY_AST_ASSERT,      // pair       right: message or NULL
    UPY_AST_RAISE,       // pair       left: exception or NULL; right: cause or NULL
    UPY_AST_IMPORT,      // sequence   of ALIAS
    UPY_AST_IMPORT_FROM, // import_from op: 1 = `*` (no aliases)
    UPY_AST_ALIAS,       // alias      op: 1 = `as` was written
    UPY_AST_TYPE_ALIAS,  // type_alias

    // ---- compound statements ----
    UPY_AST_IF,             // branch     op: 1 = `elif` (alone in the orelse of its parent)
    UPY_AST_WHILE,          // branch
    UPY_AST_FOR,            // loop       op: 1 = async
    UPY_AST_TRY,            // try
    UPY_AST_HANDLER,        // handler    only in TRY; op: 1 = except*
    UPY_AST_WITH,           // with       op: 1 = async
    UPY_AST_WITH_ITEM,      // pair       left: manager; right: target or NULL
    UPY_AST_MATCH,          // match
    UPY_AST_CASE,           // match_case only in MATCH
    UPY_AST_FUNCTION,       // function   op: 1 = async
    UPY_AST_CLASS,          // class_definition
    UPY_AST_PARAMETER,      // parameter  op: upy_ast_parameter; only in parameter lists
    UPY_AST_ANNOTATION,     // annotation
    UPY_AST_TYPE_PARAMETER, // type_parameter op: 0 TypeVar, 1 TypeVarTuple, 2 ParamSpec

    // ---- patterns: these, CONSTANT (None, True, False: compared with `is`), and values compared with ==: ATTRIBUTE
    // chain, -1, 1+2j ----
    UPY_AST_PATTERN_CAPTURE,  // name       UPY_NULL: `_`
    UPY_AST_PATTERN_STAR,     // name       UPY_NULL: `*_`; only in PATTERN_SEQUENCE
    UPY_AST_PATTERN_SEQUENCE, // sequence   at most one PATTERN_STAR
    UPY_AST_PATTERN_MAPPING,  // sequence   KEY_VALUE: value and pattern; of `**rest` a PATTERN_CAPTURE at the end
    UPY_AST_PATTERN_CLASS,    // call       arguments: patterns, then KEYWORDs with patterns
    UPY_AST_PATTERN_OR,       // sequence   two or more alternatives
    UPY_AST_PATTERN_AS,       // binding    value: pattern; name: what it is bound to
    UPY_AST_KIND_COUNT
} upy_ast_kind;

// op of COMPARE and COMPARISON; the first six are those of upy_binary_op.
typedef enum upy_ast_compare {
    UPY_COMPARE_EQ = UPY_OP_EQ,
    UPY_COMPARE_NE = UPY_OP_NE,
    UPY_COMPARE_LT = UPY_OP_LT,
    UPY_COMPARE_LE = UPY_OP_LE,
    UPY_COMPARE_GT = UPY_OP_GT,
    UPY_COMPARE_GE = UPY_OP_GE,
    UPY_COMPARE_IN = UPY_OP_COUNT,
    UPY_COMPARE_NOT_IN,
    UPY_COMPARE_IS,
    UPY_COMPARE_IS_NOT,
} upy_ast_compare;

// op of PARAMETER. A list of parameters is in source order: positional-only, plain, *args, keyword-only, **kw. A bare
// `*` and the `/` are not in the list: the kinds say it all.
typedef enum upy_ast_parameter {
    UPY_PARAMETER_POSITIONAL_ONLY,
    UPY_PARAMETER_PLAIN,
    UPY_PARAMETER_VARARGS,
    UPY_PARAMETER_KEYWORD_ONLY,
    UPY_PARAMETER_VARKW,
} upy_ast_parameter;

// op of CALL: which kinds of arguments occur besides plain ones.
enum {
    UPY_AST_CALL_HAS_STAR = 1,
    UPY_AST_CALL_HAS_KEYWORD = 2,
    UPY_AST_CALL_HAS_DOUBLE_STAR = 4,
};

typedef struct upy_ast upy_ast;

typedef struct upy_ast_list {
    uint32_t count;
    upy_ast *items[];
} upy_ast_list;

struct upy_ast {
    uint8_t kind; // upy_ast_kind
    uint8_t op;   // see the kinds
    union {       // where the construct starts (binary operators, calls, subscripts: their first operand)
        upy_place place;
        struct {
            UPY_PLACE_FIELDS
        };
    };
    union {
        upy_value name; // interned str
        upy_value constant;
        upy_ast *child;
        const upy_ast_list *sequence;
        struct {
            upy_ast *left, *right;
        } pair;
        struct {
            upy_value name;
            upy_ast *value;
        } binding;
        struct {
            upy_ast *expression;
            upy_ast *spec;  // JOINED_STRING or str CONSTANT (may be ''); NULL: none
            upy_value text; // TEMPLATE: source text of the expression (str); UPY_NULL in f-strings.
                            // The text that `=` echoes is in the part before
        } field;
        struct {
            upy_ast *test, *then, *otherwise;
        } conditional;
        struct {
            const upy_ast_list *parameters;
            upy_ast *body; // expression
        } lambda;
        struct {
            upy_ast *object;
            upy_value name;
        } attribute;
        struct {
            upy_ast *lower, *upper, *step; // each may be NULL
        } slice;
        struct {
            upy_ast *function;
            const upy_ast_list *arguments; // in source order: expressions, STARRED, KEYWORD, DOUBLE_STARRED
        } call;
        struct {
            upy_ast *element;            // KEY_VALUE for a dict comprehension
            const upy_ast_list *clauses; // FOR_CLAUSE, one or more
        } comprehension;
        struct {
            upy_ast *target, *iterable;
            const upy_ast_list *conditions;
        } for_clause;
        struct {
            const upy_ast_list *targets; // one or more, left to right; one STARRED per level
            upy_ast *value;              // ANNOTATED: or NULL
            upy_ast *annotation;         // ANNOTATED only: ANNOTATION
        } assign;
        struct {
            upy_value module; // dotted name (interned str); UPY_NULL: `from . import x`
            uint32_t level;   // leading dots
            const upy_ast_list *aliases;
        } import_from;
        struct {
            upy_value name;  // as written, dotted in `import a.b` (interned str)
            upy_value bound; // the name that is bound: after `as`, else the name, of `import a.b` its first part
        } alias;
        struct {
            upy_value name;
            const upy_ast_list *type_parameters;
            upy_ast *value;
        } type_alias;
        struct {
            upy_ast *test;
            const upy_ast_list *body, *orelse;
        } branch;
        struct {
            upy_ast *target, *iterable;
            const upy_ast_list *body, *orelse;
        } loop;
        struct {
            const upy_ast_list *body, *handlers, *orelse, *final; // handlers: HANDLER
        } try;
        struct {
            upy_ast *type;  // NULL: bare `except:` (last)
            upy_value name; // UPY_NULL: no `as`
            const upy_ast_list *body;
        } handler;
        struct {
            const upy_ast_list *items; // WITH_ITEM, one or more
            const upy_ast_list *body;
        } with;
        struct {
            upy_ast *subject;
            const upy_ast_list *cases;
        } match;
        struct {
            upy_ast *pattern;
            upy_ast *guard; // or NULL
            const upy_ast_list *body;
        } match_case;
        struct {
            upy_value name;
            const upy_ast_list *decorators, *type_parameters, *parameters;
            upy_ast *returns; // ANNOTATION or NULL
            const upy_ast_list *body;
        } function; // line is that of `def`, decorators have their own
        struct {
            upy_value name;
            const upy_ast_list *decorators, *type_parameters;
            upy_ast *bases; // CALL without a function, or NULL
            const upy_ast_list *body;
        } class_definition;
        struct {
            upy_value name;
            upy_ast *annotation; // ANNOTATION or NULL; of *args: its expression may be STARRED (`*args: *Ts`)
            upy_ast *initial;    // default or NULL
        } parameter;
        struct {
            upy_ast *expression;
            uint32_t start, length; // its text in the source handed to upy_parser_open
        } annotation;
        struct {
            upy_value name;
            upy_ast *bound, *initial; // bound (or constraints as TUPLE) and default, or NULL
        } type_parameter;
    };
};

extern const upy_ast_list upy_ast_empty_list;

// The members of each kind from the first on, UPY_PART_BITS bits each. None: a leaf, or a kind whose members belong to
// different scopes (lambdas, comprehensions, definitions, declarations).
enum {
    UPY_PART_NONE,
    UPY_PART_NODE, // or NULL
    UPY_PART_LIST,
    UPY_PART_TARGET, // a node that is assigned to or deleted
    UPY_PART_TARGETS,
    UPY_PART_BOUND, // a name that gets a value, or UPY_NULL
    UPY_PART_OTHER,
    UPY_PART_BITS = 3,
};
extern const uint16_t upy_ast_parts[UPY_AST_KIND_COUNT];
static inline void *upy_ast_part(const upy_ast *n, unsigned i) {
    void *part;
    memcpy(&part, &n->child + i, sizeof part);
    return part;
}

// ---- The parser ----------------------------------------------------------------------------------

// One storage block on the heap. The caller's pointer to it on the C stack keeps it, its arena and every value in
// the trees alive. `source` must stay where it is until the parser is closed.
typedef struct upy_parser upy_parser;

upy_parser *upy_parser_open(const char *source, size_t length, upy_value filename);
// Frees everything at once; the signature fits upy_guard_begin(). Never closing is only a matter of the collector.
void upy_parser_close(void *parser);

// All of these raise SyntaxError, IndentationError, MemoryError, or RuntimeError for nesting that is too deep, and end
// the life of the nodes returned before. After an error the parser can only be closed.
upy_ast *upy_parse_statement(upy_parser *parser); // the next top-level statement; NULL at the end of the source
upy_ast *upy_parse_eval(upy_parser *parser);      // the source is one expression: that expression

// Room for the back end's own data about the current top-level statement: pointer-aligned, not zeroed, gone (like the
// nodes) with the next upy_parse_… call. raises MemoryError.
void *upy_parser_alloc(upy_parser *parser, size_t size);

bool upy_is_debug_name(upy_value name); // __debug__, which nothing may rebind

// async def, async for, async with and async clauses of comprehensions.
static inline bool upy_ast_is_async(const upy_ast *n) { return UPY_HAS_ASYNC && n->op == 1; }

#endif

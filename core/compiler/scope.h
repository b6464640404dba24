// scope.h — which variable a name means.
//
// For each top-level statement, upy_scope_collect() walks the tree once and makes a tree of scopes with their
// symbols; then each symbol is resolved to a place. Scopes live in the parser's arena and die with the tree.
//
// Not every scope has a frame of its own: comprehensions and the scope of type parameters are *inline* — their
// variables are registers of the enclosing frame. A symbol that a scope only passes on to an enclosing scope of the
// same frame has the place OUTER; one that comes from another frame is FREE, and its definition is marked CELL.
#ifndef UPY_COMPILER_SCOPE_H
#define UPY_COMPILER_SCOPE_H

#include "core/compiler/ast.h"
#include "core/heap/heap.h"

typedef enum upy_scope_kind {
    UPY_SCOPE_MODULE,   // has no symbols: every name is global (or goes through the namespace)
    UPY_SCOPE_FUNCTION, // def, lambda, generator expression, function that computes annotations or a bound
    UPY_SCOPE_CLASS,
    UPY_SCOPE_CLASS_LAZY,    // computes annotations or a bound inside a class: sees the class namespace
    UPY_SCOPE_COMPREHENSION, // inline
    UPY_SCOPE_TYPES,         // inline: type parameters
} upy_scope_kind;

enum {
    UPY_SYMBOL_ASSIGNED = 1u << 0,
    UPY_SYMBOL_CONST = 1u << 1, // assigned by NAME = const(…)
    UPY_SYMBOL_PARAMETER = 1u << 2,
    UPY_SYMBOL_GLOBAL = 1u << 3,   // declared
    UPY_SYMBOL_NONLOCAL = 1u << 4, // declared
    UPY_SYMBOL_USED = 1u << 5,
    UPY_SYMBOL_CELL = 1u << 6,    // captured: lives in a cell
    UPY_SYMBOL_DELETED = 1u << 7, // can become unset again
    UPY_SYMBOL_REBOUND = 1u << 8, // assigned otherwise than by const(…)
    UPY_SYMBOL_IS_SET = 1u << 9,  // inline scopes, during code generation: certainly has a value
    UPY_SYMBOL_FAR = 1u << 10,    // no register: `index` is a position in the list of far cells
};

typedef enum upy_variable_place {
    UPY_PLACE_UNKNOWN,
    UPY_PLACE_LOCAL, // `index`: register, given by code generation
    UPY_PLACE_FREE,  // `index`: captured cell
    UPY_PLACE_GLOBAL,
    UPY_PLACE_NAME,       // through the namespace in register 0
    UPY_PLACE_CLASS_FREE, // namespace, then captured cell `index`
    UPY_PLACE_OUTER,      // what `target`, a symbol of an enclosing scope of the same frame, says
} upy_variable_place;

typedef struct upy_symbol {
    struct upy_symbol *next;
    upy_value name;
    struct upy_scope *owner;
    struct upy_symbol *target;
    uint16_t flags;
    uint16_t index;
    uint8_t place;
} upy_symbol;

typedef struct upy_annotated { // one annotated name of a class body or module
    struct upy_annotated *next;
    const upy_ast *node;
} upy_annotated;

typedef struct upy_scope {
    struct upy_scope *parent, *first_child, *last_child, *next, *cursor;
    const upy_ast *node;     // NULL: annotations of a class or module
    const upy_ast *nonlocal; // the last nonlocal statement
    upy_symbol *first, *last;
#if UPY_LEVEL >= UPY_LEVEL_FULL
    upy_symbol **table; // by name, once there are many
    uint32_t n_symbols, table_size;
#endif
    upy_symbol **free; // captured from other frames, in order of the captures
    uint32_t n_free, free_capacity;
    upy_symbol *class_cell;      // classes: the cell of __class__, when a method needs it
    upy_symbol *self_attributes; // classes: names stored on self
    uint32_t n_self_attributes;
    upy_annotated *annotated, *last_annotated;
    struct upy_scope *annotations; // class or module: the scope of all its annotations
    upy_value qualname;
    uint8_t kind;
    bool is_lazy;  // computes annotations, a bound, an alias
    bool is_async; // async def
    bool has_yield, has_await;
    bool has_named;         // frame contains := to one of its locals
    bool reads_locals;      // frame mentions locals, eval, exec, dir or vars
    bool through_namespace; // module: names go through register 0
} upy_scope;

static inline bool upy_scope_is_inline(const upy_scope *s) {
    return s->kind == UPY_SCOPE_COMPREHENSION || s->kind == UPY_SCOPE_TYPES;
}
static inline upy_scope *upy_scope_frame(upy_scope *s) { // the scope whose frame holds the variables of s
    while (upy_scope_is_inline(s)) {
        s = s->parent;
    }
    return s;
}
static inline bool upy_scope_is_generator_expression(const upy_scope *s) {
    return s->kind == UPY_SCOPE_FUNCTION && s->node && s->node->kind == UPY_AST_GENERATOR && !s->is_lazy;
}

// Makes and resolves the scopes of one top-level statement or expression, as children of `module` (whose children of
// the statement before are forgotten). raises SyntaxError, RuntimeError, MemoryError.
void upy_scope_collect(upy_scope *module, upy_parser *parser, upy_value filename, upy_dict *module_globals,
                       upy_ast *tree);

upy_symbol *upy_scope_find(const upy_scope *scope, upy_value name);               // NULL: not mentioned there
upy_scope *upy_scope_child(upy_scope *parent, const upy_ast *node, bool is_lazy); // never NULL for nodes that have one
// Function whose first parameter zero-argument super() takes; NULL: none.
upy_scope *upy_scope_method(upy_scope *scope);
upy_value upy_scope_first_parameter(const upy_scope *method); // UPY_NULL: none
// target is a single name, value is const(…): the definition of a compile-time constant.
bool upy_function_has_annotations(const upy_ast *function);
bool upy_is_const_definition(const upy_ast *target, const upy_ast *value);

static inline bool upy_symbol_is_far(const upy_symbol *s) { // the smallest level has no such variables
    return UPY_LEVEL >= UPY_LEVEL_STANDARD && (s->flags & UPY_SYMBOL_FAR);
}

#endif

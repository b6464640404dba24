// scope.c — the scope tree: its symbols, and what each name resolves to.
//
// Two passes. scope_collect.c visits the tree of a statement and notes, per scope, which names it assigns, declares
// and uses. Here every symbol is then resolved from the outside in: resolving may add symbols to enclosing
// inline scopes and captures to enclosing frames, so when it is done every definition knows whether it
// needs a cell — before any code is made.
#include "core/compiler/scope_internal.h"

#include "core/compiler/syntax_error.h"
#include "core/object/dict.h"

// ---- Symbols -------------------------------------------------------------------------------------

#if UPY_LEVEL >= UPY_LEVEL_FULL
#define TABLE_FROM 24 // symbols; fewer are searched along the list

static size_t table_slot(const upy_scope *s, upy_value name) {
    return ((uintptr_t)name / UPY_GRANULE * 0x9e3779b1u) & (s->table_size - 1);
}

static void table_insert(upy_scope *s, upy_symbol *symbol) {
    size_t i = table_slot(s, symbol->name);
    while (s->table[i]) {
        i = (i + 1) & (s->table_size - 1);
    }
    s->table[i] = symbol;
}

static void table_grow(upy_collector *c, upy_scope *s) {
    uint32_t size = s->table_size ? s->table_size * 2 : TABLE_FROM * 4;
    size = size < 64 ? 64 : size;
    while (size & (size - 1)) {
        size &= size - 1;
    }
    upy_symbol **table = upy_parser_alloc(c->parser, size * sizeof *table);
    memset(table, 0, size * sizeof *table);
    s->table = table;
    s->table_size = size;
    for (upy_symbol *symbol = s->first; symbol; symbol = symbol->next) {
        table_insert(s, symbol);
    }
}

static void note_in_table(upy_collector *c, upy_scope *s, upy_symbol *symbol) {
    s->n_symbols++;
    if (s->table && s->n_symbols * 2 <= s->table_size) {
        table_insert(s, symbol);
    } else if (s->n_symbols >= TABLE_FROM) {
        table_grow(c, s);
    }
}
#endif

upy_symbol *upy_scope_find(const upy_scope *s, upy_value name) {
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (s->table) {
        for (size_t i = table_slot(s, name); s->table[i]; i = (i + 1) & (s->table_size - 1)) {
            if (s->table[i]->name == name) {
                return s->table[i];
            }
        }
        return NULL;
    }
#endif
    upy_symbol *symbol = s->first;
    while (symbol && symbol->name != name) {
        symbol = symbol->next;
    }
    return symbol;
}

static upy_symbol *new_symbol(upy_collector *c, upy_scope *owner, upy_value name) {
    upy_symbol *symbol = upy_parser_alloc(c->parser, sizeof *symbol);
    memset(symbol, 0, sizeof *symbol);
    symbol->name = name;
    symbol->owner = owner;
    return symbol;
}

upy_symbol *upy_scope_symbol(upy_collector *c, upy_scope *s, upy_value name) {
    upy_symbol *symbol = upy_scope_find(s, name);
    if (symbol) {
        return symbol;
    }
    symbol = new_symbol(c, s, name);
    if (s->last) {
        s->last->next = symbol;
    } else {
        s->first = symbol;
    }
    s->last = symbol;
#if UPY_LEVEL >= UPY_LEVEL_FULL
    note_in_table(c, s, symbol);
#endif
    return symbol;
}

void upy_scope_note_self_attribute(upy_collector *c, upy_scope *cls, upy_value name) {
    for (upy_symbol *a = cls->self_attributes; a; a = a->next) {
        if (a->name == name) {
            return;
        }
    }
    upy_symbol *a = new_symbol(c, cls, name);
    a->next = cls->self_attributes;
    cls->self_attributes = a;
    cls->n_self_attributes++;
}

// ---- Scopes --------------------------------------------------------------------------------------

upy_scope *upy_scope_new(upy_collector *c, upy_scope *parent, upy_scope_kind kind, const upy_ast *node) {
    upy_scope *s = upy_parser_alloc(c->parser, sizeof *s);
    memset(s, 0, sizeof *s);
    s->kind = (uint8_t)kind;
    s->parent = parent;
    s->node = node;
    if (parent->last_child) {
        parent->last_child->next = s;
    } else {
        parent->first_child = s;
    }
    parent->last_child = s;
    return s;
}

// Children are asked for about in the order in which they were made, so the search starts where the last one ended.
upy_scope *upy_scope_child(upy_scope *parent, const upy_ast *node, bool is_lazy) {
    upy_scope *start = parent->cursor ? parent->cursor : parent->first_child, *s = start;
    while (s) {
        if (s->node == node && s->is_lazy == is_lazy) {
            parent->cursor = s->next;
            return s;
        }
        s = s->next;
    }
    for (s = parent->first_child; s && s != start; s = s->next) {
        if (s->node == node && s->is_lazy == is_lazy) {
            parent->cursor = s->next;
            return s;
        }
    }
    return NULL;
}

upy_scope *upy_scope_method(upy_scope *s) {
    while (s && (upy_scope_is_inline(s) || upy_scope_is_generator_expression(s))) {
        s = s->parent;
    }
    return s && s->kind == UPY_SCOPE_FUNCTION && !s->is_lazy ? s : NULL;
}

upy_value upy_scope_first_parameter(const upy_scope *s) {
    return s->first && (s->first->flags & UPY_SYMBOL_PARAMETER) ? s->first->name : UPY_NULL;
}

// ---- Resolution ----------------------------------------------------------------------------------

// The index among the captured cells of `frame` of a variable of an enclosing frame; frames between capture it too.
static uint16_t capture(upy_collector *c, upy_scope *frame, upy_symbol *definition) {
    for (uint32_t i = 0; i < frame->n_free; i++) {
        if (frame->free[i] == definition) {
            return (uint16_t)i;
        }
    }
    upy_scope *outer = upy_scope_frame(frame->parent);
    if (outer != upy_scope_frame(definition->owner)) {
        upy_check_stack();
        capture(c, outer, definition);
    }
    if (frame->n_free >= 0x7fff) {
        upy_raise_runtime("too many captured variables");
    }
    if (frame->n_free == frame->free_capacity) {
        uint32_t capacity = frame->free_capacity ? frame->free_capacity * 2 : 4;
        upy_symbol **grown = upy_parser_alloc(c->parser, capacity * sizeof *grown);
        if (frame->n_free) {
            memcpy(grown, frame->free, frame->n_free * sizeof *grown);
        }
        frame->free = grown;
        frame->free_capacity = capacity;
    }
    definition->flags |= UPY_SYMBOL_CELL;
    frame->free[frame->n_free] = definition;
    return (uint16_t)frame->n_free++;
}

static upy_symbol *class_cell(upy_collector *c, upy_scope *cls) {
    if (!cls->class_cell) {
        cls->class_cell = new_symbol(c, cls, UPY_NAME(__class__));
        cls->class_cell->flags = UPY_SYMBOL_ASSIGNED;
        cls->class_cell->place = UPY_PLACE_LOCAL;
    }
    return cls->class_cell;
}

static bool is_bound_here(const upy_symbol *symbol) {
    return symbol && (symbol->flags & (UPY_SYMBOL_ASSIGNED | UPY_SYMBOL_PARAMETER)) &&
           !(symbol->flags & (UPY_SYMBOL_GLOBAL | UPY_SYMBOL_NONLOCAL));
}

static void resolve_symbol(upy_collector *c, upy_scope *s, upy_symbol *symbol);

// Looks for the binding of a name of scope s in the scopes around it. Gives the symbol its place; false: no function
// has it.
static bool resolve_outward(upy_collector *c, upy_scope *s, upy_symbol *symbol) {
    bool same_frame = upy_scope_is_inline(s);
    for (upy_scope *p = s->parent; p; same_frame &= upy_scope_is_inline(p), p = p->parent) {
        if (p->kind == UPY_SCOPE_MODULE) {
            break;
        }
        upy_symbol *definition = NULL;
        if (p->kind == UPY_SCOPE_CLASS || p->kind == UPY_SCOPE_CLASS_LAZY) {
            if (same_frame && s->kind == UPY_SCOPE_TYPES) {
                definition = upy_scope_symbol(c, p, symbol->name);
                if (!definition->place) {
                    resolve_symbol(c, p, definition);
                }
                symbol->target = definition;
                symbol->place = UPY_PLACE_OUTER;
                return true;
            }
            if (p->kind != UPY_SCOPE_CLASS || symbol->name != UPY_NAME(__class__)) {
                continue;
            }
            definition = class_cell(c, p);
        } else {
            definition = upy_scope_find(p, symbol->name);
            if (definition && (definition->flags & UPY_SYMBOL_GLOBAL)) {
                symbol->place = UPY_PLACE_GLOBAL;
                return true;
            }
            if (!is_bound_here(definition)) {
                continue;
            }
        }
        if (same_frame) {
            symbol->target = definition;
            symbol->place = UPY_PLACE_OUTER;
        } else {
            symbol->index = capture(c, upy_scope_frame(s), definition);
            symbol->place =
                s->kind == UPY_SCOPE_CLASS || s->kind == UPY_SCOPE_CLASS_LAZY ? UPY_PLACE_CLASS_FREE : UPY_PLACE_FREE;
            if (symbol->flags & (UPY_SYMBOL_DELETED)) {
                definition->flags |= UPY_SYMBOL_DELETED;
            }
        }
        return true;
    }
    return false;
}

// A name no function around binds.
static upy_variable_place unbound_place(const upy_scope *s) {
    const upy_scope *frame = s;
    while (upy_scope_is_inline(frame)) {
        frame = frame->parent;
    }
    if (frame->kind == UPY_SCOPE_MODULE) {
        return frame->through_namespace ? UPY_PLACE_NAME : UPY_PLACE_GLOBAL;
    }
    return s->kind == UPY_SCOPE_CLASS || s->kind == UPY_SCOPE_CLASS_LAZY ? UPY_PLACE_NAME : UPY_PLACE_GLOBAL;
}

static void resolve_symbol(upy_collector *c, upy_scope *s, upy_symbol *symbol) {
    if (symbol->place) {
        return;
    }
    if (symbol->flags & UPY_SYMBOL_GLOBAL) {
        symbol->place = UPY_PLACE_GLOBAL;
    } else if (symbol->flags & UPY_SYMBOL_NONLOCAL) {
        if (!resolve_outward(c, s, symbol) || symbol->place == UPY_PLACE_GLOBAL) {
            const upy_ast *at = s->nonlocal;
            upy_syntax_error(c->filename, at->place, &upy_type_SyntaxError, "no binding for nonlocal found");
        }
        if (symbol->place == UPY_PLACE_CLASS_FREE) {
            symbol->place = UPY_PLACE_FREE;
        }
    } else if (symbol->flags & (UPY_SYMBOL_ASSIGNED | UPY_SYMBOL_PARAMETER)) {
        symbol->place = s->kind == UPY_SCOPE_CLASS ? UPY_PLACE_NAME : UPY_PLACE_LOCAL;
    } else if (!resolve_outward(c, s, symbol)) {
        symbol->place = (uint8_t)unbound_place(s);
    }
}

void upy_scope_resolve(upy_collector *c, upy_scope *s) {
    upy_check_stack();
    for (upy_symbol *symbol = s->first; symbol; symbol = symbol->next) {
        resolve_symbol(c, s, symbol);
    }
    for (upy_scope *child = s->first_child; child; child = child->next) {
        upy_scope_resolve(c, child);
    }
}

// scope_collect.c — one walk over the tree of a statement that notes what each scope assigns, declares and uses.
//
// The walk also refuses what only the scope can tell to be wrong: yield, await and return in the wrong place,
// declarations after use, := where it may not bind. What kinds of nodes have in them is a table (ast.c). The walk loops
// along the left spine of operators and along elif chains, so only real nesting costs C stack.
#include "core/compiler/scope_internal.h"
#include "core/compiler/syntax_error.h"
#include "core/object/dict.h"

static void visit(upy_collector *c, upy_scope *s, upy_ast *n);

#define refuse(c, n, ...) (refuse)(c, n, UPY_TEXT(__VA_ARGS__))
static UPY_NORETURN void(refuse)(upy_collector *c, const upy_ast *n, const char *message) {
    (upy_syntax_error)(c->filename, n->place, &upy_type_SyntaxError, message);
}

static void visit_list(upy_collector *c, upy_scope *s, const upy_ast_list *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        visit(c, s, list->items[i]);
    }
}

// ---- Names ---------------------------------------------------------------------------------------

#if UPY_FULL_DATA_MODEL
static bool reads_all_locals(upy_value name) {
    return name == UPY_NAME(locals) || name == UPY_NAME(eval) || name == UPY_NAME(exec) || name == UPY_NAME(dir) ||
           name == UPY_NAME(vars);
}
#else
static bool reads_all_locals(upy_value name) { // eval() and exec() see globals only
    (void)name;
    return false;
}
#endif

static void use(upy_collector *c, upy_scope *s, upy_value name) {
    if (reads_all_locals(name)) {
        upy_scope_frame(s)->reads_locals = true;
    }
    if (s->kind == UPY_SCOPE_MODULE) {
        return;
    }
    upy_scope_symbol(c, s, name)->flags |= UPY_SYMBOL_USED;
    if (name == UPY_NAME(super) && upy_scope_frame(s)->kind == UPY_SCOPE_FUNCTION) {
        upy_scope_symbol(c, s, UPY_NAME(__class__))->flags |= UPY_SYMBOL_USED;
    }
}

static void bind_as(upy_collector *c, upy_scope *s, upy_value name, unsigned flags) {
    if (s->kind != UPY_SCOPE_MODULE) {
        upy_scope_symbol(c, s, name)->flags |= (uint16_t)flags;
    }
}

static void bind(upy_collector *c, upy_scope *s, upy_value name) {
    bind_as(c, s, name, UPY_SYMBOL_ASSIGNED | UPY_SYMBOL_REBOUND);
}

#if UPY_FULL_DATA_MODEL
bool upy_is_const_definition(const upy_ast *target, const upy_ast *value) {
    if (!value || target->kind != UPY_AST_NAME || value->kind != UPY_AST_CALL || value->op != 0) {
        return false;
    }
    const upy_ast *function = value->call.function;
    return value->call.arguments->count == 1 && function->kind == UPY_AST_NAME && function->name == UPY_NAME(const);
}
#else
bool upy_is_const_definition(const upy_ast *target, const upy_ast *value) {
    (void)target, (void)value;
    return false;
}
#endif

static void bind_const(upy_collector *c, upy_scope *s, upy_value name) {
    bool is_private = upy_str_data(name)[0] == '_';
    bind_as(c, s, name, is_private ? UPY_SYMBOL_CONST : UPY_SYMBOL_CONST | UPY_SYMBOL_ASSIGNED);
}

static void declare(upy_collector *c, upy_scope *s, const upy_ast *statement, unsigned flag) {
    bool is_global = flag == UPY_SYMBOL_GLOBAL;
    if (s->kind == UPY_SCOPE_MODULE && !is_global) {
        refuse(c, statement, "can't declare nonlocal in outer code");
    }
    if (!is_global) {
        s->nonlocal = statement;
    }
    for (uint32_t i = 0; i < statement->sequence->count; i++) {
        upy_value name = statement->sequence->items[i]->name;
        if (s->kind == UPY_SCOPE_MODULE) {
            if (s->through_namespace) {
                upy_dict_set_name(c->module_globals, name, UPY_TRUE);
            }
            continue;
        }
        upy_symbol *symbol = upy_scope_symbol(c, s, name);
        if (symbol->flags & ~flag & ~(unsigned)UPY_SYMBOL_IS_SET) {
            (refuse)(c, statement,
                     is_global ? UPY_TEXT("identifier redefined as global")
                               : UPY_TEXT("identifier redefined as nonlocal"));
        }
        symbol->flags |= (uint16_t)flag;
    }
}

// The scope a := binds in; refuses where it must not.
static upy_scope *named_scope(upy_collector *c, upy_scope *s, const upy_ast *n) {
    bool inside = false;
    while (s->kind == UPY_SCOPE_COMPREHENSION || upy_scope_is_generator_expression(s)) {
        upy_symbol *symbol = upy_scope_find(s, n->binding.name);
        if (symbol && (symbol->flags & UPY_SYMBOL_ASSIGNED)) {
            if (!inside) {
                refuse(c, n, "assignment expression cannot rebind comprehension iteration variable");
            }
            return s;
        }
        inside = true;
        s = s->parent;
    }
    if (inside && s->kind == UPY_SCOPE_CLASS) {
        refuse(c, n, "assignment expression within a comprehension cannot be used in a class body");
    }
    return s;
}

static void visit_named(upy_collector *c, upy_scope *s, upy_ast *n) {
    visit(c, s, n->binding.value);
    upy_scope *binder = named_scope(c, s, n);
    bind(c, binder, n->binding.name);
    upy_scope_frame(binder)->has_named = true;
    if (binder != s) {
        use(c, s, n->binding.name);
    }
}

// ---- Targets -------------------------------------------------------------------------------------

// self.X = … in a method: tells the class how many attributes its instances will have.
static void note_attribute(upy_collector *c, upy_scope *s, const upy_ast *n) {
    upy_scope *method = upy_scope_method(s);
    if (!method || n->attribute.object->kind != UPY_AST_NAME) {
        return;
    }
    upy_scope *cls = method->parent;
    if (cls->kind == UPY_SCOPE_TYPES) {
        cls = cls->parent;
    }
    if (cls->kind == UPY_SCOPE_CLASS && n->attribute.object->name == upy_scope_first_parameter(method)) {
        upy_scope_note_self_attribute(c, cls, n->attribute.name);
    }
}

static void visit_target(upy_collector *c, upy_scope *s, upy_ast *n, unsigned flags) {
    upy_check_stack();
    switch (n->kind) {
    case UPY_AST_NAME: bind_as(c, s, n->name, flags); break;
    case UPY_AST_STARRED: visit_target(c, s, n->child, flags); break;
    case UPY_AST_TUPLE:
    case UPY_AST_LIST:
        for (uint32_t i = 0; i < n->sequence->count; i++) {
            visit_target(c, s, n->sequence->items[i], flags);
        }
        break;
    case UPY_AST_ATTRIBUTE:
        note_attribute(c, s, n);
        visit(c, s, n);
        break;
    default: visit(c, s, n); break;
    }
}

static void store(upy_collector *c, upy_scope *s, upy_ast *target) {
    visit_target(c, s, target, UPY_SYMBOL_ASSIGNED | UPY_SYMBOL_REBOUND);
}

// ---- Functions and classes -----------------------------------------------------------------------

// A scope for code that is evaluated later, if ever: annotations, bounds, aliases.
static upy_scope *new_lazy_scope(upy_collector *c, upy_scope *s, const upy_ast *node) {
    const upy_scope *around = s->kind == UPY_SCOPE_TYPES ? s->parent : s;
    upy_scope *lazy =
        upy_scope_new(c, s, around->kind == UPY_SCOPE_CLASS ? UPY_SCOPE_CLASS_LAZY : UPY_SCOPE_FUNCTION, node);
    lazy->is_lazy = true;
    return lazy;
}

static void visit_lazily(upy_collector *c, upy_scope *s, upy_ast *n) {
    if (n) {
        visit(c, new_lazy_scope(c, s, n), n);
    }
}

static upy_scope *visit_type_parameters(upy_collector *c, upy_scope *s, const upy_ast *node, const upy_ast_list *list) {
    if (!UPY_FULL_DATA_MODEL || list->count == 0) {
        return s;
    }
    upy_scope *types = upy_scope_new(c, s, UPY_SCOPE_TYPES, node);
    for (uint32_t i = 0; i < list->count; i++) {
        bind(c, types, list->items[i]->type_parameter.name);
    }
    for (uint32_t i = 0; i < list->count; i++) {
        if (UPY_LEVEL < UPY_LEVEL_FULL) { // bounds and defaults are only parsed
            break;
        }
        visit_lazily(c, types, list->items[i]->type_parameter.bound);
        visit_lazily(c, types, list->items[i]->type_parameter.initial);
    }
    return types;
}

// Symbols of the parameters come first, in the order of their registers.
static void bind_parameters(upy_collector *c, upy_scope *s, const upy_ast_list *parameters) {
    static const uint8_t order[] = {UPY_PARAMETER_POSITIONAL_ONLY, UPY_PARAMETER_PLAIN, UPY_PARAMETER_KEYWORD_ONLY,
                                    UPY_PARAMETER_VARARGS, UPY_PARAMETER_VARKW};
    for (size_t kind = 0; kind < UPY_COUNT_OF(order); kind++) {
        for (uint32_t i = 0; i < parameters->count; i++) {
            const upy_ast *p = parameters->items[i];
            if (p->op == order[kind]) {
                bind_as(c, s, p->parameter.name, UPY_SYMBOL_PARAMETER);
            }
        }
    }
}

bool upy_function_has_annotations(const upy_ast *n) {
    bool has = n->function.returns != NULL;
    for (uint32_t i = 0; i < n->function.parameters->count && !has; i++) {
        has = n->function.parameters->items[i]->parameter.annotation != NULL;
    }
    return has;
}

static void visit_function(upy_collector *c, upy_scope *s, upy_ast *n) {
    visit_list(c, s, n->function.decorators);
    visit_list(c, s, n->function.parameters);
    upy_scope *around = visit_type_parameters(c, s, n, n->function.type_parameters);
    if (UPY_FULL_DATA_MODEL && upy_function_has_annotations(n)) {
        upy_scope *lazy = new_lazy_scope(c, around, n);
        for (uint32_t i = 0; i < n->function.parameters->count; i++) {
            upy_ast *annotation = n->function.parameters->items[i]->parameter.annotation;
            if (annotation) {
                visit(c, lazy, annotation->annotation.expression);
            }
        }
        if (n->function.returns) {
            visit(c, lazy, n->function.returns->annotation.expression);
        }
    }
    upy_scope *body = upy_scope_new(c, around, UPY_SCOPE_FUNCTION, n);
    body->is_async = upy_ast_is_async(n);
    bind_parameters(c, body, n->function.parameters);
    visit_list(c, body, n->function.body);
    bind(c, s, n->function.name);
}

static void visit_class(upy_collector *c, upy_scope *s, upy_ast *n) {
    visit_list(c, s, n->class_definition.decorators);
    upy_scope *around = visit_type_parameters(c, s, n, n->class_definition.type_parameters);
    if (n->class_definition.bases) {
        visit_list(c, around, n->class_definition.bases->call.arguments);
    }
    upy_scope *body = upy_scope_new(c, around, UPY_SCOPE_CLASS, n);
    visit_list(c, body, n->class_definition.body);
    bind(c, s, n->class_definition.name);
}

static void visit_lambda(upy_collector *c, upy_scope *s, upy_ast *n) {
    visit_list(c, s, n->lambda.parameters);
    upy_scope *body = upy_scope_new(c, s, UPY_SCOPE_FUNCTION, n);
    bind_parameters(c, body, n->lambda.parameters);
    visit(c, body, n->lambda.body);
}

static bool has_async_clause(const upy_ast_list *clauses) {
    for (uint32_t i = 0; i < clauses->count; i++) {
        if (upy_ast_is_async(clauses->items[i])) {
            return true;
        }
    }
    return false;
}

static void visit_comprehension(upy_collector *c, upy_scope *s, upy_ast *n) {
    bool is_generator = n->kind == UPY_AST_GENERATOR;
    const upy_ast_list *clauses = n->comprehension.clauses;
    visit(c, s, clauses->items[0]->for_clause.iterable);
    upy_scope *inner = upy_scope_new(c, s, is_generator ? UPY_SCOPE_FUNCTION : UPY_SCOPE_COMPREHENSION, n);
    if (is_generator) {
        bind_as(c, inner, upy_intern(".0", 2), UPY_SYMBOL_PARAMETER);
        inner->is_async = upy_scope_frame(s)->is_async || has_async_clause(clauses);
    }
    for (uint32_t i = 0; i < clauses->count; i++) {
        upy_ast *clause = clauses->items[i];
        if (i) {
            visit(c, inner, clause->for_clause.iterable);
        }
        if (upy_ast_is_async(clause)) {
            if (!upy_scope_frame(inner)->is_async) {
                refuse(c, clause, "async for/with outside async function");
            }
            upy_scope_frame(inner)->has_await = true;
        }
        store(c, inner, clause->for_clause.target);
        visit_list(c, inner, clause->for_clause.conditions);
    }
    visit(c, inner, n->comprehension.element);
}

// ---- What only functions may do ------------------------------------------------------------------

static void check_yield(upy_collector *c, upy_scope *s, upy_ast *n) {
    upy_scope *frame = upy_scope_frame(s);
    if (frame->kind != UPY_SCOPE_FUNCTION || frame->is_lazy) {
        refuse(c, n, "'yield' outside function");
    }
    if (s->kind == UPY_SCOPE_COMPREHENSION || upy_scope_is_generator_expression(s)) {
        refuse(c, n, "'yield' inside comprehension");
    }
    if (UPY_HAS_ASYNC && n->kind == UPY_AST_YIELD_FROM && frame->is_async) {
        refuse(c, n, "'yield from' inside async function");
    }
    frame->has_yield = true;
}

static void check_await(upy_collector *c, upy_scope *s, upy_ast *n) {
    upy_scope *frame = upy_scope_frame(s);
    if (frame->kind != UPY_SCOPE_FUNCTION || frame->is_lazy) {
        refuse(c, n, "'await' outside function");
    }
    frame->has_await = true;
}

static void check_async(upy_collector *c, upy_scope *s, const upy_ast *n) {
    if (upy_ast_is_async(n) && !upy_scope_frame(s)->is_async) {
        refuse(c, n, "async for/with outside async function");
    }
}

// ---- Statements ----------------------------------------------------------------------------------

static void note_annotation(upy_collector *c, upy_scope *s, upy_ast *n) {
    if (!s->annotations) {
        s->annotations = new_lazy_scope(c, s, NULL);
    }
    upy_annotated *entry = upy_parser_alloc(c->parser, sizeof *entry);
    entry->next = NULL;
    entry->node = n;
    if (s->last_annotated) {
        s->last_annotated->next = entry;
    } else {
        s->annotated = entry;
    }
    s->last_annotated = entry;
    visit(c, s->annotations, n->assign.annotation->annotation.expression);
}

static void visit_type_alias(upy_collector *c, upy_scope *s, upy_ast *n) {
    upy_scope *around = visit_type_parameters(c, s, n, n->type_alias.type_parameters);
    visit_lazily(c, around, n->type_alias.value);
    bind(c, s, n->type_alias.name);
}

// super() reads the first parameter of the method.
static void use_self(upy_collector *c, upy_scope *s, const upy_ast *n) {
    const upy_ast *function = n->call.function;
    if (function->kind == UPY_AST_NAME && function->name == UPY_NAME(super) && n->call.arguments->count == 0 &&
        s->kind != UPY_SCOPE_MODULE) {
        upy_scope *method = upy_scope_method(s);
        upy_value self = method ? upy_scope_first_parameter(method) : UPY_NULL;
        if (self != UPY_NULL) {
            use(c, s, self);
        }
    }
}

static void check_return(upy_collector *c, upy_scope *s, const upy_ast *n) {
    if (s->kind != UPY_SCOPE_FUNCTION) {
        refuse(c, n, "'return' outside function");
    }
}

static void check_import(upy_collector *c, upy_scope *s, const upy_ast *n) {
    if (n->op == 1 && s->kind != UPY_SCOPE_MODULE) {
        refuse(c, n, "import * not at module level");
    }
}

static bool visit_const(upy_collector *c, upy_scope *s, const upy_ast *n) {
    const upy_ast_list *targets = n->assign.targets;
    if (targets->count > 1 || !upy_is_const_definition(targets->items[0], n->assign.value)) {
        return false;
    }
    visit(c, s, n->assign.value);
    bind_const(c, s, targets->items[0]->name);
    return true;
}

static bool visit_annotated(upy_collector *c, upy_scope *s, upy_ast *n) {
    bool is_kept = n->op == 1 && (s->kind == UPY_SCOPE_CLASS || s->kind == UPY_SCOPE_MODULE);
    if (UPY_FULL_DATA_MODEL && is_kept) {
        note_annotation(c, s, n);
    }
    return visit_const(c, s, n) || (!n->assign.value && n->op == 0);
}

// What is special about the kind; true: its parts have been visited.
static bool visit_itself(upy_collector *c, upy_scope *s, upy_ast *n) {
    switch ((upy_ast_kind)n->kind) {
    case UPY_AST_NAME: use(c, s, n->name); return true;
    case UPY_AST_LAMBDA: visit_lambda(c, s, n); return true;
    case UPY_AST_NAMED: visit_named(c, s, n); return true;
    case UPY_AST_AWAIT: check_await(c, s, n); return false;
    case UPY_AST_YIELD:
    case UPY_AST_YIELD_FROM: check_yield(c, s, n); return false;
    case UPY_AST_CALL: use_self(c, s, n); return false;
    case UPY_AST_LIST_COMPREHENSION:
    case UPY_AST_SET_COMPREHENSION:
    case UPY_AST_DICT_COMPREHENSION:
    case UPY_AST_GENERATOR: visit_comprehension(c, s, n); return true;
    case UPY_AST_ASSIGN: return visit_const(c, s, n);
    case UPY_AST_AUGMENTED:
        if (n->pair.left->kind == UPY_AST_NAME) {
            use(c, s, n->pair.left->name);
        }
        return false;
    case UPY_AST_ANNOTATED: return visit_annotated(c, s, n);
    case UPY_AST_RETURN: check_return(c, s, n); return false;
    case UPY_AST_GLOBAL: declare(c, s, n, UPY_SYMBOL_GLOBAL); return true;
    case UPY_AST_NONLOCAL: declare(c, s, n, UPY_SYMBOL_NONLOCAL); return true;
    case UPY_AST_IMPORT_FROM: check_import(c, s, n); return false;
    case UPY_AST_TYPE_ALIAS:
        if (UPY_FULL_DATA_MODEL) {
            visit_type_alias(c, s, n);
        }
        return true;
    case UPY_AST_FOR:
    case UPY_AST_WITH: check_async(c, s, n); return false;
    case UPY_AST_FUNCTION: visit_function(c, s, n); return true;
    case UPY_AST_CLASS: visit_class(c, s, n); return true;
    default: return false;
    }
}

// The parts of expressions are visited from right to left, those of statements in order; what comes last in a loop.
static void visit(upy_collector *c, upy_scope *s, upy_ast *n) {
    upy_check_stack();
    while (n && !visit_itself(c, s, n)) {
        unsigned parts = upy_ast_parts[n->kind], count = 0;
        bool is_deletion = n->kind == UPY_AST_DELETE || n->kind == UPY_AST_HANDLER;
        unsigned flags = UPY_SYMBOL_ASSIGNED | UPY_SYMBOL_REBOUND | (is_deletion ? UPY_SYMBOL_DELETED : 0);
        upy_ast *next = NULL;
        while (parts >> count * UPY_PART_BITS) {
            count++;
        }
        for (unsigned i = 0; i < count; i++) {
            unsigned at = n->kind < UPY_AST_EXPRESSION ? count - 1 - i : i;
            void *part = upy_ast_part(n, at);
            switch (parts >> at * UPY_PART_BITS & 7) {
            case UPY_PART_LIST:
                if (i + 1 < count || ((upy_ast_list *)part)->count != 1) {
                    visit_list(c, s, part);
                    break;
                }
                part = ((upy_ast_list *)part)->items[0];
                __attribute__((fallthrough));
            case UPY_PART_NODE:
                if (i + 1 == count) {
                    next = part;
                } else if (part) {
                    visit(c, s, part);
                }
                break;
            case UPY_PART_TARGETS:
                for (uint32_t k = 0; k < ((upy_ast_list *)part)->count; k++) {
                    visit_target(c, s, ((upy_ast_list *)part)->items[k], flags);
                }
                break;
            case UPY_PART_TARGET:
                if (part) {
                    visit_target(c, s, part, flags);
                }
                break;
            case UPY_PART_BOUND:
                if (part) {
                    bind_as(c, s, part, flags);
                }
                break;
            default: break;
            }
        }
        n = next;
    }
}

void upy_scope_collect(upy_scope *module, upy_parser *parser, upy_value filename, upy_dict *module_globals,
                       upy_ast *tree) {
    upy_collector c = {.parser = parser, .filename = filename, .module_globals = module_globals, .module = module};
    module->first_child = module->last_child = module->cursor = NULL;
    module->annotated = module->last_annotated = NULL;
    module->annotations = NULL;
    visit(&c, module, tree);
    for (upy_scope *child = module->first_child; child; child = child->next) {
        upy_scope_resolve(&c, child);
    }
}

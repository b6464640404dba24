// codegen_function.c — def, lambda, generator expressions, decorators.
//
// A function is compiled into a unit of its own while the enclosing unit waits; then the enclosing code makes the
// function object from the finished code.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/str.h"

// ---- Names -----------------------------------------------------------------------------------------------

static upy_value joined_name(upy_value outer, const char *between, upy_value name) {
    return upy_intern_str(upy_new_str_format("%q%s%q", outer, between, name));
}

// The __qualname__ of something called `name` that is defined at the current place.
upy_value upy_qualified_name(upy_unit *u, upy_value name) {
    const upy_symbol *s = upy_resolve(u, name);
    if (u->frame->kind == UPY_SCOPE_MODULE || (s && (s->flags & UPY_SYMBOL_GLOBAL))) {
        return name;
    }
    return joined_name(u->qualname, u->frame->kind == UPY_SCOPE_CLASS ? "." : ".<locals>.", name);
}

// ---- Parameters --------------------------------------------------------------------------------------------

static void count_parameters(upy_unit *u, const upy_ast_list *parameters, upy_code *code) {
    uint16_t counts[UPY_PARAMETER_VARKW + 1] = {0}, defaults[UPY_PARAMETER_VARKW + 1] = {0};
    if (parameters->count >= 0x7000) {
        upy_raise_runtime("too many parameters");
    }
    for (uint32_t i = 0; i < parameters->count; i++) {
        const upy_ast *p = parameters->items[i];
        counts[p->op]++;
        defaults[p->op] += p->parameter.initial != NULL;
    }
    code->n_positional_only = counts[UPY_PARAMETER_POSITIONAL_ONLY];
    code->n_args = counts[UPY_PARAMETER_POSITIONAL_ONLY] + counts[UPY_PARAMETER_PLAIN];
    code->n_keyword_only = counts[UPY_PARAMETER_KEYWORD_ONLY];
    code->n_defaults = defaults[UPY_PARAMETER_POSITIONAL_ONLY] + defaults[UPY_PARAMETER_PLAIN];
    code->has_keyword_defaults = defaults[UPY_PARAMETER_KEYWORD_ONLY] != 0;
    u->flags |=
        (counts[UPY_PARAMETER_VARARGS] ? UPY_CODE_VARARGS : 0) | (counts[UPY_PARAMETER_VARKW] ? UPY_CODE_VARKW : 0);
}

// Defaults into consecutive registers; returns the first. Positional ones, then one per keyword-only parameter if any
// has one.
static unsigned gen_defaults(upy_unit *u, const upy_ast_list *parameters) {
    unsigned first = u->top;
    bool has_keyword_default = false;
    for (uint32_t i = 0; i < parameters->count; i++) {
        upy_ast *p = parameters->items[i];
        bool is_positional = p->op == UPY_PARAMETER_POSITIONAL_ONLY || p->op == UPY_PARAMETER_PLAIN;
        if (is_positional && p->parameter.initial) {
            upy_gen_new(u, p->parameter.initial);
        }
        has_keyword_default |= p->op == UPY_PARAMETER_KEYWORD_ONLY && p->parameter.initial;
    }
    for (uint32_t i = 0; i < parameters->count && has_keyword_default; i++) {
        upy_ast *p = parameters->items[i];
        if (p->op != UPY_PARAMETER_KEYWORD_ONLY) {
            continue;
        }
        if (p->parameter.initial) {
            upy_gen_new(u, p->parameter.initial);
        } else {
            upy_emit(u, UPY_LOAD_UNSET, upy_reserve_one(u), 1);
        }
    }
    return first;
}

// ---- Making the function object ------------------------------------------------------------------------------

static void set_generator_flags(upy_unit *u) {
    const upy_scope *s = u->frame;
    bool is_expression = upy_scope_is_generator_expression(s);
    bool yields = s->has_yield || is_expression;
    bool is_coroutine = UPY_HAS_ASYNC && s->is_async && !is_expression;
    if (yields || is_coroutine || (UPY_HAS_ASYNC && s->has_await)) {
        u->flags |= UPY_CODE_GENERATOR;
    }
    if (UPY_HAS_ASYNC && yields && (is_coroutine || s->has_await)) {
        u->flags |= s->is_async ? UPY_CODE_ASYNC_GENERATOR : 0;
    } else if (is_coroutine) {
        u->flags |= UPY_CODE_COROUTINE;
    }
}

const upy_ast *upy_docstring_of(const upy_ast_list *body) {
    if (!UPY_DOCSTRINGS || body->count == 0 || body->items[0]->kind != UPY_AST_EXPRESSION) {
        return NULL;
    }
    const upy_ast *n = body->items[0]->child;
    return n->kind == UPY_AST_CONSTANT && !n->op && upy_is_exactly(n->constant, &upy_type_str) ? n : NULL;
}

static const upy_ast_list *parameters_of(const upy_ast *n) {
    return n->kind == UPY_AST_FUNCTION ? n->function.parameters : n->lambda.parameters;
}

static upy_value name_of(const upy_scope *scope) {
    if (UPY_FULL_DATA_MODEL && scope->is_lazy) {
        return UPY_NAME(__annotate__);
    }
    switch (scope->node ? (upy_ast_kind)scope->node->kind : UPY_AST_PASS) {
    case UPY_AST_FUNCTION: return scope->node->function.name;
    case UPY_AST_CLASS: return scope->node->class_definition.name;
    case UPY_AST_LAMBDA: return upy_intern("<lambda>", 8);
    case UPY_AST_GENERATOR: return upy_intern("<genexpr>", 9);
    default: return upy_intern("<module>", 8);
    }
}

upy_code *upy_compile_scope(upy_compilation *all, upy_unit *outer, upy_scope *scope, upy_body *body, const void *what) {
    upy_unit u;
    upy_code code = {.docstring = UPY_NONE, .name = name_of(scope)};
    const upy_ast *node = scope->node;
    upy_unit_begin(&u, outer, all, scope, node ? node->place : outer ? outer->place : (upy_place){.line = 1});
    u.qualname = outer ? upy_qualified_name(outer, code.name) : code.name;
    if (!scope->is_lazy && node && (node->kind == UPY_AST_FUNCTION || node->kind == UPY_AST_LAMBDA)) {
        count_parameters(&u, parameters_of(node), &code);
    } else if (scope->kind == UPY_SCOPE_FUNCTION ? !scope->is_lazy : (u.flags & UPY_CODE_NAMESPACE) != 0) {
        code.n_args = code.n_positional_only = 1; // a namespace, or the first iterable of a generator expression
        code.n_defaults = scope->is_lazy;         // … which annotations in classes keep as a default
    }
    set_generator_flags(&u);
    upy_lay_out_variables(&u);
    body(&u, what, &code);
    upy_emit(&u, UPY_RETURN_NONE, 0, 0);
    return upy_unit_finish(&u, &code);
}

void upy_gen_scope(upy_unit *u, upy_scope *scope, upy_body *body, const void *what, unsigned to, unsigned defaults) {
    const upy_code *code = upy_compile_scope(u->all, u, scope, body, what);
    // The cells that the code captures have just been loaded: nothing may come between.
    upy_emit_extra(u, UPY_MAKE_FUNCTION, to, defaults, 0, u->is_reachable ? upy_constant_index(u, (upy_value)code) : 0);
}

static void gen_def_body(upy_unit *u, const void *what, upy_code *code) {
    const upy_ast_list *body = ((const upy_ast *)what)->function.body;
    const upy_ast *docstring = upy_docstring_of(body);
    if (docstring) {
        code->docstring = docstring->constant;
    }
    upy_gen_statements(u, body);
}

static void gen_lambda_body(upy_unit *u, const void *what, upy_code *code) {
    (void)code;
    upy_gen_return(u, ((const upy_ast *)what)->lambda.body);
}

void upy_gen_lambda(upy_unit *u, upy_ast *n, unsigned to) {
    unsigned defaults = gen_defaults(u, n->lambda.parameters);
    upy_gen_scope(u, upy_scope_child(u->scope, n, false), gen_lambda_body, n, to, defaults);
}

void upy_gen_generator(upy_unit *u, upy_ast *n, unsigned to) {
    unsigned callee = upy_top_register(u, to), mark = u->top;
    upy_gen_scope(u, upy_scope_child(u->scope, n, false), upy_gen_generator_body, n, callee, callee);
    u->top = mark;
    upy_reserve(u, F - 1);
    upy_ast *first = n->comprehension.clauses->items[0];
    unsigned iterable = u->top;
    upy_gen_new(u, first->for_clause.iterable);
    if (UPY_LEVEL >= UPY_LEVEL_FULL && first->op != 1) {
        upy_emit_intrinsic(u, iterable, iterable, UPY_INTRINSIC_iterate_early);
    }
    upy_emit(u, UPY_CALL, callee, 1);
    u->top = callee + 1;
    upy_emit_move(u, to, callee);
}

// ---- Decorators ----------------------------------------------------------------------------------------------------

#if UPY_FULL_DATA_MODEL
// @micropython.native and its kin choose how to compile, and are not expressions. Code is always interpreted here.
static bool is_compiler_decorator(upy_unit *u, const upy_ast *n) {
    const upy_ast *head = n;
    while (head->kind == UPY_AST_ATTRIBUTE) {
        head = head->attribute.object;
    }
    if (head == n || head->kind != UPY_AST_NAME || head->name != UPY_NAME(micropython)) {
        return false;
    }
    upy_value which = n->attribute.name;
    bool is_known = which == UPY_NAME(native) || which == UPY_NAME(viper) || which == UPY_NAME(bytecode);
    if (n->attribute.object != head || !is_known) {
        upy_refuse(u, n, "invalid micropython decorator");
    }
    return true;
}
#else
static bool is_compiler_decorator(upy_unit *u, const upy_ast *n) {
    (void)u, (void)n;
    return false;
}
#endif

// Evaluates decorators as pending calls, one above the other; what they decorate goes into the register returned.
unsigned upy_gen_decorators(upy_unit *u, const upy_ast_list *decorators) {
    for (uint32_t i = 0; i < decorators->count; i++) {
        if (!is_compiler_decorator(u, decorators->items[i])) {
            upy_gen_new(u, decorators->items[i]);
            upy_reserve(u, F - 1);
        }
    }
    return upy_reserve_one(u);
}

// Calls them, innermost first; returns the register of the result.
unsigned upy_gen_decorator_calls(upy_unit *u, const upy_ast_list *decorators, unsigned reg) {
    for (uint32_t i = decorators->count; i--;) {
        if (!is_compiler_decorator(u, decorators->items[i])) {
            reg -= F;
            u->place = decorators->items[i]->place;
            upy_emit(u, UPY_CALL, reg, 1);
        }
    }
    return reg;
}

void upy_gen_function(upy_unit *u, upy_ast *n) {
    unsigned mark = u->top, tuple = 0;
    unsigned reg = upy_gen_decorators(u, n->function.decorators);
    unsigned defaults = gen_defaults(u, n->function.parameters);
    upy_scope *previous = upy_enter_types(u, n, n->function.type_parameters, &tuple);
    u->place = n->place;
    upy_scope *lazy =
        UPY_FULL_DATA_MODEL && upy_function_has_annotations(n) ? upy_scope_child(u->scope, n, true) : NULL;
    upy_gen_scope(u, upy_scope_child(u->scope, n, false), gen_def_body, n, reg, defaults);
    if (n->function.type_parameters->count && UPY_FULL_DATA_MODEL) {
        upy_emit_intrinsic_pair(u, reg, reg, tuple, UPY_INTRINSIC_set_type_parameters);
    }
    if (lazy) {
        upy_gen_function_annotations(u, lazy, n, reg);
    }
    upy_leave_types(u, previous);
    upy_gen_store(u, n->function.name, upy_gen_decorator_calls(u, n->function.decorators, reg));
    u->top = mark;
}

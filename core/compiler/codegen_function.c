// codegen_function.c — def, lambda, generator expressions, decorators; and functions made for lazy evaluation.
//
// A function is compiled into a unit of its own while the enclosing unit waits; then the enclosing code makes the
// function object from the finished code. Annotations are the body of a hidden function that is only called when
// somebody asks: each is evaluated by itself, and one that does not resolve is its source text.
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
    uint32_t n_args = 0, n_keyword_only = 0;
    for (uint32_t i = 0; i < parameters->count; i++) {
        const upy_ast *p = parameters->items[i];
        bool has_default = p->parameter.initial != NULL;
        switch ((upy_ast_parameter)p->op) {
        case UPY_PARAMETER_POSITIONAL_ONLY:
            code->n_positional_only++;
            n_args++;
            code->n_defaults += has_default;
            break;
        case UPY_PARAMETER_PLAIN:
            n_args++;
            code->n_defaults += has_default;
            break;
        case UPY_PARAMETER_VARARGS: u->flags |= UPY_CODE_VARARGS; break;
        case UPY_PARAMETER_KEYWORD_ONLY:
            n_keyword_only++;
            code->has_keyword_defaults |= has_default;
            break;
        default: u->flags |= UPY_CODE_VARKW; break;
        }
    }
    if (parameters->count >= 0x7000) {
        upy_raise_runtime("too many parameters");
    }
    code->n_args = (uint16_t)n_args;
    code->n_keyword_only = (uint16_t)n_keyword_only;
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
            upy_emit(u, UPY_LOAD_UNSET, upy_reserve_one(u), 1, 0);
        }
    }
    return first;
}

// ---- Making the function object ------------------------------------------------------------------------------

static void set_generator_flags(upy_unit *u) {
    const upy_scope *s = u->frame;
    bool is_expression = upy_scope_is_generator_expression(s);
    bool yields = s->has_yield || is_expression;
    bool is_coroutine = s->is_async && !is_expression;
    if (yields || is_coroutine || s->has_await) {
        u->flags |= UPY_CODE_GENERATOR;
    }
    if (yields && (is_coroutine || s->has_await)) {
        u->flags |= s->is_async ? UPY_CODE_ASYNC_GENERATOR : 0;
    } else if (is_coroutine) {
        u->flags |= UPY_CODE_COROUTINE;
    }
}

upy_code *upy_finish_function(upy_unit *u, upy_code *code, upy_value name) {
    upy_emit(u, UPY_RETURN_NONE, 0, 0, 0);
    code->name = name;
    return upy_unit_finish(u, code);
}

// The cells the code captures are loaded when it is finished, so nothing may come between.
void upy_gen_make_function(upy_unit *u, const upy_code *code, unsigned to, unsigned defaults) {
    upy_emit_extra(u, UPY_MAKE_FUNCTION, to, defaults, 0, u->is_reachable ? upy_constant_index(u, (upy_value)code) : 0);
}

const upy_ast *upy_docstring_of(const upy_ast_list *body) {
    if (!UPY_DOCSTRINGS || body->count == 0 || body->items[0]->kind != UPY_AST_EXPRESSION) {
        return NULL;
    }
    const upy_ast *n = body->items[0]->child;
    return n->kind == UPY_AST_CONSTANT && !n->op && upy_is_exactly(n->constant, &upy_type_str) ? n : NULL;
}

static void compile_def(upy_unit *u, upy_ast *n, upy_scope *scope, unsigned to, unsigned defaults) {
    upy_unit inner;
    upy_code code = {.docstring = UPY_NONE};
    upy_unit_begin(&inner, u, u->all, scope, n->line);
    inner.qualname = upy_qualified_name(u, n->function.name);
    count_parameters(&inner, n->function.parameters, &code);
    set_generator_flags(&inner);
    upy_lay_out_variables(&inner);
    const upy_ast *docstring = upy_docstring_of(n->function.body);
    if (docstring) {
        code.docstring = docstring->constant;
    }
    upy_gen_statements(&inner, n->function.body);
    upy_gen_make_function(u, upy_finish_function(&inner, &code, n->function.name), to, defaults);
}

void upy_gen_lambda(upy_unit *u, upy_ast *n, unsigned to) {
    upy_unit inner;
    upy_code code = {.docstring = UPY_NONE};
    upy_value name = upy_intern("<lambda>", 8);
    unsigned defaults = gen_defaults(u, n->lambda.parameters);
    upy_unit_begin(&inner, u, u->all, upy_scope_child(u->scope, n, false), n->line);
    inner.qualname = upy_qualified_name(u, name);
    count_parameters(&inner, n->lambda.parameters, &code);
    set_generator_flags(&inner);
    upy_lay_out_variables(&inner);
    upy_gen_return(&inner, n->lambda.body);
    upy_gen_make_function(u, upy_finish_function(&inner, &code, name), to, defaults);
}

void upy_gen_generator(upy_unit *u, upy_ast *n, unsigned to) {
    upy_unit inner;
    upy_code code = {.docstring = UPY_NONE, .n_args = 1, .n_positional_only = 1};
    upy_value name = upy_intern("<genexpr>", 9);
    unsigned callee = to + 1 == u->top && !upy_is_variable(u, to) ? to : upy_reserve_one(u);
    upy_unit_begin(&inner, u, u->all, upy_scope_child(u->scope, n, false), n->line);
    inner.qualname = upy_qualified_name(u, name);
    set_generator_flags(&inner);
    upy_lay_out_variables(&inner);
    upy_gen_generator_body(&inner, n);
    unsigned mark = u->top;
    upy_gen_make_function(u, upy_finish_function(&inner, &code, name), callee, callee);
    u->top = mark;
    upy_reserve(u, F - 1);
    upy_ast *first = n->comprehension.clauses->items[0];
    unsigned iterable = u->top;
    upy_gen_new(u, first->for_clause.iterable);
    if (UPY_LEVEL >= UPY_LEVEL_FULL && first->op != 1) {
        upy_emit_intrinsic(u, iterable, iterable, UPY_INTRINSIC_iterate_early);
    }
    upy_emit(u, UPY_CALL, callee, 1, 0);
    u->top = callee + 1;
    upy_emit_move(u, to, callee);
}

// ---- Lazy evaluation -------------------------------------------------------------------------------------------

typedef void lazy_body(upy_unit *u, const void *what);

// A function of no arguments that computes something later. Inside a class its only parameter is the class namespace,
// which is also its default.
static void gen_lazy(upy_unit *u, upy_scope *scope, uint32_t line, unsigned to, lazy_body *body, const void *what) {
    static const char text[] = "__annotate__";
    upy_unit inner;
    upy_code code = {.docstring = UPY_NONE};
    upy_unit_begin(&inner, u, u->all, scope, line);
    inner.qualname = upy_qualified_name(u, upy_intern(text, sizeof text - 1));
    if (scope->kind == UPY_SCOPE_CLASS_LAZY) {
        code.n_args = code.n_positional_only = code.n_defaults = 1;
    }
    upy_lay_out_variables(&inner);
    body(&inner, what);
    upy_gen_make_function(u, upy_finish_function(&inner, &code, UPY_NAME(__annotate__)), to, 0);
}

static void body_expression(upy_unit *u, const void *what) {
    upy_ast *n = (upy_ast *)(uintptr_t)what;
    if (n->kind != UPY_AST_STARRED) {
        upy_gen_return(u, n);
        return;
    }
    unsigned reg = upy_reserve_one(u); // *Ts = *tuple[int]
    upy_gen_into(u, n->child, reg);
    upy_emit(u, UPY_UNPACK, reg, 1, reg);
    upy_emit_exit(u, UPY_RETURN, reg);
}

// name: the value of the annotation, or its text if a name in it does not resolve.
static void gen_one_annotation(upy_unit *u, unsigned dict, upy_value name, upy_ast *annotation) {
    upy_label end = UPY_LABEL;
    upy_block b;
    unsigned mark = u->top, key = upy_reserve(u, 2), value = key + 1;
    upy_ast *expression = annotation->annotation.expression;
    const char *text = u->all->source + annotation->annotation.start;
    upy_emit_constant(u, key, name);
    upy_block_push(u, &b, UPY_BLOCK_PROTECTED, 0);
    upy_block_protect(u, &b, u->top);
    bool is_starred = expression->kind == UPY_AST_STARRED;
    upy_gen_into(u, is_starred ? expression->child : expression, value);
    if (is_starred) { // *args: *Ts
        upy_emit(u, UPY_UNPACK, value, 1, value);
    }
    upy_block_unprotect(u, &b);
    upy_block_pop(u, &b);
    upy_emit_jump(u, &end);
    if (upy_block_handler(u, &b)) {
        unsigned raised = upy_reserve(u, 2);
        upy_label unresolved = UPY_LABEL;
        upy_emit_intrinsic(u, raised + 1, raised, UPY_INTRINSIC_load_name_error);
        upy_emit_jump_if(u, UPY_JUMP_MATCHES, raised, raised + 1, 1, &unresolved);
        upy_emit_exit(u, UPY_RERAISE, raised);
        upy_label_here(u, &unresolved);
        upy_emit_constant(u, value, upy_new_str(text, annotation->annotation.length));
    }
    upy_label_here(u, &end);
    upy_emit(u, UPY_DICT_SET, dict, key, value);
    u->top = mark;
}

static void body_function_annotations(upy_unit *u, const void *what) {
    const upy_ast *n = what;
    unsigned dict = upy_reserve_one(u);
    upy_emit(u, UPY_MAKE_DICT, dict, dict, 0);
    for (uint32_t i = 0; i < n->function.parameters->count; i++) {
        const upy_ast *p = n->function.parameters->items[i];
        if (p->parameter.annotation) {
            gen_one_annotation(u, dict, p->parameter.name, p->parameter.annotation);
        }
    }
    if (n->function.returns) {
        gen_one_annotation(u, dict, upy_intern("return", 6), n->function.returns);
    }
    upy_emit_exit(u, UPY_RETURN, dict);
}

static void body_variable_annotations(upy_unit *u, const void *what) {
    unsigned dict = upy_reserve_one(u);
    upy_emit(u, UPY_MAKE_DICT, dict, dict, 0);
    for (const upy_annotated *a = what; a; a = a->next) {
        gen_one_annotation(u, dict, a->node->annotated.target->name, a->node->annotated.annotation);
    }
    upy_emit_exit(u, UPY_RETURN, dict);
}

void upy_gen_annotations(upy_unit *u, const upy_scope *owner) {
    if (!owner->annotated) {
        return;
    }
    unsigned mark = u->top, pair = upy_reserve(u, 2);
    if (owner->kind == UPY_SCOPE_CLASS) {
        upy_emit_move(u, pair, 0);
    } else {
        upy_emit(u, UPY_LOAD_NONE, pair, 0, 0);
    }
    gen_lazy(u, owner->annotations, owner->annotated->node->line, pair + 1, body_variable_annotations,
             owner->annotated);
    upy_emit_intrinsic(u, pair, pair, UPY_INTRINSIC_set_annotations);
    u->top = mark;
}

// ---- Type parameters (PEP 695) -----------------------------------------------------------------------------------

// A function computing `expression` later, or None.
static void gen_lazy_or_none(upy_unit *u, upy_ast *expression, unsigned to) {
    if (expression) {
        gen_lazy(u, upy_scope_child(u->scope, expression, true), expression->line, to, body_expression, expression);
    } else {
        upy_emit(u, UPY_LOAD_NONE, to, 0, 0);
    }
}

// Makes the type parameters and enters their scope; *tuple gets the register of a tuple of them. Their registers stay
// reserved until the caller lowers `top`.
upy_scope *upy_enter_types(upy_unit *u, const upy_ast *n, const upy_ast_list *parameters, unsigned *tuple) {
    upy_scope *previous = u->scope;
    if (parameters->count == 0) {
        return previous;
    }
    u->scope = upy_scope_child(previous, n, false);
    for (upy_symbol *s = u->scope->first; s; s = s->next) {
        if (s->place == UPY_PLACE_LOCAL) {
            s->index = (uint16_t)upy_reserve_one(u);
            upy_emit(u, UPY_LOAD_UNSET, s->index, 1, 0);
            if (s->flags & UPY_SYMBOL_CELL) {
                upy_emit(u, UPY_MAKE_CELL, s->index, 0, 0);
            }
        }
    }
    *tuple = upy_reserve(u, parameters->count);
    for (uint32_t i = 0; i < parameters->count; i++) {
        const upy_ast *p = parameters->items[i];
        unsigned mark = u->top, first = upy_reserve(u, 4);
        upy_emit_constant(u, first, p->type_parameter.name);
        upy_emit_constant(u, first + 1, upy_small_int(p->op));
        gen_lazy_or_none(u, p->type_parameter.bound, first + 2);
        gen_lazy_or_none(u, p->type_parameter.initial, first + 3);
        upy_emit_intrinsic(u, *tuple + i, first, UPY_INTRINSIC_type_parameter);
        upy_gen_store(u, p->type_parameter.name, *tuple + i);
        u->top = mark;
    }
    upy_emit(u, UPY_MAKE_TUPLE, *tuple, *tuple, parameters->count);
    return previous;
}

void upy_leave_types(upy_unit *u, upy_scope *previous) { u->scope = previous; }

void upy_gen_type_alias(upy_unit *u, upy_ast *n) {
    unsigned mark = u->top, tuple = 0, first = upy_reserve(u, 3);
#if UPY_FULL_DATA_MODEL
    upy_scope *previous = upy_enter_types(u, n, n->type_alias.type_parameters, &tuple);
    upy_emit_constant(u, first, n->type_alias.name);
    if (n->type_alias.type_parameters->count) {
        upy_emit_move(u, first + 1, tuple);
    } else {
        upy_emit_constant(u, first + 1, UPY_EMPTY_TUPLE);
    }
    gen_lazy_or_none(u, n->type_alias.value, first + 2);
    upy_leave_types(u, previous);
    upy_emit_intrinsic(u, first, first, UPY_INTRINSIC_type_alias);
#else
    (void)tuple;
    upy_emit(u, UPY_LOAD_NONE, first, 0, 0);
#endif
    upy_gen_store(u, n->type_alias.name, first);
    u->top = mark;
}

// ---- Decorators ----------------------------------------------------------------------------------------------------

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
            u->line = decorators->items[i]->line;
            upy_emit(u, UPY_CALL, reg, 1, 0);
        }
    }
    return reg;
}

void upy_gen_function(upy_unit *u, upy_ast *n) {
    unsigned mark = u->top, tuple = 0;
    unsigned reg = upy_gen_decorators(u, n->function.decorators);
    unsigned defaults = gen_defaults(u, n->function.parameters);
    upy_scope *previous = upy_enter_types(u, n, n->function.type_parameters, &tuple);
    u->line = n->line;
    upy_scope *lazy =
        UPY_FULL_DATA_MODEL && upy_function_has_annotations(n) ? upy_scope_child(u->scope, n, true) : NULL;
    compile_def(u, n, upy_scope_child(u->scope, n, false), reg, defaults);
    if (n->function.type_parameters->count && UPY_FULL_DATA_MODEL) {
        unsigned pair = upy_reserve(u, 2);
        upy_emit_move(u, pair, reg);
        upy_emit_move(u, pair + 1, tuple);
        upy_emit_intrinsic(u, reg, pair, UPY_INTRINSIC_set_type_parameters);
    }
    if (lazy) {
        unsigned pair = upy_reserve(u, 2);
        upy_emit_move(u, pair, reg);
        gen_lazy(u, lazy, n->line, pair + 1, body_function_annotations, n);
        upy_emit_intrinsic(u, pair, pair, UPY_INTRINSIC_set_annotations);
    }
    upy_leave_types(u, previous);
    upy_gen_store(u, n->function.name, upy_gen_decorator_calls(u, n->function.decorators, reg));
    u->top = mark;
}

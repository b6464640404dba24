// compile.c — source text to code object: the driver.
//
// A module is read, analysed and compiled one top-level statement at a time into one code object; the tree of a
// statement is gone before the next is read, so the peak of memory is set by the largest statement. Compile-time
// constants live as long as the compilation.
#include "core/compiler/codegen.h"
#include "core/compiler/syntax_error.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/str.h"

static void store_docstring(upy_unit *u, upy_value docstring) {
    unsigned reg = upy_reserve_one(u);
    upy_emit_constant(u, reg, docstring);
    upy_gen_store(u, UPY_NAME(__doc__), reg);
    u->top = reg;
}

static void gen_module_body(upy_unit *u, const void *what, upy_code *code) {
    (void)what, (void)code;
    upy_compilation *all = u->all;
    bool is_first = true;
    upy_ast *statement;
    while ((statement = upy_parse_statement(all->parser))) {
        upy_scope_collect(&all->module, all->parser, all->filename, all->module_globals, statement);
        bool is_text = statement->kind == UPY_AST_EXPRESSION && statement->child->kind == UPY_AST_CONSTANT &&
                       upy_is_exactly(statement->child->constant, &upy_type_str);
        if (UPY_DOCSTRINGS && is_first && is_text && all->kind != UPY_SOURCE_SINGLE) {
            store_docstring(u, statement->child->constant);
        } else {
            upy_gen_statement(u, statement);
            upy_gen_annotations(u, &all->module);
        }
        is_first = false;
    }
}

static void gen_expression_body(upy_unit *u, const void *what, upy_code *code) {
    (void)what, (void)code;
    upy_compilation *all = u->all;
    upy_ast *expression = upy_parse_eval(all->parser);
    upy_scope_collect(&all->module, all->parser, all->filename, all->module_globals, expression);
    u->place = expression->place;
    upy_gen_return(u, expression);
}

upy_value upy_compile(const char *source, size_t length, upy_value filename, upy_source_kind kind, int optimise) {
    upy_compilation all = {
        .source = source,
        .source_length = length,
        .filename = filename,
        .kind = kind,
        .optimise = optimise < 0 ? UPY->optimise : optimise,
        .constants = upy_dict_new(0),
        .module_globals = upy_dict_new(0),
        .module = {.kind = UPY_SCOPE_MODULE, .through_namespace = kind != UPY_SOURCE_FILE},
    };
    upy_guard guard;
    all.parser = upy_parser_open(source, length, filename);
    upy_guard_begin(&guard, upy_parser_close, all.parser);
    upy_body *body = kind == UPY_SOURCE_EVAL ? gen_expression_body : gen_module_body;
    upy_code *code = upy_compile_scope(&all, NULL, &all.module, body, NULL);
    upy_guard_end(&guard);
    return (upy_value)code;
}

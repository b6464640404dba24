// test_parser.c — trees of small programs, refusals, depth, memory that runs out.
//
// Trees are compared as text: `kind(child child …)`, lists in [], names bare, other constants by their repr.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/compiler/ast.h"
#include "core/object/state.h"
#include "core/types/exception.h"
#include "core/types/str.h"

// ---- Trees as text -------------------------------------------------------------------------------

// How the payload of a kind is laid out, member by member: n node, l list, v name or constant, i number.
typedef struct kind_form {
    const char *name, *members;
} kind_form;

#define FORM(kind, name, members) [UPY_AST_##kind] = {name, members}

static const kind_form forms[UPY_AST_KIND_COUNT] = {
    FORM(NAME, "", "v"),
    FORM(CONSTANT, "", "v"),
    FORM(JOINED_STRING, "f", "l"),
    FORM(TEMPLATE, "t", "l"),
    FORM(FIELD, "field", "nnv"),
    FORM(UNARY, "unary", "n"),
    FORM(NOT, "not", "n"),
    FORM(BINARY, "binary", "nn"),
    FORM(AND, "and", "l"),
    FORM(OR, "or", "l"),
    FORM(COMPARE, "compare", "nn"),
    FORM(COMPARE_CHAIN, "chain", "l"),
    FORM(COMPARISON, "comparison", "n"),
    FORM(CONDITIONAL, "conditional", "nnn"),
    FORM(LAMBDA, "lambda", "ln"),
    FORM(NAMED, "named", "vn"),
    FORM(AWAIT, "await", "n"),
    FORM(YIELD, "yield", "n"),
    FORM(YIELD_FROM, "yieldfrom", "n"),
    FORM(ATTRIBUTE, "attribute", "nv"),
    FORM(SUBSCRIPT, "subscript", "nn"),
    FORM(SLICE, "slice", "nnn"),
    FORM(CALL, "call", "nl"),
    FORM(KEYWORD, "keyword", "vn"),
    FORM(STARRED, "star", "n"),
    FORM(DOUBLE_STARRED, "doublestar", "n"),
    FORM(TUPLE, "tuple", "l"),
    FORM(LIST, "list", "l"),
    FORM(SET, "set", "l"),
    FORM(DICT, "dict", "l"),
    FORM(KEY_VALUE, "item", "nn"),
    FORM(LIST_COMPREHENSION, "listcomp", "nl"),
    FORM(SET_COMPREHENSION, "setcomp", "nl"),
    FORM(DICT_COMPREHENSION, "dictcomp", "nl"),
    FORM(GENERATOR, "generator", "nl"),
    FORM(FOR_CLAUSE, "for", "nnl"),
    FORM(EXPRESSION, "expression", "n"),
    FORM(ASSIGN, "assign", "ln"),
    FORM(AUGMENTED, "augmented", "nn"),
    FORM(ANNOTATED, "annotated", "lnn"),
    FORM(DELETE, "delete", "l"),
    FORM(PASS, "pass", ""),
    FORM(BREAK, "break", ""),
    FORM(CONTINUE, "continue", ""),
    FORM(RETURN, "return", "n"),
    FORM(GLOBAL, "global", "l"),
    FORM(NONLOCAL, "nonlocal", "l"),
    FORM(ASSERT, "assert", "nn"),
    FORM(RAISE, "raise", "nn"),
    FORM(IMPORT, "import", "l"),
    FORM(IMPORT_FROM, "from", "vil"),
    FORM(ALIAS, "alias", "vv"),
    FORM(TYPE_ALIAS, "type", "vln"),
    FORM(IF, "if", "nll"),
    FORM(WHILE, "while", "nll"),
    FORM(FOR, "for", "nnll"),
    FORM(TRY, "try", "llll"),
    FORM(HANDLER, "handler", "nvl"),
    FORM(WITH, "with", "ll"),
    FORM(WITH_ITEM, "withitem", "nn"),
    FORM(MATCH, "match", "nl"),
    FORM(CASE, "case", "nnl"),
    FORM(FUNCTION, "def", "vlllnl"),
    FORM(CLASS, "class", "vllnl"),
    FORM(PARAMETER, "parameter", "vnn"),
    FORM(ANNOTATION, "annotation", "n"),
    FORM(TYPE_PARAMETER, "typeparameter", "vnn"),
    FORM(PATTERN_CAPTURE, "capture", "v"),
    FORM(PATTERN_STAR, "starpattern", "v"),
    FORM(PATTERN_SEQUENCE, "sequence", "l"),
    FORM(PATTERN_MAPPING, "mapping", "l"),
    FORM(PATTERN_CLASS, "classpattern", "nl"),
    FORM(PATTERN_OR, "orpattern", "l"),
    FORM(PATTERN_AS, "aspattern", "vn"),
};

static const char *const comparisons[] = {[UPY_COMPARE_EQ - UPY_COMPARE_EQ] = "==",
                                          [UPY_COMPARE_LT - UPY_COMPARE_EQ] = "<",
                                          [UPY_COMPARE_IN - UPY_COMPARE_EQ] = "in",
                                          [UPY_COMPARE_NOT_IN - UPY_COMPARE_EQ] = "notin",
                                          [UPY_COMPARE_IS_NOT - UPY_COMPARE_EQ] = "isnot"};

static void write_node(const upy_writer *w, const upy_ast *node);

static void write_list(const upy_writer *w, const upy_ast_list *list) {
    upy_write_string(w, "[");
    for (uint32_t i = 0; i < list->count; i++) {
        upy_write_string(w, i ? " " : "");
        write_node(w, list->items[i]);
    }
    upy_write_string(w, "]");
}

static void write_value(const upy_writer *w, const upy_ast *node, upy_value v) {
    if (!v) {
        upy_write_string(w, "-");
    } else {
        upy_print(w, v, node->kind == UPY_AST_CONSTANT || node->kind == UPY_AST_FIELD ? UPY_PRINT_REPR : UPY_PRINT_STR);
    }
}

static void write_node(const upy_writer *w, const upy_ast *node) {
    if (!node) {
        upy_write_string(w, "-");
        return;
    }
    const kind_form *form = &forms[node->kind];
    upy_write_string(w, form->name);
    bool is_leaf = node->kind == UPY_AST_NAME || node->kind == UPY_AST_CONSTANT;
    if (node->kind == UPY_AST_COMPARE || node->kind == UPY_AST_COMPARISON) {
        upy_printf(w, "/%s", comparisons[node->op - UPY_COMPARE_EQ]);
    } else if (node->op) {
        upy_printf(w, "/%d", (int)node->op);
    }
    upy_write_string(w, is_leaf ? "" : "(");
    const char *at = (const char *)&node->child;
    for (const char *m = form->members; *m; m++) {
        const void *word;
        memcpy(&word, at, sizeof word);
        upy_write_string(w, m > form->members ? " " : "");
        if (*m == 'n') {
            write_node(w, word);
        } else if (*m == 'l') {
            write_list(w, word);
        } else if (*m == 'v') {
            write_value(w, node, (upy_value)word);
        } else {
            uint32_t number;
            memcpy(&number, at, sizeof number);
            upy_printf(w, "%u", (unsigned)number);
        }
        at += sizeof word;
    }
    upy_write_string(w, is_leaf ? "" : ")");
}

// ---- An interpreter and what a source gives in it ------------------------------------------------

static upy_state state;
static char *heap_memory;

static void start_interpreter(char *stack_base, size_t heap_size) {
    memset(&state, 0, sizeof state);
    upy_state_current = &state;
    heap_memory = malloc(heap_size);
    upy_heap_init(heap_memory, heap_size);
    upy_init(stack_base, 1 << 20);
}

static void stop_interpreter(void) {
    upy_deinit();
    free(heap_memory);
}

static char text[4096];

static void keep_text(upy_builder *b) {
    size_t length = b->length < sizeof text - 1 ? b->length : sizeof text - 1;
    memcpy(text, b->data ? b->data : "", length);
    text[length] = '\0';
}

static void write_statements(const upy_writer *w, const char *source, size_t length) {
    upy_parser *parser = upy_parser_open(source, length, UPY_NAME(stdin));
    upy_ast *node;
    for (int n = 0; (node = upy_parse_statement(parser)) != NULL; n++) {
        upy_write_string(w, n ? "; " : "");
        write_node(w, node);
    }
    upy_parser_close(parser);
}

// The tree, or `Type: message` of what was raised.
static const char *outcome(const char *source, size_t length) {
    upy_jump jump;
    upy_builder b;
    upy_builder_init(&b, 0);
    const upy_writer w = upy_builder_writer(&b);
    if (upy_try(&jump)) {
        write_statements(&w, source, length);
        upy_end_try(&jump);
    } else {
        upy_builder_init(&b, 0);
        upy_printf(&w, "%T: %v", jump.exception, upy_exception_value(jump.exception));
    }
    keep_text(&b);
    return text;
}

typedef struct sample {
    const char *source, *expected;
} sample;

static void check_samples(const sample *samples, size_t count) {
    char stack_base;
    start_interpreter(&stack_base, 1 << 20);
    for (size_t i = 0; i < count; i++) {
        // In a block of its own size, so that a sanitizer sees any step past its end.
        size_t length = strlen(samples[i].source);
        char *source = malloc(length + !length);
        memcpy(source, samples[i].source, length);
        assert_string_equal(outcome(source, length), samples[i].expected);
        free(source);
    }
    stop_interpreter();
}

// ---- Tests ---------------------------------------------------------------------------------------

static void expressions_bind_as_the_manual_says(void **unused) {
    (void)unused;
    static const sample samples[] = {
        {"-2**-1", "expression(unary(binary/7(2 unary(1))))"},
        {"a+b*c-d", "expression(binary/1(binary(a binary/2(b c)) d))"},
        {"not a == b or c and d", "expression(or([not(compare/==(a b)) and([c d])]))"},
        {"a if b else c if d else e", "expression(conditional(b a conditional(d c e)))"},
        {"a < b not in c", "expression(chain([a comparison/<(b) comparison/notin(c)]))"},
        {"a is not b", "expression(compare/isnot(a b))"},
        {"a in b", "expression(compare/in(a b))"},
        {"await x**2", "expression(binary/7(await(x) 2))"},
        {"((a), b)", "expression(tuple([a b]))"},
        {"x[1:, ::2, *a]", "expression(subscript(x tuple([slice(1 - -) slice(- - 2) star(a)])))"},
        {"f(a, *b, c=1, **d)", "expression(call/7(f [a star(b) keyword(c 1) doublestar(d)]))"},
        {"f(x for x, in y if z)", "expression(call(f [generator(x [for(tuple([x]) y [z])])]))"},
        {"{**a, 1: 2}", "expression(dict([doublestar(a) item(1 2)]))"},
        {"lambda a, /, b=1, *, c: (yield)",
         "expression(lambda([parameter(a - -) parameter/1(b - 1) parameter/3(c - -)] yield(-)))"},
        {"[y := 1, y**2]", "expression(list([named(y 1) binary/7(y 2)]))"},
        {"print", "expression(print)"},
    };
    check_samples(samples, UPY_COUNT_OF(samples));
}

static void statements_give_their_trees(void **unused) {
    (void)unused;
    static const sample samples[] = {
        {"a = b, *c = d", "assign([a tuple([b star(c)])] d)"},
        {"x: int = 1; (x): int", "annotated/1([x] 1 annotation(int)); annotated([x] - annotation(int))"},
        {"del a, (b.c, [d[0]])", "delete([a attribute(b c) subscript(d 0)])"},
        {"import a.b, c.d as e", "import([alias(a.b a) alias/1(c.d e)])"},
        {"from ...a import (b as c, d,)", "from(a 3 [alias/1(b c) alias(d d)])"},
        {"if a: b\nelif c: d\nelse: e", "if(a [expression(b)] [if/1(c [expression(d)] [expression(e)])])"},
        {"with (a as b, c): pass", "with([withitem(a b) withitem(c -)] [pass()])"},
        {"with (a, b) as c: pass", "with([withitem(tuple([a b]) c)] [pass()])"},
        {"try: a\nexcept* B as c: d", "try([expression(a)] [handler/1(B c [expression(d)])] [] [])"},
        {"@a.b\nasync def f[T](x: T): return x",
         "def/1(f [attribute(a b)] [typeparameter(T - -)] [parameter/1(x annotation(T) -)] - [return(x)])"},
        {"class A[T](B, k=1): pass", "class(A [] [typeparameter(T - -)] call/2(- [B keyword(k 1)]) [pass()])"},
        {"type X[*T] = int", "type(X [typeparameter/1(T - -)] int)"},
        {"type(x)", "expression(call(type [x]))"},
        {"match x:\n case [1, *a] | {'k': a} if a: pass\n case A(b=_): pass",
         "match(x [case(orpattern([sequence([1 starpattern(a)]) mapping([item('k' capture(a))])]) a "
         "[pass()]) "
         "case(classpattern/2(A [keyword(b capture(-))]) - [pass()])])"},
        {"match(x)", "expression(call(match [x]))"},
        {"match[x]: int", "annotated([subscript(match x)] - annotation(int))"},
        {"match -x:\n case -1+2j: pass", "match(unary(x) [case(binary(unary(1) 2j) - [pass()])])"},
    };
    check_samples(samples, UPY_COUNT_OF(samples));
}

static void literals_have_their_values(void **unused) {
    (void)unused;
    static const sample samples[] = {
        {"0x_fF, 0o17, 0b1_0, 1__0_", "expression(tuple([255 15 2 10]))"},
        {"1., .5, 1_0.5e-1", "expression(tuple([1.0 0.5 1.05]))"},
        {"123456789012345678901234567890", "expression(123456789012345678901234567890)"},
        {"1if x else 2", "expression(conditional(x 1 2))"},
        {"'a' \"b\" '''c\r\nd'''", "expression('abc\\nd')"},
        {"'\\x41\\101\\u0041\\z\\\n'", "expression('AAA\\\\z')"},
        {"rb'\\x' b'\\xff'", "expression(b'\\\\x\\xff')"},
        {"f'{x!r:>{w}} {{a}}' 'b{'", "expression(f([field/114(x f(['>' field(w - -)]) -) ' {a}b{']))"},
        {"f'{x = }{y=:3}'", "expression(f(['x = ' field/114(x - -) 'y=' field(y '3' -)]))"},
        {"f\"{f\"{1}\"}\"", "expression(f([field(f([field(1 - -)]) - -)]))"},
        {"f'{x:=5}{d['a:b']}'", "expression(f([field(x '=5' -) field(subscript(d 'a:b') - -)]))"},
        {"t'a{ z =}'", "expression(t(['a z =' field/114(z - ' z')]))"},
        {"f''", "expression(/1'')"},
    };
    check_samples(samples, UPY_COUNT_OF(samples));
}

static void lines_end_and_indent_as_the_manual_says(void **unused) {
    (void)unused;
    static const sample samples[] = {
        {"", ""},
        {"\xef\xbb\xbf# nothing\n\n", ""},
        {"a\rb\r\nc", "expression(a); expression(b); expression(c)"},
        {"a = \\\n1 \\\n", "assign([a] 1)"},
        {"(a\n  # c\n)", "expression(a)"},
        {"if a:\n\tb\n        c\n\f\n # x\nd", "if(a [expression(b) expression(c)] []); expression(d)"},
        {"if a: b; c;", "if(a [expression(b) expression(c)] [])"},
    };
    check_samples(samples, UPY_COUNT_OF(samples));
}

static void errors_have_their_texts(void **unused) {
    (void)unused;
    static const sample samples[] = {
        {"a b", "SyntaxError: invalid syntax"},
        {"(]", "SyntaxError: invalid syntax"},
        {"'a", "SyntaxError: invalid syntax"},
        {"a ? b", "SyntaxError: invalid syntax"},
        {"a;;b", "SyntaxError: invalid syntax"},
        {"x = \\ 1", "SyntaxError: invalid syntax"},
        {"'a' b'b'", "SyntaxError: invalid syntax"},
        {"f() = 1", "SyntaxError: can't assign to expression"},
        {"None = 1", "SyntaxError: can't assign to expression"},
        {"(a, b) += 1", "SyntaxError: can't assign to expression"},
        {"__debug__ = 1", "SyntaxError: can't assign to expression"},
        {"del f()", "SyntaxError: can't delete expression"},
        {"*a, *b = c", "SyntaxError: multiple *x in assignment"},
        {"a = *b", "SyntaxError: *x must be assignment target"},
        {"f(a=1, b)", "SyntaxError: positional arg after keyword arg"},
        {"f(**a, b)", "SyntaxError: positional arg after **"},
        {"f(**a, *b)", "SyntaxError: * arg after **"},
        {"f(1=2)", "SyntaxError: LHS of keyword arg must be an id"},
        {"f(a=1, a=2)", "SyntaxError: keyword argument repeated: a"},
        {"try: a\nexcept: b\nexcept C: d", "SyntaxError: default 'except' must be last"},
        {"{1: 2, 3}", "SyntaxError: expecting key:value for dict"},
        {"{1, 2: 3}", "SyntaxError: expecting just a value for set"},
        {"f'{'", "SyntaxError: malformed f-string"},
        {"f'{}'", "SyntaxError: malformed f-string"},
        {"f'}'", "SyntaxError: malformed f-string"},
        {"f'{a", "SyntaxError: malformed f-string"},
        {"f'{a!x}'", "SyntaxError: invalid syntax"},
        {"  a", "IndentationError: unexpected indent"},
        {"if a:\n  b\n c", "IndentationError: unindent doesn't match any outer indent level"},
        {"01", "SyntaxError: invalid syntax for integer with base 0: '01'"},
        {"12abc", "SyntaxError: invalid syntax for integer with base 0: '12abc'"},
        {"1.real", "SyntaxError: invalid syntax for number"},
        {"def f(a=1, b): pass", "SyntaxError: non-default argument follows default argument"},
        {"lambda a, a: 1", "SyntaxError: argument name reused"},
    };
    check_samples(samples, UPY_COUNT_OF(samples));
}

// ---- Limits --------------------------------------------------------------------------------------

// `count` times `piece` between `before` and `after`: what becomes of it.
static const char *outcome_of_many(const char *before, const char *piece, size_t count, const char *after) {
    size_t length = strlen(before) + count * strlen(piece) + strlen(after);
    char *source = malloc(length + 1);
    char *at = source + sprintf(source, "%s", before);
    for (size_t i = 0; i < count; i++) {
        at += sprintf(at, "%s", piece);
    }
    sprintf(at, "%s", after);
    upy_jump jump;
    upy_parser *volatile parser = upy_parser_open(source, length, UPY_NAME(stdin));
    strcpy(text, "accepted");
    if (upy_try(&jump)) {
        while (upy_parse_statement(parser)) {
        }
        upy_end_try(&jump);
    } else {
        upy_builder b;
        upy_builder_init(&b, 0);
        const upy_writer w = upy_builder_writer(&b);
        upy_printf(&w, "%T", jump.exception);
        keep_text(&b);
    }
    upy_parser_close(parser);
    free(source);
    return text;
}

static void nesting_ends_in_runtime_error(void **unused) {
    (void)unused;
    char stack_base;
    start_interpreter(&stack_base, 64 << 20);
    static const char *const endless[] = {"[",    "{",   "{1:", "f(",           "(a,",    "-",
                                          "not ", "(1+", "a**", "a if b else ", "(yield "};
    for (size_t i = 0; i < UPY_COUNT_OF(endless); i++) {
        assert_string_equal(outcome_of_many("", endless[i], 100000, ""), "RuntimeError");
    }
    assert_string_equal(outcome_of_many("match x:\n case ", "[", 100000, ""), "RuntimeError");
    assert_string_equal(outcome_of_many("match x:\n case ", "{1:", 100000, ""), "RuntimeError");
    assert_string_equal(outcome_of_many("match x:\n case ", "a |", 100000, ""), "SyntaxError");
    static const char *const chains[] = {"+a", ".a", "()", "[0]", " and a", "<a", ",a", "=a", ";a", " if a else a\na"};
    for (size_t i = 0; i < UPY_COUNT_OF(chains); i++) {
        assert_string_equal(outcome_of_many("a", chains[i], 20000, ""), "accepted");
    }
    assert_string_equal(outcome_of_many("", "(", 100000, ""), "SyntaxError"); // plain parentheses need no stack
    assert_string_equal(outcome_of_many("match x:\n case ", "(", 100000, ""), "SyntaxError");
    stop_interpreter();
}

static const char program[] = "@d\nclass A(B, k=1):\n    def f(self, a, *b, c: int = 1, **d):\n        x = "
                              "f'{a!r:>{c}} and \\x41 {b=}' 'tail of it'\n"
                              "        return [y for y in self.z(*b, k=12345678901234567890, **d) if y < 1.5 < 3]\n"
                              "match a:\n    case [B(c=1, d=e), *f] | {'g': (f, e)} if f: pass\n"
                              "with (open(a) as b, c): del d, e.f\n";

static void any_allocation_may_fail(void **unused) {
    (void)unused;
    char expected[sizeof text] = "";
    size_t n_allocations = 1;
    for (size_t n = 0; n <= n_allocations; n++) { // round 0: none fails
        char stack_base;
        start_interpreter(&stack_base, 1 << 20);
        upy_heap_set_faults(0, n ? n : SIZE_MAX);
        const char *result = outcome(program, sizeof program - 1);
        if (n == 0) {
            n_allocations = UPY->heap.n_allocations;
            strcpy(expected, result);
        } else if (strncmp(result, "MemoryError", 11) != 0) {
            assert_string_equal(result, expected); // a larger chunk was refused, a smaller one was not
        }
        upy_heap_set_faults(0, 0);
        assert_string_equal(outcome(program, sizeof program - 1), expected);
        stop_interpreter();
    }
    assert_true(n_allocations > 20);
}

static void any_allocation_may_collect(void **unused) {
    (void)unused;
    char stack_base;
    start_interpreter(&stack_base, 1 << 20);
    char expected[sizeof text];
    strcpy(expected, outcome(program, sizeof program - 1));
    upy_heap_set_faults(1, 0);
    assert_string_equal(outcome(program, sizeof program - 1), expected);
    stop_interpreter();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expressions_bind_as_the_manual_says),
        cmocka_unit_test(statements_give_their_trees),
        cmocka_unit_test(literals_have_their_values),
        cmocka_unit_test(lines_end_and_indent_as_the_manual_says),
        cmocka_unit_test(errors_have_their_texts),
        cmocka_unit_test(nesting_ends_in_runtime_error),
        cmocka_unit_test(any_allocation_may_fail),
        cmocka_unit_test(any_allocation_may_collect),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

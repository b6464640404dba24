// codegen_call.c — calls: the callee at the top of the temporaries, arguments where it wants its parameters.
//
// `o.m(…)` makes no bound method. Calls with star arguments, or with very many, pass a list and a dict. Arguments are
// evaluated strictly from left to right.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/str.h"

#define MAX_ARGUMENT_WORDS 100 // more are passed in a list

// ---- super() -----------------------------------------------------------------------------------------

bool upy_is_super_call(upy_unit *u, const upy_ast *n) {
    if (n->kind != UPY_AST_CALL || n->call.arguments->count || n->call.function->kind != UPY_AST_NAME ||
        n->call.function->name != UPY_NAME(super) || u->frame->kind != UPY_SCOPE_FUNCTION) {
        return false;
    }
    const upy_symbol *s = upy_resolve(u, UPY_NAME(super));
    return !s || s->place == UPY_PLACE_GLOBAL;
}

void upy_gen_load_super(upy_unit *u, const upy_ast *n, unsigned to) {
    const upy_symbol *cls = upy_resolve(u, UPY_NAME(__class__));
    const upy_scope *method = upy_scope_method(u->scope);
    upy_value self = method ? upy_scope_first_parameter(method) : UPY_NULL;
    if (!cls || cls->place != UPY_PLACE_FREE || self == UPY_NULL) {
        upy_refuse(u, n, "super() can't find self");
    }
    upy_gen_load(u, UPY_NAME(__class__), to);
    upy_gen_load(u, self, to + 1);
}

// ---- Arguments ---------------------------------------------------------------------------------------

static void append_item(upy_unit *u, upy_opcode op, unsigned list, upy_ast *n) {
    unsigned mark = u->top;
    unsigned reg = upy_gen_any(u, n);
    upy_emit(u, op, list, reg);
    u->top = mark;
}

// A keyword argument: into the dict at `dict`. Behind a ** it must not be there already, which only DICT_MERGE checks.
static void gen_keyword(upy_unit *u, upy_ast *n, unsigned dict, bool is_checked) {
    unsigned mark = u->top, pair = upy_reserve(u, 2);
    upy_emit_constant(u, pair, n->binding.name);
    upy_gen_into(u, n->binding.value, pair + 1);
    if (is_checked) {
        upy_emit_abc(u, UPY_MAKE_DICT, pair, pair, 1);
        upy_emit(u, UPY_DICT_MERGE, dict, pair);
    } else {
        upy_emit_abc(u, UPY_DICT_SET, dict, pair, pair + 1);
    }
    u->top = mark;
}

static bool is_positional(const upy_ast *n) { return n->kind != UPY_AST_KEYWORD && n->kind != UPY_AST_DOUBLE_STARRED; }

// R[callee](*list, **dict), both built in source order.
static void call_with_list(upy_unit *u, const upy_ast_list *arguments, unsigned ops, unsigned callee,
                           unsigned n_before) {
    unsigned list = callee + F, dict = list + 1;
    bool has_dict = (ops & (UPY_AST_CALL_HAS_KEYWORD | UPY_AST_CALL_HAS_DOUBLE_STAR)) != 0;
    u->top = list + n_before;
    uint32_t i = 0;
    while (i < arguments->count && is_positional(arguments->items[i])) {
        i++;
    }
    bool is_passed_on = n_before == 0 && i == 1 && arguments->items[0]->kind == UPY_AST_STARRED; // f(*x): no copy
    for (uint32_t k = i; k < arguments->count; k++) {
        is_passed_on = is_passed_on && !is_positional(arguments->items[k]);
    }
    if (n_before) {
        upy_emit_abc(u, UPY_MAKE_LIST, list, list, n_before);
        i = 0;
    }
    u->top = list;
    upy_reserve(u, 2);
    if (is_passed_on) {
        upy_gen_into(u, arguments->items[0]->child, list);
    } else if (!n_before) {
        upy_gen_items(u, UPY_AST_LIST, arguments->items, i, list);
    }
    if (has_dict) {
        upy_emit(u, UPY_MAKE_DICT, dict, dict);
    }
    bool after_double_star = false;
    for (; i < arguments->count; i++) {
        upy_ast *n = arguments->items[i];
        switch (n->kind) {
        case UPY_AST_KEYWORD: gen_keyword(u, n, dict, after_double_star); break;
        case UPY_AST_DOUBLE_STARRED:
            append_item(u, UPY_DICT_MERGE, dict, n->child);
            after_double_star = true;
            break;
        case UPY_AST_STARRED: append_item(u, UPY_LIST_EXTEND, list, n->child); break;
        default: append_item(u, UPY_LIST_APPEND, list, n); break;
        }
    }
    upy_emit(u, UPY_CALL_EX, callee, has_dict);
}

static bool needs_list(const upy_unit *u, const upy_ast_list *arguments, unsigned ops, unsigned n_before) {
    if (ops & (UPY_AST_CALL_HAS_STAR | UPY_AST_CALL_HAS_DOUBLE_STAR)) {
        return true;
    }
    size_t words = (size_t)arguments->count * (ops & UPY_AST_CALL_HAS_KEYWORD ? 2 : 1) + n_before;
    return words > MAX_ARGUMENT_WORDS || (words > 8 && u->top + words + 20 > UPY_MAX_REGISTER);
}

void upy_gen_arguments(upy_unit *u, const upy_ast_list *arguments, unsigned ops, upy_opcode op, unsigned callee,
                       unsigned n_before) {
    upy_place place = u->place;
    if (op == UPY_CALL && needs_list(u, arguments, ops, n_before)) {
        call_with_list(u, arguments, ops, callee, n_before);
        return;
    }
    unsigned n_keywords = 0;
    for (uint32_t i = 0; i < arguments->count; i++) {
        upy_ast *n = arguments->items[i];
        if (n->kind == UPY_AST_KEYWORD) {
            upy_emit_constant(u, upy_reserve_one(u), n->binding.name);
            n = n->binding.value;
            n_keywords++;
        }
        upy_gen_new(u, n);
    }
    u->place = place;
    upy_emit_abc(u, n_keywords ? op + (UPY_CALL_KW - UPY_CALL) : op, callee, n_before + arguments->count - n_keywords,
                 n_keywords);
}

// ---- Calls ---------------------------------------------------------------------------------------------

// R[callee], R[callee + F] = the method of an attribute, its self.
static void load_method(upy_unit *u, upy_ast *function, unsigned callee) {
    upy_ast *object = function->attribute.object;
    bool is_super = UPY_FAST_CODE && upy_is_super_call(u, object);
    unsigned reg;
    if (is_super) {
        reg = upy_reserve(u, 2);
        upy_gen_load_super(u, object, reg);
    } else {
        u->top = callee;
        reg = upy_gen_any(u, object);
    }
    u->top = callee;
    upy_reserve(u, F + 1);
    u->place = function->place;
    upy_emit_named(u, is_super ? UPY_LOAD_SUPER_METHOD : UPY_LOAD_METHOD, callee, reg, function->attribute.name);
}

void upy_gen_call(upy_unit *u, upy_ast *n, unsigned to) {
    // A destination on top of the stack of temporaries can be the callee's register itself.
    unsigned callee = upy_top_register(u, to);
    upy_ast *function = n->call.function;
    upy_opcode op = UPY_CALL;
    if (function->kind == UPY_AST_ATTRIBUTE && !needs_list(u, n->call.arguments, n->op, 1)) {
        load_method(u, function, callee);
        op = UPY_CALL_METHOD;
    } else {
        upy_gen_into(u, function, callee);
        u->top = callee + 1;
        upy_reserve(u, F - 1);
    }
    u->place = n->place;
    upy_gen_arguments(u, n->call.arguments, n->op, op, callee, 0);
    u->top = callee + 1;
    upy_emit_move(u, to, callee);
}

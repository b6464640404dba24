// codegen_expression.c — operators, names, attributes, subscripts: values in registers.
//
// upy_gen_into() evaluates into a register the caller chose, upy_gen_any() into whatever costs least — for a local
// variable that is the variable itself. With the two, `a = b + c` is one instruction.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/str.h"

// ---- Operands ------------------------------------------------------------------------------------------

void upy_gen_new(upy_unit *u, upy_ast *n) {
    unsigned to = upy_reserve_one(u);
    upy_gen_into(u, n, to);
    u->top = to + 1;
}

// The register of the variable that n reads, or assigns by :=; -1 if it is something else.
static int variable_of(upy_unit *u, upy_ast *n) {
    if (n->kind == UPY_AST_NAME && !upy_is_debug_name(n->name) && upy_named_constant(u, n->name) == UPY_NULL) {
        return upy_gen_variable(u, n->name);
    }
    int reg = n->kind == UPY_AST_NAMED ? upy_store_register(u, n->binding.name) : -1;
    if (reg >= 0) {
        upy_gen_into(u, n->binding.value, (unsigned)reg);
        upy_gen_stored(u, n->binding.name);
    }
    return reg;
}

// What needs a temporary goes into `to` if that is one: chains then need a single register.
static unsigned gen_operand(upy_unit *u, upy_ast *n, unsigned to) {
    int reg = variable_of(u, n);
    if (reg >= 0) {
        return (unsigned)reg;
    }
    if (upy_is_variable(u, to) || to == u->top) {
        to = upy_reserve_one(u);
    }
    unsigned top = u->top;
    upy_gen_into(u, n, to);
    u->top = top;
    return to;
}

unsigned upy_gen_any(upy_unit *u, upy_ast *n) { return gen_operand(u, n, u->top); }

unsigned upy_stable(upy_unit *u, unsigned reg, const upy_ast *later) {
    if (!upy_is_variable(u, reg) || !upy_rebinds(u, later)) {
        return reg;
    }
    unsigned copy = upy_reserve_one(u);
    upy_emit_move(u, copy, reg);
    return copy;
}

unsigned upy_gen_stable(upy_unit *u, upy_ast *n, const upy_ast *later) {
    return upy_stable(u, upy_gen_any(u, n), later);
}

static void gen_operands_for(upy_unit *u, upy_ast *left, upy_ast *right, unsigned *l, unsigned *r, unsigned to) {
    *l = upy_stable(u, gen_operand(u, left, to), right);
    *r = gen_operand(u, right, *l == to ? u->top : to);
}

void upy_gen_operands(upy_unit *u, upy_ast *left, upy_ast *right, unsigned *l, unsigned *r) {
    gen_operands_for(u, left, right, l, r, u->top);
}

unsigned upy_top_register(upy_unit *u, unsigned to) {
    return to + 1 == u->top && !upy_is_variable(u, to) ? to : upy_reserve_one(u);
}

// ---- Operators -----------------------------------------------------------------------------------------

// The instruction with an immediate operand for `x op i`, or NOP.
static upy_opcode immediate_form(unsigned op, int i) {
    static const uint8_t forms[] = {UPY_ADD_I, UPY_SUB_I, UPY_MUL_I,    UPY_NOP,      UPY_NOP,  UPY_FLOORDIV_I,
                                    UPY_MOD_I, UPY_NOP,   UPY_LSHIFT_I, UPY_RSHIFT_I, UPY_AND_I}; // from UPY_OP_ADD on
    bool allows_zero = op != UPY_OP_FLOORDIV && op != UPY_OP_MOD,
         allows_negative = op <= UPY_OP_MUL || op == UPY_OP_AND;
    if (op >= UPY_COUNT_OF(forms) || (i < 0 && !allows_negative) || (i == 0 && !allows_zero)) {
        return UPY_NOP;
    }
    return (upy_opcode)forms[op];
}

static void gen_binary(upy_unit *u, upy_ast *n, unsigned to) {
    int immediate;
    unsigned l, r;
    upy_opcode op = UPY_NOP;
    if (upy_is_immediate(upy_fold(u, n->pair.right), &immediate)) {
        op = immediate_form(n->op, immediate);
    }
    if (op != UPY_NOP) {
        l = gen_operand(u, n->pair.left, to);
        r = (unsigned)immediate;
    } else {
        gen_operands_for(u, n->pair.left, n->pair.right, &l, &r, to);
        op = (upy_opcode)(UPY_ADD + n->op);
    }
    u->place = n->place;
    upy_emit_abc(u, op, to, l, r);
}

static void gen_unary(upy_unit *u, upy_ast *n, unsigned to) {
    unsigned reg = gen_operand(u, n->child, to);
    upy_opcode op = n->kind == UPY_AST_NOT ? UPY_NOT
                    : n->op == UPY_OP_NEG  ? UPY_NEG
                    : n->op == UPY_OP_POS  ? UPY_POS
                                           : UPY_INVERT;
    u->place = n->place;
    upy_emit(u, op, to, reg);
}

static void emit_comparison(upy_unit *u, unsigned op, unsigned to, unsigned l, unsigned r) {
    static const uint8_t others[] = {UPY_IN, UPY_NOT_IN, UPY_IS, UPY_IS_NOT};
    upy_opcode code =
        op <= UPY_COMPARE_GE ? (upy_opcode)(UPY_EQ + (op - UPY_COMPARE_EQ)) : (upy_opcode)others[op - UPY_COMPARE_IN];
    upy_emit_abc(u, code, to, l, r);
}

static void gen_compare(upy_unit *u, upy_ast *n, unsigned to) {
    unsigned l, r;
    upy_fold_container(u, n);
    gen_operands_for(u, n->pair.left, n->pair.right, &l, &r, to);
    u->place = n->place;
    emit_comparison(u, n->op, to, l, r);
}

void upy_gen_chain(upy_unit *u, upy_ast *n, unsigned to, bool sense, upy_label *label) {
    const upy_ast_list *items = n->sequence;
    unsigned work = label ? 0 : upy_work_register(u, n, to);
    upy_label end;
    upy_label_init(&end);
    unsigned l = upy_gen_any(u, items->items[0]);
    for (uint32_t i = 1; i < items->count; i++) {
        upy_ast *c = items->items[i];
        bool is_last = i + 1 == items->count;
        l = upy_stable(u, l, n);
        unsigned r = upy_gen_any(u, c->child);
        u->place = c->place;
        if (UPY_FAST_CODE && label) {
            upy_gen_comparison_jump(u, c->op, l, r, is_last && sense, is_last || !sense ? label : &end);
        } else {
            emit_comparison(u, c->op, work, l, r);
            if (!is_last) {
                upy_emit_test(u, UPY_JUMP_IF, work, 0, &end);
            }
        }
        l = r;
    }
    upy_label_here(u, &end);
    if (!label) {
        upy_emit_move(u, to, work);
    }
}

// and, or: the value of the operand that decides. Constant operands that do not decide vanish; what follows one that
// does is not evaluated.
static void gen_logic(upy_unit *u, upy_ast *n, unsigned to) {
    bool deciding = n->kind == UPY_AST_OR;
    unsigned work = upy_work_register(u, n, to);
    upy_label end;
    upy_label_init(&end);
    for (uint32_t i = 0; i < n->sequence->count; i++) {
        upy_ast *item = n->sequence->items[i];
        bool is_last = i + 1 == n->sequence->count;
        upy_value v = upy_fold(u, item);
        if (v != UPY_NULL && !is_last && upy_is_true(v) != deciding) {
            continue;
        }
        upy_gen_into(u, item, work);
        if (is_last || v != UPY_NULL) {
            break;
        }
        upy_emit_test(u, UPY_JUMP_IF, work, deciding, &end);
    }
    upy_label_here(u, &end);
    upy_emit_move(u, to, work);
}

static void gen_conditional(upy_unit *u, upy_ast *n, unsigned to) {
    upy_value test = upy_fold(u, n->conditional.test);
    if (test != UPY_NULL) {
        upy_gen_into(u, upy_is_true(test) ? n->conditional.then : n->conditional.otherwise, to);
        return;
    }
    upy_label otherwise, end;
    upy_label_init(&otherwise);
    upy_label_init(&end);
    unsigned mark = u->top;
    upy_gen_condition(u, n->conditional.test, false, &otherwise);
    u->top = mark;
    upy_gen_into(u, n->conditional.then, to);
    u->top = mark;
    upy_emit_jump(u, &end);
    upy_label_here(u, &otherwise);
    upy_gen_into(u, n->conditional.otherwise, to);
    upy_label_here(u, &end);
}

static void gen_named(upy_unit *u, upy_ast *n, unsigned to) {
    upy_gen_into(u, n->binding.value, to);
    upy_gen_store(u, n->binding.name, to);
}

// ---- Attributes and subscripts -----------------------------------------------------------------------------

static void gen_attribute(upy_unit *u, upy_ast *n, unsigned to) {
    if (UPY_LEVEL >= UPY_LEVEL_FULL && upy_is_super_call(u, n->attribute.object)) {
        unsigned pair = upy_reserve(u, 2);
        upy_gen_load_super(u, n->attribute.object, pair);
        u->place = n->place;
        upy_emit_named(u, UPY_LOAD_SUPER_ATTR, to, pair, n->attribute.name);
        return;
    }
    unsigned object = gen_operand(u, n->attribute.object, to);
    u->place = n->place;
    upy_emit_named(u, UPY_LOAD_ATTR, to, object, n->attribute.name);
}

static void gen_slice_part(upy_unit *u, upy_ast *part) {
    if (part) {
        upy_gen_new(u, part);
    } else {
        upy_emit(u, UPY_LOAD_NONE, upy_reserve_one(u), 0);
    }
}

static void gen_slice(upy_unit *u, upy_ast *n, unsigned to) {
    unsigned first = u->top;
    gen_slice_part(u, n->slice.lower);
    gen_slice_part(u, n->slice.upper);
    gen_slice_part(u, n->slice.step);
    upy_emit(u, UPY_MAKE_SLICE, to, first);
}

unsigned upy_gen_slice_parts(upy_unit *u, upy_ast *n) {
    unsigned first = u->top;
    upy_gen_new(u, n->pair.left);
    gen_slice_part(u, n->pair.right->slice.lower);
    gen_slice_part(u, n->pair.right->slice.upper);
    return first;
}

void upy_gen_subscript(upy_unit *u, upy_ast *n, unsigned to) {
    upy_ast *index = n->pair.right;
    upy_value constant = upy_fold(u, index);
    if (UPY_FAST_CODE && constant != UPY_NULL && upy_is_small_int(constant) && upy_small_int_value(constant) >= 0 &&
        upy_small_int_value(constant) <= 255) {
        unsigned object = gen_operand(u, n->pair.left, to);
        u->place = n->place;
        upy_emit_abc(u, UPY_GET_ITEM_I, to, object, (unsigned)upy_small_int_value(constant));
        return;
    }
    if (index->kind == UPY_AST_SLICE && !index->slice.step) {
        unsigned first = upy_gen_slice_parts(u, n);
        u->place = n->place;
        upy_emit(u, UPY_GET_SLICE, to, first);
        return;
    }
    unsigned object, reg;
    gen_operands_for(u, n->pair.left, index, &object, &reg, to);
    u->place = n->place;
    upy_emit_abc(u, UPY_GET_ITEM, to, object, reg);
}

// ---- Generators ------------------------------------------------------------------------------------------

// Everything below `top` survives; an operand of 255 stands for the most of any yield.
static void emit_yield(upy_unit *u, upy_opcode op, unsigned reg) {
    if (u->top > u->n_live_at_yield) {
        u->n_live_at_yield = u->top;
    }
    upy_emit(u, op, reg, u->top < 255 ? u->top : 255);
}

void upy_gen_await(upy_unit *u, unsigned iterator) {
    upy_emit(u, UPY_LOAD_NONE, iterator + 1, 0);
    emit_yield(u, UPY_YIELD_FROM, iterator);
}

void upy_gen_yield(upy_unit *u, upy_ast *n, unsigned to) {
    unsigned reg = upy_top_register(u, to);
    if (n->kind == UPY_AST_YIELD) {
        if (n->child) {
            upy_gen_into(u, n->child, reg);
        } else {
            upy_emit(u, UPY_LOAD_NONE, reg, 0);
        }
        u->top = reg + 1;
        u->place = n->place;
        if (UPY_HAS_ASYNC && u->flags & UPY_CODE_ASYNC_GENERATOR) {
            if (!UPY_HAS_ASYNC_GENERATORS) {
                upy_refuse(u, n, "'yield' inside async function");
            }
            upy_emit_intrinsic(u, reg, reg, UPY_INTRINSIC_async_wrap);
        }
        emit_yield(u, UPY_YIELD, reg);
    } else {
        unsigned source = upy_gen_any(u, n->child);
        u->top = reg + 1;
        upy_reserve_one(u);
        u->place = n->place;
        upy_emit(u, UPY_HAS_ASYNC && n->kind == UPY_AST_AWAIT ? UPY_GET_AWAITABLE : UPY_GET_YIELD_ITER, reg, source);
        upy_gen_await(u, reg);
    }
    upy_emit_move(u, to, reg);
}

// ---- Dispatch ----------------------------------------------------------------------------------------------

static void gen_super(upy_unit *u, upy_ast *n, unsigned to) {
    unsigned pair = upy_reserve(u, 2);
    upy_gen_load_super(u, n, pair);
    upy_emit_intrinsic(u, to, pair, UPY_INTRINSIC_super_object);
}

void upy_gen_into(upy_unit *u, upy_ast *n, unsigned to) {
    upy_check_stack();
    upy_value constant = upy_fold(u, n);
    if (constant != UPY_NULL) { // cannot raise: needs no line of its own
        upy_emit_constant(u, to, constant);
        return;
    }
    unsigned mark = u->top;
    switch ((unsigned)n->kind) {
    case UPY_AST_REGISTER: upy_emit_move(u, to, n->op); break;
    case UPY_AST_NAME: {
        int reg = upy_gen_variable(u, n->name);
        if (reg >= 0) {
            upy_emit_move(u, to, (unsigned)reg);
        } else {
            u->place = n->place;
            upy_gen_load(u, n->name, to);
        }
        break;
    }
    case UPY_AST_JOINED_STRING: upy_gen_string(u, n, to); break;
#if UPY_FULL_DATA_MODEL
    case UPY_AST_TEMPLATE: upy_gen_template(u, n, to); break;
#endif
    case UPY_AST_UNARY:
    case UPY_AST_NOT: gen_unary(u, n, to); break;
    case UPY_AST_BINARY: gen_binary(u, n, to); break;
    case UPY_AST_AND:
    case UPY_AST_OR: gen_logic(u, n, to); break;
    case UPY_AST_COMPARE: gen_compare(u, n, to); break;
    case UPY_AST_COMPARE_CHAIN: upy_gen_chain(u, n, to, false, NULL); break;
    case UPY_AST_CONDITIONAL: gen_conditional(u, n, to); break;
    case UPY_AST_LAMBDA: upy_gen_lambda(u, n, to); break;
    case UPY_AST_NAMED: gen_named(u, n, to); break;
    case UPY_AST_AWAIT:
    case UPY_AST_YIELD:
    case UPY_AST_YIELD_FROM: upy_gen_yield(u, n, to); break;
    case UPY_AST_ATTRIBUTE: gen_attribute(u, n, to); break;
    case UPY_AST_SUBSCRIPT: upy_gen_subscript(u, n, to); break;
    case UPY_AST_SLICE: gen_slice(u, n, to); break;
    case UPY_AST_CALL:
        if (upy_is_super_call(u, n)) {
            gen_super(u, n, to);
        } else {
            upy_gen_call(u, n, to);
        }
        break;
    case UPY_AST_TUPLE:
    case UPY_AST_LIST:
    case UPY_AST_SET:
    case UPY_AST_DICT: upy_gen_display(u, n, to); break;
    case UPY_AST_LIST_COMPREHENSION:
    case UPY_AST_SET_COMPREHENSION:
    case UPY_AST_DICT_COMPREHENSION: upy_gen_comprehension(u, n, to); break;
    case UPY_AST_GENERATOR: upy_gen_generator(u, n, to); break;
    default: upy_refuse(u, n, "invalid syntax");
    }
    u->top = mark;
}

void upy_gen_effect(upy_unit *u, upy_ast *n) {
    unsigned mark = u->top;
    if (upy_fold(u, n) != UPY_NULL) {
        return;
    }
    upy_gen_any(u, n);
    u->top = mark;
}

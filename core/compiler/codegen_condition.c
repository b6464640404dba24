// codegen_condition.c — expressions evaluated only for their truth: fused compare-and-branch.
//
// upy_gen_condition() jumps to a label when the truth of the expression is `sense` and falls through otherwise. `not`,
// `and`, `or` become the shape of the jumps. A negated comparison is the same comparison with the other sense, never
// the opposite operator: for floats and user types `not a < b` is not `a >= b`.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"

// The comparison with its operands exchanged.
static unsigned mirrored(unsigned op) {
    switch (op) {
    case UPY_COMPARE_LT: return UPY_COMPARE_GT;
    case UPY_COMPARE_LE: return UPY_COMPARE_GE;
    case UPY_COMPARE_GT: return UPY_COMPARE_LT;
    case UPY_COMPARE_GE: return UPY_COMPARE_LE;
    default: return op;
    }
}

void upy_gen_comparison_jump(upy_unit *u, unsigned op, unsigned l, unsigned r, bool sense, upy_label *label) {
    switch (op) {
    case UPY_COMPARE_IN:
    case UPY_COMPARE_NOT_IN: upy_emit_jump_if(u, UPY_JUMP_IN, l, r, sense == (op == UPY_COMPARE_IN), label); break;
    case UPY_COMPARE_IS:
    case UPY_COMPARE_IS_NOT: upy_emit_jump_if(u, UPY_JUMP_IS, l, r, sense == (op == UPY_COMPARE_IS), label); break;
    default: upy_emit_jump_if(u, (upy_opcode)(UPY_JUMP_EQ + (op - UPY_COMPARE_EQ)), l, r, sense, label); break;
    }
}

static bool is_none_test(unsigned op, upy_value v) {
    return v == UPY_NONE && (op == UPY_COMPARE_IS || op == UPY_COMPARE_IS_NOT);
}

static void condition_compare(upy_unit *u, upy_ast *n, bool sense, upy_label *label) {
    upy_fold_container(u, n);
    upy_value left = upy_fold(u, n->pair.left), right = upy_fold(u, n->pair.right);
    int immediate;
    unsigned op = n->op, l, r;
    if (is_none_test(op, right) && left == UPY_NULL) {
        l = upy_gen_any(u, n->pair.left);
        upy_emit_test(u, UPY_JUMP_NONE, l, sense == (op == UPY_COMPARE_IS), label);
        return;
    }
    bool is_swapped = UPY_LEVEL >= UPY_LEVEL_FULL && left != UPY_NULL && right == UPY_NULL;
    if (op <= UPY_COMPARE_GE && upy_is_immediate(is_swapped ? left : right, &immediate)) {
        op = is_swapped ? mirrored(op) : op;
        l = upy_gen_any(u, is_swapped ? n->pair.right : n->pair.left);
        u->place = n->place;
        upy_emit_jump_if(u, (upy_opcode)(UPY_JUMP_EQ_I + (op - UPY_COMPARE_EQ)), l, (unsigned)immediate, sense, label);
        return;
    }
    upy_gen_operands(u, n->pair.left, n->pair.right, &l, &r);
    u->place = n->place;
    upy_gen_comparison_jump(u, op, l, r, sense, label);
}

// and/or whose deciding value is `deciding`: jumps for the sense it decides go straight to the label.
static void condition_logic(upy_unit *u, upy_ast *n, bool sense, upy_label *label) {
    bool deciding = n->kind == UPY_AST_OR;
    upy_label skip;
    upy_label_init(&skip);
    unsigned mark = u->top;
    for (uint32_t i = 0; i < n->sequence->count; i++) {
        bool is_last = i + 1 == n->sequence->count;
        if (is_last || sense == deciding) {
            upy_gen_condition(u, n->sequence->items[i], sense, label);
        } else {
            upy_gen_condition(u, n->sequence->items[i], deciding, &skip);
        }
        u->top = mark;
    }
    upy_label_here(u, &skip);
}

void upy_gen_condition(upy_unit *u, upy_ast *n, bool sense, upy_label *label) {
    upy_check_stack();
    upy_value constant = upy_fold(u, n);
    if (constant != UPY_NULL) {
        if (upy_is_true(constant) == sense) {
            upy_emit_jump(u, label);
        }
        return;
    }
    unsigned mark = u->top;
    switch ((upy_ast_kind)n->kind) {
    case UPY_AST_NOT: upy_gen_condition(u, n->child, !sense, label); break;
    case UPY_AST_AND:
    case UPY_AST_OR: condition_logic(u, n, sense, label); break;
    case UPY_AST_COMPARE: condition_compare(u, n, sense, label); break;
    case UPY_AST_COMPARE_CHAIN: upy_gen_chain(u, n, 0, sense, label); break;
    default: {
        unsigned reg = upy_gen_any(u, n);
        upy_emit_test(u, UPY_JUMP_IF, reg, sense, label);
        break;
    }
    }
    u->top = mark;
}

// codegen_condition_small.c — conditions at the smallest level: the value in a register, then a jump on its truth.
#include "core/compiler/codegen.h"

void upy_gen_condition(upy_unit *u, upy_ast *n, bool sense, upy_label *label) {
    unsigned mark = u->top;
    while (n->kind == UPY_AST_NOT) {
        n = n->child;
        sense = !sense;
    }
    upy_emit_test(u, UPY_JUMP_IF, upy_gen_any(u, n), sense, label);
    u->top = mark;
}

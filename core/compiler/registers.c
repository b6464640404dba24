// registers.c — which register a variable has, the stack of temporaries, and what is known to be set.
//
// Variables take registers in the order of their symbols, parameters first; from the 201st on they live in cells
// kept in one list (a "far" variable costs two instructions per access, and a register for the list). Everything
// above the variables is the stack of temporaries.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"

unsigned upy_reserve(upy_unit *u, unsigned count) {
    unsigned first = u->top;
    if (count > UPY_MAX_REGISTER + 1 - first) {
        upy_raise_runtime("expression too complex");
    }
    u->top += count;
    if (u->top > u->highest) {
        u->highest = u->top;
    }
    return first;
}

void upy_forget_deletable(upy_unit *u) {
    for (size_t i = 0; i < UPY_COUNT_OF(u->assigned.bits); i++) {
        u->assigned.bits[i] &= ~u->deletable.bits[i];
    }
}

void upy_unit_begin(upy_unit *u, upy_unit *outer, upy_compilation *all, upy_scope *frame, upy_place first) {
    memset(u, 0, sizeof *u);
    u->all = all;
    u->outer = outer;
    u->frame = u->scope = frame;
    u->place = first;
    u->emitted_line = u->first_line = first.line;
    u->is_reachable = true;
    u->flags = frame->kind == UPY_SCOPE_MODULE ? UPY_CODE_MODULE : 0;
    if (frame->kind == UPY_SCOPE_CLASS || frame->kind == UPY_SCOPE_CLASS_LAZY || frame->through_namespace) {
        u->flags |= UPY_CODE_NAMESPACE;
        u->top = 1;
        upy_mark_assigned(&u->assigned, 0);
    }
    if (frame->class_cell) {
        frame->class_cell->index = (uint16_t)u->top++;
    }
    u->first_temporary = u->highest = u->top;
}

static void place_variable(upy_unit *u, upy_symbol *s) {
    if (u->n_variables >= UINT16_MAX) {
        upy_raise_runtime("too many local variables");
    }
    u->n_variables++;
    if (u->top == UPY_NEAR_VARIABLES) {
        if (UPY_LEVEL < UPY_LEVEL_STANDARD) {
            upy_raise_runtime("too many local variables");
        }
        s->flags |= UPY_SYMBOL_FAR | UPY_SYMBOL_CELL;
        s->index = (uint16_t)u->n_far++;
        return;
    }
    s->index = (uint16_t)u->top++;
    if (s->flags & UPY_SYMBOL_DELETED) {
        upy_mark_assigned(&u->deletable, s->index);
    }
    if (s->flags & UPY_SYMBOL_PARAMETER) {
        upy_mark_assigned(&u->assigned, s->index);
    }
    if (u->frame->reads_locals && !(s->flags & UPY_SYMBOL_PARAMETER)) {
        upy_mark_assigned(&u->needs_unset, s->index);
    }
}

// The cells of far variables, in order; parameters among them arrive in far registers.
static void make_far_cells(upy_unit *u) {
    unsigned reg = upy_reserve_one(u), arrived = UPY_MAX_REGISTER + 1;
    upy_emit(u, UPY_MAKE_LIST, u->far_list, 0);
    for (upy_symbol *s = u->frame->first; s; s = s->next) {
        if (!upy_symbol_is_far(s)) {
            continue;
        }
        if (s->flags & UPY_SYMBOL_PARAMETER) {
            upy_emit_wide(u, UPY_LOAD_FAR, reg, arrived++);
        } else {
            upy_emit(u, UPY_LOAD_UNSET, reg, 1);
        }
        upy_emit(u, UPY_MAKE_CELL, reg, 0);
        upy_emit(u, UPY_LIST_APPEND, u->far_list, reg);
    }
    u->top = reg;
}

void upy_lay_out_variables(upy_unit *u) {
    if (u->frame->kind == UPY_SCOPE_FUNCTION) {
        for (upy_symbol *s = u->frame->first; s; s = s->next) {
            if (s->place == UPY_PLACE_LOCAL) {
                place_variable(u, s);
            }
        }
    }
    if (UPY_LEVEL >= UPY_LEVEL_STANDARD && u->n_far) {
        u->far_list = u->top++;
        u->n_variables = upy_scope_first_parameter(u->frame) == UPY_NULL ? UPY_NEAR_VARIABLES : u->n_variables;
    }
    u->first_temporary = u->top;
    if (u->highest < u->top) {
        u->highest = u->top;
    }
    if (UPY_LEVEL >= UPY_LEVEL_STANDARD && u->n_far) {
        make_far_cells(u);
    }
    for (upy_symbol *s = u->frame->first; s; s = s->next) {
        if (s->place != UPY_PLACE_LOCAL || (s->flags & (UPY_SYMBOL_CELL | UPY_SYMBOL_FAR)) != UPY_SYMBOL_CELL) {
            continue;
        }
        if (!(s->flags & UPY_SYMBOL_PARAMETER)) {
            upy_mark_assigned(&u->needs_unset, s->index);
        }
        upy_emit(u, UPY_MAKE_CELL, s->index, 0);
    }
    if (u->frame->class_cell) {
        upy_mark_assigned(&u->needs_unset, u->frame->class_cell->index);
        upy_emit(u, UPY_MAKE_CELL, u->frame->class_cell->index, 0);
    }
}

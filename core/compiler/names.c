// names.c — loading, storing and deleting names, whatever they turn out to be.
//
// A plain local variable is its register and costs no instruction to read. Only where the flow does not prove that
// it has a value, CHECK_SET stands before the read, and the register is made unset at the start of the function.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/exception.h"

upy_symbol *upy_resolve(upy_unit *u, upy_value name) {
    if (u->scope->kind == UPY_SCOPE_MODULE) {
        return NULL;
    }
    upy_symbol *s = upy_scope_find(u->scope, name);
    while (s && s->place == UPY_PLACE_OUTER) {
        s = s->target;
    }
    return s;
}

static upy_variable_place place_of(const upy_unit *u, const upy_symbol *s, upy_value name) {
    upy_variable_place place = s                             ? (upy_variable_place)s->place
                               : u->frame->through_namespace ? UPY_PLACE_NAME
                                                             : UPY_PLACE_GLOBAL;
    if (place == UPY_PLACE_NAME && u->frame->kind == UPY_SCOPE_MODULE &&
        upy_dict_get_name(u->all->module_globals, name)) {
        return UPY_PLACE_GLOBAL;
    }
    return place;
}

upy_value upy_named_constant(upy_unit *u, upy_value name) {
    if (!UPY_FAST_CODE || upy_dict_length(u->all->constants) == 0) {
        return UPY_NULL;
    }
    upy_value v = upy_dict_get_name(u->all->constants, name);
    if (v == UPY_NULL) {
        return UPY_NULL;
    }
    const upy_symbol *s = upy_resolve(u, name);
    if (s && s->place == UPY_PLACE_FREE) {
        s = u->frame->free[s->index];
    }
    return s && (s->flags & (UPY_SYMBOL_REBOUND | UPY_SYMBOL_PARAMETER)) && !(s->flags & UPY_SYMBOL_GLOBAL) ? UPY_NULL
                                                                                                            : v;
}

// ---- Cells -------------------------------------------------------------------------------------------

static unsigned far_cell(upy_unit *u, const upy_symbol *s) {
    unsigned reg = upy_reserve_one(u);
    if (UPY_FAST_CODE && s->index <= UPY_MAX_REGISTER) {
        upy_emit_abc(u, UPY_GET_ITEM_I, reg, u->far_list, s->index);
    } else {
        upy_emit_constant(u, reg, upy_small_int(s->index));
        upy_emit_abc(u, UPY_GET_ITEM, reg, u->far_list, reg);
    }
    return reg;
}

unsigned upy_gen_cell(upy_unit *u, upy_symbol *s) { return upy_symbol_is_far(s) ? far_cell(u, s) : s->index; }

static bool is_plain_register(const upy_symbol *s) {
    return s && s->place == UPY_PLACE_LOCAL && !(s->flags & UPY_SYMBOL_CELL);
}

// ---- Loading -------------------------------------------------------------------------------------------

// A variable that may be read before it is assigned; parameters have a value at the start.
static void starts_unset(upy_unit *u, const upy_symbol *s) {
    if (!(s->flags & UPY_SYMBOL_PARAMETER)) {
        upy_mark_assigned(&u->needs_unset, s->index);
    }
}

int upy_gen_variable(upy_unit *u, upy_value name) {
    upy_symbol *s = upy_resolve(u, name);
    if (!is_plain_register(s)) {
        return -1;
    }
    if (upy_scope_is_inline(s->owner)) {
        if (!(s->flags & UPY_SYMBOL_IS_SET)) {
            upy_emit_named(u, UPY_CHECK_SET, s->index, 0, name);
        }
    } else if (!upy_is_assigned(&u->assigned, s->index)) {
        upy_emit_named(u, UPY_CHECK_SET, s->index, 0, name);
        starts_unset(u, s);
        upy_mark_assigned(&u->assigned, s->index);
    }
    return s->index;
}

void upy_gen_load(upy_unit *u, upy_value name, unsigned to) {
    int reg = upy_gen_variable(u, name);
    if (reg >= 0) {
        upy_emit_move(u, to, (unsigned)reg);
        return;
    }
    upy_symbol *s = upy_resolve(u, name);
    unsigned mark = u->top;
    switch (place_of(u, s, name)) {
    case UPY_PLACE_LOCAL: upy_emit_named(u, UPY_LOAD_CELL, to, upy_gen_cell(u, s), name); break;
    case UPY_PLACE_FREE: upy_emit_named_wide(u, UPY_LOAD_FREE, to, s->index, name); break;
    case UPY_PLACE_CLASS_FREE: upy_emit_named_wide(u, UPY_LOAD_CLASS_FREE, to, s->index, name); break;
    case UPY_PLACE_NAME: upy_emit_named(u, UPY_LOAD_NAME, to, 0, name); break;
    default: upy_emit_global(u, to, name); break;
    }
    u->top = mark;
}

// ---- Storing -------------------------------------------------------------------------------------------

int upy_store_register(upy_unit *u, upy_value name) {
    const upy_symbol *s = upy_resolve(u, name);
    return is_plain_register(s) ? s->index : -1;
}

void upy_gen_stored(upy_unit *u, upy_value name) {
    upy_symbol *s = upy_resolve(u, name);
    if (upy_scope_is_inline(s->owner)) {
        s->flags |= UPY_SYMBOL_IS_SET;
    } else {
        upy_mark_assigned(&u->assigned, s->index);
    }
}

// An ordinary assignment to a global name ends the life of a constant of that name.
static void shadow_constant(upy_unit *u, upy_value name) {
    if (!UPY_FAST_CODE) {
        return;
    }
    bool is_module_name = u->frame->kind == UPY_SCOPE_MODULE;
    const upy_symbol *s = upy_resolve(u, name);
    if ((is_module_name || (s && s->place == UPY_PLACE_GLOBAL)) && upy_dict_get_name(u->all->constants, name)) {
        upy_dict_remove(u->all->constants, name);
    }
}

void upy_gen_store(upy_unit *u, upy_value name, unsigned from) {
    upy_symbol *s = upy_resolve(u, name);
    if (is_plain_register(s)) {
        upy_emit_move(u, s->index, from);
        upy_gen_stored(u, name);
        return;
    }
    unsigned mark = u->top;
    switch (place_of(u, s, name)) {
    case UPY_PLACE_LOCAL: upy_emit(u, UPY_STORE_CELL, upy_gen_cell(u, s), from); break;
    case UPY_PLACE_FREE:
    case UPY_PLACE_CLASS_FREE: upy_emit_wide(u, UPY_STORE_FREE, from, s->index); break;
    case UPY_PLACE_NAME:
        upy_emit_named(u, UPY_STORE_NAME, from, 0, name);
        shadow_constant(u, name);
        break;
    default:
        upy_emit_named(u, UPY_STORE_GLOBAL, from, 0, name);
        shadow_constant(u, name);
        break;
    }
    u->top = mark;
}

// ---- Deleting ------------------------------------------------------------------------------------------

static void unset_register(upy_unit *u, const upy_symbol *s) {
    upy_emit(u, UPY_LOAD_UNSET, s->index, 1);
    starts_unset(u, s);
    upy_mark_unassigned(&u->assigned, s->index);
}

static bool is_in_cell(upy_variable_place place) {
    return place == UPY_PLACE_LOCAL || place == UPY_PLACE_FREE || place == UPY_PLACE_CLASS_FREE;
}

// Of a global or a name in the namespace.
static void delete_named(upy_unit *u, upy_variable_place place, upy_value name) {
    upy_emit_named(u, place == UPY_PLACE_NAME ? UPY_DELETE_NAME : UPY_DELETE_GLOBAL, 0, 0, name);
    shadow_constant(u, name);
}

void upy_gen_delete(upy_unit *u, upy_value name) {
    upy_symbol *s = upy_resolve(u, name);
    upy_variable_place place = place_of(u, s, name);
    if (!is_in_cell(place)) {
        delete_named(u, place, name);
        return;
    }
    if (upy_gen_variable(u, name) < 0) { // reading it says whether there is something to delete
        upy_gen_load(u, name, upy_reserve_one(u));
        u->top--;
    }
    upy_gen_unbind(u, name);
}

void upy_gen_unbind(upy_unit *u, upy_value name) {
    upy_symbol *s = upy_resolve(u, name);
    if (is_plain_register(s)) {
        unset_register(u, s);
        return;
    }
    unsigned reg = upy_reserve_one(u);
    upy_variable_place place = place_of(u, s, name);
    // As CPython: what is no variable gets a value first, so that deleting cannot fail.
    upy_emit(u, is_in_cell(place) ? UPY_LOAD_UNSET : UPY_LOAD_NONE, reg, is_in_cell(place));
    upy_gen_store(u, name, reg);
    if (!is_in_cell(place)) {
        delete_named(u, place, name);
    }
    u->top = reg;
}

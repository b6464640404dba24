// codegen_assign.c — assignment in all its forms: targets, unpacking, augmented, annotated, del, const.
//
// A value goes straight into the register of the variable it is for. `a, b = b, a` builds no tuple: values whose
// variable is about to change are saved in temporaries, the others stay where they are.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/str.h"

#define MAX_UNPACK 48 // targets taken apart by one instruction

// ---- Targets -------------------------------------------------------------------------------------------

static void store_subscript(upy_unit *u, upy_ast *target, unsigned from) {
    unsigned object, index;
    if (target->pair.right->kind == UPY_AST_SLICE && !target->pair.right->slice.step) {
        unsigned first = upy_gen_slice_parts(u, target);
        u->place = target->place;
        upy_emit(u, UPY_SET_SLICE, first, from);
        return;
    }
    upy_gen_operands(u, target->pair.left, target->pair.right, &object, &index);
    u->place = target->place;
    upy_emit_abc(u, UPY_SET_ITEM, object, index, from);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
// The register of the first of `items` if all are variables in consecutive registers.
static int consecutive_registers(upy_unit *u, const upy_ast_list *items) {
    int first = -1;
    for (uint32_t i = 0; i < items->count; i++) {
        int reg = items->items[i]->kind == UPY_AST_NAME ? upy_store_register(u, items->items[i]->name) : -1;
        if (reg < 0 || (i && reg != first + (int)i)) {
            return -1;
        }
        first = i ? first : reg;
    }
    return first;
}
#endif

static uint32_t star_position(const upy_ast_list *items) {
    uint32_t i = 0;
    while (i < items->count && items->items[i]->kind != UPY_AST_STARRED) {
        i++;
    }
    return i;
}

// Takes apart R[from] into `items`, more than one instruction's worth: chunk by chunk.
static void unpack(upy_unit *u, upy_ast *const *items, uint32_t count, uint32_t star, unsigned from) {
    unsigned mark = u->top;
    while (UPY_FAST_CODE && count > MAX_UNPACK && star >= MAX_UNPACK) {
        unsigned first = upy_reserve(u, MAX_UNPACK + 1);
        upy_emit_extra(u, UPY_UNPACK_STAR, first, MAX_UNPACK, from, 0);
        for (unsigned i = 0; i < MAX_UNPACK; i++) {
            upy_gen_assign_from(u, items[i], first + i);
        }
        unsigned rest = first + MAX_UNPACK;
        upy_emit_move(u, mark, rest);
        u->top = mark + 1;
        from = mark;
        items += MAX_UNPACK;
        count -= MAX_UNPACK;
        star -= MAX_UNPACK;
    }
    unsigned first = upy_reserve(u, count);
    if (star < count) {
        upy_emit_extra(u, UPY_UNPACK_STAR, first, star, from, count - star - 1);
    } else {
        upy_emit_abc(u, UPY_UNPACK, first, count, from);
    }
    for (uint32_t i = 0; i < count; i++) {
        upy_gen_assign_from(u, i == star ? items[i]->child : items[i], first + i);
    }
    u->top = mark;
}

static void assign_items(upy_unit *u, upy_ast *target, unsigned from) {
    const upy_ast_list *items = target->sequence;
    u->place = target->place;
#if UPY_LEVEL >= UPY_LEVEL_FULL
    int direct = u->try_depth == 0 && items->count <= MAX_UNPACK ? consecutive_registers(u, items) : -1;
    if (direct >= 0 && !(from >= (unsigned)direct && from < (unsigned)direct + items->count)) {
        upy_emit_abc(u, UPY_UNPACK, (unsigned)direct, items->count, from);
        for (uint32_t i = 0; i < items->count; i++) {
            upy_gen_stored(u, items->items[i]->name);
        }
        return;
    }
#endif
    unpack(u, items->items, items->count, star_position(items), from);
}

void upy_gen_assign_from(upy_unit *u, upy_ast *target, unsigned from) {
    unsigned mark = u->top;
    upy_check_stack();
    switch (target->kind) {
    case UPY_AST_NAME: upy_gen_store(u, target->name, from); break;
    case UPY_AST_ATTRIBUTE: {
        unsigned object = upy_gen_any(u, target->attribute.object);
        u->place = target->place;
        upy_emit_named(u, UPY_STORE_ATTR, object, from, target->attribute.name);
        break;
    }
    case UPY_AST_SUBSCRIPT: store_subscript(u, target, from); break;
    case UPY_AST_STARRED: upy_gen_assign_from(u, target->child, from); break;
    default: assign_items(u, target, from); break;
    }
    u->top = mark;
}

// ---- NAME = const(…) ---------------------------------------------------------------------------------------

bool upy_gen_const(upy_unit *u, const upy_ast *target, upy_ast *value) {
    if (!UPY_FAST_CODE || !upy_is_const_definition(target, value)) {
        return false;
    }
    upy_value name = target->name, v = upy_fold_const_argument(u, value->call.arguments->items[0]);
    if (upy_dict_get_name(u->all->constants, name) != UPY_NULL) {
        upy_refuse(u, target, "can't assign to expression");
    }
    const upy_symbol *s = upy_resolve(u, name);
    if (upy_str_data(name)[0] != '_' || (s && (s->flags & UPY_SYMBOL_REBOUND))) {
        unsigned reg = upy_reserve_one(u);
        upy_emit_constant(u, reg, v);
        upy_gen_store(u, name, reg);
        u->top = reg;
    }
    upy_dict_set_name(u->all->constants, name, v);
    return true;
}

#if UPY_FAST_CODE
// ---- a, b = c, d -------------------------------------------------------------------------------------------

#if UPY_LEVEL >= UPY_LEVEL_FULL
static bool are_names(const upy_ast_list *targets) {
    for (uint32_t i = 0; i < targets->count; i++) {
        if (targets->items[i]->kind != UPY_AST_NAME) {
            return false;
        }
    }
    return true;
}

static bool is_target(upy_unit *u, const upy_ast_list *targets, unsigned reg) {
    for (uint32_t i = 0; i < targets->count; i++) {
        if (targets->items[i]->kind != UPY_AST_NAME || upy_store_register(u, targets->items[i]->name) == (int)reg) {
            return true; // nested targets: assume so
        }
    }
    return false;
}

// The register of target i, if value i may go there before the other targets are stored.
static int early_register(upy_unit *u, const upy_ast_list *targets, const upy_ast_list *values, uint32_t i) {
    upy_value name = targets->items[i]->name;
    int reg = upy_store_register(u, name);
    if (reg < 0 || (u->try_depth && i + 1 < values->count)) {
        return -1;
    }
    for (uint32_t k = 0; k < targets->count; k++) {
        if ((k != i && targets->items[k]->name == name) || (k > i && upy_mentions(values->items[k], name))) {
            return -1;
        }
    }
    return reg;
}

static bool later_rebinds(const upy_unit *u, const upy_ast_list *values, uint32_t i) {
    while (++i < values->count) {
        if (upy_rebinds(u, values->items[i])) {
            return true;
        }
    }
    return false;
}

// Value i in a register that is good until all have been evaluated; MAX: it is in its target already.
static unsigned gen_pairwise(upy_unit *u, const upy_ast_list *targets, const upy_ast_list *values, uint32_t i,
                             unsigned mark) {
    int early = are_names(targets) ? early_register(u, targets, values, i) : -1;
    if (early >= 0) {
        upy_gen_into(u, values->items[i], (unsigned)early);
        upy_gen_stored(u, targets->items[i]->name);
        return UINT32_MAX;
    }
    unsigned reg = upy_gen_any(u, values->items[i]);
    if (reg < mark && (is_target(u, targets, reg) || later_rebinds(u, values, i))) {
        unsigned copy = upy_reserve_one(u);
        upy_emit_move(u, copy, reg);
        reg = copy;
    }
    return reg;
}
#endif

static bool assign_pairwise(upy_unit *u, upy_ast *target, upy_ast *value) {
    if ((target->kind != UPY_AST_TUPLE && target->kind != UPY_AST_LIST) ||
        (value->kind != UPY_AST_TUPLE && value->kind != UPY_AST_LIST)) {
        return false;
    }
    const upy_ast_list *targets = target->sequence, *values = value->sequence;
    uint32_t count = targets->count;
    if (count != values->count || count > 16 || star_position(targets) < count || star_position(values) < count) {
        return false;
    }
    unsigned mark = u->top;
#if UPY_LEVEL >= UPY_LEVEL_FULL
    unsigned regs[16];
    for (uint32_t i = 0; i < count; i++) {
        regs[i] = gen_pairwise(u, targets, values, i, mark);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (regs[i] != UINT32_MAX) {
            upy_gen_assign_from(u, targets->items[i], regs[i]);
        }
    }
#else
    for (uint32_t i = 0; i < count; i++) {
        upy_gen_new(u, values->items[i]);
    }
    for (uint32_t i = 0; i < count; i++) {
        upy_gen_assign_from(u, targets->items[i], mark + i);
    }
#endif
    u->top = mark;
    return true;
}
#endif

// ---- Statements --------------------------------------------------------------------------------------------

// The first of several targets may hold the value for the others if nothing assigns it twice.
static int shared_register(upy_unit *u, const upy_ast_list *targets) {
    if (targets->items[0]->kind != UPY_AST_NAME) {
        return -1;
    }
    upy_value name = targets->items[0]->name;
    for (uint32_t i = 1; i < targets->count; i++) {
        const upy_ast *t = targets->items[i];
        if (t->kind == UPY_AST_TUPLE || t->kind == UPY_AST_LIST || (t->kind == UPY_AST_NAME && t->name == name)) {
            return -1;
        }
    }
    return upy_store_register(u, name);
}

void upy_gen_assign(upy_unit *u, upy_ast *n) {
    const upy_ast_list *targets = n->assign.targets;
    upy_ast *value = n->assign.value;
    unsigned mark = u->top;
    if (!value) {
        return;
    }
#if UPY_FAST_CODE
    if (targets->count == 1 &&
        (upy_gen_const(u, targets->items[0], value) || assign_pairwise(u, targets->items[0], value))) {
        return;
    }
#endif
    int direct = shared_register(u, targets);
    unsigned reg = (unsigned)direct;
    if (direct >= 0) {
        upy_gen_into(u, value, reg);
        upy_gen_stored(u, targets->items[0]->name);
    } else if (targets->count > 1) {
        reg = u->top;
        upy_gen_new(u, value);
    } else {
        reg = upy_gen_stable(u, value, targets->items[0]);
    }
    for (uint32_t i = direct >= 0 ? 1 : 0; i < targets->count; i++) {
        upy_gen_assign_from(u, targets->items[i], reg);
    }
    u->top = mark;
}

// R[to] = R[from] op= value
static void emit_inplace(upy_unit *u, unsigned op, unsigned to, unsigned from, upy_ast *value) {
    int immediate;
    bool is_short = UPY_FAST_CODE && op <= UPY_OP_MUL; // +, -, * have instructions of their own
    if (is_short && upy_is_immediate(upy_fold(u, value), &immediate)) {
        upy_emit_abc(u, (upy_opcode)(UPY_INPLACE_ADD_I + op), to, from, (unsigned)immediate);
        return;
    }
    upy_place place = u->place;
    unsigned reg = upy_gen_any(u, value);
    u->place = place;
    if (is_short) {
        upy_emit_abc(u, (upy_opcode)(UPY_INPLACE_ADD + op), to, from, reg);
    } else {
        upy_emit_extra(u, UPY_INPLACE, to, from, reg, op);
    }
}

static void augment_name(upy_unit *u, upy_value name, unsigned op, upy_ast *value) {
    int reg = upy_gen_variable(u, name);
    if (reg >= 0) {
        emit_inplace(u, op, (unsigned)reg, upy_stable(u, (unsigned)reg, value), value);
        upy_gen_stored(u, name);
        return;
    }
    unsigned temporary = upy_reserve_one(u);
    upy_gen_load(u, name, temporary);
    emit_inplace(u, op, temporary, temporary, value);
    upy_gen_store(u, name, temporary);
}

void upy_gen_augmented(upy_unit *u, upy_ast *n) {
    upy_ast *target = n->pair.left, *value = n->pair.right;
    unsigned mark = u->top;
    if (target->kind == UPY_AST_NAME) {
        augment_name(u, target->name, n->op, value);
    } else if (target->kind == UPY_AST_ATTRIBUTE) {
        unsigned object = upy_gen_stable(u, target->attribute.object, value), temporary = upy_reserve_one(u);
        upy_emit_named(u, UPY_LOAD_ATTR, temporary, object, target->attribute.name);
        emit_inplace(u, n->op, temporary, temporary, value);
        upy_emit_named(u, UPY_STORE_ATTR, object, temporary, target->attribute.name);
    } else {
        unsigned object = upy_stable(u, upy_gen_stable(u, target->pair.left, value), target);
        unsigned index = upy_gen_stable(u, target->pair.right, value), temporary = upy_reserve_one(u);
        u->place = n->place;
        upy_emit_abc(u, UPY_GET_ITEM, temporary, object, index);
        emit_inplace(u, n->op, temporary, temporary, value);
        upy_emit_abc(u, UPY_SET_ITEM, object, index, temporary);
    }
    u->top = mark;
}

void upy_gen_delete_target(upy_unit *u, upy_ast *n) {
    unsigned mark = u->top;
    switch (n->kind) {
    case UPY_AST_NAME: upy_gen_delete(u, n->name); break;
    case UPY_AST_ATTRIBUTE:
        upy_emit_named(u, UPY_DELETE_ATTR, upy_gen_any(u, n->attribute.object), 0, n->attribute.name);
        break;
    default: {
        unsigned object, index;
        upy_gen_operands(u, n->pair.left, n->pair.right, &object, &index);
        upy_emit(u, UPY_DELETE_ITEM, object, index);
        break;
    }
    }
    u->top = mark;
}

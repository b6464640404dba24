// codegen_display.c — tuples, lists, sets and dicts written out, and formatted strings.
//
// Up to CHUNK items are evaluated into consecutive registers and built by one instruction; longer displays, and those
// with stars, start with a chunk and grow item by item, so their length needs no registers.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/str.h"

#define CHUNK 32

static bool has_star(const upy_ast_list *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i]->kind == UPY_AST_STARRED || list->items[i]->kind == UPY_AST_DOUBLE_STARRED) {
            return true;
        }
    }
    return false;
}

static void gen_plain(upy_unit *u, const upy_ast_list *items, upy_opcode op, unsigned to) {
    unsigned first = u->top;
    upy_place place = u->place;
    for (uint32_t i = 0; i < items->count; i++) {
        upy_gen_new(u, items->items[i]);
    }
    u->place = place;
    upy_emit_abc(u, op, to, first, items->count);
}

static void gen_long_set(upy_unit *u, const upy_ast_list *items, unsigned to) {
    upy_emit(u, UPY_MAKE_SET, to, to);
    for (uint32_t i = 0; i < items->count; i++) {
        upy_ast *n = items->items[i];
        bool is_star = n->kind == UPY_AST_STARRED;
        unsigned mark = u->top, reg = upy_gen_any(u, is_star ? n->child : n);
        upy_emit(u, is_star ? UPY_SET_UPDATE : UPY_SET_ADD, to, reg);
        u->top = mark;
    }
}

static void gen_dict(upy_unit *u, const upy_ast_list *items, unsigned to) {
    unsigned first = u->top;
    upy_place place = u->place;
    uint32_t i = 0;
    while (i < items->count && i < CHUNK / 2 && u->top + 10 < UPY_MAX_REGISTER &&
           items->items[i]->kind == UPY_AST_KEY_VALUE) {
        upy_gen_new(u, items->items[i]->pair.left);
        upy_gen_new(u, items->items[i]->pair.right);
        i++;
    }
    u->place = place;
    upy_emit_abc(u, UPY_MAKE_DICT, to, first, i);
    u->top = first;
    for (; i < items->count; i++) {
        upy_ast *n = items->items[i];
        if (n->kind == UPY_AST_DOUBLE_STARRED) {
            unsigned reg = upy_gen_any(u, n->child);
            upy_emit(u, UPY_DICT_UPDATE, to, reg);
        } else {
            unsigned key, value;
            upy_gen_operands(u, n->pair.left, n->pair.right, &key, &value);
            upy_emit_abc(u, UPY_DICT_SET, to, key, value);
        }
        u->top = first;
    }
}

void upy_gen_display(upy_unit *u, upy_ast *n, unsigned to) {
    static const uint8_t plain[] = {UPY_MAKE_TUPLE, UPY_MAKE_LIST, UPY_MAKE_SET};
    const upy_ast_list *items = n->sequence;
    u->place = n->place;
    bool fits = u->top + items->count + 20 <= UPY_MAX_REGISTER || items->count <= 4;
    if (n->kind != UPY_AST_DICT && items->count <= CHUNK && fits && !has_star(items)) {
        gen_plain(u, items, (upy_opcode)plain[n->kind - UPY_AST_TUPLE], to);
        return;
    }
    if (n->kind == UPY_AST_DICT && items->count <= CHUNK / 2 && !has_star(items)) {
        gen_dict(u, items, to);
        return;
    }
    unsigned work = upy_work_register(u, n, to);
    switch (n->kind) {
    case UPY_AST_DICT: gen_dict(u, items, work); break;
    case UPY_AST_SET: gen_long_set(u, items, work); break;
    default:
        upy_gen_list_of(u, items->items, items->count, work);
        if (n->kind == UPY_AST_TUPLE) {
            upy_emit(u, UPY_LIST_TO_TUPLE, to, work);
            return;
        }
        break;
    }
    upy_emit_move(u, to, work);
}

// ---- f-strings and t-strings ---------------------------------------------------------------------------

static unsigned conversion_number(unsigned letter) {
    return letter == 's' ? 1 : letter == 'r' ? 2 : letter == 'a' ? 3 : 0;
}

static void gen_field(upy_unit *u, upy_ast *n, unsigned to) {
    unsigned conversion = conversion_number(n->op);
    if (n->field.spec) {
        unsigned pair = u->top;
        upy_gen_new(u, n->field.expression);
        upy_gen_new(u, n->field.spec);
        u->place = n->place;
        upy_emit_abc(u, UPY_FORMAT, to, pair, conversion | 4);
    } else {
        unsigned reg = upy_gen_any(u, n->field.expression);
        u->place = n->place;
        upy_emit_abc(u, UPY_FORMAT, to, reg, conversion);
    }
}

static void gen_part(upy_unit *u, upy_ast *n, unsigned to) {
    unsigned mark = u->top;
    if (n->kind == UPY_AST_FIELD) {
        gen_field(u, n, to);
    } else {
        upy_gen_into(u, n, to);
    }
    u->top = mark;
}

void upy_gen_string(upy_unit *u, upy_ast *n, unsigned to) {
    const upy_ast_list *parts = n->sequence;
    if (parts->count == 0) {
        upy_emit_constant(u, to, upy_intern("", 0));
        return;
    }
    if (parts->count == 1) {
        gen_part(u, parts->items[0], to);
        return;
    }
    unsigned first = u->top;
    for (uint32_t i = 0; i < parts->count; i++) {
        if (u->top - first >= CHUNK || u->top + 10 > UPY_MAX_REGISTER) { // join what there is, go on behind it
            upy_emit_abc(u, UPY_MAKE_STRING, first, first, u->top - first);
            u->top = first + 1;
        }
        gen_part(u, parts->items[i], upy_reserve_one(u));
    }
    upy_emit_abc(u, UPY_MAKE_STRING, to, first, u->top - first);
}

#if UPY_FULL_DATA_MODEL

static upy_value text_between(const upy_ast_list *parts, uint32_t i) {
    return i < parts->count && parts->items[i]->kind == UPY_AST_CONSTANT ? parts->items[i]->constant
                                                                         : upy_intern("", 0);
}

static void append_value(upy_unit *u, unsigned list, upy_value v) {
    unsigned reg = upy_reserve_one(u);
    upy_emit_constant(u, reg, v);
    upy_emit(u, UPY_LIST_APPEND, list, reg);
    u->top = reg;
}

// The strings around the fields as one constant; the fields as a list of fours.
void upy_gen_template(upy_unit *u, upy_ast *n, unsigned to) {
    const upy_ast_list *parts = n->sequence;
    upy_value strings = upy_new_list_with_capacity(4);
    unsigned pair = upy_reserve(u, 2), list = pair + 1;
    upy_emit(u, UPY_MAKE_LIST, list, list);
    upy_list_append(strings, text_between(parts, 0));
    for (uint32_t i = 0; i < parts->count; i++) {
        upy_ast *field = parts->items[i];
        if (field->kind != UPY_AST_FIELD) {
            continue;
        }
        static const char letters[] = "sra";
        unsigned conversion = conversion_number(field->op), reg = upy_gen_any(u, field->field.expression);
        upy_emit(u, UPY_LIST_APPEND, list, reg);
        u->top = list + 1;
        append_value(u, list, field->field.text == UPY_NULL ? upy_intern("", 0) : field->field.text);
        append_value(u, list, conversion ? upy_intern(&letters[conversion - 1], 1) : UPY_NONE);
        reg = upy_reserve_one(u);
        if (field->field.spec) {
            upy_gen_into(u, field->field.spec, reg);
        } else {
            upy_emit_constant(u, reg, upy_intern("", 0));
        }
        upy_emit(u, UPY_LIST_APPEND, list, reg);
        u->top = list + 1;
        upy_list_append(strings, text_between(parts, i + 1));
    }
    upy_emit_constant(u, pair, upy_to_tuple(strings));
    upy_emit(u, UPY_LIST_TO_TUPLE, list, list);
    upy_emit_intrinsic(u, to, pair, UPY_INTRINSIC_template);
}

#endif

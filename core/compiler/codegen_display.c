// codegen_display.c — tuples, lists, sets and dicts written out, and formatted strings.
//
// Up to CHUNK items are evaluated into consecutive registers and built by one instruction; longer displays, and those
// with stars, start with a chunk and grow item by item, so their length needs no registers.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/str.h"

#define CHUNK 32

static bool is_star(const upy_ast *n) { return n->kind == UPY_AST_STARRED || n->kind == UPY_AST_DOUBLE_STARRED; }

// How many of the items can be built by one instruction.
static uint32_t first_chunk(const upy_unit *u, upy_ast_kind kind, upy_ast *const *items, uint32_t n) {
    uint32_t words = kind == UPY_AST_DICT ? 2 : 1, i = 0;
    while (i < n && i < CHUNK / words && u->top + i * words + 10 < UPY_MAX_REGISTER && !is_star(items[i])) {
        i++;
    }
    return i;
}

void upy_gen_items(upy_unit *u, upy_ast_kind kind, upy_ast *const *items, uint32_t n, unsigned to) {
    static const uint8_t make[] = {UPY_MAKE_TUPLE, UPY_MAKE_LIST, UPY_MAKE_SET, UPY_MAKE_DICT}; // from TUPLE on
    // What adds an item; what adds all of a starred one is the next opcode.
    static const uint8_t add[] = {UPY_NOP, UPY_LIST_APPEND, UPY_SET_ADD, UPY_DICT_SET};
    unsigned mark = u->top;
    upy_place place = u->place;
    uint32_t n_first = first_chunk(u, kind, items, n);
    for (uint32_t i = 0; i < n_first; i++) {
        if (kind == UPY_AST_DICT) {
            upy_gen_new(u, items[i]->pair.left);
        }
        upy_gen_new(u, kind == UPY_AST_DICT ? items[i]->pair.right : items[i]);
    }
    u->place = place;
    upy_emit_abc(u, (upy_opcode)make[kind - UPY_AST_TUPLE], to, mark, n_first);
    for (uint32_t i = n_first; i < n; i++) {
        unsigned reg, value;
        u->top = mark;
        if (items[i]->kind == UPY_AST_KEY_VALUE) {
            upy_gen_operands(u, items[i]->pair.left, items[i]->pair.right, &reg, &value);
            upy_emit_abc(u, UPY_DICT_SET, to, reg, value);
        } else {
            reg = upy_gen_any(u, is_star(items[i]) ? items[i]->child : items[i]);
            upy_emit(u, (upy_opcode)(add[kind - UPY_AST_TUPLE] + is_star(items[i])), to, reg);
        }
    }
    u->top = mark;
}

void upy_gen_display(upy_unit *u, upy_ast *n, unsigned to) {
    const upy_ast_list *items = n->sequence;
    upy_ast_kind kind = (upy_ast_kind)n->kind;
    unsigned work = to;
    u->place = n->place;
    if (first_chunk(u, kind, items->items, items->count) < items->count) {
        work = upy_work_register(u, n, to);
        kind = kind == UPY_AST_TUPLE ? UPY_AST_LIST : kind;
    }
    upy_gen_items(u, kind, items->items, items->count, work);
    if (kind == n->kind) {
        upy_emit_move(u, to, work);
    } else {
        upy_emit(u, UPY_LIST_TO_TUPLE, to, work);
    }
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

// The strings around the fields as one constant; the fields as a tuple: value, text, conversion, format of each.
void upy_gen_template(upy_unit *u, upy_ast *n, unsigned to) {
    static const char letters[] = "sra";
    const upy_ast_list *parts = n->sequence;
    upy_value strings = upy_new_list_with_capacity(4);
    upy_ast_list *fields =
        upy_parser_alloc(u->all->parser, sizeof *fields + 4 * parts->count * sizeof fields->items[0]);
    upy_ast *constants = upy_parser_alloc(u->all->parser, 3 * parts->count * sizeof *constants);
    upy_ast tuple = {.kind = UPY_AST_TUPLE, .place = n->place, .sequence = fields};
    fields->count = 0;
    upy_list_append(strings, text_between(parts, 0));
    for (uint32_t i = 0; i < parts->count; i++) {
        upy_ast *field = parts->items[i];
        if (field->kind != UPY_AST_FIELD) {
            continue;
        }
        unsigned conversion = conversion_number(field->op);
        upy_value values[3] = {field->field.text, conversion ? upy_intern(&letters[conversion - 1], 1) : UPY_NONE,
                               UPY_NULL};
        fields->items[fields->count++] = field->field.expression;
        for (size_t k = 0; k < UPY_COUNT_OF(values); k++) {
            *constants = (upy_ast){.kind = UPY_AST_CONSTANT,
                                   .place = field->place,
                                   .constant = values[k] == UPY_NULL ? upy_intern("", 0) : values[k]};
            fields->items[fields->count++] = constants++;
        }
        if (field->field.spec) {
            fields->items[fields->count - 1] = field->field.spec;
        }
        upy_list_append(strings, text_between(parts, i + 1));
    }
    unsigned pair = upy_reserve(u, 2);
    upy_emit_constant(u, pair, upy_to_tuple(strings));
    upy_gen_into(u, &tuple, pair + 1);
    upy_emit_intrinsic(u, to, pair, UPY_INTRINSIC_template);
}

#endif

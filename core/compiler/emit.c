// emit.c — instructions, jumps and labels, lines, the exception table of the unit being compiled.
//
// A label that is not bound yet threads the JUMP words that wait for it into a chain through their offsets, so
// labels need no memory of their own and live on the C stack of the generator. Labels also carry which
// variables hold a value at all jumps to them; binding one intersects.
#include "core/code/line_table.h"
#include "core/compiler/codegen.h"
#include "core/object/raise.h"

#define MAX_WORDS ((1u << 23) - 1) // offsets of jumps are 24 bits, signed

static void *grow(void *array, uint32_t *capacity, uint32_t at_least, size_t item_size) {
    uint32_t wanted = *capacity + *capacity / 2 + 8;
    if (wanted < at_least) {
        wanted = at_least;
    }
    array = upy_heap_resize_storage(array, *capacity * item_size, wanted * item_size);
    *capacity = wanted;
    return array;
}

// ---- Words and lines -------------------------------------------------------------------------------

static void note_line(upy_unit *u) {
    if (u->all->optimise >= 3) {
        return;
    }
    if (u->n_lines + UPY_LINE_ENTRY_MAX > u->lines_capacity) {
        u->lines = grow(u->lines, &u->lines_capacity, u->n_lines + UPY_LINE_ENTRY_MAX, 1);
    }
    u->n_lines += (uint32_t)upy_line_entry_write(u->lines + u->n_lines, u->n_words - u->emitted_line_at,
                                                 (int32_t)(u->place.line - u->emitted_line));
    u->emitted_line = u->place.line;
    u->emitted_line_at = u->n_words;
}

static void put(upy_unit *u, uint32_t word) {
    if (u->n_words == u->words_capacity) {
        if (u->n_words >= MAX_WORDS) {
            upy_raise_runtime("code too long");
        }
        u->words = grow(u->words, &u->words_capacity, 0, sizeof *u->words);
    }
    u->words[u->n_words++] = word;
}

static void put_instruction(upy_unit *u, uint32_t word) {
    if (u->place.line != u->emitted_line) {
        note_line(u);
    }
    put(u, word);
}

static uint32_t encode(upy_opcode op, unsigned a, unsigned b, unsigned c) {
    return (uint32_t)op | (a & 0xff) << 8 | (b & 0xff) << 16 | (uint32_t)(c & 0xff) << 24;
}

void upy_emit_abc(upy_unit *u, upy_opcode op, unsigned a, unsigned b, unsigned c) {
    if (u->is_reachable) {
        put_instruction(u, encode(op, a, b, c));
    }
}

void upy_emit(upy_unit *u, upy_opcode op, unsigned a, unsigned b) { upy_emit_abc(u, op, a, b, 0); }

void upy_emit_wide(upy_unit *u, upy_opcode op, unsigned a, unsigned bx) {
    if (u->is_reachable) {
        put_instruction(u, encode(op, a, bx, bx >> 8));
    }
}

void upy_emit_extra(upy_unit *u, upy_opcode op, unsigned a, unsigned b, unsigned c, uint32_t extra) {
    if (u->is_reachable) {
        put_instruction(u, encode(op, a, b, c));
        put(u, extra);
    }
}

static uint32_t new_cache(upy_unit *u) {
    return UPY_INLINE_CACHES && u->n_caches < UPY_NO_CACHE ? u->n_caches++ : UPY_NO_CACHE;
}

// Attributes and globals that are stored have an inline cache for each place.
static bool has_cache(upy_opcode op) {
    return op == UPY_STORE_GLOBAL || (op >= UPY_LOAD_ATTR && op <= UPY_LOAD_SUPER_METHOD && op != UPY_DELETE_ATTR);
}

void upy_emit_named(upy_unit *u, upy_opcode op, unsigned a, unsigned b, upy_value name) {
    if (u->is_reachable) {
        uint32_t index = upy_constant_index(u, name);
        upy_emit_extra(u, op, a, b, 0, index | (has_cache(op) ? new_cache(u) : UPY_NO_CACHE) << 16);
    }
}

void upy_emit_named_wide(upy_unit *u, upy_opcode op, unsigned a, unsigned bx, upy_value name) {
    if (u->is_reachable) {
        upy_emit_extra(u, op, a, bx, bx >> 8, upy_constant_index(u, name) | (uint32_t)UPY_NO_CACHE << 16);
    }
}

// All loads of one global share a cache.
void upy_emit_global(upy_unit *u, unsigned a, upy_value name) {
    if (u->is_reachable) {
        uint32_t index = upy_constant_index(u, name);
        if (!UPY_INLINE_CACHES) {
            upy_emit_extra(u, UPY_LOAD_GLOBAL, a, 0, 0, index);
            return;
        }
        if (u->global_caches[index] == UPY_NO_CACHE) {
            u->global_caches[index] = (uint16_t)new_cache(u);
        }
        upy_emit_extra(u, UPY_LOAD_GLOBAL, a, 0, 0, index | (uint32_t)u->global_caches[index] << 16);
    }
}

void upy_emit_intrinsic(upy_unit *u, unsigned a, unsigned first, upy_intrinsic which) {
    upy_emit_abc(u, UPY_INTRINSIC, a, first, which);
}

void upy_emit_intrinsic_pair(upy_unit *u, unsigned to, unsigned first, unsigned second, upy_intrinsic which) {
    unsigned pair = upy_reserve(u, 2);
    upy_emit_move(u, pair, first);
    upy_emit_move(u, pair + 1, second);
    upy_emit_intrinsic(u, to, pair, which);
    u->top = pair;
}

void upy_emit_move(upy_unit *u, unsigned to, unsigned from) {
    if (to != from) {
        upy_emit(u, UPY_MOVE, to, from);
    }
}

void upy_emit_constant(upy_unit *u, unsigned to, upy_value v) {
    if (v == UPY_NONE) {
        upy_emit(u, UPY_LOAD_NONE, to, 0);
    } else if (v == UPY_TRUE || v == UPY_FALSE) {
        upy_emit(u, v == UPY_TRUE ? UPY_LOAD_TRUE : UPY_LOAD_FALSE, to, 0);
    } else if (upy_is_small_int(v) && upy_small_int_value(v) >= INT16_MIN && upy_small_int_value(v) <= INT16_MAX) {
        upy_emit_wide(u, UPY_LOAD_INT, to, (unsigned)upy_small_int_value(v) & 0xffff);
    } else if (u->is_reachable) {
        upy_emit_wide(u, UPY_LOAD_CONST, to, upy_constant_index(u, v));
    }
}

void upy_emit_exit(upy_unit *u, upy_opcode op, unsigned a) {
    upy_emit(u, op, a, 0);
    u->is_reachable = false;
}

// ---- Jumps -------------------------------------------------------------------------------------------

void upy_label_init(upy_label *label) {
    label->position = UPY_NO_POSITION;
    label->chain = 0;
    label->is_reached = false;
}

static void reach(upy_unit *u, upy_label *label) {
    if (!label->is_reached) {
        label->is_reached = true;
        label->assigned = u->assigned;
        return;
    }
    for (size_t i = 0; i < UPY_COUNT_OF(label->assigned.bits); i++) {
        label->assigned.bits[i] &= u->assigned.bits[i];
    }
}

static uint32_t offset_word(upy_opcode op, uint32_t at, uint32_t target) {
    return (uint32_t)op | (uint32_t)(target - (at + 1)) << 8;
}

static void put_jump_word(upy_unit *u, upy_label *label) {
    if (label->position != UPY_NO_POSITION) {
        put(u, offset_word(UPY_JUMP, u->n_words, label->position));
        return;
    }
    put(u, (uint32_t)UPY_JUMP | label->chain << 8);
    label->chain = u->n_words;
    reach(u, label);
}

void upy_emit_jump(upy_unit *u, upy_label *label) {
    if (u->is_reachable) {
        if (u->place.line != u->emitted_line) {
            note_line(u);
        }
        put_jump_word(u, label);
        u->is_reachable = false;
    }
}

void upy_emit_loop(upy_unit *u, const upy_label *label) {
    if (u->is_reachable) {
        put_instruction(u, offset_word(UPY_LOOP, u->n_words, label->position));
        u->is_reachable = false;
    }
}

void upy_emit_jump_if(upy_unit *u, upy_opcode op, unsigned a, unsigned b, unsigned c, upy_label *label) {
    if (u->is_reachable) {
        put_instruction(u, encode(op, a, b, c));
        put_jump_word(u, label);
    }
}

void upy_emit_test(upy_unit *u, upy_opcode op, unsigned a, unsigned b, upy_label *label) {
    upy_emit_jump_if(u, op, a, b, 0, label);
}

void upy_label_here(upy_unit *u, upy_label *label) {
    label->position = u->n_words;
    for (uint32_t at = label->chain; at;) {
        uint32_t next = u->words[at - 1] >> 8;
        u->words[at - 1] = offset_word(UPY_JUMP, at - 1, u->n_words);
        at = next;
    }
    if (!label->is_reached) {
        return;
    }
    if (!u->is_reachable) {
        u->assigned = label->assigned;
        u->is_reachable = true;
        return;
    }
    for (size_t i = 0; i < UPY_COUNT_OF(u->assigned.bits); i++) {
        u->assigned.bits[i] &= label->assigned.bits[i];
    }
}

void upy_label_loop(upy_unit *u, upy_label *label) {
    label->position = u->n_words;
    upy_forget_deletable(u);
}

// ---- The exception table -------------------------------------------------------------------------------

#define UNBOUND_HANDLER 0x80000000u // | id, until the handler's place is known

unsigned upy_handler_open(upy_unit *u) { return u->n_handler_ids++; }

void upy_handler_protect(upy_unit *u, unsigned id, uint32_t start, unsigned reg) {
    if (start >= u->n_words) {
        return;
    }
    if (u->n_handlers == u->handlers_capacity) {
        if (u->n_handlers >= UINT16_MAX) {
            upy_raise_runtime("too many exception handlers");
        }
        u->handlers = grow(u->handlers, &u->handlers_capacity, 0, sizeof *u->handlers);
    }
    u->handlers[u->n_handlers++] =
        (upy_exception_entry){.start = start, .end = u->n_words, .handler = UNBOUND_HANDLER | id, .reg = reg};
}

void upy_handler_here(upy_unit *u, unsigned id) {
    for (uint32_t i = u->n_handlers; i--;) {
        if (u->handlers[i].handler == (UNBOUND_HANDLER | id)) {
            u->handlers[i].handler = u->n_words;
        }
    }
}

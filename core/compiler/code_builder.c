// code_builder.c — the constants of a unit, and the code object it becomes.
//
// Constants are shared when they have the same type and value, so 1, 1.0 and True stay apart, and 0.0 from -0.0.
// A finished code object owns two blocks of exactly the needed size (core/code/code.c says which).
#include "core/code/line_table.h"
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/number.h"
#include "core/types/str.h"

// ---- Constants -----------------------------------------------------------------------------------------

static bool same_constant(upy_value a, upy_value b) {
    if (a == b) {
        return true;
    }
    if (!upy_is_object(a) || !upy_is_object(b) || upy_type_of(a) != upy_type_of(b)) {
        return false;
    }
    const upy_type *type = upy_type_of(a);
    if (type == &upy_type_str || type == &upy_type_bytes) {
        // A name is equal to itself only: in its place another str of that text would not be found in any dict.
        return !upy_is_name(a) && !upy_is_name(b) && upy_str_equal(a, b);
    }
    if (type == &upy_type_tuple) {
        const upy_tuple *x = upy_as_tuple(a), *y = upy_as_tuple(b);
        bool same = x->length == y->length;
        for (size_t i = 0; same && i < x->length; i++) {
            upy_check_stack();
            same = same_constant(x->items[i], y->items[i]);
        }
        return same;
    }
    if (type == &upy_type_int) {
        const upy_bigint *x = (const upy_bigint *)a, *y = (const upy_bigint *)b;
        size_t count = (size_t)(x->signed_count < 0 ? -(intptr_t)x->signed_count : x->signed_count);
        return x->signed_count == y->signed_count && memcmp(x->digits, y->digits, count * sizeof x->digits[0]) == 0;
    }
    if (upy_is_complex_type(type)) {
        const upy_complex *x = (const upy_complex *)a, *y = (const upy_complex *)b;
        return memcmp(&x->real, &y->real, sizeof x->real) == 0 && memcmp(&x->imag, &y->imag, sizeof x->imag) == 0;
    }
    if (type == &upy_type_float) {
        const upy_boxed_float *x = (const upy_boxed_float *)a, *y = (const upy_boxed_float *)b;
        return memcmp(&x->value, &y->value, sizeof x->value) == 0;
    }
    return false;
}

static uint32_t constant_hash(upy_value v) {
    uintptr_t bits = (uintptr_t)v;
    if (upy_is_object(v) && !upy_is_name(v)) {
        const upy_type *type = upy_type_of(v);
        if (type == &upy_type_str || type == &upy_type_bytes) {
            bits = upy_str_hash(v);
        } else if (type == &upy_type_tuple) {
            bits = upy_as_tuple(v)->length + 1;
        } else if (type == &upy_type_int) {
            bits = ((const upy_bigint *)v)->digits[0];
        } else if (type == &upy_type_float || upy_is_complex_type(type)) {
            bits = (uintptr_t)type;
        }
    }
    uint32_t low = (uint32_t)bits ^ (uint32_t)((uint64_t)bits >> 32);
    return (low ^ low >> 15) * 0x9e3779b1u;
}

static void index_insert(upy_unit *u, uint32_t i) {
    uint32_t mask = u->constant_index_size - 1, slot = constant_hash(u->constants[i]) >> 4 & mask;
    while (u->constant_index[slot]) {
        slot = (slot + 1) & mask;
    }
    u->constant_index[slot] = (uint16_t)(i + 1);
}

static void grow_constants(upy_unit *u) {
    uint32_t capacity = u->constants_capacity ? u->constants_capacity * 2 : 8;
    u->constants = upy_heap_resize_storage(u->constants, u->constants_capacity * sizeof *u->constants,
                                           capacity * sizeof *u->constants);
    u->global_caches = upy_heap_resize_storage(u->global_caches, u->constants_capacity * sizeof *u->global_caches,
                                               capacity * sizeof *u->global_caches);
    u->constants_capacity = capacity;
    uint16_t *index = upy_heap_alloc_storage(capacity * 2 * sizeof *index);
    memset(index, 0, capacity * 2 * sizeof *index);
    upy_heap_free_storage(u->constant_index);
    u->constant_index = index;
    u->constant_index_size = capacity * 2;
    for (uint32_t i = 0; i < u->n_constants; i++) {
        index_insert(u, i);
    }
}

unsigned upy_constant_index(upy_unit *u, upy_value v) {
    if (u->constant_index_size) {
        uint32_t mask = u->constant_index_size - 1;
        for (uint32_t slot = constant_hash(v) >> 4 & mask; u->constant_index[slot]; slot = (slot + 1) & mask) {
            if (same_constant(u->constants[u->constant_index[slot] - 1], v)) {
                return u->constant_index[slot] - 1u;
            }
        }
    }
    if (u->n_constants == u->constants_capacity) {
        if (u->n_constants >= UINT16_MAX - 1) {
            upy_raise_runtime("too many constants");
        }
        grow_constants(u);
    }
    u->constants[u->n_constants] = v;
    u->global_caches[u->n_constants] = UPY_NO_CACHE;
    index_insert(u, u->n_constants);
    return u->n_constants++;
}

// ---- The prologue ----------------------------------------------------------------------------------------

// Registers that must start as unset are known only at the end; their instructions go in front of everything else.
static uint32_t unset_words(const upy_unit *u, uint32_t *out) {
    uint32_t n = 0;
    for (unsigned reg = 0; reg < u->first_temporary; reg++) {
        unsigned start = reg;
        while (reg < u->first_temporary && upy_is_assigned(&u->needs_unset, reg)) {
            reg++;
        }
        if (reg > start) {
            if (out) {
                out[n] = (uint32_t)UPY_LOAD_UNSET | start << 8 | (reg - start) << 16;
            }
            n++;
        }
    }
    return n;
}

// ---- The code object -------------------------------------------------------------------------------------

static uint16_t capture_of(upy_unit *u, upy_symbol *definition) {
    if (upy_scope_frame(definition->owner) == u->outer->frame) {
        return (uint16_t)upy_gen_cell(u->outer, definition);
    }
    const upy_scope *outer = u->outer->frame;
    for (uint32_t i = 0; i < outer->n_free; i++) {
        if (outer->free[i] == definition) {
            return (uint16_t)(UPY_CAPTURE_FREE | i);
        }
    }
    upy_raise_runtime("lost variable"); // cannot happen: resolution made all frames between capture it
}

// Instructions, exception table, captures, line table: one block.
static void pack_data(upy_unit *u, upy_code *code) {
    uint32_t n_prologue = unset_words(u, NULL);
    uint8_t line_prefix[UPY_LINE_ENTRY_MAX];
    size_t n_prefix = n_prologue && u->n_lines ? upy_line_entry_write(line_prefix, n_prologue, 0) : 0;
    size_t n_words = (size_t)n_prologue + u->n_words, n_free = u->frame->n_free;
    size_t size = n_words * sizeof(uint32_t) + u->n_handlers * sizeof(upy_exception_entry) + n_free * sizeof(uint16_t) +
                  n_prefix + u->n_lines;
    uint32_t *words = upy_heap_alloc_storage(size);
    unset_words(u, words);
    if (u->n_words) {
        memcpy(words + n_prologue, u->words, u->n_words * sizeof *words);
    }
    upy_exception_entry *handlers = (upy_exception_entry *)(words + n_words);
    for (uint32_t i = 0; i < u->n_handlers; i++) {
        handlers[i] = u->handlers[i];
        handlers[i].start += n_prologue;
        handlers[i].end += n_prologue;
        handlers[i].handler += n_prologue;
    }
    uint16_t *captures = (uint16_t *)(handlers + u->n_handlers);
    for (size_t i = 0; i < n_free; i++) {
        captures[i] = capture_of(u, u->frame->free[i]);
    }
    uint8_t *lines = (uint8_t *)(captures + n_free);
    memcpy(lines, line_prefix, n_prefix);
    if (u->n_lines) {
        memcpy(lines + n_prefix, u->lines, u->n_lines);
    }
    code->handlers = handlers;
    code->captures = captures;
    code->lines = lines;
    code->n_instructions = (uint32_t)n_words;
    code->n_handlers = (uint16_t)u->n_handlers;
    code->n_captures = (uint16_t)n_free;
    code->n_lines_size = (uint32_t)(n_prefix + u->n_lines);
    code->instructions = words;
}

static void pack_values(upy_unit *u, upy_code *code) {
    // Class bodies and their like take a namespace that no symbol stands for.
    uint32_t n_variables = u->n_variables > code->n_args ? u->n_variables : code->n_args;
    uint32_t n_captured = code->flags & UPY_CODE_CAPTURE_NAMES ? code->n_captures : 0;
    if (u->n_constants + n_variables + n_captured == 0) {
        return;
    }
    upy_value *values = upy_heap_alloc_storage((u->n_constants + n_variables + n_captured) * sizeof *values);
    if (u->n_constants) {
        memcpy(values, u->constants, u->n_constants * sizeof *values);
    }
    uint32_t i = u->n_constants;
    for (const upy_symbol *s = u->frame->first; s && i < u->n_constants + n_variables; s = s->next) {
        if (s->place == UPY_PLACE_LOCAL) {
            values[i++] = s->name;
        }
    }
    while (i < u->n_constants + n_variables) {
        values[i++] = UPY_NAME(namespace);
    }
    for (uint32_t k = 0; k < n_captured; k++) {
        values[i++] = u->frame->free[k]->name;
    }
    code->variables = values + u->n_constants;
    code->n_constants = u->n_constants;
    code->n_variables = (uint16_t)n_variables;
    code->constants = values;
}

static unsigned flags_of(const upy_unit *u, const upy_code *code) {
    unsigned flags = u->flags;
    unsigned plain = UPY_CODE_VARARGS | UPY_CODE_VARKW | UPY_CODE_GENERATOR | UPY_CODE_MODULE;
    if (!(flags & plain) && !code->n_keyword_only && code->n_args <= UPY_NEAR_VARIABLES) {
        flags |= UPY_CODE_SIMPLE;
    }
    if (u->outer && u->outer->frame->kind == UPY_SCOPE_FUNCTION) {
        flags |= UPY_CODE_NESTED;
    }
    if (u->frame->reads_locals && !u->n_far) {
        flags |= UPY_CODE_LOCALS;
    }
    if (u->frame->n_free && (u->frame->reads_locals || UPY_LEVEL >= UPY_LEVEL_FULL)) {
        flags |= UPY_CODE_CAPTURE_NAMES;
    }
    return flags;
}

upy_code *upy_unit_finish(upy_unit *u, const upy_code *code) {
    struct {
        upy_code code;
        upy_code_state state;
    } * whole;
    whole = upy_new_object(&upy_type_code, sizeof *whole);
    upy_code *made = &whole->code;
    *made = *code;
    made->header.type = &upy_type_code;
    made->state = &whole->state;
    made->filename = u->all->filename;
    made->qualname = u->qualname;
    made->first_line = u->all->optimise >= 3 ? 1 : u->first_line;
    made->n_caches = (uint16_t)u->n_caches;
    made->n_yield_registers = (uint16_t)u->n_live_at_yield;
    made->flags = (uint16_t)flags_of(u, code);
    pack_data(u, made);
    pack_values(u, made);
    size_t n_far_parameters = made->n_args + (size_t)made->n_keyword_only + ((made->flags & UPY_CODE_VARARGS) != 0) +
                              ((made->flags & UPY_CODE_VARKW) != 0);
    n_far_parameters = n_far_parameters > UPY_NEAR_VARIABLES ? n_far_parameters - UPY_NEAR_VARIABLES : 0;
    made->n_registers = (uint16_t)(n_far_parameters ? UPY_MAX_REGISTER + 1 + n_far_parameters : u->highest);
    upy_unit_release(u);
    return made;
}

void upy_unit_release(upy_unit *u) {
    upy_heap_free_storage(u->words);
    upy_heap_free_storage(u->constants);
    upy_heap_free_storage(u->global_caches);
    upy_heap_free_storage(u->constant_index);
    upy_heap_free_storage(u->handlers);
    upy_heap_free_storage(u->lines);
    u->words = NULL;
    u->constants = NULL;
    u->global_caches = NULL;
    u->constant_index = NULL;
    u->handlers = NULL;
    u->lines = NULL;
}

// code_builder.c — the code object a unit becomes.
//
// A finished code object owns two blocks of exactly the needed size (core/code/code.c says which).
#include "core/code/line_table.h"
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/str.h"

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

static void release(upy_unit *u) {
    upy_heap_free_storage(u->words);
    upy_heap_free_storage(u->constants);
    upy_heap_free_storage(u->global_caches);
#if UPY_LEVEL >= UPY_LEVEL_FULL
    upy_heap_free_storage(u->constant_index);
#endif
    upy_heap_free_storage(u->handlers);
    upy_heap_free_storage(u->lines);
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
    release(u);
    return made;
}

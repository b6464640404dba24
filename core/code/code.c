// code.c — the code object as Python sees it, and what the collector must know about it.
//
// A code object made by the compiler owns two storage blocks: one of values (constants, then names of
// variables) and one of plain data (instructions, exception table, captures, line table, in this order), so
// `constants` and `instructions` are the addresses of the blocks. Code in flash has neither on the heap, and is
// never traced. The inline caches hang off `state` and hold no references of their own: an entry is only
// believed while the epoch it was made in lasts.
#include "core/code/code.h"

#include "core/code/line_table.h"
#include "core/heap/heap.h"
#include "core/object/dict.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"

static void code_trace(upy_value self, upy_tracer *tracer) {
    const upy_code *code = (const upy_code *)self;
    if (code->constants) {
        upy_trace_storage(tracer, code->constants);
        upy_trace_values(tracer, code->constants, code->n_constants);
        size_t n_captured = code->flags & UPY_CODE_CAPTURE_NAMES ? code->n_captures : 0;
        upy_trace_values(tracer, code->variables, code->n_variables + n_captured);
    }
    if (code->instructions) {
        upy_trace_storage(tracer, code->instructions);
    }
    if (code->state && code->state->caches) {
        upy_trace_storage(tracer, code->state->caches);
    }
    upy_trace_value(tracer, code->name);
    upy_trace_value(tracer, code->qualname);
    upy_trace_value(tracer, code->filename);
    upy_trace_value(tracer, code->docstring);
}

static void code_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const upy_code *code = (const upy_code *)self;
    upy_printf(w, "<code object %q at 0x%zx, file \"%q\", line %u>", code->name, (size_t)self, code->filename,
               (unsigned)code->first_line);
}

static size_t parameter_count(const upy_code *code) {
    return (size_t)code->n_args + code->n_keyword_only + ((code->flags & UPY_CODE_VARARGS) != 0) +
           ((code->flags & UPY_CODE_VARKW) != 0);
}

// Tuple of the constants that are names (or all constants that are not).
static upy_value pick_constants(const upy_code *code, bool names) {
    upy_value list = upy_new_list_with_capacity(0);
    for (size_t i = 0; i < code->n_constants; i++) {
        if (upy_is_name(code->constants[i]) == names) {
            upy_list_append(list, code->constants[i]);
        }
    }
    return upy_to_tuple(list);
}

// CPython's numbers of the flags that exist in both.
static unsigned co_flags(const upy_code *code) {
    unsigned flags = code->flags, result = flags & (UPY_CODE_MODULE | UPY_CODE_NAMESPACE) ? 0 : 3;
    result |= flags & UPY_CODE_VARARGS ? 4 : 0;
    result |= flags & UPY_CODE_VARKW ? 8 : 0;
    result |= flags & UPY_CODE_NESTED ? 16 : 0;
    if (flags & UPY_CODE_ASYNC_GENERATOR) {
        return result | 0x200;
    }
    if (flags & UPY_CODE_COROUTINE) {
        return result | 0x80;
    }
    return result | (flags & UPY_CODE_GENERATOR ? 0x20 : 0);
}

static upy_value co_lines(size_t n_args, const upy_value *args) {
    (void)n_args;
    const upy_code *code = (const upy_code *)args[0];
    upy_value list = upy_new_list_with_capacity(0);
    const uint8_t *p = code->lines, *end = p + code->n_lines_size;
    uint32_t start = 0;
    int32_t line = (int32_t)code->first_line;
    while (start < code->n_instructions) {
        uint32_t further = code->n_instructions - start;
        int32_t change = 0;
        if (p < end) {
            p = upy_line_entry_read(p, end, &further, &change);
        }
        uint32_t stop = further < code->n_instructions - start ? start + further : code->n_instructions;
        if (stop > start) {
            upy_value range[3] = {upy_small_int((intptr_t)start * 4), upy_small_int((intptr_t)stop * 4),
                                  upy_new_int(line)};
            upy_list_append(list, upy_new_tuple(3, range));
        }
        start = stop;
        line += change;
    }
    return upy_iter(list);
}
static const UPY_METHOD(co_lines_method, code, co_lines, co_lines, 1, 1);

#if UPY_LEVEL >= UPY_LEVEL_FULL
// code.replace(co_name=…): a copy under other names. Its flags follow from what was compiled and stay as they are.
static upy_value code_replace(size_t n_args, size_t n_kw, const upy_value *args) {
    const upy_code *code = (const upy_code *)args[0];
    upy_code *copy = upy_new_object(&upy_type_code, sizeof *copy + sizeof(upy_code_state));
    *copy = *code;
    copy->state = (upy_code_state *)(void *)(copy + 1);
    for (size_t i = 0; i < n_kw; i++) {
        upy_value name = args[n_args + 2 * i], value = args[n_args + 2 * i + 1];
        if (name == UPY_NAME(co_name)) {
            copy->name = upy_intern_str(upy_str_check(value));
        } else if (name == UPY_NAME(co_qualname)) {
            copy->qualname = upy_intern_str(upy_str_check(value));
        } else if (name == UPY_NAME(co_filename)) {
            copy->filename = upy_intern_str(upy_str_check(value));
        } else if (name == UPY_NAME(co_firstlineno)) {
            copy->first_line = (uint32_t)upy_to_index(value);
        } else if (name != UPY_NAME(co_flags)) {
            upy_raise_type("replace() can't change '%q'", name);
        }
    }
    return (upy_value)copy;
}
static const UPY_KEYWORD_METHOD(code_replace_method, code, replace, code_replace, 1, 1);
#endif

static upy_value code_attribute(upy_value self, upy_value name, upy_value value) {
    const upy_code *code = (const upy_code *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(co_name)) {
        return code->name;
    }
    if (name == UPY_NAME(co_qualname)) {
        return code->qualname;
    }
    if (name == UPY_NAME(co_filename)) {
        return code->filename;
    }
    if (name == UPY_NAME(co_firstlineno)) {
        return upy_small_int((intptr_t)code->first_line);
    }
    if (name == UPY_NAME(co_argcount)) {
        return upy_small_int(code->n_args);
    }
    if (name == UPY_NAME(co_posonlyargcount)) {
        return upy_small_int(code->n_positional_only);
    }
    if (name == UPY_NAME(co_kwonlyargcount)) {
        return upy_small_int(code->n_keyword_only);
    }
    if (name == UPY_NAME(co_nlocals)) {
        return upy_small_int(code->n_variables);
    }
    if (name == UPY_NAME(co_stacksize)) {
        return upy_small_int(code->n_registers);
    }
    if (name == UPY_NAME(co_flags)) {
        return upy_small_int((intptr_t)co_flags(code));
    }
    if (name == UPY_NAME(co_varnames)) {
        size_t n = code->n_variables ? code->n_variables : parameter_count(code);
        return code->variables ? upy_new_tuple(n, code->variables) : UPY_EMPTY_TUPLE;
    }
    if (name == UPY_NAME(co_freevars)) {
        return code->flags & UPY_CODE_CAPTURE_NAMES
                   ? upy_new_tuple(code->n_captures, code->variables + code->n_variables)
                   : UPY_EMPTY_TUPLE;
    }
    if (name == UPY_NAME(co_consts)) {
        return pick_constants(code, false);
    }
    if (name == UPY_NAME(co_names)) {
        return pick_constants(code, true);
    }
    if (name == UPY_NAME(co_code)) {
        return upy_new_bytes((const char *)code->instructions, (size_t)code->n_instructions * sizeof(uint32_t));
    }
    return UPY_NULL;
}

static const upy_slots code_slots = {.print = code_print, .trace = code_trace, .attribute = code_attribute};

static const upy_pair code_pairs[] = {
    {UPY_NAME(co_lines), (upy_value)&co_lines_method},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(replace), (upy_value)&code_replace_method},
#endif
};
static const UPY_DEFINE_TABLE(code_attributes, code_pairs);

const upy_type upy_type_code = {
    UPY_TYPE_HEAD(code, upy_code, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &code_slots,
    .attributes = &code_attributes,
};

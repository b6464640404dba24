// itertools.h — what the files of module itertools share.
#ifndef UPY_MODULES_ITERTOOLS_H
#define UPY_MODULES_ITERTOOLS_H

#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"

// All iterators of the module have this form; each type gives its fields a meaning, stated above its functions.
typedef struct tool {
    upy_object header;
    upy_value a, b, c;
    intptr_t i, j, k, l;
} tool;

void upy_itertools_trace(upy_value self, upy_tracer *tracer);
// A tool of a type; its values are UPY_NULL, its numbers 0.
static inline tool *new_tool(const upy_type *type) { return upy_new_instance_of(type, sizeof(tool)); }

// upy_next for a source, which may itself be a tool, and so on.
static inline upy_value pull(upy_value iterator) {
    upy_check_stack();
    return upy_next(iterator);
}

// The type object of an iterator called python_name; functions <python_name>_new and <python_name>_next must exist.
#define TOOL_TYPE_NAMED(python_name, ...)                                                                              \
    static const upy_slots python_name##_slots = {                                                                     \
        .make_new = python_name##_new,                                                                                 \
        .iter = upy_iter_self,                                                                                         \
        .next = python_name##_next,                                                                                    \
        .trace = upy_itertools_trace,                                                                                  \
    };                                                                                                                 \
    const upy_type upy_type_itertools_##python_name = {                                                                \
        UPY_TYPE_HEAD(python_name, tool, 0),                                                                           \
        .base = &upy_type_object,                                                                                      \
        .slots = &python_name##_slots __VA_ARGS__,                                                                     \
    }

extern const upy_type upy_type_itertools_product, upy_type_itertools_permutations, upy_type_itertools_combinations,
    upy_type_itertools_combinations_with_replacement, upy_type_itertools_groupby, upy_type_itertools_zip_longest;
extern const upy_builtin upy_itertools_tee_object;

#endif

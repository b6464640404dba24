// gc_small.c — the gc module of the smallest level: collect, and how much memory there is.
#include "core/object/state.h"
#include "core/types/number.h"
#include "modules/modules.h"

static upy_value gc_mem_free(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_int_from_unsigned(upy_heap_free_bytes());
}

static upy_value gc_mem_alloc(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_int_from_unsigned(upy_heap_used_bytes());
}

static upy_value gc_collect(size_t n_args, const upy_value *args) {
    upy_heap_collect();
    return gc_mem_free(n_args, args);
}

static const UPY_FUNCTION(collect_function, collect, gc_collect, 0, 0);
static const UPY_FUNCTION(mem_free_function, mem_free, gc_mem_free, 0, 0);
static const UPY_FUNCTION(mem_alloc_function, mem_alloc, gc_mem_alloc, 0, 0);

static const upy_pair gc_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(gc)},
    {UPY_NAME(collect), (upy_value)&collect_function},
    {UPY_NAME(mem_alloc), (upy_value)&mem_alloc_function},
    {UPY_NAME(mem_free), (upy_value)&mem_free_function},
};
static const UPY_DEFINE_TABLE(gc_globals, gc_pairs);
const upy_module upy_module_gc = {{&upy_type_module}, (upy_dict *)&gc_globals};

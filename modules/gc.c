// gc.c — the gc module: control of the collector.
#include "core/object/state.h"
#include "core/types/number.h"
#include "modules/modules.h"

static upy_value gc_collect(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    size_t before = upy_heap_used_bytes();
    upy_heap_collect();
    size_t after = upy_heap_used_bytes();
    return upy_new_int_from_unsigned(before > after ? (before - after) / UPY_GRANULE : 0);
}

static upy_value gc_enable(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    UPY->heap.is_automatic = true;
    return UPY_NONE;
}

static upy_value gc_disable(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    UPY->heap.is_automatic = false;
    return UPY_NONE;
}

static upy_value gc_isenabled(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_bool(UPY->heap.is_automatic);
}

static upy_value gc_mem_free(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_int_from_unsigned(upy_heap_free_bytes());
}

static upy_value gc_mem_alloc(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_int_from_unsigned(upy_heap_used_bytes());
}

// threshold(): bytes, rounded down to whole granules; -1: none.
static upy_value gc_threshold(size_t n_args, const upy_value *args) {
    if (n_args == 0) {
        return UPY->heap.user_threshold == 0 ? upy_small_int(-1) : upy_new_int_from_unsigned(UPY->heap.user_threshold);
    }
    intptr_t bytes = upy_int_get_checked(args[0]);
    upy_heap_set_threshold(bytes < 0 ? 0 : (size_t)bytes / UPY_GRANULE * UPY_GRANULE);
    return UPY_NONE;
}

static const UPY_FUNCTION(collect_function, collect, gc_collect, 0, 1);
static const UPY_FUNCTION(enable_function, enable, gc_enable, 0, 0);
static const UPY_FUNCTION(disable_function, disable, gc_disable, 0, 0);
static const UPY_FUNCTION(isenabled_function, isenabled, gc_isenabled, 0, 0);
static const UPY_FUNCTION(mem_free_function, mem_free, gc_mem_free, 0, 0);
static const UPY_FUNCTION(mem_alloc_function, mem_alloc, gc_mem_alloc, 0, 0);
static const UPY_FUNCTION(threshold_function, threshold, gc_threshold, 0, 1);

static const upy_pair gc_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(gc)},
    {UPY_NAME(collect), (upy_value)&collect_function},
    {UPY_NAME(disable), (upy_value)&disable_function},
    {UPY_NAME(enable), (upy_value)&enable_function},
    {UPY_NAME(isenabled), (upy_value)&isenabled_function},
    {UPY_NAME(mem_alloc), (upy_value)&mem_alloc_function},
    {UPY_NAME(mem_free), (upy_value)&mem_free_function},
    {UPY_NAME(threshold), (upy_value)&threshold_function},
};
static const UPY_DEFINE_TABLE(gc_globals, gc_pairs);
const upy_module upy_module_gc = {{&upy_type_module}, (upy_dict *)&gc_globals};

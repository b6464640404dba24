// micropython_small.c — the micropython module of the smallest level: const, scheduling, heap locking.
#include "core/object/run.h"
#include "core/object/state.h"
#include "modules/modules.h"

static upy_value identity(size_t n_args, const upy_value *args) {
    (void)n_args;
    return args[0];
}

static upy_value heap_lock(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    upy_heap_lock();
    return UPY_NONE;
}

static upy_value heap_unlock(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    upy_heap_unlock();
    return UPY_NONE;
}

static upy_value schedule(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (!upy_schedule(args[0], args[1])) {
        upy_raise_runtime("schedule queue full");
    }
    return UPY_NONE;
}

static const UPY_FUNCTION(const_function, const, identity, 1, 1);
static const UPY_FUNCTION(heap_lock_function, heap_lock, heap_lock, 0, 0);
static const UPY_FUNCTION(heap_unlock_function, heap_unlock, heap_unlock, 0, 0);
static const UPY_FUNCTION(schedule_function, schedule, schedule, 2, 2);

static const upy_pair micropython_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(micropython)},           {UPY_NAME(const), (upy_value)&const_function},
    {UPY_NAME(heap_lock), (upy_value)&heap_lock_function}, {UPY_NAME(heap_unlock), (upy_value)&heap_unlock_function},
    {UPY_NAME(schedule), (upy_value)&schedule_function},
};
static const UPY_DEFINE_TABLE(micropython_globals, micropython_pairs);
const upy_module upy_module_micropython = {{&upy_type_module}, (upy_dict *)&micropython_globals};

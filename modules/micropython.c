// micropython.c — the micropython module: controls of the interpreter itself (RingIO: ring_io.c).
#include "core/heap/heap.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "hal/hal.h"
#include "modules/modules.h"

static void write_console(void *data, const char *bytes, size_t length) {
    (void)data;
    upy_hal_console_write(bytes, length);
}
static const upy_writer console = {NULL, write_console};

static upy_value identity(size_t n_args, const upy_value *args) {
    (void)n_args;
    return args[0];
}

static upy_value opt_level(size_t n_args, const upy_value *args) {
    if (n_args == 0) {
        return upy_small_int(UPY->optimise);
    }
    UPY->optimise = (int)upy_int_get_checked(args[0]);
    return UPY_NONE;
}

static size_t stack_in_use(void) {
    const char *here = __builtin_frame_address(0);
    return (size_t)(UPY->c_stack_base - here);
}

static upy_value stack_use(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_int_from_unsigned(stack_in_use());
}

static upy_value mem_info(size_t n_args, const upy_value *args) {
    bool verbose = n_args > 0 && upy_is_true(args[0]);
#if UPY_LEVEL >= UPY_LEVEL_FULL
    upy_printf(&console, "mem: total=%zu, current=%zu, peak=%zu\n", UPY->heap.peak, upy_heap_used_bytes(),
               UPY->heap.peak);
#endif
    upy_printf(&console, "stack: %zu out of %zu\n", stack_in_use(), UPY->c_stack_limit);
    upy_heap_print_info(&console, verbose);
    return UPY_NONE;
}

static upy_value qstr_info(size_t n_args, const upy_value *args) {
    size_t n_bytes = 0;
    for (size_t i = 0; i < UPY->names.capacity; i++) {
        upy_value name = UPY->names.slots[i];
        if (name != UPY_NULL && upy_is_object(name) && upy_heap_contains((void *)name)) {
            n_bytes += upy_str_length(name) + 1;
        }
    }
    upy_printf(&console, "qstr pool: n_pool=1, n_qstr=%zu, n_str_data_bytes=%zu, n_total_bytes=%zu\n",
               UPY->names.n_used, n_bytes, n_bytes + UPY->names.n_used * sizeof(upy_str));
    if (n_args > 0 && upy_is_true(args[0])) {
        for (size_t i = 0; i < UPY->names.capacity; i++) {
            upy_value name = UPY->names.slots[i];
            if (name != UPY_NULL && upy_is_object(name) && upy_heap_contains((void *)name)) {
                upy_printf(&console, "Q(%q)\n", name);
            }
        }
    }
    return UPY_NONE;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value mem_total(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_int_from_unsigned(UPY->heap.peak);
}

static upy_value mem_current(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_int_from_unsigned(upy_heap_used_bytes());
}

static const UPY_FUNCTION(mem_total_function, mem_total, mem_total, 0, 0);
static const UPY_FUNCTION(mem_current_function, mem_current, mem_current, 0, 0);
static const UPY_FUNCTION(mem_peak_function, mem_peak, mem_total, 0, 0);
#endif

static upy_value heap_lock(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    upy_heap_lock();
    return UPY_NONE;
}

static upy_value heap_unlock(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    upy_heap_unlock();
    return upy_small_int((intptr_t)UPY->heap.lock_depth);
}

static upy_value heap_locked(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_small_int((intptr_t)UPY->heap.lock_depth);
}

static upy_value alloc_emergency_exception_buf(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_int_get_checked(args[0]); // the emergency exception is always there
    return UPY_NONE;
}

static upy_value kbd_intr(size_t n_args, const upy_value *args) {
    (void)n_args;
    UPY->interrupt_byte = (int)upy_int_get_checked(args[0]);
    return UPY_NONE;
}

static const UPY_FUNCTION(kbd_intr_function, kbd_intr, kbd_intr, 1, 1);

static upy_value schedule(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (args[0] == (upy_value)&kbd_intr_function && args[1] == UPY_NONE) {
        upy_request_interrupt();
        return UPY_NONE;
    }
    if (!upy_schedule(args[0], args[1])) {
        upy_raise_runtime("schedule queue full");
    }
    return UPY_NONE;
}

static const UPY_FUNCTION(const_function, const, identity, 1, 1);
static const UPY_FUNCTION(opt_level_function, opt_level, opt_level, 0, 1);
static const UPY_FUNCTION(stack_use_function, stack_use, stack_use, 0, 0);
static const UPY_FUNCTION(mem_info_function, mem_info, mem_info, 0, 1);
static const UPY_FUNCTION(qstr_info_function, qstr_info, qstr_info, 0, 1);
static const UPY_FUNCTION(heap_lock_function, heap_lock, heap_lock, 0, 0);
static const UPY_FUNCTION(heap_unlock_function, heap_unlock, heap_unlock, 0, 0);
static const UPY_FUNCTION(heap_locked_function, heap_locked, heap_locked, 0, 0);
static const UPY_FUNCTION(emergency_function, alloc_emergency_exception_buf, alloc_emergency_exception_buf, 1, 1);
static const UPY_FUNCTION(schedule_function, schedule, schedule, 2, 2);
// The compiler recognises the decorators by spelling; called as functions they change nothing.
static const UPY_FUNCTION(bytecode_function, bytecode, identity, 1, 1);
static const UPY_FUNCTION(native_function, native, identity, 1, 1);
static const UPY_FUNCTION(viper_function, viper, identity, 1, 1);

static const upy_pair micropython_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(micropython)},
    {UPY_NAME(const), (upy_value)&const_function},
    {UPY_NAME(opt_level), (upy_value)&opt_level_function},
    {UPY_NAME(stack_use), (upy_value)&stack_use_function},
    {UPY_NAME(mem_info), (upy_value)&mem_info_function},
    {UPY_NAME(qstr_info), (upy_value)&qstr_info_function},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(mem_total), (upy_value)&mem_total_function},
    {UPY_NAME(mem_current), (upy_value)&mem_current_function},
    {UPY_NAME(mem_peak), (upy_value)&mem_peak_function},
#endif
    {UPY_NAME(heap_lock), (upy_value)&heap_lock_function},
    {UPY_NAME(heap_unlock), (upy_value)&heap_unlock_function},
    {UPY_NAME(heap_locked), (upy_value)&heap_locked_function},
    {UPY_NAME(alloc_emergency_exception_buf), (upy_value)&emergency_function},
    {UPY_NAME(kbd_intr), (upy_value)&kbd_intr_function},
    {UPY_NAME(schedule), (upy_value)&schedule_function},
    {UPY_NAME(bytecode), (upy_value)&bytecode_function},
    {UPY_NAME(native), (upy_value)&native_function},
    {UPY_NAME(viper), (upy_value)&viper_function},
};
static const UPY_DEFINE_TABLE(micropython_globals, micropython_pairs);
const upy_module upy_module_micropython = {{&upy_type_module}, (upy_dict *)&micropython_globals};

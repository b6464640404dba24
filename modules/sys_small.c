// sys_small.c — the sys module of the smallest level: leaving, printing an exception, and a few facts.
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "hal/hal.h"
#include "modules/modules.h"
#include "modules/version.h"

static upy_value sys_exit(size_t n_args, const upy_value *args) {
    upy_raise(upy_new_exception(&upy_type_SystemExit, n_args, args));
}

static void console_write(void *data, const char *bytes, size_t length) {
    (void)data;
    upy_hal_console_write(bytes, length);
}

static upy_value sys_print_exception(size_t n_args, const upy_value *args) {
    const upy_writer console = {NULL, console_write};
    (void)n_args;
    if (!upy_is_exception(args[0])) {
        upy_raise_type("exceptions must derive from BaseException");
    }
    upy_print_exception(&console, args[0]);
    return UPY_NONE;
}

static const UPY_FUNCTION(exit_function, exit, sys_exit, 0, 1);
static const UPY_FUNCTION(print_exception_function, print_exception, sys_print_exception, 1, 1);

static const struct {
    upy_object header;
    size_t length;
    upy_value items[3];
} version_info = {{&upy_type_tuple}, 3, {UPY_SMALL_INT(3), UPY_SMALL_INT(UPY_PYTHON_MINOR), UPY_SMALL_INT(0)}};

static const upy_pair sys_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(sys)},
    {UPY_NAME(exit), (upy_value)&exit_function},
    {UPY_NAME(print_exception), (upy_value)&print_exception_function},
    {UPY_NAME(byteorder), UPY_NAME(little)},
    {UPY_NAME(version_info), (upy_value)&version_info},
};
static const UPY_DEFINE_TABLE(sys_globals, sys_pairs);
const upy_module upy_module_sys = {{&upy_type_module}, (upy_dict *)&sys_globals};

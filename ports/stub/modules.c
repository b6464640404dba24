// modules.c — the built-in modules of the smallest build.
#include "modules/modules.h"

#include "core/builtins/builtins.h"

#define MODULE_NAMED(name, is_extensible)                                                                              \
    { UPY_NAME(name), &upy_module_##name, NULL, is_extensible }

const upy_builtin_module upy_builtin_modules[] = {
    MODULE_NAMED(builtins, false),
    MODULE_NAMED(gc, false),
    MODULE_NAMED(micropython, false),
    MODULE_NAMED(sys, false),
};
const size_t upy_builtin_modules_count = UPY_COUNT_OF(upy_builtin_modules);

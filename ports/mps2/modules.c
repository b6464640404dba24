// modules.c — the built-in modules of the board's firmware.
#include "modules/modules.h"

#include "core/builtins/builtins.h"

#define MODULE_NAMED(name, is_extensible)                                                                              \
    { UPY_NAME(name), &upy_module_##name, NULL, is_extensible }

const upy_builtin_module upy_builtin_modules[] = {
    MODULE_NAMED(array, true),  MODULE_NAMED(builtins, false),    MODULE_NAMED(collections, true),
    MODULE_NAMED(errno, true),  MODULE_NAMED(gc, false),          MODULE_NAMED(io, true),
    MODULE_NAMED(json, true),   MODULE_NAMED(math, false),        MODULE_NAMED(random, true),
    MODULE_NAMED(struct, true), MODULE_NAMED(micropython, false), MODULE_NAMED(sys, false),
    MODULE_NAMED(time, true),
};
const size_t upy_builtin_modules_count = UPY_COUNT_OF(upy_builtin_modules);

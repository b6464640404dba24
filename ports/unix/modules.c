// modules.c — the built-in modules of the Linux program.
#include "modules/modules.h"

#include "core/builtins/builtins.h"
#include "modules/cpython/cpython.h"

#define MODULE_NAMED(name, is_extensible)                                                                              \
    { UPY_NAME(name), &upy_module_##name, NULL, is_extensible, NULL }
#define NATIVE_NAMED(python_name, table) {UPY_NAME(python_name), &upy_module_##table, NULL, false, NULL},
#define SOURCE_NAMED(python_name) {UPY_NAME(python_name), NULL, NULL, false, upy_source_##python_name},

const upy_builtin_module upy_builtin_modules[] = {
    MODULE_NAMED(array, true),       MODULE_NAMED(binascii, true), MODULE_NAMED(builtins, false),
    MODULE_NAMED(collections, true), MODULE_NAMED(errno, true),    MODULE_NAMED(functools, true),
    MODULE_NAMED(gc, false),         MODULE_NAMED(io, true),       MODULE_NAMED(itertools, true),
    MODULE_NAMED(json, true),        MODULE_NAMED(math, false),    MODULE_NAMED(micropython, false),
    MODULE_NAMED(operator, true),    MODULE_NAMED(os, true),       MODULE_NAMED(random, true),
    MODULE_NAMED(struct, true),      MODULE_NAMED(sys, false),     MODULE_NAMED(time, true),
    MODULE_NAMED(re, false),         MODULE_NAMED(weakref, true),
#include "modules/cpython/cpython.def"
};
const size_t upy_builtin_modules_count = UPY_COUNT_OF(upy_builtin_modules);

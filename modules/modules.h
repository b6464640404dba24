// modules.h — the built-in modules; a port lists the ones it carries in its table upy_builtin_modules.
#ifndef UPY_MODULES_MODULES_H
#define UPY_MODULES_MODULES_H

#include "core/types/function.h"

extern const upy_module upy_module_main, upy_module_array, upy_module_binascii, upy_module_collections,
    upy_module_errno, upy_module_functools, upy_module_gc, upy_module_io, upy_module_itertools, upy_module_json,
    upy_module_math, upy_module_micropython, upy_module_operator, upy_module_os, upy_module_random, upy_module_struct,
    upy_module_sys, upy_module_time, upy_module_re, upy_module_weakref;

#endif

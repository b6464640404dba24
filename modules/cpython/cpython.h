// cpython.h — built-in modules with the names that CPython's pure-Python library imports from C.
//
// They let that library run unmodified when MICROPYPATH names its folder. Rows are in cpython.def: native
// ones are tables over our own modules, the others are Python text.
#ifndef UPY_MODULES_CPYTHON_H
#define UPY_MODULES_CPYTHON_H

#include "modules/modules.h"

#define NATIVE_NAMED(python_name, table) extern const upy_module upy_module_##table;
#define SOURCE_NAMED(python_name) extern const char upy_source_##python_name[];
#include "modules/cpython/cpython.def"
#undef NATIVE_NAMED
#undef SOURCE_NAMED

#endif

// json.h — the two halves of the json module.
#ifndef UPY_MODULES_JSON_H
#define UPY_MODULES_JSON_H

#include "core/types/function.h"

// The options and hooks of CPython's module are there.
#define JSON_OPTIONS (UPY_LEVEL >= UPY_LEVEL_FULL)

upy_value upy_json_loads(size_t n_args, size_t n_kw, const upy_value *args);
upy_value upy_json_load(size_t n_args, size_t n_kw, const upy_value *args);

#endif

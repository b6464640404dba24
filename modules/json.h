// json.h — the two halves of the json module.
#ifndef UPY_MODULES_JSON_H
#define UPY_MODULES_JSON_H

#include "core/types/function.h"

upy_value upy_json_loads(size_t n_args, size_t n_kw, const upy_value *args);
upy_value upy_json_load(size_t n_args, size_t n_kw, const upy_value *args);

#endif

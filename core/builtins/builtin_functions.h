// builtin_functions.h — prototypes of the C functions behind functions.def, for the files of this folder.
#ifndef UPY_BUILTINS_BUILTIN_FUNCTIONS_H
#define UPY_BUILTINS_BUILTIN_FUNCTIONS_H

#include "core/object/object.h"

#define BUILTIN_NAMED(name, least, most) upy_value upy_builtin_##name(size_t n_args, const upy_value *args);
#define BUILTIN_KEYWORD_NAMED(name) upy_value upy_builtin_##name(size_t n_args, size_t n_kw, const upy_value *args);
#include "core/builtins/functions.def"
#undef BUILTIN_NAMED
#undef BUILTIN_KEYWORD_NAMED

#endif

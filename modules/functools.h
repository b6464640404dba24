// functools.h — what the files of module functools share.
#ifndef UPY_MODULES_FUNCTOOLS_H
#define UPY_MODULES_FUNCTOOLS_H

#include "core/types/exception.h"
#include "core/types/function.h"

extern const upy_builtin upy_functools_lru_cache_object, upy_functools_cache_object,
    upy_functools_singledispatch_object;
extern const upy_type upy_type_functools_cached_property;

// Copies the attributes named by the iterable `assigned`, updates the dicts named by `updated`, sets __wrapped__.
void upy_functools_update_wrapper(upy_value wrapper, upy_value wrapped, upy_value assigned, upy_value updated);
// Attributes a wrapper of `function` shows as its own: __wrapped__, __name__, __doc__ …; UPY_NULL for other names.
upy_value upy_functools_forward(upy_value function, upy_value name);

#endif

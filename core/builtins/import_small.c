// import_small.c — the import statement of the smallest level: built-in modules, and what a program put into
// sys.modules.
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/exception.h"
#include "core/types/function.h"

upy_value upy_import(upy_value name, upy_value fromlist, int level, upy_dict *globals) {
    (void)fromlist, (void)level, (void)globals;
    upy_value loaded = upy_dict_get_name(UPY->modules, name);
    if (loaded != UPY_NULL) {
        return loaded;
    }
    for (size_t i = 0; i < upy_builtin_modules_count; i++) {
        if (upy_builtin_modules[i].name == name) {
            return (upy_value)upy_builtin_modules[i].module;
        }
    }
    upy_raise_new(&upy_type_ImportError, "no module named '%q'", name);
}

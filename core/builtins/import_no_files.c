// import_no_files.c — stands in for import_files.c on ports without files: only built-in modules are found.
#include "core/builtins/import.h"

bool upy_find_module_file(upy_value path, const char *name, size_t length, upy_found_module *found) {
    (void)path, (void)name, (void)length, (void)found;
    return false;
}

upy_value upy_load_module_file(upy_value name, const upy_found_module *found) {
    (void)found;
    return name;
}

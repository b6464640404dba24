// no_port.c — a port that has nothing: no modules, no files, a console that swallows what it is given. For unit tests
// that link the whole core.
#include "core/builtins/builtins.h"
#include "hal/hal.h"

#define ENOENT_NUMBER 2

const upy_builtin_module upy_builtin_modules[1];
const size_t upy_builtin_modules_count = 0;

void upy_hal_console_write(const char *bytes, size_t length) {
    (void)bytes;
    (void)length;
}
void upy_hal_error_write(const char *bytes, size_t length) {
    (void)bytes;
    (void)length;
}
int upy_hal_console_read(void) { return -1; }

int upy_hal_file_open(const char *path, int flags, int *error) {
    (void)path;
    (void)flags;
    *error = ENOENT_NUMBER;
    return -1;
}
intptr_t upy_hal_file_read(int file, void *out, size_t length, int *error) {
    (void)file;
    (void)out;
    (void)length;
    *error = ENOENT_NUMBER;
    return -1;
}
int upy_hal_file_close(int file, int *error) {
    (void)file;
    *error = ENOENT_NUMBER;
    return -1;
}
upy_hal_path_kind upy_hal_path_kind_of(const char *path) {
    (void)path;
    return UPY_HAL_PATH_ABSENT;
}

// The table of builtins names it; nothing here opens files.
#include "core/types/function.h"
const upy_builtin upy_builtin_open = {.header = {&upy_type_builtin}};

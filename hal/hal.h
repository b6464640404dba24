// hal.h — the one gate for what is not deterministic: time, random bits, console, waiting. A port
// implements every function here; nothing above knows a chip or an operating system.
#ifndef UPY_HAL_HAL_H
#define UPY_HAL_HAL_H

#include <stddef.h>
#include <stdint.h>

void upy_hal_console_write(const char *bytes, size_t length);   // standard output; blocks until taken
void upy_hal_error_write(const char *bytes, size_t length);     // standard error; same as the console on boards
int upy_hal_console_read(void);                                 // one byte, waits; -1 at end of input
int upy_hal_console_poll(void);                                 // bytes ready to read: 0 or 1

uint64_t upy_hal_ticks_us(void);                                // monotonic
uint64_t upy_hal_time_ns(void);                                 // since 1970-01-01 UTC; from power-up where there is no clock
void upy_hal_sleep_us(uint64_t microseconds);                   // runs pending work while it waits; may raise
uint64_t upy_hal_cpu_ns(void);                                  // processor time
void upy_hal_random_bytes(void *out, size_t length);            // entropy
void upy_hal_idle(void);                                        // nothing to do until the next interrupt

// Files, where the port has them (the Linux program; boards answer ENOENT until the file systems exist).
int upy_hal_file_open(const char *path, int flags, int *error);  // flags: UPY_HAL_OPEN_…; -1 and *error on failure
intptr_t upy_hal_file_read(int file, void *out, size_t length, int *error);
intptr_t upy_hal_file_write(int file, const void *data, size_t length, int *error);
int64_t upy_hal_file_seek(int file, int64_t offset, int whence, int *error);
int upy_hal_file_close(int file, int *error);
enum { UPY_HAL_OPEN_READ = 1, UPY_HAL_OPEN_WRITE = 2, UPY_HAL_OPEN_CREATE = 4, UPY_HAL_OPEN_TRUNCATE = 8, UPY_HAL_OPEN_APPEND = 16, UPY_HAL_OPEN_EXCLUSIVE = 32 };
typedef enum { UPY_HAL_PATH_ABSENT, UPY_HAL_PATH_FILE, UPY_HAL_PATH_DIRECTORY } upy_hal_path_kind;
upy_hal_path_kind upy_hal_path_kind_of(const char *path);

#endif

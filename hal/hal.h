// hal.h — the one gate for what is not deterministic: time, random bits, console, waiting. A port
// implements every function here; nothing above knows a chip or an operating system.
#ifndef UPY_HAL_HAL_H
#define UPY_HAL_HAL_H

#include <stddef.h>
#include <stdint.h>

void upy_hal_console_write(const char *bytes, size_t length); // standard output; blocks until taken
void upy_hal_error_write(const char *bytes, size_t length);   // standard error; same as the console on boards
int upy_hal_console_read(void);                               // one byte, waits; -1 at end of input
int upy_hal_console_poll(void);                               // bytes ready to read: 0 or 1
// Who has the console from now on. Matters where it may be a terminal with habits of its own; boards need do nothing.
typedef enum {
    UPY_HAL_CONSOLE_PROGRAM, // running code: lines are edited and echoed by the terminal, Ctrl-C interrupts
    UPY_HAL_CONSOLE_TOOL, // running code for a tool (raw REPL): no echo, no waiting for whole lines, Ctrl-C interrupts
    UPY_HAL_CONSOLE_PROMPT, // the prompt: every byte as it is typed; text written has CR LF already
} upy_hal_console_user;
void upy_hal_console_give(upy_hal_console_user user);

uint64_t upy_hal_ticks_us(void);                     // monotonic
uint64_t upy_hal_time_ns(void);                      // since 1970-01-01 UTC; from power-up where there is no clock
void upy_hal_sleep_us(uint64_t microseconds);        // runs pending work while it waits; may raise
uint64_t upy_hal_cpu_ns(void);                       // processor time
void upy_hal_random_bytes(void *out, size_t length); // entropy
void upy_hal_idle(void);                             // nothing to do until the next interrupt

// Files, where the port has them (the Linux program; boards answer ENOENT until the file systems exist).
int upy_hal_file_open(const char *path, int flags, int *error); // flags: UPY_HAL_OPEN_…; -1 and *error on failure
intptr_t upy_hal_file_read(int file, void *out, size_t length, int *error);
intptr_t upy_hal_file_write(int file, const void *data, size_t length, int *error);
int64_t upy_hal_file_seek(int file, int64_t offset, int whence, int *error);
int upy_hal_file_close(int file, int *error);
enum {
    UPY_HAL_OPEN_READ = 1,
    UPY_HAL_OPEN_WRITE = 2,
    UPY_HAL_OPEN_CREATE = 4,
    UPY_HAL_OPEN_TRUNCATE = 8,
    UPY_HAL_OPEN_APPEND = 16,
    UPY_HAL_OPEN_EXCLUSIVE = 32
};
typedef enum { UPY_HAL_PATH_ABSENT, UPY_HAL_PATH_FILE, UPY_HAL_PATH_DIRECTORY } upy_hal_path_kind;
upy_hal_path_kind upy_hal_path_kind_of(const char *path);

// The rest of what the os module asks for; only ports that list that module implement it. Results: 0 or an errno.
typedef struct upy_hal_stat {
    uint32_t mode, n_links, uid, gid;
    uint64_t inode, device, size;
    int64_t accessed, modified, changed; // seconds since 1970
} upy_hal_stat;
int upy_hal_path_stat(const char *path, upy_hal_stat *out);
int upy_hal_path_statvfs(const char *path, uint64_t out[10]); // in the order of os.statvfs()
int upy_hal_make_directory(const char *path);
int upy_hal_remove_directory(const char *path);
int upy_hal_remove_file(const char *path);
int upy_hal_rename(const char *from, const char *to);
int upy_hal_change_directory(const char *path);
int upy_hal_current_directory(char *out, size_t size);
void *upy_hal_directory_open(const char *path, int *error);
// Next entry without "." and ".."; NULL at the end. kind: 0x4000 directory, 0x8000 file, 0 unknown.
const char *upy_hal_directory_next(void *directory, uint32_t *kind, uint64_t *inode);
void upy_hal_directory_close(void *directory);
const char *upy_hal_environment_get(const char *name);            // NULL: not set
int upy_hal_environment_set(const char *name, const char *value); // value NULL: remove
int upy_hal_system(const char *command);                          // wait status

#endif

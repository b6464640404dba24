// hal.c — hal/hal.h on POSIX: standard streams, clocks, files.
#define _GNU_SOURCE // ppoll
#include "hal/hal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/object/run.h"
#include "core/object/state.h"
#include "ports/unix/program.h"

static void write_all(int file, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            if (errno == EAGAIN) {
                struct pollfd wait = {.fd = file, .events = POLLOUT};
                poll(&wait, 1, -1);
                continue;
            }
            return; // nobody is left to tell
        }
        bytes += written;
        length -= (size_t)written;
    }
}

void upy_hal_console_write(const char *bytes, size_t length) { write_all(STDOUT_FILENO, bytes, length); }
void upy_hal_error_write(const char *bytes, size_t length) { write_all(STDERR_FILENO, bytes, length); }

// ---- Console input -----------------------------------------------------------------------------

// What was read ahead of the program. It is the process's, as standard input is.
static struct {
    size_t next, end;
    unsigned char bytes[4096];
} input;

// Waits until standard input has something. SIGINT is let in only while waiting, so that it cannot slip in between
// the look at what is pending and the wait. Returns 3 for a Ctrl-C meant for the prompt, else 0.
static int wait_for_input(void) {
    struct pollfd wait = {.fd = STDIN_FILENO, .events = POLLIN};
    sigset_t interrupt, before;
    bool is_stuck = false; // what is pending must wait: a callback is what runs here
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    for (;;) {
        sigprocmask(SIG_BLOCK, &interrupt, &before);
        bool is_quiet = is_stuck || (UPY->pending == 0 && !terminal_has_interrupt());
        int n = is_quiet ? ppoll(&wait, 1, NULL, &before) : 0;
        bool is_ready = n > 0 || (n < 0 && errno != EINTR);
        sigprocmask(SIG_SETMASK, &before, NULL);
        if (terminal_take_interrupt()) {
            return 3;
        }
        upy_handle_pending();
        is_stuck = UPY->pending != 0;
        if (is_ready) {
            return 0;
        }
    }
}

// The first byte read, or -1; the others are kept in `input`.
static int read_ahead(void) {
    for (;;) {
        int typed = wait_for_input();
        if (typed != 0) {
            return typed;
        }
        ssize_t n = read(STDIN_FILENO, input.bytes, sizeof input.bytes);
        if (n > 0) {
            input.next = 1;
            input.end = (size_t)n;
            return terminal_prompt_byte(input.bytes[0]);
        }
        if (n == 0 || (errno != EINTR && errno != EAGAIN)) {
            return -1;
        }
    }
}

int upy_hal_console_read(void) {
    return input.next < input.end ? terminal_prompt_byte(input.bytes[input.next++]) : read_ahead();
}

int upy_hal_console_poll(void) {
    if (input.next < input.end) {
        return 1;
    }
    struct pollfd wait = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&wait, 1, 0) > 0 && (wait.revents & (POLLIN | POLLHUP)) ? 1 : 0;
}

// ---- Time --------------------------------------------------------------------------------------

static uint64_t clock_ns(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

uint64_t upy_hal_ticks_us(void) { return clock_ns(CLOCK_MONOTONIC) / 1000; }
uint64_t upy_hal_time_ns(void) { return clock_ns(CLOCK_REALTIME); }
uint64_t upy_hal_cpu_ns(void) { return clock_ns(CLOCK_PROCESS_CPUTIME_ID); }

void upy_hal_sleep_us(uint64_t microseconds) {
    uint64_t until = upy_hal_ticks_us() + microseconds;
    upy_handle_pending();
    for (;;) {
        uint64_t now = upy_hal_ticks_us();
        if (now >= until) {
            return;
        }
        uint64_t left = until - now;
        struct timespec t = {.tv_sec = (time_t)(left / 1000000), .tv_nsec = (long)(left % 1000000) * 1000};
        nanosleep(&t, NULL); // a signal ends it early
        upy_handle_pending();
    }
}

void upy_hal_random_bytes(void *out, size_t length) {
    char *to = out;
    while (length > 0) {
        ssize_t n = getrandom(to, length, 0);
        if (n > 0) {
            to += n;
            length -= (size_t)n;
        }
    }
}

void upy_hal_idle(void) { poll(NULL, 0, 1); }

int upy_hal_file_open(const char *path, int flags, int *error) {
    int mode = (flags & UPY_HAL_OPEN_READ) && (flags & UPY_HAL_OPEN_WRITE) ? O_RDWR
               : flags & UPY_HAL_OPEN_WRITE                                ? O_WRONLY
                                                                           : O_RDONLY;
    mode |= O_CLOEXEC;
    mode |= flags & UPY_HAL_OPEN_CREATE ? O_CREAT : 0;
    mode |= flags & UPY_HAL_OPEN_TRUNCATE ? O_TRUNC : 0;
    mode |= flags & UPY_HAL_OPEN_APPEND ? O_APPEND : 0;
    mode |= flags & UPY_HAL_OPEN_EXCLUSIVE ? O_EXCL : 0;
    int file;
    while ((file = open(path, mode, 0644)) < 0 && errno == EINTR) {
        upy_handle_pending();
    }
    if (file < 0) {
        *error = errno;
        return -1;
    }
    struct stat info;
    if (fstat(file, &info) == 0 && S_ISDIR(info.st_mode)) {
        close(file);
        *error = EISDIR;
        return -1;
    }
    return file;
}

intptr_t upy_hal_file_read(int file, void *out, size_t length, int *error) {
    ssize_t n;
    while ((n = read(file, out, length)) < 0 && errno == EINTR) {
        upy_handle_pending();
    }
    if (n < 0) {
        *error = errno;
    }
    return n;
}

intptr_t upy_hal_file_write(int file, const void *data, size_t length, int *error) {
    ssize_t n;
    while ((n = write(file, data, length)) < 0 && errno == EINTR) {
        upy_handle_pending();
    }
    if (n < 0) {
        *error = errno;
    }
    return n;
}

int64_t upy_hal_file_seek(int file, int64_t offset, int whence, int *error) {
    off_t at = lseek(file, (off_t)offset, whence == 0 ? SEEK_SET : whence == 1 ? SEEK_CUR : SEEK_END);
    if (at < 0) {
        *error = errno;
    }
    return at;
}

int upy_hal_file_close(int file, int *error) {
    if (close(file) < 0 && errno != EINTR) {
        *error = errno;
        return -1;
    }
    return 0;
}

upy_hal_path_kind upy_hal_path_kind_of(const char *path) {
    struct stat info;
    if (stat(path, &info) != 0) {
        return UPY_HAL_PATH_ABSENT;
    }
    return S_ISDIR(info.st_mode) ? UPY_HAL_PATH_DIRECTORY : UPY_HAL_PATH_FILE;
}

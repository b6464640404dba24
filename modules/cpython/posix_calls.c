// posix_calls.c — module _posix: system calls on file descriptors and processes that the portable os module
// lacks and posix.py wraps. Only built for Linux.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/object/raise.h"
#include "core/object/run.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"

// The result of a call, again as long as a signal interrupts it; raises OSError for -1.
#define CALL(result, expression)                                                                                       \
    do {                                                                                                               \
        (result) = (expression);                                                                                       \
        if ((result) == -1 && errno == EINTR) {                                                                        \
            upy_handle_pending();                                                                                      \
        }                                                                                                              \
    } while ((result) == -1 && errno == EINTR);                                                                        \
    if ((result) == -1) {                                                                                              \
        upy_raise_os(errno);                                                                                           \
    }

static int int_of(upy_value v) { return (int)upy_int_get_checked(v); }

static const char *path_of(upy_value v) {
    return upy_has_layout(v, UPY_TYPE_BYTES_BASED) ? upy_str_data(v) : upy_text(v);
}

static upy_value posix_open(size_t n_args, const upy_value *args) {
    int fd;
    CALL(fd, open(path_of(args[0]), int_of(args[1]) | O_CLOEXEC, n_args > 2 ? (mode_t)int_of(args[2]) : 0777));
    return upy_new_int(fd);
}
static const UPY_FUNCTION(open_object, open, posix_open, 2, 3);

static upy_value posix_close(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (close(int_of(args[0])) == -1 && errno != EINTR) {
        upy_raise_os(errno);
    }
    return UPY_NONE;
}
static const UPY_FUNCTION(close_object, close, posix_close, 1, 1);

static upy_value posix_read(size_t n_args, const upy_value *args) {
    (void)n_args;
    intptr_t length = upy_int_get_checked(args[1]);
    if (length < 0) {
        upy_raise_os(EINVAL);
    }
    char *data = upy_heap_alloc_storage(length ? (size_t)length : 1);
    ssize_t n;
    CALL(n, read(int_of(args[0]), data, (size_t)length));
    upy_value result = upy_new_bytes(data, (size_t)n);
    upy_heap_free_storage(data);
    return result;
}
static const UPY_FUNCTION(read_object, read, posix_read, 2, 2);

static upy_value posix_write(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_buffer_view view;
    upy_get_buffer(args[1], &view, UPY_BUFFER_READ);
    ssize_t n;
    CALL(n, write(int_of(args[0]), view.data, view.length));
    return upy_new_int(n);
}
static const UPY_FUNCTION(write_object, write, posix_write, 2, 2);

static upy_value posix_lseek(size_t n_args, const upy_value *args) {
    (void)n_args;
    off_t position;
    CALL(position, lseek(int_of(args[0]), (off_t)upy_int_get_64(args[1]), int_of(args[2])));
    return upy_new_int_from_64(position);
}
static const UPY_FUNCTION(lseek_object, lseek, posix_lseek, 3, 3);

// ---- What files are ------------------------------------------------------------------------------

static int64_t nanoseconds(const struct timespec *t) { return (int64_t)t->tv_sec * 1000000000 + t->tv_nsec; }

// The ten fields of os.stat_result, then the three times in nanoseconds.
static upy_value stat_fields(const struct stat *s) {
    upy_value tuple = upy_new_tuple(13, NULL);
    const int64_t fields[13] = {
        s->st_mode,
        (int64_t)s->st_ino,
        (int64_t)s->st_dev,
        (int64_t)s->st_nlink,
        s->st_uid,
        s->st_gid,
        s->st_size,
        s->st_atim.tv_sec,
        s->st_mtim.tv_sec,
        s->st_ctim.tv_sec,
        nanoseconds(&s->st_atim),
        nanoseconds(&s->st_mtim),
        nanoseconds(&s->st_ctim),
    };
    for (size_t i = 0; i < 13; i++) {
        upy_store(tuple, &upy_as_tuple(tuple)->items[i], upy_new_int_from_64(fields[i]));
    }
    return tuple;
}

// stat(path or descriptor, follows symbolic links)
static upy_value posix_stat(size_t n_args, const upy_value *args) {
    (void)n_args;
    struct stat s;
    int result;
    if (upy_is_int(args[0])) {
        CALL(result, fstat(int_of(args[0]), &s));
    } else if (upy_is_true(args[1])) {
        CALL(result, stat(path_of(args[0]), &s));
    } else {
        CALL(result, lstat(path_of(args[0]), &s));
    }
    return stat_fields(&s);
}
static const UPY_FUNCTION(stat_object, stat, posix_stat, 2, 2);

static upy_value posix_access(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(access(path_of(args[0]), int_of(args[1])) == 0);
}
static const UPY_FUNCTION(access_object, access, posix_access, 2, 2);

static upy_value posix_readlink(size_t n_args, const upy_value *args) {
    (void)n_args;
    char target[4096];
    ssize_t n;
    CALL(n, readlink(path_of(args[0]), target, sizeof target));
    return upy_is_str(args[0]) ? upy_new_str_checked(target, (size_t)n) : upy_new_bytes(target, (size_t)n);
}
static const UPY_FUNCTION(readlink_object, readlink, posix_readlink, 1, 1);

#define TWO_PATHS(c_name)                                                                                              \
    static upy_value posix_##c_name(size_t n_args, const upy_value *args) {                                            \
        (void)n_args;                                                                                                  \
        int result;                                                                                                    \
        CALL(result, c_name(path_of(args[0]), path_of(args[1])));                                                      \
        return UPY_NONE;                                                                                               \
    }
TWO_PATHS(symlink)
TWO_PATHS(link)
static const UPY_FUNCTION(symlink_object, symlink, posix_symlink, 2, 2);
static const UPY_FUNCTION(link_object, link, posix_link, 2, 2);

static upy_value posix_mkdir(size_t n_args, const upy_value *args) {
    (void)n_args;
    int result;
    CALL(result, mkdir(path_of(args[0]), (mode_t)int_of(args[1])));
    return UPY_NONE;
}
static const UPY_FUNCTION(mkdir_object, mkdir, posix_mkdir, 2, 2);

static upy_value posix_chmod(size_t n_args, const upy_value *args) {
    (void)n_args;
    int result;
    CALL(result, chmod(path_of(args[0]), (mode_t)int_of(args[1])));
    return UPY_NONE;
}
static const UPY_FUNCTION(chmod_object, chmod, posix_chmod, 2, 2);

static upy_value posix_truncate(size_t n_args, const upy_value *args) {
    (void)n_args;
    int result;
    off_t length = (off_t)upy_int_get_64(args[1]);
    if (upy_is_int(args[0])) {
        CALL(result, ftruncate(int_of(args[0]), length));
    } else {
        CALL(result, truncate(path_of(args[0]), length));
    }
    return UPY_NONE;
}
static const UPY_FUNCTION(truncate_object, truncate, posix_truncate, 2, 2);

// utime(path, access, modification), in nanoseconds; None: now
static upy_value posix_utime(size_t n_args, const upy_value *args) {
    (void)n_args;
    struct timespec times[2];
    for (size_t i = 0; i < 2; i++) {
        int64_t ns = args[i + 1] == UPY_NONE ? 0 : upy_int_get_64(args[i + 1]);
        times[i].tv_sec = (time_t)(ns / 1000000000);
        times[i].tv_nsec = args[i + 1] == UPY_NONE ? UTIME_NOW : (long)(ns % 1000000000);
    }
    int result;
    CALL(result, utimensat(AT_FDCWD, path_of(args[0]), times, 0));
    return UPY_NONE;
}
static const UPY_FUNCTION(utime_object, utime, posix_utime, 3, 3);

static upy_value posix_fsync(size_t n_args, const upy_value *args) {
    (void)n_args;
    int result;
    CALL(result, fsync(int_of(args[0])));
    return UPY_NONE;
}
static const UPY_FUNCTION(fsync_object, fsync, posix_fsync, 1, 1);

// ---- Descriptors -----------------------------------------------------------------------------------

static upy_value pair_of(int a, int b) {
    upy_value items[2] = {upy_new_int(a), upy_new_int(b)};
    return upy_new_tuple(2, items);
}

static upy_value posix_pipe(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    int ends[2], result;
    CALL(result, pipe(ends));
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return pair_of(ends[0], ends[1]);
}
static const UPY_FUNCTION(pipe_object, pipe, posix_pipe, 0, 0);

static upy_value posix_dup(size_t n_args, const upy_value *args) {
    int fd;
    if (n_args == 1) {
        CALL(fd, fcntl(int_of(args[0]), F_DUPFD_CLOEXEC, 0));
    } else {
        CALL(fd, dup2(int_of(args[0]), int_of(args[1])));
    }
    return upy_new_int(fd);
}
static const UPY_FUNCTION(dup_object, dup, posix_dup, 1, 2);

static upy_value posix_isatty(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(isatty(int_of(args[0])));
}
static const UPY_FUNCTION(isatty_object, isatty, posix_isatty, 1, 1);

static upy_value posix_get_inheritable(size_t n_args, const upy_value *args) {
    (void)n_args;
    int flags;
    CALL(flags, fcntl(int_of(args[0]), F_GETFD));
    return upy_bool(!(flags & FD_CLOEXEC));
}
static const UPY_FUNCTION(get_inheritable_object, get_inheritable, posix_get_inheritable, 1, 1);

static upy_value posix_set_inheritable(size_t n_args, const upy_value *args) {
    (void)n_args;
    int result;
    CALL(result, fcntl(int_of(args[0]), F_SETFD, upy_is_true(args[1]) ? 0 : FD_CLOEXEC));
    return UPY_NONE;
}
static const UPY_FUNCTION(set_inheritable_object, set_inheritable, posix_set_inheritable, 2, 2);

static upy_value posix_get_terminal_size(size_t n_args, const upy_value *args) {
    struct winsize size;
    int result;
    CALL(result, ioctl(n_args ? int_of(args[0]) : 1, TIOCGWINSZ, &size));
    return pair_of(size.ws_col, size.ws_row);
}
static const UPY_FUNCTION(get_terminal_size_object, get_terminal_size, posix_get_terminal_size, 0, 1);

// ---- Processes -------------------------------------------------------------------------------------

#define NUMBER_OF_PROCESS(c_name)                                                                                      \
    static upy_value posix_##c_name(size_t n_args, const upy_value *args) {                                            \
        (void)n_args, (void)args;                                                                                      \
        return upy_new_int((intptr_t)c_name());                                                                        \
    }
NUMBER_OF_PROCESS(getpid)
NUMBER_OF_PROCESS(getppid)
NUMBER_OF_PROCESS(getuid)
NUMBER_OF_PROCESS(geteuid)
NUMBER_OF_PROCESS(getgid)
NUMBER_OF_PROCESS(getegid)
static const UPY_FUNCTION(getpid_object, getpid, posix_getpid, 0, 0);
static const UPY_FUNCTION(getppid_object, getppid, posix_getppid, 0, 0);
static const UPY_FUNCTION(getuid_object, getuid, posix_getuid, 0, 0);
static const UPY_FUNCTION(geteuid_object, geteuid, posix_geteuid, 0, 0);
static const UPY_FUNCTION(getgid_object, getgid, posix_getgid, 0, 0);
static const UPY_FUNCTION(getegid_object, getegid, posix_getegid, 0, 0);

static upy_value posix_umask(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_int(umask((mode_t)int_of(args[0])));
}
static const UPY_FUNCTION(umask_object, umask, posix_umask, 1, 1);

static upy_value posix_exit(size_t n_args, const upy_value *args) {
    (void)n_args;
    _exit(int_of(args[0]));
}
static const UPY_FUNCTION(exit_object, _exit, posix_exit, 1, 1);

static upy_value posix_cpu_count(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_int(sysconf(_SC_NPROCESSORS_ONLN));
}
static const UPY_FUNCTION(cpu_count_object, cpu_count, posix_cpu_count, 0, 0);

extern char **environ;

static upy_value posix_environ(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    upy_value list = upy_new_list_with_capacity(16);
    for (char **entry = environ; entry && *entry; entry++) {
        upy_list_append(list, upy_new_bytes(*entry, strlen(*entry)));
    }
    return list;
}
static const UPY_FUNCTION(environ_object, environ, posix_environ, 0, 0);

static upy_value posix_strerror(size_t n_args, const upy_value *args) {
    (void)n_args;
    const char *text = strerror(int_of(args[0]));
    return upy_new_str(text, strlen(text));
}
static const UPY_FUNCTION(strerror_object, strerror, posix_strerror, 1, 1);

#define ROW_NAMED(python_name) {UPY_NAME(python_name), (upy_value)&python_name##_object},
static const upy_pair posix_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(_posix)},
    {UPY_NAME(_exit), (upy_value)&exit_object},
    ROW_NAMED(open) ROW_NAMED(close) ROW_NAMED(read) ROW_NAMED(write) ROW_NAMED(lseek) ROW_NAMED(stat) ROW_NAMED(access)
        ROW_NAMED(readlink) ROW_NAMED(symlink) ROW_NAMED(link) ROW_NAMED(mkdir) ROW_NAMED(chmod) ROW_NAMED(truncate)
            ROW_NAMED(utime) ROW_NAMED(fsync) ROW_NAMED(pipe) ROW_NAMED(dup) ROW_NAMED(isatty)
                ROW_NAMED(get_inheritable) ROW_NAMED(set_inheritable) ROW_NAMED(get_terminal_size) ROW_NAMED(getpid)
                    ROW_NAMED(getppid) ROW_NAMED(getuid) ROW_NAMED(geteuid) ROW_NAMED(getgid) ROW_NAMED(getegid)
                        ROW_NAMED(umask) ROW_NAMED(cpu_count) ROW_NAMED(environ) ROW_NAMED(strerror)};
static const UPY_DEFINE_TABLE(posix_globals, posix_pairs);
const upy_module upy_module_posix_calls = {{&upy_type_module}, (upy_dict *)&posix_globals};

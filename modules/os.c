// os.c — the os module over hal/hal.h: paths, directories, environment.
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "hal/hal.h"
#include "modules/modules.h"

static void check(int error) {
    if (error != 0) {
        upy_raise_os(error);
    }
}

static upy_value new_text(const char *text) { return upy_new_str(text, strlen(text)); }

// A path argument as zero-terminated text: str, or bytes.
static const char *path_argument(upy_value v) {
    if (upy_has_layout(v, UPY_TYPE_BYTES_BASED)) {
        if (memchr(upy_str_data(v), 0, upy_str_length(v)) != NULL) {
            upy_raise_value_error("embedded null byte");
        }
        return upy_str_data(v);
    }
    return upy_text(v);
}

#define PATH_FUNCTION(name, operation)                                                                                 \
    static upy_value name(size_t n_args, const upy_value *args) {                                                      \
        (void)n_args;                                                                                                  \
        check(operation(path_argument(args[0])));                                                                      \
        return UPY_NONE;                                                                                               \
    }
PATH_FUNCTION(os_mkdir, upy_hal_make_directory)
PATH_FUNCTION(os_rmdir, upy_hal_remove_directory)
PATH_FUNCTION(os_remove, upy_hal_remove_file)
PATH_FUNCTION(os_chdir, upy_hal_change_directory)

static upy_value os_rename(size_t n_args, const upy_value *args) {
    (void)n_args;
    check(upy_hal_rename(path_argument(args[0]), path_argument(args[1])));
    return UPY_NONE;
}

static upy_value os_getcwd(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    char path[1024];
    check(upy_hal_current_directory(path, sizeof path));
    return new_text(path);
}

static upy_value os_stat(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_hal_stat s;
    check(upy_hal_path_stat(path_argument(args[0]), &s));
    upy_value fields = upy_new_tuple(10, NULL);
    upy_value *f = upy_as_tuple(fields)->items;
    const uint64_t numbers[7] = {s.mode, s.inode, s.device, s.n_links, s.uid, s.gid, s.size};
    for (size_t i = 0; i < 7; i++) {
        f[i] = upy_new_int_from_u64(numbers[i]);
    }
    f[7] = upy_new_int_from_64(s.accessed);
    f[8] = upy_new_int_from_64(s.modified);
    f[9] = upy_new_int_from_64(s.changed);
    return fields;
}

static upy_value os_statvfs(size_t n_args, const upy_value *args) {
    (void)n_args;
    uint64_t numbers[10];
    check(upy_hal_path_statvfs(path_argument(args[0]), numbers));
    upy_value fields = upy_new_tuple(10, NULL);
    for (size_t i = 0; i < 10; i++) {
        upy_as_tuple(fields)->items[i] = upy_new_int_from_u64(numbers[i]);
    }
    return fields;
}

// ---- Directories -----------------------------------------------------------------------------

typedef struct directory_iterator {
    upy_object header;
    void *directory; // NULL once exhausted
    bool gives_bytes;
} directory_iterator;

static void close_directory(upy_value self) {
    directory_iterator *d = (directory_iterator *)self;
    if (d->directory != NULL) {
        void *directory = d->directory;
        d->directory = NULL;
        upy_hal_directory_close(directory);
    }
}

static upy_value directory_next(upy_value self) {
    directory_iterator *d = (directory_iterator *)self;
    uint32_t kind;
    uint64_t inode;
    const char *name = d->directory == NULL ? NULL : upy_hal_directory_next(d->directory, &kind, &inode);
    if (name == NULL) {
        close_directory(self);
        UPY->stop_value = UPY_NULL;
        return UPY_NULL;
    }
    upy_value text = d->gives_bytes ? upy_new_bytes(name, strlen(name)) : new_text(name);
    upy_value fields[3] = {text, upy_small_int((intptr_t)kind), upy_new_int_from_u64(inode)};
    return upy_new_tuple(3, fields);
}

static upy_value directory_iter(upy_value self) { return self; }

static const upy_slots directory_slots = {.iter = directory_iter, .next = directory_next, .finalize = close_directory};
static const upy_type type_directory_iterator = {
    UPY_TYPE_HEAD(ilistdir, directory_iterator, UPY_TYPE_IS_FINAL | UPY_TYPE_HAS_FINALIZER | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &directory_slots,
};

static upy_value os_ilistdir(size_t n_args, const upy_value *args) {
    const char *path = n_args == 0 ? "." : path_argument(args[0]);
    directory_iterator *d = upy_new_object(&type_directory_iterator, sizeof *d);
    d->gives_bytes = n_args > 0 && upy_has_layout(args[0], UPY_TYPE_BYTES_BASED);
    int error = 0;
    d->directory = upy_hal_directory_open(path[0] == 0 ? "." : path, &error);
    if (d->directory == NULL) {
        upy_raise_os(error);
    }
    return (upy_value)d;
}

static upy_value os_listdir(size_t n_args, const upy_value *args) {
    upy_value iterator = os_ilistdir(n_args, args);
    upy_value names = upy_new_list_with_capacity(8);
    for (upy_value entry; (entry = directory_next(iterator)) != UPY_NULL;) {
        upy_list_append(names, upy_as_tuple(entry)->items[0]);
    }
    return names;
}

// ---- Environment -----------------------------------------------------------------------------

static upy_value os_getenv(size_t n_args, const upy_value *args) {
    const char *value = upy_hal_environment_get(upy_text(args[0]));
    if (value != NULL) {
        return new_text(value);
    }
    return n_args > 1 ? args[1] : UPY_NONE;
}

static upy_value os_putenv(size_t n_args, const upy_value *args) {
    (void)n_args;
    check(upy_hal_environment_set(upy_text(args[0]), upy_text(args[1])));
    return UPY_NONE;
}

static upy_value os_unsetenv(size_t n_args, const upy_value *args) {
    (void)n_args;
    check(upy_hal_environment_set(upy_text(args[0]), NULL));
    return UPY_NONE;
}

static upy_value os_system(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_small_int(upy_hal_system(upy_text(args[0])));
}

static upy_value os_urandom(size_t n_args, const upy_value *args) {
    (void)n_args;
    intptr_t n = upy_int_get_checked(args[0]);
    if (n < 0) {
        upy_raise_value_error("negative argument not allowed");
    }
    char *data;
    upy_value bytes = upy_new_str_uninitialised(&upy_type_bytes, (size_t)n, &data);
    upy_hal_random_bytes(data, (size_t)n);
    upy_str_finish(bytes);
    return bytes;
}

static const UPY_FUNCTION(chdir_function, chdir, os_chdir, 1, 1);
static const UPY_FUNCTION(getcwd_function, getcwd, os_getcwd, 0, 0);
static const UPY_FUNCTION(listdir_function, listdir, os_listdir, 0, 1);
static const UPY_FUNCTION(ilistdir_function, ilistdir, os_ilistdir, 0, 1);
static const UPY_FUNCTION(mkdir_function, mkdir, os_mkdir, 1, 1);
static const UPY_FUNCTION(rmdir_function, rmdir, os_rmdir, 1, 1);
static const UPY_FUNCTION(remove_function, remove, os_remove, 1, 1);
static const UPY_FUNCTION(rename_function, rename, os_rename, 2, 2);
static const UPY_FUNCTION(stat_function, stat, os_stat, 1, 1);
static const UPY_FUNCTION(statvfs_function, statvfs, os_statvfs, 1, 1);
static const UPY_FUNCTION(getenv_function, getenv, os_getenv, 1, 2);
static const UPY_FUNCTION(putenv_function, putenv, os_putenv, 2, 2);
static const UPY_FUNCTION(unsetenv_function, unsetenv, os_unsetenv, 1, 1);
static const UPY_FUNCTION(system_function, system, os_system, 1, 1);
static const UPY_FUNCTION(urandom_function, urandom, os_urandom, 1, 1);

static const upy_pair os_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(os)},
    {UPY_NAME(chdir), (upy_value)&chdir_function},
    {UPY_NAME(getcwd), (upy_value)&getcwd_function},
    {UPY_NAME(getenv), (upy_value)&getenv_function},
    {UPY_NAME(ilistdir), (upy_value)&ilistdir_function},
    {UPY_NAME(listdir), (upy_value)&listdir_function},
    {UPY_NAME(mkdir), (upy_value)&mkdir_function},
    {UPY_NAME(putenv), (upy_value)&putenv_function},
    {UPY_NAME(remove), (upy_value)&remove_function},
    {UPY_NAME(rename), (upy_value)&rename_function},
    {UPY_NAME(rmdir), (upy_value)&rmdir_function},
    {UPY_NAME(sep), UPY_SINGLE_NAME('/')},
    {UPY_NAME(stat), (upy_value)&stat_function},
    {UPY_NAME(statvfs), (upy_value)&statvfs_function},
    {UPY_NAME(system), (upy_value)&system_function},
    {UPY_NAME(unlink), (upy_value)&remove_function},
    {UPY_NAME(unsetenv), (upy_value)&unsetenv_function},
    {UPY_NAME(urandom), (upy_value)&urandom_function},
};
static const UPY_DEFINE_TABLE(os_globals, os_pairs);
const upy_module upy_module_os = {{&upy_type_module}, (upy_dict *)&os_globals};

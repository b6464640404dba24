// hal_paths.c — directories, paths and environment of hal/hal.h on POSIX.
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "hal/hal.h"

static int result(int returned) { return returned < 0 ? errno : 0; }

int upy_hal_path_stat(const char *path, upy_hal_stat *out) {
    struct stat info;
    if (stat(path, &info) < 0) {
        return errno;
    }
    out->mode = info.st_mode;
    out->n_links = (uint32_t)info.st_nlink;
    out->uid = info.st_uid;
    out->gid = info.st_gid;
    out->inode = info.st_ino;
    out->device = info.st_dev;
    out->size = (uint64_t)info.st_size;
    out->accessed = info.st_atime;
    out->modified = info.st_mtime;
    out->changed = info.st_ctime;
    return 0;
}

int upy_hal_path_statvfs(const char *path, uint64_t out[10]) {
    struct statvfs info;
    if (statvfs(path, &info) < 0) {
        return errno;
    }
    const uint64_t fields[10] = {info.f_bsize, info.f_frsize, info.f_blocks, info.f_bfree, info.f_bavail,
                                 info.f_files, info.f_ffree,  info.f_favail, info.f_flag,  info.f_namemax};
    memcpy(out, fields, sizeof fields);
    return 0;
}

int upy_hal_make_directory(const char *path) { return result(mkdir(path, 0777)); }
int upy_hal_remove_directory(const char *path) { return result(rmdir(path)); }
int upy_hal_remove_file(const char *path) { return result(unlink(path)); }
int upy_hal_rename(const char *from, const char *to) { return result(rename(from, to)); }
int upy_hal_change_directory(const char *path) { return result(chdir(path)); }
int upy_hal_current_directory(char *out, size_t size) { return getcwd(out, size) == NULL ? errno : 0; }

void *upy_hal_directory_open(const char *path, int *error) {
    DIR *directory = opendir(path);
    if (directory == NULL) {
        *error = errno;
    }
    return directory;
}

const char *upy_hal_directory_next(void *directory, uint32_t *kind, uint64_t *inode) {
    for (;;) {
        struct dirent *entry = readdir(directory);
        if (entry == NULL) {
            return NULL;
        }
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        *kind = entry->d_type == DT_DIR ? 0x4000 : entry->d_type == DT_REG ? 0x8000 : 0;
        *inode = entry->d_ino;
        return entry->d_name;
    }
}

void upy_hal_directory_close(void *directory) { closedir(directory); }

const char *upy_hal_environment_get(const char *name) { return getenv(name); }

int upy_hal_environment_set(const char *name, const char *value) {
    return result(value == NULL ? unsetenv(name) : setenv(name, value, 1));
}

int upy_hal_system(const char *command) {
    fflush(NULL);
    return system(command);
}

// io_file.h — what io_file.c and io_open.c share.
#ifndef UPY_MODULES_IO_FILE_H
#define UPY_MODULES_IO_FILE_H

#include "core/types/function.h"
#include "modules/stream.h"

typedef struct upy_file {
    upy_object header;
    int descriptor;  // -1: closed
    uint8_t console; // 0: a file; else 1 + number of the standard stream
    char *buffer;    // storage block; NULL until first read
    size_t position, filled;
    upy_value name;
} upy_file;

upy_value upy_file_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args);

#endif

// io_open.c — open().
#include "core/object/raise.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "hal/hal.h"
#include "modules/io_file.h"

static int flags_from(const char *mode, bool *is_text) {
    int flags = 0;
    bool is_update = false;
    *is_text = true;
    for (; *mode != 0; mode++) {
        int kind = 0;
        switch (*mode) {
        case 'r':
            kind = UPY_HAL_OPEN_READ;
            break;
        case 'w':
            kind = UPY_HAL_OPEN_WRITE | UPY_HAL_OPEN_CREATE | UPY_HAL_OPEN_TRUNCATE;
            break;
        case 'a':
            kind = UPY_HAL_OPEN_WRITE | UPY_HAL_OPEN_CREATE | UPY_HAL_OPEN_APPEND;
            break;
        case 'x':
            kind = UPY_HAL_OPEN_WRITE | UPY_HAL_OPEN_CREATE | UPY_HAL_OPEN_EXCLUSIVE;
            break;
        case '+':
            is_update = true;
            continue;
        case 'b':
        case 't':
            *is_text = *mode == 't';
            continue;
        default:
            upy_raise_value_error("invalid mode");
        }
        if (flags != 0) {
            upy_raise_value_error("must have exactly one of create/read/write/append mode");
        }
        flags = kind;
    }
    if (flags == 0) {
        upy_raise_value_error("must have exactly one of create/read/write/append mode");
    }
    return is_update ? flags | UPY_HAL_OPEN_READ | UPY_HAL_OPEN_WRITE : flags;
}

upy_value upy_open(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(file), UPY_NULL, false},      {UPY_NAME(mode), UPY_NAME(r), false},
        {UPY_NAME(buffering), UPY_NONE, false}, {UPY_NAME(encoding), UPY_NONE, false},
        {UPY_NAME(errors), UPY_NONE, false},    {UPY_NAME(newline), UPY_NONE, false},
    };
    upy_value in[6];
    upy_parse_arguments(n_args, n_kw, args, parameters, 6, in);
    bool is_text;
    int flags = flags_from(upy_text(in[1]), &is_text), error = 0;
    const char *path = upy_is_int(in[0]) ? NULL : upy_text(in[0]);
    upy_file *f = upy_new_object(is_text ? &upy_type_TextIOWrapper : &upy_type_FileIO, sizeof *f);
    f->descriptor = -1;
    f->name = path == NULL ? UPY_NONE : in[0];
    f->descriptor = path == NULL ? (int)upy_int_get_checked(in[0]) : upy_hal_file_open(path, flags, &error);
    if (f->descriptor < 0) {
        upy_raise_os(path == NULL ? UPY_STREAM_EBADF : error);
    }
    return (upy_value)f;
}
const UPY_KEYWORD_FUNCTION(upy_builtin_open, open, upy_open, 1, 6);

// FileIO(path, mode) opens as bytes; TextIOWrapper is only made by open().
upy_value upy_file_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value in[2] = {UPY_NULL, upy_new_str("rb", 2)};
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 2);
    if (type != &upy_type_FileIO) {
        upy_raise_type("cannot create '%q' instances", type->name);
    }
    in[0] = args[0];
    if (n_args > 1) {
        in[1] = upy_str_concat(upy_str_check(args[1]), upy_single_char('b'));
    }
    return upy_open(2, 0, in);
}

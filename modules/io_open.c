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
        case 'r': kind = UPY_HAL_OPEN_READ; break;
        case 'w': kind = UPY_HAL_OPEN_WRITE | UPY_HAL_OPEN_CREATE | UPY_HAL_OPEN_TRUNCATE; break;
        case 'a': kind = UPY_HAL_OPEN_WRITE | UPY_HAL_OPEN_CREATE | UPY_HAL_OPEN_APPEND; break;
        case 'x': kind = UPY_HAL_OPEN_WRITE | UPY_HAL_OPEN_CREATE | UPY_HAL_OPEN_EXCLUSIVE; break;
        case '+': is_update = true; continue;
        case 'b':
        case 't': *is_text = *mode == 't'; continue;
        default: upy_raise_value_error("invalid mode");
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

// What open() was given as a name, as a str; hosts take bytes and objects with __fspath__ too.
static upy_value path_from(upy_value v) {
#if UPY_LEVEL >= UPY_LEVEL_FULL
    upy_value pair[2];
    if (!upy_is_str(v) && upy_get_special(v, UPY_NAME(__fspath__), pair)) {
        v = upy_call_method(pair, 0, 0, NULL);
    }
    if (upy_has_layout(v, UPY_TYPE_BYTES_BASED)) {
        v = upy_new_str_checked(upy_str_data(v), upy_str_length(v));
    }
#endif
    return v;
}

// Bits of POSIX for an opener.
static int posix_flags(int flags) {
    bool reads = (flags & UPY_HAL_OPEN_READ) != 0, writes = (flags & UPY_HAL_OPEN_WRITE) != 0;
    return (writes ? (reads ? 2 : 1) : 0) | (flags & UPY_HAL_OPEN_CREATE ? 0100 : 0) |
           (flags & UPY_HAL_OPEN_EXCLUSIVE ? 0200 : 0) | (flags & UPY_HAL_OPEN_TRUNCATE ? 01000 : 0) |
           (flags & UPY_HAL_OPEN_APPEND ? 02000 : 0);
}

upy_value upy_open(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(file), UPY_NULL, false},      {UPY_NAME(mode), UPY_NAME(r), false},
        {UPY_NAME(buffering), UPY_NONE, false}, {UPY_NAME(encoding), UPY_NONE, false},
        {UPY_NAME(errors), UPY_NONE, false},    {UPY_NAME(newline), UPY_NONE, false},
        {UPY_NAME(closefd), UPY_TRUE, false},   {UPY_NAME(opener), UPY_NONE, false},
    };
    upy_value in[8];
    upy_parse_arguments(n_args, n_kw, args, parameters, 8, in);
    bool is_text;
    int flags = flags_from(upy_text(in[1]), &is_text), error = 0;
    upy_value name = in[0] = upy_is_int(in[0]) ? in[0] : path_from(in[0]);
    if (in[7] != UPY_NONE) {
        in[0] = upy_call_2(in[7], in[0], upy_small_int(posix_flags(flags)));
        upy_int_get_checked(in[0]);
    }
    const char *path = upy_is_int(in[0]) ? NULL : upy_text(in[0]);
    upy_file *f = upy_new_object(is_text ? &upy_type_TextIOWrapper : &upy_type_FileIO, sizeof *f);
    f->descriptor = -1;
    f->name = upy_is_int(name) ? UPY_NONE : name;
    f->descriptor = path == NULL ? (int)upy_int_get_checked(in[0]) : upy_hal_file_open(path, flags, &error);
    if (f->descriptor < 0) {
        upy_raise_os(path == NULL ? UPY_STREAM_EBADF : error);
    }
    return (upy_value)f;
}
const UPY_KEYWORD_FUNCTION(upy_builtin_open, open, upy_open, 1, 8);

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

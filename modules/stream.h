// stream.h — the C stream protocol: what files, memory streams, sockets and Python classes derived from
// io.IOBase offer to C code, and the Python methods that any stream type gets from it.
//
// A native type names its protocol in slots->stream and has upy_type_IOBase as base. A Python class
// derived from IOBase takes part through its methods readinto, write and ioctl.
#ifndef UPY_MODULES_STREAM_H
#define UPY_MODULES_STREAM_H

#include "core/types/function.h"

// Each returns a count, or -1 with a POSIX error number in *error (UPY_STREAM_EAGAIN: would block). May raise.
#define UPY_STREAM_HAS_PEEK (UPY_LEVEL >= UPY_LEVEL_FULL)
#if UPY_STREAM_HAS_PEEK
#define UPY_STREAM_PEEK(function) function
#else
#define UPY_STREAM_PEEK(function) NULL
#endif
typedef struct upy_stream_protocol {
    intptr_t (*read)(upy_value self, void *out, size_t length, int *error);
    intptr_t (*write)(upy_value self, const void *data, size_t length, int *error);
    intptr_t (*ioctl)(upy_value self, unsigned request, uintptr_t argument, int *error);
    // Bytes that can be read at once without waiting for more, for line reading; at least one except at the end.
    // NULL if the type cannot tell; a result of NULL without error: this object cannot tell. Boards read lines byte by
    // byte and have none.
    const char *(*peek)(upy_value self, size_t *available, int *error);
    bool is_text; // methods take and give str
} upy_stream_protocol;

enum {
    UPY_STREAM_FLUSH = 1,
    UPY_STREAM_SEEK = 2, // argument: upy_stream_seek_argument*
    UPY_STREAM_POLL = 3, // argument: mask of UPY_STREAM_POLL_…; returns those ready
    UPY_STREAM_CLOSE = 4,
    UPY_STREAM_TIMEOUT = 5,
    UPY_STREAM_GET_OPTIONS = 6,
    UPY_STREAM_SET_OPTIONS = 7,
    UPY_STREAM_GET_DATA_OPTIONS = 8,
    UPY_STREAM_SET_DATA_OPTIONS = 9,
    UPY_STREAM_GET_FILENO = 10,
    UPY_STREAM_GET_BUFFER_SIZE = 11,
    UPY_STREAM_RAISE_ERROR = 12,
};
enum {
    UPY_STREAM_POLL_READ = 1,
    UPY_STREAM_POLL_WRITE = 4,
    UPY_STREAM_POLL_ERROR = 8,
    UPY_STREAM_POLL_HANGUP = 16,
    UPY_STREAM_POLL_INVALID = 32
};
enum {
    UPY_STREAM_EIO = 5,
    UPY_STREAM_EBADF = 9,
    UPY_STREAM_EAGAIN = 11,
    UPY_STREAM_EINVAL = 22,
    UPY_STREAM_ESPIPE = 29
};

typedef struct upy_stream_seek_argument {
    int64_t offset; // in: relative to whence; out: new position
    int whence;     // 0 start, 1 current position, 2 end
} upy_stream_seek_argument;

extern const upy_type upy_type_IOBase;

const upy_stream_protocol *upy_stream_protocol_or_null(upy_value stream);
const upy_stream_protocol *upy_stream_protocol_of(upy_value stream); // raises OSError("stream operation not supported")

// Writes everything; raises OSError, also when the stream would block.
void upy_stream_write_all(upy_value stream, const void *data, size_t length);
// Everything up to the end, as read() gives it; raises OSError, also when the stream would block.
upy_value upy_stream_read_all(upy_value stream);
upy_writer upy_stream_writer(const upy_value *stream); // *stream must outlive the writer

// sys.stdin, sys.stdout, sys.stderr (0, 1, 2) as text streams.
upy_value upy_standard_stream(int number);
// iter and next slots of stream types: lines.
upy_value upy_stream_iter(upy_value stream);
upy_value upy_stream_next(upy_value stream);

// builtins.open and io.open
upy_value upy_open(size_t n_args, size_t n_kw, const upy_value *args);
extern const upy_builtin upy_builtin_open;
extern const upy_type upy_type_FileIO, upy_type_TextIOWrapper, upy_type_StringIO, upy_type_BytesIO;

#endif

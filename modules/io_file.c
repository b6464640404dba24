// io_file.c — files of the port's file system (FileIO, TextIOWrapper), and the three standard streams. open() is in
// io_open.c.
//
// A file reads ahead into a small buffer of its own, so that reading by lines is not one system call
// per byte; writing goes out at once. The standard streams are constant objects whose `console`
// member says which; they have no buffer and no descriptor. Where the port has no files they are all there is.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "hal/hal.h"
#include "modules/io_file.h"

#define READ_AHEAD (UPY_LEVEL >= UPY_LEVEL_FULL ? 4096 : 128)

typedef upy_file file;

static bool is_console(const file *f) { return !UPY_FILES || f->console != 0; }

static file *open_file(upy_value v) {
    file *f = (file *)v;
    if (UPY_FILES && f->descriptor < 0) {
        upy_raise_value_error("I/O operation on closed file");
    }
    return f;
}

// ---- Standard streams --------------------------------------------------------------------------

#define STANDARD_STREAM(type, number)                                                                                  \
    { .header = {&(type)}, .descriptor = (number), .console = (number) + 1, .name = UPY_NONE }
static const file text_streams[3] = {STANDARD_STREAM(upy_type_TextIOWrapper, 0),
                                     STANDARD_STREAM(upy_type_TextIOWrapper, 1),
                                     STANDARD_STREAM(upy_type_TextIOWrapper, 2)};
static const file byte_streams[3] = {STANDARD_STREAM(upy_type_FileIO, 0), STANDARD_STREAM(upy_type_FileIO, 1),
                                     STANDARD_STREAM(upy_type_FileIO, 2)};

upy_value upy_standard_stream(int number) { return (upy_value)&text_streams[number]; }

// Waits for the first byte, then takes what is there without waiting; text stops behind a line end.
static intptr_t console_read(const file *f, char *out, size_t length, int *error) {
    size_t n = 0;
    if (f->console != 1) {
        *error = UPY_STREAM_EBADF;
        return -1;
    }
    while (n < length && (n == 0 || upy_hal_console_poll() > 0)) {
        int c = upy_hal_console_read();
        if (c < 0) {
            break;
        }
        out[n++] = (char)c;
        if (c == '\n') {
            break;
        }
    }
    return (intptr_t)n;
}

static intptr_t console_write(const file *f, const char *data, size_t length, int *error) {
    if (f->console == 1) {
        *error = UPY_STREAM_EBADF;
        return -1;
    }
    (f->console == 2 ? upy_hal_console_write : upy_hal_error_write)(data, length);
    return (intptr_t)length;
}

static intptr_t console_ioctl(const file *f, unsigned request, uintptr_t argument, int *error) {
    switch (request) {
    case UPY_STREAM_POLL:
        if (f->console != 1) {
            return (intptr_t)(argument & UPY_STREAM_POLL_WRITE);
        }
        return (argument & UPY_STREAM_POLL_READ) && upy_hal_console_poll() > 0 ? UPY_STREAM_POLL_READ : 0;
    case UPY_STREAM_CLOSE:
    case UPY_STREAM_FLUSH: return 0;
    case UPY_STREAM_GET_FILENO: return f->console - 1;
    default: *error = request == UPY_STREAM_SEEK ? UPY_STREAM_ESPIPE : UPY_STREAM_EINVAL; return -1;
    }
}

// ---- Files -------------------------------------------------------------------------------------

// Reads ahead if nothing is left. false on error.
static bool fill(file *f, int *error) {
    if (f->position < f->filled) {
        return true;
    }
    if (f->buffer == NULL) {
        f->buffer = upy_heap_alloc_storage(READ_AHEAD);
    }
    f->position = f->filled = 0;
    intptr_t n = upy_hal_file_read(f->descriptor, f->buffer, READ_AHEAD, error);
    if (n < 0) {
        return false;
    }
    f->filled = (size_t)n;
    return true;
}

static intptr_t file_read(upy_value self, void *out, size_t length, int *error) {
    file *f = open_file(self);
    if (is_console(f)) {
        return console_read(f, out, length, error);
    }
    if (f->position == f->filled && length >= READ_AHEAD) {
        return upy_hal_file_read(f->descriptor, out, length, error);
    }
    if (!fill(f, error)) {
        return -1;
    }
    size_t left = f->filled - f->position;
    length = length < left ? length : left;
    memcpy(out, f->buffer + f->position, length);
    f->position += length;
    return (intptr_t)length;
}

#if UPY_STREAM_HAS_PEEK
static const char *file_peek(upy_value self, size_t *available, int *error) {
    file *f = open_file(self);
    if (is_console(f) || !fill(f, error)) {
        return NULL;
    }
    *available = f->filled - f->position;
    return f->buffer + f->position;
}
#endif

// What was read ahead is given back, so that the descriptor stands where Python thinks it does.
static bool drop_read_ahead(file *f, int *error) {
    if (f->position < f->filled &&
        upy_hal_file_seek(f->descriptor, (int64_t)f->position - (int64_t)f->filled, 1, error) < 0) {
        return false;
    }
    f->position = f->filled = 0;
    return true;
}

static intptr_t file_write(upy_value self, const void *data, size_t length, int *error) {
    file *f = open_file(self);
    if (is_console(f)) {
        return console_write(f, data, length, error);
    }
    if (f->filled != 0 && !drop_read_ahead(f, error)) {
        return -1;
    }
    return upy_hal_file_write(f->descriptor, data, length, error);
}

static intptr_t file_ioctl(upy_value self, unsigned request, uintptr_t argument, int *error) {
    file *f = (file *)self;
    if (is_console(f)) {
        return console_ioctl(f, request, argument, error);
    }
    if (request == UPY_STREAM_CLOSE) {
        int descriptor = f->descriptor;
        if (descriptor < 0) {
            return 0;
        }
        f->descriptor = -1;
        f->buffer = NULL;
        f->position = f->filled = 0;
        return upy_hal_file_close(descriptor, error);
    }
    open_file(self);
    switch (request) {
    case UPY_STREAM_FLUSH: return 0;
    case UPY_STREAM_SEEK: {
        upy_stream_seek_argument *seek = (upy_stream_seek_argument *)argument;
        if (seek->whence == 1 && seek->offset == 0) {
            int64_t at = upy_hal_file_seek(f->descriptor, 0, 1, error);
            seek->offset = at - (int64_t)(f->filled - f->position);
            return at < 0 ? -1 : 0;
        }
        if (!drop_read_ahead(f, error)) {
            return -1;
        }
        seek->offset = upy_hal_file_seek(f->descriptor, seek->offset, seek->whence, error);
        return seek->offset < 0 ? -1 : 0;
    }
    case UPY_STREAM_GET_FILENO: return f->descriptor;
    case UPY_STREAM_POLL: return (intptr_t)(argument & (UPY_STREAM_POLL_READ | UPY_STREAM_POLL_WRITE));
    default: *error = UPY_STREAM_EINVAL; return -1;
    }
}

static void file_finalize(upy_value self) {
    int error;
    file *f = (file *)self;
    if (f->descriptor >= 0 && !is_console(f)) {
        upy_hal_file_close(f->descriptor, &error);
        f->descriptor = -1;
    }
}

static void file_trace(upy_value self, upy_tracer *tracer) {
    file *f = (file *)self;
    if (!is_console(f)) {
        upy_trace_storage(tracer, f->buffer);
        upy_trace_value(tracer, f->name);
    }
}

static void file_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_printf(w, "<io.%T %d>", self, ((file *)self)->descriptor);
}

static upy_value file_attribute(upy_value self, upy_value name, upy_value value) {
    const file *f = (const file *)self;
    if (value != UPY_MARK_LOAD) {
        bool is_renamed = name == UPY_NAME(name) && value != UPY_MARK_DELETE && !is_console(f);
        if (is_renamed) {
            upy_store(self, &((file *)self)->name, value);
        }
        return is_renamed ? UPY_NONE : UPY_NULL;
    }
    if (name == UPY_NAME(closed)) {
        return upy_bool(UPY_FILES && f->descriptor < 0);
    }
    if (name == UPY_NAME(name)) {
        return !UPY_FILES || f->name == UPY_NONE ? upy_small_int(f->descriptor) : f->name;
    }
    if (upy_is_instance(self, &upy_type_TextIOWrapper)) {
        if (name == UPY_NAME(encoding)) {
            return upy_new_str("utf-8", 5);
        }
        if (name == UPY_NAME(buffer)) {
            return is_console(f) ? (upy_value)&byte_streams[f->console - 1] : self;
        }
    }
    return UPY_NULL;
}

static upy_value file_isatty(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(is_console(open_file(args[0])));
}
static const UPY_METHOD(byte_isatty_method, FileIO, isatty, file_isatty, 1, 1);
static const UPY_METHOD(text_isatty_method, TextIOWrapper, isatty, file_isatty, 1, 1);

#if UPY_FILES
#define MAKE_NEW upy_file_make_new
#else
#define MAKE_NEW NULL
#endif
static const upy_stream_protocol byte_protocol = {file_read, file_write, file_ioctl, UPY_STREAM_PEEK(file_peek), false};
static const upy_stream_protocol text_protocol = {file_read, file_write, file_ioctl, UPY_STREAM_PEEK(file_peek), true};

#define FILE_FLAGS (UPY_TYPE_IS_FINAL | (UPY_FILES ? UPY_TYPE_HAS_FINALIZER : 0))
#define FILE_SLOTS(protocol)                                                                                           \
    {                                                                                                                  \
        .make_new = MAKE_NEW, .print = file_print, .iter = upy_stream_iter, .next = upy_stream_next,                   \
        .attribute = file_attribute, .trace = file_trace, .finalize = file_finalize, .stream = &(protocol)             \
    }
static const upy_slots byte_slots = FILE_SLOTS(byte_protocol);
static const upy_slots text_slots = FILE_SLOTS(text_protocol);

static const upy_pair byte_pairs[] = {{UPY_NAME(isatty), (upy_value)&byte_isatty_method}};
static const UPY_DEFINE_TABLE(byte_attributes, byte_pairs);
static const upy_pair text_pairs[] = {{UPY_NAME(isatty), (upy_value)&text_isatty_method}};
static const UPY_DEFINE_TABLE(text_attributes, text_pairs);

const upy_type upy_type_FileIO = {UPY_TYPE_HEAD(FileIO, file, FILE_FLAGS), .base = &upy_type_IOBase,
                                  .slots = &byte_slots, .attributes = &byte_attributes};
const upy_type upy_type_TextIOWrapper = {UPY_TYPE_HEAD(TextIOWrapper, file, FILE_FLAGS), .base = &upy_type_IOBase,
                                         .slots = &text_slots, .attributes = &text_attributes};

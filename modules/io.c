// io.c — the io module: its table, and BufferedWriter. The streams themselves are in stream.c (IOBase and
// the methods), io_memory.c and io_file.c.
#include "core/heap/heap.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "modules/modules.h"
#include "modules/stream.h"

#if UPY_LEVEL >= UPY_LEVEL_FULL

// Collects what is written until exactly `size` bytes are there, then passes them on in one piece.
typedef struct buffered_writer {
    upy_object header;
    upy_value target;
    size_t size, filled;
    char *buffer; // storage block
} buffered_writer;

extern const upy_type upy_type_BufferedWriter;

static upy_value buffered_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 2, 2);
    intptr_t size = upy_to_index(args[1]);
    if (size <= 0) {
        upy_raise_value_error("buffer size must be positive");
    }
    buffered_writer *b = upy_new_instance_of(type, sizeof *b);
    b->target = args[0];
    b->buffer = upy_heap_alloc_storage((size_t)size);
    b->size = (size_t)size;
    return (upy_value)b;
}

// The bytes stay if the target raises or would block.
static void flush(buffered_writer *b) {
    if (b->filled != 0) {
        int error = 0;
        intptr_t n = upy_stream_protocol_of(b->target)->write(b->target, b->buffer, b->filled, &error);
        if (n <= 0) {
            upy_raise_os(n < 0 ? error : UPY_STREAM_EAGAIN);
        }
        memmove(b->buffer, b->buffer + n, b->filled - (size_t)n);
        b->filled -= (size_t)n;
    }
}

static intptr_t buffered_write(upy_value self, const void *data, size_t length, int *error) {
    (void)error;
    buffered_writer *b = (buffered_writer *)self;
    for (size_t done = 0; done < length;) {
        if (b->filled == b->size) {
            flush(b);
        }
        size_t chunk = b->size - b->filled < length - done ? b->size - b->filled : length - done;
        memcpy(b->buffer + b->filled, (const char *)data + done, chunk);
        b->filled += chunk;
        done += chunk;
    }
    if (b->filled == b->size) {
        flush(b);
    }
    return (intptr_t)length;
}

static intptr_t buffered_ioctl(upy_value self, unsigned request, uintptr_t argument, int *error) {
    (void)argument;
    if (request == UPY_STREAM_FLUSH || request == UPY_STREAM_CLOSE) {
        flush((buffered_writer *)self);
        return 0;
    }
    *error = UPY_STREAM_EINVAL;
    return -1;
}

static void buffered_trace(upy_value self, upy_tracer *tracer) {
    buffered_writer *b = (buffered_writer *)self;
    upy_trace_value(tracer, b->target);
    upy_trace_storage(tracer, b->buffer);
}

static const upy_stream_protocol buffered_protocol = {.write = buffered_write, .ioctl = buffered_ioctl};
static const upy_slots buffered_slots = {
    .make_new = buffered_make_new, .trace = buffered_trace, .stream = &buffered_protocol};
const upy_type upy_type_BufferedWriter = {UPY_TYPE_HEAD(BufferedWriter, buffered_writer, UPY_TYPE_IS_FINAL),
                                          .base = &upy_type_IOBase, .slots = &buffered_slots};

#endif

static const upy_pair io_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(io)},
#if UPY_FILES
    {UPY_NAME(open), (upy_value)&upy_builtin_open},
#endif
    {UPY_NAME(IOBase), (upy_value)&upy_type_IOBase},
    {UPY_NAME(StringIO), (upy_value)&upy_type_StringIO},
    {UPY_NAME(BytesIO), (upy_value)&upy_type_BytesIO},
    {UPY_NAME(FileIO), (upy_value)&upy_type_FileIO},
    {UPY_NAME(TextIOWrapper), (upy_value)&upy_type_TextIOWrapper},
    {UPY_NAME(SEEK_SET), UPY_SMALL_INT(0)},
    {UPY_NAME(SEEK_CUR), UPY_SMALL_INT(1)},
    {UPY_NAME(SEEK_END), UPY_SMALL_INT(2)},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(BufferedWriter), (upy_value)&upy_type_BufferedWriter},
#endif
};
static const UPY_DEFINE_TABLE(io_globals, io_pairs);
const upy_module upy_module_io = {{&upy_type_module}, (upy_dict *)&io_globals};

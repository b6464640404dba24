// stream.c — the generic stream methods (read, readline, write, seek …) over the C stream protocol, and
// the protocol of Python classes derived from io.IOBase.
//
// Text streams count characters and give str; what they hold is UTF-8 all the same, and both kinds
// accept str and bytes for writing. Methods follow one rule: nothing read because the stream would
// block is None; any other error is OSError.
#include "modules/stream.h"

#include "core/base/text.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/str.h"

#define HAS_FILE_METHODS (UPY_FILES || UPY_LEVEL >= UPY_LEVEL_FULL) // which only files need

static const upy_stream_protocol python_protocol;

const upy_stream_protocol *upy_stream_protocol_or_null(upy_value stream) {
    const upy_type *type = upy_type_of(stream);
    if (upy_type_is_class(type) && upy_as_class(type)->native != NULL) {
        type = upy_as_class(type)->native;
    }
    return type->slots->stream != NULL                 ? type->slots->stream
           : upy_is_instance(stream, &upy_type_IOBase) ? &python_protocol
                                                       : NULL;
}

static void require(bool is_supported) {
    if (!is_supported) {
        upy_raise_new(&upy_type_OSError, "stream operation not supported");
    }
}

const upy_stream_protocol *upy_stream_protocol_of(upy_value stream) {
    const upy_stream_protocol *protocol = upy_stream_protocol_or_null(stream);
    require(protocol != NULL);
    return protocol;
}

// ---- Reading and writing from C ----------------------------------------------------------------

// n as returned by the protocol; false: would block.
static bool check(intptr_t n, int error) {
    if (n >= 0) {
        return true;
    }
    if (error == UPY_STREAM_EAGAIN) {
        return false;
    }
    upy_raise_os(error);
}

static intptr_t read_once(upy_value stream, const upy_stream_protocol *protocol, void *out, size_t length) {
    int error = 0;
    require(protocol->read != NULL);
    intptr_t n = protocol->read(stream, out, length, &error);
    return check(n, error) ? n : -1;
}

// Bytes written; less than length only if the stream would block.
static size_t write_until_blocked(upy_value stream, const upy_stream_protocol *protocol, const char *data,
                                  size_t length) {
    size_t done = 0;
    require(protocol->write != NULL);
    while (done < length) {
        int error = 0;
        intptr_t n = protocol->write(stream, data + done, length - done, &error);
        if (!check(n, error)) {
            break;
        }
        done += (size_t)n;
    }
    return done;
}

void upy_stream_write_all(upy_value stream, const void *data, size_t length) {
    if (write_until_blocked(stream, upy_stream_protocol_of(stream), data, length) != length) {
        upy_raise_os(UPY_STREAM_EAGAIN);
    }
}

static void writer_write(void *data, const char *bytes, size_t length) {
    upy_stream_write_all(*(const upy_value *)data, bytes, length);
}

upy_writer upy_stream_writer(const upy_value *stream) { return (upy_writer){(void *)(uintptr_t)stream, writer_write}; }

// ---- Read methods ------------------------------------------------------------------------------

#define CHUNK 256

// Appends what one read gives: > 0 count, 0 at the end, -1 would block.
static intptr_t read_chunk(upy_builder *b, upy_value stream, const upy_stream_protocol *protocol, size_t wanted) {
    char *place = upy_builder_extend(b, wanted);
    b->length -= wanted;
    intptr_t n = read_once(stream, protocol, place, wanted);
    if (n > 0) {
        b->length += (size_t)n;
    }
    return n;
}

static upy_value finish(upy_builder *b, const upy_stream_protocol *protocol) {
    if (!protocol->is_text) {
        return upy_builder_to_bytes(b);
    }
    upy_value text = upy_new_str_checked(b->length == 0 ? "" : b->data, b->length);
    upy_heap_free_storage(b->data);
    return text;
}

// Bytes still missing until b holds `count` characters, the last one complete; at most that many bytes are read.
static size_t missing_text(const upy_builder *b, size_t count) {
    size_t i = 0;
    for (; i < b->length && count > 0; count--) {
        unsigned char lead = (unsigned char)b->data[i];
        size_t size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (size > b->length - i) {
            return size - (b->length - i) + count - 1;
        }
        i += size;
    }
    return count;
}

static intptr_t limit_from(size_t n_args, const upy_value *args) {
    return n_args > 1 && args[1] != UPY_NONE ? upy_to_index_clamped(args[1]) : -1;
}

static upy_value stream_read(size_t n_args, const upy_value *args) {
    const upy_stream_protocol *protocol = upy_stream_protocol_of(args[0]);
    intptr_t limit = limit_from(n_args, args);
    size_t wanted = limit < 0 ? SIZE_MAX : (size_t)limit;
    upy_builder b;
    upy_builder_init(&b, 0);
    for (;;) {
        size_t most = wanted;
        if (wanted != SIZE_MAX) {
            most = protocol->is_text ? missing_text(&b, wanted) : wanted - b.length;
        }
        if (most == 0) {
            break;
        }
        size_t chunk = b.length < CHUNK ? CHUNK : b.length;
        intptr_t n = read_chunk(&b, args[0], protocol, chunk < most ? chunk : most);
        if (n < 0 && b.length == 0) {
            return UPY_NONE;
        }
        if (n <= 0) {
            break;
        }
    }
    return finish(&b, protocol);
}

upy_value upy_stream_read_all(upy_value stream) {
    upy_value all = stream_read(1, &stream);
    if (all == UPY_NONE) {
        upy_raise_os(UPY_STREAM_EAGAIN);
    }
    return all;
}

static upy_value stream_readinto(size_t n_args, const upy_value *args) {
    const upy_stream_protocol *protocol = upy_stream_protocol_of(args[0]);
    upy_buffer_view view;
    upy_get_buffer(args[1], &view, UPY_BUFFER_WRITE);
    size_t length = view.length, done = 0;
    if (n_args > 2) {
        intptr_t most = upy_to_index_clamped(args[2]);
        length = most >= 0 && (size_t)most < length ? (size_t)most : length;
    }
    while (done < length) {
        intptr_t n = read_once(args[0], protocol, (char *)view.data + done, length - done);
        if (n < 0 && done == 0) {
            return UPY_NONE;
        }
        if (n <= 0) {
            break;
        }
        done += (size_t)n;
    }
    return upy_new_int((intptr_t)done);
}

#if UPY_STREAM_HAS_PEEK
// How many bytes can be read at once without reading past the end of the line; 0: would block.
static size_t line_part(upy_value stream, const upy_stream_protocol *protocol, size_t most) {
    size_t available = 0;
    int error = 0;
    const char *ready = protocol->peek != NULL ? protocol->peek(stream, &available, &error) : NULL;
    if (error != 0) {
        check(-1, error);
        return 0;
    }
    if (ready == NULL || available == 0) {
        return 1;
    }
    available = available < most ? available : most;
    const char *newline = memchr(ready, '\n', available);
    return newline == NULL ? available : (size_t)(newline - ready) + 1;
}
#else
static size_t line_part(upy_value stream, const upy_stream_protocol *protocol, size_t most) {
    (void)stream, (void)protocol, (void)most;
    return 1;
}
#endif

// Appends one line, its end included: false if the stream would block before the first byte.
static bool read_line(upy_builder *b, upy_value stream, const upy_stream_protocol *protocol, size_t limit) {
    while (b->length < limit) {
        size_t length = line_part(stream, protocol, limit - b->length);
        intptr_t n = length == 0 ? -1 : read_chunk(b, stream, protocol, length);
        if (n < 0) {
            return b->length != 0;
        }
        if (n == 0 || b->data[b->length - 1] == '\n') {
            break;
        }
    }
    return true;
}

static upy_value line_of(upy_value stream, size_t limit) {
    const upy_stream_protocol *protocol = upy_stream_protocol_of(stream);
    upy_builder b;
    upy_builder_init(&b, 0);
    return read_line(&b, stream, protocol, limit) ? finish(&b, protocol) : UPY_NONE;
}

static upy_value stream_readline(size_t n_args, const upy_value *args) {
    intptr_t limit = limit_from(n_args, args);
    return line_of(args[0], limit < 0 ? SIZE_MAX : (size_t)limit);
}

upy_value upy_stream_iter(upy_value stream) { return stream; }

upy_value upy_stream_next(upy_value stream) {
    upy_value line = line_of(stream, SIZE_MAX);
    if (line == UPY_NONE || upy_str_length(line) == 0) {
        UPY->stop_value = UPY_NULL;
        return UPY_NULL;
    }
    return line;
}

// ---- Write methods -----------------------------------------------------------------------------

// write(buf[, n]) and write(buf, offset, n)
static upy_value stream_write(size_t n_args, const upy_value *args) {
    upy_buffer_view view;
    upy_get_buffer(args[1], &view, UPY_BUFFER_READ);
    size_t offset = 0, length = view.length;
    if (n_args > 2) {
        intptr_t most = upy_to_index_clamped(args[n_args - 1]);
        if (n_args == 4) {
            intptr_t from = upy_to_index_clamped(args[2]);
            offset = from < 0 ? 0 : (size_t)from < length ? (size_t)from : length;
        }
        length -= offset;
        length = most >= 0 && (size_t)most < length ? (size_t)most : length;
    }
    if (length == 0) {
        upy_stream_protocol_of(args[0]);
        return upy_small_int(0);
    }
    size_t done =
        write_until_blocked(args[0], upy_stream_protocol_of(args[0]), (const char *)view.data + offset, length);
    return done == 0 ? UPY_NONE : upy_new_int((intptr_t)done);
}

static upy_value stream_writelines(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value iterator = upy_iter(args[1]);
    for (upy_value line; (line = upy_next(iterator)) != UPY_NULL;) {
        upy_buffer_view view;
        upy_get_buffer(line, &view, UPY_BUFFER_READ);
        upy_stream_write_all(args[0], view.data, view.length);
        upy_keep_alive(line);
    }
    return UPY_NONE;
}

// ---- Control methods ---------------------------------------------------------------------------

static intptr_t control(upy_value stream, unsigned request, uintptr_t argument) {
    const upy_stream_protocol *protocol = upy_stream_protocol_of(stream);
    int error = 0;
    require(protocol->ioctl != NULL);
    intptr_t n = protocol->ioctl(stream, request, argument, &error);
    if (n < 0) {
        upy_raise_os(error);
    }
    return n;
}

static upy_value seek(upy_value stream, int64_t offset, int whence) {
    upy_stream_seek_argument argument = {offset, whence};
    control(stream, UPY_STREAM_SEEK, (uintptr_t)&argument);
    return upy_new_int_from_64(argument.offset);
}

static upy_value stream_seek(size_t n_args, const upy_value *args) {
    int64_t offset = upy_int_get_64(upy_is_int(args[1]) ? args[1] : upy_new_int(upy_to_index(args[1])));
    intptr_t whence = n_args > 2 ? upy_to_index(args[2]) : 0;
    if (whence < 0 || whence > 2 || (whence == 0 && offset < 0)) {
        upy_raise_os(UPY_STREAM_EINVAL);
    }
    return seek(args[0], offset, (int)whence);
}

static upy_value stream_tell(size_t n_args, const upy_value *args) {
    (void)n_args;
    return seek(args[0], 0, 1);
}

static upy_value stream_flush(size_t n_args, const upy_value *args) {
    (void)n_args;
    control(args[0], UPY_STREAM_FLUSH, 0);
    return UPY_NONE;
}

static upy_value stream_close(size_t n_args, const upy_value *args) {
    (void)n_args;
    control(args[0], UPY_STREAM_CLOSE, 0);
    return UPY_NONE;
}

static upy_value stream_enter(size_t n_args, const upy_value *args) {
    (void)n_args;
    return args[0];
}

// Through the method, so that classes that redefine close() are asked.
static upy_value stream_exit(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_call_method_named(args[0], UPY_NAME(close), 0, NULL);
}

// ---- What only files and hosts have ----------------------------------------------------------------------

#if HAS_FILE_METHODS
static upy_value stream_readlines(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value lines = upy_new_list_with_capacity(0);
    for (upy_value line; (line = upy_stream_next(args[0])) != UPY_NULL;) {
        upy_list_append(lines, line);
    }
    return lines;
}
static const UPY_METHOD(readlines_method, IOBase, readlines, stream_readlines, 1, 1);

static upy_value stream_fileno(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_int(control(args[0], UPY_STREAM_GET_FILENO, 0));
}
static const UPY_METHOD(fileno_method, IOBase, fileno, stream_fileno, 1, 1);
#endif

#if UPY_LEVEL >= UPY_LEVEL_FULL

// One low-level read.
static upy_value stream_read1(size_t n_args, const upy_value *args) {
    const upy_stream_protocol *protocol = upy_stream_protocol_of(args[0]);
    intptr_t limit = limit_from(n_args, args);
    upy_builder b;
    upy_builder_init(&b, 0);
    if (limit != 0 && read_chunk(&b, args[0], protocol, limit < 0 || limit > CHUNK ? CHUNK : (size_t)limit) < 0) {
        return UPY_NONE;
    }
    return finish(&b, protocol);
}
static const UPY_METHOD(read1_method, IOBase, read1, stream_read1, 1, 2);

static upy_value stream_ioctl(size_t n_args, const upy_value *args) {
    uintptr_t argument = 0;
    upy_buffer_view view;
    if (n_args > 2) {
        argument = upy_get_buffer_or_false(args[2], &view, UPY_BUFFER_WRITE) ? (uintptr_t)view.data
                                                                             : (uintptr_t)upy_int_get_wrapped(args[2]);
    }
    intptr_t request = upy_to_index(args[1]);
    if (request == UPY_STREAM_SEEK && n_args > 2 && upy_is_int(args[2])) {
        upy_raise_os(UPY_STREAM_EINVAL);
    }
    return upy_new_int(control(args[0], (unsigned)request, argument));
}
static const UPY_METHOD(ioctl_method, IOBase, ioctl, stream_ioctl, 2, 3);
#define GENERIC_IOCTL ((upy_value)&ioctl_method)

#else
#define GENERIC_IOCTL UPY_NULL
#endif

// ---- Classes derived from IOBase ---------------------------------------------------------------

static const UPY_METHOD(read_method, IOBase, read, stream_read, 1, 2);
static const UPY_METHOD(readinto_method, IOBase, readinto, stream_readinto, 2, 3);
static const UPY_METHOD(readline_method, IOBase, readline, stream_readline, 1, 2);
static const UPY_METHOD(write_method, IOBase, write, stream_write, 2, 4);
static const UPY_METHOD(writelines_method, IOBase, writelines, stream_writelines, 2, 2);
static const UPY_METHOD(seek_method, IOBase, seek, stream_seek, 2, 3);
static const UPY_METHOD(tell_method, IOBase, tell, stream_tell, 1, 1);
static const UPY_METHOD(flush_method, IOBase, flush, stream_flush, 1, 1);
static const UPY_METHOD(close_method, IOBase, close, stream_close, 1, 1);
static const UPY_METHOD(enter_method, IOBase, __enter__, stream_enter, 1, 1);
static const UPY_METHOD(exit_method, IOBase, __exit__, stream_exit, 1, 4);

static const upy_pair io_base_pairs[] = {
    {UPY_NAME(read), (upy_value)&read_method},
    {UPY_NAME(readinto), (upy_value)&readinto_method},
    {UPY_NAME(readline), (upy_value)&readline_method},
    {UPY_NAME(write), (upy_value)&write_method},
    {UPY_NAME(writelines), (upy_value)&writelines_method},
    {UPY_NAME(seek), (upy_value)&seek_method},
    {UPY_NAME(tell), (upy_value)&tell_method},
    {UPY_NAME(flush), (upy_value)&flush_method},
    {UPY_NAME(close), (upy_value)&close_method},
    {UPY_NAME(__enter__), (upy_value)&enter_method},
    {UPY_NAME(__exit__), (upy_value)&exit_method},
#if HAS_FILE_METHODS
    {UPY_NAME(readlines), (upy_value)&readlines_method},
    {UPY_NAME(fileno), (upy_value)&fileno_method},
#endif
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(read1), (upy_value)&read1_method},
    {UPY_NAME(ioctl), (upy_value)&ioctl_method},
#endif
};
static const UPY_DEFINE_TABLE(io_base_attributes, io_base_pairs);

// Calls the method the class itself defines; the generic one above would come back here.
static upy_value call_own(upy_value self, upy_value name, upy_value generic, size_t n_args, const upy_value *args) {
    if (upy_type_lookup(upy_type_of(self), name) == generic) {
        upy_raise_attribute(self, name);
    }
    return upy_call_method_named(self, name, n_args, args);
}

// What readinto or write returned: a count, None (would block) or a negative error number.
static intptr_t python_result(upy_value result, size_t length, int *error) {
    intptr_t n;
    if (result == UPY_NONE) {
        *error = UPY_STREAM_EAGAIN;
        return -1;
    }
    n = upy_to_index(result);
    if (n >= 0 && (size_t)n <= length) {
        return n;
    }
    *error = n < 0 ? (int)-n : UPY_STREAM_EIO;
    return -1;
}

static void release_view(void *view) { upy_memoryview_release(view); }

static intptr_t python_read(upy_value self, void *out, size_t length, int *error) {
    upy_value view = upy_new_memoryview_of(UPY_NULL, out, length, false);
    upy_guard guard;
    upy_guard_begin(&guard, release_view, view); // the memory is only lent
    upy_value result = call_own(self, UPY_NAME(readinto), (upy_value)&readinto_method, 1, &view);
    upy_guard_end(&guard);
    return python_result(result, length, error);
}

static intptr_t python_write(upy_value self, const void *data, size_t length, int *error) {
    upy_value bytes = upy_new_bytearray(data, length);
    return python_result(call_own(self, UPY_NAME(write), (upy_value)&write_method, 1, &bytes), length, error);
}

static intptr_t python_ioctl(upy_value self, unsigned request, uintptr_t argument, int *error) {
    bool is_seek = request == UPY_STREAM_SEEK;
    upy_stream_seek_argument *seek_argument = (upy_stream_seek_argument *)argument;
    upy_value args[2] = {upy_new_int(request), upy_new_int_from_unsigned(argument)};
    if (is_seek) {
        upy_value pair[2] = {upy_new_int_from_64(seek_argument->offset), upy_small_int(seek_argument->whence)};
        args[1] = upy_new_tuple(2, pair);
    }
    bool is_optional = request == UPY_STREAM_CLOSE || request == UPY_STREAM_FLUSH;
    if (is_optional && upy_type_lookup(upy_type_of(self), UPY_NAME(ioctl)) == GENERIC_IOCTL) {
        return 0;
    }
    intptr_t n = upy_to_index(call_own(self, UPY_NAME(ioctl), GENERIC_IOCTL, 2, args));
    if (n < 0) {
        *error = (int)-n;
        return -1;
    }
    if (is_seek) {
        seek_argument->offset = n;
    }
    return n;
}

static const upy_stream_protocol python_protocol = {.read = python_read, .write = python_write, .ioctl = python_ioctl};

// ---- The type ----------------------------------------------------------------------------------

static upy_value io_base_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)n_args;
    (void)n_kw;
    (void)args;
    return (upy_value)upy_new_instance_of(type, sizeof(upy_object));
}

static const upy_slots io_base_slots = {.make_new = io_base_make_new, .iter = upy_stream_iter, .next = upy_stream_next};
const upy_type upy_type_IOBase = {UPY_TYPE_HEAD(IOBase, upy_object, 0), .base = &upy_type_object,
                                  .slots = &io_base_slots, .attributes = &io_base_attributes};

// io_memory.c — StringIO and BytesIO: streams over memory.
//
// Initial contents are not copied until the first write: `shared` then keeps the str or bytes they
// belong to. Positions count bytes in both kinds.
#include "core/heap/heap.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "modules/stream.h"

typedef struct memory_stream {
    upy_object header;
    char *data; // storage block; NULL: empty, or the bytes are those of `shared`
    size_t length, capacity, position;
    upy_value shared; // str or bytes; UPY_NULL: none
    bool is_closed;
} memory_stream;

static memory_stream *open_stream(upy_value v) {
    memory_stream *s = (memory_stream *)v;
    if (s->is_closed) {
        upy_raise_value_error("I/O operation on closed file");
    }
    return s;
}

static const char *contents(const memory_stream *s) {
    return s->shared != UPY_NULL ? upy_str_data(s->shared) : s->data;
}

// Room for `length` bytes of our own; the contents are kept.
static void reserve(memory_stream *s, size_t length) {
    if (length <= s->capacity && s->shared == UPY_NULL) {
        return;
    }
    if (length > PTRDIFF_MAX / 2) {
        upy_raise_memory(length);
    }
    size_t capacity = s->capacity + s->capacity / 2;
    capacity = capacity < length ? length : capacity;
    capacity = (capacity + UPY_GRANULE - 1) / UPY_GRANULE * UPY_GRANULE;
    if (s->shared == UPY_NULL) {
        s->data = upy_heap_resize_storage(s->data, s->length, capacity);
    } else {
        capacity = capacity < s->length ? s->length : capacity;
        char *own = upy_heap_alloc_storage(capacity == 0 ? UPY_GRANULE : capacity);
        memcpy(own, upy_str_data(s->shared), s->length);
        s->data = own;
        s->shared = UPY_NULL;
    }
    s->capacity = capacity;
}

static intptr_t memory_read(upy_value self, void *out, size_t length, int *error) {
    (void)error;
    memory_stream *s = open_stream(self);
    size_t left = s->position < s->length ? s->length - s->position : 0;
    length = length < left ? length : left;
    if (length != 0) {
        memcpy(out, contents(s) + s->position, length);
        s->position += length;
    }
    return (intptr_t)length;
}

static const char *memory_peek(upy_value self, size_t *available, int *error) {
    (void)error;
    memory_stream *s = open_stream(self);
    *available = s->position < s->length ? s->length - s->position : 0;
    return *available == 0 ? "" : contents(s) + s->position;
}

static intptr_t memory_write(upy_value self, const void *data, size_t length, int *error) {
    (void)error;
    memory_stream *s = open_stream(self);
    if (length > PTRDIFF_MAX / 2 - s->position) {
        upy_raise_memory(SIZE_MAX);
    }
    size_t end = s->position + length;
    size_t old = s->length;
    // The data may be our own, handed out through a view of the same storage: it does not move under it.
    reserve(s, end > old ? end : old);
    if (s->position > old) {
        memset(s->data + old, 0, s->position - old);
    }
    if (length != 0) {
        memmove(s->data + s->position, data, length);
    }
    s->position = end;
    s->length = end > old ? end : old;
    return (intptr_t)length;
}

static intptr_t memory_seek(memory_stream *s, upy_stream_seek_argument *argument, int *error) {
    int64_t base = argument->whence == 0 ? 0 : argument->whence == 1 ? (int64_t)s->position : (int64_t)s->length;
    if (argument->whence == 0 && argument->offset < 0) {
        *error = UPY_STREAM_EINVAL;
        return -1;
    }
    int64_t at;
    if (__builtin_add_overflow(base, argument->offset, &at) || at > PTRDIFF_MAX / 2) {
        *error = UPY_STREAM_EINVAL;
        return -1;
    }
    s->position = at < 0 ? 0 : (size_t)at;
    argument->offset = (int64_t)s->position;
    return 0;
}

static intptr_t memory_ioctl(upy_value self, unsigned request, uintptr_t argument, int *error) {
    memory_stream *s = (memory_stream *)self;
    switch (request) {
    case UPY_STREAM_CLOSE:
        s->is_closed = true;
        s->data = NULL;
        s->shared = UPY_NULL;
        s->length = s->capacity = s->position = 0;
        return 0;
    case UPY_STREAM_FLUSH: open_stream(self); return 0;
    case UPY_STREAM_SEEK: return memory_seek(open_stream(self), (upy_stream_seek_argument *)argument, error);
    case UPY_STREAM_POLL:
        open_stream(self);
        return (intptr_t)(argument & (UPY_STREAM_POLL_READ | UPY_STREAM_POLL_WRITE));
    default: *error = UPY_STREAM_EINVAL; return -1;
    }
}

// ---- Construction and methods ------------------------------------------------------------------

// initial_bytes (initial_value, newline for StringIO): contents, or an int for room set aside.
static void memory_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(initial_bytes), UPY_NONE, false}};
    static const upy_parameter text_parameters[] = {{UPY_NAME(initial_value), UPY_NONE, false},
                                                    {UPY_NAME(newline), UPY_NONE, false}};
    upy_value in[2];
    bool is_text = upy_is_instance(self, &upy_type_StringIO);
    upy_parse_arguments(n_args, n_kw, args, is_text ? text_parameters : parameters, is_text ? 2 : 1, in);
    memory_stream *s = (memory_stream *)self;
    s->is_closed = false;
    s->data = NULL;
    s->shared = UPY_NULL;
    s->length = s->capacity = s->position = 0;
    upy_buffer_view view;
    if (upy_is_int(in[0])) {
        intptr_t capacity = upy_int_get_checked(in[0]);
        if (capacity > 0) {
            reserve(s, (size_t)capacity);
        }
    } else if (upy_has_layout(in[0], UPY_TYPE_STR_BASED | UPY_TYPE_BYTES_BASED)) {
        s->length = upy_str_length(in[0]);
        s->shared = in[0];
    } else if (in[0] != UPY_NONE) {
        upy_get_buffer(in[0], &view, UPY_BUFFER_READ);
        if (view.length != 0) {
            reserve(s, view.length);
            memcpy(s->data, view.data, view.length);
            s->length = view.length;
        }
    }
}

static upy_value memory_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value self = (upy_value)upy_new_instance_of(type, sizeof(memory_stream));
    if (!upy_type_is_class(type)) {
        memory_init(self, n_args, n_kw, args);
    }
    return self;
}

static void memory_trace(upy_value self, upy_tracer *tracer) {
    memory_stream *s = (memory_stream *)self;
    upy_trace_storage(tracer, s->data);
    upy_trace_value(tracer, s->shared);
}

static upy_value memory_getvalue(size_t n_args, const upy_value *args) {
    (void)n_args;
    memory_stream *s = open_stream(args[0]);
    bool is_text = upy_is_instance(args[0], &upy_type_StringIO);
    if (s->shared != UPY_NULL && upy_is_exactly(s->shared, is_text ? &upy_type_str : &upy_type_bytes)) {
        return s->shared;
    }
    const char *data = s->length == 0 ? "" : contents(s);
    return is_text ? upy_new_str_checked(data, s->length) : upy_new_bytes(data, s->length);
}
static const UPY_METHOD(string_getvalue_method, StringIO, getvalue, memory_getvalue, 1, 1);
static const UPY_METHOD(bytes_getvalue_method, BytesIO, getvalue, memory_getvalue, 1, 1);

// A view of the contents as they are now.
static upy_value memory_getbuffer(size_t n_args, const upy_value *args) {
    return upy_new_memoryview(memory_getvalue(n_args, args));
}
static const UPY_METHOD(bytes_getbuffer_method, BytesIO, getbuffer, memory_getbuffer, 1, 1);

static upy_value memory_truncate(size_t n_args, const upy_value *args) {
    memory_stream *s = open_stream(args[0]);
    intptr_t size = n_args > 1 && args[1] != UPY_NONE ? upy_to_index(args[1]) : (intptr_t)s->position;
    if (size < 0) {
        upy_raise_value_error("negative size value");
    }
    s = open_stream(args[0]);
    if ((size_t)size < s->length) {
        reserve(s, s->length);
        s->length = (size_t)size;
    }
    return upy_new_int(size);
}
static const UPY_METHOD(string_truncate_method, StringIO, truncate, memory_truncate, 1, 2);
static const UPY_METHOD(bytes_truncate_method, BytesIO, truncate, memory_truncate, 1, 2);

static upy_value memory_attribute(upy_value self, upy_value name, upy_value value) {
    return value == UPY_MARK_LOAD && name == UPY_NAME(closed) ? upy_bool(((memory_stream *)self)->is_closed) : UPY_NULL;
}

static const upy_stream_protocol string_protocol = {memory_read, memory_write, memory_ioctl, memory_peek, true};
static const upy_stream_protocol bytes_protocol = {memory_read, memory_write, memory_ioctl, memory_peek, false};

#define MEMORY_SLOTS(protocol)                                                                                         \
    {                                                                                                                  \
        .make_new = memory_make_new, .init = memory_init, .iter = upy_stream_iter, .next = upy_stream_next,            \
        .attribute = memory_attribute, .trace = memory_trace, .stream = &(protocol)                                    \
    }
static const upy_slots string_slots = MEMORY_SLOTS(string_protocol);
static const upy_slots bytes_slots = MEMORY_SLOTS(bytes_protocol);

static const upy_pair string_pairs[] = {
    {UPY_NAME(getvalue), (upy_value)&string_getvalue_method},
    {UPY_NAME(truncate), (upy_value)&string_truncate_method},
};
static const UPY_DEFINE_TABLE(string_attributes, string_pairs);
static const upy_pair bytes_pairs[] = {
    {UPY_NAME(getvalue), (upy_value)&bytes_getvalue_method},
    {UPY_NAME(getbuffer), (upy_value)&bytes_getbuffer_method},
    {UPY_NAME(truncate), (upy_value)&bytes_truncate_method},
};
static const UPY_DEFINE_TABLE(bytes_attributes, bytes_pairs);

const upy_type upy_type_StringIO = {UPY_TYPE_HEAD(StringIO, memory_stream, 0), .base = &upy_type_IOBase,
                                    .slots = &string_slots, .attributes = &string_attributes};
const upy_type upy_type_BytesIO = {UPY_TYPE_HEAD(BytesIO, memory_stream, 0), .base = &upy_type_IOBase,
                                   .slots = &bytes_slots, .attributes = &bytes_attributes};

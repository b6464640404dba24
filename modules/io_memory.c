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
    upy_builder own;  // the contents, unless `shared` has them
    upy_value shared; // str or bytes; UPY_NULL: none
    size_t position;
    bool is_closed;
} memory_stream;

static memory_stream *open_stream(upy_value v) {
    memory_stream *s = (memory_stream *)v;
    if (s->is_closed) {
        upy_raise_value_error("I/O operation on closed file");
    }
    return s;
}

static const char *contents(const memory_stream *s, size_t *length) {
    if (s->shared != UPY_NULL) {
        *length = upy_str_length(s->shared);
        return upy_str_data(s->shared);
    }
    *length = s->own.length;
    return s->own.length == 0 ? "" : s->own.data;
}

// What is left from the position on.
static const char *rest(const memory_stream *s, size_t *length) {
    const char *data = contents(s, length);
    size_t skipped = s->position < *length ? s->position : *length;
    *length -= skipped;
    return data + skipped;
}

// The contents, for changing them.
static upy_builder *own_contents(memory_stream *s) {
    if (s->shared != UPY_NULL) {
        upy_builder own;
        upy_builder_init(&own, 0);
        upy_builder_append_str(&own, s->shared);
        s->own = own;
        s->shared = UPY_NULL;
    }
    return &s->own;
}

static intptr_t memory_read(upy_value self, void *out, size_t length, int *error) {
    (void)error;
    memory_stream *s = open_stream(self);
    size_t left;
    const char *data = rest(s, &left);
    length = length < left ? length : left;
    memcpy(out, data, length);
    s->position += length;
    return (intptr_t)length;
}

#if UPY_STREAM_HAS_PEEK
static const char *memory_peek(upy_value self, size_t *available, int *error) {
    (void)error;
    return rest(open_stream(self), available);
}
#endif

static intptr_t memory_write(upy_value self, const void *data, size_t length, int *error) {
    (void)error;
    memory_stream *s = open_stream(self);
    if (length > PTRDIFF_MAX / 2 - s->position) {
        upy_raise_memory(SIZE_MAX);
    }
    upy_builder *own = own_contents(s);
    size_t end = s->position + length, old = own->length;
    if (end > old) {
        memset(upy_builder_extend(own, end - old), 0, end - old);
    }
    if (length != 0) {
        memmove(own->data + s->position, data, length);
    }
    s->position = end;
    return (intptr_t)length;
}

static intptr_t memory_seek(memory_stream *s, upy_stream_seek_argument *argument, int *error) {
    size_t length;
    contents(s, &length);
    int64_t base = argument->whence == 0 ? 0 : (int64_t)(argument->whence == 1 ? s->position : length), at;
    if ((argument->whence == 0 && argument->offset < 0) || __builtin_add_overflow(base, argument->offset, &at) ||
        at > PTRDIFF_MAX / 2) {
        *error = UPY_STREAM_EINVAL;
        return -1;
    }
    s->position = at < 0 ? 0 : (size_t)at;
    argument->offset = (int64_t)s->position;
    return 0;
}

// Without contents, at the beginning.
static void empty(memory_stream *s) {
    upy_builder_init(&s->own, 0);
    s->shared = UPY_NULL;
    s->position = 0;
}

static intptr_t memory_ioctl(upy_value self, unsigned request, uintptr_t argument, int *error) {
    memory_stream *s = (memory_stream *)self;
    switch (request) {
    case UPY_STREAM_CLOSE:
        s->is_closed = true;
        empty(s);
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
    empty(s);
    upy_buffer_view view;
    if (upy_is_int(in[0])) {
        intptr_t capacity = upy_int_get_checked(in[0]);
        upy_builder_init(&s->own, capacity > 0 ? (size_t)capacity : 0);
    } else if (upy_has_layout(in[0], UPY_TYPE_STR_BASED | UPY_TYPE_BYTES_BASED)) {
        s->shared = in[0];
    } else if (in[0] != UPY_NONE) {
        upy_get_buffer(in[0], &view, UPY_BUFFER_READ);
        upy_builder_append(&s->own, view.data, view.length);
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
    upy_trace_storage(tracer, s->own.data);
    upy_trace_value(tracer, s->shared);
}

static upy_value memory_getvalue(size_t n_args, const upy_value *args) {
    (void)n_args;
    memory_stream *s = open_stream(args[0]);
    bool is_text = upy_is_instance(args[0], &upy_type_StringIO);
    if (s->shared != UPY_NULL && upy_is_exactly(s->shared, is_text ? &upy_type_str : &upy_type_bytes)) {
        return s->shared;
    }
    size_t length;
    const char *data = contents(s, &length);
    return is_text ? upy_new_str_checked(data, length) : upy_new_bytes(data, length);
}
static const UPY_METHOD(string_getvalue_method, StringIO, getvalue, memory_getvalue, 1, 1);
static const UPY_METHOD(bytes_getvalue_method, BytesIO, getvalue, memory_getvalue, 1, 1);

#if UPY_LEVEL >= UPY_LEVEL_FULL // what other boards do not have either

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
    upy_builder *own = own_contents(open_stream(args[0]));
    if ((size_t)size < own->length) {
        own->length = (size_t)size;
    }
    return upy_new_int(size);
}
static const UPY_METHOD(string_truncate_method, StringIO, truncate, memory_truncate, 1, 2);
static const UPY_METHOD(bytes_truncate_method, BytesIO, truncate, memory_truncate, 1, 2);

#endif

static upy_value memory_attribute(upy_value self, upy_value name, upy_value value) {
    return value == UPY_MARK_LOAD && name == UPY_NAME(closed) ? upy_bool(((memory_stream *)self)->is_closed) : UPY_NULL;
}

static const upy_stream_protocol string_protocol = {memory_read, memory_write, memory_ioctl,
                                                    UPY_STREAM_PEEK(memory_peek), true};
static const upy_stream_protocol bytes_protocol = {memory_read, memory_write, memory_ioctl,
                                                   UPY_STREAM_PEEK(memory_peek), false};

#define MEMORY_SLOTS(protocol)                                                                                         \
    {                                                                                                                  \
        .make_new = memory_make_new, .init = memory_init, .iter = upy_stream_iter, .next = upy_stream_next,            \
        .attribute = memory_attribute, .trace = memory_trace, .stream = &(protocol)                                    \
    }
static const upy_slots string_slots = MEMORY_SLOTS(string_protocol);
static const upy_slots bytes_slots = MEMORY_SLOTS(bytes_protocol);

static const upy_pair string_pairs[] = {
    {UPY_NAME(getvalue), (upy_value)&string_getvalue_method},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(truncate), (upy_value)&string_truncate_method},
#endif
};
static const UPY_DEFINE_TABLE(string_attributes, string_pairs);
static const upy_pair bytes_pairs[] = {
    {UPY_NAME(getvalue), (upy_value)&bytes_getvalue_method},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(getbuffer), (upy_value)&bytes_getbuffer_method},
    {UPY_NAME(truncate), (upy_value)&bytes_truncate_method},
#endif
};
static const UPY_DEFINE_TABLE(bytes_attributes, bytes_pairs);

const upy_type upy_type_StringIO = {UPY_TYPE_HEAD(StringIO, memory_stream, 0), .base = &upy_type_IOBase,
                                    .slots = &string_slots, .attributes = &string_attributes};
const upy_type upy_type_BytesIO = {UPY_TYPE_HEAD(BytesIO, memory_stream, 0), .base = &upy_type_IOBase,
                                   .slots = &bytes_slots, .attributes = &bytes_attributes};

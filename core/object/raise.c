// raise.c — leaving C by exception.
//
// UPY->jump_top is the newest of a chain of jump buffers (upy_jump) and guards (upy_guard), all on
// the C stack. Raising walks the chain: guards run their callback, the first jump buffer is jumped to.
//
// Messages are formatted into a small array on the C stack that moves to the heap when it gets too
// long; if memory is short the message is cut, and if the heap is locked the exception has none.
#include "core/object/raise.h"

#include "core/base/text.h"
#include "core/object/state.h"
#include "core/object/str.h"
#include "core/object/types_interface.h"
#include "hal/hal.h"

_Static_assert(offsetof(upy_jump, release) == offsetof(upy_guard, release) &&
                   offsetof(upy_jump, resource) == offsetof(upy_guard, resource),
               "guards and jump buffers are links of one chain");

// ---- The chain -------------------------------------------------------------------------------

void upy_begin_try(upy_jump *jump) {
    jump->previous = UPY->jump_top;
    jump->release = NULL;
    jump->resource = NULL;
    jump->exception = UPY_NULL;
    jump->frame = UPY->frame;
    jump->c_depth = 0;
    UPY->jump_top = jump;
}

void upy_end_try(upy_jump *jump) { UPY->jump_top = jump->previous; }

void upy_guard_begin(upy_guard *guard, void (*release)(void *), void *resource) {
    guard->previous = UPY->jump_top;
    guard->release = release;
    guard->resource = resource;
    UPY->jump_top = (upy_jump *)(void *)guard;
}

void upy_guard_end(upy_guard *guard) {
    upy_guard_cancel(guard);
    guard->release(guard->resource);
}

void upy_guard_cancel(upy_guard *guard) { UPY->jump_top = guard->previous; }

void upy_raise_unchanged(upy_value exception) {
    for (;;) {
        upy_jump *top = UPY->jump_top;
        if (!top) {
            static const char text[] = "fatal: exception outside of any handler\n";
            upy_hal_error_write(text, sizeof text - 1);
            __builtin_trap();
        }
        UPY->jump_top = top->previous;
        if (top->release) {
            top->release(top->resource);
            continue;
        }
        top->exception = exception;
        longjmp(top->buffer, 1);
    }
}

void upy_raise_passing(upy_value exception, upy_value handled) {
    UPY->handled_exception = handled;
    upy_raise_unchanged(exception);
}

void upy_raise(upy_value exception) {
    if (!upy_is_exception(exception)) {
        exception = upy_exception_instance(exception);
    }
#if UPY_FULL_DATA_MODEL
    if (UPY->handled_exception != UPY_NULL && UPY->handled_exception != exception) {
        upy_exception_set_context(exception, UPY->handled_exception);
    }
#endif
    upy_raise_unchanged(exception);
}

// ---- Messages --------------------------------------------------------------------------------

typedef struct message {
    size_t length, capacity;
    char *data; // `on_stack`, or a storage block
    char on_stack[160];
} message;

static void append(void *context, const char *bytes, size_t length) {
    message *m = context;
    if (length > m->capacity - m->length) {
        size_t capacity = 2 * m->capacity + length;
        char *bigger = UPY->heap.lock_depth ? NULL : upy_heap_alloc_storage_or_null(capacity);
        if (!bigger) {
            length = m->capacity - m->length;
        } else {
            memcpy(bigger, m->data, m->length);
            m->data = bigger;
            m->capacity = capacity;
        }
    }
    memcpy(m->data + m->length, bytes, length);
    m->length += length;
}

// The message, or UPY_NULL.
static upy_value format_message(const char *format, va_list arguments) {
    upy_value text = UPY_NULL;
    if (!UPY->heap.lock_depth) {
        message m;
        m.length = 0;
        m.capacity = sizeof m.on_stack;
        m.data = m.on_stack;
        upy_writer w = {&m, append};
        upy_printf_list(&w, format, arguments);
        text = upy_new_str(m.data, upy_utf8_valid_prefix(m.data, m.length, true));
        if (m.data != m.on_stack) {
            upy_heap_free_storage(m.data);
        }
    }
    return text;
}

UPY_NORETURN static void raise_formatted(const upy_type *type, const char *format, va_list arguments) {
    upy_value text = format_message(format, arguments);
    upy_raise(upy_new_exception(type, text != UPY_NULL, &text));
}

void(upy_raise_new)(const upy_type *type, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    raise_formatted(type, format, arguments);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
void(upy_raise_about)(const upy_type *type, upy_value name, upy_value object, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    upy_value values[] = {format_message(format, arguments), name, object};
    size_t n = object != UPY_NULL ? 3 : 2;
    upy_raise(values[0] != UPY_NULL ? upy_new_exception_about(type, 1, n, values) : upy_new_exception(type, 0, NULL));
}
#endif

#if UPY_LONG_MESSAGES
#define RAISE_WITH(function, type)                                                                                     \
    void(function)(const char *format, ...) {                                                                          \
        va_list arguments;                                                                                             \
        va_start(arguments, format);                                                                                   \
        raise_formatted(&(type), format, arguments);                                                                   \
    }
RAISE_WITH(upy_raise_type, upy_type_TypeError)
RAISE_WITH(upy_raise_value_error, upy_type_ValueError)
RAISE_WITH(upy_raise_index, upy_type_IndexError)
RAISE_WITH(upy_raise_overflow, upy_type_OverflowError)
RAISE_WITH(upy_raise_runtime, upy_type_RuntimeError)
RAISE_WITH(upy_raise_not_implemented, upy_type_NotImplementedError)
#endif

void upy_raise_plain(const upy_type *type) { upy_raise(upy_new_exception(type, 0, NULL)); }

void upy_raise_value(const upy_type *type, upy_value argument) { upy_raise(upy_new_exception(type, 1, &argument)); }

void upy_raise_key(upy_value key) { upy_raise_value(&upy_type_KeyError, key); }

void upy_raise_zero_division(void) { upy_raise_new(&upy_type_ZeroDivisionError, "divide by zero"); }

void upy_raise_os(int error_number) { upy_raise_value(&upy_type_OSError, upy_new_int(error_number)); }

void upy_raise_stop_iteration(upy_value value_or_null) {
    upy_raise(upy_new_exception(&upy_type_StopIteration, value_or_null != UPY_NULL, &value_or_null));
}

void upy_raise_argument_count(size_t given, size_t least, size_t most) {
    if (least == most) {
        upy_raise_type("function takes %zu positional arguments but %zu were given", least, given);
    }
    if (given < least) {
        upy_raise_type("function missing %zu required positional arguments", least - given);
    }
    upy_raise_type("function expected at most %zu arguments, got %zu", most, given);
}

// ---- Memory and stack ------------------------------------------------------------------------

UPY_CONSTANT_STR(locked_message, "memory allocation failed, heap is locked");
UPY_CONSTANT_STR(recursion_message, "maximum recursion depth exceeded");

static upy_value text_of(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    upy_value text = format_message(format, arguments);
    va_end(arguments);
    return text;
}

void upy_heap_raise_memory(size_t size, bool locked) {
    if (locked) {
        upy_raise_value(&upy_type_MemoryError, (upy_value)&locked_message);
    }
    // Even the message may find no memory: then there is none. What matters is the size asked for at first.
    if (UPY->is_raising_memory) {
        UPY->is_raising_memory = false;
        upy_raise(upy_new_exception(&upy_type_MemoryError, 0, NULL));
    }
    UPY->is_raising_memory = true;
    upy_value text = text_of(UPY_TEXT("memory allocation failed, allocating %zu bytes"), size);
    UPY->is_raising_memory = false;
    upy_raise_value(&upy_type_MemoryError, text);
}

void upy_raise_memory(size_t size) { upy_heap_raise_memory(size, false); }

void upy_raise_recursion(void) { upy_raise_value(&upy_type_RuntimeError, (upy_value)&recursion_message); }

void upy_check_stack(void) {
    const char *here = __builtin_frame_address(0);
    if (UPY_UNLIKELY((uintptr_t)UPY->c_stack_base - (uintptr_t)here > UPY->c_stack_limit) && UPY->c_stack_base) {
        upy_raise_recursion();
    }
}

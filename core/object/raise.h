// raise.h — leaving C by exception, and the two idioms for C code that must not be left half-done.
//
// One chain of jump buffers, newest first, hangs off UPY->jump_top. The VM pushes one per entry from
// C; C code that wants to catch uses upy_try; C code that only holds a resource uses a guard, whose
// callback runs while the exception travels past. Frames in between are dropped without cleanup.
#ifndef UPY_OBJECT_RAISE_H
#define UPY_OBJECT_RAISE_H

#include <setjmp.h>

#include "core/object/object.h"

typedef struct upy_jump {
    struct upy_jump *previous;
    void (*release)(void *); // non-NULL: this is a guard
    void *resource;
    upy_value exception;     // what was raised, after the jump
    struct upy_frame *frame; // VM state at the time of the try
    intptr_t c_depth;
    jmp_buf buffer;
} upy_jump;

// if (upy_try(&jump)) { …may raise…; upy_end_try(&jump); } else { jump.exception is what was raised; buffer already
// popped } Locals changed inside and read afterwards must be volatile.
#define upy_try(jump) (upy_begin_try(jump), setjmp((jump)->buffer) == 0)
void upy_begin_try(upy_jump *jump);
void upy_end_try(upy_jump *jump);

typedef struct upy_guard {
    struct upy_jump *previous;
    void (*release)(void *);
    void *resource;
} upy_guard;

void upy_guard_begin(upy_guard *guard, void (*release)(void *), void *resource); // runs if anything below raises
void upy_guard_end(upy_guard *guard);                                            // runs release now
void upy_guard_cancel(upy_guard *guard);                                         // release will not run

UPY_NORETURN void upy_raise(upy_value exception); // an instance, or an exception class to instantiate
UPY_NORETURN void
upy_raise_unchanged(upy_value exception); // passes on an instance that was caught: context stays as it is
// Same, for the VM: `handled` is the exception being handled from now on.
UPY_NORETURN void upy_raise_passing(upy_value exception, upy_value handled);
UPY_NORETURN void upy_raise_new(const upy_type *type, const char *format, ...); // conversions of upy_printf
UPY_NORETURN void upy_raise_plain(const upy_type *type);                        // without an argument
// Same, for an error about an identifier: .name of the exception, and .obj unless object is UPY_NULL.
UPY_NORETURN void upy_raise_about(const upy_type *type, upy_value name, upy_value object, const char *format, ...);
UPY_NORETURN void upy_raise_value(const upy_type *type, upy_value argument);
UPY_NORETURN void upy_raise_type(const char *format, ...); // TypeError
UPY_NORETURN void upy_raise_value_error(const char *format, ...);
UPY_NORETURN void upy_raise_index(const char *format, ...);
UPY_NORETURN void upy_raise_key(upy_value key);
UPY_NORETURN void upy_raise_overflow(const char *format, ...);
UPY_NORETURN void upy_raise_runtime(const char *format, ...);
UPY_NORETURN void upy_raise_not_implemented(const char *format, ...);
UPY_NORETURN void upy_raise_attribute(upy_value object, upy_value name);
UPY_NORETURN void upy_raise_os(int error_number);
UPY_NORETURN void upy_raise_zero_division(void);
UPY_NORETURN void upy_raise_memory(size_t size);
UPY_NORETURN void upy_raise_stop_iteration(upy_value value_or_null);
UPY_NORETURN void upy_raise_recursion(void);
UPY_NORETURN void upy_raise_argument_count(size_t given, size_t least, size_t most);

#define upy_raise_new(type, ...) (upy_raise_new)(type, UPY_TEXT(__VA_ARGS__))
#if UPY_LEVEL >= UPY_LEVEL_FULL
#define upy_raise_about(type, name, object, ...) (upy_raise_about)(type, name, object, UPY_TEXT(__VA_ARGS__))
#else // smaller builds have no .name and .obj
#define upy_raise_about(type, name, object, ...) upy_raise_new(type, __VA_ARGS__)
#endif
#if UPY_LONG_MESSAGES
#define upy_raise_type(...) (upy_raise_type)(UPY_TEXT(__VA_ARGS__))
#define upy_raise_value_error(...) (upy_raise_value_error)(UPY_TEXT(__VA_ARGS__))
#define upy_raise_index(...) (upy_raise_index)(UPY_TEXT(__VA_ARGS__))
#define upy_raise_overflow(...) (upy_raise_overflow)(UPY_TEXT(__VA_ARGS__))
#define upy_raise_runtime(...) (upy_raise_runtime)(UPY_TEXT(__VA_ARGS__))
#define upy_raise_not_implemented(...) (upy_raise_not_implemented)(UPY_TEXT(__VA_ARGS__))
#else
// Builds with short messages raise most exceptions without any text. The arguments are not evaluated.
static inline void upy_message_left_out(const char *format, ...) { (void)format; }
#define UPY_RAISE_PLAIN(type, ...) ((void)(0 && (upy_message_left_out(__VA_ARGS__), 0)), upy_raise_plain(&(type)))
extern const upy_type upy_type_TypeError, upy_type_ValueError, upy_type_IndexError, upy_type_OverflowError,
    upy_type_RuntimeError, upy_type_NotImplementedError;
#define upy_raise_type(...) UPY_RAISE_PLAIN(upy_type_TypeError, __VA_ARGS__)
#define upy_raise_value_error(...) UPY_RAISE_PLAIN(upy_type_ValueError, __VA_ARGS__)
#define upy_raise_index(...) UPY_RAISE_PLAIN(upy_type_IndexError, __VA_ARGS__)
#define upy_raise_overflow(...) UPY_RAISE_PLAIN(upy_type_OverflowError, __VA_ARGS__)
#define upy_raise_runtime(...) UPY_RAISE_PLAIN(upy_type_RuntimeError, __VA_ARGS__)
#define upy_raise_not_implemented(...) UPY_RAISE_PLAIN(upy_type_NotImplementedError, __VA_ARGS__)
#endif

// Raises RuntimeError("maximum recursion depth exceeded") when the C stack is nearly used up. Every C function
// that can call itself through values (repr, compare, hash, parser rules…) begins with it.
void upy_check_stack(void);

#endif

// exception.h — exception objects and the built-in hierarchy.
//
// Attributes of exceptions (built-in and user classes alike) live in extras->attributes; instances have no
// shape. The traceback is a growing array of (code, line) pairs, innermost first, made as frames are left.
#ifndef UPY_TYPES_EXCEPTION_H
#define UPY_TYPES_EXCEPTION_H

#include "core/object/dict.h"

typedef struct upy_traceback_entry {
    upy_value place;   // the code object; for errors in source texts the filename
    upy_dict *globals; // of the function; NULL for source texts
    uint32_t line;
} upy_traceback_entry;

typedef struct upy_exception_extras { // storage block, made when first needed
    upy_value cause, context;         // exceptions, UPY_NULL if none
    upy_value args_override;          // tuple assigned to .args, or UPY_NULL
    upy_dict *attributes;
    bool suppress_context;
} upy_exception_extras;

typedef struct upy_exception {
    upy_object header;
    upy_exception_extras *extras;
    struct upy_traceback *traceback; // storage block, private to exception.c; NULL: none
    uint32_t n_args : 24;
    uint32_t n_subjects : 8; // values behind the arguments: what .name (and .obj) are, see upy_raise_about()
    upy_value args[];
} upy_exception;

// EXCEPTION(Name, Base) rows of the hierarchy; upy_type_Name is each type.
#define UPY_EXCEPTION_TYPE(name) upy_type_##name
#define EXCEPTION(name, base) extern const upy_type upy_type_##name;
#include "core/types/exceptions.def"
#undef EXCEPTION
#if UPY_LEVEL < UPY_LEVEL_STANDARD // what is raised in place of exceptions the smallest builds do not have
#define upy_type_BufferError upy_type_ValueError
#define upy_type_UnboundLocalError upy_type_NameError
#define upy_type_UnicodeDecodeError upy_type_UnicodeError
#define upy_type_UnicodeEncodeError upy_type_UnicodeError
#endif

upy_value upy_new_exception(const upy_type *type, size_t n_args,
                            const upy_value *args); // never raises: falls back to the emergency exception
upy_value upy_new_exception_about(const upy_type *type, size_t n_args, size_t n,
                                  const upy_value *values); // see raise.h
upy_value upy_exception_args(upy_value exception);          // tuple
upy_value upy_exception_value(upy_value exception);         // args[0] or None
// place and globals as in upy_traceback_entry; never raises.
void upy_exception_add_traceback(upy_value exception, upy_value place, upy_dict *globals, uint32_t line);
void upy_exception_clear_traceback(upy_value exception);
void upy_exception_set_cause(upy_value exception, upy_value cause);     // raise … from …; None suppresses context
void upy_exception_set_context(upy_value exception, upy_value context); // breaks cycles; never raises
// `except` test: exact-type OSError also matches errno subclasses, plain ImportError matches ModuleNotFoundError.
bool upy_exception_matches(upy_value exception, upy_value class_or_tuple); // raises TypeError for non-classes
void upy_print_exception(const upy_writer *w, upy_value exception);        // traceback form, chained
// Turns what `raise` was given (class or instance) into an instance. raises TypeError.
upy_value upy_exception_instance(upy_value class_or_instance);

// ---- For the files of core/types and the VM -----------------------------------------------------

// Makes the exception that stands in when there is no memory for one. Run once at start-up.
void upy_init_exceptions(void);
extern const upy_slots upy_exception_slots;
extern const upy_dict upy_exception_attributes, upy_exception_group_attributes;
extern const upy_type upy_type_traceback;
upy_exception_extras *upy_exception_make_extras(upy_exception *e); // raises MemoryError
// Attributes of an exception: the dict user code writes to; NULL: none yet.
static inline upy_dict *upy_exception_dict(upy_value exception) {
    upy_exception_extras *extras = ((upy_exception *)exception)->extras;
    return extras ? extras->attributes : NULL;
}
void upy_exception_set_dict_name(upy_value exception, upy_value name, upy_value value);
upy_value upy_exception_cause(upy_value exception);   // UPY_NULL if none
upy_value upy_exception_context(upy_value exception); // UPY_NULL if none
const char *upy_errno_name(intptr_t number);          // "ENOENT"; NULL if unknown
extern const upy_dict upy_errno_names;                // all of them, by number
// Number of an OSError (its first argument if that is an int), else 0.
intptr_t upy_exception_errno(upy_value exception);
// The test of `except` against one class; also what isinstance() uses. Never raises.
bool upy_exception_matches_type(upy_value exception, const upy_type *type);

// Text of a UnicodeError about a place in a string (unicode_error.c). false: the plain rule applies.
#if UPY_LEVEL >= UPY_LEVEL_FULL
bool upy_unicode_error_print(const upy_writer *w, const upy_type *type, size_t n_args, const upy_value *args);
#else
static inline bool upy_unicode_error_print(const upy_writer *w, const upy_type *type, size_t n_args,
                                           const upy_value *args) {
    (void)w, (void)type, (void)n_args, (void)args;
    return false;
}
#endif

// Traceback entries, 0 is the innermost.
size_t upy_exception_traceback_length(upy_value exception);
const upy_traceback_entry *upy_exception_traceback_entry(upy_value exception, size_t index);
upy_value upy_exception_traceback(upy_value exception);                             // traceback object or None
void upy_exception_set_traceback(upy_value exception, upy_value traceback_or_none); // raises TypeError
extern const struct upy_builtin upy_frame_clear;
void upy_traceback_trace(struct upy_traceback *traceback, upy_tracer *tracer);

// Exception groups: BaseExceptionGroup and, below both it and Exception, ExceptionGroup.
extern const struct upy_class upy_class_ExceptionGroup;
#define UPY_EXCEPTION_GROUP ((const upy_type *)&upy_class_ExceptionGroup)
#if UPY_HAS_EXCEPTION_GROUPS
static inline bool upy_is_group_type(const upy_type *type) {
    return upy_is_subtype(type, &upy_type_BaseExceptionGroup);
}
#else
static inline bool upy_is_group_type(const upy_type *type) {
    (void)type;
    return false;
}
#endif
static inline bool upy_is_exception_group(upy_value v) { return upy_is_group_type(upy_type_of(v)); }
upy_value upy_group_message(upy_value group);
upy_value upy_group_exceptions(upy_value group); // tuple
upy_value upy_new_exception_group(const upy_type *type, size_t n_args, const upy_value *args);
// except*: (part that matches class_or_tuple or None, rest or None). exception: a group, a plain exception or None.
upy_value upy_group_split(upy_value exception_or_none, upy_value class_or_tuple);
// End of a try with except*: what is to be raised out of it, or None. parts: list of the exceptions raised in handlers
// and the part nobody handled.
upy_value upy_group_finish(upy_value original, upy_value parts);

#endif

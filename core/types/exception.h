// exception.h — exception objects and the built-in hierarchy.
//
// Attributes of exceptions (built-in and user classes alike) live in extras->attributes; instances have no
// shape. The traceback is a growing array of (code, line) pairs, innermost first, made as frames are left.
#ifndef UPY_TYPES_EXCEPTION_H
#define UPY_TYPES_EXCEPTION_H

#include "core/object/dict.h"

typedef struct upy_traceback_entry {
    upy_value filename, block; // strs
    uint32_t line;
} upy_traceback_entry;

typedef struct upy_exception_extras {   // storage block, made when first needed
    upy_value cause, context;           // exceptions, UPY_NULL if none
    upy_value args_override;            // tuple assigned to .args, or UPY_NULL
    upy_dict *attributes;
    bool suppress_context;
} upy_exception_extras;

typedef struct upy_exception {
    upy_object header;
    upy_exception_extras *extras;
    struct upy_traceback *traceback;    // storage block, private to exception.c; NULL: none
    size_t n_args;
    upy_value args[];
} upy_exception;

// EXCEPTION(Name, Base) rows of the hierarchy; upy_type_Name is each type.
#define UPY_EXCEPTION_TYPE(name) upy_type_##name
#define EXCEPTION(name, base) extern const upy_type upy_type_##name;
#include "core/types/exceptions.def"
#undef EXCEPTION

upy_value upy_new_exception(const upy_type *type, size_t n_args, const upy_value *args); // never raises: falls back to the emergency exception
upy_value upy_exception_args(upy_value exception);                    // tuple
upy_value upy_exception_value(upy_value exception);                   // args[0] or None
void upy_exception_add_traceback(upy_value exception, upy_value filename, uint32_t line, upy_value block); // never raises
void upy_exception_clear_traceback(upy_value exception);
void upy_exception_set_cause(upy_value exception, upy_value cause);   // raise … from …; None suppresses context
void upy_exception_set_context(upy_value exception, upy_value context); // breaks cycles; never raises
// `except` test: exact-type OSError also matches errno subclasses, plain ImportError matches ModuleNotFoundError.
bool upy_exception_matches(upy_value exception, upy_value class_or_tuple); // raises TypeError for non-classes
void upy_print_exception(const upy_writer *w, upy_value exception);   // traceback form, chained
// Turns what `raise` was given (class or instance) into an instance. raises TypeError.
upy_value upy_exception_instance(upy_value class_or_instance);

#endif

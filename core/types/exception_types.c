// exception_types.c — the hierarchy of built-in exceptions, and what `except` matches.
//
// All types are rows of exceptions.def and share one slot table. An OSError raised by the system keeps the type
// OSError, because host tools read that name in tracebacks; the errno classes match such an exception by its number
// instead, through errno.def. The same holds for ImportError and ModuleNotFoundError.
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/str.h"

// ATTRIBUTES(Name) is the method table of the few types that have one, else NULL.
#define ATTRIBUTES_BaseException , &upy_exception_attributes
#define ATTRIBUTES_BaseExceptionGroup , &upy_exception_group_attributes
#define SECOND(a, b, ...) b
#define SECOND_OF(...) SECOND(__VA_ARGS__, NULL, 0)

#define EXCEPTION(python_name, base_name)                                                                              \
    const upy_type upy_type_##python_name = {                                                                          \
        UPY_TYPE_HEAD(python_name, upy_exception, UPY_TYPE_IS_EXCEPTION | UPY_TYPE_EQ_IDENTITY),                       \
        .base = &upy_type_##base_name, .slots = &upy_exception_slots,                                                  \
        .attributes = SECOND_OF(0 ATTRIBUTES_##python_name)};
#include "core/types/exceptions.def"
#undef EXCEPTION

// errno.errorcode: the names by their numbers.
#define ERRNO(name, number, class_name) {UPY_SMALL_INT(number), UPY_NAME(name)},
static const upy_pair errno_pairs[] = {
#include "core/types/errno.def"
};
#undef ERRNO
const UPY_DEFINE_TABLE(upy_errno_names, errno_pairs);

static const upy_type *const errno_classes[] = {
// in the same order
#define ERRNO(name, number, class_name) &upy_type_##class_name,
#include "core/types/errno.def"
#undef ERRNO
};

const char *upy_errno_name(intptr_t number) {
    upy_value name = upy_dict_get(&upy_errno_names, upy_new_int(number));
    return name ? upy_str_data(name) : NULL;
}

intptr_t upy_exception_errno(upy_value exception) {
    upy_value first = upy_exception_value(exception);
    return upy_is_small_int(first) ? upy_small_int_value(first) : 0;
}

// "no module named …" is the one kind of ImportError that stands for ModuleNotFoundError.
static bool says_module_is_missing(upy_value exception) {
    static const char start[] = "no module named ";
    const upy_exception *e = (const upy_exception *)exception;
    return e->n_args && upy_is_str(e->args[0]) && upy_str_length(e->args[0]) >= sizeof start - 1 &&
           memcmp(upy_str_data(e->args[0]), start, sizeof start - 1) == 0;
}

bool upy_exception_matches_type(upy_value exception, const upy_type *type) {
    const upy_type *own = upy_type_of(exception);
    if (own == type || upy_is_subtype(own, type)) {
        return true;
    }
    if (own == &upy_type_OSError) {
        intptr_t number = upy_is_subtype(type, &upy_type_OSError) ? upy_exception_errno(exception) : 0;
        for (size_t i = 0; i < UPY_COUNT_OF(errno_classes); i++) {
            if (upy_small_int_value(errno_pairs[i].key) == number) {
                return upy_is_subtype(errno_classes[i], type);
            }
        }
        return false;
    }
    return type == &upy_type_ModuleNotFoundError && own == &upy_type_ImportError && says_module_is_missing(exception);
}

bool upy_exception_matches(upy_value exception, upy_value class_or_tuple) {
    if (upy_has_layout(class_or_tuple, UPY_TYPE_TUPLE_BASED)) {
        upy_check_stack();
        upy_tuple *t = upy_as_tuple(class_or_tuple);
        for (size_t i = 0; i < t->length; i++) {
            if (upy_exception_matches(exception, t->items[i])) {
                return true;
            }
        }
        return false;
    }
    if (!upy_is_type(class_or_tuple) || !(((const upy_type *)class_or_tuple)->flags & UPY_TYPE_IS_EXCEPTION)) {
        upy_raise_type("catching classes that do not inherit from BaseException is not allowed");
    }
    return upy_exception_matches_type(exception, (const upy_type *)class_or_tuple);
}

upy_value upy_exception_instance(upy_value class_or_instance) {
    if (upy_is_exception(class_or_instance)) {
        return class_or_instance;
    }
    if (upy_is_type(class_or_instance) && (((const upy_type *)class_or_instance)->flags & UPY_TYPE_IS_EXCEPTION)) {
        upy_value made = upy_call_0(class_or_instance);
        if (upy_is_exception(made)) {
            return made;
        }
    }
    upy_raise_type("exceptions must derive from BaseException");
}

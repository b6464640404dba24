// isinstance_small.c — isinstance() and issubclass() of the smallest level: classes and tuples of classes.
#include "core/object/raise.h"
#include "core/types/containers.h"

static bool is_any(const upy_type *type, upy_value class_or_tuple) {
    if (upy_has_layout(class_or_tuple, UPY_TYPE_TUPLE_BASED)) {
        const upy_tuple *t = upy_as_tuple(class_or_tuple);
        upy_check_stack();
        for (size_t i = 0; i < t->length; i++) {
            if (is_any(type, t->items[i])) {
                return true;
            }
        }
        return false;
    }
    if (!upy_is_type(class_or_tuple)) {
        upy_raise_type("arg 2 must be a class or a tuple of classes");
    }
    return upy_is_subtype(type, (const upy_type *)class_or_tuple);
}

bool upy_is_instance_of(upy_value v, upy_value class_or_tuple) { return is_any(upy_type_of(v), class_or_tuple); }

bool upy_is_subclass_of(upy_value class_value, upy_value class_or_tuple) {
    if (!upy_is_type(class_value)) {
        upy_raise_type("issubclass() arg 1 must be a class");
    }
    return is_any((const upy_type *)class_value, class_or_tuple);
}

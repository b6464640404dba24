// isinstance.c — isinstance() and issubclass() for C code: classes, nested tuples, unions, and classes whose
// metaclass decides.
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"

typedef struct test {
    upy_value subject;
    upy_value hook;      // __instancecheck__ or __subclasscheck__
    const char *message; // for a second argument that is no class
    bool is_instance;
} test;

#if UPY_LEVEL >= UPY_LEVEL_FULL
const upy_type *upy_claimed_class(upy_value v) {
    const upy_type *type = upy_type_of(v);
    if (!upy_type_is_class(type) ||
        (!(type->flags & UPY_TYPE_HAS_GETATTRIBUTE) && upy_type_lookup(type, UPY_NAME(__class__)) == UPY_NULL)) {
        return NULL;
    }
    upy_value claimed = upy_get_attribute_or_null(v, UPY_NAME(__class__));
    return claimed != UPY_NULL && upy_is_type(claimed) ? (const upy_type *)claimed : NULL;
}
#endif

static bool plain_test(const test *t, const upy_type *cls) {
    if (!t->is_instance) {
        return upy_is_subtype((const upy_type *)t->subject, cls);
    }
    if (upy_is_subtype(upy_type_of(t->subject), cls)) {
        return true;
    }
    if (upy_is_exception(t->subject)) { // an OSError is also an instance of the class of its errno
        return upy_exception_matches_type(t->subject, cls);
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    const upy_type *claimed = upy_claimed_class(t->subject);
    return claimed && upy_is_subtype(claimed, cls);
#else // of proxies boards know nothing
    return false;
#endif
}

static bool check(const test *t, upy_value cls) {
    size_t n;
    upy_value *items;
    if (upy_has_layout(cls, UPY_TYPE_TUPLE_BASED) && upy_get_items(cls, &n, &items)) {
        upy_check_stack();
        for (size_t i = 0; i < n; i++) {
            if (check(t, items[i])) {
                return true;
            }
        }
        return false;
    }
    if (upy_is_type(cls)) {
        // Only a metaclass made by the program can define the hook.
        upy_value pair[2];
        if (UPY_LEVEL >= UPY_LEVEL_FULL && upy_type_of(cls) != &upy_type_type && upy_get_special(cls, t->hook, pair)) {
            return upy_is_true(upy_call_method(pair, 1, 0, &t->subject));
        }
        return plain_test(t, (const upy_type *)cls);
    }
    upy_value members = upy_get_attribute_or_null(cls, UPY_NAME(__args__)); // X | Y
    if (members != UPY_NULL && upy_is_exactly(members, &upy_type_tuple) &&
        upy_get_attribute_or_null(cls, UPY_NAME(__origin__)) == UPY_NULL) {
        upy_check_stack();
        for (size_t i = 0; i < upy_as_tuple(members)->length; i++) {
            upy_value member = upy_as_tuple(members)->items[i];
            if (check(t, member == UPY_NONE ? (upy_value)&upy_type_none : member)) {
                return true;
            }
        }
        return false;
    }
    upy_value pair[2];
    if (UPY_LEVEL >= UPY_LEVEL_FULL && upy_get_special(cls, t->hook, pair)) {
        return upy_is_true(upy_call_method(pair, 1, 0, &t->subject));
    }
    upy_raise_type("%s", t->message);
}

bool upy_is_instance_of(upy_value v, upy_value class_or_tuple) {
    if (upy_is_type(class_or_tuple) && upy_type_of(v) == (const upy_type *)class_or_tuple) {
        return true;
    }
    test t = {v, UPY_NAME(__instancecheck__), "isinstance() arg 2 must be a class or a tuple of classes", true};
    return check(&t, class_or_tuple);
}

bool upy_is_subclass_of(upy_value class_value, upy_value class_or_tuple) {
    if (!upy_is_type(class_value)) {
        upy_raise_type("issubclass() arg 1 must be a class");
    }
    test t = {class_value, UPY_NAME(__subclasscheck__), "issubclass() arg 2 must be a class or a tuple of classes",
              false};
    return check(&t, class_or_tuple);
}

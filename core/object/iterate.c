// iterate.c — iter() and next() for any value.
#include "core/object/class.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/object/types_interface.h"

upy_value upy_iter(upy_value iterable) {
    const upy_type *type = upy_type_of(iterable);
    if (type->slots->iter) {
        upy_value iterator = type->slots->iter(iterable);
        if (iterator != UPY_NULL) {
            return iterator;
        }
    }
    // The old protocol: __getitem__ with 0, 1, 2 … until IndexError.
    if (upy_type_is_class(type) && upy_type_lookup(type, UPY_NAME(__getitem__)) != UPY_NULL &&
        upy_type_lookup(type, UPY_NAME(__iter__)) != UPY_NONE) {
        return upy_new_sequence_iterator(iterable);
    }
    upy_raise_type("'%T' object isn't iterable", iterable);
}

upy_value upy_next(upy_value iterator) {
    const upy_type *type = upy_type_of(iterator);
    if (UPY_UNLIKELY(!type->slots->next)) {
        upy_raise_type("'%T' object isn't an iterator", iterator);
    }
    UPY->stop_value = UPY_NULL;
    upy_check_interrupt();
    return type->slots->next(iterator);
}

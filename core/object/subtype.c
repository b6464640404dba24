// subtype.c — "derives from", without hooks: the MRO of classes, the base chain of native types.
#include "core/object/class.h"
#include "core/object/tuple.h"

bool upy_is_subtype(const upy_type *type, const upy_type *base) {
    if (type == base || base == &upy_type_object) {
        return true;
    }
    if (!upy_type_is_class(type)) {
        for (type = type->base; type != NULL; type = type->base) {
            if (type == base) {
                return true;
            }
        }
        return false;
    }
    upy_value mro = upy_as_class(type)->mro;
    if (mro == UPY_NULL) {
        return false; // still being made
    }
    const upy_tuple *order = (const upy_tuple *)mro;
    for (size_t i = 0; i < order->length; i++) {
        if (order->items[i] == (upy_value)base) {
            return true;
        }
    }
    return false;
}

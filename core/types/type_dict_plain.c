// type_dict_plain.c — Cls.__dict__ of small builds: a copy of the attributes that refuses changes. Larger ones have
// mapping_proxy.c.
#include "core/types/class.h"

upy_value upy_new_mapping_proxy_of_type(const upy_type *type) {
    upy_dict *copy = type->attributes ? upy_dict_copy(type->attributes) : upy_dict_new(0);
    copy->layout |= UPY_DICT_FIXED;
    return upy_from_dict(copy);
}

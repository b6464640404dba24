// left_out.c — stands in for types the smallest builds do not have.
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/number.h"

// super().__init__(…) in a class made from a built-in type.
static upy_value native_init(size_t n_args, size_t n_kw, const upy_value *args) {
    const upy_slots *slots = upy_type_native(upy_type_of(args[0]))->slots;
    if (slots->init != NULL) {
        slots->init(args[0], n_args - 1, n_kw, args + 1);
    }
    return UPY_NONE;
}
static const UPY_KEYWORD_METHOD(native_init_method, object, __init__, native_init, 1, UPY_ARGS_ANY);

// Otherwise built-in types have the methods of their tables only.
upy_value upy_synthesise_own_dunder(const upy_type *native, upy_value name) {
    return name == UPY_NAME(__init__) && native->slots->init != NULL ? (upy_value)&native_init_method : UPY_NULL;
}

upy_value upy_group_split(upy_value exception, upy_value class_or_tuple) {
    (void)exception, (void)class_or_tuple;
    upy_raise_not_implemented("except*");
}

upy_value upy_group_finish(upy_value original, upy_value parts) { return upy_group_split(original, parts); }

// type.__dict__: a copy instead of a view.
upy_value upy_new_mapping_proxy_of_type(const upy_type *type) {
    return upy_from_dict(type->attributes ? upy_dict_copy(type->attributes) : upy_dict_new(0));
}

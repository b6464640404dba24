// generic_parameters.c — type variables in list[T] and int | T, and what replaces them in list[T][int]. Level FULL.
//
// Type variables belong to module typing, which is written in Python: they are known by their attributes. One is what
// has __typing_subst__; a __typing_prepare_subst__ may rearrange all arguments first, so that a variable that stands
// for several types gets them as a tuple. Other generic types answer with __parameters__ and substitute in themselves.
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/generic.h"

static upy_value attribute_of(upy_value v, upy_value name) {
    return upy_is_type(v) ? UPY_NULL : upy_get_attribute_or_null(v, name);
}

static void add_once(upy_value list, upy_value v) {
    if (!upy_contains(list, v)) {
        upy_list_append(list, v);
    }
}

static upy_value parameters_of(upy_value v) {
    upy_value found = attribute_of(v, UPY_NAME(__parameters__));
    return found && upy_has_layout(found, UPY_TYPE_TUPLE_BASED) ? found : UPY_EMPTY_TUPLE;
}

upy_value upy_generic_parameters(upy_value args) {
    upy_value list = upy_new_list_with_capacity(0);
    for (size_t i = 0; i < upy_as_tuple(args)->length; i++) {
        upy_value arg = upy_as_tuple(args)->items[i];
        if (attribute_of(arg, UPY_NAME(__typing_subst__))) {
            add_once(list, arg);
            continue;
        }
        upy_tuple *inner = upy_as_tuple(parameters_of(arg));
        for (size_t k = 0; k < inner->length; k++) {
            add_once(list, inner->items[k]);
        }
    }
    return upy_to_tuple(list);
}

// *tuple[int, str] among the arguments counts as its members, unless there may be any number of them.
static upy_value with_unpacked(upy_value index) {
    upy_value list = upy_new_list_with_capacity(1);
    if (!upy_has_layout(index, UPY_TYPE_TUPLE_BASED)) {
        index = upy_new_tuple(1, &index);
    }
    for (size_t i = 0; i < upy_as_tuple(index)->length; i++) {
        upy_value item = upy_as_tuple(index)->items[i];
        upy_value members = attribute_of(item, UPY_NAME(__typing_unpacked_tuple_args__));
        bool is_known = members && upy_has_layout(members, UPY_TYPE_TUPLE_BASED);
        size_t n = is_known ? upy_as_tuple(members)->length : 0;
        if (is_known && (n == 0 || upy_as_tuple(members)->items[n - 1] != UPY_ELLIPSIS)) {
            upy_list_extend(list, members);
        } else {
            upy_list_append(list, item);
        }
    }
    return upy_to_tuple(list);
}

// One value per parameter.
static upy_value values_for(upy_value self, upy_value parameters, upy_value index) {
    size_t n = upy_as_tuple(parameters)->length;
    if (n == 0) {
        upy_raise_type("%r is not a generic class", self);
    }
    upy_value values = with_unpacked(index);
    for (size_t i = 0; i < n; i++) {
        upy_value args[2] = {self, values};
        upy_value prepare = attribute_of(upy_as_tuple(parameters)->items[i], UPY_NAME(__typing_prepare_subst__));
        if (prepare && prepare != UPY_NONE) {
            values = upy_to_tuple(upy_call(prepare, 2, 0, args));
        }
    }
    size_t given = upy_as_tuple(values)->length;
    if (given != n) {
        upy_raise_type("Too %s arguments for %r; actual %zu, expected %zu", given > n ? "many" : "few", self, given, n);
    }
    return values;
}

static upy_value value_of(upy_value parameter, upy_value parameters, upy_value values) {
    for (size_t i = 0; i < upy_as_tuple(parameters)->length; i++) {
        if (upy_equal(upy_as_tuple(parameters)->items[i], parameter)) {
            return upy_as_tuple(values)->items[i];
        }
    }
    return parameter;
}

// arg[…] with the values of the type variables in it.
static upy_value substitute_inside(upy_value arg, upy_value parameters, upy_value values) {
    upy_tuple *inner = upy_as_tuple(parameters_of(arg));
    if (inner->length == 0) {
        return arg;
    }
    upy_value list = upy_new_list_with_capacity(inner->length);
    for (size_t i = 0; i < inner->length; i++) {
        upy_value value = value_of(inner->items[i], parameters, values);
        bool is_several = upy_has_layout(value, UPY_TYPE_TUPLE_BASED) && upy_type_of(inner->items[i])->slots->iter;
        if (is_several) {
            upy_list_extend(list, value);
        } else {
            upy_list_append(list, value);
        }
    }
    return upy_get_item(arg, upy_to_tuple(list));
}

upy_value upy_generic_substitute(upy_value self, upy_value args, upy_value index) {
    upy_check_stack();
    upy_value parameters = upy_generic_parameters(args), values = values_for(self, parameters, index);
    upy_value list = upy_new_list_with_capacity(upy_as_tuple(args)->length);
    for (size_t i = 0; i < upy_as_tuple(args)->length; i++) {
        upy_value arg = upy_as_tuple(args)->items[i];
        upy_value unpacks = attribute_of(arg, UPY_NAME(__typing_is_unpacked_typevartuple__));
        upy_value substitute = attribute_of(arg, UPY_NAME(__typing_subst__));
        upy_value made = substitute ? upy_call_1(substitute, value_of(arg, parameters, values))
                                    : substitute_inside(arg, parameters, values);
        if (unpacks && upy_is_true(unpacks)) {
            upy_list_extend(list, made);
        } else {
            upy_list_append(list, made);
        }
    }
    return upy_to_tuple(list);
}

void upy_generic_remember(upy_value instance, upy_value alias) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_set_attribute(instance, UPY_NAME(__orig_class__), alias);
        upy_end_try(&jump);
    } else if (!upy_is_instance(jump.exception, &upy_type_Exception)) {
        upy_raise_unchanged(jump.exception);
    }
}

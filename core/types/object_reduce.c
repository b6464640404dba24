// object_reduce.c — objects taken apart, for copies and pickles: what object gives every class as __reduce_ex__,
// __reduce__ and __getstate__. Not on small builds.
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"

// __newobj__(cls, *args) = cls.__new__(cls, *args); programs know it by its name.
static upy_value new_object_again(size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value function = upy_get_attribute(args[0], UPY_NAME(__new__));
    return upy_call(function, n_args, n_kw, args);
}
static const UPY_KEYWORD_FUNCTION(new_object_function, __newobj__, new_object_again, 1, UPY_ARGS_ANY);

// (function, arguments) of the call that makes the object again, without its state.
static upy_value constructor_arguments(upy_value self) {
    upy_value cls = (upy_value)upy_type_of(self), pair[2], rest;
    if (upy_get_special(self, UPY_NAME(__getnewargs__), pair)) {
        rest = upy_call_method(pair, 0, 0, NULL);
        if (!upy_has_layout(rest, UPY_TYPE_TUPLE_BASED)) {
            upy_raise_type("__getnewargs__ should return a tuple, not '%T'", rest);
        }
    } else if (upy_has_layout(self, UPY_TYPE_TUPLE_BASED)) {
        upy_value plain = upy_new_tuple(upy_as_tuple(self)->length, upy_as_tuple(self)->items);
        rest = upy_new_tuple(1, &plain);
    } else if (upy_is_exactly(self, &upy_type_range)) {
        rest = upy_new_tuple(3, &((const upy_range *)self)->start);
    } else if (upy_is_exactly(self, &upy_type_slice)) {
        rest = upy_new_tuple(3, &((const upy_slice *)self)->start);
    } else if (upy_has_layout(self, UPY_TYPE_SET_BASED)) {
        upy_value items = upy_to_list(self);
        rest = upy_new_tuple(1, &items);
    } else if (upy_has_layout(self, UPY_TYPE_BYTES_BASED | UPY_TYPE_BYTEARRAY_BASED)) {
        upy_buffer_view view;
        upy_get_buffer(self, &view, UPY_BUFFER_READ);
        upy_value bytes = upy_new_bytes(view.data, view.length);
        rest = upy_new_tuple(1, &bytes);
    } else {
        upy_value exact = upy_exact_value_or_null(self);
        rest = exact ? upy_new_tuple(1, &exact) : UPY_EMPTY_TUPLE;
    }
    upy_value all = upy_new_tuple(upy_as_tuple(rest)->length + 1, NULL);
    upy_as_tuple(all)->items[0] = cls;
    for (size_t i = 0; i < upy_as_tuple(rest)->length; i++) {
        upy_store(all, &upy_as_tuple(all)->items[i + 1], upy_as_tuple(rest)->items[i]);
    }
    return all;
}

// What __slots__ of the classes hold, as a dict; None if there is nothing.
static upy_value slot_state(upy_value self) {
    upy_dict *state = NULL;
    upy_mro_walk walk;
    for (const upy_type *t = upy_mro_begin(&walk, upy_type_of(self)); t; t = upy_mro_next(&walk)) {
        upy_value names =
            upy_type_is_class(t) && t->attributes ? upy_dict_get_name(t->attributes, UPY_NAME(__slots__)) : UPY_NULL;
        if (!names) {
            continue;
        }
        names = upy_is_str(names) ? upy_new_tuple(1, &names) : upy_to_tuple(names);
        for (size_t i = 0; i < upy_as_tuple(names)->length; i++) {
            upy_value name = upy_intern_str(upy_str_check(upy_as_tuple(names)->items[i]));
            bool is_special = name == UPY_NAME(__dict__) || name == UPY_NAME(__weakref__);
            upy_value value = is_special ? UPY_NULL : upy_get_attribute_or_null(self, name);
            if (value) {
                state = state ? state : upy_dict_new(2);
                upy_dict_set_name(state, name, value);
            }
        }
    }
    return state ? upy_from_dict(state) : UPY_NONE;
}

static upy_value object_getstate(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value state = upy_get_attribute_or_null(args[0], UPY_NAME(__dict__));
    if (!state || !upy_has_layout(state, UPY_TYPE_DICT_BASED) || upy_dict_length((const upy_dict *)state) == 0) {
        state = UPY_NONE;
    }
    upy_value slots = slot_state(args[0]);
    if (slots == UPY_NONE) {
        return state;
    }
    upy_value both[2] = {state, slots};
    return upy_new_tuple(2, both);
}
const UPY_METHOD(upy_object_getstate_method, object, __getstate__, object_getstate, 1, 1);

// Objects with __getnewargs_ex__ are made with keywords. items: function and arguments; false: self has none.
static bool reduce_with_keywords(upy_value self, upy_value items[2]) {
    upy_value pair[2], parts[3] = {(upy_value)upy_type_of(self)};
    if (!upy_get_special(self, UPY_NAME(__getnewargs_ex__), pair)) {
        return false;
    }
    upy_value given = upy_call_method(pair, 0, 0, NULL);
    if (!upy_has_layout(given, UPY_TYPE_TUPLE_BASED) || upy_as_tuple(given)->length != 2) {
        upy_raise_type("__getnewargs_ex__ should return a tuple of length 2");
    }
    memcpy(parts + 1, upy_as_tuple(given)->items, 2 * sizeof parts[0]);
    items[0] = upy_get_attribute(upy_import_module("copyreg"), UPY_NAME(__newobj_ex__));
    items[1] = upy_new_tuple(3, parts);
    return true;
}

static upy_value object_reduce(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value self = args[0];
    const upy_type *type = upy_type_of(self), *native = upy_type_native(type);
    if (type->flags & UPY_TYPE_IS_EXCEPTION) {
        upy_value parts[3] = {(upy_value)type, upy_get_attribute(self, UPY_NAME(args)),
                              upy_get_attribute(self, UPY_NAME(__dict__))};
        bool has_state = upy_has_layout(parts[2], UPY_TYPE_DICT_BASED) && upy_dict_length(upy_as_dict(parts[2]));
        return upy_new_tuple(has_state ? 3 : 2, parts);
    }
    if (type == &upy_type_builtin) { // found by its name
        return upy_get_attribute(self, UPY_NAME(__name__));
    }
    if (self == UPY_ELLIPSIS || self == UPY_NOT_IMPLEMENTED) {
        return self == UPY_ELLIPSIS ? UPY_NAME(Ellipsis) : UPY_NAME(NotImplemented);
    }
    bool is_native = !upy_type_is_class(type);
    bool is_plain = type == &upy_type_object || type == &upy_type_range || type == &upy_type_slice;
    if (is_native && !is_plain && !upy_exact_value_or_null(self) && !(type->flags & UPY_TYPE_LAYOUT_MASK)) {
        upy_raise_type("cannot pickle '%q' object", type->name);
    }
    bool has_items = (type->flags & (UPY_TYPE_LIST_BASED | UPY_TYPE_DICT_BASED)) != 0;
    if (is_native && type != &upy_type_object && !has_items) { // calling the type is enough
        const upy_tuple *all = upy_as_tuple(constructor_arguments(self));
        upy_value parts[2] = {(upy_value)type, upy_new_tuple(all->length - 1, all->items + 1)};
        return upy_new_tuple(2, parts);
    }
    upy_value items[5] = {(upy_value)&new_object_function, UPY_NULL, UPY_NONE, UPY_NONE, UPY_NONE};
    if (is_native || !reduce_with_keywords(self, items)) {
        items[1] = constructor_arguments(self);
    }
    if (is_native && has_items) {
        items[0] = (upy_value)type;
        items[1] = UPY_EMPTY_TUPLE;
    } else if (!is_native && type->flags & (UPY_TYPE_SET_BASED | UPY_TYPE_BYTEARRAY_BASED)) {
        // Those are filled by __init__.
        const upy_tuple *all = upy_as_tuple(items[1]);
        upy_value parts[3] = {(upy_value)type, upy_new_tuple(all->length - 1, all->items + 1),
                              upy_call_method_named(self, UPY_NAME(__getstate__), 0, NULL)};
        return upy_new_tuple(3, parts);
    } else {
        items[2] = upy_call_method_named(self, UPY_NAME(__getstate__), 0, NULL);
    }
    if (native->flags & UPY_TYPE_LIST_BASED) {
        items[3] = upy_iter(self);
    }
    if (native->flags & UPY_TYPE_DICT_BASED) {
        items[4] = upy_iter(upy_call_method_named(self, UPY_NAME(items), 0, NULL));
    }
    return upy_new_tuple(5, items);
}
const UPY_METHOD(upy_object_reduce_method, object, __reduce__, object_reduce, 1, 1);

// A __reduce__ of the class goes first.
static upy_value object_reduce_ex(size_t n_args, const upy_value *args) {
    upy_value pair[2];
    if (upy_get_special(args[0], UPY_NAME(__reduce__), pair)) {
        return upy_call_method(pair, 0, 0, NULL);
    }
    bool is_old = upy_is_small_int(args[1]) && upy_small_int_value(args[1]) < 2;
    is_old = is_old && !upy_has_layout(args[0], UPY_TYPE_SET_BASED | UPY_TYPE_BYTEARRAY_BASED);
    if (is_old && upy_type_is_class(upy_type_of(args[0]))) {
        upy_value copyreg = upy_import_module("copyreg");
        return upy_call_method_named(copyreg, UPY_NAME(_reduce_ex), 2, args);
    }
    return object_reduce(n_args, args);
}
const UPY_METHOD(upy_object_reduce_ex_method, object, __reduce_ex__, object_reduce_ex, 2, 2);

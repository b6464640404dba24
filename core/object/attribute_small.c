// attribute_small.c — attributes at the smallest level, in place of attribute.c.
//
// Load of o.n, in this order: a property of the class; what o itself holds; anything else in the class, bound to o;
// __class__ and __dict__; __getattr__ of the class. For a type it is its MRO. Other hooks do not exist, and descriptors
// are the native ones.
#include "core/object/callable.h"
#include "core/object/class.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/object/types_interface.h"

static const upy_type *native_of(const upy_type *type) {
    return upy_type_is_class(type) ? upy_as_class(type)->native : type;
}

// The word with the attribute dict of an instance of a class with native base, or NULL. Exceptions keep theirs
// elsewhere.
static upy_dict **dict_word(upy_value object, const upy_type *type) {
    const uint32_t without = UPY_TYPE_IS_INSTANCE | UPY_TYPE_IS_EXCEPTION;
    return upy_type_is_class(type) && !(type->flags & without) ? upy_instance_dict_word(object) : NULL;
}

static bool is_property(upy_value found) {
    return found != UPY_NULL && !upy_type_is_class(upy_type_of(found)) && upy_type_of(found)->slots->descriptor_set;
}

void upy_raise_attribute(upy_value object, upy_value name) {
    upy_raise_new(&upy_type_AttributeError, "'%T' object has no attribute '%q'", object, name);
}

upy_value upy_bind(upy_value found, upy_value instance, const upy_type *owner) {
    const upy_type *type = upy_type_of(found);
    if (type->flags & UPY_TYPE_BINDS_SELF) {
        return instance != UPY_NULL ? upy_new_bound_method(found, instance) : found;
    }
    return !upy_type_is_class(type) && type->slots->descriptor_get ? type->slots->descriptor_get(found, instance, owner)
                                                                   : found;
}

// What to call and what to pass first: no bound method is made for functions and native methods.
static void bind_as_pair(upy_value found, upy_value instance, const upy_type *owner, upy_value pair[2]) {
    pair[0] = found;
    pair[1] = instance;
    if (!(upy_type_of(found)->flags & UPY_TYPE_BINDS_SELF) &&
        !(upy_is_exactly(found, &upy_type_builtin) && ((const upy_builtin *)found)->kind == UPY_BUILTIN_METHOD)) {
        pair[0] = upy_bind(found, instance, owner);
        pair[1] = UPY_NULL;
    }
}

bool upy_get_special(upy_value object, upy_value name, upy_value pair[2]) {
    const upy_type *type = upy_type_of(object);
    upy_value found = upy_type_lookup(type, name);
    if (found != UPY_NULL) {
        bind_as_pair(found, object, type, pair);
    }
    return found != UPY_NULL;
}

// ---- Loading ---------------------------------------------------------------------------------

static upy_value load_own(upy_value object, const upy_type *type, upy_value name) {
    if (type->flags & UPY_TYPE_IS_INSTANCE) {
        return upy_instance_get((upy_instance *)object, name);
    }
    const upy_slots *slots = native_of(type)->slots;
    upy_value found = slots->attribute ? slots->attribute(object, name, UPY_MARK_LOAD) : UPY_NULL;
    upy_dict **word = found == UPY_NULL ? dict_word(object, type) : NULL;
    return word && *word ? upy_dict_get_name(*word, name) : found;
}

upy_value upy_object_get_attribute_or_null(upy_value object, upy_value name) {
    const upy_type *type = upy_type_of(object);
    upy_value found;
    if (upy_is_type(object)) {
        const upy_type *owner = (const upy_type *)object;
        found = upy_type_lookup(owner, name);
        if (found != UPY_NULL) {
            return upy_bind(found, UPY_NULL, owner);
        }
    }
    found = upy_type_lookup(type, name);
    upy_value own = is_property(found) ? UPY_NULL : load_own(object, type, name);
    if (own != UPY_NULL || found != UPY_NULL) {
        return own != UPY_NULL ? own : upy_bind(found, object, type);
    }
    if (name == UPY_NAME(__class__)) {
        return (upy_value)type;
    }
    return name == UPY_NAME(__dict__) && type->flags & UPY_TYPE_IS_INSTANCE
               ? (upy_value)upy_instance_to_dict((upy_instance *)object)
               : UPY_NULL;
}

static upy_value load(upy_value object, upy_value name) {
    upy_value found = upy_object_get_attribute_or_null(object, name), pair[2];
    return found == UPY_NULL && upy_get_special(object, UPY_NAME(__getattr__), pair)
               ? upy_call_method(pair, 1, 0, &name)
               : found;
}

upy_value upy_get_attribute(upy_value object, upy_value name) {
    upy_value found = load(object, name);
    if (found == UPY_NULL) {
        upy_raise_attribute(object, name);
    }
    return found;
}

upy_value upy_get_attribute_or_null(upy_value object, upy_value name) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_value found = load(object, name);
        upy_end_try(&jump);
        return found;
    }
    if (!upy_is_instance(jump.exception, &upy_type_AttributeError)) {
        upy_raise_unchanged(jump.exception);
    }
    return UPY_NULL;
}

void upy_get_method(upy_value object, upy_value name, upy_value pair[2]) {
    const upy_type *type = upy_type_of(object);
    upy_value found = upy_is_type(object) ? UPY_NULL : upy_type_lookup(type, name);
    if (found != UPY_NULL && !is_property(found) && load_own(object, type, name) == UPY_NULL) {
        bind_as_pair(found, object, type, pair);
        return;
    }
    pair[0] = upy_get_attribute(object, name);
    pair[1] = UPY_NULL;
}

bool upy_get_method_or_null(upy_value object, upy_value name, upy_value pair[2]) {
    pair[0] = upy_get_attribute_or_null(object, name);
    pair[1] = UPY_NULL;
    return pair[0] != UPY_NULL;
}

// ---- Storing and deleting --------------------------------------------------------------------

static void store_in_dict(upy_dict *d, upy_value object, upy_value name, upy_value value) {
    if (value != UPY_MARK_DELETE) {
        upy_dict_set_name(d, name, value);
    } else if (upy_dict_remove(d, name) == UPY_NULL) {
        upy_raise_attribute(object, name);
    }
}

void upy_set_attribute(upy_value object, upy_value name, upy_value value) {
    const upy_type *type = upy_type_of(object);
    upy_value in_class = upy_type_lookup(type, name);
    if (upy_is_type(object)) {
        const upy_type *cls = (const upy_type *)object;
        if (!upy_type_is_class(cls)) {
            upy_raise_attribute(object, name);
        }
        upy_class_attribute_changed(upy_as_class(cls), name);
        store_in_dict((upy_dict *)(uintptr_t)cls->attributes, object, name, value);
        UPY->epoch++;
        return;
    }
    if (is_property(in_class)) {
        upy_type_of(in_class)->slots->descriptor_set(in_class, object, value);
        return;
    }
    if (type->flags & UPY_TYPE_IS_INSTANCE) {
        if (value != UPY_MARK_DELETE) {
            upy_instance_set((upy_instance *)object, name, value);
        } else if (!upy_instance_delete((upy_instance *)object, name)) {
            upy_raise_attribute(object, name);
        }
        return;
    }
    const upy_slots *slots = native_of(type)->slots;
    if (slots->attribute && slots->attribute(object, name, value) != UPY_NULL) {
        return;
    }
    upy_dict **word = dict_word(object, type);
    if (word == NULL) {
        upy_raise_attribute(object, name);
    }
    if (*word == NULL) {
        upy_dict *d = upy_dict_new(0);
        upy_store(object, (upy_value *)(void *)word, (upy_value)d);
    }
    store_in_dict(*word, object, name, value);
}

void upy_delete_attribute(upy_value object, upy_value name) { upy_set_attribute(object, name, UPY_MARK_DELETE); }

upy_value upy_attribute_name(upy_value v) {
    if (!upy_is_str(v)) {
        upy_raise_type("expected str, not %T", v);
    }
    return upy_intern_str(v);
}

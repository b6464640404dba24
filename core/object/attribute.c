// attribute.c — loading, storing and deleting attributes.
//
// Load of o.n, in this order:
//     1. data descriptor in the class of o
//     2. what o itself holds: slots of its shape, its __dict__, the attribute slot of its native type
//     3. anything else in the class, bound to o
//     4. __class__, __dict__, and special methods that a native type has only as slots
//     5. `_C__n` once more as `__n`, because private names are not mangled here
//     6. __getattr__ of the class
// For a type T the metaclass plays the class, and 2 is the MRO of T, bound to nothing. A class with
// __getattribute__, __setattr__ or __delattr__ of its own is asked instead.
//
// Finding a method to call makes no bound method: the pair (function, self) is handed out.
#include "core/object/callable.h"
#include "core/object/class.h"
#include "core/object/state.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/types_interface.h"

// The type that knows the native part of instances of `type`; NULL for classes without native base.
static inline const upy_type *native_of(const upy_type *type) {
    return upy_type_is_class(type) ? upy_as_class(type)->native : type;
}

// The word with the attribute dict of an instance of a class with native base, or NULL. Exceptions keep theirs
// elsewhere.
static upy_dict **dict_word(upy_value object, const upy_type *type) {
    const uint32_t without = UPY_TYPE_IS_INSTANCE | UPY_TYPE_IS_EXCEPTION | UPY_TYPE_TYPE_BASED;
    return (type->flags & UPY_TYPE_IS_CLASS) && !(type->flags & without) ? upy_instance_dict_word(object) : NULL;
}

static bool is_dunder(upy_value name) {
    size_t n = upy_str_length(name);
    const char *s = upy_str_data(name);
    return n > 4 && s[0] == '_' && s[1] == '_' && s[n - 1] == '_' && s[n - 2] == '_';
}

void upy_raise_attribute(upy_value object, upy_value name) {
    if (upy_is_type(object)) {
        upy_raise_about(&upy_type_AttributeError, name, object, "type object '%q' has no attribute '%q'",
                        ((const upy_type *)object)->name, name);
    }
    if (upy_visible_type_of(object) == &upy_type_module) {
        upy_value module_name = upy_dict_get_name(((const upy_module *)object)->globals, UPY_NAME(__name__));
        upy_raise_about(&upy_type_AttributeError, name, object, "module '%v' has no attribute '%q'",
                        module_name != UPY_NULL ? module_name : UPY_NONE, name);
    }
    upy_raise_about(&upy_type_AttributeError, name, object, "'%T' object has no attribute '%q'", object, name);
}

// ---- Descriptors and binding -----------------------------------------------------------------

// The attribute slot of what is native in object, an instance of type.
static upy_value ask_native(upy_value object, const upy_type *type, upy_value name, upy_value value) {
    const upy_type *native = native_of(type);
    return native && native->slots->attribute ? native->slots->attribute(object, name, value) : UPY_NULL;
}

static bool is_data_descriptor(upy_value found) {
    const upy_type *type = upy_type_of(found);
    if (upy_type_is_class(type)) {
        if (upy_type_lookup(type, UPY_NAME(__set__)) != UPY_NULL ||
            upy_type_lookup(type, UPY_NAME(__delete__)) != UPY_NULL) {
            return true;
        }
        type = upy_as_class(type)->native;
    }
    return type && type->slots->descriptor_set;
}

// A data descriptor that only stores or deletes leaves loading to what the object itself holds.
static bool hides_own_value(upy_value found) {
    if (!is_data_descriptor(found)) {
        return false;
    }
    const upy_type *type = upy_type_of(found), *native = native_of(type);
    return (native && native->slots->descriptor_get) ||
           (upy_type_is_class(type) && upy_type_lookup(type, UPY_NAME(__get__)) != UPY_NULL);
}

upy_value upy_bind(upy_value found, upy_value instance, const upy_type *owner) {
    if (!upy_is_object(found)) {
        return found;
    }
    const upy_type *type = upy_type_of(found);
    if (type->flags & UPY_TYPE_BINDS_SELF) {
        return instance != UPY_NULL ? upy_new_bound_method(found, instance) : found;
    }
    if (upy_type_is_class(type)) {
        upy_value pair[2];
        if (upy_get_special(found, UPY_NAME(__get__), pair)) {
            upy_value args[2] = {instance != UPY_NULL ? instance : UPY_NONE, (upy_value)owner};
            return upy_call_method(pair, 2, 0, args);
        }
        type = upy_as_class(type)->native;
    }
    return type && type->slots->descriptor_get ? type->slots->descriptor_get(found, instance, owner) : found;
}

// What to call and what to pass first, for the values that classes mostly hold. false: found is something else.
static bool bind_as_pair(upy_value found, upy_value instance, const upy_type *owner, upy_value pair[2]) {
    if (!upy_is_object(found)) {
        return false;
    }
    const upy_type *type = upy_type_of(found);
    pair[0] = found;
    pair[1] = UPY_NULL;
    if (type->flags & UPY_TYPE_BINDS_SELF) {
        pair[1] = instance;
        return true;
    }
    if (type == &upy_type_builtin) {
        unsigned kind = ((const upy_builtin *)found)->kind;
        if (kind == UPY_BUILTIN_METHOD) {
            pair[1] = instance;
        } else if (kind == UPY_BUILTIN_CLASS_METHOD) {
            pair[1] = (upy_value)owner;
        }
        return true;
    }
    if (type == &upy_type_staticmethod) {
        pair[0] = ((const upy_wrapper *)found)->function;
        return true;
    }
    if (type == &upy_type_classmethod) {
        upy_value function = ((const upy_wrapper *)found)->function;
        if (upy_type_of(function)->flags & UPY_TYPE_BINDS_SELF) {
            pair[0] = function;
            pair[1] = (upy_value)owner;
            return true;
        }
    }
    return false;
}

void upy_bind_pair(upy_value found, upy_value instance, const upy_type *owner, upy_value pair[2]) {
    if (!bind_as_pair(found, instance, owner, pair)) {
        pair[0] = upy_bind(found, instance, owner);
        pair[1] = UPY_NULL;
    }
}

bool upy_get_special(upy_value object, upy_value name, upy_value pair[2]) {
    const upy_type *type = upy_type_of(object);
    upy_value found = upy_type_lookup(type, name);
    if (found == UPY_NULL) {
        return false;
    }
    upy_bind_pair(found, object, type, pair);
    return true;
}

// ---- Loading ---------------------------------------------------------------------------------

static upy_value load_own(upy_value object, const upy_type *type, upy_value name) {
    if (type->flags & UPY_TYPE_IS_INSTANCE) {
        return upy_instance_get((upy_instance *)object, name);
    }
    upy_value found = ask_native(object, type, name, UPY_MARK_LOAD);
    if (found != UPY_NULL) {
        return found;
    }
    upy_dict **word = dict_word(object, type);
    return word && *word ? upy_dict_get_name(*word, name) : UPY_NULL;
}

// The attribute dict of an instance of a class with native base, made when first needed.
static upy_dict *own_dict(upy_value object) {
    upy_dict **word = upy_instance_dict_word(object);
    if (!*word) {
        upy_dict *d = upy_dict_new(0);
        upy_store(object, (upy_value *)(void *)word, (upy_value)d);
    }
    return *word;
}

static upy_value load_dict(upy_value object, const upy_type *type) {
    if (type->flags & UPY_TYPE_IS_INSTANCE) {
        return type->flags & UPY_TYPE_HAS_SLOTS_ONLY ? UPY_NULL
                                                     : (upy_value)upy_instance_to_dict((upy_instance *)object);
    }
    return dict_word(object, type) && !(type->flags & UPY_TYPE_HAS_SLOTS_ONLY) ? (upy_value)own_dict(object) : UPY_NULL;
}

// The method behind a slot of a native type, for those who ask for it by name.
static upy_value find_synthetic(const upy_type *type, upy_value name) {
#if UPY_FULL_DATA_MODEL
    if (is_dunder(name)) {
        const upy_type *native = native_of(type);
        return upy_synthesise_dunder(native ? native : &upy_type_object, name);
    }
#endif
    (void)type, (void)name;
    return UPY_NULL;
}

static upy_value load_from_type(upy_value object, upy_value name) {
    const upy_type *type = (const upy_type *)object, *metaclass = upy_type_of(object);
    upy_value in_metaclass = upy_type_lookup(metaclass, name);
    if (in_metaclass != UPY_NULL && hides_own_value(in_metaclass)) {
        return upy_bind(in_metaclass, object, metaclass);
    }
    if (name == UPY_NAME(__class__)) {
        return (upy_value)metaclass;
    }
    upy_value found = ask_native(object, metaclass, name, UPY_MARK_LOAD);
    if (found != UPY_NULL) {
        return found;
    }
    found = upy_type_lookup(type, name);
    found = found != UPY_NULL ? found : find_synthetic(type, name);
    if (found != UPY_NULL) {
        return upy_bind(found, UPY_NULL, type);
    }
    found = in_metaclass != UPY_NULL ? in_metaclass : find_synthetic(metaclass, name);
    return found != UPY_NULL ? upy_bind(found, object, metaclass) : UPY_NULL;
}

static upy_value load(upy_value object, upy_value name) {
    if (upy_is_type(object)) {
        return load_from_type(object, name);
    }
    const upy_type *type = upy_type_of(object);
    upy_value in_class = upy_type_lookup(type, name);
    if (in_class != UPY_NULL && hides_own_value(in_class)) {
        return upy_bind(in_class, object, type);
    }
    upy_value own = load_own(object, type, name);
    if (own != UPY_NULL) {
        return own;
    }
    if (in_class != UPY_NULL) {
        return upy_bind(in_class, object, type);
    }
    if (name == UPY_NAME(__class__)) {
        return (upy_value)upy_visible_type_of(object);
    }
    if (name == UPY_NAME(__dict__)) {
        return load_dict(object, type);
    }
    upy_value method = find_synthetic(type, name);
    return method != UPY_NULL ? upy_bind(method, object, type) : UPY_NULL;
}

// `__x` for a name of the form `_C__x`, if that is a name at all.
upy_value upy_without_class_prefix(upy_value name) {
    const char *s = upy_str_data(name);
    size_t n = upy_str_length(name);
    if (n < 5 || s[0] != '_' || s[1] == '_' || (s[n - 1] == '_' && s[n - 2] == '_')) {
        return UPY_NULL;
    }
    for (size_t i = 2; i + 2 < n; i++) {
        if (s[i] == '_' && s[i + 1] == '_') {
            return upy_find_name(s + i, n - i);
        }
    }
    return UPY_NULL;
}

upy_value upy_attribute_name(upy_value v) {
    if (!upy_is_str(v)) {
        upy_raise_type("attribute name must be string, not '%T'", v);
    }
    return upy_intern_str(v);
}

upy_value upy_object_get_attribute_or_null(upy_value object, upy_value name) {
    upy_value found = load(object, name);
    if (found != UPY_NULL) {
        return found;
    }
    upy_value plain = upy_without_class_prefix(name);
    return plain != UPY_NULL ? load(object, plain) : UPY_NULL;
}

static upy_value call_special(upy_value object, upy_value special, upy_value name) {
    upy_value pair[2];
    return upy_get_special(object, special, pair) ? upy_call_method(pair, 1, 0, &name) : UPY_NULL;
}

static upy_value load_through_getattribute(upy_value object, upy_value name) {
    if (UPY_UNLIKELY(upy_type_of(object)->flags & UPY_TYPE_HAS_GETATTRIBUTE)) {
        return call_special(object, UPY_NAME(__getattribute__), name);
    }
    return upy_object_get_attribute_or_null(object, name);
}

// Like `get`, but an AttributeError counts as absence.
static upy_value load_quietly(upy_value (*get)(upy_value, upy_value), upy_value object, upy_value name) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_value found = get(object, name);
        upy_end_try(&jump);
        return found;
    }
    if (!upy_is_instance(jump.exception, &upy_type_AttributeError)) {
        upy_raise_unchanged(jump.exception);
    }
    return UPY_NULL;
}

// With all hooks. UPY_NULL if absent; AttributeErrors of user code come through.
static upy_value load_with_hooks(upy_value object, upy_value name) {
    if (UPY_LIKELY(!(upy_type_of(object)->flags & UPY_TYPE_HAS_GETATTR))) {
        return load_through_getattribute(object, name);
    }
    upy_value found = load_quietly(load_through_getattribute, object, name);
    return found != UPY_NULL ? found : call_special(object, UPY_NAME(__getattr__), name);
}

upy_value upy_get_attribute(upy_value object, upy_value name) {
    upy_value found = load_with_hooks(object, name);
    if (UPY_UNLIKELY(found == UPY_NULL)) {
        upy_raise_attribute(object, name);
    }
    return found;
}

upy_value upy_get_attribute_or_null(upy_value object, upy_value name) {
    return load_quietly(load_with_hooks, object, name);
}

// The usual cases of object.name(…), without making a bound method. false: take the long way.
static bool find_method(upy_value object, upy_value name, upy_value pair[2]) {
    const upy_type *type = upy_type_of(object);
    if (type->flags & UPY_TYPE_HAS_GETATTRIBUTE) {
        return false;
    }
    if (type->flags & UPY_TYPE_TYPE_BASED) {
        if (type != &upy_type_type || is_dunder(name) || upy_type_lookup(type, name) != UPY_NULL) {
            return false;
        }
        const upy_type *owner = (const upy_type *)object;
        upy_value found = upy_type_lookup(owner, name);
        return found != UPY_NULL && bind_as_pair(found, UPY_NULL, owner, pair);
    }
    upy_value found = upy_type_lookup(type, name);
    if (found == UPY_NULL || !bind_as_pair(found, object, type, pair)) {
        return false;
    }
    upy_value own = load_own(object, type, name);
    if (own != UPY_NULL) {
        pair[0] = own;
        pair[1] = UPY_NULL;
    }
    return true;
}

void upy_get_method(upy_value object, upy_value name, upy_value pair[2]) {
    if (!find_method(object, name, pair)) {
        pair[0] = upy_get_attribute(object, name);
        pair[1] = UPY_NULL;
    }
}

bool upy_get_method_or_null(upy_value object, upy_value name, upy_value pair[2]) {
    if (find_method(object, name, pair)) {
        return true;
    }
    pair[0] = upy_get_attribute_or_null(object, name);
    pair[1] = UPY_NULL;
    return pair[0] != UPY_NULL;
}

// ---- Storing and deleting --------------------------------------------------------------------

bool upy_store_through(upy_value descriptor, upy_value object, upy_value name, upy_value value) {
    if (descriptor == UPY_NULL || !is_data_descriptor(descriptor)) {
        return false;
    }
    const upy_type *type = upy_type_of(descriptor);
    bool is_delete = value == UPY_MARK_DELETE;
    upy_value pair[2], args[2] = {object, value};
    if (upy_type_is_class(type) &&
        upy_get_special(descriptor, is_delete ? UPY_NAME(__delete__) : UPY_NAME(__set__), pair)) {
        upy_call_method(pair, is_delete ? 1 : 2, 0, args);
        return true;
    }
    type = native_of(type);
    if (!type || !type->slots->descriptor_set || !type->slots->descriptor_set(descriptor, object, value)) {
        upy_raise_attribute(object, name);
    }
    return true;
}

static void store_in_dict(upy_dict *attributes, upy_value object, upy_value name, upy_value value) {
    if (value != UPY_MARK_DELETE) {
        upy_dict_set_name(attributes, name, value);
    } else if (upy_dict_remove(attributes, name) == UPY_NULL) {
        upy_raise_attribute(object, name);
    }
}

// Classes with UPY_TYPE_HAS_SLOTS_ONLY: name is in the __slots__ of some class of the MRO. Those are tuples of names.
static bool has_declared_slot(const upy_type *type, upy_value name) {
    const upy_tuple *mro = (const upy_tuple *)upy_as_class(type)->mro;
    for (size_t i = 0; i < mro->length; i++) {
        const upy_dict *attributes = ((const upy_type *)mro->items[i])->attributes;
        upy_value slots = attributes ? upy_dict_get_name(attributes, UPY_NAME(__slots__)) : UPY_NULL;
        if (slots == UPY_NULL || !upy_has_layout(slots, UPY_TYPE_TUPLE_BASED)) {
            continue;
        }
        for (size_t k = 0; k < ((const upy_tuple *)slots)->length; k++) {
            if (((const upy_tuple *)slots)->items[k] == name) {
                return true;
            }
        }
    }
    return false;
}

static void change_class(upy_value object, upy_value class_value) {
    const upy_type *from = upy_type_of(object), *to = (const upy_type *)class_value;
    if (!upy_is_type(class_value)) {
        upy_raise_type("__class__ must be set to a class, not '%T' object", class_value);
    }
    if (!upy_type_is_class(from) || !upy_type_is_class(to)) {
        upy_raise_type("__class__ assignment only supported for mutable types");
    }
    if (native_of(from) != native_of(to)) {
        upy_raise_type("__class__ assignment: '%q' object layout differs from '%q'", to->name, from->name);
    }
    if (from->flags & UPY_TYPE_IS_INSTANCE) {
        upy_instance_to_dict((upy_instance *)object); // its shape belongs to the old class
    }
    ((upy_object *)object)->type = to;
}

static void store_in_instance(upy_value object, const upy_type *type, upy_value name, upy_value value) {
    upy_instance *instance = (upy_instance *)object;
    if (value == UPY_MARK_DELETE) {
        if (!upy_instance_delete(instance, name)) {
            upy_raise_attribute(object, name);
        }
        return;
    }
    bool has_slots_only = (type->flags & UPY_TYPE_HAS_SLOTS_ONLY) != 0;
    if (name == UPY_NAME(__dict__) && !has_slots_only) {
        if (!upy_has_layout(value, UPY_TYPE_DICT_BASED)) {
            upy_raise_type("__dict__ must be set to a dictionary, not a '%T'", value);
        }
        upy_instance_replace_dict(instance, (upy_dict *)value);
        return;
    }
    if (has_slots_only && upy_instance_get(instance, name) == UPY_NULL && !has_declared_slot(type, name)) {
        upy_value plain = upy_without_class_prefix(name);
        if (plain == UPY_NULL || !has_declared_slot(type, plain)) {
            upy_raise_attribute(object, name);
        }
        name = plain;
    }
    upy_instance_set(instance, name, value);
}

// Inline caches rely on what kind of value a class attribute is, not only on where it is.
static bool may_bind(upy_value v) {
    if (v == UPY_NULL || !upy_is_object(v)) {
        return false;
    }
    const upy_type *type = upy_type_of(v);
    return (type->flags & (UPY_TYPE_IS_CLASS | UPY_TYPE_BINDS_SELF)) || type->slots->descriptor_get ||
           type->slots->descriptor_set;
}

static void store_in_type(upy_value object, upy_value name, upy_value value) {
    const upy_type *type = (const upy_type *)object, *metaclass = upy_type_of(object);
    if (upy_store_through(upy_type_lookup(metaclass, name), object, name, value) ||
        ask_native(object, metaclass, name, value) != UPY_NULL) {
        return;
    }
    if (!upy_type_is_class(type) || !upy_heap_contains(type)) {
        upy_raise_attribute(object, name);
    }
    upy_dict *attributes = (upy_dict *)(uintptr_t)type->attributes;
    upy_value old = upy_dict_get_name(attributes, name);
    store_in_dict(attributes, object, name, value);
    if (may_bind(old) || (value != UPY_MARK_DELETE && may_bind(value))) {
        UPY->epoch++;
    }
    upy_class_attribute_changed(upy_as_class(type), name);
}

void upy_object_set_attribute(upy_value object, upy_value name, upy_value value) {
    if (upy_is_type(object)) {
        store_in_type(object, name, value);
        return;
    }
    const upy_type *type = upy_type_of(object);
    if (upy_store_through(upy_type_lookup(type, name), object, name, value)) {
        return;
    }
    if (name == UPY_NAME(__class__) && value != UPY_MARK_DELETE) {
        change_class(object, value);
        return;
    }
    if (type->flags & UPY_TYPE_IS_INSTANCE) {
        store_in_instance(object, type, name, value);
        return;
    }
    if (ask_native(object, type, name, value) != UPY_NULL) {
        return;
    }
    if (!dict_word(object, type) || (type->flags & UPY_TYPE_HAS_SLOTS_ONLY && !has_declared_slot(type, name))) {
        upy_raise_attribute(object, name);
    }
    store_in_dict(own_dict(object), object, name, value);
}

void upy_set_attribute(upy_value object, upy_value name, upy_value value) {
    upy_value pair[2];
    if (UPY_UNLIKELY(upy_type_of(object)->flags & UPY_TYPE_HAS_SETATTR) &&
        upy_get_special(object, UPY_NAME(__setattr__), pair)) {
        upy_value args[2] = {name, value};
        upy_call_method(pair, 2, 0, args);
        return;
    }
    upy_object_set_attribute(object, name, value);
}

void upy_delete_attribute(upy_value object, upy_value name) {
    upy_value pair[2];
    if (UPY_UNLIKELY(upy_type_of(object)->flags & UPY_TYPE_HAS_SETATTR) &&
        upy_get_special(object, UPY_NAME(__delattr__), pair)) {
        upy_call_method(pair, 1, 0, &name);
        return;
    }
    upy_object_set_attribute(object, name, UPY_MARK_DELETE);
}

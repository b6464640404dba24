// match.c — the questions `match` asks: is it a sequence, a mapping, an instance, and what is inside.
#include "core/vm/match.h"

#include "core/builtins/import.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/iteration.h"
#include "core/types/str.h"

typedef enum pattern_kind { NEITHER, SEQUENCE, MAPPING, UNKNOWN } pattern_kind;

// Text is no sequence to `match`. Array, deque and their kin register nowhere: they are known by name.
static pattern_kind kind_of_native(const upy_type *type) {
    if (type->flags & (UPY_TYPE_STR_BASED | UPY_TYPE_BYTES_BASED | UPY_TYPE_BYTEARRAY_BASED)) {
        return NEITHER;
    }
    if (type->flags & UPY_TYPE_DICT_BASED || (UPY_LEVEL >= UPY_LEVEL_FULL && type == &upy_type_mapping_proxy)) {
        return MAPPING;
    }
    bool is_sequence = type->flags & (UPY_TYPE_LIST_BASED | UPY_TYPE_TUPLE_BASED) || type == &upy_type_range ||
                       type == &upy_type_memoryview || type->name == UPY_NAME(deque) || type->name == UPY_NAME(array);
    return is_sequence ? SEQUENCE : UNKNOWN;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
// Sequence or Mapping of collections.abc, if the program has imported that; else UPY_NULL.
static upy_value abstract_class(pattern_kind kind) {
    upy_value module = upy_loaded_module(UPY_NAME(_collections_abc));
    if (module == UPY_NULL) {
        module = upy_loaded_module(upy_intern("collections.abc", 15));
    }
    upy_value name = kind == SEQUENCE ? UPY_NAME(Sequence) : UPY_NAME(Mapping);
    upy_value cls = module != UPY_NULL ? upy_get_attribute_or_null(module, name) : UPY_NULL;
    return cls != UPY_NULL && upy_is_type(cls) ? cls : UPY_NULL;
}
#else // no library has them
static upy_value abstract_class(pattern_kind kind) {
    (void)kind;
    return UPY_NULL;
}
#endif

// A class counts as what the first of its bases is that is one or the other.
static bool is_of_kind(upy_value v, pattern_kind wanted) {
    const upy_type *type = upy_type_of(v);
    if (!upy_type_is_class(type)) {
        return kind_of_native(type) == wanted;
    }
    upy_value sequence = abstract_class(SEQUENCE), mapping = abstract_class(MAPPING);
    const upy_tuple *mro = upy_as_tuple(upy_as_class(type)->mro);
    for (size_t i = 0; i < mro->length; i++) {
        upy_value base = mro->items[i];
        pattern_kind kind = base == sequence                            ? SEQUENCE
                            : base == mapping                           ? MAPPING
                            : upy_type_is_class((const upy_type *)base) ? UNKNOWN
                                                                        : kind_of_native((const upy_type *)base);
        if (kind != UNKNOWN) {
            return kind == wanted;
        }
    }
    upy_value registry = wanted == SEQUENCE ? sequence : mapping;
    return registry != UPY_NULL && upy_is_instance_of(v, registry);
}

bool upy_match_is_sequence(upy_value v) { return is_of_kind(v, SEQUENCE); }

bool upy_match_is_mapping(upy_value v) { return is_of_kind(v, MAPPING); }

// Looked up without creating anything (a defaultdict must not grow): get(key, marker) where there is one.
static upy_value get_or_null(upy_value mapping, upy_value key) {
    if (upy_is_exactly(mapping, &upy_type_dict)) {
        return upy_dict_get(upy_as_dict(mapping), key);
    }
    upy_value arguments[2] = {key, UPY_NOT_IMPLEMENTED};
    upy_value value = upy_call_method_named(mapping, UPY_NAME(get), 2, arguments);
    return value == UPY_NOT_IMPLEMENTED ? UPY_NULL : value;
}

upy_value upy_match_keys(upy_value mapping, upy_value keys) {
    size_t n = upy_as_tuple(keys)->length;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            if (upy_equal(upy_as_tuple(keys)->items[i], upy_as_tuple(keys)->items[j])) {
                upy_raise_value_error("mapping pattern checks duplicate key (%r)", upy_as_tuple(keys)->items[i]);
            }
        }
    }
    if (upy_length(mapping) < (intptr_t)n) {
        return UPY_NONE;
    }
    upy_value values = upy_new_list_with_capacity(n);
    for (size_t i = 0; i < n; i++) {
        upy_value value = get_or_null(mapping, upy_as_tuple(keys)->items[i]);
        if (value == UPY_NULL) {
            return UPY_NONE;
        }
        upy_list_append(values, value);
    }
    return upy_to_tuple(values);
}

upy_value upy_match_rest(upy_value mapping, upy_value keys) {
    upy_dict *rest = upy_dict_new(0);
    upy_dict_update(rest, mapping);
    for (size_t i = 0; i < upy_as_tuple(keys)->length; i++) {
        upy_dict_remove(rest, upy_as_tuple(keys)->items[i]);
    }
    return (upy_value)rest;
}

// These take one positional sub-pattern, which sees the subject itself.
static bool matches_itself(const upy_type *cls) {
    return cls == &upy_type_bool || cls == &upy_type_bytearray || cls == &upy_type_bytes || cls == &upy_type_dict ||
           cls == &upy_type_float || cls == &upy_type_frozenset || cls == &upy_type_int || cls == &upy_type_list ||
           cls == &upy_type_set || cls == &upy_type_str || cls == &upy_type_tuple;
}

static bool inherits_matching_itself(const upy_type *cls) {
    for (; cls != NULL; cls = cls->base) {
        if (matches_itself(cls)) {
            return true;
        }
    }
    return false;
}

static bool add_attribute(upy_value found, upy_value subject, upy_value name) {
    upy_value value = upy_get_attribute_or_null(subject, name);
    if (value == UPY_NULL) {
        return false;
    }
    upy_list_append(found, value);
    return true;
}

static bool add_positional(upy_value found, upy_value subject, upy_value cls, size_t n, upy_value keywords) {
    upy_value args = upy_get_attribute_or_null(cls, UPY_NAME(__match_args__));
    const upy_type *type = (const upy_type *)cls;
    if (args == UPY_NULL) {
        if (!inherits_matching_itself(type) || n > 1) {
            upy_raise_type("%q() accepts %zu positional sub-patterns (%zu given)", type->name,
                           (size_t)inherits_matching_itself(type), n);
        }
        upy_list_append(found, subject);
        return true;
    }
    if (!upy_is_exactly(args, &upy_type_tuple)) {
        upy_raise_type("%q.__match_args__ must be a tuple (got %T)", type->name, args);
    }
    if (n > upy_as_tuple(args)->length) {
        upy_raise_type("%q() accepts %zu positional sub-patterns (%zu given)", type->name, upy_as_tuple(args)->length,
                       n);
    }
    for (size_t i = 0; i < n; i++) {
        upy_value name = upy_as_tuple(args)->items[i];
        if (!upy_is_str(name)) {
            upy_raise_type("__match_args__ elements must be strings (got %T)", name);
        }
        name = upy_intern_str(name);
        bool is_repeated = false;
        for (size_t k = 0; k < upy_as_tuple(keywords)->length; k++) {
            is_repeated |= upy_as_tuple(keywords)->items[k] == name;
        }
        for (size_t k = 0; k < i; k++) {
            is_repeated |= upy_equal(upy_as_tuple(args)->items[k], name);
        }
        if (is_repeated) {
            upy_raise_type("%q() got multiple sub-patterns for attribute '%q'", type->name, name);
        }
        if (!add_attribute(found, subject, name)) {
            return false;
        }
    }
    return true;
}

upy_value upy_match_class(upy_value subject, upy_value cls, size_t n_positional, upy_value keywords) {
    if (!upy_is_type(cls)) {
        upy_raise_type("called match pattern must be a class");
    }
    if (!upy_is_instance_of(subject, cls)) {
        return UPY_NONE;
    }
    size_t n_keywords = upy_as_tuple(keywords)->length;
    upy_value found = upy_new_list_with_capacity(n_positional + n_keywords);
    if (n_positional > 0 && !add_positional(found, subject, cls, n_positional, keywords)) {
        return UPY_NONE;
    }
    for (size_t i = 0; i < n_keywords; i++) {
        if (!add_attribute(found, subject, upy_as_tuple(keywords)->items[i])) {
            return UPY_NONE;
        }
    }
    return upy_to_tuple(found);
}

// collections_namedtuple.c — namedtuple: classes derived from tuple whose items also have names.
//
// Each call makes an ordinary class; its attributes are one descriptor per field and the native
// functions below, which find the fields through the class (_fields, _field_defaults), so they serve
// subclasses as well.
#include "modules/collections.h"

// ---- The descriptor of a field -------------------------------------------------------------------------

typedef struct field {
    upy_object header;
    size_t index;
} field;

static upy_value field_get(upy_value self, upy_value instance, const upy_type *owner) {
    (void)owner;
    if (instance == UPY_NULL) {
        return self;
    }
    size_t i = ((const field *)self)->index;
    if (!upy_has_layout(instance, UPY_TYPE_TUPLE_BASED) || i >= upy_as_tuple(instance)->length) {
        upy_raise_type("a named tuple is required");
    }
    return upy_as_tuple(instance)->items[i];
}

static bool field_set(upy_value self, upy_value instance, upy_value value) {
    (void)self;
    (void)instance;
    (void)value;
    upy_raise_new(&upy_type_AttributeError, "can't set attribute");
}

static const upy_slots field_slots = {
    .descriptor_get = field_get,
    .descriptor_set = field_set,
};
static const upy_type field_type = {
    UPY_TYPE_HEAD(_tuplegetter, field, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &field_slots,
};

// ---- What the classes can do ---------------------------------------------------------------------------

static const upy_tuple *fields_of(const upy_type *type) {
    upy_value fields = upy_type_lookup(type, UPY_NAME(_fields));
    if (fields == UPY_NULL || !upy_is_exactly(fields, &upy_type_tuple)) {
        upy_raise_type("a named tuple is required");
    }
    return upy_as_tuple(fields);
}

static upy_tuple *new_instance(const upy_type *type, size_t n) {
    upy_tuple *t = upy_new_instance_of(type, sizeof(upy_tuple) + n * sizeof(upy_value));
    t->length = n;
    return t;
}

static size_t field_index(const upy_tuple *fields, upy_value name) {
    for (size_t i = 0; i < fields->length; i++) {
        if (fields->items[i] == name || upy_str_equal(fields->items[i], name)) {
            return i;
        }
    }
    return SIZE_MAX;
}

UPY_NORETURN static void raise_count(const upy_type *type, size_t wanted, size_t given) {
    upy_raise_type("%q() takes %zu positional arguments but %zu were given", type->name, wanted, given);
}

// __new__(cls, *args, **kw)
static upy_value tuple_new(size_t n_args, size_t n_kw, const upy_value *args) {
    if (!upy_is_type(args[0]) || !upy_is_subtype((const upy_type *)args[0], &upy_type_tuple)) {
        upy_raise_type("a named tuple class is required");
    }
    const upy_type *type = (const upy_type *)args[0];
    const upy_tuple *fields = fields_of(type);
    size_t n = fields->length;
    n_args--;
    args++;
    if (n_args > n) {
        raise_count(type, n, n_args + n_kw);
    }
    upy_tuple *t = new_instance(type, n);
    memcpy(t->items, args, n_args * sizeof(upy_value));
    for (size_t k = 0; k < n_kw; k++) {
        upy_value name = args[n_args + 2 * k];
        size_t i = field_index(fields, name);
        if (i == SIZE_MAX) {
            upy_raise_type("unexpected keyword argument '%q'", name);
        }
        if (t->items[i] != UPY_NULL) {
            upy_raise_type("function got multiple values for argument '%q'", name);
        }
        t->items[i] = args[n_args + 2 * k + 1];
    }
    if (n_args + n_kw == n) {
        return (upy_value)t;
    }
    upy_value defaults = upy_type_lookup(type, UPY_NAME(_field_defaults));
    for (size_t i = 0; i < n; i++) {
        if (t->items[i] == UPY_NULL && defaults != UPY_NULL && upy_has_layout(defaults, UPY_TYPE_DICT_BASED)) {
            t->items[i] = upy_dict_get(upy_as_dict(defaults), fields->items[i]);
        }
        if (t->items[i] == UPY_NULL) {
            raise_count(type, n, n_args + n_kw);
        }
    }
    return (upy_value)t;
}
static const upy_builtin tuple_new_function = {UPY_BUILTIN_HEAD(__new__, 1, UPY_ARGS_ANY), .call.keyword = tuple_new,
                                               .kind = UPY_BUILTIN_STATIC, .has_keywords = 1};

static upy_value tuple_make(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value given = upy_new_list(1, args);
    upy_list_extend(given, args[1]);
    return tuple_new(upy_as_list(given)->length, 0, upy_as_list(given)->items);
}
static const UPY_CLASS_METHOD(tuple_make_method, _make, tuple_make, 2, 2);

// The fields of an instance whose class may have been tampered with: never more than it has items.
static const upy_tuple *instance_fields(upy_value self, size_t *n) {
    const upy_tuple *fields = fields_of(upy_type_of(self));
    *n = upy_as_tuple(self)->length < fields->length ? upy_as_tuple(self)->length : fields->length;
    return fields;
}

static upy_value tuple_replace(size_t n_args, size_t n_kw, const upy_value *args) {
    size_t n;
    const upy_tuple *fields = instance_fields(args[0], &n);
    upy_tuple *t = new_instance(upy_type_of(args[0]), n);
    memcpy(t->items, upy_as_tuple(args[0])->items, n * sizeof(upy_value));
    for (size_t k = 0; k < n_kw; k++) {
        upy_value name = args[n_args + 2 * k];
        size_t i = field_index(fields, name);
        if (i >= n) {
            upy_raise_type("Got unexpected field names: ['%q']", name);
        }
        t->items[i] = args[n_args + 2 * k + 1];
    }
    return (upy_value)t;
}
static const UPY_KEYWORD_METHOD(tuple_replace_method, tuple, _replace, tuple_replace, 1, 1);
#if UPY_LEVEL >= UPY_LEVEL_FULL
static const UPY_KEYWORD_METHOD(tuple_replace_dunder, tuple, __replace__, tuple_replace, 1, 1);
#endif

static upy_value tuple_as_dict(size_t n_args, const upy_value *args) {
    (void)n_args;
    size_t n;
    const upy_tuple *fields = instance_fields(args[0], &n);
    upy_dict *d = upy_dict_new(n);
    for (size_t i = 0; i < n; i++) {
        upy_dict_set(d, fields->items[i], upy_as_tuple(args[0])->items[i]);
    }
    return upy_from_dict(d);
}
static const UPY_METHOD(tuple_as_dict_method, tuple, _asdict, tuple_as_dict, 1, 1);

static bool print_field(const upy_writer *w, upy_value self, size_t *position, const char *separator) {
    size_t n, i = (*position)++;
    const upy_tuple *fields = instance_fields(self, &n);
    if (i < n) {
        upy_printf(w, "%s%q=%r", separator, fields->items[i], upy_as_tuple(self)->items[i]);
    }
    return i < n;
}

static upy_value tuple_repr(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_builder b;
    upy_builder_init(&b, 32);
    upy_writer w = upy_builder_writer(&b);
    upy_print_items(&w, args[0], "%T(...)", "%T(", print_field, ")");
    return upy_builder_to_str(&b);
}
static const UPY_METHOD(tuple_repr_method, tuple, __repr__, tuple_repr, 1, 1);

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value tuple_arguments(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_tuple(upy_as_tuple(args[0])->length, upy_as_tuple(args[0])->items);
}
static const UPY_METHOD(tuple_arguments_method, tuple, __getnewargs__, tuple_arguments, 1, 1);
#endif

// ---- Making a class ------------------------------------------------------------------------------------

static upy_value names_of_fields(upy_value given) {
    if (upy_is_str(given)) {
        upy_value separators[] = {upy_single_char(','), upy_single_char(' ')};
        upy_value text = upy_call_method_named(given, UPY_NAME(replace), 2, separators);
        given = upy_call_method_named(text, UPY_NAME(split), 0, NULL);
    }
    size_t n;
    upy_value *items;
    upy_value pair[2];
    bool is_iterable = UPY_LEVEL >= UPY_LEVEL_FULL &&
                       (upy_type_of(given)->slots->iter != NULL || upy_get_special(given, UPY_NAME(__iter__), pair));
    if (!is_iterable && !upy_get_items(given, &n, &items)) {
        upy_raise_type("object '%T' isn't a tuple or list", given);
    }
    upy_value names = upy_to_list(given);
    for (size_t i = 0; i < upy_as_list(names)->length; i++) {
        upy_as_list(names)->items[i] = upy_intern_str(upy_to_str(upy_as_list(names)->items[i]));
    }
    return names;
}

static bool is_field_name(upy_value name) {
    return upy_str_data(name)[0] != '_' && upy_is_true(upy_call_method_named(name, UPY_NAME(isidentifier), 0, NULL));
}

static void check_names(upy_list *names, bool rename) {
    for (size_t i = 0; i < names->length; i++) {
        bool is_repeated = upy_sequence_find((upy_value)names, names->items[i], 0, i) != UPY_NOT_FOUND;
        if (!is_repeated && is_field_name(names->items[i])) {
            continue;
        }
        if (rename) {
            names->items[i] = upy_intern_str(upy_new_str_format("_%zu", i));
        } else if (is_repeated) {
            upy_raise_value_error("Encountered duplicate field name: %r", names->items[i]);
        } else if (UPY_LEVEL >= UPY_LEVEL_FULL && upy_str_data(names->items[i])[0] == '_') {
            upy_raise_value_error("Field names cannot start with an underscore: %r", names->items[i]);
        } else {
            upy_raise_value_error("Type names and field names must be valid identifiers: %r", names->items[i]);
        }
    }
}

static upy_value defaults_of_fields(const upy_list *names, upy_value given) {
    upy_dict *d = upy_dict_new(0);
    if (given != UPY_NONE) {
        const upy_tuple *values = upy_as_tuple(upy_to_tuple(given));
        if (values->length > names->length) {
            upy_raise_type("Got more default values than field names");
        }
        size_t first = names->length - values->length;
        for (size_t i = 0; i < values->length; i++) {
            upy_dict_set_name(d, names->items[first + i], values->items[i]);
        }
    }
    return upy_from_dict(d);
}

static upy_value namedtuple(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(typename), UPY_NULL, false},
        {UPY_NAME(field_names), UPY_NULL, false},
        {UPY_NAME(rename), UPY_FALSE, true},
        {UPY_NAME(defaults), UPY_NONE, true},
#if UPY_LEVEL >= UPY_LEVEL_FULL
        {UPY_NAME(module), UPY_NONE, true},
#endif
    };
    static const upy_pair methods[] = {
        {UPY_NAME(__new__), (upy_value)&tuple_new_function},
        {UPY_NAME(__repr__), (upy_value)&tuple_repr_method},
        {UPY_NAME(_make), (upy_value)&tuple_make_method},
        {UPY_NAME(_replace), (upy_value)&tuple_replace_method},
        {UPY_NAME(_asdict), (upy_value)&tuple_as_dict_method},
#if UPY_LEVEL >= UPY_LEVEL_FULL
        {UPY_NAME(__replace__), (upy_value)&tuple_replace_dunder},
        {UPY_NAME(__getnewargs__), (upy_value)&tuple_arguments_method},
#endif
        {UPY_NAME(__slots__), UPY_EMPTY_TUPLE},
    };
    upy_value out[UPY_COUNT_OF(parameters)];
    upy_parse_arguments(n_args, n_kw, args, parameters, UPY_COUNT_OF(parameters), out);
    upy_value type_name = upy_intern_str(upy_str_check(out[0]));
    upy_value names = names_of_fields(out[1]);
    check_names(upy_as_list(names), upy_is_true(out[2]));
    upy_dict *attributes = upy_dict_new_namespace(UPY_COUNT_OF(methods) + upy_as_list(names)->length + 4);
    for (size_t i = 0; i < UPY_COUNT_OF(methods); i++) {
        upy_dict_set_name(attributes, methods[i].key, methods[i].value);
    }
    upy_value fields = upy_to_tuple(names);
    upy_dict_set_name(attributes, UPY_NAME(_fields), fields);
    upy_dict_set_name(attributes, UPY_NAME(__match_args__), fields);
    upy_dict_set_name(attributes, UPY_NAME(_field_defaults), defaults_of_fields(upy_as_list(names), out[3]));
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (out[4] != UPY_NONE) {
        upy_dict_set_name(attributes, UPY_NAME(__module__), out[4]);
    }
#endif
    for (size_t i = 0; i < upy_as_list(names)->length; i++) {
        field *f = upy_new_object(&field_type, sizeof(field));
        f->index = i;
        upy_dict_set_name(attributes, upy_as_list(names)->items[i], (upy_value)f);
    }
    upy_value base = (upy_value)&upy_type_tuple;
    return upy_new_class(&upy_type_type, type_name, upy_new_tuple(1, &base), attributes, 0, NULL);
}
const UPY_KEYWORD_FUNCTION(upy_collections_namedtuple_object, namedtuple, namedtuple, 0, UPY_ARGS_ANY);

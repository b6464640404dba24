// functools_cache.c — lru_cache, cache, cached_property.
//
// Results are kept in a dict, whose insertion order is the order of use: a hit moves its entry to the
// end, and the first entry goes when the cache is full.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "modules/functools.h"

#define UNBOUNDED SIZE_MAX

typedef struct cached_function {
    upy_object header;
    upy_value function;
    upy_value results; // dict
    size_t limit;      // UNBOUNDED: none
    size_t hits, misses;
    bool is_typed;
} cached_function;

upy_value upy_functools_forward(upy_value function, upy_value name) {
    if (name == UPY_NAME(__wrapped__)) {
        return function;
    }
    if (name == UPY_NAME(__name__) || name == UPY_NAME(__qualname__) || name == UPY_NAME(__doc__) ||
        name == UPY_NAME(__module__) || name == UPY_NAME(__annotations__)) {
        return upy_get_attribute_or_null(function, name);
    }
    return UPY_NULL;
}

// Types whose equal objects are interchangeable as a key of their own.
static bool is_simple_key(upy_value v) { return upy_is_small_int(v) || upy_is_exactly(v, &upy_type_str); }

// A tuple of the arguments; a marker object stands between positionals and keywords.
static upy_value make_key(const cached_function *c, size_t n_args, size_t n_kw, const upy_value *args) {
    if (n_args == 1 && n_kw == 0 && !c->is_typed && is_simple_key(args[0])) {
        return args[0];
    }
    size_t n = n_args + (n_kw != 0 ? 1 + 2 * n_kw : 0);
    size_t n_types = c->is_typed ? n_args + n_kw : 0;
    upy_value key = upy_new_tuple(n + n_types, NULL);
    if (n + n_types == 0) {
        return key;
    }
    upy_value *items = upy_as_tuple(key)->items;
    memcpy(items, args, n_args * sizeof(upy_value));
    if (n_kw != 0) {
        items[n_args] = (upy_value)&upy_type_functools_cached_property; // no argument is likely to be this
        memcpy(items + n_args + 1, args + n_args, 2 * n_kw * sizeof(upy_value));
    }
    for (size_t i = 0; i < n_types; i++) {
        items[n + i] = (upy_value)upy_type_of(i < n_args ? args[i] : args[n_args + 2 * (i - n_args) + 1]);
    }
    return key;
}

static void forget_oldest(upy_dict *results) {
    size_t position = 0;
    upy_pair *oldest = upy_dict_next(results, &position);
    if (oldest != NULL) {
        upy_dict_remove(results, oldest->key);
    }
}

static upy_value cached_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    cached_function *c = (cached_function *)self;
    if (c->limit == 0) {
        c->misses++;
        return upy_call(c->function, n_args, n_kw, args);
    }
    upy_value key = make_key(c, n_args, n_kw, args);
    upy_value result = upy_dict_get(upy_as_dict(c->results), key);
    if (result != UPY_NULL) {
        c->hits++;
        if (c->limit != UNBOUNDED) {
            upy_dict_remove(upy_as_dict(c->results), key);
            upy_dict_set(upy_as_dict(c->results), key, result);
        }
        return result;
    }
    c->misses++;
    result = upy_call(c->function, n_args, n_kw, args);
    upy_dict_set(upy_as_dict(c->results), key, result);
    if (upy_dict_length(upy_as_dict(c->results)) > c->limit) {
        forget_oldest(upy_as_dict(c->results));
    }
    return result;
}

static void cached_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_printf(w, "<functools._lru_cache_wrapper object of %r>", ((const cached_function *)self)->function);
}

static upy_value cached_attribute(upy_value self, upy_value name, upy_value value) {
    return value == UPY_MARK_LOAD ? upy_functools_forward(((const cached_function *)self)->function, name) : UPY_NULL;
}

static void cached_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((cached_function *)self)->function, 2);
}

static upy_value limit_value(const cached_function *c) {
    return c->limit == UNBOUNDED ? UPY_NONE : upy_new_int((intptr_t)c->limit);
}

static upy_value cache_info(size_t n_args, const upy_value *args) {
    (void)n_args;
    const cached_function *c = (const cached_function *)args[0];
    static const upy_value fields[] = {UPY_NAME(hits), UPY_NAME(misses), UPY_NAME(maxsize), UPY_NAME(currsize)};
    upy_value make[2] = {UPY_NAME(CacheInfo), upy_new_tuple(4, fields)};
    upy_value cls = upy_call_method_named(upy_import_module("collections"), UPY_NAME(namedtuple), 2, make);
    upy_value numbers[4] = {upy_new_int((intptr_t)c->hits), upy_new_int((intptr_t)c->misses), limit_value(c),
                            upy_new_int((intptr_t)upy_dict_length(upy_as_dict(c->results)))};
    return upy_call(cls, 4, 0, numbers);
}

static upy_value cache_clear(size_t n_args, const upy_value *args) {
    (void)n_args;
    cached_function *c = (cached_function *)args[0];
    upy_dict_clear(upy_as_dict(c->results));
    c->hits = c->misses = 0;
    return UPY_NONE;
}

static upy_value cache_parameters(size_t n_args, const upy_value *args) {
    (void)n_args;
    const cached_function *c = (const cached_function *)args[0];
    upy_dict *d = upy_dict_new(2);
    upy_dict_set_name(d, UPY_NAME(maxsize), limit_value(c));
    upy_dict_set_name(d, UPY_NAME(typed), upy_bool(c->is_typed));
    return upy_from_dict(d);
}

extern const upy_type upy_type_cached;
#define CACHED_METHOD_NAMED(python_name)                                                                               \
    static const upy_builtin python_name##_method = {UPY_BUILTIN_HEAD(python_name, 1, 1),                              \
                                                     .call.positional = python_name, .owner = UPY_OWNER(cached),       \
                                                     .kind = UPY_BUILTIN_METHOD};
CACHED_METHOD_NAMED(cache_info)
CACHED_METHOD_NAMED(cache_clear)
CACHED_METHOD_NAMED(cache_parameters)

static const upy_pair cached_pairs[] = {
    {UPY_NAME(cache_info), (upy_value)&cache_info_method},
    {UPY_NAME(cache_clear), (upy_value)&cache_clear_method},
    {UPY_NAME(cache_parameters), (upy_value)&cache_parameters_method},
};
static const UPY_DEFINE_TABLE(cached_attributes, cached_pairs);

static const upy_slots cached_slots = {
    .call = cached_call,
    .print = cached_print,
    .attribute = cached_attribute,
    .trace = cached_trace,
};
const upy_type upy_type_cached = {
    UPY_TYPE_HEAD(_lru_cache_wrapper, cached_function, UPY_TYPE_IS_FINAL | UPY_TYPE_BINDS_SELF),
    .base = &upy_type_object,
    .slots = &cached_slots,
    .attributes = &cached_attributes,
};

static upy_value new_cached(upy_value function, size_t limit, bool is_typed) {
    if (!upy_is_callable(function)) {
        upy_raise_type("the first argument must be callable");
    }
    upy_dict *results = upy_dict_new(0);
    cached_function *c = upy_new_object(&upy_type_cached, sizeof(cached_function));
    c->function = function;
    c->results = upy_from_dict(results);
    c->limit = limit;
    c->is_typed = is_typed;
    return (upy_value)c;
}

// What lru_cache(maxsize, typed) returns: a decorator.
typedef struct cache_decorator {
    upy_object header;
    size_t limit;
    bool is_typed;
} cache_decorator;

static upy_value decorator_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 1);
    const cache_decorator *d = (const cache_decorator *)self;
    return new_cached(args[0], d->limit, d->is_typed);
}

static const upy_slots decorator_slots = {.call = decorator_call};
static const upy_type decorator_type = {
    UPY_TYPE_HEAD(function, cache_decorator, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &decorator_slots,
};

static upy_value lru_cache(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(maxsize), UPY_SMALL_INT(128), false},
        {UPY_NAME(typed), UPY_FALSE, false},
    };
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    bool is_typed = upy_is_true(out[1]);
    if (out[0] != UPY_NONE && !upy_is_int(out[0])) {
        if (!upy_is_callable(out[0])) {
            upy_raise_type("expected first argument to be an integer, a callable, or None");
        }
        return new_cached(out[0], 128, is_typed); // @lru_cache without parentheses
    }
    intptr_t limit = out[0] == UPY_NONE ? 0 : upy_to_index_clamped(out[0]);
    cache_decorator *d = upy_new_object(&decorator_type, sizeof(cache_decorator));
    d->limit = out[0] == UPY_NONE ? UNBOUNDED : limit < 0 ? 0 : (size_t)limit;
    d->is_typed = is_typed;
    return (upy_value)d;
}
const UPY_KEYWORD_FUNCTION(upy_functools_lru_cache_object, lru_cache, lru_cache, 0, UPY_ARGS_ANY);

static upy_value cache(size_t n_args, const upy_value *args) {
    (void)n_args;
    return new_cached(args[0], UNBOUNDED, false);
}
const UPY_FUNCTION(upy_functools_cache_object, cache, cache, 1, 1);

// ---- cached_property ---------------------------------------------------------------------------------

typedef struct cached_property {
    upy_object header;
    upy_value function;
    upy_value name; // UPY_NULL until __set_name__
} cached_property;

static upy_value property_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(func), UPY_NULL, false}};
    upy_value function;
    upy_parse_arguments(n_args, n_kw, args, parameters, 1, &function);
    cached_property *p = upy_new_instance_of(type, sizeof(cached_property));
    p->function = function;
    return (upy_value)p;
}

// The name under which a class holds the property, for one that was put there after the class was made.
static upy_value find_name(const upy_type *owner, upy_value property) {
    upy_mro_walk walk;
    for (const upy_type *t = upy_mro_begin(&walk, owner); t != NULL; t = upy_mro_next(&walk)) {
        size_t position = 0;
        const upy_pair *p;
        while (t->attributes != NULL && (p = upy_dict_next(t->attributes, &position)) != NULL) {
            if (p->value == property) {
                return p->key;
            }
        }
    }
    upy_raise_type("can't use cached_property without calling __set_name__ on it");
}

// Computes once: the result goes among the instance's own attributes, which win over this descriptor.
static upy_value property_get(upy_value self, upy_value instance, const upy_type *owner) {
    cached_property *p = (cached_property *)self;
    if (instance == UPY_NULL) {
        return self;
    }
    if (p->name == UPY_NULL) {
        upy_store(self, &p->name, find_name(owner != NULL ? owner : upy_type_of(instance), self));
    }
    upy_value v = upy_call_1(p->function, instance);
    upy_object_set_attribute(instance, p->name, v);
    return v;
}

static upy_value property_attribute(upy_value self, upy_value name, upy_value value) {
    const cached_property *p = (const cached_property *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    return name == UPY_NAME(func)       ? p->function
           : name == UPY_NAME(attrname) ? (p->name == UPY_NULL ? UPY_NONE : p->name)
           : name == UPY_NAME(__doc__)  ? upy_get_attribute_or_null(p->function, name)
                                        : UPY_NULL;
}

static void property_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((cached_property *)self)->function, 2);
}

static upy_value property_set_name(size_t n_args, const upy_value *args) {
    (void)n_args;
    cached_property *p = (cached_property *)args[0];
    upy_value name = upy_intern_str(upy_str_check(args[2]));
    if (p->name != UPY_NULL && p->name != name) {
        upy_raise_type("can't assign the same cached_property to two different names (%r and %r)", p->name, name);
    }
    upy_store(args[0], &p->name, name);
    return UPY_NONE;
}
static const UPY_METHOD(property_set_name_method, functools_cached_property, __set_name__, property_set_name, 3, 3);

static const upy_pair property_pairs[] = {
    {UPY_NAME(__set_name__), (upy_value)&property_set_name_method},
};
static const UPY_DEFINE_TABLE(property_attributes, property_pairs);

static const upy_slots property_slots = {
    .make_new = property_make_new,
    .attribute = property_attribute,
    .descriptor_get = property_get,
    .trace = property_trace,
};
const upy_type upy_type_functools_cached_property = {
    UPY_TYPE_HEAD(cached_property, cached_property, 0),
    .base = &upy_type_object,
    .slots = &property_slots,
    .attributes = &property_attributes,
};

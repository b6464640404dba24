// functools.c — module functools: partial, reduce, wraps, cmp_to_key, total_ordering, and the module's table.
//
// Caches are in functools_cache.c, singledispatch in functools_dispatch.c.
#include "modules/functools.h"

#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/iteration.h"
#include "core/types/str.h"

// ---- partial ---------------------------------------------------------------------------------------

typedef struct partial {
    upy_object header;
    upy_value function;
    upy_value arguments; // tuple
    upy_value keywords;  // dict
} partial;

static const upy_type partial_type;

static bool is_partial(upy_value v) { return upy_is_instance(v, &partial_type); }

static void add_keywords(upy_dict *d, size_t n_kw, const upy_value *pairs) {
    for (size_t i = 0; i < n_kw; i++) {
        upy_dict_set(d, pairs[2 * i], pairs[2 * i + 1]);
    }
}

static upy_value partial_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_check_argument_count(n_args, 1, SIZE_MAX);
    if (!upy_is_callable(args[0])) {
        upy_raise_type("the first argument must be callable");
    }
    upy_value function = args[0];
    upy_value arguments = upy_new_tuple(n_args - 1, args + 1);
    upy_dict *keywords;
    if (is_partial(function)) { // flattened: one call instead of two
        const partial *inner = (const partial *)function;
        arguments = upy_binary(UPY_OP_ADD, inner->arguments, arguments);
        keywords = upy_dict_copy(upy_as_dict(inner->keywords));
        function = inner->function;
    } else {
        keywords = upy_dict_new(n_kw);
    }
    add_keywords(keywords, n_kw, args + n_args);
    partial *p = upy_new_instance_of(type, sizeof(partial));
    p->function = function;
    p->arguments = arguments;
    p->keywords = upy_from_dict(keywords);
    return (upy_value)p;
}

static upy_value partial_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    const partial *p = (const partial *)self;
    const upy_tuple *first = upy_as_tuple(p->arguments);
    const upy_dict *keywords = upy_as_dict(p->keywords);
    if (upy_dict_length(keywords) != 0 && n_kw != 0) {
        upy_dict *merged = upy_dict_copy(keywords); // what the call says wins
        add_keywords(merged, n_kw, args + n_args);
        keywords = merged;
        n_kw = 0;
    }
    size_t n = first->length + n_args + 2 * (upy_dict_length(keywords) + n_kw);
    upy_value fixed[8];
    upy_value *all = fixed;
    upy_value room = UPY_NULL;
    if (n > UPY_COUNT_OF(fixed)) {
        room = upy_new_tuple(n, NULL);
        all = upy_as_tuple(room)->items;
    }
    size_t k = 0;
    for (size_t i = 0; i < first->length; i++) {
        all[k++] = first->items[i];
    }
    for (size_t i = 0; i < n_args + 2 * n_kw; i++) {
        all[k++] = args[i];
    }
    size_t position = 0;
    upy_pair *pair;
    while (k + 1 < n && (pair = upy_dict_next(keywords, &position)) != NULL) {
        all[k++] = pair->key;
        all[k++] = pair->value;
        n_kw++;
    }
    upy_value result = upy_call(p->function, first->length + n_args, n_kw, all);
    upy_keep_alive(room);
    return result;
}

static void partial_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const partial *p = (const partial *)self;
    upy_repr_guard guard;
    if (!upy_repr_begin(&guard, self)) {
        upy_write(w, "...", 3);
        return;
    }
    upy_printf(w, "functools.partial(%r", p->function);
    for (size_t i = 0; i < upy_as_tuple(p->arguments)->length; i++) {
        upy_printf(w, ", %r", upy_as_tuple(p->arguments)->items[i]);
    }
    size_t position = 0;
    upy_pair *pair;
    while ((pair = upy_dict_next(upy_as_dict(p->keywords), &position)) != NULL) {
        upy_printf(w, ", %v=%r", pair->key, pair->value);
    }
    upy_write(w, ")", 1);
    upy_repr_end(&guard);
}

static upy_value partial_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    const partial *p = (const partial *)self;
    return name == UPY_NAME(func)       ? p->function
           : name == UPY_NAME(args)     ? p->arguments
           : name == UPY_NAME(keywords) ? p->keywords
                                        : UPY_NULL;
}

static void partial_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((partial *)self)->function, 3);
}

static const upy_slots partial_slots = {
    .make_new = partial_make_new,
    .call = partial_call,
    .print = partial_print,
    .attribute = partial_attribute,
    .trace = partial_trace,
};
static const upy_type partial_type = {
    UPY_TYPE_HEAD(partial, partial, 0),
    .base = &upy_type_object,
    .slots = &partial_slots,
};

// A partial in a class: binds like the function in it.
static upy_value partialmethod_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_check_argument_count(n_args, 1, SIZE_MAX);
    upy_value arguments = upy_new_tuple(n_args - 1, args + 1);
    upy_dict *keywords = upy_dict_new(n_kw);
    add_keywords(keywords, n_kw, args + n_args);
    partial *p = upy_new_instance_of(type, sizeof(partial));
    p->function = args[0];
    p->arguments = arguments;
    p->keywords = upy_from_dict(keywords);
    return (upy_value)p;
}

static upy_value partialmethod_get(upy_value self, upy_value instance, const upy_type *owner) {
    const partial *p = (const partial *)self;
    upy_value function = upy_bind(p->function, instance, owner);
    upy_value arguments = p->arguments;
    if (function == p->function && instance != UPY_NULL) { // a callable that does not bind gets self all the same
        arguments = upy_binary(UPY_OP_ADD, upy_new_tuple(1, &instance), arguments);
    }
    partial *bound = upy_new_object(&partial_type, sizeof(partial));
    bound->function = function;
    bound->arguments = arguments;
    bound->keywords = p->keywords;
    return (upy_value)bound;
}

static const upy_slots partialmethod_slots = {
    .make_new = partialmethod_make_new,
    .print = partial_print,
    .attribute = partial_attribute,
    .descriptor_get = partialmethod_get,
    .trace = partial_trace,
};
static const upy_type partialmethod_type = {
    UPY_TYPE_HEAD(partialmethod, partial, 0),
    .base = &upy_type_object,
    .slots = &partialmethod_slots,
};

// ---- reduce ----------------------------------------------------------------------------------------

static upy_value reduce(size_t n_args, const upy_value *args) {
    upy_iteration it;
    upy_iteration_begin(&it, args[1]);
    upy_value total = n_args == 3 ? args[2] : upy_iteration_next(&it);
    if (total == UPY_NULL) {
        upy_raise_type("reduce() of empty iterable with no initial value");
    }
    upy_value v;
    while ((v = upy_iteration_next(&it)) != UPY_NULL) {
        total = upy_call_2(args[0], total, v);
    }
    return total;
}
static const UPY_FUNCTION(reduce_object, reduce, reduce, 2, 3);

// ---- update_wrapper, wraps ---------------------------------------------------------------------------

static const struct {
    upy_object header;
    size_t length;
    upy_value items[6];
} assigned_names = {
    {&upy_type_tuple},
    6,
    {UPY_NAME(__module__), UPY_NAME(__name__), UPY_NAME(__qualname__), UPY_NAME(__doc__), UPY_NAME(__annotations__),
     UPY_NAME(__type_params__)},
};
static const struct {
    upy_object header;
    size_t length;
    upy_value items[1];
} updated_names = {{&upy_type_tuple}, 1, {UPY_NAME(__dict__)}};

// Attributes that the wrapper refuses are left alone.
static void try_set_attribute(upy_value object, upy_value name, upy_value value) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_set_attribute(object, name, value);
        upy_end_try(&jump);
    } else if (!upy_is_instance(jump.exception, &upy_type_AttributeError) &&
               !upy_is_instance(jump.exception, &upy_type_TypeError)) {
        upy_raise(jump.exception);
    }
}

void upy_functools_update_wrapper(upy_value wrapper, upy_value wrapped, upy_value assigned, upy_value updated) {
    upy_iteration it;
    upy_value name;
    upy_iteration_begin(&it, assigned);
    while ((name = upy_iteration_next(&it)) != UPY_NULL) {
        name = upy_intern_str(upy_str_check(name));
        upy_value v = upy_get_attribute_or_null(wrapped, name);
        if (v != UPY_NULL) {
            try_set_attribute(wrapper, name, v);
        }
    }
    upy_iteration_begin(&it, updated);
    while ((name = upy_iteration_next(&it)) != UPY_NULL) {
        name = upy_intern_str(upy_str_check(name));
        upy_value to = upy_get_attribute_or_null(wrapper, name);
        upy_value from = upy_get_attribute_or_null(wrapped, name);
        if (to != UPY_NULL && from != UPY_NULL) {
            upy_call_method_named(to, UPY_NAME(update), 1, &from);
        }
    }
    try_set_attribute(wrapper, UPY_NAME(__wrapped__), wrapped);
}

static upy_value update_wrapper(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(wrapper), UPY_NULL, false},
        {UPY_NAME(wrapped), UPY_NULL, false},
        {UPY_NAME(assigned), (upy_value)&assigned_names, false},
        {UPY_NAME(updated), (upy_value)&updated_names, false},
    };
    upy_value out[4];
    upy_parse_arguments(n_args, n_kw, args, parameters, 4, out);
    upy_functools_update_wrapper(out[0], out[1], out[2], out[3]);
    return out[0];
}
static const UPY_KEYWORD_FUNCTION(update_wrapper_object, update_wrapper, update_wrapper, 0, UPY_ARGS_ANY);

static upy_value wraps(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(wrapped), UPY_NULL, false},
        {UPY_NAME(assigned), (upy_value)&assigned_names, false},
        {UPY_NAME(updated), (upy_value)&updated_names, false},
    };
    upy_value out[3];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, out);
    upy_value call[] = {(upy_value)&update_wrapper_object,
                        UPY_NAME(wrapped),
                        out[0],
                        UPY_NAME(assigned),
                        out[1],
                        UPY_NAME(updated),
                        out[2]};
    return partial_make_new(&partial_type, 1, 3, call);
}
static const UPY_KEYWORD_FUNCTION(wraps_object, wraps, wraps, 0, UPY_ARGS_ANY);

// ---- cmp_to_key --------------------------------------------------------------------------------------

// Without value: what cmp_to_key() returns; with value: a key.
typedef struct comparison_key {
    upy_object header;
    upy_value compare, value;
} comparison_key;

static const upy_type comparison_key_type;

static upy_value new_key(upy_value compare, upy_value value) {
    comparison_key *k = upy_new_object(&comparison_key_type, sizeof(comparison_key));
    k->compare = compare;
    k->value = value;
    return (upy_value)k;
}

static upy_value key_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(obj), UPY_NULL, false}};
    upy_value value;
    upy_parse_arguments(n_args, n_kw, args, parameters, 1, &value);
    return new_key(((const comparison_key *)self)->compare, value);
}

static upy_value key_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (!upy_op_is_compare(op)) {
        return UPY_NULL;
    }
    if (!upy_is_exactly(rhs, &comparison_key_type)) {
        upy_raise_type("other argument must be K instance");
    }
    const comparison_key *a = (const comparison_key *)lhs;
    const comparison_key *b = (const comparison_key *)rhs;
    if (a->value == UPY_NULL || b->value == UPY_NULL) {
        return UPY_NULL;
    }
    return upy_binary(op, upy_call_2(a->compare, a->value, b->value), UPY_SMALL_INT(0));
}

static upy_value key_unary(upy_unary_op op, upy_value self) {
    (void)self;
    return op == UPY_OP_BOOL ? UPY_TRUE : UPY_NULL; // unhashable
}

static upy_value key_attribute(upy_value self, upy_value name, upy_value value) {
    return value == UPY_MARK_LOAD && name == UPY_NAME(obj) ? ((const comparison_key *)self)->value : UPY_NULL;
}

static void key_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((comparison_key *)self)->compare, 2);
}

static const upy_slots key_slots = {
    .call = key_call,
    .unary = key_unary,
    .binary = key_binary,
    .attribute = key_attribute,
    .trace = key_trace,
};
static const upy_type comparison_key_type = {
    UPY_TYPE_HEAD(KeyWrapper, comparison_key, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &key_slots,
};

static upy_value cmp_to_key(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(mycmp), UPY_NULL, false}};
    upy_value compare;
    upy_parse_arguments(n_args, n_kw, args, parameters, 1, &compare);
    return new_key(compare, UPY_NULL);
}
static const UPY_KEYWORD_FUNCTION(cmp_to_key_object, cmp_to_key, cmp_to_key, 0, UPY_ARGS_ANY);

// ---- total_ordering ------------------------------------------------------------------------------------

// A comparison made from another one: the root's answer, maybe inverted, then combined with (in)equality.
static upy_value derive(upy_value root, bool invert, char combine, const upy_value *args) {
    upy_value pair[2];
    if (!upy_get_special(args[0], root, pair)) {
        return UPY_NOT_IMPLEMENTED;
    }
    upy_value answer = upy_call_method(pair, 1, 0, args + 1);
    if (answer == UPY_NOT_IMPLEMENTED) {
        return answer;
    }
    bool r = upy_is_true(answer) != invert;
    if (combine == '&') {
        r = r && upy_is_true(upy_binary(UPY_OP_NE, args[0], args[1]));
    } else if (combine == '|') {
        r = r || upy_is_true(upy_binary(UPY_OP_EQ, args[0], args[1]));
    }
    return upy_bool(r);
}

#define DERIVED_NAMED(python_name, root, invert, combine)                                                              \
    static upy_value python_name##_from##root(size_t n_args, const upy_value *args) {                                  \
        (void)n_args;                                                                                                  \
        return derive(UPY_NAME(root), invert, combine, args);                                                          \
    }                                                                                                                  \
    static const UPY_METHOD(python_name##_from##root##_object, object, python_name, python_name##_from##root, 2, 2);

DERIVED_NAMED(__gt__, __lt__, true, '&')
DERIVED_NAMED(__le__, __lt__, false, '|')
DERIVED_NAMED(__ge__, __lt__, true, 0)
DERIVED_NAMED(__ge__, __le__, true, '|')
DERIVED_NAMED(__lt__, __le__, false, '&')
DERIVED_NAMED(__gt__, __le__, true, 0)
DERIVED_NAMED(__lt__, __gt__, true, '&')
DERIVED_NAMED(__ge__, __gt__, false, '|')
DERIVED_NAMED(__le__, __gt__, true, 0)
DERIVED_NAMED(__le__, __ge__, true, '|')
DERIVED_NAMED(__gt__, __ge__, false, '&')
DERIVED_NAMED(__lt__, __ge__, true, 0)

// Roots in order of preference, each with the three it gives.
static const struct {
    upy_value root;
    struct {
        upy_value name;
        const upy_builtin *function;
    } derived[3];
} orderings[] = {
    {UPY_NAME(__lt__),
     {{UPY_NAME(__gt__), &__gt___from__lt___object},
      {UPY_NAME(__le__), &__le___from__lt___object},
      {UPY_NAME(__ge__), &__ge___from__lt___object}}},
    {UPY_NAME(__le__),
     {{UPY_NAME(__ge__), &__ge___from__le___object},
      {UPY_NAME(__lt__), &__lt___from__le___object},
      {UPY_NAME(__gt__), &__gt___from__le___object}}},
    {UPY_NAME(__gt__),
     {{UPY_NAME(__lt__), &__lt___from__gt___object},
      {UPY_NAME(__ge__), &__ge___from__gt___object},
      {UPY_NAME(__le__), &__le___from__gt___object}}},
    {UPY_NAME(__ge__),
     {{UPY_NAME(__le__), &__le___from__ge___object},
      {UPY_NAME(__gt__), &__gt___from__ge___object},
      {UPY_NAME(__lt__), &__lt___from__ge___object}}},
};

// What a class made by the program defines, itself or through a base.
static bool defines(const upy_type *type, upy_value name) {
    const upy_tuple *mro = upy_as_tuple(upy_type_mro(type));
    for (size_t i = 0; i < mro->length; i++) {
        const upy_type *each = (const upy_type *)mro->items[i];
        if (each != &upy_type_object && each->attributes != NULL &&
            upy_dict_find_name(each->attributes, name) != NULL) {
            return true;
        }
    }
    return false;
}

static upy_value total_ordering(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (!upy_is_type(args[0])) {
        upy_raise_type("a class is required");
    }
    const upy_type *type = (const upy_type *)args[0];
    for (size_t i = 0; i < UPY_COUNT_OF(orderings); i++) {
        if (!defines(type, orderings[i].root)) {
            continue;
        }
        for (size_t k = 0; k < 3; k++) {
            if (!defines(type, orderings[i].derived[k].name)) {
                upy_set_attribute(args[0], orderings[i].derived[k].name, (upy_value)orderings[i].derived[k].function);
            }
        }
        return args[0];
    }
    upy_raise_value_error("must define at least one ordering operation: < > <= >=");
}
static const UPY_FUNCTION(total_ordering_object, total_ordering, total_ordering, 1, 1);

static const upy_pair functools_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(functools)},
    {UPY_NAME(cache), (upy_value)&upy_functools_cache_object},
    {UPY_NAME(cached_property), (upy_value)&upy_type_functools_cached_property},
    {UPY_NAME(cmp_to_key), (upy_value)&cmp_to_key_object},
    {UPY_NAME(lru_cache), (upy_value)&upy_functools_lru_cache_object},
    {UPY_NAME(partial), (upy_value)&partial_type},
    {UPY_NAME(partialmethod), (upy_value)&partialmethod_type},
    {UPY_NAME(reduce), (upy_value)&reduce_object},
    {UPY_NAME(singledispatch), (upy_value)&upy_functools_singledispatch_object},
    {UPY_NAME(total_ordering), (upy_value)&total_ordering_object},
    {UPY_NAME(update_wrapper), (upy_value)&update_wrapper_object},
    {UPY_NAME(wraps), (upy_value)&wraps_object},
    {UPY_NAME(WRAPPER_ASSIGNMENTS), (upy_value)&assigned_names},
    {UPY_NAME(WRAPPER_UPDATES), (upy_value)&updated_names},
};
static const UPY_DEFINE_TABLE(functools_globals, functools_pairs);
const upy_module upy_module_functools = {{&upy_type_module}, (upy_dict *)&functools_globals};

// function.c — the function type: calling it from C, its attributes, what the collector must know.
#include "core/object/state.h"
#include "core/builtins/builtins.h"
#include "core/types/containers.h"
#include "core/types/str.h"
#include "core/vm/caches.h"
#include "core/vm/frame.h"

static upy_dict *attributes_of(upy_function *f) {
    if (f->attributes == NULL) {
        upy_dict *d = upy_dict_new(2);
        f->attributes = d;
    }
    return f->attributes;
}

static upy_value defaults_tuple(const upy_function *f) {
    if (f->code->n_defaults == 0) {
        return UPY_NONE;
    }
    return upy_new_tuple(f->code->n_defaults, f->defaults);
}

// Annotations are computed by a thunk when first asked for (see INTRINSIC set_annotations).
static upy_value annotations(upy_function *f) {
    upy_value thunk = f->attributes == NULL ? UPY_NULL : upy_dict_get_name(f->attributes, UPY_NAME(__annotate__));
    upy_value value = thunk == UPY_NULL || thunk == UPY_NONE ? (upy_value)upy_dict_new(0) : upy_call_0(thunk);
    upy_dict_set_name(attributes_of(f), UPY_NAME(__annotations__), value);
    return value;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value keyword_defaults_dict(const upy_function *f) {
    const upy_code *code = f->code;
    if (!code->has_keyword_defaults) {
        return UPY_NONE;
    }
    upy_dict *d = upy_dict_new(code->n_keyword_only);
    for (size_t i = 0; i < code->n_keyword_only; i++) {
        upy_value value = f->defaults[code->n_defaults + i];
        if (value != UPY_NULL) {
            upy_dict_set(d, code->variables[code->n_args + i], value);
        }
    }
    return (upy_value)d;
}

static upy_value closure_tuple(const upy_function *f) {
    return f->code->n_captures == 0 ? UPY_NONE : upy_new_tuple(f->code->n_captures, f->captured);
}
#endif

static upy_value load(upy_function *f, upy_value name) {
    const upy_code *code = f->code;
    if (f->attributes != NULL) {
        upy_value value = upy_dict_get_name(f->attributes, name);
        if (value != UPY_NULL) {
            return value;
        }
    }
    if (name == UPY_NAME(__name__)) {
        return code->name;
    }
    if (name == UPY_NAME(__qualname__)) {
        return code->qualname;
    }
    if (name == UPY_NAME(__doc__)) {
        return code->docstring == UPY_NULL ? UPY_NONE : code->docstring;
    }
    if (name == UPY_NAME(__module__)) {
        upy_value module = upy_dict_get_name(f->globals, UPY_NAME(__name__));
        return module == UPY_NULL ? UPY_NONE : module;
    }
    if (name == UPY_NAME(__globals__)) {
        return (upy_value)f->globals;
    }
    if (name == UPY_NAME(__code__)) {
        return (upy_value)code;
    }
    if (name == UPY_NAME(__defaults__)) {
        return defaults_tuple(f);
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__kwdefaults__)) {
        return keyword_defaults_dict(f);
    }
    if (name == UPY_NAME(__closure__)) {
        return closure_tuple(f);
    }
#endif
    if (name == UPY_NAME(__dict__)) {
        return (upy_value)attributes_of(f);
    }
    if (name == UPY_NAME(__annotations__)) {
        return annotations(f);
    }
    if (name == UPY_NAME(__type_params__)) {
        return UPY_EMPTY_TUPLE;
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__builtins__)) {
        return upy_get_attribute((upy_value)&upy_module_builtins, UPY_NAME(__dict__));
    }
#endif
    return UPY_NULL;
}

static bool is_readonly(upy_value name) {
    return name == UPY_NAME(__globals__) || name == UPY_NAME(__code__) ||
           (UPY_LEVEL >= UPY_LEVEL_FULL ? name == UPY_NAME(__closure__) : name == UPY_NAME(__defaults__));
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
// Gives f other defaults: `n` values for its last positional parameters, and one per keyword-only parameter (or NULL).
// How many there are is part of the code, so f gets a descriptor of its own when the number changes.
static void replace_defaults(upy_function *f, const upy_code *code, size_t n, const upy_value *values,
                             const upy_value *keyword_values) {
    size_t n_keyword = keyword_values == NULL ? 0 : code->n_keyword_only;
    upy_value *storage = n + n_keyword == 0 ? NULL : upy_heap_alloc_storage((n + n_keyword) * sizeof *storage);
    upy_code *own = upy_new_object(&upy_type_code, sizeof *own + sizeof(upy_code_state));
    if (n > 0) {
        memcpy(storage, values, n * sizeof *storage);
    }
    if (n_keyword > 0) {
        memcpy(storage + n, keyword_values, n_keyword * sizeof *storage);
    }
    *own = *code;
    own->state = (upy_code_state *)(void *)(own + 1);
    vm_use_globals(own, f->globals);
    own->n_defaults = (uint16_t)n;
    own->has_keyword_defaults = n_keyword > 0;
    f->defaults = storage;
    f->code = own;
}

// f.__defaults__ = tuple
static void set_defaults(upy_function *f, upy_value value) {
    size_t n = 0;
    upy_value *items = NULL;
    const upy_code *code = f->code;
    if (value != UPY_NONE && (!upy_has_layout(value, UPY_TYPE_TUPLE_BASED) || !upy_get_items(value, &n, &items))) {
        upy_raise_type("__defaults__ must be set to a tuple object");
    }
    if (n > code->n_args) { // those in front have no parameter
        items += n - code->n_args;
        n = code->n_args;
    }
    replace_defaults(f, code, n, items, code->has_keyword_defaults ? f->defaults + code->n_defaults : NULL);
}

// f.__kwdefaults__ = dict
static void set_keyword_defaults(upy_function *f, upy_value value) {
    const upy_code *code = f->code;
    if (value != UPY_NONE && !upy_has_layout(value, UPY_TYPE_DICT_BASED)) {
        upy_raise_type("__kwdefaults__ must be set to a dict object");
    }
    upy_value values = UPY_NULL;
    if (value != UPY_NONE && code->n_keyword_only > 0) {
        values = upy_new_tuple(code->n_keyword_only, NULL);
        for (size_t i = 0; i < code->n_keyword_only; i++) {
            upy_as_tuple(values)->items[i] = upy_dict_get_name(upy_as_dict(value), code->variables[code->n_args + i]);
        }
    }
    replace_defaults(f, code, code->n_defaults, f->defaults, values == UPY_NULL ? NULL : upy_as_tuple(values)->items);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
// f.__code__ = code: the defaults stay.
static void set_code(upy_function *f, upy_value value) {
    const upy_code *code = (const upy_code *)value, *old = f->code;
    if (!upy_is_exactly(value, &upy_type_code)) {
        upy_raise_type("__code__ must be set to a code object");
    }
    if (code->n_captures != old->n_captures) {
        upy_raise_value_error("%q() requires a code object with %zu free vars, not %zu", old->name,
                              (size_t)old->n_captures, (size_t)code->n_captures);
    }
    size_t n = old->n_defaults < code->n_args ? old->n_defaults : code->n_args;
    bool keeps_keywords = old->has_keyword_defaults && old->n_keyword_only == code->n_keyword_only;
    replace_defaults(f, code, n, f->defaults + (old->n_defaults - n),
                     keeps_keywords ? f->defaults + old->n_defaults : NULL);
    upy_code *own = (upy_code *)(uintptr_t)f->code;
    own->name = old->name;
    own->qualname = old->qualname;
    own->docstring = old->docstring;
}
#endif
#endif

static upy_value function_attribute(upy_value self, upy_value name, upy_value value) {
    upy_function *f = (upy_function *)self;
    if (value == UPY_MARK_LOAD) {
        return load(f, name);
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__code__) && value != UPY_MARK_DELETE) {
        set_code(f, value);
        return UPY_NONE;
    }
    if ((name == UPY_NAME(__defaults__) || name == UPY_NAME(__kwdefaults__)) && value == UPY_MARK_DELETE) {
        value = UPY_NONE;
    }
#endif
    if (is_readonly(name)) {
        return UPY_NULL;
    }
    if (value == UPY_MARK_DELETE) {
        return f->attributes == NULL ? UPY_NULL : upy_dict_remove(f->attributes, name);
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__defaults__)) {
        set_defaults(f, value);
        return UPY_NONE;
    }
    if (name == UPY_NAME(__kwdefaults__)) {
        set_keyword_defaults(f, value);
        return UPY_NONE;
    }
#endif
    if ((name == UPY_NAME(__name__) || name == UPY_NAME(__qualname__)) && !upy_is_str(value)) {
        upy_raise_type("%q must be set to a string object", name);
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__dict__)) {
        if (!upy_has_layout(value, UPY_TYPE_DICT_BASED)) {
            upy_raise_type("__dict__ must be set to a dictionary");
        }
        f->attributes = upy_as_dict(value);
        return UPY_NONE;
    }
#endif
    upy_dict_set_name(attributes_of(f), name, value);
    return UPY_NONE;
}

static void function_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_printf(w, "<function %q at 0x%zx>", ((const upy_function *)self)->code->name, (size_t)(uintptr_t)self);
}

static upy_value function_descriptor_get(upy_value self, upy_value instance, const upy_type *owner) {
    (void)owner;
    return instance == UPY_NULL || instance == UPY_NONE ? self : upy_new_bound_method(self, instance);
}

static void function_trace(upy_value self, upy_tracer *tracer) {
    const upy_function *f = (const upy_function *)self;
    const upy_code *code = f->code;
    if (code == NULL) {
        return;
    }
    upy_trace_value(tracer, (upy_value)code);
    upy_trace_value(tracer, (upy_value)f->globals);
    upy_trace_value(tracer, (upy_value)f->attributes);
    upy_trace_values(tracer, f->captured, code->n_captures);
    if (f->defaults != NULL) {
        upy_trace_storage(tracer, f->defaults);
        upy_trace_values(tracer, f->defaults,
                         code->n_defaults + (code->has_keyword_defaults ? code->n_keyword_only : 0u));
    }
}

// type(f)(code, globals): a function from a code object.
static upy_value function_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)type;
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 2, 2);
    if (!upy_is_exactly(args[0], &upy_type_code)) {
        upy_raise_type("can't convert %T to code", args[0]);
    }
    if (!upy_has_layout(args[1], UPY_TYPE_DICT_BASED)) {
        upy_raise_type("globals must be a dict");
    }
    const upy_code *code = (const upy_code *)args[0];
    if (code->n_captures > 0) {
        upy_raise_value_error("code object has free variables");
    }
    if (code->n_defaults > 0 || code->has_keyword_defaults) {
        upy_raise_value_error("code object needs default values");
    }
    upy_function *f = upy_new_object(&upy_type_function, sizeof *f);
    f->code = code;
    f->globals = upy_as_dict(args[1]);
    vm_use_globals(code, f->globals);
    return (upy_value)f;
}

static const upy_slots function_slots = {
    .make_new = function_make_new,
    .call = upy_function_call,
    .print = function_print,
    .attribute = function_attribute,
    .descriptor_get = function_descriptor_get,
    .trace = function_trace,
};

#if UPY_LEVEL >= UPY_LEVEL_FULL
static const UPY_GETSET(code_getset, __code__);
static const UPY_GETSET(globals_getset, __globals__);
static const UPY_GETSET(defaults_getset, __defaults__);
static const UPY_GETSET(closure_getset, __closure__);
static const upy_pair function_pairs[] = {
    {UPY_NAME(__code__), (upy_value)&code_getset},
    {UPY_NAME(__globals__), (upy_value)&globals_getset},
    {UPY_NAME(__defaults__), (upy_value)&defaults_getset},
    {UPY_NAME(__closure__), (upy_value)&closure_getset},
};
static const UPY_DEFINE_TABLE(function_attributes, function_pairs);
#define FUNCTION_ATTRIBUTES &function_attributes
#else
#define FUNCTION_ATTRIBUTES NULL
#endif

const upy_type upy_type_function = {
    UPY_TYPE_HEAD(function, upy_function, UPY_TYPE_BINDS_SELF | UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &function_slots,
    .attributes = FUNCTION_ATTRIBUTES,
};

// type.c — the type `type`: calling classes, their attributes, metaclasses.
//
// Calling a class runs, in this order: __call__ of a metaclass, __new__, __init__. The common class has neither of
// the first two; upy_class_is_simple() lets the VM do that case without coming here. Looking up attributes of classes
// is core/object/attribute.c's; here are those that every type has beside its namespace.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/generic.h"
#include "core/types/str.h"

static const upy_type *as_type(upy_value v) { return (const upy_type *)v; }
static bool is_ram_class(const upy_type *t) { return upy_type_is_class(t) && upy_heap_contains(t); }

// ---- Construction -------------------------------------------------------------------------------

void upy_raise_init_result(upy_value result) { upy_raise_type("__init__() should return None, not '%T'", result); }

upy_value upy_find_before_native(const upy_type *type, upy_value name) {
    upy_value found = upy_type_lookup(type, name);
    const upy_type *native = upy_as_class(type)->native;
    if (!found || !native) {
        return found;
    }
    upy_mro_walk walk;
    for (const upy_type *t = upy_mro_begin(&walk, type); t && t != native; t = upy_mro_next(&walk)) {
        if (t->attributes && upy_dict_find_name(t->attributes, name)) {
            return found;
        }
    }
    return UPY_NULL;
}

static void run_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    const upy_type *type = upy_type_of(self);
    upy_value found = upy_type_is_class(type) ? upy_find_before_native(type, UPY_NAME(__init__)) : UPY_NULL;
    if (found) {
        upy_value pair[2] = {found, self};
        if (!(upy_type_of(found)->flags & UPY_TYPE_BINDS_SELF)) {
            pair[0] = upy_bind(found, self, type);
            pair[1] = UPY_NULL;
        }
        upy_value result = upy_call_method(pair, n_args, n_kw, args);
        if (result != UPY_NONE) {
            upy_raise_init_result(result);
        }
        return;
    }
    const upy_type *native = upy_type_native(type);
    if (upy_type_is_class(type) && native->slots->init) {
        native->slots->init(self, n_args, n_kw, args);
    }
}

static upy_value call_new(upy_value found, const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    if (upy_is_exactly(found, &upy_type_staticmethod)) {
        found = ((upy_wrapper *)found)->function;
    } else if (!(upy_type_of(found)->flags & UPY_TYPE_BINDS_SELF)) {
        found = upy_bind(found, UPY_NULL, type);
    }
    upy_value pair[] = {found, (upy_value)type};
    return upy_call_method(pair, n_args, n_kw, args);
}

static upy_value native_new(const upy_type *native, const upy_type *type, size_t n_args, size_t n_kw,
                            const upy_value *args) {
    if (!native->slots->make_new) {
        upy_raise_type("can't create '%q' instances", type->name);
    }
    return native->slots->make_new(type, n_args, n_kw, args);
}

// The call slot of `type`: construction, without the __call__ a metaclass may define.
static upy_value type_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    const upy_type *type = as_type(self);
    if (!upy_type_is_class(type)) {
        return native_new(type, type, n_args, n_kw, args);
    }
    upy_value made, found = upy_find_before_native(type, UPY_NAME(__new__));
    const upy_type *native = upy_as_class(type)->native;
    if (found) {
        made = call_new(found, type, n_args, n_kw, args);
        if (!upy_is_instance(made, type)) {
            return made;
        }
    } else if (native) {
        made = native_new(native, type, n_args, n_kw, args);
    } else {
        upy_check_instantiable(type);
        made = upy_new_plain_instance(upy_as_class(type));
    }
    run_init(made, n_args, n_kw, args);
    return made;
}

upy_value upy_type_call(upy_value type, size_t n_args, size_t n_kw, const upy_value *args) {
    return upy_type_of(type)->slots->call(type, n_args, n_kw, args);
}

bool upy_class_is_simple(const upy_class *cls, const upy_value **init_entry) {
    const upy_type *meta = cls->type.header.type;
    if (cls->native || cls->type.flags & UPY_TYPE_IS_ABSTRACT ||
        (meta != &upy_type_type && upy_type_lookup(meta, UPY_NAME(__call__)))) {
        return false;
    }
    *init_entry = upy_type_lookup_entry(&cls->type, UPY_NAME(__init__));
    return (!*init_entry || upy_type_of(**init_entry)->flags & UPY_TYPE_BINDS_SELF) &&
           !upy_type_lookup_entry(&cls->type, UPY_NAME(__new__));
}

// type(x); type(name, bases, namespace, **kw)
static upy_value type_make_new(const upy_type *metaclass, size_t n_args, size_t n_kw, const upy_value *args) {
    if (n_args == 1 && metaclass == &upy_type_type) {
        upy_no_keywords(n_kw);
        return (upy_value)upy_visible_type_of(args[0]);
    }
    if (n_args != 3) {
        upy_raise_type("type takes 1 or 3 arguments");
    }
    if (!upy_is_str(args[0]) || !upy_has_layout(args[1], UPY_TYPE_TUPLE_BASED) ||
        !upy_has_layout(args[2], UPY_TYPE_DICT_BASED)) {
        upy_raise_type("type() arguments must be str, tuple, dict");
    }
    const upy_type *winner = upy_metaclass_of(metaclass, args[1]);
    if (winner != metaclass && upy_type_is_class(winner)) {
        upy_value found = upy_find_before_native(winner, UPY_NAME(__new__));
        if (found) {
            return call_new(found, winner, n_args, n_kw, args);
        }
    }
    const upy_dict *given = upy_as_dict(args[2]);
    upy_dict *attributes = upy_dict_new_namespace(upy_dict_length(given));
    size_t position = 0;
    for (upy_pair *p; (p = upy_dict_next(given, &position)) != NULL;) {
        if (upy_is_str(p->key)) {
            upy_dict_set_name(attributes, upy_intern_str(p->key), p->value);
        } else {
            upy_dict_set(attributes, p->key, p->value);
        }
    }
    upy_dict *globals = UPY_FULL_DATA_MODEL ? upy_current_globals() : NULL;
    upy_value module = globals ? upy_dict_get_name(globals, UPY_NAME(__name__)) : UPY_NULL;
    if (module && !upy_dict_get_name(attributes, UPY_NAME(__module__))) {
        upy_dict_set_name(attributes, UPY_NAME(__module__), module);
    }
    upy_value bases = upy_to_tuple(args[1]);
    return upy_new_class(winner, args[0], bases, attributes, n_kw, args + n_args);
}

// type.__init__ accepts what type.__new__ got, and does nothing.
static void type_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)self, (void)n_args, (void)n_kw, (void)args;
}

// ---- Attributes ---------------------------------------------------------------------------------

static upy_value bases_of(const upy_type *t) {
    if (upy_type_is_class(t)) {
        return upy_as_class(t)->bases;
    }
    upy_value base = (upy_value)t->base;
    return base ? upy_new_tuple(1, &base) : UPY_EMPTY_TUPLE;
}

static upy_value own(const upy_type *t, upy_value name) {
    return t->attributes ? upy_dict_get_name(t->attributes, name) : UPY_NULL;
}

static upy_value load_annotations(const upy_type *t) {
    upy_value v = own(t, UPY_NAME(__annotations__));
    upy_value function = v ? UPY_NULL : own(t, UPY_NAME(__annotate__));
    if (v || !is_ram_class(t)) {
        return v;
    }
    v = function && function != UPY_NONE ? upy_call_0(function) : upy_from_dict(upy_dict_new(0));
    if (function) {
        upy_dict_set_name((upy_dict *)t->attributes, UPY_NAME(__annotations__), v);
    }
    return v;
}

upy_value upy_builtin_home(upy_value v, upy_value name) {
    if (UPY_LEVEL >= UPY_LEVEL_FULL && v == (upy_value)&upy_type_generic_alias) {
        return UPY_NAME(types);
    }
    for (size_t i = 0; UPY_LEVEL >= UPY_LEVEL_FULL && i < upy_builtin_modules_count; i++) {
        const upy_module *module = upy_builtin_modules[i].module;
        if (module && module->globals && upy_dict_get_name(module->globals, name) == v) {
            return upy_dict_get_name(module->globals, UPY_NAME(__name__));
        }
    }
    return UPY_NAME(builtins);
}

// Attributes every type has, which its own namespace does not hold (or not under this name).
static upy_value load_fixed(const upy_type *t, upy_value name) {
    if (name == UPY_NAME(__name__)) {
        return t->name;
    }
    if (name == UPY_NAME(__qualname__)) {
        return upy_type_is_class(t) ? upy_as_class(t)->qualname : t->name;
    }
    if (name == UPY_NAME(__bases__)) {
        return bases_of(t);
    }
    if (name == UPY_NAME(__base__)) {
        return t->base ? (upy_value)t->base : UPY_NONE;
    }
    if (name == UPY_NAME(__mro__)) {
        return upy_type_mro(t);
    }
    if (name == UPY_NAME(__dict__)) {
        return upy_new_mapping_proxy_of_type(t);
    }
    if (name == UPY_NAME(__annotations__)) {
        return load_annotations(t);
    }
    if (name == UPY_NAME(__doc__)) {
        upy_value v = own(t, name);
        return v ? upy_bind(v, UPY_NULL, t) : UPY_NONE;
    }
    if (name == UPY_NAME(__module__)) {
        upy_value v = upy_type_is_class(t) ? upy_type_lookup(t, name) : UPY_NULL;
        return v ? v : upy_builtin_home((upy_value)t, t->name);
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__flags__)) { // as CPython numbers them: made at run time, abstract
        return upy_small_int((upy_type_is_class(t) ? 1 << 9 : 0) | (t->flags & UPY_TYPE_IS_ABSTRACT ? 1 << 20 : 0));
    }
    if (name == UPY_NAME(__text_signature__) && t == &upy_type_object) {
        return upy_new_str("()", 2);
    }
#endif
    if (name == UPY_NAME(__type_params__)) {
        upy_value v = own(t, name);
        return v ? v : UPY_EMPTY_TUPLE;
    }
    return UPY_NULL;
}

// Storing goes to the namespace of the class (attribute.c), except for what load_fixed() answers.
static upy_value store_fixed(upy_value self, upy_value name, upy_value value) {
    const upy_type *t = as_type(self);
    if (!is_ram_class(t)) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(__name__) || name == UPY_NAME(__qualname__)) {
        if (value == UPY_MARK_DELETE || !upy_is_str(value)) {
            upy_raise_type("can only assign string to %q.%q", t->name, name);
        }
        upy_class *cls = upy_as_class(t);
        upy_store(self, name == UPY_NAME(__name__) ? &cls->type.name : &cls->qualname, upy_intern_str(value));
        return UPY_NONE;
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__bases__) && value != UPY_MARK_DELETE) {
        upy_class_set_bases(upy_as_class(t), value);
        return UPY_NONE;
    }
#endif
    if (name == UPY_NAME(__bases__) || name == UPY_NAME(__mro__) || name == UPY_NAME(__dict__) ||
        name == UPY_NAME(__base__)) {
        upy_raise_attribute(self, name);
    }
    return UPY_NULL;
}

static upy_value type_attribute(upy_value self, upy_value name, upy_value value) {
    return value == UPY_MARK_LOAD ? load_fixed(as_type(self), name) : store_fixed(self, name, value);
}

// ---- The other slots ----------------------------------------------------------------------------

static void type_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_printf(w, "<class '%q'>", as_type(self)->name);
}

#if UPY_FULL_DATA_MODEL
static bool is_generic(const upy_type *t) {
    const uint32_t containers = UPY_TYPE_LIST_BASED | UPY_TYPE_TUPLE_BASED | UPY_TYPE_DICT_BASED | UPY_TYPE_SET_BASED;
    if (t->flags & containers || t == &upy_type_type || upy_is_group_type(t) || upy_type_native(t)->slots->next) {
        return true;
    }
    // deque, partial, Token and whatever else comes with a module
    const upy_type *native = upy_type_native(t);
    return UPY_LEVEL >= UPY_LEVEL_FULL && !(t->flags & (UPY_TYPE_IS_EXCEPTION | UPY_TYPE_TYPE_BASED)) &&
           (native->name == UPY_NAME(mappingproxy) ||
            upy_builtin_home((upy_value)native, native->name) != UPY_NAME(builtins));
}
#endif

// Cls[…]: __class_getitem__, or the generic form of a native container.
static upy_value type_subscript(upy_value self, upy_value index, upy_value value) {
    const upy_type *t = as_type(self);
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    upy_value found = upy_type_lookup(t, UPY_NAME(__class_getitem__));
    if (found) {
        return upy_call_1(upy_bind(found, UPY_NULL, t), index);
    }
#if UPY_FULL_DATA_MODEL
    if (is_generic(t)) {
        return upy_new_generic_alias(self, index);
    }
#endif
    upy_raise_type("type '%q' isn't subscriptable", t->name);
}

static upy_value type_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
#if UPY_FULL_DATA_MODEL
    if (op == UPY_OP_OR) {
        return upy_new_union(lhs, rhs);
    }
    if (op == (upy_binary_op)(UPY_OP_REVERSE_ADD + UPY_OP_OR)) {
        return upy_new_union(rhs, lhs);
    }
#endif
    (void)op, (void)lhs, (void)rhs;
    return UPY_NULL;
}

static void type_trace(upy_value self, upy_tracer *tracer) {
    const upy_type *t = as_type(self);
    if (!upy_type_is_class(t)) {
        return;
    }
    upy_class *cls = upy_as_class(t);
    upy_trace_value(tracer, t->name);
    upy_trace_value(tracer, (upy_value)t->base);
    upy_trace_value(tracer, (upy_value)t->attributes);
    upy_trace_value(tracer, cls->bases);
    upy_trace_value(tracer, cls->mro);
    upy_trace_value(tracer, (upy_value)cls->root_shape);
    upy_trace_value(tracer, cls->qualname);
}

static void type_finalize(upy_value self) {
    UPY->epoch++; // inline caches know the class by its address
    upy_class_unlink(upy_as_class(as_type(self)));
}

static size_t type_size(upy_value self) {
    return upy_type_is_class(as_type(self)) ? sizeof(upy_class) : sizeof(upy_type);
}

const upy_slots upy_type_slots = {
    .make_new = type_make_new,
    .init = type_init,
    .call = type_call,
    .print = type_print,
    .binary = type_binary,
    .subscript = type_subscript,
    .attribute = type_attribute,
    .trace = type_trace,
    .finalize = type_finalize,
    .size_of = type_size,
};

// ---- Methods ------------------------------------------------------------------------------------

static upy_value type_mro_method_call(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_to_list(upy_type_mro(as_type(args[0])));
}
static const UPY_METHOD(type_mro_method, type, mro, type_mro_method_call, 1, 1);

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value type_subclasses(size_t n_args, const upy_value *args) {
    (void)n_args;
    const upy_type *t = as_type(args[0]);
    return is_ram_class(t) ? upy_class_subclasses(upy_as_class(t)) : upy_new_list_with_capacity(0);
}
static const UPY_METHOD(type_subclasses_method, type, __subclasses__, type_subclasses, 1, 1);

static upy_value type_prepare(size_t n_args, size_t n_kw, const upy_value *args) {
    (void)n_args, (void)n_kw, (void)args;
    return upy_from_dict(upy_dict_new_namespace(4));
}
static const UPY_KEYWORD_CLASS_METHOD(type_prepare_method, __prepare__, type_prepare, 1, UPY_ARGS_ANY);

// Below the hooks of a metaclass: what isinstance() and issubclass() do without them.
static upy_value type_instancecheck(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_is_instance(args[1], as_type(args[0])));
}
static const UPY_METHOD(type_instancecheck_method, type, __instancecheck__, type_instancecheck, 2, 2);

static upy_value type_subclasscheck(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_is_type(args[1]) && upy_is_subtype(as_type(args[1]), as_type(args[0])));
}
static const UPY_METHOD(type_subclasscheck_method, type, __subclasscheck__, type_subclasscheck, 2, 2);
#endif

static const upy_pair type_pairs[] = {
    {UPY_NAME(mro), (upy_value)&type_mro_method},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(__subclasses__), (upy_value)&type_subclasses_method},
    {UPY_NAME(__prepare__), (upy_value)&type_prepare_method},
    {UPY_NAME(__instancecheck__), (upy_value)&type_instancecheck_method},
    {UPY_NAME(__subclasscheck__), (upy_value)&type_subclasscheck_method},
#endif
};
static const UPY_DEFINE_TABLE(type_attributes, type_pairs);

const upy_type upy_type_type = {UPY_TYPE_HEAD(type, upy_class, UPY_TYPE_TYPE_BASED | UPY_TYPE_EQ_IDENTITY),
                                .base = &upy_type_object, .slots = &upy_type_slots, .attributes = &type_attributes};

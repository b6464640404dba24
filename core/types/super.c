// super.c — super(): attribute access that starts behind a given class in the MRO.
//
// For super().name and super().name(…) the VM calls the two functions below, so that neither a super object nor a
// bound method is made. The object exists for everything else: super kept in a variable, super(C, x), repr.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/str.h"

typedef struct super_object {
    upy_object header;
    upy_value cls, self; // self: UPY_NULL for super(C)
} super_object;

// The type whose MRO is followed; *is_class: self is itself a class (in class methods and __new__).
static const upy_type *start_type(upy_value cls, upy_value self, bool *is_class) {
    if (!upy_is_type(cls)) {
        upy_raise_type("super() argument 1 must be a type, not %T", cls);
    }
    const upy_type *type = (const upy_type *)cls;
    *is_class = upy_is_type(self) && upy_is_subtype((const upy_type *)self, type);
    if (*is_class) {
        return (const upy_type *)self;
    }
    if (!upy_is_instance(self, type)) {
#if UPY_LEVEL >= UPY_LEVEL_FULL
        const upy_type *claimed = upy_claimed_class(self);
        if (claimed && upy_is_subtype(claimed, type)) {
            return claimed;
        }
#endif
        upy_raise_type("super(type, obj): obj must be an instance or subtype of type");
    }
    return upy_type_of(self);
}

static upy_value find_behind(const upy_type *start, const upy_type *cls, upy_value name) {
    upy_mro_walk walk;
    const upy_type *t = upy_mro_begin(&walk, start);
    while (t && t != cls) {
        t = upy_mro_next(&walk);
    }
    while (t && (t = upy_mro_next(&walk)) != NULL) {
        upy_value found = t->attributes ? upy_dict_get_name(t->attributes, name) : UPY_NULL;
        if (!found && (!upy_type_is_class(t) || !upy_heap_contains(t))) {
            found = upy_synthesise_own_dunder(upy_type_native(t), name);
        }
        if (found) {
            return found;
        }
    }
    return UPY_NULL;
}

static UPY_NORETURN void raise_missing(upy_value name) {
    upy_raise_new(&upy_type_AttributeError, "'super' object has no attribute '%q'", name);
}

void upy_super_get_method(upy_value cls, upy_value self, upy_value name, upy_value pair[2]) {
    bool is_class;
    const upy_type *start = start_type(cls, self, &is_class);
    upy_value found = find_behind(start, (const upy_type *)cls, name);
    if (!found) {
        raise_missing(name);
    }
    upy_bind_pair(found, is_class ? UPY_NULL : self, start, pair);
}

static upy_value get_or_null(upy_value cls, upy_value self, upy_value name) {
    bool is_class;
    const upy_type *start = start_type(cls, self, &is_class);
    upy_value found = find_behind(start, (const upy_type *)cls, name);
    return found ? upy_bind(found, is_class ? UPY_NULL : self, start) : UPY_NULL;
}

// What a super object has itself. UPY_NULL: name is something to look for in the classes behind.
static upy_value own_attribute(upy_value cls, upy_value self, upy_value name) {
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__thisclass__)) {
        return cls;
    }
    if (name == UPY_NAME(__self__)) {
        return self ? self : UPY_NONE;
    }
#else
    (void)cls, (void)self;
#endif
    return name == UPY_NAME(__class__) ? (upy_value)&upy_type_super : UPY_NULL;
}

upy_value upy_super_get_attribute(upy_value cls, upy_value self, upy_value name) {
    upy_value found = own_attribute(cls, self, name);
    found = found ? found : get_or_null(cls, self, name);
    if (!found) {
        raise_missing(name);
    }
    return found;
}

// ---- The object ---------------------------------------------------------------------------------

static super_object *as_super(upy_value v) { return (super_object *)v; }

static upy_value make(const upy_type *type, upy_value cls, upy_value self) {
    bool is_class;
    start_type(cls, self ? self : cls, &is_class);
    super_object *s = upy_new_instance_of(type, sizeof *s);
    upy_store((upy_value)s, &s->cls, cls);
    upy_store((upy_value)s, &s->self, self);
    return (upy_value)s;
}

upy_value upy_new_super(upy_value cls, upy_value self) { return make(&upy_type_super, cls, self); }

static upy_value super_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 2);
    return make(type, args[0], n_args == 2 && args[1] != UPY_NONE ? args[1] : UPY_NULL);
}

static void super_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_check_stack();
    super_object *s = as_super(self);
    upy_printf(w, "<super: %r, ", s->cls);
    if (s->self) {
        upy_printf(w, "<%T object>>", s->self);
    } else {
        upy_write_string(w, "NULL>");
    }
}

// Assignment and deletion reach only data descriptors of the classes behind.
static upy_value super_store(super_object *s, upy_value name, upy_value value) {
    bool is_class;
    const upy_type *start = start_type(s->cls, s->self, &is_class);
    upy_value found = find_behind(start, (const upy_type *)s->cls, name);
    return upy_store_through(found, s->self, name, value) ? UPY_NONE : UPY_NULL;
}

static upy_value super_attribute(upy_value self, upy_value name, upy_value value) {
    super_object *s = as_super(self);
    if (value != UPY_MARK_LOAD) {
        return s->self ? super_store(s, name, value) : UPY_NULL;
    }
    upy_value own = own_attribute(s->cls, s->self, name);
    if (own) {
        return name != UPY_NAME(__class__) ? own : UPY_NULL; // that of a subclass is its own
    }
    return s->self ? get_or_null(s->cls, s->self, name) : UPY_NULL;
}

// super(C) in a class body: bound to the instance it is asked through.
static upy_value super_get(upy_value self, upy_value instance, const upy_type *owner) {
    (void)owner;
    super_object *s = as_super(self);
    return instance && !s->self ? make(upy_type_of(self), s->cls, instance) : self;
}

static void super_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, as_super(self)->cls);
    upy_trace_value(tracer, as_super(self)->self);
}

static const upy_slots super_slots = {.make_new = super_make_new,
                                      .print = super_print,
                                      .attribute = super_attribute,
                                      .descriptor_get = super_get,
                                      .trace = super_trace};

const upy_type upy_type_super = {UPY_TYPE_HEAD(super, super_object, UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object,
                                 .slots = &super_slots};

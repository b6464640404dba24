// descriptors_small.c — property, staticmethod, classmethod and super at the smallest level, in place of descriptors.c
// and super.c: a property has a getter and perhaps a setter; super objects load attributes.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"

// All of them hold two values: the function, the getter or the class; nothing, the setter or self.
typedef struct pair_object {
    upy_object header;
    upy_value first, second; // the second may be UPY_NULL
} pair_object;

static pair_object *as_pair(upy_value v) { return (pair_object *)v; }

static upy_value new_pair(const upy_type *type, upy_value first, upy_value second) {
    pair_object *p = upy_new_instance_of(type, sizeof *p);
    p->first = first;
    p->second = second;
    return (upy_value)p;
}

static upy_value pair_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 2);
    return new_pair(type, args[0], n_args > 1 ? args[1] : UPY_NULL);
}

static void pair_trace(upy_value self, upy_tracer *tracer) { upy_trace_values(tracer, &as_pair(self)->first, 2); }

// ---- staticmethod and classmethod ---------------------------------------------------------------

static upy_value static_get(upy_value self, upy_value instance, const upy_type *owner) {
    (void)instance, (void)owner;
    return as_pair(self)->first;
}

static upy_value class_get(upy_value self, upy_value instance, const upy_type *owner) {
    (void)instance;
    return upy_new_bound_method(as_pair(self)->first, (upy_value)owner);
}

static const upy_slots static_slots = {.make_new = pair_make_new, .descriptor_get = static_get, .trace = pair_trace};
static const upy_slots class_slots = {.make_new = pair_make_new, .descriptor_get = class_get, .trace = pair_trace};

const upy_type upy_type_staticmethod = {UPY_TYPE_HEAD(staticmethod, pair_object, UPY_TYPE_IS_FINAL),
                                        .base = &upy_type_object, .slots = &static_slots};
const upy_type upy_type_classmethod = {UPY_TYPE_HEAD(classmethod, pair_object, UPY_TYPE_IS_FINAL),
                                       .base = &upy_type_object, .slots = &class_slots};

// ---- property -----------------------------------------------------------------------------------

static upy_value property_get(upy_value self, upy_value instance, const upy_type *owner) {
    (void)owner;
    return instance ? upy_call_1(as_pair(self)->first, instance) : self;
}

static bool property_set(upy_value self, upy_value instance, upy_value value) {
    if (value == UPY_MARK_DELETE || !as_pair(self)->second) {
        upy_raise_new(&upy_type_AttributeError, "can't set attribute");
    }
    upy_call_2(as_pair(self)->second, instance, value);
    return true;
}

static upy_value property_setter(size_t n_args, const upy_value *args) {
    (void)n_args;
    return new_pair(&upy_type_property, as_pair(args[0])->first, args[1]);
}
static const UPY_METHOD(setter_method, property, setter, property_setter, 2, 2);

static const upy_pair property_pairs[] = {{UPY_NAME(setter), (upy_value)&setter_method}};
static const UPY_DEFINE_TABLE(property_attributes, property_pairs);

static const upy_slots property_slots = {
    .make_new = pair_make_new, .descriptor_get = property_get, .descriptor_set = property_set, .trace = pair_trace};
const upy_type upy_type_property = {UPY_TYPE_HEAD(property, pair_object, UPY_TYPE_IS_FINAL), .base = &upy_type_object,
                                    .slots = &property_slots, .attributes = &property_attributes};

// ---- super ----------------------------------------------------------------------------------------

upy_value upy_new_super(upy_value cls, upy_value self) {
    if (!upy_is_type(cls) ||
        !upy_is_subtype(upy_is_type(self) ? (const upy_type *)self : upy_type_of(self), (const upy_type *)cls)) {
        upy_raise_type("super(type, obj): obj must be an instance or subtype of type");
    }
    return new_pair(&upy_type_super, cls, self);
}

static upy_value super_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)type;
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 2, 2);
    return upy_new_super(args[0], args[1]);
}

// super().__init__(…) where no class behind has one: that of the native base.
static upy_value native_init(size_t n_args, size_t n_kw, const upy_value *args) {
    const upy_slots *slots = upy_type_native(upy_type_of(args[0]))->slots;
    if (slots->init != NULL) {
        slots->init(args[0], n_args - 1, n_kw, args + 1);
    }
    return UPY_NONE;
}
static const UPY_KEYWORD_METHOD(native_init_method, object, __init__, native_init, 1, UPY_ARGS_ANY);

static upy_value super_attribute(upy_value self, upy_value name, upy_value value) {
    const pair_object *s = as_pair(self);
    bool is_class = upy_is_type(s->second);
    const upy_type *start = is_class ? (const upy_type *)s->second : upy_type_of(s->second);
    upy_mro_walk walk;
    const upy_type *t = upy_mro_begin(&walk, start);
    while (t != (const upy_type *)s->first) {
        t = upy_mro_next(&walk);
    }
    while (value == UPY_MARK_LOAD && (t = upy_mro_next(&walk)) != NULL) {
        upy_value found = t->attributes ? upy_dict_get_name(t->attributes, name) : UPY_NULL;
        if (!found && !upy_type_is_class(t) && name == UPY_NAME(__init__)) {
            found = (upy_value)&native_init_method;
        }
        if (found) {
            return upy_bind(found, is_class ? UPY_NULL : s->second, start);
        }
    }
    return UPY_NULL;
}

static const upy_slots super_slots = {.make_new = super_make_new, .attribute = super_attribute, .trace = pair_trace};
const upy_type upy_type_super = {UPY_TYPE_HEAD(super, pair_object, UPY_TYPE_IS_FINAL), .base = &upy_type_object,
                                 .slots = &super_slots};

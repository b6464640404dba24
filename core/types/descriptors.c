// descriptors.c — property, staticmethod, classmethod: values that decide what reading them from a class gives.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/str.h"

// ---- staticmethod and classmethod ---------------------------------------------------------------

static upy_wrapper *as_wrapper(upy_value v) { return (upy_wrapper *)v; }

static upy_value wrapper_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 1);
    upy_wrapper *w = upy_new_instance_of(type, sizeof *w);
    upy_store((upy_value)w, &w->function, args[0]);
    return (upy_value)w;
}

static void wrapper_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 1);
    upy_store(self, &as_wrapper(self)->function, args[0]);
}

static upy_value wrapper_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    return upy_call(as_wrapper(self)->function, n_args, n_kw, args);
}

static void wrapper_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_check_stack();
    upy_printf(w, "<%T(%r)>", self, as_wrapper(self)->function);
}

// __func__ and __wrapped__ of its own; names and the like are the function's.
static upy_value wrapper_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(__func__) || name == UPY_NAME(__wrapped__)) {
        return as_wrapper(self)->function;
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__name__) || name == UPY_NAME(__qualname__) || name == UPY_NAME(__doc__) ||
        name == UPY_NAME(__module__) || name == UPY_NAME(__isabstractmethod__) || name == UPY_NAME(__annotations__)) {
        return upy_get_attribute_or_null(as_wrapper(self)->function, name);
    }
#endif
    return UPY_NULL;
}

static upy_value static_get(upy_value self, upy_value instance, const upy_type *owner) {
    (void)instance, (void)owner;
    return as_wrapper(self)->function;
}

static upy_value class_get(upy_value self, upy_value instance, const upy_type *owner) {
    upy_value function = as_wrapper(self)->function;
    if (!owner && instance) {
        owner = upy_type_of(instance);
    }
    const upy_type *kind = upy_type_of(function);
    // Around another descriptor (a property, say) that one is asked, with the class as instance.
    bool is_descriptor = upy_type_is_class(kind) ? upy_type_lookup(kind, UPY_NAME(__get__)) != UPY_NULL
                                                 : kind->slots->descriptor_get && kind != &upy_type_builtin;
    if (is_descriptor && !(kind->flags & UPY_TYPE_BINDS_SELF)) {
        return upy_bind(function, (upy_value)owner, upy_type_of((upy_value)owner));
    }
    return upy_new_bound_method(function, (upy_value)owner);
}

static void wrapper_trace(upy_value self, upy_tracer *tracer) { upy_trace_value(tracer, as_wrapper(self)->function); }

static const upy_slots static_slots = {.make_new = wrapper_make_new,
                                       .init = wrapper_init,
                                       .call = wrapper_call,
                                       .print = wrapper_print,
                                       .attribute = wrapper_attribute,
                                       .descriptor_get = static_get,
                                       .trace = wrapper_trace};
static const upy_slots class_slots = {.make_new = wrapper_make_new,
                                      .init = wrapper_init,
                                      .call = wrapper_call,
                                      .print = wrapper_print,
                                      .attribute = wrapper_attribute,
                                      .descriptor_get = class_get,
                                      .trace = wrapper_trace};

const upy_type upy_type_staticmethod = {UPY_TYPE_HEAD(staticmethod, upy_wrapper, UPY_TYPE_EQ_IDENTITY),
                                        .base = &upy_type_object, .slots = &static_slots};
const upy_type upy_type_classmethod = {UPY_TYPE_HEAD(classmethod, upy_wrapper, UPY_TYPE_EQ_IDENTITY),
                                       .base = &upy_type_object, .slots = &class_slots};

// ---- property -----------------------------------------------------------------------------------

enum { GETTER, SETTER, DELETER, DOC, N_PARTS };

typedef struct property {
    upy_object header;
    upy_value parts[N_PARTS]; // UPY_NULL: none
} property;

static property *as_property(upy_value v) { return (property *)v; }

static const upy_parameter property_parameters[N_PARTS] = {{UPY_NAME(fget), UPY_NONE, false},
                                                           {UPY_NAME(fset), UPY_NONE, false},
                                                           {UPY_NAME(fdel), UPY_NONE, false},
                                                           {UPY_NAME(doc), UPY_NONE, false}};

static upy_value property_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    property *p = upy_new_instance_of(type, sizeof *p);
    upy_value given[N_PARTS];
    upy_parse_arguments(n_args, n_kw, args, property_parameters, N_PARTS, given);
    for (int i = 0; i < N_PARTS; i++) {
        upy_store((upy_value)p, &p->parts[i], given[i] == UPY_NONE ? UPY_NULL : given[i]);
    }
    return (upy_value)p;
}

static upy_value property_get(upy_value self, upy_value instance, const upy_type *owner) {
    (void)owner;
    if (!instance) {
        return self;
    }
    upy_value getter = as_property(self)->parts[GETTER];
    if (!getter) {
        upy_raise_new(&upy_type_AttributeError, "unreadable attribute");
    }
    return upy_call_1(getter, instance);
}

static bool property_set(upy_value self, upy_value instance, upy_value value) {
    bool is_delete = value == UPY_MARK_DELETE;
    upy_value accessor = as_property(self)->parts[is_delete ? DELETER : SETTER];
    if (!accessor) {
        upy_raise_new(&upy_type_AttributeError, "can't %s attribute", is_delete ? "delete" : "set");
    }
    upy_value args[] = {instance, value};
    upy_call(accessor, is_delete ? 1 : 2, 0, args);
    return true;
}

static upy_value property_doc(upy_value self) {
    property *p = as_property(self);
    if (p->parts[DOC] || !UPY_DOCSTRINGS) {
        return p->parts[DOC] ? p->parts[DOC] : UPY_NONE;
    }
    upy_value doc = p->parts[GETTER] ? upy_get_attribute_or_null(p->parts[GETTER], UPY_NAME(__doc__)) : UPY_NULL;
    return doc ? doc : UPY_NONE;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static bool is_abstract(const property *p) {
    for (int i = GETTER; i <= DELETER; i++) {
        upy_value flag =
            p->parts[i] ? upy_get_attribute_or_null(p->parts[i], UPY_NAME(__isabstractmethod__)) : UPY_NULL;
        if (flag && upy_is_true(flag)) {
            return true;
        }
    }
    return false;
}
#endif

static upy_value property_attribute(upy_value self, upy_value name, upy_value value) {
    property *p = as_property(self);
    if (value != UPY_MARK_LOAD) {
        if (name != UPY_NAME(__doc__)) {
            return UPY_NULL;
        }
        upy_store(self, &p->parts[DOC], value == UPY_MARK_DELETE ? UPY_NULL : value);
        return UPY_NONE;
    }
    for (int i = GETTER; i <= DELETER; i++) {
        if (name == property_parameters[i].name) {
            return p->parts[i] ? p->parts[i] : UPY_NONE;
        }
    }
    if (name == UPY_NAME(__doc__)) {
        return property_doc(self);
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__name__) && p->parts[GETTER]) {
        return upy_get_attribute_or_null(p->parts[GETTER], name);
    }
    if (name == UPY_NAME(__isabstractmethod__) && (is_abstract(p) || upy_is_exactly(self, &upy_type_property))) {
        return upy_bool(is_abstract(p));
    }
#endif
    return UPY_NULL;
}

static upy_value copy_with(upy_value self, int part, upy_value accessor) {
    property *copy = upy_new_instance_of(upy_type_of(self), sizeof *copy);
    for (int i = 0; i < N_PARTS; i++) {
        upy_store((upy_value)copy, &copy->parts[i], as_property(self)->parts[i]);
    }
    upy_store((upy_value)copy, &copy->parts[part], accessor == UPY_NONE ? UPY_NULL : accessor);
    return (upy_value)copy;
}

static upy_value property_getter(size_t n_args, const upy_value *args) {
    (void)n_args;
    return copy_with(args[0], GETTER, args[1]);
}
static const UPY_METHOD(property_getter_method, property, getter, property_getter, 2, 2);

static upy_value property_setter(size_t n_args, const upy_value *args) {
    (void)n_args;
    return copy_with(args[0], SETTER, args[1]);
}
static const UPY_METHOD(property_setter_method, property, setter, property_setter, 2, 2);

static upy_value property_deleter(size_t n_args, const upy_value *args) {
    (void)n_args;
    return copy_with(args[0], DELETER, args[1]);
}
static const UPY_METHOD(property_deleter_method, property, deleter, property_deleter, 2, 2);

static const upy_pair property_pairs[] = {
    {UPY_NAME(getter), (upy_value)&property_getter_method},
    {UPY_NAME(setter), (upy_value)&property_setter_method},
    {UPY_NAME(deleter), (upy_value)&property_deleter_method},
};
static const UPY_DEFINE_TABLE(property_attributes, property_pairs);

static void property_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, as_property(self)->parts, N_PARTS);
}

static const upy_slots property_slots = {.make_new = property_make_new,
                                         .attribute = property_attribute,
                                         .descriptor_get = property_get,
                                         .descriptor_set = property_set,
                                         .trace = property_trace};

const upy_type upy_type_property = {UPY_TYPE_HEAD(property, property, UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object,
                                    .slots = &property_slots, .attributes = &property_attributes};

// ---- Attributes computed by a native type --------------------------------------------------------

static upy_value getset_get(upy_value self, upy_value instance, const upy_type *owner) {
    (void)owner;
    if (instance == UPY_NULL) {
        return self;
    }
    const upy_slots *slots = upy_type_native(upy_type_of(instance))->slots;
    upy_value name = ((const upy_getset *)self)->name;
    upy_value value = slots->attribute ? slots->attribute(instance, name, UPY_MARK_LOAD) : UPY_NULL;
    if (value == UPY_NULL) {
        upy_raise_attribute(instance, name);
    }
    return value;
}

static upy_value getset_attribute(upy_value self, upy_value name, upy_value value) {
    bool is_name = name == UPY_NAME(__name__) || name == UPY_NAME(__qualname__);
    return value == UPY_MARK_LOAD && is_name ? ((const upy_getset *)self)->name : UPY_NULL;
}

static void getset_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_printf(w, "<attribute '%q'>", ((const upy_getset *)self)->name);
}

static const upy_slots getset_slots = {
    .print = getset_print, .attribute = getset_attribute, .descriptor_get = getset_get};

const upy_type upy_type_getset_descriptor = {UPY_TYPE_HEAD(getset_descriptor, upy_getset, UPY_TYPE_IS_FINAL),
                                             .base = &upy_type_object, .slots = &getset_slots};

// class_small.c — making and calling classes at the smallest level, in place of class.c, type.c and object.c: no
// metaclasses, no hooks of classes, and special methods are fixed when the class is made.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/str.h"

#define MOST_DECLARED_SLOTS 64

static const upy_type *as_type(upy_value v) { return (const upy_type *)v; }

// ---- Bases --------------------------------------------------------------------------------------

const upy_type *upy_mro_begin(upy_mro_walk *walk, const upy_type *type) {
    walk->mro = upy_type_is_class(type) ? upy_as_class(type)->mro : UPY_NULL;
    walk->type = type;
    walk->position = 0;
    return type;
}

const upy_type *upy_mro_next(upy_mro_walk *walk) {
    if (!walk->mro) {
        return walk->type = walk->type->base;
    }
    const upy_tuple *mro = upy_as_tuple(walk->mro);
    return ++walk->position < mro->length ? as_type(mro->items[walk->position]) : NULL;
}

// Itself, then the orders of the bases one behind the other; of what occurs more than once the last one counts.
static upy_value linearise(upy_value self, const upy_tuple *bases) {
    upy_value list = upy_new_list(1, &self);
    for (size_t i = 0; i < bases->length; i++) {
        upy_mro_walk walk;
        for (const upy_type *t = upy_mro_begin(&walk, as_type(bases->items[i])); t; t = upy_mro_next(&walk)) {
            upy_list *l = upy_as_list(list);
            size_t n = 0;
            for (size_t k = 0; k < l->length; k++) {
                if (l->items[k] != (upy_value)t) {
                    l->items[n++] = l->items[k];
                }
            }
            l->length = n;
            upy_list_append(list, (upy_value)t);
        }
    }
    return upy_new_tuple(upy_as_list(list)->length, upy_as_list(list)->items);
}

const upy_type *upy_type_native(const upy_type *type) {
    const upy_type *native = upy_type_is_class(type) ? upy_as_class(type)->native : type;
    return native == NULL || native->flags & UPY_TYPE_IS_PLAIN_BASE ? &upy_type_object : native;
}

// ---- Making ---------------------------------------------------------------------------------------

static bool has(const upy_class *cls, upy_value name) { return upy_type_lookup(&cls->type, name) != UPY_NULL; }

// A special method no code of this build knows would silently do nothing. What the build knows has a static name.
static void check_special_methods(const upy_dict *attributes) {
    size_t position = 0;
    for (upy_pair *p; (p = upy_dict_next(attributes, &position)) != NULL;) {
        const char *text = upy_str_data(p->key);
        size_t n = upy_str_length(p->key);
        bool is_special = n > 4 && memcmp(text, "__", 2) == 0 && memcmp(text + n - 2, "__", 2) == 0;
        if (is_special && upy_heap_contains(p->key) && upy_type_of(p->value)->flags & UPY_TYPE_BINDS_SELF) {
            upy_raise_not_implemented(text);
        }
    }
}

upy_value upy_new_class(const upy_type *metaclass, upy_value name, upy_value bases_value, upy_dict *attributes,
                        size_t n_kw, const upy_value *kw) {
    (void)metaclass, (void)kw;
    upy_no_keywords(n_kw);
    if (upy_as_tuple(bases_value)->length == 0) {
        upy_value object = (upy_value)&upy_type_object;
        bases_value = upy_new_tuple(1, &object);
    }
    const upy_tuple *bases = upy_as_tuple(bases_value);
    const upy_type *native = &upy_type_object;
    check_special_methods(attributes);
    upy_class *cls = upy_heap_alloc_object(sizeof *cls, false);
    cls->type.base = as_type(bases->items[0]);
    for (size_t i = 0; i < bases->length; i++) {
        const upy_type *base = as_type(bases->items[i]), *candidate;
        if (!upy_is_type(bases->items[i]) || base->flags & UPY_TYPE_IS_FINAL || base == &upy_type_type) {
            upy_raise_type("type '%v' isn't an acceptable base type", bases->items[i]);
        }
        candidate = upy_type_native(base);
        if (!upy_is_subtype(native, candidate)) {
            if (!upy_is_subtype(candidate, native)) {
                upy_raise_type("multiple bases have instance lay-out conflict");
            }
            native = candidate;
            cls->type.base = base;
        }
        uint16_t declared = upy_type_is_class(base) ? upy_as_class(base)->instance_slots_declared : 0;
        cls->instance_slots_declared =
            declared > cls->instance_slots_declared ? declared : cls->instance_slots_declared;
    }
    if (native != &upy_type_object) {
        cls->native = native;
    }
    if (upy_dict_get_name(attributes, UPY_NAME(__eq__)) && !upy_dict_get_name(attributes, UPY_NAME(__hash__))) {
        upy_dict_set_name(attributes, UPY_NAME(__hash__), UPY_NONE);
    }
    cls->type.header.type = &upy_type_type;
    cls->type.flags = UPY_TYPE_IS_CLASS | (cls->native ? native->flags & (UPY_TYPE_LAYOUT_MASK | UPY_TYPE_IS_EXCEPTION)
                                                       : UPY_TYPE_IS_INSTANCE);
    cls->type.name = cls->qualname = upy_intern_str(name);
    cls->type.attributes = attributes;
    cls->type.size = native->size;
    cls->bases = bases_value;
    cls->type.slots = &upy_instance_slots[0];
    upy_value mro = linearise((upy_value)cls, bases);
    cls->mro = mro;
    if ((!cls->native || native->flags & UPY_TYPE_EQ_IDENTITY) && !has(cls, UPY_NAME(__eq__)) &&
        !has(cls, UPY_NAME(__hash__))) {
        cls->type.flags |= UPY_TYPE_EQ_IDENTITY;
    }
    if (has(cls, UPY_NAME(__call__))) {
        cls->type.slots = &upy_instance_slots[1];
    }
    return (upy_value)cls;
}

void upy_class_attribute_changed(upy_class *c, upy_value name) {
    if (name == UPY_NAME(__eq__) || name == UPY_NAME(__hash__) || name == UPY_NAME(__call__)) {
        upy_raise_attribute((upy_value)c, name); // flags and slots were chosen without
    }
}

upy_value upy_build_class(size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value bases = upy_new_tuple(n_args - 2, args + 2);
    upy_value namespace = upy_from_dict(upy_dict_new_namespace(4));
    upy_no_keywords(n_kw);
    upy_value cell = upy_call_1(args[0], namespace);
    upy_class *cls = (upy_class *)upy_new_class(&upy_type_type, args[1], bases, (upy_dict *)namespace, 0, NULL);
    if (upy_is_exactly(cell, &upy_type_cell)) {
        ((upy_cell *)cell)->content = (upy_value)cls;
    }
    size_t n = cls->instance_slots_declared + ((upy_function *)args[0])->code->n_self_attributes;
    n = n < MOST_DECLARED_SLOTS ? n : MOST_DECLARED_SLOTS;
    cls->instance_slots_declared = (uint16_t)n;
    cls->instance_slots = (uint16_t)((n + 1) & ~(size_t)1); // type and shape are two words, a granule
    return (upy_value)cls;
}

// ---- Calling --------------------------------------------------------------------------------------

bool upy_class_is_simple(const upy_class *cls, const upy_value **init_entry) {
    *init_entry = upy_type_lookup_entry(&cls->type, UPY_NAME(__init__));
    return !cls->native && (!*init_entry || upy_type_of(**init_entry)->flags & UPY_TYPE_BINDS_SELF);
}

static upy_value type_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    const upy_type *type = as_type(self), *native = upy_type_native(type);
    upy_value pair[2], made;
    if (type->flags & UPY_TYPE_IS_INSTANCE) {
        made = upy_new_plain_instance(upy_as_class(type));
    } else if (native->slots->make_new) {
        made = native->slots->make_new(type, n_args, n_kw, args);
    } else {
        upy_raise_type("can't create '%q' instances", type->name);
    }
    if (!upy_type_is_class(type)) {
        return made;
    }
    if (upy_get_special(made, UPY_NAME(__init__), pair)) {
        if (upy_call_method(pair, n_args, n_kw, args) != UPY_NONE) {
            upy_raise_type("__init__() should return None");
        }
    } else if (native->slots->init) {
        native->slots->init(made, n_args, n_kw, args);
    } else if (type->flags & UPY_TYPE_IS_INSTANCE) {
        upy_check_argument_count(n_args + n_kw, 0, 0);
    }
    return made;
}

static upy_value type_make_new(const upy_type *metaclass, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    if (n_args == 1) {
        return (upy_value)upy_type_of(args[0]);
    }
    if (n_args != 3 || !upy_has_layout(args[1], UPY_TYPE_TUPLE_BASED) ||
        !upy_has_layout(args[2], UPY_TYPE_DICT_BASED)) {
        upy_raise_type("type takes 1 or 3 arguments");
    }
    upy_dict *attributes = upy_dict_new_namespace(0);
    size_t position = 0;
    for (upy_pair *p; (p = upy_dict_next(upy_as_dict(args[2]), &position)) != NULL;) {
        upy_dict_set_name(attributes, upy_intern_str(upy_str_check(p->key)), p->value);
    }
    return upy_new_class(metaclass, upy_str_check(args[0]), args[1], attributes, 0, NULL);
}

static upy_value type_attribute(upy_value self, upy_value name, upy_value value) {
    return value == UPY_MARK_LOAD && name == UPY_NAME(__name__) ? as_type(self)->name : UPY_NULL;
}

static void type_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_printf(w, "<class '%q'>", as_type(self)->name);
}

static void type_trace(upy_value self, upy_tracer *tracer) {
    const upy_class *cls = upy_as_class(as_type(self));
    if (upy_type_is_class(as_type(self))) {
        upy_trace_value(tracer, cls->type.name);
        upy_trace_value(tracer, (upy_value)cls->type.attributes);
        upy_trace_value(tracer, cls->bases);
        upy_trace_value(tracer, cls->mro);
        upy_trace_value(tracer, (upy_value)cls->root_shape);
    }
}

static size_t type_size(upy_value self) {
    return upy_type_is_class(as_type(self)) ? sizeof(upy_class) : sizeof(upy_type);
}

const upy_slots upy_type_slots = {
    .make_new = type_make_new,
    .call = type_call,
    .print = type_print,
    .attribute = type_attribute,
    .trace = type_trace,
    .size_of = type_size,
};

const upy_type upy_type_type = {UPY_TYPE_HEAD(type, upy_class, UPY_TYPE_TYPE_BASED | UPY_TYPE_EQ_IDENTITY),
                                .base = &upy_type_object, .slots = &upy_type_slots};

// ---- object ---------------------------------------------------------------------------------------

static upy_value object_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)args;
    upy_check_argument_count(n_args + n_kw, 0, 0);
    return (upy_value)upy_new_object(type, sizeof(upy_object));
}

static void object_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_print_default(w, self);
}

static const upy_slots object_slots = {.make_new = object_make_new, .print = object_print};
const upy_type upy_type_object = {UPY_TYPE_HEAD(object, upy_object, UPY_TYPE_EQ_IDENTITY), .base = NULL,
                                  .slots = &object_slots};

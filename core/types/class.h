// class.h — classes made at run time.
#ifndef UPY_TYPES_CLASS_H
#define UPY_TYPES_CLASS_H

#include "core/object/class.h"

// type(name, bases, namespace, **kw): MRO, layout check, __set_name__, __init_subclass__.
upy_value upy_new_class(const upy_type *metaclass, upy_value name, upy_value bases, upy_dict *attributes, size_t n_kw,
                        const upy_value *kw);
// builtins.__build_class__(function, name, *bases, metaclass=None, **kw)
upy_value upy_build_class(size_t n_args, size_t n_kw, const upy_value *args);
// Fast construction of an instance of a plain class: allocated, no __init__ run yet.
upy_value upy_new_plain_instance(const upy_class *cls);
upy_value upy_type_mro(const upy_type *t); // tuple
// Full construction: metaclass __call__, __new__, __init__. What calling a type does.
upy_value upy_type_call(upy_value type, size_t n_args, size_t n_kw, const upy_value *args);

// True when calling the class is no more than: allocate a plain instance, call the function *init_entry points to
// (its __init__; found in the class, not yet bound; NULL: none, arguments are ignored), check that it returned None.
// The pointer is good until UPY->epoch changes.
bool upy_class_is_simple(const upy_class *cls, const upy_value **init_entry);
// raises the TypeError for an __init__ that returned something
UPY_NORETURN void upy_raise_init_result(upy_value result);
// What a class of the user's, before the native base in the MRO, has under that name; UPY_NULL.
upy_value upy_find_before_native(const upy_type *type, upy_value name);
// The native type whose structure the instances of a type start with: itself, a native base, or object.
const upy_type *upy_type_native(const upy_type *type);
// The most derived metaclass among `winner` and those of the bases. raises TypeError on conflict.
const upy_type *upy_metaclass_of(const upy_type *winner, upy_value bases);
void upy_class_set_bases(upy_class *cls, upy_value bases); // raises TypeError
void upy_class_unlink(upy_class *cls);                     // finalizer: leaves the chain of classes
upy_value upy_class_subclasses(const upy_class *cls);      // new list

// Walks an MRO, of classes and native types alike:
//   upy_mro_walk walk; for (const upy_type *t = upy_mro_begin(&walk, type); t; t = upy_mro_next(&walk)) …
typedef struct upy_mro_walk {
    upy_value mro; // tuple, or UPY_NULL: follow type->base
    const upy_type *type;
    size_t position;
} upy_mro_walk;
const upy_type *upy_mro_begin(upy_mro_walk *walk, const upy_type *type);
const upy_type *upy_mro_next(upy_mro_walk *walk);

// The slot tables of all classes made in Python: objects that are callable, and others before them. Whether they are
// descriptors the class tells.
extern const upy_slots upy_instance_slots[2];
extern const upy_slots upy_type_slots; // of `type`

// super (core/types/super.c): as upy_get_method and upy_get_attribute, of super(cls, self).
void upy_super_get_method(upy_value cls, upy_value self, upy_value name, upy_value pair[2]);
upy_value upy_super_get_attribute(upy_value cls, upy_value self, upy_value name);
upy_value upy_new_super(upy_value cls, upy_value self);

// As upy_synthesise_dunder, without falling back to object.
upy_value upy_synthesise_own_dunder(const upy_type *native, upy_value name);
upy_value upy_object_dunder(upy_value name); // what `object` itself defines; UPY_NULL
extern const struct upy_builtin upy_object_reduce_method, upy_object_reduce_ex_method, upy_object_getstate_method;
// The plain value of an int, float or str, behind an instance of a subclass; UPY_NULL: it is of another type.
upy_value upy_exact_value_or_null(upy_value v);
// For dir(): the names of all special methods of a native type, and of those that `object` defines. Level FULL.
void upy_each_dunder(const upy_type *native, void (*visit)(void *context, upy_value name, upy_value value),
                     void *context);
void upy_each_object_dunder(void (*visit)(void *context, upy_value name, upy_value value), void *context);
void upy_print_default(const upy_writer *w, upy_value self); // <A object at 7f12ab>
intptr_t upy_identity_hash(upy_value v);
// Name of the built-in module that offers a native type or function under its name; builtins if there is none.
upy_value upy_builtin_home(upy_value v, upy_value name);
// The memoryview that __buffer__ of a class made in Python gives; UPY_NULL: it has none.
upy_value upy_exported_view(upy_value self, bool is_writable);

upy_value upy_new_mapping_proxy(const upy_dict *dict);
upy_value
upy_new_mapping_proxy_of_type(const upy_type *type); // type.__dict__; also shows what a native type has as slots
// Raises TypeError for a class with abstract methods; boards do not know such.
#if UPY_LEVEL >= UPY_LEVEL_FULL
void upy_check_instantiable(const upy_type *type);
#else
static inline void upy_check_instantiable(const upy_type *type) { (void)type; }
#endif
extern const upy_type upy_type_mapping_proxy, upy_type_slot_wrapper, upy_type_new_wrapper;

#endif

// class.h — classes made at run time.
#ifndef UPY_TYPES_CLASS_H
#define UPY_TYPES_CLASS_H

#include "core/object/shape.h"

typedef struct upy_class {
    upy_type type;            // flags contain UPY_TYPE_IS_CLASS; attributes is a RAM namespace
    upy_value bases;          // tuple
    upy_value mro;            // tuple, self first
    upy_shape *root_shape;    // for instances without native base
    const upy_type *native;   // nearest native base with a layout of its own (list, int, Exception…), or NULL
    uint16_t instance_slots;  // slots a new instance gets (learned)
    uint16_t instance_slots_declared;
    upy_value subclasses;     // weak list or UPY_NULL
    upy_value qualname;
} upy_class;

static inline upy_class *upy_as_class(const upy_type *t) { return (upy_class *)t; }
static inline bool upy_type_is_class(const upy_type *t) { return (t->flags & UPY_TYPE_IS_CLASS) != 0; }

// type(name, bases, namespace, **kw): MRO, layout check, __set_name__, __init_subclass__.
upy_value upy_new_class(const upy_type *metaclass, upy_value name, upy_value bases, upy_dict *attributes, size_t n_kw, const upy_value *kw);
// builtins.__build_class__(function, name, *bases, metaclass=None, **kw)
upy_value upy_build_class(size_t n_args, size_t n_kw, const upy_value *args);
// Fast construction of an instance of a plain class: allocated, no __init__ run yet.
upy_value upy_new_plain_instance(const upy_class *cls);
upy_value upy_type_mro(const upy_type *t); // tuple
// Full construction: metaclass __call__, __new__, __init__. What calling a type does.
upy_value upy_type_call(upy_value type, size_t n_args, size_t n_kw, const upy_value *args);

#endif

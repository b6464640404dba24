// class.h — layout of classes made at run time, as far as attribute lookup and instances need it.
// Making and calling classes: core/types/class.h.
#ifndef UPY_OBJECT_CLASS_H
#define UPY_OBJECT_CLASS_H

#include "core/object/shape.h"

typedef struct upy_class {
    upy_type type;           // flags contain UPY_TYPE_IS_CLASS; attributes is a RAM namespace
    upy_value bases;         // tuple
    upy_value mro;           // tuple, self first
    upy_shape *root_shape;   // for instances without native base
    const upy_type *native;  // nearest native base with a layout of its own (list, int, Exception…), or NULL
    uint16_t instance_slots; // slots a new instance gets (learned)
    uint16_t instance_slots_declared;
    struct upy_class *older, *newer; // the classes made before and after this one, weak (UPY->classes)
    upy_value qualname;
} upy_class;

static inline upy_class *upy_as_class(const upy_type *t) { return (upy_class *)t; }
static inline bool upy_type_is_class(const upy_type *t) { return (t->flags & UPY_TYPE_IS_CLASS) != 0; }

// Root shape for a new instance; a new one once instances have turned out to need more slots (shape.c).
upy_shape *upy_class_root_shape(upy_class *c);

// Implemented by core/types. Called after an attribute of a class was stored or deleted: flags and slot table of the
// class and its subclasses follow where they depend on it.
void upy_class_attribute_changed(upy_class *c, upy_value name);

// Implemented by core/types. The method a native type answers to a dunder name through its slots, as a value
// ready for upy_bind; UPY_NULL if it has no such slot.
upy_value upy_synthesise_dunder(const upy_type *native, upy_value name);

#endif

// shape.h — hidden classes: which attribute of an instance is in which slot.
//
// Every class has a root shape without attributes; storing a new attribute follows (or makes) a
// transition to a child shape that knows one more name. Instances that took the same path share a
// shape, so one compare proves both class and layout. An instance has a fixed number of slots: the
// capacity of its shape, inherited from the root. When they run out, or an attribute is deleted, or __dict__ is asked
// for, the instance leaves shapes for good: its second word then holds a upy_dict.
#ifndef UPY_OBJECT_SHAPE_H
#define UPY_OBJECT_SHAPE_H

#include "core/object/dict.h"

typedef struct upy_shape {
    upy_object header;        // &upy_type_shape
    const upy_type *owner;    // the class
    struct upy_shape *parent; // NULL for a root
    upy_value name;           // the attribute this shape added (UPY_NULL for a root)
    uint32_t n_slots;         // attributes in this shape; `name` is in slot n_slots - 1
    uint16_t capacity;        // slots of every instance that has this shape (a class that learns gets a new root)
    uint16_t n_lookups;       // private: when to build the table
    upy_dict *transitions;    // name → shape; NULL until needed
    upy_dict *table;          // name → slot index (small int), built for shapes that are searched often; else NULL
} upy_shape;

extern const upy_type upy_type_shape;

typedef struct upy_instance {
    upy_object header;
    void *shape_or_dict; // upy_shape* or upy_dict*: the header of what it points to tells
    upy_value slots[];
} upy_instance;

upy_shape *upy_shape_new_root(const upy_type *owner, size_t capacity);
int upy_shape_find(upy_shape *shape, upy_value name);       // slot index or -1; never raises
upy_shape *upy_shape_add(upy_shape *shape, upy_value name); // child shape; raises MemoryError

static inline upy_shape *upy_instance_shape(const upy_instance *i) { // NULL when in dict mode
    upy_object *o = (upy_object *)i->shape_or_dict;
    return o->type == &upy_type_shape ? (upy_shape *)o : NULL;
}
upy_value upy_instance_get(upy_instance *i, upy_value name); // UPY_NULL if absent; never raises
void upy_instance_set(upy_instance *i, upy_value name, upy_value v);
bool upy_instance_delete(upy_instance *i, upy_value name); // false if absent
upy_dict *upy_instance_to_dict(upy_instance *i);           // switches to dict mode: the live __dict__
void upy_instance_replace_dict(upy_instance *i, upy_dict *d);
// Calls visit for each attribute in order of insertion, without leaving shape mode.
void upy_instance_each(upy_instance *i, void (*visit)(void *context, upy_value name, upy_value value), void *context);

#endif

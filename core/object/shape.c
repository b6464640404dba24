// shape.c — hidden classes and the attributes of instances.
//
// A shape knows the one attribute it added; the others are up its chain of parents. That is searched
// link by link for small shapes; a larger shape that is searched often gets a table. The end of a shape
// changes UPY->epoch: inline caches know shapes by their address, which something else may then have.
#include "core/object/shape.h"

#include "core/object/class.h"
#include "core/object/state.h"

#define CHAIN_LIMIT 8     // shapes with more attributes may get a table
#define LOOKUPS_LIMIT 32  // … after that many searches
#define LEARN_LIMIT 64    // most slots a class learns to give its instances
#define CHILDREN_LIMIT 64 // a shape with so many different next attributes is used as a dict, not as a record

static void trace_shape(upy_value self, upy_tracer *t) {
    upy_shape *s = (upy_shape *)self;
    upy_trace_value(t, (upy_value)s->owner);
    upy_trace_value(t, (upy_value)s->parent);
    upy_trace_value(t, s->name);
    upy_trace_value(t, (upy_value)s->transitions);
    upy_trace_value(t, (upy_value)s->table);
}

// Something else may come to lie where inline caches remember this shape.
static void finalize_shape(upy_value self) {
    (void)self;
    UPY->epoch++;
}

static const upy_slots shape_slots = {.trace = trace_shape, .finalize = finalize_shape};

const upy_type upy_type_shape = {
    UPY_TYPE_HEAD(shape, upy_shape,
                  UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY | (UPY_INLINE_CACHES ? UPY_TYPE_HAS_FINALIZER : 0)),
    .base = &upy_type_object,
    .slots = &shape_slots,
};

upy_shape *upy_shape_new_root(const upy_type *owner, size_t capacity) {
    upy_shape *s = upy_new_object(&upy_type_shape, sizeof *s);
    s->owner = owner;
    s->capacity = capacity > UINT16_MAX ? UINT16_MAX : (uint16_t)capacity;
    return s;
}

upy_shape *upy_class_root_shape(upy_class *c) {
    if (c->root_shape == NULL || c->root_shape->capacity < c->instance_slots) {
        c->root_shape = upy_shape_new_root(&c->type, c->instance_slots);
    }
    return c->root_shape;
}

upy_shape *upy_shape_add(upy_shape *shape, upy_value name) {
    upy_value known = shape->transitions ? upy_dict_get_name(shape->transitions, name) : UPY_NULL;
    if (known != UPY_NULL) {
        return (upy_shape *)known;
    }
    if (!shape->transitions) {
        shape->transitions = upy_dict_new(1);
    }
    upy_shape *child = upy_new_object(&upy_type_shape, sizeof *child);
    child->owner = shape->owner;
    child->parent = shape;
    child->name = name;
    child->n_slots = shape->n_slots + 1;
    child->capacity = shape->capacity;
    upy_dict_set_name(shape->transitions, name, (upy_value)child);
    return child;
}

// Fills the table; gives up silently when memory is short.
static void build_table(upy_shape *shape) {
    upy_jump jump;
    if (UPY->heap.lock_depth || !upy_try(&jump)) {
        return;
    }
    upy_dict *table = upy_dict_new(shape->n_slots);
    for (const upy_shape *s = shape; s->parent; s = s->parent) {
        upy_dict_set_name(table, s->name, upy_small_int((intptr_t)s->n_slots - 1));
    }
    shape->table = table;
    upy_end_try(&jump);
}

int upy_shape_find(upy_shape *shape, upy_value name) {
    if (shape->n_slots > CHAIN_LIMIT) {
        if (!shape->table && shape->n_lookups < UINT16_MAX && ++shape->n_lookups % LOOKUPS_LIMIT == 0) {
            build_table(shape);
        }
        if (shape->table) {
            upy_value slot = upy_dict_get_name(shape->table, name);
            return slot == UPY_NULL ? -1 : (int)upy_small_int_value(slot);
        }
    }
    for (const upy_shape *s = shape; s->parent; s = s->parent) {
        if (s->name == name) {
            return (int)s->n_slots - 1;
        }
    }
    return -1;
}

// ---- Instances -------------------------------------------------------------------------------

upy_value upy_instance_get(upy_instance *i, upy_value name) {
    upy_shape *shape = upy_instance_shape(i);
    if (!shape) {
        return upy_dict_get_name((const upy_dict *)i->shape_or_dict, name);
    }
    int slot = upy_shape_find(shape, name);
    return slot < 0 ? UPY_NULL : i->slots[slot];
}

// So many attributes has an instance of this class: later ones get the slots at once.
static void learn(const upy_instance *i, size_t n_attributes) {
    upy_class *c = upy_as_class(i->header.type);
    if (n_attributes > c->instance_slots && n_attributes <= LEARN_LIMIT) {
        c->instance_slots = (uint16_t)n_attributes;
    }
}

static bool may_grow(const upy_shape *shape, upy_value name) {
    if (shape->n_slots >= shape->capacity) {
        return false;
    }
    return !shape->transitions || upy_dict_length(shape->transitions) < CHILDREN_LIMIT ||
           upy_dict_find_name(shape->transitions, name);
}

void upy_instance_set(upy_instance *i, upy_value name, upy_value v) {
    upy_shape *shape = upy_instance_shape(i);
    if (shape) {
        int slot = upy_shape_find(shape, name);
        if (slot >= 0) {
            upy_store((upy_value)i, &i->slots[slot], v);
            return;
        }
        if (may_grow(shape, name)) {
            upy_shape *next = upy_shape_add(shape, name);
            upy_store((upy_value)i, &i->slots[next->n_slots - 1], v);
            i->shape_or_dict = next;
            return;
        }
        upy_instance_to_dict(i);
    }
    upy_dict *d = i->shape_or_dict;
    upy_dict_set_name(d, name, v);
    learn(i, upy_dict_length(d));
}

bool upy_instance_delete(upy_instance *i, upy_value name) {
    if (upy_instance_get(i, name) == UPY_NULL) {
        return false;
    }
    return upy_dict_remove(upy_instance_to_dict(i), name) != UPY_NULL;
}

static void visit_from_root(const upy_shape *shape, upy_instance *i, void (*visit)(void *, upy_value, upy_value),
                            void *context) {
    if (shape->parent) {
        visit_from_root(shape->parent, i, visit, context);
        visit(context, shape->name, i->slots[shape->n_slots - 1]);
    }
}

static void add_to_dict(void *context, upy_value name, upy_value value) { upy_dict_set_name(context, name, value); }

upy_dict *upy_instance_to_dict(upy_instance *i) {
    upy_shape *shape = upy_instance_shape(i);
    if (!shape) {
        return i->shape_or_dict;
    }
    upy_dict *d = upy_dict_new(shape->n_slots);
    visit_from_root(shape, i, add_to_dict, d);
    upy_instance_replace_dict(i, d);
    return d;
}

void upy_instance_replace_dict(upy_instance *i, upy_dict *d) {
    upy_shape *shape = upy_instance_shape(i);
    if (shape) {
        memset(i->slots, 0, shape->n_slots * sizeof(upy_value)); // they no longer count
    }
    i->shape_or_dict = d;
}

void upy_instance_each(upy_instance *i, void (*visit)(void *context, upy_value name, upy_value value), void *context) {
    const upy_shape *shape = upy_instance_shape(i);
    if (shape) {
        visit_from_root(shape, i, visit, context);
        return;
    }
    const upy_dict *d = i->shape_or_dict;
    size_t position = 0;
    for (upy_pair *p; (p = upy_dict_next(d, &position)) != NULL;) {
        visit(context, p->key, p->value);
    }
}

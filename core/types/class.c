// class.c — making classes: layout, method resolution order, slots, hooks.
//
// A class made in Python is a upy_type with a tail. Its attributes are a namespace dict, so adding and removing
// names moves UPY->epoch by itself. What the type descriptor says about a class in flags and in the choice of slot
// table follows from the special methods it has; upy_class_refresh() derives both again when one is set later, for
// the class and everything below it, which it finds in the chain of all classes.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/sequence.h"
#include "core/types/str.h"

#define MOST_DECLARED_SLOTS 64

// ---- Method resolution order --------------------------------------------------------------------

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
    return ++walk->position < mro->length ? (const upy_type *)mro->items[walk->position] : NULL;
}

upy_value upy_type_mro(const upy_type *t) {
    if (upy_type_is_class(t) && upy_as_class(t)->mro) {
        return upy_as_class(t)->mro;
    }
    size_t n = 0;
    for (const upy_type *b = t; b; b = b->base) {
        n++;
    }
    upy_value mro = upy_new_tuple(n, NULL);
    n = 0;
    for (const upy_type *b = t; b; b = b->base) {
        upy_as_tuple(mro)->items[n++] = (upy_value)b;
    }
    return mro;
}

static bool is_in_tail(upy_value wanted, const upy_list *list) {
    for (size_t i = 1; i < list->length; i++) {
        if (list->items[i] == wanted) {
            return true;
        }
    }
    return false;
}

// C3: repeatedly takes the first head that is in no tail. `object` takes no part: it goes last in any case, so that
// `class B(object, A)` is accepted.
static upy_value linearise(upy_value self, upy_value bases) {
    size_t n = upy_as_tuple(bases)->length;
    upy_value mro = upy_new_list(1, &self);
    if (n == 1) { // classes may be a long chain
        upy_list_extend(mro, upy_type_mro((const upy_type *)upy_as_tuple(bases)->items[0]));
        return upy_to_tuple(mro);
    }
    upy_value sequences = upy_new_tuple(n + 1, NULL), *lists = upy_as_tuple(sequences)->items;
    for (size_t i = 0; i <= n; i++) {
        const upy_type *base = i < n ? (const upy_type *)upy_as_tuple(bases)->items[i] : NULL;
        upy_store(sequences, &lists[i], upy_to_list(base ? upy_type_mro(base) : bases));
    }
    for (;;) {
        upy_value next = UPY_NULL;
        bool is_done = true;
        for (size_t i = 0; i <= n && !next; i++) {
            upy_list *list = upy_as_list(lists[i]);
            while (list->length && list->items[0] == (upy_value)&upy_type_object) {
                upy_list_pop((upy_value)list, 0);
            }
            if (list->length == 0) {
                continue;
            }
            is_done = false;
            next = list->items[0];
            for (size_t k = 0; k <= n && next; k++) {
                next = is_in_tail(next, upy_as_list(lists[k])) ? UPY_NULL : next;
            }
        }
        if (is_done) {
            break;
        }
        if (!next) {
            upy_raise_type("can't create a consistent method resolution order (MRO)");
        }
        upy_list_append(mro, next);
        for (size_t i = 0; i <= n; i++) {
            if (upy_as_list(lists[i])->length && upy_as_list(lists[i])->items[0] == next) {
                upy_list_pop(lists[i], 0);
            }
        }
    }
    upy_list_append(mro, (upy_value)&upy_type_object);
    return upy_to_tuple(mro);
}

// ---- Layout -------------------------------------------------------------------------------------

const upy_type *upy_type_native(const upy_type *type) {
    if (!upy_type_is_class(type)) {
        return type->flags & UPY_TYPE_IS_PLAIN_BASE ? &upy_type_object : type;
    }
    return upy_as_class(type)->native ? upy_as_class(type)->native : &upy_type_object;
}

// The native base of the bases together; NULL: none. All exceptions have one layout.
static const upy_type *common_native(upy_value bases) {
    const upy_type *native = &upy_type_object;
    for (size_t i = 0; i < upy_as_tuple(bases)->length; i++) {
        upy_value base = upy_as_tuple(bases)->items[i];
        if (!upy_is_type(base)) {
            upy_raise_type("bases must be types");
        }
        const upy_type *type = (const upy_type *)base;
        if (type->flags & UPY_TYPE_IS_FINAL) {
            upy_raise_type("type '%q' isn't an acceptable base type", type->name);
        }
        const upy_type *candidate = upy_type_native(type);
        if (upy_is_subtype(native, candidate)) {
            continue;
        }
        if (upy_is_subtype(candidate, native)) {
            native = candidate;
        } else if (!(native->flags & candidate->flags & UPY_TYPE_IS_EXCEPTION)) {
            upy_raise_type("multiple bases have instance lay-out conflict");
        }
    }
    return native == &upy_type_object ? NULL : native;
}

// ---- Flags --------------------------------------------------------------------------------------

static bool has(const upy_class *cls, upy_value name) { return upy_type_lookup(&cls->type, name) != UPY_NULL; }

static bool has_slots_only(const upy_class *cls) {
    bool is_own = upy_dict_get_name(cls->type.attributes, UPY_NAME(__slots__)) != UPY_NULL;
    upy_mro_walk walk;
    for (const upy_type *t = upy_mro_begin(&walk, &cls->type); is_own && t; t = upy_mro_next(&walk)) {
        if (!upy_type_is_class(t) || !upy_heap_contains(t)) {
            continue;
        }
        upy_value names = upy_dict_get_name(t->attributes, UPY_NAME(__slots__));
        if (!names || (upy_has_layout(names, UPY_TYPE_TUPLE_BASED) && upy_contains(names, UPY_NAME(__dict__)))) {
            return false;
        }
    }
    return is_own;
}

// What special methods mean to the flags, and (in the lowest bit) to the choice of the slot table.
enum { CALLABLE = 1 };

static const struct {
    upy_value name;
    uint32_t flags;
} meanings[] = {
    {UPY_NAME(__getattribute__), UPY_TYPE_HAS_GETATTRIBUTE},
    {UPY_NAME(__getattr__), UPY_TYPE_HAS_GETATTR},
    {UPY_NAME(__setattr__), UPY_TYPE_HAS_SETATTR},
    {UPY_NAME(__delattr__), UPY_TYPE_HAS_SETATTR},
    {UPY_NAME(__del__), UPY_TYPE_HAS_FINALIZER},
    {UPY_NAME(__eq__), UPY_TYPE_EQ_IDENTITY},
    {UPY_NAME(__ne__), UPY_TYPE_EQ_IDENTITY},
    {UPY_NAME(__hash__), UPY_TYPE_EQ_IDENTITY},
    {UPY_NAME(__call__), CALLABLE},
};

static void refresh_one(upy_class *cls) {
    const upy_type *native = cls->native;
    uint32_t flags = has_slots_only(cls) ? UPY_TYPE_HAS_SLOTS_ONLY : 0;
    for (size_t i = 0; i < UPY_COUNT_OF(meanings); i++) {
        flags |= has(cls, meanings[i].name) ? meanings[i].flags : 0;
    }
    size_t table = flags & CALLABLE;
    flags = (flags & ~(uint32_t)CALLABLE) ^ UPY_TYPE_EQ_IDENTITY; // which is lost where one of its methods is there
    if (native) {
        const uint32_t kept = UPY_TYPE_LAYOUT_MASK | UPY_TYPE_IS_EXCEPTION | UPY_TYPE_HAS_FINALIZER;
        flags &= native->flags | ~(uint32_t)UPY_TYPE_EQ_IDENTITY;
        flags |= native->flags & kept;
        table |= native->slots->call ? CALLABLE : 0;
    } else {
        flags |= UPY_TYPE_IS_INSTANCE;
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    upy_value abstract = upy_dict_get_name(cls->type.attributes, UPY_NAME(__abstractmethods__));
    if (abstract && upy_has_layout(abstract, UPY_TYPE_SET_BASED) && upy_as_set(abstract)->n_used) {
        flags |= UPY_TYPE_IS_ABSTRACT;
    }
#endif
    cls->type.flags = flags | UPY_TYPE_IS_CLASS;
    cls->type.slots = &upy_instance_slots[table];
}

// ---- Subclasses ---------------------------------------------------------------------------------

static bool is_ram_class(const upy_type *t) { return upy_type_is_class(t) && upy_heap_contains(t); }

// All classes made at run time are one chain, which does not keep them alive: they leave it when they are collected.
static upy_class *newest_class(void) { return UPY->classes ? (upy_class *)~UPY->classes : NULL; }
static void set_newest(upy_class *cls) { UPY->classes = cls ? ~(uintptr_t)cls : 0; }

void upy_class_unlink(upy_class *cls) {
    if (cls->newer) {
        cls->newer->older = cls->older;
    } else if (cls == newest_class()) {
        set_newest(cls->older);
    }
    if (cls->older) {
        cls->older->newer = cls->newer;
    }
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static bool is_base_of(const upy_class *base, const upy_class *cls) {
    for (size_t i = 0; i < upy_as_tuple(cls->bases)->length; i++) {
        if (upy_as_tuple(cls->bases)->items[i] == (upy_value)base) {
            return true;
        }
    }
    return false;
}

upy_value upy_class_subclasses(const upy_class *cls) {
    upy_value result = upy_new_list_with_capacity(0);
    for (upy_class *c = newest_class(); c; c = c->older) {
        if (is_base_of(cls, c)) {
            upy_list_append(result, (upy_value)c);
        }
    }
    upy_reverse_items(upy_as_list(result)->items, upy_as_list(result)->length);
    return result;
}
#endif

static void refresh(upy_class *cls) {
    UPY->epoch++;
    for (upy_class *c = newest_class(); c; c = c->older) {
        if (upy_is_subtype(&c->type, &cls->type)) {
            refresh_one(c);
        }
    }
}

void upy_class_attribute_changed(upy_class *cls, upy_value name) {
#if UPY_LEVEL >= UPY_LEVEL_FULL
    bool has_meaning = name == UPY_NAME(__abstractmethods__);
#else
    bool has_meaning = false;
#endif
    for (size_t i = 0; i < UPY_COUNT_OF(meanings); i++) {
        has_meaning = has_meaning || meanings[i].name == name;
    }
    if (has_meaning) {
        refresh(cls);
    }
}

// ---- __slots__ ----------------------------------------------------------------------------------

// Turns the value of __slots__ into a tuple of names. Returns how many there are.
static size_t normalise_slots(upy_dict *attributes) {
    upy_value given = upy_dict_get_name(attributes, UPY_NAME(__slots__));
    if (!given) {
        return 0;
    }
    upy_value list = upy_new_list_with_capacity(4);
    if (upy_is_str(given)) {
        upy_list_append(list, given);
    } else {
        upy_list_extend(list, given);
    }
    for (size_t i = 0; i < upy_as_list(list)->length; i++) {
        upy_value name = upy_as_list(list)->items[i];
        if (!upy_is_str(name)) {
            upy_raise_type("__slots__ items must be strings, not '%T'", name);
        }
        name = upy_intern_str(name);
        upy_value plain = upy_without_class_prefix(name); // code in the class says __x
        name = plain ? plain : name;
        upy_store(list, &upy_as_list(list)->items[i], name);
        if (upy_dict_get_name(attributes, name)) {
            upy_raise_value_error("'%q' in __slots__ conflicts with class variable", name);
        }
    }
    upy_value names = upy_new_tuple(upy_as_list(list)->length, upy_as_list(list)->items);
    upy_dict_set_name(attributes, UPY_NAME(__slots__), names);
    return upy_as_tuple(names)->length;
}

// ---- Special entries of the namespace -----------------------------------------------------------

static void wrap(upy_dict *attributes, upy_value name, const upy_type *wrapper_type) {
    upy_value f = upy_dict_get_name(attributes, name);
    if (f && upy_type_of(f)->flags & UPY_TYPE_BINDS_SELF) {
        upy_wrapper *w = upy_new_object(wrapper_type, sizeof *w);
        upy_store((upy_value)w, &w->function, f);
        upy_dict_set_name(attributes, name, (upy_value)w);
    }
}

static void prepare_attributes(upy_dict *attributes) {
    wrap(attributes, UPY_NAME(__new__), &upy_type_staticmethod);
    wrap(attributes, UPY_NAME(__init_subclass__), &upy_type_classmethod);
    wrap(attributes, UPY_NAME(__class_getitem__), &upy_type_classmethod);
    if (upy_dict_get_name(attributes, UPY_NAME(__eq__)) && !upy_dict_get_name(attributes, UPY_NAME(__hash__))) {
        upy_dict_set_name(attributes, UPY_NAME(__hash__), UPY_NONE);
    }
}

// ---- Hooks --------------------------------------------------------------------------------------

// __set_name__ of what the body defined, over a copy: a hook may change the class.
static void call_set_name(upy_class *cls) {
    size_t position = 0;
    upy_dict *snapshot = upy_dict_copy(cls->type.attributes);
    for (upy_pair *p; (p = upy_dict_next(snapshot, &position)) != NULL;) {
        upy_value pair[2], args[] = {(upy_value)cls, p->key};
        if (upy_get_special(p->value, UPY_NAME(__set_name__), pair)) {
            upy_call_method(pair, 2, 0, args);
        }
    }
}

static void call_init_subclass(upy_class *cls, size_t n_kw, const upy_value *kw) {
    upy_mro_walk walk;
    upy_mro_begin(&walk, &cls->type);
    for (const upy_type *t; (t = upy_mro_next(&walk)) != NULL;) {
        upy_value found = t->attributes ? upy_dict_get_name(t->attributes, UPY_NAME(__init_subclass__)) : UPY_NULL;
        if (found) {
            upy_call(upy_bind(found, UPY_NULL, &cls->type), 0, n_kw, kw);
            return;
        }
    }
    if (n_kw) {
        upy_raise_type("%v.__init_subclass__() takes no keyword arguments", cls->type.name);
    }
}

// ---- Making a class -----------------------------------------------------------------------------

// What instances of the new class have from the bases: the layout of one of them, and slots.
static void take_after_bases(upy_class *cls) {
    for (size_t i = upy_as_tuple(cls->bases)->length; i-- > 0;) {
        const upy_type *base = (const upy_type *)upy_as_tuple(cls->bases)->items[i];
        if (i == 0 || (cls->native && upy_type_native(base) == cls->native)) {
            cls->type.base = base;
        }
        if (upy_type_is_class(base) && upy_as_class(base)->instance_slots_declared > cls->instance_slots_declared) {
            cls->instance_slots_declared = upy_as_class(base)->instance_slots_declared;
        }
    }
}

static void declare_slots(upy_class *cls, size_t own) {
    size_t n = cls->instance_slots_declared + own;
    n = n < MOST_DECLARED_SLOTS ? n : MOST_DECLARED_SLOTS;
    cls->instance_slots_declared = (uint16_t)n;
    // Type and shape are two words, a granule; an odd slot would be lost to rounding.
    cls->instance_slots = (uint16_t)((n + 1) & ~(size_t)1);
}

upy_value upy_new_class(const upy_type *metaclass, upy_value name, upy_value bases, upy_dict *attributes, size_t n_kw,
                        const upy_value *kw) {
    if (upy_as_tuple(bases)->length == 0) {
        upy_value object = (upy_value)&upy_type_object;
        bases = upy_new_tuple(1, &object);
    }
    const upy_type *native = common_native(bases);
    name = upy_intern_str(name);
    prepare_attributes(attributes);
    size_t n_slots = normalise_slots(attributes);
    upy_value cell = upy_dict_remove(attributes, UPY_NAME(__classcell__));
    upy_value qualname = upy_dict_remove(attributes, UPY_NAME(__qualname__));
    if (qualname && !upy_is_str(qualname)) {
        upy_raise_type("type __qualname__ must be a str, not %T", qualname);
    }

    upy_class *cls = upy_heap_alloc_object(sizeof *cls, true);
    cls->type.header.type = metaclass;
    cls->type.flags = UPY_TYPE_IS_CLASS;
    cls->type.name = name;
    cls->type.slots = &upy_instance_slots[0];
    cls->type.attributes = attributes;
    cls->type.size = native ? native->size : sizeof(upy_instance);
    cls->native = native;
    cls->qualname = qualname ? qualname : name;
    cls->bases = bases;
    take_after_bases(cls);
    declare_slots(cls, n_slots);
    upy_value mro = linearise((upy_value)cls, bases);
    cls->mro = mro;
    refresh_one(cls);
    cls->older = newest_class();
    if (cls->older) {
        cls->older->newer = cls;
    }
    set_newest(cls);
    if (cell && upy_is_exactly(cell, &upy_type_cell)) {
        upy_store(cell, &((upy_cell *)cell)->content, (upy_value)cls);
    }
    call_set_name(cls);
    call_init_subclass(cls, n_kw, kw);
    return (upy_value)cls;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
// cls.__bases__ = bases: the order of resolution of the class, and of all below it, is made anew.
static void rebuild_mro(upy_class *cls) {
    upy_check_stack();
    upy_value mro = linearise((upy_value)cls, cls->bases);
    upy_store((upy_value)cls, &cls->mro, mro);
    for (upy_class *c = newest_class(); c; c = c->older) {
        if (is_base_of(cls, c)) {
            rebuild_mro(c);
        }
    }
}

void upy_class_set_bases(upy_class *cls, upy_value bases) {
    if (!upy_has_layout(bases, UPY_TYPE_TUPLE_BASED) || upy_as_tuple(bases)->length == 0) {
        upy_raise_type("can only assign non-empty tuple to %q.__bases__", cls->type.name);
    }
    const upy_type *native = common_native(bases);
    for (size_t i = 0; i < upy_as_tuple(bases)->length; i++) {
        if (upy_is_subtype((const upy_type *)upy_as_tuple(bases)->items[i], &cls->type)) {
            upy_raise_type("a __bases__ item causes an inheritance cycle");
        }
    }
    if (native != cls->native) {
        upy_raise_type("__bases__ assignment: '%q' object layout differs from '%q'",
                       ((const upy_type *)upy_as_tuple(bases)->items[0])->name, cls->type.base->name);
    }
    linearise((upy_value)cls, bases); // raises before anything has changed
    upy_store((upy_value)cls, &cls->bases, bases);
    take_after_bases(cls);
    rebuild_mro(cls);
    refresh(cls);
}
#endif

// ---- The class statement ------------------------------------------------------------------------

#if UPY_LEVEL >= UPY_LEVEL_FULL
// Bases that are no types may stand for others (__mro_entries__). The result is bases itself if none does.
static upy_value resolve_bases(upy_value bases) {
    upy_value list = UPY_NULL;
    for (size_t i = 0; i < upy_as_tuple(bases)->length; i++) {
        upy_value base = upy_as_tuple(bases)->items[i];
        upy_value hook = upy_is_type(base) ? UPY_NULL : upy_get_attribute_or_null(base, UPY_NAME(__mro_entries__));
        if (hook && !list) {
            list = upy_new_list(i, upy_as_tuple(bases)->items);
        }
        if (hook) {
            upy_value entries = upy_call_1(hook, bases);
            if (!upy_has_layout(entries, UPY_TYPE_TUPLE_BASED)) {
                upy_raise_type("__mro_entries__ must return a tuple");
            }
            upy_list_extend(list, entries);
        } else if (list) {
            upy_list_append(list, base);
        }
    }
    return list ? upy_new_tuple(upy_as_list(list)->length, upy_as_list(list)->items) : bases;
}
#else
static upy_value resolve_bases(upy_value bases) { return bases; }
#endif

// Keywords of the class statement without `metaclass`; a storage block.
typedef struct class_keywords {
    upy_value metaclass; // UPY_NULL: not given
    size_t n;
    upy_value *pairs;
} class_keywords;

static class_keywords split_keywords(size_t n_kw, const upy_value *pairs) {
    class_keywords k = {UPY_NULL, 0, NULL};
    if (n_kw == 0) {
        return k;
    }
    k.pairs = upy_heap_alloc_storage(2 * n_kw * sizeof *k.pairs);
    for (size_t i = 0; i < n_kw; i++) {
        if (pairs[2 * i] == UPY_NAME(metaclass)) {
            k.metaclass = pairs[2 * i + 1];
        } else {
            k.pairs[2 * k.n] = pairs[2 * i];
            k.pairs[2 * k.n++ + 1] = pairs[2 * i + 1];
        }
    }
    return k;
}

// The most derived metaclass among the one asked for and those of the bases.
const upy_type *upy_metaclass_of(const upy_type *winner, upy_value bases) {
    for (size_t i = 0; i < upy_as_tuple(bases)->length; i++) {
        const upy_type *meta = upy_type_of(upy_as_tuple(bases)->items[i]);
        if (upy_is_subtype(winner, meta)) {
            continue;
        }
        if (!upy_is_subtype(meta, winner)) {
            upy_raise_type(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                "metaclasses of all its bases");
        }
        winner = meta;
    }
    return winner;
}

static upy_value call_with_keywords(upy_value callee, size_t n, const upy_value *positional, const class_keywords *k) {
    upy_value *args = upy_heap_alloc_storage((n + 2 * k->n) * sizeof *args);
    memcpy(args, positional, n * sizeof *args);
    if (k->n) {
        memcpy(args + n, k->pairs, 2 * k->n * sizeof *args);
    }
    upy_value result = upy_call(callee, n, k->n, args);
    upy_heap_free_storage(args);
    return result;
}

static upy_value prepare_namespace(upy_value metaclass, upy_value name, upy_value bases, const class_keywords *k) {
    upy_value hook = UPY_NULL;
    if (UPY_LEVEL >= UPY_LEVEL_FULL && metaclass != (upy_value)&upy_type_type) {
        hook = upy_get_attribute_or_null(metaclass, UPY_NAME(__prepare__));
    }
    if (!hook) {
        return upy_from_dict(upy_dict_new_namespace(4));
    }
    upy_value args[] = {name, bases};
    return call_with_keywords(hook, 2, args, k);
}

static void set_in_namespace(upy_value namespace, upy_value name, upy_value value) {
    if (UPY_LEVEL < UPY_LEVEL_FULL || upy_is_exactly(namespace, &upy_type_dict)) { // others only from __prepare__
        upy_dict_set_name((upy_dict *)namespace, name, value);
    } else {
        upy_set_item(namespace, name, value);
    }
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
// A metaclass finds annotations in the namespace, as values.
static void show_annotations(upy_value namespace) {
    upy_value function = upy_has_layout(namespace, UPY_TYPE_DICT_BASED)
                             ? upy_dict_get_name((upy_dict *)namespace, UPY_NAME(__annotate__))
                             : UPY_NULL;
    if (function && function != UPY_NONE) {
        set_in_namespace(namespace, UPY_NAME(__annotations__), upy_call_0(function));
        upy_dict_remove((upy_dict *)namespace, UPY_NAME(__annotate__));
    }
}
#else
#define show_annotations(namespace) ((void)0)
#endif

upy_value upy_build_class(size_t n_args, size_t n_kw, const upy_value *args) {
    if (n_args < 2) {
        upy_raise_type("__build_class__: not enough arguments");
    }
    upy_value body = args[0], name = upy_str_check(args[1]);
    upy_value given_bases = n_args > 2 ? upy_new_tuple(n_args - 2, args + 2) : UPY_EMPTY_TUPLE;
    upy_value bases = resolve_bases(given_bases);
    class_keywords k = split_keywords(n_kw, args + n_args);
    upy_value metaclass = k.metaclass;
    if (!metaclass) {
        upy_value first = upy_as_tuple(bases)->length ? upy_as_tuple(bases)->items[0] : (upy_value)&upy_type_object;
        metaclass = (upy_value)upy_type_of(first);
    }
    if (upy_is_type(metaclass)) {
        metaclass = (upy_value)upy_metaclass_of((const upy_type *)metaclass, bases);
    }
    upy_value namespace = prepare_namespace(metaclass, name, bases, &k);
    bool is_function = upy_is_exactly(body, &upy_type_function);
    upy_value cell = upy_call_1(body, namespace);
    bool has_cell = upy_is_exactly(cell, &upy_type_cell);
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (bases != given_bases) {
        set_in_namespace(namespace, UPY_NAME(__orig_bases__), given_bases);
    }
#endif
    if (has_cell) {
        set_in_namespace(namespace, UPY_NAME(__classcell__), cell);
    }
    upy_value made;
    if (metaclass == (upy_value)&upy_type_type) {
        made = upy_new_class(&upy_type_type, name, bases, (upy_dict *)namespace, k.n, k.pairs);
    } else {
        show_annotations(namespace);
        upy_value call_args[] = {name, bases, namespace};
        made = call_with_keywords(metaclass, 3, call_args, &k);
    }
    if (has_cell && !((upy_cell *)cell)->content) {
        upy_store(cell, &((upy_cell *)cell)->content, made);
    }
    if (is_function && upy_is_type(made) && is_ram_class((const upy_type *)made)) {
        declare_slots(upy_as_class((const upy_type *)made), ((upy_function *)body)->code->n_self_attributes);
    }
    return made;
}

// lookup.c — finding a name along the MRO of a type, behind a global cache.
//
// The cache is direct-mapped on (type, name) and holds the address of the value in its dict, so that
// replacing a value needs no invalidation; it also knows absent names. An entry is good while
// UPY->epoch stands; the collector clears entries of dead types and names.
#include "core/object/class.h"
#include "core/object/state.h"
#include "core/object/tuple.h"

static const upy_value *find_in_mro(const upy_type *type, upy_value name) {
    const upy_tuple *mro = upy_type_is_class(type) ? (const upy_tuple *)upy_as_class(type)->mro : NULL;
    if (!mro) { // native types have one base each
        for (const upy_type *t = type; t; t = t->base) {
            const upy_value *entry = t->attributes ? upy_dict_find_name(t->attributes, name) : NULL;
            if (entry) {
                return entry;
            }
        }
        return NULL;
    }
    for (size_t i = 0; i < mro->length; i++) {
        const upy_dict *attributes = ((const upy_type *)mro->items[i])->attributes;
        const upy_value *entry = attributes ? upy_dict_find_name(attributes, name) : NULL;
        if (entry) {
            return entry;
        }
    }
    return NULL;
}

const upy_value *upy_type_lookup_entry(const upy_type *type, upy_value name) {
    if (UPY_LOOKUP_CACHE_SIZE == 0) {
        return find_in_mro(type, name);
    }
    size_t hash = ((uintptr_t)type / UPY_GRANULE * 31) ^ ((uintptr_t)name / UPY_GRANULE);
    upy_lookup_cache_entry *e = &UPY->lookup_cache[hash & (UPY_COUNT_OF(UPY->lookup_cache) - 1)];
    if (e->type == type && e->name == name && e->epoch == UPY->epoch) {
        return e->entry;
    }
    const upy_value *entry = find_in_mro(type, name);
    *e = (upy_lookup_cache_entry){.type = type, .name = name, .entry = entry, .epoch = UPY->epoch};
    return entry;
}

upy_value upy_type_lookup(const upy_type *type, upy_value name) {
    const upy_value *entry = upy_type_lookup_entry(type, name);
    return entry ? *entry : UPY_NULL;
}

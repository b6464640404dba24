// dict.c — the C interface of dict, on the table of table.c.
//
// Lookup of an interned name is the hot path of attribute and global access: up to eight entries it
// is a scan for the pointer, beyond that one probe of the index.
#include "core/object/table.h"

#include "core/object/state.h"
#include "core/object/str.h"

void upy_dict_check_mutable(const upy_dict *d) {
    if (UPY_UNLIKELY(d->layout & UPY_DICT_FIXED)) {
        upy_raise_type("'%T' object is read-only", (upy_value)d);
    }
}

upy_dict *upy_dict_new(size_t capacity) {
    upy_dict *d = upy_new_object(&upy_type_dict, sizeof *d);
    upy_table_reserve(d, capacity);
    return d;
}

// Inline caches remember where the values of a namespace are: they must learn of its end (upy_dict_finalize).
static upy_dict *new_namespace(void) {
    upy_dict *d = upy_heap_alloc_object(sizeof *d, UPY_INLINE_CACHES);
    d->header.type = &upy_type_dict;
    d->layout = UPY_DICT_NAMESPACE;
    return d;
}

void upy_dict_finalize(upy_value self) { UPY->epoch += (((const upy_dict *)self)->layout & UPY_DICT_NAMESPACE) != 0; }

upy_dict *upy_dict_new_namespace(size_t capacity) {
    upy_dict *d = new_namespace();
    upy_table_reserve(d, capacity);
    return d;
}

upy_dict *upy_dict_new_borrowed(const upy_dict *constant, bool is_namespace) {
    upy_dict *d = is_namespace ? new_namespace() : upy_new_object(&upy_type_dict, sizeof *d);
    d->pairs = constant->pairs;
    d->n_used = constant->n_used;
    d->n_pairs = constant->n_pairs;
    d->layout |= UPY_DICT_BORROWED;
    return d;
}

upy_dict *upy_dict_copy(const upy_dict *d) {
    upy_dict *copy = upy_new_object(&upy_type_dict, sizeof *copy);
    upy_table_copy(copy, d);
    return copy;
}

const upy_value *upy_dict_find_name(const upy_dict *d, upy_value name) {
    if (d->capacity_class < UPY_TABLE_FIRST_INDEXED) { // also constant tables, of any size
        const upy_pair *pairs = d->pairs;
        for (size_t i = 0, n = d->n_pairs; i < n; i++) {
            if (pairs[i].key == name) {
                return &pairs[i].value;
            }
        }
        if (!(d->layout & UPY_TABLE_OTHER_STRS)) {
            return NULL;
        }
    }
    const upy_value *entry = upy_table_find_name(d, name);
    return entry ? entry + 1 : NULL;
}

upy_value upy_dict_get_name(const upy_dict *d, upy_value name) {
    const upy_value *found = upy_dict_find_name(d, name);
    return found ? *found : UPY_NULL;
}

static inline bool is_interned(upy_value key) {
    return upy_is_exactly(key, &upy_type_str) && (((const upy_str *)key)->hash_flags & UPY_STR_INTERNED);
}

upy_value upy_dict_get(const upy_dict *d, upy_value key) {
    if (UPY_LEVEL >= UPY_LEVEL_FULL && is_interned(key) && !(d->layout & UPY_TABLE_KEEPS_HASHES)) {
        return upy_dict_get_name(d, key);
    }
    uint32_t hash = upy_table_hash(key);
    if (d->n_used == 0) {
        return UPY_NULL;
    }
    intptr_t found = upy_table_find(d, key, hash);
    return found < 0 ? UPY_NULL : d->pairs[found].value;
}

// A name that is not in d, whose table is small and has room and no peculiarities: most new keys of small dicts.
static inline bool append_name(upy_dict *d, upy_value name, upy_value value) {
    static const uint8_t capacities[] = UPY_TABLE_SMALL_CAPACITIES;
    if (d->capacity_class >= UPY_TABLE_FIRST_INDEXED || d->n_pairs >= capacities[d->capacity_class] ||
        (d->layout & ~UPY_TABLE_OTHER_STRS)) {
        return false;
    }
    upy_pair *pair = &d->pairs[d->n_pairs];
    upy_store((upy_value)d, &pair->key, name);
    upy_store((upy_value)d, &pair->value, value);
    d->n_pairs++;
    d->n_used++;
    return true;
}

void upy_dict_set(upy_dict *d, upy_value key, upy_value value) {
    const unsigned peculiar = UPY_DICT_FIXED | UPY_DICT_BORROWED | UPY_TABLE_KEEPS_HASHES;
    if (UPY_LEVEL >= UPY_LEVEL_FULL && is_interned(key) && !(d->layout & peculiar)) {
        upy_value *place = (upy_value *)upy_dict_find_name(d, key);
        if (place) {
            upy_store((upy_value)d, place, value);
            return;
        }
        if (append_name(d, key, value)) {
            return;
        }
    }
    upy_dict_check_mutable(d);
    upy_table_own(d);
    bool is_new;
    size_t i = upy_table_add(d, key, upy_table_hash(key), &is_new);
    upy_store((upy_value)d, &d->pairs[i].value, value);
}

void upy_dict_set_name(upy_dict *d, upy_value name, upy_value value) { upy_dict_set(d, name, value); }

upy_value upy_dict_set_default(upy_dict *d, upy_value key, upy_value value) {
    upy_dict_check_mutable(d);
    upy_table_own(d);
    bool is_new;
    size_t i = upy_table_add(d, key, upy_table_hash(key), &is_new);
    if (is_new) {
        upy_store((upy_value)d, &d->pairs[i].value, value);
    }
    return d->pairs[i].value;
}

upy_value upy_dict_remove(upy_dict *d, upy_value key) {
    upy_dict_check_mutable(d);
    uint32_t hash = upy_table_hash(key);
    upy_table_own(d);
    intptr_t found = d->n_used ? upy_table_find(d, key, hash) : -1;
    if (found < 0) {
        return UPY_NULL;
    }
    upy_value value = d->pairs[found].value;
    upy_table_remove_at(d, (size_t)found);
    return value;
}

void upy_dict_clear(upy_dict *d) {
    upy_dict_check_mutable(d);
    upy_table_clear(d);
}

upy_pair *upy_dict_next(const upy_dict *d, size_t *position) { return (upy_pair *)(void *)upy_table_next(d, position); }

bool upy_dict_pop_last(upy_dict *d, upy_pair *out) {
    upy_dict_check_mutable(d);
    upy_table_own(d);
    if (d->n_used == 0) {
        return false;
    }
    size_t last = d->n_pairs - 1;
    *out = d->pairs[last];
    upy_table_remove_at(d, last);
    return true;
}

void upy_dict_trace(upy_value d, upy_tracer *tracer) { upy_table_trace((const upy_dict *)d, tracer); }

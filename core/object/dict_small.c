// dict_small.c — dicts and sets of the smallest level, in place of table.c and dict.c: an array of entries in order of
// insertion, searched from its start; what is removed is closed up. Names are found by comparing pointers.
//
// Hashes only keep unequal keys from being compared, which may run user code: after each comparison the table is looked
// at anew.
#include "core/object/state.h"
#include "core/object/str.h"
#include "core/object/table.h"

static size_t capacity_of(const upy_dict *t) {
    static const uint8_t small[] = UPY_TABLE_SMALL_CAPACITIES;
    unsigned beyond = t->capacity_class - UPY_COUNT_OF(small);
    return t->capacity_class < UPY_COUNT_OF(small) ? small[t->capacity_class]
                                                   : (size_t)(beyond & 1 ? 16 : 12) << beyond / 2;
}

static size_t size_of(const upy_dict *t, size_t n) { return (n << upy_table_stride_shift(t)) * sizeof(upy_value); }

uint32_t upy_table_hash(upy_value key) { return (uint32_t)upy_hash(key); }

void upy_dict_check_mutable(const upy_dict *d) {
    if (d->layout & UPY_DICT_FIXED) {
        upy_raise_type("'%T' object is read-only", (upy_value)d);
    }
}

// ---- Searching -----------------------------------------------------------------------------------

static intptr_t find_same(const upy_dict *t, upy_value key) {
    for (size_t i = 0; i < t->n_pairs; i++) {
        if (*upy_table_entry(t, i) == key) {
            return (intptr_t)i;
        }
    }
    return -1;
}

// Different words that stand for different values: two small ints, two interned strs.
static bool differ_surely(upy_value a, upy_value b) {
    const uint32_t interned = UPY_STR_INTERNED;
    return upy_are_small_ints(a, b) ||
           (upy_is_exactly(a, &upy_type_str) && upy_is_exactly(b, &upy_type_str) &&
            (((const upy_str *)a)->hash_flags & ((const upy_str *)b)->hash_flags & interned));
}

intptr_t upy_table_find(const upy_dict *t, upy_value key, uint32_t hash) {
    intptr_t found = find_same(t, key);
    for (size_t i = 0; found < 0 && i < t->n_pairs; i++) {
        upy_value other = *upy_table_entry(t, i);
        if (!differ_surely(key, other) && upy_table_hash(other) == hash && upy_equal(other, key)) {
            return i < t->n_pairs && *upy_table_entry(t, i) == other ? (intptr_t)i : upy_table_find(t, key, hash);
        }
    }
    return found;
}

const upy_value *upy_dict_find_name(const upy_dict *d, upy_value name) {
    intptr_t found = find_same(d, name);
    for (size_t i = 0; found < 0 && i < d->n_pairs; i++) { // a str made at run time may have the text of the name
        upy_value other = d->pairs[i].key;
        if (!differ_surely(name, other) && upy_is_exactly(other, &upy_type_str) && upy_str_equal(name, other)) {
            found = (intptr_t)i;
        }
    }
    return found < 0 ? NULL : &d->pairs[found].value;
}

upy_value upy_dict_get_name(const upy_dict *d, upy_value name) {
    const upy_value *found = upy_dict_find_name(d, name);
    return found ? *found : UPY_NULL;
}

upy_value upy_dict_get(const upy_dict *d, upy_value key) {
    intptr_t found = upy_table_find(d, key, upy_table_hash(key));
    return found < 0 ? UPY_NULL : d->pairs[found].value;
}

// ---- Changing ------------------------------------------------------------------------------------

void upy_table_reserve(upy_dict *t, size_t capacity) {
    upy_dict larger = *t;
    while (capacity_of(&larger) < capacity) {
        larger.capacity_class++;
    }
    if (larger.capacity_class != t->capacity_class) {
        larger.pairs = upy_heap_alloc_storage(size_of(t, capacity_of(&larger)));
        if (t->n_pairs > 0) {
            memcpy(larger.pairs, t->pairs, size_of(t, t->n_pairs));
        }
        upy_heap_free_storage(t->pairs);
        t->pairs = larger.pairs;
        t->capacity_class = larger.capacity_class;
    }
}

size_t upy_table_add(upy_dict *t, upy_value key, uint32_t hash, bool *is_new) {
    intptr_t found = upy_table_find(t, key, hash);
    *is_new = found < 0;
    if (found >= 0) {
        return (size_t)found;
    }
    size_t i = t->n_pairs;
    upy_table_reserve(t, i + 1);
    memset(upy_table_entry(t, i), 0, size_of(t, 1));
    upy_store((upy_value)t, upy_table_entry(t, i), key);
    t->n_pairs = t->n_used = (uint32_t)(i + 1) & 0x3ffffff;
    return i;
}

void upy_table_remove_at(upy_dict *t, size_t i) {
    t->n_pairs--;
    t->n_used--;
    memmove(upy_table_entry(t, i), upy_table_entry(t, i + 1), size_of(t, t->n_pairs - i));
}

void upy_table_clear(upy_dict *t) {
    t->pairs = NULL;
    t->n_used = t->n_pairs = 0;
    t->capacity_class = 0;
}

void upy_table_copy(upy_dict *to, const upy_dict *from) {
    upy_table_reserve(to, from->n_pairs);
    if (from->n_pairs > 0) {
        memcpy(to->pairs, from->pairs, size_of(to, from->n_pairs));
    }
    to->n_used = to->n_pairs = from->n_pairs;
}

void upy_table_take(upy_dict *to, upy_dict *from) {
    to->pairs = from->pairs;
    to->n_used = to->n_pairs = from->n_pairs;
    to->capacity_class = from->capacity_class;
    upy_table_clear(from);
}

upy_value *upy_table_next(const upy_dict *t, size_t *position) {
    return *position < t->n_pairs ? upy_table_entry(t, (*position)++) : NULL;
}

void upy_table_trace(const upy_dict *t, upy_tracer *tracer) {
    if (t->pairs != NULL) {
        upy_trace_storage(tracer, t->pairs);
        upy_trace_values(tracer, (upy_value *)t->pairs, (size_t)t->n_pairs << upy_table_stride_shift(t));
    }
}

// ---- dict ----------------------------------------------------------------------------------------

upy_dict *upy_dict_new(size_t capacity) {
    upy_dict *d = upy_new_object(&upy_type_dict, sizeof *d);
    upy_table_reserve(d, capacity);
    return d;
}

upy_dict *upy_dict_new_namespace(size_t capacity) { return upy_dict_new(capacity); }

upy_dict *upy_dict_copy(const upy_dict *d) {
    upy_dict *copy = upy_dict_new(0);
    upy_table_copy(copy, d);
    return copy;
}

void upy_dict_set(upy_dict *d, upy_value key, upy_value value) {
    bool is_new;
    upy_dict_check_mutable(d);
    size_t i = upy_table_add(d, key, upy_table_hash(key), &is_new);
    upy_store((upy_value)d, &d->pairs[i].value, value);
}

void upy_dict_set_name(upy_dict *d, upy_value name, upy_value value) { upy_dict_set(d, name, value); }

upy_value upy_dict_remove(upy_dict *d, upy_value key) {
    upy_dict_check_mutable(d);
    intptr_t found = upy_table_find(d, key, upy_table_hash(key));
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

void upy_dict_trace(upy_value d, upy_tracer *tracer) { upy_table_trace((const upy_dict *)d, tracer); }

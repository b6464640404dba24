// names.c — the tables of interned strs.
//
// Static names of two characters and more are sorted by hash at build time, and a small index says where
// each value of the top bits of the hash begins: a few names are looked at. Names met at run time are in
// a weak hash table on the heap (open addressing, linear probing): the collector keeps the block, and
// before sweeping asks upy_names_sweep() to forget the dead ones.
#include "core/object/names.h"

#include "core/base/text.h"
#include "core/object/state.h"
#include "core/object/str.h"

#define FIRST_CAPACITY 32
#define HASH_BITS 29

// Generated: names whose hash begins with the bits b lie from starts[b] up to starts[b + 1], counted in objects, or in
// words where objects differ in size. In front of them are the strs of one ASCII character,
// by code (UPY_NAME_SINGLES: the smallest level has none), and the empty one.
extern const uint16_t upy_static_name_starts[(1 << UPY_NAME_START_BITS) + 1];

static inline uint32_t hash_of(upy_value name) { return ((const upy_str *)name)->hash_flags >> 3; }

static bool has_text(upy_value name, const char *data, size_t length, uint32_t hash) {
    return hash_of(name) == hash && upy_str_length(name) == length && memcmp(upy_str_data(name), data, length) == 0;
}

#if UPY_COMPACT_STRS
static upy_value static_name(size_t i) { return (upy_value)((uintptr_t)&upy_static_names + i * sizeof(void *)); }
static size_t size_of(upy_value name) { return (sizeof(upy_str) + upy_str_length(name)) / sizeof(void *) + 1; }
#else
static upy_value static_name(size_t i) { return (upy_value)&upy_static_names[i]; }
static size_t size_of(upy_value name) { return (void)name, 1; }
#endif

static upy_value find_static(const char *data, size_t length, uint32_t hash) {
    bool is_single = UPY_NAME_SINGLES && length == 1 && (uint8_t)data[0] < 128;
    if (length == 0 || is_single) {
        return UPY_SINGLE_NAME(is_single ? (uint8_t)data[0] : UPY_NAME_SINGLES);
    }
    const uint16_t *starts = upy_static_name_starts + (hash >> (HASH_BITS - UPY_NAME_START_BITS));
    for (size_t i = starts[0]; i < starts[1]; i += size_of(static_name(i))) {
        if (has_text(static_name(i), data, length, hash)) {
            return static_name(i);
        }
    }
    return UPY_NULL;
}

static upy_value find_dynamic(const char *data, size_t length, uint32_t hash) {
    if (UPY->names.n_used == 0) {
        return UPY_NULL;
    }
    size_t mask = UPY->names.capacity - 1;
    upy_value name;
    for (size_t slot = hash & mask; (name = UPY->names.slots[slot]) != UPY_NULL; slot = (slot + 1) & mask) {
        if (has_text(name, data, length, hash)) {
            return name;
        }
    }
    return UPY_NULL;
}

static void put(upy_value *slots, size_t capacity, upy_value name) {
    size_t slot = hash_of(name) & (capacity - 1);
    while (slots[slot] != UPY_NULL) {
        slot = (slot + 1) & (capacity - 1);
    }
    slots[slot] = name;
}

static void make_room(void) {
    if (UPY->names.n_used + 1 <= UPY->names.capacity / 4 * 3) {
        return;
    }
    size_t capacity = UPY->names.capacity ? 2 * UPY->names.capacity : FIRST_CAPACITY;
    upy_value *slots = upy_heap_alloc_storage(capacity * sizeof *slots);
    memset(slots, 0, capacity * sizeof *slots);
    upy_value *old = UPY->names.slots;
    for (size_t i = 0; i < UPY->names.capacity; i++) { // what that allocation collected is gone already
        if (old[i] != UPY_NULL) {
            put(slots, capacity, old[i]);
        }
    }
    UPY->names.slots = slots;
    UPY->names.capacity = capacity;
    upy_heap_free_storage(old);
}

// The table has room. str is exactly a str and its text is not in the table.
static upy_value make_name(upy_value str) {
    upy_str *s = (upy_str *)str;
    s->hash_flags =
        (s->hash_flags & 7u) | upy_hash_bytes(upy_str_data(str), upy_str_length(str)) << 3 | UPY_STR_INTERNED;
    put(UPY->names.slots, UPY->names.capacity, str);
    UPY->names.n_used++;
    return str;
}

static upy_value find(const char *data, size_t length, uint32_t hash) {
    upy_value name = find_static(data, length, hash);
    return name != UPY_NULL ? name : find_dynamic(data, length, hash);
}

upy_value upy_find_name(const char *data, size_t length) { return find(data, length, upy_hash_bytes(data, length)); }

upy_value upy_intern(const char *data, size_t length) {
    upy_value name = upy_find_name(data, length);
    if (name != UPY_NULL) {
        return name;
    }
    upy_value str = upy_new_str(data, length);
    make_room();
    return make_name(str);
}

upy_value upy_intern_str(upy_value str) {
    if (upy_is_name(str)) {
        return str;
    }
    const char *data = upy_str_data(str);
    size_t length = upy_str_length(str);
    upy_value name = upy_find_name(data, length);
    if (name != UPY_NULL) {
        return name;
    }
    if (!upy_is_exactly(str, &upy_type_str) || !upy_heap_contains(str)) {
        return upy_intern(data, length);
    }
    make_room();
    return make_name(str);
}

bool upy_is_name(upy_value v) {
    return upy_is_exactly(v, &upy_type_str) && (((const upy_str *)v)->hash_flags & UPY_STR_INTERNED);
}

void upy_names_sweep(void) {
    upy_value *slots = UPY->names.slots;
    size_t capacity = UPY->names.capacity, n_dead = 0;
    for (size_t i = 0; i < capacity; i++) {
        if (slots[i] != UPY_NULL && !upy_heap_is_marked(slots[i])) {
            slots[i] = UPY_NULL;
            n_dead++;
        }
    }
    if (n_dead == 0) {
        return;
    }
    UPY->names.n_used -= n_dead;
    // Names that had been pushed on by a dead one move back. Going once around from an empty slot, each name meets
    // only names that are in place already.
    size_t mask = capacity - 1, empty = 0;
    while (slots[empty] != UPY_NULL) {
        empty++;
    }
    for (size_t k = 1; k < capacity; k++) {
        upy_value name = slots[(empty + k) & mask];
        if (name != UPY_NULL) {
            slots[(empty + k) & mask] = UPY_NULL;
            put(slots, capacity, name);
        }
    }
}

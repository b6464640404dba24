// table.c — insertion-ordered hash table, the storage of dict, module globals, class namespaces,
// keyword arguments and sets.
//
// One storage block holds, one after the other:
//
//     entries   capacity × (key, value), or × key for sets; a removed entry has key UPY_NULL
//     hashes    capacity × uint32_t, only if some key's hash is costly or runs user code
//     index     2^b slots of 1, 2 or 4 bytes: entry number + 1, 0 for an empty slot; only if capacity > 8
//
// Capacity and index size follow from the 6-bit capacity class, so that a table is four words. Slots
// are probed linearly from the top bits of hash × golden ratio, which spreads runs of ints evenly; at
// most 3/4 of them are taken. Removing takes the slot out by shifting its followers back, so slots
// never point at removed entries, and entries removed at the end are given back at once: the last
// entry is always live. A removed dict entry keeps in its value word how many removed entries follow,
// so that taking entries from the front is not quadratic.
//
// Keys are cheap or costly. The hash of a cheap key (int, float, str, bytes, bool, and everything
// compared by identity) can be found again at any time without running user code; a table with only
// such keys keeps no hashes.
//
// Relies on: heap, upy_hash and upy_equal. Equality of costly keys may run user code that changes this
// very table: after each such call the search compares what it knew with what is there, and starts
// again if they differ. An allocation may run finalizers, which may do the same: rebuild() and
// upy_table_add() check after allocating.
#include "core/object/table.h"

#include "core/object/state.h"
#include "core/object/str.h"

#define FIRST_INDEXED UPY_TABLE_FIRST_INDEXED
#define FIRST_INDEX_BITS 4
#define LAST_INDEX_BITS 26
#define LAST_CLASS (FIRST_INDEXED + 2 * (LAST_INDEX_BITS - FIRST_INDEX_BITS) + 1)

static const uint8_t small_capacities[FIRST_INDEXED] = UPY_TABLE_SMALL_CAPACITIES;

// A table taken apart. Good until the table changes structurally.
typedef struct view {
    upy_value *entries;
    uint32_t *hashes; // NULL: not kept
    void *index;
    unsigned shift; // log2 of words per entry
    unsigned bits;  // log2 of index slots; 0: no index
} view;

static inline unsigned index_bits(unsigned capacity_class) {
    return capacity_class < FIRST_INDEXED ? 0 : FIRST_INDEX_BITS + (capacity_class - FIRST_INDEXED) / 2;
}

// Each index size comes with two capacities: 5/8 and 6/8 of its slots.
static inline size_t capacity_of(unsigned capacity_class) {
    if (capacity_class < FIRST_INDEXED) {
        return small_capacities[capacity_class];
    }
    size_t eighths = 5 + ((capacity_class - FIRST_INDEXED) & 1);
    return (eighths << index_bits(capacity_class)) >> 3;
}

// The smallest class with room for that many. raises MemoryError.
static unsigned class_for(size_t capacity) {
    for (unsigned c = capacity > small_capacities[FIRST_INDEXED - 1] ? FIRST_INDEXED : 0; c <= LAST_CLASS; c++) {
        if (capacity_of(c) >= capacity) {
            return c;
        }
    }
    upy_raise_memory(SIZE_MAX);
}

static inline unsigned slot_width_shift(unsigned bits) { return bits <= 8 ? 0 : bits <= 16 ? 1 : 2; }

static size_t storage_size(unsigned capacity_class, unsigned shift, bool keeps_hashes) {
    size_t capacity = capacity_of(capacity_class);
    size_t size = capacity * (sizeof(upy_value) << shift);
    if (keeps_hashes) {
        size += capacity * sizeof(uint32_t);
    }
    unsigned bits = index_bits(capacity_class);
    return bits ? size + ((size_t)1 << (bits + slot_width_shift(bits))) : size;
}

static inline view look_into(const upy_dict *t) {
    view v = {
        .entries = (upy_value *)t->pairs, .shift = upy_table_stride_shift(t), .bits = index_bits(t->capacity_class)};
    if (t->layout & UPY_TABLE_KEEPS_HASHES || v.bits) {
        size_t capacity = capacity_of(t->capacity_class);
        char *behind = (char *)(v.entries + (capacity << v.shift));
        if (t->layout & UPY_TABLE_KEEPS_HASHES) {
            v.hashes = (uint32_t *)(void *)behind;
            behind += capacity * sizeof(uint32_t);
        }
        v.index = behind;
    }
    return v;
}

static inline size_t first_slot(unsigned bits, uint32_t hash) { return (hash * 0x9E3779B1u) >> (32 - bits); }

static inline size_t get_slot(const void *index, unsigned bits, size_t slot) {
    if (bits <= 8) {
        return ((const uint8_t *)index)[slot];
    }
    return bits <= 16 ? ((const uint16_t *)index)[slot] : ((const uint32_t *)index)[slot];
}

static inline void put_slot(void *index, unsigned bits, size_t slot, size_t entry_plus_1) {
    if (bits <= 8) {
        ((uint8_t *)index)[slot] = (uint8_t)entry_plus_1;
    } else if (bits <= 16) {
        ((uint16_t *)index)[slot] = (uint16_t)entry_plus_1;
    } else {
        ((uint32_t *)index)[slot] = (uint32_t)entry_plus_1;
    }
}

static void insert_into_index(const view *v, uint32_t hash, size_t entry) {
    size_t mask = ((size_t)1 << v->bits) - 1;
    size_t slot = first_slot(v->bits, hash);
    while (get_slot(v->index, v->bits, slot)) {
        slot = (slot + 1) & mask;
    }
    put_slot(v->index, v->bits, slot, entry + 1);
}

// ---- Hashes ----------------------------------------------------------------------------------

static inline uint32_t fold(intptr_t hash) {
    uint64_t h = (uint64_t)(int64_t)hash;
    return (uint32_t)(h ^ (h >> 32));
}

static inline uint32_t address_hash(upy_value v) { return fold((intptr_t)((uintptr_t)v / UPY_GRANULE)); }

static inline bool is_plain_str(upy_value v) { return upy_is_exactly(v, &upy_type_str); }

static inline uint32_t str_hash(upy_value s) {
    uint32_t hash = ((const upy_str *)s)->hash_flags >> 3;
    return hash ? hash : upy_str_hash(s);
}

static bool has_value_hash(const upy_type *type) {
    return type == &upy_type_int || (UPY_FLOATS && type == &upy_type_float) || type == &upy_type_bool ||
           type == &upy_type_bytes;
}

static bool is_cheap(upy_value key) {
    if (!upy_is_object(key)) {
        return true;
    }
    const upy_type *type = upy_type_of(key);
    return type == &upy_type_str || (type->flags & UPY_TYPE_EQ_IDENTITY) || type == &upy_type_type ||
           has_value_hash(type);
}

// The hash of a key that was cheap when it was added. By default that is its address, also when its class has
// learned another __eq__ since.
static uint32_t cheap_hash(upy_value key) {
    if (upy_is_small_int(key)) {
        return fold(upy_small_int_value(key));
    }
    if (is_plain_str(key)) {
        return str_hash(key);
    }
    return has_value_hash(upy_type_of(key)) ? fold(upy_hash(key)) : address_hash(key);
}

uint32_t upy_table_hash(upy_value key) { return is_cheap(key) ? cheap_hash(key) : fold(upy_hash(key)); }

static inline uint32_t entry_hash(const view *v, size_t i) {
    return v->hashes ? v->hashes[i] : cheap_hash(v->entries[i << v->shift]);
}

uint32_t upy_table_hash_at(const upy_dict *t, size_t i) {
    view v = look_into(t);
    return entry_hash(&v, i);
}

// ---- Searching -------------------------------------------------------------------------------

typedef enum match { MISS, HIT, CHANGED } match;

// Compares entry i, which is not the very object `key`.
static match compare(const upy_dict *t, const view *v, size_t i, upy_value key, uint32_t hash) {
    upy_value k = v->entries[i << v->shift];
    if (k == UPY_NULL || (v->hashes && v->hashes[i] != hash)) {
        return MISS;
    }
    if (is_plain_str(k) && is_plain_str(key)) {
        uint32_t both = ((const upy_str *)k)->hash_flags & ((const upy_str *)key)->hash_flags;
        return !(both & UPY_STR_INTERNED) && str_hash(k) == hash && upy_str_equal(k, key) ? HIT : MISS;
    }
    if (!v->hashes && cheap_hash(k) != hash) {
        return MISS;
    }
    uint32_t n_used = t->n_used, n_pairs = t->n_pairs, capacity_class = t->capacity_class, layout = t->layout;
    bool is_equal = upy_equal(k, key);
    if ((upy_value *)t->pairs != v->entries || t->n_used != n_used || t->n_pairs != n_pairs ||
        t->capacity_class != capacity_class || t->layout != layout || v->entries[i << v->shift] != k) {
        return CHANGED;
    }
    return is_equal ? HIT : MISS;
}

// Searches once: entry number, -1 if absent, -2 if the table was changed meanwhile.
static intptr_t search(const upy_dict *t, upy_value key, uint32_t hash) {
    view v = look_into(t);
    if (v.bits) {
        size_t mask = ((size_t)1 << v.bits) - 1;
        size_t slot = first_slot(v.bits, hash), found;
        while ((found = get_slot(v.index, v.bits, slot)) != 0) {
            upy_value k = v.entries[(found - 1) << v.shift];
            if (k == key) {
                return (intptr_t)(found - 1);
            }
            slot = (slot + 1) & mask;
            if (upy_are_small_ints(k, key)) {
                continue;
            }
            match m = compare(t, &v, found - 1, key, hash);
            if (m != MISS) {
                return m == HIT ? (intptr_t)(found - 1) : -2;
            }
        }
        return -1;
    }
    size_t n = t->n_pairs;
    for (size_t i = 0; i < n; i++) {
        if (v.entries[i << v.shift] == key) {
            return (intptr_t)i;
        }
    }
    if (!(t->layout & UPY_TABLE_OTHER_STRS) && is_plain_str(key) &&
        (((const upy_str *)key)->hash_flags & UPY_STR_INTERNED)) {
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        if (upy_are_small_ints(v.entries[i << v.shift], key)) {
            continue;
        }
        match m = compare(t, &v, i, key, hash);
        if (m != MISS) {
            return m == HIT ? (intptr_t)i : -2;
        }
    }
    return -1;
}

intptr_t upy_table_find(const upy_dict *t, upy_value key, uint32_t hash) {
    intptr_t found;
    do {
        found = search(t, key, hash);
    } while (found == -2);
    return found;
}

// An entry that is not the name itself but a str with its text. Costly keys are compared by text only: never raises.
static bool is_same_text(const view *v, size_t i, upy_value name) {
    upy_value k = v->entries[i << v->shift];
    return k != UPY_NULL && upy_is_str(k) && upy_str_equal(k, name);
}

const upy_value *upy_table_find_name(const upy_dict *t, upy_value name) {
    view v = look_into(t);
    bool has_others = (t->layout & UPY_TABLE_OTHER_STRS) != 0;
    if (!v.bits) {
        for (size_t i = 0; has_others && i < t->n_pairs; i++) {
            if (is_same_text(&v, i, name)) {
                return v.entries + (i << v.shift);
            }
        }
        return NULL;
    }
    size_t mask = ((size_t)1 << v.bits) - 1;
    size_t slot = first_slot(v.bits, ((const upy_str *)name)->hash_flags >> 3), found;
    while ((found = get_slot(v.index, v.bits, slot)) != 0) {
        upy_value *entry = v.entries + ((found - 1) << v.shift);
        if (*entry == name || (has_others && is_same_text(&v, found - 1, name))) {
            return entry;
        }
        slot = (slot + 1) & mask;
    }
    return NULL;
}

// ---- Changing --------------------------------------------------------------------------------

static inline void note_change(const upy_dict *t) {
    if (t->layout & UPY_DICT_NAMESPACE) {
        UPY->epoch++;
    }
}

// Moves the live entries to the front of a new block.
static void move_entries(const upy_dict *t, upy_value *to, unsigned capacity_class, bool keeps_hashes) {
    view from = look_into(t);
    upy_dict after = *t;
    after.pairs = (upy_pair *)(void *)to;
    after.capacity_class = capacity_class & 63u;
    after.layout = (t->layout & ~UPY_TABLE_KEEPS_HASHES) | (keeps_hashes ? UPY_TABLE_KEEPS_HASHES : 0);
    view v = look_into(&after);
    if (v.bits) {
        memset(v.index, 0, (size_t)1 << (v.bits + slot_width_shift(v.bits)));
    }
    size_t n = 0;
    for (size_t i = 0; i < t->n_pairs; i++) {
        const upy_value *entry = from.entries + (i << from.shift);
        if (*entry == UPY_NULL) {
            continue;
        }
        memcpy(v.entries + (n << v.shift), entry, sizeof(upy_value) << v.shift);
        if (v.bits || v.hashes) {
            uint32_t hash = entry_hash(&from, i);
            if (v.hashes) {
                v.hashes[n] = hash;
            }
            if (v.bits) {
                insert_into_index(&v, hash, n);
            }
        }
        n++;
    }
}

// Gives t a storage block of its own with room for `capacity` entries at least, without removed entries.
static void rebuild(upy_dict *t, size_t capacity, bool keeps_hashes) {
    unsigned shift = upy_table_stride_shift(t);
    unsigned capacity_class = class_for(capacity);
    size_t size = storage_size(capacity_class, shift, keeps_hashes);
    if (UPY_LEVEL >= UPY_LEVEL_FULL && t->pairs && t->n_pairs == t->n_used && capacity_class < FIRST_INDEXED &&
        !keeps_hashes && !(t->layout & (UPY_DICT_BORROWED | UPY_TABLE_KEEPS_HASHES)) &&
        capacity_class >= t->capacity_class && upy_heap_try_extend(t->pairs, size)) {
        t->capacity_class = capacity_class & 63u;
        return;
    }
    upy_value *block = size ? upy_heap_alloc_storage(size) : NULL;
    // A finalizer run by the allocation may have filled the table further: then what was asked for is outdated.
    if (t->n_used > capacity_of(capacity_class) || ((t->layout & UPY_TABLE_KEEPS_HASHES) && !keeps_hashes)) {
        upy_heap_free_storage(block);
        return;
    }
    move_entries(t, block, capacity_class, keeps_hashes);
    void *old = t->layout & UPY_DICT_BORROWED ? NULL : t->pairs;
    t->pairs = (upy_pair *)(void *)block;
    t->capacity_class = capacity_class & 63u;
    t->n_pairs = t->n_used;
    t->layout =
        (t->layout & ~(UPY_DICT_BORROWED | UPY_TABLE_KEEPS_HASHES)) | (keeps_hashes ? UPY_TABLE_KEEPS_HASHES : 0);
    note_change(t);
    upy_heap_free_storage(old);
}

void upy_table_own(upy_dict *t) {
    while (t->layout & UPY_DICT_BORROWED) {
        rebuild(t, t->n_used, false);
    }
}

void upy_table_reserve(upy_dict *t, size_t capacity) {
    if (capacity > capacity_of(t->capacity_class)) {
        rebuild(t, capacity, (t->layout & UPY_TABLE_KEEPS_HASHES) != 0);
    }
}

// Room for one more entry, whose hash must be kept if asked. false: nothing had to be done.
static bool make_room(upy_dict *t, bool keeps_hash) {
    bool keeps_hashes = keeps_hash || (t->layout & UPY_TABLE_KEEPS_HASHES);
    if (t->n_pairs < capacity_of(t->capacity_class) && (!keeps_hash || (t->layout & UPY_TABLE_KEEPS_HASHES))) {
        return false;
    }
    size_t wanted = t->n_used + t->n_used / 2 + 1;
    rebuild(t, wanted < 3 ? 3 : wanted, keeps_hashes);
    return true;
}

size_t upy_table_add(upy_dict *t, upy_value key, uint32_t hash, bool *is_new) {
    bool is_costly = !is_cheap(key);
    *is_new = false;
    for (;;) {
        intptr_t found = upy_table_find(t, key, hash);
        if (found >= 0) {
            return (size_t)found;
        }
        uint32_t n_used = t->n_used;
        bool was_rebuilt = false;
        while (make_room(t, is_costly)) {
            was_rebuilt = true;
        }
        if (!was_rebuilt || t->n_used == n_used) {
            break;
        }
    }
    view v = look_into(t);
    size_t i = t->n_pairs;
    upy_value *entry = v.entries + (i << v.shift);
    if (v.shift) {
        entry[1] = UPY_NULL;
    }
    upy_store((upy_value)t, entry, key);
    if (v.hashes) {
        v.hashes[i] = hash;
    }
    if (v.bits) {
        insert_into_index(&v, hash, i);
    }
    if (is_costly || (is_plain_str(key) && !(((const upy_str *)key)->hash_flags & UPY_STR_INTERNED))) {
        t->layout |= UPY_TABLE_OTHER_STRS;
    }
    t->n_pairs++;
    t->n_used++;
    note_change(t);
    *is_new = true;
    return i;
}

// Takes the slot of entry i out of the index and moves back those behind it that probing would no longer reach.
static void remove_from_index(const view *v, size_t i) {
    size_t mask = ((size_t)1 << v->bits) - 1;
    size_t hole = first_slot(v->bits, entry_hash(v, i));
    while (get_slot(v->index, v->bits, hole) != i + 1) {
        hole = (hole + 1) & mask;
    }
    size_t found;
    for (size_t slot = (hole + 1) & mask; (found = get_slot(v->index, v->bits, slot)) != 0; slot = (slot + 1) & mask) {
        size_t home = first_slot(v->bits, entry_hash(v, found - 1));
        if (((slot - home) & mask) >= ((slot - hole) & mask)) {
            put_slot(v->index, v->bits, hole, found);
            hole = slot;
        }
    }
    put_slot(v->index, v->bits, hole, 0);
}

void upy_table_remove_at(upy_dict *t, size_t i) {
    view v = look_into(t);
    if (v.bits) {
        remove_from_index(&v, i);
    }
    upy_value *entry = v.entries + (i << v.shift);
    *entry = UPY_NULL;
    if (v.shift) {
        entry[1] = UPY_SMALL_INT(1);
    }
    size_t n = t->n_pairs;
    while (n > 0 && v.entries[(n - 1) << v.shift] == UPY_NULL) {
        n--;
    }
    t->n_pairs = (uint32_t)n & 0x3ffffffu;
    t->n_used--;
    note_change(t);
}

void upy_table_clear(upy_dict *t) {
    void *old = t->layout & UPY_DICT_BORROWED ? NULL : t->pairs;
    t->pairs = NULL;
    t->n_used = 0;
    t->n_pairs = 0;
    t->capacity_class = 0;
    t->layout &= UPY_DICT_NAMESPACE | UPY_TABLE_KEYS_ONLY;
    note_change(t);
    upy_heap_free_storage(old);
}

void upy_table_copy(upy_dict *to, const upy_dict *from) {
    if (from->n_used == 0) {
        return;
    }
    do {
        rebuild(to, from->n_used, (from->layout & UPY_TABLE_KEEPS_HASHES) != 0);
    } while (from->n_used > capacity_of(to->capacity_class) ||
             ((from->layout ^ to->layout) & UPY_TABLE_KEEPS_HASHES) != 0);
    move_entries(from, (upy_value *)to->pairs, to->capacity_class, (from->layout & UPY_TABLE_KEEPS_HASHES) != 0);
    to->layout |= from->layout & UPY_TABLE_OTHER_STRS;
    to->n_used = to->n_pairs = from->n_used;
    note_change(to);
}

void upy_table_take(upy_dict *to, upy_dict *from) {
    upy_table_clear(to);
    to->pairs = from->pairs;
    to->n_used = from->n_used;
    to->n_pairs = from->n_pairs;
    to->capacity_class = from->capacity_class;
    to->layout |= from->layout & (UPY_DICT_BORROWED | UPY_TABLE_KEEPS_HASHES | UPY_TABLE_OTHER_STRS);
    from->pairs = NULL;
    upy_table_clear(from);
}

// ---- Walking ---------------------------------------------------------------------------------

#if UPY_LEVEL >= UPY_LEVEL_FULL
upy_value *upy_table_next(const upy_dict *t, size_t *position) {
    unsigned shift = upy_table_stride_shift(t);
    upy_value *entries = (upy_value *)t->pairs;
    size_t p = *position, n = t->n_pairs;
    if (p >= n) {
        return NULL;
    }
    if (entries[p << shift] == UPY_NULL) {
        size_t first = p;
        do {
            p += shift ? (size_t)upy_small_int_value(entries[(p << shift) + 1]) : 1;
        } while (p < n && entries[p << shift] == UPY_NULL);
        if (shift) {
            entries[(first << shift) + 1] = upy_small_int((intptr_t)(p - first)); // next time at once
        }
        if (p >= n) { // cannot be: the last entry is live
            return NULL;
        }
    }
    *position = p + 1;
    return entries + (p << shift);
}
#else // boards go through removed entries one by one
upy_value *upy_table_next(const upy_dict *t, size_t *position) {
    while (*position < t->n_pairs) {
        upy_value *entry = upy_table_entry(t, (*position)++);
        if (*entry != UPY_NULL) {
            return entry;
        }
    }
    return NULL;
}
#endif

void upy_table_trace(const upy_dict *t, upy_tracer *tracer) {
    if (t->layout & UPY_DICT_BORROWED) {
        return; // flash holds no heap objects
    }
    if (!t->pairs) {
        return;
    }
    upy_trace_storage(tracer, t->pairs);
    upy_trace_values(tracer, (upy_value *)t->pairs, (size_t)t->n_pairs << upy_table_stride_shift(t));
}

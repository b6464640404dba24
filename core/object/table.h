// table.h — the insertion-ordered hash table behind dict and set: internals shared by dict.c and
// core/types/set.c. A set is a upy_dict whose entries are one word (UPY_TABLE_KEYS_ONLY) instead of two.
#ifndef UPY_OBJECT_TABLE_H
#define UPY_OBJECT_TABLE_H

#include "core/object/dict.h"

// Further bits of upy_dict.layout.
#define UPY_TABLE_KEYS_ONLY 8u     // entries are keys without values
#define UPY_TABLE_KEEPS_HASHES 16u // a hash per entry is stored behind the entries
#define UPY_TABLE_OTHER_STRS 32u   // some key may equal a str although it is another object than its interned name

#define UPY_TABLE_FIRST_INDEXED 7u // capacity classes below have no index
#define UPY_TABLE_SMALL_CAPACITIES                                                                                     \
    { 0, 1, 2, 3, 4, 6, 8 } // … and these capacities

static inline unsigned upy_table_stride_shift(const upy_dict *t) { return t->layout & UPY_TABLE_KEYS_ONLY ? 0 : 1; }
// Address of the key of an entry; its value, if it has one, is the next word.
static inline upy_value *upy_table_entry(const upy_dict *t, size_t i) {
    return (upy_value *)t->pairs + (i << upy_table_stride_shift(t));
}

// Hash as the table uses it. May run user code; raises TypeError for unhashable keys.
uint32_t upy_table_hash(upy_value key);
// Number of the entry, or -1. May run user code.
intptr_t upy_table_find(const upy_dict *t, upy_value key, uint32_t hash);
// Number of the entry with that key, made if absent (then its value is UPY_NULL and *is_new is set). The
// caller has checked that t may change. May run user code.
size_t upy_table_add(upy_dict *t, upy_value key, uint32_t hash, bool *is_new);
void upy_table_remove_at(upy_dict *t, size_t i);
void upy_table_clear(upy_dict *t);
void upy_table_reserve(upy_dict *t, size_t capacity);    // room for that many entries in total
void upy_table_own(upy_dict *t);                         // copies borrowed pairs
void upy_table_copy(upy_dict *to, const upy_dict *from); // to is empty; same kind
void upy_table_take(upy_dict *to, upy_dict *from);       // the contents of from replace those of to; from is empty then
// Next live entry at or after *position (which moves behind it); NULL at the end.
upy_value *upy_table_next(const upy_dict *t, size_t *position);
void upy_table_trace(const upy_dict *t, upy_tracer *tracer);

// Hash of the key of a live entry, from memory where there is one.
uint32_t upy_table_hash_at(const upy_dict *t, size_t i);

// Entry of an interned str, by text where it must be. Never raises. dict.c scans small tables for the pointer first.
const upy_value *upy_table_find_name(const upy_dict *t, upy_value name);

#endif

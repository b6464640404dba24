// dict.h — insertion-ordered hash table: the storage of dict, module globals, class namespaces and
// keyword arguments. (Sets share the design: core/types/set.h.)
//
// Key/value pairs sit in one array in insertion order; up to eight are searched linearly. Larger
// tables add an index of 1, 2 or 4 bytes per slot behind the pairs. Keys whose hash is costly or
// runs user code have it kept beside the index. Deleting leaves a tombstone (key UPY_NULL); a table
// is compacted when it grows. A constant table (UPY_DEFINE_TABLE) is a upy_dict in flash.
//
// A dict marked as namespace (module globals, class attributes) bumps UPY->epoch whenever a key is
// added or removed or its storage moves, so that inline caches may hold addresses of values.
#ifndef UPY_OBJECT_DICT_H
#define UPY_OBJECT_DICT_H

#include "core/object/object.h"

typedef struct upy_pair {
    upy_value key; // UPY_NULL: tombstone
    upy_value value;
} upy_pair;

struct upy_dict {
    upy_object header;
    upy_pair *pairs;             // storage block (or flash)
    uint32_t n_used : 26;        // live keys
    uint32_t capacity_class : 6; // private to table.c
    uint32_t n_pairs : 26;       // pairs in use, tombstones included
    uint32_t layout : 6;         // flags below
};

#define UPY_DICT_FIXED 1u
#define UPY_DICT_NAMESPACE 2u
#define UPY_DICT_BORROWED 4u // pairs belong to a constant table and are copied before the first change

// Constant table:
//   static const upy_pair list_pairs[] = { {UPY_NAME(append), (upy_value)&list_append}, … };
//   static const UPY_DEFINE_TABLE(list_attributes, list_pairs);
#define UPY_DEFINE_TABLE(table, pair_array)                                                                            \
    upy_dict table = {.header = {&upy_type_dict},                                                                      \
                      .pairs = (upy_pair *)(pair_array),                                                               \
                      .n_used = UPY_COUNT_OF(pair_array),                                                              \
                      .n_pairs = UPY_COUNT_OF(pair_array),                                                             \
                      .layout = UPY_DICT_FIXED}

extern const upy_type upy_type_dict;
extern const struct upy_slots upy_dict_slots; // for native types that derive from dict

upy_dict *upy_dict_new(size_t capacity); // room for that many without growing
upy_dict *upy_dict_new_namespace(size_t capacity);
// A RAM dict that shows the pairs of a constant table until it is first changed.
upy_dict *upy_dict_new_borrowed(const upy_dict *constant, bool is_namespace);
upy_dict *upy_dict_copy(const upy_dict *d);
upy_value upy_dict_get(const upy_dict *d, upy_value key);       // value or UPY_NULL; may raise from hash/eq
upy_value upy_dict_get_name(const upy_dict *d, upy_value name); // key is an interned str: never raises
// Address of the value of an interned-str key, or NULL; good until the dict changes structurally. Never raises.
const upy_value *upy_dict_find_name(const upy_dict *d, upy_value name);
void upy_dict_set(upy_dict *d, upy_value key, upy_value value);
void upy_dict_set_name(upy_dict *d, upy_value name, upy_value value);
upy_value upy_dict_set_default(upy_dict *d, upy_value key, upy_value value); // the value now in place
upy_value upy_dict_remove(upy_dict *d, upy_value key);                       // the removed value or UPY_NULL
void upy_dict_clear(upy_dict *d);
static inline size_t upy_dict_length(const upy_dict *d) { return d->n_used; }
// Insertion-order traversal: *position starts at 0. Returns NULL at the end. Safe against mutation in between
// (may then skip or repeat, never crash).
upy_pair *upy_dict_next(const upy_dict *d, size_t *position);
bool upy_dict_pop_last(upy_dict *d, upy_pair *out);
void upy_dict_update(upy_dict *d, upy_value mapping_or_pairs); // as dict.update with one argument
void upy_dict_check_mutable(const upy_dict *d);                // raises TypeError for constant tables
void upy_dict_trace(upy_value d, upy_tracer *tracer);
void upy_dict_finalize(upy_value d);
static inline upy_value upy_from_dict(const upy_dict *d) { return (upy_value)d; }

#endif

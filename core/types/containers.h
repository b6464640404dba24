// containers.h — layout and C interface of list, tuple, set, slice, range, cell and bytearray.
#ifndef UPY_TYPES_CONTAINERS_H
#define UPY_TYPES_CONTAINERS_H

#include "core/object/dict.h"
#include "core/object/tuple.h"

typedef struct upy_list {
    upy_object header;
    size_t capacity;
    size_t length;
    upy_value *items; // storage block, NULL while capacity is 0
} upy_list;

typedef struct upy_set { // set and frozenset: insertion ordered, as dict; the structure is core/object/table.h's
    upy_object header;
    upy_value *items; // storage: items (UPY_NULL: tombstone), kept hashes, index
    uint32_t n_used : 26;
    uint32_t capacity_class : 6;
    uint32_t n_items : 26;
    uint32_t layout : 6;
} upy_set;

typedef struct upy_slice {
    upy_object header;
    upy_value start, stop, step;
} upy_slice;

typedef struct upy_range {
    upy_object header;
    upy_value start, stop, step; // ints of any size
} upy_range;

typedef struct upy_cell { // captured variable
    upy_object header;
    upy_value content; // UPY_NULL: unset
} upy_cell;

typedef struct upy_bytearray { // also the head of array.array and memoryview
    upy_object header;
    uint16_t typecode;       // 'B' for bytearray
    uint16_t n_held;         // of the live memoryviews, those inside a `with` statement: no resizing
    uint32_t n_exports;      // live memoryviews
    size_t length, capacity; // items
    void *data;              // storage block
} upy_bytearray;

extern const upy_type upy_type_tuple, upy_type_list, upy_type_set, upy_type_frozenset, upy_type_slice, upy_type_range,
    upy_type_cell, upy_type_bytearray, upy_type_memoryview;
extern const upy_tuple upy_empty_tuple_object;
#define UPY_EMPTY_TUPLE ((upy_value)&upy_empty_tuple_object)

static inline upy_tuple *upy_as_tuple(upy_value v) { return (upy_tuple *)v; }
static inline upy_list *upy_as_list(upy_value v) { return (upy_list *)v; }
static inline upy_dict *upy_as_dict(upy_value v) { return (upy_dict *)v; }
static inline upy_set *upy_as_set(upy_value v) { return (upy_set *)v; }

upy_value upy_new_tuple(size_t n,
                        const upy_value *items_or_null); // NULL: items are UPY_NULL until the caller fills them
upy_value upy_new_list(size_t n, const upy_value *items_or_null); // length n; NULL: items None
upy_value upy_new_list_with_capacity(size_t capacity);            // length 0
void upy_list_append(upy_value list, upy_value item);
void upy_list_extend(upy_value list, upy_value iterable);
upy_value upy_list_pop(upy_value list, intptr_t index); // raises IndexError
void upy_list_sort(upy_value list, upy_value key_or_null, bool reverse);
upy_value upy_to_list(upy_value iterable);  // new list
upy_value upy_to_tuple(upy_value iterable); // the tuple itself if exactly a tuple

// The items of a list or tuple (subclasses too) as an array; false for other objects. The array of a list is good
// until the list changes.
bool upy_get_items(upy_value v, size_t *n, upy_value **items);

upy_value upy_new_set(void);
upy_value upy_new_frozenset(void);               // to be filled before it is seen
bool upy_set_add(upy_value set, upy_value item); // false: was there already
bool upy_set_has(upy_value set, upy_value item);
bool upy_set_discard(upy_value set, upy_value item);
void upy_set_update(upy_value set, upy_value iterable);
bool upy_set_next(upy_value set, size_t *position, upy_value *item); // as upy_dict_next
// What sets and views of dicts do alike. op: an arithmetic one.
bool upy_is_set_op(upy_binary_op op);
upy_value upy_set_change(upy_binary_op op, upy_value set, upy_value iterable); // set; UPY_NULL: no operation of sets
upy_value upy_set_compare(upy_binary_op op, upy_value a, upy_value b);         // sets or views
bool upy_set_agrees(upy_value iterable, upy_value container, bool is_member);  // all are members, or none is
void upy_set_add_common(upy_value result, upy_value container, upy_value iterable);

upy_value upy_new_slice(upy_value start, upy_value stop, upy_value step);
typedef struct upy_slice_bounds {
    size_t start, count; // first index, number of elements selected
    intptr_t step;       // never 0
} upy_slice_bounds;
// Resolves a slice against a length as CPython's slice.indices does. raises ValueError("slice step can't be zero").
upy_slice_bounds upy_slice_resolve(upy_value slice, size_t length);
// For containers that can change: an index or slice on which no user code is left to run (__index__ has been asked), so
// that resolving it against a length cannot change that length. What is no index comes back as it is.
upy_value upy_settled_index(upy_value index);

upy_value upy_new_range(upy_value start, upy_value stop, upy_value step);
upy_value upy_new_cell(upy_value content);
upy_value upy_new_bytearray(const void *data_or_null, size_t length);
// Before the data of a bytearray (or array) moves: raises BufferError if a memoryview of it is known to be alive.
// Otherwise the data is the object's own afterwards (it may have been copied).
void upy_bytearray_check_resizable(upy_value bytearray);
upy_value upy_new_memoryview(upy_value source);
// A memoryview of `length` bytes outside the heap or inside `source` (UPY_NULL: none); ended with
// upy_memoryview_release().
upy_value upy_new_memoryview_of(upy_value source, void *data, size_t length, bool is_readonly);
void upy_memoryview_release(upy_value view);

#endif

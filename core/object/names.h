// names.h — identifiers: interned str objects, compared by address.
//
// UPY_NAME(foo) is the str "foo" as a constant usable in static initialisers. tools/make-names finds
// every use in the sources and emits `names.gen.h` (one enumerator per name) and the array below:
// equal-sized objects in flash, string bytes out of line. Names met at run time live on the heap in
// a weak table and are collected when nothing uses them.
#ifndef UPY_OBJECT_NAMES_H
#define UPY_OBJECT_NAMES_H

#include "core/object/value.h"

// Same layout as upy_str with external data (core/types/str.h); padded to whole granules.
typedef struct upy_static_name {
    const struct upy_type *type;
    uint32_t length;     // bytes
    uint32_t hash_flags; // see upy_str
    const char *data;
#if UPY_WORD_BITS == 64
    uintptr_t padding;
#endif
} upy_static_name;

#include "names.gen.h" // enum { UPY_NAME_INDEX_…, UPY_NAME_COUNT, UPY_NAME_SINGLES, UPY_NAME_START_BITS }

extern const upy_static_name upy_static_names[];

#define UPY_NAME(identifier) ((upy_value)&upy_static_names[UPY_NAME_INDEX_##identifier])

static inline bool upy_is_static_name(upy_value v) {
    return (uintptr_t)v - (uintptr_t)upy_static_names < UPY_NAME_COUNT * sizeof(upy_static_name);
}

// The name with this text; makes it if needed. raises MemoryError.
upy_value upy_intern(const char *data, size_t length);
// Same, or UPY_NULL if no such name exists yet (then no dict or shape can hold it). Never raises.
upy_value upy_find_name(const char *data, size_t length);
// The name equal to a str; str itself if already interned.
upy_value upy_intern_str(upy_value str);
bool upy_is_name(upy_value v);
// Forgets dead names; called by the collector between marking and sweeping.
void upy_names_sweep(void);

#endif

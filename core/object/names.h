// names.h — identifiers: interned str objects, compared by address.
//
// UPY_NAME(foo) is the str "foo" as a constant usable in static initialisers. tools/make-names finds
// every use in the sources and emits `names.gen.h` and the table of the objects: an array of equal-sized ones with the
// text out of line, or, with UPY_COMPACT_STRS, a structure of objects that hold their text, whose distance from the
// first tells names apart as the array index does. Names met at run time live on the heap in
// a weak table and are collected when nothing uses them.
#ifndef UPY_OBJECT_NAMES_H
#define UPY_OBJECT_NAMES_H

#include "core/object/value.h"

#if UPY_COMPACT_STRS
// The layout of upy_str (core/object/str.h) with room for n characters and the terminating zero.
#define UPY_STATIC_NAME(n)                                                                                             \
    struct {                                                                                                           \
        const struct upy_type *type;                                                                                   \
        uint32_t length, hash_flags;                                                                                   \
        char data[((n) + sizeof(void *)) / sizeof(void *) * sizeof(void *)];                                           \
    }

#include "names.gen.h" // struct upy_static_names: .single[] of one character each, then .static_name_… by hash

extern const struct upy_static_names upy_static_names;
#define UPY_NAME(identifier) ((upy_value)&upy_static_names.static_name_##identifier)
#define UPY_SINGLE_NAME(c) ((upy_value)&upy_static_names.single[c])

#else
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

#include "names.gen.h" // enum { UPY_NAME_INDEX_…, UPY_NAME_SINGLES }

extern const upy_static_name upy_static_names[];

#define UPY_NAME(identifier) ((upy_value)&upy_static_names[UPY_NAME_INDEX_##identifier])
#define UPY_SINGLE_NAME(c) ((upy_value)&upy_static_names[c])
#endif

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

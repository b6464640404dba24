// caches.h — inline caches: what they remember and how they are filled.
//
// A cache is valid while its epoch equals UPY->epoch; every structural change of a class or namespace
// moves the epoch. For objects, `key` is compared with the second word of the object, which is the
// shape of an instance or the globals dict of a module, so that one compare proves what kind of object
// it is and how it is laid out. Caches hold addresses of values (entries), not values.
#ifndef UPY_VM_CACHES_H
#define UPY_VM_CACHES_H

#include "core/code/code.h"
#include "core/object/shape.h"
#include "core/types/function.h"

enum {
    CACHE_EMPTY,
    CACHE_SLOT,        // second word == key: attribute is slots[index]
    CACHE_ADD_SLOT,    // store: second word == key: slots[index] becomes used, shape becomes next_shape
    CACHE_ENTRY,       // second word == key: attribute is *entry (class attribute, module global)
    CACHE_METHOD,      // second word == key: *entry is a function that binds the object
    CACHE_TYPE_METHOD, // type == key: *entry is a method of a native type
    CACHE_CLASS_ENTRY, // the object itself == key: attribute of a class is *entry
};

void vm_note_globals(const upy_code *code, const upy_dict *globals);

static inline const void *vm_second_word(upy_value object) { return ((const upy_instance *)object)->shape_or_dict; }

static inline const upy_cache *vm_cache(const upy_code *code, uint32_t index) {
#if UPY_INLINE_CACHES
    const upy_cache *caches = code->state->caches;
    return UPY_LIKELY(caches != NULL && index != UPY_NO_CACHE) ? &caches[index] : NULL;
#else
    (void)code;
    (void)index;
    return NULL;
#endif
}

// A function of this code and these globals is being made. Caches of global names know one dict: code that serves
// several functions with different globals goes without.
static inline void vm_use_globals(const upy_code *code, const upy_dict *globals) {
#if UPY_INLINE_CACHES
    if (UPY_UNLIKELY(code->state->globals != globals)) {
        vm_note_globals(code, globals);
    }
#else
    (void)code;
    (void)globals;
#endif
}

// The uncached operations; each fills the cache when that is possible and the function is warm.
upy_value vm_load_global(const upy_function *f, upy_value name, uint32_t cache_index);
void vm_store_global(const upy_function *f, upy_value name, uint32_t cache_index, upy_value value);
void vm_delete_global(const upy_function *f, upy_value name);
upy_value vm_load_name(const upy_function *f, upy_value name_space, upy_value name, uint32_t cache_index);
void vm_store_name(upy_value name_space, upy_value name, upy_value value);
void vm_delete_name(upy_value name_space, upy_value name);
upy_value vm_load_class_variable(upy_value name_space, upy_value name, upy_value cell);
upy_value vm_load_attribute(const upy_code *code, upy_value object, upy_value name, uint32_t cache_index);
void vm_store_attribute(const upy_code *code, upy_value object, upy_value name, uint32_t cache_index, upy_value value);
void vm_load_method(const upy_code *code, upy_value object, upy_value name, uint32_t cache_index, upy_value pair[2]);

#endif

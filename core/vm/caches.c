// caches.c — names and attributes: the uncached ways, and filling the inline caches on the way.
#include "core/vm/caches.h"

#include "core/builtins/builtins.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/vm/operations.h"

// Misses before a function is warm enough to pay for a table of caches.
#define WARM_AFTER 4

// The cache to fill, or NULL while the function is cold (or memory is short: caching is only a convenience).
static upy_cache *cache_to_fill(const upy_code *code, uint32_t index) {
#if UPY_INLINE_CACHES
    if (index == UPY_NO_CACHE) {
        return NULL;
    }
    upy_code_state *state = code->state;
    if (UPY_UNLIKELY(state->caches == NULL)) {
        if (++state->warmth < WARM_AFTER || UPY->heap.lock_depth > 0) {
            return NULL;
        }
        size_t size = code->n_caches * sizeof(upy_cache);
        upy_cache *caches = upy_heap_alloc_storage_or_null(size);
        if (caches == NULL) {
            return NULL;
        }
        memset(caches, 0, size);
        state->caches = caches;
    }
    return &state->caches[index];
#else
    (void)code;
    (void)index;
    return NULL;
#endif
}

#if UPY_INLINE_CACHES
// Stands for "several" in upy_code_state.globals; belongs to no function.
static const upy_dict several_globals;

void vm_note_globals(const upy_code *code, const upy_dict *globals) {
    upy_code_state *state = code->state;
    if (state->globals == NULL) {
        state->globals = globals;
    } else if (state->globals != &several_globals) {
        state->globals = &several_globals;
        UPY->epoch++; // what is cached belongs to the first one
    }
}
#endif

// ---- Names -----------------------------------------------------------------------------------

static const upy_value *find_global(const upy_function *f, upy_value name) {
    const upy_value *entry = upy_dict_find_name(f->globals, name);
    return entry != NULL ? entry : upy_builtins_find(name);
}

upy_value vm_load_global(const upy_function *f, upy_value name, uint32_t cache_index) {
    upy_cache *cache = cache_to_fill(f->code, cache_index);
    const upy_value *entry = find_global(f, name);
    if (UPY_UNLIKELY(entry == NULL)) {
        vm_raise_name(name);
    }
    if (cache != NULL && f->code->state->globals == f->globals &&
        (f->globals->layout & (UPY_DICT_NAMESPACE | UPY_DICT_FIXED))) {
        cache->epoch = UPY->epoch;
        cache->entry = entry;
    }
    return *entry;
}

void vm_store_global(const upy_function *f, upy_value name, uint32_t cache_index, upy_value value) {
    const upy_cache *cache = vm_cache(f->code, cache_index);
    if (cache != NULL && cache->epoch == UPY->epoch) {
        upy_store((upy_value)f->globals, (upy_value *)(uintptr_t)cache->entry, value);
        return;
    }
    upy_dict_set_name(f->globals, name, value);
    upy_cache *fill = cache_to_fill(f->code, cache_index);
    if (fill != NULL && f->code->state->globals == f->globals && (f->globals->layout & UPY_DICT_NAMESPACE)) {
        fill->epoch = UPY->epoch;
        fill->entry = upy_dict_find_name(f->globals, name);
    }
}

void vm_delete_global(const upy_function *f, upy_value name) {
    if (upy_dict_remove(f->globals, name) == UPY_NULL) {
        vm_raise_name(name);
    }
}

// Value of name in any mapping, or UPY_NULL.
static upy_value get_from_namespace(upy_value name_space, upy_value name) {
    if (upy_is_exactly(name_space, &upy_type_dict)) {
        return upy_dict_get_name(upy_as_dict(name_space), name);
    }
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_value value = upy_get_item(name_space, name);
        upy_end_try(&jump);
        return value;
    }
    if (!upy_is_instance(jump.exception, &upy_type_KeyError)) {
        upy_raise_unchanged(jump.exception);
    }
    return UPY_NULL;
}

upy_value vm_load_name(const upy_function *f, upy_value name_space, upy_value name, uint32_t cache_index) {
    upy_value value = get_from_namespace(name_space, name);
    return value != UPY_NULL ? value : vm_load_global(f, name, cache_index);
}

void vm_store_name(upy_value name_space, upy_value name, upy_value value) {
    if (upy_is_exactly(name_space, &upy_type_dict)) {
        upy_dict_set_name(upy_as_dict(name_space), name, value);
    } else {
        upy_set_item(name_space, name, value);
    }
}

void vm_delete_name(upy_value name_space, upy_value name) {
    if (upy_is_exactly(name_space, &upy_type_dict)) {
        if (upy_dict_remove(upy_as_dict(name_space), name) == UPY_NULL) {
            vm_raise_name(name);
        }
        return;
    }
    if (get_from_namespace(name_space, name) == UPY_NULL) {
        vm_raise_name(name);
    }
    upy_delete_item(name_space, name);
}

upy_value vm_load_class_variable(upy_value name_space, upy_value name, upy_value cell) {
    upy_value value = get_from_namespace(name_space, name);
    if (value == UPY_NULL) {
        value = ((upy_cell *)cell)->content;
    }
    if (value == UPY_NULL) {
        vm_raise_unset_cell(name, true);
    }
    return value;
}

// ---- Attributes ------------------------------------------------------------------------------

static bool binds_self(upy_value found) {
    if (upy_is_exactly(found, &upy_type_function)) {
        return true;
    }
    return upy_is_exactly(found, &upy_type_builtin) && ((const upy_builtin *)found)->kind == UPY_BUILTIN_METHOD;
}

// A value that attribute access hands out as it is, whoever asks.
static bool is_plain(upy_value found) {
    if (!upy_is_object(found)) {
        return true;
    }
    const upy_type *type = ((const upy_object *)found)->type;
    if (type == &upy_type_builtin) {
        return ((const upy_builtin *)found)->kind == UPY_BUILTIN_FUNCTION;
    }
    return !upy_type_is_class(type) && !(type->flags & UPY_TYPE_BINDS_SELF) && type->slots->descriptor_get == NULL;
}

static bool is_data_descriptor(upy_value found) {
    if (!upy_is_object(found)) {
        return false;
    }
    const upy_type *type = ((const upy_object *)found)->type;
    return upy_type_is_class(type) || type->slots->descriptor_set != NULL;
}

#define HOOKS_LOAD (UPY_TYPE_HAS_GETATTRIBUTE)

static void fill(upy_cache *cache, const void *key, unsigned kind, const upy_value *entry, uint32_t index) {
    cache->epoch = UPY->epoch;
    cache->key = key;
    cache->kind = kind;
    cache->entry = entry;
    cache->index = index;
}

// Instance of a class without native base, in shape mode. method: the caller can take an unbound function.
static void fill_instance(upy_cache *cache, upy_value object, upy_value name, bool method) {
    const upy_type *type = ((const upy_object *)object)->type;
    upy_shape *shape = upy_instance_shape((upy_instance *)object);
    if (shape == NULL || (type->flags & HOOKS_LOAD)) {
        return;
    }
    const upy_value *entry = upy_type_lookup_entry(type, name);
    if (entry != NULL && is_data_descriptor(*entry)) {
        return;
    }
    int slot = upy_shape_find(shape, name);
    if (slot >= 0) {
        fill(cache, shape, CACHE_SLOT, NULL, (uint32_t)slot);
    } else if (entry != NULL && method && binds_self(*entry)) {
        fill(cache, shape, CACHE_METHOD, entry, 0);
    } else if (entry != NULL && is_plain(*entry)) {
        fill(cache, shape, CACHE_ENTRY, entry, 0);
    }
}

static void fill_module(upy_cache *cache, upy_value object, upy_value name) {
    const upy_dict *globals = ((const upy_module *)object)->globals;
    if (!(globals->layout & (UPY_DICT_NAMESPACE | UPY_DICT_FIXED))) {
        return;
    }
    const upy_value *entry = upy_dict_find_name(globals, name);
    if (entry != NULL) {
        fill(cache, globals, CACHE_ENTRY, entry, 0);
    }
}

static void fill_class(upy_cache *cache, upy_value object, upy_value name) {
    if (upy_type_lookup((const upy_type *)object, name) == UPY_NULL ||
        upy_type_lookup(&upy_type_type, name) != UPY_NULL) {
        return; // absent, or the metaclass may have a say
    }
    const upy_value *entry = upy_type_lookup_entry((const upy_type *)object, name);
    if (entry != NULL && (upy_is_exactly(*entry, &upy_type_function) || is_plain(*entry))) {
        fill(cache, object, CACHE_CLASS_ENTRY, entry, 0);
    }
}

static void fill_load(upy_cache *cache, upy_value object, upy_value name, bool method) {
    const upy_type *type = ((const upy_object *)object)->type;
    if (type->flags & UPY_TYPE_IS_INSTANCE) {
        fill_instance(cache, object, name, method);
    } else if (type == &upy_type_module) {
        fill_module(cache, object, name);
    } else if (type == &upy_type_type && upy_type_is_class((const upy_type *)object)) {
        fill_class(cache, object, name);
    } else if (method && !upy_type_is_class(type) && type->slots->attribute == NULL) {
        const upy_value *entry = upy_type_lookup_entry(type, name);
        if (entry != NULL && binds_self(*entry)) {
            fill(cache, type, CACHE_TYPE_METHOD, entry, 0);
        }
    }
}

upy_value vm_load_attribute(const upy_code *code, upy_value object, upy_value name, uint32_t cache_index) {
    upy_cache *cache = cache_to_fill(code, cache_index);
    if (cache != NULL && upy_is_object(object)) {
        if (cache->kind == CACHE_CLASS_ENTRY && cache->key == (const void *)object && cache->epoch == UPY->epoch) {
            return *cache->entry;
        }
        upy_value value = upy_get_attribute(object, name);
        fill_load(cache, object, name, false);
        return value;
    }
    return upy_get_attribute(object, name);
}

void vm_load_method(const upy_code *code, upy_value object, upy_value name, uint32_t cache_index, upy_value pair[2]) {
    upy_cache *cache = cache_to_fill(code, cache_index);
    if (cache == NULL || !upy_is_object(object)) {
        upy_get_method(object, name, pair);
        return;
    }
    if (cache->epoch == UPY->epoch) {
        if (cache->kind == CACHE_CLASS_ENTRY && cache->key == (const void *)object) {
            pair[0] = *cache->entry;
            pair[1] = UPY_NULL;
            return;
        }
        if (cache->kind == CACHE_SLOT && cache->key == vm_second_word(object)) {
            pair[0] = ((upy_instance *)object)->slots[cache->index];
            pair[1] = UPY_NULL;
            return;
        }
    }
    upy_get_method(object, name, pair);
    fill_load(cache, object, name, true);
}

void vm_store_attribute(const upy_code *code, upy_value object, upy_value name, uint32_t cache_index, upy_value value) {
    upy_cache *cache = upy_is_object(object) ? cache_to_fill(code, cache_index) : NULL;
    const upy_type *type = upy_type_of(object);
    const uint32_t hooks = UPY_TYPE_HAS_SETATTR | UPY_TYPE_HAS_SLOTS_ONLY;
    upy_shape *before = NULL;
    if (cache != NULL && (type->flags & (UPY_TYPE_IS_INSTANCE | hooks)) == UPY_TYPE_IS_INSTANCE) {
        before = upy_instance_shape((upy_instance *)object);
    }
    upy_set_attribute(object, name, value);
    if (before == NULL) {
        return;
    }
    upy_shape *after = upy_instance_shape((upy_instance *)object);
    const upy_value *entry = upy_type_lookup_entry(type, name);
    if (after == NULL || (entry != NULL && is_data_descriptor(*entry))) {
        return;
    }
    int slot = upy_shape_find(after, name);
    if (slot < 0) {
        return;
    }
    if (after == before) {
        fill(cache, after, CACHE_SLOT, NULL, (uint32_t)slot);
    } else if (after->parent == before) {
        fill(cache, before, CACHE_ADD_SLOT, NULL, (uint32_t)slot);
        cache->next_shape = after;
    }
}

// constant_pool_small.c — the constants of a unit below FULL: only what is the same value word is shared, which is so
// for names, short texts, small ints and floats.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"

unsigned upy_constant_index(upy_unit *u, upy_value v) {
    uint32_t i = 0;
    while (i < u->n_constants && u->constants[i] != v) {
        i++;
    }
    if (i < u->n_constants) {
        return i;
    }
    if (i == u->constants_capacity) {
        if (i >= UINT16_MAX - 1) {
            upy_raise_runtime("too many constants");
        }
        u->constants_capacity = i * 2 + 8;
        u->constants = upy_heap_resize_storage(u->constants, i * sizeof v, u->constants_capacity * sizeof v);
        if (UPY_INLINE_CACHES) {
            u->global_caches = upy_heap_resize_storage(u->global_caches, i * sizeof *u->global_caches,
                                                       u->constants_capacity * sizeof *u->global_caches);
        }
    }
    if (UPY_INLINE_CACHES) {
        u->global_caches[i] = UPY_NO_CACHE;
    }
    u->constants[u->n_constants++] = v;
    return i;
}

// constant_pool.c — the constants of a unit.
//
// Constants are shared when they have the same type and value, so 1, 1.0 and True stay apart, and 0.0 from -0.0.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/number.h"
#include "core/types/str.h"

static bool same_constant(upy_value a, upy_value b) {
    if (a == b) {
        return true;
    }
    if (!upy_is_object(a) || !upy_is_object(b) || upy_type_of(a) != upy_type_of(b)) {
        return false;
    }
    const upy_type *type = upy_type_of(a);
    if (type == &upy_type_str || type == &upy_type_bytes) {
        // A name is equal to itself only: in its place another str of that text would not be found in any dict.
        return !upy_is_name(a) && !upy_is_name(b) && upy_str_equal(a, b);
    }
    if (type == &upy_type_tuple) {
        const upy_tuple *x = upy_as_tuple(a), *y = upy_as_tuple(b);
        bool same = x->length == y->length;
        for (size_t i = 0; same && i < x->length; i++) {
            upy_check_stack();
            same = same_constant(x->items[i], y->items[i]);
        }
        return same;
    }
    if (type == &upy_type_int) {
        const upy_bigint *x = (const upy_bigint *)a, *y = (const upy_bigint *)b;
        size_t count = (size_t)(x->signed_count < 0 ? -(intptr_t)x->signed_count : x->signed_count);
        return x->signed_count == y->signed_count && memcmp(x->digits, y->digits, count * sizeof x->digits[0]) == 0;
    }
    if (upy_is_complex_type(type)) {
        const upy_complex *x = (const upy_complex *)a, *y = (const upy_complex *)b;
        return memcmp(&x->real, &y->real, sizeof x->real) == 0 && memcmp(&x->imag, &y->imag, sizeof x->imag) == 0;
    }
    if (upy_is_float_type(type)) {
        const upy_boxed_float *x = (const upy_boxed_float *)a, *y = (const upy_boxed_float *)b;
        return memcmp(&x->value, &y->value, sizeof x->value) == 0;
    }
    return false;
}

static uint32_t constant_hash(upy_value v) {
    uintptr_t bits = (uintptr_t)v;
    if (upy_is_object(v) && !upy_is_name(v)) {
        const upy_type *type = upy_type_of(v);
        if (type == &upy_type_str || type == &upy_type_bytes) {
            bits = upy_str_hash(v);
        } else if (type == &upy_type_tuple) {
            bits = upy_as_tuple(v)->length + 1;
        } else if (type == &upy_type_int) {
            bits = ((const upy_bigint *)v)->digits[0];
        } else if (upy_is_float_type(type) || upy_is_complex_type(type)) {
            bits = (uintptr_t)type;
        }
    }
    uint32_t low = (uint32_t)bits ^ (uint32_t)((uint64_t)bits >> 32);
    return (low ^ low >> 15) * 0x9e3779b1u;
}

static void index_insert(upy_unit *u, uint32_t i) {
    uint32_t mask = u->constant_index_size - 1, slot = constant_hash(u->constants[i]) >> 4 & mask;
    while (u->constant_index[slot]) {
        slot = (slot + 1) & mask;
    }
    u->constant_index[slot] = (uint16_t)(i + 1);
}

static void grow_constants(upy_unit *u) {
    uint32_t capacity = u->constants_capacity ? u->constants_capacity * 2 : 8;
    u->constants = upy_heap_resize_storage(u->constants, u->constants_capacity * sizeof *u->constants,
                                           capacity * sizeof *u->constants);
    u->global_caches = upy_heap_resize_storage(u->global_caches, u->constants_capacity * sizeof *u->global_caches,
                                               capacity * sizeof *u->global_caches);
    u->constants_capacity = capacity;
    uint16_t *index = upy_heap_alloc_storage(capacity * 2 * sizeof *index);
    memset(index, 0, capacity * 2 * sizeof *index);
    upy_heap_free_storage(u->constant_index);
    u->constant_index = index;
    u->constant_index_size = capacity * 2;
    for (uint32_t i = 0; i < u->n_constants; i++) {
        index_insert(u, i);
    }
}

unsigned upy_constant_index(upy_unit *u, upy_value v) {
    if (u->constant_index_size) {
        uint32_t mask = u->constant_index_size - 1;
        for (uint32_t slot = constant_hash(v) >> 4 & mask; u->constant_index[slot]; slot = (slot + 1) & mask) {
            if (same_constant(u->constants[u->constant_index[slot] - 1], v)) {
                return u->constant_index[slot] - 1u;
            }
        }
    }
    if (u->n_constants == u->constants_capacity) {
        if (u->n_constants >= UINT16_MAX - 1) {
            upy_raise_runtime("too many constants");
        }
        grow_constants(u);
    }
    u->constants[u->n_constants] = v;
    u->global_caches[u->n_constants] = UPY_NO_CACHE;
    index_insert(u, u->n_constants);
    return u->n_constants++;
}

// poison.h — under AddressSanitizer, free ground of the heap may not be touched: use of a block that was freed or
// collected, and running off its end into free ground, is reported. Costs nothing in other builds.
//
// Bump runs may be touched from the moment they are taken: the quick paths that cut blocks from them stay free of this.
// (Fault modes take one block at a time, so there it is exact.)
#ifndef UPY_HEAP_POISON_H
#define UPY_HEAP_POISON_H

#include <stddef.h>

#if defined(__SANITIZE_ADDRESS__)
#define UPY_HEAP_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UPY_HEAP_POISONS 1
#endif
#endif

#ifdef UPY_HEAP_POISONS
#include <sanitizer/asan_interface.h>
static inline void upy_heap_poison(const void *p, size_t size) { __asan_poison_memory_region(p, size); }
static inline void upy_heap_unpoison(const void *p, size_t size) { __asan_unpoison_memory_region(p, size); }
#else
static inline void upy_heap_poison(const void *p, size_t size) {
    (void)p;
    (void)size;
}
static inline void upy_heap_unpoison(const void *p, size_t size) {
    (void)p;
    (void)size;
}
#endif

#endif

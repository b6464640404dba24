// bitmap.h — the bitmaps of the heap, for the allocator, the collector and nobody else.
//
// Invariants outside a collection:
//   1. start implies live.
//   2. Granules of a bump run not handed out yet are live without start; they follow the last block
//      of the run, which therefore ends at bump.next.
//   3. Every block that starts in a page is of the page's kind. A page in which no block starts and
//      which no bump run touches may change its kind.
// During a collection the bump runs are empty.
#ifndef UPY_HEAP_BITMAP_H
#define UPY_HEAP_BITMAP_H

#include <assert.h>

#include "core/heap/heap.h"

#define UPY_PAGE_GRANULES UPY_WORD_BITS
#define UPY_PAGE_BYTES (UPY_PAGE_GRANULES * UPY_GRANULE)

// One bit of a bitmap, and a mask of the bits from `first` up.
#define UPY_BIT(index) ((uintptr_t)1 << (index) % UPY_WORD_BITS)
#define UPY_BITS_FROM(first) (UINTPTR_MAX << (first) % UPY_WORD_BITS)

#if UPY_WORD_BITS == 64
#define upy_trailing_zeros(w) ((size_t)__builtin_ctzll(w))
#define upy_leading_zeros(w) ((size_t)__builtin_clzll(w))
#else
#define upy_trailing_zeros(w) ((size_t)__builtin_ctzl(w))
#define upy_leading_zeros(w) ((size_t)__builtin_clzl(w))
#endif

// Without the processor's own instruction the builtin is a call; this is as quick inline.
static inline size_t upy_count_bits(uintptr_t w) {
    w -= w >> 1 & UINTPTR_MAX / 3;
    w = (w & UINTPTR_MAX / 15 * 3) + (w >> 2 & UINTPTR_MAX / 15 * 3);
    w = (w + (w >> 4)) & UINTPTR_MAX / 255 * 15;
    return (size_t)((w * (UINTPTR_MAX / 255)) >> (UPY_WORD_BITS - 8));
}

static inline size_t upy_granule_index(const upy_heap *h, const void *p) {
    return (size_t)((const char *)p - h->base) / UPY_GRANULE;
}
static inline char *upy_granule_address(const upy_heap *h, size_t index) { return h->base + index * UPY_GRANULE; }
static inline size_t upy_n_pages(const upy_heap *h) { return (size_t)(h->limit - h->base) / UPY_PAGE_BYTES; }
static inline size_t upy_n_granules(const upy_heap *h) { return (size_t)(h->limit - h->base) / UPY_GRANULE; }

static inline bool upy_bit_is_set(const uintptr_t *bits, size_t index) {
    return (bits[index / UPY_WORD_BITS] >> index % UPY_WORD_BITS & 1) != 0;
}
static inline void upy_set_bit(uintptr_t *bits, size_t index) { bits[index / UPY_WORD_BITS] |= UPY_BIT(index); }
static inline void upy_clear_bit(uintptr_t *bits, size_t index) { bits[index / UPY_WORD_BITS] &= ~UPY_BIT(index); }

static inline upy_block_kind upy_page_kind(const upy_heap *h, size_t page) {
    return upy_bit_is_set(h->kind_bits, page) ? UPY_BLOCK_STORAGE : UPY_BLOCK_OBJECT;
}
static inline upy_block_kind upy_kind_at(const upy_heap *h, size_t granule) {
    return upy_page_kind(h, granule / UPY_PAGE_GRANULES);
}

// Index after the block whose head is at `index`; the bump run behind it is not looked at.
static inline size_t upy_end_of_continuations(const upy_heap *h, size_t index) {
    size_t page = ++index / UPY_PAGE_GRANULES, n_pages = upy_n_pages(h);
    uintptr_t mask = UPY_BITS_FROM(index);
    for (; page < n_pages; page++, mask = UINTPTR_MAX) {
        uintptr_t stops = (h->start_bits[page] | ~h->live_bits[page]) & mask;
        if (stops) {
            return page * UPY_PAGE_GRANULES + upy_trailing_zeros(stops);
        }
    }
    return page * UPY_PAGE_GRANULES;
}

// Index after the block whose head is at `index`.
size_t upy_heap_block_end(const upy_heap *h, size_t index);
void upy_heap_flush_bumps(upy_heap *h); // gives what is left of the bump runs back

// ---- The collector's three steps (core/object/trace.c does the marking in between) ---------------

void upy_heap_begin_marking(upy_heap *h); // every block is unmarked
void upy_heap_sweep(upy_heap *h);         // unmarked blocks are free; sizes and thresholds renewed

#endif

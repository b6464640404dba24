// sweep.c — the two ends of a collection that are pure work on bitmaps.
//
// Marking begins by clearing the live bit of every head and ends with it set again on the heads that
// were reached. What is left to do is to clear heads that stayed unmarked and the continuations behind
// them. That is done a word at a time: continuations of one block are a run of ones, so adding a one at
// the lowest bit of the run carries through all of it, into the next word where needed.
#include "core/heap/bitmap.h"
#include "core/heap/poison.h"

#define LEAST_THRESHOLD (UPY_WORD_BITS == 64 ? (size_t)512 * 1024 : (size_t)256 * 1024)
// Free pages above the last block are kept up to this, and up to what the threshold will want anyway.
#define TAIL_TO_KEEP ((size_t)2048 * UPY_PAGE_BYTES)

void upy_heap_begin_marking(upy_heap *h) {
    upy_heap_flush_bumps(h);
    size_t n_pages = upy_n_pages(h);
    for (size_t page = 0; page < n_pages; page++) {
        h->live_bits[page] &= ~h->start_bits[page];
    }
    h->n_marked = 0;
    h->mark_overflowed = false;
}

static void set_threshold(upy_heap *h) {
    if (h->user_threshold) {
        h->threshold = h->user_threshold;
    } else if (!h->host) {
        h->threshold = SIZE_MAX;
    } else {
        h->threshold = h->used > LEAST_THRESHOLD ? h->used : LEAST_THRESHOLD;
    }
}

void upy_heap_set_threshold(size_t bytes) {
    UPY_HEAP->user_threshold = bytes;
    set_threshold(UPY_HEAP);
}

// Gives the pages above the last block back to the system if they are many more than will be needed soon.
static void trim(upy_heap *h, size_t n_pages_used) {
    char *end = h->base + n_pages_used * UPY_PAGE_BYTES;
    size_t tail = (size_t)(h->limit - end);
    size_t keep = h->threshold < h->used ? h->used : h->threshold;
    keep = keep > SIZE_MAX - TAIL_TO_KEEP ? SIZE_MAX : keep + TAIL_TO_KEEP;
    if (!h->host || tail <= keep || tail - keep < TAIL_TO_KEEP) {
        return;
    }
    char *from = end + keep / UPY_PAGE_BYTES * UPY_PAGE_BYTES;
    h->host->release_pages(h, from, h->limit);
    h->limit = from;
}

// The granules that are free in one page.
static void poison_free(upy_heap *h, size_t page, uintptr_t free) {
#ifdef UPY_HEAP_POISONS
    for (size_t i = 0; i < UPY_PAGE_GRANULES; i++) {
        if (free >> i & 1) {
            upy_heap_poison(upy_granule_address(h, page * UPY_PAGE_GRANULES + i), UPY_GRANULE);
        }
    }
#else
    (void)h;
    (void)page;
    (void)free;
#endif
}

void upy_heap_sweep(upy_heap *h) {
    size_t n_pages = upy_n_pages(h), n_granules = 0, last_used = 0;
    uintptr_t carry = 0; // 1: the block at the end of the previous word is dead
    for (size_t page = 0; page < n_pages; page++) {
        uintptr_t start = h->start_bits[page], live = h->live_bits[page];
        uintptr_t dead = start & ~live;
        if (dead | carry) {
            uintptr_t continuations = live & ~start;
            uintptr_t seeds = (dead << 1 | carry) & continuations;
            uintptr_t rippled = continuations + seeds;
            // The run goes on in the next word if the carry left this one, or if the last bit is a dead head.
            carry = rippled < continuations || dead >> (UPY_WORD_BITS - 1);
            poison_free(h, page, dead | (continuations & ~rippled));
            h->live_bits[page] = live &= ~(continuations & ~rippled);
            h->start_bits[page] = start & ~dead;
        }
        if (live) {
            n_granules += upy_count_bits(live);
            last_used = page + 1;
        }
    }
    h->used = n_granules * UPY_GRANULE;
    h->allocated = 0;
    if (h->used > h->peak) {
        h->peak = h->used;
    }
    for (int kind = 0; kind < 2; kind++) {
        h->search_from[kind] = h->search_large_from[kind] = h->base;
    }
    set_threshold(h);
    trim(h, last_used);
}

// heap.c — handing out, growing and freeing blocks.
//
// Small blocks come from a bump run per kind: a stretch of free granules, marked live in one go, from
// whose front blocks are cut by setting a start bit each. The next run is found by walking the live
// bitmap upwards from where the last one ended (next fit); a collection sends the search back to the
// bottom. Larger blocks have a search position of their own, so that looking for them does not skip
// the small holes. On a heap that cannot grow, blocks over 1/32 of it are cut from the top, away from
// where small objects would soon fragment the ground.
//
// Bytes are counted when a run is taken, not when blocks are cut, which keeps the quick path short:
// bytes in use are `used + allocated` less what the bump runs still hold.
#include <string.h>

#include "core/heap/bitmap.h"
#include "core/heap/poison.h"

enum {
    SMALL_GRANULES = 4,                                                       // at most this: the small search
    RUN_GRANULES = (UPY_LEVEL >= UPY_LEVEL_FULL ? 4 : 1) * UPY_PAGE_GRANULES, // longest bump run
    LARGE_FRACTION = 32,
};

#define GROW_STEP ((size_t)UPY_PAGE_BYTES * 512) // 512 KB on 64-bit words

// ---- Setting up ----------------------------------------------------------------------------------

static char *align_up(char *p) {
    uintptr_t misfit = (uintptr_t)p % UPY_GRANULE;
    return misfit ? p + (UPY_GRANULE - misfit) : p;
}

static void rewind_searches(upy_heap *h) {
    for (int kind = 0; kind < 2; kind++) {
        h->search_from[kind] = h->search_large_from[kind] = h->base;
    }
}

static void empty_bumps(upy_heap *h) {
    for (int kind = 0; kind < 2; kind++) {
        h->bump[kind].next = h->bump[kind].end = h->base;
    }
}

void upy_heap_init(void *memory, size_t size) {
    upy_heap *h = UPY_HEAP;
    memset(h, 0, sizeof *h);
    char *from = align_up(memory);
    size -= (size_t)(from - (char *)memory);

    // One mark-stack entry for 1 KB; when that is too few, marked objects are gone through again.
    h->mark_capacity = size / 1024 < 32 ? 32 : size / 1024;
    h->mark_stack = (void **)(void *)from;
    from += h->mark_capacity * sizeof(void *);
    size -= h->mark_capacity * sizeof(void *);

    size_t n_pages = size / (UPY_PAGE_BYTES + 2 * sizeof(uintptr_t));
    size_t n_kind_words = n_pages / UPY_WORD_BITS + 1;
    while (n_pages > 0 &&
           n_pages * (UPY_PAGE_BYTES + 2 * sizeof(uintptr_t)) + n_kind_words * sizeof(uintptr_t) + UPY_GRANULE > size) {
        n_pages--;
    }
    h->start_bits = (uintptr_t *)(void *)from;
    h->live_bits = h->start_bits + n_pages;
    h->kind_bits = h->live_bits + n_pages;
    memset(h->start_bits, 0, (2 * n_pages + n_kind_words) * sizeof(uintptr_t));
    h->base = align_up((char *)(h->kind_bits + n_kind_words));
    h->limit = h->ceiling = h->base + n_pages * UPY_PAGE_BYTES;
    h->threshold = SIZE_MAX;
    h->is_automatic = true;
    rewind_searches(h);
    empty_bumps(h);
}

// ---- Ranges of bits ------------------------------------------------------------------------------

// Calls for each word of [from, end): mask of the bits concerned.
#define FOR_WORDS(page, mask, from, end)                                                                               \
    for (size_t page = (from) / UPY_WORD_BITS, first_ = (from), mask;                                                  \
         first_ < (end) && (mask = word_mask(first_, (end)), true); first_ = (page + 1) * UPY_WORD_BITS, page++)

static inline uintptr_t word_mask(size_t from, size_t end) {
    uintptr_t mask = UPY_BITS_FROM(from);
    if (end / UPY_WORD_BITS == from / UPY_WORD_BITS) {
        mask &= ~UPY_BITS_FROM(end);
    }
    return mask;
}

static void set_live(upy_heap *h, size_t from, size_t end) {
    FOR_WORDS(page, mask, from, end) { h->live_bits[page] |= mask; }
}

static void clear_live(upy_heap *h, size_t from, size_t end) {
    FOR_WORDS(page, mask, from, end) { h->live_bits[page] &= ~mask; }
}

// ---- Kinds of pages ------------------------------------------------------------------------------

static bool bump_touches(const upy_heap *h, upy_block_kind kind, size_t page) {
    const upy_bump *bump = &h->bump[kind];
    const char *from = h->base + page * UPY_PAGE_BYTES;
    return bump->next < bump->end && bump->next < from + UPY_PAGE_BYTES && bump->end > from;
}

// A block of this kind may start in the page.
static bool page_takes(const upy_heap *h, size_t page, upy_block_kind kind) {
    if (upy_page_kind(h, page) == kind) {
        return true;
    }
    return h->start_bits[page] == 0 && !bump_touches(h, kind ^ 1, page);
}

static void set_page_kind(upy_heap *h, size_t page, upy_block_kind kind) {
    if (kind == UPY_BLOCK_STORAGE) {
        upy_set_bit(h->kind_bits, page);
    } else {
        upy_clear_bit(h->kind_bits, page);
    }
}

// ---- Counting ------------------------------------------------------------------------------------

static size_t bump_rest(const upy_heap *h) {
    return (size_t)(h->bump[0].end - h->bump[0].next) + (size_t)(h->bump[1].end - h->bump[1].next);
}

static void count_taken(upy_heap *h, size_t bytes) {
    h->allocated += bytes;
    if (h->used + h->allocated > h->peak) {
        h->peak = h->used + h->allocated;
    }
}

static void count_freed(upy_heap *h, size_t bytes) {
    if (h->allocated >= bytes) {
        h->allocated -= bytes;
        return;
    }
    h->used -= bytes - h->allocated;
    h->allocated = 0;
}

size_t upy_heap_used_bytes(void) {
    upy_heap *h = UPY_HEAP;
    return h->used + h->allocated - bump_rest(h);
}

size_t upy_heap_free_bytes(void) { return (size_t)(UPY_HEAP->limit - UPY_HEAP->base) - upy_heap_used_bytes(); }

// ---- Bump runs -----------------------------------------------------------------------------------

static void flush_bump(upy_heap *h, upy_block_kind kind) {
    upy_bump *bump = &h->bump[kind];
    if (bump->next < bump->end) {
        clear_live(h, upy_granule_index(h, bump->next), upy_granule_index(h, bump->end));
        upy_heap_poison(bump->next, (size_t)(bump->end - bump->next));
        count_freed(h, (size_t)(bump->end - bump->next));
    }
    bump->next = bump->end = h->base;
}

void upy_heap_flush_bumps(upy_heap *h) {
    flush_bump(h, UPY_BLOCK_OBJECT);
    flush_bump(h, UPY_BLOCK_STORAGE);
}

// The granules [from, end) are free and their pages take the kind: they become the bump run.
static void install_bump(upy_heap *h, upy_block_kind kind, size_t from, size_t end) {
    flush_bump(h, kind);
    set_live(h, from, end);
    h->bump[kind].next = upy_granule_address(h, from);
    h->bump[kind].end = upy_granule_address(h, end);
    count_taken(h, (end - from) * UPY_GRANULE);
    upy_heap_unpoison(h->bump[kind].next, (end - from) * UPY_GRANULE);
    if (kind == UPY_BLOCK_OBJECT) {
        // Objects are handed out zeroed. Clearing a whole run at once leaves it in the first-level cache.
        memset(h->bump[kind].next, 0, (end - from) * UPY_GRANULE);
    }
}

// End of the run of free granules that starts at `from`, cut off at RUN_GRANULES and before the first page that
// does not take the kind; claims the pages. The page of `from` must take the kind.
static size_t claim_run(upy_heap *h, upy_block_kind kind, size_t from) {
    size_t page = from / UPY_PAGE_GRANULES, most = from + RUN_GRANULES, n_pages = upy_n_pages(h);
    set_page_kind(h, page, kind);
    uintptr_t taken = h->live_bits[page] & UPY_BITS_FROM(from);
    if (taken) {
        return page * UPY_PAGE_GRANULES + upy_trailing_zeros(taken);
    }
    for (page++; page < n_pages && (page + 1) * UPY_PAGE_GRANULES <= most && h->live_bits[page] == 0; page++) {
        set_page_kind(h, page, kind);
    }
    return page * UPY_PAGE_GRANULES;
}

// Mask of the positions where n free bits follow one another within the word. n <= SMALL_GRANULES.
static inline uintptr_t runs_of(uintptr_t free, size_t n) {
    uintptr_t m = free;
    for (size_t i = 1; i < n; i++) {
        m &= free >> i;
    }
    return m;
}

// Finds a run for a block of n granules and makes it the bump run of the kind.
static bool refill_small(upy_heap *h, upy_block_kind kind, size_t n) {
    size_t from = upy_granule_index(h, h->search_from[kind]);
    size_t n_pages = upy_n_pages(h);
    uintptr_t mask = UPY_BITS_FROM(from);
    for (size_t page = from / UPY_PAGE_GRANULES; page < n_pages; page++, mask = UINTPTR_MAX) {
        uintptr_t free = ~h->live_bits[page] & mask;
        if (free == 0 || !page_takes(h, page, kind)) {
            continue;
        }
        uintptr_t places = runs_of(free, n);
        if (places == 0) {
            continue;
        }
        size_t start = page * UPY_PAGE_GRANULES + upy_trailing_zeros(places);
        size_t end = claim_run(h, kind, start);
        install_bump(h, kind, start, end);
        h->search_from[kind] = upy_granule_address(h, end);
        return true;
    }
    h->search_from[kind] = h->limit;
    return false;
}

static void *cut_from_bump(upy_heap *h, upy_block_kind kind, size_t n) {
    char *p = h->bump[kind].next;
    h->bump[kind].next = p + n * UPY_GRANULE;
    upy_set_bit(h->start_bits, upy_granule_index(h, p));
    return p;
}

// ---- Larger blocks -------------------------------------------------------------------------------

typedef struct run {
    size_t start, end; // granules; empty if none was found
} run;

// First (or last) run of n free granules at or above `from` that begins in a page that takes the kind.
static run find_run(const upy_heap *h, upy_block_kind kind, size_t n, size_t from, bool want_last) {
    run found = {0, 0};
    size_t n_pages = upy_n_pages(h), start = 0, length = 0;
    uintptr_t mask = UPY_BITS_FROM(from);
    for (size_t page = from / UPY_PAGE_GRANULES; page < n_pages; page++, mask = UINTPTR_MAX) {
        uintptr_t taken = h->live_bits[page] | ~mask;
        if (taken == UINTPTR_MAX) {
            length = 0;
            continue;
        }
        bool takes = page_takes(h, page, kind);
        size_t position = 0;
        while (position < UPY_PAGE_GRANULES) {
            uintptr_t rest = taken >> position;
            size_t n_free = rest ? upy_trailing_zeros(rest) : UPY_PAGE_GRANULES - position;
            if (n_free > 0) {
                // A run that came in from the page before goes on; one that begins here needs the kind.
                if (length == 0 && takes) {
                    start = page * UPY_PAGE_GRANULES + position;
                    length = n_free;
                } else if (length > 0) {
                    length += n_free;
                }
                if (length >= n) {
                    found = (run){start, start + length};
                    if (!want_last) {
                        return found;
                    }
                }
                position += n_free;
            }
            if (position < UPY_PAGE_GRANULES) {
                length = 0;
                uintptr_t free = ~(taken >> position);
                position += free ? upy_trailing_zeros(free) : UPY_PAGE_GRANULES;
            }
        }
    }
    return found;
}

static void *take_block(upy_heap *h, upy_block_kind kind, size_t start, size_t n) {
    set_live(h, start, start + n);
    upy_set_bit(h->start_bits, start);
    set_page_kind(h, start / UPY_PAGE_GRANULES, kind);
    count_taken(h, n * UPY_GRANULE);
    void *p = upy_granule_address(h, start);
    upy_heap_unpoison(p, n * UPY_GRANULE);
    if (kind == UPY_BLOCK_OBJECT) {
        memset(p, 0, n * UPY_GRANULE);
    }
    return p;
}

static bool is_fixed(const upy_heap *h) { return h->limit == h->ceiling; }

// From the top of the last run that is long enough.
static void *take_from_top(upy_heap *h, upy_block_kind kind, size_t n) {
    run r = find_run(h, kind, n, 0, true);
    if (r.end == 0) {
        return NULL;
    }
    size_t start = r.end - n;
    return take_block(h, kind, page_takes(h, start / UPY_PAGE_GRANULES, kind) ? start : r.start, n);
}

static void *take_large(upy_heap *h, upy_block_kind kind, size_t n) {
    if (is_fixed(h) && n > upy_n_granules(h) / LARGE_FRACTION) {
        return take_from_top(h, kind, n);
    }
    run r = find_run(h, kind, n, upy_granule_index(h, h->search_large_from[kind]), false);
    if (r.end == 0 && is_fixed(h)) {
        r = find_run(h, kind, n, 0, false);
    }
    if (r.end == 0) {
        return NULL;
    }
    void *p = take_block(h, kind, r.start, n);
    size_t end = r.start + n;
    // What follows serves the next blocks if it beats what the bump run has left.
    if (n < RUN_GRANULES && end < r.end && page_takes(h, end / UPY_PAGE_GRANULES, kind) &&
        (r.end - end) * UPY_GRANULE > (size_t)(h->bump[kind].end - h->bump[kind].next)) {
        size_t run_end = claim_run(h, kind, end);
        install_bump(h, kind, end, run_end);
        end = run_end;
    }
    h->search_large_from[kind] = upy_granule_address(h, end);
    return p;
}

static void *take(upy_heap *h, upy_block_kind kind, size_t n) {
    if (n * UPY_GRANULE <= (size_t)(h->bump[kind].end - h->bump[kind].next)) {
        return cut_from_bump(h, kind, n);
    }
    if (n > SMALL_GRANULES) {
        return take_large(h, kind, n);
    }
    if (refill_small(h, kind, n)) {
        return cut_from_bump(h, kind, n);
    }
    if (is_fixed(h)) {
        h->search_from[kind] = h->base;
        if (refill_small(h, kind, n)) {
            return cut_from_bump(h, kind, n);
        }
    }
    return NULL;
}

// ---- The slow path -------------------------------------------------------------------------------

// Moves `limit` up so that n more granules fit.
static bool grow(upy_heap *h, size_t n) {
    size_t room = (size_t)(h->ceiling - h->limit);
    if (n > room / UPY_GRANULE) {
        return false;
    }
    size_t step = (size_t)(h->limit - h->base) / 8;
    size_t need = n * UPY_GRANULE + UPY_PAGE_BYTES;
    step = step < need ? need : step;
    step = (step + GROW_STEP - 1) / GROW_STEP * GROW_STEP;
    h->limit += step < room ? step : room;
    return true;
}

static bool is_testing(const upy_heap *h) { return UPY_HEAP_FAULTS && (h->collect_every || h->fail_at); }

// Test modes: true if this allocation is to fail.
static bool inject_fault(upy_heap *h) {
    h->n_allocations++;
    if (h->fail_at && --h->fail_at == 0) {
        h->fail_at = h->keeps_failing; // 1: the next one
        return true;
    }
    if (h->collect_every && h->n_allocations % h->collect_every == 0) {
        upy_heap_collect_quietly();
    }
    return false;
}

static void *find_memory(upy_heap *h, upy_block_kind kind, size_t n) {
    if (h->is_automatic && h->allocated >= h->threshold) {
        upy_heap_collect_quietly();
    }
    void *p = take(h, kind, n);
    if (!p && grow(h, n)) {
        p = take(h, kind, n);
    }
    if (!p && h->is_automatic) {
        upy_heap_collect_quietly();
        p = take(h, kind, n);
    }
    return p;
}

void *upy_heap_alloc_slow(upy_block_kind kind, size_t size, bool or_null) {
    upy_heap *h = UPY_HEAP;
    void *p = NULL;
    bool is_possible = h->lock_depth == 0 && size <= SIZE_MAX / 2;
    if (is_possible && !(is_testing(h) && inject_fault(h))) {
        p = find_memory(h, kind, (size + UPY_GRANULE - 1) / UPY_GRANULE);
        if (is_testing(h)) {
            flush_bump(h, kind); // so that the next one comes here too
        }
    }
    if (!p && !or_null) {
        upy_heap_raise_memory(size, h->lock_depth != 0);
    }
    return p;
}

static inline void *alloc(upy_block_kind kind, size_t size, bool or_null) {
    upy_heap *h = UPY_HEAP;
    if (UPY_UNLIKELY(size > (size_t)(h->bump[kind].end - h->bump[kind].next))) {
        return upy_heap_alloc_slow(kind, size, or_null);
    }
    return cut_from_bump(h, kind, (size + UPY_GRANULE - 1) / UPY_GRANULE);
}

void *upy_heap_alloc_storage(size_t size) { return alloc(UPY_BLOCK_STORAGE, size + (size == 0), false); }
void *upy_heap_alloc_storage_or_null(size_t size) { return alloc(UPY_BLOCK_STORAGE, size + (size == 0), true); }

void *upy_heap_alloc_object(size_t size, bool has_finalizer) {
    if (has_finalizer) {
        upy_finalizers_make_room(UPY_HEAP);
    }
    void *p = alloc(UPY_BLOCK_OBJECT, size + (size == 0), false);
    if (has_finalizer) {
        upy_finalizers_add(UPY_HEAP, p);
    }
    return p;
}

// ---- Sizes ---------------------------------------------------------------------------------------

size_t upy_heap_block_end(const upy_heap *h, size_t index) {
    size_t end = upy_end_of_continuations(h, index);
    for (int kind = 0; kind < 2; kind++) {
        const upy_bump *bump = &h->bump[kind];
        if (bump->next < bump->end) {
            size_t next = upy_granule_index(h, bump->next);
            if (next > index && next < end) {
                end = next;
            }
        }
    }
    return end;
}

bool upy_heap_contains(const void *p) {
    upy_heap *h = UPY_HEAP;
    return (uintptr_t)p - (uintptr_t)h->base < (uintptr_t)(h->limit - h->base);
}

size_t upy_heap_block_size(const void *p) {
    upy_heap *h = UPY_HEAP;
    size_t index = upy_granule_index(h, p);
    return (upy_heap_block_end(h, index) - index) * UPY_GRANULE;
}

// ---- Freeing and resizing ------------------------------------------------------------------------

// Freed ground near the search position is used again at once; further away it waits for the next
// collection, or the search would cross the same full pages again and again.
static void search_again_from(upy_heap *h, upy_block_kind kind, char *p) {
    const ptrdiff_t near_enough = 64 * UPY_PAGE_BYTES;
    if (p < h->search_from[kind] && h->search_from[kind] - p <= near_enough) {
        h->search_from[kind] = p;
    }
    if (p < h->search_large_from[kind] && h->search_large_from[kind] - p <= near_enough) {
        h->search_large_from[kind] = p;
    }
}

// The granules [from, end), the end of a block or all of it, are no longer used.
static void give_back(upy_heap *h, upy_block_kind kind, size_t from, size_t end) {
    char *p = upy_granule_address(h, from);
    upy_bump *bump = &h->bump[kind];
    if (bump->next < bump->end && bump->next == upy_granule_address(h, end)) {
        bump->next = p; // the bump run follows: it takes them, as they are live already
        for (size_t page = from / UPY_PAGE_GRANULES; page * UPY_PAGE_GRANULES < end; page++) {
            set_page_kind(h, page, kind); // no other block starts there, but the kind may be stale
        }
        if (kind == UPY_BLOCK_OBJECT) {
            memset(p, 0, (end - from) * UPY_GRANULE);
        }
        return;
    }
    clear_live(h, from, end);
    upy_heap_poison(p, (end - from) * UPY_GRANULE);
    count_freed(h, (end - from) * UPY_GRANULE);
    search_again_from(h, kind, p);
}

static void free_block(void *p, upy_block_kind kind) {
    upy_heap *h = UPY_HEAP;
    size_t index = upy_granule_index(h, p);
    assert(upy_heap_contains(p) && upy_bit_is_set(h->start_bits, index) && upy_kind_at(h, index) == kind);
    size_t end = upy_heap_block_end(h, index);
    upy_clear_bit(h->start_bits, index);
    give_back(h, kind, index, end);
}

void upy_heap_free_storage(void *p) {
    if (p && !UPY_HEAP->is_collecting) {
        free_block(p, UPY_BLOCK_STORAGE);
    }
}

void upy_heap_free_object(void *p) {
    upy_finalizers_remove(UPY_HEAP, p);
    free_block(p, UPY_BLOCK_OBJECT);
}

// The block at `index` becomes [index, new_end), if the granules behind it are free.
static bool extend(upy_heap *h, size_t index, size_t end, size_t new_end) {
    upy_bump *bump = &h->bump[UPY_BLOCK_STORAGE];
    size_t grown = (new_end - end) * UPY_GRANULE;
    assert(upy_kind_at(h, index) == UPY_BLOCK_STORAGE);
    (void)index;
    if (bump->next < bump->end && bump->next == upy_granule_address(h, end)) {
        if (grown > (size_t)(bump->end - bump->next)) {
            return false;
        }
        bump->next += grown;
        return true;
    }
    if (new_end > upy_n_granules(h)) {
        return false;
    }
    FOR_WORDS(page, mask, end, new_end) {
        if (h->live_bits[page] & mask) {
            return false;
        }
    }
    set_live(h, end, new_end);
    upy_heap_unpoison(upy_granule_address(h, end), grown);
    count_taken(h, grown);
    return true;
}

bool upy_heap_try_extend(void *p, size_t new_size) {
    upy_heap *h = UPY_HEAP;
    size_t index = upy_granule_index(h, p), end = upy_heap_block_end(h, index);
    if (new_size > SIZE_MAX / 2) {
        return false;
    }
    size_t new_end = index + (new_size + UPY_GRANULE - 1) / UPY_GRANULE;
    if (new_end <= end) {
        return true;
    }
    return h->lock_depth == 0 && !is_testing(h) && extend(h, index, end, new_end);
}

static void shrink(upy_heap *h, void *p, size_t new_size) {
    size_t index = upy_granule_index(h, p), end = upy_heap_block_end(h, index);
    size_t new_end = index + (new_size + UPY_GRANULE - 1) / UPY_GRANULE;
    if (new_end < end) {
        give_back(h, UPY_BLOCK_STORAGE, new_end, end);
    }
}

void *upy_heap_resize_storage(void *p, size_t old_size, size_t new_size) {
    new_size += new_size == 0;
    if (!p) {
        return upy_heap_alloc_storage(new_size);
    }
    if (upy_heap_try_extend(p, new_size)) {
        if (new_size < old_size) {
            shrink(UPY_HEAP, p, new_size);
        }
        return p;
    }
    void *fresh = upy_heap_alloc_storage(new_size);
    memcpy(fresh, p, old_size < new_size ? old_size : new_size);
    upy_heap_free_storage(p);
    return fresh;
}

// ---- Switches ------------------------------------------------------------------------------------

void upy_heap_lock(void) {
    upy_heap_flush_bumps(UPY_HEAP); // the quick path fails and comes to see lock_depth
    UPY_HEAP->lock_depth++;
}

void upy_heap_unlock(void) {
    if (UPY_HEAP->lock_depth > 0) {
        UPY_HEAP->lock_depth--;
    }
}

void upy_heap_set_faults(size_t collect_every, size_t fail_at) {
    upy_heap *h = UPY_HEAP;
    upy_heap_flush_bumps(h);
    h->collect_every = collect_every;
    h->fail_at = fail_at;
    h->keeps_failing = false;
    h->n_allocations = 0;
}

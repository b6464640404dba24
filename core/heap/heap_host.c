// heap_host.c — the heap of a program under an operating system: a long range of addresses is
// reserved at once, with bitmaps for all of it, and the system supplies pages as they are touched.
#include <string.h>
#include <sys/mman.h>

#include "core/heap/bitmap.h"

#define SYSTEM_PAGE ((size_t)4096)

static size_t round_up(size_t n, size_t unit) { return (n + unit - 1) / unit * unit; }

static void *map(size_t size) {
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

static bool grow_mark_stack(upy_heap *h) {
    size_t capacity = h->mark_capacity * 2;
    void **stack = map(capacity * sizeof *stack);
    if (!stack) {
        return false;
    }
    memcpy(stack, h->mark_stack, h->n_marked * sizeof *stack);
    munmap(h->mark_stack, h->mark_capacity * sizeof *stack);
    h->mark_stack = stack;
    h->mark_capacity = capacity;
    return true;
}

static void release_pages(upy_heap *h, char *from, char *to) {
    (void)h;
    uintptr_t first = round_up((uintptr_t)from, SYSTEM_PAGE), end = (uintptr_t)to / SYSTEM_PAGE * SYSTEM_PAGE;
    if (first < end) {
        madvise((void *)first, end - first, MADV_DONTNEED); // failing costs memory only
    }
}

static const upy_heap_host this_host = {.grow_mark_stack = grow_mark_stack, .release_pages = release_pages};

bool upy_heap_reserve(size_t ceiling) {
    size_t n_pages = ceiling / UPY_PAGE_BYTES;
    if (n_pages == 0 || n_pages > SIZE_MAX / 2 / UPY_PAGE_BYTES) {
        return false;
    }
    size_t bitmap_size = round_up(n_pages * sizeof(uintptr_t), SYSTEM_PAGE);
    size_t kinds_size = round_up((n_pages / UPY_WORD_BITS + 1) * sizeof(uintptr_t), SYSTEM_PAGE);
    size_t mark_size = 16 * SYSTEM_PAGE;
    char *memory = map(2 * bitmap_size + kinds_size + n_pages * UPY_PAGE_BYTES);
    void **mark_stack = memory ? map(mark_size) : NULL;
    if (!mark_stack) {
        if (memory) {
            munmap(memory, 2 * bitmap_size + kinds_size + n_pages * UPY_PAGE_BYTES);
        }
        return false;
    }
    upy_heap *h = UPY_HEAP;
    memset(h, 0, sizeof *h);
    h->start_bits = (uintptr_t *)(void *)memory;
    h->live_bits = (uintptr_t *)(void *)(memory + bitmap_size);
    h->kind_bits = (uintptr_t *)(void *)(memory + 2 * bitmap_size);
    h->base = memory + 2 * bitmap_size + kinds_size;
    h->limit = h->base;
    h->ceiling = h->base + n_pages * UPY_PAGE_BYTES;
    h->mark_stack = mark_stack;
    h->mark_capacity = mark_size / sizeof *mark_stack;
    h->host = &this_host;
    h->is_automatic = true;
    for (int kind = 0; kind < 2; kind++) {
        h->search_from[kind] = h->search_large_from[kind] = h->bump[kind].next = h->bump[kind].end = h->base;
    }
    upy_heap_set_threshold(0);
    return true;
}

// arena.c — chunks of tree memory.
//
// The first chunk is small, because most statements are; each further one doubles up to a ceiling, so that a
// large class costs few blocks and a board never needs one large piece. Relies on the heap only.
#include "core/compiler/arena.h"

#include <stdint.h>

#include "core/heap/heap.h"
#include "core/object/raise.h"

struct upy_arena_chunk {
    upy_arena_chunk *previous;
    size_t size; // bytes of data
    char data[];
};

#define FIRST_SIZE (UPY_LEVEL >= UPY_LEVEL_FULL ? 4096 - 2 * sizeof(void *) : 512 - 2 * sizeof(void *))
#define LARGEST_SIZE (UPY_LEVEL >= UPY_LEVEL_FULL ? 65536u : 2048u)

static void add_chunk(upy_arena *arena, size_t least) {
    size_t size = FIRST_SIZE;
    if (arena->newest) {
        size = arena->newest->size >= LARGEST_SIZE / 2 ? LARGEST_SIZE : 2 * arena->newest->size;
    }
    if (size < least) {
        size = least;
    }
    upy_arena_chunk *chunk = upy_heap_alloc_storage_or_null(offsetof(upy_arena_chunk, data) + size);
    if (!chunk) {
        // Memory is short: just what is needed now may still be there.
        size = least;
        chunk = upy_heap_alloc_storage(offsetof(upy_arena_chunk, data) + size);
    }
    chunk->previous = arena->newest;
    chunk->size = size;
    arena->newest = chunk;
    arena->next = chunk->data;
    arena->end = chunk->data + size;
}

void *upy_arena_alloc(upy_arena *arena, size_t size) {
    if (UPY_UNLIKELY(size > SIZE_MAX / 4)) {
        upy_raise_memory(size);
    }
    size = (size + sizeof(void *) - 1) & ~(sizeof(void *) - 1);
    if (UPY_UNLIKELY((size_t)(arena->end - arena->next) < size || !arena->newest)) {
        add_chunk(arena, size);
    }
    void *p = arena->next;
    arena->next += size;
    return p;
}

upy_arena_mark upy_arena_get_mark(const upy_arena *arena) { return (upy_arena_mark){arena->newest, arena->next}; }

void upy_arena_release(upy_arena *arena, upy_arena_mark mark) {
    while (arena->newest != mark.newest) {
        upy_arena_chunk *chunk = arena->newest;
        arena->newest = chunk->previous;
        upy_heap_free_storage(chunk);
    }
    arena->next = mark.next;
    arena->end = arena->newest ? arena->newest->data + arena->newest->size : NULL;
}

void upy_arena_reset(upy_arena *arena) {
    upy_arena_chunk *first = arena->newest;
    if (!first) {
        return;
    }
    while (first->previous) {
        first = first->previous;
    }
    upy_arena_release(arena, (upy_arena_mark){first, first->data});
}

void upy_arena_free(upy_arena *arena) { upy_arena_release(arena, (upy_arena_mark){NULL, NULL}); }

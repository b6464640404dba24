// arena.h — memory of one syntax tree: handed out from the front of chunks, given back all at once.
//
// Chunks are storage blocks of the heap. Each links to the one before, so whoever keeps the newest alive keeps
// them all; the collector scans them conservatively and so sees the values (names, constants) in the nodes.
#ifndef UPY_COMPILER_ARENA_H
#define UPY_COMPILER_ARENA_H

#include <stddef.h>

typedef struct upy_arena_chunk upy_arena_chunk;

typedef struct upy_arena {
    upy_arena_chunk *newest;
    char *next, *end; // free room of the newest chunk
} upy_arena;

// A place to go back to.
typedef struct upy_arena_mark {
    upy_arena_chunk *newest;
    char *next;
} upy_arena_mark;

// Pointer-aligned, not zeroed. raises MemoryError. A zeroed upy_arena is an empty one.
void *upy_arena_alloc(upy_arena *arena, size_t size);
upy_arena_mark upy_arena_get_mark(const upy_arena *arena);
void upy_arena_release(upy_arena *arena, upy_arena_mark mark); // frees what was handed out after the mark
void upy_arena_reset(upy_arena *arena);                        // frees everything but the oldest chunk's memory
void upy_arena_free(upy_arena *arena);

#endif

// heap.h — allocation and collection.
//
// The heap is one contiguous range of granules (two words each). On boards the range is what the
// linker script gives; on hosts a large address range is reserved and used from the bottom up, so
// that it can grow and give pages back without a second region to search. Two bitmaps describe it:
//
//     start  live      granule is
//       0     0        free
//       1     1        head of a block (while marking: of a marked block)
//       0     1        continuation of a block
//       1     0        head of a block not (yet) marked — only during a collection
//
// Granules are grouped in pages of one bitmap word; a page's kind says whether blocks that start in
// it are objects (first word is a type) or storage (arrays owned by one object: list items, dict
// entries, bytes). Marking is precise from objects: type->slots->trace reports values and storage.
// C stack, value stack and the interpreter state are scanned conservatively: a word that is the
// address of the head of an object block marks the object; of a storage block, marks and scans it.
// Blocks never move. Alignment is one granule (16 bytes on 64-bit words, 8 on 32-bit).
#ifndef UPY_HEAP_HEAP_H
#define UPY_HEAP_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/config.h"

#define UPY_GRANULE (2 * sizeof(void *))

struct upy_writer;

typedef enum upy_block_kind { UPY_BLOCK_OBJECT, UPY_BLOCK_STORAGE } upy_block_kind;

// A run of free granules of one kind being handed out from the front. All its granules are `live`
// already, so that handing one out only sets its start bit.
typedef struct upy_bump {
    char *next;
    char *end;
} upy_bump;

typedef struct upy_heap {
    char *base;              // first granule
    char *limit;             // end of the range in use so far (hosts grow it up to `ceiling`)
    char *ceiling;           // end of the reserved range
    uintptr_t *start_bits;
    uintptr_t *live_bits;
    uintptr_t *kind_bits;    // one bit per page (word of the bitmaps above)
    upy_bump bump[2];        // by kind
    char *search_from[2];    // where the next free run is looked for, by kind
    size_t allocated;        // bytes handed out since the last collection
    size_t threshold;        // collect when `allocated` passes it; SIZE_MAX: only when full
    size_t used;             // bytes in blocks after the last collection
    size_t peak;
    size_t collections;
    unsigned lock_depth;     // > 0: every allocation fails
    bool is_automatic;       // gc.enable() / gc.disable()
    bool is_collecting;
    size_t user_threshold;   // gc.threshold(); 0: default policy
    // Objects whose type has a finalizer, weak; storage block of the heap.
    void **finalizable;
    size_t n_finalizable, finalizable_capacity;
    void **mark_stack;
    size_t n_marked, mark_capacity;
    bool mark_overflowed;
    // Test modes (UPY_HEAP_FAULTS): 0 is off.
    size_t collect_every, fail_at, n_allocations;
} upy_heap;

// The range [memory, memory + size) becomes the heap, bitmaps included. On hosts upy_heap_reserve() in
// heap_host.c gives a range of `ceiling` bytes of which little is touched at first.
void upy_heap_init(void *memory, size_t size);
bool upy_heap_reserve(size_t ceiling); // hosts only; false: the system refuses

// A block of at least `size` bytes; objects are zeroed, storage is not. raises MemoryError.
void *upy_heap_alloc_object(size_t size, bool has_finalizer);
void *upy_heap_alloc_storage(size_t size);
void *upy_heap_alloc_storage_or_null(size_t size); // NULL instead of raising; may collect
// Grows or shrinks a storage block, in place when it can; p may be NULL. The contents move at most by memcpy; raises MemoryError (p stays valid).
void *upy_heap_resize_storage(void *p, size_t old_size, size_t new_size);
bool upy_heap_try_extend(void *p, size_t new_size);  // in place only
void upy_heap_free_storage(void *p);                 // p may be NULL; nothing else may refer to it
void upy_heap_free_object(void *p);                  // only for objects no other code has seen yet
size_t upy_heap_block_size(const void *p);           // bytes, whole granules
bool upy_heap_contains(const void *p);               // address lies within the heap

void upy_heap_collect(void);                         // full collection, then finalizers
size_t upy_heap_free_bytes(void);
size_t upy_heap_used_bytes(void);
size_t upy_heap_largest_free(void);                  // bytes
void upy_heap_print_info(const struct upy_writer *w, bool verbose); // micropython.mem_info() lines
void upy_heap_lock(void);
void upy_heap_unlock(void);

// ---- Tracing: what type->slots->trace calls -----------------------------------------------------

typedef struct upy_tracer upy_tracer;
struct upy_value_bits;
void upy_trace_value(upy_tracer *t, struct upy_value_bits *v);                     // any value or UPY_NULL
void upy_trace_values(upy_tracer *t, struct upy_value_bits *const *v, size_t count);
void upy_trace_storage(upy_tracer *t, const void *p);                             // keeps the block; contents are the caller's
void upy_trace_conservatively(upy_tracer *t, const void *from, const void *to);   // any words
bool upy_heap_is_marked(const void *object);                                       // during weak-table sweeps only

#endif

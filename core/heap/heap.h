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
struct upy_state;

typedef enum upy_block_kind { UPY_BLOCK_OBJECT, UPY_BLOCK_STORAGE } upy_block_kind;

// A run of free granules of one kind being handed out from the front. All its granules are `live`
// already, so that handing one out only sets its start bit.
typedef struct upy_bump {
    char *next;
    char *end;
} upy_bump;

struct upy_heap;

// What only a host can do; boards have none.
typedef struct upy_heap_host {
    bool (*grow_mark_stack)(struct upy_heap *h);                     // false: the system refuses
    void (*release_pages)(struct upy_heap *h, char *from, char *to); // contents are no longer needed
} upy_heap_host;

typedef struct upy_heap {
    char *base;    // first granule
    char *limit;   // end of the range in use so far (hosts grow it up to `ceiling`)
    char *ceiling; // end of the reserved range
    uintptr_t *start_bits;
    uintptr_t *live_bits;
    uintptr_t *kind_bits;       // one bit per page (word of the bitmaps above)
    upy_bump bump[2];           // by kind
    char *search_from[2];       // where the next free run for small blocks is looked for, by kind
    char *search_large_from[2]; // same for blocks that no bump run holds
    const upy_heap_host *host;  // NULL on boards
    size_t allocated;           // bytes taken since the last collection, rest of the bump runs included
    size_t threshold;           // collect when `allocated` passes it; SIZE_MAX: only when full
    size_t used;                // bytes in blocks after the last collection
    size_t peak;
    size_t collections;
    unsigned lock_depth; // > 0: every allocation fails
    bool is_automatic;   // gc.enable() / gc.disable()
    bool is_collecting;
    size_t user_threshold; // gc.threshold(); 0: default policy
    // Objects whose type has a finalizer, weak; storage block of the heap.
    void **finalizable;
    size_t n_finalizable, finalizable_capacity;
    size_t n_pending_finalizers; // at the far end of the same array: dead, waiting for their finalizer; roots
    bool is_finalizing;
    void **mark_stack;
    size_t n_marked, mark_capacity;
    bool mark_overflowed;
    // Test modes (UPY_HEAP_FAULTS): 0 is off.
    size_t collect_every, fail_at, n_allocations;
    bool keeps_failing; // all allocations from number fail_at on fail, not that one alone
} upy_heap;

// The heap of the running interpreter is the first member of its state (core/object/state.h).
#if defined(UPY_STATE_THREAD_LOCAL) && UPY_STATE_THREAD_LOCAL
extern _Thread_local struct upy_state *upy_state_current;
#define UPY_HEAP ((upy_heap *)(void *)upy_state_current)
#else
extern struct upy_state upy_state_single;
#define UPY_HEAP ((upy_heap *)(void *)&upy_state_single)
#endif

// The range [memory, memory + size) becomes the heap, bitmaps included. On hosts upy_heap_reserve() in
// heap_host.c gives a range of `ceiling` bytes of which little is touched at first.
void upy_heap_init(void *memory, size_t size);
bool upy_heap_reserve(size_t ceiling); // hosts only; false: the system refuses

// A block of at least `size` bytes; objects are zeroed, storage is not. raises MemoryError.
void *upy_heap_alloc_object(size_t size, bool has_finalizer);
void *upy_heap_alloc_storage(size_t size);
void *upy_heap_alloc_storage_or_null(size_t size); // NULL instead of raising; may collect
// What alloc_object does when the bump run has no room. NULL instead of raising if or_null.
void *upy_heap_alloc_slow(upy_block_kind kind, size_t size, bool or_null);
// An object without finalizer; the quick way for upy_new_object and other hot paths. size > 0.
static inline void *upy_heap_alloc_object_quick(size_t size) {
    upy_heap *h = UPY_HEAP;
    char *p = h->bump[UPY_BLOCK_OBJECT].next;
    if (UPY_UNLIKELY(size > (size_t)(h->bump[UPY_BLOCK_OBJECT].end - p))) {
        return upy_heap_alloc_slow(UPY_BLOCK_OBJECT, size, false);
    }
    h->bump[UPY_BLOCK_OBJECT].next = p + ((size + UPY_GRANULE - 1) & ~(UPY_GRANULE - 1));
    size_t granule = (size_t)(p - h->base) / UPY_GRANULE;
    h->start_bits[granule / UPY_WORD_BITS] |= (uintptr_t)1 << granule % UPY_WORD_BITS;
    return p;
}
// Grows or shrinks a storage block, in place when it can; p may be NULL. The contents move at most by memcpy; raises
// MemoryError (p stays valid).
void *upy_heap_resize_storage(void *p, size_t old_size, size_t new_size);
bool upy_heap_try_extend(void *p, size_t new_size); // in place only
void upy_heap_free_storage(void *p);                // p may be NULL; nothing else may refer to it
void upy_heap_free_object(void *p);                 // only for objects no other code has seen yet
size_t upy_heap_block_size(const void *p);          // bytes, whole granules
bool upy_heap_contains(const void *p);              // address lies within the heap

// Full collection. Finalizers of native types run before either returns. __del__ of Python classes must not run in
// the middle of an allocation, where some object may be half-changed: there they are queued, and
// UPY_PENDING_FINALIZERS asks the VM to call upy_heap_run_finalizers() at its next safe point.
void upy_heap_collect(void);         // gc.collect(): everything
void upy_heap_collect_quietly(void); // from inside an allocation: no Python code runs
// What core/object/finalize.c does for the allocator: the list of objects with finalizers.
void upy_finalizers_make_room(upy_heap *h);                     // for one more; may collect
void upy_finalizers_add(upy_heap *h, void *p);                  // that one
void upy_finalizers_remove(upy_heap *h, const void *p);         // if it is in the list: its block is being freed
void upy_heap_run_finalizers(void);                             // the queued ones, each protected; errors are swallowed
void upy_heap_finalize_all(void);                               // at shutdown: every object that still has a finalizer
void upy_heap_set_threshold(size_t bytes);                      // gc.threshold(); 0: default policy
void upy_heap_set_faults(size_t collect_every, size_t fail_at); // test modes; restarts n_allocations
size_t upy_heap_free_bytes(void);
size_t upy_heap_used_bytes(void);
size_t upy_heap_largest_free(void);                                 // bytes
void upy_heap_print_info(const struct upy_writer *w, bool verbose); // micropython.mem_info() lines
void upy_heap_lock(void);
void upy_heap_unlock(void);

// ---- Tracing: what type->slots->trace calls -----------------------------------------------------

typedef struct upy_tracer upy_tracer;
struct upy_value_bits;
void upy_trace_value(upy_tracer *t, struct upy_value_bits *v); // any value or UPY_NULL
void upy_trace_values(upy_tracer *t, struct upy_value_bits *const *v, size_t count);
void upy_trace_storage(upy_tracer *t, const void *p); // keeps the block; contents are the caller's
void upy_trace_conservatively(upy_tracer *t, const void *from, const void *to); // any words
bool upy_heap_is_marked(const void *object);                                    // during weak-table sweeps only

// ---- What the floors above implement for the heap ------------------------------------------------

UPY_NORETURN void upy_heap_raise_memory(size_t size, bool locked); // core/object
void upy_vm_trace_roots(upy_tracer *t);                            // core/vm: the value stack

// Keeps the object or block p alive (visible to the scan of the C stack) up to this point, for code that otherwise
// only holds addresses inside it.
static inline void upy_keep_alive(const void *p) { __asm__ volatile("" : : "g"(p)); }

#endif

// trace.c — the marking half of a collection, and the allocation of objects: what the
// collector must know about types. The bitmaps are core/heap's.
//
// Roots are the C stack, the value stack (the VM reports it) and the interpreter state, all scanned
// conservatively. From there marking is precise: an object's type reports what it holds. An explicit
// stack bounds recursion; when it overflows (boards have a small one), marked objects are gone through
// again until nothing new turns up. An object marks its own class. Objects still without a type are
// being built and are scanned conservatively.
//
// Order of a collection: mark from the roots; move unmarked objects with finalizers to the pending
// list and mark from them; forget dead names and cache entries; sweep. Finalizers run afterwards, on a
// heap in good order (core/object/finalize.c).
#include "core/object/finalize.h"
#include "core/object/state.h"
#include "core/heap/bitmap.h"

_Static_assert(offsetof(upy_state, heap) == 0, "UPY_HEAP is the address of the state");

#if defined(__SANITIZE_ADDRESS__)
#define NO_SANITIZE __attribute__((no_sanitize("address")))
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define NO_SANITIZE __attribute__((no_sanitize("address")))
#endif
#endif
#ifndef NO_SANITIZE
#define NO_SANITIZE
#endif

struct upy_tracer {
    upy_heap *heap;
    char *base;
    uintptr_t extent; // bytes of the heap in use
};

// ---- Marking -------------------------------------------------------------------------------------

static inline bool is_inside(const upy_tracer *t, const void *p) {
    return (uintptr_t)p - (uintptr_t)t->base < t->extent;
}

static void push(upy_tracer *t, void *p) {
    upy_heap *h = t->heap;
    if (h->n_marked == h->mark_capacity && !(h->host && h->host->grow_mark_stack(h))) {
        h->mark_overflowed = true;
        return;
    }
    h->mark_stack[h->n_marked++] = p;
}

// Sets the mark of the block with this head; false if it had it.
static inline bool set_mark(upy_tracer *t, size_t granule) {
    uintptr_t *word = &t->heap->live_bits[granule / UPY_WORD_BITS], bit = UPY_BIT(granule);
    if (*word & bit) {
        return false;
    }
    *word |= bit;
    return true;
}

static inline void mark_object(upy_tracer *t, const void *p) {
    if (!is_inside(t, p)) {
        return;
    }
    size_t granule = upy_granule_index(t->heap, p);
    assert(upy_bit_is_set(t->heap->start_bits, granule));
    if (!set_mark(t, granule)) {
        return;
    }
    // Leaves of native types (str, int, float…) need no second visit.
    const upy_type *type = ((const upy_object *)p)->type;
    if (type && !type->slots->trace && !is_inside(t, type)) {
        return;
    }
    push(t, (void *)(uintptr_t)p);
}

void upy_trace_value(upy_tracer *t, upy_value v) {
    if (upy_is_object(v)) {
        mark_object(t, v);
    }
}

void upy_trace_values(upy_tracer *t, const upy_value *v, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (upy_is_object(v[i])) {
            mark_object(t, v[i]);
        }
    }
}

void upy_trace_storage(upy_tracer *t, const void *p) {
    if (p && is_inside(t, p)) {
        set_mark(t, upy_granule_index(t->heap, p));
    }
}

bool upy_heap_is_marked(const void *object) {
    return !upy_heap_contains(object) || upy_bit_is_set(UPY_HEAP->live_bits, upy_granule_index(UPY_HEAP, object));
}

// Marks the block with this head, found by its address alone.
static void mark_candidate(upy_tracer *t, size_t granule) {
    void *p = upy_granule_address(t->heap, granule);
    if (upy_kind_at(t->heap, granule) == UPY_BLOCK_OBJECT) {
        mark_object(t, p);
    } else if (set_mark(t, granule)) {
        push(t, p); // nobody told who owns it: its words are candidates in turn
    }
}

NO_SANITIZE void upy_trace_conservatively(upy_tracer *t, const void *from, const void *to) {
    const uintptr_t *word = (const uintptr_t *)(((uintptr_t)from + sizeof(uintptr_t) - 1) & ~(sizeof(uintptr_t) - 1));
    for (; (uintptr_t)word + sizeof *word <= (uintptr_t)to; word++) {
        uintptr_t offset = *word - (uintptr_t)t->base;
        if (offset < t->extent && offset % UPY_GRANULE == 0 &&
            upy_bit_is_set(t->heap->start_bits, offset / UPY_GRANULE)) {
            mark_candidate(t, offset / UPY_GRANULE);
        }
    }
}

// Head of the block this granule belongs to; SIZE_MAX if it is free.
static size_t find_head(const upy_heap *h, size_t granule) {
    size_t page = granule / UPY_PAGE_GRANULES;
    uintptr_t mask = UINTPTR_MAX >> (UPY_WORD_BITS - 1 - granule % UPY_WORD_BITS);
    for (;; mask = UINTPTR_MAX) {
        uintptr_t start = h->start_bits[page] & mask, free = ~(h->live_bits[page] | h->start_bits[page]) & mask;
        if (start | free) {
            // The highest of either kind decides.
            return start > free ? page * UPY_PAGE_GRANULES + (UPY_WORD_BITS - 1 - upy_leading_zeros(start)) : SIZE_MAX;
        }
        if (page-- == 0) {
            return SIZE_MAX;
        }
    }
}

// The C stack: compilers keep an address inside a block and drop that of its head, so any address counts here.
NO_SANITIZE static void trace_c_stack(upy_tracer *t, const void *from, const void *to) {
    const uintptr_t *word = (const uintptr_t *)((uintptr_t)from & ~(sizeof(uintptr_t) - 1));
    for (; (uintptr_t)word + sizeof *word <= (uintptr_t)to; word++) {
        uintptr_t offset = *word - (uintptr_t)t->base;
        if (offset < t->extent) {
            size_t head = find_head(t->heap, offset / UPY_GRANULE);
            if (head != SIZE_MAX) {
                mark_candidate(t, head);
            }
        }
    }
}

// Reports what a marked block holds.
static void trace_block(upy_tracer *t, void *p) {
    upy_heap *h = t->heap;
    size_t granule = upy_granule_index(h, p);
    const upy_type *type = upy_kind_at(h, granule) == UPY_BLOCK_OBJECT ? ((upy_object *)p)->type : NULL;
    if (!type) {
        upy_trace_conservatively(t, p, upy_granule_address(h, upy_end_of_continuations(h, granule)));
        return;
    }
    mark_object(t, type);
    if (type->slots->trace) {
        type->slots->trace((upy_value)p, t);
    }
}

static void drain(upy_tracer *t) {
    upy_heap *h = t->heap;
    while (h->n_marked > 0) {
        trace_block(t, h->mark_stack[--h->n_marked]);
    }
}

// Goes through every marked block again; what the mark stack had no room for is found there.
static void retrace_marked(upy_tracer *t) {
    upy_heap *h = t->heap;
    for (size_t page = 0, n_pages = upy_n_pages(h); page < n_pages; page++) {
        uintptr_t heads = h->start_bits[page] & h->live_bits[page];
        if (upy_page_kind(h, page) == UPY_BLOCK_STORAGE && h->n_marked == 0) {
            // Contents of storage belong to its owner, unless only a conservative root knew of it.
            for (uintptr_t rest = heads; rest; rest &= rest - 1) {
                void *p = upy_granule_address(h, page * UPY_PAGE_GRANULES + upy_trailing_zeros(rest));
                if (p != (void *)h->finalizable && p != (void *)UPY->names.slots &&
                    p != (void *)UPY->weakrefs.buckets) {
                    trace_block(t, p);
                }
            }
            drain(t);
            continue;
        }
        for (; heads; heads &= heads - 1) {
            trace_block(t, upy_granule_address(h, page * UPY_PAGE_GRANULES + upy_trailing_zeros(heads)));
            drain(t);
        }
    }
}

static void mark_everything_reached(upy_tracer *t) {
    drain(t);
    while (t->heap->mark_overflowed) {
        t->heap->mark_overflowed = false;
        retrace_marked(t);
    }
}

// ---- Roots ---------------------------------------------------------------------------------------

// Apart, and never inlined, so that its frame lies below everything that matters.
__attribute__((noinline)) static void trace_stack_from_here(upy_tracer *t) {
    if (UPY->c_stack_base) {
        trace_c_stack(t, __builtin_frame_address(0), UPY->c_stack_base);
    }
}

__attribute__((noinline)) static void trace_registers_and_stack(upy_tracer *t) {
    __builtin_unwind_init(); // callee-saved registers go to this frame
    trace_stack_from_here(t);
    __asm__ volatile("" ::: "memory"); // no tail call: the frame must exist during it
}

static void trace_roots(upy_tracer *t) {
    upy_heap *h = t->heap;
    upy_state *s = UPY;
    // Weak tables: the block stays, what it points to does not count.
    upy_trace_storage(t, s->names.slots);
    upy_trace_storage(t, s->weakrefs.buckets);
    upy_trace_storage(t, h->finalizable);
    upy_vm_trace_roots(t);
    upy_trace_conservatively(t, (char *)s + sizeof s->heap, s->lookup_cache);
    upy_trace_conservatively(t, (char *)s + offsetof(upy_state, lookup_cache) + sizeof s->lookup_cache, s + 1);
    upy_finalizers_trace(t, h);
    mark_everything_reached(t);
    // Last, so that storage whose owner is known is not taken for storage without one.
    trace_registers_and_stack(t);
    mark_everything_reached(t);
}

// ---- What marking leaves behind ------------------------------------------------------------------

#if UPY_LOOKUP_CACHE_SIZE
static void sweep_lookup_cache(void) {
    for (size_t i = 0; i < UPY_COUNT_OF(UPY->lookup_cache); i++) {
        upy_lookup_cache_entry *e = &UPY->lookup_cache[i];
        if (e->type && !(upy_heap_is_marked(e->type) && upy_heap_is_marked(e->name))) {
            *e = (upy_lookup_cache_entry){0};
        }
    }
}
#else
static void sweep_lookup_cache(void) {}
#endif

static void collect(void) {
    upy_heap *h = UPY_HEAP;
    h->is_collecting = true;
    upy_heap_begin_marking(h);
    upy_tracer t = {.heap = h, .base = h->base, .extent = (uintptr_t)(h->limit - h->base)};
    trace_roots(&t);
    if (upy_finalizers_queue(h)) {
        upy_finalizers_trace(&t, h);
        mark_everything_reached(&t);
    }
    upy_names_sweep();
    sweep_lookup_cache();
    upy_heap_sweep(h);
    h->collections++;
    h->is_collecting = false;
}

void upy_heap_collect_quietly(void) {
    upy_heap *h = UPY_HEAP;
    if (h->is_collecting || h->lock_depth) {
        return;
    }
    collect();
    upy_finalizers_run_native();
}

void upy_heap_collect(void) {
    if (UPY_HEAP->is_collecting || UPY_HEAP->lock_depth) {
        return;
    }
    collect();
    upy_heap_run_finalizers();
}

// ---- Making objects ------------------------------------------------------------------------------

void *upy_new_object(const upy_type *type, size_t size) {
    upy_object *o;
    if (UPY_LIKELY(!(type->flags & UPY_TYPE_HAS_FINALIZER))) {
        o = upy_heap_alloc_object_quick(size);
    } else {
        o = upy_heap_alloc_object(size, true);
    }
    o->type = type;
    return o;
}

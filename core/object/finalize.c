// finalize.c — objects with finalizers: the list of them, what of it a collection finds dead, running that.
#include "core/object/finalize.h"
#include "core/object/state.h"
#include "core/object/weakref.h"

// ---- The list ------------------------------------------------------------------------------------

void upy_finalizers_make_room(upy_heap *h) {
    if (h->n_finalizable + h->n_pending_finalizers < h->finalizable_capacity) {
        return;
    }
    size_t capacity = h->finalizable_capacity * 2 + 8;
    void **list = upy_heap_alloc_storage(capacity * sizeof *list);
    // The allocation may have collected, which shifts objects from one end of the old list to the other.
    size_t n_pending = h->n_pending_finalizers;
    if (h->finalizable) {
        memcpy(list, h->finalizable, h->n_finalizable * sizeof *list);
        memcpy(list + capacity - n_pending, h->finalizable + h->finalizable_capacity - n_pending,
               n_pending * sizeof *list);
    }
    void **old = h->finalizable;
    h->finalizable = list;
    h->finalizable_capacity = capacity;
    upy_heap_free_storage(old);
}

// A collection between making room and adding only makes objects pending: the room is still there.
void upy_finalizers_add(upy_heap *h, void *p) { h->finalizable[h->n_finalizable++] = p; }

void upy_finalizers_remove(upy_heap *h, const void *p) {
    for (size_t i = h->n_finalizable; i-- > 0;) {
        if (h->finalizable[i] == p) {
            h->finalizable[i] = h->finalizable[--h->n_finalizable];
            return;
        }
    }
}

// ---- During a collection -------------------------------------------------------------------------

void upy_finalizers_trace(upy_tracer *t, const upy_heap *h) {
    for (size_t i = h->finalizable_capacity - h->n_pending_finalizers; i < h->finalizable_capacity; i++) {
        upy_trace_value(t, h->finalizable[i]);
    }
}

// Queues the weak references to what is not marked, and moves the unmarked objects with finalizers to the pending end
// of the list.
bool upy_finalizers_queue(upy_heap *h) {
    upy_weakrefs_sweep();
    size_t end = h->n_finalizable;
    void **list = h->finalizable;
    for (size_t i = 0; i < h->n_finalizable;) {
        if (upy_heap_is_marked(list[i])) {
            i++;
            continue;
        }
        void *dead = list[i];
        list[i] = list[--h->n_finalizable];
        list[h->n_finalizable] = dead;
    }
    // [n_finalizable, end) is dead now; the pending list grows downwards from the end of the block.
    size_t n_dead = end - h->n_finalizable;
    if (n_dead == 0) {
        return false;
    }
    size_t to = h->finalizable_capacity - h->n_pending_finalizers - n_dead;
    memmove(list + to, list + h->n_finalizable, n_dead * sizeof *list);
    h->n_pending_finalizers += n_dead;
    return true;
}

// ---- Running them --------------------------------------------------------------------------------

static void finalize(upy_object *o) {
    upy_jump jump;
    if (upy_try(&jump)) {
        o->type->slots->finalize((upy_value)o);
        upy_end_try(&jump);
    }
    // An exception has nowhere to go.
}

static bool runs_python(const upy_object *o) { return (o->type->flags & UPY_TYPE_IS_CLASS) != 0; }

// Takes one object off the pending list; of native type only, unless any will do. NULL: none.
static upy_object *next_pending(upy_heap *h, bool any) {
    size_t first = h->finalizable_capacity - h->n_pending_finalizers;
    for (size_t i = first; i < h->finalizable_capacity; i++) {
        upy_object *o = h->finalizable[i];
        if (any || !o->type || !runs_python(o)) {
            h->finalizable[i] = h->finalizable[first];
            h->n_pending_finalizers--;
            return o;
        }
    }
    return NULL;
}

static void run_pending(bool any) {
    upy_heap *h = UPY_HEAP;
    if (h->is_finalizing) {
        return; // the outer call goes on until nothing is left
    }
    h->is_finalizing = true;
    for (upy_object *o; (o = next_pending(h, any)) != NULL;) {
        if (o->type && o->type->slots->finalize) {
            finalize(o);
        }
    }
    h->is_finalizing = false;
}

void upy_finalizers_run_native(void) {
    upy_heap *h = UPY_HEAP;
    if (h->n_pending_finalizers || upy_weakrefs_are_pending()) {
        run_pending(false);
        if (h->n_pending_finalizers || upy_weakrefs_are_pending()) {
            UPY->pending |= UPY_PENDING_FINALIZERS;
            UPY->countdown = 0;
        }
    }
}

void upy_heap_run_finalizers(void) {
    UPY->pending &= ~(uint32_t)UPY_PENDING_FINALIZERS;
    run_pending(true);
    upy_weakrefs_run();
}

void upy_heap_finalize_all(void) {
    upy_heap *h = UPY_HEAP;
    while (h->n_finalizable > 0) {
        // All of them are dead by decree: the part of the list in use becomes the pending one.
        size_t n = h->n_finalizable;
        memmove(h->finalizable + h->finalizable_capacity - h->n_pending_finalizers - n, h->finalizable,
                n * sizeof *h->finalizable);
        h->n_pending_finalizers += n;
        h->n_finalizable = 0;
        upy_heap_run_finalizers();
    }
}

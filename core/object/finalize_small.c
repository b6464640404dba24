// finalize_small.c — TINY: no type has a finalizer, so the list of such objects is always empty.
#include "core/object/finalize.h"
#include "core/object/state.h"

void upy_finalizers_make_room(upy_heap *h) { (void)h; }

void upy_finalizers_add(upy_heap *h, void *p) {
    (void)h;
    (void)p;
}

void upy_finalizers_remove(upy_heap *h, const void *p) {
    (void)h;
    (void)p;
}

void upy_finalizers_trace(upy_tracer *t, const upy_heap *h) {
    (void)t;
    (void)h;
}

bool upy_finalizers_queue(upy_heap *h) {
    (void)h;
    return false;
}

void upy_finalizers_run_native(void) {}

void upy_heap_run_finalizers(void) { UPY->pending &= ~(uint32_t)UPY_PENDING_FINALIZERS; }

void upy_heap_finalize_all(void) {}

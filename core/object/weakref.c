// weakref.c — the table of weak references, and the queue of those whose target has died.
#include "core/object/weakref.h"

#include "core/object/state.h"
#include "core/object/types_interface.h"
#include "hal/hal.h"

#define FIRST_BUCKETS 16

bool upy_weakref_can_refer(upy_value v) { return upy_is_object(v) && (upy_heap_contains(v) || upy_is_type(v)); }

static size_t bucket_of(upy_value target, size_t n_buckets) {
    uintptr_t address = (uintptr_t)target / UPY_GRANULE;
    return (address ^ address >> 7) & (n_buckets - 1);
}

static void grow(void) {
    size_t n = UPY->weakrefs.n_buckets, n_new = n ? n * 2 : FIRST_BUCKETS;
    upy_weakref **buckets = upy_heap_alloc_storage(n_new * sizeof *buckets); // may collect and so clear references
    memset(buckets, 0, n_new * sizeof *buckets);
    for (size_t i = 0; i < n; i++) {
        // Reversed twice, so that the newest stay in front.
        upy_weakref *reversed = NULL;
        for (upy_weakref *r = UPY->weakrefs.buckets[i], *next; r; r = next) {
            next = r->next;
            r->next = reversed;
            reversed = r;
        }
        for (upy_weakref *next; reversed; reversed = next) {
            next = reversed->next;
            upy_weakref **bucket = &buckets[bucket_of(reversed->target, n_new)];
            reversed->next = *bucket;
            *bucket = reversed;
        }
    }
    upy_weakref **old = UPY->weakrefs.buckets;
    UPY->weakrefs.buckets = buckets;
    UPY->weakrefs.n_buckets = n_new;
    upy_heap_free_storage(old);
}

void upy_weakref_register(upy_weakref *r) {
    if (UPY->weakrefs.n_used >= UPY->weakrefs.n_buckets) {
        grow();
    }
    upy_weakref **bucket = &UPY->weakrefs.buckets[bucket_of(r->target, UPY->weakrefs.n_buckets)];
    r->next = *bucket;
    *bucket = r;
    UPY->weakrefs.n_used++;
}

void upy_weakref_forget(upy_weakref *r) {
    if (!r->target) {
        return;
    }
    upy_weakref **link = &UPY->weakrefs.buckets[bucket_of(r->target, UPY->weakrefs.n_buckets)];
    while (*link != r) {
        link = &(*link)->next;
    }
    *link = r->next;
    UPY->weakrefs.n_used--;
    r->target = UPY_NULL;
    r->next = NULL;
}

upy_weakref *upy_weakref_first(upy_value target) {
    return UPY->weakrefs.n_buckets ? UPY->weakrefs.buckets[bucket_of(target, UPY->weakrefs.n_buckets)] : NULL;
}

void upy_weakref_trace(upy_value self, upy_tracer *tracer) {
    upy_weakref *r = (upy_weakref *)self;
    upy_trace_value(tracer, r->callback);
    upy_trace_value(tracer, (upy_value)r->next_dead);
}

// ---- Death ---------------------------------------------------------------------------------------

static void enqueue(upy_weakref *r) {
    size_t kind = r->is_finalizer ? 0 : 1;
    if (UPY->weakrefs.queues[kind].first) {
        UPY->weakrefs.queues[kind].last->next_dead = r;
    } else {
        UPY->weakrefs.queues[kind].first = r;
    }
    UPY->weakrefs.queues[kind].last = r;
}

static upy_weakref *dequeue(void) {
    for (size_t kind = 0; kind < 2; kind++) {
        upy_weakref *r = UPY->weakrefs.queues[kind].first;
        if (r) {
            UPY->weakrefs.queues[kind].first = r->next_dead;
            r->next_dead = NULL;
            return r;
        }
    }
    return NULL;
}

void upy_weakrefs_sweep(void) {
    for (size_t i = 0; i < UPY->weakrefs.n_buckets; i++) {
        upy_weakref **link = &UPY->weakrefs.buckets[i];
        for (upy_weakref *r; (r = *link) != NULL;) {
            bool is_alive = upy_heap_is_marked(r);
            if (is_alive && upy_heap_is_marked(r->target)) {
                link = &r->next;
                continue;
            }
            *link = r->next;
            UPY->weakrefs.n_used--;
            r->next = NULL;
            r->target = UPY_NULL;
            if (is_alive && (r->callback || r->is_finalizer)) {
                enqueue(r);
            }
        }
    }
}

bool upy_weakrefs_are_pending(void) { return UPY->weakrefs.queues[0].first || UPY->weakrefs.queues[1].first; }

static void write_console(void *data, const char *bytes, size_t length) {
    (void)data;
    upy_hal_console_write(bytes, length);
}

static void run(upy_weakref *r) {
    upy_jump jump;
    if (upy_try(&jump)) {
        if (r->is_finalizer) {
            upy_call_0((upy_value)r);
        } else {
            upy_call_1(r->callback, (upy_value)r);
        }
        upy_end_try(&jump);
    } else {
        const upy_writer w = {NULL, write_console};
        upy_write_string(&w, "Unhandled exception in weakref callback:\n");
        upy_print_exception(&w, jump.exception);
    }
}

void upy_weakrefs_run(void) {
    for (upy_weakref *r; (r = dequeue()) != NULL;) {
        run(r);
    }
}

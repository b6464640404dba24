// weakref.h — references that do not keep their object alive: what the collector has to know.
//
// Every weak reference is chained to a bucket chosen by the address of its target. The table counts for
// nothing in marking. After marking, references to what was not reached are cleared and, if they have
// something to run, queued; it runs when Python code may run again (upy_weakrefs_run()).
#ifndef UPY_OBJECT_WEAKREF_H
#define UPY_OBJECT_WEAKREF_H

#include "core/object/object.h"

// Head of every object that refers weakly.
typedef struct upy_weakref {
    upy_object header;
    upy_value target;              // UPY_NULL: dead
    upy_value callback;            // called with the reference when the target has died; or UPY_NULL
    struct upy_weakref *next;      // in its bucket, newest first; not traced
    struct upy_weakref *next_dead; // in the queue
    intptr_t hash;                 // of the target, once asked for
    bool has_hash;
    bool is_finalizer; // its target died: goes before references; its own type knows what to run
} upy_weakref;

bool upy_weakref_can_refer(upy_value v); // false: has no life of its own
// Enters r, whose target is set, in the table. raises MemoryError.
void upy_weakref_register(upy_weakref *r);
void upy_weakref_forget(upy_weakref *r); // takes it out and clears it
upy_weakref *
upy_weakref_first(upy_value target); // references to it are reached through ->next; those of others are in between
void upy_weakref_trace(upy_value self, upy_tracer *tracer);

void upy_weakrefs_sweep(void); // by the collector, between marking and finalizers
bool upy_weakrefs_are_pending(void);
void upy_weakrefs_run(void); // calls what is queued; errors are printed and do not travel

#endif

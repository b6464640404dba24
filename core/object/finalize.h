// finalize.h — objects with finalizers, and weak references: what a collection asks about them.
#ifndef UPY_OBJECT_FINALIZE_H
#define UPY_OBJECT_FINALIZE_H

#include "core/heap/heap.h"
#include "core/object/object.h"

void upy_finalizers_trace(upy_tracer *tracer, const upy_heap *h); // marks those that wait to be finalized
bool upy_finalizers_queue(upy_heap *h); // unmarked ones wait from now on; false: there is none
void upy_finalizers_run_native(void);   // those that run no Python code, which may be now; asks the VM to run the rest

#endif

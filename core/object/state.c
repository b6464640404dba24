// state.c — where the state lives, and bringing it up and down.
#include "core/object/state.h"

#include "core/object/types_interface.h"

#if defined(UPY_STATE_THREAD_LOCAL) && UPY_STATE_THREAD_LOCAL
_Thread_local upy_state *upy_state_current; // the port points it at a zeroed state with a heap
#else
upy_state upy_state_single;
#endif

void upy_init(char *c_stack_base, size_t c_stack_limit) {
    UPY->c_stack_base = c_stack_base;
    UPY->c_stack_limit = c_stack_limit;
    UPY->epoch = 1;
    UPY->recursion_limit = UPY_RECURSION_LIMIT;
    UPY->interrupt_byte = 3;
    upy_init_exceptions();
}

void upy_deinit(void) {
    upy_heap_finalize_all();
    UPY->jump_top = NULL;
}

// port_config.h — the Linux program: everything on.
#ifndef UPY_LEVEL
#define UPY_LEVEL 2
#endif
#define UPY_STATE_THREAD_LOCAL 1

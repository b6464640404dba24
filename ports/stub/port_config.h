// port_config.h — no board at all: the smallest build with a prompt, linked to know how much flash it takes.
#define UPY_PLATFORM "stub"
#define UPY_MACHINE "stub with Cortex-M0+"
#define UPY_OWN_FLOAT_FUNCTIONS 1
#define UPY_LOOKUP_CACHE_SIZE 0
#define UPY_STACK_SEGMENT 128
#ifdef __linux__ // ports/stub/host.c is for tests
#define UPY_HEAP_FAULTS 1
#endif

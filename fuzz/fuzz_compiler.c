// fuzz_compiler.c — libFuzzer target: any bytes must compile or be refused.
//
// Each input gets an interpreter of its own on a small fixed heap, so that running out of memory in the middle of
// a compilation is as common as a syntax error. The first byte chooses the kind of source and the heap size; the rest
// is the source, in a block of exactly its size so that reading past its end is seen.
//
// Build with: clang -fsanitize=fuzzer,address,undefined, everything in core/, modules/ and the port but main().
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/object/run.h"
#include "core/object/state.h"

#define SMALLEST_HEAP (64u * 1024)
#define STACK_LIMIT (256u * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void compile(const char *source, size_t length, upy_source_kind kind) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_compile(source, length, UPY_NAME(stdin), kind, 0);
        upy_end_try(&jump);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) {
        return 0;
    }
    unsigned choice = data[0];
    size_t length = size - 1;
    char *source = malloc(length ? length : 1);
    size_t heap_size = (size_t)SMALLEST_HEAP << (choice >> 2 & 3);
    void *heap = malloc(heap_size);
    upy_state *state = calloc(1, sizeof *state);
    if (!source || !heap || !state) {
        abort();
    }
    memcpy(source, data + 1, length);

    char stack_base;
#if defined(UPY_STATE_THREAD_LOCAL) && UPY_STATE_THREAD_LOCAL
    upy_state_current = state;
#else
#error "the fuzz target wants a state of its own for every input"
#endif
    upy_heap_init(heap, heap_size);
    upy_init(&stack_base, STACK_LIMIT);
    compile(source, length, (upy_source_kind)(choice & 3));
    upy_deinit();

    free(state);
    free(heap);
    free(source);
    return 0;
}

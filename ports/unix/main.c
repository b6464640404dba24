// main.c — the Linux program: starts the interpreter, runs what the command line says, and ends with its status.
//
// Start-up is counted in microseconds: nothing is read, opened or made that the program may not need.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/builtins/builtins.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "hal/hal.h"
#include "modules/modules.h"
#include "modules/stream.h"
#include "modules/version.h"
#include "ports/unix/program.h"
#include "repl/repl.h"

#define MEGABYTE ((size_t)1 << 20)
#define HEAP_CEILING ((UPY_WORD_BITS == 64 ? 512 : 256) * MEGABYTE)
// The first segment of the value stack, what start-up needs, and room to say MemoryError.
#define LEAST_HEAP (UPY_STACK_SEGMENT * sizeof(upy_value) + ((size_t)64 << 10))
#define MOST_STACK (8 * MEGABYTE)

// C functions that do not check the stack themselves, and signal handlers, have to fit in this.
#if defined(__SANITIZE_ADDRESS__)
#define IS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_ASAN 1
#endif
#endif
#ifdef IS_ASAN
#define STACK_MARGIN MEGABYTE
// Local variables have to be on the real stack, where the collector looks for them.
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_stack_use_after_return=0"; }
#else
#define STACK_MARGIN ((size_t)128 << 10)
#endif

extern char **environ;

// Bytes of C stack below `base` that may be used. The system's limit includes arguments and environment, which lie
// above main().
static size_t stack_size(const char *base, char **argv) {
    struct rlimit limit;
    size_t size = MOST_STACK, above = 0;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < MOST_STACK) {
        size = (size_t)limit.rlim_cur;
    }
    char **lists[] = {argv, environ};
    for (size_t i = 0; i < 2; i++) {
        for (char **text = lists[i]; text != NULL && *text != NULL; text++) {
            if (*text > base && (size_t)(*text - base) < size) {
                size_t end = (size_t)(*text - base) + strlen(*text);
                above = end > above ? end : above;
            }
        }
    }
    size -= above < size ? above : size;
    return size > 2 * STACK_MARGIN ? size - STACK_MARGIN : size / 2;
}

static bool reserve_heap(size_t wanted) {
    if (wanted != 0) {
        return upy_heap_reserve(wanted < LEAST_HEAP ? LEAST_HEAP : wanted);
    }
    for (size_t size = HEAP_CEILING; size >= MEGABYTE; size /= 2) { // address space may be limited
        if (upy_heap_reserve(size)) {
            return true;
        }
    }
    return false;
}

static void start(const options *o, int argc, char **argv) {
    UPY->optimise = o->optimise;
    UPY->recursion_limit = o->recursion_limit != 0 ? o->recursion_limit : UPY_RECURSION_LIMIT;
    UPY->modules = upy_dict_new(8);
    UPY->main_globals = upy_dict_new_namespace(8);
    upy_dict_set_name(UPY->main_globals, UPY_NAME(__name__), UPY_NAME(__main__));
    upy_dict_set_name(UPY->modules, UPY_NAME(__main__), upy_new_module_of(UPY->main_globals));
    upy_builtins_set(UPY_NAME(open), (upy_value)&upy_builtin_open);
    set_arguments(o, argc, argv);
    set_search_path(o);
    set_executable();
}

static bool start_safely(const options *o, int argc, char **argv) {
    upy_jump jump;
    if (upy_try(&jump)) {
        start(o, argc, argv);
        upy_end_try(&jump);
        return true;
    }
    return false;
}

static bool wants_prompt_afterwards(const options *o) {
    const char *inspect = getenv("MICROPYINSPECT"); // the program may have set it
    return o->wants_prompt || (inspect != NULL && *inspect != 0);
}

static void write_output(void *data, const char *bytes, size_t length) {
    (void)data;
    upy_hal_console_write(bytes, length);
}

static void begin_faults(const options *o) {
    if (UPY_HEAP_FAULTS && (o->collect_every != 0 || o->fail_allocation != 0)) {
        upy_heap_set_faults(o->collect_every, o->fail_allocation);
        UPY->heap.keeps_failing = o->keeps_failing;
    }
}

static int run(const options *o, const char *program) {
    begin_faults(o);
    bool is_prompt_only = o->kind == PROGRAM_NONE && (wants_prompt_afterwards(o) || terminal_is_interactive());
    int status = is_prompt_only ? 0 : execute_program(o, program);
    if (is_prompt_only || wants_prompt_afterwards(o)) {
        status = execute_prompt();
    }
    execute_exit_function();
    if (o->verbosity > 0) {
        const upy_writer output = {NULL, write_output};
        upy_heap_print_info(&output, false);
        if (UPY->heap.n_allocations != 0) { // counted in the test modes only
            upy_printf(&output, "%zu allocations\n", UPY->heap.n_allocations);
        }
    }
    upy_deinit();
    return status;
}

int main(int argc, char **argv) {
    static upy_state state;
    options o;
    switch (options_read(&o, argc, argv)) {
    case OPTIONS_RUN: break;
    case OPTIONS_HELP: options_print_help(argv[0]); return 0;
    case OPTIONS_VERSION: puts(UPY_REPL_BANNER_TEXT); return 0;
    case OPTIONS_WRONG: fputs("Invalid command line arguments. Use -h option for help.\n", stderr); return 1;
    }
    upy_state_current = &state;
    if (!reserve_heap(o.heap_size)) {
        fputs("cannot reserve memory for the heap\n", stderr);
        return 1;
    }
    char *base = __builtin_frame_address(0);
    upy_init(base, stack_size(base, argv));
    terminal_begin();
    if (!start_safely(&o, argc, argv)) {
        fputs("not enough memory to start\n", stderr);
        return 1;
    }
    return run(&o, argv[0]);
}

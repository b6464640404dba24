// host.c — the image without a board as a program of the development machine: it runs one file, or serves the prompt
// on its standard input. What the smallest level can do is tested with it. The environment variables COLLECT_EVERY and
// FAIL_ALLOCATION are the test modes of the heap.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/exception.h"
#include "core/types/str.h"
#include "hal/hal.h"
#include "repl/repl.h"

#define MEGABYTE ((size_t)1 << 20)
#define STACK_SIZE (4 * MEGABYTE)
#define LONGEST_PROGRAM MEGABYTE

#if defined(__SANITIZE_ADDRESS__)
// Local variables have to be on the real stack, where the collector looks for them.
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_stack_use_after_return=0"; }
#endif

static void write_output(void *data, const char *bytes, size_t length) {
    (void)data;
    upy_hal_console_write(bytes, length);
}

static size_t number_from_environment(const char *name) {
    const char *text = getenv(name);
    return text ? (size_t)strtoul(text, NULL, 10) : 0;
}

static void run_file(const char *path, const char *text, size_t length) {
    upy_value code = upy_compile(text, length, upy_new_str(path, strlen(path)), UPY_SOURCE_FILE, 0);
    upy_run_code(code, UPY->main_globals, UPY_NULL);
    upy_handle_pending();
}

// 0, or 1 if an exception ended the program: it is printed.
static int run_file_safely(const char *path) {
    static char text[LONGEST_PROGRAM];
    const upy_writer output = {NULL, write_output};
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return 1;
    }
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    upy_jump jump, jump_of_report;
    if (upy_try(&jump)) {
        upy_heap_set_faults(number_from_environment("COLLECT_EVERY"), number_from_environment("FAIL_ALLOCATION"));
        run_file(path, text, length);
        upy_heap_set_faults(0, 0);
        upy_end_try(&jump);
        return 0;
    }
    upy_heap_set_faults(0, 0);
    UPY->heap.lock_depth = 0;
    if (upy_is_instance(jump.exception, &upy_type_SystemExit)) {
        return 0;
    }
    if (upy_try(&jump_of_report)) {
        upy_print_exception(&output, jump.exception);
        upy_end_try(&jump_of_report);
    }
    return 1;
}

int main(int argc, char **argv) {
    static _Alignas(16) char heap[4 * MEGABYTE];
    volatile int status = 1;
    upy_heap_init(heap, sizeof heap);
    upy_init(__builtin_frame_address(0), STACK_SIZE);
    upy_jump jump;
    if (upy_try(&jump)) {
        UPY->modules = upy_dict_new(4);
        UPY->main_globals = upy_dict_new_namespace(8);
        upy_dict_set_name(UPY->main_globals, UPY_NAME(__name__), UPY_NAME(__main__));
        upy_end_try(&jump);
        upy_repl_mode mode = UPY_REPL_FRIENDLY;
        status = argc > 1 ? run_file_safely(argv[1]) : upy_repl_run(&mode) != UPY_NULL;
    }
    upy_deinit();
    return status;
}

// ---- hal/hal.h: a console on the standard streams, no clock --------------------------------------

void upy_hal_console_write(const char *bytes, size_t length) {
    fwrite(bytes, 1, length, stdout);
    fflush(stdout);
}
void upy_hal_error_write(const char *bytes, size_t length) { fwrite(bytes, 1, length, stderr); }
int upy_hal_console_read(void) {
    int c = getchar();
    return c == EOF ? -1 : c;
}
int upy_hal_console_poll(void) { return 0; }
void upy_hal_console_give(upy_hal_console_user user) { (void)user; }
uint64_t upy_hal_ticks_us(void) { return 0; }
uint64_t upy_hal_time_ns(void) { return 0; }
uint64_t upy_hal_cpu_ns(void) { return 0; }
void upy_hal_sleep_us(uint64_t microseconds) { (void)microseconds; }
void upy_hal_idle(void) {}
void upy_hal_random_bytes(void *out, size_t length) { memset(out, 0, length); }

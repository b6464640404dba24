// main.c — the Linux program: command line, start-up, exit status. What each option does is in the help text.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/str.h"
#include "hal/hal.h"

static void write_out(void *data, const char *bytes, size_t length) {
    (void)data;
    upy_hal_console_write(bytes, length);
}

int main(int argc, char **argv) {
    static upy_state state;
    upy_state_current = &state;
    if (!upy_heap_reserve((size_t)512 << 20)) {
        return 1;
    }
    upy_init(__builtin_frame_address(0), 6 << 20);
    UPY->recursion_limit = UPY_RECURSION_LIMIT;
    UPY->main_globals = upy_dict_new_namespace(8);
    upy_dict_set_name(UPY->main_globals, UPY_NAME(__name__), UPY_NAME(__main__));
    upy_jump jump;
    int status = 0;
    if (upy_try(&jump)) {
        if (argc > 2 && strcmp(argv[1], "-c") == 0) {
            upy_run_file_source(argv[2], strlen(argv[2]), upy_new_str("<stdin>", 7), UPY->main_globals);
        } else if (argc > 1) {
            FILE *f = fopen(argv[1], "rb");
            if (f == NULL) {
                return 2;
            }
            static char text[1 << 20];
            size_t n = fread(text, 1, sizeof text, f);
            upy_run_file_source(text, n, upy_new_str(argv[1], strlen(argv[1])), UPY->main_globals);
        }
        upy_end_try(&jump);
    } else {
        const upy_writer out = {NULL, write_out};
        upy_print_exception(&out, jump.exception);
        status = 1;
    }
    return status;
}

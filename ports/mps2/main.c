// main.c — the firmware: brings the interpreter up and serves the prompt. A session that ends (Ctrl-D, SystemExit)
// is a soft reset: finalizers run, and everything starts over with an empty heap and a fresh state.
#include <string.h>

#include "core/object/state.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "hal/hal.h"
#include "ports/mps2/board.h"
#include "repl/repl.h"

// Interrupt handlers and C functions that do not check the stack have to fit in this.
#define STACK_MARGIN 4096

extern char heap_start[], heap_end[], stack_top[]; // board.ld

static bool start_safely(void) {
    upy_jump jump;
    if (!upy_try(&jump)) {
        return false;
    }
    UPY->modules = upy_dict_new(8);
    UPY->main_globals = upy_dict_new_namespace(8);
    upy_dict_set_name(UPY->main_globals, UPY_NAME(__name__), UPY_NAME(__main__));
    upy_dict_set_name(UPY->modules, UPY_NAME(__main__), upy_new_module_of(UPY->main_globals));
    upy_end_try(&jump);
    return true;
}

static void write_text(const char *text) { upy_hal_console_write(text, strlen(text)); }

int main(void) {
    board_init();
    upy_repl_mode mode = UPY_REPL_FRIENDLY;
    for (;;) {
        memset(UPY, 0, sizeof *UPY);
        upy_heap_init(heap_start, (size_t)(heap_end - heap_start));
        upy_init(stack_top, (size_t)(stack_top - heap_end) - STACK_MARGIN);
        if (!start_safely()) {
            write_text("FATAL: not enough memory to start\n");
            return 1;
        }
        upy_repl_run(&mode);
        upy_deinit();
        write_text("MPY: soft reboot\n");
    }
}

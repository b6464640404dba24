// main.c — the firmware: brings the interpreter up and serves the prompt; every soft reset starts over with an empty
// heap and a fresh state.
#include <string.h>

#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/function.h"
#include "core/types/str.h"

extern char heap_start[], heap_end[], stack_limit[];

void upy_hal_init(void);
int main(void);

int main(void) {
    upy_hal_init();
    for (;;) {
        memset(UPY, 0, sizeof *UPY);
        upy_heap_init(heap_start, (size_t)(heap_end - heap_start));
        upy_init(__builtin_frame_address(0), 28 << 10);
        upy_jump jump;
        if (upy_try(&jump)) {
            UPY->main_globals = upy_dict_new_namespace(8);
            upy_dict_set_name(UPY->main_globals, UPY_NAME(__name__), UPY_NAME(__main__));
            upy_run_file_source("print(1)", 8, upy_new_str("<stdin>", 7), UPY->main_globals);
            upy_end_try(&jump);
        }
        upy_deinit();
    }
}

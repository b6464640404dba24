// main.c — the prompt without a board: what a port's main() does, with a console that never says anything.
#include <string.h>

#include "core/object/state.h"
#include "core/types/function.h"
#include "hal/hal.h"
#include "repl/repl.h"

extern char heap_start[], heap_end[], stack_top[]; // board.ld

void Reset_Handler(void);

void Reset_Handler(void) {
    upy_repl_mode mode = UPY_REPL_FRIENDLY;
    for (;;) {
        memset(UPY, 0, sizeof *UPY);
        upy_heap_init(heap_start, (size_t)(heap_end - heap_start));
        upy_init(stack_top, (size_t)(stack_top - heap_end) - 512);
        upy_jump jump;
        if (upy_try(&jump)) {
            UPY->modules = upy_dict_new(4);
            UPY->main_globals = upy_dict_new_namespace(8);
            upy_dict_set_name(UPY->main_globals, UPY_NAME(__name__), UPY_NAME(__main__));
            upy_end_try(&jump);
            upy_repl_run(&mode);
        }
        upy_deinit();
    }
}

__attribute__((section(".vectors"), used)) static void (*const vectors[])(void) = {(void (*)(void))stack_top,
                                                                                   Reset_Handler};

// ---- hal/hal.h: a console of one register; nothing else happens ----------------------------------

// Volatile, lest the compiler conclude that nothing is ever typed and leave the prompt out.
#define CONSOLE_DATA (*(volatile int *)0x40000000)

void upy_hal_console_write(const char *bytes, size_t length) {
    while (length-- > 0) {
        CONSOLE_DATA = *bytes++;
    }
}
void upy_hal_error_write(const char *bytes, size_t length) { upy_hal_console_write(bytes, length); }
int upy_hal_console_read(void) { return CONSOLE_DATA; }
int upy_hal_console_poll(void) { return 0; }
void upy_hal_console_give(upy_hal_console_user user) { (void)user; }
uint64_t upy_hal_ticks_us(void) { return 0; }
uint64_t upy_hal_time_ns(void) { return 0; }
uint64_t upy_hal_cpu_ns(void) { return 0; }
void upy_hal_sleep_us(uint64_t microseconds) { (void)microseconds; }
void upy_hal_idle(void) {}
void upy_hal_random_bytes(void *out, size_t length) { memset(out, 0, length); }

// startup.c — vector table and reset: copies initialised data, clears bss, runs main().
#include "ports/mps2/board.h"

extern uint32_t data_load[], data_start[], data_end[], bss_start[], bss_end[], stack_top[]; // board.ld

// A fault: say where through the console and stop.
__attribute__((naked)) static void Fault_Handler(void) {
    __asm volatile("mrs r0, msp\n"
                   "b board_report_fault\n");
}

static void Unused_Handler(void) {}

void Reset_Handler(void) {
    const uint32_t *from = data_load;
    for (uint32_t *to = data_start; to < data_end;) {
        *to++ = *from++;
    }
    for (uint32_t *to = bss_start; to < bss_end;) {
        *to++ = 0;
    }
    main();
    for (;;) {
    }
}

// For tools/outline: strings, static names and types lie within the first 64 KB; board.ld checks it.
__asm__("\t.equ upy_low_constants, 1");

typedef void (*handler)(void);

// Armv7-M Architecture Reference Manual, B1.5.2. Interrupt 0 is UART0 receive, 1 UART0 transmit (Application Note
// AN385, table 4-2).
__attribute__((section(".vectors"), used)) static const handler vectors[16 + 2] = {
    [0] = (handler)(uintptr_t)stack_top,
    [1] = Reset_Handler,
    [2] = Fault_Handler,   // NMI
    [3] = Fault_Handler,   // HardFault
    [4] = Fault_Handler,   // MemManage
    [5] = Fault_Handler,   // BusFault
    [6] = Fault_Handler,   // UsageFault
    [11] = Unused_Handler, // SVCall
    [12] = Unused_Handler, // DebugMonitor
    [14] = Unused_Handler, // PendSV
    [15] = SysTick_Handler,
    [16] = UART0_RX_Handler,
    [17] = Unused_Handler,
};

// startup.c — vector table and reset: copies initialised data, clears bss, runs main().
#include <stdint.h>

extern uint32_t data_load[], data_start[], data_end[], bss_start[], bss_end[], stack_top[];

int main(void);
void SysTick_Handler(void);
void UART0_RX_Handler(void);
void Reset_Handler(void);

// A fault: say where through the console and stop. The stacked frame holds r0–r3, r12, lr, pc, xPSR.
void upy_board_report_fault(const uint32_t *stacked);

__attribute__((naked)) static void Fault_Handler(void) {
    __asm volatile("mrs r0, msp\n"
                   "b upy_board_report_fault\n");
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

typedef void (*handler)(void);

// Armv7-M Architecture Reference Manual, B1.5.2; interrupt 0 is UART0 receive (Application Note AN385, table 4-2).
__attribute__((section(".vectors"), used)) static const handler vectors[16 + 32] = {
    [0] = (handler)(uintptr_t)stack_top,
    [1] = Reset_Handler,
    [2] = Fault_Handler,
    [3] = Fault_Handler,
    [4] = Fault_Handler,
    [5] = Fault_Handler,
    [6] = Fault_Handler,
    [11] = Unused_Handler,
    [14] = Unused_Handler,
    [15] = SysTick_Handler,
    [16] = UART0_RX_Handler,
    [17] = Unused_Handler,
};

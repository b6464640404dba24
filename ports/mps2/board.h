// board.h — what the files of this port share.
#ifndef UPY_PORTS_MPS2_BOARD_H
#define UPY_PORTS_MPS2_BOARD_H

#include <stdint.h>

int main(void);
void board_init(void);                                      // clocks and console
_Noreturn void board_report_fault(const uint32_t *stacked); // the frame the processor stored: r0–r3, r12, lr, pc, xPSR

// Interrupt handlers, named in the vector table.
void Reset_Handler(void);
void SysTick_Handler(void);
void UART0_RX_Handler(void);

#endif

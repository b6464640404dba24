// hal.c — hal/hal.h on the AN385: console on UART0, time from SysTick.
//
// Register facts: CMSDK APB UART (Arm DDI 0479D, 4.3), SysTick (Armv7-M ARM, B3.3).
#include "hal/hal.h"

#include <errno.h>
#include <stdbool.h>

#include "core/object/run.h"
#include "core/object/state.h"
#include "ports/mps2/board.h"

#define CPU_HZ 25000000u

typedef struct uart {
    volatile uint32_t data;
    volatile uint32_t state;      // bit 0: transmit buffer full, bit 1: receive buffer full
    volatile uint32_t control;    // bit 0: transmit on, bit 1: receive on, bit 3: receive interrupt on
    volatile uint32_t interrupts; // write 1 to clear: bit 1 receive
    volatile uint32_t divider;
} uart;
#define UART0 ((uart *)0x40004000u)
enum { UART_TX_FULL = 1, UART_RX_FULL = 2, UART_TX_ON = 1, UART_RX_ON = 2, UART_RX_INTERRUPT = 8 };

#define SYSTICK_CONTROL (*(volatile uint32_t *)0xE000E010u)
#define SYSTICK_RELOAD (*(volatile uint32_t *)0xE000E014u)
#define SYSTICK_VALUE (*(volatile uint32_t *)0xE000E018u)
#define NVIC_ENABLE (*(volatile uint32_t *)0xE000E100u)

// Bytes between the receive interrupt and the reader. When it is full the interrupt is switched off, and the sender
// waits: the UART holds its one byte.
#define INPUT_SIZE 512u
#define INPUT_MASK (INPUT_SIZE - 1)
static volatile struct {
    uint8_t bytes[INPUT_SIZE];
    uint32_t n_written, n_read;
} input;
static volatile uint32_t milliseconds;

void SysTick_Handler(void) { milliseconds++; }

void UART0_RX_Handler(void) {
    UART0->interrupts = 2;
    while (UART0->state & UART_RX_FULL) {
        if (input.n_written - input.n_read == INPUT_SIZE) {
            UART0->control &= ~(uint32_t)UART_RX_INTERRUPT;
            return;
        }
        uint8_t byte = (uint8_t)UART0->data;
        if (byte == UPY->interrupt_byte) {
            upy_request_interrupt();
        } else {
            input.bytes[input.n_written & INPUT_MASK] = byte;
            input.n_written++;
        }
    }
}

void board_init(void) {
    UART0->divider = 16;
    UART0->control = UART_TX_ON | UART_RX_ON | UART_RX_INTERRUPT;
    NVIC_ENABLE = 1;
    SYSTICK_RELOAD = CPU_HZ / 1000 - 1;
    SYSTICK_VALUE = 0;
    SYSTICK_CONTROL = 7;
    __asm volatile("cpsie i");
}

static void put(char c) {
    while (UART0->state & UART_TX_FULL) {
    }
    UART0->data = (uint8_t)c;
}

static bool is_prompt; // the prompt writes its line ends in full

void upy_hal_console_give(upy_hal_console_user user) { is_prompt = user == UPY_HAL_CONSOLE_PROMPT; }

void upy_hal_console_write(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\n' && !is_prompt) {
            put('\r');
        }
        put(bytes[i]);
    }
}

void upy_hal_error_write(const char *bytes, size_t length) { upy_hal_console_write(bytes, length); }

int upy_hal_console_poll(void) { return input.n_written != input.n_read; }

int upy_hal_console_read(void) {
    while (!upy_hal_console_poll()) {
        upy_handle_pending();
        upy_hal_idle();
    }
    uint8_t byte = input.bytes[input.n_read & INPUT_MASK];
    input.n_read++;
    if (!(UART0->control & UART_RX_INTERRUPT)) {
        UART0->control |= UART_RX_INTERRUPT;
        UART0_RX_Handler(); // what the UART has been holding
    }
    return byte;
}

uint64_t upy_hal_ticks_us(void) {
    uint32_t before, value;
    do { // the counter may wrap between the two reads
        before = milliseconds;
        value = SYSTICK_VALUE;
    } while (before != milliseconds);
    return (uint64_t)before * 1000u + (CPU_HZ / 1000 - 1 - value) / (CPU_HZ / 1000000);
}

uint64_t upy_hal_time_ns(void) { return upy_hal_ticks_us() * 1000u; } // no clock chip: since power-up
uint64_t upy_hal_cpu_ns(void) { return upy_hal_ticks_us() * 1000u; }

void upy_hal_sleep_us(uint64_t microseconds) {
    uint64_t until = upy_hal_ticks_us() + microseconds;
    do {
        upy_handle_pending();
        if (until > upy_hal_ticks_us() + 1000) {
            upy_hal_idle();
        }
    } while (upy_hal_ticks_us() < until);
}

void upy_hal_idle(void) { __asm volatile("wfi"); }

// No source of entropy on this board: a counter mixed with the time of the call.
void upy_hal_random_bytes(void *out, size_t length) {
    static uint32_t seed;
    uint8_t *to = out;
    for (size_t i = 0; i < length; i++) {
        seed = (seed ^ (uint32_t)upy_hal_ticks_us() ^ SYSTICK_VALUE) * 1664525u + 1013904223u;
        to[i] = (uint8_t)(seed >> 24);
    }
}

static void put_hex(uint32_t word) {
    for (int shift = 28; shift >= 0; shift -= 4) {
        put("0123456789abcdef"[word >> shift & 15]);
    }
}

__attribute__((used)) void board_report_fault(const uint32_t *stacked) {
    static const char text[] = "\nFATAL: processor fault, pc and lr: ";
    upy_hal_console_write(text, sizeof text - 1);
    put_hex(stacked[6]);
    put(' ');
    put_hex(stacked[5]);
    put('\r');
    put('\n');
    for (;;) {
    }
}

// ---- No files yet ------------------------------------------------------------------------------

int upy_hal_file_open(const char *path, int flags, int *error) {
    (void)path, (void)flags;
    *error = ENOENT;
    return -1;
}

intptr_t upy_hal_file_read(int file, void *out, size_t length, int *error) {
    (void)file, (void)out, (void)length;
    *error = EBADF;
    return -1;
}

intptr_t upy_hal_file_write(int file, const void *data, size_t length, int *error) {
    (void)file, (void)data, (void)length;
    *error = EBADF;
    return -1;
}

int64_t upy_hal_file_seek(int file, int64_t offset, int whence, int *error) {
    (void)file, (void)offset, (void)whence;
    *error = EBADF;
    return -1;
}

int upy_hal_file_close(int file, int *error) {
    (void)file;
    *error = EBADF;
    return -1;
}

upy_hal_path_kind upy_hal_path_kind_of(const char *path) {
    (void)path;
    return UPY_HAL_PATH_ABSENT;
}

// port_config.h — Arm MPS2 AN385 (Cortex-M3, 25 MHz, no FPU), as QEMU emulates it.
#ifndef UPY_LEVEL
#define UPY_LEVEL 1
#endif
#define UPY_PLATFORM "mps2"
#define UPY_MACHINE  "MPS2-AN385 with Cortex-M3"

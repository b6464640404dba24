// port_config.h — Arm MPS2 AN385 (Cortex-M3, 25 MHz, no FPU), as QEMU emulates it.
#define UPY_PLATFORM "mps2"
#define UPY_MACHINE "MPS2-AN385 with Cortex-M3"
#define UPY_OWN_FLOAT_FUNCTIONS 1

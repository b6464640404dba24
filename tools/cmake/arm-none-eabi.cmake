# Toolchain file: bare-metal Arm with the distribution's arm-none-eabi-gcc and newlib. UPY_CPU names the core.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(CMAKE_C_COMPILER arm-none-eabi-gcc)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES UPY_CPU)
set(CMAKE_C_FLAGS_INIT "-mcpu=${UPY_CPU} -mthumb -ffunction-sections -fdata-sections -fshort-enums -fno-common")
set(CMAKE_C_FLAGS_MINSIZEREL "-Os -DNDEBUG" CACHE STRING "")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-nostartfiles -Wl,--gc-sections --specs=nano.specs --specs=nosys.specs")

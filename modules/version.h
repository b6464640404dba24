// version.h — what the program says of itself: sys.version, sys.implementation, the banner.
#ifndef UPY_MODULES_VERSION_H
#define UPY_MODULES_VERSION_H

#include "core/base/config.h"

#define UPY_VERSION_MAJOR 2
#define UPY_VERSION_MINOR 0
#define UPY_VERSION_MICRO 0
#define UPY_VERSION_STAGE "preview"
#define UPY_VERSION_DATE "2026-11-21"
#define UPY_VERSION_TAG "v2.0.0-preview"
#define UPY_VERSION_TEXT UPY_VERSION_TAG " on " UPY_VERSION_DATE

// The language we speak (sys.version_info); minor version of Python 3.
#define UPY_PYTHON_MINOR 13
#define UPY_PYTHON_VERSION "3.13.0"

// A port's port_config.h may say better.
#ifndef UPY_PLATFORM
#define UPY_PLATFORM "linux"
#endif
#ifndef UPY_MACHINE
#define UPY_MACHINE UPY_PLATFORM " [GCC " __VERSION__ "] version"
#endif

#endif

// sources.c — the text of the modules of this folder that are written in Python (tools/embed-python).
#include "modules/cpython/cpython.h"

#include "cpython_sources.gen.c"

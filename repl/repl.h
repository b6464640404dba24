// repl.h — the prompt: what a port calls when it has nothing (more) to run.
#ifndef UPY_REPL_REPL_H
#define UPY_REPL_REPL_H

#include "core/object/object.h"

typedef enum upy_repl_mode { UPY_REPL_FRIENDLY, UPY_REPL_RAW } upy_repl_mode;

// Talks on the console (hal/hal.h) until the session ends: by Ctrl-D or end of input, result UPY_NULL; or by a
// SystemExit, which is the result. *mode is how the session starts and, afterwards, in which mode it ended: boards
// keep it over a soft reset. Never raises.
upy_value upy_repl_run(upy_repl_mode *mode);

// The first line of the banner, without line end.
#define UPY_REPL_BANNER_TEXT "MicroPython " UPY_VERSION_TEXT "; " UPY_MACHINE

// Lines typed so far (history.c), for ports that keep them over sessions.
size_t upy_history_length(void);
upy_value upy_history_line(size_t index);              // a str; 0 is the oldest
void upy_history_add(const char *text, size_t length); // ignores blank lines and repeats; may raise MemoryError

#endif

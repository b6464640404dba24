// history.c — the lines typed at the prompt: a list in the interpreter's state, so that it goes with a soft reset.
#include "core/object/state.h"
#include "core/types/containers.h"
#include "repl/internal.h"

#define MOST_LINES (UPY_LEVEL >= UPY_LEVEL_FULL ? 50 : 8)

size_t upy_history_length(void) { return UPY->repl_history == UPY_NULL ? 0 : upy_as_list(UPY->repl_history)->length; }

upy_value upy_history_line(size_t index) { return upy_as_list(UPY->repl_history)->items[index]; }

static bool is_blank(const char *text, size_t length) {
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
        length--;
    }
    return length == 0;
}

static bool is_newest(const char *text, size_t length) {
    size_t n = upy_history_length();
    if (n == 0) {
        return false;
    }
    upy_value newest = upy_history_line(n - 1);
    return upy_str_length(newest) == length && memcmp(upy_str_data(newest), text, length) == 0;
}

void upy_history_add(const char *text, size_t length) {
    if (is_blank(text, length) || is_newest(text, length)) {
        return;
    }
    upy_value line = upy_new_str(text, length);
    if (UPY->repl_history == UPY_NULL) {
        UPY->repl_history = upy_new_list_with_capacity(MOST_LINES);
    }
    if (upy_history_length() >= MOST_LINES) {
        upy_list_pop(UPY->repl_history, 0);
    }
    upy_list_append(UPY->repl_history, line);
}

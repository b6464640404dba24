// history_file.c — what was typed at the prompt outlives the session: ~/.micropython.history, oldest line first.
// Every failure only means that there is no history.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/object/raise.h"
#include "core/types/str.h"
#include "ports/unix/program.h"
#include "repl/repl.h"

#define LONGEST_LINE 1024

static FILE *open_history(const char *mode) {
    char path[4096];
    const char *home = getenv("HOME");
    int n = home == NULL ? -1 : snprintf(path, sizeof path, "%s/.micropython.history", home);
    return n < 0 || (size_t)n >= sizeof path ? NULL : fopen(path, mode);
}

static bool is_printable(const char *line, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (line[i] < ' ' || line[i] > '~') {
            return false;
        }
    }
    return true;
}

void history_load(void) {
    char line[LONGEST_LINE];
    FILE *file = open_history("r");
    if (file == NULL) {
        return;
    }
    upy_jump jump;
    if (upy_try(&jump)) {
        while (fgets(line, sizeof line, file) != NULL) {
            size_t length = strcspn(line, "\n");
            if (is_printable(line, length)) { // the line editor counts a column per byte
                upy_history_add(line, length);
            }
        }
        upy_end_try(&jump);
    }
    fclose(file);
}

void history_save(void) {
    if (upy_history_length() == 0) {
        return;
    }
    FILE *file = open_history("w");
    if (file == NULL) {
        return;
    }
    for (size_t i = 0; i < upy_history_length(); i++) {
        upy_value line = upy_history_line(i);
        fwrite(upy_str_data(line), 1, upy_str_length(line), file);
        fputc('\n', file);
    }
    fclose(file);
}

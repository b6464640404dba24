// friendly_small.c — the prompt for people at the smallest level, in place of friendly.c and the line editor: lines are
// echoed, backspace takes back the last character, and an empty line ends a compound statement.
#include "core/object/state.h"
#include "hal/hal.h"
#include "repl/internal.h"

static void write_text(const char *text) { upy_hal_console_write(text, strlen(text)); }

// Appends a line without its end. UPY_LINE_ENTERED, or what the key that ended it means.
static upy_line_end read_line(upy_builder *text) {
    size_t start = text->length;
    for (;;) {
        int c = upy_hal_console_read();
        if (c == '\r' || c == '\n') {
            write_text("\r\n");
            return UPY_LINE_ENTERED;
        }
        if (c < 0 || c == CTRL_C || (c == CTRL_D && text->length == 0)) {
            return c == CTRL_C ? UPY_LINE_CANCELLED : UPY_LINE_NO_MORE;
        }
        if (c == CTRL_A && text->length == 0) {
            return UPY_LINE_TO_RAW;
        }
        if ((c == '\b' || c == DELETE) && text->length > start) {
            text->length--;
            write_text("\b \b");
        } else if (c >= ' ' && c != DELETE) {
            char byte = (char)c;
            upy_builder_append_byte(text, byte);
            upy_hal_console_write(&byte, 1);
        }
    }
}

static upy_line_end read_statement(upy_builder *text) {
    write_text("\r\n>>> ");
    upy_line_end end = read_line(text);
    while (end == UPY_LINE_ENTERED && upy_repl_wants_more(text->data, text->length)) {
        upy_builder_append_byte(text, '\n');
        write_text("... ");
        end = read_line(text);
    }
    return end;
}

upy_mode_end upy_friendly_run(upy_value *exit_exception) {
    upy_builder text;
    write_text("MicroPython");
    for (;;) {
        upy_jump jump;
        upy_line_end end = UPY_LINE_CANCELLED;
        UPY->heap.lock_depth = 0;
        if (upy_try(&jump)) {
            upy_builder_init(&text, 0);
            end = read_statement(&text);
            upy_end_try(&jump);
        }
        if (end == UPY_LINE_TO_RAW || end == UPY_LINE_NO_MORE) {
            return end == UPY_LINE_TO_RAW ? UPY_MODE_SWITCH : UPY_MODE_END;
        }
        upy_value exception = end != UPY_LINE_ENTERED || text.length == 0
                                  ? UPY_NULL
                                  : upy_repl_execute(&text, UPY_SOURCE_SINGLE, UPY_HAL_CONSOLE_PROGRAM);
        if (upy_repl_is_exit(exception)) {
            *exit_exception = exception;
            return UPY_MODE_END;
        }
        if (exception != UPY_NULL) {
            upy_repl_report(exception, UPY_HAL_CONSOLE_PROGRAM);
        }
    }
}

// friendly.c — the prompt for people: banner, statements of one or more lines, paste mode.
#include "core/object/state.h"
#include "core/types/function.h"
#include "hal/hal.h"
#include "modules/modules.h"
#include "modules/version.h"
#include "repl/internal.h"

static void write_text(const char *text) { upy_hal_console_write(text, strlen(text)); }

static void print_banner(void) { write_text(UPY_REPL_BANNER_TEXT "\r\nType \"help()\" for more information.\r\n"); }

// sys.ps1 or sys.ps2; anything that is no str shows nothing.
static upy_value prompt(upy_value name) { return upy_get_attribute((upy_value)&upy_module_sys, name); }

// Reads up to the end of a statement. May raise MemoryError.
static upy_line_end read_statement(upy_line_editor *e) {
    upy_line_begin(e);
    upy_line_end end = upy_line_read(e, prompt(UPY_NAME(ps1)));
    while (end == UPY_LINE_ENTERED && upy_repl_wants_more(e->text.data, e->text.length)) {
        upy_builder_append_byte(&e->text, '\n');
        end = upy_line_read(e, prompt(UPY_NAME(ps2)));
        if (end == UPY_LINE_NO_MORE) {
            return UPY_LINE_ENTERED;
        }
    }
    return end;
}

// Everything up to Ctrl-D, echoed. May raise MemoryError.
static upy_line_end read_paste(upy_builder *text) {
    write_text("paste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ");
    for (;;) {
        int c = upy_hal_console_read();
        if (c == CTRL_C || c == CTRL_D || c < 0) {
            write_text("\r\n");
            return c == CTRL_C ? UPY_LINE_CANCELLED : UPY_LINE_ENTERED;
        }
        char byte = (char)c;
        upy_builder_append_byte(text, byte);
        if (c == '\r') {
            write_text("\r\n=== ");
        } else {
            upy_hal_console_write(&byte, 1);
        }
    }
}

// One statement or pasted text: what is to be done with it. *text is set when the result is UPY_LINE_ENTERED.
static upy_line_end read_input(upy_line_editor *e, upy_builder **text, upy_builder *pasted, upy_source_kind *kind) {
    upy_handle_pending();
    *kind = UPY_SOURCE_SINGLE;
    *text = &e->text;
    upy_line_end end = read_statement(e);
    if (end == UPY_LINE_PASTE) {
        upy_builder_init(pasted, 0);
        *kind = UPY_SOURCE_FILE;
        *text = pasted;
        end = read_paste(pasted);
    }
    return end;
}

static upy_line_end read_input_safely(upy_line_editor *e, upy_builder **text, upy_builder *pasted,
                                      upy_source_kind *kind) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_line_end end = read_input(e, text, pasted, kind);
        upy_end_try(&jump);
        return end;
    }
    upy_hal_console_write("\r\n", 2);
    upy_repl_report(jump.exception, UPY_HAL_CONSOLE_PROGRAM);
    return UPY_LINE_CANCELLED;
}

// Runs it; true if it ended the session.
static bool run_input(const upy_builder *text, upy_source_kind kind, upy_value *exit_exception) {
    if (text->length == 0) {
        return false;
    }
    upy_value exception = upy_repl_execute(text, kind, UPY_HAL_CONSOLE_PROGRAM);
    if (upy_repl_is_exit(exception)) {
        *exit_exception = exception;
        return true;
    }
    if (exception != UPY_NULL) {
        upy_repl_report(exception, UPY_HAL_CONSOLE_PROGRAM);
    }
    return false;
}

upy_mode_end upy_friendly_run(upy_value *exit_exception) {
    upy_line_editor editor = {.prompt = UPY_NULL};
    upy_builder pasted = {NULL, 0, 0};
    upy_builder *text;
    upy_source_kind kind;
    print_banner();
    for (;;) {
        UPY->heap.lock_depth = 0;
        switch (read_input_safely(&editor, &text, &pasted, &kind)) {
        case UPY_LINE_NO_MORE: return UPY_MODE_END;
        case UPY_LINE_TO_RAW: return UPY_MODE_SWITCH;
        case UPY_LINE_RESTART: print_banner(); break;
        case UPY_LINE_ENTERED:
            if (run_input(text, kind, exit_exception)) {
                return UPY_MODE_END;
            }
            break;
        case UPY_LINE_CANCELLED:
        case UPY_LINE_PASTE: break;
        }
    }
}

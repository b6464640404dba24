// internal.h — what the files of the prompt share.
#ifndef UPY_REPL_INTERNAL_H
#define UPY_REPL_INTERNAL_H

#include "core/object/run.h"
#include "core/types/str.h"
#include "hal/hal.h"
#include "repl/repl.h"

enum {
    CTRL_A = 1,
    CTRL_B,
    CTRL_C,
    CTRL_D,
    CTRL_E,
    CTRL_F,
    CTRL_K = 11,
    CTRL_N = 14,
    CTRL_P = 16,
    CTRL_U = 21,
    CTRL_W = 23,
    ESCAPE = 27,
    DELETE = 127
};

// ---- execute.c ----------------------------------------------------------------------------------

extern const upy_writer upy_repl_console;
// Compiles and runs source in __main__. Returns the exception that ended it or UPY_NULL. Never raises.
upy_value upy_repl_execute(const upy_builder *source, upy_source_kind kind, upy_hal_console_user user);
// Prints an exception on the console. Never raises.
void upy_repl_report(upy_value exception, upy_hal_console_user user);
bool upy_repl_is_exit(upy_value exception_or_null); // a SystemExit

// ---- line_editor.c ------------------------------------------------------------------------------

// A statement being typed. Earlier lines of it stay in `text`, each with its '\n'; keys change the last one.
typedef struct upy_line_editor {
    upy_builder text;
    size_t start;  // where the line being edited begins
    size_t cursor; // index into text, at least start
    upy_value prompt;
    size_t history_back;  // 0: the line being typed; n: the n-th newest of the history
    upy_value typed;      // what was typed before looking into the history
    bool has_auto_indent; // for this statement; Tab and Space behind an indent switch it off
    bool is_indent_fresh; // nothing was typed behind the indent yet
    int previous_byte;    // to take CR LF and LF CR as one line end
} upy_line_editor;

typedef enum upy_line_end {
    UPY_LINE_ENTERED,
    UPY_LINE_CANCELLED, // Ctrl-C
    UPY_LINE_NO_MORE,   // Ctrl-D on an empty line, end of input
    // On an empty statement only:
    UPY_LINE_TO_RAW,  // Ctrl-A
    UPY_LINE_RESTART, // Ctrl-B
    UPY_LINE_PASTE,   // Ctrl-E
} upy_line_end;

void upy_line_begin(upy_line_editor *e); // a new statement
upy_line_end upy_line_read(upy_line_editor *e,
                           upy_value prompt); // one line, appended to text without '\n'; may raise MemoryError
// text[from, to) becomes the bytes, on the screen too; the cursor ends behind them.
void upy_line_replace(upy_line_editor *e, size_t from, size_t to, const char *bytes, size_t n);
void upy_line_show_again(const upy_line_editor *e); // prompt and line, after something else was printed

// ---- completion.c, continuation.c ---------------------------------------------------------------

void upy_repl_complete(upy_line_editor *e);
bool upy_repl_wants_more(const char *text, size_t length); // the statement is not finished
size_t upy_repl_indent(const char *text, size_t length);   // blanks to start the next line with; text ends with '\n'

// ---- The two modes ------------------------------------------------------------------------------

typedef enum upy_mode_end { UPY_MODE_SWITCH, UPY_MODE_END } upy_mode_end; // go to the other mode; end of the session
upy_mode_end upy_friendly_run(upy_value *exit_exception);
upy_mode_end upy_raw_run(upy_value *exit_exception);

#endif

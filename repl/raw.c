// raw.c — the prompt for tools: nothing is echoed, programs are framed by control bytes.
//
// Plain form: program, Ctrl-D; the answer is `OK`, the output, 04, the text of the exception, 04, `>`. Raw-paste
// (05 'A' 01) adds flow control: the tool may send as many bytes as it has credit for, each 01 sent back gives it
// another window. The protocol is what mpremote, Thonny, ampy and others speak.
#include "core/object/state.h"
#include "core/types/exception.h"
#include "hal/hal.h"
#include "repl/internal.h"

#define WINDOW 128 // bytes of credit; the console must be able to hold twice as many

static void write_text(const char *text) { upy_hal_console_write(text, strlen(text)); }
static void write_byte(char byte) { upy_hal_console_write(&byte, 1); }
static void print_banner(void) { write_text("raw REPL; CTRL-B to exit\r\n>"); }

// What follows the output of a program, or of a failure before it ran. True if it ended the session.
static bool finish(upy_value exception, upy_value *exit_exception) {
    bool is_exit = upy_repl_is_exit(exception);
    write_byte(CTRL_D);
    if (exception != UPY_NULL && !is_exit) {
        upy_repl_report(exception, UPY_HAL_CONSOLE_TOOL);
    }
    write_byte(CTRL_D);
    if (is_exit) {
        *exit_exception = exception;
    } else {
        write_byte('>');
    }
    return is_exit;
}

static upy_value remember_file(void) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_dict_set_name(UPY->main_globals, UPY_NAME(__file__), upy_new_str("<stdin>", 7));
        upy_end_try(&jump);
        return UPY_NULL;
    }
    return jump.exception;
}

static bool run(upy_builder *program, upy_value *exit_exception) {
    upy_value exception = remember_file();
    if (exception == UPY_NULL && program->length > 0) {
        exception = upy_repl_execute(program, UPY_SOURCE_FILE, UPY_HAL_CONSOLE_TOOL);
    }
    bool is_end = finish(exception, exit_exception);
    upy_heap_free_storage(program->data);
    upy_builder_init(program, 0);
    return is_end;
}

// Appends a byte; the MemoryError if there is no room.
static upy_value keep_byte(upy_builder *program, int c) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_builder_append_byte(program, (char)c);
        upy_end_try(&jump);
        return UPY_NULL;
    }
    return jump.exception;
}

// ---- Raw-paste ----------------------------------------------------------------------------------

// The tool was told to stop; it may have sent more before it noticed.
static void discard_rest(void) {
    int c;
    write_byte(CTRL_D);
    do {
        c = upy_hal_console_read();
    } while (c != CTRL_D && c != CTRL_C && c >= 0);
}

// The program up to its 04. Returns what went wrong or UPY_NULL.
static upy_value receive(upy_builder *program) {
    size_t n_in_window = 0;
    for (;;) {
        int c = upy_hal_console_read();
        if (c == CTRL_D || c < 0) {
            write_byte(CTRL_D);
            return UPY_NULL;
        }
        if (c == CTRL_C) {
            write_byte(CTRL_D);
            return upy_new_exception(&upy_type_KeyboardInterrupt, 0, NULL);
        }
        upy_value exception = keep_byte(program, c);
        if (exception != UPY_NULL) {
            program->length = 0;
            discard_rest();
            return exception;
        }
        if (++n_in_window == WINDOW) {
            n_in_window = 0;
            write_byte(CTRL_A);
        }
    }
}

static bool raw_paste(upy_builder *program, upy_value *exit_exception) {
    const char header[] = {'R', CTRL_A, WINDOW & 0xff, WINDOW >> 8, CTRL_A};
    upy_hal_console_write(header, sizeof header);
    upy_value exception = receive(program);
    if (exception == UPY_NULL) {
        return run(program, exit_exception);
    }
    return finish(exception, exit_exception);
}

// ---- Plain raw ----------------------------------------------------------------------------------

typedef enum { GO_ON, LEAVE, END } next_step;

static bool is_request(const upy_builder *program) { return program->length == 2 && program->data[0] == CTRL_E; }

// Ctrl-A: the end of a request such as 05 'A', else a fresh start.
static next_step on_request(upy_builder *program, upy_value *exit_exception) {
    bool is_paste = is_request(program);
    bool is_known = is_paste && program->data[1] == 'A';
    program->length = 0;
    if (is_known) {
        return raw_paste(program, exit_exception) ? END : GO_ON;
    }
    if (is_paste) {
        upy_hal_console_write("R\0>", 3);
    } else {
        print_banner();
    }
    return GO_ON;
}

static next_step on_end_of_program(upy_builder *program, upy_value *exit_exception) {
    write_text("OK");
    if (program->length == 0) { // the way tools ask for a soft reset
        write_text("\r\n");
        return END;
    }
    return run(program, exit_exception) ? END : GO_ON;
}

static next_step on_byte(upy_builder *program, int c, upy_value *exit_exception) {
    switch (c) {
    case -1: return END;
    case CTRL_A: return on_request(program, exit_exception);
    case CTRL_B: write_text("\r\n"); return LEAVE;
    case CTRL_C: program->length = 0; return GO_ON;
    case CTRL_D: return on_end_of_program(program, exit_exception);
    }
    upy_value exception = keep_byte(program, c);
    if (exception != UPY_NULL) { // the tool sees it as the outcome of its program
        program->length = 0;
        while (c != CTRL_D && c != CTRL_C && c >= 0) {
            c = upy_hal_console_read();
        }
        write_text("OK");
        finish(exception, exit_exception);
    }
    return GO_ON;
}

// The byte or -1; interrupts and callbacks that come meanwhile are not the tool's.
static int read_byte(void) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_handle_pending();
        int c = upy_hal_console_read();
        upy_end_try(&jump);
        return c;
    }
    return CTRL_C;
}

upy_mode_end upy_raw_run(upy_value *exit_exception) {
    upy_builder program = {NULL, 0, 0};
    print_banner();
    for (;;) {
        UPY->heap.lock_depth = 0;
        switch (on_byte(&program, read_byte(), exit_exception)) {
        case LEAVE: return UPY_MODE_SWITCH;
        case END: return UPY_MODE_END;
        case GO_ON: break;
        }
    }
}

// execute.c — running a program from each place it can come from, and what becomes of the exception that ends it.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/code/code.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "hal/hal.h"
#include "ports/unix/program.h"
#include "repl/repl.h"

#define STATUS_ERROR 1
#define STATUS_NO_FILE 2
#define STATUS_INTERRUPTED 130

static void write_output(void *data, const char *bytes, size_t length) {
    (void)data;
    upy_hal_console_write(bytes, length);
}
static void write_error(void *data, const char *bytes, size_t length) {
    (void)data;
    upy_hal_error_write(bytes, length);
}
static const upy_writer output = {NULL, write_output}, errors = {NULL, write_error};

// ---- Exceptions that end a program ---------------------------------------------------------------

static int exit_status(upy_value exception) {
    upy_value code = upy_get_attribute(exception, UPY_NAME(code));
    intptr_t n = 0;
    if (code == UPY_NONE) {
        return 0;
    }
    if (upy_is_int(code)) {
        return upy_int_get(code, &n) ? (int)((uintptr_t)n & 0xff) : 0xff;
    }
    upy_printf(&errors, "%v\n", code);
    return STATUS_ERROR;
}

static int report(const upy_writer *w, upy_value exception) {
    if (upy_is_instance(exception, &upy_type_SystemExit)) {
        return exit_status(exception);
    }
    upy_print_exception(w, exception);
    return upy_is_instance(exception, &upy_type_KeyboardInterrupt) ? STATUS_INTERRUPTED : STATUS_ERROR;
}

// Reporting may itself fail: memory may be short, and str() of an exception may run anything.
static int report_safely(const upy_writer *w, upy_value exception) {
    upy_jump jump;
    UPY->heap.lock_depth = 0;
    UPY->handled_exception = UPY_NULL;
    if (upy_try(&jump)) {
        int status = report(w, exception);
        upy_end_try(&jump);
        return status;
    }
    upy_value name = upy_type_of(exception)->name;
    w->write(w->data, upy_str_data(name), upy_str_length(name));
    w->write(w->data, ": \n", 3);
    return STATUS_ERROR;
}

// ---- Programs ------------------------------------------------------------------------------------

static void run_source(const options *o, const char *source, size_t length, upy_value filename) {
    upy_value code = upy_compile(source, length, filename, UPY_SOURCE_FILE, UPY->optimise);
    if (o->verbosity > 1) {
        upy_code_print(&output, (const upy_code *)code);
    }
    if (!o->compile_only) {
        upy_run_code(code, UPY->main_globals, UPY_NULL);
    }
}

static upy_value new_text(const char *text) { return upy_new_str_checked(text, strlen(text)); }

static void run_file(const options *o) {
    size_t length;
    upy_value path = new_text(o->what);
    char *source = upy_read_file(o->what, &length);
    upy_dict_set_name(UPY->main_globals, UPY_NAME(__file__), path);
    run_source(o, source, length, path);
    upy_keep_alive(source);
}

static void run_stdin(const options *o) {
    upy_builder text;
    upy_builder_init(&text, 0);
    for (;;) {
        int error = 0;
        char piece[4096];
        intptr_t n = upy_hal_file_read(STDIN_FILENO, piece, sizeof piece, &error);
        if (n < 0) {
            upy_raise_os(error);
        }
        if (n == 0) {
            break;
        }
        upy_builder_append(&text, piece, (size_t)n);
    }
    run_source(o, text.data == NULL ? "" : text.data, text.length, new_text("<stdin>"));
    upy_keep_alive(text.data);
}

static void run_program(const options *o) {
    switch (o->kind) {
    case PROGRAM_COMMAND: run_source(o, o->what, strlen(o->what), new_text("<stdin>")); break;
    case PROGRAM_MODULE: upy_import_as_main(new_text(o->what)); break;
    case PROGRAM_FILE: run_file(o); break;
    case PROGRAM_STDIN:
    case PROGRAM_NONE: run_stdin(o); break;
    }
    upy_handle_pending();
}

// A folder is left to fail as a program: that is an OSError.
static bool can_open(const char *path) {
    int error = 0;
    int file = upy_hal_file_open(path, UPY_HAL_OPEN_READ, &error);
    if (file >= 0) {
        upy_hal_file_close(file, &error);
        return true;
    }
    errno = error;
    return error == EISDIR;
}

int execute_program(const options *o, const char *program) {
    if (o->kind == PROGRAM_FILE && !can_open(o->what)) {
        int error = errno;
        fprintf(stderr, "%s: can't open file '%s': [Errno %d] %s\n", program, o->what, error, strerror(error));
        return STATUS_NO_FILE;
    }
    upy_jump jump;
    if (upy_try(&jump)) {
        run_program(o);
        upy_end_try(&jump);
        return 0;
    }
    if (UPY_HEAP_FAULTS) {
        upy_heap_set_faults(0, 0);
    }
    return report_safely(o->kind == PROGRAM_COMMAND || o->kind == PROGRAM_FILE ? &output : &errors, jump.exception);
}

int execute_prompt(void) {
    upy_repl_mode mode = UPY_REPL_FRIENDLY;
    history_load();
    upy_value exit_exception = upy_repl_run(&mode);
    history_save();
    return exit_exception == UPY_NULL ? 0 : report_safely(&errors, exit_exception);
}

void execute_exit_function(void) {
    upy_value function = UPY->sys_exit_function;
    if (function == UPY_NULL) {
        return;
    }
    UPY->sys_exit_function = UPY_NULL;
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_call_0(function);
        upy_end_try(&jump);
    } else {
        report_safely(&output, jump.exception);
    }
}

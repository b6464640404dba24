// print_input.c — print, input and the printing of the prompt.
//
// Text for the console is gathered in a small buffer on the C stack, so that print(a, b) is one write
// and nothing is allocated. The buffer is emptied before a value is printed that may run user code,
// which may print as well.
#include "core/builtins/builtin_functions.h"
#include "core/builtins/builtins.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "hal/hal.h"

// ---- Standard output -------------------------------------------------------------------------------

static void write_to_stream(const upy_stdout *out, const char *bytes, size_t length) {
    upy_value text = upy_new_str(bytes, length);
    upy_value written = upy_call_method(out->write, 1, 0, &text);
    intptr_t n;
    if (upy_is_int(written) && upy_int_get(written, &n) && n > (intptr_t)length) {
        upy_raise_os(5); // EIO: it took more than there was
    }
}

static void flush(upy_stdout *out) {
    if (out->length != 0) {
        size_t n = out->length;
        out->length = 0;
        upy_hal_console_write(out->held, n);
    }
}

static void stdout_write(void *data, const char *bytes, size_t length) {
    upy_stdout *out = data;
    if (out->write[0] != UPY_NULL) {
        write_to_stream(out, bytes, length);
        return;
    }
    if (length > sizeof out->held - out->length) {
        flush(out);
        if (length > sizeof out->held) {
            upy_hal_console_write(bytes, length);
            return;
        }
    }
    if (length != 0) {
        memcpy(out->held + out->length, bytes, length);
        out->length += length;
    }
}

upy_writer upy_stdout_begin(upy_stdout *out, upy_value stream_or_null) {
    out->write[0] = out->write[1] = UPY_NULL;
    out->length = 0;
    upy_value stream = stream_or_null != UPY_NULL ? stream_or_null : UPY->stdio[1];
    if (stream != UPY_NULL) {
        upy_get_method(stream, UPY_NAME(write), out->write);
    }
    return (upy_writer){out, stdout_write};
}

void upy_stdout_end(upy_stdout *out) { flush(out); }

// ---- print -----------------------------------------------------------------------------------------

static bool prints_without_calls(upy_value v) {
    if (!upy_is_object(v)) {
        return true;
    }
    const upy_type *type = upy_type_of(v);
    return type == &upy_type_str || type == &upy_type_int || type == &upy_type_bool || type == &upy_type_none;
}

static void print_all(size_t n, const upy_value *values, upy_value separator, upy_value end, upy_stdout *out,
                      upy_writer *w) {
    for (size_t i = 0; i < n; i++) {
        if (i != 0) {
            upy_write(w, upy_str_data(separator), upy_str_length(separator));
        }
        if (!prints_without_calls(values[i])) {
            flush(out);
        }
        if (upy_is_exactly(values[i], &upy_type_str)) {
            upy_write(w, upy_str_data(values[i]), upy_str_length(values[i]));
        } else {
            upy_print(w, values[i], UPY_PRINT_STR);
        }
    }
    upy_write(w, upy_str_data(end), upy_str_length(end));
}

UPY_CONSTANT_STR(print_space, " ");
UPY_CONSTANT_STR(print_newline, "\n");

static upy_value text_or(upy_value given, const void *absent) {
    return given == UPY_NONE ? (upy_value)(uintptr_t)absent : upy_str_check(given);
}

upy_value upy_builtin_print(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(sep), UPY_NONE, true},
        {UPY_NAME(end), UPY_NONE, true},
        {UPY_NAME(file), UPY_NONE, true},
        {UPY_NAME(flush), UPY_FALSE, true},
    };
    upy_value out[4] = {UPY_NONE, UPY_NONE, UPY_NONE, UPY_FALSE};
    if (n_kw != 0) {
        upy_parse_arguments(0, n_kw, args + n_args, parameters, 4, out);
    }
    upy_value separator = text_or(out[0], &print_space);
    upy_value end = text_or(out[1], &print_newline);
    upy_stdout stream;
    upy_writer w = upy_stdout_begin(&stream, out[2] == UPY_NONE ? UPY_NULL : out[2]);
    print_all(n_args, args, separator, end, &stream, &w);
    upy_stdout_end(&stream);
    if (stream.write[0] != UPY_NULL && upy_is_true(out[3])) {
        upy_value target = out[2] == UPY_NONE ? UPY->stdio[1] : out[2];
        upy_call_method_named(target, UPY_NAME(flush), 0, NULL);
    }
    return UPY_NONE;
}

upy_value upy_repl_print(upy_value v) {
    if (v == UPY_NONE) {
        return UPY_NONE;
    }
    upy_stdout stream;
    upy_writer w = upy_stdout_begin(&stream, UPY_NULL);
    UPY->repl_last = v;
    upy_print(&w, v, UPY_PRINT_REPR);
    upy_write(&w, "\n", 1);
    upy_stdout_end(&stream);
    return UPY_NONE;
}

upy_value upy_builtin___repl_print__(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_repl_print(args[0]);
}

// ---- input -----------------------------------------------------------------------------------------

static upy_value line_from_stream(upy_value stream) {
    upy_value line = upy_str_check(upy_call_method_named(stream, UPY_NAME(readline), 0, NULL));
    size_t n = upy_str_length(line);
    if (n == 0) {
        upy_raise_plain(&upy_type_EOFError);
    }
    const char *text = upy_str_data(line);
    return text[n - 1] == '\n' ? upy_new_str(text, n - 1) : line;
}

static upy_value line_from_console(void) {
    upy_builder b;
    upy_builder_init(&b, 0);
    int c;
    while ((c = upy_hal_console_read()) >= 0 && c != '\n' && c != '\r') {
        upy_builder_append_byte(&b, (char)c);
    }
    if (c < 0 && b.length == 0) {
        upy_raise_plain(&upy_type_EOFError);
    }
    return upy_builder_to_str(&b);
}

upy_value upy_builtin_input(size_t n_args, const upy_value *args) {
    if (n_args != 0) {
        upy_stdout stream;
        upy_writer w = upy_stdout_begin(&stream, UPY_NULL);
        upy_print(&w, args[0], UPY_PRINT_STR);
        upy_stdout_end(&stream);
    }
    upy_value input = UPY->stdio[0];
    return input != UPY_NULL ? line_from_stream(input) : line_from_console();
}

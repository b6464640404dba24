// line_editor.c — editing one line on a terminal that knows little: backspace, "go left" and "erase to the end".
//
// Every change goes through upy_line_replace(), which changes the text and then repairs the screen from the first
// changed column on. Lines longer than the terminal are not treated specially. Keys are ASCII; control keys and
// escape sequences follow the habits of Emacs and xterm.
#include "core/object/state.h"
#include "hal/hal.h"
#include "repl/internal.h"

#define INDENT 4

// ---- Screen -------------------------------------------------------------------------------------

static void write_bytes(const char *bytes, size_t n) {
    if (n > 0) {
        upy_hal_console_write(bytes, n);
    }
}

static void move_left(size_t columns) {
    if (columns <= 4) {
        write_bytes("\b\b\b\b", columns);
    } else {
        upy_printf(&upy_repl_console, "\x1b[%zuD", columns);
    }
}

static void move_to(upy_line_editor *e, size_t place) {
    if (place < e->cursor) {
        move_left(e->cursor - place);
    } else {
        write_bytes(e->text.data + e->cursor, place - e->cursor);
    }
    e->cursor = place;
}

void upy_line_replace(upy_line_editor *e, size_t from, size_t to, const char *bytes, size_t n) {
    size_t tail = e->text.length - to, removed = to - from;
    if (n > removed) {
        upy_builder_extend(&e->text, n - removed);
    }
    if (e->text.data == NULL) {
        return; // nothing there, nothing to add
    }
    memmove(e->text.data + from + n, e->text.data + to, tail);
    if (n > 0) {
        memcpy(e->text.data + from, bytes, n);
    }
    e->text.length = from + n + tail;
    move_to(e, e->cursor < from ? e->cursor : from);
    if (n < removed) {
        write_bytes("\x1b[K", 3);
    }
    write_bytes(e->text.data + e->cursor, e->text.length - e->cursor);
    move_left(tail);
    e->cursor = from + n;
}

void upy_line_show_again(const upy_line_editor *e) {
    if (upy_is_str(e->prompt)) {
        write_bytes(upy_str_data(e->prompt), upy_str_length(e->prompt));
    }
    if (e->text.length > e->start) {
        write_bytes(e->text.data + e->start, e->text.length - e->start);
        move_left(e->text.length - e->cursor);
    }
}

// ---- Words --------------------------------------------------------------------------------------

static bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

static size_t word_left(const upy_line_editor *e) {
    size_t i = e->cursor;
    while (i > e->start && !is_word_byte(e->text.data[i - 1])) {
        i--;
    }
    while (i > e->start && is_word_byte(e->text.data[i - 1])) {
        i--;
    }
    return i;
}

static size_t word_right(const upy_line_editor *e) {
    size_t i = e->cursor;
    while (i < e->text.length && !is_word_byte(e->text.data[i])) {
        i++;
    }
    while (i < e->text.length && is_word_byte(e->text.data[i])) {
        i++;
    }
    return i;
}

// ---- Keys ---------------------------------------------------------------------------------------

static bool has_only_spaces_before(const upy_line_editor *e) {
    for (size_t i = e->start; i < e->cursor; i++) {
        if (e->text.data[i] != ' ') {
            return false;
        }
    }
    return true;
}

static void erase_left(upy_line_editor *e) {
    size_t before = e->cursor - e->start;
    if (before > 0) {
        upy_line_replace(e, e->cursor - (before >= INDENT && has_only_spaces_before(e) ? INDENT : 1), e->cursor, NULL,
                         0);
    }
}

static void tab(upy_line_editor *e) {
    char before = e->cursor > e->start ? e->text.data[e->cursor - 1] : 0;
    if (before == ' ' || before == '\t') {
        upy_line_replace(e, e->cursor, e->cursor, "    ", INDENT);
    } else {
        upy_repl_complete(e);
    }
}

// Shows the history entry `back` steps before the newest; 0 is what the user was typing.
static void show_history(upy_line_editor *e, size_t back) {
    size_t n = upy_history_length();
    if (back > n || back == e->history_back) {
        return;
    }
    if (e->history_back == 0) {
        e->typed = upy_new_str(e->text.data == NULL ? "" : e->text.data + e->start, e->text.length - e->start);
    }
    upy_value line = back == 0 ? e->typed : upy_history_line(n - back);
    upy_line_replace(e, e->start, e->text.length, upy_str_data(line), upy_str_length(line));
    e->history_back = back;
}

// What keys do: go to a place, or erase what lies between it and the cursor; or a line of the history.
typedef enum action {
    START,
    END,
    LEFT,
    RIGHT,
    WORD_LEFT,
    WORD_RIGHT,
    OLDER,
    NEWER,
    ERASE = 8, // added to a place
} action;

// Control keys as they come, and what follows ESC, `ESC [` or `ESC O`, `ESC [` number `~`, `ESC [ 1 ; 5`.
#define META(c) (0x100 | (c))
#define FUNCTION(c) (0x200 | (c))
#define NUMBER(n) (0x300 | (n))
#define WITH_CTRL(c) (0x400 | (c))
static const struct {
    uint16_t key;
    uint8_t action;
} keys[] = {
    {CTRL_A, START},
    {FUNCTION('H'), START},
    {NUMBER(1), START},
    {NUMBER(7), START},
    {CTRL_E, END},
    {FUNCTION('F'), END},
    {NUMBER(4), END},
    {NUMBER(8), END},
    {CTRL_B, LEFT},
    {FUNCTION('D'), LEFT},
    {CTRL_F, RIGHT},
    {FUNCTION('C'), RIGHT},
    {META('b'), WORD_LEFT},
    {WITH_CTRL('D'), WORD_LEFT},
    {META('f'), WORD_RIGHT},
    {WITH_CTRL('C'), WORD_RIGHT},
    {CTRL_P, OLDER},
    {FUNCTION('A'), OLDER},
    {CTRL_N, NEWER},
    {FUNCTION('B'), NEWER},
    {CTRL_U, ERASE | START},
    {CTRL_K, ERASE | END},
    {CTRL_D, ERASE | RIGHT},
    {NUMBER(3), ERASE | RIGHT},
    {CTRL_W, ERASE | WORD_LEFT},
    {META('\b'), ERASE | WORD_LEFT},
    {META(DELETE), ERASE | WORD_LEFT},
    {META('d'), ERASE | WORD_RIGHT},
};

static size_t find_place(const upy_line_editor *e, action place) {
    switch (place) {
    case START: return e->start;
    case END: return e->text.length;
    case LEFT: return e->cursor > e->start ? e->cursor - 1 : e->cursor;
    case RIGHT: return e->cursor < e->text.length ? e->cursor + 1 : e->cursor;
    case WORD_LEFT: return word_left(e);
    default: return word_right(e);
    }
}

static void act(upy_line_editor *e, action what) {
    if (what == OLDER || what == NEWER) {
        show_history(e, what == OLDER ? e->history_back + 1 : e->history_back == 0 ? 0 : e->history_back - 1);
        return;
    }
    size_t place = find_place(e, what & (ERASE - 1)), cursor = e->cursor;
    if (what < ERASE) {
        move_to(e, place);
    } else {
        upy_line_replace(e, place < cursor ? place : cursor, place < cursor ? cursor : place, NULL, 0);
    }
}

// The key behind `ESC [`: of its parameters only the first, and a second that is 5 (Ctrl), mean something.
static int control_sequence(void) {
    int parameters[2] = {0, 0}, n = 0, c;
    while ((c = upy_hal_console_read()) >= 0 && c < 0x40) {
        if (c == ';') {
            n++;
        } else if (c >= '0' && c <= '9' && n < 2 && parameters[n] < 1000) {
            parameters[n] = parameters[n] * 10 + c - '0';
        } else if (c < 0x20) {
            return -1;
        }
    }
    bool is_with_ctrl = parameters[1] == 5 && (c == 'C' || c == 'D');
    return c == '~' ? NUMBER(parameters[0]) : is_with_ctrl ? WITH_CTRL(c) : FUNCTION(c);
}

static int escape_sequence(void) {
    int c = upy_hal_console_read();
    return c == '[' ? control_sequence() : c == 'O' ? FUNCTION(upy_hal_console_read()) : META(c);
}

static void edit(upy_line_editor *e, int c) {
    char byte = (char)c;
    if (c == '\b' || c == DELETE) {
        erase_left(e);
    } else if (c == '\t') {
        tab(e);
    } else if (c >= 0x20 && c < DELETE) {
        upy_line_replace(e, e->cursor, e->cursor, &byte, 1);
    } else {
        int key = c == ESCAPE ? escape_sequence() : c;
        for (size_t i = 0; i < UPY_COUNT_OF(keys); i++) {
            if (keys[i].key == key) {
                act(e, keys[i].action);
            }
        }
    }
}

// ---- Lines --------------------------------------------------------------------------------------

void upy_line_begin(upy_line_editor *e) {
    e->text.length = 0;
    e->has_auto_indent = true;
    e->typed = UPY_NULL;
}

static void indent(upy_line_editor *e) {
    size_t n = e->has_auto_indent && e->text.length > 0 ? upy_repl_indent(e->text.data, e->text.length) : 0;
    for (; n >= INDENT; n -= INDENT) {
        upy_line_replace(e, e->cursor, e->cursor, "    ", INDENT);
        e->is_indent_fresh = true;
    }
}

// Text pasted into the prompt brings its own indent: its first Tab or Space shows that. True if the key is used up.
static bool is_indent_refused(upy_line_editor *e, int c) {
    bool was_fresh = e->is_indent_fresh;
    e->is_indent_fresh = false;
    if (!was_fresh || (c != '\t' && c != ' ')) {
        return false;
    }
    e->has_auto_indent = false;
    if (c == ' ') {
        upy_line_replace(e, e->cursor - (INDENT - 1), e->cursor, NULL, 0);
    }
    return true;
}

static bool is_line_end(upy_line_editor *e, int c, bool *is_second_half) {
    int previous = e->previous_byte;
    e->previous_byte = c;
    if (c != '\r' && c != '\n') {
        return false;
    }
    *is_second_half = c != previous && (previous == '\r' || previous == '\n');
    if (*is_second_half) {
        e->previous_byte = 0;
    }
    return true;
}

static upy_line_end finish_line(upy_line_editor *e) {
    write_bytes("\r\n", 2);
    if (e->text.length > e->start) {
        upy_history_add(e->text.data + e->start, e->text.length - e->start);
    }
    return UPY_LINE_ENTERED;
}

// What a key means on an empty line; UPY_LINE_ENTERED: nothing special.
static upy_line_end mode_key(const upy_line_editor *e, int c) {
    if (c < 0 || (c == CTRL_D && e->text.length == e->start)) {
        return UPY_LINE_NO_MORE;
    }
    if (c == CTRL_C) {
        return UPY_LINE_CANCELLED;
    }
    if (e->text.length > 0) {
        return UPY_LINE_ENTERED;
    }
    return c == CTRL_A   ? UPY_LINE_TO_RAW
           : c == CTRL_B ? UPY_LINE_RESTART
           : c == CTRL_E ? UPY_LINE_PASTE
                         : UPY_LINE_ENTERED;
}

upy_line_end upy_line_read(upy_line_editor *e, upy_value prompt) {
    e->start = e->cursor = e->text.length;
    e->prompt = prompt;
    e->history_back = 0;
    e->is_indent_fresh = false;
    upy_line_show_again(e);
    indent(e);
    for (;;) {
        int c = upy_hal_console_read();
        bool is_second_half = false;
        if (is_line_end(e, c, &is_second_half)) {
            if (!is_second_half) {
                return finish_line(e);
            }
            continue;
        }
        upy_line_end special = mode_key(e, c);
        if (special != UPY_LINE_ENTERED) {
            write_bytes("\r\n", 2);
            return special;
        }
        if (!is_indent_refused(e, c)) {
            edit(e, c);
        }
    }
}

// completion.c — what the Tab key adds.
//
// The dotted name left of the cursor is taken apart; all but its last part are resolved as attributes, starting in
// __main__. Candidates are the names of the object that begin with the last part. Resolving may run user code
// (properties), whose exceptions mean "nothing to offer".
#include "core/builtins/builtins.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "hal/hal.h"
#include "repl/internal.h"

#define SLOT_WIDTH 16
#define LINE_WIDTH (4 * SLOT_WIDTH)
#define LEAST_GAP 2

static const char import_word[] = "import ";
#define IMPORT_LENGTH (sizeof import_word - 1)

static bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

// Walks the parts before the last; UPY_NULL if one is missing. *part is left at the last.
static upy_value resolve(const char **part, const char *end) {
    upy_value object = UPY_NULL;
    const char *dot;
    while ((dot = memchr(*part, '.', (size_t)(end - *part))) != NULL) {
        upy_value name = upy_find_name(*part, (size_t)(dot - *part));
        if (name == UPY_NULL) {
            return UPY_NULL;
        }
        object =
            object == UPY_NULL ? upy_dict_get_name(UPY->main_globals, name) : upy_get_attribute_or_null(object, name);
        if (object == UPY_NULL) {
            return UPY_NULL;
        }
        *part = dot + 1;
    }
    return object;
}

static upy_value names_of_modules(void) {
    upy_value names = upy_new_list_with_capacity(upy_builtin_modules_count);
    for (size_t i = 0; i < upy_builtin_modules_count; i++) {
        upy_list_append(names, upy_builtin_modules[i].name);
    }
    return names;
}

static bool is_candidate(upy_value name, const char *part, size_t length) {
    if (!upy_is_str(name) || upy_str_length(name) < length || memcmp(upy_str_data(name), part, length) != 0) {
        return false;
    }
    return length > 0 || upy_str_length(name) == 0 || upy_str_data(name)[0] != '_';
}

static upy_value keep_candidates(upy_value names, const char *part, size_t length) {
    upy_value kept = upy_new_list_with_capacity(0);
    for (size_t i = 0; i < upy_as_list(names)->length; i++) {
        upy_value name = upy_as_list(names)->items[i];
        if (is_candidate(name, part, length)) {
            upy_list_append(kept, name);
        }
    }
    return kept;
}

// Where the name that ends at the cursor begins.
static const char *name_before_cursor(const upy_line_editor *e) {
    const char *first = e->text.data + e->cursor;
    while (first > e->text.data + e->start && is_name_byte(first[-1])) {
        first--;
    }
    return first;
}

// A list, or UPY_NULL where the place does not allow any. May raise.
static upy_value candidates(const upy_line_editor *e, const char **part) {
    const char *line = e->text.data + e->start, *first = name_before_cursor(e), *end = e->text.data + e->cursor;
    upy_value names, object;
    *part = first;
    if ((size_t)(first - line) >= IMPORT_LENGTH && memcmp(line, import_word, IMPORT_LENGTH) == 0) {
        names = names_of_modules();
    } else if (memchr(first, '.', (size_t)(end - first)) == NULL) {
        names = upy_dir(upy_new_module_of(UPY->main_globals));
    } else {
        object = resolve(part, end);
        if (object == UPY_NULL) {
            return UPY_NULL;
        }
        names = upy_dir(object);
    }
    return keep_candidates(names, *part, (size_t)(end - *part));
}

static size_t common_length(const upy_list *names) {
    upy_value first = names->items[0];
    size_t n = upy_str_length(first);
    for (size_t i = 1; i < names->length; i++) {
        upy_value other = names->items[i];
        size_t k = 0;
        while (k < n && k < upy_str_length(other) && upy_str_data(first)[k] == upy_str_data(other)[k]) {
            k++;
        }
        n = k;
    }
    return n;
}

static void print_columns(const upy_list *names) {
    size_t column = LINE_WIDTH;
    for (size_t i = 0; i < names->length; i++) {
        upy_value name = names->items[i];
        size_t length = upy_str_length(name);
        size_t slot = (column + SLOT_WIDTH - 1) / SLOT_WIDTH * SLOT_WIDTH;
        slot += slot - column < LEAST_GAP ? SLOT_WIDTH : 0;
        if (slot + length > LINE_WIDTH) {
            upy_write(&upy_repl_console, "\r\n", 2);
            column = slot = 0;
        }
        for (; column < slot; column++) {
            upy_write(&upy_repl_console, " ", 1);
        }
        upy_hal_console_write(upy_str_data(name), length);
        column += length;
    }
    upy_write(&upy_repl_console, "\r\n", 2);
}

// The word `import` itself, at the beginning of a line.
static void complete_import(upy_line_editor *e) {
    size_t length = e->cursor - e->start;
    if (length > 0 && length < IMPORT_LENGTH && memcmp(e->text.data + e->start, import_word, length) == 0) {
        upy_line_replace(e, e->cursor, e->cursor, import_word + length, IMPORT_LENGTH - length);
    }
}

static void complete(upy_line_editor *e) {
    const char *part;
    upy_value found = candidates(e, &part);
    size_t length = (size_t)(e->text.data + e->cursor - part);
    if (found == UPY_NULL || upy_as_list(found)->length == 0) {
        complete_import(e);
        return;
    }
    const upy_list *names = upy_as_list(found);
    size_t common = common_length(names);
    if (common > length) {
        upy_line_replace(e, e->cursor, e->cursor, upy_str_data(names->items[0]) + length, common - length);
    } else if (names->length > 1) {
        print_columns(names);
        upy_line_show_again(e);
    }
}

void upy_repl_complete(upy_line_editor *e) {
    upy_jump jump;
    if (e->text.data == NULL) {
        upy_builder_append(&e->text, "", 0);
        upy_builder_extend(&e->text, 1);
        e->text.length--;
    }
    if (upy_try(&jump)) {
        complete(e);
        upy_end_try(&jump);
    }
}

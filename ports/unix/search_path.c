// search_path.c — what sys.argv, sys.path and sys.executable say at the start of a program.
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/text.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/str.h"
#include "ports/unix/program.h"

static const char default_path[] = ".frozen:~/.micropython/lib:/usr/lib/micropython";

// Bytes from the system that are no UTF-8 have no str: they read as question marks.
static upy_value new_text(const char *text, size_t length) {
    size_t valid = upy_utf8_valid_prefix(text, length, false);
    if (valid == length) {
        return upy_new_str(text, length);
    }
    upy_builder b;
    upy_builder_init(&b, length);
    while (valid < length) {
        upy_builder_append(&b, text, valid);
        upy_builder_append_byte(&b, '?');
        text += valid + 1;
        length -= valid + 1;
        valid = upy_utf8_valid_prefix(text, length, false);
    }
    upy_builder_append(&b, text, length);
    return upy_builder_to_str(&b);
}

static void append_text(upy_value list, const char *text, size_t length) {
    upy_list_append(list, new_text(text, length));
}

void set_arguments(const options *o, int argc, char **argv) {
    UPY->sys_argv = upy_new_list_with_capacity((size_t)(argc - o->first_argument) + 1);
    if (o->kind != PROGRAM_NONE) {
        const char *first = o->kind == PROGRAM_COMMAND ? "-c" : o->what;
        append_text(UPY->sys_argv, first, strlen(first));
    }
    for (int i = o->first_argument; i < argc; i++) {
        append_text(UPY->sys_argv, argv[i], strlen(argv[i]));
    }
}

// "~/x" stands for x in the user's home.
static void append_entry(upy_value path, const char *entry, size_t length) {
    const char *home = length >= 2 && entry[0] == '~' && entry[1] == '/' ? getenv("HOME") : NULL;
    if (home == NULL) {
        append_text(path, entry, length);
        return;
    }
    upy_builder b;
    upy_builder_init(&b, 0);
    upy_builder_append(&b, home, strlen(home));
    upy_builder_append(&b, entry + 1, length - 1);
    append_text(path, b.data, b.length);
}

// The folder of a script, with all links followed; "" if it cannot be told.
static void append_script_folder(upy_value path, const char *script) {
    char *resolved = realpath(script, NULL);
    const char *slash = resolved == NULL ? NULL : strrchr(resolved, '/');
    size_t length = slash == NULL ? 0 : slash == resolved ? 1 : (size_t)(slash - resolved);
    append_text(path, resolved == NULL ? "" : resolved, length);
    free(resolved);
}

void set_search_path(const options *o) {
    upy_value path = upy_new_list_with_capacity(4);
    UPY->sys_path = path;
    if (o->kind == PROGRAM_FILE) {
        append_script_folder(path, o->what);
    } else {
        append_text(path, "", 0);
    }
    const char *entries = getenv("MICROPYPATH");
    entries = entries == NULL ? default_path : entries;
    entries += entries[0] == ':';
    if (entries[0] == 0) {
        return;
    }
    for (;;) {
        size_t length = strcspn(entries, ":");
        append_entry(path, entries, length);
        if (entries[length] == 0) {
            return;
        }
        entries += length + 1;
    }
}

void set_executable(void) {
    char text[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", text, sizeof text);
    upy_dict *attributes = upy_dict_new(2); // not by way of the module: most programs never touch its code
    UPY->sys_attributes = upy_from_dict(attributes);
    upy_dict_set_name(attributes, UPY_NAME(executable), new_text(text, n > 0 ? (size_t)n : 0));
}

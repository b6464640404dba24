// import_files.c — modules in files: looking along a path, packages, running them.
#include "core/builtins/import.h"
#include "core/object/raise.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/str.h"
#include "hal/hal.h"

#define READ_CHUNK 1024

// ---- Reading files ------------------------------------------------------------------------------

static void close_file(void *file) {
    int error;
    upy_hal_file_close(*(int *)file, &error);
}

char *upy_read_file(const char *path, size_t *length) {
    int error = 0;
    int file = upy_hal_file_open(path, UPY_HAL_OPEN_READ, &error);
    if (file < 0) {
        upy_raise_os(error);
    }
    upy_guard guard;
    upy_guard_begin(&guard, close_file, &file);
    size_t capacity = READ_CHUNK, used = 0;
    char *data = upy_heap_alloc_storage(capacity);
    for (;;) {
        if (used == capacity) {
            data = upy_heap_resize_storage(data, capacity, capacity * 2);
            capacity *= 2;
        }
        intptr_t got = upy_hal_file_read(file, data + used, capacity - used, &error);
        if (got < 0) {
            upy_raise_os(error);
        }
        if (got == 0) {
            break;
        }
        used += (size_t)got;
    }
    upy_guard_end(&guard);
    *length = used;
    return data;
}

static void run_file(upy_value path, upy_dict *globals) {
    size_t length;
    char *source = upy_read_file(upy_text(path), &length);
    upy_run_file_source(source, length, path, globals);
    upy_heap_free_storage(source);
}

// ---- Modules in files ---------------------------------------------------------------------------

static upy_value join(upy_value directory, const char *name, size_t length, const char *suffix) {
    size_t directory_length = upy_str_length(directory);
    const char *separator = directory_length && upy_str_data(directory)[directory_length - 1] != '/' ? "/" : "";
    upy_builder b;
    upy_builder_init(&b, directory_length + length + 8);
    upy_builder_append(&b, upy_str_data(directory), directory_length);
    upy_builder_append(&b, separator, strlen(separator));
    upy_builder_append(&b, name, length);
    upy_builder_append(&b, suffix, strlen(suffix));
    return upy_builder_to_str(&b);
}

static upy_hal_path_kind kind_of(upy_value path) { return upy_hal_path_kind_of(upy_text(path)); }

static bool find_in_directory(upy_value directory, const char *name, size_t length, upy_found_module *found) {
    upy_value package = join(directory, name, length, "");
    if (kind_of(package) == UPY_HAL_PATH_DIRECTORY) {
        upy_value file = join(package, "__init__.py", 11, "");
        found->directory = package;
        found->file = kind_of(file) == UPY_HAL_PATH_FILE ? file : UPY_NULL;
        return true;
    }
    found->directory = UPY_NULL;
    found->file = join(directory, name, length, ".py");
    return kind_of(found->file) == UPY_HAL_PATH_FILE;
}

// path: a str (one directory) or a list of them.
bool upy_find_module_file(upy_value path, const char *name, size_t length, upy_found_module *found) {
    size_t n = 1;
    upy_value *items = &path;
    if (!upy_is_str(path) && !upy_get_items(path, &n, &items)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        upy_value entry = items[i];
        if (upy_is_str(entry) && find_in_directory(entry, name, length, found)) {
            return true;
        }
        if (items != &path && !upy_get_items(path, &n, &items)) { // looking may have run code
            return false;
        }
    }
    return false;
}

static void describe(upy_dict *globals, upy_value name, const upy_found_module *found) {
    if (found->file) {
        upy_dict_set_name(globals, UPY_NAME(__file__), found->file);
    }
    if (found->directory) {
        upy_dict_set_name(globals, UPY_NAME(__path__), found->directory);
    }
    upy_dict_set_name(globals, UPY_NAME(__package__), found->directory ? name : upy_parent_name(name));
}

upy_value upy_load_module_file(upy_value name, const upy_found_module *found) {
    upy_value module = upy_new_module(name);
    upy_dict *globals = ((upy_module *)module)->globals;
    describe(globals, name, found);
    upy_remember_module(name, module);
    if (found->file) {
        upy_guard guard;
        upy_guard_begin(&guard, upy_forget_module, &name);
        run_file(found->file, globals);
        upy_guard_cancel(&guard);
    }
    upy_value now = upy_loaded_module(name); // the module may have put something else in its place
    return now ? now : module;
}

static void run_as_main(upy_value name, const upy_found_module *found) {
    upy_dict *globals = UPY->main_globals;
    upy_dict_set_name(globals, UPY_NAME(__name__), UPY_NAME(__main__));
    upy_dict_set_name(globals, UPY_NAME(__file__), found->file);
    upy_dict_set_name(globals, UPY_NAME(__package__), upy_parent_name(name));
    run_file(found->file, globals);
}

upy_value upy_import_as_main(upy_value name) {
    name = upy_intern_str(upy_str_check(name));
    upy_value package_name = upy_parent_name(name), top = UPY_NULL;
    upy_value path = UPY->sys_path;
    size_t skip = upy_str_length(package_name);
    if (skip) {
        upy_value package = upy_load_dotted(package_name, &top);
        path = upy_get_attribute_or_null(package, UPY_NAME(__path__));
        skip++;
    }
    upy_found_module found;
    if (!path || !upy_find_module_file(path, upy_str_data(name) + skip, upy_str_length(name) - skip, &found)) {
        upy_load_dotted(name, &top); // a built-in module: nothing to run
        return UPY_NONE;
    }
    if (found.directory) { // a package: its __main__ is run
        upy_value package = upy_load_dotted(name, &top);
        path = upy_get_attribute_or_null(package, UPY_NAME(__path__));
        name = upy_intern_str(upy_new_str_format("%v.__main__", name));
        if (!path || !upy_find_module_file(path, "__main__", 8, &found) || found.directory) {
            return UPY_NONE;
        }
    }
    run_as_main(name, &found);
    return UPY_NONE;
}

upy_value upy_builtin_execfile(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_dict *globals = upy_current_globals();
    run_file(args[0], globals == NULL ? UPY->main_globals : globals);
    return UPY_NONE;
}

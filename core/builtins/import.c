// import.c — finding, loading and running modules.
//
// Order for a top-level name: loaded modules, built-in modules that nothing may shadow, the entries of sys.path,
// then the built-in modules a file of the same name may extend (with a `u` in front their name means the built-in in
// any case). With an empty sys.path only built-ins exist: that is how such a file gets at what it extends. Built-in
// modules are constants and never enter sys.modules.
#include "core/object/raise.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/str.h"
#include "hal/hal.h"

#define READ_CHUNK 1024

static UPY_NORETURN void raise_missing(upy_value name) {
    upy_raise_new(&upy_type_ImportError, "no module named '%v'", name);
}

static UPY_NORETURN void raise_relative(void) {
    upy_raise_new(&upy_type_ImportError, "can't perform relative import");
}

static upy_value name_of(const char *text, size_t length) {
    return upy_intern(text, length);
}

static upy_value loaded(upy_value name) {
    return UPY->modules ? upy_dict_get_name(UPY->modules, name) : UPY_NULL;
}

static void remember(upy_value name, upy_value module) {
    if (!UPY->modules) {
        UPY->modules = upy_dict_new(4);
    }
    upy_dict_set_name(UPY->modules, name, module);
}

static bool is_path_empty(void) {
    upy_value path = UPY->sys_path;
    return !path || (upy_has_layout(path, UPY_TYPE_LIST_BASED) && upy_as_list(path)->length == 0);
}

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

// ---- Built-in modules ---------------------------------------------------------------------------

// Where the builtins are in RAM, `builtins` is the one built-in module with globals there.
static upy_value builtins_module(void) {
    if (!UPY->const_modules) {
        UPY->const_modules = upy_from_dict(upy_dict_new(1));
    }
    upy_dict *made = upy_as_dict(UPY->const_modules);
    upy_value module = upy_dict_get_name(made, UPY_NAME(builtins));
    if (!module) {
        module = upy_new_module_of(UPY->builtins);
        upy_dict_set_name(made, UPY_NAME(builtins), module);
    }
    return module;
}

static upy_value load_source(upy_value name, const char *source);

static upy_value use_builtin(const upy_builtin_module *row) {
    if (row->source) {
        return load_source(row->name, row->source);
    }
    if (row->initialise) {
        row->initialise();
    }
    bool is_in_ram = UPY_LEVEL >= UPY_LEVEL_FULL && row->name == UPY_NAME(builtins);
    return is_in_ram ? builtins_module() : (upy_value)row->module;
}

static const upy_builtin_module *find_builtin(upy_value name) {
    for (size_t i = 0; i < upy_builtin_modules_count; i++) {
        if (upy_builtin_modules[i].name == name) {
            return &upy_builtin_modules[i];
        }
    }
    return NULL;
}

// The row a name with a leading `u` stands for: an extensible module, sys or re.
static const upy_builtin_module *find_builtin_alias(upy_value name) {
    const char *text = upy_str_data(name);
    size_t length = upy_str_length(name);
    upy_value plain = length > 1 && text[0] == 'u' ? upy_find_name(text + 1, length - 1) : UPY_NULL;
    const upy_builtin_module *row = plain ? find_builtin(plain) : NULL;
    return row && (row->is_extensible || plain == UPY_NAME(sys) || plain == UPY_NAME(re)) ? row : NULL;
}

// ---- Modules in files ---------------------------------------------------------------------------

typedef struct found_module {
    upy_value file;      // path of the source; UPY_NULL: namespace package
    upy_value directory; // path of the package; UPY_NULL: plain module
} found_module;

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

static upy_hal_path_kind kind_of(upy_value path) {
    return upy_hal_path_kind_of(upy_text(path));
}

static bool find_in_directory(upy_value directory, const char *name, size_t length, found_module *found) {
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
static bool find_on_path(upy_value path, const char *name, size_t length, found_module *found) {
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

static void forget_module(void *name) {
    upy_dict_remove(UPY->modules, *(upy_value *)name);
}

// "a.b.c" → "a.b"; the empty str for a top-level name.
static upy_value parent_name(upy_value name) {
    const char *text = upy_str_data(name);
    size_t length = upy_str_length(name);
    while (length && text[length - 1] != '.') {
        length--;
    }
    return length ? name_of(text, length - 1) : UPY_EMPTY_STR;
}

static void describe(upy_dict *globals, upy_value name, const found_module *found) {
    if (found->file) {
        upy_dict_set_name(globals, UPY_NAME(__file__), found->file);
    }
    if (found->directory) {
        upy_dict_set_name(globals, UPY_NAME(__path__), found->directory);
    }
    upy_dict_set_name(globals, UPY_NAME(__package__), found->directory ? name : parent_name(name));
}

static upy_value load_file(upy_value name, const found_module *found) {
    upy_value module = upy_new_module(name);
    upy_dict *globals = ((upy_module *)module)->globals;
    describe(globals, name, found);
    remember(name, module);
    if (found->file) {
        upy_guard guard;
        upy_guard_begin(&guard, forget_module, &name);
        run_file(found->file, globals);
        upy_guard_cancel(&guard);
    }
    upy_value now = loaded(name); // the module may have put something else in its place
    return now ? now : module;
}

// A built-in module written in Python is made once, like one from a file.
static upy_value load_source(upy_value name, const char *source) {
    upy_value module = loaded(name);
    if (module) {
        return module;
    }
    module = upy_new_module(name);
    remember(name, module);
    upy_guard guard;
    upy_guard_begin(&guard, forget_module, &name);
    upy_run_file_source(source, strlen(source), name, ((upy_module *)module)->globals);
    upy_guard_cancel(&guard);
    module = loaded(name);
    return module;
}

static upy_value main_module(void) {
    upy_value module = loaded(UPY_NAME(__main__));
    if (!module && UPY->main_globals) {
        module = upy_new_module_of(UPY->main_globals);
        remember(UPY_NAME(__main__), module);
    }
    return module;
}

static upy_value load_top(upy_value name) {
    bool has_path = !is_path_empty();
    upy_value module = has_path ? loaded(name) : UPY_NULL;
    if (!module && name == UPY_NAME(__main__)) {
        module = main_module();
    }
    if (module) {
        return module;
    }
    const upy_builtin_module *row = find_builtin(name);
    if (row && !row->is_extensible) {
        return use_builtin(row);
    }
    const upy_builtin_module *alias = find_builtin_alias(name);
    if (alias) {
        return use_builtin(alias);
    }
    found_module found;
    if (has_path && find_on_path(UPY->sys_path, upy_str_data(name), upy_str_length(name), &found)) {
        return load_file(name, &found);
    }
    if (row) {
        return use_builtin(row);
    }
    raise_missing(name);
}

// Module `name`, whose last part is the `length` bytes at `last`, in the package `parent`.
static upy_value load_in(upy_value parent, upy_value name, const char *last, size_t length) {
    upy_value module = loaded(name);
    if (module) {
        return module;
    }
    upy_value attribute = name_of(last, length);
    upy_value path = upy_get_attribute_or_null(parent, UPY_NAME(__path__));
    if (!path) { // built-in modules may have modules as attributes
        module = upy_get_attribute_or_null(parent, attribute);
        if (module && upy_is_instance(module, &upy_type_module)) {
            return module;
        }
        raise_missing(name);
    }
    found_module found;
    if (!find_on_path(path, upy_str_data(attribute), upy_str_length(attribute), &found)) {
        raise_missing(name);
    }
    module = load_file(name, &found);
    upy_set_attribute(parent, attribute, module);
    return module;
}

// Loads every package on the way to a dotted name. Returns the leaf; *top is the first.
static upy_value load_dotted(upy_value name, upy_value *top) {
    const char *text = upy_str_data(name);
    size_t length = upy_str_length(name), start = 0;
    upy_value module = UPY_NULL;
    for (;;) {
        size_t end = start;
        while (end < length && text[end] != '.') {
            end++;
        }
        if (end == start) {
            raise_missing(name);
        }
        upy_value prefix = name_of(text, end);
        if (!module) {
            module = *top = load_top(prefix);
        } else {
            module = load_in(module, prefix, text + start, end - start);
        }
        if (end == length) {
            return module;
        }
        start = end + 1;
    }
}

// ---- The import statement -----------------------------------------------------------------------

// The package relative imports start from: __package__, else __name__ without its last part unless it is a package.
static upy_value current_package(upy_dict *globals) {
    upy_value package = globals ? upy_dict_get_name(globals, UPY_NAME(__package__)) : UPY_NULL;
    if (package && upy_is_str(package)) {
        return package;
    }
    upy_value name = globals ? upy_dict_get_name(globals, UPY_NAME(__name__)) : UPY_NULL;
    if (!name || !upy_is_str(name)) {
        raise_relative();
    }
    return upy_dict_get_name(globals, UPY_NAME(__path__)) ? name : parent_name(name);
}

static upy_value absolute_name(upy_value name, int level, upy_dict *globals) {
    upy_value package = current_package(globals);
    for (int i = 1; i < level && upy_str_length(package); i++) {
        package = parent_name(package);
    }
    if (upy_str_length(package) == 0) {
        raise_relative();
    }
    if (upy_str_length(name) == 0) {
        return upy_intern_str(package);
    }
    return upy_intern_str(upy_new_str_format("%v.%v", package, name));
}

// `from package import a, b`: those that are no attributes yet are submodules to load.
static void load_submodules(upy_value package, upy_value names) {
    size_t n;
    upy_value *items;
    upy_value path = upy_get_attribute_or_null(package, UPY_NAME(__path__));
    upy_value package_name = path ? upy_get_attribute_or_null(package, UPY_NAME(__name__)) : UPY_NULL;
    if (!package_name || !upy_is_str(package_name)) {
        return;
    }
    for (size_t i = 0; upy_get_items(names, &n, &items) && i < n; i++) {
        if (!upy_is_str(items[i]) || upy_str_equals_text(items[i], "*")) {
            continue;
        }
        upy_value name = upy_intern_str(items[i]);
        if (!upy_get_attribute_or_null(package, name)) {
            upy_value full = upy_intern_str(upy_new_str_format("%v.%v", package_name, name));
            load_in(package, full, upy_str_data(name), upy_str_length(name));
        }
    }
}

upy_value upy_import(upy_value name, upy_value fromlist, int level, upy_dict *globals) {
    upy_check_stack();
    if (!upy_is_str(name)) {
        upy_raise_type("module name must be a str");
    }
    if (level < 0 || (level == 0 && upy_str_length(name) == 0)) {
        upy_raise_value_error(level < 0 ? "level must be >= 0" : "Empty module name");
    }
    if (level > 0) {
        name = absolute_name(name, level, globals);
    }
    upy_value top = UPY_NULL;
    upy_value leaf = load_dotted(name, &top);
    bool wants_leaf = fromlist && fromlist != UPY_NONE && upy_is_true(fromlist);
    if (!wants_leaf) {
        return top;
    }
    load_submodules(leaf, fromlist);
    return leaf;
}

upy_value upy_import_module(const char *name) {
    upy_value top = UPY_NULL;
    return load_dotted(name_of(name, strlen(name)), &top);
}

upy_value upy_import_builtin_or_null(upy_value name) {
    const upy_builtin_module *row = find_builtin(name);
    return row ? use_builtin(row) : UPY_NULL;
}

static void run_as_main(upy_value name, const found_module *found) {
    upy_dict *globals = UPY->main_globals;
    upy_dict_set_name(globals, UPY_NAME(__name__), UPY_NAME(__main__));
    upy_dict_set_name(globals, UPY_NAME(__file__), found->file);
    upy_dict_set_name(globals, UPY_NAME(__package__), parent_name(name));
    run_file(found->file, globals);
}

upy_value upy_import_as_main(upy_value name) {
    name = upy_intern_str(upy_str_check(name));
    upy_value package_name = parent_name(name), top = UPY_NULL;
    upy_value path = UPY->sys_path;
    size_t skip = upy_str_length(package_name);
    if (skip) {
        upy_value package = load_dotted(package_name, &top);
        path = upy_get_attribute_or_null(package, UPY_NAME(__path__));
        skip++;
    }
    found_module found;
    if (!path || !find_on_path(path, upy_str_data(name) + skip, upy_str_length(name) - skip, &found)) {
        load_dotted(name, &top); // a built-in module: nothing to run
        return UPY_NONE;
    }
    if (found.directory) { // a package: its __main__ is run
        upy_value package = load_dotted(name, &top);
        path = upy_get_attribute_or_null(package, UPY_NAME(__path__));
        name = upy_intern_str(upy_new_str_format("%v.__main__", name));
        if (!path || !find_on_path(path, "__main__", 8, &found) || found.directory) {
            return UPY_NONE;
        }
    }
    run_as_main(name, &found);
    return UPY_NONE;
}

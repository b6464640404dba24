// import.c — finding, loading and running modules.
//
// Order for a top-level name: loaded modules, built-in modules that nothing may shadow, the entries of sys.path,
// then the built-in modules a file of the same name may extend (with a `u` in front their name means the built-in in
// any case). With an empty sys.path only built-ins exist: that is how such a file gets at what it extends. Built-in
// modules are constants and never enter sys.modules. Looking for files is in import_files.c; ports without files have
// import_no_files.c in its place.
#include "core/builtins/import.h"

#include "core/object/raise.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/str.h"

static UPY_NORETURN void raise_missing(upy_value name) {
    upy_raise_about(&upy_type_ImportError, name, UPY_NULL, "no module named '%v'", name);
}

static UPY_NORETURN void raise_relative(void) { upy_raise_new(&upy_type_ImportError, "can't perform relative import"); }

upy_value upy_loaded_module(upy_value name) { return UPY->modules ? upy_dict_get_name(UPY->modules, name) : UPY_NULL; }

// What sys.modules has under a name; None there means that the module must not be imported.
static upy_value find_loaded(upy_value name) {
    upy_value module = upy_loaded_module(name);
    if (module == UPY_NONE) {
        raise_missing(name);
    }
    return module;
}

void upy_remember_module(upy_value name, upy_value module) {
    if (!UPY->modules) {
        UPY->modules = upy_dict_new(4);
    }
    upy_dict_set_name(UPY->modules, name, module);
}

static bool is_path_empty(void) {
    upy_value path = UPY->sys_path;
    return !path || (upy_has_layout(path, UPY_TYPE_LIST_BASED) && upy_as_list(path)->length == 0);
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
    upy_value module = is_in_ram ? builtins_module() : (upy_value)row->module;
    if (UPY_LEVEL >= UPY_LEVEL_FULL && !row->is_extensible && !find_loaded(row->name)) {
        upy_remember_module(row->name, module); // programs for CPython look there
    }
    return module;
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

// ---- Loading ------------------------------------------------------------------------------------

void upy_forget_module(void *name) { upy_dict_remove(UPY->modules, *(upy_value *)name); }

// "a.b.c" → "a.b"; the empty str for a top-level name.
upy_value upy_parent_name(upy_value name) {
    const char *text = upy_str_data(name);
    size_t length = upy_str_length(name);
    while (length && text[length - 1] != '.') {
        length--;
    }
    return length ? upy_intern(text, length - 1) : UPY_EMPTY_STR;
}

// A built-in module written in Python is made once, like one from a file.
static upy_value load_source(upy_value name, const char *source) {
    upy_value module = upy_loaded_module(name);
    if (module) {
        return module;
    }
    module = upy_new_module(name);
    upy_remember_module(name, module);
    upy_guard guard;
    upy_guard_begin(&guard, upy_forget_module, &name);
    upy_run_file_source(source, strlen(source), name, ((upy_module *)module)->globals);
    upy_guard_cancel(&guard);
    module = upy_loaded_module(name);
    return module;
}

static upy_value main_module(void) {
    upy_value module = upy_loaded_module(UPY_NAME(__main__));
    if (!module && UPY->main_globals) {
        module = upy_new_module_of(UPY->main_globals);
        upy_remember_module(UPY_NAME(__main__), module);
    }
    return module;
}

static upy_value load_top(upy_value name) {
    bool has_path = !is_path_empty();
    upy_value module = has_path ? find_loaded(name) : UPY_NULL;
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
    upy_found_module found;
    if (has_path && upy_find_module_file(UPY->sys_path, upy_str_data(name), upy_str_length(name), &found)) {
        return upy_load_module_file(name, &found);
    }
    if (row) {
        return use_builtin(row);
    }
    raise_missing(name);
}

// Module `name`, whose last part is the `length` bytes at `last`, in the package `parent`.
static upy_value load_in(upy_value parent, upy_value name, const char *last, size_t length) {
    upy_value module = find_loaded(name);
    if (module) {
        return module;
    }
    upy_value attribute = upy_intern(last, length);
    upy_value path = UPY_FILES ? upy_get_attribute_or_null(parent, UPY_NAME(__path__)) : UPY_NULL;
    if (!path) { // built-in modules may have modules as attributes
        module = upy_get_attribute_or_null(parent, attribute);
        if (module && upy_is_instance(module, &upy_type_module)) {
            return module;
        }
        raise_missing(name);
    }
    upy_found_module found;
    if (!upy_find_module_file(path, upy_str_data(attribute), upy_str_length(attribute), &found)) {
        raise_missing(name);
    }
    module = upy_load_module_file(name, &found);
    upy_set_attribute(parent, attribute, module);
    return module;
}

// Loads every package on the way to a dotted name. Returns the leaf; *top is the first.
upy_value upy_load_dotted(upy_value name, upy_value *top) {
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
        upy_value prefix = upy_intern(text, end);
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
    return upy_dict_get_name(globals, UPY_NAME(__path__)) ? name : upy_parent_name(name);
}

static upy_value absolute_name(upy_value name, int level, upy_dict *globals) {
    if (!UPY_FILES) { // nothing is in a package
        raise_relative();
    }
    upy_value package = current_package(globals);
    for (int i = 1; i < level && upy_str_length(package); i++) {
        package = upy_parent_name(package);
    }
    if (upy_str_length(package) == 0) {
        raise_relative();
    }
    if (upy_str_length(name) == 0) {
        return upy_intern_str(package);
    }
    return upy_intern_str(upy_new_str_format("%v.%v", package, name));
}

// `from package import a, b`: those that are no attributes yet are submodules to load. For `*` that is what __all__
// names, where there are such modules.
static void load_submodules(upy_value package, upy_value names, bool is_star) {
    size_t n;
    upy_value *items;
    upy_value path = upy_get_attribute_or_null(package, UPY_NAME(__path__));
    upy_value package_name = path ? upy_get_attribute_or_null(package, UPY_NAME(__name__)) : UPY_NULL;
    if (!package_name || !upy_is_str(package_name)) {
        return;
    }
    for (size_t i = 0; upy_get_items(names, &n, &items) && i < n; i++) {
        if (!upy_is_str(items[i])) {
            continue;
        }
        if (upy_str_equals_text(items[i], "*")) {
            upy_value all = is_star ? UPY_NULL : upy_get_attribute_or_null(package, UPY_NAME(__all__));
            if (all) {
                load_submodules(package, all, true);
            }
            continue;
        }
        upy_value name = upy_intern_str(items[i]);
        if (upy_get_attribute_or_null(package, name)) {
            continue;
        }
        upy_value full = upy_intern_str(upy_new_str_format("%v.%v", package_name, name));
        upy_found_module found;
        if (!is_star || upy_loaded_module(full) ||
            upy_find_module_file(path, upy_str_data(name), upy_str_length(name), &found)) {
            load_in(package, full, upy_str_data(name), upy_str_length(name));
        }
    }
}

upy_value upy_import(upy_value name, upy_value fromlist, int level, upy_dict *globals) {
    upy_check_stack();
    if (!upy_is_str(name)) {
        upy_raise_type("module name must be a str");
    }
    if (level < 0) {
        upy_raise_value_error("level must be >= 0");
    }
    if (level == 0 && upy_str_length(name) == 0) {
        upy_raise_value_error("Empty module name");
    }
    if (level > 0) {
        name = absolute_name(name, level, globals);
    }
    upy_value top = UPY_NULL;
    upy_value leaf = upy_load_dotted(name, &top);
    bool wants_leaf = fromlist && fromlist != UPY_NONE && upy_is_true(fromlist);
    if (!wants_leaf) {
        return top;
    }
    if (UPY_FILES) {
        load_submodules(leaf, fromlist, false);
    }
    return leaf;
}

upy_value upy_import_module(const char *name) {
    upy_value top = UPY_NULL;
    return upy_load_dotted(upy_intern(name, strlen(name)), &top);
}

upy_value upy_import_builtin_or_null(upy_value name) {
    const upy_builtin_module *row = find_builtin(name);
    return row ? use_builtin(row) : UPY_NULL;
}

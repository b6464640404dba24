// dir_help.c — dir and help: what an object has to offer.
//
// Names are gathered in a dict used as an ordered set, straight from the tables, so that asking does
// not run user code (__dir__ aside) and does not make an instance leave its shape.
#include "core/builtins/builtin_functions.h"
#include "core/builtins/builtins.h"
#include "core/object/raise.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/str.h"

// ---- dir -------------------------------------------------------------------------------------------

static void add_name(void *context, upy_value name, upy_value value) {
    (void)value;
    upy_dict_set(context, name, UPY_NONE);
}

static void add_keys(upy_dict *names, const upy_dict *from) {
    if (from == NULL) {
        return;
    }
    size_t position = 0;
    upy_pair *pair;
    while ((pair = upy_dict_next(from, &position)) != NULL) {
        add_name(names, pair->key, UPY_NONE);
    }
}

static void add_type(upy_dict *names, const upy_type *type) {
    upy_mro_walk walk;
    for (const upy_type *t = upy_mro_begin(&walk, type); t; t = upy_mro_next(&walk)) {
        add_keys(names, t->attributes);
    }
}

static void add_own(upy_dict *names, upy_value object) {
    const upy_type *type = upy_type_of(object);
    if (type->flags & UPY_TYPE_IS_INSTANCE) {
        upy_instance_each((upy_instance *)object, add_name, names);
    } else if (type->flags & UPY_TYPE_IS_EXCEPTION) {
        const upy_exception_extras *extras = ((const upy_exception *)object)->extras;
        add_keys(names, extras == NULL ? NULL : extras->attributes);
    } else if (type == &upy_type_bound_method) {
        add_own(names, ((const upy_bound_method *)object)->function);
    } else if (type == &upy_type_function) {
        add_keys(names, ((const upy_function *)object)->attributes);
    } else if (upy_type_is_class(type) && !(type->flags & (UPY_TYPE_TYPE_BASED | UPY_TYPE_HAS_SLOTS_ONLY))) {
        upy_value d = upy_get_attribute_or_null(object, UPY_NAME(__dict__));
        if (d != UPY_NULL && upy_has_layout(d, UPY_TYPE_DICT_BASED)) {
            add_keys(names, upy_as_dict(d));
        }
    }
}

static upy_value sorted(upy_value names) {
    upy_value list = upy_to_list(names);
    upy_list_sort(list, UPY_NULL, false);
    return list;
}

static upy_value sorted_keys(upy_dict *names) { return sorted(upy_from_dict(names)); }

static upy_dict *names_of(upy_value object) {
    upy_dict *names = upy_dict_new(0);
    if (upy_is_type(object)) {
        add_type(names, (const upy_type *)object);
    } else if (upy_is_instance(object, &upy_type_module)) {
        add_keys(names, ((const upy_module *)object)->globals);
        if (object == (upy_value)&upy_module_builtins) {
            add_keys(names, UPY->builtins);
        }
    } else {
        add_own(names, object);
        add_type(names, upy_type_of(object));
    }
    return names;
}

upy_value upy_dir(upy_value object) { return sorted_keys(names_of(object)); }

// The object's own idea of its names, or UPY_NULL.
static upy_value ask_object(upy_value object) {
    upy_value pair[2];
    if (upy_is_instance(object, &upy_type_module)) {
        upy_value hook = upy_dict_get_name(((const upy_module *)object)->globals, UPY_NAME(__dir__));
        return hook == UPY_NULL ? UPY_NULL : upy_call_0(hook);
    }
    if (upy_type_is_class(upy_type_of(object)) && upy_get_special(object, UPY_NAME(__dir__), pair)) {
        return upy_call_method(pair, 0, 0, NULL);
    }
    return UPY_NULL;
}

upy_value upy_builtin_dir(size_t n_args, const upy_value *args) {
    if (n_args == 0) {
        upy_value locals = upy_current_locals(); // any mapping, if given to exec or eval
        bool is_dict = upy_has_layout(locals, UPY_TYPE_DICT_BASED);
        return sorted(is_dict ? locals : upy_call_method_named(locals, UPY_NAME(keys), 0, NULL));
    }
    upy_value names = ask_object(args[0]);
    if (names != UPY_NULL) {
        return sorted(names);
    }
    upy_dict *all = names_of(args[0]);
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (!upy_is_instance(args[0], &upy_type_module)) {
        const upy_type *type = upy_is_type(args[0]) ? (const upy_type *)args[0] : upy_type_of(args[0]);
        upy_each_dunder(upy_type_native(type), add_name, all);
    }
#endif
    return sorted_keys(all);
}

// ---- help ------------------------------------------------------------------------------------------

#define MODULE_COLUMNS 4
#define COLUMN_WIDTH 18

static void print_modules(const upy_writer *w) {
    upy_value names = upy_new_list_with_capacity(upy_builtin_modules_count);
    for (size_t i = 0; i < upy_builtin_modules_count; i++) {
        upy_list_append(names, upy_builtin_modules[i].name);
    }
    upy_list_sort(names, UPY_NULL, false);
    const upy_list *list = upy_as_list(names);
    size_t rows = (list->length + MODULE_COLUMNS - 1) / MODULE_COLUMNS;
    for (size_t row = 0; row < rows; row++) {
        for (size_t i = row; i < list->length; i += rows) {
            upy_value name = list->items[i];
            upy_write(w, upy_str_data(name), upy_str_length(name));
            for (size_t gap = upy_str_length(name); i + rows < list->length && gap < COLUMN_WIDTH; gap++) {
                upy_write(w, " ", 1);
            }
        }
        upy_write(w, "\n", 1);
    }
    upy_printf(w, "Plus any modules on the filesystem\n");
}

static void print_entries(const upy_writer *w, const upy_dict *d) {
    size_t position = 0;
    upy_pair *pair;
    while (d != NULL && (pair = upy_dict_next(d, &position)) != NULL) {
        upy_printf(w, "  %v -- %v\n", pair->key, pair->value);
    }
}

static void print_object(const upy_writer *w, upy_value object) {
    upy_printf(w, "object %v is of type %T\n", object, object);
    if (upy_is_instance(object, &upy_type_module)) {
        print_entries(w, ((const upy_module *)object)->globals);
        return;
    }
    const upy_type *type = upy_is_type(object) ? (const upy_type *)object : upy_type_of(object);
    if (type != &upy_type_object) {
        print_entries(w, type->attributes);
    }
}

upy_value upy_builtin_help(size_t n_args, const upy_value *args) {
    upy_stdout out;
    upy_writer w = upy_stdout_begin(&out, UPY_NULL);
    if (n_args == 0) {
        upy_printf(&w, "Welcome to MicroPython!\n\n"
                       "At the prompt: CTRL-A raw mode, CTRL-B back to this mode, CTRL-C interrupts a running\n"
                       "program, CTRL-D ends or restarts, CTRL-E paste mode.\n\n");
        upy_printf(&w, "For a list of modules type help('modules'); for an object's contents type help(object).\n");
    } else if (upy_is_str(args[0]) && upy_str_equals_text(args[0], "modules")) {
        print_modules(&w);
    } else {
        print_object(&w, args[0]);
    }
    upy_stdout_end(&out);
    return UPY_NONE;
}

// module.c — module objects: a namespace with attribute access.
//
// Modules in C are constants whose globals are a table in flash; storing to those is refused. Modules made at run
// time own a RAM namespace. A missing attribute is asked of the module's own __getattr__ (PEP 562).
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/str.h"

static upy_module *as_module(upy_value v) { return (upy_module *)v; }

static upy_value make_module(const upy_type *type, upy_value name, upy_dict *globals) {
    upy_module *m = upy_new_instance_of(type, sizeof *m);
    m->globals = globals;
    if (name) {
        upy_dict_set_name(globals, UPY_NAME(__name__), name);
    }
    return (upy_value)m;
}

upy_value upy_new_module(upy_value name) { return make_module(&upy_type_module, name, upy_dict_new_namespace(8)); }
upy_value upy_new_module_of(upy_dict *globals) { return make_module(&upy_type_module, UPY_NULL, globals); }

static upy_value module_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 2);
    upy_value made = make_module(type, upy_str_check(args[0]), upy_dict_new_namespace(8));
#if UPY_DOCSTRINGS
    upy_dict_set_name(as_module(made)->globals, UPY_NAME(__doc__), n_args == 2 ? args[1] : UPY_NONE);
#endif
    return made;
}

static void module_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const upy_dict *globals = as_module(self)->globals;
    upy_value name = upy_dict_get_name(globals, UPY_NAME(__name__));
    upy_value file = upy_dict_get_name(globals, UPY_NAME(__file__));
    upy_printf(w, "<module '%v'", name ? name : UPY_NONE);
    if (file && upy_is_str(file)) {
        upy_printf(w, " from '%v'", file);
    }
    upy_write(w, ">", 1);
}

// The annotations of a module are computed when first asked for: one function per annotated statement.
static upy_value module_annotations(upy_dict *globals) {
    upy_dict *all = upy_dict_new(0);
    upy_value thunks = upy_dict_get_name(globals, UPY_NAME(__annotate__));
    for (size_t i = 0; thunks && upy_is_exactly(thunks, &upy_type_list) && i < upy_as_list(thunks)->length; i++) {
        upy_dict_update(all, upy_call_0(upy_as_list(thunks)->items[i]));
    }
    upy_dict_set_name(globals, UPY_NAME(__annotations__), upy_from_dict(all));
    return upy_from_dict(all);
}

static upy_value module_load(upy_value self, upy_value name) {
    upy_dict *globals = as_module(self)->globals;
    upy_value found = upy_dict_get_name(globals, name);
    if (found || name == UPY_NAME(__class__)) {
        return found;
    }
    if (name == UPY_NAME(__dict__)) {
        return upy_from_dict(globals);
    }
    if (name == UPY_NAME(__annotations__) && !(globals->layout & UPY_DICT_FIXED)) {
        return module_annotations(globals);
    }
    upy_value hook = upy_dict_get_name(globals, UPY_NAME(__getattr__));
    if (hook) {
        return upy_call_1(hook, name);
    }
    return name == UPY_NAME(__doc__) ? UPY_NONE : UPY_NULL;
}

upy_value upy_module_attribute(upy_value self, upy_value name, upy_value value) {
    if (value == UPY_MARK_LOAD) {
        return module_load(self, name);
    }
    upy_dict *globals = as_module(self)->globals;
    if (globals->layout & UPY_DICT_FIXED) {
        return UPY_NULL;
    }
    if (value == UPY_MARK_DELETE) {
        return upy_dict_remove(globals, name);
    }
    upy_dict_set_name(globals, name, value);
    return UPY_NONE;
}

static void module_trace(upy_value self, upy_tracer *tracer) {
    upy_dict *globals = as_module(self)->globals;
    upy_trace_value(tracer, globals ? upy_from_dict(globals) : UPY_NULL);
}

const upy_slots upy_module_slots = {
    .make_new = module_make_new, .print = module_print, .attribute = upy_module_attribute, .trace = module_trace};

const upy_type upy_type_module = {UPY_TYPE_HEAD(module, upy_module, UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object,
                                  .slots = &upy_module_slots};

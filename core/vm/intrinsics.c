// intrinsics.c — the rare operations of core/code/intrinsics.def, one C function each. r points at the
// operand registers, which are roots; a function may overwrite them only where the table says so.
#include "core/builtins/builtins.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/str.h"
#include "core/vm/async.h"
#include "core/vm/match.h"
#include "core/vm/operations.h"
#include "core/vm/type_parameters.h"

// ---- Import ----------------------------------------------------------------------------------

static upy_value builtin_or_null(upy_value name) {
    const upy_value *entry = upy_builtins_find(name);
    return entry == NULL ? UPY_NULL : *entry;
}

// Through builtins.__import__, so that programs can replace it; straight to the importer otherwise.
static upy_value intrinsic_import_name(upy_value *r) {
    upy_dict *globals = upy_current_globals();
    upy_value import = builtin_or_null(UPY_NAME(__import__));
    if (import == UPY_NULL) {
        upy_raise_new(&upy_type_ImportError, "__import__ not found");
    }
    if (upy_is_exactly(import, &upy_type_builtin)) {
        return upy_import(r[0], r[1], (int)upy_small_int_value(r[2]), globals);
    }
    upy_value arguments[5] = {r[0], (upy_value)globals, UPY_NONE, r[1], r[2]};
    return upy_call(import, 5, 0, arguments);
}

static upy_value module_name(upy_value module) {
    upy_value name = upy_get_attribute_or_null(module, UPY_NAME(__name__));
    return name != UPY_NULL && upy_is_str(name) ? name : UPY_EMPTY_STR;
}

static upy_value dotted(upy_value package, upy_value name) {
    upy_value text = upy_new_str_format("%q.%q", package, name);
    return upy_intern_str(text);
}

static upy_value intrinsic_import_from(upy_value *r) {
    upy_value value = upy_get_attribute_or_null(r[0], r[1]);
    if (value != UPY_NULL) {
        return value;
    }
    upy_value submodule = upy_dict_get(UPY->modules, dotted(module_name(r[0]), r[1]));
    if (submodule != UPY_NULL) {
        return submodule;
    }
    upy_raise_new(&upy_type_ImportError, "can't import name %q", r[1]);
}

static upy_value intrinsic_import_leaf(upy_value *r) {
    upy_value module = r[0];
    const char *text = upy_str_data(r[1]);
    size_t length = upy_str_length(r[1]);
    const char *dot = memchr(text, '.', length);
    while (dot != NULL) {
        size_t offset = (size_t)(dot + 1 - text);
        const char *next = memchr(dot + 1, '.', length - offset);
        size_t part = next == NULL ? length - offset : (size_t)(next - dot - 1);
        upy_value of[2] = {module, upy_intern(dot + 1, part)};
        module = intrinsic_import_from(of);
        text = upy_str_data(r[1]);
        dot = next;
    }
    return module;
}

static void store_star(upy_value name_space, upy_value name, upy_value value) {
    if (name_space == UPY_NONE) {
        upy_dict_set(upy_current_globals(), name, value);
    } else {
        upy_set_item(name_space, name, value);
    }
}

static void import_listed(upy_value module, upy_value all, upy_value name_space) {
    size_t n;
    upy_value *items;
    if (!upy_get_items(all, &n, &items)) {
        upy_raise_type("__all__ must be a list or tuple");
    }
    for (size_t i = 0; i < n; i++) {
        upy_get_items(all, &n, &items);
        if (i >= n) {
            break;
        }
        upy_value name = upy_intern_str(upy_str_check(items[i]));
        store_star(name_space, name, upy_get_attribute(module, name));
    }
}

static upy_value intrinsic_import_star(upy_value *r) {
    upy_value all = upy_get_attribute_or_null(r[0], UPY_NAME(__all__));
    if (all != UPY_NULL) {
        import_listed(r[0], all, r[1]);
        return UPY_NONE;
    }
    upy_value attributes = upy_get_attribute(r[0], UPY_NAME(__dict__));
    if (!upy_has_layout(attributes, UPY_TYPE_DICT_BASED)) {
        attributes = (upy_value)upy_dict_new(0);
    }
    size_t position = 0;
    for (upy_pair *p; (p = upy_dict_next(upy_as_dict(attributes), &position)) != NULL;) {
        if (upy_is_str(p->key) && upy_str_length(p->key) > 0 && upy_str_data(p->key)[0] != '_') {
            store_star(r[1], p->key, p->value);
        }
    }
    return UPY_NONE;
}

// ---- Builtins the compiler needs, whatever their names mean now ----------------------------------

static upy_value intrinsic_load_build_class(upy_value *r) {
    (void)r;
    upy_value found = builtin_or_null(UPY_NAME(__build_class__));
    if (found == UPY_NULL) {
        upy_raise_new(&upy_type_NameError, "__build_class__ not found");
    }
    return found;
}

static upy_value intrinsic_load_assertion_error(upy_value *r) {
    (void)r;
    return (upy_value)&upy_type_AssertionError;
}

static upy_value intrinsic_load_stop_async_iteration(upy_value *r) {
    (void)r;
    return (upy_value)&upy_type_StopAsyncIteration;
}

static upy_value intrinsic_load_name_error(upy_value *r) {
    (void)r;
    return (upy_value)&upy_type_NameError;
}

static upy_value intrinsic_print_expression(upy_value *r) {
    upy_value print = builtin_or_null(UPY_NAME(__repl_print__));
    if (print != UPY_NULL) {
        upy_call_1(print, r[0]);
    }
    return UPY_NONE;
}

static upy_value intrinsic_template(upy_value *r) {
    upy_value make = builtin_or_null(UPY_NAME(__template__));
    if (make == UPY_NULL) {
        upy_raise_new(&upy_type_NameError, "__template__ not found");
    }
    return upy_call_2(make, r[0], r[1]);
}

// ---- async -----------------------------------------------------------------------------------

static upy_value special(upy_value object, upy_value name, const char *what, size_t n_args, const upy_value *args) {
    upy_value pair[2];
    if (!upy_get_special(object, name, pair)) {
        upy_raise_type("'%T' object %s", object, what);
    }
    return upy_call_method(pair, n_args, 0, args);
}

// FULL: errors of iter(), and what its user code does, come when the generator is made.
static upy_value intrinsic_iterate_early(upy_value *r) {
    const upy_type *type = upy_type_of(r[0]);
    return UPY_LEVEL >= UPY_LEVEL_FULL && (upy_type_is_class(type) || !type->slots->iter) ? upy_iter(r[0]) : r[0];
}

static upy_value intrinsic_aiter(upy_value *r) {
    return special(r[0], UPY_NAME(__aiter__), "isn't an async iterable", 0, NULL);
}

static upy_value intrinsic_anext(upy_value *r) {
    return upy_get_awaitable(special(r[0], UPY_NAME(__anext__), "isn't an async iterator", 0, NULL));
}

static upy_value intrinsic_async_enter(upy_value *r) {
    upy_value manager = r[0], pair[2];
    if (!upy_get_special(manager, UPY_NAME(__aexit__), pair)) {
        upy_raise_attribute(manager, UPY_NAME(__aexit__));
    }
    upy_value exit = pair[1] == UPY_NULL ? pair[0] : upy_new_bound_method(pair[0], pair[1]);
    upy_value entering = special(manager, UPY_NAME(__aenter__), "has no attribute '__aenter__'", 0, NULL);
    r[0] = exit;
    return upy_get_awaitable(entering);
}

static upy_value intrinsic_async_exit(upy_value *r) { return upy_get_awaitable(vm_with_exit(r[0], r[1])); }

static upy_value intrinsic_async_wrap(upy_value *r) { return upy_async_wrap(r[0]); }

// ---- match -----------------------------------------------------------------------------------

static upy_value intrinsic_match_is_sequence(upy_value *r) { return upy_bool(upy_match_is_sequence(r[0])); }
static upy_value intrinsic_match_is_mapping(upy_value *r) { return upy_bool(upy_match_is_mapping(r[0])); }
static upy_value intrinsic_match_item(upy_value *r) {
    intptr_t i = upy_small_int_value(r[1]); // classes that only look like sequences may not know negative indexes
    return upy_get_item(r[0], i < 0 ? upy_new_int(upy_length(r[0]) + i) : r[1]);
}

static upy_value intrinsic_match_length(upy_value *r) { return upy_new_int(upy_length(r[0])); }
static upy_value intrinsic_match_keys(upy_value *r) { return upy_match_keys(r[0], r[1]); }
static upy_value intrinsic_match_rest(upy_value *r) { return upy_match_rest(r[0], r[1]); }
static upy_value intrinsic_match_class(upy_value *r) {
    return upy_match_class(r[0], r[1], (size_t)upy_small_int_value(r[2]), r[3]);
}

// ---- Exception groups ------------------------------------------------------------------------

static upy_value intrinsic_group_split(upy_value *r) { return upy_group_split(r[0], r[1]); }
static upy_value intrinsic_group_finish(upy_value *r) { return upy_group_finish(r[0], r[1]); }

// ---- Generics and annotations ----------------------------------------------------------------

static upy_value intrinsic_type_parameter(upy_value *r) {
    return upy_new_type_parameter(r[0], (unsigned)upy_small_int_value(r[1]), r[2], r[3]);
}

static upy_value intrinsic_type_alias(upy_value *r) { return upy_new_type_alias(r[0], r[1], r[2]); }
static upy_value intrinsic_generic_base(upy_value *r) { return upy_generic_base(r[0]); }

static upy_value intrinsic_set_type_parameters(upy_value *r) {
    upy_set_attribute(r[0], UPY_NAME(__type_params__), r[1]);
    return r[0];
}

// A module is compiled statement by statement, so its annotations come in several functions: a list of them.
static void add_module_annotations(upy_value thunk) {
    upy_dict *globals = upy_current_globals();
    upy_value thunks = upy_dict_get_name(globals, UPY_NAME(__annotate__));
    if (thunks == UPY_NULL || !upy_is_exactly(thunks, &upy_type_list)) {
        thunks = upy_new_list_with_capacity(1);
        upy_dict_set_name(globals, UPY_NAME(__annotate__), thunks);
    }
    upy_list_append(thunks, thunk);
}

static upy_value intrinsic_set_annotations(upy_value *r) {
    if (r[0] == UPY_NONE) {
        add_module_annotations(r[1]);
    } else if (upy_is_exactly(r[0], &upy_type_function)) {
        upy_set_attribute(r[0], UPY_NAME(__annotate__), r[1]);
    } else {
        upy_set_item(r[0], UPY_NAME(__annotate__), r[1]);
    }
    return r[0];
}

// ---- Variables -------------------------------------------------------------------------------

static upy_value intrinsic_super_object(upy_value *r) { return upy_new_super(r[0], r[1]); }

upy_value (*const upy_intrinsics[])(upy_value *r) = {
#define INTRINSIC(name, meaning) intrinsic_##name,
#include "core/code/intrinsics.def"
#undef INTRINSIC
};

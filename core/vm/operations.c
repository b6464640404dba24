// operations.c — what opcodes do out of line: building, taking apart, formatting, raising, with (see fast_paths.c for
// operators, subscripts and loops).
#include "core/vm/operations.h"

#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/iteration.h"
#include "core/types/str.h"

// ---- Building and taking apart ---------------------------------------------------------------

upy_value vm_make_set(const upy_value *items, size_t n) {
    upy_value set = upy_new_set();
    for (size_t i = 0; i < n; i++) {
        upy_set_add(set, items[i]);
    }
    return set;
}

upy_value vm_make_dict(const upy_value *pairs, size_t n) {
    upy_dict *d = upy_dict_new(n);
    for (size_t i = 0; i < n; i++) {
        upy_dict_set(d, pairs[2 * i], pairs[2 * i + 1]);
    }
    return (upy_value)d;
}

static void add_pair(upy_dict *d, upy_value key, upy_value value, bool is_keywords) {
    if (is_keywords) {
        if (!upy_is_str(key)) {
            upy_raise_type("keywords must be strings");
        }
        if (upy_dict_get(d, key) != UPY_NULL) {
            upy_raise_type("function got multiple values for argument '%q'", key);
        }
    }
    upy_dict_set(d, key, value);
}

void vm_dict_update(upy_dict *d, upy_value mapping, bool is_keywords) {
    if (upy_is_exactly(mapping, &upy_type_dict)) {
        size_t position = 0;
        for (upy_pair *p; (p = upy_dict_next(upy_as_dict(mapping), &position)) != NULL;) {
            add_pair(d, p->key, p->value, is_keywords);
        }
        return;
    }
    upy_value keys[2];
    if (!upy_get_method_or_null(mapping, UPY_NAME(keys), keys)) {
        if (is_keywords) {
            upy_raise_type("argument after ** must be a mapping, not %T", mapping);
        }
        upy_raise_type("'%T' object isn't a mapping", mapping);
    }
    upy_iteration it;
    upy_iteration_begin(&it, upy_call_method(keys, 0, 0, NULL));
    for (upy_value key; (key = upy_iteration_next(&it)) != UPY_NULL;) {
        add_pair(d, key, upy_get_item(mapping, key), is_keywords);
    }
}

UPY_NORETURN static void raise_too_few(size_t n) { upy_raise_value_error("need more than %zu values to unpack", n); }

void vm_unpack(upy_value *to, size_t n, upy_value source) {
    size_t length;
    upy_value *items;
    const upy_type *type = upy_type_of(source);
    if ((type == &upy_type_list || type == &upy_type_tuple) && upy_get_items(source, &length, &items)) {
        if (length < n) {
            raise_too_few(length);
        }
        if (length > n) {
            upy_raise_value_error("too many values to unpack (expected %zu)", n);
        }
        for (size_t i = 0; i < n; i++) {
            to[i] = items[i];
        }
        return;
    }
    upy_iteration it;
    upy_iteration_begin(&it, source);
    for (size_t i = 0; i < n; i++) {
        upy_value item = upy_iteration_next(&it);
        if (item == UPY_NULL) {
            raise_too_few(i);
        }
        to[i] = item;
    }
    if (upy_iteration_next(&it) != UPY_NULL) {
        upy_raise_value_error("too many values to unpack (expected %zu)", n);
    }
}

void vm_unpack_star(upy_value *to, size_t n_before, size_t n_after, upy_value source) {
    upy_value list = upy_to_list(source);
    size_t length = upy_as_list(list)->length;
    if (length < n_before + n_after) {
        raise_too_few(length);
    }
    size_t n_rest = length - n_before - n_after;
    const upy_value *items = upy_as_list(list)->items;
    upy_value rest = upy_new_list(n_rest, n_rest == 0 ? NULL : items + n_before);
    for (size_t i = 0; i < n_before; i++) {
        to[i] = items[i];
    }
    to[n_before] = rest;
    for (size_t i = 0; i < n_after; i++) {
        to[n_before + 1 + i] = items[n_before + n_rest + i];
    }
}

upy_value vm_format(const upy_value *of, unsigned flags) {
    upy_value value = of[0];
    switch (flags & 3) {
    case 1: value = upy_to_str(value); break;
    case 2: value = upy_to_repr(value); break;
    case 3: value = upy_ascii(value); break;
    default: break;
    }
    if (!(flags & 4)) {
        if (upy_is_exactly(value, &upy_type_str)) {
            return value;
        }
        return upy_format_value(value, UPY_EMPTY_STR);
    }
    return upy_format_value(value, of[1]);
}

upy_value vm_join_strings(const upy_value *parts, size_t n) {
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        length += upy_str_length(parts[i]);
    }
    char *to;
    upy_value result = upy_new_str_uninitialised(&upy_type_str, length, &to);
    for (size_t i = 0; i < n; i++) {
        size_t part = upy_str_length(parts[i]);
        memcpy(to, upy_str_data(parts[i]), part);
        to += part;
    }
    upy_str_finish(result);
    return result;
}

// ---- Errors ----------------------------------------------------------------------------------

void vm_raise_unset(void) { upy_raise_new(&upy_type_UnboundLocalError, "local variable referenced before assignment"); }

void vm_raise_unset_cell(upy_value name, bool is_free) {
    (void)name;
    upy_raise_new(is_free ? &upy_type_NameError : &upy_type_UnboundLocalError,
                  "local variable referenced before assignment");
}

void vm_raise_name(upy_value name) {
    upy_raise_about(&upy_type_NameError, name, UPY_NULL, "name '%q' isn't defined", name);
}

upy_value vm_prepare_raise(upy_value what, upy_value cause) {
    upy_value exception = upy_exception_instance(what);
    if (cause != UPY_NULL) {
        if (upy_is_type(cause)) {
            cause = upy_exception_instance(cause);
        }
        if (cause != UPY_NONE && !upy_is_exception(cause)) {
            upy_raise_type("exception causes must derive from BaseException");
        }
        upy_exception_set_cause(exception, cause);
    }
    if (UPY->handled_exception != UPY_NULL && UPY->handled_exception != exception) {
        upy_exception_set_context(exception, UPY->handled_exception);
    }
    return exception;
}

// ---- with ------------------------------------------------------------------------------------

// The special method as one callable, found on the type, or on the instance when the type has none.
static upy_value manager_method(upy_value manager, upy_value name) {
    upy_value pair[2];
    if (!upy_get_special(manager, name, pair)) {
        return upy_get_attribute(manager, name);
    }
    return pair[1] == UPY_NULL ? pair[0] : upy_new_bound_method(pair[0], pair[1]);
}

void vm_with_enter(upy_value manager, upy_value to[2]) {
    upy_value exit = manager_method(manager, UPY_NAME(__exit__));
    upy_value pair[2];
    upy_value entered;
    if (upy_get_special(manager, UPY_NAME(__enter__), pair)) {
        entered = upy_call_method(pair, 0, 0, NULL);
    } else {
        entered = upy_call_0(upy_get_attribute(manager, UPY_NAME(__enter__)));
    }
    to[0] = exit;
    to[1] = entered;
}

upy_value vm_with_exit(upy_value exit, upy_value exception) {
    upy_value arguments[3] = {UPY_NONE, UPY_NONE, UPY_NONE};
    if (exception != UPY_NONE) {
        arguments[0] = (upy_value)upy_type_of(exception);
        arguments[1] = exception;
        arguments[2] = upy_get_attribute(exception, UPY_NAME(__traceback__));
    }
    return upy_call(exit, 3, 0, arguments);
}

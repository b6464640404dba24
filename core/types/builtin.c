// builtin.c — C functions as Python sees them.
//
// A upy_builtin is a constant: functions, methods of native types, static and class methods differ only in `kind`.
// Only methods bind an instance, only class methods a class, so that `class C: f = abs` stays callable as C().f(-1).
// The number of arguments and the type of self are checked here, once, so that the functions need not.
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/function.h"

static upy_value builtin_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    const upy_builtin *b = (const upy_builtin *)self;
    if (UPY_UNLIKELY(n_kw) && !b->has_keywords) {
        upy_no_keywords(n_kw);
    }
    if (UPY_UNLIKELY(n_args < b->least || (n_args > b->most && b->most != UPY_ARGS_ANY))) {
        upy_check_argument_count(n_args, b->least, b->most == UPY_ARGS_ANY ? SIZE_MAX : b->most);
    }
    if (b->kind == UPY_BUILTIN_METHOD && n_args && UPY_UNLIKELY(!upy_is_instance(args[0], upy_builtin_owner(b)))) {
        upy_raise_type("argument should be a '%q' not a '%T'", upy_builtin_owner(b)->name, args[0]);
    }
    if (b->has_keywords) {
        return b->call.keyword(n_args, n_kw, args);
    }
    return b->call.positional(n_args, args);
}

static void builtin_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)self, (void)kind;
    upy_write_string(w, "<function>");
}

static upy_value builtin_attribute(upy_value self, upy_value name, upy_value value) {
    const upy_builtin *b = (const upy_builtin *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(__name__)) {
        return upy_builtin_name(b);
    }
#if UPY_FULL_DATA_MODEL
    if (name == UPY_NAME(__qualname__)) {
        return upy_builtin_name(b);
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__self__) && b->kind != UPY_BUILTIN_METHOD) { // of __new__ the type, else no matter what
        return upy_builtin_name(b) == UPY_NAME(__new__) ? (upy_value)&upy_type_object : UPY_NONE;
    }
#endif
    if (name == UPY_NAME(__doc__) || name == UPY_NAME(__module__)) {
        return name == UPY_NAME(__doc__) ? UPY_NONE : upy_builtin_home(self, upy_builtin_name(b));
    }
#endif
    return UPY_NULL;
}

static upy_value builtin_get(upy_value self, upy_value instance, const upy_type *owner) {
    const upy_builtin *b = (const upy_builtin *)self;
    if (b->kind == UPY_BUILTIN_METHOD && instance) {
        return upy_new_bound_method(self, instance);
    }
    if (b->kind == UPY_BUILTIN_CLASS_METHOD) {
        return upy_new_bound_method(self, (upy_value)owner);
    }
    return self;
}

static const upy_slots builtin_slots = {
    .call = builtin_call, .print = builtin_print, .attribute = builtin_attribute, .descriptor_get = builtin_get};

const upy_type upy_type_builtin = {
    UPY_TYPE_HEAD(builtin_function_or_method, upy_builtin, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object, .slots = &builtin_slots};

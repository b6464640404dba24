// call.c — calling values. Python functions are called through the call slot of their type, which the
// VM implements.
#include "core/heap/heap.h"
#include "core/object/class.h"
#include "core/object/raise.h"

#define WORDS_ON_STACK 8

upy_value upy_call(upy_value callee, size_t n_args, size_t n_kw, const upy_value *args) {
    const upy_type *type = upy_type_of(callee);
    if (UPY_UNLIKELY(!type->slots->call)) {
        upy_raise_type("'%T' object isn't callable", callee);
    }
    upy_check_stack();
    return type->slots->call(callee, n_args, n_kw, args);
}

upy_value upy_call_2(upy_value callee, upy_value a, upy_value b) {
    upy_value args[2] = {a, b};
    return upy_call(callee, 2, 0, args);
}

upy_value upy_call_method(const upy_value pair[2], size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value callee = pair[0], self = pair[1];
    if (self == UPY_NULL) {
        return upy_call(callee, n_args, n_kw, args);
    }
    upy_value on_stack[WORDS_ON_STACK];
    size_t n_words = n_args + 2 * n_kw;
    upy_value *words = on_stack;
    if (n_words >= WORDS_ON_STACK) {
        words = upy_heap_alloc_storage((n_words + 1) * sizeof *words); // found through the C stack by the collector
    }
    words[0] = self;
    if (n_words > 0) {
        memcpy(words + 1, args, n_words * sizeof *words);
    }
    upy_value result = upy_call(callee, n_args + 1, n_kw, words);
    if (words != on_stack) {
        upy_heap_free_storage(words);
    }
    return result;
}

upy_value upy_call_method_named(upy_value object, upy_value name, size_t n_args, const upy_value *args) {
    upy_value pair[2];
    upy_get_method(object, name, pair);
    return upy_call_method(pair, n_args, 0, args);
}

bool upy_is_callable(upy_value v) {
    const upy_type *type = upy_type_of(v);
    if (!upy_type_is_class(type)) {
        return type->slots->call != NULL;
    }
    // All classes share slots that can call; what counts is __call__ in the class or below it.
    if (upy_type_lookup(type, UPY_NAME(__call__)) != UPY_NULL) {
        return true;
    }
    const upy_type *native = upy_as_class(type)->native;
    return native && native->slots->call;
}

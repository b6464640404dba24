// functions_async.c — the builtin functions aiter and anext.
#include "core/builtins/builtin_functions.h"
#include "core/object/class.h"
#include "core/object/raise.h"
#include "core/object/run.h"
#include "core/types/function.h"

upy_value upy_builtin_aiter(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value pair[2];
    if (!upy_get_special(args[0], UPY_NAME(__aiter__), pair)) {
        upy_raise_type("'%T' object isn't an async iterable", args[0]);
    }
    return upy_call_method(pair, 0, 0, NULL);
}

upy_value upy_builtin_anext(size_t n_args, const upy_value *args) {
    upy_value pair[2];
    if (!upy_get_special(args[0], UPY_NAME(__anext__), pair)) {
        upy_raise_type("'%T' object isn't an async iterator", args[0]);
    }
    upy_value awaitable = upy_call_method(pair, 0, 0, NULL);
    if (n_args == 1) {
        return awaitable;
    }
    return upy_async_with_default(awaitable, args[1]);
}

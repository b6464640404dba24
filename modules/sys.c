// sys.c — the sys module: interpreter state. The module object is of a type of its own, because some of
// its attributes (path, argv, modules, the streams, the prompts) live in UPY and a few can be stored to.
#include "core/builtins/builtins.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "hal/hal.h"
#include "modules/modules.h"
#include "modules/stream.h"
#include "modules/sys_namespace.h"
#include "modules/version.h"

// ---- Functions -------------------------------------------------------------------------------

static upy_value sys_exit(size_t n_args, const upy_value *args) {
    upy_raise(upy_new_exception(&upy_type_SystemExit, n_args, args));
}

static upy_value sys_exc_info(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    upy_value exception = UPY->handled_exception;
    upy_value info[3] = {UPY_NONE, UPY_NONE, UPY_NONE};
    if (exception != UPY_NULL) {
        info[0] = (upy_value)upy_type_of(exception);
        info[1] = exception;
        info[2] = upy_get_attribute(exception, UPY_NAME(__traceback__));
    }
    return upy_new_tuple(3, info);
}

// The text goes out in one write: a stream may be slow or count its calls.
static upy_value sys_print_exception(size_t n_args, const upy_value *args) {
    upy_builder text;
    upy_builder_init(&text, 0);
    upy_writer w = upy_builder_writer(&text);
    if (upy_is_exception(args[0])) {
        upy_print_exception(&w, args[0]);
    } else {
        upy_printf(&w, "%r\n", args[0]);
    }
    upy_value stream = n_args > 1 && args[1] != UPY_NONE ? args[1] : UPY->stdio[1];
    upy_value pair[2];
    if (stream == UPY_NULL) {
        upy_hal_console_write(text.data, text.length);
    } else if (upy_get_method_or_null(stream, UPY_NAME(write), pair)) {
        upy_value string = upy_builder_to_str(&text);
        upy_call_method(pair, 1, 0, &string);
    } else {
        upy_raise_new(&upy_type_OSError, "stream operation not supported");
    }
    return UPY_NONE;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value sys_atexit(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value before = UPY->sys_exit_function;
    UPY->sys_exit_function = args[0] == UPY_NONE ? UPY_NULL : args[0];
    return before == UPY_NULL ? UPY_NONE : before;
}

static upy_value sys_getsizeof(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value v = args[0];
    if (!upy_is_object(v) || !upy_heap_contains((void *)v)) {
        return upy_small_int(upy_is_object(v) ? (intptr_t)sizeof(upy_singleton) : 0);
    }
    size_t size = upy_heap_block_size((void *)v);
    const upy_type *type = upy_type_of(v);
    if (type->flags & UPY_TYPE_LIST_BASED) {
        size += upy_as_list(v)->items == NULL ? 0 : upy_heap_block_size(upy_as_list(v)->items);
    } else if (type->flags & UPY_TYPE_DICT_BASED) {
        const upy_dict *d = upy_as_dict(v);
        size += d->pairs == NULL || !upy_heap_contains(d->pairs) ? 0 : upy_heap_block_size(d->pairs);
    } else if (type->flags & UPY_TYPE_BYTEARRAY_BASED) {
        const upy_bytearray *b = (const upy_bytearray *)v;
        size += b->data == NULL || !upy_heap_contains(b->data) ? 0 : upy_heap_block_size(b->data);
    }
    return upy_new_int_from_unsigned(size);
}

static upy_value sys_intern(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_intern_str(upy_str_check(args[0]));
}

static upy_value sys_getrecursionlimit(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_int_from_unsigned(UPY->recursion_limit);
}

static upy_value sys_setrecursionlimit(size_t n_args, const upy_value *args) {
    (void)n_args;
    intptr_t limit = upy_int_get_checked(args[0]);
    if (limit < 1) {
        upy_raise_value_error("recursion limit must be greater or equal than 1");
    }
    if ((size_t)limit <= UPY->call_depth) {
        upy_raise_runtime("cannot set the recursion limit to %zd at the recursion depth %zu: the limit is too low",
                          limit, UPY->call_depth);
    }
    UPY->recursion_limit = (size_t)limit;
    return UPY_NONE;
}

static upy_value sys_getdefaultencoding(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_str("utf-8", 5);
}

// The frame of the caller, or of one further out.
static upy_value sys_getframe(size_t n_args, const upy_value *args) {
    intptr_t depth = n_args ? upy_int_get_checked(args[0]) : 0;
    upy_value frame = upy_new_frame_object(depth < 0 ? 0 : (size_t)depth);
    if (!frame) {
        upy_raise_value_error("call stack is not deep enough");
    }
    return frame;
}

static upy_value sys_exception(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return UPY->handled_exception == UPY_NULL ? UPY_NONE : UPY->handled_exception;
}

static const UPY_FUNCTION(atexit_function, atexit, sys_atexit, 1, 1);
static const UPY_FUNCTION(getframe_function, _getframe, sys_getframe, 0, 1);
static const UPY_FUNCTION(getsizeof_function, getsizeof, sys_getsizeof, 1, 2);
static const UPY_FUNCTION(intern_function, intern, sys_intern, 1, 1);
static const UPY_FUNCTION(getrecursionlimit_function, getrecursionlimit, sys_getrecursionlimit, 0, 0);
static const UPY_FUNCTION(setrecursionlimit_function, setrecursionlimit, sys_setrecursionlimit, 1, 1);
static const UPY_FUNCTION(getdefaultencoding_function, getdefaultencoding, sys_getdefaultencoding, 0, 0);
static const UPY_FUNCTION(exception_function, exception, sys_exception, 0, 0);
#endif

static const UPY_FUNCTION(exit_function, exit, sys_exit, 0, 1);
static const UPY_FUNCTION(exc_info_function, exc_info, sys_exc_info, 0, 0);
static const UPY_FUNCTION(print_exception_function, print_exception, sys_print_exception, 1, 2);

static const upy_pair sys_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(sys)},
    {UPY_NAME(exit), (upy_value)&exit_function},
    {UPY_NAME(exc_info), (upy_value)&exc_info_function},
    {UPY_NAME(print_exception), (upy_value)&print_exception_function},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(atexit), (upy_value)&atexit_function},
    {UPY_NAME(_getframe), (upy_value)&getframe_function},
    {UPY_NAME(getsizeof), (upy_value)&getsizeof_function},
    {UPY_NAME(intern), (upy_value)&intern_function},
    {UPY_NAME(getrecursionlimit), (upy_value)&getrecursionlimit_function},
    {UPY_NAME(setrecursionlimit), (upy_value)&setrecursionlimit_function},
    {UPY_NAME(getdefaultencoding), (upy_value)&getdefaultencoding_function},
    {UPY_NAME(exception), (upy_value)&exception_function},
    {UPY_NAME(maxunicode), UPY_SMALL_INT(0x10ffff)},
#endif
};
static const UPY_DEFINE_TABLE(sys_globals, sys_pairs);

// ---- Attributes that are not constants -----------------------------------------------------------

static upy_value new_text(const char *text) { return upy_new_str(text, strlen(text)); }

// A namespace object with the given attributes, as sys.implementation and sys.flags are.
static upy_value new_record(size_t n, const upy_value *names, const upy_value *values) {
    upy_dict *attributes = upy_dict_new(n);
    for (size_t i = 0; i < n; i++) {
        upy_dict_set_name(attributes, names[i], values[i]);
    }
    return upy_new_simple_namespace(attributes);
}

static upy_value implementation(void) {
    upy_value version[4] = {upy_small_int(UPY_VERSION_MAJOR), upy_small_int(UPY_VERSION_MINOR),
                            upy_small_int(UPY_VERSION_MICRO), new_text(UPY_VERSION_STAGE)};
    const upy_value names[] = {
        UPY_NAME(name),
        UPY_NAME(version),
        UPY_NAME(_machine),
        UPY_NAME(_build),
#if UPY_LEVEL >= UPY_LEVEL_FULL
        UPY_NAME(cache_tag),
#endif
    };
    const upy_value values[] = {UPY_NAME(micropython), upy_new_tuple(4, version), new_text(UPY_MACHINE),
                                new_text(UPY_PLATFORM), UPY_NONE};
    return new_record(UPY_COUNT_OF(names), names, values);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value flags(void) {
    static const upy_value names[] = {
        UPY_NAME(optimize),
        UPY_NAME(utf8_mode),
        // All of these are 0.
        UPY_NAME(debug),
        UPY_NAME(verbose),
        UPY_NAME(ignore_environment),
        UPY_NAME(bytes_warning),
        UPY_NAME(dev_mode),
        UPY_NAME(no_site),
        UPY_NAME(no_user_site),
        UPY_NAME(isolated),
        UPY_NAME(inspect),
        UPY_NAME(interactive),
        UPY_NAME(quiet),
        UPY_NAME(hash_randomization),
        UPY_NAME(safe_path),
        UPY_NAME(warn_default_encoding),
        UPY_NAME(dont_write_bytecode),
    };
    upy_value values[UPY_COUNT_OF(names)] = {upy_small_int(UPY->optimise), UPY_SMALL_INT(1)};
    for (size_t i = 2; i < UPY_COUNT_OF(names); i++) {
        values[i] = UPY_SMALL_INT(0);
    }
    return new_record(UPY_COUNT_OF(names), names, values);
}
#endif

static upy_value version_info(void) {
    const upy_value parts[] = {
        upy_small_int(3),
        upy_small_int(UPY_PYTHON_MINOR),
        upy_small_int(0),
#if UPY_LEVEL >= UPY_LEVEL_FULL
        UPY_NAME(alpha),
        upy_small_int(0),
#endif
    };
    return upy_new_tuple(UPY_COUNT_OF(parts), parts);
}

static upy_value stored(upy_value name) {
    return UPY->sys_attributes == UPY_NULL ? UPY_NULL : upy_dict_get_name(upy_as_dict(UPY->sys_attributes), name);
}

static void store(upy_value name, upy_value value) {
    if (UPY->sys_attributes == UPY_NULL) {
        UPY->sys_attributes = (upy_value)upy_dict_new(2);
    }
    upy_dict_set_name(upy_as_dict(UPY->sys_attributes), name, value);
}

// Where a name that can be stored lives in UPY; NULL for the others.
static upy_value *place_of(upy_value name) {
    return name == UPY_NAME(path)     ? &UPY->sys_path
           : name == UPY_NAME(argv)   ? &UPY->sys_argv
           : name == UPY_NAME(stdin)  ? &UPY->stdio[0]
           : name == UPY_NAME(stdout) ? &UPY->stdio[1]
           : name == UPY_NAME(stderr) ? &UPY->stdio[2]
                                      : NULL;
}

static bool is_stored(upy_value name) {
    return name == UPY_NAME(ps1) || name == UPY_NAME(ps2) || name == UPY_NAME(tracebacklimit) ||
           name == UPY_NAME(executable) || UPY_LEVEL >= UPY_LEVEL_FULL;
}

// What hosts have beyond that, for CPython's own library (modules/cpython/_sys_extras.py).
static upy_value extra(upy_value name) {
#if UPY_LEVEL >= UPY_LEVEL_FULL
    upy_value extras = upy_import_builtin_or_null(UPY_NAME(_sys_extras));
    return extras ? upy_get_attribute_or_null(extras, name) : UPY_NULL;
#else
    (void)name;
    return UPY_NULL;
#endif
}

static upy_value computed(upy_value name) {
    if (name == UPY_NAME(modules)) {
        return (upy_value)UPY->modules;
    }
    if (name == UPY_NAME(maxsize)) {
        return upy_new_int(INTPTR_MAX);
    }
    if (name == UPY_NAME(byteorder)) {
        return new_text(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "little" : "big");
    }
    if (name == UPY_NAME(platform)) {
        return new_text(UPY_PLATFORM);
    }
    if (name == UPY_NAME(version)) {
        return new_text(UPY_PYTHON_VERSION "; MicroPython " UPY_VERSION_TEXT);
    }
    if (name == UPY_NAME(version_info)) {
        return version_info();
    }
    return UPY_NULL;
}

static upy_value load(upy_value name) {
    const upy_value *place = place_of(name);
    if (place != NULL) {
        bool is_stream = UPY_STANDARD_STREAMS && place >= UPY->stdio && place < UPY->stdio + 3;
        return *place == UPY_NULL && is_stream ? upy_standard_stream((int)(place - UPY->stdio)) : *place;
    }
    upy_value value = stored(name);
    if (value != UPY_NULL) {
        return value;
    }
    value = computed(name);
    if (value != UPY_NULL) {
        return value;
    }
    if (name == UPY_NAME(implementation)) {
        value = implementation();
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(flags)) {
        value = flags();
    }
#endif
    if (value != UPY_NULL) { // the same object each time
        store(name, value);
        return value;
    }
    if (name == UPY_NAME(ps1)) {
        return new_text(">>> ");
    }
    return name == UPY_NAME(ps2) ? new_text("... ") : UPY_NULL;
}

static upy_value sys_attribute(upy_value self, upy_value name, upy_value value) {
    if (value == UPY_MARK_LOAD) {
        upy_value found = load(name);
        if (found == UPY_NULL) {
            found = upy_module_attribute(self, name, value);
        }
        return found != UPY_NULL || name == UPY_NAME(__path__) || name == UPY_NAME(__all__) ? found : extra(name);
    }
    upy_value *place = place_of(name);
    if (value == UPY_MARK_DELETE) {
        if (!is_stored(name) || UPY->sys_attributes == UPY_NULL) {
            return UPY_NULL;
        }
        return upy_dict_remove(upy_as_dict(UPY->sys_attributes), name);
    }
    if (place != NULL) {
        *place = value;
        return UPY_NONE;
    }
    if (!is_stored(name)) {
        return UPY_NULL;
    }
    store(name, value);
    return UPY_NONE;
}

static void sys_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    upy_module_slots.print(w, self, kind);
}

static const upy_slots sys_slots = {.print = sys_print, .attribute = sys_attribute};
static const upy_type type_sys = {
    UPY_TYPE_HEAD(module, upy_module, UPY_TYPE_EQ_IDENTITY | UPY_TYPE_IS_FINAL | UPY_TYPE_IS_VARIANT),
    .base = &upy_type_module, .slots = &sys_slots};

const upy_module upy_module_sys = {{&type_sys}, (upy_dict *)&sys_globals};

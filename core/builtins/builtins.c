// builtins.c — the table of everything built in, and the namespace programs may change.
//
// The table is constant. Stores to the `builtins` module go to a RAM namespace, which bumps UPY->epoch
// like any namespace, so inline caches notice. On hosts that namespace is a copy of the whole table
// (a hash lookup instead of a search); on boards it exists only once something was stored.
#include "core/builtins/builtins.h"

#include "core/builtins/builtin_functions.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/str.h"

#define BUILTIN_NAMED(name, least, most)                                                                               \
    static const UPY_FUNCTION(name##_object, name, upy_builtin_##name, least, most);
#define BUILTIN_KEYWORD_NAMED(name)                                                                                    \
    static const UPY_KEYWORD_FUNCTION(name##_object, name, upy_builtin_##name, 0, UPY_ARGS_ANY);
#include "core/builtins/functions.def"
#undef BUILTIN_NAMED
#undef BUILTIN_KEYWORD_NAMED

// open() belongs to the io module: only its address is needed here, and a constant table needs no RAM.
extern const upy_builtin upy_builtin_open;

static const upy_pair builtin_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(builtins)},
#if UPY_FILES
    {UPY_NAME(open), (upy_value)&upy_builtin_open},
#endif
#define BUILTIN_NAMED(name, least, most) {UPY_NAME(name), (upy_value)&name##_object},
#define BUILTIN_KEYWORD_NAMED(name) {UPY_NAME(name), (upy_value)&name##_object},
#include "core/builtins/functions.def"
#undef BUILTIN_NAMED
#undef BUILTIN_KEYWORD_NAMED
    {UPY_NAME(bool), (upy_value)&upy_type_bool},
    {UPY_NAME(bytearray), (upy_value)&upy_type_bytearray},
    {UPY_NAME(bytes), (upy_value)&upy_type_bytes},
    {UPY_NAME(classmethod), (upy_value)&upy_type_classmethod},
#if UPY_FULL_DATA_MODEL
    {UPY_NAME(complex), (upy_value)&upy_type_complex},
#endif
    {UPY_NAME(dict), (upy_value)&upy_type_dict},
    {UPY_NAME(enumerate), (upy_value)&upy_type_enumerate},
    {UPY_NAME(filter), (upy_value)&upy_type_filter},
#if UPY_FLOATS
    {UPY_NAME(float), (upy_value)&upy_type_float},
#endif
    {UPY_NAME(frozenset), (upy_value)&upy_type_frozenset},
    {UPY_NAME(int), (upy_value)&upy_type_int},
    {UPY_NAME(list), (upy_value)&upy_type_list},
    {UPY_NAME(map), (upy_value)&upy_type_map},
#if UPY_LEVEL >= UPY_LEVEL_STANDARD
    {UPY_NAME(memoryview), (upy_value)&upy_type_memoryview},
#endif
    {UPY_NAME(object), (upy_value)&upy_type_object},
    {UPY_NAME(property), (upy_value)&upy_type_property},
    {UPY_NAME(range), (upy_value)&upy_type_range},
    {UPY_NAME(reversed), (upy_value)&upy_type_reversed},
    {UPY_NAME(set), (upy_value)&upy_type_set},
#if UPY_LEVEL >= UPY_LEVEL_STANDARD
    {UPY_NAME(slice), (upy_value)&upy_type_slice},
#endif
    {UPY_NAME(staticmethod), (upy_value)&upy_type_staticmethod},
    {UPY_NAME(str), (upy_value)&upy_type_str},
    {UPY_NAME(super), (upy_value)&upy_type_super},
    {UPY_NAME(tuple), (upy_value)&upy_type_tuple},
    {UPY_NAME(type), (upy_value)&upy_type_type},
    {UPY_NAME(zip), (upy_value)&upy_type_zip},
#define EXCEPTION(name, base) {UPY_NAME(name), (upy_value)&upy_type_##name},
#include "core/types/exceptions.def"
#undef EXCEPTION
#if UPY_LEVEL >= UPY_LEVEL_STANDARD
    {UPY_NAME(EnvironmentError), (upy_value)&upy_type_OSError},
    {UPY_NAME(IOError), (upy_value)&upy_type_OSError},
#endif
    {UPY_NAME(RecursionError), (upy_value)&upy_type_RuntimeError},
#if UPY_LEVEL >= UPY_LEVEL_STANDARD
    {UPY_NAME(ExceptionGroup), (upy_value)&upy_class_ExceptionGroup}, // two bases, so no row of the hierarchy
#endif
    {UPY_NAME(Ellipsis), UPY_ELLIPSIS},
    {UPY_NAME(NotImplemented), UPY_NOT_IMPLEMENTED},
    {UPY_NAME(None), UPY_NONE},
    {UPY_NAME(True), UPY_TRUE},
    {UPY_NAME(False), UPY_FALSE},
#if UPY_FULL_DATA_MODEL
    {UPY_NAME(__debug__), UPY_TRUE},
#endif
};
const UPY_DEFINE_TABLE(upy_builtins_table, builtin_pairs);

upy_dict *upy_builtins(void) {
    if (UPY->builtins == NULL) {
        upy_dict *d = upy_dict_new_namespace(UPY_LEVEL >= UPY_LEVEL_FULL ? UPY_COUNT_OF(builtin_pairs) + 8 : 0);
        if (UPY_LEVEL >= UPY_LEVEL_FULL) {
            for (size_t i = 0; i < UPY_COUNT_OF(builtin_pairs); i++) {
                if (builtin_pairs[i].value != UPY_NULL) {
                    upy_dict_set_name(d, builtin_pairs[i].key, builtin_pairs[i].value);
                }
            }
        }
        UPY->builtins = d;
    }
    return UPY->builtins;
}

const upy_value *upy_builtins_find(upy_value name) {
    if (UPY_LEVEL >= UPY_LEVEL_FULL) {
        upy_builtins();
    }
    if (UPY->builtins != NULL) {
        const upy_value *found = upy_dict_find_name(UPY->builtins, name);
        if (found != NULL) {
            return found;
        }
        if (UPY_LEVEL >= UPY_LEVEL_FULL) {
            return name == UPY_NAME(_) && UPY->repl_last != UPY_NULL ? &UPY->repl_last : NULL;
        }
    }
    if (name == UPY_NAME(_)) {
        return UPY->repl_last != UPY_NULL ? &UPY->repl_last : NULL;
    }
    const upy_value *found = upy_dict_find_name(&upy_builtins_table, name);
    return found != NULL && *found != UPY_NULL ? found : NULL;
}

upy_value upy_builtins_lookup(upy_value name) {
    const upy_value *found = upy_builtins_find(name);
    return found == NULL ? UPY_NULL : *found;
}

void upy_builtins_set(upy_value name, upy_value value) {
    upy_dict_set_name(upy_builtins(), name, value);
    UPY->epoch++; // caches may hold the address of the constant entry this now shadows
}

bool upy_builtins_remove(upy_value name) {
    bool found = UPY->builtins != NULL && upy_dict_remove(UPY->builtins, name) != UPY_NULL;
    UPY->epoch++;
    return found;
}

// ---- The module ------------------------------------------------------------------------------------

static upy_value module_attribute(upy_value self, upy_value name, upy_value value) {
    if (value == UPY_MARK_LOAD) {
        if (name == UPY_NAME(__dict__)) {
            return upy_from_dict(UPY_LEVEL >= UPY_LEVEL_FULL ? upy_builtins() : ((const upy_module *)self)->globals);
        }
        return upy_builtins_lookup(name);
    }
    if (value == UPY_MARK_DELETE) {
        return upy_builtins_remove(name) ? UPY_NONE : UPY_NULL;
    }
    upy_builtins_set(name, value);
    return UPY_NONE;
}

static void module_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)self;
    (void)kind;
    upy_write_string(w, "<module 'builtins'>");
}

static const upy_slots module_slots = {
    .print = module_print,
    .attribute = module_attribute,
};

static const upy_type builtins_module_type = {
    UPY_TYPE_HEAD(module, upy_module, UPY_TYPE_IS_FINAL | UPY_TYPE_IS_VARIANT),
    .base = &upy_type_module,
    .slots = &module_slots,
};

const upy_module upy_module_builtins = {{&builtins_module_type}, (upy_dict *)&upy_builtins_table};

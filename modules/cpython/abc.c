// abc.c — module _abc: what ABCMeta of CPython's abc.py leaves to C: abstract methods, registration, and
// isinstance()/issubclass() that honour both.
//
// Each abstract class keeps the classes registered with it in a hidden attribute. Answers are remembered
// in a small table that is valid only as long as no class changes (UPY->epoch), so that nothing needs to
// be invalidated or referred to weakly.
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/str.h"

#define N_REMEMBERED 256

typedef struct answer {
    const upy_type *abstract, *candidate;
    uintptr_t epoch;
    bool is_subclass;
} answer;

static answer *answer_for(const upy_type *abstract, const upy_type *candidate) {
    if (!UPY->abc_answers) {
        answer *table = upy_heap_alloc_storage(N_REMEMBERED * sizeof *table);
        memset(table, 0, N_REMEMBERED * sizeof *table);
        UPY->abc_answers = table;
    }
    uintptr_t mix = (uintptr_t)abstract / UPY_GRANULE * 31 + (uintptr_t)candidate / UPY_GRANULE;
    return (answer *)UPY->abc_answers + (mix ^ mix >> 8) % N_REMEMBERED;
}

// ---- Making an abstract class ----------------------------------------------------------------------

static bool is_abstract(upy_value v) {
    upy_value flag = upy_get_attribute_or_null(v, UPY_NAME(__isabstractmethod__));
    return flag && upy_is_true(flag);
}

static void collect_own(upy_value names, upy_value cls) {
    upy_dict *snapshot = upy_dict_copy(((const upy_type *)cls)->attributes);
    size_t position = 0;
    for (upy_pair *p; (p = upy_dict_next(snapshot, &position)) != NULL;) {
        if (is_abstract(p->value)) {
            upy_set_add(names, p->key);
        }
    }
}

// Abstract names of the bases that the class still leaves open.
static void collect_inherited(upy_value names, upy_value cls) {
    upy_iteration bases, inherited;
    upy_iteration_begin(&bases, upy_get_attribute(cls, UPY_NAME(__bases__)));
    for (upy_value base; (base = upy_iteration_next(&bases)) != UPY_NULL;) {
        upy_value of_base = upy_get_attribute_or_null(base, UPY_NAME(__abstractmethods__));
        if (!of_base) {
            continue;
        }
        upy_iteration_begin(&inherited, of_base);
        for (upy_value name; (name = upy_iteration_next(&inherited)) != UPY_NULL;) {
            upy_value value = upy_get_attribute_or_null(cls, upy_intern_str(upy_str_check(name)));
            if (value && is_abstract(value)) {
                upy_set_add(names, name);
            }
        }
    }
}

static const upy_type *check_class(upy_value v) {
    if (!upy_is_type(v)) {
        upy_raise_type("issubclass() arg 1 must be a class");
    }
    return (const upy_type *)v;
}

static upy_value abc_init(size_t n_args, const upy_value *args) {
    (void)n_args;
    check_class(args[0]);
    upy_value names = upy_new_frozenset();
    collect_own(names, args[0]);
    collect_inherited(names, args[0]);
    upy_set_attribute(args[0], UPY_NAME(__abstractmethods__), names);
    upy_set_attribute(args[0], UPY_NAME(_abc_impl), upy_new_list_with_capacity(0));
    return UPY_NONE;
}
static const UPY_FUNCTION(abc_init_object, _abc_init, abc_init, 1, 1);

// The classes registered with cls; UPY_NULL if it is no abstract class itself.
static upy_value registry_of(const upy_type *cls) {
    upy_value found = cls->attributes ? upy_dict_get_name(cls->attributes, UPY_NAME(_abc_impl)) : UPY_NULL;
    return found && upy_is_exactly(found, &upy_type_list) ? found : UPY_NULL;
}

static upy_value abc_register(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (!upy_is_type(args[1])) {
        upy_raise_type("Can only register classes");
    }
    if (upy_is_subclass_of(args[1], args[0])) {
        return args[1];
    }
    if (upy_is_subclass_of(args[0], args[1])) {
        upy_raise_runtime("Refusing to create an inheritance cycle");
    }
    upy_value registry = registry_of(check_class(args[0]));
    if (registry) {
        upy_list_append(registry, args[1]);
        UPY->epoch++;
    }
    return args[1];
}
static const UPY_FUNCTION(abc_register_object, _abc_register, abc_register, 2, 2);

// ---- Asking ----------------------------------------------------------------------------------------

static bool is_subclass_of_any(upy_value candidate, upy_value classes) {
    for (size_t i = 0; i < upy_as_list(classes)->length; i++) {
        upy_value cls = upy_as_list(classes)->items[i];
        if (upy_is_subclass_of(candidate, cls)) {
            return true;
        }
    }
    return false;
}

static bool find_out(upy_value abstract, upy_value candidate) {
    upy_check_stack();
    upy_value hook = upy_get_attribute(abstract, UPY_NAME(__subclasshook__));
    upy_value verdict = upy_call_1(hook, candidate);
    if (verdict != UPY_NOT_IMPLEMENTED) {
        return upy_is_true(verdict);
    }
    if (upy_is_subtype((const upy_type *)candidate, (const upy_type *)abstract)) {
        return true;
    }
    upy_value registry = registry_of((const upy_type *)abstract);
    if (registry && is_subclass_of_any(candidate, registry)) {
        return true;
    }
    upy_value subclasses = upy_call_method_named(abstract, UPY_NAME(__subclasses__), 0, NULL);
    if (!upy_has_layout(subclasses, UPY_TYPE_LIST_BASED)) {
        upy_raise_type("__subclasses__() must return a list");
    }
    return is_subclass_of_any(candidate, subclasses);
}

static bool subclass_check(upy_value abstract, upy_value candidate) {
    const upy_type *a = check_class(abstract), *c = check_class(candidate);
    answer *remembered = answer_for(a, c);
    if (remembered->abstract == a && remembered->candidate == c && remembered->epoch == UPY->epoch) {
        return remembered->is_subclass;
    }
    uintptr_t epoch = UPY->epoch;
    bool is_subclass = find_out(abstract, candidate);
    if (epoch == UPY->epoch) {
        *answer_for(a, c) = (answer){a, c, epoch, is_subclass};
    }
    return is_subclass;
}

static upy_value abc_subclasscheck(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(subclass_check(args[0], args[1]));
}
static const UPY_FUNCTION(abc_subclasscheck_object, _abc_subclasscheck, abc_subclasscheck, 2, 2);

static upy_value abc_instancecheck(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value type = (upy_value)upy_type_of(args[1]);
    upy_value said = upy_get_attribute_or_null(args[1], UPY_NAME(__class__));
    if (!said || said == type || !upy_is_type(said)) {
        return upy_bool(upy_is_subclass_of(type, args[0]));
    }
    return upy_bool(upy_is_subclass_of(said, args[0]) || upy_is_subclass_of(type, args[0]));
}
static const UPY_FUNCTION(abc_instancecheck_object, _abc_instancecheck, abc_instancecheck, 2, 2);

static upy_value get_cache_token(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_int_from_unsigned(UPY->epoch);
}
static const UPY_FUNCTION(get_cache_token_object, get_cache_token, get_cache_token, 0, 0);

static upy_value reset_registry(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value registry = registry_of(check_class(args[0]));
    if (registry) {
        upy_as_list(registry)->length = 0;
        UPY->epoch++;
    }
    return UPY_NONE;
}
static const UPY_FUNCTION(reset_registry_object, _reset_registry, reset_registry, 1, 1);

static upy_value reset_caches(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    UPY->epoch++;
    return UPY_NONE;
}
static const UPY_FUNCTION(reset_caches_object, _reset_caches, reset_caches, 1, 1);

static upy_value get_dump(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value registry = registry_of(check_class(args[0]));
    upy_value parts[4] = {registry ? upy_call_1((upy_value)&upy_type_set, registry) : upy_new_set(), upy_new_set(),
                          upy_new_set(), UPY_SMALL_INT(0)};
    return upy_new_tuple(4, parts);
}
static const UPY_FUNCTION(get_dump_object, _get_dump, get_dump, 1, 1);

static const upy_pair abc_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(_abc)},
    {UPY_NAME(_abc_init), (upy_value)&abc_init_object},
    {UPY_NAME(_abc_register), (upy_value)&abc_register_object},
    {UPY_NAME(_abc_instancecheck), (upy_value)&abc_instancecheck_object},
    {UPY_NAME(_abc_subclasscheck), (upy_value)&abc_subclasscheck_object},
    {UPY_NAME(get_cache_token), (upy_value)&get_cache_token_object},
    {UPY_NAME(_reset_registry), (upy_value)&reset_registry_object},
    {UPY_NAME(_reset_caches), (upy_value)&reset_caches_object},
    {UPY_NAME(_get_dump), (upy_value)&get_dump_object},
};
static const UPY_DEFINE_TABLE(abc_globals, abc_pairs);
const upy_module upy_module_abc = {{&upy_type_module}, (upy_dict *)&abc_globals};

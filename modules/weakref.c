// weakref.c — modules weakref and _weakref: ref, proxy and finalize on the collector's table.
//
// `weakref` is what MicroPython has; `_weakref` carries the names that the pure-Python weakref module
// of CPython builds on. A reference without callback is shared: asking twice gives the same object.
#include "core/object/weakref.h"

#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/generic.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "modules/modules.h"

static const upy_type ref_type, proxy_type, callable_proxy_type, finalize_type;

static void check_target(upy_value v) {
    if (!upy_weakref_can_refer(v)) {
        upy_raise_type("not a heap object");
    }
}

static upy_weakref *next_to(upy_weakref *r, upy_value target) {
    while (r && r->target != target) {
        r = r->next;
    }
    return r;
}

// A reference of exactly this type, without callback, that exists already; or NULL.
static upy_weakref *find_shared(const upy_type *type, upy_value target) {
    upy_weakref *r = next_to(upy_weakref_first(target), target);
    while (r && (r->callback || r->header.type != type)) {
        r = next_to(r->next, target);
    }
    return r;
}

static upy_value make(const upy_type *type, size_t n_args, const upy_value *args) {
    check_target(args[0]);
    upy_value callback = n_args > 1 && args[1] != UPY_NONE ? args[1] : UPY_NULL;
    upy_weakref *r = !callback && !upy_type_is_class(type) ? find_shared(type, args[0]) : NULL;
    if (!r) {
        r = upy_new_instance_of(type, sizeof *r);
        r->target = args[0];
        r->callback = callback;
        upy_weakref_register(r);
    }
    return (upy_value)r;
}

static upy_weakref *as_ref(upy_value v) { return (upy_weakref *)v; }

// ---- ref -----------------------------------------------------------------------------------------

static upy_value ref_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    if (!upy_type_is_class(type)) { // a subclass may take more, for its __init__
        upy_no_keywords(n_kw);
        upy_check_argument_count(n_args, 1, 2);
    }
    upy_check_argument_count(n_args, 1, SIZE_MAX);
    return make(type, n_args, args);
}

static void ref_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)self, (void)n_args, (void)n_kw, (void)args;
}

static upy_value ref_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)args;
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 0, 0);
    upy_value target = as_ref(self)->target;
    return target ? target : UPY_NONE;
}

static void ref_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_value target = as_ref(self)->target;
    if (target) {
        upy_printf(w, "<weakref at 0x%zx; to '%T' at 0x%zx>", (size_t)(uintptr_t)self, target,
                   (size_t)(uintptr_t)target);
    } else {
        upy_printf(w, "<weakref at 0x%zx; dead>", (size_t)(uintptr_t)self);
    }
}

static upy_value ref_unary(upy_unary_op op, upy_value self) {
    upy_weakref *r = as_ref(self);
    if (op != UPY_OP_HASH) {
        return op == UPY_OP_BOOL ? UPY_TRUE : UPY_NULL;
    }
    if (!r->has_hash) {
        if (!r->target) {
            upy_raise_type("weak object has gone away");
        }
        r->hash = upy_hash(r->target);
        r->has_hash = true;
    }
    return upy_small_int(r->hash);
}

static upy_value ref_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if ((op != UPY_OP_EQ && op != UPY_OP_NE) || !upy_is_instance(rhs, &ref_type)) {
        return UPY_NULL;
    }
    upy_value a = as_ref(lhs)->target, b = as_ref(rhs)->target;
    bool is_equal = a && b ? upy_equal(a, b) : lhs == rhs;
    return upy_bool(is_equal == (op == UPY_OP_EQ));
}

static upy_value ref_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD || name != UPY_NAME(__callback__)) {
        return UPY_NULL;
    }
    return as_ref(self)->callback ? as_ref(self)->callback : UPY_NONE;
}

static upy_value class_getitem(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_generic_alias(args[0], args[1]);
}
static const UPY_CLASS_METHOD(class_getitem_object, __class_getitem__, class_getitem, 2, 2);

static const upy_pair ref_pairs[] = {{UPY_NAME(__class_getitem__), (upy_value)&class_getitem_object}};
static const UPY_DEFINE_TABLE(ref_attributes, ref_pairs);
static const upy_slots ref_slots = {
    .make_new = ref_make_new,
    .init = ref_init,
    .call = ref_call,
    .print = ref_print,
    .unary = ref_unary,
    .binary = ref_binary,
    .attribute = ref_attribute,
    .trace = upy_weakref_trace,
};
static const upy_type ref_type = {
    UPY_TYPE_HEAD(ReferenceType, upy_weakref, 0),
    .base = &upy_type_object,
    .slots = &ref_slots,
    .attributes = &ref_attributes,
};

// ---- proxy ---------------------------------------------------------------------------------------

static bool is_proxy(upy_value v) { return upy_is_exactly(v, &proxy_type) || upy_is_exactly(v, &callable_proxy_type); }

static upy_value target_of(upy_value proxy) {
    upy_value target = as_ref(proxy)->target;
    if (!target) {
        upy_raise_new(&upy_type_ReferenceError, "weakly-referenced object no longer exists");
    }
    return target;
}

static upy_value unwrap(upy_value v) { return is_proxy(v) ? target_of(v) : v; }

static upy_value new_proxy(size_t n_args, const upy_value *args) {
    return make(upy_is_callable(args[0]) ? &callable_proxy_type : &proxy_type, n_args, args);
}
static const UPY_FUNCTION(proxy_object, proxy, new_proxy, 1, 2);

static upy_value proxy_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    return upy_call(target_of(self), n_args, n_kw, args);
}

static void proxy_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    upy_value target = target_of(self);
    if (kind == UPY_PRINT_STR) {
        upy_print(w, target, kind);
        return;
    }
    upy_printf(w, "<weakproxy at 0x%zx to %T at 0x%zx>", (size_t)(uintptr_t)self, target, (size_t)(uintptr_t)target);
}

static upy_value proxy_unary(upy_unary_op op, upy_value self) {
    switch (op) {
    case UPY_OP_HASH: return UPY_NULL;
    case UPY_OP_BOOL: return upy_bool(upy_is_true(target_of(self)));
    case UPY_OP_LEN: return upy_new_int(upy_length(target_of(self)));
    default: return upy_unary(op, target_of(self));
    }
}

static upy_value proxy_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    lhs = target_of(lhs);
    rhs = unwrap(rhs);
    if (upy_op_is_reverse(op)) {
        return upy_binary_or_null(op - (UPY_OP_REVERSE_ADD - UPY_OP_ADD), rhs, lhs);
    }
    return upy_binary_or_null(op, lhs, rhs);
}

static upy_value proxy_subscript(upy_value self, upy_value index, upy_value value) {
    upy_value target = target_of(self);
    if (value == UPY_MARK_LOAD) {
        return upy_get_item(target, index);
    }
    if (value == UPY_MARK_DELETE) {
        upy_delete_item(target, index);
    } else {
        upy_set_item(target, index, value);
    }
    return UPY_NONE;
}

static upy_value proxy_iter(upy_value self) { return upy_iter(target_of(self)); }

static upy_value proxy_next(upy_value self) { return upy_next(target_of(self)); }

static upy_value proxy_attribute(upy_value self, upy_value name, upy_value value) {
    upy_value target = target_of(self);
    if (value == UPY_MARK_LOAD) {
        return upy_get_attribute_or_null(target, name);
    }
    if (value == UPY_MARK_DELETE) {
        upy_delete_attribute(target, name);
    } else {
        upy_set_attribute(target, name, value);
    }
    return UPY_NONE;
}

#define PROXY_SLOTS                                                                                                    \
    .print = proxy_print, .unary = proxy_unary, .binary = proxy_binary, .subscript = proxy_subscript,                  \
    .iter = proxy_iter, .next = proxy_next, .attribute = proxy_attribute, .trace = upy_weakref_trace
static const upy_slots proxy_slots = {PROXY_SLOTS};
static const upy_slots callable_proxy_slots = {PROXY_SLOTS, .call = proxy_call};
static const upy_type proxy_type = {
    UPY_TYPE_HEAD(ProxyType, upy_weakref, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &proxy_slots,
};
static const upy_type callable_proxy_type = {
    UPY_TYPE_HEAD(CallableProxyType, upy_weakref, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &callable_proxy_slots,
};

// ---- finalize ------------------------------------------------------------------------------------

typedef struct finalizer {
    upy_weakref ref;
    upy_value function;      // UPY_NULL: has run or was detached
    upy_value arguments;     // tuple
    upy_value keywords;      // dict
    struct finalizer *older; // the list that keeps the waiting ones alive
} finalizer;

static finalizer *as_finalizer(upy_value v) { return (finalizer *)v; }

static upy_value finalize_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_check_argument_count(n_args, 2, SIZE_MAX);
    check_target(args[0]);
    upy_value arguments = upy_new_tuple(n_args - 2, args + 2);
    upy_dict *keywords = upy_dict_new(n_kw);
    for (size_t i = 0; i < n_kw; i++) {
        upy_dict_set(keywords, args[n_args + 2 * i], args[n_args + 2 * i + 1]);
    }
    finalizer *f = upy_new_instance_of(type, sizeof *f);
    f->ref.is_finalizer = true;
    f->function = args[1];
    f->arguments = arguments;
    f->keywords = upy_from_dict(keywords);
    f->ref.target = args[0];
    upy_weakref_register(&f->ref);
    f->older = (finalizer *)UPY->weakrefs.finalizers;
    UPY->weakrefs.finalizers = &f->ref;
    return (upy_value)f;
}

static void disarm(finalizer *f) {
    upy_weakref_forget(&f->ref);
    f->function = UPY_NULL;
    finalizer *list = (finalizer *)UPY->weakrefs.finalizers;
    if (list == f) {
        UPY->weakrefs.finalizers = (upy_weakref *)f->older;
        return;
    }
    while (list && list->older != f) {
        list = list->older;
    }
    if (list) {
        list->older = f->older;
    }
}

// Runs it, now or because the object has died. None if it has run before.
static upy_value finalize_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)n_args, (void)n_kw, (void)args;
    finalizer *f = as_finalizer(self);
    upy_value function = f->function;
    if (!function) {
        return UPY_NONE;
    }
    disarm(f);
    const upy_tuple *arguments = upy_as_tuple(f->arguments);
    const upy_dict *keywords = upy_as_dict(f->keywords);
    upy_value all = upy_new_tuple(arguments->length + 2 * upy_dict_length(keywords), NULL);
    upy_value *items = upy_as_tuple(all)->items;
    size_t n = 0, position = 0;
    while (n < arguments->length) {
        items[n] = arguments->items[n];
        n++;
    }
    for (upy_pair *pair; (pair = upy_dict_next(keywords, &position)) != NULL;) {
        items[n++] = pair->key;
        items[n++] = pair->value;
    }
    upy_value result = upy_call(function, arguments->length, upy_dict_length(keywords), items);
    upy_keep_alive(all);
    return result;
}

static upy_value description(const finalizer *f) {
    if (!f->function || !f->ref.target) {
        return UPY_NONE;
    }
    upy_value parts[4] = {f->ref.target, f->function, f->arguments, f->keywords};
    return upy_new_tuple(4, parts);
}

static upy_value finalize_peek(size_t n_args, const upy_value *args) {
    (void)n_args;
    return description(as_finalizer(args[0]));
}

static upy_value finalize_detach(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value result = description(as_finalizer(args[0]));
    if (result != UPY_NONE) {
        disarm(as_finalizer(args[0]));
    }
    return result;
}

static upy_value finalize_attribute(upy_value self, upy_value name, upy_value value) {
    return value == UPY_MARK_LOAD && name == UPY_NAME(alive) ? upy_bool(as_finalizer(self)->function != UPY_NULL)
                                                             : UPY_NULL;
}

static void finalize_trace(upy_value self, upy_tracer *tracer) {
    finalizer *f = as_finalizer(self);
    upy_weakref_trace(self, tracer);
    upy_trace_values(tracer, &f->function, 3);
    upy_trace_value(tracer, (upy_value)f->older);
}

#define upy_type_finalize_here finalize_type
static const UPY_METHOD(peek_object, finalize_here, peek, finalize_peek, 1, 1);
static const UPY_METHOD(detach_object, finalize_here, detach, finalize_detach, 1, 1);
static const upy_pair finalize_pairs[] = {
    {UPY_NAME(peek), (upy_value)&peek_object},
    {UPY_NAME(detach), (upy_value)&detach_object},
};
static const UPY_DEFINE_TABLE(finalize_attributes, finalize_pairs);
static const upy_slots finalize_slots = {
    .make_new = finalize_make_new,
    .call = finalize_call,
    .attribute = finalize_attribute,
    .trace = finalize_trace,
};
static const upy_type finalize_type = {
    UPY_TYPE_HEAD(finalize, finalizer, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &finalize_slots,
    .attributes = &finalize_attributes,
};

// ---- The modules ---------------------------------------------------------------------------------

static bool is_counted(const upy_weakref *r) { return !r->is_finalizer; }

static upy_value getweakrefcount(size_t n_args, const upy_value *args) {
    (void)n_args;
    intptr_t n = 0;
    for (upy_weakref *r = next_to(upy_weakref_first(args[0]), args[0]); r; r = next_to(r->next, args[0])) {
        n += is_counted(r);
    }
    return upy_small_int(n);
}
static const UPY_FUNCTION(getweakrefcount_object, getweakrefcount, getweakrefcount, 1, 1);

static upy_value getweakrefs(size_t n_args, const upy_value *args) {
    size_t n = (size_t)upy_small_int_value(getweakrefcount(n_args, args));
    upy_value list = upy_new_list(n, NULL); // of its final size: while it is filled the table must stay as it is
    size_t i = 0;
    for (upy_weakref *r = next_to(upy_weakref_first(args[0]), args[0]); r && i < n; r = next_to(r->next, args[0])) {
        if (is_counted(r)) {
            upy_store(list, &upy_as_list(list)->items[i++], (upy_value)r);
        }
    }
    upy_as_list(list)->length = i;
    return list;
}
static const UPY_FUNCTION(getweakrefs_object, getweakrefs, getweakrefs, 1, 1);

// Deletes dict[key] if its value is a dead reference.
static upy_value remove_dead(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (!upy_has_layout(args[0], UPY_TYPE_DICT_BASED)) {
        upy_raise_type("expected a dict");
    }
    upy_value value = upy_dict_get(upy_as_dict(args[0]), args[1]);
    if (value && upy_is_instance(value, &ref_type) && !as_ref(value)->target) {
        upy_dict_remove(upy_as_dict(args[0]), args[1]);
    }
    return UPY_NONE;
}
static const UPY_FUNCTION(remove_dead_object, _remove_dead_weakref, remove_dead, 2, 2);

static const upy_pair weakref_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(weakref)},
    {UPY_NAME(ref), (upy_value)&ref_type},
    {UPY_NAME(proxy), (upy_value)&proxy_object},
    {UPY_NAME(finalize), (upy_value)&finalize_type},
    {UPY_NAME(getweakrefcount), (upy_value)&getweakrefcount_object},
    {UPY_NAME(getweakrefs), (upy_value)&getweakrefs_object},
    {UPY_NAME(ReferenceType), (upy_value)&ref_type},
    {UPY_NAME(ProxyType), (upy_value)&proxy_type},
    {UPY_NAME(CallableProxyType), (upy_value)&callable_proxy_type},
    {UPY_NAME(_remove_dead_weakref), (upy_value)&remove_dead_object},
};
static const UPY_DEFINE_TABLE(weakref_globals, weakref_pairs);
const upy_module upy_module_weakref = {{&upy_type_module}, (upy_dict *)&weakref_globals};

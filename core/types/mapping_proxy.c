// mapping_proxy.c — Cls.__dict__: a read-only view of the attributes of a type.
//
// Everything that only reads is handed on to the dict behind it, which for native types is a table in flash.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/function.h"
#include "core/types/str.h"

typedef struct mapping_proxy {
    upy_object header;
    const upy_dict *dict;
    const upy_type *type; // whose namespace this is; NULL: some mapping
} mapping_proxy;

static const upy_dict no_attributes = {.header = {&upy_type_dict}, .layout = UPY_DICT_FIXED};

static upy_value dict_of(upy_value self) { return upy_from_dict(((mapping_proxy *)self)->dict); }

upy_value upy_new_mapping_proxy(const upy_dict *dict) {
    mapping_proxy *p = upy_new_object(&upy_type_mapping_proxy, sizeof *p);
    p->dict = dict ? dict : &no_attributes;
    return (upy_value)p;
}

upy_value upy_new_mapping_proxy_of_type(const upy_type *type) {
    upy_value p = upy_new_mapping_proxy(type->attributes);
    ((mapping_proxy *)p)->type = type;
    return p;
}

// types.MappingProxyType(mapping)
static upy_value proxy_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)type;
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 1);
    upy_value mapping = args[0];
    if (upy_is_exactly(mapping, &upy_type_mapping_proxy)) {
        return mapping;
    }
    if (!upy_has_layout(mapping, UPY_TYPE_DICT_BASED)) {
        if (!upy_get_attribute_or_null(mapping, UPY_NAME(keys))) {
            upy_raise_type("mappingproxy() argument must be a mapping, not %T", mapping);
        }
        upy_dict *copy = upy_dict_new(0);
        upy_dict_update(copy, mapping);
        mapping = upy_from_dict(copy);
    }
    return upy_new_mapping_proxy((const upy_dict *)mapping);
}

// What the namespace of a type holds without showing it: annotations not computed yet, and the special methods that a
// native type has as slots. UPY_NULL: nothing.
static upy_value synthesised(upy_value self, upy_value name) {
    const upy_type *type = ((mapping_proxy *)self)->type;
    if (!type || !upy_is_str(name)) {
        return UPY_NULL;
    }
    name = upy_find_name(upy_str_data(name), upy_str_length(name));
    if (!name || upy_dict_get_name(((mapping_proxy *)self)->dict, name)) {
        return UPY_NULL;
    }
    if (upy_type_is_class(type)) { // annotations are there once they are asked for
        bool is_waiting = name == UPY_NAME(__annotations__) && type->attributes &&
                          upy_dict_get_name(type->attributes, UPY_NAME(__annotate__));
        return is_waiting ? upy_get_attribute((upy_value)type, name) : UPY_NULL;
    }
    return type == &upy_type_object ? upy_object_dunder(name) : upy_synthesise_own_dunder(type, name);
}

static void proxy_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    upy_check_stack();
    (upy_printf)(w, kind == UPY_PRINT_STR ? "%r" : "mappingproxy(%r)", dict_of(self));
}

static upy_value proxy_unary(upy_unary_op op, upy_value self) {
    if (op == UPY_OP_LEN) {
        return upy_small_int((intptr_t)upy_dict_length(((mapping_proxy *)self)->dict));
    }
    return op == UPY_OP_BOOL ? upy_bool(upy_dict_length(((mapping_proxy *)self)->dict) != 0) : UPY_NULL;
}

static upy_value proxy_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (op != UPY_OP_EQ && op != UPY_OP_NE && op != UPY_OP_OR && op != UPY_OP_CONTAINS) {
        return UPY_NULL;
    }
    if (op == UPY_OP_CONTAINS && synthesised(lhs, rhs)) {
        return UPY_TRUE;
    }
    if (upy_is_exactly(rhs, &upy_type_mapping_proxy) && op != UPY_OP_CONTAINS) {
        rhs = dict_of(rhs);
    }
    return upy_type_dict.slots->binary(op, dict_of(lhs), rhs);
}

static upy_value proxy_subscript(upy_value self, upy_value index, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    upy_value found = synthesised(self, index);
    return found ? found : upy_get_item(dict_of(self), index);
}

static upy_value proxy_iter(upy_value self) { return upy_iter(dict_of(self)); }

static upy_value proxy_attribute(upy_value self, upy_value name, upy_value value) {
    bool is_reader =
        name == UPY_NAME(keys) || name == UPY_NAME(values) || name == UPY_NAME(items) || name == UPY_NAME(copy);
    return is_reader && value == UPY_MARK_LOAD ? upy_get_attribute_or_null(dict_of(self), name) : UPY_NULL;
}

static void proxy_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, dict_of(self));
    upy_trace_value(tracer, (upy_value)((mapping_proxy *)self)->type);
}

static upy_value proxy_get(size_t n_args, const upy_value *args) {
    upy_value found = synthesised(args[0], args[1]);
    found = found ? found : upy_dict_get(((mapping_proxy *)args[0])->dict, args[1]);
    return found ? found : n_args > 2 ? args[2] : UPY_NONE;
}
static const UPY_METHOD(proxy_get_method, mapping_proxy, get, proxy_get, 2, 3);
static const upy_pair proxy_pairs[] = {{UPY_NAME(get), (upy_value)&proxy_get_method}};
static const UPY_DEFINE_TABLE(proxy_attributes, proxy_pairs);

static const upy_slots proxy_slots = {.make_new = proxy_make_new,
                                      .print = proxy_print,
                                      .unary = proxy_unary,
                                      .binary = proxy_binary,
                                      .subscript = proxy_subscript,
                                      .iter = proxy_iter,
                                      .attribute = proxy_attribute,
                                      .trace = proxy_trace};

const upy_type upy_type_mapping_proxy = {UPY_TYPE_HEAD(mappingproxy, mapping_proxy, UPY_TYPE_IS_FINAL),
                                         .base = &upy_type_object, .slots = &proxy_slots,
                                         .attributes = &proxy_attributes};

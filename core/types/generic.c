// generic.c — list[int] and int | str: types written in annotations. Levels STANDARD and FULL.
//
// Both are inert descriptions: an alias remembers its origin and arguments and can be called and subclassed in place
// of the origin; a union is a tuple of members that isinstance() accepts through its __args__.
#include "core/builtins/builtins.h"
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/generic.h"
#include "core/types/str.h"

typedef struct generic {
    upy_object header;
    upy_value origin; // UPY_NULL in unions
    upy_value args;   // tuple
    bool is_unpacked; // *tuple[int]: an alias that stands for its arguments
} generic;

static generic *as_generic(upy_value v) { return (generic *)v; }

static upy_value fill(generic *g, upy_value origin, upy_value args) {
    upy_store((upy_value)g, &g->origin, origin);
    upy_store((upy_value)g, &g->args, args);
    return (upy_value)g;
}

static upy_value make(const upy_type *type, upy_value origin, upy_value args) {
    return fill(upy_new_object(type, sizeof(generic)), origin, args);
}

static void print_member(const upy_writer *w, upy_value v) {
    if (upy_is_type(v) && UPY_LEVEL >= UPY_LEVEL_FULL) {
        upy_value module = upy_get_attribute(v, UPY_NAME(__module__));
        if (module != UPY_NAME(builtins)) {
            upy_printf(w, "%v.", module);
        }
        upy_printf(w, "%v", upy_get_attribute(v, UPY_NAME(__qualname__)));
    } else if (upy_is_type(v)) {
        upy_printf(w, "%q", ((const upy_type *)v)->name);
    } else if (v == UPY_ELLIPSIS) {
        upy_write_string(w, "...");
    } else {
        upy_print(w, v, UPY_PRINT_REPR);
    }
}

static void print_members(const upy_writer *w, upy_value tuple, const char *separator) {
    for (size_t i = 0; i < upy_as_tuple(tuple)->length; i++) {
        if (i) {
            upy_write_string(w, separator);
        }
        print_member(w, upy_as_tuple(tuple)->items[i]);
    }
}

// The members of a union have no order.
static bool have_equal_args(const generic *a, const generic *b) {
    size_t n = upy_as_tuple(a->args)->length;
    if (a->origin || n != upy_as_tuple(b->args)->length) {
        return upy_equal(a->args, b->args);
    }
    for (size_t i = 0; i < n; i++) {
        if (!upy_contains(b->args, upy_as_tuple(a->args)->items[i])) {
            return false;
        }
    }
    return true;
}

static upy_value compare(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if ((op != UPY_OP_EQ && op != UPY_OP_NE) || !upy_is_exactly(rhs, as_generic(lhs)->header.type)) {
        return UPY_NULL;
    }
    const generic *a = as_generic(lhs), *b = as_generic(rhs);
    bool is_equal = a->origin == b->origin && a->is_unpacked == b->is_unpacked && have_equal_args(a, b);
    return upy_bool(is_equal == (op == UPY_OP_EQ));
}

static upy_value generic_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (op == UPY_OP_OR) {
        return upy_new_union(lhs, rhs);
    }
    if (op == (upy_binary_op)(UPY_OP_REVERSE_ADD + UPY_OP_OR)) {
        return upy_new_union(rhs, lhs);
    }
    return compare(op, lhs, rhs);
}

static upy_value generic_unary(upy_unary_op op, upy_value self) {
    if (op != UPY_OP_HASH) {
        return UPY_NULL;
    }
    uintptr_t hash = (uintptr_t)as_generic(self)->origin >> 4;
    upy_tuple *args = upy_as_tuple(as_generic(self)->args);
    for (size_t i = 0; i < args->length; i++) {
        hash += (uintptr_t)upy_hash(args->items[i]);
    }
    return upy_small_int((intptr_t)(hash & (uintptr_t)UPY_SMALL_INT_MAX));
}

static void generic_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, as_generic(self)->origin);
    upy_trace_value(tracer, as_generic(self)->args);
}

// ---- Aliases ------------------------------------------------------------------------------------

upy_value upy_new_generic_alias(upy_value origin, upy_value args) {
    upy_value tuple = upy_has_layout(args, UPY_TYPE_TUPLE_BASED) ? upy_to_tuple(args) : upy_new_tuple(1, &args);
    return make(&upy_type_generic_alias, origin, tuple);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value alias_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 2, 2);
    upy_value tuple =
        upy_has_layout(args[1], UPY_TYPE_TUPLE_BASED) ? upy_to_tuple(args[1]) : upy_new_tuple(1, &args[1]);
    return fill(upy_new_instance_of(type, sizeof(generic)), args[0], tuple);
}
#else
#define alias_make_new NULL
#endif

static void alias_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_check_stack();
    upy_write_string(w, as_generic(self)->is_unpacked ? "*" : "");
    print_member(w, as_generic(self)->origin);
    upy_write(w, "[", 1);
    print_members(w, as_generic(self)->args, ", ");
    upy_write_string(w, upy_as_tuple(as_generic(self)->args)->length ? "]" : "()]");
}

static upy_value alias_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value made = upy_call(as_generic(self)->origin, n_args, n_kw, args);
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (upy_type_is_class(upy_type_of(made))) {
        upy_generic_remember(made, self);
    }
#endif
    return made;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value alias_mro_entries(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_tuple(1, &as_generic(args[0])->origin);
}
static const UPY_METHOD(alias_mro_entries_method, generic_alias, __mro_entries__, alias_mro_entries, 2, 2);
#endif

static upy_value alias_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(__origin__)) {
        return as_generic(self)->origin;
    }
    if (name == UPY_NAME(__args__)) {
        return as_generic(self)->args;
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__parameters__)) {
        return upy_generic_parameters(as_generic(self)->args);
    }
    if (name == UPY_NAME(__unpacked__)) {
        return upy_bool(as_generic(self)->is_unpacked);
    }
    if (name == UPY_NAME(__typing_unpacked_tuple_args__)) {
        bool is_tuple = as_generic(self)->is_unpacked && as_generic(self)->origin == (upy_value)&upy_type_tuple;
        return is_tuple ? as_generic(self)->args : UPY_NONE;
    }
    if (name == UPY_NAME(__reduce_ex__) || name == UPY_NAME(__reduce__) || name == UPY_NAME(__copy__) ||
        name == UPY_NAME(__deepcopy__) || name == UPY_NAME(__iter__)) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(__mro_entries__)) {
        return upy_new_bound_method((upy_value)&alias_mro_entries_method, self);
    }
    if (name == UPY_NAME(__instancecheck__) || name == UPY_NAME(__subclasscheck__)) {
        return UPY_NULL;
    }
#endif
    if (name == UPY_NAME(__class__)) {
        return UPY_NULL;
    }
    return upy_get_attribute_or_null(as_generic(self)->origin, name);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value alias_subscript(upy_value self, upy_value index, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    generic *g = as_generic(self);
    upy_value made = make(&upy_type_generic_alias, g->origin, upy_generic_substitute(self, g->args, index));
    as_generic(made)->is_unpacked = g->is_unpacked;
    return made;
}

// *alias: one alias that knows that it is unpacked.
static upy_value alias_iter(upy_value self) {
    upy_value made = make(&upy_type_generic_alias, as_generic(self)->origin, as_generic(self)->args);
    as_generic(made)->is_unpacked = true;
    return upy_iter(upy_new_tuple(1, &made));
}

static upy_value alias_reduce(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value parts[2] = {as_generic(args[0])->origin, as_generic(args[0])->args};
    upy_value whole[2] = {(upy_value)&upy_type_generic_alias, upy_new_tuple(2, parts)};
    if (as_generic(args[0])->is_unpacked) {
        upy_value iterator = alias_iter(args[0]);
        whole[0] = upy_get_attribute((upy_value)&upy_module_builtins, UPY_NAME(next));
        whole[1] = upy_new_tuple(1, &iterator);
    }
    return upy_new_tuple(2, whole);
}
static const UPY_METHOD(alias_reduce_method, generic_alias, __reduce__, alias_reduce, 1, 1);
static const upy_pair alias_pairs[] = {{UPY_NAME(__reduce__), (upy_value)&alias_reduce_method}};
static const UPY_DEFINE_TABLE(alias_attributes, alias_pairs);
#define ALIAS_ITER alias_iter
#define ALIAS_ATTRIBUTES &alias_attributes
#else
#define alias_subscript NULL
#define ALIAS_ITER NULL
#define ALIAS_ATTRIBUTES NULL
#endif

static const upy_slots alias_slots = {.make_new = alias_make_new,
                                      .call = alias_call,
                                      .print = alias_print,
                                      .unary = generic_unary,
                                      .binary = generic_binary,
                                      .subscript = alias_subscript,
                                      .iter = ALIAS_ITER,
                                      .attribute = alias_attribute,
                                      .trace = generic_trace};

const upy_type upy_type_generic_alias = {UPY_TYPE_HEAD(GenericAlias, generic, 0), .base = &upy_type_object,
                                         .slots = &alias_slots, .attributes = ALIAS_ATTRIBUTES};

// ---- Unions -------------------------------------------------------------------------------------

// Types, None, aliases, unions, type variables: anything that is not plainly a value.
static bool can_be_member(upy_value v) {
    // With the library's typing objects of its classes know what to do.
    if (UPY_LEVEL >= UPY_LEVEL_FULL && upy_type_is_class(upy_type_of(v)) && !upy_is_type(v) &&
        !upy_is_instance(v, &upy_type_generic_alias)) {
        return false;
    }
    return upy_is_object(v) && !(upy_type_of(v)->flags & UPY_TYPE_LAYOUT_MASK & ~UPY_TYPE_TYPE_BASED) &&
           v != UPY_ELLIPSIS;
}

static void add_members(upy_value list, upy_value v) {
    if (upy_is_exactly(v, &upy_type_union)) {
        upy_tuple *members = upy_as_tuple(as_generic(v)->args);
        for (size_t i = 0; i < members->length; i++) {
            add_members(list, members->items[i]);
        }
        return;
    }
    if (v == UPY_NONE) {
        v = (upy_value)&upy_type_none;
    }
    if (!upy_contains(list, v)) {
        upy_list_append(list, v);
    }
}

upy_value upy_new_union(upy_value a, upy_value b) {
    if (!can_be_member(a) || !can_be_member(b)) {
        return UPY_NULL;
    }
    upy_value list = upy_new_list_with_capacity(2);
    add_members(list, a);
    add_members(list, b);
    if (upy_as_list(list)->length == 1) {
        return upy_as_list(list)->items[0];
    }
    return make(&upy_type_union, UPY_NULL, upy_new_tuple(upy_as_list(list)->length, upy_as_list(list)->items));
}

static void union_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_check_stack();
    upy_tuple *members = upy_as_tuple(as_generic(self)->args);
    for (size_t i = 0; i < members->length; i++) {
        if (i) {
            upy_write_string(w, " | ");
        }
        if (members->items[i] == (upy_value)&upy_type_none) {
            upy_write_string(w, "None");
        } else {
            print_member(w, members->items[i]);
        }
    }
}

static upy_value union_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(__args__)) {
        return as_generic(self)->args;
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__module__)) {
        return UPY_NAME(types);
    }
    if (name == UPY_NAME(__parameters__)) {
        return upy_generic_parameters(as_generic(self)->args);
    }
#endif
    return UPY_NULL;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value union_subscript(upy_value self, upy_value index, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    upy_tuple *members = upy_as_tuple(upy_generic_substitute(self, as_generic(self)->args, index));
    upy_value result = members->items[0];
    for (size_t i = 1; i < members->length; i++) {
        result = upy_binary(UPY_OP_OR, result, members->items[i]);
    }
    return result;
}
#define UNION_SUBSCRIPT union_subscript
#else
#define UNION_SUBSCRIPT NULL
#endif

static const upy_slots union_slots = {.print = union_print,
                                      .unary = generic_unary,
                                      .binary = generic_binary,
                                      .subscript = UNION_SUBSCRIPT,
                                      .attribute = union_attribute,
                                      .trace = generic_trace};

const upy_type upy_type_union = {UPY_TYPE_HEAD(Union, generic, UPY_TYPE_IS_FINAL), .base = &upy_type_object,
                                 .slots = &union_slots};

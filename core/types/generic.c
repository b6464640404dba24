// generic.c — list[int] and int | str: types written in annotations. Levels STANDARD and FULL.
//
// Both are inert descriptions: an alias remembers its origin and arguments and can be called and subclassed in place
// of the origin; a union is a tuple of members that isinstance() accepts through its __args__.
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
    if (upy_is_type(v)) {
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

static upy_value compare(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if ((op != UPY_OP_EQ && op != UPY_OP_NE) || !upy_is_exactly(rhs, as_generic(lhs)->header.type)) {
        return UPY_NULL;
    }
    bool is_equal =
        as_generic(lhs)->origin == as_generic(rhs)->origin && upy_equal(as_generic(lhs)->args, as_generic(rhs)->args);
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
    return op == UPY_OP_HASH ? upy_small_int((upy_hash(as_generic(self)->args) ^
                                              (intptr_t)((uintptr_t)as_generic(self)->origin >> 4)) &
                                             UPY_SMALL_INT_MAX)
                             : UPY_NULL;
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

static upy_value alias_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 2, 2);
    upy_value tuple =
        upy_has_layout(args[1], UPY_TYPE_TUPLE_BASED) ? upy_to_tuple(args[1]) : upy_new_tuple(1, &args[1]);
    return fill(upy_new_instance_of(type, sizeof(generic)), args[0], tuple);
}

static void alias_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_check_stack();
    print_member(w, as_generic(self)->origin);
    upy_write(w, "[", 1);
    print_members(w, as_generic(self)->args, ", ");
    upy_write(w, "]", 1);
}

static upy_value alias_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    return upy_call(as_generic(self)->origin, n_args, n_kw, args);
}

static upy_value alias_mro_entries(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_tuple(1, &as_generic(args[0])->origin);
}
static const UPY_METHOD(alias_mro_entries_method, generic_alias, __mro_entries__, alias_mro_entries, 2, 2);

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
    if (name == UPY_NAME(__parameters__)) {
        return UPY_EMPTY_TUPLE;
    }
    if (name == UPY_NAME(__mro_entries__)) {
        return upy_new_bound_method((upy_value)&alias_mro_entries_method, self);
    }
    if (name == UPY_NAME(__class__) || name == UPY_NAME(__instancecheck__) || name == UPY_NAME(__subclasscheck__)) {
        return UPY_NULL;
    }
    return upy_get_attribute_or_null(as_generic(self)->origin, name);
}

static upy_value alias_subscript(upy_value self, upy_value index, upy_value value) {
    return value == UPY_MARK_LOAD ? upy_new_generic_alias(as_generic(self)->origin, index) : UPY_NULL;
}

static const upy_slots alias_slots = {.make_new = alias_make_new,
                                      .call = alias_call,
                                      .print = alias_print,
                                      .unary = generic_unary,
                                      .binary = generic_binary,
                                      .subscript = alias_subscript,
                                      .attribute = alias_attribute,
                                      .trace = generic_trace};

const upy_type upy_type_generic_alias = {UPY_TYPE_HEAD(GenericAlias, generic, 0), .base = &upy_type_object,
                                         .slots = &alias_slots};

// ---- Unions -------------------------------------------------------------------------------------

// Types, None, aliases, unions, type variables: anything that is not plainly a value.
static bool can_be_member(upy_value v) {
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
    return name == UPY_NAME(__parameters__) ? UPY_EMPTY_TUPLE : UPY_NULL;
}

static const upy_slots union_slots = {.print = union_print,
                                      .unary = generic_unary,
                                      .binary = generic_binary,
                                      .attribute = union_attribute,
                                      .trace = generic_trace};

const upy_type upy_type_union = {UPY_TYPE_HEAD(Union, generic, UPY_TYPE_IS_FINAL), .base = &upy_type_object,
                                 .slots = &union_slots};

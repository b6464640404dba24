// operator.c — module operator: the operators as functions, and callables that fetch items, attributes or methods.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/sequence.h"
#include "core/types/str.h"

#define INPLACE(op) (UPY_OP_INPLACE_ADD + (UPY_OP_##op - UPY_OP_ADD))

// C function, Python name, operator: rows of the functions that are one operator of two operands.
#define BINARY_ROWS(ROW_NAMED)                                                                                         \
    ROW_NAMED(add, UPY_OP_ADD)                                                                                         \
    ROW_NAMED(sub, UPY_OP_SUB)                                                                                         \
    ROW_NAMED(mul, UPY_OP_MUL)                                                                                         \
    ROW_NAMED(matmul, UPY_OP_MATMUL)                                                                                   \
    ROW_NAMED(truediv, UPY_OP_TRUEDIV)                                                                                 \
    ROW_NAMED(floordiv, UPY_OP_FLOORDIV)                                                                               \
    ROW_NAMED(mod, UPY_OP_MOD)                                                                                         \
    ROW_NAMED(pow, UPY_OP_POW)                                                                                         \
    ROW_NAMED(lshift, UPY_OP_LSHIFT)                                                                                   \
    ROW_NAMED(rshift, UPY_OP_RSHIFT)                                                                                   \
    ROW_NAMED(and_, UPY_OP_AND)                                                                                        \
    ROW_NAMED(xor, UPY_OP_XOR)                                                                                         \
    ROW_NAMED(or_, UPY_OP_OR)                                                                                          \
    ROW_NAMED(iadd, INPLACE(ADD))                                                                                      \
    ROW_NAMED(isub, INPLACE(SUB))                                                                                      \
    ROW_NAMED(imul, INPLACE(MUL))                                                                                      \
    ROW_NAMED(imatmul, INPLACE(MATMUL))                                                                                \
    ROW_NAMED(itruediv, INPLACE(TRUEDIV))                                                                              \
    ROW_NAMED(ifloordiv, INPLACE(FLOORDIV))                                                                            \
    ROW_NAMED(imod, INPLACE(MOD))                                                                                      \
    ROW_NAMED(ipow, INPLACE(POW))                                                                                      \
    ROW_NAMED(ilshift, INPLACE(LSHIFT))                                                                                \
    ROW_NAMED(irshift, INPLACE(RSHIFT))                                                                                \
    ROW_NAMED(iand, INPLACE(AND))                                                                                      \
    ROW_NAMED(ixor, INPLACE(XOR))                                                                                      \
    ROW_NAMED(ior, INPLACE(OR))                                                                                        \
    ROW_NAMED(lt, UPY_OP_LT)                                                                                           \
    ROW_NAMED(le, UPY_OP_LE)                                                                                           \
    ROW_NAMED(eq, UPY_OP_EQ)                                                                                           \
    ROW_NAMED(ne, UPY_OP_NE)                                                                                           \
    ROW_NAMED(ge, UPY_OP_GE)                                                                                           \
    ROW_NAMED(gt, UPY_OP_GT)

#define UNARY_ROWS(ROW_NAMED)                                                                                          \
    ROW_NAMED(neg, UPY_OP_NEG)                                                                                         \
    ROW_NAMED(pos, UPY_OP_POS)                                                                                         \
    ROW_NAMED(inv, UPY_OP_INVERT)                                                                                      \
    ROW_NAMED(invert, UPY_OP_INVERT)                                                                                   \
    ROW_NAMED(abs, UPY_OP_ABS)                                                                                         \
    ROW_NAMED(index, UPY_OP_INDEX)

#define BINARY_FUNCTION(name, op)                                                                                      \
    static upy_value operator_##name(size_t n_args, const upy_value *args) {                                           \
        (void)n_args;                                                                                                  \
        return upy_binary((upy_binary_op)(op), args[0], args[1]);                                                      \
    }                                                                                                                  \
    static const UPY_FUNCTION(name##_object, name, operator_##name, 2, 2);
BINARY_ROWS(BINARY_FUNCTION)

#define UNARY_FUNCTION(name, op)                                                                                       \
    static upy_value operator_##name(size_t n_args, const upy_value *args) {                                           \
        (void)n_args;                                                                                                  \
        return upy_unary(op, args[0]);                                                                                 \
    }                                                                                                                  \
    static const UPY_FUNCTION(name##_object, name, operator_##name, 1, 1);
UNARY_ROWS(UNARY_FUNCTION)

// ---- Other functions -------------------------------------------------------------------------------

static upy_value operator_truth(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_is_true(args[0]));
}
static const UPY_FUNCTION(truth_object, truth, operator_truth, 1, 1);

static upy_value operator_not(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(!upy_is_true(args[0]));
}
static const UPY_FUNCTION(not_object, not_, operator_not, 1, 1);

static upy_value operator_is(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(args[0] == args[1]);
}
static const UPY_FUNCTION(is_object, is_, operator_is, 2, 2);

static upy_value operator_is_not(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(args[0] != args[1]);
}
static const UPY_FUNCTION(is_not_object, is_not, operator_is_not, 2, 2);

static void check_sequence(upy_value v) {
    upy_value pair[2];
    if (upy_type_of(v)->slots->subscript == NULL && !upy_get_special(v, UPY_NAME(__getitem__), pair)) {
        upy_raise_type("'%T' object can't be concatenated", v);
    }
}

static upy_value operator_concat(size_t n_args, const upy_value *args) {
    (void)n_args;
    check_sequence(args[0]);
    return upy_binary(UPY_OP_ADD, args[0], args[1]);
}
static const UPY_FUNCTION(concat_object, concat, operator_concat, 2, 2);

static upy_value operator_iconcat(size_t n_args, const upy_value *args) {
    (void)n_args;
    check_sequence(args[0]);
    return upy_binary(UPY_OP_INPLACE_ADD, args[0], args[1]);
}
static const UPY_FUNCTION(iconcat_object, iconcat, operator_iconcat, 2, 2);

static upy_value operator_contains(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_contains(args[0], args[1]));
}
static const UPY_FUNCTION(contains_object, contains, operator_contains, 2, 2);

static upy_value operator_count_of(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_iteration it;
    upy_iteration_begin(&it, args[0]);
    upy_value v;
    intptr_t count = 0;
    while ((v = upy_iteration_next(&it)) != UPY_NULL) {
        count += upy_equal(v, args[1]);
    }
    return upy_new_int(count);
}
static const UPY_FUNCTION(count_of_object, countOf, operator_count_of, 2, 2);

static upy_value operator_index_of(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_iteration it;
    upy_iteration_begin(&it, args[0]);
    upy_value v;
    for (intptr_t i = 0; (v = upy_iteration_next(&it)) != UPY_NULL; i++) {
        if (upy_equal(v, args[1])) {
            return upy_new_int(i);
        }
    }
    upy_raise_value_error("object not in sequence");
}
static const UPY_FUNCTION(index_of_object, indexOf, operator_index_of, 2, 2);

static upy_value operator_getitem(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_get_item(args[0], args[1]);
}
static const UPY_FUNCTION(getitem_object, getitem, operator_getitem, 2, 2);

static upy_value operator_setitem(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_set_item(args[0], args[1], args[2]);
    return UPY_NONE;
}
static const UPY_FUNCTION(setitem_object, setitem, operator_setitem, 3, 3);

static upy_value operator_delitem(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_delete_item(args[0], args[1]);
    return UPY_NONE;
}
static const UPY_FUNCTION(delitem_object, delitem, operator_delitem, 2, 2);

static upy_value operator_length_hint(size_t n_args, const upy_value *args) {
    return upy_new_int(upy_length_hint(args[0], n_args == 2 ? upy_to_index(args[1]) : 0));
}
static const UPY_FUNCTION(length_hint_object, length_hint, operator_length_hint, 1, 2);

static upy_value operator_call(size_t n_args, size_t n_kw, const upy_value *args) {
    return upy_call(args[0], n_args - 1, n_kw, args + 1);
}
static const UPY_KEYWORD_FUNCTION(call_object, call, operator_call, 1, UPY_ARGS_ANY);

// ---- itemgetter, attrgetter, methodcaller ----------------------------------------------------------

// `parts` is the tuple of what the getter was made with; a methodcaller also keeps its keywords as a tuple of names
// and values.
typedef struct getter {
    upy_object header;
    upy_value parts;
    upy_value keywords;
} getter;

static void getter_trace(upy_value self, upy_tracer *tracer) { upy_trace_values(tracer, &((getter *)self)->parts, 2); }

static upy_value new_getter(const upy_type *type, size_t n_args, const upy_value *args) {
    upy_check_argument_count(n_args, 1, SIZE_MAX);
    upy_value parts = upy_new_tuple(n_args, args);
    getter *g = upy_new_instance_of(type, sizeof(getter));
    g->parts = parts;
    g->keywords = UPY_EMPTY_TUPLE;
    return (upy_value)g;
}

static void getter_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const getter *g = (const getter *)self;
    upy_printf(w, "operator.%T(", self);
    size_t position = 0;
    for (const char *separator = ""; upy_sequence_print_item(w, g->parts, &position, separator);) {
        separator = ", ";
    }
    const upy_tuple *keywords = upy_as_tuple(g->keywords);
    for (size_t i = 0; i < keywords->length; i += 2) {
        upy_printf(w, ", %q=%r", keywords->items[i], keywords->items[i + 1]);
    }
    upy_write(w, ")", 1);
}

// One argument: what `fetch` gives for it; several: a tuple of them.
static upy_value fetch_all(upy_value self, size_t n_args, size_t n_kw, const upy_value *args,
                           upy_value (*fetch)(upy_value object, upy_value part)) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 1);
    const upy_tuple *parts = upy_as_tuple(((const getter *)self)->parts);
    if (parts->length == 1) {
        return fetch(args[0], parts->items[0]);
    }
    upy_value result = upy_new_tuple(parts->length, NULL);
    for (size_t i = 0; i < parts->length; i++) {
        upy_store(result, &upy_as_tuple(result)->items[i], fetch(args[0], parts->items[i]));
    }
    return result;
}

static upy_value itemgetter_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    return new_getter(type, n_args, args);
}

static upy_value itemgetter_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    return fetch_all(self, n_args, n_kw, args, upy_get_item);
}

static const upy_slots itemgetter_slots = {
    .make_new = itemgetter_make_new,
    .call = itemgetter_call,
    .print = getter_print,
    .trace = getter_trace,
};
static const upy_type itemgetter_type = {
    UPY_TYPE_HEAD(itemgetter, getter, 0),
    .base = &upy_type_object,
    .slots = &itemgetter_slots,
};

static upy_value fetch_dotted(upy_value object, upy_value path) {
    const char *text = upy_str_data(path);
    const char *end = text + upy_str_length(path);
    for (;;) {
        const char *dot = text;
        while (dot < end && *dot != '.') {
            dot++;
        }
        object = upy_get_attribute(object, upy_intern(text, (size_t)(dot - text)));
        if (dot == end) {
            upy_keep_alive(path);
            return object;
        }
        text = dot + 1;
    }
}

static upy_value attrgetter_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    for (size_t i = 0; i < n_args; i++) {
        if (!upy_is_str(args[i])) {
            upy_raise_type("attribute name must be string, not '%T'", args[i]);
        }
    }
    return new_getter(type, n_args, args);
}

static upy_value attrgetter_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    return fetch_all(self, n_args, n_kw, args, fetch_dotted);
}

static const upy_slots attrgetter_slots = {
    .make_new = attrgetter_make_new,
    .call = attrgetter_call,
    .print = getter_print,
    .trace = getter_trace,
};
static const upy_type attrgetter_type = {
    UPY_TYPE_HEAD(attrgetter, getter, 0),
    .base = &upy_type_object,
    .slots = &attrgetter_slots,
};

static upy_value methodcaller_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_check_argument_count(n_args, 1, SIZE_MAX);
    if (!upy_is_str(args[0])) {
        upy_raise_type("method name must be a string");
    }
    upy_value self = new_getter(type, n_args, args);
    ((getter *)self)->keywords = upy_new_tuple(2 * n_kw, args + n_args);
    return self;
}

static upy_value methodcaller_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 1);
    const getter *g = (const getter *)self;
    const upy_tuple *parts = upy_as_tuple(g->parts);
    const upy_tuple *keywords = upy_as_tuple(g->keywords);
    upy_value pair[2];
    upy_get_method(args[0], upy_intern_str(parts->items[0]), pair);
    if (keywords->length == 0) {
        return upy_call_method(pair, parts->length - 1, 0, parts->items + 1);
    }
    upy_value all = upy_binary(UPY_OP_ADD, g->parts, g->keywords);
    upy_value result = upy_call_method(pair, parts->length - 1, keywords->length / 2, upy_as_tuple(all)->items + 1);
    upy_keep_alive(all);
    return result;
}

static const upy_slots methodcaller_slots = {
    .make_new = methodcaller_make_new,
    .call = methodcaller_call,
    .print = getter_print,
    .trace = getter_trace,
};
static const upy_type methodcaller_type = {
    UPY_TYPE_HEAD(methodcaller, getter, 0),
    .base = &upy_type_object,
    .slots = &methodcaller_slots,
};

// Equality in a time that does not tell where the first difference is.
static upy_value compare_digest(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_buffer_view views[2];
    for (size_t i = 0; i < 2; i++) {
        if (upy_is_str(args[i]) && upy_is_str(args[1 - i]) && upy_str_is_ascii(args[i])) {
            views[i].data = (void *)(uintptr_t)upy_str_data(args[i]);
            views[i].length = upy_str_length(args[i]);
        } else {
            upy_get_buffer(args[i], &views[i], UPY_BUFFER_READ);
        }
    }
    unsigned difference = views[0].length != views[1].length;
    const unsigned char *one = views[0].data, *other = views[difference ? 0 : 1].data;
    for (size_t i = 0; i < views[0].length; i++) {
        difference |= (unsigned)(one[i] ^ other[i]);
    }
    return upy_bool(difference == 0);
}
static const UPY_FUNCTION(compare_digest_object, _compare_digest, compare_digest, 2, 2);

#define TABLE_ROW(name, op) {UPY_NAME(name), (upy_value)&name##_object},

static const upy_pair operator_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(operator)},
    BINARY_ROWS(TABLE_ROW) UNARY_ROWS(TABLE_ROW){UPY_NAME(truth), (upy_value)&truth_object},
    {UPY_NAME(not_), (upy_value)&not_object},
    {UPY_NAME(is_), (upy_value)&is_object},
    {UPY_NAME(is_not), (upy_value)&is_not_object},
    {UPY_NAME(concat), (upy_value)&concat_object},
    {UPY_NAME(iconcat), (upy_value)&iconcat_object},
    {UPY_NAME(contains), (upy_value)&contains_object},
    {UPY_NAME(countOf), (upy_value)&count_of_object},
    {UPY_NAME(indexOf), (upy_value)&index_of_object},
    {UPY_NAME(getitem), (upy_value)&getitem_object},
    {UPY_NAME(setitem), (upy_value)&setitem_object},
    {UPY_NAME(delitem), (upy_value)&delitem_object},
    {UPY_NAME(_compare_digest), (upy_value)&compare_digest_object},
    {UPY_NAME(length_hint), (upy_value)&length_hint_object},
    {UPY_NAME(call), (upy_value)&call_object},
    {UPY_NAME(itemgetter), (upy_value)&itemgetter_type},
    {UPY_NAME(attrgetter), (upy_value)&attrgetter_type},
    {UPY_NAME(methodcaller), (upy_value)&methodcaller_type},
};
static const UPY_DEFINE_TABLE(operator_globals, operator_pairs);
const upy_module upy_module_operator = {{&upy_type_module}, (upy_dict *)&operator_globals};

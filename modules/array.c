// array.c — array.array: a growing array of C values of one typecode. Storage, items and slices are those of
// core/types/typed_array.c.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/sequence.h"
#include "core/types/str.h"
#include "core/types/typed_array.h"

extern const upy_type upy_type_array;

static bool is_array(upy_value v) { return upy_has_layout(v, UPY_TYPE_ARRAY_BASED); }

// ---- array(typecode[, initialiser]) --------------------------------------------------------------

static char typecode_of(upy_value v) {
    if (!upy_is_str(v) || upy_str_length(v) != 1) {
        upy_raise_type("array() argument 1 must be a unicode character, not %T", v);
    }
    char code = upy_str_data(v)[0];
    if (code == 0 || strchr("bBhHiIlLqQfdPOS", code) == NULL) {
        upy_raise_value_error("bad typecode");
    }
    return code;
}

static upy_value array_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 1, 2);
    upy_bytearray *a = upy_new_array(type, typecode_of(args[0]));
    if (n_args == 2) {
        upy_value initial = args[1];
        if (is_array(initial) && upy_as_array(initial)->typecode != a->typecode) { // items, not their bytes
            initial = upy_to_tuple(initial);
        }
        upy_array_extend(a, initial);
    }
    return (upy_value)a;
}

// ---- Operators -----------------------------------------------------------------------------------

static bool is_plain_integer_code(uint32_t typecode) {
    return typecode != 'f' && typecode != 'd' && typecode != 'O' && typecode != 'S';
}

// Comparison item by item, as for lists. Items may be objects with an __eq__ of their own that changes the arrays.
static upy_value compare(upy_binary_op op, const upy_bytearray *a, const upy_bytearray *b) {
    if (op <= UPY_OP_NE) {
        if (a->length != b->length) {
            return upy_bool(op == UPY_OP_NE);
        }
        if (a->typecode == b->typecode && is_plain_integer_code(a->typecode)) {
            bool is_equal = a->length == 0 || memcmp(a->data, b->data, a->length * upy_array_item_size(a)) == 0;
            return upy_bool(is_equal == (op == UPY_OP_EQ));
        }
    }
    upy_check_stack();
    for (size_t i = 0; i < a->length && i < b->length; i++) {
        upy_value x = upy_array_item(a, i), y = upy_array_item(b, i);
        if (!upy_is_true(upy_binary(UPY_OP_EQ, x, y))) {
            return op == UPY_OP_EQ ? UPY_FALSE : op == UPY_OP_NE ? UPY_TRUE : upy_binary(op, x, y);
        }
    }
    return upy_int_binary(op, upy_new_int_from_unsigned(a->length), upy_new_int_from_unsigned(b->length));
}

static upy_bytearray *copy_array(const upy_bytearray *a) {
    upy_bytearray *copy = upy_new_array(&upy_type_array, (char)a->typecode);
    upy_array_append_raw(copy, a->data, a->length);
    return copy;
}

// The index of an equal item in [start, stop); SIZE_MAX if there is none.
static size_t find_item(const upy_bytearray *a, upy_value v, size_t start, size_t stop) {
    for (size_t i = start; i < a->length && i < stop; i++) {
        if (upy_equal(upy_array_item(a, i), v)) {
            return i;
        }
    }
    return SIZE_MAX;
}

static upy_value array_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    const upy_bytearray *a = upy_as_array(lhs);
    if (upy_op_is_compare(op)) {
        return is_array(rhs) ? compare(op, a, upy_as_array(rhs)) : UPY_NULL;
    }
    switch (op) {
    case UPY_OP_CONTAINS: return upy_bool(find_item(a, rhs, 0, SIZE_MAX) != SIZE_MAX);
    case UPY_OP_ADD: return upy_array_binary(UPY_OP_INPLACE_ADD, (upy_value)copy_array(a), rhs);
    case UPY_OP_MUL:
    case UPY_OP_REVERSE_MUL: return upy_array_binary(UPY_OP_INPLACE_MUL, (upy_value)copy_array(a), rhs);
    default: return upy_array_binary(op, lhs, rhs);
    }
}

static void array_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_check_stack();
    const upy_bytearray *a = upy_as_array(self);
    upy_printf(w, "array('%c'", (int)a->typecode);
    for (size_t i = 0; i < a->length; i++) {
        upy_write_string(w, i == 0 ? ", [" : ", ");
        upy_print(w, upy_array_item(a, i), UPY_PRINT_REPR);
    }
    upy_write_string(w, a->length == 0 ? ")" : "])");
}

static upy_value array_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(typecode)) {
        char code = (char)upy_as_array(self)->typecode;
        return upy_new_str(&code, 1);
    }
    return name == UPY_NAME(itemsize) ? upy_new_int_from_unsigned(upy_array_item_size(upy_as_array(self))) : UPY_NULL;
}

// ---- Methods -------------------------------------------------------------------------------------

static void require_raw(const upy_bytearray *a) {
    if (upy_array_holds_objects(a)) {
        upy_raise_type("array of objects has no bytes");
    }
}

static upy_value array_tobytes(size_t n_args, const upy_value *args) {
    (void)n_args;
    const upy_bytearray *a = upy_as_array(args[0]);
    require_raw(a);
    return upy_new_bytes(a->length ? a->data : "", a->length * upy_array_item_size(a));
}

static upy_value array_frombytes(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = upy_as_array(args[0]);
    upy_buffer_view view;
    require_raw(a);
    upy_get_buffer(args[1], &view, UPY_BUFFER_READ);
    if (view.length % upy_array_item_size(a) != 0) {
        upy_raise_value_error("bytes length not a multiple of item size");
    }
    upy_array_append_raw(a, view.data, view.length / upy_array_item_size(a));
    return UPY_NONE;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL // what other boards do not have either
static upy_value array_remove(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = upy_as_array(args[0]);
    size_t i = find_item(a, args[1], 0, SIZE_MAX);
    if (i >= a->length) { // an __eq__ may have shortened the array
        upy_raise_value_error("array.remove(x): x not in array");
    }
    upy_array_splice(a, i, 1, NULL, 0);
    return UPY_NONE;
}

static upy_value array_index(size_t n_args, const upy_value *args) {
    upy_bytearray *a = upy_as_array(args[0]);
    size_t start = n_args > 2 ? upy_clamp_index(args[2], a->length) : 0;
    size_t stop = n_args > 3 ? upy_clamp_index(args[3], a->length) : SIZE_MAX;
    size_t i = find_item(a, args[1], start, stop);
    if (i == SIZE_MAX) {
        upy_raise_value_error("array.index(x): x not in array");
    }
    return upy_new_int_from_unsigned(i);
}

static upy_value array_count(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = upy_as_array(args[0]);
    size_t count = 0;
    for (size_t i = 0; i < a->length; i++) {
        count += upy_equal(upy_array_item(a, i), args[1]);
    }
    return upy_new_int_from_unsigned(count);
}

static upy_value array_byteswap(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = upy_as_array(args[0]);
    size_t size = upy_array_item_size(a);
    if (upy_array_holds_objects(a)) {
        upy_raise_runtime("don't know how to byteswap this array type");
    }
    char *item = a->data;
    for (size_t i = 0; i < a->length; i++, item += size) {
        for (size_t low = 0, high = size; low + 1 < high; low++) {
            char byte = item[low];
            item[low] = item[--high];
            item[high] = byte;
        }
    }
    return UPY_NONE;
}

static upy_value array_tolist(size_t n_args, const upy_value *args) {
    (void)n_args;
    const upy_bytearray *a = upy_as_array(args[0]);
    upy_value list = upy_new_list_with_capacity(a->length);
    for (size_t i = 0; i < a->length; i++) {
        upy_list_append(list, upy_array_item(a, i));
    }
    return list;
}

// All or nothing: a value that does not convert leaves the array as it was.
static upy_value array_fromlist(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = upy_as_array(args[0]);
    if (!upy_has_layout(args[1], UPY_TYPE_LIST_BASED)) {
        upy_raise_type("arg must be list");
    }
    upy_bytearray *items = upy_new_array(&upy_type_array, (char)a->typecode);
    upy_array_extend(items, args[1]);
    upy_array_append_raw(a, items->data, items->length);
    return UPY_NONE;
}

static upy_value array_tofile(size_t n_args, const upy_value *args) {
    upy_value bytes = array_tobytes(n_args, args);
    upy_call_method_named(args[1], UPY_NAME(write), 1, &bytes);
    return UPY_NONE;
}

static upy_value array_fromfile(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_bytearray *a = upy_as_array(args[0]);
    intptr_t n = upy_to_index(args[2]);
    require_raw(a);
    if (n < 0 || (size_t)n > PTRDIFF_MAX / upy_array_item_size(a)) {
        upy_raise_value_error("negative count");
    }
    size_t wanted = (size_t)n * upy_array_item_size(a);
    upy_value size = upy_new_int_from_unsigned(wanted);
    upy_value data = upy_call_method_named(args[1], UPY_NAME(read), 1, &size);
    upy_buffer_view view;
    upy_get_buffer(data, &view, UPY_BUFFER_READ);
    size_t got = view.length;
    upy_array_append_raw(a, view.data, (got < wanted ? got : wanted) / upy_array_item_size(a));
    if (got < wanted) {
        upy_raise_new(&upy_type_EOFError, "read() didn't return enough bytes");
    }
    return UPY_NONE;
}

static upy_value array_buffer_info(size_t n_args, const upy_value *args) {
    (void)n_args;
    const upy_bytearray *a = upy_as_array(args[0]);
    upy_value pair[2] = {upy_new_int_from_unsigned((uintptr_t)a->data), upy_new_int_from_unsigned(a->length)};
    return upy_new_tuple(2, pair);
}

#endif

// ---- Tables --------------------------------------------------------------------------------------

#define METHOD_NAMED(python_name, least, most)                                                                         \
    static const UPY_METHOD(array_##python_name##_method, array, python_name, array_##python_name, least, most)

static const UPY_METHOD(array_append_method, array, append, upy_array_append, 2, 2);
static const UPY_METHOD(array_extend_method, array, extend, upy_array_extend_method, 2, 2);
static const UPY_METHOD(array_pop_method, array, pop, upy_array_pop, 1, 2);
METHOD_NAMED(tobytes, 1, 1);
METHOD_NAMED(frombytes, 2, 2);

#if UPY_LEVEL >= UPY_LEVEL_FULL
static const UPY_METHOD(array_insert_method, array, insert, upy_array_insert, 3, 3);
static const UPY_METHOD(array_clear_method, array, clear, upy_array_clear, 1, 1);
static const UPY_METHOD(array_reverse_method, array, reverse, upy_array_reverse, 1, 1);
METHOD_NAMED(remove, 2, 2);
METHOD_NAMED(index, 2, 4);
METHOD_NAMED(count, 2, 2);
METHOD_NAMED(byteswap, 1, 1);
METHOD_NAMED(tolist, 1, 1);
METHOD_NAMED(fromlist, 2, 2);
METHOD_NAMED(tofile, 2, 2);
METHOD_NAMED(fromfile, 3, 3);
METHOD_NAMED(buffer_info, 1, 1);
#endif

#define ENTRY_NAMED(python_name)                                                                                       \
    { UPY_NAME(python_name), (upy_value)&array_##python_name##_method }

static const upy_pair method_pairs[] = {
    ENTRY_NAMED(append),   ENTRY_NAMED(extend),      ENTRY_NAMED(pop),    ENTRY_NAMED(tobytes),  ENTRY_NAMED(frombytes),
#if UPY_LEVEL >= UPY_LEVEL_FULL
    ENTRY_NAMED(insert),   ENTRY_NAMED(remove),      ENTRY_NAMED(index),  ENTRY_NAMED(count),    ENTRY_NAMED(clear),
    ENTRY_NAMED(reverse),  ENTRY_NAMED(byteswap),    ENTRY_NAMED(tolist), ENTRY_NAMED(fromlist), ENTRY_NAMED(tofile),
    ENTRY_NAMED(fromfile), ENTRY_NAMED(buffer_info),
#endif
};
static const UPY_DEFINE_TABLE(array_methods, method_pairs);

static const upy_slots array_slots = {
    .make_new = array_make_new,
    .print = array_print,
    .unary = upy_array_unary,
    .binary = array_binary,
    .subscript = upy_array_subscript,
    .iter = upy_array_iter,
    .buffer = upy_array_buffer,
    .attribute = array_attribute,
    .trace = upy_array_trace,
};

const upy_type upy_type_array = {
    UPY_TYPE_HEAD(array, upy_bytearray, UPY_TYPE_ARRAY_BASED),
    .base = &upy_type_object,
    .slots = &array_slots,
    .attributes = &array_methods,
};

static const upy_pair array_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(array)},
    {UPY_NAME(array), (upy_value)&upy_type_array},
    {UPY_NAME(typecodes), UPY_NAME(bBhHiIlLqQfd)},
};
static const UPY_DEFINE_TABLE(array_globals, array_pairs);

const upy_module upy_module_array = {{&upy_type_module}, (upy_dict *)&array_globals};

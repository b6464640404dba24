// bool.c — True and False: a subclass of int whose two objects are upy_singleton.
//
// Everything an int can do works on them (the int files read their truth as 0 or 1); only printing, construction and
// & | ^ between two bools differ.
#include "core/object/raise.h"
#include "core/types/function.h"
#include "core/types/number.h"

const upy_singleton upy_false_object = {{&upy_type_bool}, 0};
const upy_singleton upy_true_object = {{&upy_type_bool}, 1};

static upy_value bool_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)type;
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 0, 1);
    return upy_bool(n_args == 1 && upy_is_true(args[0]));
}

static void bool_print(const upy_writer *w, upy_value v, upy_print_kind kind) {
    (void)kind;
    upy_write_string(w, v == UPY_TRUE ? "True" : "False");
}

static upy_value bool_unary(upy_unary_op op, upy_value v) {
    return op == UPY_OP_BOOL ? v : upy_type_int.slots->unary(op, v);
}

static upy_value bool_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (upy_is_exactly(rhs, &upy_type_bool)) {
        switch ((int)op) {
        case UPY_OP_AND:
        case UPY_OP_INPLACE_ADD + UPY_OP_AND: return upy_bool(lhs == UPY_TRUE && rhs == UPY_TRUE);
        case UPY_OP_OR:
        case UPY_OP_INPLACE_OR: return upy_bool(lhs == UPY_TRUE || rhs == UPY_TRUE);
        case UPY_OP_XOR:
        case UPY_OP_INPLACE_ADD + UPY_OP_XOR: return upy_bool(lhs != rhs);
        default: break;
        }
    }
    return upy_type_int.slots->binary(op, lhs, rhs);
}

static upy_value bool_attribute(upy_value self, upy_value name, upy_value value) {
    return upy_type_int.slots->attribute(self, name, value);
}

static const upy_slots bool_slots = {
    .make_new = bool_make_new,
    .print = bool_print,
    .unary = bool_unary,
    .binary = bool_binary,
    .attribute = bool_attribute,
};

const upy_type upy_type_bool = {
    .header = {&upy_type_type}, // not UPY_TYPE_HEAD: stdbool.h makes `bool` a macro, which that would expand
    .flags = UPY_TYPE_INT_BASED | UPY_TYPE_IS_FINAL,
    .size = sizeof(upy_singleton),
    .name = UPY_NAME(bool),
    .base = &upy_type_int,
    .slots = &bool_slots,
};

// singletons.c — None, Ellipsis and NotImplemented: constant objects and their types. Calling one of
// the types gives its object. (True and False: bool.c.)
#include "core/object/raise.h"
#include "core/types/function.h"
#include "core/types/number.h"

static upy_value singleton_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)args;
    upy_no_keywords(n_kw);
    upy_check_argument_count(n_args, 0, 0);
    return type == &upy_type_none ? UPY_NONE : type == &upy_type_ellipsis ? UPY_ELLIPSIS : UPY_NOT_IMPLEMENTED;
}

static void singleton_print(const upy_writer *w, upy_value v, upy_print_kind kind) {
    (void)kind;
    upy_write_string(w, v == UPY_NONE ? "None" : v == UPY_ELLIPSIS ? "Ellipsis" : "NotImplemented");
}

static upy_value singleton_unary(upy_unary_op op, upy_value v) {
    return op == UPY_OP_BOOL ? upy_bool(((const upy_singleton *)v)->truth != 0) : UPY_NULL;
}

static const upy_slots singleton_slots = {
    .make_new = singleton_make_new,
    .print = singleton_print,
    .unary = singleton_unary,
};

#define SINGLETON_TYPE_NAMED(python_name)                                                                              \
    {                                                                                                                  \
        UPY_TYPE_HEAD(python_name, upy_singleton, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY), .base = &upy_type_object, \
                                                                                             .slots = &singleton_slots \
    }

const upy_type upy_type_none = SINGLETON_TYPE_NAMED(NoneType);
const upy_type upy_type_ellipsis = SINGLETON_TYPE_NAMED(ellipsis);
const upy_type upy_type_not_implemented = SINGLETON_TYPE_NAMED(NotImplementedType);

const upy_singleton upy_none_object = {{&upy_type_none}, 0};
const upy_singleton upy_ellipsis_object = {{&upy_type_ellipsis}, 1};
const upy_singleton upy_not_implemented_object = {{&upy_type_not_implemented}, 1};

// intrinsics_small.c — the rare operations of core/code/intrinsics.def the compiler of the smallest level asks for, in
// place of intrinsics.c; the table has no function for the others. r points at the operand registers, which are roots.
#include "core/builtins/builtin_functions.h"
#include "core/builtins/builtins.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/str.h"
#include "core/vm/operations.h"

static upy_value import_name(upy_value *r) { return upy_import(r[0], UPY_NONE, 0, NULL); }

static upy_value import_from(upy_value *r) {
    upy_value value = upy_get_attribute_or_null(r[0], r[1]);
    if (value == UPY_NULL) {
        upy_raise_new(&upy_type_ImportError, "can't import name %q", r[1]);
    }
    return value;
}

static upy_value load_build_class(upy_value *r) {
    (void)r;
    return *upy_builtins_find(UPY_NAME(__build_class__));
}

static upy_value load_assertion_error(upy_value *r) {
    (void)r;
    return (upy_value)&upy_type_AssertionError;
}

static upy_value print_expression(upy_value *r) { return upy_repl_print(r[0]); }

static upy_value super_object(upy_value *r) { return upy_new_super(r[0], r[1]); }

upy_value (*const upy_intrinsics[UPY_INTRINSIC_COUNT])(upy_value *r) = {
    [UPY_INTRINSIC_import_name] = import_name,           [UPY_INTRINSIC_import_from] = import_from,
    [UPY_INTRINSIC_load_build_class] = load_build_class, [UPY_INTRINSIC_load_assertion_error] = load_assertion_error,
    [UPY_INTRINSIC_print_expression] = print_expression, [UPY_INTRINSIC_super_object] = super_object,
};

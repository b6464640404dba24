// left_out.c — stands in for types the smallest builds do not have.
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/exception.h"
#include "core/types/number.h"

upy_value upy_complex_power(upy_float a_real, upy_float a_imag, upy_float b_real, upy_float b_imag) {
    (void)a_real, (void)a_imag, (void)b_real, (void)b_imag;
    upy_raise_value_error("complex values not supported");
}

upy_value upy_synthesise_own_dunder(const upy_type *native, upy_value name) {
    (void)native, (void)name;
    return UPY_NULL; // built-in types have the methods of their tables only
}

upy_value upy_group_split(upy_value exception, upy_value class_or_tuple) {
    (void)exception, (void)class_or_tuple;
    upy_raise_not_implemented("except*");
}

upy_value upy_group_finish(upy_value original, upy_value parts) { return upy_group_split(original, parts); }

// types_interface.h — the few functions of core/types that the object floor calls: raising needs
// exception objects, operators need ints. Declared here so that the include order stays bottom-up.
#ifndef UPY_OBJECT_TYPES_INTERFACE_H
#define UPY_OBJECT_TYPES_INTERFACE_H

#include "core/object/object.h"

// exception.c
extern const upy_type upy_type_AttributeError, upy_type_IndexError, upy_type_KeyError, upy_type_MemoryError,
    upy_type_NotImplementedError, upy_type_OSError, upy_type_OverflowError, upy_type_RuntimeError,
    upy_type_StopIteration, upy_type_TypeError, upy_type_ValueError, upy_type_ZeroDivisionError;
void upy_init_exceptions(void);
upy_value upy_new_exception(const upy_type *type, size_t n_args, const upy_value *args);
// Of the n values only the first n_args are arguments; the others are its .name and .obj.
upy_value upy_new_exception_about(const upy_type *type, size_t n_args, size_t n, const upy_value *values);
upy_value upy_exception_instance(upy_value class_or_instance);
void upy_exception_set_context(upy_value exception, upy_value context);
void upy_exception_clear_traceback(upy_value exception);
void upy_print_exception(const upy_writer *w, upy_value exception);

// int.c, float.c
upy_value upy_new_int(intptr_t i);
bool upy_int_get(upy_value v, intptr_t *out);
int upy_int_sign(upy_value v);
intptr_t upy_int_get_checked(upy_value v);
upy_float upy_int_to_float(upy_value v);
upy_float upy_float_value(upy_value v);

// sequence_iterators.c
upy_value upy_new_sequence_iterator(upy_value sequence);

#endif

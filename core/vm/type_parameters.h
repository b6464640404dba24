// type_parameters.h — objects behind PEP 695 syntax: TypeVar and its kin, type aliases, Generic.
#ifndef UPY_VM_TYPE_PARAMETERS_H
#define UPY_VM_TYPE_PARAMETERS_H

#include "core/object/object.h"

upy_value upy_new_type_parameter(upy_value name, unsigned kind, upy_value bound_thunk, upy_value default_thunk);
upy_value upy_new_type_alias(upy_value name, upy_value parameters, upy_value value_thunk);
upy_value upy_generic_base(upy_value parameters);

extern const upy_type upy_type_Generic;

#endif

// generic.h — list[int] and int | str. Levels STANDARD and FULL.
#ifndef UPY_TYPES_GENERIC_H
#define UPY_TYPES_GENERIC_H

#include "core/object/object.h"

upy_value upy_new_generic_alias(upy_value origin, upy_value args); // args: a tuple, or one argument
upy_value upy_new_union(upy_value a, upy_value b);                 // UPY_NULL if one cannot be a member
extern const upy_type upy_type_generic_alias, upy_type_union;

#endif

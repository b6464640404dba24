// generic.h — list[int] and int | str. Levels STANDARD and FULL.
#ifndef UPY_TYPES_GENERIC_H
#define UPY_TYPES_GENERIC_H

#include "core/types/containers.h"

upy_value upy_new_generic_alias(upy_value origin, upy_value args); // args: a tuple, or one argument
upy_value upy_new_union(upy_value a, upy_value b);                 // UPY_NULL if one cannot be a member

// What is left open in generic types (generic_parameters.c).
#if UPY_LEVEL >= UPY_LEVEL_FULL
upy_value upy_generic_parameters(upy_value args); // tuple of the type variables in a tuple of arguments
// args with the type variables in them replaced by what stands in self[index]. raises TypeError
upy_value upy_generic_substitute(upy_value self, upy_value args, upy_value index);
void upy_generic_remember(upy_value instance, upy_value alias); // instance.__orig_class__ = alias, if it can be
#endif

extern const upy_type upy_type_generic_alias, upy_type_union;

#endif

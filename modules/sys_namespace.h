// sys_namespace.h — objects that are nothing but their attributes.
#ifndef UPY_MODULES_SYS_NAMESPACE_H
#define UPY_MODULES_SYS_NAMESPACE_H

#include "core/object/dict.h"

extern const upy_type upy_type_simple_namespace;
upy_value upy_new_simple_namespace(upy_dict *attributes);

#endif

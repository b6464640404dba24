// collections.h — what the files of module collections share.
#ifndef UPY_MODULES_COLLECTIONS_H
#define UPY_MODULES_COLLECTIONS_H

#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/sequence.h"
#include "core/types/str.h"

extern const upy_type upy_type_deque, upy_type_ordered_dict, upy_type_default_dict, upy_type_counter,
    upy_type_chain_map;
extern const upy_builtin upy_collections_namedtuple_object;

// The slots of dict, for types that start with a upy_dict and change only some.
upy_value upy_collections_dict_unary(upy_unary_op op, upy_value self);
upy_value upy_collections_dict_subscript(upy_value self, upy_value key, upy_value value);
upy_value upy_collections_dict_iter(upy_value self);
// A new object of a native type that starts with a upy_dict, filled from a dict.
upy_value upy_collections_dict_from(const upy_type *native, size_t size, upy_value dict);

#endif

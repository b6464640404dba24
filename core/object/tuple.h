// tuple.h — layout of tuples: the object floor walks the MRO of classes.
#ifndef UPY_OBJECT_TUPLE_H
#define UPY_OBJECT_TUPLE_H

#include "core/object/object.h"

typedef struct upy_tuple {
    upy_object header;
    size_t length;
    upy_value items[];
} upy_tuple;

#endif

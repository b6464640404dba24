// dict_views.h — keys(), values(), items() and the iterators of dict.
#ifndef UPY_TYPES_DICT_VIEWS_H
#define UPY_TYPES_DICT_VIEWS_H

#include "core/object/dict.h"

typedef enum upy_dict_part { UPY_DICT_KEYS, UPY_DICT_VALUES, UPY_DICT_ITEMS } upy_dict_part;

extern const upy_type upy_type_dict_keys, upy_type_dict_values, upy_type_dict_items, upy_type_dict_iterator;

upy_value upy_new_dict_view(upy_value dict, upy_dict_part part);
upy_value upy_new_dict_iterator(upy_value dict, upy_dict_part part, bool is_reversed);
// Sets are tables, too: their iterators differ in the type alone.
upy_value upy_new_table_iterator(const upy_type *type, upy_value table);
extern const upy_slots upy_dict_iterator_slots;

#endif

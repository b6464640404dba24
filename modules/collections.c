// collections.c — module collections: its table. One file per type beside it.
#include "modules/collections.h"

static const upy_pair collections_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(collections)},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(ChainMap), (upy_value)&upy_type_chain_map},
    {UPY_NAME(Counter), (upy_value)&upy_type_counter},
    {UPY_NAME(defaultdict), (upy_value)&upy_type_default_dict},
#endif
    {UPY_NAME(OrderedDict), (upy_value)&upy_type_ordered_dict},
    {UPY_NAME(deque), (upy_value)&upy_type_deque},
    {UPY_NAME(namedtuple), (upy_value)&upy_collections_namedtuple_object},
};
static const UPY_DEFINE_TABLE(collections_globals, collections_pairs);
const upy_module upy_module_collections = {{&upy_type_module}, (upy_dict *)&collections_globals};

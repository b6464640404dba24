// sets.h — building character sets, for parse.c.
#ifndef UPY_MODULES_RE_SETS_H
#define UPY_MODULES_RE_SETS_H

#include "modules/re/parse.h"

uint32_t re_set_begin(re_tree *tree); // word index of a new empty set, the last one
void re_set_add_range(re_tree *tree, uint32_t set, uint32_t first, uint32_t last);
void re_set_add_category(re_tree *tree, uint32_t set, re_category category, bool is_negated, bool is_ascii);
// No more members. The index to use: that of an equal earlier set if there is one.
uint32_t re_set_finish(re_tree *tree, uint32_t set, bool is_negated, bool ignores_case, bool is_ascii);

#endif

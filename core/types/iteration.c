// iteration.c — upy_iteration: the for loop of C code.
//
// The common containers are walked in place, following their live length; anything else, and any
// subclass (which may override __iter__), goes through its iterator. No case allocates for lists,
// tuples, ranges, dicts and sets.
#include "core/types/iteration.h"

#include "core/object/raise.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/object/table.h"
#include "core/types/containers.h"
#include "core/types/str.h"

enum { WALK_ITERATOR, WALK_LIST, WALK_TUPLE, WALK_RANGE, WALK_TABLE, WALK_BYTES };

static bool begin_range(upy_iteration *it, const upy_range *r) {
    if (!upy_are_small_ints(r->start, r->stop) || !upy_is_small_int(r->step)) {
        return false;
    }
    it->kind = WALK_RANGE;
    it->position = upy_small_int_value(r->start);
    it->stop = upy_small_int_value(r->stop);
    it->step = upy_small_int_value(r->step);
    return true;
}

void upy_iteration_begin(upy_iteration *it, upy_value iterable) {
    const upy_type *type = upy_type_of(iterable);
    it->subject = iterable;
    it->position = it->stop = it->step = 0;
    if (type == &upy_type_list) {
        it->kind = WALK_LIST;
    } else if (type == &upy_type_tuple) {
        it->kind = WALK_TUPLE;
    } else if (type == &upy_type_range && begin_range(it, (const upy_range *)iterable)) {
        return;
    } else if (type == &upy_type_dict || type == &upy_type_set || type == &upy_type_frozenset) {
        it->kind = WALK_TABLE;
        it->stop = (intptr_t)upy_dict_length(upy_as_dict(iterable));
    } else if (UPY_LEVEL >= UPY_LEVEL_FULL && type == &upy_type_bytes) {
        it->kind = WALK_BYTES;
    } else {
        it->kind = WALK_ITERATOR;
        it->subject = upy_iter(iterable);
    }
}

void upy_raise_changed_size(upy_value table) {
    (upy_raise_runtime)(upy_has_layout(table, UPY_TYPE_SET_BASED)
                            ? UPY_TEXT("Set changed size during iteration")
                            : UPY_TEXT("dictionary changed size during iteration"));
}

// Dicts and sets.
static upy_value next_key(upy_iteration *it) {
    const upy_dict *d = upy_as_dict(it->subject);
    if ((intptr_t)upy_dict_length(d) != it->stop) {
        it->stop = -1; // stays so
        upy_raise_changed_size(it->subject);
    }
    size_t position = (size_t)it->position;
    const upy_value *entry = upy_table_next(d, &position);
    it->position = (intptr_t)position;
    return entry == NULL ? UPY_NULL : *entry;
}

static upy_value next_number(upy_iteration *it) {
    intptr_t i = it->position;
    if (it->step > 0 ? i >= it->stop : i <= it->stop) {
        return UPY_NULL;
    }
    upy_check_interrupt();
    it->position = i + it->step; // small ints: the sum fits a word
    return upy_small_int(i);
}

upy_value upy_iteration_next(upy_iteration *it) {
    size_t i = (size_t)it->position;
    switch (it->kind) {
    case WALK_LIST: {
        const upy_list *list = upy_as_list(it->subject);
        if (i >= list->length) {
            return UPY_NULL;
        }
        it->position++;
        return list->items[i];
    }
    case WALK_TUPLE: {
        const upy_tuple *t = upy_as_tuple(it->subject);
        if (i >= t->length) {
            return UPY_NULL;
        }
        it->position++;
        return t->items[i];
    }
    case WALK_RANGE: return next_number(it);
    case WALK_TABLE: return next_key(it);
#if UPY_LEVEL >= UPY_LEVEL_FULL
    case WALK_BYTES:
        if (i >= upy_str_length(it->subject)) {
            return UPY_NULL;
        }
        it->position++;
        return upy_small_int((uint8_t)upy_str_data(it->subject)[i]);
#endif
    default: return upy_next(it->subject);
    }
}

upy_value upy_iter_self(upy_value self) { return self; }

upy_value upy_iteration_end(void) {
    UPY->stop_value = UPY_NULL;
    return UPY_NULL;
}

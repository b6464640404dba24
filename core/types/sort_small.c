// sort_small.c — list.sort() and sorted() of the smallest level, in place of sort.c: a merge sort from the bottom up,
// stable, in room of its own. Keys are computed once; each keeps its value beside it.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"

// Comparing runs user code: the list is empty meanwhile, what is sorted lies in storage that C variables hold.
void upy_list_sort(upy_value list, upy_value key_or_null, bool reverse) {
    upy_list *l = upy_as_list(list);
    size_t n = l->length;
    bool has_keys = key_or_null != UPY_NULL && key_or_null != UPY_NONE;
    if (n < 2) {
        return;
    }
    // Two arrays of pairs key, value between which the merges go to and fro.
    upy_value from_list = upy_new_list(2 * n, NULL), to_list = upy_new_list(2 * n, NULL);
    upy_value *from = upy_as_list(from_list)->items, *to = upy_as_list(to_list)->items;
    for (size_t i = 0; i < n; i++) {
        if (l->length != n) {
            upy_raise_value_error("list modified during sort");
        }
        from[2 * i + 1] = l->items[i];
        from[2 * i] = has_keys ? upy_call_1(key_or_null, l->items[i]) : l->items[i];
    }
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t i = 0, at = 0; i < n; i += 2 * width) {
            size_t left = i, middle = i + width < n ? i + width : n, right = middle;
            size_t end = middle + width < n ? middle + width : n;
            for (; left < middle || right < end; at++) {
                bool takes_right = left == middle;
                if (!takes_right && right < end) { // the left one wins when they are equal
                    upy_value a = from[2 * left], b = from[2 * right];
                    takes_right = upy_is_true(reverse ? upy_binary(UPY_OP_LT, a, b) : upy_binary(UPY_OP_LT, b, a));
                }
                size_t taken = takes_right ? right++ : left++;
                to[2 * at] = from[2 * taken];
                to[2 * at + 1] = from[2 * taken + 1];
            }
        }
        upy_value *sorted = to;
        to = from;
        from = sorted;
    }
    if (l->length != n) {
        upy_raise_value_error("list modified during sort");
    }
    for (size_t i = 0; i < n; i++) {
        upy_store(list, &l->items[i], from[2 * i + 1]);
    }
    upy_keep_alive(from_list);
    upy_keep_alive(to_list);
}

// sequence.c — algorithms over the item arrays of lists and tuples.
//
// Comparing items may run user code, and user code may change a list, so each step looks the array
// up again; only comparisons that are decided without calls (identity, small ints) skip that.
#include "core/types/sequence.h"

#include "core/object/raise.h"
#include "core/types/str.h"

static inline upy_value item_at(upy_value sequence, size_t i) {
    size_t n;
    upy_value *items;
    upy_get_items(sequence, &n, &items);
    return i < n ? items[i] : UPY_NULL;
}

static size_t item_count(upy_value sequence) {
    size_t n;
    upy_value *items;
    upy_get_items(sequence, &n, &items);
    return n;
}

static inline bool same_item(upy_value a, upy_value b) {
    if (a == b) {
        return true;
    }
    if (upy_are_small_ints(a, b)) {
        return false;
    }
    return upy_equal(a, b);
}

// Index of the first item in which a and b differ, from i on, as far as that can be told without calls: stops too at
// items that have to be compared by ==.
static size_t skip_identical(upy_value a, upy_value b, size_t i) {
    size_t n_a, n_b;
    upy_value *x, *y;
    upy_get_items(a, &n_a, &x);
    upy_get_items(b, &n_b, &y);
    size_t n = n_a < n_b ? n_a : n_b;
    while (i < n && x[i] == y[i]) {
        i++;
    }
    return i;
}

upy_value upy_sequence_compare(upy_binary_op op, upy_value a, upy_value b) {
    bool is_equality = op == UPY_OP_EQ || op == UPY_OP_NE;
    if (is_equality && item_count(a) != item_count(b)) {
        return upy_bool(op == UPY_OP_NE);
    }
    upy_check_stack();
    for (size_t i = 0;; i++) {
        if (UPY_LEVEL >= UPY_LEVEL_FULL) {
            i = skip_identical(a, b, i);
        }
        upy_value x = item_at(a, i);
        upy_value y = item_at(b, i);
        if (x == UPY_NULL || y == UPY_NULL) {
            break;
        }
        if (!upy_equal(x, y)) {
            return is_equality ? upy_bool(op == UPY_OP_NE) : upy_binary(op, x, y);
        }
    }
    size_t n_a = item_count(a), n_b = item_count(b);
    return upy_compare_result(op, (n_a > n_b) - (n_a < n_b));
}

size_t upy_sequence_find(upy_value sequence, upy_value item, size_t start, size_t stop) {
    for (size_t i = start; i < stop; i++) {
        upy_value x = item_at(sequence, i);
        if (x == UPY_NULL) {
            break;
        }
        if (same_item(x, item)) {
            return i;
        }
    }
    return UPY_NOT_FOUND;
}

size_t upy_sequence_count(upy_value sequence, upy_value item) {
    size_t count = 0;
    upy_value x;
    for (size_t i = 0; (x = item_at(sequence, i)) != UPY_NULL; i++) {
        count += same_item(x, item);
    }
    return count;
}

bool upy_print_items(const upy_writer *w, upy_value self, const char *recursive, const char *open,
                     upy_item_printer print_item, const char *close) {
    upy_repr_guard guard;
    if (!upy_repr_begin(&guard, self)) {
        (upy_printf)(w, recursive, self);
        return false;
    }
    (upy_printf)(w, open, self);
    size_t position = 0;
    for (const char *separator = ""; print_item(w, self, &position, separator);) {
        separator = ", ";
    }
    upy_write_string(w, close);
    upy_repr_end(&guard);
    return true;
}

bool upy_sequence_print_item(const upy_writer *w, upy_value self, size_t *position, const char *separator) {
    upy_value x = item_at(self, (*position)++);
    if (x == UPY_NULL) {
        return false;
    }
    upy_write_string(w, separator);
    upy_print(w, x, UPY_PRINT_REPR);
    return true;
}

size_t upy_clamp_index(upy_value index, size_t length) {
    intptr_t i = upy_to_index_clamped(index);
    if (i < 0) {
        i += (intptr_t)length;
        return i < 0 ? 0 : (size_t)i;
    }
    return (size_t)i < length ? (size_t)i : length;
}

upy_value upy_sequence_index_method(size_t n_args, const upy_value *args) {
    size_t n = item_count(args[0]);
    size_t start = n_args > 2 ? upy_clamp_index(args[2], n) : 0;
    size_t stop = n_args > 3 ? upy_clamp_index(args[3], n) : n;
    size_t i = upy_sequence_find(args[0], args[1], start, stop);
    if (i == UPY_NOT_FOUND) {
        upy_raise_value_error("object not in sequence");
    }
    return upy_small_int((intptr_t)i);
}

bool upy_repeat_count(upy_value v, size_t *count) {
    if (!upy_is_int(v)) {
        upy_value pair[2];
        if (!upy_get_special(v, UPY_NAME(__index__), pair)) {
            return false;
        }
    }
    intptr_t n = upy_to_index_clamped(v);
    *count = n > 0 ? (size_t)n : 0;
    return true;
}

void upy_repeat_items(upy_value *items, size_t n, size_t total) {
    if (n == 1) {
        for (size_t i = 1; i < total; i++) {
            items[i] = items[0];
        }
        return;
    }
    for (size_t done = n; done < total;) {
        size_t chunk = done < total - done ? done : total - done;
        memcpy(items + done, items, chunk * sizeof(upy_value));
        done += chunk;
    }
}

void upy_reverse_items(upy_value *items, size_t n) {
    for (size_t i = 0; i < n / 2; i++) {
        upy_value v = items[i];
        items[i] = items[n - 1 - i];
        items[n - 1 - i] = v;
    }
}

// ---- Operators and slices ----------------------------------------------------------------------

static const uint32_t layouts = UPY_TYPE_LIST_BASED | UPY_TYPE_TUPLE_BASED;

// A new list or tuple of n items, to be filled at once.
static upy_value new_like(upy_value sequence, size_t n, upy_value **items) {
    if (upy_has_layout(sequence, UPY_TYPE_TUPLE_BASED)) {
        upy_value tuple = upy_new_tuple(n, NULL);
        *items = upy_as_tuple(tuple)->items;
        return tuple;
    }
    upy_list *list = upy_as_list(upy_new_list_with_capacity(n));
    list->length = n;
    *items = list->items;
    return (upy_value)list;
}

static void copy_items(upy_value *to, const upy_value *from, size_t n) {
    if (n != 0) {
        memcpy(to, from, n * sizeof(upy_value));
    }
}

static upy_value concatenated(upy_value a, upy_value b) {
    size_t n_a, n_b;
    upy_value *x, *y, *items;
    upy_get_items(a, &n_a, &x);
    upy_get_items(b, &n_b, &y);
    if (n_b == 0 && upy_is_exactly(a, &upy_type_tuple)) {
        return a;
    }
    upy_value result = new_like(a, n_a + n_b, &items);
    copy_items(items, x, n_a);
    copy_items(items + n_a, y, n_b);
    return result;
}

static upy_value repeated(upy_value sequence, size_t count) {
    size_t n;
    upy_value *x, *items;
    upy_get_items(sequence, &n, &x);
    if (n != 0 && count > SIZE_MAX / 4 / sizeof(upy_value) / n) {
        upy_raise_memory(SIZE_MAX);
    }
    size_t total = n * count;
    upy_value result = new_like(sequence, total, &items);
    if (total != 0) {
        copy_items(items, x, n);
        upy_repeat_items(items, n, total);
    }
    return result;
}

upy_value upy_sequence_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    size_t count;
    bool is_alike = upy_has_layout(rhs, upy_type_of(lhs)->flags & layouts);
    switch ((int)op) {
    case UPY_OP_ADD: return is_alike ? concatenated(lhs, rhs) : UPY_NULL;
    case UPY_OP_MUL:
    case UPY_OP_REVERSE_MUL: return upy_repeat_count(rhs, &count) ? repeated(lhs, count) : UPY_NULL;
    case UPY_OP_CONTAINS: return upy_bool(upy_sequence_find(lhs, rhs, 0, SIZE_MAX) != UPY_NOT_FOUND);
    default: return is_alike && upy_op_is_compare(op) ? upy_sequence_compare(op, lhs, rhs) : UPY_NULL;
    }
}

upy_slice_bounds upy_sequence_bounds(upy_value sequence, upy_value slice) {
    size_t n = item_count(sequence);
    upy_slice_bounds b = upy_slice_resolve(slice, n);
    if (item_count(sequence) < n) {
        upy_raise_index("list index out of range");
    }
    return b;
}

upy_value upy_sequence_slice(upy_value sequence, upy_value slice) {
    upy_slice_bounds b = upy_sequence_bounds(sequence, slice);
    size_t n, from = b.start;
    upy_value *x, *items;
    upy_get_items(sequence, &n, &x);
    if (b.step == 1 && b.count == n && upy_is_exactly(sequence, &upy_type_tuple)) {
        return sequence;
    }
    upy_value result = new_like(sequence, b.count, &items);
    if (b.step == 1) {
        copy_items(items, x + from, b.count);
        return result;
    }
    for (size_t i = 0; i < b.count; i++, from += (size_t)b.step) {
        items[i] = x[from];
    }
    return result;
}

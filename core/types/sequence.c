// sequence.c — algorithms over the item arrays of lists and tuples.
//
// Comparing items may run user code, and user code may change a list, so each step looks the array
// up again; only comparisons that are decided without calls (identity, small ints) skip that.
#include "core/types/sequence.h"

#include "core/object/raise.h"

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

static upy_value compare_ints(upy_binary_op op, intptr_t a, intptr_t b) {
    switch (op) {
    case UPY_OP_EQ: return upy_bool(a == b);
    case UPY_OP_NE: return upy_bool(a != b);
    case UPY_OP_LT: return upy_bool(a < b);
    case UPY_OP_LE: return upy_bool(a <= b);
    case UPY_OP_GT: return upy_bool(a > b);
    default: return upy_bool(a >= b);
    }
}

upy_value upy_sequence_compare(upy_binary_op op, upy_value a, upy_value b) {
    bool is_equality = op == UPY_OP_EQ || op == UPY_OP_NE;
    if (is_equality && item_count(a) != item_count(b)) {
        return upy_bool(op == UPY_OP_NE);
    }
    upy_check_stack();
    for (size_t i = 0;; i++) {
        i = skip_identical(a, b, i);
        upy_value x = item_at(a, i);
        upy_value y = item_at(b, i);
        if (x == UPY_NULL || y == UPY_NULL) {
            break;
        }
        if (upy_are_small_ints(x, y)) {
            return compare_ints(op, upy_small_int_value(x), upy_small_int_value(y));
        }
        if (!upy_equal(x, y)) {
            return is_equality ? upy_bool(op == UPY_OP_NE) : upy_binary(op, x, y);
        }
    }
    return compare_ints(op, (intptr_t)item_count(a), (intptr_t)item_count(b));
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

void upy_sequence_print_items(const upy_writer *w, upy_value sequence) {
    upy_value x;
    for (size_t i = 0; (x = item_at(sequence, i)) != UPY_NULL; i++) {
        if (i != 0) {
            upy_write(w, ", ", 2);
        }
        upy_print(w, x, UPY_PRINT_REPR);
    }
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

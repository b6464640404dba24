// sort.c — stable sorting of lists, with `<` only.
//
// A natural merge sort: runs that are already ordered are found (strictly falling ones reversed),
// short ones are lengthened by binary insertion, and runs are merged under the usual balance rules,
// each merge first skipping what is in place on either side. Keys are computed once, into an array
// of their own that moves in step with the values. Where all keys are small ints, floats or strs,
// they are compared without going through the operator protocol. Below FULL the list is halved instead
// of looking for runs, in a third of the code; halves that are in order already are not merged.
//
// While it sorts, the list is empty; its items are in the `sorter` on the C stack, where the
// collector finds the storage blocks. A guard puts them back if a comparison raises.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/number.h"
#include "core/types/sequence.h"
#include "core/types/str.h"

#define MIN_RUN 32
#define MAX_RUNS (2 * UPY_WORD_BITS)

// Hosts get one copy of the whole sort per kind of key, with the comparison in line; boards one for all, without runs.
#define PER_KIND (UPY_LEVEL >= UPY_LEVEL_FULL)
#if PER_KIND
#define PER_KIND_FUNCTION static inline __attribute__((always_inline))
#else
#define PER_KIND_FUNCTION static
#endif

typedef enum key_kind { KEYS_ANY, KEYS_SMALL_INT, KEYS_FLOAT, KEYS_STR } key_kind;

typedef struct sorter {
    upy_list *list;
    upy_value *values; // the list's storage
    size_t length, capacity;
    upy_value *keys;                      // what is compared: values, or storage of its own
    upy_value *spare_keys, *spare_values; // room for the smaller side of a merge; same block if keys == values
    size_t spare_capacity;
    key_kind kind;
#if PER_KIND
    size_t n_runs;
    struct {
        size_t start, length;
    } runs[MAX_RUNS];
#endif
} sorter;

// UTF-8 keeps the order of code points, so bytes are what is compared.
static inline bool less_str(upy_value a, upy_value b) {
    size_t n_a = upy_str_length(a);
    size_t n_b = upy_str_length(b);
    int order = memcmp(upy_str_data(a), upy_str_data(b), n_a < n_b ? n_a : n_b);
    return order != 0 ? order < 0 : n_a < n_b;
}

static bool less_any(upy_value a, upy_value b) {
    if (upy_are_small_ints(a, b)) {
        return upy_small_int_value(a) < upy_small_int_value(b);
    }
    if (PER_KIND && upy_is_exactly(a, &upy_type_tuple) && upy_is_exactly(b, &upy_type_tuple)) {
        return upy_is_true(upy_sequence_compare(UPY_OP_LT, a, b));
    }
    return upy_is_true(upy_binary(UPY_OP_LT, a, b));
}

PER_KIND_FUNCTION bool less(key_kind kind, upy_value a, upy_value b) {
    switch (PER_KIND ? kind : KEYS_ANY) {
    case KEYS_SMALL_INT: return upy_small_int_value(a) < upy_small_int_value(b);
    case KEYS_FLOAT:
        if (upy_is_immediate_float(a) && upy_is_immediate_float(b)) {
            return upy_immediate_float_value(a) < upy_immediate_float_value(b);
        }
        return upy_float_value(a) < upy_float_value(b);
    case KEYS_STR: return less_str(a, b);
    default: return less_any(a, b);
    }
}

#if PER_KIND
static key_kind kind_of_keys(const upy_value *keys, size_t n) {
    size_t i = 0;
    if (upy_is_small_int(keys[0])) {
        while (i < n && upy_is_small_int(keys[i])) {
            i++;
        }
        return i == n ? KEYS_SMALL_INT : KEYS_ANY;
    }
    const upy_type *type = upy_type_of(keys[0]);
    if (type != &upy_type_float && type != &upy_type_str) {
        return KEYS_ANY;
    }
    while (i < n && upy_type_of(keys[i]) == type) {
        i++;
    }
    return i < n ? KEYS_ANY : type == &upy_type_str ? KEYS_STR : KEYS_FLOAT;
}
#endif

// ---- Moving keys and values in step --------------------------------------------------------------

static inline bool has_keys(const sorter *s) { return s->keys != s->values; }

static inline void move_within(sorter *s, size_t to, size_t from, size_t n) {
    memmove(s->keys + to, s->keys + from, n * sizeof(upy_value));
    if (has_keys(s)) {
        memmove(s->values + to, s->values + from, n * sizeof(upy_value));
    }
}

static inline void save(sorter *s, size_t from, size_t n) {
    memcpy(s->spare_keys, s->keys + from, n * sizeof(upy_value));
    if (has_keys(s)) {
        memcpy(s->spare_values, s->values + from, n * sizeof(upy_value));
    }
}

static inline void restore_spare(sorter *s, size_t to, size_t from, size_t n) {
    memcpy(s->keys + to, s->spare_keys + from, n * sizeof(upy_value));
    if (has_keys(s)) {
        memcpy(s->values + to, s->spare_values + from, n * sizeof(upy_value));
    }
}

static inline void put_one(sorter *s, size_t to, const upy_value *keys, const upy_value *values, size_t from) {
    s->keys[to] = keys[from];
    if (has_keys(s)) {
        s->values[to] = values[from];
    }
}

// ---- Runs ----------------------------------------------------------------------------------------

// First index in [low, high) whose key is greater than `key`.
PER_KIND_FUNCTION size_t upper_bound(const sorter *s, key_kind kind, upy_value key, size_t low, size_t high) {
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (less(kind, key, s->keys[middle])) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

// Sorts [start, end), of which [start, sorted) is in order already.
PER_KIND_FUNCTION void insertion_sort(sorter *s, key_kind kind, size_t start, size_t sorted, size_t end) {
    for (size_t i = sorted; i < end; i++) {
        upy_value key = s->keys[i];
        upy_value value = s->values[i];
        size_t at = upper_bound(s, kind, key, start, i);
        move_within(s, at + 1, at, i - at);
        s->keys[at] = key;
        s->values[at] = value;
    }
}

// ---- Merging -------------------------------------------------------------------------------------

static void need_spare(sorter *s, size_t n) {
    if (n <= s->spare_capacity) {
        return;
    }
    upy_value *room = upy_heap_alloc_storage(n * (has_keys(s) ? 2 : 1) * sizeof(upy_value));
    upy_value *old = s->spare_keys;
    s->spare_keys = room;
    s->spare_values = has_keys(s) ? room + n : room;
    s->spare_capacity = n;
    upy_heap_free_storage(old);
}

// A merge in progress: if a comparison raises, what is still in the spare room goes back into the gap,
// so that no item is lost.
typedef struct merge {
    sorter *s;
    size_t gap, next, left; // gap in the array; items [next, next + left) of the spare room belong there
} merge;

static void finish_merge(void *p) {
    merge *m = p;
    restore_spare(m->s, m->gap, m->next, m->left);
}

// Left side is the shorter: saved, then merged upwards.
PER_KIND_FUNCTION void merge_up(sorter *s, key_kind kind, size_t left, size_t n_left, size_t right, size_t n_right) {
    save(s, left, n_left);
    merge m = {s, left, 0, n_left};
    upy_guard guard;
    upy_guard_begin(&guard, finish_merge, &m);
    size_t end = right + n_right;
    while (m.left != 0 && right < end) {
        if (less(kind, s->keys[right], s->spare_keys[m.next])) {
            put_one(s, m.gap, s->keys, s->values, right);
            right++;
        } else {
            put_one(s, m.gap, s->spare_keys, s->spare_values, m.next);
            m.next++;
            m.left--;
        }
        m.gap++;
    }
    upy_guard_end(&guard);
}

#if PER_KIND

static void reverse_range(sorter *s, size_t start, size_t n);

// Length of the ordered run that begins at start.
PER_KIND_FUNCTION size_t find_run(sorter *s, key_kind kind, size_t start) {
    size_t end = start + 1;
    if (end == s->length) {
        return 1;
    }
    if (less(kind, s->keys[end], s->keys[start])) {
        do {
            end++;
        } while (end < s->length && less(kind, s->keys[end], s->keys[end - 1]));
        reverse_range(s, start, end - start);
    } else {
        do {
            end++;
        } while (end < s->length && !less(kind, s->keys[end], s->keys[end - 1]));
    }
    return end - start;
}

// First index in [low, high) whose key is not less than `key`.
PER_KIND_FUNCTION size_t lower_bound(const sorter *s, key_kind kind, upy_value key, size_t low, size_t high) {
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (less(kind, s->keys[middle], key)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// Right side is the shorter: saved, then merged downwards.
PER_KIND_FUNCTION void merge_down(sorter *s, key_kind kind, size_t left, size_t n_left, size_t right, size_t n_right) {
    save(s, right, n_right);
    merge m = {s, right, 0, n_right}; // the gap always begins where the rest of the left side ends
    upy_guard guard;
    upy_guard_begin(&guard, finish_merge, &m);
    size_t to = right + n_right;
    while (m.left != 0 && n_left != 0) {
        to--;
        if (less(kind, s->spare_keys[m.left - 1], s->keys[left + n_left - 1])) {
            put_one(s, to, s->keys, s->values, left + n_left - 1);
            n_left--;
            m.gap = left + n_left;
        } else {
            put_one(s, to, s->spare_keys, s->spare_values, m.left - 1);
            m.left--;
        }
    }
    m.gap = left + n_left;
    upy_guard_end(&guard);
}

PER_KIND_FUNCTION void merge_at(sorter *s, key_kind kind, size_t i) {
    size_t left = s->runs[i].start;
    size_t n_left = s->runs[i].length;
    size_t right = s->runs[i + 1].start;
    size_t n_right = s->runs[i + 1].length;
    s->runs[i].length = n_left + n_right;
    for (size_t k = i + 1; k + 1 < s->n_runs; k++) {
        s->runs[k] = s->runs[k + 1];
    }
    s->n_runs--;
    size_t first = upper_bound(s, kind, s->keys[right], left, left + n_left);
    n_left -= first - left;
    left = first;
    if (n_left == 0) {
        return;
    }
    n_right = lower_bound(s, kind, s->keys[left + n_left - 1], right, right + n_right) - right;
    if (n_right == 0) {
        return;
    }
    need_spare(s, n_left < n_right ? n_left : n_right);
    if (n_left <= n_right) {
        merge_up(s, kind, left, n_left, right, n_right);
    } else {
        merge_down(s, kind, left, n_left, right, n_right);
    }
}

// The pair of runs to merge next: lengths on the run stack fall faster than Fibonacci numbers, so that merges stay
// balanced. At the end everything is merged. -1: nothing to do.
static intptr_t next_merge(const sorter *s, bool is_end) {
    if (s->n_runs < 2) {
        return -1;
    }
    size_t i = s->n_runs - 2;
    bool is_unbalanced = (i > 0 && s->runs[i - 1].length <= s->runs[i].length + s->runs[i + 1].length) ||
                         (i > 1 && s->runs[i - 2].length <= s->runs[i - 1].length + s->runs[i].length);
    if ((is_unbalanced || is_end) && i > 0 && s->runs[i - 1].length < s->runs[i + 1].length) {
        return (intptr_t)i - 1;
    }
    return is_unbalanced || is_end || s->runs[i].length <= s->runs[i + 1].length ? (intptr_t)i : -1;
}

// A length between MIN_RUN / 2 and MIN_RUN such that length / run is a power of two or just below.
static size_t choose_run_length(size_t n) {
    size_t odd = 0;
    while (n >= MIN_RUN) {
        odd |= n & 1;
        n >>= 1;
    }
    return n + odd;
}

PER_KIND_FUNCTION void sort_all_of(sorter *s, key_kind kind) {
    size_t shortest = choose_run_length(s->length);
    for (size_t start = 0;;) {
        bool is_end = start == s->length;
        if (!is_end) {
            size_t n = find_run(s, kind, start);
            if (n < shortest) {
                size_t wanted = shortest < s->length - start ? shortest : s->length - start;
                insertion_sort(s, kind, start, start + n, start + wanted);
                n = wanted;
            }
            s->runs[s->n_runs].start = start;
            s->runs[s->n_runs].length = n;
            s->n_runs++;
            start += n;
        }
        intptr_t i;
        while ((i = next_merge(s, is_end)) >= 0) {
            merge_at(s, kind, (size_t)i);
        }
        if (is_end) {
            return;
        }
    }
}

static void sort_all(sorter *s) {
    s->kind = kind_of_keys(s->keys, s->length);
    switch (s->kind) {
    case KEYS_SMALL_INT: sort_all_of(s, KEYS_SMALL_INT); return;
    case KEYS_FLOAT: sort_all_of(s, KEYS_FLOAT); return;
    case KEYS_STR: sort_all_of(s, KEYS_STR); return;
    default: sort_all_of(s, KEYS_ANY); return;
    }
}

#else

#define FEW 8 // items: sorted by insertion

static void sort_part(sorter *s, size_t start, size_t n) {
    if (n <= FEW) {
        insertion_sort(s, KEYS_ANY, start, start + 1, start + n);
        return;
    }
    size_t half = n / 2, middle = start + half;
    sort_part(s, start, half);
    sort_part(s, middle, n - half);
    if (less(KEYS_ANY, s->keys[middle], s->keys[middle - 1])) {
        merge_up(s, KEYS_ANY, start, half, middle, n - half);
    }
}

static void sort_all(sorter *s) {
    need_spare(s, s->length > FEW ? s->length / 2 : 0);
    sort_part(s, 0, s->length);
}

#endif

// ---- The list --------------------------------------------------------------------------------------

static void reverse_range(sorter *s, size_t start, size_t n) {
    upy_reverse_items(s->keys + start, n);
    if (has_keys(s)) {
        upy_reverse_items(s->values + start, n);
    }
}

static void give_back(void *p) {
    sorter *s = p;
    upy_list *list = s->list;
    upy_value *intruder = list->items;
    list->items = s->values;
    list->length = s->length;
    list->capacity = s->capacity;
    upy_heap_free_storage(intruder);
    if (has_keys(s)) {
        upy_heap_free_storage(s->keys);
    }
    upy_heap_free_storage(s->spare_keys);
}

static void compute_keys(sorter *s, upy_value key) {
    upy_value *keys = upy_heap_alloc_storage(s->length * sizeof(upy_value));
    memset(keys, 0, s->length * sizeof(upy_value));
    s->keys = keys;
    for (size_t i = 0; i < s->length; i++) {
        s->keys[i] = upy_call_1(key, s->values[i]);
    }
}

void upy_list_sort(upy_value self, upy_value key_or_null, bool reverse) {
    upy_list *list = upy_as_list(self);
    if (list->length == 0) {
        return;
    }
    sorter s;
#if PER_KIND
    memset(&s, 0, offsetof(sorter, runs));
#else
    memset(&s, 0, sizeof s);
#endif
    s.list = list;
    s.values = s.keys = list->items;
    s.length = list->length;
    s.capacity = list->capacity;
    list->items = NULL;
    list->length = list->capacity = 0;
    upy_guard guard;
    upy_guard_begin(&guard, give_back, &s);
    if (key_or_null != UPY_NULL) {
        compute_keys(&s, key_or_null);
    }
    if (reverse) { // reversing before and after keeps equal items in their order
        reverse_range(&s, 0, s.length);
    }
    sort_all(&s);
    if (reverse) {
        reverse_range(&s, 0, s.length);
    }
    bool was_modified = list->items != NULL;
    upy_guard_end(&guard);
    if (was_modified) {
        upy_raise_value_error("list modified during sort");
    }
}

// collections_deque.c — deque: a ring of items in one storage block, cheap at both ends.
//
// A deque with a length limit gets its storage at once (as far as that is reasonable) and never
// allocates again. `changes` counts structural changes, so that iterators notice them.
#include "modules/collections.h"

#define NO_LIMIT SIZE_MAX
#define EAGER_LIMIT 4096 // slots a limited deque reserves when it is made
#define MAX_CAPACITY (SIZE_MAX / 4 / sizeof(upy_value))

typedef struct deque {
    upy_object header;
    upy_value *items; // storage block, NULL while capacity is 0
    size_t capacity, start, length, limit;
    uint32_t changes;
    bool raises_when_full; // flag 1: a full deque refuses instead of dropping from the other end
} deque;

static inline deque *as_deque(upy_value v) { return (deque *)v; }

static inline size_t slot(const deque *d, size_t i) {
    size_t at = d->start + i;
    return at < d->capacity ? at : at - d->capacity;
}

// ---- Storage -----------------------------------------------------------------------------------------

// Copies the items, in order, to the front of a block.
static void copy_out(const deque *d, upy_value *to) {
    if (d->length == 0) {
        return;
    }
    size_t first = d->capacity - d->start < d->length ? d->capacity - d->start : d->length;
    memcpy(to, d->items + d->start, first * sizeof(upy_value));
    memcpy(to + first, d->items, (d->length - first) * sizeof(upy_value));
}

static void set_capacity(deque *d, size_t capacity) {
    if (capacity > MAX_CAPACITY) {
        upy_raise_memory(SIZE_MAX);
    }
    upy_value *fresh = upy_heap_alloc_storage(capacity * sizeof(upy_value));
    copy_out(d, fresh);
    upy_value *old = d->items;
    d->items = fresh;
    d->capacity = capacity;
    d->start = 0;
    upy_heap_free_storage(old);
}

static void grow(deque *d) {
    size_t capacity = d->capacity + d->capacity / 2;
    capacity = capacity < 8 ? 8 : (capacity + 1) & ~(size_t)1;
    set_capacity(d, capacity > d->limit ? d->limit : capacity);
}

// Room for one more item; false if the deque is full (and drops, at limit 0, the new item).
static bool make_room(deque *d, bool drop_first) {
    if (d->length == d->limit) {
        if (d->raises_when_full) {
            upy_raise_index("full");
        }
        if (d->limit == 0) {
            return false;
        }
        if (drop_first) {
            d->start = slot(d, 1);
        }
        d->length--;
        return true;
    }
    if (d->length == d->capacity) {
        grow(d);
    }
    return true;
}

static size_t before_first(const deque *d) { return (d->start == 0 ? d->capacity : d->start) - 1; }

static void add(upy_value self, upy_value v, bool is_left) {
    deque *d = as_deque(self);
    if (!make_room(d, !is_left)) {
        return;
    }
    if (is_left) {
        d->start = before_first(d);
    }
    upy_store(self, &d->items[slot(d, is_left ? 0 : d->length)], v);
    d->length++;
    d->changes++;
}

static upy_value take(upy_value self, bool is_left) {
    deque *d = as_deque(self);
    if (d->length == 0) {
        upy_raise_index("empty");
    }
    upy_value v = d->items[slot(d, is_left ? 0 : d->length - 1)];
    if (is_left) {
        d->start = slot(d, 1);
    }
    d->length--;
    d->changes++;
    return v;
}

static void clear(deque *d) {
    d->length = d->start = 0;
    d->changes++;
}

// Moves n items from the end to the front (n may be negative).
static void rotate(deque *d, intptr_t n) {
    if (d->length < 2) {
        return;
    }
    n %= (intptr_t)d->length;
    if (n < 0) {
        n += (intptr_t)d->length;
    }
    if (UPY_LEVEL >= UPY_LEVEL_FULL && (size_t)n > d->length / 2) { // the shorter way
        for (n = (intptr_t)d->length - n; n > 0; n--) {
            upy_value v = d->items[d->start];
            size_t to = slot(d, d->length);
            d->start = slot(d, 1);
            d->items[to] = v;
        }
    }
    for (; n > 0; n--) {
        upy_value v = d->items[slot(d, d->length - 1)];
        d->start = before_first(d);
        d->items[d->start] = v;
    }
    d->changes++;
}

// ---- Construction --------------------------------------------------------------------------------------

static void extend(upy_value self, upy_value iterable, bool is_left) {
    if (iterable == self) {
        iterable = upy_to_list(self);
    }
    upy_iteration it;
    upy_iteration_begin(&it, iterable);
    upy_value v;
    while ((v = upy_iteration_next(&it)) != UPY_NULL) {
        add(self, v, is_left);
    }
}

// deque([iterable[, maxlen[, flags]]]). An empty tuple without a length is refused: existing programs test for that.
static void deque_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(iterable), UPY_EMPTY_TUPLE, false},
        {UPY_NAME(maxlen), UPY_NONE, false},
        {UPY_NAME(flags), UPY_SMALL_INT(0), false},
    };
    if (n_args == 1 && n_kw == 0 && args[0] == UPY_EMPTY_TUPLE) {
        upy_raise_type("function missing 1 required positional arguments");
    }
    upy_value out[3];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, out);
    deque *d = as_deque(self);
    size_t limit = NO_LIMIT;
    if (out[1] != UPY_NONE) {
        intptr_t n = upy_to_index(out[1]);
        if (n < 0) {
            upy_raise_value_error("maxlen must be non-negative");
        }
        limit = (size_t)n;
    }
    bool raises_when_full = (upy_to_index(out[2]) & 1) != 0;
    clear(d);
    d->limit = limit;
    d->raises_when_full = raises_when_full;
    if (limit != NO_LIMIT && limit != 0 && d->capacity != limit) {
        set_capacity(d, limit < EAGER_LIMIT ? limit : EAGER_LIMIT);
    }
    extend(self, out[0], false);
}

static upy_value deque_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value self = (upy_value)upy_new_instance_of(type, sizeof(deque));
    as_deque(self)->limit = NO_LIMIT;
    if (!upy_type_is_class(type)) {
        deque_init(self, n_args, n_kw, args);
    }
    return self;
}

// ---- Slots ---------------------------------------------------------------------------------------------

static bool print_item(const upy_writer *w, upy_value self, size_t *position, const char *separator) {
    const deque *d = as_deque(self);
    size_t i = (*position)++;
    if (i < d->length) {
        upy_printf(w, "%s%r", separator, d->items[slot(d, i)]);
    }
    return i < d->length;
}

static void deque_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const deque *d = as_deque(self);
    if (upy_print_items(w, self, "[...]", "%T([", print_item, "]")) {
        (upy_printf)(w, d->limit == NO_LIMIT ? ")" : ", maxlen=%zu)", d->limit);
    }
}

static upy_value deque_unary(upy_unary_op op, upy_value self) {
    const deque *d = as_deque(self);
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(d->length != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)d->length);
    default: return UPY_NULL;
    }
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
UPY_NORETURN static void raise_mutated(void) { upy_raise_runtime("deque mutated during iteration"); }

static size_t find(const deque *d, upy_value v, size_t start, size_t stop) {
    uint32_t changes = d->changes;
    for (size_t i = start; i < stop && i < d->length; i++) {
        bool found = upy_equal(d->items[slot(d, i)], v);
        if (d->changes != changes) {
            raise_mutated();
        }
        if (found) {
            return i;
        }
    }
    return SIZE_MAX;
}

// An empty deque with the limit and flags of another.
static upy_value new_like(const deque *d) {
    deque *copy = upy_new_instance_of(&upy_type_deque, sizeof(deque));
    copy->limit = d->limit;
    copy->raises_when_full = d->raises_when_full;
    return (upy_value)copy;
}

static upy_value copy_of(upy_value self) {
    const deque *d = as_deque(self);
    upy_value copy = new_like(d);
    if (d->length != 0) {
        upy_value *items = upy_heap_alloc_storage(((d->length + 1) & ~(size_t)1) * sizeof(upy_value));
        copy_out(d, items);
        as_deque(copy)->capacity = d->length;
        as_deque(copy)->length = d->length;
        as_deque(copy)->items = items;
    }
    return copy;
}

static upy_value repeated(upy_value self, size_t count) {
    upy_value result = new_like(as_deque(self));
    const deque *d = as_deque(self);
    if (d->length == 0) {
        return result;
    }
    if (d->limit != NO_LIMIT && count > d->limit / d->length + 1) {
        count = d->limit / d->length + 1; // the rest would be dropped again
    }
    if (count > MAX_CAPACITY / d->length) {
        upy_raise_memory(SIZE_MAX);
    }
    for (size_t k = 0; k < count; k++) {
        for (size_t i = 0; i < d->length; i++) {
            add(result, d->items[slot(d, i)], false);
        }
    }
    return result;
}
#endif

static upy_value deque_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    bool is_deque = upy_is_instance(rhs, &upy_type_deque);
#if UPY_LEVEL >= UPY_LEVEL_FULL // boards search it as any iterable
    size_t count;
    switch ((int)op) {
    case UPY_OP_CONTAINS: return upy_bool(find(as_deque(lhs), rhs, 0, SIZE_MAX) != SIZE_MAX);
    case UPY_OP_INPLACE_ADD: extend(lhs, rhs, false); return lhs;
    case UPY_OP_ADD: {
        if (!is_deque) {
            return UPY_NULL;
        }
        upy_value sum = copy_of(lhs);
        extend(sum, rhs, false);
        return sum;
    }
    case UPY_OP_MUL:
    case UPY_OP_REVERSE_MUL: return upy_repeat_count(rhs, &count) ? repeated(lhs, count) : UPY_NULL;
    default: break;
    }
#endif
    return upy_op_is_compare(op) && is_deque ? upy_binary(op, upy_to_list(lhs), upy_to_list(rhs)) : UPY_NULL;
}

static upy_value deque_subscript(upy_value self, upy_value index, upy_value value) {
    deque *d = as_deque(self);
    if (value == UPY_MARK_DELETE) {
        return UPY_NULL; // TypeError; remove() and rotate() take items out of the middle
    }
    size_t i = upy_sequence_index(upy_settled_index(index), d->length, "deque");
    if (value == UPY_MARK_LOAD) {
        return d->items[slot(d, i)];
    }
    upy_store(self, &d->items[slot(d, i)], value);
    return UPY_NONE;
}

static upy_value deque_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD || name != UPY_NAME(maxlen)) {
        return UPY_NULL;
    }
    const deque *d = as_deque(self);
    return d->limit == NO_LIMIT ? UPY_NONE : upy_new_int((intptr_t)d->limit);
}

static void deque_trace(upy_value self, upy_tracer *tracer) {
    const deque *d = as_deque(self);
    if (d->items == NULL) {
        return;
    }
    upy_trace_storage(tracer, d->items);
    size_t first = d->capacity - d->start < d->length ? d->capacity - d->start : d->length;
    upy_trace_values(tracer, d->items + d->start, first);
    upy_trace_values(tracer, d->items, d->length - first);
}

// ---- Iteration -------------------------------------------------------------------------------------------

#if UPY_LEVEL >= UPY_LEVEL_FULL
typedef struct deque_iterator {
    upy_object header;
    upy_value subject;
    size_t left; // items still to come
    uint32_t changes;
    bool is_reversed;
} deque_iterator;

static upy_value iterator_next(upy_value self) {
    deque_iterator *it = (deque_iterator *)self;
    const deque *d = as_deque(it->subject);
    if (it->left == 0) {
        return upy_iteration_end();
    }
    if (it->changes != d->changes) {
        it->left = 0;
        raise_mutated();
    }
    it->left--;
    return d->items[slot(d, it->is_reversed ? it->left : d->length - 1 - it->left)];
}

static void iterator_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, ((deque_iterator *)self)->subject);
}

static const upy_slots iterator_slots = {
    .iter = upy_iter_self,
    .next = iterator_next,
    .trace = iterator_trace,
};
static const upy_type iterator_type = {
    UPY_TYPE_HEAD(_deque_iterator, deque_iterator, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &iterator_slots,
};

static upy_value new_iterator(upy_value self, bool is_reversed) {
    deque_iterator *it = upy_new_object(&iterator_type, sizeof(deque_iterator));
    it->subject = self;
    it->left = as_deque(self)->length;
    it->changes = as_deque(self)->changes;
    it->is_reversed = is_reversed;
    return (upy_value)it;
}

static upy_value deque_iter(upy_value self) { return new_iterator(self, false); }
#else
#define deque_iter upy_new_sequence_iterator
#endif

// ---- Methods ---------------------------------------------------------------------------------------------

static upy_value deque_append(size_t n_args, const upy_value *args) {
    (void)n_args;
    add(args[0], args[1], false);
    return UPY_NONE;
}
static const UPY_METHOD(append_method, deque, append, deque_append, 2, 2);

static upy_value deque_appendleft(size_t n_args, const upy_value *args) {
    (void)n_args;
    add(args[0], args[1], true);
    return UPY_NONE;
}
static const UPY_METHOD(appendleft_method, deque, appendleft, deque_appendleft, 2, 2);

static upy_value deque_extend(size_t n_args, const upy_value *args) {
    (void)n_args;
    extend(args[0], args[1], false);
    return UPY_NONE;
}
static const UPY_METHOD(extend_method, deque, extend, deque_extend, 2, 2);

static upy_value deque_extendleft(size_t n_args, const upy_value *args) {
    (void)n_args;
    extend(args[0], args[1], true);
    return UPY_NONE;
}
static const UPY_METHOD(extendleft_method, deque, extendleft, deque_extendleft, 2, 2);

static upy_value deque_pop(size_t n_args, const upy_value *args) {
    (void)n_args;
    return take(args[0], false);
}
static const UPY_METHOD(pop_method, deque, pop, deque_pop, 1, 1);

static upy_value deque_popleft(size_t n_args, const upy_value *args) {
    (void)n_args;
    return take(args[0], true);
}
static const UPY_METHOD(popleft_method, deque, popleft, deque_popleft, 1, 1);

static upy_value deque_clear(size_t n_args, const upy_value *args) {
    (void)n_args;
    clear(as_deque(args[0]));
    return UPY_NONE;
}
static const UPY_METHOD(clear_method, deque, clear, deque_clear, 1, 1);

static upy_value deque_rotate(size_t n_args, const upy_value *args) {
    rotate(as_deque(args[0]), n_args == 2 ? upy_to_index(args[1]) : 1);
    return UPY_NONE;
}
static const UPY_METHOD(rotate_method, deque, rotate, deque_rotate, 1, 2);

#if UPY_LEVEL >= UPY_LEVEL_FULL // what other boards do not have either
static void remove_at(deque *d, size_t i) {
    for (; i + 1 < d->length; i++) {
        d->items[slot(d, i)] = d->items[slot(d, i + 1)];
    }
    d->length--;
    d->changes++;
}

static upy_value deque_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    return copy_of(args[0]);
}
static const UPY_METHOD(copy_method, deque, copy, deque_copy, 1, 1);
static const UPY_METHOD(copy_dunder_method, deque, __copy__, deque_copy, 1, 1);

static upy_value deque_count(size_t n_args, const upy_value *args) {
    (void)n_args;
    const deque *d = as_deque(args[0]);
    uint32_t changes = d->changes;
    intptr_t count = 0;
    for (size_t i = 0; i < d->length; i++) {
        count += upy_equal(d->items[slot(d, i)], args[1]);
        if (d->changes != changes) {
            raise_mutated();
        }
    }
    return upy_small_int(count);
}
static const UPY_METHOD(count_method, deque, count, deque_count, 2, 2);

static size_t clamped(upy_value v, size_t length) {
    intptr_t i = upy_to_index_clamped(v);
    if (i < 0) {
        i += (intptr_t)length;
        i = i < 0 ? 0 : i;
    }
    return (size_t)i < length ? (size_t)i : length;
}

static upy_value deque_index(size_t n_args, const upy_value *args) {
    const deque *d = as_deque(args[0]);
    size_t start = n_args > 2 ? clamped(args[2], d->length) : 0;
    size_t stop = n_args > 3 ? clamped(args[3], d->length) : d->length;
    size_t i = find(d, args[1], start, stop);
    if (i == SIZE_MAX) {
        upy_raise_value_error("%r is not in deque", args[1]);
    }
    return upy_small_int((intptr_t)i);
}
static const UPY_METHOD(index_method, deque, index, deque_index, 2, 4);

static upy_value deque_insert(size_t n_args, const upy_value *args) {
    (void)n_args;
    deque *d = as_deque(args[0]);
    upy_value index = upy_settled_index(args[1]);
    if (d->length == d->limit) {
        upy_raise_index("deque already at its maximum size");
    }
    size_t i = clamped(index, d->length);
    add(args[0], args[2], false);
    for (size_t k = d->length - 1; k > i; k--) {
        d->items[slot(d, k)] = d->items[slot(d, k - 1)];
    }
    upy_store(args[0], &d->items[slot(d, i)], args[2]);
    return UPY_NONE;
}
static const UPY_METHOD(insert_method, deque, insert, deque_insert, 3, 3);

static upy_value deque_remove(size_t n_args, const upy_value *args) {
    (void)n_args;
    size_t i = find(as_deque(args[0]), args[1], 0, SIZE_MAX);
    if (i == SIZE_MAX) {
        upy_raise_value_error("deque.remove(x): x not in deque");
    }
    remove_at(as_deque(args[0]), i);
    return UPY_NONE;
}
static const UPY_METHOD(remove_method, deque, remove, deque_remove, 2, 2);

static upy_value deque_reverse(size_t n_args, const upy_value *args) {
    (void)n_args;
    deque *d = as_deque(args[0]);
    for (size_t i = 0; i < d->length / 2; i++) {
        upy_value *a = &d->items[slot(d, i)];
        upy_value *b = &d->items[slot(d, d->length - 1 - i)];
        upy_value v = *a;
        *a = *b;
        *b = v;
    }
    d->changes++;
    return UPY_NONE;
}
static const UPY_METHOD(reverse_method, deque, reverse, deque_reverse, 1, 1);

static upy_value deque_reversed(size_t n_args, const upy_value *args) {
    (void)n_args;
    return new_iterator(args[0], true);
}
static const UPY_METHOD(reversed_method, deque, __reversed__, deque_reversed, 1, 1);

// (type, (items, maxlen), attributes): for copy and pickle.
static upy_value deque_reduce(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value arguments[2] = {upy_to_list(args[0]), upy_get_attribute(args[0], UPY_NAME(maxlen))};
    upy_value state = upy_get_attribute_or_null(args[0], UPY_NAME(__dict__));
    upy_value parts[3] = {(upy_value)upy_type_of(args[0]), upy_new_tuple(2, arguments), state ? state : UPY_NONE};
    return upy_new_tuple(3, parts);
}
static const UPY_METHOD(reduce_method, deque, __reduce__, deque_reduce, 1, 1);
#endif

static const upy_pair deque_pairs[] = {
    {UPY_NAME(append), (upy_value)&append_method},     {UPY_NAME(appendleft), (upy_value)&appendleft_method},
    {UPY_NAME(pop), (upy_value)&pop_method},           {UPY_NAME(popleft), (upy_value)&popleft_method},
    {UPY_NAME(extend), (upy_value)&extend_method},     {UPY_NAME(extendleft), (upy_value)&extendleft_method},
    {UPY_NAME(clear), (upy_value)&clear_method},       {UPY_NAME(rotate), (upy_value)&rotate_method},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(copy), (upy_value)&copy_method},         {UPY_NAME(__copy__), (upy_value)&copy_dunder_method},
    {UPY_NAME(count), (upy_value)&count_method},       {UPY_NAME(index), (upy_value)&index_method},
    {UPY_NAME(insert), (upy_value)&insert_method},     {UPY_NAME(remove), (upy_value)&remove_method},
    {UPY_NAME(reverse), (upy_value)&reverse_method},   {UPY_NAME(__reversed__), (upy_value)&reversed_method},
    {UPY_NAME(__reduce__), (upy_value)&reduce_method},
#endif
};
static const UPY_DEFINE_TABLE(deque_attributes, deque_pairs);

static const upy_slots deque_slots = {
    .make_new = deque_make_new,
    .init = deque_init,
    .print = deque_print,
    .unary = deque_unary,
    .binary = deque_binary,
    .subscript = deque_subscript,
    .iter = deque_iter,
    .attribute = deque_attribute,
    .trace = deque_trace,
};

const upy_type upy_type_deque = {
    UPY_TYPE_HEAD(deque, deque, 0),
    .base = &upy_type_object,
    .slots = &deque_slots,
    .attributes = &deque_attributes,
};

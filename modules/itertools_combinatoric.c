// itertools_combinatoric.c — product, permutations and combinations.
//
// Each keeps its pool as a tuple and the state of the search as tuples of small ints that only it
// sees, so they may be changed in place.
#include "modules/itertools.h"

static upy_value ascending(size_t n) {
    upy_value t = upy_new_tuple(n, NULL);
    for (size_t i = 0; i < n; i++) {
        upy_as_tuple(t)->items[i] = upy_small_int((intptr_t)i);
    }
    return t;
}

static inline size_t number(upy_value tuple, size_t i) {
    return (size_t)upy_small_int_value(upy_as_tuple(tuple)->items[i]);
}
static inline void set_number(upy_value tuple, size_t i, size_t n) {
    upy_as_tuple(tuple)->items[i] = upy_small_int((intptr_t)n);
}

// The first n indices, looked up in the pool.
static upy_value pick(upy_value pool, upy_value indices, size_t n) {
    upy_value result = upy_new_tuple(n, NULL);
    for (size_t i = 0; i < n; i++) {
        upy_as_tuple(result)->items[i] = upy_as_tuple(pool)->items[number(indices, i)];
    }
    return result;
}

static size_t count_argument(upy_value v, const char *what) {
    intptr_t n = upy_to_index(v);
    if (n < 0) {
        upy_raise_value_error("%s must be non-negative", what);
    }
    return (size_t)n;
}

enum { NOT_STARTED, RUNNING, ENDED }; // field k of all of them

static upy_value end(tool *t) {
    t->k = ENDED;
    return upy_iteration_end();
}

// ---- product: a tuple of pools, b indices ------------------------------------------------------------

static upy_value product_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(repeat), UPY_SMALL_INT(1), true}};
    upy_value repeat;
    upy_parse_arguments(0, n_kw, args + n_args, parameters, 1, &repeat);
    count_argument(repeat, "repeat argument");
    upy_value pools = upy_new_tuple(n_args, NULL);
    for (size_t i = 0; i < n_args; i++) {
        upy_as_tuple(pools)->items[i] = upy_to_tuple(args[i]);
    }
    pools = upy_binary(UPY_OP_MUL, pools, repeat);
    tool *t = new_tool(type);
    t->a = pools;
    t->b = upy_new_tuple(upy_as_tuple(pools)->length, NULL);
    return (upy_value)t;
}

static upy_value product_next(upy_value self) {
    tool *t = (tool *)self;
    const upy_tuple *pools = upy_as_tuple(t->a);
    size_t n = pools->length;
    if (t->k == ENDED) {
        return upy_iteration_end();
    }
    if (t->k == NOT_STARTED) {
        for (size_t i = 0; i < n; i++) {
            if (upy_as_tuple(pools->items[i])->length == 0) {
                return end(t);
            }
            set_number(t->b, i, 0);
        }
        t->k = RUNNING;
    } else {
        size_t i = n;
        for (;;) {
            if (i == 0) {
                return end(t);
            }
            i--;
            size_t next = number(t->b, i) + 1;
            if (next < upy_as_tuple(pools->items[i])->length) {
                set_number(t->b, i, next);
                break;
            }
            set_number(t->b, i, 0);
        }
    }
    upy_value result = upy_new_tuple(n, NULL);
    for (size_t i = 0; i < n; i++) {
        upy_as_tuple(result)->items[i] = upy_as_tuple(pools->items[i])->items[number(t->b, i)];
    }
    return result;
}
TOOL_TYPE_NAMED(product);

// ---- permutations: a pool, b indices, c cycles, i length of the results --------------------------------

static upy_value permutations_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(iterable), UPY_NULL, false}, {UPY_NAME(r), UPY_NONE, false}};
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    upy_value pool = upy_to_tuple(out[0]);
    size_t n = upy_as_tuple(pool)->length;
    size_t r = out[1] == UPY_NONE ? n : count_argument(out[1], "r");
    tool *t = new_tool(type);
    t->a = pool;
    t->b = ascending(n);
    t->i = (intptr_t)r;
    if (r > n) {
        t->k = ENDED;
        return (upy_value)t;
    }
    t->c = upy_new_tuple(r, NULL);
    for (size_t i = 0; i < r; i++) {
        set_number(t->c, i, n - i);
    }
    return (upy_value)t;
}

// Moves the index at i behind all that follow it.
static void rotate_to_end(upy_value indices, size_t i) {
    upy_tuple *t = upy_as_tuple(indices);
    upy_value first = t->items[i];
    memmove(t->items + i, t->items + i + 1, (t->length - i - 1) * sizeof(upy_value));
    t->items[t->length - 1] = first;
}

static upy_value permutations_next(upy_value self) {
    tool *t = (tool *)self;
    if (t->k == ENDED) {
        return upy_iteration_end();
    }
    size_t n = upy_as_tuple(t->a)->length;
    size_t r = (size_t)t->i;
    if (t->k == NOT_STARTED) {
        t->k = RUNNING;
        return pick(t->a, t->b, r);
    }
    for (size_t i = r; i-- > 0;) {
        size_t cycle = number(t->c, i) - 1;
        if (cycle != 0) {
            set_number(t->c, i, cycle);
            upy_value *items = upy_as_tuple(t->b)->items;
            upy_value v = items[i];
            items[i] = items[n - cycle];
            items[n - cycle] = v;
            return pick(t->a, t->b, r);
        }
        rotate_to_end(t->b, i);
        set_number(t->c, i, n - i);
    }
    return end(t);
}
TOOL_TYPE_NAMED(permutations);

// ---- combinations, with and without replacement: a pool, b indices, i length of the results ------------

static tool *new_combinations(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(iterable), UPY_NULL, false}, {UPY_NAME(r), UPY_NULL, false}};
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    upy_value pool = upy_to_tuple(out[0]);
    tool *t = new_tool(type);
    t->a = pool;
    t->i = (intptr_t)count_argument(out[1], "r");
    return t;
}

static upy_value combinations_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    tool *t = new_combinations(type, n_args, n_kw, args);
    if ((size_t)t->i > upy_as_tuple(t->a)->length) {
        t->k = ENDED;
    } else {
        t->b = ascending((size_t)t->i);
    }
    return (upy_value)t;
}

static upy_value combinations_next(upy_value self) {
    tool *t = (tool *)self;
    if (t->k == ENDED) {
        return upy_iteration_end();
    }
    size_t n = upy_as_tuple(t->a)->length;
    size_t r = (size_t)t->i;
    if (t->k == RUNNING) {
        size_t i = r;
        do {
            if (i == 0) {
                return end(t);
            }
            i--;
        } while (number(t->b, i) == i + n - r);
        size_t next = number(t->b, i) + 1;
        for (; i < r; i++, next++) {
            set_number(t->b, i, next);
        }
    }
    t->k = RUNNING;
    return pick(t->a, t->b, r);
}
TOOL_TYPE_NAMED(combinations);

static upy_value combinations_with_replacement_new(const upy_type *type, size_t n_args, size_t n_kw,
                                                   const upy_value *args) {
    tool *t = new_combinations(type, n_args, n_kw, args);
    if (t->i != 0 && upy_as_tuple(t->a)->length == 0) {
        t->k = ENDED;
        return (upy_value)t;
    }
    t->b = upy_new_tuple((size_t)t->i, NULL);
    for (size_t i = 0; i < (size_t)t->i; i++) {
        set_number(t->b, i, 0);
    }
    return (upy_value)t;
}

static upy_value combinations_with_replacement_next(upy_value self) {
    tool *t = (tool *)self;
    if (t->k == ENDED) {
        return upy_iteration_end();
    }
    size_t n = upy_as_tuple(t->a)->length;
    size_t r = (size_t)t->i;
    if (t->k == RUNNING) {
        size_t i = r;
        do {
            if (i == 0) {
                return end(t);
            }
            i--;
        } while (number(t->b, i) == n - 1);
        size_t next = number(t->b, i) + 1;
        for (; i < r; i++) {
            set_number(t->b, i, next);
        }
    }
    t->k = RUNNING;
    return pick(t->a, t->b, r);
}
TOOL_TYPE_NAMED(combinations_with_replacement);

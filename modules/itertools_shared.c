// itertools_shared.c — the tools whose results share a source: groupby, tee; and zip_longest.
#include "modules/itertools.h"

// ---- groupby ---------------------------------------------------------------------------------------
// groupby: a source, b key function (None: the item itself), c tuple of three that changes in place:
// current item, its key, key of the group given out last. i: number of the group given out last.
// group: a the groupby, b key of the group, i its number.

enum { ITEM, ITEM_KEY, GROUP_KEY, N_STATE };

static upy_value *state(tool *t) { return upy_as_tuple(t->c)->items; }

// Moves to the next item; false at the end.
static bool advance(tool *t) {
    upy_value item = pull(t->a);
    if (item == UPY_NULL) {
        return false;
    }
    upy_value key = t->b == UPY_NONE ? item : upy_call_1(t->b, item);
    upy_store(t->c, &state(t)[ITEM], item);
    upy_store(t->c, &state(t)[ITEM_KEY], key);
    return true;
}

static upy_value group_next(upy_value self) {
    tool *g = (tool *)self;
    tool *t = (tool *)g->a;
    if (t == NULL || t->i != g->i) {
        return upy_iteration_end(); // the groupby has moved on
    }
    if (state(t)[ITEM] == UPY_NULL && !advance(t)) {
        g->a = UPY_NULL;
        return upy_iteration_end();
    }
    if (!upy_equal(g->b, state(t)[ITEM_KEY])) {
        g->a = UPY_NULL;
        return upy_iteration_end();
    }
    upy_value item = state(t)[ITEM];
    state(t)[ITEM] = UPY_NULL;
    return item;
}

static const upy_slots group_slots = {
    .iter = upy_iter_self,
    .next = group_next,
    .trace = upy_itertools_trace,
};
static const upy_type group_type = {
    UPY_TYPE_HEAD(_grouper, tool, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &group_slots,
};

static upy_value groupby_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(iterable), UPY_NULL, false}, {UPY_NAME(key), UPY_NONE, false}};
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    upy_value source = upy_iter(out[0]);
    tool *t = new_tool(type);
    t->a = source;
    t->b = out[1];
    t->c = upy_new_tuple(N_STATE, NULL);
    return (upy_value)t;
}

static upy_value groupby_next(upy_value self) {
    tool *t = (tool *)self;
    t->i++; // ends the group given out before
    // Skip what is left of that group.
    while (state(t)[ITEM] == UPY_NULL ||
           (state(t)[GROUP_KEY] != UPY_NULL && upy_equal(state(t)[GROUP_KEY], state(t)[ITEM_KEY]))) {
        if (!advance(t)) {
            state(t)[ITEM] = UPY_NULL;
            return UPY_NULL;
        }
    }
    upy_store(t->c, &state(t)[GROUP_KEY], state(t)[ITEM_KEY]);
    tool *g = upy_new_object(&group_type, sizeof(tool));
    g->a = self;
    g->b = state(t)[GROUP_KEY];
    g->i = t->i;
    upy_value pair[2] = {g->b, (upy_value)g};
    return upy_new_tuple(2, pair);
}
TOOL_TYPE_NAMED(groupby);

// ---- tee -------------------------------------------------------------------------------------------
// The items seen by some but not all iterators form a linked list; each iterator holds (a) its place in it. An item
// is dropped when the last iterator has passed it.

typedef struct tee_node {
    upy_object header;
    upy_value source; // iterator; only used in the last node
    upy_value item;   // UPY_NULL: not fetched yet (the last node)
    struct tee_node *next;
} tee_node;

static void tee_node_trace(upy_value self, upy_tracer *tracer) {
    tee_node *node = (tee_node *)self;
    upy_trace_values(tracer, &node->source, 2);
    upy_trace_value(tracer, (upy_value)node->next);
}

static const upy_slots tee_node_slots = {.trace = tee_node_trace};
static const upy_type tee_node_type = {
    UPY_TYPE_HEAD(_tee_dataobject, tee_node, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &tee_node_slots,
};

static tee_node *new_node(upy_value source) {
    tee_node *node = upy_new_object(&tee_node_type, sizeof(tee_node));
    node->source = source;
    return node;
}

static upy_value tee_next(upy_value self) {
    tool *t = (tool *)self;
    tee_node *node = (tee_node *)t->a;
    if (node->next == NULL) {
        upy_value item = pull(node->source);
        if (item == UPY_NULL) {
            return UPY_NULL;
        }
        tee_node *next = new_node(node->source);
        if (node->next == NULL) { // the source may have run another iterator over this node
            upy_store((upy_value)node, &node->item, item);
            node->next = next;
        }
    }
    t->a = (upy_value)node->next;
    return node->item;
}

extern const upy_type upy_type_tee;

static upy_value new_tee(upy_value node) {
    tool *t = upy_new_object(&upy_type_tee, sizeof(tool));
    t->a = node;
    return (upy_value)t;
}

static upy_value tee_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    return new_tee(((tool *)args[0])->a);
}
static const upy_builtin tee_copy_method = {UPY_BUILTIN_HEAD(__copy__, 1, 1), .call.positional = tee_copy,
                                            .owner = UPY_OWNER(tee), .kind = UPY_BUILTIN_METHOD};

static const upy_pair tee_pairs[] = {
    {UPY_NAME(__copy__), (upy_value)&tee_copy_method},
};
static const UPY_DEFINE_TABLE(tee_attributes, tee_pairs);

static const upy_slots tee_slots = {
    .iter = upy_iter_self,
    .next = tee_next,
    .trace = upy_itertools_trace,
};
const upy_type upy_type_tee = {
    UPY_TYPE_HEAD(_tee, tool, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &tee_slots,
    .attributes = &tee_attributes,
};

static upy_value tee(size_t n_args, const upy_value *args) {
    intptr_t n = n_args == 2 ? upy_to_index(args[1]) : 2;
    if (n < 0) {
        upy_raise_value_error("n must be >= 0");
    }
    upy_value node =
        upy_is_exactly(args[0], &upy_type_tee) ? ((tool *)args[0])->a : (upy_value)new_node(upy_iter(args[0]));
    upy_value result = upy_new_tuple((size_t)n, NULL);
    for (size_t i = 0; i < (size_t)n; i++) {
        upy_store(result, &upy_as_tuple(result)->items[i], new_tee(node));
    }
    return result;
}
const UPY_FUNCTION(upy_itertools_tee_object, tee, tee, 1, 2);

// ---- zip_longest: a tuple of iterators (UPY_NULL: ended), b fill value, i number still running ---------

static upy_value zip_longest_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(fillvalue), UPY_NONE, true}};
    upy_value fill;
    upy_parse_arguments(0, n_kw, args + n_args, parameters, 1, &fill);
    upy_value sources = upy_new_tuple(n_args, NULL);
    for (size_t i = 0; i < n_args; i++) {
        upy_store(sources, &upy_as_tuple(sources)->items[i], upy_iter(args[i]));
    }
    tool *t = new_tool(type);
    t->a = sources;
    t->b = fill;
    t->i = (intptr_t)n_args;
    return (upy_value)t;
}

static upy_value zip_longest_next(upy_value self) {
    tool *t = (tool *)self;
    upy_tuple *sources = upy_as_tuple(t->a);
    if (t->i == 0) {
        return upy_iteration_end();
    }
    upy_value result = upy_new_tuple(sources->length, NULL);
    for (size_t i = 0; i < sources->length; i++) {
        upy_value v = sources->items[i] == UPY_NULL ? UPY_NULL : pull(sources->items[i]);
        if (v == UPY_NULL) {
            if (sources->items[i] != UPY_NULL) {
                sources->items[i] = UPY_NULL;
                if (--t->i == 0) {
                    return UPY_NULL;
                }
            }
            v = t->b;
        }
        upy_store(result, &upy_as_tuple(result)->items[i], v);
    }
    return result;
}
TOOL_TYPE_NAMED(zip_longest);

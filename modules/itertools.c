// itertools.c — module itertools: the endless and the simple lazy iterators, and the module's table.
//
// Combinatorics are in itertools_combinatoric.c, groupby, tee and zip_longest in itertools_shared.c.
#include "modules/itertools.h"

void upy_itertools_trace(upy_value self, upy_tracer *tracer) { upy_trace_values(tracer, &((tool *)self)->a, 3); }

// ---- count: a next number, b step --------------------------------------------------------------------

static bool is_number(upy_value v) { return upy_is_int(v) || upy_is_float(v) || upy_type_of(v)->slots->binary != NULL; }

static upy_value count_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(start), UPY_SMALL_INT(0), false},
        {UPY_NAME(step), UPY_SMALL_INT(1), false},
    };
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    if (!is_number(out[0]) || upy_has_layout(out[0], UPY_TYPE_STR_BASED) || !is_number(out[1])) {
        upy_raise_type("a number is required");
    }
    tool *t = new_tool(type);
    t->a = out[0];
    t->b = out[1];
    return (upy_value)t;
}

static upy_value count_next(upy_value self) {
    tool *t = (tool *)self;
    upy_value v = t->a;
    t->a = upy_binary(UPY_OP_ADD, v, t->b);
    return v;
}

static void count_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const tool *t = (const tool *)self;
    if (t->b == UPY_SMALL_INT(1)) {
        upy_printf(w, "count(%r)", t->a);
    } else {
        upy_printf(w, "count(%r, %r)", t->a, t->b);
    }
}

static const upy_slots count_slots = {
    .make_new = count_new,
    .print = count_print,
    .iter = upy_iter_self,
    .next = count_next,
    .trace = upy_itertools_trace,
};
static const upy_type count_type = {
    UPY_TYPE_HEAD(count, tool, 0),
    .base = &upy_type_object,
    .slots = &count_slots,
};

// ---- cycle: a source, b list of what it gave, i next of them, k source has ended -----------------------

static upy_value cycle_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    upy_check_argument_count(n_args, 1, 1);
    upy_value source = upy_iter(args[0]);
    upy_value saved = upy_new_list_with_capacity(0);
    tool *t = new_tool(type);
    t->a = source;
    t->b = saved;
    return (upy_value)t;
}

static upy_value cycle_next(upy_value self) {
    tool *t = (tool *)self;
    upy_list *saved = upy_as_list(t->b);
    if (!t->k) {
        upy_value v = pull(t->a);
        if (v != UPY_NULL) {
            upy_list_append(t->b, v);
            return v;
        }
        t->k = true;
    }
    if (saved->length == 0) {
        return upy_iteration_end();
    }
    if ((size_t)t->i >= saved->length) {
        t->i = 0;
    }
    return saved->items[t->i++];
}
TOOL_TYPE_NAMED(cycle);

// ---- repeat: a object, i times left, negative: endless -------------------------------------------------

static upy_value repeat_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(object), UPY_NULL, false},
        {UPY_NAME(times), UPY_MARK_DELETE, false},
    };
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    intptr_t times = -1;
    if (out[1] != UPY_MARK_DELETE) {
        times = upy_to_index(out[1]);
        times = times < 0 ? 0 : times;
    }
    tool *t = new_tool(type);
    t->a = out[0];
    t->i = times;
    return (upy_value)t;
}

static upy_value repeat_next(upy_value self) {
    tool *t = (tool *)self;
    if (t->i == 0) {
        return upy_iteration_end();
    }
    if (t->i > 0) {
        t->i--;
    }
    return t->a;
}

static void repeat_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const tool *t = (const tool *)self;
    upy_printf(w, "repeat(%r", t->a);
    if (t->i >= 0) {
        upy_printf(w, ", %zd", (ptrdiff_t)t->i);
    }
    upy_write(w, ")", 1);
}

static upy_value repeat_unary(upy_unary_op op, upy_value self) {
    const tool *t = (const tool *)self;
    if (op != UPY_OP_LEN) {
        return op == UPY_OP_BOOL   ? UPY_TRUE
               : op == UPY_OP_HASH ? upy_small_int((intptr_t)((uintptr_t)self >> 4 & 0xfffffff))
                                   : UPY_NULL;
    }
    return t->i < 0 ? UPY_NULL : upy_new_int(t->i); // endless: no length
}

static const upy_slots repeat_slots = {
    .make_new = repeat_new,
    .print = repeat_print,
    .unary = repeat_unary,
    .iter = upy_iter_self,
    .next = repeat_next,
    .trace = upy_itertools_trace,
};
static const upy_type repeat_type = {
    UPY_TYPE_HEAD(repeat, tool, 0),
    .base = &upy_type_object,
    .slots = &repeat_slots,
};

// ---- chain: a iterator of iterables, b iterator of the current one -------------------------------------

static upy_value new_chain(const upy_type *type, upy_value iterables) {
    upy_value source = upy_iter(iterables);
    tool *t = new_tool(type);
    t->a = source;
    return (upy_value)t;
}

static upy_value chain_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    return new_chain(type, upy_new_tuple(n_args, args));
}

static upy_value chain_next(upy_value self) {
    tool *t = (tool *)self;
    while (t->a != UPY_NULL) {
        if (t->b == UPY_NULL) {
            upy_value iterable = pull(t->a);
            if (iterable == UPY_NULL) {
                t->a = UPY_NULL;
                break;
            }
            t->b = upy_iter(iterable);
        }
        upy_value v = pull(t->b);
        if (v != UPY_NULL) {
            return v;
        }
        t->b = UPY_NULL;
    }
    return upy_iteration_end();
}

static upy_value chain_from_iterable(size_t n_args, const upy_value *args) {
    (void)n_args;
    return new_chain((const upy_type *)args[0], args[1]);
}
static const UPY_CLASS_METHOD(chain_from_iterable_method, from_iterable, chain_from_iterable, 2, 2);

static const upy_pair chain_pairs[] = {
    {UPY_NAME(from_iterable), (upy_value)&chain_from_iterable_method},
};
static const UPY_DEFINE_TABLE(chain_attributes, chain_pairs);
TOOL_TYPE_NAMED(chain, , .attributes = &chain_attributes);

// ---- accumulate: a source, b function (None: +), c total, k state --------------------------------------

enum { ACCUMULATE_START, ACCUMULATE_INITIAL, ACCUMULATE_RUNNING };

static upy_value accumulate_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(iterable), UPY_NULL, false},
        {UPY_NAME(func), UPY_NONE, false},
        {UPY_NAME(initial), UPY_NONE, true},
    };
    upy_value out[3];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, out);
    upy_value source = upy_iter(out[0]);
    tool *t = new_tool(type);
    t->a = source;
    t->b = out[1];
    t->c = out[2];
    t->k = out[2] == UPY_NONE ? ACCUMULATE_START : ACCUMULATE_INITIAL;
    return (upy_value)t;
}

static upy_value accumulate_next(upy_value self) {
    tool *t = (tool *)self;
    if (t->k == ACCUMULATE_INITIAL) {
        t->k = ACCUMULATE_RUNNING;
        return t->c;
    }
    upy_value v = pull(t->a);
    if (v == UPY_NULL) {
        return UPY_NULL;
    }
    if (t->k == ACCUMULATE_START) {
        t->k = ACCUMULATE_RUNNING;
        t->c = v;
    } else {
        t->c = t->b == UPY_NONE ? upy_binary(UPY_OP_ADD, t->c, v) : upy_call_2(t->b, t->c, v);
    }
    return t->c;
}
TOOL_TYPE_NAMED(accumulate);

// ---- islice: a source (UPY_NULL: ended), i index of the next item wanted, j stop (-1: none), k step, l items taken
// ---

static intptr_t islice_bound(upy_value v, intptr_t absent) {
    if (v == UPY_NONE) {
        return absent;
    }
    upy_value pair[2];
    intptr_t i = upy_is_int(v) || upy_get_special(v, UPY_NAME(__index__), pair) ? upy_to_index_clamped(v) : -1;
    if (i < 0) {
        upy_raise_value_error("indices for islice() must be None or an integer >= 0");
    }
    return i;
}

static upy_value islice_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    upy_check_argument_count(n_args, 2, 4);
    intptr_t start = n_args > 2 ? islice_bound(args[1], 0) : 0;
    intptr_t stop = islice_bound(args[n_args > 2 ? 2 : 1], -1);
    intptr_t step = n_args > 3 ? islice_bound(args[3], 1) : 1;
    if (step == 0) {
        upy_raise_value_error("step for islice() must be a positive integer or None");
    }
    upy_value source = upy_iter(args[0]);
    tool *t = new_tool(type);
    t->a = source;
    t->i = start;
    t->j = stop;
    t->k = step;
    return (upy_value)t;
}

static upy_value islice_next(upy_value self) {
    tool *t = (tool *)self;
    if (t->a == UPY_NULL) {
        return upy_iteration_end();
    }
    bool is_last = t->j >= 0 && t->i >= t->j;
    intptr_t until = is_last ? t->j : t->i;
    upy_value v;
    while (t->l < until) { // what is skipped
        v = pull(t->a);
        if (v == UPY_NULL) {
            t->a = UPY_NULL;
            return UPY_NULL;
        }
        t->l++;
    }
    if (is_last || (v = pull(t->a)) == UPY_NULL) {
        t->a = UPY_NULL;
        return upy_iteration_end();
    }
    t->l++;
    if (__builtin_add_overflow(t->i, t->k, &t->i)) {
        t->i = INTPTR_MAX;
    }
    if (t->j >= 0 && t->i > t->j) {
        t->i = t->j;
    }
    return v;
}
TOOL_TYPE_NAMED(islice);

// ---- takewhile, dropwhile, filterfalse: a source, b predicate, k has changed sides ----------------------

static upy_value new_filtered(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    upy_check_argument_count(n_args, 2, 2);
    upy_value source = upy_iter(args[1]);
    tool *t = new_tool(type);
    t->a = source;
    t->b = args[0];
    return (upy_value)t;
}
#define takewhile_new new_filtered
#define dropwhile_new new_filtered
#define filterfalse_new new_filtered

static upy_value takewhile_next(upy_value self) {
    tool *t = (tool *)self;
    if (t->k) {
        return upy_iteration_end();
    }
    upy_value v = pull(t->a);
    if (v != UPY_NULL && !upy_is_true(upy_call_1(t->b, v))) {
        t->k = true;
        return upy_iteration_end();
    }
    return v;
}
TOOL_TYPE_NAMED(takewhile);

static upy_value dropwhile_next(upy_value self) {
    tool *t = (tool *)self;
    upy_value v = pull(t->a);
    while (!t->k && v != UPY_NULL) {
        if (!upy_is_true(upy_call_1(t->b, v))) {
            t->k = true;
            break;
        }
        v = pull(t->a);
    }
    return v;
}
TOOL_TYPE_NAMED(dropwhile);

static upy_value filterfalse_next(upy_value self) {
    tool *t = (tool *)self;
    upy_value v;
    while ((v = pull(t->a)) != UPY_NULL) {
        if (!upy_is_true(t->b == UPY_NONE ? v : upy_call_1(t->b, v))) {
            break;
        }
    }
    return v;
}
TOOL_TYPE_NAMED(filterfalse);

// ---- starmap: a source of argument tuples, b function --------------------------------------------------

#define starmap_new new_filtered

static upy_value starmap_next(upy_value self) {
    tool *t = (tool *)self;
    upy_value v = pull(t->a);
    if (v == UPY_NULL) {
        return UPY_NULL;
    }
    upy_value arguments = upy_to_tuple(v);
    upy_value result = upy_call(t->b, upy_as_tuple(arguments)->length, 0, upy_as_tuple(arguments)->items);
    upy_keep_alive(arguments);
    return result;
}
TOOL_TYPE_NAMED(starmap);

// ---- compress: a data, b selectors ---------------------------------------------------------------------

static upy_value compress_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(data), UPY_NULL, false},
                                               {UPY_NAME(selectors), UPY_NULL, false}};
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    upy_value data = upy_iter(out[0]);
    upy_value selectors = upy_iter(out[1]);
    tool *t = new_tool(type);
    t->a = data;
    t->b = selectors;
    return (upy_value)t;
}

static upy_value compress_next(upy_value self) {
    tool *t = (tool *)self;
    for (;;) {
        upy_value v = pull(t->a);
        upy_value selector = v == UPY_NULL ? UPY_NULL : pull(t->b);
        if (selector == UPY_NULL) {
            return UPY_NULL;
        }
        if (upy_is_true(selector)) {
            return v;
        }
    }
}
TOOL_TYPE_NAMED(compress);

// ---- pairwise: a source, b the item before -------------------------------------------------------------

static upy_value pairwise_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    upy_check_argument_count(n_args, 1, 1);
    upy_value source = upy_iter(args[0]);
    tool *t = new_tool(type);
    t->a = source;
    return (upy_value)t;
}

static upy_value pairwise_next(upy_value self) {
    tool *t = (tool *)self;
    if (t->b == UPY_NULL && (t->b = pull(t->a)) == UPY_NULL) {
        return UPY_NULL;
    }
    upy_value v = pull(t->a);
    if (v == UPY_NULL) {
        return UPY_NULL;
    }
    upy_value pair[2] = {t->b, v};
    t->b = v;
    return upy_new_tuple(2, pair);
}
TOOL_TYPE_NAMED(pairwise);

// ---- batched: a source, i size of a batch, k strict ----------------------------------------------------

static upy_value batched_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(iterable), UPY_NULL, false},
        {UPY_NAME(n), UPY_NULL, false},
        {UPY_NAME(strict), UPY_FALSE, true},
    };
    upy_value out[3];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, out);
    intptr_t n = upy_to_index(out[1]);
    if (n < 1) {
        upy_raise_value_error("n must be at least one");
    }
    upy_value source = upy_iter(out[0]);
    tool *t = new_tool(type);
    t->a = source;
    t->i = n;
    t->k = upy_is_true(out[2]);
    return (upy_value)t;
}

static upy_value batched_next(upy_value self) {
    tool *t = (tool *)self;
    upy_value batch = upy_new_list_with_capacity(t->i < 64 ? (size_t)t->i : 64);
    upy_value v;
    while (upy_as_list(batch)->length < (size_t)t->i && (v = pull(t->a)) != UPY_NULL) {
        upy_list_append(batch, v);
    }
    size_t n = upy_as_list(batch)->length;
    if (n == 0) {
        return UPY_NULL;
    }
    if (t->k && n < (size_t)t->i) {
        upy_raise_value_error("batched(): incomplete batch");
    }
    return upy_to_tuple(batch);
}
TOOL_TYPE_NAMED(batched);

static const upy_pair itertools_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(itertools)},
    {UPY_NAME(accumulate), (upy_value)&upy_type_itertools_accumulate},
    {UPY_NAME(batched), (upy_value)&upy_type_itertools_batched},
    {UPY_NAME(chain), (upy_value)&upy_type_itertools_chain},
    {UPY_NAME(combinations), (upy_value)&upy_type_itertools_combinations},
    {UPY_NAME(combinations_with_replacement), (upy_value)&upy_type_itertools_combinations_with_replacement},
    {UPY_NAME(compress), (upy_value)&upy_type_itertools_compress},
    {UPY_NAME(count), (upy_value)&count_type},
    {UPY_NAME(cycle), (upy_value)&upy_type_itertools_cycle},
    {UPY_NAME(dropwhile), (upy_value)&upy_type_itertools_dropwhile},
    {UPY_NAME(filterfalse), (upy_value)&upy_type_itertools_filterfalse},
    {UPY_NAME(groupby), (upy_value)&upy_type_itertools_groupby},
    {UPY_NAME(islice), (upy_value)&upy_type_itertools_islice},
    {UPY_NAME(pairwise), (upy_value)&upy_type_itertools_pairwise},
    {UPY_NAME(permutations), (upy_value)&upy_type_itertools_permutations},
    {UPY_NAME(product), (upy_value)&upy_type_itertools_product},
    {UPY_NAME(repeat), (upy_value)&repeat_type},
    {UPY_NAME(starmap), (upy_value)&upy_type_itertools_starmap},
    {UPY_NAME(takewhile), (upy_value)&upy_type_itertools_takewhile},
    {UPY_NAME(tee), (upy_value)&upy_itertools_tee_object},
    {UPY_NAME(zip_longest), (upy_value)&upy_type_itertools_zip_longest},
};
static const UPY_DEFINE_TABLE(itertools_globals, itertools_pairs);
const upy_module upy_module_itertools = {{&upy_type_module}, (upy_dict *)&itertools_globals};

// enumerate_zip_map.c — the lazy builtins enumerate, zip, map and filter.
//
// Each holds the iterators of its sources. The end of the first source to end is the end of the
// whole, its StopIteration value included.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"

// upy_next for a source, which may be one of these again, and so on.
static inline upy_value pull(upy_value iterator) {
    upy_check_stack();
    return upy_next(iterator);
}

// ---- enumerate -------------------------------------------------------------------------------------

typedef struct enumerate_iterator {
    upy_object header;
    upy_value source;
    upy_value count; // int of any size
} enumerate_iterator;

static upy_value enumerate_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(iterable), UPY_NULL, false},
        {UPY_NAME(start), UPY_SMALL_INT(0), false},
    };
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    upy_value start = upy_is_small_int(out[1]) ? out[1] : upy_unary(UPY_OP_INDEX, out[1]);
    upy_value source = upy_iter(out[0]);
    enumerate_iterator *it = upy_new_instance_of(type, sizeof(enumerate_iterator));
    it->source = source;
    it->count = start;
    return (upy_value)it;
}

static upy_value enumerate_next(upy_value self) {
    enumerate_iterator *it = (enumerate_iterator *)self;
    upy_value v = pull(it->source);
    if (v == UPY_NULL) {
        return UPY_NULL;
    }
    upy_value pair[2] = {it->count, v};
    upy_value result = upy_new_tuple(2, pair);
    if (UPY_LEVEL >= UPY_LEVEL_FULL && UPY_LIKELY(upy_is_small_int(it->count))) {
        it->count = upy_new_int(upy_small_int_value(it->count) + 1);
    } else {
        it->count = upy_int_binary(UPY_OP_ADD, it->count, UPY_SMALL_INT(1));
    }
    return result;
}

static void enumerate_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((enumerate_iterator *)self)->source, 2);
}

static const upy_slots enumerate_slots = {
    .make_new = enumerate_make_new,
    .iter = upy_iter_self,
    .next = enumerate_next,
    .trace = enumerate_trace,
};

const upy_type upy_type_enumerate = {
    UPY_TYPE_HEAD(enumerate, enumerate_iterator, 0),
    .base = &upy_type_object,
    .slots = &enumerate_slots,
};

// ---- zip, map --------------------------------------------------------------------------------------

// Both walk several sources in step; sources is a tuple of iterators.
typedef struct parallel_iterator {
    upy_object header;
    upy_value function; // map only
    upy_value sources;
    bool is_strict; // zip only
} parallel_iterator;

static upy_value iterators_of(size_t n, const upy_value *iterables) {
    upy_value sources = upy_new_tuple(n, NULL);
    for (size_t i = 0; i < n; i++) {
        upy_store(sources, &upy_as_tuple(sources)->items[i], upy_iter(iterables[i]));
    }
    return sources;
}

static void parallel_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((parallel_iterator *)self)->function, 2);
}

static upy_value zip_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(strict), UPY_FALSE, true}};
    upy_value strict;
    upy_parse_arguments(0, n_kw, args + n_args, parameters, 1, &strict);
    upy_value sources = iterators_of(n_args, args);
    parallel_iterator *it = upy_new_instance_of(type, sizeof(parallel_iterator));
    it->sources = sources;
    it->is_strict = upy_is_true(strict);
    return (upy_value)it;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
UPY_NORETURN static void raise_uneven(size_t argument, const char *what) {
    upy_raise_value_error("zip() argument %zu is %s than argument%s%zu", argument, what, argument == 2 ? " " : "s 1-",
                          argument - 1);
}
#else
#define raise_uneven(argument, what) upy_raise_value_error("zip() arguments have different lengths")
#endif

// The source that ended first is number `ended` (0-based): in strict mode all others must end now.
static void check_even(const upy_tuple *sources, size_t ended) {
    if (ended != 0) {
        raise_uneven(ended + 1, "shorter");
    }
    for (size_t i = 1; i < sources->length; i++) {
        if (pull(sources->items[i]) != UPY_NULL) {
            raise_uneven(i + 1, "longer");
        }
    }
}

static upy_value zip_next(upy_value self) {
    parallel_iterator *it = (parallel_iterator *)self;
    const upy_tuple *sources = upy_as_tuple(it->sources);
    if (sources->length == 0) {
        return upy_iteration_end();
    }
    upy_value result = upy_new_tuple(sources->length, NULL);
    for (size_t i = 0; i < sources->length; i++) {
        upy_value v = pull(sources->items[i]);
        if (v == UPY_NULL) {
            if (it->is_strict) {
                check_even(sources, i);
            }
            return UPY_NULL;
        }
        upy_store(result, &upy_as_tuple(result)->items[i], v);
    }
    return result;
}

static const upy_slots zip_slots = {
    .make_new = zip_make_new,
    .iter = upy_iter_self,
    .next = zip_next,
    .trace = parallel_trace,
};

const upy_type upy_type_zip = {
    UPY_TYPE_HEAD(zip, parallel_iterator, 0),
    .base = &upy_type_object,
    .slots = &zip_slots,
};

static upy_value map_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    upy_check_argument_count(n_args, 2, SIZE_MAX);
    upy_value sources = iterators_of(n_args - 1, args + 1);
    parallel_iterator *it = upy_new_instance_of(type, sizeof(parallel_iterator));
    it->function = args[0];
    it->sources = sources;
    return (upy_value)it;
}

static upy_value map_next(upy_value self) {
    const parallel_iterator *it = (const parallel_iterator *)self;
    const upy_tuple *sources = upy_as_tuple(it->sources);
    upy_value fixed[4];
    upy_value *arguments = fixed;
    upy_value room = UPY_NULL;
    if (sources->length > UPY_COUNT_OF(fixed)) {
        room = upy_new_tuple(sources->length, NULL);
        arguments = upy_as_tuple(room)->items;
    }
    for (size_t i = 0; i < sources->length; i++) {
        arguments[i] = pull(sources->items[i]);
        if (arguments[i] == UPY_NULL) {
            return UPY_NULL;
        }
    }
    upy_value result = upy_call(it->function, sources->length, 0, arguments);
    upy_keep_alive(room);
    return result;
}

static const upy_slots map_slots = {
    .make_new = map_make_new,
    .iter = upy_iter_self,
    .next = map_next,
    .trace = parallel_trace,
};

const upy_type upy_type_map = {
    UPY_TYPE_HEAD(map, parallel_iterator, 0),
    .base = &upy_type_object,
    .slots = &map_slots,
};

// ---- filter ----------------------------------------------------------------------------------------

typedef struct filter_iterator {
    upy_object header;
    upy_value function; // None: keep what is true
    upy_value source;
} filter_iterator;

static upy_value filter_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords_to(type, n_kw);
    upy_check_argument_count(n_args, 2, 2);
    upy_value source = upy_iter(args[1]);
    filter_iterator *it = upy_new_instance_of(type, sizeof(filter_iterator));
    it->function = args[0];
    it->source = source;
    return (upy_value)it;
}

static upy_value filter_next(upy_value self) {
    const filter_iterator *it = (const filter_iterator *)self;
    upy_value v;
    while ((v = pull(it->source)) != UPY_NULL) {
        if (upy_is_true(it->function == UPY_NONE ? v : upy_call_1(it->function, v))) {
            break;
        }
    }
    return v;
}

static void filter_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((filter_iterator *)self)->function, 2);
}

static const upy_slots filter_slots = {
    .make_new = filter_make_new,
    .iter = upy_iter_self,
    .next = filter_next,
    .trace = filter_trace,
};

const upy_type upy_type_filter = {
    UPY_TYPE_HEAD(filter, filter_iterator, 0),
    .base = &upy_type_object,
    .slots = &filter_slots,
};

// random_more.c — the functions of the random module that only the largest builds carry.
#include <math.h>

#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/number.h"
#include "modules/random.h"

#define TWO_PI ((upy_float)6.28318530717958647692)

// The first k places of a shuffle of the pool.
static upy_value draw_sample(upy_value pool, size_t k) {
    upy_list *list = upy_as_list(pool);
    for (size_t i = 0; i < k; i++) {
        size_t j = i + upy_random_index(list->length - i);
        upy_value item = list->items[i];
        upy_store(pool, &list->items[i], list->items[j]);
        upy_store(pool, &list->items[j], item);
    }
    return upy_new_list(k, list->items);
}

// population with each item repeated as often as counts says.
static upy_value repeated(upy_value population, upy_value counts) {
    upy_value items = upy_to_list(population), pool = upy_new_list_with_capacity(0);
    upy_value numbers = upy_to_list(counts);
    if (upy_as_list(items)->length != upy_as_list(numbers)->length) {
        upy_raise_value_error("The number of counts does not match the population");
    }
    for (size_t i = 0; i < upy_as_list(numbers)->length; i++) {
        for (intptr_t n = upy_int_get_checked(upy_as_list(numbers)->items[i]); n > 0; n--) {
            upy_list_append(pool, upy_as_list(items)->items[i]);
        }
    }
    return pool;
}

static upy_value random_sample(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(population), UPY_NULL, false},
        {UPY_NAME(k), UPY_NULL, false},
        {UPY_NAME(counts), UPY_NONE, true},
    };
    upy_value values[3];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, values);
    intptr_t k = upy_to_index(values[1]);
    upy_value pool = values[2] == UPY_NONE ? upy_to_list(values[0]) : repeated(values[0], values[2]);
    if (k < 0 || (size_t)k > upy_as_list(pool)->length) {
        upy_raise_value_error("Sample larger than population or is negative");
    }
    return draw_sample(pool, (size_t)k);
}

// Running totals of weights as a list.
static upy_value running_totals(upy_value weights) {
    upy_value totals = upy_to_list(weights);
    for (size_t i = 1; i < upy_as_list(totals)->length; i++) {
        upy_value sum = upy_binary(UPY_OP_ADD, upy_as_list(totals)->items[i - 1], upy_as_list(totals)->items[i]);
        upy_store(totals, &upy_as_list(totals)->items[i], sum);
    }
    return totals;
}

// The first place whose running total lies above x.
static size_t place_of(const upy_list *totals, upy_float x) {
    size_t low = 0, high = totals->length - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (x < upy_to_float(totals->items[middle])) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

static upy_value random_choices(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(population), UPY_NULL, false},
        {UPY_NAME(weights), UPY_NONE, false},
        {UPY_NAME(cum_weights), UPY_NONE, true},
        {UPY_NAME(k), UPY_SMALL_INT(1), true},
    };
    upy_value values[4];
    upy_parse_arguments(n_args, n_kw, args, parameters, 4, values);
    upy_value population = values[0];
    intptr_t k = upy_to_index(values[3]);
    upy_value result = upy_new_list_with_capacity(0);
    if (k <= 0) {
        return result;
    }
    size_t n = upy_random_length(population);
    if (values[1] == UPY_NONE && values[2] == UPY_NONE) {
        for (; k > 0; k--) {
            upy_list_append(result, upy_random_item(population, upy_random_index(n)));
        }
        return result;
    }
    if (values[1] != UPY_NONE && values[2] != UPY_NONE) {
        upy_raise_type("Cannot specify both weights and cumulative weights");
    }
    upy_value totals = values[2] == UPY_NONE ? running_totals(values[1]) : upy_to_list(values[2]);
    if (upy_as_list(totals)->length != n) {
        upy_raise_value_error("The number of weights does not match the population");
    }
    upy_float total = upy_to_float(upy_as_list(totals)->items[n - 1]);
    if (!(total > 0) || total - total != 0) {
        upy_raise_value_error("Total of weights must be %s", total > 0 ? "finite" : "greater than zero");
    }
    for (; k > 0; k--) {
        upy_list_append(result, upy_random_item(population, place_of(upy_as_list(totals), upy_random_float() * total)));
    }
    return result;
}

// ---- Floats --------------------------------------------------------------------------------------

static upy_float argument_or(size_t n_args, const upy_value *args, size_t i, upy_float other) {
    return i < n_args && args[i] != UPY_NONE ? upy_to_float(args[i]) : other;
}

static upy_value random_triangular(size_t n_args, const upy_value *args) {
    upy_float low = argument_or(n_args, args, 0, 0), high = argument_or(n_args, args, 1, 1);
    if (low == high) {
        return upy_new_float(low);
    }
    upy_float mode = argument_or(n_args, args, 2, low + (high - low) / 2);
    upy_float split = (mode - low) / (high - low);
    upy_float u = upy_random_float();
    if (u > split) {
        u = 1 - u;
        split = 1 - split;
        upy_float other = low;
        low = high;
        high = other;
    }
    return upy_new_float(low + (high - low) * UPY_FLOAT_FUNCTION(sqrt)(u * split));
}

// Box and Muller's transform; one of the two values it gives is enough.
static upy_value random_gauss(size_t n_args, const upy_value *args) {
    upy_float mean = argument_or(n_args, args, 0, 0), deviation = argument_or(n_args, args, 1, 1);
    upy_float radius = UPY_FLOAT_FUNCTION(sqrt)(-2 * UPY_FLOAT_FUNCTION(log)(1 - upy_random_float()));
    return upy_new_float(mean + deviation * radius * UPY_FLOAT_FUNCTION(cos)(TWO_PI * upy_random_float()));
}

static upy_value random_expovariate(size_t n_args, const upy_value *args) {
    upy_float rate = argument_or(n_args, args, 0, 1);
    if (rate == 0) {
        upy_raise_zero_division();
    }
    return upy_new_float(-UPY_FLOAT_FUNCTION(log)(1 - upy_random_float()) / rate);
}

// ---- Rows for the table --------------------------------------------------------------------------

const UPY_KEYWORD_FUNCTION(upy_random_choices_function, choices, random_choices, 0, 2);
const UPY_KEYWORD_FUNCTION(upy_random_sample_function, sample, random_sample, 0, 2);
const UPY_FUNCTION(upy_random_triangular_function, triangular, random_triangular, 0, 3);
const UPY_FUNCTION(upy_random_gauss_function, gauss, random_gauss, 0, 2);
const UPY_FUNCTION(upy_random_normalvariate_function, normalvariate, random_gauss, 0, 2);
const UPY_FUNCTION(upy_random_expovariate_function, expovariate, random_expovariate, 0, 1);

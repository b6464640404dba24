// time.c — the time module: clocks, ticks, sleep, calendar. Calendar arithmetic is done here in UTC (proleptic
// Gregorian, days counted from 1970-01-01), so that boards and hosts agree.
#include "core/object/run.h"
#include "core/object/state.h"
#include "core/types/containers.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "hal/hal.h"
#include "modules/modules.h"

// Ticks wrap at a power of two, so that differences are small ints.
#define TICKS_PERIOD ((uintptr_t)1 << (UPY_WORD_BITS == 64 ? 62 : 30))

static upy_value new_ticks(uint64_t t) { return upy_new_int_from_unsigned((uintptr_t)t & (TICKS_PERIOD - 1)); }

static upy_value ticks_ms(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return new_ticks(upy_hal_ticks_us() / 1000);
}

static upy_value ticks_us(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return new_ticks(upy_hal_ticks_us());
}

static intptr_t ticks_argument(upy_value v) {
    if (!upy_is_int(v)) {
        upy_raise_type("can't convert %T to int", v);
    }
    return (intptr_t)upy_int_get_wrapped(v);
}

static upy_value ticks_diff(size_t n_args, const upy_value *args) {
    (void)n_args;
    uintptr_t difference =
        ((uintptr_t)ticks_argument(args[0]) - (uintptr_t)ticks_argument(args[1])) & (TICKS_PERIOD - 1);
    intptr_t signed_difference = (intptr_t)difference;
    if (difference >= TICKS_PERIOD / 2) {
        signed_difference -= (intptr_t)TICKS_PERIOD;
    }
    return upy_new_int(signed_difference);
}

static upy_value ticks_add(size_t n_args, const upy_value *args) {
    (void)n_args;
    intptr_t delta = upy_int_get_checked(args[1]);
    if (delta >= (intptr_t)(TICKS_PERIOD / 2) || delta <= -(intptr_t)(TICKS_PERIOD / 2)) {
        upy_raise_overflow("ticks interval overflow");
    }
    return new_ticks((uintptr_t)ticks_argument(args[0]) + (uintptr_t)delta);
}

static upy_value time_sleep(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (upy_is_int(args[0])) {
        intptr_t seconds = upy_int_get_checked(args[0]);
        if (seconds < 0) {
            upy_raise_os(22);
        }
        upy_hal_sleep_us((uint64_t)seconds * 1000000u);
        return UPY_NONE;
    }
    upy_float seconds = upy_to_float(args[0]);
    if (!(seconds >= 0) || seconds > (upy_float)9e12) {
        upy_raise_os(22);
    }
    upy_hal_sleep_us((uint64_t)(seconds * 1000000));
    return UPY_NONE;
}

static upy_value sleep_ms(size_t n_args, const upy_value *args) {
    (void)n_args;
    intptr_t t = upy_int_get_checked(args[0]);
    upy_hal_sleep_us(t > 0 ? (uint64_t)t * 1000u : 0);
    return UPY_NONE;
}

static upy_value sleep_us(size_t n_args, const upy_value *args) {
    (void)n_args;
    intptr_t t = upy_int_get_checked(args[0]);
    upy_hal_sleep_us(t > 0 ? (uint64_t)t : 0);
    return UPY_NONE;
}

// Seconds as a float where that holds them; a single-precision float does not.
static upy_value seconds_of_ns(uint64_t ns) {
#if UPY_FLOAT_DOUBLE
    return upy_new_float((double)(ns / 1000000000u) + (double)(ns % 1000000000u) / 1e9);
#else
    return upy_new_int_from_u64(ns / 1000000000u);
#endif
}

static upy_value time_time(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return seconds_of_ns(upy_hal_time_ns());
}

static upy_value time_time_ns(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_int_from_u64(upy_hal_time_ns());
}

// ---- Calendar --------------------------------------------------------------------------------

// Calendars reach as far as days fit a word and seconds 64 bits.
#define DAYS_MOST ((intptr_t)1 << (UPY_WORD_BITS == 64 ? 47 : 30))

static intptr_t floor_div(intptr_t a, intptr_t b) { return a / b - (a % b < 0); }

// Days since 1970-01-01 of a date; month 1…12 and day may lie outside their ranges.
static intptr_t days_from_date(intptr_t year, intptr_t month, intptr_t day) {
    // Years counted from March, so that the leap day is the last of its year.
    month -= 3;
    year += floor_div(month, 12);
    month -= floor_div(month, 12) * 12;
    intptr_t era = floor_div(year, 400);
    intptr_t year_of_era = year - era * 400;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + (153 * month + 2) / 5 - 719468 +
           day - 1;
}

// The other way round: from a year that cannot be too late on.
static void date_from_days(intptr_t days, intptr_t *year, int *month, int *day) {
    intptr_t era = floor_div(days, 146097);
    *year = 1969 + era * 400 + (days - era * 146097) * 400 / 146097;
    while (days_from_date(*year + 1, 1, 1) <= days) {
        ++*year;
    }
    *month = 1;
    while (days_from_date(*year, *month + 1, 1) <= days) {
        ++*month;
    }
    *day = (int)(days - days_from_date(*year, *month, 1)) + 1;
}

static int64_t seconds_argument(size_t n_args, const upy_value *args) {
    if (n_args == 0 || args[0] == UPY_NONE) {
        return (int64_t)(upy_hal_time_ns() / 1000000000u);
    }
    if (upy_is_float(args[0])) {
        return upy_int_get_64(upy_new_int_from_float(upy_float_value(args[0])));
    }
    if (!upy_is_int(args[0])) {
        upy_raise_type("can't convert %T to int", args[0]);
    }
    return upy_int_get_64(args[0]);
}

static upy_value time_gmtime(size_t n_args, const upy_value *args) {
    int64_t seconds = seconds_argument(n_args, args);
    intptr_t days = (intptr_t)(seconds / 86400);
    int rest = (int)(seconds - (int64_t)days * 86400);
    if (days > DAYS_MOST || days < -DAYS_MOST || seconds / 86400 != days) {
        upy_raise_overflow("timestamp out of range");
    }
    if (rest < 0) {
        days--;
        rest += 86400;
    }
    intptr_t year;
    int month, day;
    date_from_days(days, &year, &month, &day);
    intptr_t weekday = (days + 3) - floor_div(days + 3, 7) * 7; // 1970-01-01 was a Thursday
    upy_value fields[9] = {
        upy_new_int(year),
        upy_small_int(month),
        upy_small_int(day),
        upy_small_int(rest / 3600),
        upy_small_int(rest / 60 % 60),
        upy_small_int(rest % 60),
        upy_small_int(weekday),
        upy_small_int(days - days_from_date(year, 1, 1) + 1),
        upy_small_int(0),
    };
    upy_value tuple = upy_new_tuple(9, fields);
#if UPY_LEVEL >= UPY_LEVEL_FULL
    upy_value extras = upy_import_builtin_or_null(UPY_NAME(_time_extras));
    if (extras) {
        return upy_call_1(upy_get_attribute(extras, UPY_NAME(struct_time)), tuple);
    }
#endif
    return tuple;
}

static upy_value time_mktime(size_t n_args, const upy_value *args) {
    (void)n_args;
    size_t n;
    upy_value *items;
    if (!upy_get_items(args[0], &n, &items) || n < 8 || n > 9) {
        upy_raise_type("mktime needs a tuple of length 8 or 9");
    }
    intptr_t field[6];
    for (size_t i = 0; i < 6; i++) {
        field[i] = upy_int_get_checked(items[i]);
        if (UPY_WORD_BITS == 64 || i < 3) {
            const intptr_t most = (intptr_t)1
                                  << (UPY_WORD_BITS == 64 ? 36 : 21); // all six together stay within 64 bits of seconds
            if (field[i] > most || field[i] < -most) {
                upy_raise_overflow("mktime argument out of range");
            }
        }
    }
    int64_t days = days_from_date(field[0], field[1], field[2]);
    return upy_new_int_from_64(days * 86400 + (int64_t)field[3] * 3600 + (int64_t)field[4] * 60 + field[5]);
}

static const UPY_FUNCTION(ticks_ms_function, ticks_ms, ticks_ms, 0, 0);
static const UPY_FUNCTION(ticks_us_function, ticks_us, ticks_us, 0, 0);
static const UPY_FUNCTION(ticks_cpu_function, ticks_cpu, ticks_us, 0, 0);
static const UPY_FUNCTION(ticks_diff_function, ticks_diff, ticks_diff, 2, 2);
static const UPY_FUNCTION(ticks_add_function, ticks_add, ticks_add, 2, 2);
static const UPY_FUNCTION(sleep_function, sleep, time_sleep, 1, 1);
static const UPY_FUNCTION(sleep_ms_function, sleep_ms, sleep_ms, 1, 1);
static const UPY_FUNCTION(sleep_us_function, sleep_us, sleep_us, 1, 1);
static const UPY_FUNCTION(time_function, time, time_time, 0, 0);
static const UPY_FUNCTION(time_ns_function, time_ns, time_time_ns, 0, 0);
static const UPY_FUNCTION(gmtime_function, gmtime, time_gmtime, 0, 1);
static const UPY_FUNCTION(localtime_function, localtime, time_gmtime, 0, 1);
static const UPY_FUNCTION(mktime_function, mktime, time_mktime, 1, 1);

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value time_clock(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_float((upy_float)upy_hal_cpu_ns() / (upy_float)1000000000);
}

static upy_value time_monotonic(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_float((upy_float)upy_hal_ticks_us() / (upy_float)1000000);
}

static upy_value time_monotonic_ns(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return upy_new_int_from_u64(upy_hal_ticks_us() * 1000u);
}

static const UPY_FUNCTION(process_time_function, process_time, time_clock, 0, 0);
static const UPY_FUNCTION(monotonic_function, monotonic, time_monotonic, 0, 0);
static const UPY_FUNCTION(perf_counter_function, perf_counter, time_monotonic, 0, 0);
static const UPY_FUNCTION(monotonic_ns_function, monotonic_ns, time_monotonic_ns, 0, 0);
static const UPY_FUNCTION(perf_counter_ns_function, perf_counter_ns, time_monotonic_ns, 0, 0);
static const UPY_FUNCTION(clock_function, clock, time_clock, 0, 0);

// What hosts have beyond that (modules/cpython/_time_extras.py).
static upy_value time_getattr(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value name = upy_attribute_name(args[0]);
    upy_value extras = upy_import_builtin_or_null(UPY_NAME(_time_extras));
    upy_value found = extras ? upy_get_attribute_or_null(extras, name) : UPY_NULL;
    if (!found) {
        upy_raise_attribute((upy_value)&upy_module_time, name);
    }
    return found;
}
static const UPY_FUNCTION(getattr_function, __getattr__, time_getattr, 1, 1);
#endif

static const upy_pair time_pairs[] = {
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(__getattr__), (upy_value)&getattr_function},
    {UPY_NAME(process_time), (upy_value)&process_time_function},
    {UPY_NAME(monotonic), (upy_value)&monotonic_function},
    {UPY_NAME(perf_counter), (upy_value)&perf_counter_function},
    {UPY_NAME(monotonic_ns), (upy_value)&monotonic_ns_function},
    {UPY_NAME(perf_counter_ns), (upy_value)&perf_counter_ns_function},
    {UPY_NAME(clock), (upy_value)&clock_function},
#endif
    {UPY_NAME(__name__), UPY_NAME(time)},
    {UPY_NAME(gmtime), (upy_value)&gmtime_function},
    {UPY_NAME(localtime), (upy_value)&localtime_function},
    {UPY_NAME(mktime), (upy_value)&mktime_function},
    {UPY_NAME(sleep), (upy_value)&sleep_function},
    {UPY_NAME(sleep_ms), (upy_value)&sleep_ms_function},
    {UPY_NAME(sleep_us), (upy_value)&sleep_us_function},
    {UPY_NAME(ticks_add), (upy_value)&ticks_add_function},
    {UPY_NAME(ticks_cpu), (upy_value)&ticks_cpu_function},
    {UPY_NAME(ticks_diff), (upy_value)&ticks_diff_function},
    {UPY_NAME(ticks_ms), (upy_value)&ticks_ms_function},
    {UPY_NAME(ticks_us), (upy_value)&ticks_us_function},
    {UPY_NAME(time), (upy_value)&time_function},
    {UPY_NAME(time_ns), (upy_value)&time_ns_function},
};
static const UPY_DEFINE_TABLE(time_globals, time_pairs);
const upy_module upy_module_time = {{&upy_type_module}, (upy_dict *)&time_globals};

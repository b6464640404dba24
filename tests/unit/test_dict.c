// test_dict.c — the ordered hash table and the table of names, with strs, ints and keys made up here. Links
// core/object/{table,dict,names,trace}.c, core/heap and core/base; what they expect from above is stubbed below.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/text.h"
#include "core/object/state.h"
#include "core/object/str.h"
#include "core/object/table.h"

// ---- Stubs ---------------------------------------------------------------------------------------

// No weak references here.
void upy_weakrefs_sweep(void) {}
void upy_weakrefs_run(void) {}
bool upy_weakrefs_are_pending(void) { return false; }

static upy_state state;
#if UPY_STATE_THREAD_LOCAL
_Thread_local upy_state *upy_state_current;
#endif

static jmp_buf on_failure;

UPY_NORETURN void upy_heap_raise_memory(size_t size, bool locked) {
    (void)size, (void)locked;
    longjmp(on_failure, 1);
}
void upy_raise_memory(size_t size) { upy_heap_raise_memory(size, false); }
void(upy_raise_type)(const char *format, ...) {
    (void)format;
    longjmp(on_failure, 2);
}
void upy_begin_try(upy_jump *jump) { (void)jump; }
void upy_end_try(upy_jump *jump) { (void)jump; }

static void *roots[16];
void upy_vm_trace_roots(upy_tracer *t) { upy_trace_conservatively(t, roots, roots + 16); }

static const upy_slots leaf_slots = {0};
static const upy_slots dict_slots = {.trace = upy_dict_trace};
const upy_type upy_type_type = {UPY_TYPE_HEAD(type, upy_type, UPY_TYPE_TYPE_BASED), .slots = &leaf_slots};
const upy_type upy_type_dict = {UPY_TYPE_HEAD(dict, upy_dict, UPY_TYPE_DICT_BASED), .slots = &dict_slots};
const upy_type upy_type_str = {UPY_TYPE_HEAD(str, upy_str, UPY_TYPE_STR_BASED), .slots = &leaf_slots};
const upy_type upy_type_bytes = {UPY_TYPE_HEAD(bytes, upy_str, UPY_TYPE_BYTES_BASED), .slots = &leaf_slots};
const upy_type upy_type_int = {UPY_TYPE_HEAD(int, upy_object, UPY_TYPE_INT_BASED), .slots = &leaf_slots};
const upy_type upy_type_bool = {UPY_TYPE_HEAD(int, upy_object, UPY_TYPE_INT_BASED), .slots = &leaf_slots};
const upy_type upy_type_float = {UPY_TYPE_HEAD(float, upy_object, UPY_TYPE_FLOAT_BASED), .slots = &leaf_slots};

upy_value upy_new_str(const char *data, size_t length) {
    upy_str *s = upy_new_object(&upy_type_str, sizeof *s + length + 1);
    s->length = (uint32_t)length;
    s->hash_flags = UPY_STR_ASCII;
    memcpy(s->inline_data, data, length);
    return (upy_value)s;
}
uint32_t upy_str_hash(upy_value s) {
    upy_str *str = (upy_str *)s;
    if (str->hash_flags >> 3 == 0) {
        str->hash_flags |= upy_hash_bytes(upy_str_data(s), str->length) << 3;
    }
    return str->hash_flags >> 3;
}
bool upy_str_equal(upy_value a, upy_value b) {
    return upy_str_length(a) == upy_str_length(b) && memcmp(upy_str_data(a), upy_str_data(b), upy_str_length(a)) == 0;
}

// A key with a hash and equality of its own, whose comparison may call back.
typedef struct rich_key {
    upy_object header;
    uint32_t hash, number;
} rich_key;
static const upy_type rich_type = {UPY_TYPE_HEAD(object, rich_key, 0), .slots = &leaf_slots};
static void (*during_equality)(void);

static upy_value rich(uint32_t hash, uint32_t number) {
    rich_key *k = upy_new_object(&rich_type, sizeof *k);
    k->hash = hash;
    k->number = number;
    return (upy_value)k;
}

intptr_t upy_hash(upy_value v) {
    return upy_is_small_int(v) ? upy_small_int_value(v) : (intptr_t)((const rich_key *)v)->hash;
}
bool upy_equal(upy_value a, upy_value b) {
    if (!upy_is_exactly(a, &rich_type) || !upy_is_exactly(b, &rich_type)) {
        return a == b;
    }
    if (during_equality) {
        during_equality();
    }
    return ((const rich_key *)a)->number == ((const rich_key *)b)->number;
}

static void *memory;

static int set_up(void **unused) {
    (void)unused;
    memset(&state, 0, sizeof state);
#if UPY_STATE_THREAD_LOCAL
    upy_state_current = &state;
#endif
    size_t size = (size_t)64 << 20;
    memory = aligned_alloc(4096, size);
    upy_heap_init(memory, size);
    UPY->epoch = 1;
    memset(roots, 0, sizeof roots);
    UPY->c_stack_base = __builtin_frame_address(0);
    during_equality = NULL;
    return 0;
}

static int tear_down(void **unused) {
    (void)unused;
    free(memory);
    return 0;
}

static uint32_t random_state = 1;
static uint32_t next_random(void) { return random_state = random_state * 1664525u + 1013904223u; }

// ---- Against a model -----------------------------------------------------------------------------

enum { N_KEYS = 400, N_ROUNDS = 60000 };
static upy_value keys[N_KEYS];
static int order[N_KEYS], n_order;
static intptr_t values[N_KEYS];

static int place_in_order(int key) {
    for (int i = 0; i < n_order; i++) {
        if (order[i] == key) {
            return i;
        }
    }
    return -1;
}

static void forget(int place) {
    n_order--;
    memmove(order + place, order + place + 1, (size_t)(n_order - place) * sizeof *order);
}

static void check_whole(const upy_dict *d) {
    size_t position = 0;
    int i = 0;
    for (const upy_pair *p; (p = upy_dict_next(d, &position)) != NULL; i++) {
        assert_true(i < n_order);
        assert_ptr_equal(p->key, keys[order[i]]);
        assert_int_equal(upy_small_int_value(p->value), values[order[i]]);
    }
    assert_int_equal(i, n_order);
    assert_int_equal(upy_dict_length(d), n_order);
}

static void do_something(upy_dict *d, int n_keys, bool grows) {
    int k = (int)(next_random() >> 8) % n_keys;
    int place = place_in_order(k);
    upy_value found;
    upy_pair pair;
    switch ((next_random() >> 16) % 8) {
    case 0:
    case 1:
        found = upy_dict_remove(d, keys[k]);
        assert_int_equal(found != UPY_NULL, place >= 0);
        if (place >= 0) {
            forget(place);
        }
        break;
    case 2:
        if (!grows && upy_dict_pop_last(d, &pair)) {
            assert_ptr_equal(pair.key, keys[order[n_order - 1]]);
            n_order--;
        }
        break;
    case 3:
        found = upy_dict_get(d, keys[k]);
        assert_int_equal(found != UPY_NULL, place >= 0);
        break;
    default:
        values[k] = (intptr_t)(next_random() >> 4);
        upy_dict_set(d, keys[k], upy_small_int(values[k]));
        if (place < 0) {
            order[n_order++] = k;
        }
    }
}

static void follow_model(upy_dict *d, int n_keys) {
    roots[0] = d;
    n_order = 0;
    for (int round = 0; round < N_ROUNDS; round++) {
        do_something(d, n_keys, (round / 1000) % 2);
        if (round % 97 == 0) {
            check_whole(d);
        }
        if (round % 5000 == 0) {
            upy_heap_collect();
        }
    }
    check_whole(d);
    check_whole(upy_dict_copy(d));
}

static void dict_of_ints_follows_model(void **unused) {
    (void)unused;
    for (int i = 0; i < N_KEYS; i++) {
        keys[i] = upy_small_int(i < 200 ? i : i * 65536);
    }
    follow_model(upy_dict_new(0), 6);
    follow_model(upy_dict_new(0), N_KEYS);
}

static void *key_block;

static void dict_of_strs_follows_model(void **unused) {
    (void)unused;
    upy_value *block = upy_heap_alloc_storage(N_KEYS * sizeof *block);
    memset(block, 0, N_KEYS * sizeof *block);
    roots[1] = key_block = block;
    for (int i = 0; i < N_KEYS; i++) {
        char text[16];
        int n = sprintf(text, "key%d", i);
        block[i] = keys[i] = i % 2 ? upy_intern(text, (size_t)n) : upy_new_str(text, (size_t)n);
    }
    follow_model(upy_dict_new(0), 8);
    follow_model(upy_dict_new_namespace(0), N_KEYS);
}

static void dict_of_rich_keys_follows_model(void **unused) {
    (void)unused;
    upy_value *block = upy_heap_alloc_storage(N_KEYS * sizeof *block);
    memset(block, 0, N_KEYS * sizeof *block);
    roots[1] = block;
    for (int i = 0; i < N_KEYS; i++) {
        // ints first, so that the table must learn to keep hashes; many of those collide
        block[i] = keys[i] = i % 3 ? rich((uint32_t)i / 8, (uint32_t)i) : upy_small_int(i);
    }
    follow_model(upy_dict_new(0), 7);
    follow_model(upy_dict_new(0), N_KEYS);
}

// ---- Names -----------------------------------------------------------------------------------------

static void names_are_found_whatever_object_has_the_text(void **unused) {
    (void)unused;
    upy_dict *d = upy_dict_new(0);
    roots[0] = d;
    for (int i = 0; i < 40; i++) {
        char text[16];
        int n = sprintf(text, "name%d", i);
        upy_value s = upy_new_str(text, (size_t)n);
        upy_dict_set(d, s, upy_small_int(i));
        upy_value name = upy_intern(text, (size_t)n); // another object
        assert_ptr_not_equal(name, s);
        assert_ptr_equal(upy_dict_get_name(d, name), upy_small_int(i));
        assert_ptr_equal(upy_dict_get(d, name), upy_small_int(i));
        upy_dict_set_name(d, name, upy_small_int(i + 1));
        assert_ptr_equal(upy_dict_get(d, s), upy_small_int(i + 1));
        assert_int_equal(upy_dict_length(d), i + 1);
    }
    assert_null(upy_dict_get_name(d, UPY_NAME(append)));
    upy_dict_set_name(d, UPY_NAME(append), UPY_SMALL_INT(7));
    assert_ptr_equal(upy_dict_get(d, upy_new_str("append", 6)), UPY_SMALL_INT(7));
}

static void static_names_are_found_by_text(void **unused) {
    (void)unused;
    assert_ptr_equal(upy_intern("append", 6), UPY_NAME(append));
    assert_ptr_equal(upy_intern("", 0), (upy_value)&upy_static_names[128]);
    assert_ptr_equal(upy_intern("A", 1), (upy_value)&upy_static_names['A']);
    assert_null(upy_find_name("no such name", 12));
}

__attribute__((noinline)) static void intern_many(int from, int to) {
    for (int i = from; i < to; i++) {
        char text[16];
        int n = sprintf(text, "dyn%d", i);
        upy_value name = upy_intern(text, (size_t)n);
        assert_ptr_equal(upy_intern(text, (size_t)n), name);
        assert_true(upy_is_name(name));
    }
}

static void dead_names_are_forgotten_and_live_ones_kept(void **unused) {
    (void)unused;
    upy_dict *d = upy_dict_new(0);
    roots[0] = d;
    for (int i = 0; i < 300; i++) {
        char text[16];
        int n = sprintf(text, "kept%d", i);
        upy_dict_set_name(d, upy_intern(text, (size_t)n), upy_small_int(i));
    }
    for (int round = 0; round < 5; round++) {
        intern_many(0, 2000);
        upy_heap_collect();
        assert_true(UPY->names.n_used >= 300 && UPY->names.n_used < 400);
        for (int i = 0; i < 300; i++) {
            char text[16];
            int n = sprintf(text, "kept%d", i);
            upy_value name = upy_find_name(text, (size_t)n);
            assert_non_null(name);
            assert_ptr_equal(upy_dict_get_name(d, name), upy_small_int(i));
        }
    }
}

// ---- User code during lookup -----------------------------------------------------------------------

static upy_dict *victim;
static int n_calls;

static void clear_victim(void) {
    if (++n_calls == 3) {
        upy_dict_clear(victim);
        upy_heap_collect();
    }
}

static void grow_victim(void) {
    if (++n_calls < 50) {
        upy_dict_set(victim, upy_small_int(n_calls * 1000), UPY_SMALL_INT(1));
    }
}

static void shrink_victim(void) {
    upy_pair pair;
    if (++n_calls % 2) {
        upy_dict_pop_last(victim, &pair);
    }
}

static void dict_changed_by_equality_stays_consistent(void **unused) {
    (void)unused;
    void (*const hooks[])(void) = {clear_victim, grow_victim, shrink_victim};
    for (size_t h = 0; h < UPY_COUNT_OF(hooks); h++) {
        for (uint32_t n = 2; n < 60; n += 7) {
            during_equality = NULL;
            roots[0] = victim = upy_dict_new(0);
            for (uint32_t i = 0; i < n; i++) {
                upy_dict_set(victim, rich(5, i), UPY_SMALL_INT(i));
            }
            n_calls = 0;
            during_equality = hooks[h];
            upy_dict_get(victim, rich(5, n - 1));
            upy_dict_set(victim, rich(5, n + 1), UPY_SMALL_INT(2));
            upy_dict_remove(victim, rich(5, 1));
            during_equality = NULL;
            size_t position = 0, count = 0;
            for (const upy_pair *p; (p = upy_dict_next(victim, &position)) != NULL; count++) {
                assert_ptr_equal(upy_dict_get(victim, p->key), p->value);
            }
            assert_int_equal(count, upy_dict_length(victim));
        }
    }
}

// ---- Storage ---------------------------------------------------------------------------------------

static size_t bytes_of(const upy_dict *d) {
    return upy_heap_block_size(d) + (d->pairs ? upy_heap_block_size(d->pairs) : 0);
}

static void dicts_stay_within_their_budgets(void **unused) {
    (void)unused;
    const size_t word = sizeof(void *);
    upy_dict *d = upy_dict_new(0);
    assert_true(bytes_of(d) <= 4 * word);
    for (int i = 0; i < 20; i++) {
        upy_dict_set(d, upy_small_int(i), UPY_SMALL_INT(0));
        if (i == 2) {
            assert_true(bytes_of(d) <= 10 * word);
        }
    }
    assert_true(bytes_of(d) <= 60 * word);
    assert_true(bytes_of(upy_dict_copy(d)) <= 60 * word);
}

static void taking_from_the_front_is_linear(void **unused) {
    (void)unused;
    upy_dict *d = upy_dict_new(0);
    roots[0] = d;
    enum { N = 200000 };
    for (int i = 0; i < N; i++) {
        upy_dict_set(d, upy_small_int(i), upy_small_int(i));
    }
    for (int i = 0; i < N; i++) { // minutes if it were quadratic
        size_t position = 0;
        const upy_pair *p = upy_dict_next(d, &position);
        assert_ptr_equal(p->key, upy_small_int(i));
        assert_non_null(upy_dict_remove(d, p->key));
    }
    assert_int_equal(upy_dict_length(d), 0);
}

static void namespace_moves_the_epoch_for_structure_only(void **unused) {
    (void)unused;
    upy_dict *d = upy_dict_new_namespace(2);
    upy_dict_set_name(d, UPY_NAME(append), UPY_SMALL_INT(1));
    uintptr_t epoch = UPY->epoch;
    const upy_value *entry = upy_dict_find_name(d, UPY_NAME(append));
    upy_dict_set_name(d, UPY_NAME(append), UPY_SMALL_INT(2));
    assert_int_equal(UPY->epoch, epoch);
    assert_ptr_equal(*entry, UPY_SMALL_INT(2));
    upy_dict_set_name(d, UPY_NAME(pop), UPY_SMALL_INT(3));
    assert_int_not_equal(UPY->epoch, epoch);
    epoch = UPY->epoch;
    upy_dict_remove(d, UPY_NAME(pop));
    assert_int_not_equal(UPY->epoch, epoch);
}

static const upy_pair constant_pairs[] = {{UPY_NAME(append), UPY_SMALL_INT(1)}, {UPY_NAME(pop), UPY_SMALL_INT(2)}};
static const UPY_DEFINE_TABLE(constant_table, constant_pairs);

static void constant_tables_are_read_and_borrowed_but_not_changed(void **unused) {
    (void)unused;
    assert_ptr_equal(upy_dict_get(&constant_table, upy_new_str("pop", 3)), UPY_SMALL_INT(2));
    assert_null(upy_dict_get(&constant_table, UPY_SMALL_INT(3)));
    if (setjmp(on_failure) == 0) {
        upy_dict_set((upy_dict *)(uintptr_t)&constant_table, UPY_NAME(pop), UPY_SMALL_INT(9));
        fail();
    }
    upy_dict *d = upy_dict_new_borrowed(&constant_table, true);
    roots[0] = d;
    assert_ptr_equal(upy_dict_get_name(d, UPY_NAME(pop)), UPY_SMALL_INT(2));
    upy_dict_set_name(d, UPY_NAME(pop), UPY_SMALL_INT(9));
    upy_heap_collect();
    assert_ptr_equal(upy_dict_get_name(d, UPY_NAME(pop)), UPY_SMALL_INT(9));
    assert_ptr_equal(upy_dict_get_name(d, UPY_NAME(append)), UPY_SMALL_INT(1));
    assert_ptr_equal(upy_dict_get_name(&constant_table, UPY_NAME(pop)), UPY_SMALL_INT(2));
}

static void failed_growth_leaves_the_dict_as_it_was(void **unused) {
    (void)unused;
    upy_dict *volatile d = upy_dict_new(0);
    roots[0] = d;
    for (volatile int i = 0; i < 100; i++) {
        upy_heap_lock();
        volatile bool failed = false;
        if (setjmp(on_failure) == 0) {
            upy_dict_set(d, upy_small_int(i), UPY_SMALL_INT(1));
        } else {
            failed = true;
        }
        upy_heap_unlock();
        assert_int_equal(upy_dict_length(d), failed ? i : i + 1);
        upy_dict_set(d, upy_small_int(i), UPY_SMALL_INT(1));
    }
    for (int i = 0; i < 100; i++) {
        assert_non_null(upy_dict_get(d, upy_small_int(i)));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(dict_of_ints_follows_model),
        TEST(dict_of_strs_follows_model),
        TEST(dict_of_rich_keys_follows_model),
        TEST(names_are_found_whatever_object_has_the_text),
        TEST(static_names_are_found_by_text),
        TEST(dead_names_are_forgotten_and_live_ones_kept),
        TEST(dict_changed_by_equality_stays_consistent),
        TEST(dicts_stay_within_their_budgets),
        TEST(taking_from_the_front_is_linear),
        TEST(namespace_moves_the_epoch_for_structure_only),
        TEST(constant_tables_are_read_and_borrowed_but_not_changed),
        TEST(failed_growth_leaves_the_dict_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

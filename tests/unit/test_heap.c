// test_heap.c — the allocator and collector alone, with types made up here. Links core/heap and
// core/object/trace.c only; what they expect from above is stubbed below.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/heap/bitmap.h"
#include "core/heap/survey.h"
#include "core/object/state.h"

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
static bool failed_locked;
static size_t failed_size;

UPY_NORETURN void upy_heap_raise_memory(size_t size, bool locked) {
    failed_size = size;
    failed_locked = locked;
    longjmp(on_failure, 1);
}

void upy_begin_try(upy_jump *jump) { (void)jump; }
void upy_end_try(upy_jump *jump) { (void)jump; }
void upy_names_sweep(void) {}

enum { N_ROOTS = 512 };
static void *roots[N_ROOTS];

void upy_vm_trace_roots(upy_tracer *t) { upy_trace_conservatively(t, roots, roots + N_ROOTS); }

// ---- A type whose objects refer to others through a storage block --------------------------------

typedef struct node {
    upy_object header;
    upy_value *links;
    size_t n_links;
    size_t payload_size;
    unsigned char payload[];
} node;

static void node_trace(upy_value self, upy_tracer *t) {
    node *n = (node *)self;
    upy_trace_storage(t, n->links);
    upy_trace_values(t, n->links, n->n_links);
}

static int n_finalized;
static void node_finalize(upy_value self) {
    (void)self;
    n_finalized++;
}

static const upy_slots node_slots = {.trace = node_trace, .finalize = node_finalize};
static const upy_slots leaf_slots = {0};
static const upy_type node_type = {.size = sizeof(node), .slots = &node_slots};
static const upy_type mortal_type = {.size = sizeof(node), .slots = &node_slots, .flags = UPY_TYPE_HAS_FINALIZER};
static const upy_type leaf_type = {.size = sizeof(node), .slots = &leaf_slots};

static node *new_node(const upy_type *type, size_t payload_size) {
    node *n = upy_new_object(type, sizeof(node) + payload_size);
    for (size_t i = 0; i < payload_size; i++) {
        assert_int_equal(n->payload[i], 0);
    }
    assert_null(n->links);
    n->payload_size = payload_size;
    memset(n->payload, (int)(payload_size & 0xff), payload_size);
    return n;
}

static void check_node(const node *n) {
    for (size_t i = 0; i < n->payload_size; i++) {
        assert_int_equal(n->payload[i], n->payload_size & 0xff);
    }
}

// ---- Heaps ---------------------------------------------------------------------------------------

static char *memory;

static void begin(void) {
    memset(&state, 0, sizeof state);
    memset(roots, 0, sizeof roots);
    n_finalized = 0;
#if UPY_STATE_THREAD_LOCAL
    upy_state_current = &state;
#endif
}

static void use_fixed_heap(size_t size) {
    begin();
    free(memory);
    memory = malloc(size);
    upy_heap_init(memory, size);
}

static void use_host_heap(void) {
    begin();
    assert_true(upy_heap_reserve((size_t)1 << 28));
}

// The invariants of bitmap.h, and that every byte is accounted for.
static void check_heap(void) {
    const upy_heap *h = UPY_HEAP;
    size_t used = 0;
    for (size_t page = 0; page < upy_n_pages(h); page++) {
        assert_int_equal(h->start_bits[page] & ~h->live_bits[page], 0);
    }
    for (upy_heap_piece piece = {0}; upy_heap_next_piece(&piece);) {
        assert_true(piece.end > piece.start);
        used += piece.is_block ? piece.end - piece.start : 0;
        if (piece.is_block) {
            assert_true(upy_bit_is_set(h->start_bits, piece.start));
        }
    }
    assert_int_equal(used * UPY_GRANULE, upy_heap_used_bytes());
}

// ---- Tests ---------------------------------------------------------------------------------------

static void unreachable_objects_are_freed(void **unused) {
    (void)unused;
    use_fixed_heap(64 * 1024);
    for (int i = 0; i < 100; i++) {
        roots[i % 10] = new_node(&node_type, (size_t)i);
    }
    upy_heap_collect();
    check_heap();
    size_t used = 0;
    for (int i = 0; i < 10; i++) {
        check_node(roots[i]);
        used += upy_heap_block_size(roots[i]);
        roots[i] = NULL;
    }
    assert_int_equal(upy_heap_used_bytes(), used);
    upy_heap_collect();
    assert_int_equal(upy_heap_used_bytes(), 0);
    check_heap();
}

static void metadata_is_at_most_4_percent(void **unused) {
    (void)unused;
    for (size_t size = 16 * 1024; size <= 256 * 1024; size *= 4) {
        use_fixed_heap(size);
        assert_true(upy_heap_free_bytes() >= size - size * 4 / 100 - UPY_PAGE_BYTES);
    }
}

static void failure_leaves_the_heap_usable(void **unused) {
    (void)unused;
    use_fixed_heap(16 * 1024);
    if (setjmp(on_failure) == 0) {
        upy_heap_alloc_storage(1 << 20);
        fail();
    }
    assert_int_equal(failed_size, 1 << 20);
    assert_false(failed_locked);
    assert_null(upy_heap_alloc_storage_or_null(SIZE_MAX));
    assert_null(upy_heap_alloc_storage_or_null(SIZE_MAX / 2));
    assert_non_null(upy_heap_alloc_storage_or_null(4096));
    upy_heap_lock();
    if (setjmp(on_failure) == 0) {
        new_node(&node_type, 0);
        fail();
    }
    assert_true(failed_locked);
    upy_heap_unlock();
    assert_non_null(new_node(&node_type, 0));
    check_heap();
}

static void storage_is_resized_in_place_where_possible(void **unused) {
    (void)unused;
    use_fixed_heap(64 * 1024);
    char *p = upy_heap_alloc_storage(40);
    memset(p, 7, 40);
    roots[0] = p;
    assert_true(upy_heap_try_extend(p, 100));
    assert_true(upy_heap_block_size(p) >= 100);
    char *neighbour = upy_heap_alloc_storage(40);
    roots[1] = neighbour;
    assert_true(neighbour >= p + 100);
    assert_false(upy_heap_try_extend(p, 400));
    char *moved = upy_heap_resize_storage(p, 100, 400);
    assert_ptr_not_equal(moved, p);
    for (int i = 0; i < 40; i++) {
        assert_int_equal(moved[i], 7);
    }
    assert_ptr_equal(upy_heap_resize_storage(moved, 400, 16), moved);
    assert_int_equal(upy_heap_block_size(moved), 16);
    upy_heap_free_storage(moved);
    upy_heap_free_storage(NULL);
    upy_heap_free_storage(neighbour);
    check_heap();
    assert_int_equal(upy_heap_used_bytes(), 0);
}

static void large_block_fits_after_small_ones_died(void **unused) {
    (void)unused;
    use_fixed_heap(64 * 1024);
    for (int i = 0; i < 10000; i++) {
        new_node(&node_type, (size_t)i % 50);
    }
    size_t largest = upy_heap_free_bytes();
    (void)largest;
    void *p = upy_heap_alloc_storage(48 * 1024);
    roots[0] = p;
    check_heap();
    for (int i = 0; i < 10000; i++) {
        new_node(&node_type, (size_t)i % 50);
    }
    assert_int_equal(upy_heap_block_size(p), 48 * 1024);
    check_heap();
}

static void finalizers_run_once_and_after_resurrection(void **unused) {
    (void)unused;
    use_fixed_heap(64 * 1024);
    for (int i = 0; i < 50; i++) {
        node *n = new_node(&mortal_type, 20);
        n->links = upy_heap_alloc_storage(sizeof *n->links);
        n->links[0] = (upy_value)new_node(&leaf_type, 8);
        n->n_links = 1;
        roots[i] = i % 2 ? n : NULL;
    }
    upy_heap_collect();
    assert_int_equal(n_finalized, 25);
    upy_heap_collect();
    assert_int_equal(n_finalized, 25);
    memset(roots, 0, sizeof roots);
    upy_heap_collect();
    assert_int_equal(n_finalized, 50);
    check_heap();
    roots[0] = new_node(&mortal_type, 0);
    upy_heap_finalize_all();
    assert_int_equal(n_finalized, 51);
}

static void overflowing_mark_stack_loses_nothing(void **unused) {
    (void)unused;
    use_fixed_heap(256 * 1024);
    enum { WIDE = 300 };
    node *root = new_node(&node_type, 0);
    roots[0] = root;
    root->links = upy_heap_alloc_storage(WIDE * sizeof *root->links);
    size_t n_bytes = upy_heap_block_size(root) + upy_heap_block_size(root->links);
    for (int i = 0; i < WIDE; i++) {
        node *n = new_node(&node_type, 1);
        root->links[root->n_links++] = (upy_value)n;
        n->links = upy_heap_alloc_storage(2 * sizeof *n->links);
        n->links[n->n_links++] = (upy_value)new_node(&node_type, 2);
        n->links[n->n_links++] = (upy_value)new_node(&leaf_type, 3);
        n_bytes += upy_heap_block_size(n) + upy_heap_block_size(n->links) + upy_heap_block_size(n->links[0]) +
                   upy_heap_block_size(n->links[1]);
    }
    UPY_HEAP->mark_capacity = 8;
    upy_heap_collect();
    assert_int_equal(upy_heap_used_bytes(), n_bytes);
    check_heap();
}

static void object_keeps_its_class_alive(void **unused) {
    (void)unused;
    use_fixed_heap(64 * 1024);
    upy_type *type = upy_new_object(&leaf_type, sizeof(upy_type));
    type->slots = &leaf_slots;
    roots[0] = upy_new_object(type, 16);
    upy_heap_collect();
    assert_true(upy_bit_is_set(UPY_HEAP->start_bits, upy_granule_index(UPY_HEAP, type)));
    roots[0] = NULL;
    upy_heap_collect();
    assert_false(upy_bit_is_set(UPY_HEAP->start_bits, upy_granule_index(UPY_HEAP, type)));
}

static void the_nth_allocation_fails_once(void **unused) {
    (void)unused;
    use_fixed_heap(64 * 1024);
    upy_heap_set_faults(0, 3);
    assert_non_null(new_node(&node_type, 0));
    assert_non_null(upy_heap_alloc_storage_or_null(8));
    if (setjmp(on_failure) == 0) {
        new_node(&node_type, 0);
        fail();
    }
    assert_non_null(new_node(&node_type, 0));
    assert_int_equal(UPY_HEAP->n_allocations, 3);
    upy_heap_set_faults(1, 0);
    for (int i = 0; i < 10; i++) {
        new_node(&node_type, 0);
    }
    assert_int_equal(UPY_HEAP->collections, 10);
}

// A random graph is built, changed and checked against sizes kept aside.
static uint32_t seed = 1;
static uint32_t random_below(uint32_t n) {
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)seed * n) >> 32);
}

static void relink(node *n) {
    size_t old = n->n_links, fresh = random_below(12);
    n->links = upy_heap_resize_storage(n->links, old * sizeof *n->links, fresh * sizeof *n->links);
    for (size_t i = old; i < fresh; i++) {
        n->links[i] = UPY_NULL;
    }
    n->n_links = fresh;
    for (size_t i = 0; i < fresh; i++) {
        if (random_below(2)) {
            n->links[i] = roots[random_below(N_ROOTS)];
        }
    }
}

static void check_graph(const node *n, int depth) {
    if (!n || depth == 0) {
        return;
    }
    assert_true(n->header.type == &node_type || n->header.type == &leaf_type || n->header.type == &mortal_type);
    check_node(n);
    for (size_t i = 0; i < n->n_links; i++) {
        check_graph((const node *)n->links[i], depth - 1);
    }
}

static void churn(int rounds, size_t n_live, size_t longest) {
    for (int i = 0; i < rounds; i++) {
        size_t at = random_below((uint32_t)n_live);
        switch (random_below(8)) {
        case 0: roots[at] = NULL; break;
        case 1:
            if (roots[at] && ((node *)roots[at])->header.type == &node_type) {
                relink(roots[at]);
            }
            break;
        case 2: upy_heap_free_storage(upy_heap_alloc_storage(random_below(2000))); break;
        case 3: {
            node *n = new_node(&node_type, random_below(100));
            upy_heap_free_object(n);
            break;
        }
        default: {
            size_t size = random_below(random_below(10) ? 64 : (uint32_t)longest);
            const upy_type *type = random_below(20) == 0 ? &mortal_type : random_below(2) ? &leaf_type : &node_type;
            roots[at] = new_node(type, size);
        }
        }
        if (i % 512 == 0) {
            check_heap();
            check_graph(roots[at], 4);
        }
    }
    for (size_t i = 0; i < n_live; i++) {
        check_graph(roots[i], 3);
    }
    check_heap();
    memset(roots, 0, sizeof roots);
    upy_heap_collect();
    upy_heap_collect();
    assert_int_equal(upy_heap_used_bytes() - (UPY_HEAP->finalizable ? upy_heap_block_size(UPY_HEAP->finalizable) : 0),
                     0);
}

static void random_graph_survives_on_a_board(void **unused) {
    (void)unused;
    use_fixed_heap(96 * 1024);
    churn(100000, 60, 600);
    UPY_HEAP->mark_capacity = 4;
    churn(30000, 60, 600);
}

static void random_graph_survives_on_a_host(void **unused) {
    (void)unused;
    use_host_heap();
    churn(300000, N_ROOTS, 5000);
    churn(2000, N_ROOTS, 500000);
}

static void random_graph_survives_collection_at_every_allocation(void **unused) {
    (void)unused;
    use_host_heap();
    upy_heap_set_faults(1, 0);
    churn(5000, 40, 3000);
}

static void memory_is_given_back_after_a_peak(void **unused) {
    (void)unused;
    use_host_heap();
    roots[0] = upy_heap_alloc_storage((size_t)100 << 20);
    roots[0] = NULL;
    upy_heap_collect();
    assert_true((size_t)(UPY_HEAP->limit - UPY_HEAP->base) < (size_t)16 << 20);
    assert_non_null(upy_heap_alloc_storage_or_null((size_t)200 << 20));
    check_heap();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unreachable_objects_are_freed),
        cmocka_unit_test(metadata_is_at_most_4_percent),
        cmocka_unit_test(failure_leaves_the_heap_usable),
        cmocka_unit_test(storage_is_resized_in_place_where_possible),
        cmocka_unit_test(large_block_fits_after_small_ones_died),
        cmocka_unit_test(finalizers_run_once_and_after_resurrection),
        cmocka_unit_test(overflowing_mark_stack_loses_nothing),
        cmocka_unit_test(object_keeps_its_class_alive),
        cmocka_unit_test(the_nth_allocation_fails_once),
        cmocka_unit_test(random_graph_survives_on_a_board),
        cmocka_unit_test(random_graph_survives_on_a_host),
        cmocka_unit_test(random_graph_survives_collection_at_every_allocation),
        cmocka_unit_test(memory_is_given_back_after_a_peak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

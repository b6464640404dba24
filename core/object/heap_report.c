// heap_report.c — the lines of micropython.mem_info(). Programs and tests read them, so their shape is
// fixed: sizes in bytes, then counts and lengths in blocks of one granule, then, if asked for, a map
// with a letter per granule: `.` free, `h` head of a block, `=` its continuation.
#include "core/heap/survey.h"
#include "core/object/state.h"

enum { MAP_COLUMNS = 64 };

static size_t stack_used(void) {
    char *here = __builtin_frame_address(0);
    return UPY->c_stack_base ? (size_t)(UPY->c_stack_base - here) : 0;
}

// One granule of the map; a line begins at each multiple of MAP_COLUMNS.
static void print_granule(const upy_writer *w, size_t granule, char letter) {
    if (granule % MAP_COLUMNS == 0) {
        upy_printf(w, "\n%zx: ", granule * UPY_GRANULE);
    }
    upy_write(w, &letter, 1);
}

// Whole lines of free granules are counted instead of printed, where there are more than two.
static void print_free(const upy_writer *w, size_t from, size_t to) {
    while (from < to && from % MAP_COLUMNS != 0) {
        print_granule(w, from++, '.');
    }
    size_t n_lines = (to - from) / MAP_COLUMNS;
    if (n_lines > 2) {
        upy_printf(w, "\n       (%zu lines all free)", n_lines);
        from += n_lines * MAP_COLUMNS;
    }
    while (from < to) {
        print_granule(w, from++, '.');
    }
}

static void print_map(const upy_writer *w) {
    upy_printf(w, "GC memory layout; from %p:", (void *)UPY_HEAP->base);
    for (upy_heap_piece piece = {0}; upy_heap_next_piece(&piece);) {
        if (!piece.is_block) {
            print_free(w, piece.start, piece.end);
            continue;
        }
        for (size_t i = piece.start; i < piece.end; i++) {
            print_granule(w, i, i == piece.start ? 'h' : '=');
        }
    }
    upy_write_string(w, "\n");
}

void upy_heap_print_info(const struct upy_writer *w, bool verbose) {
    const upy_heap *h = UPY_HEAP;
    upy_heap_counts counts;
    upy_heap_count(&counts);
    size_t used = upy_heap_used_bytes(), total = (size_t)(h->limit - h->base);
    upy_printf(w, "mem: total=%zu, current=%zu, peak=%zu\n", total, used, h->peak);
    upy_printf(w, "stack: %zu out of %zu\n", stack_used(), UPY->c_stack_limit);
    upy_printf(w, "GC: total: %zu, used: %zu, free: %zu\n", total, used, total - used);
    upy_printf(w, " No. of 1-blocks: %zu, 2-blocks: %zu, max blk sz: %zu, max free sz: %zu\n", counts.of_one,
               counts.of_two, counts.longest_block, counts.longest_free);
    if (verbose) {
        print_map(w);
    }
}

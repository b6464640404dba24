// info.c — looking at the heap without changing it: what gc and micropython report. The text itself is
// made on the floor above (core/object/heap_report.c), which can print.
#include "core/heap/bitmap.h"
#include "core/heap/survey.h"

static size_t end_of_free(const upy_heap *h, size_t index) {
    size_t n_pages = upy_n_pages(h);
    uintptr_t mask = UPY_BITS_FROM(index);
    for (size_t page = index / UPY_PAGE_GRANULES; page < n_pages; page++, mask = UINTPTR_MAX) {
        uintptr_t taken = h->live_bits[page] & mask;
        if (taken) {
            return page * UPY_PAGE_GRANULES + upy_trailing_zeros(taken);
        }
    }
    return upy_n_granules(h);
}

bool upy_heap_next_piece(upy_heap_piece *piece) {
    const upy_heap *h = UPY_HEAP;
    size_t index = piece->end;
    if (index >= upy_n_granules(h)) {
        return false;
    }
    piece->start = index;
    piece->is_block = false;
    for (int kind = 0; kind < 2; kind++) {
        if (h->bump[kind].next < h->bump[kind].end && h->bump[kind].next == upy_granule_address(h, index)) {
            piece->end = upy_granule_index(h, h->bump[kind].end);
            return true;
        }
    }
    piece->is_block = upy_bit_is_set(h->live_bits, index);
    piece->end = piece->is_block ? upy_heap_block_end(h, index) : end_of_free(h, index);
    return true;
}

size_t upy_heap_largest_free(void) {
    size_t largest = 0;
    for (upy_heap_piece piece = {0}; upy_heap_next_piece(&piece);) {
        size_t length = piece.end - piece.start;
        if (!piece.is_block && length > largest) {
            largest = length;
        }
    }
    return largest * UPY_GRANULE;
}

void upy_heap_count(upy_heap_counts *counts) {
    *counts = (upy_heap_counts){0};
    for (upy_heap_piece piece = {0}; upy_heap_next_piece(&piece);) {
        size_t length = piece.end - piece.start;
        if (!piece.is_block) {
            counts->longest_free = length > counts->longest_free ? length : counts->longest_free;
            continue;
        }
        counts->of_one += length == 1;
        counts->of_two += length == 2;
        counts->longest_block = length > counts->longest_block ? length : counts->longest_block;
    }
}

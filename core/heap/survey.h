// survey.h — walking through the heap piece by piece, for reports. Lengths are in granules.
#ifndef UPY_HEAP_SURVEY_H
#define UPY_HEAP_SURVEY_H

#include "core/heap/heap.h"

// A block, or a stretch of free granules (a bump run counts as free; two stretches may meet).
typedef struct upy_heap_piece {
    size_t start, end; // granules from the base
    bool is_block;
} upy_heap_piece;

bool upy_heap_next_piece(upy_heap_piece *piece); // begin with all zero; false at the end

typedef struct upy_heap_counts {
    size_t of_one, of_two; // blocks of one and two granules
    size_t longest_block, longest_free;
} upy_heap_counts;

void upy_heap_count(upy_heap_counts *counts);

#endif

// unicode_tables.c — character classes and case of all of Unicode, from tables that tools/make-unicode
// generates: two index levels lead to a record of flags and distances; mappings to more than one code
// point, and case folds that differ from lower case, are in a sorted list.
#include "core/types/unicode.h"

#if UPY_UNICODE_TABLES

typedef struct char_record {
    uint16_t flags;
    int32_t lower, upper, title; // distance to the mapped code point
} char_record;

typedef struct special_mapping {
    uint32_t key;   // code point << 2 | upy_case
    uint16_t to[3]; // 0: none
} special_mapping;

#include "unicode.gen.h"

#define HAS_SPECIAL (1u << 13)
#define BLOCK_BITS 7

// upy_case values are the last two bits of the keys in the generated list.
_Static_assert(UPY_CASE_LOWER == 0 && UPY_CASE_UPPER == 1 && UPY_CASE_TITLE == 2 && UPY_CASE_FOLD == 3, "");

static const char_record *record_for(uint32_t c) {
    uint32_t block = c >> BLOCK_BITS;
    if (block >= UPY_COUNT_OF(block_of)) {
        block = UPY_COUNT_OF(block_of) - 1;
    }
    return &records[record_of[((uint32_t)block_of[block] << BLOCK_BITS) + (c & ((1u << BLOCK_BITS) - 1))]];
}

unsigned upy_char_flags(uint32_t c) { return record_for(c)->flags & ~HAS_SPECIAL; }

static const special_mapping *find_special(uint32_t key) {
    size_t low = 0, high = UPY_COUNT_OF(special_mappings);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (special_mappings[middle].key < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < UPY_COUNT_OF(special_mappings) && special_mappings[low].key == key ? &special_mappings[low] : NULL;
}

size_t upy_char_map(uint32_t c, upy_case to, uint32_t out[3]) {
    const char_record *r = record_for(c);
    const special_mapping *special = r->flags & HAS_SPECIAL ? find_special(c << 2 | to) : NULL;
    if (special != NULL) {
        size_t n = 0;
        while (n < 3 && special->to[n] != 0) {
            out[n] = special->to[n];
            n++;
        }
        return n;
    }
    int32_t distance = to == UPY_CASE_UPPER ? r->upper : to == UPY_CASE_TITLE ? r->title : r->lower;
    out[0] = (uint32_t)((int32_t)c + distance);
    return 1;
}

#endif

// sets.c — character sets and letter case.
//
// Below 256 a set is a bitmap that holds the final answer, negation and case included, so that the
// matcher needs one test for the characters that occur. The rest is ranges and categories.
#include "modules/re/sets.h"

#include "core/types/unicode.h"

#define LAST_CODE_POINT 0x10ffffu

bool re_in_category(re_category category, uint32_t c, bool is_ascii) {
    if (c < 128 || is_ascii) {
        switch (category) {
        case RE_DIGIT: return c - '0' < 10;
        case RE_SPACE: return c == ' ' || c - '\t' < 5 || (!is_ascii && c - 0x1c < 4);
        default: return c - '0' < 10 || (c | 0x20) - 'a' < 26 || c == '_';
        }
    }
    static const unsigned flags[] = {
        [RE_DIGIT] = UPY_CHAR_DECIMAL,
        [RE_SPACE] = UPY_CHAR_SPACE,
        [RE_WORD] = UPY_CHAR_ALPHA | UPY_CHAR_DECIMAL | UPY_CHAR_DIGIT | UPY_CHAR_NUMERIC,
    };
    return (upy_char_flags(c) & flags[category]) != 0;
}

static uint32_t map_case(uint32_t c, upy_case to) {
    uint32_t out[3];
    size_t n = upy_char_map(c, to, out);
    // Where one character becomes several, only the first of a lower case form stands for the letter itself.
    return n == 1 || to == UPY_CASE_LOWER ? out[0] : c;
}

uint32_t re_fold(uint32_t c, bool is_ascii) {
    if (c < 128 || is_ascii) {
        return c - 'A' < 26 ? c + 32 : c;
    }
    return map_case(map_case(c, UPY_CASE_UPPER), UPY_CASE_LOWER);
}

size_t re_other_cases(uint32_t c, uint32_t out[3]) {
    static const upy_case cases[] = {UPY_CASE_LOWER, UPY_CASE_UPPER, UPY_CASE_TITLE};
    for (size_t i = 0; i < UPY_COUNT_OF(cases); i++) {
        out[i] = map_case(c, cases[i]);
    }
    return UPY_COUNT_OF(cases);
}

// ---- Building ------------------------------------------------------------------------------------

static re_set *set_at(re_tree *tree, uint32_t set) { return (re_set *)&tree->sets[set]; }

static uint32_t *add_words(re_tree *tree, uint32_t n) {
    if (tree->set_capacity - tree->n_set_words < n) {
        uint32_t capacity = tree->set_capacity * 2 + 32;
        tree->sets =
            upy_heap_resize_storage(tree->sets, tree->set_capacity * sizeof(uint32_t), capacity * sizeof(uint32_t));
        tree->set_capacity = capacity;
    }
    uint32_t *words = tree->sets + tree->n_set_words;
    tree->n_set_words += n;
    return words;
}

uint32_t re_set_begin(re_tree *tree) {
    uint32_t set = tree->n_set_words;
    memset(add_words(tree, RE_SET_WORDS), 0, sizeof(re_set));
    return set;
}

static void set_bit(re_set *set, uint32_t c) { set->bitmap[c / 32] |= 1u << c % 32; }
static bool has_bit(const re_set *set, uint32_t c) { return (set->bitmap[c / 32] >> c % 32 & 1) != 0; }

void re_set_add_range(re_tree *tree, uint32_t set, uint32_t first, uint32_t last) {
    for (uint32_t c = first; c <= last && c < 256; c++) {
        set_bit(set_at(tree, set), c);
    }
    if (last >= 256) {
        uint32_t *range = add_words(tree, 2);
        range[0] = first < 256 ? 256 : first;
        range[1] = last;
        set_at(tree, set)->n_ranges++;
    }
}

void re_set_add_category(re_tree *tree, uint32_t set, re_category category, bool is_negated, bool is_ascii) {
    for (uint32_t c = 0; c < 256; c++) {
        if (re_in_category(category, c, is_ascii) != is_negated) {
            set_bit(set_at(tree, set), c);
        }
    }
    if (!is_ascii) {
        set_at(tree, set)->flags |= RE_SET_DIGIT << (2 * category + is_negated);
    } else if (is_negated) {
        re_set_add_range(tree, set, 256, LAST_CODE_POINT);
    }
}

static bool has_member(const re_set *set, uint32_t c) {
    if (c < 256) {
        return has_bit(set, c);
    }
    const uint32_t *range = (const uint32_t *)(set + 1);
    for (uint32_t i = 0; i < set->n_ranges; i++) {
        if (c >= range[2 * i] && c <= range[2 * i + 1]) {
            return true;
        }
    }
    return (set->flags & RE_SET_WORD) != 0; // the letters asked for here are no digits and no space
}

// Characters from 256 on that are the same letter as one below.
static const uint16_t far_letters[] = {0x130, 0x131, 0x178, 0x17f, 0x39c, 0x3bc, 0x1e9e, 0x212a, 0x212b};

static bool has_other_case(const re_set *set, uint32_t c, bool is_ascii) {
    uint32_t folded = re_fold(c, is_ascii);
    if (has_bit(set, folded < 256 ? folded : c)) {
        return true;
    }
    for (uint32_t other = 'A'; other < 256; other++) {
        if (has_bit(set, other) && re_fold(other, is_ascii) == folded) {
            return true;
        }
    }
    for (size_t i = 0; i < UPY_COUNT_OF(far_letters) && !is_ascii; i++) {
        if (has_member(set, far_letters[i]) && re_fold(far_letters[i], false) == folded) {
            return true;
        }
    }
    return false;
}

static void add_other_case(re_set *set, bool is_ascii) {
    uint32_t added[8] = {0};
    for (uint32_t c = 'A'; c < 256; c++) {
        if (!has_bit(set, c) && has_other_case(set, c, is_ascii)) {
            added[c / 32] |= 1u << c % 32;
        }
    }
    for (size_t i = 0; i < 8; i++) {
        set->bitmap[i] |= added[i];
    }
}

static uint32_t find_equal(const re_tree *tree, uint32_t set) {
    uint32_t n = tree->n_set_words - set;
    for (uint32_t i = 0; i < set;) {
        const re_set *other = (const re_set *)&tree->sets[i];
        uint32_t n_other = (uint32_t)RE_SET_WORDS + 2 * other->n_ranges;
        if (n_other == n && memcmp(other, &tree->sets[set], n * sizeof(uint32_t)) == 0) {
            return i;
        }
        i += n_other;
    }
    return set;
}

uint32_t re_set_finish(re_tree *tree, uint32_t set, bool is_negated, bool ignores_case, bool is_ascii) {
    re_set *s = set_at(tree, set);
    if (ignores_case) {
        add_other_case(s, is_ascii);
        s->flags |= is_ascii ? 0 : RE_SET_IGNORECASE;
    }
    if (is_negated) {
        for (size_t i = 0; i < 8; i++) {
            s->bitmap[i] = ~s->bitmap[i];
        }
        s->flags |= RE_SET_NEGATED;
    }
    uint32_t equal = find_equal(tree, set);
    if (equal != set) {
        tree->n_set_words = set;
    }
    return equal;
}

// program.h — compiled regular expressions: what parse.c and emit.c produce and match.c runs.
//
// A program is an array of 32-bit words: first the character sets, then the instructions, from word
// `entry` on. Jump targets and set operands are word indexes from the start of the array. Positions in
// the subject are byte offsets below 2^32. Captures, the number of the group closed last and the
// registers of counted loops share one array of positions, so that a single kind of undo record
// restores any of them on the way back.
#ifndef UPY_MODULES_RE_PROGRAM_H
#define UPY_MODULES_RE_PROGRAM_H

#include "core/heap/heap.h"
#include "core/object/object.h"

// Bits of `flags`, as Python programs see them.
enum {
    RE_TEMPLATE = 1,
    RE_IGNORECASE = 2,
    RE_LOCALE = 4,
    RE_MULTILINE = 8,
    RE_DOTALL = 16,
    RE_UNICODE = 32,
    RE_VERBOSE = 64,
    RE_DEBUG = 128,
    RE_ASCII = 256,
};

#define RE_INFINITE UINT32_MAX // upper bound of a repetition
#define RE_NOWHERE UINT32_MAX  // a position that is not set
#define RE_MAX_SUBJECT (UINT32_MAX - 1)

// Instructions, with their operand words. An *item* matches exactly one character and is always two words.
typedef enum re_op {
    RE_ITEM_ANY,         // (unused)   any character but newline
    RE_ITEM_ANY_ALL,     // (unused)   any character
    RE_ITEM_CHAR,        // c
    RE_ITEM_CHAR_IGNORE, // folded c, RE_ASCII_CASE if only ASCII letters have case
    RE_ITEM_SET,         // set
    RE_LITERAL,          // n, n bytes padded to whole words
    RE_BEGIN,            // start of the subject
    RE_BEGIN_LINE,
    RE_END, // end, or before a newline at the end
    RE_END_LINE,
    RE_END_ALL,        // very end
    RE_BOUNDARY,       // is_negated, is_ascii
    RE_SAVE,           // register: position goes there
    RE_CLOSE,          // group: end position of the group, and it becomes the last one
    RE_BACKREF,        // group
    RE_BACKREF_IGNORE, // group
    RE_JUMP,           // target
    RE_SPLIT,          // target: tried when what follows fails
    RE_SPLIT_LAZY,     // target: tried first
    RE_REPEAT,         // least, most, item (2 words): as often as possible
    RE_REPEAT_LAZY,    // likewise, as seldom as possible
    RE_REPEAT_POSSESSIVE,
    RE_LOOP_BEGIN, // register pair: count, position of the last round
    RE_LOOP,       // register pair, least, most, target after the loop; RE_LOOP_ROUND follows
    RE_LOOP_LAZY,
    RE_LOOP_ROUND,   // register pair: one more round
    RE_ATOMIC,       // leaves a barrier
    RE_ATOMIC_END,   // forgets the choices made since the barrier
    RE_LOOK,         // leaves a barrier that knows the position
    RE_LOOK_END,     // forgets the choices and goes back to that position
    RE_LOOK_NOT,     // target: where to go on when what follows fails
    RE_LOOK_NOT_END, // what must not match did: fail
    RE_BACK,         // n: back by n characters, or fail
    RE_IF_GROUP,     // group, target if it is not set
    RE_MATCH,
    RE_FAIL,
} re_op;

#define RE_ASCII_CASE 0x80000000u

// Head of a character set; pairs (first, last) of code points from 256 on follow.
typedef struct re_set {
    uint32_t flags; // RE_SET_…, all about characters from 256 on
    uint32_t n_ranges;
    uint32_t bitmap[8]; // the whole answer below 256
} re_set;
#define RE_SET_WORDS (sizeof(re_set) / sizeof(uint32_t))
#define RE_SET_NEGATED 1u
#define RE_SET_IGNORECASE 2u
#define RE_SET_DIGIT 4u // …and the next bit: not a digit
#define RE_SET_SPACE 16u
#define RE_SET_WORD 64u

typedef enum re_category { RE_DIGIT, RE_SPACE, RE_WORD } re_category;
bool re_in_category(re_category category, uint32_t c, bool is_ascii);
uint32_t re_fold(uint32_t c, bool is_ascii);        // what characters that differ in case have in common
size_t re_other_cases(uint32_t c, uint32_t out[3]); // lower, upper and title case of c

// The object re.Pattern.
typedef struct re_pattern {
    upy_object header;
    upy_value source;      // str or bytes
    upy_value group_names; // dict name → number
    uint32_t *words;       // storage: the program
    uint32_t n_words, entry;
    uint32_t flags;
    uint32_t n_groups;    // without group 0
    uint32_t n_registers; // 2 * (n_groups + 1), last group, loops
    uint32_t first[8];    // bytes a match may start with; meaningless if it may be empty
    int16_t first_byte;   // the only one, or -1
    bool is_bytes;
    bool has_first;
    bool is_anchored; // matches only at the start of the subject
} re_pattern;
#define RE_LAST_GROUP(pattern) (2 * ((pattern)->n_groups + 1))

// Compiles source, which is a str or bytes. raises re.error.
re_pattern *re_compile(upy_value source, uint32_t flags);

// The text that is searched.
typedef struct re_subject {
    upy_value object; // as given
    upy_value view;   // memoryview that keeps a mutable buffer in place, or UPY_NULL
    const char *data;
    uint32_t length;
    bool is_str;
    bool is_wide; // str with non-ASCII characters: several bytes per character
} re_subject;

typedef enum re_mode { RE_MODE_SEARCH, RE_MODE_MATCH, RE_MODE_FULL } re_mode;

// Looks for a match at or after `from`. `end` is where the subject ends. must_advance: an empty match at `from` does
// not count. registers: pattern->n_registers of them, filled on success.
bool re_run(const re_pattern *pattern, const re_subject *subject, uint32_t from, uint32_t end, re_mode mode,
            bool must_advance, uint32_t *registers);

extern const upy_type re_pattern_type, re_match_type, re_error_type;

// Raises re.error("message at position N"); position in characters, SIZE_MAX: none.
UPY_NORETURN void re_raise_error(const char *message, upy_value source, size_t position);

#endif

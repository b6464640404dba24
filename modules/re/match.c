// match.c — runs a program over a subject: backtracking with a stack of its own.
//
// The stack holds what to try next (choices), old values of registers (undo records) and barriers.
// Failing pops records: undo records are put back, a choice resumes. An atomic group or lookaround
// that has matched drops the choices above its barrier but keeps the undo records, since what lies
// below the barrier may still be resumed. Nothing here recurses in C, so patterns and subjects of any
// size are safe; the stack starts in the C frame and moves to the heap when it grows.
//
// The loop is compiled twice on hosts: for subjects of one byte per character, and for UTF-8.
#include "core/base/text.h"
#include "core/object/raise.h"
#include "core/object/run.h"
#include "core/object/state.h"
#include "modules/re/program.h"

#define FIRST_CHOICES 40
#define STEPS_BETWEEN_LOOKS 20000 // failures until Ctrl-C and the like are looked at

typedef enum choice_kind {
    CHOICE_BRANCH,      // go on at pc, position a
    CHOICE_UNDO,        // register b was a
    CHOICE_GREEDY,      // a repeat reached position a; it may give back down to b; pc: the repeat
    CHOICE_LAZY,        // a repeat stands at position a and may take b more
    CHOICE_BARRIER,     // a: position to go back to
    CHOICE_BARRIER_NOT, // of a negative lookaround: as CHOICE_BRANCH when reached by failing
} choice_kind;

typedef struct choice {
    uint32_t kind_and_pc; // kind in the low 3 bits
    uint32_t a, b;
} choice;

typedef struct matcher {
    const uint32_t *words;
    const unsigned char *data;
    uint32_t end;
    uint32_t last_group; // register of the number of the last group closed
    uint32_t *registers;
    choice *stack;
    uint32_t n, capacity;
    bool is_stack_on_heap;
    bool must_reach_end;
    uint32_t forbidden_end; // a match may not end here; RE_NOWHERE: anywhere
    uint32_t steps;
} matcher;

// ---- The stack -----------------------------------------------------------------------------------

static __attribute__((noinline)) void grow(matcher *m) {
    uint32_t capacity = m->capacity * 2;
    if (capacity > UINT32_MAX / sizeof(choice) / 2) {
        upy_raise_memory(SIZE_MAX);
    }
    choice *stack;
    if (m->is_stack_on_heap) {
        stack = upy_heap_resize_storage(m->stack, m->capacity * sizeof(choice), capacity * sizeof(choice));
    } else {
        stack = upy_heap_alloc_storage(capacity * sizeof(choice));
        memcpy(stack, m->stack, m->n * sizeof(choice));
    }
    m->stack = stack;
    m->capacity = capacity;
    m->is_stack_on_heap = true;
}

static inline void push(matcher *m, choice_kind kind, uint32_t pc, uint32_t a, uint32_t b) {
    if (UPY_UNLIKELY(m->n == m->capacity)) {
        grow(m);
    }
    m->stack[m->n++] = (choice){pc << 3 | kind, a, b};
}

static inline choice_kind kind_of(const choice *c) { return c->kind_and_pc & 7; }

static inline void set_register(matcher *m, uint32_t number, uint32_t value) {
    if (m->n) { // with nothing to go back to, failing is final
        push(m, CHOICE_UNDO, 0, m->registers[number], number);
    }
    m->registers[number] = value;
}

static uint32_t find_barrier(const matcher *m) {
    uint32_t i = m->n - 1;
    while (kind_of(&m->stack[i]) < CHOICE_BARRIER) {
        i--;
    }
    return i;
}

// Drops the newest barrier and the choices above it. Returns the position it holds.
static uint32_t commit(matcher *m) {
    uint32_t barrier = find_barrier(m);
    uint32_t position = m->stack[barrier].a, to = barrier;
    for (uint32_t i = barrier + 1; i < m->n && barrier > 0; i++) {
        if (kind_of(&m->stack[i]) == CHOICE_UNDO) {
            m->stack[to++] = m->stack[i];
        }
    }
    m->n = to;
    return position;
}

// Undoes everything above the newest barrier, and the barrier.
static void roll_back(matcher *m) {
    uint32_t barrier = find_barrier(m);
    while (m->n > barrier) {
        const choice *c = &m->stack[--m->n];
        if (kind_of(c) == CHOICE_UNDO) {
            m->registers[c->b] = c->a;
        }
    }
}

// ---- Characters ----------------------------------------------------------------------------------

static bool has_far_member(const re_set *set, uint32_t c) {
    const uint32_t *range = (const uint32_t *)(set + 1);
    for (uint32_t i = 0; i < set->n_ranges; i++) {
        if (c >= range[2 * i] && c <= range[2 * i + 1]) {
            return true;
        }
    }
    for (uint32_t category = RE_DIGIT; category <= RE_WORD; category++) {
        uint32_t wanted = set->flags >> (2 + 2 * category) & 3;
        if (wanted && (wanted == 3 || re_in_category(category, c, false) == (wanted == 1))) {
            return true;
        }
    }
    return false;
}

static bool has_member(const re_set *set, uint32_t c) { // without negation
    if (c < 256) {
        return ((set->bitmap[c / 32] >> c % 32 & 1) != 0) != ((set->flags & RE_SET_NEGATED) != 0);
    }
    return has_far_member(set, c);
}

static __attribute__((noinline)) bool far_set_matches(const re_set *set, uint32_t c) {
    bool found = has_far_member(set, c);
    if (!found && (set->flags & RE_SET_IGNORECASE)) {
        uint32_t folded = re_fold(c, false), others[3];
        size_t n = re_other_cases(c, others);
        found = has_member(set, folded);
        for (size_t i = 0; i < n && !found; i++) {
            found = has_member(set, others[i]);
        }
    }
    return found != ((set->flags & RE_SET_NEGATED) != 0);
}

static inline bool set_matches(const matcher *m, uint32_t set_index, uint32_t c) {
    const re_set *set = (const re_set *)&m->words[set_index];
    return UPY_LIKELY(c < 256) ? (set->bitmap[c / 32] >> c % 32 & 1) != 0 : far_set_matches(set, c);
}

static inline uint32_t next_char(const matcher *m, uint32_t *position, const bool is_wide) {
    uint32_t c = m->data[*position];
    if (!is_wide || c < 0x80) {
        ++*position;
        return c;
    }
    const char *p = (const char *)m->data + *position;
    c = upy_utf8_next(&p);
    *position = (uint32_t)(p - (const char *)m->data);
    return c;
}

static inline uint32_t step_back(const matcher *m, uint32_t position, const bool is_wide) {
    position--;
    while (is_wide && (m->data[position] & 0xc0) == 0x80) {
        position--;
    }
    return position;
}

static inline bool item_matches(const matcher *m, uint32_t op, uint32_t operand, uint32_t c) {
    switch (op) {
    case RE_ITEM_SET: return set_matches(m, operand, c);
    case RE_ITEM_CHAR: return c == operand;
    case RE_ITEM_ANY: return c != '\n';
    case RE_ITEM_ANY_ALL: return true;
    default: return re_fold(c, (operand & RE_ASCII_CASE) != 0) == (operand & ~RE_ASCII_CASE);
    }
}

// Takes up to `most` characters that match the item from `position` on: where that ends; *n: how many.
static inline uint32_t scan(const matcher *m, const uint32_t *item, uint32_t position, uint32_t most, uint32_t *n,
                            const bool is_wide) {
    const unsigned char *data = m->data;
    uint32_t end = m->end, start = position;
    if (is_wide) {
        uint32_t count = 0;
        while (count < most && position < end) {
            uint32_t next = position, c = next_char(m, &next, true);
            if (!item_matches(m, item[0], item[1], c)) {
                break;
            }
            position = next;
            count++;
        }
        *n = count;
        return position;
    }
    if (end - position > most) {
        end = position + most;
    }
    switch (item[0]) {
    case RE_ITEM_SET: {
        const uint32_t *bitmap = ((const re_set *)&m->words[item[1]])->bitmap;
        while (position < end && bitmap[data[position] / 32] >> data[position] % 32 & 1) {
            position++;
        }
        break;
    }
    case RE_ITEM_ANY: {
        const unsigned char *newline = position < end ? memchr(data + position, '\n', end - position) : NULL;
        position = newline ? (uint32_t)(newline - data) : end;
        break;
    }
    case RE_ITEM_ANY_ALL: position = end; break;
    default:
        while (position < end && item_matches(m, item[0], item[1], data[position])) {
            position++;
        }
    }
    *n = position - start;
    return position;
}

static bool is_word_at(const matcher *m, uint32_t position, bool is_ascii, bool is_wide) {
    return re_in_category(RE_WORD, next_char(m, &position, is_wide), is_ascii);
}

static bool is_boundary(const matcher *m, uint32_t position, uint32_t whole_end, bool is_ascii, bool is_wide) {
    bool before = position > 0 && is_word_at(m, step_back(m, position, is_wide), is_ascii, is_wide);
    bool after = position < whole_end && is_word_at(m, position, is_ascii, is_wide);
    return before != after;
}

// The text of a group matches at *position, which moves behind it. false: it does not, or the group is not set.
static bool match_backref(const matcher *m, uint32_t group, bool ignores_case, uint32_t *position, bool is_wide) {
    bool is_ascii = (group & RE_ASCII_CASE) != 0;
    group &= ~RE_ASCII_CASE;
    uint32_t from = m->registers[2 * group], to = m->registers[2 * group + 1];
    if (from == RE_NOWHERE || to == RE_NOWHERE || to < from) {
        return false;
    }
    if (!ignores_case) {
        uint32_t length = to - from;
        if (m->end - *position < length || memcmp(m->data + from, m->data + *position, length) != 0) {
            return false;
        }
        *position += length;
        return true;
    }
    uint32_t here = *position;
    while (from < to) {
        if (here >= m->end ||
            re_fold(next_char(m, &from, is_wide), is_ascii) != re_fold(next_char(m, &here, is_wide), is_ascii)) {
            return false;
        }
    }
    *position = here;
    return true;
}

// ---- The loop ------------------------------------------------------------------------------------

// Operands of the repeat instruction at pc: least, most, item, then what follows.
enum { REPEAT_LEAST = 1, REPEAT_MOST, REPEAT_ITEM, REPEAT_NEXT = 5 };
enum { LOOP_REGISTERS = 1, LOOP_LEAST, LOOP_MOST, LOOP_LEAVE, LOOP_NEXT };

// The byte that must follow for the instruction at `op` to match, or -1.
static inline int byte_wanted(const uint32_t *op) {
    return op[0] == RE_LITERAL && op[1] ? *(const unsigned char *)(op + 2) : -1;
}

// Could the instruction at `op` match at this position? A quick look that spares useless choices.
static inline bool may_match(const matcher *m, const uint32_t *op, uint32_t position, const bool is_wide) {
    if (op[0] == RE_LITERAL) {
        return position < m->end && m->data[position] == *(const unsigned char *)(op + 2);
    }
    if (!is_wide && op[0] == RE_ITEM_SET) {
        return position < m->end && set_matches(m, op[1], m->data[position]);
    }
    return true;
}

static inline __attribute__((always_inline)) bool run(matcher *m, uint32_t pc, const uint32_t start,
                                                      const bool is_wide) {
    const uint32_t *const words = m->words;
    const unsigned char *const data = m->data;
    const uint32_t end = m->end;
    uint32_t position = start, n, limit;
    for (;;) {
        const uint32_t *op = words + pc;
        switch ((re_op)op[0]) {
        case RE_ITEM_ANY:
        case RE_ITEM_ANY_ALL:
        case RE_ITEM_CHAR:
        case RE_ITEM_CHAR_IGNORE:
        case RE_ITEM_SET:
            if (position >= end || !item_matches(m, op[0], op[1], next_char(m, &position, is_wide))) {
                goto fail;
            }
            pc += 2;
            continue;
        case RE_LITERAL:
            n = op[1];
            if (end - position < n || memcmp(op + 2, data + position, n) != 0) {
                goto fail;
            }
            position += n;
            pc += 2 + (n + 3) / 4;
            continue;
        case RE_BEGIN:
            if (position != 0) {
                goto fail;
            }
            pc++;
            continue;
        case RE_BEGIN_LINE:
            if (position != 0 && data[position - 1] != '\n') {
                goto fail;
            }
            pc++;
            continue;
        case RE_END:
            if (position != end && !(position + 1 == end && data[position] == '\n')) {
                goto fail;
            }
            pc++;
            continue;
        case RE_END_LINE:
            if (position != end && data[position] != '\n') {
                goto fail;
            }
            pc++;
            continue;
        case RE_END_ALL:
            if (position != end) {
                goto fail;
            }
            pc++;
            continue;
        case RE_BOUNDARY:
            // In the empty text there is neither a boundary nor a place that is none.
            if (end == 0 || is_boundary(m, position, end, op[2], is_wide) == (op[1] != 0)) {
                goto fail;
            }
            pc += 3;
            continue;
        case RE_SAVE:
            set_register(m, op[1], position);
            pc += 2;
            continue;
        case RE_CLOSE:
            set_register(m, 2 * op[1] + 1, position);
            if (m->registers[m->last_group] != op[1]) {
                set_register(m, m->last_group, op[1]);
            }
            pc += 2;
            continue;
        case RE_BACKREF:
        case RE_BACKREF_IGNORE:
            if (!match_backref(m, op[1], op[0] == RE_BACKREF_IGNORE, &position, is_wide)) {
                goto fail;
            }
            pc += 2;
            continue;
        case RE_JUMP: pc = op[1]; continue;
        case RE_SPLIT:
            if (!may_match(m, op + 2, position, is_wide)) {
                pc = op[1];
                continue;
            }
            push(m, CHOICE_BRANCH, op[1], position, 0);
            pc += 2;
            continue;
        case RE_SPLIT_LAZY:
            push(m, CHOICE_BRANCH, pc + 2, position, 0);
            pc = op[1];
            continue;
        case RE_REPEAT: {
            position = scan(m, op + REPEAT_ITEM, position, op[REPEAT_LEAST], &n, is_wide);
            if (n < op[REPEAT_LEAST]) {
                goto fail;
            }
            limit = position;
            position = scan(m, op + REPEAT_ITEM, position, op[REPEAT_MOST] - op[REPEAT_LEAST], &n, is_wide);
            int wanted = byte_wanted(op + REPEAT_NEXT);
            if (wanted >= 0) {
                while (position == end || data[position] != wanted) {
                    if (position == limit) {
                        goto fail;
                    }
                    position = step_back(m, position, is_wide);
                }
            }
            if (position != limit) {
                push(m, CHOICE_GREEDY, pc, position, limit);
            }
            pc += REPEAT_NEXT;
            continue;
        }
        case RE_REPEAT_LAZY:
            position = scan(m, op + REPEAT_ITEM, position, op[REPEAT_LEAST], &n, is_wide);
            if (n < op[REPEAT_LEAST]) {
                goto fail;
            }
            n = op[REPEAT_MOST] == RE_INFINITE ? RE_INFINITE : op[REPEAT_MOST] - op[REPEAT_LEAST];
            if (n) {
                push(m, CHOICE_LAZY, pc, position, n);
            }
            pc += REPEAT_NEXT;
            continue;
        case RE_REPEAT_POSSESSIVE:
            position = scan(m, op + REPEAT_ITEM, position, op[REPEAT_MOST], &n, is_wide);
            if (n < op[REPEAT_LEAST]) {
                goto fail;
            }
            pc += REPEAT_NEXT;
            continue;
        case RE_LOOP_BEGIN:
            set_register(m, op[1], 0);
            set_register(m, op[1] + 1, RE_NOWHERE);
            pc += 2;
            continue;
        case RE_LOOP:
        case RE_LOOP_LAZY: {
            uint32_t count = m->registers[op[LOOP_REGISTERS]];
            bool made_progress = m->registers[op[LOOP_REGISTERS] + 1] != position;
            if (count < op[LOOP_LEAST]) { // a round that must be; it may match nothing without ending the loop
                set_register(m, op[LOOP_REGISTERS], count + 1);
                pc += LOOP_NEXT + 2;
            } else if (!made_progress || (count >= op[LOOP_MOST] && op[LOOP_MOST] != RE_INFINITE)) {
                pc = op[LOOP_LEAVE];
            } else if (op[0] == RE_LOOP) {
                push(m, CHOICE_BRANCH, op[LOOP_LEAVE], position, 0);
                pc += LOOP_NEXT;
            } else {
                push(m, CHOICE_BRANCH, pc + LOOP_NEXT, position, 0);
                pc = op[LOOP_LEAVE];
            }
            continue;
        }
        case RE_LOOP_ROUND:
            n = m->registers[op[1]];
            set_register(m, op[1], n == RE_INFINITE - 1 ? n : n + 1);
            set_register(m, op[1] + 1, position);
            pc += 2;
            continue;
        case RE_ATOMIC:
        case RE_LOOK:
            push(m, CHOICE_BARRIER, pc, position, 0);
            pc++;
            continue;
        case RE_ATOMIC_END:
            commit(m);
            pc++;
            continue;
        case RE_LOOK_END:
            position = commit(m);
            pc++;
            continue;
        case RE_LOOK_NOT:
            push(m, CHOICE_BARRIER_NOT, op[1], position, 0);
            pc += 2;
            continue;
        case RE_LOOK_NOT_END: roll_back(m); goto fail;
        case RE_BACK:
            for (n = op[1]; n > 0 && position > 0; n--) {
                position = step_back(m, position, is_wide);
            }
            if (n) {
                goto fail;
            }
            pc += 2;
            continue;
        case RE_IF_GROUP:
            n = 2 * op[1];
            pc = m->registers[n] == RE_NOWHERE || m->registers[n + 1] == RE_NOWHERE ? op[2] : pc + 3;
            continue;
        case RE_MATCH:
            if ((m->must_reach_end && position != end) || position == m->forbidden_end) {
                goto fail;
            }
            m->registers[0] = start;
            m->registers[1] = position;
            return true;
        case RE_FAIL: goto fail;
        }
    fail:
        if (UPY_UNLIKELY(--m->steps == 0)) {
            m->steps = STEPS_BETWEEN_LOOKS;
            upy_handle_pending();
        }
        for (;;) {
            if (m->n == 0) {
                return false;
            }
            choice *c = &m->stack[m->n - 1];
            pc = c->kind_and_pc >> 3;
            switch (kind_of(c)) {
            case CHOICE_UNDO:
                m->registers[c->b] = c->a;
                m->n--;
                continue;
            case CHOICE_BARRIER: m->n--; continue;
            case CHOICE_BRANCH:
            case CHOICE_BARRIER_NOT:
                position = c->a;
                m->n--;
                break;
            case CHOICE_GREEDY: {
                int wanted = byte_wanted(words + pc + REPEAT_NEXT);
                position = c->a;
                do {
                    position = step_back(m, position, is_wide);
                } while (position > c->b && wanted >= 0 && data[position] != wanted);
                c->a = position;
                if (position <= c->b) {
                    m->n--;
                }
                pc += REPEAT_NEXT;
                break;
            }
            case CHOICE_LAZY: {
                const uint32_t *item = words + pc + REPEAT_ITEM;
                int wanted = byte_wanted(words + pc + REPEAT_NEXT);
                bool goes_on = true;
                position = c->a;
                do {
                    goes_on = position < end && item_matches(m, item[0], item[1], next_char(m, &position, is_wide));
                    c->b -= c->b != RE_INFINITE;
                } while (goes_on && c->b && wanted >= 0 && (position == end || data[position] != wanted));
                c->a = position;
                if (!goes_on || !c->b) {
                    m->n--;
                }
                if (!goes_on) {
                    continue;
                }
                pc += REPEAT_NEXT;
                break;
            }
            }
            break;
        }
    }
}

static __attribute__((noinline)) bool run_bytes(matcher *m, uint32_t pc, uint32_t start) {
    return run(m, pc, start, false);
}
static __attribute__((noinline)) bool run_wide(matcher *m, uint32_t pc, uint32_t start) {
    return run(m, pc, start, true);
}

// The next position from `from` on where a match may start; RE_NOWHERE: there is none.
static uint32_t next_start(const re_pattern *p, const matcher *m, uint32_t from) {
    if (p->first_byte >= 0) {
        const unsigned char *found = from < m->end ? memchr(m->data + from, p->first_byte, m->end - from) : NULL;
        return found ? (uint32_t)(found - m->data) : RE_NOWHERE;
    }
    for (; from < m->end; from++) {
        if (p->first[m->data[from] / 32] >> m->data[from] % 32 & 1) {
            return from;
        }
    }
    return RE_NOWHERE;
}

static bool try_at(const re_pattern *p, matcher *m, uint32_t position, bool is_wide) {
    memset(m->registers, 0xff, p->n_registers * sizeof(uint32_t));
    m->n = 0;
    return is_wide ? run_wide(m, p->entry, position) : run_bytes(m, p->entry, position);
}

static bool search(const re_pattern *p, matcher *m, uint32_t position, bool is_wide) {
    if (p->is_anchored) {
        return position == 0 && try_at(p, m, 0, is_wide);
    }
    for (;;) {
        if (p->has_first) {
            position = next_start(p, m, position);
            if (position == RE_NOWHERE) {
                return false;
            }
            if (is_wide && (m->data[position] & 0xc0) == 0x80) { // inside a character
                position++;
                continue;
            }
        }
        if (try_at(p, m, position, is_wide)) {
            return true;
        }
        if (position >= m->end) {
            return false;
        }
        next_char(m, &position, is_wide);
        m->forbidden_end = RE_NOWHERE;
    }
}

bool re_run(const re_pattern *pattern, const re_subject *subject, uint32_t from, uint32_t end, re_mode mode,
            bool must_advance, uint32_t *registers) {
    choice first_choices[FIRST_CHOICES];
    matcher m = {
        .words = pattern->words,
        .data = (const unsigned char *)subject->data,
        .end = end,
        .last_group = RE_LAST_GROUP(pattern),
        .registers = registers,
        .stack = first_choices,
        .capacity = FIRST_CHOICES,
        .must_reach_end = mode == RE_MODE_FULL,
        .forbidden_end = must_advance ? from : RE_NOWHERE,
        .steps = STEPS_BETWEEN_LOOKS,
    };
    bool found;
    if (from > end) {
        found = false;
    } else if (mode == RE_MODE_SEARCH) {
        found = search(pattern, &m, from, subject->is_wide);
    } else {
        found = try_at(pattern, &m, from, subject->is_wide);
    }
    if (m.is_stack_on_heap) {
        upy_heap_free_storage(m.stack);
    }
    upy_keep_alive(pattern);
    return found;
}

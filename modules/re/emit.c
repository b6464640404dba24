// emit.c — tree to program.
//
// Loops come in three shapes. A repeated single character is one instruction that counts and steps
// back by itself. A body that cannot match the empty text, repeated without bounds (or optional), is
// plain splits and jumps. Everything else counts rounds in registers, which also stops a loop whose
// body matches nothing.
#include "core/base/text.h"
#include "core/object/raise.h"
#include "core/types/str.h"
#include "modules/re/parse.h"

#define MAX_WORDS 0x0fffffffu

typedef struct emitter {
    const re_tree *tree;
    uint32_t *words; // storage
    uint32_t n, capacity;
    uint32_t n_registers;
} emitter;

static uint32_t *add_words(emitter *e, uint32_t count) {
    if (e->capacity - e->n < count) {
        if (count > MAX_WORDS || e->n > MAX_WORDS - count) {
            upy_raise_overflow("regular expression code size limit exceeded");
        }
        uint32_t capacity = e->n + e->n / 2 + count + 16;
        e->words = upy_heap_resize_storage(e->words, e->capacity * sizeof(uint32_t), capacity * sizeof(uint32_t));
        e->capacity = capacity;
    }
    uint32_t *words = e->words + e->n;
    e->n += count;
    return words;
}

static void emit(emitter *e, uint32_t word) { *add_words(e, 1) = word; }

static void emit_2(emitter *e, uint32_t a, uint32_t b) {
    uint32_t *words = add_words(e, 2);
    words[0] = a;
    words[1] = b;
}

// An instruction whose only operand is a target not known yet: the place to patch.
static uint32_t emit_forward(emitter *e, re_op op) {
    emit_2(e, op, 0);
    return e->n - 1;
}

static void patch_here(emitter *e, uint32_t place) { e->words[place] = e->n; }

static const re_node *node_at(const emitter *e, uint32_t node) { return &e->tree->nodes[node]; }

static void emit_node(emitter *e, uint32_t node);
static void emit_chain(emitter *e, uint32_t first);

// ---- Characters ----------------------------------------------------------------------------------

static bool is_plain_char(const re_node *n) { return n->kind == RE_NODE_CHAR && !n->ignores_case; }

static size_t encode(const emitter *e, uint32_t c, char out[4]) {
    if (e->tree->is_bytes) {
        out[0] = (char)c;
        return 1;
    }
    return upy_utf8_encode(c, out);
}

// A run of plain characters from `first` on. Returns the node after it.
static uint32_t emit_literal(emitter *e, uint32_t first) {
    char bytes[4];
    size_t length = 0;
    uint32_t end = first;
    for (; end && is_plain_char(node_at(e, end)); end = node_at(e, end)->next) {
        length += encode(e, node_at(e, end)->a, bytes);
    }
    emit_2(e, RE_LITERAL, (uint32_t)length);
    uint32_t n_words = (uint32_t)((length + 3) / 4);
    uint32_t start = e->n;
    memset(add_words(e, n_words), 0, n_words * sizeof(uint32_t));
    char *to = (char *)(e->words + start);
    for (uint32_t node = first; node != end; node = node_at(e, node)->next) {
        size_t size = encode(e, node_at(e, node)->a, bytes);
        memcpy(to, bytes, size);
        to += size;
    }
    return end;
}

static bool is_item(const re_node *n) {
    return n->kind == RE_NODE_CHAR || n->kind == RE_NODE_ANY || n->kind == RE_NODE_ANY_ALL || n->kind == RE_NODE_SET;
}

static void emit_item(emitter *e, const re_node *n) {
    switch (n->kind) {
    case RE_NODE_CHAR:
        if (n->ignores_case) {
            emit_2(e, RE_ITEM_CHAR_IGNORE, re_fold(n->a, n->is_ascii) | (n->is_ascii ? RE_ASCII_CASE : 0));
        } else {
            emit_2(e, RE_ITEM_CHAR, n->a);
        }
        break;
    case RE_NODE_SET: emit_2(e, RE_ITEM_SET, n->a); break;
    default: emit_2(e, n->kind == RE_NODE_ANY ? RE_ITEM_ANY : RE_ITEM_ANY_ALL, 0);
    }
}

// ---- Repetition ----------------------------------------------------------------------------------

// The node behind groups that do nothing but hold a single one.
static uint32_t unwrap(const emitter *e, uint32_t node) {
    const re_node *n = node_at(e, node);
    while (n->kind == RE_NODE_SEQUENCE && n->child && node_at(e, n->child)->next == 0) {
        node = n->child;
        n = node_at(e, node);
    }
    return node;
}

static void emit_optional(emitter *e, uint32_t body, bool is_lazy) {
    uint32_t skip = emit_forward(e, is_lazy ? RE_SPLIT_LAZY : RE_SPLIT);
    emit_node(e, body);
    patch_here(e, skip);
}

// Any number of rounds; the body never matches the empty text.
static void emit_star(emitter *e, uint32_t body, bool is_lazy) {
    uint32_t top = e->n;
    uint32_t leave = emit_forward(e, is_lazy ? RE_SPLIT_LAZY : RE_SPLIT);
    emit_node(e, body);
    emit_2(e, RE_JUMP, top);
    patch_here(e, leave);
}

static void emit_counted(emitter *e, const re_node *n, uint32_t body, bool is_lazy) {
    uint32_t registers = e->n_registers;
    e->n_registers += 2;
    emit_2(e, RE_LOOP_BEGIN, registers);
    uint32_t top = e->n;
    emit_2(e, is_lazy ? RE_LOOP_LAZY : RE_LOOP, registers);
    emit_2(e, n->a, n->b);
    emit(e, 0);
    uint32_t leave = e->n - 1;
    emit_2(e, RE_LOOP_ROUND, registers);
    emit_node(e, body);
    emit_2(e, RE_JUMP, top);
    patch_here(e, leave);
}

static void emit_loop(emitter *e, const re_node *n, uint32_t body, bool is_lazy) {
    bool may_be_empty = re_node_width(e->tree, body).least == 0;
    if (n->b == 1 && n->a == 0) {
        emit_optional(e, body, is_lazy);
    } else if (n->a == 0 && n->b == RE_INFINITE && !may_be_empty) {
        emit_star(e, body, is_lazy);
    } else {
        emit_counted(e, n, body, is_lazy);
    }
}

static void emit_repeat(emitter *e, const re_node *n) {
    uint32_t body = unwrap(e, n->child);
    if (n->b == 0) {
        return;
    }
    if (n->a == 1 && n->b == 1) {
        emit_node(e, body);
        return;
    }
    if (is_item(node_at(e, body))) {
        static const uint8_t ops[] = {RE_REPEAT, RE_REPEAT_LAZY, RE_REPEAT_POSSESSIVE};
        emit(e, ops[n->greed]);
        emit_2(e, n->a, n->b);
        emit_item(e, node_at(e, body));
        return;
    }
    if (n->greed == RE_POSSESSIVE) {
        emit(e, RE_ATOMIC);
        emit_loop(e, n, body, false);
        emit(e, RE_ATOMIC_END);
    } else {
        emit_loop(e, n, body, n->greed == RE_LAZY);
    }
}

// ---- The other nodes -------------------------------------------------------------------------------

static void emit_branches(emitter *e, uint32_t first) {
    uint32_t last_jump = 0; // jumps to the end, chained through their operand
    for (uint32_t node = first; node; node = node_at(e, node)->next) {
        uint32_t next = node_at(e, node)->next ? emit_forward(e, RE_SPLIT) : 0;
        emit_chain(e, node_at(e, node)->child);
        if (next) {
            uint32_t jump = emit_forward(e, RE_JUMP);
            e->words[jump] = last_jump;
            last_jump = jump;
            patch_here(e, next);
        }
    }
    while (last_jump) {
        uint32_t previous = e->words[last_jump];
        patch_here(e, last_jump);
        last_jump = previous;
    }
}

static void emit_look(emitter *e, const re_node *n) {
    bool is_negated = n->a & 1, is_behind = n->a & 2;
    uint32_t target = 0;
    if (is_negated) {
        target = emit_forward(e, RE_LOOK_NOT);
    } else {
        emit(e, RE_LOOK);
    }
    if (is_behind) {
        emit_2(e, RE_BACK, (uint32_t)re_node_width(e->tree, n->child).least);
    }
    emit_node(e, n->child);
    emit(e, is_negated ? RE_LOOK_NOT_END : RE_LOOK_END);
    if (is_negated) {
        patch_here(e, target);
    }
}

static void emit_condition(emitter *e, const re_node *n) {
    emit_2(e, RE_IF_GROUP, n->a);
    emit(e, 0);
    uint32_t otherwise = e->n - 1;
    emit_node(e, n->child);
    if (n->b) {
        uint32_t end = emit_forward(e, RE_JUMP);
        patch_here(e, otherwise);
        emit_node(e, n->b);
        patch_here(e, end);
    } else {
        patch_here(e, otherwise);
    }
}

static void emit_anchor(emitter *e, const re_node *n) {
    emit(e, n->a);
    if (n->a == RE_BOUNDARY) {
        emit_2(e, n->b & 1, n->b >> 1 & 1);
    }
}

static void emit_node(emitter *e, uint32_t node) {
    upy_check_stack();
    const re_node *n = node_at(e, node);
    switch ((re_node_kind)n->kind) {
    case RE_NODE_CHAR:
        if (!n->ignores_case) {
            char bytes[4];
            size_t size = encode(e, n->a, bytes);
            emit_2(e, RE_LITERAL, (uint32_t)size);
            uint32_t *word = add_words(e, 1);
            *word = 0;
            memcpy(word, bytes, size);
            break;
        }
        emit_item(e, n);
        break;
    case RE_NODE_ANY:
    case RE_NODE_ANY_ALL:
    case RE_NODE_SET: emit_item(e, n); break;
    case RE_NODE_ANCHOR: emit_anchor(e, n); break;
    case RE_NODE_GROUP:
        emit_2(e, RE_SAVE, 2 * n->a);
        emit_node(e, n->child);
        emit_2(e, RE_CLOSE, n->a);
        break;
    case RE_NODE_BRANCHES: emit_branches(e, n->child); break;
    case RE_NODE_SEQUENCE: emit_chain(e, n->child); break;
    case RE_NODE_REPEAT: emit_repeat(e, n); break;
    case RE_NODE_BACKREF:
        emit_2(e, n->ignores_case ? RE_BACKREF_IGNORE : RE_BACKREF,
               n->a | (n->ignores_case && n->is_ascii ? RE_ASCII_CASE : 0));
        break;
    case RE_NODE_ATOMIC:
        emit(e, RE_ATOMIC);
        emit_node(e, n->child);
        emit(e, RE_ATOMIC_END);
        break;
    case RE_NODE_LOOK: emit_look(e, n); break;
    case RE_NODE_IF: emit_condition(e, n); break;
    case RE_NODE_FAIL: emit(e, RE_FAIL); break;
    case RE_NODE_EMPTY: break;
    }
}

static void emit_chain(emitter *e, uint32_t first) {
    uint32_t node = first;
    while (node) {
        if (is_plain_char(node_at(e, node))) {
            node = emit_literal(e, node);
        } else {
            emit_node(e, node);
            node = node_at(e, node)->next;
        }
    }
}

// ---- What a match can start with -------------------------------------------------------------------

static void add_byte(uint32_t first[8], unsigned c) { first[c / 32] |= 1u << c % 32; }

static void add_far_bytes(uint32_t first[8]) {
    for (size_t i = 4; i < 8; i++) {
        first[i] = UINT32_MAX;
    }
}

static void add_char(const emitter *e, const re_node *n, uint32_t first[8]) {
    char bytes[4];
    encode(e, n->a, bytes);
    add_byte(first, (unsigned char)bytes[0]);
    if (n->ignores_case) {
        uint32_t folded = re_fold(n->a, n->is_ascii);
        for (unsigned c = 'A'; c <= 'z'; c++) {
            if (re_fold(c, n->is_ascii) == folded) {
                add_byte(first, c);
            }
        }
        add_far_bytes(first);
    }
}

// Adds the bytes that the texts of a chain may begin with. True: one of the texts may be empty.
static bool add_first_of_chain(const emitter *e, uint32_t node, uint32_t first[8]);

static bool add_first(const emitter *e, uint32_t node, uint32_t first[8]) {
    upy_check_stack();
    const re_node *n = node_at(e, node);
    switch ((re_node_kind)n->kind) {
    case RE_NODE_CHAR: add_char(e, n, first); return false;
    case RE_NODE_SET: {
        const re_set *set = (const re_set *)&e->tree->sets[n->a];
        for (size_t i = 0; i < 4; i++) {
            first[i] |= set->bitmap[i];
        }
        bool is_only_ascii = e->tree->is_bytes ? false : set->flags == 0 && set->n_ranges == 0;
        for (size_t i = 4; i < 8 && is_only_ascii; i++) {
            is_only_ascii = set->bitmap[i] == 0;
        }
        if (!is_only_ascii) {
            add_far_bytes(first);
        }
        return false;
    }
    case RE_NODE_GROUP:
    case RE_NODE_SEQUENCE:
    case RE_NODE_ATOMIC: return add_first_of_chain(e, n->child, first);
    case RE_NODE_BRANCHES: {
        bool may_be_empty = false;
        for (uint32_t branch = n->child; branch; branch = node_at(e, branch)->next) {
            may_be_empty |= add_first(e, branch, first);
        }
        return may_be_empty;
    }
    case RE_NODE_REPEAT: return n->b == 0 || (add_first(e, n->child, first) || n->a == 0);
    case RE_NODE_ANCHOR:
    case RE_NODE_LOOK:
    case RE_NODE_EMPTY: return true; // takes nothing: what follows decides
    case RE_NODE_ANY:
    case RE_NODE_ANY_ALL: memset(first, 0xff, 8 * sizeof(uint32_t)); return false;
    default: memset(first, 0xff, 8 * sizeof(uint32_t)); return true;
    }
}

static bool add_first_of_chain(const emitter *e, uint32_t node, uint32_t first[8]) {
    for (; node; node = node_at(e, node)->next) {
        if (!add_first(e, node, first)) {
            return false;
        }
    }
    return true;
}

// The byte of a set of one, else -1.
static int16_t only_byte(const uint32_t first[8]) {
    int16_t found = -1;
    for (int c = 0; c < 256; c++) {
        if (first[c / 32] >> c % 32 & 1) {
            if (found >= 0) {
                return -1;
            }
            found = (int16_t)c;
        }
    }
    return found;
}

// ---- The whole -----------------------------------------------------------------------------------

static void emit_sets(emitter *e) {
    uint32_t n = e->tree->n_set_words;
    if (n) {
        uint32_t *words = add_words(e, n);
        memcpy(words, e->tree->sets, n * sizeof(uint32_t));
    }
}

static bool is_anchored(const re_tree *tree) {
    const re_node *root = &tree->nodes[tree->root];
    const re_node *first = &tree->nodes[root->child];
    return root->kind == RE_NODE_SEQUENCE && root->child && first->kind == RE_NODE_ANCHOR && first->a == RE_BEGIN;
}

re_pattern *re_compile(upy_value source, uint32_t flags) {
    re_tree tree;
    re_parse(&tree, source, flags);
    emitter e = {.tree = &tree, .n_registers = 2 * (tree.n_groups + 1) + 1};
    emit_sets(&e);
    uint32_t entry = e.n;
    emit_node(&e, tree.root);
    emit(&e, RE_MATCH);
    re_pattern *p = upy_new_object(&re_pattern_type, sizeof *p);
    p->source = source;
    p->group_names = tree.group_names;
    p->words = e.words;
    p->n_words = e.n;
    p->entry = entry;
    p->flags = tree.flags;
    p->n_groups = tree.n_groups;
    p->n_registers = e.n_registers;
    p->is_bytes = tree.is_bytes;
    p->is_anchored = is_anchored(&tree);
    p->has_first = !add_first(&e, tree.root, p->first);
    p->first_byte = p->has_first ? only_byte(p->first) : -1;
    upy_heap_free_storage(tree.nodes);
    upy_heap_free_storage(tree.sets);
    return p;
}

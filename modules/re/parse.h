// parse.h — the tree of a pattern, between parse.c and emit.c.
//
// Nodes sit in one growing array and refer to each other by index, 0 being "none". A sequence is a
// chain through `next`.
#ifndef UPY_MODULES_RE_PARSE_H
#define UPY_MODULES_RE_PARSE_H

#include "modules/re/program.h"

typedef enum re_node_kind {
    RE_NODE_EMPTY,
    RE_NODE_CHAR, // a: code point
    RE_NODE_ANY,  // any but newline
    RE_NODE_ANY_ALL,
    RE_NODE_SET,      // a: word index of the set
    RE_NODE_ANCHOR,   // a: the instruction, b: its operands for RE_BOUNDARY (bit 0 negated, bit 1 ASCII)
    RE_NODE_GROUP,    // a: number; child
    RE_NODE_BRANCHES, // child: chain of RE_NODE_SEQUENCE
    RE_NODE_SEQUENCE, // child: chain; 0: matches nothing at all, i.e. the empty text
    RE_NODE_REPEAT,   // a, b: least, most; child: one node
    RE_NODE_BACKREF,  // a: number
    RE_NODE_ATOMIC,   // child
    RE_NODE_LOOK,     // a: bit 0 negated, bit 1 behind; child
    RE_NODE_IF,       // a: number; child: sequence if set; b: sequence if not, or 0
    RE_NODE_FAIL,
} re_node_kind;

typedef enum re_greed { RE_GREEDY, RE_LAZY, RE_POSSESSIVE } re_greed;

typedef struct re_node {
    uint8_t kind;
    uint8_t greed;
    bool ignores_case, is_ascii;
    uint32_t a, b;
    uint32_t child, next;
    uint32_t least, most; // RE_NODE_GROUP: its width
} re_node;

typedef struct re_tree {
    upy_value source;
    bool is_bytes;
    uint32_t flags;
    re_node *nodes; // storage
    uint32_t n_nodes, node_capacity;
    uint32_t *sets; // storage
    uint32_t n_set_words, set_capacity;
    uint32_t n_groups;
    upy_value group_names; // dict
    uint32_t root;
} re_tree;

// Least and most characters a node (not its successors) matches.
typedef struct re_width {
    uint64_t least, most;
} re_width;

void re_parse(re_tree *tree, upy_value source, uint32_t flags);
re_width re_node_width(const re_tree *tree, uint32_t node);
re_width re_chain_width(const re_tree *tree, uint32_t first);

#endif

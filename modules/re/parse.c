// parse.c — regular expression source to tree.
//
// A recursive descent over the syntax of Python's re, with its error messages. Inline flags take effect
// while parsing: every node carries the case and ASCII rules that hold where it stands, so later stages
// know no flags. Source is str (UTF-8) or bytes; both are immutable, so pointers into them stay good.
#include "modules/re/parse.h"

#include "core/base/text.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/str.h"
#include "core/types/unicode.h"
#include "modules/re/sets.h"

#define NO_LOOKBEHIND UINT32_MAX
#define MAX_GROUPS 0x3fffffffu

typedef struct open_group {
    struct open_group *outer;
    uint32_t number;
} open_group;

typedef struct parser {
    re_tree *tree;
    const char *start, *p, *end;
    uint32_t flags; // in force here
    open_group *open_groups;
    uint32_t lookbehind_groups; // groups from this number on were made in the lookbehind being parsed
} parser;

// ---- Errors --------------------------------------------------------------------------------------

static UPY_NORETURN void fail_value(parser *ps, const char *where, upy_value message) {
    size_t position = (size_t)(where - ps->start);
    if (!ps->tree->is_bytes) {
        position = upy_utf8_count(ps->start, position);
    }
    re_raise_error(upy_str_data(message), ps->tree->source, position);
}

static UPY_NORETURN void fail(parser *ps, const char *where, const char *message) {
    fail_value(ps, where, upy_new_str(message, strlen(message)));
}

// The message with part of the source in place of %v.
static UPY_NORETURN void fail_showing(parser *ps, const char *where, const char *format, const char *from,
                                      const char *to) {
    size_t length = (size_t)(to - from);
    upy_value text = ps->tree->is_bytes ? upy_new_bytes(from, length) : upy_new_str(from, length);
    if (ps->tree->is_bytes) { // shown as Latin-1
        upy_builder b;
        upy_builder_init(&b, length);
        for (const char *p = from; p < to; p++) {
            upy_builder_append_code_point(&b, (unsigned char)*p);
        }
        text = upy_builder_to_str(&b);
    }
    fail_value(ps, where, (upy_new_str_format)(format, text));
}

// ---- Reading -------------------------------------------------------------------------------------

static bool at_end(const parser *ps) { return ps->p == ps->end; }
static bool next_is(const parser *ps, char c) { return ps->p < ps->end && *ps->p == c; }
static bool next_is_digit(const parser *ps) { return ps->p < ps->end && (unsigned char)(*ps->p - '0') < 10; }
static bool next_is_octal(const parser *ps) { return ps->p < ps->end && (unsigned char)(*ps->p - '0') < 8; }

static bool accept(parser *ps, char c) {
    if (!next_is(ps, c)) {
        return false;
    }
    ps->p++;
    return true;
}

static uint32_t read_char(parser *ps) { return ps->tree->is_bytes ? (unsigned char)*ps->p++ : upy_utf8_next(&ps->p); }

static bool is_ascii_mode(const parser *ps) { return ps->tree->is_bytes || (ps->flags & RE_ASCII) != 0; }

// ---- Nodes ---------------------------------------------------------------------------------------

static uint32_t new_node(parser *ps, re_node_kind kind, uint32_t a, uint32_t b, uint32_t child) {
    re_tree *tree = ps->tree;
    if (tree->n_nodes == tree->node_capacity) {
        uint32_t capacity = tree->node_capacity * 2 + 16;
        tree->nodes =
            upy_heap_resize_storage(tree->nodes, tree->node_capacity * sizeof(re_node), capacity * sizeof(re_node));
        tree->node_capacity = capacity;
    }
    tree->nodes[tree->n_nodes] = (re_node){
        .kind = (uint8_t)kind,
        .ignores_case = (ps->flags & RE_IGNORECASE) != 0,
        .is_ascii = is_ascii_mode(ps),
        .a = a,
        .b = b,
        .child = child,
    };
    return tree->n_nodes++;
}

static re_node *node_at(const parser *ps, uint32_t node) { return &ps->tree->nodes[node]; }

static uint32_t char_node(parser *ps, uint32_t c) {
    uint32_t node = new_node(ps, RE_NODE_CHAR, c, 0, 0);
    re_node *n = node_at(ps, node);
    if (n->ignores_case) {
        uint32_t out[3];
        bool is_ascii = n->is_ascii;
        bool has_case = re_fold(c, is_ascii) != c || (c | 0x20) - 'a' < 26;
        if (!is_ascii && c >= 128 && !has_case) {
            has_case = upy_char_map(c, UPY_CASE_UPPER, out) != 1 || out[0] != c;
        }
        n->ignores_case = has_case;
    }
    return node;
}

static uint32_t category_node(parser *ps, char letter) {
    char lower = (char)(letter | 0x20);
    re_category category = lower == 'd' ? RE_DIGIT : lower == 's' ? RE_SPACE : RE_WORD;
    uint32_t set = re_set_begin(ps->tree);
    re_set_add_category(ps->tree, set, category, letter != lower, is_ascii_mode(ps));
    return new_node(ps, RE_NODE_SET, re_set_finish(ps->tree, set, false, false, is_ascii_mode(ps)), 0, 0);
}

// ---- Escapes -------------------------------------------------------------------------------------

// The character of \a \f \n \r \t \v \\, or 0.
static uint32_t simple_escape(char letter) {
    static const char letters[] = "afnrtv\\", characters[] = "\a\f\n\r\t\v\\";
    const char *found = letter ? strchr(letters, letter) : NULL;
    return found ? (uint32_t)characters[found - letters] : 0;
}

static int hex_digit(char c) {
    unsigned digit = (unsigned char)(c - '0'), letter = (unsigned char)((c | 0x20) - 'a');
    return digit < 10 ? (int)digit : letter < 6 ? (int)letter + 10 : -1;
}

// \xhh, \uhhhh, \Uhhhhhhhh after the letter; start is at the backslash.
static uint32_t hex_escape(parser *ps, const char *start, int n_digits) {
    uint32_t c = 0;
    for (int i = 0; i < n_digits; i++) {
        if (at_end(ps) || hex_digit(*ps->p) < 0) {
            fail_showing(ps, start, "incomplete escape %v", start, ps->p);
        }
        c = c << 4 | (uint32_t)hex_digit(*ps->p++);
    }
    if (c > 0x10ffff) {
        fail_showing(ps, start, "bad escape %v", start, ps->p);
    }
    return c;
}

// \N{…}: there are no character names here.
static UPY_NORETURN void named_escape(parser *ps, const char *start) {
    if (!accept(ps, '{')) {
        fail(ps, ps->p, "missing {");
    }
    const char *name = ps->p;
    while (!at_end(ps) && *ps->p != '}') {
        ps->p++;
    }
    if (name == ps->p) {
        fail(ps, name, "missing character name");
    }
    if (at_end(ps)) {
        fail(ps, name, "missing }, unterminated name");
    }
    fail_showing(ps, start, "undefined character name '%v'", name, ps->p);
}

// Escapes that mean one character inside and outside of sets; false: none of those. The letter was read.
static bool common_escape(parser *ps, const char *start, char letter, uint32_t *c) {
    *c = simple_escape(letter);
    if (*c) {
        return true;
    }
    bool is_str = !ps->tree->is_bytes;
    if (letter == 'x') {
        *c = hex_escape(ps, start, 2);
    } else if (is_str && (letter == 'u' || letter == 'U')) {
        *c = hex_escape(ps, start, letter == 'u' ? 4 : 8);
    } else if (is_str && letter == 'N') {
        named_escape(ps, start);
    } else {
        return false;
    }
    return true;
}

static uint32_t octal_value(parser *ps, const char *start, const char *digits) {
    uint32_t c = 0;
    for (const char *p = digits; p < ps->p; p++) {
        c = c * 8 + (uint32_t)(*p - '0');
    }
    if (c > 0377) {
        fail_showing(ps, start, "octal escape value %v outside of range 0-0o377", start, ps->p);
    }
    return c;
}

// A character that is no letter or digit stands for itself after a backslash.
static uint32_t literal_escape(parser *ps, const char *start) {
    unsigned char letter = (unsigned char)start[1];
    if ((unsigned)((letter | 0x20) - 'a') < 26 || (unsigned)(letter - '0') < 10) {
        fail_showing(ps, start, "bad escape %v", start, ps->p);
    }
    ps->p = start + 1;
    return read_char(ps);
}

static bool is_open(const parser *ps, uint32_t group) {
    for (const open_group *g = ps->open_groups; g; g = g->outer) {
        if (g->number == group) {
            return true;
        }
    }
    return false;
}

static void check_lookbehind_group(parser *ps, uint32_t group, const char *where) {
    if (group >= ps->lookbehind_groups) {
        fail(ps, where, "cannot refer to group defined in the same lookbehind subpattern");
    }
}

static uint32_t backref_node(parser *ps, uint32_t group, const char *where) {
    if (is_open(ps, group)) {
        fail(ps, where, "cannot refer to an open group");
    }
    check_lookbehind_group(ps, group, where);
    return new_node(ps, RE_NODE_BACKREF, group, 0, 0);
}

// \1 … \99, or an octal escape; the first digit was read.
static uint32_t number_escape(parser *ps, const char *start) {
    const char *digits = start + 1;
    if (*digits == '0') {
        for (int i = 0; i < 2 && next_is_octal(ps); i++) {
            ps->p++;
        }
        return char_node(ps, octal_value(ps, start, digits));
    }
    if (next_is_digit(ps)) {
        ps->p++;
        if (digits[0] < '8' && digits[1] < '8' && next_is_octal(ps)) {
            ps->p++;
            return char_node(ps, octal_value(ps, start, digits));
        }
    }
    uint32_t group = 0;
    for (const char *p = digits; p < ps->p; p++) {
        group = group * 10 + (uint32_t)(*p - '0');
    }
    if (group <= ps->tree->n_groups) {
        return backref_node(ps, group, start);
    }
    fail_showing(ps, digits, "invalid group reference %v", digits, ps->p);
}

// ps->p is behind the backslash, start at it.
static uint32_t parse_escape(parser *ps, const char *start) {
    if (at_end(ps)) {
        fail(ps, start, "bad escape (end of pattern)");
    }
    char letter = *ps->p++;
    uint32_t c;
    uint32_t operands = is_ascii_mode(ps) ? 2u : 0u;
    switch (letter) {
    case 'd':
    case 'D':
    case 's':
    case 'S':
    case 'w':
    case 'W': return category_node(ps, letter);
    case 'A': return new_node(ps, RE_NODE_ANCHOR, RE_BEGIN, 0, 0);
    case 'Z': return new_node(ps, RE_NODE_ANCHOR, RE_END_ALL, 0, 0);
    case 'b': return new_node(ps, RE_NODE_ANCHOR, RE_BOUNDARY, operands, 0);
    case 'B': return new_node(ps, RE_NODE_ANCHOR, RE_BOUNDARY, operands | 1, 0);
    }
    if ((unsigned char)(letter - '0') < 10) {
        return number_escape(ps, start);
    }
    return char_node(ps, common_escape(ps, start, letter, &c) ? c : literal_escape(ps, start));
}

// ---- Sets ----------------------------------------------------------------------------------------

typedef struct set_member {
    uint32_t c;
    bool is_category;
    char letter;
} set_member;

static set_member parse_set_escape(parser *ps, const char *start) {
    if (at_end(ps)) {
        fail(ps, start, "bad escape (end of pattern)");
    }
    char letter = *ps->p++;
    set_member m = {0};
    if (strchr("dDsSwW", letter) && letter) {
        m.is_category = true;
        m.letter = letter;
    } else if (letter == 'b') {
        m.c = '\b';
    } else if ((unsigned char)(letter - '0') < 8) {
        for (int i = 0; i < 2 && next_is_octal(ps); i++) {
            ps->p++;
        }
        m.c = octal_value(ps, start, start + 1);
    } else if (!common_escape(ps, start, letter, &m.c)) {
        m.c = literal_escape(ps, start);
    }
    return m;
}

static set_member parse_set_member(parser *ps, const char *set_start) {
    if (at_end(ps)) {
        fail(ps, set_start, "unterminated character set");
    }
    const char *start = ps->p;
    if (accept(ps, '\\')) {
        return parse_set_escape(ps, start);
    }
    return (set_member){.c = read_char(ps)};
}

static void add_member(parser *ps, uint32_t set, const set_member *m) {
    if (m->is_category) {
        char lower = (char)(m->letter | 0x20);
        re_category category = lower == 'd' ? RE_DIGIT : lower == 's' ? RE_SPACE : RE_WORD;
        re_set_add_category(ps->tree, set, category, m->letter != lower, is_ascii_mode(ps));
    } else {
        re_set_add_range(ps->tree, set, m->c, m->c);
    }
}

// ps->p is behind the opening bracket.
static uint32_t parse_set(parser *ps) {
    const char *set_start = ps->p - 1;
    bool is_negated = accept(ps, '^');
    const char *first_member = ps->p;
    uint32_t set = re_set_begin(ps->tree);
    set_member only = {.is_category = true};
    size_t n_members = 0;
    while (!(next_is(ps, ']') && ps->p != first_member)) {
        const char *start = ps->p;
        set_member m = parse_set_member(ps, set_start);
        if (next_is(ps, '-') && ps->p + 1 < ps->end && ps->p[1] != ']') {
            ps->p++;
            set_member last = parse_set_member(ps, set_start);
            if (m.is_category || last.is_category || last.c < m.c) {
                fail_showing(ps, start, "bad character range %v", start, ps->p);
            }
            re_set_add_range(ps->tree, set, m.c, last.c);
            n_members = 2;
            continue;
        }
        if (next_is(ps, '-') && ps->p + 1 == ps->end) {
            fail(ps, set_start, "unterminated character set");
        }
        add_member(ps, set, &m);
        only = m;
        n_members++;
    }
    ps->p++;
    if (n_members == 1 && !is_negated && !only.is_category) {
        ps->tree->n_set_words = set;
        return char_node(ps, only.c);
    }
    bool ignores_case = (ps->flags & RE_IGNORECASE) != 0;
    return new_node(ps, RE_NODE_SET, re_set_finish(ps->tree, set, is_negated, ignores_case, is_ascii_mode(ps)), 0, 0);
}

// ---- Widths --------------------------------------------------------------------------------------

static uint64_t saturate(uint64_t n) { return n > RE_INFINITE ? RE_INFINITE : n; }

re_width re_chain_width(const re_tree *tree, uint32_t first) {
    re_width total = {0, 0};
    for (uint32_t node = first; node; node = tree->nodes[node].next) {
        re_width w = re_node_width(tree, node);
        total.least = saturate(total.least + w.least);
        total.most = saturate(total.most + w.most);
    }
    return total;
}

static re_width widest(re_width a, re_width b) {
    return (re_width){a.least < b.least ? a.least : b.least, a.most > b.most ? a.most : b.most};
}

static re_width branches_width(const re_tree *tree, uint32_t first) {
    re_width w = re_node_width(tree, first);
    for (uint32_t node = tree->nodes[first].next; node; node = tree->nodes[node].next) {
        w = widest(w, re_node_width(tree, node));
    }
    return w;
}

static re_width group_width(const re_tree *tree, uint32_t number) {
    for (uint32_t i = 1; i < tree->n_nodes; i++) {
        if (tree->nodes[i].kind == RE_NODE_GROUP && tree->nodes[i].a == number) {
            return (re_width){tree->nodes[i].least, tree->nodes[i].most};
        }
    }
    return (re_width){0, RE_INFINITE};
}

re_width re_node_width(const re_tree *tree, uint32_t node) {
    upy_check_stack();
    const re_node *n = &tree->nodes[node];
    switch ((re_node_kind)n->kind) {
    case RE_NODE_CHAR:
    case RE_NODE_ANY:
    case RE_NODE_ANY_ALL:
    case RE_NODE_SET: return (re_width){1, 1};
    case RE_NODE_GROUP: return (re_width){n->least, n->most};
    case RE_NODE_SEQUENCE:
    case RE_NODE_ATOMIC: return re_chain_width(tree, n->child);
    case RE_NODE_BRANCHES: return branches_width(tree, n->child);
    case RE_NODE_REPEAT: {
        re_width w = re_node_width(tree, n->child);
        bool is_infinite = n->b == RE_INFINITE || w.most == RE_INFINITE;
        uint64_t most = w.most == 0 ? 0 : is_infinite ? RE_INFINITE : saturate(w.most * n->b);
        return (re_width){saturate(w.least * n->a), n->b == 0 ? 0 : most};
    }
    case RE_NODE_BACKREF: return group_width(tree, n->a);
    case RE_NODE_IF: {
        re_width w = re_node_width(tree, n->child);
        return widest(w, n->b ? re_node_width(tree, n->b) : (re_width){0, 0});
    }
    default: return (re_width){0, 0};
    }
}

// ---- Groups --------------------------------------------------------------------------------------

static uint32_t parse_alternatives(parser *ps, bool is_nested);
static uint32_t parse_sequence(parser *ps, bool is_first_branch);

static bool is_name_char(uint32_t c, bool is_first) {
    if (c < 128) {
        return c == '_' || (c | 0x20) - 'a' < 26 || (!is_first && c - '0' < 10);
    }
    return (upy_char_flags(c) & (is_first ? UPY_CHAR_ID_START : UPY_CHAR_ID_CONTINUE)) != 0;
}

// Text up to the terminator, which is skipped.
static const char *read_until(parser *ps, char terminator, const char *what, const char **end) {
    const char *start = ps->p;
    while (!at_end(ps) && *ps->p != terminator) {
        ps->p++;
    }
    if (at_end(ps)) {
        if (start == ps->p) {
            fail_value(ps, start, upy_new_str_format("missing %s", what));
        }
        fail_value(ps, start, upy_new_str_format("missing %c, unterminated name", terminator));
    }
    if (start == ps->p) {
        fail_value(ps, start, upy_new_str_format("missing %s", what));
    }
    *end = ps->p++;
    return start;
}

static upy_value check_group_name(parser *ps, const char *start, const char *end) {
    const char *p = start;
    while (p < end) {
        uint32_t c = ps->tree->is_bytes ? (unsigned char)*p : 0;
        const char *here = p;
        if (ps->tree->is_bytes) {
            p++;
        } else {
            c = upy_utf8_next(&p);
        }
        if (!is_name_char(c, here == start) || (ps->tree->is_bytes && c >= 128)) {
            if (ps->tree->is_bytes) {
                fail_value(
                    ps, start,
                    upy_new_str_format("bad character in group name %r", upy_new_bytes(start, (size_t)(end - start))));
            }
            fail_value(ps, start,
                       upy_new_str_format("bad character in group name %r", upy_new_str(start, (size_t)(end - start))));
        }
    }
    return upy_intern(start, (size_t)(end - start));
}

static uint32_t find_group_name(parser *ps, const char *start, const char *end) {
    upy_value name = check_group_name(ps, start, end);
    upy_value number = upy_dict_get(upy_as_dict(ps->tree->group_names), name);
    if (!number) {
        fail_value(ps, start, upy_new_str_format("unknown group name %r", name));
    }
    return (uint32_t)upy_small_int_value(number);
}

static void name_group(parser *ps, upy_value name, const char *where) {
    upy_dict *names = upy_as_dict(ps->tree->group_names);
    upy_value number = UPY_SMALL_INT(ps->tree->n_groups);
    upy_value before = upy_dict_get(names, name);
    if (before) {
        fail_value(ps, where,
                   upy_new_str_format("redefinition of group name %r as group %r; was group %r", name, number, before));
    }
    upy_dict_set(names, name, number);
}

static void expect_close(parser *ps, const char *open) {
    if (!accept(ps, ')')) {
        fail(ps, open, "missing ), unterminated subpattern");
    }
}

static uint32_t parse_capture(parser *ps, const char *open, upy_value name_or_null, const char *name_start) {
    if (ps->tree->n_groups == MAX_GROUPS) {
        fail(ps, open, "too many groups");
    }
    open_group group = {ps->open_groups, ++ps->tree->n_groups};
    if (name_or_null) {
        name_group(ps, name_or_null, name_start);
    }
    ps->open_groups = &group;
    uint32_t body = parse_alternatives(ps, true);
    ps->open_groups = group.outer;
    expect_close(ps, open);
    re_width w = re_node_width(ps->tree, body);
    uint32_t node = new_node(ps, RE_NODE_GROUP, group.number, 0, body);
    node_at(ps, node)->least = (uint32_t)w.least;
    node_at(ps, node)->most = (uint32_t)w.most;
    return node;
}

static uint32_t parse_plain_group(parser *ps, const char *open) {
    uint32_t body = parse_alternatives(ps, true);
    expect_close(ps, open);
    return new_node(ps, RE_NODE_SEQUENCE, 0, 0, body);
}

static uint32_t parse_look(parser *ps, const char *open, bool is_behind, bool is_negated) {
    uint32_t outer = ps->lookbehind_groups;
    if (is_behind && outer == NO_LOOKBEHIND) {
        ps->lookbehind_groups = ps->tree->n_groups + 1;
    }
    uint32_t body = parse_alternatives(ps, true);
    ps->lookbehind_groups = outer;
    expect_close(ps, open);
    if (is_behind) {
        re_width w = re_node_width(ps->tree, body);
        if (w.least != w.most || w.most == RE_INFINITE) {
            re_raise_error("look-behind requires fixed-width pattern", ps->tree->source, SIZE_MAX);
        }
    }
    return new_node(ps, RE_NODE_LOOK, (is_negated ? 1u : 0u) | (is_behind ? 2u : 0u), 0, body);
}

static uint32_t parse_condition(parser *ps, const char *open) {
    const char *end;
    const char *start = read_until(ps, ')', "group name", &end);
    uint32_t group;
    if ((unsigned char)(*start - '0') < 10) {
        group = 0;
        for (const char *p = start; p < end; p++) {
            if ((unsigned char)(*p - '0') >= 10) {
                check_group_name(ps, start, end);
            }
            group = group > MAX_GROUPS / 10 ? MAX_GROUPS : group * 10 + (uint32_t)(*p - '0');
        }
        if (group == 0) {
            fail(ps, start, "bad group number");
        }
        if (group > MAX_GROUPS - 1) {
            fail_showing(ps, start, "invalid group reference %v", start, end);
        }
    } else {
        group = find_group_name(ps, start, end);
    }
    check_lookbehind_group(ps, group, start);
    upy_check_stack();
    uint32_t yes = parse_sequence(ps, false);
    uint32_t no = accept(ps, '|') ? parse_sequence(ps, false) : 0;
    if (next_is(ps, '|')) {
        fail(ps, ps->p, "conditional backref with more than two branches");
    }
    expect_close(ps, open);
    uint32_t node = new_node(ps, RE_NODE_IF, group, no, yes);
    node_at(ps, node)->least = (uint32_t)(start - ps->start); // where to complain if there is no such group
    return node;
}

static uint32_t flag_of(char c) {
    switch (c) {
    case 'a': return RE_ASCII;
    case 'i': return RE_IGNORECASE;
    case 'L': return RE_LOCALE;
    case 'm': return RE_MULTILINE;
    case 's': return RE_DOTALL;
    case 't': return RE_TEMPLATE;
    case 'u': return RE_UNICODE;
    case 'x': return RE_VERBOSE;
    default: return 0;
    }
}

#define TYPE_FLAGS (RE_ASCII | RE_LOCALE | RE_UNICODE)

static void check_type_flag(parser *ps, uint32_t flag) {
    if (!ps->tree->is_bytes && flag == RE_LOCALE) {
        fail(ps, ps->p, "bad inline flags: cannot use 'L' flag with a str pattern");
    }
    if (ps->tree->is_bytes && flag == RE_UNICODE) {
        fail(ps, ps->p, "bad inline flags: cannot use 'u' flag with a bytes pattern");
    }
}

static UPY_NORETURN void fail_unknown_flag(parser *ps, const char *missing) {
    bool is_letter = !at_end(ps) && (unsigned)((*ps->p | 0x20) - 'a') < 26;
    fail(ps, ps->p, is_letter ? "unknown flag" : missing);
}

// Inline flags from the first letter on. True: (?flags), for the rest of the pattern; false: (?flags-flags: was read.
static bool parse_flags(parser *ps, uint32_t *add, uint32_t *remove) {
    *add = *remove = 0;
    while (!at_end(ps) && flag_of(*ps->p)) {
        uint32_t flag = flag_of(*ps->p++);
        check_type_flag(ps, flag);
        *add |= flag;
        if ((flag & TYPE_FLAGS) && (*add & TYPE_FLAGS) != flag) {
            fail(ps, ps->p, "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
        }
    }
    if (accept(ps, ')')) {
        return true;
    }
    if (*add & RE_DEBUG) {
        fail(ps, ps->p, "bad inline flags: cannot turn on global flag");
    }
    if (accept(ps, '-')) {
        if (at_end(ps)) {
            fail(ps, ps->p, "missing flag");
        }
        if (!flag_of(*ps->p)) {
            fail_unknown_flag(ps, "missing flag");
        }
        while (!at_end(ps) && flag_of(*ps->p)) {
            uint32_t flag = flag_of(*ps->p++);
            if (flag & TYPE_FLAGS) {
                fail(ps, ps->p, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
            }
            *remove |= flag;
        }
        if (!next_is(ps, ':')) {
            fail_unknown_flag(ps, "missing :");
        }
    } else if (!next_is(ps, ':')) {
        fail_unknown_flag(ps, "missing -, : or )");
    }
    ps->p++;
    if (*add & *remove) {
        fail(ps, ps->p, "bad inline flags: flag turned on and off");
    }
    return false;
}

static uint32_t parse_flag_group(parser *ps, const char *open, bool is_first) {
    uint32_t add, remove;
    if (parse_flags(ps, &add, &remove)) {
        if (!is_first) {
            fail(ps, open, "global flags not at the start of the expression");
        }
        if (add & RE_ASCII) {
            ps->flags &= ~(uint32_t)RE_UNICODE;
        }
        ps->flags |= add;
        ps->tree->flags |= add;
        return 0;
    }
    uint32_t outer = ps->flags;
    ps->flags = (ps->flags & ~(add & TYPE_FLAGS ? (uint32_t)TYPE_FLAGS : 0u)) | add;
    ps->flags &= ~remove;
    uint32_t node = parse_plain_group(ps, open);
    ps->flags = outer;
    return node;
}

static uint32_t parse_python_group(parser *ps, const char *open) { // behind (?P
    const char *end;
    if (accept(ps, '<')) {
        const char *start = read_until(ps, '>', "group name", &end);
        return parse_capture(ps, open, check_group_name(ps, start, end), start);
    }
    if (accept(ps, '=')) {
        const char *start = read_until(ps, ')', "group name", &end);
        return backref_node(ps, find_group_name(ps, start, end), start);
    }
    if (at_end(ps)) {
        fail(ps, ps->p, "unexpected end of pattern");
    }
    read_char(ps);
    fail_showing(ps, open + 1, "unknown extension %v", open + 1, ps->p);
}

static void skip_comment(parser *ps, const char *open) {
    while (!accept(ps, ')')) {
        if (at_end(ps)) {
            fail(ps, open, "missing ), unterminated comment");
        }
        ps->p++;
    }
}

// ps->p is behind the parenthesis. 0: nothing to match (comment, flags).
static uint32_t parse_group(parser *ps, bool is_first) {
    const char *open = ps->p - 1;
    if (!accept(ps, '?')) {
        return parse_capture(ps, open, UPY_NULL, NULL);
    }
    if (at_end(ps)) {
        fail(ps, ps->p, "unexpected end of pattern");
    }
    char kind = *ps->p;
    if (flag_of(kind) || kind == '-') {
        return parse_flag_group(ps, open, is_first);
    }
    ps->p++;
    switch (kind) {
    case 'P': return parse_python_group(ps, open);
    case ':': return parse_plain_group(ps, open);
    case '#': skip_comment(ps, open); return 0;
    case '=':
    case '!': return parse_look(ps, open, false, kind == '!');
    case '>': {
        uint32_t body = parse_alternatives(ps, true);
        expect_close(ps, open);
        return new_node(ps, RE_NODE_ATOMIC, 0, 0, body);
    }
    case '(': return parse_condition(ps, open);
    case '<':
        if (at_end(ps)) {
            fail(ps, ps->p, "unexpected end of pattern");
        }
        kind = *ps->p;
        if (kind == '=' || kind == '!') {
            ps->p++;
            return parse_look(ps, open, true, kind == '!');
        }
        read_char(ps);
        fail_showing(ps, open + 1, "unknown extension %v", open + 1, ps->p);
    default:
        ps->p--;
        read_char(ps);
        fail_showing(ps, open + 1, "unknown extension %v", open + 1, ps->p);
    }
}

// ---- Repetition ----------------------------------------------------------------------------------

static uint32_t read_count(parser *ps, bool *has_any) {
    uint64_t n = 0;
    *has_any = false;
    while (next_is_digit(ps)) {
        n = saturate(n * 10 + (uint64_t)(*ps->p++ - '0'));
        *has_any = true;
    }
    if (n >= RE_INFINITE) {
        upy_raise_overflow("the repetition number is too large");
    }
    return (uint32_t)n;
}

// {m,n} behind the brace. false: just a brace; ps->p is then unchanged.
static bool parse_braces(parser *ps, uint32_t *least, uint32_t *most) {
    const char *start = ps->p;
    bool has_least, has_most;
    if (next_is(ps, '}')) {
        return false;
    }
    *least = *most = read_count(ps, &has_least);
    has_most = has_least;
    if (accept(ps, ',')) {
        *most = read_count(ps, &has_most);
    } else if (!has_least) {
        ps->p = start;
        return false;
    }
    if (!accept(ps, '}')) {
        ps->p = start;
        return false;
    }
    if (!has_most) {
        *most = RE_INFINITE;
    }
    if (*most < *least) {
        fail(ps, start, "min repeat greater than max repeat");
    }
    return true;
}

// The quantifier whose first character was just read applies to node `last` (0: nothing).
static uint32_t parse_repeat(parser *ps, uint32_t last, uint32_t least, uint32_t most, const char *where) {
    if (!last || node_at(ps, last)->kind == RE_NODE_ANCHOR) {
        fail(ps, where, "nothing to repeat");
    }
    if (node_at(ps, last)->kind == RE_NODE_REPEAT) {
        fail(ps, where, "multiple repeat");
    }
    re_greed greed = accept(ps, '?') ? RE_LAZY : accept(ps, '+') ? RE_POSSESSIVE : RE_GREEDY;
    uint32_t node = new_node(ps, RE_NODE_REPEAT, least, most, last);
    node_at(ps, node)->greed = (uint8_t)greed;
    return node;
}

// ---- Sequences and alternatives -------------------------------------------------------------------

static bool skip_verbose(parser *ps) {
    if (!(ps->flags & RE_VERBOSE)) {
        return false;
    }
    char c = *ps->p;
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
        ps->p++;
        return true;
    }
    if (c != '#') {
        return false;
    }
    while (!at_end(ps) && *ps->p != '\n') {
        ps->p++;
    }
    return true;
}

static uint32_t parse_atom(parser *ps, bool is_first) {
    const char *start = ps->p;
    uint32_t c = read_char(ps);
    switch (c) {
    case '\\': return parse_escape(ps, start);
    case '[': return parse_set(ps);
    case '(': return parse_group(ps, is_first);
    case '.': return new_node(ps, ps->flags & RE_DOTALL ? RE_NODE_ANY_ALL : RE_NODE_ANY, 0, 0, 0);
    case '^': return new_node(ps, RE_NODE_ANCHOR, ps->flags & RE_MULTILINE ? RE_BEGIN_LINE : RE_BEGIN, 0, 0);
    case '$': return new_node(ps, RE_NODE_ANCHOR, ps->flags & RE_MULTILINE ? RE_END_LINE : RE_END, 0, 0);
    default: return char_node(ps, c);
    }
}

static bool read_quantifier(parser *ps, uint32_t *least, uint32_t *most) {
    char c = *ps->p++;
    *least = c == '+';
    *most = c == '?' ? 1 : RE_INFINITE;
    if (c == '*' || c == '+' || c == '?') {
        return true;
    }
    if (c == '{' && parse_braces(ps, least, most)) {
        return true;
    }
    ps->p--;
    return false;
}

static uint32_t parse_sequence(parser *ps, bool is_first_branch) {
    uint32_t first = 0, last = 0, before_last = 0;
    while (!at_end(ps) && *ps->p != '|' && *ps->p != ')') {
        if (skip_verbose(ps)) {
            continue;
        }
        const char *start = ps->p;
        uint32_t least, most, node;
        bool is_repeat = read_quantifier(ps, &least, &most);
        uint32_t previous;
        if (is_repeat) {
            node = parse_repeat(ps, last, least, most, start);
            previous = before_last; // the repetition takes the place of what it repeats
        } else {
            node = parse_atom(ps, is_first_branch && !first);
            if (!node) {
                continue; // a comment or flags
            }
            previous = before_last = last;
        }
        if (previous) {
            node_at(ps, previous)->next = node;
        } else {
            first = node;
        }
        last = node;
    }
    return new_node(ps, RE_NODE_SEQUENCE, 0, 0, first);
}

// A sequence, or branches of several.
static uint32_t parse_alternatives(parser *ps, bool is_nested) {
    upy_check_stack();
    uint32_t first = parse_sequence(ps, !is_nested);
    uint32_t last = first;
    while (accept(ps, '|')) {
        uint32_t branch = parse_sequence(ps, false);
        node_at(ps, last)->next = branch;
        last = branch;
    }
    return first == last ? first : new_node(ps, RE_NODE_BRANCHES, 0, 0, first);
}

// ---- The whole -----------------------------------------------------------------------------------

static void check_flags(re_tree *tree, uint32_t flags) {
    if (tree->is_bytes) {
        if (flags & RE_UNICODE) {
            upy_raise_value_error("cannot use UNICODE flag with a bytes pattern");
        }
        if ((flags & RE_LOCALE) && (flags & RE_ASCII)) {
            upy_raise_value_error("ASCII and LOCALE flags are incompatible");
        }
        return;
    }
    if (flags & RE_LOCALE) {
        upy_raise_value_error("cannot use LOCALE flag with a str pattern");
    }
    if ((flags & RE_ASCII) && (flags & RE_UNICODE)) {
        upy_raise_value_error("ASCII and UNICODE flags are incompatible");
    }
}

static void check_conditions(parser *ps) {
    const re_tree *tree = ps->tree;
    for (uint32_t i = 1; i < tree->n_nodes; i++) {
        const re_node *n = &tree->nodes[i];
        if (n->kind == RE_NODE_IF && n->a > tree->n_groups) {
            fail_value(ps, ps->start + n->least, upy_new_str_format("invalid group reference %u", (unsigned)n->a));
        }
    }
}

void re_parse(re_tree *tree, upy_value source, uint32_t flags) {
    *tree = (re_tree){.source = source, .is_bytes = !upy_is_str(source), .flags = flags};
    check_flags(tree, flags);
    tree->group_names = upy_from_dict(upy_dict_new(0));
    parser ps = {
        .tree = tree,
        .start = upy_str_data(source),
        .flags = flags,
        .lookbehind_groups = NO_LOOKBEHIND,
    };
    ps.p = ps.start;
    ps.end = ps.start + upy_str_length(source);
    new_node(&ps, RE_NODE_EMPTY, 0, 0, 0); // index 0 means none
    tree->root = parse_alternatives(&ps, false);
    if (!at_end(&ps)) {
        fail(&ps, ps.p, "unbalanced parenthesis");
    }
    check_conditions(&ps);
    check_flags(tree, tree->flags);
    if (!tree->is_bytes && !(tree->flags & RE_ASCII)) {
        tree->flags |= RE_UNICODE;
    }
}

// template.c — replacement text of sub() and expand().
//
// A template becomes a list once: texts to copy, and small ints for groups.
#include "core/object/raise.h"
#include "core/types/unicode.h"
#include "modules/re/object.h"

typedef struct template_parser {
    const re_pattern *pattern;
    upy_value text, parts;
    bool is_str;
    const char *start, *p, *end;
    upy_builder literal;
} template_parser;

static UPY_NORETURN void fail(const template_parser *t, const char *where, upy_value message) {
    size_t position = 0;
    for (const char *p = t->start; p < where; p++) {
        position += !t->is_str || ((unsigned char)*p & 0xc0) != 0x80;
    }
    re_raise_error(upy_str_data(message), t->text, position);
}

static bool next_is_digit(const template_parser *t) { return t->p < t->end && (unsigned char)(*t->p - '0') < 10; }
static bool next_is_octal(const template_parser *t) { return t->p < t->end && (unsigned char)(*t->p - '0') < 8; }

static void add_literal(template_parser *t) {
    if (t->literal.length == 0) {
        return;
    }
    upy_list_append(t->parts, re_finish_text(&t->literal, t->is_str));
    upy_builder_init(&t->literal, 0);
}

static void add_group(template_parser *t, uint32_t group, const char *where) {
    if (group > t->pattern->n_groups) {
        fail(t, where, upy_new_str_format("invalid group reference %u", (unsigned)group));
    }
    add_literal(t);
    upy_list_append(t->parts, UPY_SMALL_INT((intptr_t)group));
}

static void add_char(template_parser *t, uint32_t c) {
    if (t->is_str) {
        upy_builder_append_code_point(&t->literal, c);
    } else {
        upy_builder_append_byte(&t->literal, (char)c);
    }
}

static uint32_t octal(const char *from, const char *to) {
    uint32_t c = 0;
    while (from < to) {
        c = c * 8 + (uint32_t)(*from++ - '0');
    }
    return c;
}

// \1, \12, or \123 as an octal escape; start is at the backslash, the first digit was read.
static void parse_number(template_parser *t, const char *start) {
    const char *digits = start + 1;
    if (*digits == '0') {
        for (int i = 0; i < 2 && next_is_octal(t); i++) {
            t->p++;
        }
        add_char(t, octal(digits, t->p) & 0xff);
        return;
    }
    if (next_is_digit(t)) {
        t->p++;
        if (digits[0] < '8' && digits[1] < '8' && next_is_octal(t)) {
            t->p++;
            if (octal(digits, t->p) > 0377) {
                fail(t, start,
                     upy_new_str_format("octal escape value %v outside of range 0-0o377",
                                        upy_new_str(start, (size_t)(t->p - start))));
            }
            add_char(t, octal(digits, t->p));
            return;
        }
    }
    uint32_t group = (uint32_t)(digits[0] - '0');
    if (t->p - digits == 2) {
        group = group * 10 + (uint32_t)(digits[1] - '0');
    }
    add_group(t, group, digits);
}

static bool is_number(const char *p, const char *end, uint32_t *number) {
    *number = 0;
    for (; p < end; p++) {
        if ((unsigned char)(*p - '0') >= 10) {
            return false;
        }
        *number = *number > 100000000u ? 1000000000u : *number * 10 + (uint32_t)(*p - '0');
    }
    return true;
}

static bool is_identifier(const char *p, const char *end) {
    if ((unsigned char)(*p - '0') < 10) {
        return false;
    }
    for (; p < end; p++) {
        unsigned c = (unsigned char)*p;
        if (!((c | 0x20) - 'a' < 26u || c - '0' < 10u || c == '_' || c >= 0x80)) {
            return false;
        }
    }
    return true;
}

// \g<name>, \g<number>; t->p is behind the g.
static void parse_named(template_parser *t) {
    if (t->p == t->end || *t->p != '<') {
        fail(t, t->p, upy_new_str("missing <", 9));
    }
    const char *name = ++t->p;
    while (t->p < t->end && *t->p != '>') {
        t->p++;
    }
    if (name == t->p) {
        fail(t, name, upy_new_str("missing group name", 18));
    }
    if (t->p == t->end) {
        fail(t, name, upy_new_str("missing >, unterminated name", 28));
    }
    const char *end = t->p++;
    uint32_t number;
    if (is_number(name, end, &number)) {
        add_group(t, number, name);
        return;
    }
    upy_value text = upy_intern(name, (size_t)(end - name));
    if (!is_identifier(name, end)) {
        fail(t, name, upy_new_str_format("bad character in group name %r", text));
    }
    upy_value found = upy_dict_get(upy_as_dict(t->pattern->group_names), text);
    if (!found) {
        upy_raise_index("unknown group name %r", text);
    }
    add_group(t, (uint32_t)upy_small_int_value(found), name);
}

static void parse_escape(template_parser *t) {
    static const char letters[] = "abfnrtv\\", characters[] = "\a\b\f\n\r\t\v\\";
    const char *start = t->p++;
    if (t->p == t->end) {
        fail(t, start, upy_new_str("bad escape (end of pattern)", 27));
    }
    char c = *t->p++;
    if (c == 'g') {
        parse_named(t);
        return;
    }
    if ((unsigned char)(c - '0') < 10) {
        parse_number(t, start);
        return;
    }
    const char *found = c ? strchr(letters, c) : NULL;
    if (found) {
        upy_builder_append_byte(&t->literal, characters[found - letters]);
        return;
    }
    if ((unsigned)((c | 0x20) - 'a') < 26) {
        fail(t, start, upy_new_str_format("bad escape %v", upy_new_str(start, 2)));
    }
    t->p = start + 1; // any other character: the backslash stays
    upy_builder_append_byte(&t->literal, '\\');
    upy_builder_append_byte(&t->literal, *t->p++);
}

upy_value re_parse_template(const re_pattern *pattern, upy_value text) {
    template_parser t = {.pattern = pattern, .text = text, .is_str = upy_is_str(text)};
    if (!t.is_str && !upy_has_layout(text, UPY_TYPE_BYTES_BASED)) {
        upy_buffer_view view;
        if (!upy_get_buffer_or_false(text, &view, UPY_BUFFER_READ)) {
            upy_raise_type("decoding to str: need a bytes-like object, %T found", text);
        }
        t.text = text = upy_new_bytes(view.data, view.length);
    }
    t.parts = upy_new_list_with_capacity(1);
    t.start = t.p = upy_str_data(text);
    t.end = t.start + upy_str_length(text);
    upy_builder_init(&t.literal, 0);
    while (t.p < t.end) {
        const char *backslash = memchr(t.p, '\\', (size_t)(t.end - t.p));
        const char *stop = backslash ? backslash : t.end;
        if (stop > t.p) {
            upy_builder_append(&t.literal, t.p, (size_t)(stop - t.p));
        }
        t.p = stop;
        if (backslash) {
            parse_escape(&t);
        }
    }
    add_literal(&t);
    return t.parts;
}

void re_expand_template(upy_builder *out, upy_value parts, const re_subject *subject, const uint32_t *registers) {
    const upy_list *list = upy_as_list(parts);
    for (size_t i = 0; i < list->length; i++) {
        upy_value part = list->items[i];
        if (!upy_is_small_int(part)) {
            upy_builder_append(out, upy_str_data(part), upy_str_length(part));
            continue;
        }
        uint32_t group = (uint32_t)upy_small_int_value(part);
        uint32_t from = registers[2 * group], to = registers[2 * group + 1];
        if (from != RE_NOWHERE && to != RE_NOWHERE) {
            upy_builder_append(out, subject->data + from, to - from);
        }
    }
}

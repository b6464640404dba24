// pattern.c — the object re.Pattern and its iterator.
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/generic.h"
#include "core/types/iteration.h"
#include "modules/re/object.h"

re_pattern *re_check_pattern(upy_value v) {
    if (!upy_is_exactly(v, &re_pattern_type)) {
        upy_raise_type("expected a compiled pattern, got '%T'", v);
    }
    return (re_pattern *)v;
}

// ---- One match -----------------------------------------------------------------------------------

static size_t position_argument(upy_value v) {
    intptr_t i = upy_to_index_clamped(v);
    return i < 0 ? 0 : (size_t)i;
}

#define POSITION_PARAMETERS                                                                                            \
    {UPY_NULL, UPY_NULL, false}, {UPY_NAME(string), UPY_NULL, false}, {UPY_NAME(pos), UPY_SMALL_INT(0), false}, {      \
        UPY_NAME(endpos), UPY_NONE, false                                                                              \
    }

static void begin(re_search *s, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {POSITION_PARAMETERS};
    upy_value out[4];
    upy_parse_arguments(n_args, n_kw, args, parameters, 4, out);
    size_t end_pos = out[3] == UPY_NONE ? SIZE_MAX : position_argument(out[3]);
    re_search_begin(s, re_check_pattern(out[0]), out[1], position_argument(out[2]), end_pos);
}

static void end(re_search *s) {
    if (s->registers != s->local) {
        upy_heap_free_storage(s->registers);
    }
    if (s->subject.view) {
        upy_memoryview_release(s->subject.view);
    }
}

static upy_value match_once(size_t n_args, size_t n_kw, const upy_value *args, re_mode mode) {
    re_search s;
    begin(&s, n_args, n_kw, args);
    upy_value result = UPY_NONE;
    if (re_run(s.pattern, &s.subject, s.from, s.end, mode, false, s.registers)) {
        result = re_new_match(&s);
    }
    end(&s);
    return result;
}

upy_value re_pattern_match(size_t n_args, size_t n_kw, const upy_value *args) {
    return match_once(n_args, n_kw, args, RE_MODE_MATCH);
}
upy_value re_pattern_fullmatch(size_t n_args, size_t n_kw, const upy_value *args) {
    return match_once(n_args, n_kw, args, RE_MODE_FULL);
}
upy_value re_pattern_search(size_t n_args, size_t n_kw, const upy_value *args) {
    return match_once(n_args, n_kw, args, RE_MODE_SEARCH);
}

// ---- All matches ---------------------------------------------------------------------------------

static upy_value empty_text(const re_subject *s) { return s->is_str ? UPY_EMPTY_STR : UPY_EMPTY_BYTES; }

static upy_value findall_item(const re_search *s) {
    upy_value empty = empty_text(&s->subject);
    uint32_t n = s->pattern->n_groups;
    if (n <= 1) {
        return re_search_group(s, n, empty);
    }
    upy_value tuple = upy_new_tuple(n, NULL);
    for (uint32_t i = 0; i < n; i++) {
        upy_store(tuple, &upy_as_tuple(tuple)->items[i], re_search_group(s, i + 1, empty));
    }
    return tuple;
}

upy_value re_pattern_findall(size_t n_args, size_t n_kw, const upy_value *args) {
    re_search s;
    begin(&s, n_args, n_kw, args);
    upy_value list = upy_new_list_with_capacity(0);
    while (re_search_next(&s)) {
        upy_list_append(list, findall_item(&s));
    }
    end(&s);
    return list;
}

typedef struct match_iterator {
    upy_object header;
    re_pattern *pattern;
    upy_value string;
    size_t pos, end_pos; // in characters
    uint32_t from;       // bytes; where to go on
    bool must_advance, is_done;
} match_iterator;

static upy_value iterator_next(upy_value self) {
    match_iterator *it = (match_iterator *)self;
    if (it->is_done) {
        return upy_iteration_end();
    }
    re_search s;
    re_search_begin(&s, it->pattern, it->string, it->pos, it->end_pos);
    s.from = it->from < s.subject.length ? it->from : s.subject.length;
    s.must_advance = it->must_advance;
    bool found = re_search_next(&s);
    upy_value result = found ? re_new_match(&s) : UPY_NULL;
    it->from = s.from;
    it->must_advance = s.must_advance;
    it->is_done = !found;
    end(&s);
    return found ? result : upy_iteration_end();
}

static void iterator_trace(upy_value self, upy_tracer *tracer) {
    match_iterator *it = (match_iterator *)self;
    upy_trace_value(tracer, (upy_value)it->pattern);
    upy_trace_value(tracer, it->string);
}

static const upy_slots iterator_slots = {.iter = upy_iter_self, .next = iterator_next, .trace = iterator_trace};
static const upy_type iterator_type = {
    UPY_TYPE_HEAD(callable_iterator, match_iterator, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &iterator_slots,
};

upy_value re_pattern_finditer(size_t n_args, size_t n_kw, const upy_value *args) {
    re_search s;
    begin(&s, n_args, n_kw, args);
    match_iterator *it = upy_new_object(&iterator_type, sizeof *it);
    it->pattern = s.pattern;
    it->string = s.subject.object;
    it->pos = s.pos;
    it->end_pos = s.end_pos;
    it->from = s.from;
    end(&s);
    return (upy_value)it;
}

upy_value re_pattern_split(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NULL, UPY_NULL, false},
        {UPY_NAME(string), UPY_NULL, false},
        {UPY_NAME(maxsplit), UPY_SMALL_INT(0), false},
    };
    upy_value out[3];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, out);
    intptr_t most = upy_to_index(out[2]);
    re_search s;
    re_search_begin(&s, re_check_pattern(out[0]), out[1], 0, SIZE_MAX);
    upy_value list = upy_new_list_with_capacity(0);
    uint32_t last = 0;
    for (intptr_t n = 0; (most == 0 || n < most) && re_search_next(&s); n++) {
        upy_list_append(list, re_subject_part(&s.subject, last, s.registers[0]));
        for (uint32_t group = 1; group <= s.pattern->n_groups; group++) {
            upy_list_append(list, re_search_group(&s, group, UPY_NONE));
        }
        last = s.registers[1];
    }
    upy_list_append(list, re_subject_part(&s.subject, last, s.end));
    end(&s);
    return list;
}

// ---- Replacing -----------------------------------------------------------------------------------

typedef struct replacement {
    upy_value function; // UPY_NULL: a template
    upy_value parts;
    bool is_str;
} replacement;

static void append_text(upy_builder *out, upy_value text, bool is_str) {
    upy_buffer_view view;
    if (text == UPY_NONE) {
        return;
    }
    if (upy_is_str(text) || (!is_str && upy_has_layout(text, UPY_TYPE_BYTES_BASED))) {
        upy_builder_append(out, upy_str_data(text), upy_str_length(text));
    } else if (!is_str && upy_get_buffer_or_false(text, &view, UPY_BUFFER_READ)) {
        upy_builder_append(out, view.data, view.length);
    } else {
        upy_raise_type("expected %s, %T found", is_str ? "str instance" : "a bytes-like object", text);
    }
}

static void append_replacement(upy_builder *out, const replacement *r, const re_search *s) {
    if (r->function) {
        append_text(out, upy_call_1(r->function, re_new_match(s)), s->subject.is_str);
    } else {
        re_expand_template(out, r->parts, &s->subject, s->registers);
    }
}

static replacement prepare(const re_pattern *pattern, upy_value given, bool is_str) {
    replacement r = {.is_str = is_str};
    if (upy_is_callable(given)) {
        r.function = given;
        return r;
    }
    if (is_str && !upy_is_str(given)) {
        upy_buffer_view view;
        if (upy_get_buffer_or_false(given, &view, UPY_BUFFER_READ)) { // bytes must become valid text
            given = upy_new_str_checked(view.data, view.length);
        }
    }
    r.parts = re_parse_template(pattern, given);
    return r;
}

static upy_value substitute(size_t n_args, size_t n_kw, const upy_value *args, intptr_t *n_done) {
    static const upy_parameter parameters[] = {
        {UPY_NULL, UPY_NULL, false},
        {UPY_NAME(repl), UPY_NULL, false},
        {UPY_NAME(string), UPY_NULL, false},
        {UPY_NAME(count), UPY_SMALL_INT(0), false},
    };
    upy_value out[4];
    upy_parse_arguments(n_args, n_kw, args, parameters, 4, out);
    intptr_t most = upy_to_index(out[3]);
    re_search s;
    re_search_begin(&s, re_check_pattern(out[0]), out[2], 0, SIZE_MAX);
    replacement r = prepare(s.pattern, out[1], s.subject.is_str);
    upy_builder b;
    upy_builder_init(&b, 0);
    uint32_t last = 0;
    intptr_t n = 0;
    while ((most == 0 || n < most) && re_search_next(&s)) {
        upy_builder_append(&b, s.subject.data + last, s.registers[0] - last);
        last = s.registers[1];
        append_replacement(&b, &r, &s);
        n++;
    }
    *n_done = n;
    upy_value result;
    if (n == 0) {
        result = re_subject_part(&s.subject, 0, s.end);
    } else {
        upy_builder_append(&b, s.subject.data + last, s.end - last);
        result = re_finish_text(&b, s.subject.is_str);
    }
    end(&s);
    return result;
}

upy_value re_pattern_sub(size_t n_args, size_t n_kw, const upy_value *args) {
    intptr_t n;
    return substitute(n_args, n_kw, args, &n);
}

upy_value re_pattern_subn(size_t n_args, size_t n_kw, const upy_value *args) {
    intptr_t n;
    upy_value pair[2];
    pair[0] = substitute(n_args, n_kw, args, &n);
    pair[1] = upy_new_int(n);
    return upy_new_tuple(2, pair);
}

// ---- The type ------------------------------------------------------------------------------------

static void pattern_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    static const struct {
        uint32_t flag;
        const char *name;
    } names[] = {
        {RE_IGNORECASE, "re.IGNORECASE"}, {RE_LOCALE, "re.LOCALE"},   {RE_MULTILINE, "re.MULTILINE"},
        {RE_DOTALL, "re.DOTALL"},         {RE_UNICODE, "re.UNICODE"}, {RE_VERBOSE, "re.VERBOSE"},
        {RE_DEBUG, "re.DEBUG"},           {RE_ASCII, "re.ASCII"},
    };
    const re_pattern *p = (const re_pattern *)self;
    uint32_t flags = p->flags;
    if (!p->is_bytes && (flags & (RE_LOCALE | RE_UNICODE | RE_ASCII)) == RE_UNICODE) {
        flags &= ~(uint32_t)RE_UNICODE; // goes without saying
    }
    upy_printf(w, "re.compile(%r", p->source);
    const char *separator = ", ";
    for (size_t i = 0; i < UPY_COUNT_OF(names); i++) {
        if (flags & names[i].flag) {
            upy_printf(w, "%s%s", separator, names[i].name);
            separator = "|";
        }
    }
    upy_write(w, ")", 1);
}

static upy_value pattern_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if ((op != UPY_OP_EQ && op != UPY_OP_NE) || !upy_is_exactly(rhs, &re_pattern_type)) {
        return UPY_NULL;
    }
    const re_pattern *a = (const re_pattern *)lhs, *b = (const re_pattern *)rhs;
    bool is_equal = a->flags == b->flags && a->is_bytes == b->is_bytes && upy_equal(a->source, b->source);
    return upy_bool(is_equal == (op == UPY_OP_EQ));
}

static upy_value pattern_unary(upy_unary_op op, upy_value self) {
    const re_pattern *p = (const re_pattern *)self;
    switch (op) {
    case UPY_OP_HASH: return UPY_SMALL_INT((upy_hash(p->source) ^ (intptr_t)p->flags) & UPY_SMALL_INT_MAX);
    case UPY_OP_BOOL: return UPY_TRUE;
    default: return UPY_NULL;
    }
}

static upy_value pattern_attribute(upy_value self, upy_value name, upy_value value) {
    const re_pattern *p = (const re_pattern *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(pattern)) {
        return p->source;
    }
    if (name == UPY_NAME(flags)) {
        return UPY_SMALL_INT(p->flags);
    }
    if (name == UPY_NAME(groups)) {
        return UPY_SMALL_INT(p->n_groups);
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(groupindex)) {
        return upy_new_mapping_proxy(upy_as_dict(p->group_names));
    }
#endif
    return UPY_NULL;
}

static void pattern_trace(upy_value self, upy_tracer *tracer) {
    re_pattern *p = (re_pattern *)self;
    upy_trace_value(tracer, p->source);
    upy_trace_value(tracer, p->group_names);
    upy_trace_storage(tracer, p->words);
}

static upy_value pattern_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    return args[0];
}

static upy_value class_getitem(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_generic_alias(args[0], args[1]);
}
static const UPY_CLASS_METHOD(class_getitem_object, __class_getitem__, class_getitem, 2, 2);

#define PATTERN_METHOD_NAMED(python_name)                                                                              \
    static const UPY_KEYWORD_METHOD(python_name##_object, pattern_here, python_name, re_pattern_##python_name, 1,      \
                                    UPY_ARGS_ANY);
#define upy_type_pattern_here re_pattern_type
PATTERN_METHOD_NAMED(match)
PATTERN_METHOD_NAMED(fullmatch)
PATTERN_METHOD_NAMED(search)
PATTERN_METHOD_NAMED(findall)
PATTERN_METHOD_NAMED(finditer)
PATTERN_METHOD_NAMED(split)
PATTERN_METHOD_NAMED(sub)
PATTERN_METHOD_NAMED(subn)
static const UPY_METHOD(copy_object, pattern_here, __copy__, pattern_copy, 1, 1);
static const UPY_METHOD(deepcopy_object, pattern_here, __deepcopy__, pattern_copy, 2, 2);

static const upy_pair pattern_pairs[] = {
    {UPY_NAME(match), (upy_value)&match_object},
    {UPY_NAME(fullmatch), (upy_value)&fullmatch_object},
    {UPY_NAME(search), (upy_value)&search_object},
    {UPY_NAME(findall), (upy_value)&findall_object},
    {UPY_NAME(finditer), (upy_value)&finditer_object},
    {UPY_NAME(split), (upy_value)&split_object},
    {UPY_NAME(sub), (upy_value)&sub_object},
    {UPY_NAME(subn), (upy_value)&subn_object},
    {UPY_NAME(__copy__), (upy_value)&copy_object},
    {UPY_NAME(__deepcopy__), (upy_value)&deepcopy_object},
    {UPY_NAME(__class_getitem__), (upy_value)&class_getitem_object},
};
static const UPY_DEFINE_TABLE(pattern_attributes, pattern_pairs);

static const upy_slots pattern_slots = {
    .print = pattern_print,
    .binary = pattern_binary,
    .unary = pattern_unary,
    .attribute = pattern_attribute,
    .trace = pattern_trace,
};
const upy_type re_pattern_type = {
    UPY_TYPE_HEAD(Pattern, re_pattern, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &pattern_slots,
    .attributes = &pattern_attributes,
};

// match_object.c — the object re.Match. Positions are byte offsets inside and become character
// positions when asked for.
#include "core/base/text.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/generic.h"
#include "modules/re/object.h"

// The text of a match again. A buffer may have been changed or shrunk since.
static re_subject subject_of(const re_match *m) {
    re_subject s = {.object = m->string};
    if (upy_is_str(m->string) || upy_has_layout(m->string, UPY_TYPE_BYTES_BASED)) {
        s.is_str = upy_is_str(m->string);
        s.is_wide = s.is_str && !upy_str_is_ascii(m->string);
        s.data = upy_str_data(m->string);
        s.length = (uint32_t)upy_str_length(m->string);
        return s;
    }
    upy_buffer_view view;
    upy_get_buffer(m->string, &view, UPY_BUFFER_READ);
    s.data = view.data;
    s.length = view.length > RE_MAX_SUBJECT ? RE_MAX_SUBJECT : (uint32_t)view.length;
    return s;
}

// Characters before a byte offset; hosts go on from where the same str was indexed last.
static size_t index_of(const re_subject *s, uint32_t offset) {
    if (!s->is_wide) {
        return offset;
    }
    size_t known_index = 0, known_offset = 0;
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (UPY->text_position.str == s->object && UPY->text_position.offset <= offset) {
        known_index = UPY->text_position.index;
        known_offset = UPY->text_position.offset;
    }
#endif
    return known_index + upy_utf8_count(s->data + known_offset, offset - known_offset);
}

static const re_match *self_of(const upy_value *args) { return (const re_match *)args[0]; }

static uint32_t group_number(const re_match *m, upy_value v) {
    if (upy_is_str(v) || upy_has_layout(v, UPY_TYPE_BYTES_BASED)) {
        v = upy_dict_get(upy_as_dict(m->pattern->group_names), v);
    }
    intptr_t i = -1;
    if (v && (upy_is_int(v) ? upy_int_get(v, &i) : (i = upy_to_index_clamped(v), true)) && i >= 0 &&
        (size_t)i <= m->pattern->n_groups) {
        return (uint32_t)i;
    }
    upy_raise_index("no such group");
}

static bool is_set(const re_match *m, uint32_t group) {
    return m->registers[2 * group] != RE_NOWHERE && m->registers[2 * group + 1] != RE_NOWHERE;
}

static upy_value group_text(const re_match *m, uint32_t group, upy_value absent) {
    if (!is_set(m, group)) {
        return absent;
    }
    re_subject s = subject_of(m);
    uint32_t from = m->registers[2 * group], to = m->registers[2 * group + 1];
    from = from < s.length ? from : s.length;
    to = to < from ? from : to < s.length ? to : s.length;
    return re_subject_part(&s, from, to);
}

static upy_value match_group(size_t n_args, const upy_value *args) {
    const re_match *m = self_of(args);
    if (n_args <= 2) {
        return group_text(m, n_args == 1 ? 0 : group_number(m, args[1]), UPY_NONE);
    }
    upy_value tuple = upy_new_tuple(n_args - 1, NULL);
    for (size_t i = 1; i < n_args; i++) {
        upy_store(tuple, &upy_as_tuple(tuple)->items[i - 1], group_text(m, group_number(m, args[i]), UPY_NONE));
    }
    return tuple;
}

static upy_value default_argument(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NULL, UPY_NULL, false}, {UPY_NAME(default), UPY_NONE, false}};
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    return out[1];
}

static upy_value match_groups(size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value absent = default_argument(n_args, n_kw, args);
    const re_match *m = self_of(args);
    upy_value tuple = upy_new_tuple(m->pattern->n_groups, NULL);
    for (uint32_t i = 0; i < m->pattern->n_groups; i++) {
        upy_store(tuple, &upy_as_tuple(tuple)->items[i], group_text(m, i + 1, absent));
    }
    return tuple;
}

static upy_value match_groupdict(size_t n_args, size_t n_kw, const upy_value *args) {
    upy_value absent = default_argument(n_args, n_kw, args);
    const re_match *m = self_of(args);
    upy_dict *result = upy_dict_new(0);
    size_t position = 0;
    upy_pair *pair;
    while ((pair = upy_dict_next(upy_as_dict(m->pattern->group_names), &position)) != NULL) {
        upy_dict_set(result, pair->key, group_text(m, (uint32_t)upy_small_int_value(pair->value), absent));
    }
    return upy_from_dict(result);
}

static upy_value position_value(const re_match *m, uint32_t number, size_t side) {
    if (!is_set(m, number)) {
        return UPY_SMALL_INT(-1);
    }
    re_subject s = subject_of(m);
    return upy_new_int((intptr_t)index_of(&s, m->registers[2 * number + side]));
}

static uint32_t optional_group(size_t n_args, const upy_value *args) {
    return n_args > 1 ? group_number(self_of(args), args[1]) : 0;
}

static upy_value match_start(size_t n_args, const upy_value *args) {
    return position_value(self_of(args), optional_group(n_args, args), 0);
}

static upy_value match_end(size_t n_args, const upy_value *args) {
    return position_value(self_of(args), optional_group(n_args, args), 1);
}

static upy_value span_of(const re_match *m, uint32_t group) {
    upy_value pair[2] = {position_value(m, group, 0), position_value(m, group, 1)};
    return upy_new_tuple(2, pair);
}

static upy_value match_span(size_t n_args, const upy_value *args) {
    return span_of(self_of(args), optional_group(n_args, args));
}

static upy_value match_expand(size_t n_args, const upy_value *args) {
    (void)n_args;
    const re_match *m = self_of(args);
    upy_value parts = re_parse_template(m->pattern, args[1]);
    re_subject s = subject_of(m);
    upy_builder b;
    upy_builder_init(&b, 0);
    re_expand_template(&b, parts, &s, m->registers);
    return re_finish_text(&b, s.is_str);
}

static upy_value match_copy(size_t n_args, const upy_value *args) {
    (void)n_args;
    return args[0];
}

static upy_value match_subscript(upy_value self, upy_value index, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    const re_match *m = (const re_match *)self;
    return group_text(m, group_number(m, index), UPY_NONE);
}

static void match_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const re_match *m = (const re_match *)self;
    upy_printf(w, "<re.Match object; span=%r, match=%r>", span_of(m, 0), group_text(m, 0, UPY_NONE));
}

static upy_value last_group(const re_match *m) {
    uint32_t number = m->registers[RE_LAST_GROUP(m->pattern)];
    return number == RE_NOWHERE ? UPY_NONE : UPY_SMALL_INT(number);
}

static upy_value last_group_name(const re_match *m) {
    upy_value number = last_group(m);
    size_t position = 0;
    upy_pair *pair;
    while ((pair = upy_dict_next(upy_as_dict(m->pattern->group_names), &position)) != NULL) {
        if (pair->value == number) {
            return pair->key;
        }
    }
    return UPY_NONE;
}

static upy_value all_spans(const re_match *m) {
    upy_value tuple = upy_new_tuple(m->pattern->n_groups + 1, NULL);
    for (uint32_t i = 0; i <= m->pattern->n_groups; i++) {
        upy_store(tuple, &upy_as_tuple(tuple)->items[i], span_of(m, i));
    }
    return tuple;
}

static upy_value match_attribute(upy_value self, upy_value name, upy_value value) {
    const re_match *m = (const re_match *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(string)) {
        return m->string;
    }
    if (name == UPY_NAME(re)) {
        return (upy_value)m->pattern;
    }
    if (name == UPY_NAME(pos)) {
        return upy_new_int((intptr_t)m->pos);
    }
    if (name == UPY_NAME(endpos)) {
        re_subject s = subject_of(m);
        return upy_new_int(m->end_pos == SIZE_MAX ? (intptr_t)index_of(&s, s.length) : (intptr_t)m->end_pos);
    }
    if (name == UPY_NAME(lastindex)) {
        return last_group(m);
    }
    if (name == UPY_NAME(lastgroup)) {
        return last_group_name(m);
    }
    return name == UPY_NAME(regs) ? all_spans(m) : UPY_NULL;
}

static void match_trace(upy_value self, upy_tracer *tracer) {
    re_match *m = (re_match *)self;
    upy_trace_value(tracer, (upy_value)m->pattern);
    upy_trace_value(tracer, m->string);
}

static upy_value class_getitem(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_generic_alias(args[0], args[1]);
}
static const UPY_CLASS_METHOD(class_getitem_object, __class_getitem__, class_getitem, 2, 2);

#define upy_type_match_here re_match_type
static const UPY_METHOD(group_object, match_here, group, match_group, 1, UPY_ARGS_ANY);
static const UPY_KEYWORD_METHOD(groups_object, match_here, groups, match_groups, 1, UPY_ARGS_ANY);
static const UPY_KEYWORD_METHOD(groupdict_object, match_here, groupdict, match_groupdict, 1, UPY_ARGS_ANY);
static const UPY_METHOD(start_object, match_here, start, match_start, 1, 2);
static const UPY_METHOD(end_object, match_here, end, match_end, 1, 2);
static const UPY_METHOD(span_object, match_here, span, match_span, 1, 2);
static const UPY_METHOD(expand_object, match_here, expand, match_expand, 2, 2);
static const UPY_METHOD(copy_object, match_here, __copy__, match_copy, 1, 1);
static const UPY_METHOD(deepcopy_object, match_here, __deepcopy__, match_copy, 2, 2);

static const upy_pair match_pairs[] = {
    {UPY_NAME(group), (upy_value)&group_object},
    {UPY_NAME(groups), (upy_value)&groups_object},
    {UPY_NAME(groupdict), (upy_value)&groupdict_object},
    {UPY_NAME(start), (upy_value)&start_object},
    {UPY_NAME(end), (upy_value)&end_object},
    {UPY_NAME(span), (upy_value)&span_object},
    {UPY_NAME(expand), (upy_value)&expand_object},
    {UPY_NAME(__copy__), (upy_value)&copy_object},
    {UPY_NAME(__deepcopy__), (upy_value)&deepcopy_object},
    {UPY_NAME(__class_getitem__), (upy_value)&class_getitem_object},
};
static const UPY_DEFINE_TABLE(match_attributes, match_pairs);

static const upy_slots match_slots = {
    .print = match_print,
    .subscript = match_subscript,
    .attribute = match_attribute,
    .trace = match_trace,
};
const upy_type re_match_type = {
    UPY_TYPE_HEAD(Match, re_match, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &match_slots,
    .attributes = &match_attributes,
};

// search.c — the subject of a search, and the search itself: from Python's strings and character
// positions to the matcher's bytes and back.
#include "core/base/text.h"
#include "core/object/raise.h"
#include "core/object/state.h"
#include "modules/re/object.h"

static void open_subject(re_subject *s, upy_value object) {
    *s = (re_subject){.object = object};
    size_t length;
    if (upy_is_str(object) || upy_has_layout(object, UPY_TYPE_BYTES_BASED)) {
        s->is_str = upy_is_str(object);
        s->is_wide = s->is_str && !upy_str_is_ascii(object);
        s->data = upy_str_data(object);
        length = upy_str_length(object);
    } else {
        upy_buffer_view view;
        if (!upy_get_buffer_or_false(object, &view, UPY_BUFFER_READ)) {
            upy_raise_type("expected string or bytes-like object, got '%T'", object);
        }
        s->view = upy_new_memoryview(object); // as long as it lives the buffer cannot move
        upy_get_buffer(object, &view, UPY_BUFFER_READ);
        s->data = view.data;
        length = view.length;
    }
    if (length > RE_MAX_SUBJECT) {
        upy_raise_overflow("string too long for re");
    }
    s->length = (uint32_t)length;
}

static uint32_t offset_of(const re_subject *s, size_t index) {
    size_t offset = s->is_wide ? upy_utf8_offset(s->data, s->length, index) : index;
    return offset > s->length ? s->length : (uint32_t)offset;
}

void re_search_begin(re_search *s, re_pattern *pattern, upy_value string, size_t pos, size_t end_pos) {
    s->pattern = pattern;
    s->must_advance = false;
    open_subject(&s->subject, string);
    const re_subject *subject = &s->subject;
    s->from = offset_of(subject, pos);
    s->end = end_pos == SIZE_MAX ? subject->length : offset_of(subject, end_pos);
    s->pos = pos;
    s->end_pos = end_pos;
    s->registers = s->local;
    if (pattern->n_registers > LOCAL_REGISTERS) {
        s->registers = upy_heap_alloc_storage(pattern->n_registers * sizeof(uint32_t));
    }
}

bool re_search_next(re_search *s) {
    if (!re_run(s->pattern, &s->subject, s->from, s->end, RE_MODE_SEARCH, s->must_advance, s->registers)) {
        return false;
    }
    s->must_advance = s->registers[0] == s->registers[1];
    s->from = s->registers[1];
    return true;
}

static size_t character_count(const re_subject *s, uint32_t offset) {
    return s->is_wide ? upy_utf8_count(s->data, offset) : offset;
}

upy_value re_new_match(const re_search *s) {
    size_t n = 2 * (s->pattern->n_groups + 1) + 1;
    re_match *m = upy_new_object(&re_match_type, sizeof *m + n * sizeof(uint32_t));
    m->pattern = s->pattern;
    m->string = s->subject.object;
    m->end_pos = s->end_pos == SIZE_MAX ? SIZE_MAX : character_count(&s->subject, s->end);
    m->pos = s->pos == 0 ? 0 : character_count(&s->subject, offset_of(&s->subject, s->pos));
    memcpy(m->registers, s->registers, n * sizeof(uint32_t));
    return (upy_value)m;
}

upy_value re_subject_part(const re_subject *s, uint32_t from, uint32_t to) {
    if (from == 0 && to == s->length &&
        (upy_is_exactly(s->object, &upy_type_str) || upy_is_exactly(s->object, &upy_type_bytes))) {
        return s->object;
    }
    return s->is_str ? upy_new_str(s->data + from, to - from) : upy_new_bytes(s->data + from, to - from);
}

upy_value re_search_group(const re_search *s, uint32_t group, upy_value absent) {
    uint32_t from = s->registers[2 * group], to = s->registers[2 * group + 1];
    return from == RE_NOWHERE || to == RE_NOWHERE ? absent : re_subject_part(&s->subject, from, to);
}

upy_value re_finish_text(upy_builder *b, bool is_str) {
    return is_str ? upy_builder_to_str(b) : upy_builder_to_bytes(b);
}

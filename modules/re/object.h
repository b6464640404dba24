// object.h — what the files of the re module share above the matcher: subjects, matches, templates.
#ifndef UPY_MODULES_RE_OBJECT_H
#define UPY_MODULES_RE_OBJECT_H

#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "modules/re/program.h"

typedef struct re_match {
    upy_object header;
    re_pattern *pattern;
    upy_value string;     // as given
    size_t pos, end_pos;  // in characters
    uint32_t registers[]; // byte offsets of the groups, then the number of the last one
} re_match;

#define LOCAL_REGISTERS 24

// One search or a series of them over the same text. Must not move: `registers` may point into it.
typedef struct re_search {
    re_pattern *pattern;
    re_subject subject;
    uint32_t from, end;  // bytes
    size_t pos, end_pos; // the range asked for, in characters
    bool must_advance;
    uint32_t *registers;
    uint32_t local[LOCAL_REGISTERS];
} re_search;

// end_pos: SIZE_MAX for the end of the string. raises TypeError for what cannot be searched.
void re_search_begin(re_search *s, re_pattern *pattern, upy_value string, size_t pos, size_t end_pos);
bool re_search_next(re_search *s); // the next match from s->from on; moves s->from behind it
upy_value re_new_match(const re_search *s);
upy_value re_subject_part(const re_subject *s, uint32_t from, uint32_t to);
// Text of a group of the current match; `absent` if it took no part.
upy_value re_search_group(const re_search *s, uint32_t group, upy_value absent);

// Replacement text taken apart: a list of strs (or bytes) and group numbers. raises re.error.
upy_value re_parse_template(const re_pattern *pattern, upy_value text);
void re_expand_template(upy_builder *out, upy_value parts, const re_subject *subject, const uint32_t *registers);

re_pattern *re_check_pattern(upy_value v);
upy_value re_finish_text(upy_builder *b, bool is_str);

// Methods of Pattern, also behind the functions of the module: self in front.
upy_value re_pattern_match(size_t n_args, size_t n_kw, const upy_value *args);
upy_value re_pattern_fullmatch(size_t n_args, size_t n_kw, const upy_value *args);
upy_value re_pattern_search(size_t n_args, size_t n_kw, const upy_value *args);
upy_value re_pattern_findall(size_t n_args, size_t n_kw, const upy_value *args);
upy_value re_pattern_finditer(size_t n_args, size_t n_kw, const upy_value *args);
upy_value re_pattern_split(size_t n_args, size_t n_kw, const upy_value *args);
upy_value re_pattern_sub(size_t n_args, size_t n_kw, const upy_value *args);
upy_value re_pattern_subn(size_t n_args, size_t n_kw, const upy_value *args);

#endif

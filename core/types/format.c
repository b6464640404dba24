// format.c — format(), str.format() and format_map(): finding the value of each replacement field and
// having its type format it.
//
// A template is walked once; literal runs and formatted fields go straight into the result. Values
// of classes that define __format__ are asked; all others are formatted here by layout.
#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/format_spec.h"
#include "core/types/number.h"
#include "core/types/str_methods.h"
#include "core/types/text_methods.h"

// ---- One value ---------------------------------------------------------------------------------

void upy_format_native(const upy_writer *w, upy_value v, const char *spec, size_t length) {
    if (length == 0) {
        upy_write_str(w, upy_to_str(v));
        return;
    }
    upy_format_spec f;
    const upy_type *type = upy_type_of(v);
    bool is_complex = UPY_FORMATS_COMPLEX && upy_is_subtype(type, &upy_type_complex);
    if (!is_complex && !(type->flags & (UPY_TYPE_INT_BASED | UPY_TYPE_FLOAT_BASED | UPY_TYPE_STR_BASED))) {
        upy_raise_type("unsupported format string passed to %T.__format__", v);
    }
    upy_format_spec_parse(&f, spec, length);
    if (type->flags & UPY_TYPE_INT_BASED) {
        upy_format_int(w, &f, v);
    } else if (type->flags & UPY_TYPE_FLOAT_BASED) {
        upy_format_float(w, &f, upy_float_value(v));
    } else if (type->flags & UPY_TYPE_STR_BASED) {
        upy_format_str(w, &f, upy_str_data(v), upy_str_length(v));
        upy_keep_alive(v);
#if UPY_FORMATS_COMPLEX
    } else {
        upy_format_complex(w, &f, ((const upy_complex *)v)->real, ((const upy_complex *)v)->imag);
#endif
    }
}

// The result of v.__format__(spec); false if v is of no class that defines it.
static bool call_format(upy_value v, upy_value spec, upy_value *result) {
    upy_value pair[2];
    if (!upy_type_is_class(upy_type_of(v)) || !upy_get_special(v, UPY_NAME(__format__), pair)) {
        return false;
    }
    *result = upy_call_method(pair, 1, 0, &spec);
    if (!upy_is_str(*result)) {
        upy_raise_type("__format__ must return a str, not %T", *result);
    }
    return true;
}

upy_value upy_format_default(upy_value v, upy_value spec) {
    upy_str_check(spec);
    if (upy_str_length(spec) == 0) {
        return upy_to_str(v);
    }
    upy_builder b;
    upy_builder_init(&b, 0);
    upy_writer w = upy_builder_writer(&b);
    upy_format_native(&w, v, upy_str_data(spec), upy_str_length(spec));
    upy_keep_alive(spec);
    return upy_builder_to_str(&b);
}

upy_value upy_format_value(upy_value v, upy_value spec) {
    upy_value result;
    upy_str_check(spec);
    return call_format(v, spec, &result) ? result : upy_format_default(v, spec);
}

// ---- Fields ------------------------------------------------------------------------------------

typedef struct field_source {
    size_t n_args, n_kw;
    const upy_value *args;
    upy_value mapping; // format_map: where names are looked up; UPY_NULL otherwise
    size_t next;       // automatic numbering
    enum { NUMBERING_OPEN, NUMBERING_AUTOMATIC, NUMBERING_MANUAL } numbering;
} field_source;

static bool all_digits(const char *p, const char *end, intptr_t *number) {
    if (p == end) {
        return false;
    }
    *number = upy_format_read_number(&p, end);
    return p == end;
}

static upy_value positional(const field_source *source, size_t index) {
    if (source->mapping != UPY_NULL) {
        upy_raise_value_error("format string contains positional fields");
    }
    if (index >= source->n_args) {
        upy_raise_index("replacement index %zu out of range for positional args tuple", index);
    }
    return source->args[index];
}

static upy_value first_value(field_source *source, const char *p, const char *end) {
    intptr_t index;
    if (p == end) {
        if (source->numbering == NUMBERING_MANUAL) {
            upy_raise_value_error("can't switch from manual field specification to automatic field numbering");
        }
        source->numbering = NUMBERING_AUTOMATIC;
        return positional(source, source->next++);
    }
    if (all_digits(p, end, &index)) {
        if (source->numbering == NUMBERING_AUTOMATIC) {
            upy_raise_value_error("can't switch from automatic field numbering to manual field specification");
        }
        source->numbering = NUMBERING_MANUAL;
        return positional(source, (size_t)index);
    }
    upy_value name = upy_new_str(p, (size_t)(end - p));
    if (source->mapping != UPY_NULL) {
        return upy_get_item(source->mapping, name);
    }
    const upy_value *keywords = source->args + source->n_args;
    for (size_t i = 0; i < source->n_kw; i++) {
        if (upy_str_equal(keywords[2 * i], name)) {
            return keywords[2 * i + 1];
        }
    }
    upy_raise_key(name);
}

// The value of a field name: first part, then .attribute and [index] links.
static upy_value field_value(field_source *source, const char *p, const char *end) {
    const char *part = p;
    while (p < end && *p != '.' && *p != '[') {
        p++;
    }
    upy_value v = first_value(source, part, p);
    while (p < end) {
        char kind = *p++;
        part = p;
        if (kind == '.') {
            while (p < end && *p != '.' && *p != '[') {
                p++;
            }
            if (p == part) {
                upy_raise_value_error("empty attribute in format string");
            }
            v = upy_get_attribute(v, upy_intern(part, (size_t)(p - part)));
        } else if (kind == '[') {
            while (p < end && *p != ']') {
                p++;
            }
            if (p == end) {
                upy_raise_value_error("missing ']' in format string");
            }
            if (p == part) {
                upy_raise_value_error("empty attribute in format string");
            }
            intptr_t index;
            v = upy_get_item(v,
                             all_digits(part, p, &index) ? upy_new_int(index) : upy_new_str(part, (size_t)(p - part)));
            p++;
        } else {
            upy_raise_value_error("only '.' or '[' may follow ']' in format field specifier");
        }
    }
    return v;
}

static void format_template(upy_builder *out, field_source *source, const char *p, const char *end, int depth);

static upy_value convert(upy_value v, char conversion) {
    switch (conversion) {
    case 's': return upy_to_str(v);
    case 'r': return upy_to_repr(v);
    case 'a': return upy_ascii(v);
    default: upy_raise_value_error("unknown conversion specifier %c", conversion);
    }
}

static void write_field(upy_builder *out, upy_value v, const char *spec, size_t length) {
    upy_value result;
    if (upy_type_is_class(upy_type_of(v)) && call_format(v, upy_new_str(spec, length), &result)) {
        upy_builder_append_str(out, result);
        return;
    }
    upy_writer w = upy_builder_writer(out);
    upy_format_native(&w, v, spec, length);
}

// One replacement field; p is behind its opening brace. Returns the position behind the closing brace.
static const char *format_field(upy_builder *out, field_source *source, const char *p, const char *end, int depth) {
    const char *name = p;
    int brackets = 0;
    while (p < end && (brackets > 0 || (*p != '!' && *p != ':' && *p != '}'))) {
        if (*p == '[') {
            brackets = 1;
        } else if (*p == ']') {
            brackets = 0;
        } else if (*p == '{') {
            upy_raise_value_error("unexpected '{' in field name");
        }
        p++;
    }
    const char *name_end = p;
    char conversion = 0;
    if (p < end && *p == '!') {
        if (p + 1 >= end || p[1] == '}') {
            upy_raise_value_error("end of string while looking for conversion specifier");
        }
        conversion = p[1];
        p += 2;
        if (p < end && *p != ':' && *p != '}') {
            upy_raise_value_error("expected ':' after conversion specifier");
        }
    }
    const char *spec = p, *spec_end = p;
    bool is_nested = false;
    if (p < end && *p == ':') {
        spec = ++p;
        for (int open = 0; p < end && (open > 0 || *p != '}'); p++) {
            open += (*p == '{') - (*p == '}');
            is_nested = is_nested || *p == '{';
        }
        spec_end = p;
    }
    if (p >= end) {
        upy_raise_value_error("unmatched '{' in format");
    }
    upy_value v = field_value(source, name, name_end);
    if (conversion != 0) {
        v = convert(v, conversion);
    }
    if (!is_nested) {
        write_field(out, v, spec, (size_t)(spec_end - spec));
    } else {
        upy_builder expanded;
        upy_builder_init(&expanded, 0);
        format_template(&expanded, source, spec, spec_end, depth + 1);
        write_field(out, v, expanded.length == 0 ? "" : expanded.data, expanded.length);
        upy_heap_free_storage(expanded.data);
    }
    return p + 1;
}

static void format_template(upy_builder *out, field_source *source, const char *p, const char *end, int depth) {
    if (depth > 1) {
        upy_raise_value_error("max string recursion exceeded");
    }
    while (p < end) {
        const char *run = p;
        while (p < end && *p != '{' && *p != '}') {
            p++;
        }
        upy_builder_append(out, run, (size_t)(p - run));
        if (p == end) {
            return;
        }
        char brace = *p++;
        if (p < end && *p == brace) {
            upy_builder_append_byte(out, brace);
            p++;
        } else if (brace == '}') {
            upy_raise_value_error("single '}' encountered in format string");
        } else if (p == end) {
            upy_raise_value_error("unmatched '{' in format");
        } else {
            p = format_field(out, source, p, end, depth);
        }
    }
}

static upy_value format_text(upy_value self, field_source *source) {
    upy_span t = upy_text_of(self);
    if (t.kind == UPY_TEXT_BYTEARRAY) {
        // Formatting may run code that changes the template.
        self = upy_new_bytes(t.data, t.length);
        t.data = upy_str_data(self);
    }
    upy_builder out;
    upy_builder_init(&out, t.length + 16);
    format_template(&out, source, t.data, t.data + t.length, 0);
    upy_keep_alive(self);
    if (t.kind == UPY_TEXT_STR) {
        return upy_builder_to_str(&out);
    }
    return upy_text_make(t.kind, out.data, out.length);
}

upy_value upy_text_format(size_t n_args, size_t n_kw, const upy_value *args) {
    field_source source = {.n_args = n_args - 1, .n_kw = n_kw, .args = args + 1};
    return format_text(args[0], &source);
}

#if UPY_LEVEL > UPY_LEVEL_TINY
static upy_value str_format_map(size_t n_args, const upy_value *args) {
    (void)n_args;
    field_source source = {.mapping = args[1]};
    return format_text(args[0], &source);
}
const UPY_METHOD(upy_str_format_map_method, str, format_map, str_format_map, 2, 2);
#endif

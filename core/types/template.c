// template.c — what t-strings evaluate to: Template and Interpolation (string.templatelib).
//
// A Template keeps two tuples: strings, always one longer than interpolations, and interpolations.
// Nothing is formatted here; that is the business of whoever takes the template.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/str.h"

typedef struct upy_interpolation {
    upy_object header;
    upy_value value, expression, conversion, format_spec;
} upy_interpolation;

typedef struct upy_template {
    upy_object header;
    upy_value strings, interpolations; // tuples
} upy_template;

// ---- Interpolation -----------------------------------------------------------------------------

static upy_value new_interpolation(const upy_value in[4]) {
    upy_interpolation *i = upy_new_object(&upy_type_Interpolation, sizeof *i);
    i->value = in[0];
    i->expression = in[1];
    i->conversion = in[2];
    i->format_spec = in[3];
    return (upy_value)i;
}

static upy_value interpolation_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)type;
    static const upy_parameter parameters[] = {
        {UPY_NAME(value), UPY_NULL, false},
        {UPY_NAME(expression), UPY_EMPTY_STR, false},
        {UPY_NAME(conversion), UPY_NONE, false},
        {UPY_NAME(format_spec), UPY_EMPTY_STR, false},
    };
    upy_value in[4];
    upy_parse_arguments(n_args, n_kw, args, parameters, 4, in);
    upy_str_check(in[1]);
    upy_str_check(in[3]);
    if (in[2] != UPY_NONE &&
        !(upy_is_str(in[2]) && upy_str_length(in[2]) == 1 && strchr("rsa", upy_str_data(in[2])[0]) != NULL)) {
        upy_raise_value_error("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
    }
    return new_interpolation(in);
}

static upy_value interpolation_attribute(upy_value self, upy_value name, upy_value value) {
    const upy_interpolation *i = (const upy_interpolation *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    return name == UPY_NAME(value)         ? i->value
           : name == UPY_NAME(expression)  ? i->expression
           : name == UPY_NAME(conversion)  ? i->conversion
           : name == UPY_NAME(format_spec) ? i->format_spec
                                           : UPY_NULL;
}

static void interpolation_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const upy_interpolation *i = (const upy_interpolation *)self;
    upy_printf(w, "Interpolation(%r, %r, %r, %r)", i->value, i->expression, i->conversion, i->format_spec);
}

static void interpolation_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((upy_interpolation *)self)->value, 4);
}

static const upy_slots interpolation_slots = {.make_new = interpolation_make_new,
                                              .print = interpolation_print,
                                              .attribute = interpolation_attribute,
                                              .trace = interpolation_trace};
const upy_type upy_type_Interpolation = {UPY_TYPE_HEAD(Interpolation, upy_interpolation, UPY_TYPE_IS_FINAL),
                                         .base = &upy_type_object, .slots = &interpolation_slots};

// ---- Template ----------------------------------------------------------------------------------

static upy_value new_template(upy_value strings, upy_value interpolations) {
    upy_template *t = upy_new_object(&upy_type_Template, sizeof *t);
    t->strings = strings;
    t->interpolations = interpolations;
    return (upy_value)t;
}

upy_value upy_new_template(upy_value strings_tuple, upy_value flat_tuple) {
    size_t n;
    upy_value *items;
    if (!upy_get_items(flat_tuple, &n, &items) || n % 4 != 0 || !upy_has_layout(strings_tuple, UPY_TYPE_TUPLE_BASED)) {
        upy_raise_type("object '%T' isn't a tuple or list", flat_tuple);
    }
    upy_value interpolations = n == 0 ? UPY_EMPTY_TUPLE : upy_new_tuple(n / 4, NULL);
    for (size_t i = 0; i < n; i += 4) {
        upy_store(interpolations, &upy_as_tuple(interpolations)->items[i / 4], new_interpolation(items + i));
    }
    upy_keep_alive(flat_tuple);
    return new_template(strings_tuple, interpolations);
}

// builtins.__template__(strings, value, text, conversion, spec, …); the fields may also be one tuple, flat or of
// tuples.
upy_value upy_builtin___template__(size_t n_args, const upy_value *args) {
    size_t n = n_args - 1;
    upy_value *items;
    upy_value strings = upy_to_tuple(args[0]);
    if (n_args != 2) {
        return upy_new_template(strings, upy_new_tuple(n, args + 1));
    }
    if (!upy_get_items(args[1], &n, &items)) {
        upy_raise_type("object '%T' isn't a tuple or list", args[1]);
    }
    upy_value flat = upy_new_list_with_capacity(n);
    for (size_t i = 0; upy_get_items(args[1], &n, &items) && i < n; i++) {
        if (n >= 4 && upy_is_str(items[1])) { // the expression text of the first field: it is flat
            upy_list_append(flat, items[i]);
        } else {
            upy_list_extend(flat, items[i]);
        }
    }
    return upy_new_template(strings, flat);
}

// Strings and interpolations in any order, being put into the shape of a Template.
typedef struct collector {
    upy_value strings, interpolations; // lists
    upy_value pending;                 // text since the last interpolation
} collector;

static void add_part(collector *c, upy_value part) {
    if (upy_is_str(part)) {
        c->pending = upy_str_concat(c->pending, part);
    } else if (upy_is_exactly(part, &upy_type_Interpolation)) {
        upy_list_append(c->strings, c->pending);
        upy_list_append(c->interpolations, part);
        c->pending = UPY_EMPTY_STR;
    } else {
        upy_raise_type("expected str or Interpolation");
    }
}

static collector begin(void) {
    return (collector){upy_new_list_with_capacity(0), upy_new_list_with_capacity(0), UPY_EMPTY_STR};
}

static upy_value finish(collector *c) {
    upy_list_append(c->strings, c->pending);
    upy_value strings = upy_to_tuple(c->strings);
    return new_template(strings, upy_to_tuple(c->interpolations));
}

static upy_value template_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)type;
    upy_no_keywords(n_kw);
    collector c = begin();
    for (size_t i = 0; i < n_args; i++) {
        add_part(&c, args[i]);
    }
    return finish(&c);
}

static void each_part(upy_value self, void (*visit)(void *context, upy_value part), void *context) {
    const upy_template *t = (const upy_template *)self;
    size_t n = upy_as_tuple(t->strings)->length, n_fields = upy_as_tuple(t->interpolations)->length;
    for (size_t i = 0; i < n; i++) {
        upy_value text = upy_as_tuple(t->strings)->items[i];
        if (!upy_is_str(text) || upy_str_length(text) != 0) {
            visit(context, text);
        }
        if (i < n_fields) {
            visit(context, upy_as_tuple(t->interpolations)->items[i]);
        }
    }
}

static void collect_part(void *context, upy_value part) { add_part(context, part); }
static void append_part(void *context, upy_value part) { upy_list_append(context, part); }

static upy_value template_iter(upy_value self) {
    upy_value list = upy_new_list_with_capacity(0);
    each_part(self, append_part, list);
    return upy_iter(list);
}

static upy_value template_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    if (op != UPY_OP_ADD || !upy_is_exactly(rhs, &upy_type_Template)) {
        return UPY_NULL;
    }
    collector c = begin();
    each_part(lhs, collect_part, &c);
    each_part(rhs, collect_part, &c);
    return finish(&c);
}

static upy_value template_attribute(upy_value self, upy_value name, upy_value value) {
    const upy_template *t = (const upy_template *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(values)) {
        size_t n = upy_as_tuple(t->interpolations)->length;
        upy_value values = n == 0 ? UPY_EMPTY_TUPLE : upy_new_tuple(n, NULL);
        for (size_t i = 0; i < n; i++) {
            const upy_interpolation *field = (const upy_interpolation *)upy_as_tuple(t->interpolations)->items[i];
            upy_store(values, &upy_as_tuple(values)->items[i], field->value);
        }
        return values;
    }
    return name == UPY_NAME(strings) ? t->strings : name == UPY_NAME(interpolations) ? t->interpolations : UPY_NULL;
}

static void template_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const upy_template *t = (const upy_template *)self;
    upy_repr_guard guard;
    if (!upy_repr_begin(&guard, self)) {
        upy_write_string(w, "Template(...)");
        return;
    }
    upy_printf(w, "Template(strings=%r, interpolations=%r)", t->strings, t->interpolations);
    upy_repr_end(&guard);
}

static void template_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((upy_template *)self)->strings, 2);
}

static const upy_slots template_slots = {.make_new = template_make_new,
                                         .print = template_print,
                                         .binary = template_binary,
                                         .iter = template_iter,
                                         .attribute = template_attribute,
                                         .trace = template_trace};
const upy_type upy_type_Template = {UPY_TYPE_HEAD(Template, upy_template, UPY_TYPE_IS_FINAL), .base = &upy_type_object,
                                    .slots = &template_slots};

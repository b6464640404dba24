// exception_small.c — exceptions of the smallest level, in place of exception.c, exception_types.c and traceback.c:
// arguments, attributes of the program's own, and where they have been, which is printed and not otherwise seen.
//
// An exception can always be made: when there is no memory for it, the one kept in UPY->emergency_exception takes on
// the type asked for.
#include "core/code/code.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/str.h"

#define EMERGENCY_ARGS 2

struct upy_traceback {
    uint32_t length, capacity;
    upy_traceback_entry entries[];
};

static upy_exception *as_exception(upy_value v) { return (upy_exception *)v; }

// ---- Making -------------------------------------------------------------------------------------

void upy_init_exceptions(void) {
    UPY->emergency_exception =
        upy_new_object(&upy_type_MemoryError, sizeof(upy_exception) + EMERGENCY_ARGS * sizeof(upy_value));
}

upy_value upy_new_exception(const upy_type *type, size_t n_args, const upy_value *args) {
    upy_exception *e = n_args > 0xffff ? NULL
                                       : upy_heap_alloc_slow(UPY_BLOCK_OBJECT,
                                                             sizeof(upy_exception) + n_args * sizeof(upy_value), true);
    if (e == NULL) {
        e = (upy_exception *)UPY->emergency_exception;
        e->extras = NULL;
        e->traceback = NULL;
        n_args = n_args > EMERGENCY_ARGS ? 0 : n_args;
    }
    e->header.type = type;
    e->n_args = (uint32_t)n_args;
    for (size_t i = 0; i < n_args; i++) {
        upy_store((upy_value)e, &e->args[i], args[i]);
    }
    return (upy_value)e;
}

static upy_value exception_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    if (!upy_type_is_class(type)) {
        upy_no_keywords(n_kw);
    }
    return upy_new_exception(type, n_args, args);
}

static upy_exception_extras *make_extras(upy_value self) {
    upy_exception *e = as_exception(self);
    if (e->extras == NULL) {
        upy_exception_extras *extras = upy_heap_alloc_storage(sizeof *extras);
        memset(extras, 0, sizeof *extras);
        e->extras = extras;
    }
    return e->extras;
}

static void exception_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_no_keywords(n_kw);
    upy_value tuple = upy_new_tuple(n_args, args);
    make_extras(self)->args_override = tuple;
}

upy_value upy_exception_args(upy_value exception) {
    const upy_exception *e = as_exception(exception);
    return e->extras && e->extras->args_override ? e->extras->args_override : upy_new_tuple(e->n_args, e->args);
}

upy_value upy_exception_value(upy_value exception) {
    const upy_tuple *args = upy_as_tuple(upy_exception_args(exception));
    return args->length ? args->items[0] : UPY_NONE;
}

upy_value upy_exception_instance(upy_value class_or_instance) {
    upy_value made = class_or_instance;
    if (upy_is_type(made) && (((const upy_type *)made)->flags & UPY_TYPE_IS_EXCEPTION)) {
        made = upy_call_0(made);
    }
    if (!upy_is_exception(made)) {
        upy_raise_type("exceptions must derive from BaseException");
    }
    return made;
}

bool upy_exception_matches_type(upy_value exception, const upy_type *type) { return upy_is_instance(exception, type); }

bool upy_exception_matches(upy_value exception, upy_value class_or_tuple) {
    return upy_is_instance_of(exception, class_or_tuple);
}

// No chaining.
void upy_exception_set_cause(upy_value exception, upy_value cause) { (void)exception, (void)cause; }
void upy_exception_set_context(upy_value exception, upy_value context) { (void)exception, (void)context; }

// ---- Where it has been ----------------------------------------------------------------------------

void upy_exception_add_traceback(upy_value exception, upy_value place, upy_dict *globals, uint32_t line) {
    upy_exception *e = as_exception(exception);
    struct upy_traceback *t = e->traceback;
    if (t == NULL || t->length == t->capacity) {
        uint32_t capacity = t == NULL ? 2 : 2 * t->capacity;
        t = upy_heap_alloc_storage_or_null(sizeof *t + capacity * sizeof t->entries[0]);
        if (t == NULL) {
            return; // losing a line is better than losing the exception
        }
        t->length = 0;
        t->capacity = capacity;
        if (e->traceback != NULL) {
            t->length = e->traceback->length;
            memcpy(t->entries, e->traceback->entries, t->length * sizeof t->entries[0]);
        }
        e->traceback = t;
    }
    t->entries[t->length++] = (upy_traceback_entry){place, globals, line};
}

void upy_exception_clear_traceback(upy_value exception) { as_exception(exception)->traceback = NULL; }

void upy_print_exception(const upy_writer *w, upy_value exception) {
    const struct upy_traceback *t = as_exception(exception)->traceback;
    if (t != NULL) {
        upy_write_string(w, "Traceback (most recent call last):\n");
        for (size_t i = t->length; i-- > 0;) {
            const upy_traceback_entry *entry = &t->entries[i];
            bool is_code = upy_is_exactly(entry->place, &upy_type_code);
            const upy_code *code = is_code ? (const upy_code *)entry->place : NULL;
            (upy_printf)(w, is_code ? "  File \"%q\", line %zu, in %q\n" : "  File \"%q\", line %zu\n",
                         is_code ? code->filename : entry->place, (size_t)entry->line, is_code ? code->name : NULL);
        }
    }
    upy_printf(w, "%T: %v\n", exception, exception);
}

// ---- Slots ----------------------------------------------------------------------------------------

static void exception_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    const upy_tuple *args = upy_as_tuple(upy_exception_args(self));
    if (kind == UPY_PRINT_STR) {
        bool is_one = args->length == 1, is_key = upy_is_instance(self, &upy_type_KeyError);
        if (args->length > 0) {
            upy_print(w, is_one ? args->items[0] : (upy_value)args, is_one && is_key ? UPY_PRINT_REPR : kind);
        }
        return;
    }
    upy_printf(w, "%T", self);
    if (args->length == 1) {
        upy_printf(w, "(%r)", args->items[0]);
    } else {
        upy_print(w, (upy_value)args, kind);
    }
}

static upy_value exception_attribute(upy_value self, upy_value name, upy_value value) {
    upy_exception_extras *extras = as_exception(self)->extras;
    upy_dict *attributes = extras ? extras->attributes : NULL;
    if (value == UPY_MARK_DELETE) {
        return attributes ? upy_dict_remove(attributes, name) : UPY_NULL;
    }
    if (value != UPY_MARK_LOAD) {
        if (attributes == NULL) {
            attributes = upy_dict_new(0);
            make_extras(self)->attributes = attributes;
        }
        upy_dict_set_name(attributes, name, value);
        return UPY_NONE;
    }
    upy_value found = attributes ? upy_dict_get_name(attributes, name) : UPY_NULL;
    if (name == UPY_NAME(__traceback__)) {
        return UPY_NONE;
    }
    if (found == UPY_NULL && name == UPY_NAME(args)) {
        return upy_exception_args(self);
    }
    if (found == UPY_NULL && name == (upy_is_instance(self, &upy_type_OSError) ? UPY_NAME(errno) : UPY_NAME(value))) {
        return upy_exception_value(self);
    }
    return found;
}

static void exception_trace(upy_value self, upy_tracer *tracer) {
    upy_exception *e = as_exception(self);
    upy_trace_values(tracer, e->args, e->n_args);
    struct upy_traceback *t = e->traceback;
    if (t != NULL) {
        upy_trace_storage(tracer, t);
        for (uint32_t i = 0; i < t->length; i++) {
            upy_trace_value(tracer, t->entries[i].place);
        }
    }
    if (e->extras != NULL) {
        upy_trace_storage(tracer, e->extras);
        upy_trace_value(tracer, e->extras->args_override);
        upy_trace_value(tracer, upy_from_dict(e->extras->attributes));
    }
}

static size_t exception_size(upy_value self) {
    return sizeof(upy_exception) + as_exception(self)->n_args * sizeof(upy_value);
}

const upy_slots upy_exception_slots = {
    .make_new = exception_make_new,
    .init = exception_init,
    .print = exception_print,
    .attribute = exception_attribute,
    .trace = exception_trace,
    .size_of = exception_size,
};

#define EXCEPTION(python_name, base_name)                                                                              \
    const upy_type upy_type_##python_name = {                                                                          \
        UPY_TYPE_HEAD(python_name, upy_exception, UPY_TYPE_IS_EXCEPTION | UPY_TYPE_EQ_IDENTITY),                       \
        .base = &upy_type_##base_name, .slots = &upy_exception_slots};
#include "core/types/exceptions.def"
#undef EXCEPTION

// traceback.c — where an exception has been: the entries kept with it, the object Python sees, and printing.
//
// Entries are appended as frames are left, so the innermost is first; they are printed from the last. When there is
// no memory for more the rest is dropped: losing a line is better than losing the exception. Python's chain of
// traceback objects is made on demand: each is (exception, index) and reads the entry when asked.
#include "core/code/code.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"

#define MOST_ENTRIES ((uint32_t)1 << 24)

struct upy_traceback {
    uint32_t length, capacity;
    upy_traceback_entry entries[];
};

typedef struct traceback_object {
    upy_object header;
    upy_value exception;
    size_t index; // of the entry this object shows
} traceback_object;

static struct upy_traceback *traceback_of(upy_value exception) { return ((upy_exception *)exception)->traceback; }

// ---- Entries ------------------------------------------------------------------------------------

static size_t size_for(uint32_t capacity) {
    return sizeof(struct upy_traceback) + capacity * sizeof(upy_traceback_entry);
}

// Room for one more; NULL if there is none.
static struct upy_traceback *with_room(upy_exception *e) {
    struct upy_traceback *old = e->traceback;
    if (old && old->length < old->capacity) {
        return old;
    }
    uint32_t capacity = old ? old->capacity + old->capacity / 2 + 1 : 2;
    if (capacity > MOST_ENTRIES) {
        return NULL;
    }
    struct upy_traceback *t = upy_heap_alloc_storage_or_null(size_for(capacity));
    if (!t) {
        return NULL;
    }
    // Allocating may have run finalizers, but those do not see this exception.
    t->length = old ? old->length : 0;
    t->capacity = capacity;
    if (old) {
        memcpy(t->entries, old->entries, old->length * sizeof(upy_traceback_entry));
    }
    e->traceback = t;
    upy_heap_free_storage(old);
    return t;
}

void upy_exception_add_traceback(upy_value exception, upy_value place, upy_dict *globals, uint32_t line) {
    struct upy_traceback *t = with_room((upy_exception *)exception);
    if (t) {
        t->entries[t->length++] = (upy_traceback_entry){place, globals, line};
    }
}

// NULL: an error in a source text.
static const upy_code *code_of(const upy_traceback_entry *entry) {
    return upy_is_exactly(entry->place, &upy_type_code) ? (const upy_code *)entry->place : NULL;
}

static upy_value filename_of(const upy_traceback_entry *entry) {
    const upy_code *code = code_of(entry);
    return code ? code->filename : entry->place;
}

void upy_exception_clear_traceback(upy_value exception) {
    upy_exception *e = (upy_exception *)exception;
    struct upy_traceback *old = e->traceback;
    e->traceback = NULL;
    upy_heap_free_storage(old);
}

size_t upy_exception_traceback_length(upy_value exception) {
    struct upy_traceback *t = traceback_of(exception);
    return t ? t->length : 0;
}

const upy_traceback_entry *upy_exception_traceback_entry(upy_value exception, size_t index) {
    struct upy_traceback *t = traceback_of(exception);
    return t && index < t->length ? &t->entries[index] : NULL;
}

void upy_traceback_trace(struct upy_traceback *t, upy_tracer *tracer) {
    if (!t) {
        return;
    }
    upy_trace_storage(tracer, t);
    for (uint32_t i = 0; i < t->length; i++) {
        upy_trace_value(tracer, t->entries[i].place);
        upy_trace_value(tracer, (upy_value)t->entries[i].globals);
    }
}

// ---- The object ---------------------------------------------------------------------------------

#if UPY_LEVEL < UPY_LEVEL_FULL // __traceback__ is there to be cleared
upy_value upy_exception_traceback(upy_value exception) {
    (void)exception;
    return UPY_NONE;
}

void upy_exception_set_traceback(upy_value exception, upy_value traceback) {
    if (traceback != UPY_NONE) {
        upy_raise_type("__traceback__ must be a traceback or None");
    }
    upy_exception_clear_traceback(exception);
}
#else
static upy_value new_traceback_object(upy_value exception, size_t index) {
    traceback_object *t = upy_new_object(&upy_type_traceback, sizeof *t);
    t->exception = exception;
    t->index = index;
    return (upy_value)t;
}

upy_value upy_exception_traceback(upy_value exception) {
    size_t length = upy_exception_traceback_length(exception);
    return length ? new_traceback_object(exception, length - 1) : UPY_NONE;
}

void upy_exception_set_traceback(upy_value exception, upy_value traceback) {
    if (traceback == UPY_NONE) {
        upy_exception_clear_traceback(exception);
        return;
    }
    if (!upy_is_exactly(traceback, &upy_type_traceback)) {
        upy_raise_type("__traceback__ must be a traceback or None");
    }
    traceback_object *t = (traceback_object *)traceback;
    if (t->exception == exception) {
        return;
    }
    upy_exception_clear_traceback(exception);
    for (size_t i = 0; i <= t->index; i++) {
        const upy_traceback_entry *entry = upy_exception_traceback_entry(t->exception, i);
        if (entry) {
            upy_exception_add_traceback(exception, entry->place, entry->globals, entry->line);
        }
    }
}

// tb.tb_next = None: what lies further in is not shown any more.
static void forget_inner(traceback_object *t) {
    struct upy_traceback *all = traceback_of(t->exception);
    if (all && t->index < all->length) {
        all->length -= (uint32_t)t->index;
        memmove(all->entries, all->entries + t->index, all->length * sizeof all->entries[0]);
        t->index = 0;
    }
}

// frame.clear(): there is nothing that the frame keeps alive.
static upy_value clear_frame(size_t n_args, const upy_value *args) {
    (void)n_args, (void)args;
    return UPY_NONE;
}
const UPY_FUNCTION(upy_frame_clear, clear, clear_frame, 0, 0);

// Module level still has its variables; those of functions are gone.
static upy_value locals_of(const upy_traceback_entry *entry) {
    const upy_code *code = code_of(entry);
    bool is_module = code && code->flags & UPY_CODE_MODULE && entry->globals;
    return upy_from_dict(is_module ? entry->globals : upy_dict_new(0));
}

// A traceback object is also its own frame, and for errors in source texts that frame's code: what programs want of
// those is the place.
static upy_value traceback_attribute(upy_value self, upy_value name, upy_value value) {
    traceback_object *t = (traceback_object *)self;
    if (value != UPY_MARK_LOAD) {
        if (name != UPY_NAME(tb_next) || value != UPY_NONE) {
            return UPY_NULL;
        }
        forget_inner(t);
        return UPY_NONE;
    }
    const upy_traceback_entry *entry = upy_exception_traceback_entry(t->exception, t->index);
    if (name == UPY_NAME(tb_next)) {
        return t->index ? new_traceback_object(t->exception, t->index - 1) : UPY_NONE;
    }
    if (name == UPY_NAME(tb_frame)) {
        return self;
    }
    if (name == UPY_NAME(f_code)) {
        return entry && code_of(entry) ? entry->place : self;
    }
    if (name == UPY_NAME(f_globals)) {
        return upy_from_dict(entry && entry->globals ? entry->globals : upy_dict_new(0));
    }
    if (name == UPY_NAME(f_locals)) {
        return entry ? locals_of(entry) : upy_from_dict(upy_dict_new(0));
    }
    if (name == UPY_NAME(clear)) {
        return (upy_value)&upy_frame_clear;
    }
    if (name == UPY_NAME(tb_lasti)) {
        return UPY_SMALL_INT(-1);
    }
    if (name == UPY_NAME(f_back)) {
        return UPY_NONE;
    }
    if (name == UPY_NAME(tb_lineno) || name == UPY_NAME(f_lineno)) {
        return entry ? upy_new_int_from_unsigned(entry->line) : UPY_NONE;
    }
    if (name == UPY_NAME(co_filename)) {
        return entry ? filename_of(entry) : UPY_NONE;
    }
    if (name == UPY_NAME(co_name) || name == UPY_NAME(co_qualname)) {
        return UPY_NAME(__main__); // of a source text
    }
    return UPY_NULL;
}

// Each reading of __traceback__ makes an object of its own; they are equal.
static upy_value traceback_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    const traceback_object *a = (const traceback_object *)lhs, *b = (const traceback_object *)rhs;
    if (op != UPY_OP_EQ || !upy_is_exactly(rhs, &upy_type_traceback)) {
        return UPY_NULL;
    }
    return upy_bool(a->exception == b->exception && a->index == b->index);
}

static upy_value traceback_unary(upy_unary_op op, upy_value self) {
    upy_value exception = ((const traceback_object *)self)->exception;
    return op == UPY_OP_HASH ? upy_small_int(upy_identity_hash(exception)) : UPY_NULL;
}

static void traceback_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, ((traceback_object *)self)->exception);
}

static const upy_slots traceback_slots = {
    .attribute = traceback_attribute, .unary = traceback_unary, .binary = traceback_binary, .trace = traceback_trace};
const upy_type upy_type_traceback = {UPY_TYPE_HEAD(traceback, traceback_object, UPY_TYPE_IS_FINAL),
                                     .base = &upy_type_object, .slots = &traceback_slots};
#endif

// ---- Printing -----------------------------------------------------------------------------------

// Writes with a margin of blanks and a bar in front of each line: how the members of a group are set off.
typedef struct margin_writer {
    const upy_writer *out;
    int depth; // of groups around what is printed; 0: no margin
    bool is_line_start;
} margin_writer;

#if UPY_LEVEL >= UPY_LEVEL_FULL
static void write_margin(margin_writer *m) {
    for (int i = 0; i < m->depth; i++) {
        upy_write(m->out, "  ", 2);
    }
    if (m->depth) {
        upy_write(m->out, "| ", 2);
    }
    m->is_line_start = false;
}

static void write_with_margin(void *data, const char *bytes, size_t length) {
    margin_writer *m = data;
    while (length) {
        const char *newline = memchr(bytes, '\n', length);
        size_t piece = newline ? (size_t)(newline - bytes) + 1 : length;
        if (m->is_line_start) {
            write_margin(m);
        }
        upy_write(m->out, bytes, piece);
        m->is_line_start = newline != NULL;
        bytes += piece;
        length -= piece;
    }
}

static upy_writer margin_writer_of(margin_writer *m) { return (upy_writer){m, write_with_margin}; }
#else // groups are printed as other exceptions are
static upy_writer margin_writer_of(margin_writer *m) { return *m->out; }
#endif

// sys.tracebacklimit, or as many as there are.
static size_t entries_to_print(size_t length, bool *last_line_only) {
    upy_value attributes = UPY->sys_attributes;
    upy_value limit = attributes ? upy_dict_get_name((upy_dict *)attributes, UPY_NAME(tracebacklimit)) : UPY_NULL;
    *last_line_only = false;
    if (!limit || !upy_is_small_int(limit)) {
        return length;
    }
    intptr_t n = upy_small_int_value(limit);
    *last_line_only = n <= 0;
    return n <= 0 ? 0 : (size_t)n < length ? (size_t)n : length;
}

static void print_entries(const upy_writer *w, upy_value exception, const char *header) {
    size_t length = upy_exception_traceback_length(exception);
    bool last_line_only;
    size_t n = entries_to_print(length, &last_line_only);
    if (length == 0 || last_line_only) {
        return;
    }
    upy_write_string(w, header);
    for (size_t i = 0; i < n; i++) {
        const upy_traceback_entry *entry = upy_exception_traceback_entry(exception, length - 1 - i);
        if (!entry) {
            break;
        }
        upy_printf(w, "  File \"%v\", line %zu", filename_of(entry), (size_t)entry->line);
        if (code_of(entry)) {
            upy_printf(w, ", in %v", code_of(entry)->name);
        }
        upy_write(w, "\n", 1);
    }
}

// str() of the exception; user code may run and fail, which must not hide the rest.
static void print_text_safely(const upy_writer *w, upy_value exception) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_print(w, exception, UPY_PRINT_STR);
        upy_end_try(&jump);
    } else if (upy_is_instance(jump.exception, &upy_type_Exception)) {
        upy_write_string(w, "<exception str() failed>");
    } else {
        upy_raise_unchanged(jump.exception);
    }
}

static void print_last_lines(const upy_writer *w, upy_value exception) {
    upy_printf(w, "%q: ", upy_type_of(exception)->name);
    print_text_safely(w, exception);
    upy_write(w, "\n", 1);
    upy_dict *attributes = upy_exception_dict(exception);
    upy_value notes = attributes ? upy_dict_get_name(attributes, UPY_NAME(__notes__)) : UPY_NULL;
    size_t n;
    upy_value *items;
    for (size_t i = 0; notes && upy_get_items(notes, &n, &items) && i < n; i++) {
        upy_printf(w, "%v\n", items[i]);
    }
}

typedef struct printed { // exceptions being printed, for cycles through __cause__
    const struct printed *outer;
    upy_value exception;
} printed;

static void print_chain(margin_writer *m, upy_value exception, const printed *outer);

#if UPY_LEVEL >= UPY_LEVEL_FULL
static void print_group(margin_writer *m, upy_value group, const printed *outer) {
    bool is_outermost = m->depth == 0;
    upy_writer w = margin_writer_of(m);
    if (is_outermost) {
        bool last_line_only;
        if (entries_to_print(upy_exception_traceback_length(group), &last_line_only) && !last_line_only) {
            upy_write_string(m->out, "  + Exception Group Traceback (most recent call last):\n");
        }
        m->depth = 1;
        print_entries(&w, group, "");
    } else {
        print_entries(&w, group, "Exception Group Traceback (most recent call last):\n");
    }
    print_last_lines(&w, group);
    upy_tuple *members = upy_as_tuple(upy_group_exceptions(group));
    int depth = m->depth;
    for (size_t i = 0; i < members->length; i++) {
        for (int k = 0; k < depth; k++) {
            upy_write(m->out, "  ", 2);
        }
        upy_printf(m->out, "%s---------------- %zu ----------------\n", i ? "  +" : "+-+", i + 1);
        m->depth = depth + 1;
        print_chain(m, members->items[i], outer);
        m->depth = depth;
    }
    // A member that is itself a group ends with a line of its own.
    if (members->length && !upy_is_exception_group(members->items[members->length - 1])) {
        for (int k = 0; k <= depth; k++) {
            upy_write(m->out, "  ", 2);
        }
        upy_write_string(m->out, "+------------------------------------\n");
    }
    m->depth = is_outermost ? 0 : depth;
}
#endif

static void print_one(margin_writer *m, upy_value exception, const printed *outer) {
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (upy_is_exception_group(exception)) {
        print_group(m, exception, outer);
        return;
    }
#endif
    (void)outer;
    upy_writer w = margin_writer_of(m);
    print_entries(&w, exception, "Traceback (most recent call last):\n");
    print_last_lines(&w, exception);
}

static void print_chain(margin_writer *m, upy_value exception, const printed *outer) {
    upy_check_stack();
    printed here = {outer, exception};
    upy_exception_extras *extras = ((upy_exception *)exception)->extras;
    upy_value earlier = UPY_NULL;
    if (extras) {
        earlier = extras->cause ? extras->cause : extras->suppress_context ? UPY_NULL : extras->context;
    }
    for (const printed *p = &here; earlier && p; p = p->outer) {
        if (p->exception == earlier) {
            earlier = UPY_NULL;
        }
    }
    if (earlier) {
        bool is_cause = earlier == extras->cause;
        print_chain(m, earlier, &here);
        upy_writer w = margin_writer_of(m);
        upy_write_string(&w, is_cause ? "\nThe above exception was the direct cause of the following exception:\n\n"
                                      : "\nDuring handling of the above exception, another exception occurred:\n\n");
    }
    print_one(m, exception, &here);
}

void upy_print_exception(const upy_writer *w, upy_value exception) {
    if (!upy_is_exception(exception)) {
        upy_printf(w, "%r\n", exception);
        return;
    }
    margin_writer m = {w, 0, true};
    print_chain(&m, exception, NULL);
}

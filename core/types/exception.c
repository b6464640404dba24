// exception.c — exception objects: making, arguments, text, attributes, cause and context.
//
// An exception holds its arguments inline, so the common one costs one block. Everything rare — cause, context,
// attributes stored by user code — lives in `extras`, made when first needed; the traceback is a storage block of
// its own (traceback.c). An exception can always be made: when there is no memory for it, the one kept in
// UPY->emergency_exception takes on the type asked for.
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/sequence.h"
#include "core/object/state.h"
#include "core/types/str.h"

#define EMERGENCY_ARGS 2
#define MOST_ARGS ((size_t)1 << 20)

static upy_exception *as_exception(upy_value v) { return (upy_exception *)v; }

// ---- Making -------------------------------------------------------------------------------------

static upy_exception *allocate(const upy_type *type, size_t n_args) {
    return upy_new_instance_of(type, sizeof(upy_exception) + n_args * sizeof(upy_value));
}

void upy_init_exceptions(void) {
    if (!UPY->emergency_exception) {
        UPY->emergency_exception = &allocate(&upy_type_MemoryError, EMERGENCY_ARGS)->header;
    }
}

static upy_exception *allocate_or_null(const upy_type *type, size_t n_args) {
    if (UPY_UNLIKELY(type->flags & UPY_TYPE_HAS_FINALIZER)) {
        return allocate(type, n_args); // of a class with __del__: raises MemoryError itself
    }
    size_t size = sizeof(upy_exception) + n_args * sizeof(upy_value);
    const upy_bump *bump = &UPY->heap.bump[UPY_BLOCK_OBJECT];
    bool is_quick = UPY_LEVEL >= UPY_LEVEL_FULL && size <= (size_t)(bump->end - bump->next);
    upy_exception *e = is_quick ? upy_heap_alloc_object_quick(size) : upy_heap_alloc_slow(UPY_BLOCK_OBJECT, size, true);
    if (e) {
        e->header.type = type;
    }
    return e;
}

static upy_value emergency_exception(const upy_type *type, size_t n_args, const upy_value *args) {
    upy_exception *e = (upy_exception *)UPY->emergency_exception;
    e->header.type = type;
    e->extras = NULL;
    e->traceback = NULL;
    e->n_args = n_args <= EMERGENCY_ARGS ? (uint32_t)n_args : 0;
    for (size_t i = 0; i < e->n_args; i++) {
        upy_store((upy_value)e, &e->args[i], args[i]);
    }
    return (upy_value)e;
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
upy_value upy_new_exception_about(const upy_type *type, size_t n_args, size_t n, const upy_value *values) {
    upy_exception *e = allocate_or_null(type, n);
    if (!e) {
        return upy_new_exception(type, n_args, values);
    }
    for (size_t i = 0; i < n; i++) {
        upy_store((upy_value)e, &e->args[i], values[i]);
    }
    e->n_args = (uint32_t)n_args;
    e->n_subjects = (uint8_t)(n - n_args);
    return (upy_value)e;
}
#endif

upy_value upy_new_exception(const upy_type *type, size_t n_args, const upy_value *args) {
    upy_exception *e = n_args <= MOST_ARGS ? allocate_or_null(type, n_args) : NULL;
    if (!e && n_args > EMERGENCY_ARGS) {
        n_args = 0;
        e = allocate_or_null(type, 0);
    }
    if (!e) {
        return emergency_exception(type, n_args, args);
    }
    for (size_t i = 0; i < n_args; i++) {
        upy_store((upy_value)e, &e->args[i], args[i]);
    }
    e->n_args = (uint32_t)n_args;
    return (upy_value)e;
}

upy_exception_extras *upy_exception_make_extras(upy_exception *e) {
    if (!e->extras) {
        upy_exception_extras *extras = upy_heap_alloc_storage(sizeof *extras);
        memset(extras, 0, sizeof *extras);
        e->extras = extras;
    }
    return e->extras;
}

void upy_exception_set_dict_name(upy_value exception, upy_value name, upy_value value) {
    upy_exception_extras *extras = upy_exception_make_extras(as_exception(exception));
    if (!extras->attributes) {
        extras->attributes = upy_dict_new(2);
    }
    upy_dict_set_name(extras->attributes, name, value);
}

static bool has_name(const upy_type *type) {
    return upy_is_subtype(type, &upy_type_ImportError) ||
           (UPY_LEVEL >= UPY_LEVEL_FULL &&
            (upy_is_subtype(type, &upy_type_AttributeError) || upy_is_subtype(type, &upy_type_NameError)));
}

// ImportError, NameError and AttributeError take their attributes as keywords. Other exceptions refuse keywords,
// but a class of the user's may have an __init__ that wants them.
static void take_keywords(upy_value self, size_t n_kw, const upy_value *pairs) {
    const upy_type *type = upy_type_of(self);
    bool has_own = has_name(type);
    for (size_t i = 0; i < n_kw; i++) {
        upy_value name = pairs[2 * i];
        if (!has_own || (name != UPY_NAME(name) && name != UPY_NAME(path) && name != UPY_NAME(obj))) {
            upy_raise_type("%v() takes no keyword arguments", type->name);
        }
        upy_exception_set_dict_name(self, name, pairs[2 * i + 1]);
    }
}

static upy_value exception_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    if (upy_is_group_type(type)) {
        return upy_new_exception_group(type, n_args, args);
    }
    upy_value self = upy_new_exception(type, n_args, args);
    if (n_kw && !upy_type_is_class(type)) {
        take_keywords(self, n_kw, args + n_args);
    }
    return self;
}

// The inline array cannot grow: other arguments than at creation go to extras, unless there are as many.
static void set_args(upy_exception *e, size_t n_args, const upy_value *args) {
    if (n_args == e->n_args && !(e->extras && e->extras->args_override)) {
        for (size_t i = 0; i < n_args; i++) {
            upy_store((upy_value)e, &e->args[i], args[i]);
        }
        return;
    }
    upy_value tuple = upy_new_tuple(n_args, args);
    upy_exception_make_extras(e)->args_override = tuple;
}

static void exception_init(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    if (upy_is_exception_group(self)) { // was filled when it was made and does not change
        return;
    }
    if (n_kw) {
        take_keywords(self, n_kw, args + n_args);
    }
    set_args(as_exception(self), n_args, args);
}

// ---- Arguments ----------------------------------------------------------------------------------

static size_t get_args(const upy_exception *e, const upy_value **args) {
    if (e->extras && e->extras->args_override) {
        upy_tuple *t = upy_as_tuple(e->extras->args_override);
        *args = t->items;
        return t->length;
    }
    *args = e->args;
    return e->n_args;
}

upy_value upy_exception_args(upy_value exception) {
    upy_exception *e = as_exception(exception);
    if (e->extras && e->extras->args_override) {
        return e->extras->args_override;
    }
    return e->n_args ? upy_new_tuple(e->n_args, e->args) : UPY_EMPTY_TUPLE;
}

static upy_value arg_or_none(upy_value exception, size_t index) {
    const upy_value *args;
    size_t n = get_args(as_exception(exception), &args);
    return index < n ? args[index] : UPY_NONE;
}

upy_value upy_exception_value(upy_value exception) { return arg_or_none(exception, 0); }

// ---- Text ---------------------------------------------------------------------------------------

static bool print_arg(const upy_writer *w, upy_value self, size_t *position, const char *separator) {
    const upy_value *args;
    size_t i = (*position)++;
    if (i >= get_args(as_exception(self), &args)) {
        return false;
    }
    upy_printf(w, "%s%r", separator, args[i]);
    return true;
}

// OSError: "[Errno 2] ENOENT" and "[Errno 2] ENOENT: detail". false: the plain rule applies.
static bool print_os_error(const upy_writer *w, upy_exception *e, size_t n_args, const upy_value *args) {
    if (n_args < 1 || n_args > 2 || !upy_is_small_int(args[0]) || e->header.type->flags & UPY_TYPE_IS_CLASS) {
        return false;
    }
    const char *name = upy_errno_name(upy_small_int_value(args[0]));
    if (!name) {
        return false;
    }
    upy_printf(w, "[Errno %r] %s", args[0], name);
    if (n_args == 2) {
        upy_printf(w, ": %v", args[1]);
    }
    return true;
}

static void print_text(const upy_writer *w, upy_value self) {
    upy_exception *e = as_exception(self);
    const upy_type *type = e->header.type;
    const upy_value *args;
    size_t n_args = get_args(e, &args);
    if (upy_is_group_type(type)) {
        size_t n = upy_as_tuple(upy_group_exceptions(self))->length;
        upy_printf(w, "%v (%zu sub-exception%s)", upy_group_message(self), n, n == 1 ? "" : "s");
    } else if (upy_is_subtype(type, &upy_type_OSError) && print_os_error(w, e, n_args, args)) {
        return;
    } else if (upy_is_subtype(type, &upy_type_UnicodeError) && upy_unicode_error_print(w, type, n_args, args)) {
        return;
    } else if (n_args == 1) {
        bool is_key_error = upy_is_subtype(type, &upy_type_KeyError);
        upy_print(w, args[0], is_key_error ? UPY_PRINT_REPR : UPY_PRINT_STR);
    } else if (n_args) {
        upy_print(w, upy_exception_args(self), UPY_PRINT_STR);
    }
}

static void exception_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    upy_check_stack();
    if (kind == UPY_PRINT_STR) {
        print_text(w, self);
        return;
    }
    const upy_value *args;
    bool is_single = get_args(as_exception(self), &args) == 1;
    upy_print_items(w, self, "%T(...)", "%T(", print_arg, is_single ? ",)" : ")");
}

// ---- Cause and context --------------------------------------------------------------------------

upy_value upy_exception_cause(upy_value exception) {
    upy_exception_extras *extras = as_exception(exception)->extras;
    return extras ? extras->cause : UPY_NULL;
}

upy_value upy_exception_context(upy_value exception) {
    upy_exception_extras *extras = as_exception(exception)->extras;
    return extras ? extras->context : UPY_NULL;
}

// What is given for a cause or context: None, an exception, or a class of one.
static upy_value checked_link(upy_value v) {
    if (!v || v == UPY_NONE) {
        return UPY_NULL;
    }
    if (!upy_is_exception(v) && !upy_is_type(v)) {
        upy_raise_type("exception causes must derive from BaseException");
    }
    return upy_exception_instance(v);
}

void upy_exception_set_cause(upy_value exception, upy_value cause) {
    cause = checked_link(cause);
    upy_exception_extras *extras = upy_exception_make_extras(as_exception(exception));
    extras->cause = cause;
    extras->suppress_context = true;
}

#if UPY_FULL_DATA_MODEL
// Cuts the chain of contexts that starts at `from` where it would come back to `target`. A second pointer at half
// the speed notices chains that were closed by assignments to __context__.
static void cut_cycle(upy_value from, upy_value target) {
    upy_value o = from, slow = from;
    bool move_slow = false;
    for (;;) {
        upy_value next = upy_exception_context(o);
        if (!next) {
            return;
        }
        if (next == target) {
            as_exception(o)->extras->context = UPY_NULL;
            return;
        }
        o = next;
        if (o == slow) {
            return;
        }
        if (move_slow) {
            slow = upy_exception_context(slow);
        }
        move_slow = !move_slow;
    }
}

void upy_exception_set_context(upy_value exception, upy_value context) {
    if (!context || context == UPY_NONE || exception == context) {
        return;
    }
    upy_exception *e = as_exception(exception);
    cut_cycle(context, exception);
    if (!e->extras) {
        upy_exception_extras *extras = upy_heap_alloc_storage_or_null(sizeof *extras);
        if (!extras) {
            return;
        }
        memset(extras, 0, sizeof *extras);
        e->extras = extras;
    }
    e->extras->context = context;
}
#else
void upy_exception_set_context(upy_value exception, upy_value context) {
    (void)exception;
    (void)context;
}
#endif

// ---- Attributes ---------------------------------------------------------------------------------

static upy_value none_if_null(upy_value v) { return v ? v : UPY_NONE; }

// SyntaxError as the compiler raises it has its place in the innermost traceback entry; as user code may raise it
// (CPython's form), in a tuple: SyntaxError(msg, (filename, lineno, offset, text, …)).
static upy_value syntax_error_place(upy_value self, size_t tuple_index) {
    upy_value details = arg_or_none(self, 1);
    if (upy_has_layout(details, UPY_TYPE_TUPLE_BASED)) {
        upy_tuple *t = upy_as_tuple(details);
        return tuple_index < t->length ? t->items[tuple_index] : UPY_NONE;
    }
    const upy_traceback_entry *entry = upy_exception_traceback_entry(self, 0);
    if (!entry || !upy_is_str(entry->place)) {
        return UPY_NONE; // not from a source text
    }
    return tuple_index == 0 ? entry->place : tuple_index == 1 ? upy_new_int_from_unsigned(entry->line) : UPY_NONE;
}

// What the attributes of particular types show: the argument of that number, or something special.
enum { PLACE = 8, STRERROR = 16, CODE, NAME, OBJECT, NOTHING }; // PLACE + i: item i of the place of a SyntaxError

static const struct {
    upy_value name;
    const upy_type *type;
    uintptr_t what;
} attributes_of_types[] = {
    {UPY_NAME(strerror), &upy_type_OSError, STRERROR},
    {UPY_NAME(filename), &upy_type_OSError, 2},
    {UPY_NAME(code), &upy_type_SystemExit, CODE},
    {UPY_NAME(msg), &upy_type_ImportError, 0},
    {UPY_NAME(path), &upy_type_ImportError, NOTHING},
    {UPY_NAME(name), &upy_type_ImportError, NAME},
    {UPY_NAME(message), &upy_type_BaseExceptionGroup, 0},
    {UPY_NAME(msg), &upy_type_SyntaxError, 0},
    {UPY_NAME(filename), &upy_type_SyntaxError, PLACE + 0},
    {UPY_NAME(lineno), &upy_type_SyntaxError, PLACE + 1},
    {UPY_NAME(offset), &upy_type_SyntaxError, PLACE + 2},
    {UPY_NAME(text), &upy_type_SyntaxError, PLACE + 3},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(filename2), &upy_type_OSError, 4},
    {UPY_NAME(name), &upy_type_AttributeError, NAME},
    {UPY_NAME(obj), &upy_type_AttributeError, OBJECT},
    {UPY_NAME(name), &upy_type_NameError, NAME},
    {UPY_NAME(end_lineno), &upy_type_SyntaxError, PLACE + 4},
    {UPY_NAME(end_offset), &upy_type_SyntaxError, PLACE + 5},
    {UPY_NAME(print_file_and_line), &upy_type_SyntaxError, NOTHING},
    {UPY_NAME(object), &upy_type_UnicodeTranslateError, 0},
    {UPY_NAME(start), &upy_type_UnicodeTranslateError, 1},
    {UPY_NAME(end), &upy_type_UnicodeTranslateError, 2},
    {UPY_NAME(reason), &upy_type_UnicodeTranslateError, 3},
#endif
    {UPY_NAME(encoding), &upy_type_UnicodeError, 0},
    {UPY_NAME(object), &upy_type_UnicodeError, 1},
    {UPY_NAME(start), &upy_type_UnicodeError, 2},
    {UPY_NAME(end), &upy_type_UnicodeError, 3},
    {UPY_NAME(reason), &upy_type_UnicodeError, 4},
};

#if UPY_LEVEL >= UPY_LEVEL_FULL
static upy_value subject_or_none(upy_value self, size_t index) {
    const upy_exception *e = as_exception(self);
    return index < e->n_subjects ? e->args[e->n_args + index] : UPY_NONE;
}
#else
#define subject_or_none(self, index) UPY_NONE
#endif

static upy_value strerror_of(upy_value self) {
    upy_value detail = arg_or_none(self, 1);
    const char *text = detail == UPY_NONE ? upy_errno_name(upy_exception_errno(self)) : NULL;
    return text ? upy_new_str(text, strlen(text)) : detail;
}

static upy_value load_for_type(upy_value self, upy_value name) {
    for (size_t i = 0; i < UPY_COUNT_OF(attributes_of_types); i++) {
        if (attributes_of_types[i].name != name || !upy_is_instance(self, attributes_of_types[i].type)) {
            continue;
        }
        uintptr_t what = attributes_of_types[i].what;
        const upy_value *args;
        switch (what) {
        case STRERROR: return strerror_of(self);
        case CODE:
            return get_args(as_exception(self), &args) > 1 ? upy_exception_args(self) : upy_exception_value(self);
        case NAME: return subject_or_none(self, 0);
        case OBJECT: return subject_or_none(self, 1);
        case NOTHING: return UPY_NONE;
        default: return what >= PLACE ? syntax_error_place(self, what - PLACE) : arg_or_none(self, what);
        }
    }
    return UPY_NULL;
}

static upy_value load(upy_value self, upy_value name) {
    upy_exception *e = as_exception(self);
    if (name == UPY_NAME(args)) {
        return upy_exception_args(self);
    }
    if (name == UPY_NAME(__traceback__)) {
        return upy_exception_traceback(self);
    }
    if (name == UPY_NAME(__cause__)) {
        return none_if_null(upy_exception_cause(self));
    }
    if (name == UPY_NAME(__context__)) {
        return none_if_null(upy_exception_context(self));
    }
    if (name == UPY_NAME(__suppress_context__)) {
        return upy_bool(e->extras && e->extras->suppress_context);
    }
    if (name == UPY_NAME(__dict__)) {
        upy_exception_extras *extras = upy_exception_make_extras(e);
        if (!extras->attributes) {
            extras->attributes = upy_dict_new(0);
        }
        return upy_from_dict(extras->attributes);
    }
    upy_value found = load_for_type(self, name);
    if (!found && (name == UPY_NAME(value) || name == UPY_NAME(errno))) {
        found = upy_exception_value(self);
    }
    return found;
}

static bool store_special(upy_value self, upy_value name, upy_value value) {
    upy_exception *e = as_exception(self);
    if (name == UPY_NAME(args)) {
        upy_value tuple = upy_to_tuple(value);
        upy_exception_make_extras(e)->args_override = tuple;
    } else if (name == UPY_NAME(__traceback__)) {
        upy_exception_set_traceback(self, value);
    } else if (name == UPY_NAME(__cause__)) {
        upy_exception_set_cause(self, value);
    } else if (name == UPY_NAME(__context__)) {
        value = checked_link(value);
        upy_exception_make_extras(e)->context = value;
    } else if (name == UPY_NAME(__suppress_context__)) {
        bool suppress = upy_is_true(value);
        upy_exception_make_extras(e)->suppress_context = suppress;
    } else {
        return false;
    }
    return true;
}

static bool is_readonly(upy_value self, upy_value name) {
    return upy_is_exception_group(self) && (name == UPY_NAME(exceptions) || name == UPY_NAME(message));
}

static upy_value exception_attribute(upy_value self, upy_value name, upy_value value) {
    upy_dict *attributes = upy_exception_dict(self);
    if (value == UPY_MARK_LOAD) {
        upy_value found = attributes ? upy_dict_get_name(attributes, name) : UPY_NULL;
        // What a class of the user's defines goes before what is computed.
        bool is_class_attribute = upy_type_is_class(upy_type_of(self)) && upy_type_lookup(upy_type_of(self), name);
        return found || is_class_attribute ? found : load(self, name);
    }
    if (is_readonly(self, name)) {
        return UPY_NULL;
    }
    if (value == UPY_MARK_DELETE) {
        return attributes ? upy_dict_remove(attributes, name) : UPY_NULL;
    }
    if (!store_special(self, name, value)) {
        upy_exception_set_dict_name(self, name, value);
    }
    return UPY_NONE;
}

static upy_value exception_with_traceback(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_exception_set_traceback(args[0], args[1]);
    return args[0];
}
static const UPY_METHOD(exception_with_traceback_method, BaseException, with_traceback, exception_with_traceback, 2, 2);

static upy_value exception_add_note(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (!upy_is_str(args[1])) {
        upy_raise_type("note must be a str, not '%T'", args[1]);
    }
    upy_dict *attributes = upy_exception_dict(args[0]);
    upy_value notes = attributes ? upy_dict_get_name(attributes, UPY_NAME(__notes__)) : UPY_NULL;
    if (!notes) {
        notes = upy_new_list_with_capacity(1);
        upy_exception_set_dict_name(args[0], UPY_NAME(__notes__), notes);
    }
    if (!upy_has_layout(notes, UPY_TYPE_LIST_BASED)) {
        upy_raise_type("Cannot add note: __notes__ is not a list");
    }
    upy_list_append(notes, args[1]);
    return UPY_NONE;
}
static const UPY_METHOD(exception_add_note_method, BaseException, add_note, exception_add_note, 2, 2);

#if UPY_LEVEL >= UPY_LEVEL_FULL
// What copies and pickles call with the attributes taken from the original.
static upy_value exception_setstate(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (args[1] != UPY_NONE && !upy_has_layout(args[1], UPY_TYPE_DICT_BASED)) {
        upy_raise_type("state is not a dictionary");
    }
    size_t position = 0;
    for (upy_pair *p; args[1] != UPY_NONE && (p = upy_dict_next(upy_as_dict(args[1]), &position)) != NULL;) {
        upy_set_attribute(args[0], upy_intern_str(upy_str_check(p->key)), p->value);
    }
    return UPY_NONE;
}
static const UPY_METHOD(exception_setstate_method, BaseException, __setstate__, exception_setstate, 2, 2);
#endif

static const upy_pair exception_pairs[] = {
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(__setstate__), (upy_value)&exception_setstate_method},
#endif
    {UPY_NAME(with_traceback), (upy_value)&exception_with_traceback_method},
    {UPY_NAME(add_note), (upy_value)&exception_add_note_method},
};
const UPY_DEFINE_TABLE(upy_exception_attributes, exception_pairs);

// ---- Collector ----------------------------------------------------------------------------------

static void exception_trace(upy_value self, upy_tracer *tracer) {
    upy_exception *e = as_exception(self);
    upy_trace_values(tracer, e->args, e->n_args + e->n_subjects);
    upy_traceback_trace(e->traceback, tracer);
    upy_exception_extras *extras = e->extras;
    if (extras) {
        upy_trace_storage(tracer, extras);
        upy_trace_value(tracer, extras->cause);
        upy_trace_value(tracer, extras->context);
        upy_trace_value(tracer, extras->args_override);
        upy_trace_value(tracer, extras->attributes ? upy_from_dict(extras->attributes) : UPY_NULL);
    }
}

static size_t exception_size(upy_value self) {
    const upy_exception *e = as_exception(self);
    return sizeof(upy_exception) + (e->n_args + e->n_subjects) * sizeof(upy_value);
}

const upy_slots upy_exception_slots = {
    .make_new = exception_make_new,
    .init = exception_init,
    .print = exception_print,
    .attribute = exception_attribute,
    .trace = exception_trace,
    .size_of = exception_size,
};

// slot_methods.c — special methods of native types as callable objects, made from their slots when asked for.
//
// `(1).__add__(2)`, `list.__len__`, `super().__init__(…)`: native types have no table entries for these. A slot
// wrapper holds the type and a row of slot_methods.def; it takes self first and binds it like a function. __new__
// takes the class first and does not bind, so it is a type of its own. Which operators a type has cannot be read off
// its one binary slot: a row says which types have it.
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"

typedef enum dunder_kind { // in the order of the arguments they take: self alone, another one, two others
    INIT,
    NEW,
    PRINT,
    LEN,
    LENGTH_HINT,
    HASH,
    ITER,
    NEXT,
    CALL,
    NUMBER,
    CONTAINS,
    GET_ITEM,
    DELETE_ITEM,
    COMPARE,
    DELETE,
    ARITHMETIC,
    INPLACE,
    GET,
    SET_ITEM,
    SET_VALUE
} dunder_kind;

// Types as far as their operators differ: the layouts, and some without one.
enum {
    INT = UPY_TYPE_INT_BASED >> 16,
    FLOAT = UPY_TYPE_FLOAT_BASED >> 16,
    TUPLE = UPY_TYPE_TUPLE_BASED >> 16,
    LIST = UPY_TYPE_LIST_BASED >> 16,
    DICT = UPY_TYPE_DICT_BASED >> 16,
    SET = UPY_TYPE_SET_BASED >> 16,
    TYPE = UPY_TYPE_TYPE_BASED >> 16,
    BYTEARRAY = UPY_TYPE_BYTEARRAY_BASED >> 16,
    ARRAY = UPY_TYPE_ARRAY_BASED >> 16,
    TEXTS = (UPY_TYPE_STR_BASED | UPY_TYPE_BYTES_BASED | UPY_TYPE_BYTEARRAY_BASED) >> 16,
    COMPLEX = 1 << 11,
    NONE = 1 << 12,
    RANGE = 1 << 13,
    OTHER = 1 << 14,
    ANY = 0xffff,
    NUMBERS = INT | FLOAT,
    SEQUENCES = TEXTS | LIST | TUPLE,
    MUTABLE = LIST | DICT | BYTEARRAY | ARRAY
};

typedef struct dunder {
    upy_value name;
    uint8_t kind, op;
    uint16_t types;
} dunder;

static const dunder dunders[] = {
#define DUNDER_NAMED(name, kind, op, types) {UPY_NAME(name), kind, op, (uint16_t)(types)},
#include "core/types/slot_methods.def"
#undef DUNDER_NAMED
};

typedef struct slot_wrapper {
    upy_object header;
    const upy_type *owner;
    const dunder *row;
} slot_wrapper;

// ---- Which type has which -----------------------------------------------------------------------

static unsigned kind_of_type(const upy_type *type) {
    unsigned layout = (type->flags & UPY_TYPE_LAYOUT_MASK) >> 16;
    return layout                                                           ? layout
           : UPY_FULL_DATA_MODEL && upy_is_subtype(type, &upy_type_complex) ? COMPLEX
           : type == &upy_type_none                                         ? NONE
           : type == &upy_type_range                                        ? RANGE
                                                                            : OTHER;
}

static bool is_mutable(const upy_type *type) {
    return (kind_of_type(type) & MUTABLE) ||
           (type->flags & UPY_TYPE_SET_BASED && !upy_is_subtype(type, &upy_type_frozenset));
}

static bool has_dunder(const upy_type *type, const dunder *row) {
    const upy_slots *s = type->slots;
    if (!(row->types & kind_of_type(type))) {
        return false;
    }
    bool is_container = s->iter ? !s->next : s->subscript != NULL;
    switch ((dunder_kind)row->kind) {
    case INIT: return s->init != NULL;
    case NEW: return s->make_new != NULL;
    case PRINT: return s->print != NULL;
    case LEN: return s->unary && is_container;
    case LENGTH_HINT: return s->unary && s->next;
    case HASH:
    case NUMBER: return s->unary != NULL;
    case CONTAINS: return s->binary && is_container;
    case GET_ITEM:
    case SET_ITEM:
    case DELETE_ITEM: return s->subscript != NULL;
    case ITER: return s->iter != NULL;
    case NEXT: return s->next != NULL;
    case CALL: return s->call != NULL;
    case COMPARE: return s->binary != NULL;
    case ARITHMETIC: return s->binary && (kind_of_type(type) != OTHER || s->subscript);
    case INPLACE: return s->binary && is_mutable(type);
    case GET: return s->descriptor_get || type->flags & UPY_TYPE_BINDS_SELF;
    case SET_VALUE:
    case DELETE: return s->descriptor_set != NULL;
    }
    return false;
}

static bool is_dunder_name(upy_value name) {
    size_t n = upy_str_length(name);
    const char *s = upy_str_data(name);
    return n > 4 && s[0] == '_' && s[1] == '_' && s[n - 1] == '_';
}

// Programs of hosts compare such methods with `is`: the first one made for a type and name is the one for good.
static upy_value the_only(slot_wrapper *w) {
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (!UPY->slot_wrappers) {
        UPY->slot_wrappers = upy_from_dict(upy_dict_new(0));
    }
    return upy_dict_set_default((upy_dict *)UPY->slot_wrappers, (upy_value)w, (upy_value)w);
#else
    return (upy_value)w;
#endif
}

upy_value upy_synthesise_own_dunder(const upy_type *native, upy_value name) {
    if (!is_dunder_name(name)) {
        return UPY_NULL;
    }
    if (native == &upy_type_object) {
        return upy_object_dunder(name);
    }
    const dunder *row = dunders;
    while (row->name != name) {
        if (++row == dunders + UPY_COUNT_OF(dunders)) {
            return UPY_NULL;
        }
    }
    if (row->kind == HASH && is_mutable(native)) {
        return UPY_NONE;
    }
    if (!has_dunder(native, row)) {
        return UPY_NULL;
    }
    slot_wrapper *w = upy_new_object(row->kind == NEW ? &upy_type_new_wrapper : &upy_type_slot_wrapper, sizeof *w);
    w->owner = native;
    w->row = row;
    return the_only(w);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
void upy_each_dunder(const upy_type *native, void (*visit)(void *context, upy_value name, upy_value value),
                     void *context) {
    for (size_t i = 0; native != &upy_type_object && i < UPY_COUNT_OF(dunders); i++) {
        if (has_dunder(native, &dunders[i])) {
            visit(context, dunders[i].name, UPY_NONE);
        }
    }
    visit(context, UPY_NAME(__class__), UPY_NONE);
    visit(context, UPY_NAME(__doc__), UPY_NONE);
    upy_each_object_dunder(visit, context);
}
#endif

upy_value upy_synthesise_dunder(const upy_type *type, upy_value name) {
    const upy_type *native = upy_type_native(type);
    upy_value found = upy_synthesise_own_dunder(native, name);
    return found || native == &upy_type_object ? found : upy_object_dunder(name);
}

// ---- Calling ------------------------------------------------------------------------------------

static upy_value or_not_implemented(upy_value result) { return result ? result : UPY_NOT_IMPLEMENTED; }

static upy_value print_to_str(const upy_slots *slots, upy_value self, upy_print_kind kind) {
    upy_builder b;
    upy_builder_init(&b, 0);
    upy_writer w = upy_builder_writer(&b);
    slots->print(&w, self, kind);
    return upy_builder_to_str(&b);
}

static upy_value unsupported(upy_value name, upy_value self) {
    upy_raise_type("unsupported type for %q: '%T'", name, self);
}

static upy_value call_subscript(const slot_wrapper *w, upy_value self, upy_value index, upy_value value) {
    upy_value result = w->owner->slots->subscript(self, index, value);
    if (!result) {
        unsupported(w->row->name, self);
    }
    return value == UPY_MARK_LOAD ? result : UPY_NONE;
}

static upy_value call_binary(const slot_wrapper *w, upy_value self, upy_value other) {
    upy_binary_op op = w->row->op;
    upy_value result = w->owner->slots->binary(op, self, other);
    if (!result && op == UPY_OP_NE) { // != is the opposite of == where a type has only that
        result = w->owner->slots->binary(UPY_OP_EQ, self, other);
        return result ? upy_bool(!upy_is_true(result)) : UPY_NOT_IMPLEMENTED;
    }
    return or_not_implemented(result);
}

static upy_value call_contains(const slot_wrapper *w, upy_value self, upy_value item) {
    upy_value result = w->owner->slots->binary(UPY_OP_CONTAINS, self, item);
    return result ? upy_bool(upy_is_true(result)) : upy_bool(upy_contains(self, item));
}

static upy_value call_unary(const slot_wrapper *w, upy_value self) {
    upy_unary_op op = w->row->op;
    upy_value result = w->owner->slots->unary(op, self);
    if (!result && op == UPY_OP_HASH) {
        return upy_small_int(upy_identity_hash(self));
    }
    return result ? result : unsupported(w->row->name, self);
}

static upy_value slot_wrapper_call(upy_value callee, size_t n_args, size_t n_kw, const upy_value *args) {
    const slot_wrapper *w = (const slot_wrapper *)callee;
    const upy_slots *slots = w->owner->slots;
    dunder_kind kind = w->row->kind;
    size_t least = kind < CONTAINS ? 1 : kind < SET_ITEM ? 2 : 3;
    if (n_args < least) {
        upy_check_argument_count(n_args, least, least);
    }
    upy_value self = args[0];
    if (!upy_is_instance(self, w->owner)) {
        upy_raise_type("argument should be a '%q' not a '%T'", w->owner->name, self);
    }
    if (kind == INIT) {
        slots->init(self, n_args - 1, n_kw, args + 1);
        return UPY_NONE;
    }
    if (kind == CALL) {
        return slots->call(self, n_args - 1, n_kw, args + 1);
    }
    upy_no_keywords(n_kw);
    size_t most =
        kind == GET || (UPY_LEVEL >= UPY_LEVEL_FULL && kind == ARITHMETIC && w->row->op == UPY_OP_POW) ? 3 : least;
    upy_check_argument_count(n_args, least, most);
    switch (kind) {
    case PRINT: return print_to_str(slots, self, (upy_print_kind)w->row->op);
    case LEN:
    case LENGTH_HINT:
    case HASH:
    case NUMBER: return call_unary(w, self);
    case CONTAINS: return call_contains(w, self, args[1]);
    case GET_ITEM:
    case SET_ITEM:
    case DELETE_ITEM:
        return call_subscript(w, self, args[1],
                              kind == GET_ITEM   ? UPY_MARK_LOAD
                              : kind == SET_ITEM ? args[2]
                                                 : UPY_MARK_DELETE);
    case ITER: return slots->iter(self);
    case NEXT: {
        UPY->stop_value = UPY_NULL;
        upy_value v = slots->next(self);
        if (!v) {
            upy_raise_stop_iteration(UPY->stop_value);
        }
        return v;
    }
    case GET: {
        upy_value instance = args[1] == UPY_NONE ? UPY_NULL : args[1];
        bool has_owner = n_args == 3 && upy_is_type(args[2]);
        const upy_type *owner = has_owner ? (const upy_type *)args[2] : upy_type_of(args[1]);
        return slots->descriptor_get ? slots->descriptor_get(self, instance, owner) : upy_bind(self, instance, owner);
    }
    case SET_VALUE:
    case DELETE:
        if (!slots->descriptor_set(self, args[1], kind == SET_VALUE ? args[2] : UPY_MARK_DELETE)) {
            unsupported(w->row->name, self);
        }
        return UPY_NONE;
    default:
#if UPY_LEVEL >= UPY_LEVEL_FULL
        if (n_args == 3 && args[2] != UPY_NONE) {
            if (!upy_is_int(self) || !upy_is_int(args[1]) || !upy_is_int(args[2])) {
                return UPY_NOT_IMPLEMENTED;
            }
            return upy_int_pow_mod(upy_int_as_exact(self), upy_int_as_exact(args[1]), upy_int_as_exact(args[2]));
        }
#endif
        return call_binary(w, self, args[1]);
    }
}

static upy_value new_wrapper_call(upy_value callee, size_t n_args, size_t n_kw, const upy_value *args) {
    const upy_type *owner = ((const slot_wrapper *)callee)->owner;
    upy_check_argument_count(n_args, 1, SIZE_MAX);
    if (!upy_is_type(args[0])) {
        upy_raise_type("%q.__new__(X): X is not a type object (%T)", owner->name, args[0]);
    }
    const upy_type *type = (const upy_type *)args[0], *native = upy_type_native(type);
    if (!upy_is_subtype(type, owner)) {
        upy_raise_type("%q.__new__(%q): %q is not a subtype of %q", owner->name, type->name, type->name, owner->name);
    }
    if (native != owner && !(native->flags & UPY_TYPE_IS_EXCEPTION)) {
        upy_raise_type("%q.__new__(%q) is not safe, use %q.__new__()", owner->name, type->name, native->name);
    }
    return native->slots->make_new(type, n_args - 1, n_kw, args + 1);
}

// ---- The wrapper objects ------------------------------------------------------------------------

static void slot_wrapper_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    const slot_wrapper *s = (const slot_wrapper *)self;
    upy_printf(w, "<slot wrapper '%q' of '%q' objects>", s->row->name, s->owner->name);
}

static upy_value slot_wrapper_unary(upy_unary_op op, upy_value self) {
    const slot_wrapper *s = (const slot_wrapper *)self;
    if (op != UPY_OP_HASH) {
        return UPY_NULL;
    }
    return upy_small_int(upy_identity_hash((upy_value)s->owner) ^ (intptr_t)(s->row - dunders));
}

static upy_value slot_wrapper_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    const slot_wrapper *a = (const slot_wrapper *)lhs, *b = (const slot_wrapper *)rhs;
    if ((op != UPY_OP_EQ && op != UPY_OP_NE) || !upy_is_exactly(rhs, a->header.type)) {
        return UPY_NULL;
    }
    return upy_bool((a->owner == b->owner && a->row == b->row) == (op == UPY_OP_EQ));
}

static upy_value slot_wrapper_attribute(upy_value self, upy_value name, upy_value value) {
    const slot_wrapper *s = (const slot_wrapper *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(__name__) || name == UPY_NAME(__qualname__)) {
        return s->row->name;
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(__objclass__) || (name == UPY_NAME(__self__) && s->row->kind == NEW)) {
        return (upy_value)s->owner;
    }
#endif
    return name == UPY_NAME(__doc__) ? UPY_NONE : UPY_NULL;
}

#define WRAPPER_SLOTS(call_function)                                                                                   \
    {                                                                                                                  \
        .call = (call_function), .print = slot_wrapper_print, .unary = slot_wrapper_unary,                             \
        .binary = slot_wrapper_binary, .attribute = slot_wrapper_attribute                                             \
    }
static const upy_slots slot_wrapper_slots = WRAPPER_SLOTS(slot_wrapper_call);
static const upy_slots new_wrapper_slots = WRAPPER_SLOTS(new_wrapper_call);

const upy_type upy_type_slot_wrapper = {UPY_TYPE_HEAD(builtin_function_or_method, slot_wrapper,
                                                      UPY_TYPE_IS_FINAL | UPY_TYPE_BINDS_SELF | UPY_TYPE_IS_VARIANT),
                                        .base = &upy_type_builtin, .slots = &slot_wrapper_slots};
const upy_type upy_type_new_wrapper = {
    UPY_TYPE_HEAD(builtin_function_or_method, slot_wrapper, UPY_TYPE_IS_FINAL | UPY_TYPE_IS_VARIANT),
    .base = &upy_type_builtin, .slots = &new_wrapper_slots};

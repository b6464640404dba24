// object.h — object header, type descriptor and the protocols every floor above speaks:
// attributes, calls, operators, iteration, truth, printing.
//
// An object is a block whose first word is the address of its type. A type is a structure that may
// be `const` and live in flash; what a type can do is in a table of slots it shares with its kin
// (all exception types have one slot table, all classes made in Python another), so a type itself
// stays small. A slot that is NULL means "not supported".
//
// Classes made in Python are upy_class objects (core/types/class.h): a upy_type with a tail.
// Instances of a class without native base are upy_instance: type, shape, attribute slots.
// Instances of a class with a native base start with the native structure, so that every native
// method works on them directly, and end with one word that holds their attribute dict.
//
// Unless stated otherwise every function here may raise, i.e. not return (core/object/raise.h).
#ifndef UPY_OBJECT_OBJECT_H
#define UPY_OBJECT_OBJECT_H

#include <stdarg.h>

#include "core/object/value.h"
#include "core/object/names.h"

typedef struct upy_type upy_type;
typedef struct upy_dict upy_dict;
typedef struct upy_tracer upy_tracer;

typedef struct upy_object {
    const upy_type *type;
} upy_object;

// ---- Operators -------------------------------------------------------------------------------

// The order matters: REVERSE_x = x + (REVERSE_ADD - ADD), INPLACE_x = x + (INPLACE_ADD - ADD), and
// the opcode table lists arithmetic in the same order.
typedef enum upy_binary_op {
    UPY_OP_ADD,
    UPY_OP_SUB,
    UPY_OP_MUL,
    UPY_OP_MATMUL,
    UPY_OP_TRUEDIV,
    UPY_OP_FLOORDIV,
    UPY_OP_MOD,
    UPY_OP_POW,
    UPY_OP_LSHIFT,
    UPY_OP_RSHIFT,
    UPY_OP_AND,
    UPY_OP_XOR,
    UPY_OP_OR,
    UPY_OP_DIVMOD,
    UPY_OP_REVERSE_ADD,
    UPY_OP_REVERSE_MUL = UPY_OP_REVERSE_ADD + UPY_OP_MUL,
    UPY_OP_REVERSE_DIVMOD = UPY_OP_REVERSE_ADD + UPY_OP_DIVMOD,
    UPY_OP_INPLACE_ADD,
    UPY_OP_INPLACE_MUL = UPY_OP_INPLACE_ADD + UPY_OP_MUL,
    UPY_OP_INPLACE_OR = UPY_OP_INPLACE_ADD + UPY_OP_OR,
    UPY_OP_EQ,
    UPY_OP_NE,
    UPY_OP_LT,
    UPY_OP_LE,
    UPY_OP_GT,
    UPY_OP_GE,
    UPY_OP_CONTAINS, // lhs is the container: `rhs in lhs`
    UPY_OP_COUNT
} upy_binary_op;

static inline bool upy_op_is_reverse(upy_binary_op op) {
    return op >= UPY_OP_REVERSE_ADD && op <= UPY_OP_REVERSE_DIVMOD;
}
static inline bool upy_op_is_inplace(upy_binary_op op) { return op >= UPY_OP_INPLACE_ADD && op <= UPY_OP_INPLACE_OR; }
static inline bool upy_op_is_compare(upy_binary_op op) { return op >= UPY_OP_EQ && op <= UPY_OP_GE; }

typedef enum upy_unary_op {
    UPY_OP_NEG,
    UPY_OP_POS,
    UPY_OP_INVERT,
    UPY_OP_ABS,
    UPY_OP_BOOL, // → upy_true / upy_false
    UPY_OP_LEN,  // → int that fits a word
    UPY_OP_HASH, // → small int; a type with the slot that answers UPY_NULL is unhashable
    UPY_OP_INT,  // __int__ (also __trunc__)
    UPY_OP_FLOAT,
    UPY_OP_COMPLEX,
    UPY_OP_INDEX,
    UPY_OP_LENGTH_HINT, // → int: the items an iterator has left. Its type is UPY_TYPE_EQ_IDENTITY then, so that it
                        // hashes
    UPY_OP_UNARY_COUNT
} upy_unary_op;

typedef enum upy_print_kind { UPY_PRINT_STR, UPY_PRINT_REPR } upy_print_kind;

// Where text goes. write() may raise.
typedef struct upy_writer {
    void *data;
    void (*write)(void *data, const char *bytes, size_t length);
} upy_writer;

void upy_write(const upy_writer *w, const char *bytes, size_t length);
void upy_write_string(const upy_writer *w, const char *zero_terminated);
// Formats, here and where exceptions are raised, are literals: macros of the functions' names mark them by UPY_TEXT, so
// that firmware images can hold them packed (tools/outline/packed_texts.py). One that is chosen at run time is passed
// to (function)(…), and its literals are marked where they stand.
#if UPY_PACKED_TEXTS
#define UPY_TEXT(...) "\177\1" __VA_ARGS__
#else
#define UPY_TEXT(...) "" __VA_ARGS__
#endif

// printf-like. Conversions: %s (char*), %.*s, %c, %d %u (int), %zd %zu (word), %x %zx, %p, %%,
// %q (upy_value: a str, its text), %v (upy_value: its str()), %r (upy_value: its repr()), %T (upy_value: name of its
// type).
void upy_printf(const upy_writer *w, const char *format, ...);
#define upy_printf(w, ...) (upy_printf)(w, UPY_TEXT(__VA_ARGS__))
void upy_printf_list(const upy_writer *w, const char *format, va_list arguments);

// ---- Buffers ---------------------------------------------------------------------------------

typedef struct upy_buffer_view {
    void *data;
    size_t length;     // bytes
    char typecode;     // struct code of one element: 'B' for bytes
    uint8_t item_size; // bytes
    bool is_readonly;
} upy_buffer_view;

#define UPY_BUFFER_READ 1u
#define UPY_BUFFER_WRITE 2u

// ---- Types -----------------------------------------------------------------------------------

// Slots. A NULL result (UPY_NULL) of unary, binary and subscript means "not supported" and lets the
// caller try the next possibility. Arguments of calls are one array: n_args positionals, then n_kw
// pairs name, value. The array is only valid during the call and must not be written.
typedef struct upy_slots {
    // Constructs an instance. `type` is the class that was called: the native type or a Python subclass of it.
    // Allocate with upy_new_instance_of() so that subclasses get their extra word. NULL: cannot be created.
    upy_value (*make_new)(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args);
    // __init__ of mutable natives (list, dict, set, bytearray, exceptions): (re)fills self from args.
    // When present, make_new makes an empty object if type is a Python class, and a full one otherwise.
    void (*init)(upy_value self, size_t n_args, size_t n_kw, const upy_value *args);
    upy_value (*call)(upy_value self, size_t n_args, size_t n_kw, const upy_value *args);
    void (*print)(const upy_writer *w, upy_value self, upy_print_kind kind);
    upy_value (*unary)(upy_unary_op op, upy_value self);
    // For UPY_OP_REVERSE_x self is lhs and the left operand of the expression is rhs.
    upy_value (*binary)(upy_binary_op op, upy_value lhs, upy_value rhs);
    // value: UPY_MARK_LOAD, UPY_MARK_DELETE or the value to store. Non-NULL on success.
    upy_value (*subscript)(upy_value self, upy_value index, upy_value value);
    upy_value (*iter)(upy_value self);
    // The next value or UPY_NULL at the end; then UPY->stop_value holds the StopIteration value (or UPY_NULL).
    upy_value (*next)(upy_value self);
    // true on success; fills view. false: this kind of access is refused.
    bool (*buffer)(upy_value self, upy_buffer_view *view, unsigned access);
    // Attribute access beyond the type's table. value as in subscript; load returns the value, store and delete
    // non-NULL on success; UPY_NULL: no such attribute here. Tried before the type's table for load.
    upy_value (*attribute)(upy_value self, upy_value name, upy_value value);
    // Descriptor protocol of native descriptors. get: instance may be UPY_NULL (class access).
    upy_value (*descriptor_get)(upy_value self, upy_value instance, const upy_type *owner);
    // true if handled; value may be UPY_MARK_DELETE. Presence makes the type a data descriptor.
    bool (*descriptor_set)(upy_value self, upy_value instance, upy_value value);
    // Reports every value and storage block the object holds. NULL: holds none (a leaf).
    void (*trace)(upy_value self, upy_tracer *tracer);
    // Called once when the object has become unreachable (only for blocks allocated with a finalizer).
    void (*finalize)(upy_value self);
    // Bytes of the native structure of self, when that depends on the object (str, tuple, int…). NULL: type->size.
    size_t (*size_of)(upy_value self);
    // The C stream protocol (modules/stream.h); NULL: not a stream.
    const struct upy_stream_protocol *stream;
} upy_slots;

enum {
    UPY_TYPE_IS_CLASS = 1u << 0,         // a upy_class made at run time
    UPY_TYPE_IS_INSTANCE = 1u << 1,      // its objects are upy_instance (class without native base)
    UPY_TYPE_BINDS_SELF = 1u << 2,       // found in a class, its objects bind as methods
    UPY_TYPE_IS_FINAL = 1u << 3,         // cannot be subclassed
    UPY_TYPE_IS_EXCEPTION = 1u << 4,     // derives from BaseException
    UPY_TYPE_HAS_FINALIZER = 1u << 5,    // objects are allocated with a finalizer
    UPY_TYPE_HAS_GETATTRIBUTE = 1u << 6, // class overrides __getattribute__
    UPY_TYPE_HAS_GETATTR = 1u << 7,      // class has __getattr__
    UPY_TYPE_HAS_SETATTR = 1u << 8,      // class overrides __setattr__ or __delattr__
    UPY_TYPE_HAS_SLOTS_ONLY = 1u << 9,   // __slots__ without __dict__
    UPY_TYPE_EQ_IDENTITY = 1u << 10,     // == is identity, hash is the address (no lookup needed)
    UPY_TYPE_IS_PLAIN_BASE = 1u << 12,   // native, but classes deriving from it have plain instances
    UPY_TYPE_IS_ABSTRACT = 1u << 13,     // class whose __abstractmethods__ is not empty: cannot be instantiated
    UPY_TYPE_IS_VARIANT = 1u << 11,      // its base with other slots: programs see the base
    // Native layout of the objects, subclasses included, for fast tests; at most one is set.
    UPY_TYPE_INT_BASED = 1u << 16,
    UPY_TYPE_FLOAT_BASED = 1u << 17,
    UPY_TYPE_STR_BASED = 1u << 18,
    UPY_TYPE_BYTES_BASED = 1u << 19,
    UPY_TYPE_TUPLE_BASED = 1u << 20,
    UPY_TYPE_LIST_BASED = 1u << 21,
    UPY_TYPE_DICT_BASED = 1u << 22,
    UPY_TYPE_SET_BASED = 1u << 23,  // set and frozenset
    UPY_TYPE_TYPE_BASED = 1u << 24, // type and metaclasses
    UPY_TYPE_BYTEARRAY_BASED = 1u << 25,
    UPY_TYPE_ARRAY_BASED = 1u << 26, // array.array: as bytearray, but of items of any typecode
    UPY_TYPE_LAYOUT_MASK = 0x07ff0000u,
};

struct upy_type {
    upy_object header;          // the metaclass: &upy_type_type for native types
    uint32_t flags;             // UPY_TYPE_…
    uint32_t size;              // bytes of the native structure of an instance (fixed part)
    upy_value name;             // interned str
    const upy_type *base;       // first base in the layout sense; NULL only for object
    const upy_slots *slots;     // never NULL
    const upy_dict *attributes; // methods and class attributes, constant table or RAM dict; may be NULL
};

// Defines the fixed head of a native type; further members may follow as designated initialisers.
//   const upy_type upy_type_list = { UPY_TYPE_HEAD(list, upy_list, UPY_TYPE_LIST_BASED), .base = &upy_type_object,
//                                    .slots = &list_slots, .attributes = &list_attributes };
#define UPY_TYPE_HEAD(python_name, structure, type_flags)                                                              \
    .header = {&upy_type_type}, .flags = (type_flags), .size = sizeof(structure), .name = UPY_NAME(python_name)

extern const upy_type upy_type_type;
extern const upy_type upy_type_object;
extern const upy_type upy_type_int;
extern const upy_type upy_type_bool;
extern const upy_type upy_type_float;
extern const upy_type upy_type_none, upy_type_ellipsis, upy_type_not_implemented;

// ---- Singletons ------------------------------------------------------------------------------

typedef struct upy_singleton {
    upy_object header;
    uintptr_t truth;
} upy_singleton;

extern const upy_singleton upy_none_object, upy_false_object, upy_true_object, upy_ellipsis_object,
    upy_not_implemented_object;

#define UPY_NONE ((upy_value)&upy_none_object)
#define UPY_FALSE ((upy_value)&upy_false_object)
#define UPY_TRUE ((upy_value)&upy_true_object)
#define UPY_ELLIPSIS ((upy_value)&upy_ellipsis_object)
#define UPY_NOT_IMPLEMENTED ((upy_value)&upy_not_implemented_object)

static inline upy_value upy_bool(bool b) { return b ? UPY_TRUE : UPY_FALSE; }

// ---- Type tests ------------------------------------------------------------------------------

static inline const upy_type *upy_type_of(upy_value v) {
    if (upy_is_object(v)) {
        return ((const upy_object *)v)->type;
    }
    return !UPY_FLOATS || upy_is_small_int(v) ? &upy_type_int : &upy_type_float;
}
// What programs see as the class of v: type(v), v.__class__.
static inline const upy_type *upy_visible_type_of(upy_value v) {
    const upy_type *type = upy_type_of(v);
    return type->flags & UPY_TYPE_IS_VARIANT ? type->base : type;
}
// Exactly this type (for types whose objects are never immediate).
static inline bool upy_is_exactly(upy_value v, const upy_type *type) {
    return upy_is_object(v) && ((const upy_object *)v)->type == type;
}
// Native layout test that includes Python subclasses: upy_has_layout(v, UPY_TYPE_LIST_BASED).
static inline bool upy_has_layout(upy_value v, uint32_t layout_flag) {
    return (upy_type_of(v)->flags & layout_flag) != 0;
}

static inline bool upy_is_str(upy_value v) {
    return upy_is_object(v) && (((const upy_object *)v)->type->flags & UPY_TYPE_STR_BASED);
}
static inline bool upy_is_int(upy_value v) { // bool included, as in Python
    return upy_is_small_int(v) || (upy_is_object(v) && (((const upy_object *)v)->type->flags & UPY_TYPE_INT_BASED));
}
static inline bool upy_is_float(upy_value v) {
    return UPY_FLOATS && (upy_is_immediate_float(v) ||
                          (upy_is_object(v) && (((const upy_object *)v)->type->flags & UPY_TYPE_FLOAT_BASED)));
}
static inline bool upy_is_type(upy_value v) {
    return upy_is_object(v) && (((const upy_object *)v)->type->flags & UPY_TYPE_TYPE_BASED);
}
static inline bool upy_is_exception(upy_value v) {
    return upy_is_object(v) && (((const upy_object *)v)->type->flags & UPY_TYPE_IS_EXCEPTION);
}

// type is base or derives from it (MRO of classes; no __subclasscheck__). Never raises.
bool upy_is_subtype(const upy_type *type, const upy_type *base);
static inline bool upy_is_instance(upy_value v, const upy_type *type) { return upy_is_subtype(upy_type_of(v), type); }
// isinstance()/issubclass() with tuples, unions, __instancecheck__.
bool upy_is_instance_of(upy_value v, upy_value class_or_tuple);
bool upy_is_subclass_of(upy_value class_value, upy_value class_or_tuple);
const upy_type *upy_claimed_class(upy_value v); // what a proxy gives for its __class__; NULL: v is no proxy

// ---- Attributes (core/object/attribute.c) ----------------------------------------------------

// Names are interned strs (upy_intern()).
upy_value
upy_attribute_name(upy_value v); // the name a program gave to getattr() and its like; raises TypeError: no str
upy_value upy_get_attribute(upy_value object, upy_value name);         // raises AttributeError
upy_value upy_get_attribute_or_null(upy_value object, upy_value name); // UPY_NULL instead of AttributeError
void upy_set_attribute(upy_value object, upy_value name, upy_value value);
void upy_delete_attribute(upy_value object, upy_value name);
// For object.name(…): pair[0] = callable; pair[1] = self to pass first, or UPY_NULL. No bound method is made.
void upy_get_method(upy_value object, upy_value name, upy_value pair[2]);
bool upy_get_method_or_null(upy_value object, upy_value name, upy_value pair[2]); // false: no such attribute
// Default behaviour, below user hooks: object.__getattribute__ / __setattr__ / __delattr__.
upy_value upy_object_get_attribute_or_null(upy_value object, upy_value name);
void upy_object_set_attribute(upy_value object, upy_value name, upy_value value_or_delete);

// Finds name along the MRO of type without binding; UPY_NULL if absent. Never raises.
upy_value upy_type_lookup(const upy_type *type, upy_value name);
// Like above, and gives the address of the entry's value, good until UPY->epoch changes (for inline caches).
const upy_value *upy_type_lookup_entry(const upy_type *type, upy_value name);
// The special method `name` of object's type, bound-ready as in upy_get_method. false: absent. Built-in
// behaviour reached through slots does not count: only what a class or table defines.
bool upy_get_special(upy_value object, upy_value name, upy_value pair[2]);
// Binds a value found in a class to instance (functions, descriptors); instance UPY_NULL means class access.
upy_value upy_bind(upy_value found, upy_value instance, const upy_type *owner);
// The same as what to call and what to pass first (or UPY_NULL), mostly without making a bound method.
void upy_bind_pair(upy_value found, upy_value instance, const upy_type *owner, upy_value pair[2]);
// Stores (or deletes) through a data descriptor found in the class of object; false: it is none.
bool upy_store_through(upy_value descriptor, upy_value object, upy_value name, upy_value value);
upy_value upy_without_class_prefix(upy_value name); // `_C__x` → `__x`, if that is a name at all; else UPY_NULL

// ---- Calls -----------------------------------------------------------------------------------

upy_value upy_call(upy_value callee, size_t n_args, size_t n_kw, const upy_value *args);
static inline upy_value upy_call_0(upy_value callee) { return upy_call(callee, 0, 0, NULL); }
static inline upy_value upy_call_1(upy_value callee, upy_value a) { return upy_call(callee, 1, 0, &a); }
upy_value upy_call_2(upy_value callee, upy_value a, upy_value b);
// Calls pair[0] with pair[1] (unless UPY_NULL) in front of args.
upy_value upy_call_method(const upy_value pair[2], size_t n_args, size_t n_kw, const upy_value *args);
upy_value upy_call_method_named(upy_value object, upy_value name, size_t n_args, const upy_value *args);
bool upy_is_callable(upy_value v);

// ---- Operators (core/object/operator.c) ------------------------------------------------------

upy_value upy_compare_result(upy_binary_op op, int order); // of a comparison that came out <, = or > 0
upy_value upy_binary(upy_binary_op op, upy_value lhs,
                     upy_value rhs); // arithmetic, comparison, CONTAINS; raises TypeError
upy_value upy_binary_or_null(upy_binary_op op, upy_value lhs,
                             upy_value rhs); // UPY_NULL instead of TypeError for "unsupported"
upy_value upy_unary(upy_unary_op op, upy_value v);
upy_value upy_binary_op_name(upy_binary_op op); // __add__ …
upy_value upy_unary_op_name(upy_unary_op op);
bool upy_is_true(upy_value v);
bool upy_equal(upy_value a, upy_value b); // identity or ==
bool upy_contains(upy_value container, upy_value item);
intptr_t upy_hash(upy_value v); // raises TypeError if unhashable
intptr_t upy_length(upy_value v);
intptr_t upy_length_hint(upy_value v, intptr_t unknown); // __length_hint__ too
upy_value upy_get_item(upy_value object, upy_value index);
void upy_set_item(upy_value object, upy_value index, upy_value value);
void upy_delete_item(upy_value object, upy_value index);

// The int v is or stands for through __index__; UPY_NULL if none.
upy_value upy_index_or_null(upy_value v);
// Integer of v through __index__; raises TypeError for others, OverflowError out of word range.
intptr_t upy_to_index(upy_value v);
// Like above but clamps to the word range instead of raising OverflowError.
intptr_t upy_to_index_clamped(upy_value v);
// i of a sequence index: negative counts from the end; raises IndexError("<what> index out of range").
size_t upy_sequence_index(upy_value index, size_t length, const char *what);
upy_float upy_to_float(upy_value v); // __float__, __index__; raises TypeError
bool upy_get_buffer_or_false(upy_value v, upy_buffer_view *view, unsigned access);
void upy_get_buffer(upy_value v, upy_buffer_view *view, unsigned access); // raises TypeError

// ---- Iteration -------------------------------------------------------------------------------

upy_value upy_iter(upy_value iterable); // raises TypeError
upy_value upy_next(upy_value iterator); // next value; UPY_NULL at the end
// Fast paths for list, tuple, dict, range… are behind upy_for_each-style users: see core/types/iteration.h.

// ---- Text ------------------------------------------------------------------------------------

void upy_print(const upy_writer *w, upy_value v, upy_print_kind kind);
upy_value upy_to_str(upy_value v); // str(v)
upy_value upy_to_repr(upy_value v);

// ---- Making objects --------------------------------------------------------------------------

// A zeroed object of a native type, header set. size: bytes, at least sizeof(upy_object).
// raises MemoryError. Registers a finalizer if the type asks for one.
void *upy_new_object(const upy_type *type, size_t size);
// The object make_new returns: `native_size` bytes of native structure, plus the dict word if type is a class.
void *upy_new_instance_of(const upy_type *type, size_t native_size);
// Address of the attribute-dict word at the end of an instance of a class with native base.
upy_dict **upy_instance_dict_word(upy_value instance);

// Every store of a value into a heap object goes through here: a plain store until marking is incremental.
static inline void upy_store(upy_value owner, upy_value *place, upy_value v) {
    (void)owner;
    *place = v;
}

#endif

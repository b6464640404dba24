// str.h — str and bytes: immutable runs of bytes, one block each. str holds valid UTF-8 (lone
// surrogates as three bytes); code points are counted, not bytes, wherever Python sees a length.
#ifndef UPY_TYPES_STR_H
#define UPY_TYPES_STR_H

#include "core/object/str.h"
#include "core/object/raise.h"

size_t upy_str_count(upy_value s); // code points

upy_value upy_new_str_checked(const char *data, size_t length);
upy_value upy_new_str_ascii(const char *data, size_t length); // every byte < 0x80
upy_value upy_new_str_from_code_point(uint32_t c);
// A str/bytes of `length` bytes to be filled by the caller before anything else sees it; then upy_str_finish().
upy_value upy_new_str_uninitialised(const upy_type *type, size_t length, char **data);
void upy_str_finish(upy_value s); // sets the ASCII flag
bool upy_str_equals_text(upy_value s, const char *zero_terminated);
int upy_str_compare(upy_value a, upy_value b);
upy_value upy_str_concat(upy_value a, upy_value b);
#if UPY_COMPACT_STRS
static inline bool upy_str_is_in_buffer(upy_value s) { return (void)s, false; }
#else
bool upy_str_is_in_buffer(upy_value s); // long results of concatenation (core/types/text_buffer.c)
// a + b, which is long; `ascii_flag` is UPY_STR_ASCII if both are that. raises MemoryError.
upy_value upy_str_concat_in_buffer(upy_value a, upy_value b, uint32_t ascii_flag);
void upy_str_trace(upy_value self, upy_tracer *tracer);
#endif
upy_value upy_new_str_format(const char *format, ...); // conversions of upy_printf
#define upy_new_str_format(...) (upy_new_str_format)(UPY_TEXT(__VA_ARGS__))
const char *
upy_text(upy_value s); // zero-terminated text of a str; raises TypeError for others, ValueError for embedded zero
upy_value upy_str_check(upy_value v); // v if a str, else raises TypeError

// The one object for the empty str, and for each one-character ASCII str (c < 128): static names. The smallest level
// has no such names: there they are made.
#define UPY_EMPTY_STR UPY_SINGLE_NAME(UPY_NAME_SINGLES)
static inline upy_value upy_single_char(unsigned c) {
    char text = (char)c;
    return UPY_NAME_SINGLES ? UPY_SINGLE_NAME(c) : upy_new_str(&text, 1);
}

// Stops repr() of a container that (indirectly) holds itself. Survives exceptions: the nodes are on the C stack.
//   upy_repr_guard guard; if (!upy_repr_begin(&guard, self)) { write "[...]"; return; } … upy_repr_end(&guard);
typedef struct upy_repr_guard {
    upy_guard guard;
    struct upy_repr_guard *outer;
    upy_value container;
    size_t depth;
} upy_repr_guard;
bool upy_repr_begin(upy_repr_guard *g,
                    upy_value container); // false: is being printed already (no end then); checks the C stack
void upy_repr_end(upy_repr_guard *g);

// format(value, spec) for all types, and the printf-style operator (core/types/format.c).
upy_value upy_format_value(upy_value v, upy_value spec);   // honours __format__
upy_value upy_format_default(upy_value v, upy_value spec); // what object.__format__ and those of int, float, str … do
upy_value upy_percent_format(upy_value format, upy_value arguments); // str or bytes
upy_value upy_ascii(upy_value v);
void upy_write_str(const upy_writer *w, upy_value s);   // the bytes of a str or bytes
void upy_write_escape(const upy_writer *w, uint32_t c); // \xhh, \uhhhh or \Uhhhhhhhh

extern const upy_str upy_empty_bytes_object;
#define UPY_EMPTY_BYTES ((upy_value)&upy_empty_bytes_object)

// string.templatelib.Template of a t-string: a tuple of strs, and a flat tuple of value, expression text, conversion
// and format spec in fours.
upy_value upy_new_template(upy_value strings_tuple, upy_value flat_tuple);
upy_value upy_builtin___template__(size_t n_args, const upy_value *args);
extern const upy_type upy_type_Template, upy_type_Interpolation;

// A growing byte string on the heap, turned into a str or bytes at the end.
typedef struct upy_builder {
    char *data; // storage block
    size_t length, capacity;
} upy_builder;
void upy_builder_init(upy_builder *b, size_t capacity); // 0: allocate when needed
void upy_builder_append(upy_builder *b, const char *bytes, size_t length);
void upy_builder_append_str(upy_builder *b, upy_value s); // the bytes of a str or bytes
void upy_builder_append_byte(upy_builder *b, char c);
void upy_builder_append_code_point(upy_builder *b, uint32_t c);
char *upy_builder_extend(upy_builder *b, size_t length); // room for length bytes at the end, counted in
upy_value upy_builder_to_str(upy_builder *b);            // frees the storage
upy_value upy_builder_to_bytes(upy_builder *b);
upy_writer upy_builder_writer(upy_builder *b);

#endif

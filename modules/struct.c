// struct.c — the struct module: values to and from packed bytes.
//
// A format is walked anew at each use (it is short); `Struct` keeps the text and the size. Items go
// through eight bytes of scratch in host order, where core/types/element.h converts them, so byte
// order and alignment of the data never matter to it. Packing fills a buffer of its own first,
// because converting a value may run user code that resizes the target.
//
// Leniency kept for existing programs: missing values pack as zero, surplus ones are ignored, longer
// data than needed is fine for unpack(), ints are truncated to their field.
#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/element.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/iteration.h"
#include "core/types/number.h"
#include "core/types/str.h"

#include <math.h>

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define HOST_IS_BIG true
#else
#define HOST_IS_BIG false
#endif

// ---- Formats -------------------------------------------------------------------------------------

typedef struct format_walk {
    const char *p, *end;
    bool is_native; // C sizes and alignment
    bool is_swapped;
    size_t offset; // of the item last found; of the end once there are no more
    // The item: `count` repetitions, each `size` bytes, of an element code.
    size_t count, size;
    char code, element;
} format_walk;

UPY_NORETURN static void raise_too_long(void) { upy_raise_value_error("total struct size too long"); }

static void walk_begin(format_walk *walk, upy_value format) {
    upy_buffer_view view;
    *walk = (format_walk){.is_native = true};
    if (upy_is_str(format)) {
        walk->p = upy_str_data(format);
        walk->end = walk->p + upy_str_length(format);
    } else {
        upy_get_buffer(format, &view, UPY_BUFFER_READ);
        walk->p = view.data;
        walk->end = walk->p + view.length;
    }
    if (walk->p == walk->end || strchr("@=<>!", *walk->p) == NULL || *walk->p == 0) {
        return;
    }
    char order = *walk->p++;
    walk->is_native = order == '@';
    walk->is_swapped = order == '<' ? HOST_IS_BIG : order == '>' || order == '!' ? !HOST_IS_BIG : false;
}

// The code core/types/element.h knows for a code of this format; 0: none such.
static char element_code(char code, bool is_native) {
    // Half floats are taken as ints first. Addresses taken from data would be followed. Only native longs are C's.
    static const char codes[] = "nNexspOSlL";
    static const char elements[] = {
        sizeof(size_t) == 8 ? 'q' : 'i', sizeof(size_t) == 8 ? 'Q' : 'I', 'H', 'B', 'B', 'B', 0, 0, 'i', 'I'};
    const char *found = memchr(codes, code, is_native ? 8 : 10);
    return found != NULL ? elements[found - codes] : code;
}

// Whether repetitions of the code make one value (a run of bytes) rather than one each.
static bool is_run(char code) { return code == 's' || code == 'p'; }

// Finds the next item; false at the end of the format.
static bool walk_next(format_walk *walk) {
    walk->offset += walk->count * walk->size; // cannot overflow: checked when the item was found
    walk->count = walk->size = 0;
    while (walk->p < walk->end && upy_is_ascii_space((unsigned char)*walk->p)) {
        walk->p++;
    }
    if (walk->p == walk->end) {
        return false;
    }
    const char *digits = walk->p;
    intptr_t count;
    if (!upy_read_digits(&walk->p, walk->end, &count)) {
        raise_too_long();
    }
    walk->count = walk->p == digits ? 1 : (size_t)count;
    walk->code = walk->p < walk->end ? *walk->p++ : 0;
    walk->element = element_code(walk->code, walk->is_native);
    walk->size = upy_element_size(walk->element);
    if (walk->size == 0) {
        upy_raise_value_error("bad typecode");
    }
    if (walk->is_native) {
        size_t most = _Alignof(long long), mask = (walk->size < most ? walk->size : most) - 1;
        walk->offset = (walk->offset + mask) & ~mask;
    }
    size_t bytes, end;
    if (__builtin_mul_overflow(walk->count, walk->size, &bytes) || __builtin_add_overflow(walk->offset, bytes, &end) ||
        end > PTRDIFF_MAX - 16) {
        raise_too_long();
    }
    return true;
}

// Bytes and values a format stands for.
static size_t measure(upy_value format, size_t *n_values) {
    format_walk walk;
    size_t values = 0;
    walk_begin(&walk, format);
    while (walk_next(&walk)) {
        values += walk.code == 'x' ? 0 : is_run(walk.code) ? 1 : walk.count;
    }
    if (n_values) {
        *n_values = values;
    }
    return walk.offset;
}

// ---- Half floats (IEEE 754 binary16) -------------------------------------------------------------

static upy_float float_of_half(uint16_t half) {
    int exponent = half >> 10 & 31;
    upy_float fraction = (upy_float)(half & 1023);
    upy_float f;
    if (exponent == 31) {
        f = half & 1023 ? (upy_float)NAN : (upy_float)INFINITY;
    } else if (exponent == 0) {
        f = UPY_FLOAT_FUNCTION(ldexp)(fraction, -24);
    } else {
        f = UPY_FLOAT_FUNCTION(ldexp)(fraction + 1024, exponent - 25);
    }
    return half & 0x8000 ? -f : f;
}

static uint16_t half_of_float(upy_float f) {
    uint16_t sign = signbit(f) ? 0x8000 : 0;
    if (f != f) {
        return sign | 0x7e00;
    }
    f = UPY_FLOAT_FUNCTION(fabs)(f);
    if (f >= 65520) { // rounds beyond the largest
        if (f - f == 0) {
            upy_raise_overflow("float too large to pack with e format");
        }
        return sign | 0x7c00;
    }
    int exponent;
    UPY_FLOAT_FUNCTION(frexp)(f, &exponent);
    if (exponent < -13) {
        exponent = -13; // subnormal: units of 2^-24
    }
    // In units of the last place, ties to even. A carry into the next power of two is a carry into the exponent field.
    uint16_t units = (uint16_t)UPY_FLOAT_FUNCTION(rint)(UPY_FLOAT_FUNCTION(ldexp)(f, 11 - exponent));
    return (uint16_t)(sign | (units + ((uint16_t)(exponent + 13) << 10)));
}

// ---- Items ---------------------------------------------------------------------------------------

static void copy_in_order(uint8_t *to, const uint8_t *from, size_t size, bool is_swapped) {
    for (size_t i = 0; i < size; i++) {
        to[i] = from[is_swapped ? size - 1 - i : i];
    }
}

static upy_value load_item(const format_walk *walk, const uint8_t *from) {
    uint8_t scratch[8];
    copy_in_order(scratch, from, walk->size, walk->is_swapped);
    if (walk->code == 'e') {
        uint16_t half;
        memcpy(&half, scratch, sizeof half);
        return upy_new_float(float_of_half(half));
    }
    return upy_element_get(scratch, walk->element);
}

static upy_value load_run(const format_walk *walk, const uint8_t *from) {
    size_t length = walk->count;
    if (walk->code == 'p') {
        size_t given = length > 0 ? from[0] : 0;
        length = length == 0 ? 0 : given < length ? given : length - 1;
        from += walk->count > 0;
    }
    return upy_new_bytes((const char *)from, length);
}

static void store_item(const format_walk *walk, uint8_t *to, upy_value v) {
    uint8_t scratch[8] = {0};
    if (walk->code == 'e') {
        uint16_t half = half_of_float(upy_to_float(v));
        memcpy(scratch, &half, sizeof half);
    } else if (walk->code == 'c' && !(upy_has_layout(v, UPY_TYPE_BYTES_BASED) && upy_str_length(v) == 1)) {
        upy_raise_type("char format requires a bytes object of length 1");
    } else {
        upy_element_set(scratch, walk->element, v);
    }
    copy_in_order(to, scratch, walk->size, walk->is_swapped);
}

static void store_run(const format_walk *walk, uint8_t *to, upy_value v) {
    upy_buffer_view view;
    if (upy_is_str(v)) {
        view.data = (void *)upy_str_data(v);
        view.length = upy_str_length(v);
    } else {
        upy_get_buffer(v, &view, UPY_BUFFER_READ);
    }
    size_t room = walk->count;
    if (walk->code == 'p' && room > 0) {
        room--;
        room = room < 255 ? room : 255;
        *to++ = (uint8_t)(view.length < room ? view.length : room);
    }
    size_t length = view.length < room ? view.length : room;
    if (length > 0) {
        memcpy(to, view.data, length);
    }
}

// Fills zeroed memory.
static void pack_values(upy_value format, uint8_t *to, size_t n_values, const upy_value *values) {
    format_walk walk;
    walk_begin(&walk, format);
    while (n_values > 0 && walk_next(&walk)) {
        if (walk.code == 'x') {
            continue;
        }
        if (is_run(walk.code)) {
            store_run(&walk, to + walk.offset, *values++);
            n_values--;
            continue;
        }
        for (size_t i = 0; i < walk.count && n_values > 0; i++, n_values--) {
            store_item(&walk, to + walk.offset + i * walk.size, *values++);
        }
    }
}

static upy_value unpack_values(upy_value format, size_t n_values, const uint8_t *from) {
    upy_value result = upy_new_tuple(n_values, NULL);
    upy_value *out = upy_as_tuple(result)->items;
    format_walk walk;
    walk_begin(&walk, format);
    while (walk_next(&walk)) {
        if (walk.code == 'x') {
            continue;
        }
        if (is_run(walk.code)) {
            upy_store(result, out++, load_run(&walk, from + walk.offset));
            continue;
        }
        for (size_t i = 0; i < walk.count; i++) {
            upy_store(result, out++, load_item(&walk, from + walk.offset + i * walk.size));
        }
    }
    return result;
}

// ---- Operations, for the module's functions and Struct alike -------------------------------------

// A format nobody can change while it is being used.
static upy_value fixed(upy_value format) {
    upy_buffer_view view;
    if (upy_is_str(format) || upy_has_layout(format, UPY_TYPE_BYTES_BASED)) {
        return format;
    }
    upy_get_buffer(format, &view, UPY_BUFFER_READ);
    return upy_new_bytes(view.data, view.length);
}

// The address of `size` bytes at an offset (negative: from the end).
static uint8_t *place_in(upy_value buffer, upy_value offset_value, size_t size, unsigned access) {
    upy_buffer_view view;
    intptr_t offset = offset_value == UPY_NULL ? 0 : upy_to_index(offset_value);
    upy_get_buffer(buffer, &view, access);
    if (offset < 0) {
        offset += (intptr_t)view.length;
    }
    if (offset < 0 || (size_t)offset > view.length || size > view.length - (size_t)offset) {
        upy_raise_value_error("buffer too small");
    }
    static const uint8_t nothing = 0; // an empty buffer may have no memory; then nobody reads or writes here
    return view.data ? (uint8_t *)view.data + offset : (uint8_t *)(uintptr_t)&nothing;
}

static upy_value pack(upy_value format, size_t n_values, const upy_value *values) {
    format = fixed(format);
    size_t size = measure(format, NULL);
    char *data;
    upy_value bytes = upy_new_str_uninitialised(&upy_type_bytes, size, &data);
    memset(data, 0, size);
    pack_values(format, (uint8_t *)data, n_values, values);
    upy_str_finish(bytes);
    return bytes;
}

static upy_value pack_into(upy_value format, upy_value buffer, upy_value offset, size_t n_values,
                           const upy_value *values) {
    format = fixed(format);
    uint8_t local[64];
    size_t size = measure(format, NULL);
    place_in(buffer, offset, size, UPY_BUFFER_WRITE);
    uint8_t *packed = size <= sizeof local ? local : upy_heap_alloc_storage(size);
    memset(packed, 0, size);
    pack_values(format, packed, n_values, values);
    memcpy(place_in(buffer, offset, size, UPY_BUFFER_WRITE), packed, size);
    if (packed != local) {
        upy_heap_free_storage(packed);
    }
    return UPY_NONE;
}

static upy_value unpack(upy_value format, upy_value buffer, upy_value offset) {
    size_t n_values;
    size_t size = measure(format, &n_values);
    return unpack_values(format, n_values, place_in(buffer, offset, size, UPY_BUFFER_READ));
}

static upy_value unpack_from(upy_value format, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(buffer), UPY_NULL, false},
        {UPY_NAME(offset), UPY_SMALL_INT(0), false},
    };
    upy_value values[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, values);
    return unpack(format, values[0], values[1]);
}

// ---- Module functions ----------------------------------------------------------------------------

static upy_value struct_calcsize(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_new_int_from_unsigned(measure(args[0], NULL));
}

static upy_value struct_pack(size_t n_args, const upy_value *args) { return pack(args[0], n_args - 1, args + 1); }

static upy_value struct_pack_into(size_t n_args, const upy_value *args) {
    return pack_into(args[0], args[1], args[2], n_args - 3, args + 3);
}

static upy_value struct_unpack(size_t n_args, const upy_value *args) {
    (void)n_args;
    return unpack(args[0], args[1], UPY_NULL);
}

static upy_value struct_unpack_from(size_t n_args, size_t n_kw, const upy_value *args) {
    return unpack_from(args[0], n_args - 1, n_kw, args + 1);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL // what other boards do not have either
// Walks a buffer in steps of one format.
typedef struct unpack_iterator {
    upy_object header;
    upy_value format, buffer;
    size_t size, n_values, offset;
} unpack_iterator;

static const upy_type unpack_iterator_type;

static upy_value iterate(upy_value format, upy_value buffer) {
    format = fixed(format);
    size_t n_values;
    size_t size = measure(format, &n_values);
    upy_buffer_view view;
    upy_get_buffer(buffer, &view, UPY_BUFFER_READ);
    if (size == 0) {
        upy_raise_value_error("cannot iteratively unpack with a struct of length 0");
    }
    if (view.length % size != 0) {
        upy_raise_value_error("iterative unpacking requires a buffer of a multiple of %zu bytes", size);
    }
    unpack_iterator *it = upy_new_object(&unpack_iterator_type, sizeof *it);
    it->format = format;
    it->buffer = buffer;
    it->size = size;
    it->n_values = n_values;
    return (upy_value)it;
}

static upy_value unpack_iterator_next(upy_value self) {
    unpack_iterator *it = (unpack_iterator *)self;
    upy_buffer_view view;
    upy_get_buffer(it->buffer, &view, UPY_BUFFER_READ);
    if (it->offset >= view.length || view.length - it->offset < it->size) {
        return upy_iteration_end();
    }
    upy_value result = unpack_values(it->format, it->n_values, (const uint8_t *)view.data + it->offset);
    it->offset += it->size;
    return result;
}

static void unpack_iterator_trace(upy_value self, upy_tracer *tracer) {
    const unpack_iterator *it = (const unpack_iterator *)self;
    upy_trace_value(tracer, it->format);
    upy_trace_value(tracer, it->buffer);
}

static const upy_slots unpack_iterator_slots = {
    .iter = upy_iter_self,
    .next = unpack_iterator_next,
    .trace = unpack_iterator_trace,
};

static const upy_type unpack_iterator_type = {
    UPY_TYPE_HEAD(unpack_iterator, unpack_iterator, UPY_TYPE_IS_FINAL | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_object,
    .slots = &unpack_iterator_slots,
};

static upy_value struct_iter_unpack(size_t n_args, const upy_value *args) {
    (void)n_args;
    return iterate(args[0], args[1]);
}

static const UPY_FUNCTION(iter_unpack_function, iter_unpack, struct_iter_unpack, 2, 2);

// ---- Struct --------------------------------------------------------------------------------------

typedef struct compiled_format {
    upy_object header;
    upy_value format; // str
    size_t size;
} compiled_format;

extern const upy_type upy_type_struct;

static upy_value format_of(upy_value self) {
    upy_value format = ((const compiled_format *)self)->format;
    if (format == UPY_NULL) {
        upy_raise_runtime("Struct object is not initialized");
    }
    return format;
}

static upy_value struct_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(format), UPY_NULL, false}};
    upy_value format;
    upy_parse_arguments(n_args, n_kw, args, parameters, 1, &format);
    if (!upy_is_str(format)) {
        upy_buffer_view view;
        upy_get_buffer(format, &view, UPY_BUFFER_READ);
        format = upy_new_str_checked(view.data, view.length);
    }
    size_t size = measure(format, NULL);
    compiled_format *self = upy_new_instance_of(type, sizeof *self);
    self->format = format;
    self->size = size;
    return (upy_value)self;
}

static upy_value method_pack(size_t n_args, const upy_value *args) {
    return pack(format_of(args[0]), n_args - 1, args + 1);
}

static upy_value method_pack_into(size_t n_args, const upy_value *args) {
    return pack_into(format_of(args[0]), args[1], args[2], n_args - 3, args + 3);
}

static upy_value method_unpack(size_t n_args, const upy_value *args) {
    (void)n_args;
    return unpack(format_of(args[0]), args[1], UPY_NULL);
}

static upy_value method_unpack_from(size_t n_args, size_t n_kw, const upy_value *args) {
    return unpack_from(format_of(args[0]), n_args - 1, n_kw, args + 1);
}

static upy_value method_iter_unpack(size_t n_args, const upy_value *args) {
    (void)n_args;
    return iterate(format_of(args[0]), args[1]);
}

static upy_value struct_attribute(upy_value self, upy_value name, upy_value value) {
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(format)) {
        return format_of(self);
    }
    return name == UPY_NAME(size) ? upy_new_int_from_unsigned(((const compiled_format *)self)->size) : UPY_NULL;
}

static void struct_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)kind;
    upy_printf(w, "Struct(%r)", format_of(self));
}

static void struct_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_value(tracer, ((const compiled_format *)self)->format);
}

static const UPY_METHOD(pack_method, struct, pack, method_pack, 1, UPY_ARGS_ANY);
static const UPY_METHOD(pack_into_method, struct, pack_into, method_pack_into, 3, UPY_ARGS_ANY);
static const UPY_METHOD(unpack_method, struct, unpack, method_unpack, 2, 2);
static const UPY_KEYWORD_METHOD(unpack_from_method, struct, unpack_from, method_unpack_from, 1, 3);
static const UPY_METHOD(iter_unpack_method, struct, iter_unpack, method_iter_unpack, 2, 2);

static const upy_pair method_pairs[] = {
    {UPY_NAME(pack), (upy_value)&pack_method},
    {UPY_NAME(pack_into), (upy_value)&pack_into_method},
    {UPY_NAME(unpack), (upy_value)&unpack_method},
    {UPY_NAME(unpack_from), (upy_value)&unpack_from_method},
    {UPY_NAME(iter_unpack), (upy_value)&iter_unpack_method},
};
static const UPY_DEFINE_TABLE(struct_methods, method_pairs);

static const upy_slots struct_slots = {
    .make_new = struct_make_new,
    .print = struct_print,
    .attribute = struct_attribute,
    .trace = struct_trace,
};

const upy_type upy_type_struct = {
    UPY_TYPE_HEAD(Struct, compiled_format, 0),
    .base = &upy_type_object,
    .slots = &struct_slots,
    .attributes = &struct_methods,
};
#endif

// ---- Table ---------------------------------------------------------------------------------------

static const UPY_FUNCTION(calcsize_function, calcsize, struct_calcsize, 1, 1);
static const UPY_FUNCTION(pack_function, pack, struct_pack, 1, UPY_ARGS_ANY);
static const UPY_FUNCTION(pack_into_function, pack_into, struct_pack_into, 3, UPY_ARGS_ANY);
static const UPY_FUNCTION(unpack_function, unpack, struct_unpack, 2, 2);
static const UPY_KEYWORD_FUNCTION(unpack_from_function, unpack_from, struct_unpack_from, 1, 3);

static const upy_pair struct_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(struct)},
    {UPY_NAME(calcsize), (upy_value)&calcsize_function},
    {UPY_NAME(pack), (upy_value)&pack_function},
    {UPY_NAME(pack_into), (upy_value)&pack_into_function},
    {UPY_NAME(unpack), (upy_value)&unpack_function},
    {UPY_NAME(unpack_from), (upy_value)&unpack_from_function},
#if UPY_LEVEL >= UPY_LEVEL_FULL
    {UPY_NAME(iter_unpack), (upy_value)&iter_unpack_function},
    {UPY_NAME(Struct), (upy_value)&upy_type_struct},
#endif
    {UPY_NAME(error), (upy_value)&upy_type_ValueError},
};
static const UPY_DEFINE_TABLE(struct_globals, struct_pairs);

const upy_module upy_module_struct = {{&upy_type_module}, (upy_dict *)&struct_globals};

// memoryview.c — a window on the memory of another object.
//
// The head is that of bytearray and array (typecode, length in items, data), so that C modules may
// treat the three alike. `data` points at the first item inside the exporter's memory; `source`
// keeps the exporter alive. Exporters whose memory can move count their views, and a view keeps the
// block it looks into (`block`), so that it stays good when the exporter has moved on to another one. Views with gaps
// between the items, which slices with a step make, are for hosts.
#include "core/object/state.h"
#include "core/types/bytes_like.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/element.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/typed_array.h"

#define HAS_STRIDES (UPY_LEVEL >= UPY_LEVEL_FULL)

typedef struct upy_memoryview {
    upy_bytearray head; // n_exports, capacity unused
    upy_value source;   // UPY_NULL: none
    void *block;        // storage block of a bytearray or array that `data` points into; NULL: none
    intptr_t stride;    // bytes from item to item; without HAS_STRIDES the size of an item
    uint8_t item_size;
    bool is_readonly;
    bool is_released;
    bool is_held; // counted in n_held of the exporter
} upy_memoryview;

static upy_memoryview *as_view(upy_value v) { return (upy_memoryview *)v; }

static upy_memoryview *live_view(upy_value v) {
    upy_memoryview *m = as_view(v);
    if (m->is_released) {
        upy_raise_value_error("operation forbidden on released memoryview object");
    }
    return m;
}

static bool is_counted(upy_value source) {
    return source != UPY_NULL && upy_has_layout(source, UPY_TYPE_BYTEARRAY_BASED | UPY_TYPE_ARRAY_BASED);
}

static upy_memoryview *new_view(upy_value source, void *block) {
    upy_memoryview *m = upy_new_object(&upy_type_memoryview, sizeof *m);
    m->source = source;
    m->block = block;
    if (is_counted(source)) {
        ((upy_bytearray *)source)->n_exports++;
    }
    return m;
}

static void *block_of(upy_value source) { return is_counted(source) ? ((upy_bytearray *)source)->data : NULL; }

upy_value upy_new_memoryview_of(upy_value source, void *data, size_t length, bool is_readonly) {
    upy_memoryview *m = new_view(source, block_of(source));
    m->head.typecode = 'B';
    m->head.length = length;
    m->head.data = data;
    m->stride = m->item_size = 1;
    m->is_readonly = is_readonly;
    return (upy_value)m;
}

// Another view of m's memory.
static upy_memoryview *copy_view(const upy_memoryview *m) {
    upy_memoryview *copy = new_view(m->source, m->block);
    copy->head.typecode = m->head.typecode;
    copy->head.length = m->head.length;
    copy->head.data = m->head.data;
    copy->stride = m->stride;
    copy->item_size = m->item_size;
    copy->is_readonly = m->is_readonly;
    return copy;
}

upy_value upy_new_memoryview(upy_value source) {
    if (upy_is_exactly(source, &upy_type_memoryview)) {
        return (upy_value)copy_view(live_view(source));
    }
    upy_buffer_view view;
    upy_get_buffer(source, &view, UPY_BUFFER_READ);
    upy_memoryview *m = new_view(source, block_of(source));
    m->item_size = view.item_size;
    m->stride = view.item_size;
    m->head.typecode = (unsigned char)view.typecode;
    m->head.length = view.length / view.item_size;
    m->head.data = view.data;
    m->is_readonly = view.is_readonly;
    return (upy_value)m;
}

void upy_memoryview_release(upy_value v) {
    upy_memoryview *m = as_view(v);
    if (!m->is_released) {
        m->is_released = true;
        if (m->is_held) {
            ((upy_bytearray *)m->source)->n_held--;
        }
        // A view of a block the exporter has left behind is not among those it counts.
        if (is_counted(m->source) && m->block == block_of(m->source) && ((upy_bytearray *)m->source)->n_exports > 0) {
            ((upy_bytearray *)m->source)->n_exports--;
        }
        m->source = UPY_NULL;
        m->block = m->head.data = NULL;
        m->head.length = 0;
    }
}

static upy_value memoryview_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    (void)type;
    static const upy_parameter parameters[] = {{UPY_NAME(object), UPY_NULL, false}};
    upy_value source;
    upy_parse_arguments(n_args, n_kw, args, parameters, 1, &source);
    upy_value exported = upy_exported_view(source, false);
    return upy_new_memoryview(exported ? exported : source);
}

static void memoryview_trace(upy_value self, upy_tracer *tracer) {
    upy_memoryview *m = as_view(self);
    upy_trace_value(tracer, m->source);
    if (m->block != NULL && upy_heap_contains(m->block)) {
        upy_trace_storage(tracer, m->block);
    }
}

// ---- Items -------------------------------------------------------------------------------------

static char *item_place(const upy_memoryview *m, size_t i) {
    return m->head.length == 0 ? m->head.data : (char *)m->head.data + (intptr_t)i * m->stride;
}

static bool is_contiguous(const upy_memoryview *m) {
    return !HAS_STRIDES || m->stride == m->item_size || m->head.length <= 1;
}

static upy_value item_of(const upy_memoryview *m, size_t i) {
    return upy_element_get(item_place(m, i), (char)m->head.typecode);
}

static bool memoryview_buffer(upy_value self, upy_buffer_view *view, unsigned access) {
    upy_memoryview *m = live_view(self);
    if (!is_contiguous(m) || ((access & UPY_BUFFER_WRITE) && m->is_readonly)) {
        return false;
    }
    view->data = m->head.data;
    view->length = m->head.length * m->item_size;
    view->typecode = (char)m->head.typecode;
    view->item_size = m->item_size;
    view->is_readonly = m->is_readonly;
    return true;
}

// The items one after the other in a bytes object.
static upy_value to_bytes(const upy_memoryview *m) {
    if (is_contiguous(m)) {
        upy_value copy = upy_new_bytes(m->head.data, m->head.length * m->item_size);
        upy_keep_alive(m);
        return copy;
    }
    char *out;
    upy_value bytes = upy_new_str_uninitialised(&upy_type_bytes, m->head.length * m->item_size, &out);
    for (size_t i = 0; i < m->head.length; i++) {
        memcpy(out + i * m->item_size, item_place(m, i), m->item_size);
    }
    return bytes;
}

static upy_slice_bounds resolve(const upy_memoryview *m, upy_value slice_value) {
    upy_slice_bounds slice = upy_slice_resolve(slice_value, m->head.length);
    if (!HAS_STRIDES && slice.step != 1) {
        upy_raise_not_implemented("only slices with step=1 (aka None) are supported");
    }
    return slice;
}

static upy_value load_slice(upy_memoryview *m, upy_value slice_value) {
    upy_slice_bounds slice = resolve(m, slice_value);
    upy_memoryview *part = copy_view(m);
    if (slice.count != 0) {
        part->head.data = item_place(part, slice.start);
    }
    part->head.length = slice.count;
    part->stride *= slice.step;
    return (upy_value)part;
}

// Like memmove: source and target may be views of the same memory.
static void store_slice(upy_memoryview *m, upy_value slice_value, upy_value value) {
    upy_slice_bounds slice = resolve(m, slice_value);
    upy_buffer_view view;
    uint8_t item_size = 0;
    if (HAS_STRIDES && upy_is_exactly(value, &upy_type_memoryview) && !is_contiguous(live_view(value))) {
        item_size = as_view(value)->item_size;
        value = to_bytes(as_view(value));
    }
    upy_get_buffer(value, &view, UPY_BUFFER_READ);
    item_size = item_size != 0 ? item_size : view.item_size;
    if (view.length != slice.count * m->item_size || item_size != m->item_size) {
        upy_raise_value_error("lhs and rhs should be compatible");
    }
    if (slice.count == 0) {
        return;
    }
    if (!HAS_STRIDES || m->stride * slice.step == m->item_size) {
        memmove(item_place(m, slice.start), view.data, view.length);
        return;
    }
    upy_value copy = upy_new_bytes(view.data, view.length); // the places may overlap in any order
    upy_keep_alive(value);
    for (size_t i = 0, at = slice.start; i < slice.count; i++, at += (size_t)slice.step) {
        memcpy(item_place(m, at), upy_str_data(copy) + i * m->item_size, m->item_size);
    }
}

static upy_value memoryview_subscript(upy_value self, upy_value index, upy_value value) {
    index = upy_settled_index(index);
    upy_memoryview *m = live_view(self);
    if (value == UPY_MARK_DELETE) {
        return UPY_NULL;
    }
    if (value != UPY_MARK_LOAD && m->is_readonly) {
        upy_raise_type("cannot modify read-only memory");
    }
    if (upy_is_exactly(index, &upy_type_slice)) {
        if (value == UPY_MARK_LOAD) {
            return load_slice(m, index);
        }
        store_slice(m, index, value);
        return UPY_NONE;
    }
    size_t i = upy_sequence_index(index, m->head.length, "memoryview");
    if (value == UPY_MARK_LOAD) {
        return item_of(m, i);
    }
    // Converting may run code that releases the view: convert first, store afterwards.
    char item[8];
    upy_element_set(item, (char)m->head.typecode, value);
    memcpy(item_place(live_view(self), i), item, m->item_size);
    return UPY_NONE;
}

// ---- Operators ---------------------------------------------------------------------------------

static bool is_float_code(uint32_t typecode) { return typecode == 'f' || typecode == 'd'; }

static bool equals(upy_memoryview *m, upy_memoryview *n) {
    if (n->is_released || m->is_released) {
        return m == n;
    }
    if (m->head.length != n->head.length) {
        return false;
    }
    bool same_code = m->head.typecode == n->head.typecode && !is_float_code(m->head.typecode);
    for (size_t i = 0; i < m->head.length && i < n->head.length; i++) {
        bool is_equal = same_code ? memcmp(item_place(m, i), item_place(n, i), m->item_size) == 0
                                  : upy_equal(item_of(m, i), item_of(n, i));
        if (!is_equal) {
            return false;
        }
    }
    upy_keep_alive(m);
    upy_keep_alive(n);
    return true;
}

static upy_value memoryview_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    upy_memoryview *m = as_view(lhs);
    upy_buffer_view view;
    if (op == UPY_OP_EQ || op == UPY_OP_NE) {
        if (!upy_is_exactly(rhs, &upy_type_memoryview)) {
            if (!upy_bytes_buffer(rhs, &view)) {
                return UPY_NULL;
            }
            rhs = upy_new_memoryview(rhs);
        }
        return upy_bool(equals(m, as_view(rhs)) == (op == UPY_OP_EQ));
    }
    if (op == UPY_OP_CONTAINS) {
        live_view(lhs);
        for (size_t i = 0; i < m->head.length; i++) {
            if (upy_equal(item_of(live_view(lhs), i), rhs)) {
                return UPY_TRUE;
            }
        }
        return UPY_FALSE;
    }
    return UPY_NULL;
}

static upy_value memoryview_unary(upy_unary_op op, upy_value self) {
    upy_memoryview *m = live_view(self);
    switch (op) {
    case UPY_OP_BOOL: return upy_bool(m->head.length != 0);
    case UPY_OP_LEN: return upy_small_int((intptr_t)m->head.length);
#if UPY_LEVEL >= UPY_LEVEL_FULL
    case UPY_OP_HASH:
        if (!m->is_readonly) {
            upy_raise_value_error("cannot hash writable memoryview object");
        }
        return upy_small_int((intptr_t)upy_str_hash(to_bytes(m)));
#endif
    default: return UPY_NULL;
    }
}

static void memoryview_print(const upy_writer *w, upy_value self, upy_print_kind kind) {
    (void)self;
    (void)kind;
    upy_write_string(w, "<memoryview>");
}

// ---- Methods -----------------------------------------------------------------------------------

static upy_value memoryview_tobytes(size_t n_args, const upy_value *args) {
    (void)n_args;
    return to_bytes(live_view(args[0]));
}
static const UPY_METHOD(memoryview_tobytes_method, memoryview, tobytes, memoryview_tobytes, 1, 2);

static upy_value memoryview_tolist(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_memoryview *m = live_view(args[0]);
    upy_value list = upy_new_list_with_capacity(m->head.length);
    for (size_t i = 0; i < m->head.length; i++) {
        upy_list_append(list, item_of(m, i));
    }
    return list;
}
static const UPY_METHOD(memoryview_tolist_method, memoryview, tolist, memoryview_tolist, 1, 1);

static upy_value memoryview_cast(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_memoryview *m = live_view(args[0]);
    const char *format = upy_text(args[1]);
    format += *format == '@';
    size_t size = upy_element_size(*format);
    if (size == 0 || format[1] != 0 || *format == 'O' || *format == 'S') {
        upy_raise_value_error("memoryview: destination format must be a native single character format");
    }
    if (!is_contiguous(m)) {
        upy_raise_type("memoryview: casts are restricted to C-contiguous views");
    }
    size_t n_bytes = m->head.length * m->item_size;
    if (n_bytes % size != 0) {
        upy_raise_type("memoryview: length is not a multiple of itemsize");
    }
    upy_memoryview *cast = copy_view(m);
    cast->head.typecode = (unsigned char)*format;
    cast->head.length = n_bytes / size;
    cast->stride = (intptr_t)size;
    cast->item_size = (uint8_t)size;
    return (upy_value)cast;
}
static const UPY_METHOD(memoryview_cast_method, memoryview, cast, memoryview_cast, 2, 2);

static upy_value memoryview_toreadonly(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_memoryview *copy = copy_view(live_view(args[0]));
    copy->is_readonly = true;
    return (upy_value)copy;
}
static const UPY_METHOD(memoryview_toreadonly_method, memoryview, toreadonly, memoryview_toreadonly, 1, 1);

#if HAS_STRIDES
static upy_value memoryview_hex(size_t n_args, size_t n_kw, const upy_value *args) {
    upy_memoryview *m = live_view(args[0]);
    if (is_contiguous(m)) {
        return upy_bytes_hex(n_args, n_kw, args);
    }
    upy_value pair[2];
    upy_get_method(to_bytes(m), UPY_NAME(hex), pair);
    return upy_call_method(pair, n_args - 1, n_kw, args + 1);
}
#else
#define memoryview_hex upy_bytes_hex
#endif
static const UPY_KEYWORD_METHOD(memoryview_hex_method, memoryview, hex, memoryview_hex, 1, 3);

static upy_value memoryview_release(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_memoryview_release(args[0]);
    return UPY_NONE;
}
static const UPY_METHOD(memoryview_release_method, memoryview, release, memoryview_release, 1, 1);
static const UPY_METHOD(memoryview_exit_method, memoryview, __exit__, memoryview_release, 1, 4);

static upy_value memoryview_enter(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_memoryview *m = live_view(args[0]);
    upy_bytearray *exporter = is_counted(m->source) ? (upy_bytearray *)m->source : NULL;
    if (exporter != NULL && !m->is_held && exporter->n_held < UINT16_MAX) {
        m->is_held = true;
        exporter->n_held++;
    }
    return args[0];
}
static const UPY_METHOD(memoryview_enter_method, memoryview, __enter__, memoryview_enter, 1, 1);

static upy_value one_tuple(intptr_t i) {
    upy_value v = upy_new_int(i);
    return upy_new_tuple(1, &v);
}

static upy_value attribute_of(const upy_memoryview *m, upy_value name) {
    bool is_layout = name == UPY_NAME(c_contiguous);
#if UPY_LEVEL >= UPY_LEVEL_FULL
    if (name == UPY_NAME(suboffsets)) {
        return UPY_EMPTY_TUPLE;
    }
    is_layout = is_layout || name == UPY_NAME(f_contiguous) || name == UPY_NAME(contiguous);
#endif
    if (is_layout) {
        return upy_bool(is_contiguous(m));
    }
    if (name == UPY_NAME(itemsize)) {
        return upy_small_int(m->item_size);
    }
    if (name == UPY_NAME(nbytes)) {
        return upy_new_int((intptr_t)(m->head.length * m->item_size));
    }
    if (name == UPY_NAME(readonly)) {
        return upy_bool(m->is_readonly);
    }
    if (name == UPY_NAME(format)) {
        return upy_single_char(m->head.typecode & 0x7f);
    }
    if (name == UPY_NAME(obj)) {
        return m->source == UPY_NULL ? UPY_NONE : m->source;
    }
    if (name == UPY_NAME(ndim)) {
        return upy_small_int(1);
    }
    if (name == UPY_NAME(shape)) {
        return one_tuple((intptr_t)m->head.length);
    }
    return name == UPY_NAME(strides) ? one_tuple(m->stride) : UPY_NULL;
}

static upy_value memoryview_attribute(upy_value self, upy_value name, upy_value value) {
    upy_value found = value == UPY_MARK_LOAD ? attribute_of(as_view(self), name) : UPY_NULL;
    if (found != UPY_NULL) {
        live_view(self);
    }
    return found;
}

static const upy_slots memoryview_slots = {
    .make_new = memoryview_make_new,
    .print = memoryview_print,
    .unary = memoryview_unary,
    .binary = memoryview_binary,
    .subscript = memoryview_subscript,
    .iter = upy_array_iter,
    .buffer = memoryview_buffer,
    .attribute = memoryview_attribute,
    .trace = memoryview_trace,
};

static const upy_pair memoryview_pairs[] = {
    {UPY_NAME(cast), (upy_value)&memoryview_cast_method},
    {UPY_NAME(hex), (upy_value)&memoryview_hex_method},
    {UPY_NAME(release), (upy_value)&memoryview_release_method},
    {UPY_NAME(tobytes), (upy_value)&memoryview_tobytes_method},
    {UPY_NAME(tolist), (upy_value)&memoryview_tolist_method},
    {UPY_NAME(toreadonly), (upy_value)&memoryview_toreadonly_method},
    {UPY_NAME(__enter__), (upy_value)&memoryview_enter_method},
    {UPY_NAME(__exit__), (upy_value)&memoryview_exit_method},
};
static const UPY_DEFINE_TABLE(memoryview_attributes, memoryview_pairs);

const upy_type upy_type_memoryview = {
    UPY_TYPE_HEAD(memoryview, upy_memoryview, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &memoryview_slots,
    .attributes = &memoryview_attributes,
};

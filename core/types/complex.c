// complex.c — complex numbers: a pair of floats, always an object.
//
// Division follows Smith's method (scaled by the larger part of the divisor, so intermediate results
// do not overflow needlessly). Small integer powers are repeated multiplication, so that they are
// exact where floats are; others go through polar form.
#include <math.h>

#include "core/base/text.h"
#include "core/object/raise.h"
#include "core/types/float_text.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"

typedef struct complex_pair {
    upy_float real, imag;
} complex_pair;

upy_value upy_new_complex(upy_float real, upy_float imag) {
    upy_complex *c = upy_new_object(&upy_type_complex, sizeof(upy_complex));
    c->real = real;
    c->imag = imag;
    return (upy_value)c;
}

// upy_complex is a complex or an instance of a subclass: both start with the same structure.
static bool is_complex(upy_value v) {
    return upy_is_object(v) && (((const upy_object *)v)->type == &upy_type_complex ||
                                upy_is_subtype(((const upy_object *)v)->type, &upy_type_complex));
}

static bool get_number(upy_value v, complex_pair *out) {
    out->imag = 0;
    if (upy_is_float(v)) {
        out->real = upy_float_value(v);
    } else if (upy_is_int(v)) {
        out->real = upy_int_to_float(v);
    } else if (is_complex(v)) {
        out->real = ((const upy_complex *)v)->real;
        out->imag = ((const upy_complex *)v)->imag;
    } else {
        return false;
    }
    return true;
}

// ---- Arithmetic ----------------------------------------------------------------------------------

static complex_pair multiply(complex_pair a, complex_pair b) {
    return (complex_pair){a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

static complex_pair divide(complex_pair a, complex_pair b) {
    if (b.real == 0 && b.imag == 0) {
        upy_raise_zero_division();
    }
    if (UPY_FLOAT_FUNCTION(fabs)(b.real) < UPY_FLOAT_FUNCTION(fabs)(b.imag)) { // a quarter turn of both
        a = (complex_pair){a.imag, -a.real};
        b = (complex_pair){b.imag, -b.real};
    }
    upy_float ratio = b.imag / b.real;
    upy_float scale = b.real + b.imag * ratio;
    return (complex_pair){(a.real + a.imag * ratio) / scale, (a.imag - a.real * ratio) / scale};
}

static complex_pair integer_power(complex_pair base, int exponent) {
    complex_pair result = {1, 0};
    unsigned n = exponent < 0 ? 0u - (unsigned)exponent : (unsigned)exponent;
    while (true) {
        if (n & 1) {
            result = multiply(result, base);
        }
        n >>= 1;
        if (n == 0) {
            break;
        }
        base = multiply(base, base);
    }
    return exponent < 0 ? divide((complex_pair){1, 0}, result) : result;
}

static complex_pair polar_power(complex_pair a, complex_pair b) {
    upy_float size = UPY_FLOAT_FUNCTION(hypot)(a.real, a.imag);
    upy_float angle = UPY_FLOAT_FUNCTION(atan2)(a.imag, a.real);
    upy_float length = UPY_FLOAT_FUNCTION(pow)(size, b.real);
    upy_float phase = angle * b.real;
    if (b.imag != 0) {
        length *= UPY_FLOAT_FUNCTION(exp)(-angle * b.imag);
        phase += b.imag * UPY_FLOAT_FUNCTION(log)(size);
    }
    return (complex_pair){length * UPY_FLOAT_FUNCTION(cos)(phase), length * UPY_FLOAT_FUNCTION(sin)(phase)};
}

static complex_pair power(complex_pair a, complex_pair b) {
    if (b.real == 0 && b.imag == 0) {
        return (complex_pair){1, 0};
    }
    if (a.real == 0 && a.imag == 0) {
        if (b.imag != 0 || b.real < 0) {
            upy_raise_zero_division();
        }
        return (complex_pair){0, 0};
    }
    bool is_small_integer =
        b.imag == 0 && b.real == UPY_FLOAT_FUNCTION(floor)(b.real) && UPY_FLOAT_FUNCTION(fabs)(b.real) <= 100;
    complex_pair result = is_small_integer ? integer_power(a, (int)b.real) : polar_power(a, b);
    bool was_finite = a.real - a.real == 0 && a.imag - a.imag == 0 && b.real - b.real == 0 && b.imag - b.imag == 0;
    if (was_finite && (result.real - result.real != 0 || result.imag - result.imag != 0)) {
        upy_raise_overflow("complex exponentiation");
    }
    return result;
}

upy_value upy_complex_power(upy_float a_real, upy_float a_imag, upy_float b_real, upy_float b_imag) {
    complex_pair result = power((complex_pair){a_real, a_imag}, (complex_pair){b_real, b_imag});
    return upy_new_complex(result.real, result.imag);
}

// Equal to a number of another kind: exact for big ints.
static bool equals(upy_value lhs, upy_value rhs, complex_pair b) {
    const upy_complex *a = (const upy_complex *)lhs;
    if (upy_is_int(rhs)) {
        return a->imag == 0 && a->real == a->real && upy_int_compare_float(rhs, a->real) == 0;
    }
    return a->real == b.real && a->imag == b.imag;
}

static upy_value complex_binary(upy_binary_op op, upy_value lhs, upy_value rhs) {
    complex_pair a, b = {0, 0};
    if (op == UPY_OP_EQ || op == UPY_OP_NE) {
        if (!upy_is_int(rhs) && !get_number(rhs, &b)) {
            return UPY_NULL;
        }
        return upy_bool(equals(lhs, rhs, b) == (op == UPY_OP_EQ));
    }
    if (upy_op_is_compare(op) || !get_number(lhs, &a) || !get_number(rhs, &b)) {
        return UPY_NULL;
    }
    if (upy_op_is_reverse(op)) {
        complex_pair left = b;
        b = a;
        a = left;
        op = (upy_binary_op)(op - UPY_OP_REVERSE_ADD);
    } else if (upy_op_is_inplace(op)) {
        op = (upy_binary_op)(op - UPY_OP_INPLACE_ADD);
    }
    complex_pair result;
    switch (op) {
    case UPY_OP_ADD: result = (complex_pair){a.real + b.real, a.imag + b.imag}; break;
    case UPY_OP_SUB: result = (complex_pair){a.real - b.real, a.imag - b.imag}; break;
    case UPY_OP_MUL: result = multiply(a, b); break;
    case UPY_OP_TRUEDIV: result = divide(a, b); break;
    case UPY_OP_POW: result = power(a, b); break;
    default: return UPY_NULL;
    }
    return upy_new_complex(result.real, result.imag);
}

static upy_value complex_absolute(const upy_complex *c) {
    upy_float size = UPY_FLOAT_FUNCTION(hypot)(c->real, c->imag);
    bool was_finite = c->real - c->real == 0 && c->imag - c->imag == 0;
    if (was_finite && size - size != 0) {
        upy_raise_overflow("absolute value too large");
    }
    return upy_new_float(size);
}

static upy_value complex_hash(const upy_complex *c) {
    if (c->imag == 0) {
        return upy_small_int(upy_float_hash(c->real));
    }
    uintptr_t hash = (uintptr_t)upy_float_hash(c->real) + (uintptr_t)1000003 * (uintptr_t)upy_float_hash(c->imag);
    return upy_small_int((intptr_t)(hash & (uintptr_t)UPY_SMALL_INT_MAX));
}

static upy_value complex_unary(upy_unary_op op, upy_value v) {
    const upy_complex *c = (const upy_complex *)v;
    switch (op) {
    case UPY_OP_NEG: return upy_new_complex(-c->real, -c->imag);
    case UPY_OP_POS:
    case UPY_OP_COMPLEX: return upy_new_complex(c->real, c->imag);
    case UPY_OP_ABS: return complex_absolute(c);
    case UPY_OP_BOOL: return upy_bool(c->real != 0 || c->imag != 0);
    case UPY_OP_HASH: return complex_hash(c);
    default: return UPY_NULL;
    }
}

// ---- Text ----------------------------------------------------------------------------------------

// A part as repr(float) shows it, but without ".0"; force_sign puts a plus in front.
static void print_part(const upy_writer *w, upy_float f, bool force_sign) {
    char text[32];
    size_t length = upy_float_repr(text, f, UPY_FLOAT_IS_SINGLE);
    if (length > 2 && text[length - 2] == '.' && text[length - 1] == '0') {
        length -= 2;
    }
    if (force_sign && text[0] != '-') {
        upy_write(w, "+", 1);
    }
    upy_write(w, text, length);
}

static void complex_print(const upy_writer *w, upy_value v, upy_print_kind kind) {
    (void)kind;
    const upy_complex *c = (const upy_complex *)v;
    bool has_real = c->real != 0 || signbit(c->real);
    if (has_real) {
        upy_write(w, "(", 1);
        print_part(w, c->real, false);
    }
    print_part(w, c->imag, has_real);
    upy_write_string(w, has_real ? "j)" : "j");
}

static bool is_unit(const char *p, const char *end) { return p < end && (*p | 0x20) == 'j'; }

// [+-]j: an imaginary part without number.
static const char *parse_bare_unit(const char *text, const char *end, upy_float *out) {
    const char *p = text;
    bool is_negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+')) {
        p++;
    }
    *out = is_negative ? -1 : 1;
    return is_unit(p, end) ? p : NULL;
}

static bool parse_complex(const char *text, const char *end, complex_pair *out) {
    upy_trim_space(&text, &end);
    if (end - text >= 2 && *text == '(' && end[-1] == ')') {
        text++;
        end--;
        upy_trim_space(&text, &end);
    }
    out->real = out->imag = 0;
    upy_float first;
    const char *p = upy_float_parse_prefix(text, end, &first);
    if (p == NULL) {
        p = parse_bare_unit(text, end, &out->imag);
        return p != NULL && p + 1 == end;
    }
    if (p == end) {
        out->real = first;
        return true;
    }
    if (is_unit(p, end)) {
        out->imag = first;
        return p + 1 == end;
    }
    if (*p != '+' && *p != '-') {
        return false;
    }
    out->real = first;
    const char *second = upy_float_parse_prefix(p, end, &out->imag);
    if (second == NULL) {
        second = parse_bare_unit(p, end, &out->imag);
    }
    return second != NULL && is_unit(second, end) && second + 1 == end;
}

// ---- complex(…) ----------------------------------------------------------------------------------

static complex_pair pair_of_text(upy_value text) {
    complex_pair result;
    text = upy_numeric_text(text);
    const char *data = upy_str_data(text);
    upy_builder plain;
    upy_builder_init(&plain, upy_str_length(text) + 1);
    for (size_t i = 0; i < upy_str_length(text); i++) {
        if (data[i] != '_' || i == 0) {
            upy_builder_append_byte(&plain, data[i]);
        }
    }
    upy_keep_alive(text);
    if (!parse_complex(plain.data, plain.data + plain.length, &result)) {
        upy_raise_value_error("complex() arg is a malformed string");
    }
    return result;
}

static complex_pair pair_of_value(upy_value v, bool *is_complex_value) {
    complex_pair result = {0, 0};
    *is_complex_value = is_complex(v);
    if (upy_is_exactly(v, &upy_type_complex) || upy_is_int(v) || upy_is_immediate_float(v)) {
        get_number(v, &result);
        return result;
    }
    const upy_slots *slots = upy_type_of(v)->slots;
    upy_value converted = slots->unary ? slots->unary(UPY_OP_COMPLEX, v) : UPY_NULL;
    if (converted != UPY_NULL) {
        if (!is_complex(converted)) {
            upy_raise_type("__complex__ returned non-complex (type %T)", converted);
        }
        *is_complex_value = true;
        get_number(converted, &result);
        return result;
    }
    converted = slots->unary ? slots->unary(UPY_OP_FLOAT, v) : UPY_NULL;
    if (converted == UPY_NULL && slots->unary) {
        converted = slots->unary(UPY_OP_INDEX, v);
    }
    if (converted == UPY_NULL || !get_number(converted, &result)) {
        upy_raise_type("can't convert %T to complex", v);
    }
    return result;
}

static complex_pair pair_of_arguments(upy_value real, upy_value imag) {
    bool real_is_complex, imag_is_complex;
    if (upy_is_str(real)) {
        if (imag != UPY_NONE) {
            upy_raise_type("complex() can't take second arg if first is a string");
        }
        return pair_of_text(real);
    }
    complex_pair result = pair_of_value(real, &real_is_complex);
    if (imag == UPY_NONE) {
        return result;
    }
    if (upy_is_str(imag)) {
        upy_raise_type("complex() second arg can't be a string");
    }
    complex_pair second = pair_of_value(imag, &imag_is_complex);
    if (imag_is_complex) { // real + imag * 1j
        result.real -= second.imag;
    }
    result.imag = real_is_complex ? result.imag + second.real : second.real;
    return result;
}

static upy_value complex_make_new(const upy_type *type, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(real), UPY_SMALL_INT(0), false},
        {UPY_NAME(imag), UPY_NONE, false},
    };
    upy_value values[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, values);
    if (type == &upy_type_complex && upy_is_exactly(values[0], type) && values[1] == UPY_NONE) {
        return values[0];
    }
    complex_pair pair = pair_of_arguments(values[0], values[1]);
    upy_complex *c = upy_new_instance_of(type, sizeof(upy_complex));
    c->real = pair.real;
    c->imag = pair.imag;
    return (upy_value)c;
}

static upy_value complex_attribute(upy_value self, upy_value name, upy_value value) {
    const upy_complex *c = (const upy_complex *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    if (name == UPY_NAME(real)) {
        return upy_new_float(c->real);
    }
    return name == UPY_NAME(imag) ? upy_new_float(c->imag) : UPY_NULL;
}

static upy_value complex_conjugate(size_t n_args, const upy_value *args) {
    (void)n_args;
    const upy_complex *c = (const upy_complex *)args[0];
    return upy_new_complex(c->real, -c->imag);
}

static const UPY_METHOD(conjugate_method, complex, conjugate, complex_conjugate, 1, 1);

static const upy_pair complex_pairs[] = {
    {UPY_NAME(conjugate), (upy_value)&conjugate_method},
};
static const UPY_DEFINE_TABLE(complex_attributes, complex_pairs);

static const upy_slots complex_slots = {
    .make_new = complex_make_new,
    .print = complex_print,
    .unary = complex_unary,
    .binary = complex_binary,
    .attribute = complex_attribute,
};

const upy_type upy_type_complex = {
    UPY_TYPE_HEAD(complex, upy_complex, 0),
    .base = &upy_type_object,
    .slots = &complex_slots,
    .attributes = &complex_attributes,
};

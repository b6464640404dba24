// str_methods.c — methods only str has: encode, casefold, the finer class tests, translate.
#include "core/types/str_methods.h"

#include "core/base/text.h"
#include "core/heap/heap.h"
#include "core/types/codecs.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/str.h"
#include "core/types/unicode.h"

static upy_value str_encode(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(encoding), UPY_NONE, false},
                                               {UPY_NAME(errors), UPY_NONE, false}};
    upy_value in[2];
    upy_parse_arguments(n_args - 1, n_kw, args + 1, parameters, 2, in);
    return upy_encode(args[0], in[0], in[1]);
}
const UPY_KEYWORD_METHOD(upy_str_encode_method, str, encode, str_encode, 1, 3);

#if UPY_LEVEL > UPY_LEVEL_TINY

static upy_value str_casefold(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_builder b;
    upy_builder_init(&b, upy_str_length(args[0]));
    const char *p = upy_str_data(args[0]), *end = p + upy_str_length(args[0]);
    while (p < end) {
        uint32_t mapped[3];
        size_t n = upy_char_map(upy_utf8_next(&p), UPY_CASE_FOLD, mapped);
        for (size_t i = 0; i < n; i++) {
            upy_builder_append_code_point(&b, mapped[i]);
        }
    }
    return upy_builder_to_str(&b);
}
const UPY_METHOD(upy_str_casefold_method, str, casefold, str_casefold, 1, 1);

// ---- Class tests -------------------------------------------------------------------------------

static bool all_have(upy_value s, unsigned wanted) {
    const char *p = upy_str_data(s), *end = p + upy_str_length(s);
    while (p < end) {
        if (!(upy_char_flags(upy_utf8_next(&p)) & wanted)) {
            return false;
        }
    }
    return true;
}

static upy_value str_isdecimal(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_str_length(args[0]) != 0 && all_have(args[0], UPY_CHAR_DECIMAL));
}
const UPY_METHOD(upy_str_isdecimal_method, str, isdecimal, str_isdecimal, 1, 1);

static upy_value str_isnumeric(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(upy_str_length(args[0]) != 0 && all_have(args[0], UPY_CHAR_NUMERIC));
}
const UPY_METHOD(upy_str_isnumeric_method, str, isnumeric, str_isnumeric, 1, 1);

static upy_value str_isprintable(size_t n_args, const upy_value *args) {
    (void)n_args;
    return upy_bool(all_have(args[0], UPY_CHAR_PRINTABLE));
}
const UPY_METHOD(upy_str_isprintable_method, str, isprintable, str_isprintable, 1, 1);

static upy_value str_isidentifier(size_t n_args, const upy_value *args) {
    (void)n_args;
    const char *p = upy_str_data(args[0]);
    return upy_bool(upy_str_length(args[0]) != 0 && (upy_char_flags(upy_utf8_next(&p)) & UPY_CHAR_ID_START) &&
                    all_have(args[0], UPY_CHAR_ID_CONTINUE));
}
const UPY_METHOD(upy_str_isidentifier_method, str, isidentifier, str_isidentifier, 1, 1);

// ---- translate ---------------------------------------------------------------------------------

static upy_value code_point_value(const char **p) { return upy_small_int((intptr_t)upy_utf8_next(p)); }

// maketrans({char or code point: anything}) or maketrans(from, to[, delete])
static upy_value str_maketrans(size_t n_args, const upy_value *args) {
    upy_dict *table = upy_dict_new(0);
    if (n_args == 1) {
        if (!upy_has_layout(args[0], UPY_TYPE_DICT_BASED)) {
            upy_raise_type("if you give only one argument to maketrans it must be a dict");
        }
        size_t position = 0;
        for (upy_pair *pair; (pair = upy_dict_next((upy_dict *)args[0], &position)) != NULL;) {
            upy_value key = pair->key, value = pair->value;
            if (upy_is_str(key)) {
                if (upy_str_count(key) != 1) {
                    upy_raise_value_error("string keys in translate table must be of length 1");
                }
                const char *p = upy_str_data(key);
                key = code_point_value(&p);
            } else if (!upy_is_int(key)) {
                upy_raise_type("keys in translate table must be strings or integers");
            }
            upy_dict_set(table, key, value);
        }
        return upy_from_dict(table);
    }
    const char *from = upy_str_data(upy_str_check(args[0])), *from_end = from + upy_str_length(args[0]);
    const char *to = upy_str_data(upy_str_check(args[1]));
    if (upy_str_count(args[0]) != upy_str_count(args[1])) {
        upy_raise_value_error("the first two maketrans arguments must have equal length");
    }
    while (from < from_end) {
        upy_value key = code_point_value(&from);
        upy_dict_set(table, key, code_point_value(&to));
    }
    if (n_args > 2) {
        const char *p = upy_str_data(upy_str_check(args[2])), *end = p + upy_str_length(args[2]);
        while (p < end) {
            upy_dict_set(table, code_point_value(&p), UPY_NONE);
        }
    }
    return upy_from_dict(table);
}
const UPY_STATIC_METHOD(upy_str_maketrans_method, maketrans, str_maketrans, 1, 3);

// What the table says about a code point; UPY_NULL if it does not know it.
static upy_value look_up(upy_value table, upy_value key) {
    if (upy_is_exactly(table, &upy_type_dict)) {
        return upy_dict_get((upy_dict *)table, key);
    }
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_value found = upy_get_item(table, key);
        upy_end_try(&jump);
        return found;
    }
    if (!upy_is_instance(jump.exception, &upy_type_LookupError)) {
        upy_raise(jump.exception);
    }
    return UPY_NULL;
}

static upy_value str_translate(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_builder b;
    upy_builder_init(&b, upy_str_length(args[0]));
    const char *p = upy_str_data(args[0]), *end = p + upy_str_length(args[0]);
    while (p < end) {
        uint32_t c = upy_utf8_next(&p);
        upy_value to = look_up(args[1], upy_small_int((intptr_t)c));
        if (to == UPY_NULL) {
            upy_builder_append_code_point(&b, c);
        } else if (upy_is_str(to)) {
            upy_builder_append_str(&b, to);
        } else if (upy_is_int(to)) {
            intptr_t code;
            if (!upy_int_get(to, &code) || code < 0 || code > 0x10ffff) {
                upy_raise_value_error("char not in range(0x110000)");
            }
            upy_builder_append_code_point(&b, (uint32_t)code);
        } else if (to != UPY_NONE) {
            upy_raise_type("character mapping must return integer, None or str");
        }
    }
    return upy_builder_to_str(&b);
}
const UPY_METHOD(upy_str_translate_method, str, translate, str_translate, 2, 2);

#endif

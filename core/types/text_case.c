// text_case.c — upper and lower case, and the character class tests, of str, bytes and bytearray.
//
// ASCII text and bytes are mapped byte by byte; other text goes code point by code point through the
// tables behind unicode.h.
#include "core/base/text.h"
#include "core/types/text_methods.h"
#include "core/types/unicode.h"

// Bytes have the classes of ASCII; bytes from 0x80 on have none.
static unsigned flags_at(const upy_span *t, const char **p) {
    if (t->by_byte) {
        unsigned char c = (unsigned char)*(*p)++;
        unsigned flags = c < 0x80 ? upy_char_flags(c) : 0;
        return t->kind != UPY_TEXT_STR && c >= 0x1c && c < 0x20 ? flags & ~UPY_CHAR_SPACE : flags;
    }
    return upy_char_flags(upy_utf8_next(p));
}

// ---- Tests -------------------------------------------------------------------------------------

static upy_value all_have(upy_value self, unsigned wanted) {
    upy_span t = upy_text_of(self);
    const char *p = t.data, *end = p + t.length;
    if (p == end) {
        return UPY_FALSE;
    }
    while (p < end) {
        if (!(flags_at(&t, &p) & wanted)) {
            return UPY_FALSE;
        }
    }
    return UPY_TRUE;
}

// At least one cased character, and none of the unwanted case.
static upy_value cased_without(upy_value self, unsigned wanted, unsigned unwanted) {
    upy_span t = upy_text_of(self);
    bool found = false;
    for (const char *p = t.data, *end = p + t.length; p < end;) {
        unsigned flags = flags_at(&t, &p);
        if (flags & unwanted) {
            return UPY_FALSE;
        }
        found = found || (flags & wanted);
    }
    return upy_bool(found);
}

#define CLASS_TEST(function, test)                                                                                     \
    upy_value upy_text_##function(size_t n_args, const upy_value *args) {                                              \
        (void)n_args;                                                                                                  \
        return test;                                                                                                   \
    }

CLASS_TEST(isalpha, all_have(args[0], UPY_CHAR_ALPHA))
CLASS_TEST(isdigit, all_have(args[0], UPY_CHAR_DIGIT))
CLASS_TEST(isspace, all_have(args[0], UPY_CHAR_SPACE))
CLASS_TEST(islower, cased_without(args[0], UPY_CHAR_LOWER, UPY_CHAR_UPPER | UPY_CHAR_TITLE))
CLASS_TEST(isupper, cased_without(args[0], UPY_CHAR_UPPER, UPY_CHAR_LOWER | UPY_CHAR_TITLE))

// ---- Mapping -----------------------------------------------------------------------------------

typedef enum case_change { TO_LOWER, TO_UPPER, TO_SWAPPED, TO_CAPITALIZED, TO_TITLE } case_change;

static bool is_ascii_letter(unsigned char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }

// The case the character must get: state says whether it begins the text or a word.
static upy_case target_case(case_change change, bool is_first, unsigned flags) {
    switch (change) {
    case TO_UPPER: return UPY_CASE_UPPER;
    case TO_SWAPPED: return flags & UPY_CHAR_UPPER ? UPY_CASE_LOWER : UPY_CASE_UPPER;
    case TO_CAPITALIZED:
    case TO_TITLE: return is_first ? UPY_CASE_TITLE : UPY_CASE_LOWER;
    default: return UPY_CASE_LOWER;
    }
}

static upy_value change_bytes(const upy_span *t, case_change change) {
    char *made;
    size_t length = t->length;
    upy_value result = upy_text_make_uninitialised(t->kind, length, &made);
    char *out = made; // not known to change under the loops, unlike one whose address was taken
    const unsigned char *in = (const unsigned char *)t->data;
    if (change <= TO_UPPER) {
        unsigned first = change == TO_UPPER ? 'a' : 'A';
        for (size_t i = 0; i < length; i++) {
            out[i] = (char)(in[i] ^ (in[i] - first < 26u ? 0x20 : 0)); // compilers make vector code of this
        }
        length = 0;
    }
    bool is_first = true;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = in[i];
        bool is_letter = is_ascii_letter(c);
        if (is_letter) {
            bool want_upper = change == TO_SWAPPED ? (c & 0x20) != 0 : is_first;
            c = want_upper ? c & ~0x20 : c | 0x20;
        }
        is_first = change == TO_TITLE && !is_letter;
        out[i] = (char)c;
    }
    if (t->kind == UPY_TEXT_STR) {
        ((upy_str *)result)->hash_flags |= UPY_STR_ASCII;
    }
    return result;
}

#if UPY_UNICODE_TABLES
// Greek capital sigma at `at` ends a word: a cased letter stands before it and none behind.
static bool is_final_sigma(const upy_span *t, const char *at, const char *next) {
    const char *p = at;
    bool found = false;
    while (p > t->data) {
        do {
            p--;
        } while (upy_utf8_is_continuation(*p));
        const char *q = p;
        unsigned flags = upy_char_flags(upy_utf8_next(&q));
        if (!(flags & UPY_CHAR_CASE_IGNORABLE)) {
            found = (flags & UPY_CHAR_CASED) != 0;
            break;
        }
    }
    if (!found) {
        return false;
    }
    for (const char *end = t->data + t->length; next < end;) {
        unsigned flags = upy_char_flags(upy_utf8_next(&next));
        if (!(flags & UPY_CHAR_CASE_IGNORABLE)) {
            return !(flags & UPY_CHAR_CASED);
        }
    }
    return true;
}
#endif

static upy_value change_case(upy_value self, case_change change) {
    upy_span t = upy_text_of(self);
    if (t.by_byte) {
        return change_bytes(&t, change);
    }
    upy_builder b;
    upy_builder_init(&b, t.length);
    bool is_first = true;
    for (const char *p = t.data, *end = p + t.length; p < end;) {
        const char *at = p;
        uint32_t c = upy_utf8_next(&p), mapped[3];
        if (c < 0x80 && change <= TO_UPPER) {
            upy_builder_append_byte(
                &b, (char)(is_ascii_letter((unsigned char)c) ? (change == TO_UPPER ? c & ~0x20u : c | 0x20) : c));
            continue;
        }
        unsigned flags = change <= TO_UPPER ? 0 : upy_char_flags(c);
        upy_case to = target_case(change, is_first, flags);
        size_t n = upy_char_map(c, to, mapped);
        if (change == TO_SWAPPED && !(flags & (UPY_CHAR_UPPER | UPY_CHAR_LOWER))) {
            mapped[0] = c;
            n = 1;
        }
#if UPY_UNICODE_TABLES
        if (c == 0x3a3 && to == UPY_CASE_LOWER && is_final_sigma(&t, at, p)) {
            mapped[0] = 0x3c2;
        }
#else
        (void)at;
#endif
        for (size_t i = 0; i < n; i++) {
            upy_builder_append_code_point(&b, mapped[i]);
        }
        is_first = change == TO_TITLE && !(flags & UPY_CHAR_CASED);
    }
    return upy_builder_to_str(&b);
}

CLASS_TEST(lower, change_case(args[0], TO_LOWER))
CLASS_TEST(upper, change_case(args[0], TO_UPPER))

#if UPY_LEVEL > UPY_LEVEL_TINY

CLASS_TEST(isalnum, all_have(args[0], UPY_CHAR_ALPHA | UPY_CHAR_NUMERIC))
CLASS_TEST(capitalize, change_case(args[0], TO_CAPITALIZED))
CLASS_TEST(swapcase, change_case(args[0], TO_SWAPPED))
CLASS_TEST(title, change_case(args[0], TO_TITLE))

upy_value upy_text_isascii(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_span t = upy_text_of(args[0]);
    return upy_bool(upy_is_ascii(t.data, t.length));
}

upy_value upy_text_istitle(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_span t = upy_text_of(args[0]);
    bool previous_cased = false, found = false;
    for (const char *p = t.data, *end = p + t.length; p < end;) {
        unsigned flags = flags_at(&t, &p);
        bool is_lower = (flags & UPY_CHAR_LOWER) != 0, is_upper = (flags & (UPY_CHAR_UPPER | UPY_CHAR_TITLE)) != 0;
        if ((is_upper && previous_cased) || (is_lower && !previous_cased)) {
            return UPY_FALSE;
        }
        previous_cased = is_lower || is_upper;
        found = found || previous_cased;
    }
    return upy_bool(found);
}

#endif

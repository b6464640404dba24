// unicode_error.c — the text of UnicodeDecodeError, UnicodeEncodeError and UnicodeTranslateError.
//
// Their arguments are (encoding, object, start, end, reason); a translation has no encoding. What does not look like
// that, because a program made the exception, is printed like any other.
#include "core/base/text.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "core/types/str.h"

// " byte 0xff in position 1" or " bytes in position 1-2".
static void print_bytes(const upy_writer *w, upy_value object, size_t start, size_t end) {
    upy_buffer_view view;
    if (end - start == 1 && upy_get_buffer_or_false(object, &view, UPY_BUFFER_READ) && start < view.length) {
        static const char digits[] = "0123456789abcdef";
        unsigned byte = ((const unsigned char *)view.data)[start];
        char text[] = {digits[byte >> 4], digits[byte & 15], 0};
        upy_printf(w, " byte 0x%s in position %zu", text, start);
    } else {
        upy_printf(w, " bytes in position %zu-%zu", start, end - 1);
    }
}

static void print_characters(const upy_writer *w, upy_value object, size_t start, size_t end) {
    if (end - start == 1 && upy_is_str(object) && (intptr_t)start < upy_length(object)) {
        upy_value character = upy_get_item(object, upy_small_int((intptr_t)start));
        const char *bytes = upy_str_data(character);
        upy_write_string(w, " character '");
        upy_write_escape(w, upy_utf8_next(&bytes));
        upy_printf(w, "' in position %zu", start);
    } else {
        upy_printf(w, " characters in position %zu-%zu", start, end - 1);
    }
}

bool upy_unicode_error_print(const upy_writer *w, const upy_type *type, size_t n_args, const upy_value *args) {
    bool has_encoding = !upy_is_subtype(type, &upy_type_UnicodeTranslateError);
    const upy_value *place = args + has_encoding;
    if (n_args != 4u + has_encoding || !upy_is_small_int(place[1]) || !upy_is_small_int(place[2])) {
        return false;
    }
    intptr_t start = upy_small_int_value(place[1]), end = upy_small_int_value(place[2]);
    if (start < 0 || end <= start) {
        return false;
    }
    if (has_encoding) {
        upy_printf(w, "'%v' codec ", args[0]);
    }
    bool decodes = upy_is_subtype(type, &upy_type_UnicodeDecodeError);
    upy_printf(w, "can't %s", decodes ? "decode" : has_encoding ? "encode" : "translate");
    (decodes ? print_bytes : print_characters)(w, place[0], (size_t)start, (size_t)end);
    upy_printf(w, ": %v", place[3]);
    return true;
}

// unicode_ascii.c — character classes and case of ASCII; everything above it has no case and no class
// but counts as printable and as part of identifiers.
#include "core/types/unicode.h"

#if !UPY_UNICODE_TABLES

unsigned upy_char_flags(uint32_t c) {
    if (c >= 0x80) {
        return UPY_CHAR_PRINTABLE | UPY_CHAR_ID_START | UPY_CHAR_ID_CONTINUE;
    }
    if (c >= 'a' && c <= 'z') {
        return UPY_CHAR_ALPHA | UPY_CHAR_LOWER | UPY_CHAR_CASED | UPY_CHAR_PRINTABLE | UPY_CHAR_ID_START |
               UPY_CHAR_ID_CONTINUE;
    }
    if (c >= 'A' && c <= 'Z') {
        return UPY_CHAR_ALPHA | UPY_CHAR_UPPER | UPY_CHAR_CASED | UPY_CHAR_PRINTABLE | UPY_CHAR_ID_START |
               UPY_CHAR_ID_CONTINUE;
    }
    if (c >= '0' && c <= '9') {
        return UPY_CHAR_DECIMAL | UPY_CHAR_DIGIT | UPY_CHAR_NUMERIC | UPY_CHAR_PRINTABLE | UPY_CHAR_ID_CONTINUE;
    }
    if (c == ' ') {
        return UPY_CHAR_SPACE | UPY_CHAR_PRINTABLE;
    }
    if (c == '_') {
        return UPY_CHAR_PRINTABLE | UPY_CHAR_ID_START | UPY_CHAR_ID_CONTINUE;
    }
    if (c < ' ' || c == 0x7f) {
        return (c >= '\t' && c <= '\r') || (c >= 0x1c && c < 0x20) ? UPY_CHAR_SPACE : 0;
    }
    return UPY_CHAR_PRINTABLE;
}

size_t upy_char_map(uint32_t c, upy_case to, uint32_t out[3]) {
    bool to_upper = to == UPY_CASE_UPPER || to == UPY_CASE_TITLE;
    if (to_upper ? c - 'a' < 26 : c - 'A' < 26) {
        c ^= 0x20;
    }
    out[0] = c;
    return 1;
}

#endif

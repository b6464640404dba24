// unicode_names.c — characters by name, for \N{…} in string literals. Builds with UPY_UNICODE_NAMES.
//
// The names themselves are not stored: tools/make-unicode makes one word per name, 43 bits of hash above 21 bits of
// code point, in one sorted array. A name that does not exist has a chance of 1 in 250 million to be found, which
// costs nobody anything. Ideographs are named by their code point and Hangul syllables by their letters.
#include "core/types/unicode.h"

#if UPY_UNICODE_NAMES

#include <string.h>

typedef struct numbered_names {
    const char *prefix; // followed by the code point in hex
    uint32_t first, last;
} numbered_names;

#include "unicode_names.gen.h"

#define LONGEST_NAME 128

static bool find_numbered(const char *name, size_t length, uint32_t *code) {
    size_t prefix = length;
    uint32_t value = 0;
    while (prefix != 0 && name[prefix - 1] != '-') {
        prefix--;
    }
    if (prefix == 0 || length - prefix < 4 || length - prefix > 6 || name[prefix] == '0') {
        return false;
    }
    for (size_t i = prefix; i < length; i++) {
        bool is_digit = name[i] >= '0' && name[i] <= '9';
        if (!is_digit && !(name[i] >= 'A' && name[i] <= 'F')) {
            return false;
        }
        value = value << 4 | (uint32_t)(is_digit ? name[i] - '0' : name[i] - 'A' + 10);
    }
    *code = value;
    for (size_t i = 0; i < UPY_COUNT_OF(numbered); i++) {
        if (value >= numbered[i].first && value <= numbered[i].last && strlen(numbered[i].prefix) == prefix &&
            memcmp(name, numbered[i].prefix, prefix) == 0) {
            return true;
        }
    }
    return false;
}

// The longest of the letter names (each padded to three) that the text starts with.
static size_t take_letter(const char **text, const char *letters, size_t n) {
    size_t found = SIZE_MAX, longest = 0;
    for (size_t i = 0; i < n; i++) {
        size_t length = 0;
        while (length < 3 && letters[3 * i + length] != ' ') {
            length++;
        }
        if ((found == SIZE_MAX || length > longest) && strncmp(*text, letters + 3 * i, length) == 0) {
            found = i;
            longest = length;
        }
    }
    *text += longest;
    return found;
}

static bool find_hangul(const char *name, uint32_t *code) {
    static const char start[] = "HANGUL SYLLABLE ";
    static const char leading[] = "G  GG N  D  DD R  M  B  BB S  SS    J  JJ C  K  T  P  H  ";
    static const char vowels[] = "A  AE YA YAEEO E  YEOYE O  WA WAEOE YO U  WEOWE WI YU EU YI I  ";
    static const char trailing[] =
        "   G  GG GS N  NJ NH D  L  LG LM LB LS LT LP LH M  B  BS S  SS NG J  C  K  T  P  H  ";
    if (strncmp(name, start, sizeof start - 1) != 0) {
        return false;
    }
    name += sizeof start - 1;
    size_t l = take_letter(&name, leading, 19);
    size_t v = take_letter(&name, vowels, 21);
    size_t t = take_letter(&name, trailing, 28);
    if (l == SIZE_MAX || v == SIZE_MAX || *name != '\0') {
        return false;
    }
    *code = 0xac00 + (uint32_t)((l * 21 + v) * 28 + t);
    return true;
}

static uint64_t hash(const char *name, size_t length) {
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++) {
        h = (h ^ (unsigned char)name[i]) * 0x100000001b3u;
    }
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    return (h ^ h >> 32) >> 21;
}

bool upy_char_by_name(const char *name, size_t length, uint32_t *code) {
    char upper[LONGEST_NAME];
    if (length >= sizeof upper) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        upper[i] = name[i] >= 'a' && name[i] <= 'z' ? (char)(name[i] - 32) : name[i];
    }
    upper[length] = '\0';
    if (find_numbered(upper, length, code) || find_hangul(upper, code)) {
        return true;
    }
    uint64_t wanted = hash(upper, length);
    size_t low = 0, high = UPY_COUNT_OF(names);
    while (low < high) {
        size_t middle = (low + high) / 2;
        uint64_t found = names[middle] >> 21;
        if (found == wanted) {
            *code = names[middle] & 0x1fffff;
            return true;
        }
        if (found < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

#endif

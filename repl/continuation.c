// continuation.c — is a statement finished, and how far is its next line indented?
//
// The prompt has to decide before the compiler sees the text, so this reads it much more coarsely: brackets, quotes
// and comments, and whether it starts like a compound statement, which only an empty line ends.
#include "repl/internal.h"

typedef struct reading {
    const char *text;
    size_t length;
    size_t at;
    size_t n_brackets;  // open
    bool is_unfinished; // ended inside a triple quote
} reading;

static bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool starts_with_word(const char *text, size_t length, const char *word) {
    size_t n = strlen(word);
    return length >= n && memcmp(text, word, n) == 0 && (length == n || !is_word_byte(text[n]));
}

// `match` is also a name: only a line that ends with a colon makes it a statement.
static bool starts_match(const char *text, size_t length) {
    if (!starts_with_word(text, length, "match")) {
        return false;
    }
    const char *end = memchr(text, '\n', length);
    size_t n = end == NULL ? length : (size_t)(end - text);
    while (n > 0 && text[n - 1] == ' ') {
        n--;
    }
    return text[n - 1] == ':';
}

static bool is_compound(const char *text, size_t length) {
    static const char *const words[] = {"if", "while", "for", "try", "with", "def", "class", "async"};
    if (length > 0 && text[0] == '@') {
        return true;
    }
    for (size_t i = 0; i < UPY_COUNT_OF(words); i++) {
        if (starts_with_word(text, length, words[i])) {
            return true;
        }
    }
    return starts_match(text, length);
}

static bool is_triple(const reading *r, char quote) {
    return r->length - r->at >= 3 && r->text[r->at + 1] == quote && r->text[r->at + 2] == quote;
}

// Stands on a quote; goes behind the string it opens. An unclosed plain quote ends with its line.
static void skip_string(reading *r) {
    char quote = r->text[r->at];
    bool is_long = is_triple(r, quote);
    r->at += is_long ? 3 : 1;
    while (r->at < r->length) {
        char c = r->text[r->at];
        if (c == '\\') {
            r->at += r->length - r->at > 1 ? 2 : 1;
        } else if (c == '\n' && !is_long) {
            return;
        } else if (c == quote && (!is_long || is_triple(r, quote))) {
            r->at += is_long ? 3 : 1;
            return;
        } else {
            r->at++;
        }
    }
    r->is_unfinished = is_long;
}

static void skip_comment(reading *r) {
    while (r->at < r->length && r->text[r->at] != '\n') {
        r->at++;
    }
}

static void read_all(reading *r) {
    while (r->at < r->length) {
        char c = r->text[r->at];
        if (c == '\'' || c == '"') {
            skip_string(r);
            continue;
        }
        if (c == '#') {
            skip_comment(r);
            continue;
        }
        if (c == '(' || c == '[' || c == '{') {
            r->n_brackets++;
        } else if ((c == ')' || c == ']' || c == '}') && r->n_brackets > 0) {
            r->n_brackets--;
        }
        r->at++;
    }
}

bool upy_repl_wants_more(const char *text, size_t length) {
    if (length == 0) {
        return false;
    }
    if (text[length - 1] != '\n' && is_compound(text, length)) {
        return true;
    }
    reading r = {.text = text, .length = length};
    read_all(&r);
    return r.is_unfinished || r.n_brackets > 0 || text[length - 1] == '\\';
}

static size_t start_of_line(const char *text, size_t end) {
    while (end > 0 && text[end - 1] != '\n') {
        end--;
    }
    return end;
}

static size_t leading_spaces(const char *text, size_t start, size_t end) {
    size_t n = 0;
    while (start + n < end && text[start + n] == ' ') {
        n++;
    }
    return n;
}

size_t upy_repl_indent(const char *text, size_t length) {
    if (length < 2) {
        return 0;
    }
    size_t end = length - 1, start = start_of_line(text, end), n = leading_spaces(text, start, end);
    if (n == end - start && start > 0) { // nothing but spaces: twice in a row means the user wants out
        size_t before = start_of_line(text, start - 1);
        if (before > 0 && leading_spaces(text, before, start - 1) == start - 1 - before) {
            return 0;
        }
    }
    return n / 4 * 4 + (text[end - 1] == ':' ? 4 : 0);
}

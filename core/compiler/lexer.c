// lexer.c — source bytes to tokens.
//
// One switch on the class of the first byte; names, numbers, strings and operators each have their function.
// Indentation is measured when a logical line begins; blank lines never get that far. Bracket kinds are kept on a
// stack so that they must match, and line ends inside any bracket are blanks. Both stacks are heap blocks without
// a limit on their depth.
#include "core/compiler/lexer.h"

#include "core/base/text.h"
#include "core/compiler/syntax_error.h"
#include "core/heap/heap.h"
#include "core/types/exception.h"

enum { CLASS_OTHER, CLASS_LINE_END, CLASS_NAME, CLASS_DIGIT, CLASS_QUOTE, CLASS_OPERATOR };

static bool is_digit(char c) { return (unsigned char)(c - '0') < 10; }

static bool is_line_end(char c) { return c == '\n' || c == '\r'; }

bool upy_is_name_byte(char c) {
    unsigned char u = (unsigned char)c;
    return (u | 0x20u) - 'a' < 26u || is_digit(c) || u == '_' || u >= 0x80;
}

static int class_of(char c) {
    if (is_digit(c)) {
        return CLASS_DIGIT;
    }
    if (upy_is_name_byte(c)) {
        return CLASS_NAME;
    }
    if (is_line_end(c)) {
        return CLASS_LINE_END;
    }
    return c == '"' || c == '\'' ? CLASS_QUOTE : c > ' ' && c < 0x7f ? CLASS_OPERATOR : CLASS_OTHER;
}

// A byte from lx->at on; NUL at the end of the source, and where the source has one, which is an error anyway.
static char byte_at(const upy_lexer *lx, size_t offset) {
    return (size_t)(lx->end - lx->at) > offset ? lx->at[offset] : '\0';
}

// ---- Positions and errors ----------------------------------------------------------------------

static upy_place place_of(const upy_lexer *lx) {
    size_t column = (size_t)(lx->at - lx->line_start) + 1;
    return (upy_place){.line = lx->line < UPY_LAST_LINE ? lx->line : UPY_LAST_LINE,
                       .column = column < UPY_LAST_COLUMN ? (uint32_t)column : UPY_LAST_COLUMN};
}

UPY_NORETURN static void refuse_as(upy_lexer *lx, const upy_type *type, const char *message) {
    (upy_syntax_error)(lx->filename, place_of(lx), type, message);
}

void(upy_lexer_refuse)(upy_lexer *lx, const char *message) { refuse_as(lx, &upy_type_SyntaxError, message); }

// The source or a string, begun at `line`, ended too early: within a field of an f-string, that is what is at fault.
UPY_NORETURN static void refuse_unterminated(upy_lexer *lx, uint32_t line) {
    for (uint32_t i = 0; i < lx->n_brackets; i++) {
        if (lx->brackets[i] == UPY_BRACKET_FIELD) {
            upy_lexer_refuse(lx, "malformed f-string");
        }
    }
    upy_place place = place_of(lx);
    place.line = line;
    upy_syntax_error(lx->filename, place, &upy_type_SyntaxError, "invalid syntax");
}

const char *upy_skip_line_end(const char *p, const char *end) {
    if (p < end && *p == '\r') {
        p++;
        return p < end && *p == '\n' ? p + 1 : p;
    }
    return p < end && *p == '\n' ? p + 1 : p;
}

void upy_lexer_take_line_end(upy_lexer *lx) {
    lx->at = upy_skip_line_end(lx->at, lx->end);
    lx->line++;
    lx->line_start = lx->at;
}

static void begin_token(upy_lexer *lx, upy_token_kind kind) {
    upy_token *t = &lx->token;
    t->kind = (uint8_t)kind;
    t->flags = 0;
    t->place = place_of(lx);
    t->start = t->end = lx->at;
}

// ---- Brackets and indentation ------------------------------------------------------------------

void upy_lexer_push_bracket(upy_lexer *lx, char bracket) {
    if (lx->n_brackets == lx->brackets_capacity) {
        uint32_t capacity = lx->brackets_capacity ? 2 * lx->brackets_capacity : 16;
        lx->brackets = upy_heap_resize_storage(lx->brackets, lx->brackets_capacity, capacity);
        lx->brackets_capacity = capacity;
    }
    lx->brackets[lx->n_brackets++] = bracket;
}

static void pop_bracket(upy_lexer *lx, char closing) {
    char open = lx->n_brackets ? lx->brackets[lx->n_brackets - 1] : 0;
    bool fits = closing == ')' ? open == '(' : open + 2 == closing || (closing == '}' && open == UPY_BRACKET_FIELD);
    if (!fits) {
        upy_lexer_refuse(lx, "invalid syntax");
    }
    lx->n_brackets--;
}

static void push_indent(upy_lexer *lx, uint32_t column) {
    if (lx->n_indents == lx->indents_capacity) {
        uint32_t capacity = lx->indents_capacity ? 2 * lx->indents_capacity : 8;
        lx->indents =
            upy_heap_resize_storage(lx->indents, lx->indents_capacity * sizeof(uint32_t), capacity * sizeof(uint32_t));
        lx->indents_capacity = capacity;
    }
    lx->indents[lx->n_indents++] = column;
}

static void skip_comment(upy_lexer *lx) {
    while (byte_at(lx, 0) != '\0' && !is_line_end(*lx->at)) {
        lx->at++;
    }
}

// Goes to the first byte of the next line that is not blank and returns its column; 0 at the end of the source.
// Where backslashes join lines that are blank so far, the first indentation is the one that counts.
static uint32_t measure_indentation(upy_lexer *lx) {
    for (;;) {
        uint32_t column = 0, joined = 0;
        for (;; lx->at++) {
            char c = byte_at(lx, 0);
            if (c == ' ') {
                column++;
            } else if (c == '\t') {
                column = (column | 7) + 1;
            } else if (c == '\f') {
                column = 0;
            } else if (c == '\\' && is_line_end(byte_at(lx, 1))) {
                joined = joined ? joined : column;
                column = 0;
                lx->at++;
                upy_lexer_take_line_end(lx);
                lx->at--;
            } else {
                break;
            }
        }
        if (byte_at(lx, 0) == '#') {
            skip_comment(lx);
        }
        if (lx->at == lx->end) {
            return 0;
        }
        if (!is_line_end(*lx->at)) {
            return joined ? joined : column;
        }
        upy_lexer_take_line_end(lx);
    }
}

// At the start of a logical line. True if it makes a token of its own.
static bool begin_line(upy_lexer *lx) {
    uint32_t column = measure_indentation(lx);
    lx->at_line_start = false;
    uint32_t current = lx->n_indents ? lx->indents[lx->n_indents - 1] : 0;
    if (column == current) {
        return false;
    }
    begin_token(lx, UPY_TOKEN_INDENT);
    if (column > current) {
        push_indent(lx, column);
        return true;
    }
    lx->token.kind = UPY_TOKEN_DEDENT;
    while (lx->n_indents && lx->indents[lx->n_indents - 1] > column) {
        lx->n_indents--;
        lx->n_dedents++;
    }
    if (column != (lx->n_indents ? lx->indents[lx->n_indents - 1] : 0)) {
        refuse_as(lx, &upy_type_IndentationError, UPY_TEXT("unindent doesn't match any outer indent level"));
    }
    lx->n_dedents--; // this token is the first of them
    return true;
}

// Blanks, comments, joined lines, and line ends within brackets.
static void skip_blanks(upy_lexer *lx) {
    for (;;) {
        char c = byte_at(lx, 0);
        if (c == ' ' || c == '\t' || c == '\f') {
            lx->at++;
        } else if (c == '#') {
            skip_comment(lx);
        } else if (c == '\\') {
            lx->at++;
            if (!is_line_end(byte_at(lx, 0))) {
                upy_lexer_refuse(lx, "invalid syntax");
            }
            upy_lexer_take_line_end(lx);
        } else if (is_line_end(c) && lx->n_brackets) {
            upy_lexer_take_line_end(lx);
        } else {
            return;
        }
    }
}

// ---- Names and keywords ------------------------------------------------------------------------

#define LONGEST_KEYWORD 8

static const char keywords[][LONGEST_KEYWORD] = {
// without a terminator if as long as that
#define TOKEN(name, level)
#define KEYWORD(name, text, level) text,
#include "core/compiler/tokens.def"
#undef TOKEN
#undef KEYWORD
};

static upy_token_kind keyword_or_name(const char *text, size_t length) {
    if (length < 2 || length > LONGEST_KEYWORD) {
        return UPY_TOKEN_NAME;
    }
    size_t low = 0, high = UPY_COUNT_OF(keywords);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = memcmp(text, keywords[middle], length);
        if (order == 0 && (length == LONGEST_KEYWORD || keywords[middle][length] == '\0')) {
            return (upy_token_kind)(UPY_FIRST_KEYWORD + middle);
        }
        if (order > 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return UPY_TOKEN_NAME;
}

// Flags of a string prefix; -1: not one.
static int string_prefix(const char *text, size_t length) {
    int flags = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i] | 0x20;
        int flag = c == 'r'                          ? UPY_STRING_RAW
                   : c == 'b'                        ? UPY_STRING_BYTES
                   : c == 'f'                        ? UPY_STRING_FORMAT
                   : UPY_FULL_DATA_MODEL && c == 't' ? UPY_STRING_TEMPLATE
                   : c == 'u'                        ? 0
                                                     : -1;
        if (flag < 0) {
            return -1;
        }
        flags |= flag;
    }
    // Of two letters one is `r` and the other neither `r` nor `u`.
    return length == 2 && (flags == UPY_STRING_RAW || !(flags & UPY_STRING_RAW)) ? -1 : flags;
}

static void lex_string(upy_lexer *lx, int flags);

static void lex_name(upy_lexer *lx) {
    begin_token(lx, UPY_TOKEN_NAME);
    bool is_ascii = true;
    while (upy_is_name_byte(byte_at(lx, 0))) {
        is_ascii &= (unsigned char)*lx->at < 0x80;
        lx->at++;
    }
    const char *start = lx->token.start;
    size_t length = (size_t)(lx->at - start);
    lx->token.end = lx->at;
    if (length <= 2 && class_of(byte_at(lx, 0)) == CLASS_QUOTE) {
        int flags = string_prefix(start, length);
        if (flags >= 0) {
            lex_string(lx, flags);
            return;
        }
    }
    if (!is_ascii) {
        size_t valid = upy_utf8_valid_prefix(start, length, false);
        if (valid < length) {
            lx->at = start + valid;
            upy_lexer_refuse(lx, "invalid syntax");
        }
        return;
    }
    lx->token.kind = (uint8_t)keyword_or_name(start, length);
}

// ---- Numbers -----------------------------------------------------------------------------------

static void skip_digits(upy_lexer *lx, char above_nine) {
    for (; lx->at < lx->end; lx->at++) {
        char c = *lx->at;
        if (c == '_') {
            lx->token.flags |= UPY_NUMBER_UNDERSCORE;
        } else if (!is_digit(c) && !(above_nine && (c | 0x20) >= 'a' && (c | 0x20) <= above_nine)) {
            return;
        }
    }
}

static bool byte_follows(const upy_lexer *lx, size_t offset, const char *any_of) {
    char c = byte_at(lx, offset);
    return c != '\0' && strchr(any_of, c);
}

static bool digit_follows(const upy_lexer *lx, size_t offset) { return is_digit(byte_at(lx, offset)); }

UPY_NORETURN static void refuse_number(upy_lexer *lx) {
    while (upy_is_name_byte(byte_at(lx, 0))) {
        lx->at++;
    }
    const upy_token *t = &lx->token;
    if (t->flags & (UPY_NUMBER_FLOAT | UPY_NUMBER_IMAGINARY)) {
        upy_syntax_error(lx->filename, t->place, &upy_type_SyntaxError, "invalid syntax for number");
    }
    size_t length = upy_utf8_valid_prefix(t->start, (size_t)(lx->at - t->start), false);
    upy_syntax_error(lx->filename, t->place, &upy_type_SyntaxError, "invalid syntax for integer with base 0: '%.*s'",
                     (int)(length < 1000 ? length : 1000), t->start);
}

// What touches a number must be a keyword that can follow an operand: `1if x else 2`.
static void check_number_end(upy_lexer *lx) {
    size_t length = 0;
    while (upy_is_name_byte(byte_at(lx, length))) {
        length++;
    }
    if (length == 0) {
        return;
    }
    switch (keyword_or_name(lx->at, length)) {
    case UPY_TOKEN_AND:
    case UPY_TOKEN_ELSE:
    case UPY_TOKEN_FOR:
    case UPY_TOKEN_IF:
    case UPY_TOKEN_IN:
    case UPY_TOKEN_IS:
    case UPY_TOKEN_NOT:
    case UPY_TOKEN_OR: return;
    default: refuse_number(lx);
    }
}

// 0x…, 0o…, 0b…
static void lex_prefixed_number(upy_lexer *lx) {
    char letter = lx->at[1] | 0x20;
    lx->token.flags = UPY_NUMBER_PREFIXED;
    lx->at += 2;
    const char *digits = lx->at;
    skip_digits(lx, letter == 'x' ? 'f' : 0);
    bool has_digits = false;
    char limit = letter == 'x' ? 'z' : letter == 'o' ? '7' : '1';
    for (const char *p = digits; p < lx->at; p++) {
        has_digits |= *p != '_';
        if (*p != '_' && *p > limit) {
            refuse_number(lx);
        }
    }
    if (!has_digits) {
        refuse_number(lx);
    }
}

static void lex_decimal_number(upy_lexer *lx) {
    upy_token *t = &lx->token;
    skip_digits(lx, 0);
    if (byte_follows(lx, 0, ".")) {
        t->flags |= UPY_NUMBER_FLOAT;
        lx->at++;
        skip_digits(lx, 0);
    }
    if (byte_follows(lx, 0, "eE") && (digit_follows(lx, 1) || (byte_follows(lx, 1, "+-") && digit_follows(lx, 2)))) {
        t->flags |= UPY_NUMBER_FLOAT;
        lx->at += 2;
        skip_digits(lx, 0);
    }
    if (byte_follows(lx, 0, "jJ")) {
        t->flags |= UPY_NUMBER_IMAGINARY;
        lx->at++;
    }
    if (*t->start != '0' || (t->flags & (UPY_NUMBER_FLOAT | UPY_NUMBER_IMAGINARY))) {
        return;
    }
    // A leading zero is for zero only: octal numbers of the old form must not be taken for decimal ones.
    for (const char *p = t->start; p < lx->at; p++) {
        if (*p != '0' && *p != '_') {
            refuse_number(lx);
        }
    }
}

static void lex_number(upy_lexer *lx) {
    begin_token(lx, UPY_TOKEN_NUMBER);
    if (*lx->at == '0' && byte_follows(lx, 1, "xXoObB")) {
        lex_prefixed_number(lx);
    } else {
        lex_decimal_number(lx);
    }
    check_number_end(lx);
    lx->token.end = lx->at;
}

// ---- Strings -----------------------------------------------------------------------------------

bool upy_lexer_at_quotes(const upy_lexer *lx, char quote, size_t count) {
    size_t n = 0;
    while (n < count && byte_at(lx, n) == quote) {
        n++;
    }
    return n == count;
}

// lx->at: the first quote; the token has begun at the prefix.
static void lex_string(upy_lexer *lx, int flags) {
    char quote = *lx->at;
    size_t n_quotes = upy_lexer_at_quotes(lx, quote, 3) ? 3 : 1;
    if (n_quotes == 3) {
        flags |= UPY_STRING_TRIPLE;
    }
    lx->at += n_quotes;
    lx->token.kind = UPY_TOKEN_STRING;
    if (flags & (UPY_STRING_FORMAT | UPY_STRING_TEMPLATE)) {
        lx->token.kind = UPY_TOKEN_FSTRING;
        lx->token.flags = (uint8_t)flags;
        lx->token.end = lx->at;
        return;
    }
    const char *body = lx->at;
    bool is_plain = true, is_ascii = true;
    for (;;) {
        if (lx->at == lx->end) {
            refuse_unterminated(lx, lx->token.place.line);
        }
        char c = *lx->at;
        if (c == quote && upy_lexer_at_quotes(lx, quote, n_quotes)) {
            break;
        }
        if (c == '\\') {
            is_plain &= (flags & UPY_STRING_RAW) != 0;
            lx->at++;
            if (lx->at == lx->end) {
                refuse_unterminated(lx, lx->token.place.line);
            }
            c = *lx->at;
        } else if ((c == '\n' || c == '\r') && n_quotes == 1) {
            refuse_unterminated(lx, lx->token.place.line);
        }
        is_ascii &= (unsigned char)c < 0x80;
        if (c == '\n' || c == '\r') {
            is_plain &= c == '\n';
            upy_lexer_take_line_end(lx);
        } else {
            lx->at++;
        }
    }
    if (!is_ascii && !(flags & UPY_STRING_BYTES)) {
        size_t length = (size_t)(lx->at - body);
        if (upy_utf8_valid_prefix(body, length, false) < length) {
            upy_lexer_refuse(lx, "invalid syntax");
        }
    }
    lx->at += n_quotes;
    lx->token.flags = (uint8_t)(flags | (is_plain ? UPY_STRING_PLAIN : 0));
    lx->token.end = lx->at;
}

// ---- Operators ---------------------------------------------------------------------------------

// What a character is alone, before `=`, doubled, and doubled before `=`. END: no such token.
typedef struct operator_forms {
    char character;
    uint8_t single, assigned, doubled, doubled_assigned;
} operator_forms;

#define FORMS(c, single, assigned, doubled, doubled_assigned)                                                          \
    { c, UPY_TOKEN_##single, UPY_TOKEN_##assigned, UPY_TOKEN_##doubled, UPY_TOKEN_##doubled_assigned }

static const operator_forms operators[] = {
    FORMS('(', LEFT_PAREN, END, END, END),
    FORMS(')', RIGHT_PAREN, END, END, END),
    FORMS(',', COMMA, END, END, END),
    FORMS('.', DOT, END, END, END),
    FORMS('=', ASSIGN, EQ, END, END),
    FORMS(':', COLON, WALRUS, END, END),
    FORMS('[', LEFT_SQUARE, END, END, END),
    FORMS(']', RIGHT_SQUARE, END, END, END),
    FORMS('+', PLUS, PLUS_ASSIGN, END, END),
    FORMS('-', MINUS, MINUS_ASSIGN, END, END),
    FORMS('*', STAR, STAR_ASSIGN, DOUBLE_STAR, DOUBLE_STAR_ASSIGN),
    FORMS('{', LEFT_BRACE, END, END, END),
    FORMS('}', RIGHT_BRACE, END, END, END),
    FORMS('/', SLASH, SLASH_ASSIGN, DOUBLE_SLASH, DOUBLE_SLASH_ASSIGN),
    FORMS('<', LT, LE, LSHIFT, LSHIFT_ASSIGN),
    FORMS('>', GT, GE, RSHIFT, RSHIFT_ASSIGN),
    FORMS('!', EXCLAMATION, NE, END, END),
    FORMS('%', PERCENT, PERCENT_ASSIGN, END, END),
    FORMS('&', AMPERSAND, AMPERSAND_ASSIGN, END, END),
    FORMS('|', BAR, BAR_ASSIGN, END, END),
    FORMS('^', CARET, CARET_ASSIGN, END, END),
    FORMS('@', AT, AT_ASSIGN, END, END),
    FORMS('~', TILDE, END, END, END),
    FORMS(';', SEMICOLON, END, END, END),
};

static upy_token_kind match_operator(upy_lexer *lx, const operator_forms *forms) {
    char c = *lx->at++;
    char next = byte_at(lx, 0);
    if (c == '-' && next == '>') {
        lx->at++;
        return UPY_TOKEN_ARROW;
    }
    if (c == '.' && next == '.' && byte_at(lx, 1) == '.') {
        lx->at += 2;
        return UPY_TOKEN_ELLIPSIS;
    }
    // In the field of an f-string a colon always begins the format.
    if (next == '=' && forms->assigned && !(c == ':' && upy_lexer_is_in_field(lx))) {
        lx->at++;
        return forms->assigned;
    }
    if (next == c && forms->doubled) {
        lx->at++;
        if (byte_at(lx, 0) == '=') {
            lx->at++;
            return forms->doubled_assigned;
        }
        return forms->doubled;
    }
    return forms->single;
}

static void lex_operator(upy_lexer *lx) {
    char c = *lx->at;
    const operator_forms *forms = operators;
    while (forms->character != c) {
        if (++forms == operators + UPY_COUNT_OF(operators)) {
            upy_lexer_refuse(lx, "invalid syntax");
        }
    }
    begin_token(lx, UPY_TOKEN_END);
    if (c == '(' || c == '[' || c == '{') {
        upy_lexer_push_bracket(lx, c);
    } else if (c == ')' || c == ']' || c == '}') {
        pop_bracket(lx, c);
    }
    lx->token.kind = (uint8_t)match_operator(lx, forms);
    lx->token.end = lx->at;
    if (lx->token.kind == UPY_TOKEN_EXCLAMATION && !upy_lexer_is_in_field(lx)) {
        upy_lexer_refuse(lx, "invalid syntax");
    }
}

// ---- Interface ---------------------------------------------------------------------------------

void upy_lexer_init(upy_lexer *lx, const char *source, size_t length, upy_value filename) {
    memset(lx, 0, sizeof *lx);
    lx->filename = filename;
    lx->at = length ? source : ""; // NULL may be given for an empty text
    lx->end = lx->at + length;
    if (length >= 3 && memcmp(source, "\xef\xbb\xbf", 3) == 0) {
        lx->at += 3;
    }
    lx->line_start = lx->at;
    lx->line = 1;
    lx->at_line_start = true;
}

static void end_line(upy_lexer *lx) {
    begin_token(lx, UPY_TOKEN_NEWLINE);
    lx->at_line_start = true;
    lx->line_has_tokens = false;
}

void upy_lexer_next(upy_lexer *lx) {
    lx->previous_end = lx->token.end;
    if (lx->n_dedents) {
        lx->n_dedents--;
        begin_token(lx, UPY_TOKEN_DEDENT);
        return;
    }
    if (lx->at_line_start && begin_line(lx)) {
        return;
    }
    skip_blanks(lx);
    if (lx->at == lx->end) {
        if (lx->n_brackets) {
            refuse_unterminated(lx, lx->line);
        }
        if (lx->line_has_tokens) {
            end_line(lx);
        } else {
            begin_token(lx, UPY_TOKEN_END);
        }
        return;
    }
    switch (class_of(*lx->at)) {
    case CLASS_NAME: lex_name(lx); break;
    case CLASS_OPERATOR:
        if (*lx->at == '.' && digit_follows(lx, 1)) {
            lex_number(lx);
        } else {
            lex_operator(lx);
        }
        break;
    case CLASS_DIGIT: lex_number(lx); break;
    case CLASS_QUOTE:
        begin_token(lx, UPY_TOKEN_STRING);
        lex_string(lx, 0);
        break;
    case CLASS_LINE_END:
        end_line(lx);
        upy_lexer_take_line_end(lx);
        return;
    default: upy_lexer_refuse(lx, "invalid syntax");
    }
    lx->line_has_tokens = true;
}

void upy_lexer_save(const upy_lexer *lx, upy_lexer_state *state) {
    state->lexer = *lx;
    state->top_bracket = lx->n_brackets ? lx->brackets[lx->n_brackets - 1] : '\0';
}

void upy_lexer_restore(upy_lexer *lx, const upy_lexer_state *state) {
    char *brackets = lx->brackets; // these may have grown
    uint32_t capacity = lx->brackets_capacity;
    *lx = state->lexer;
    lx->brackets = brackets;
    lx->brackets_capacity = capacity;
    if (lx->n_brackets) {
        brackets[lx->n_brackets - 1] = state->top_bracket;
    }
}

void upy_lexer_free(upy_lexer *lx) {
    upy_heap_free_storage(lx->brackets);
    upy_heap_free_storage(lx->indents);
    lx->brackets = NULL;
    lx->indents = NULL;
}

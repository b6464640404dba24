// lexer.h — source bytes to tokens, one at a time.
//
// The lexer makes no values: a token says where its text is, and constants.h turns that into a str or a number when
// the parser wants it. So going back to an earlier token is copying a few words (upy_lexer_save).
//
// f-strings are read by lexer and parser together: the FSTRING token ends behind the opening quotes; then fstring.c
// reads the text from `at` itself and lets the lexer make tokens for the fields, with UPY_BRACKET_FIELD on the
// bracket stack.
#ifndef UPY_COMPILER_LEXER_H
#define UPY_COMPILER_LEXER_H

#include "core/compiler/syntax_error.h"
#include "core/object/object.h"

typedef enum upy_token_kind {
#define TOKEN(name, level) UPY_TOKEN_##name,
#define KEYWORD(name, text, level) UPY_TOKEN_##name,
#include "core/compiler/tokens.def"
#undef TOKEN
#undef KEYWORD
    UPY_TOKEN_COUNT
} upy_token_kind;

#define UPY_FIRST_KEYWORD UPY_TOKEN_FALSE

// token.flags of STRING and FSTRING.
enum {
    UPY_STRING_RAW = 1,
    UPY_STRING_BYTES = 2,
    UPY_STRING_FORMAT = 4,
    UPY_STRING_TEMPLATE = 8,
    UPY_STRING_TRIPLE = 16,
    UPY_STRING_PLAIN = 32, // nothing to decode: the text is the value
};

// token.flags of NUMBER; 0: decimal integer.
enum {
    UPY_NUMBER_PREFIXED = 1, // 0x, 0o, 0b
    UPY_NUMBER_FLOAT = 2,
    UPY_NUMBER_IMAGINARY = 4,
    UPY_NUMBER_UNDERSCORE = 8,
};

typedef struct upy_token {
    uint8_t kind; // upy_token_kind
    uint8_t flags;
    upy_place place;
    const char *start, *end; // text; STRING and FSTRING: prefix and quotes included
} upy_token;

// Entries of the bracket stack: the opening character, or this.
#define UPY_BRACKET_FIELD 'f'

typedef struct upy_lexer {
    upy_token token;          // the current one
    const char *at;           // first byte behind it
    const char *end;          // of the source
    const char *previous_end; // of the token before the current one
    const char *line_start;
    uint32_t line;        // of `at`
    uint32_t n_dedents;   // DEDENT tokens still to be delivered
    bool at_line_start;   // the indentation of the line is still to be looked at
    bool line_has_tokens; // a NEWLINE is due before the end of the source
    uint32_t n_brackets, brackets_capacity;
    uint32_t n_indents, indents_capacity;
    char *brackets;    // storage block
    uint32_t *indents; // storage block; columns, the outermost 0 is not stored
    upy_value filename;
} upy_lexer;

// What going back needs. Only between two tokens of the same logical line.
typedef struct upy_lexer_state {
    upy_lexer lexer;
    char top_bracket;
} upy_lexer_state;

void upy_lexer_init(upy_lexer *lexer, const char *source, size_t length, upy_value filename); // token: none yet
void upy_lexer_next(upy_lexer *lexer); // raises SyntaxError, IndentationError, MemoryError
void upy_lexer_save(const upy_lexer *lexer, upy_lexer_state *state);
void upy_lexer_restore(upy_lexer *lexer, const upy_lexer_state *state);
void upy_lexer_free(upy_lexer *lexer);

void upy_lexer_push_bracket(upy_lexer *lexer, char bracket);
// The innermost open bracket is the field of an f-string.
static inline bool upy_lexer_is_in_field(const upy_lexer *lexer) {
    return lexer->n_brackets && lexer->brackets[lexer->n_brackets - 1] == UPY_BRACKET_FIELD;
}
// If a line end stands at `p`: the position behind it; else p. Does not count lines.
const char *upy_skip_line_end(const char *p, const char *end);
bool upy_lexer_at_quotes(const upy_lexer *lexer, char quote, size_t count); // that many stand at lexer->at
// Consumes the line end at lexer->at.
void upy_lexer_take_line_end(upy_lexer *lexer);

UPY_NORETURN void upy_lexer_refuse(upy_lexer *lexer, const char *message); // SyntaxError at lexer->at
#define upy_lexer_refuse(lexer, ...) (upy_lexer_refuse)(lexer, UPY_TEXT(__VA_ARGS__))
bool upy_is_name_byte(char c); // letter, digit, underscore, non-ASCII

#endif

// fstring.c — runs of adjacent string literals, and what is inside f-strings and t-strings.
//
// All literals of a run are gathered into one list of parts: pending text, which becomes a constant when a field
// interrupts it, and fields. The text of an f-string is read here byte by byte from the lexer's position; for a
// field the lexer makes tokens again, with a mark on its bracket stack that makes a top-level `:`, `!` or `}` end
// the expression. So strings nest to any depth with whatever quotes.
#include "core/compiler/constants.h"
#include "core/compiler/parser.h"

#include "core/base/text.h"
#include "core/compiler/syntax_error.h"
#include "core/types/exception.h"

typedef struct string_run {
    upy_builder text; // not yet a part
    upy_place place;
    uint32_t mark; // of the items: the parts
    bool is_template;
    bool is_bytes;
} string_run;

// How the f-string being read ends and what its backslashes mean.
typedef struct string_form {
    upy_token opening;
    char quote;
    uint8_t n_quotes;
    bool is_raw;
    bool is_template;
} string_form;

#define malformed UPY_TEXT("malformed f-string")

static void flush_text(upy_parser *p, string_run *run) {
    if (!run->text.length) {
        return;
    }
    upy_value text = upy_builder_to_string_constant(&run->text);
    upy_builder_init(&run->text, 0);
    upy_items_push(p, upy_node_constant(p, run->place, text));
}

// ---- Text --------------------------------------------------------------------------------------

// A backslash stands at lexer->at.
static void read_backslash(upy_lexer *lx, const string_form *form, upy_builder *text) {
    lx->at++;
    if (lx->at == lx->end) {
        return;
    }
    char c = *lx->at;
    if (form->is_raw) {
        upy_builder_append_byte(text, '\\');
        if (c == form->quote || c == '\\') {
            upy_builder_append_byte(text, c);
            lx->at++;
        } else if (c == '\n' || c == '\r') {
            upy_builder_append_byte(text, '\n');
            upy_lexer_take_line_end(lx);
        }
    } else if (c == '\n' || c == '\r') {
        upy_lexer_take_line_end(lx);
    } else {
        lx->at = upy_decode_escape(lx, text, lx->at, lx->end, false);
    }
}

// Reads text up to a field, the end of the string, or (is_spec) the brace that closes the field.
static void read_text(upy_parser *p, const string_form *form, upy_builder *text, bool is_spec) {
    upy_lexer *lx = &p->lexer;
    for (;;) {
        const char *run = lx->at;
        while (lx->at < lx->end && *lx->at != '\\' && *lx->at != '{' && *lx->at != '}' && *lx->at != '\n' &&
               *lx->at != '\r' && !upy_lexer_at_quotes(lx, form->quote, form->n_quotes)) {
            lx->at++;
        }
        size_t length = (size_t)(lx->at - run);
        if (upy_utf8_valid_prefix(run, length, false) < length) {
            upy_lexer_refuse(lx, "invalid syntax");
        }
        upy_builder_append(text, run, length);
        if (lx->at == lx->end) {
            (upy_lexer_refuse)(lx, is_spec ? malformed : UPY_TEXT("invalid syntax"));
        }
        char c = *lx->at;
        if (c == '\\') {
            read_backslash(lx, form, text);
        } else if (c == '\n' || c == '\r') {
            if (form->n_quotes == 1) {
                (upy_lexer_refuse)(lx, is_spec ? malformed : UPY_TEXT("invalid syntax"));
            }
            upy_builder_append_byte(text, '\n');
            upy_lexer_take_line_end(lx);
        } else if ((c == '{' || c == '}') && !is_spec && lx->at + 1 < lx->end && lx->at[1] == c) {
            upy_builder_append_byte(text, c);
            lx->at += 2;
        } else {
            return; // `{`, `}` or the quotes
        }
    }
}

// ---- Fields ------------------------------------------------------------------------------------

static upy_ast *read_field(upy_parser *p, const string_form *form, string_run *run);

// Between the `:` and the `}` of a field, through the latter. NULL: nothing there.
static upy_ast *read_spec(upy_parser *p, const string_form *form) {
    string_run spec = {.mark = p->n_items, .place = upy_here(p)};
    upy_builder_init(&spec.text, 0);
    string_form inner = *form;
    inner.is_template = false; // nested fields are formatted at once
    upy_lexer *lx = &p->lexer;
    for (;;) {
        read_text(p, form, &spec.text, true);
        if (*lx->at == '}') {
            break;
        }
        if (*lx->at != '{') {
            (upy_lexer_refuse)(lx, malformed);
        }
        upy_ast *field = read_field(p, &inner, &spec);
        upy_items_push(p, field);
    }
    lx->at++;
    lx->n_brackets--;
    flush_text(p, &spec);
    const upy_ast_list *parts = upy_items_take(p, spec.mark);
    if (parts->count == 1 && parts->items[0]->kind == UPY_AST_CONSTANT) {
        return parts->items[0];
    }
    if (!parts->count) {
        return upy_node_constant(p, spec.place, upy_string_constant("", 0));
    }
    return upy_node_sequence(p, UPY_AST_JOINED_STRING, spec.place, parts);
}

// Source text with its line ends made uniform.
static void append_source(upy_parser *p, upy_builder *out, const char *from, const char *to) {
    size_t length = (size_t)(to - from);
    if (upy_utf8_valid_prefix(from, length, false) < length) {
        upy_refuse_token(p);
    }
    while (from < to) {
        if (*from == '\r') {
            from = upy_skip_line_end(from, to);
            upy_builder_append_byte(out, '\n');
        } else {
            upy_builder_append_byte(out, *from++);
        }
    }
}

static upy_value expression_text(upy_parser *p, const char *from, const char *to) {
    while (to > from && (to[-1] == ' ' || to[-1] == '\t' || to[-1] == '\n' || to[-1] == '\r' || to[-1] == '\f')) {
        to--;
    }
    upy_builder text;
    upy_builder_init(&text, (size_t)(to - from));
    append_source(p, &text, from, to);
    return upy_builder_to_string_constant(&text);
}

// At the `!`: the letter right behind it, and what must follow.
static char read_conversion(upy_parser *p, bool allow_blank) {
    const char *letter = p->lexer.at;
    upy_advance(p);
    bool is_known = upy_at_word(p, "r") || upy_at_word(p, "s") || upy_at_word(p, "a");
    if (!is_known || p->lexer.token.start != letter) {
        upy_refuse_token(p);
    }
    upy_advance(p);
    bool is_adjacent = p->lexer.token.start == letter + 1;
    bool is_end = upy_at(p, UPY_TOKEN_COLON) || upy_at(p, UPY_TOKEN_RIGHT_BRACE);
    if (!is_end || (!is_adjacent && !allow_blank)) {
        upy_refuse_token(p);
    }
    return *letter;
}

static bool is_empty_field(upy_parser *p) {
    switch (upy_current(p)) {
    case UPY_TOKEN_RIGHT_BRACE:
    case UPY_TOKEN_COLON:
    case UPY_TOKEN_EXCLAMATION:
    case UPY_TOKEN_ASSIGN: return true;
    default: return false;
    }
}

// At the `{`, through the `}`. The text of `{x=}` goes to the run.
static upy_ast *read_field(upy_parser *p, const string_form *form, string_run *run) {
    upy_lexer *lx = &p->lexer;
    upy_check_stack();
    lx->at++;
    const char *start = lx->at;
    upy_lexer_push_bracket(lx, UPY_BRACKET_FIELD);
    upy_advance(p);
    upy_place place = upy_here(p);
    if (is_empty_field(p)) {
        (upy_refuse_here)(p, malformed);
    }
    upy_ast *expression = upy_parse_items_or_yield(p);
    const char *end = lx->token.start;
    bool echoes = upy_accept(p, UPY_TOKEN_ASSIGN);
    if (echoes) {
        append_source(p, &run->text, start, lx->token.start);
    }
    upy_value text = form->is_template ? expression_text(p, start, end) : UPY_NULL;
    char conversion = upy_at(p, UPY_TOKEN_EXCLAMATION) ? read_conversion(p, !form->is_template) : 0;
    flush_text(p, run);
    upy_ast *spec = NULL;
    if (upy_at(p, UPY_TOKEN_COLON)) {
        spec = read_spec(p, form);
    } else if (!upy_at(p, UPY_TOKEN_RIGHT_BRACE)) {
        upy_refuse_token(p);
    }
    if (echoes && !conversion && !spec) {
        conversion = 'r';
    }
    upy_ast *node = UPY_NODE(p, UPY_AST_FIELD, (unsigned char)conversion, place, field);
    node->field.expression = expression;
    node->field.spec = spec;
    node->field.text = text;
    return node;
}

// ---- Literals ----------------------------------------------------------------------------------

// Current token: FSTRING. Leaves the token behind the string current.
static void read_formatted(upy_parser *p, string_run *run) {
    upy_lexer *lx = &p->lexer;
    const upy_token opening = lx->token;
    string_form form = {
        .quote = lx->at[-1],
        .n_quotes = opening.flags & UPY_STRING_TRIPLE ? 3 : 1,
        .is_raw = (opening.flags & UPY_STRING_RAW) != 0,
        .is_template = UPY_FULL_DATA_MODEL && (opening.flags & UPY_STRING_TEMPLATE) != 0,
    };
    for (;;) {
        read_text(p, &form, &run->text, false);
        if (*lx->at == '}') {
            (upy_lexer_refuse)(lx, malformed);
        }
        if (*lx->at != '{') {
            break;
        }
        upy_items_push(p, read_field(p, &form, run));
    }
    lx->at += form.n_quotes;
    upy_advance(p);
}

static bool at_string(const upy_parser *p) { return upy_at(p, UPY_TOKEN_STRING) || upy_at(p, UPY_TOKEN_FSTRING); }

// A plain literal with no other beside it, which is most of them. NULL: something else, nothing consumed.
static upy_ast *parse_single(upy_parser *p) {
    if (UPY_LEVEL < UPY_LEVEL_FULL || !upy_at(p, UPY_TOKEN_STRING)) {
        return NULL;
    }
    upy_lexer_state before;
    upy_lexer_save(&p->lexer, &before);
    upy_advance(p);
    if (at_string(p)) {
        upy_lexer_restore(&p->lexer, &before);
        return NULL;
    }
    upy_token next = p->lexer.token;
    p->lexer.token = before.lexer.token;
    upy_place place = upy_here(p);
    upy_value value = upy_token_string(&p->lexer);
    p->lexer.token = next;
    return upy_node_constant(p, place, value);
}

upy_ast *upy_parse_strings(upy_parser *p) {
    upy_ast *single = parse_single(p);
    if (single) {
        return single;
    }
    unsigned first_flags = p->lexer.token.flags;
    string_run run = {
        .mark = p->n_items,
        .place = upy_here(p),
        .is_bytes = (first_flags & UPY_STRING_BYTES) != 0,
        .is_template = UPY_FULL_DATA_MODEL && (first_flags & UPY_STRING_TEMPLATE) != 0,
    };
    upy_builder_init(&run.text, 0);
    bool is_formatted = false;
    do {
        unsigned flags = p->lexer.token.flags;
        if ((flags ^ first_flags) & (UPY_STRING_BYTES | UPY_STRING_TEMPLATE)) {
            upy_refuse_token(p);
        }
        if (upy_at(p, UPY_TOKEN_FSTRING)) {
            read_formatted(p, &run);
            is_formatted = true;
        } else {
            upy_token_append_string(&p->lexer, &run.text);
            upy_advance(p);
        }
    } while (at_string(p));
    if (p->n_items == run.mark && !run.is_template) {
        upy_value value = run.is_bytes ? upy_builder_to_bytes(&run.text) : upy_builder_to_string_constant(&run.text);
        upy_ast *node = upy_node_constant(p, run.place, value);
        node->op = is_formatted;
        return node;
    }
    flush_text(p, &run);
    const upy_ast_list *parts = upy_items_take(p, run.mark);
    return upy_node_sequence(p, run.is_template ? UPY_AST_TEMPLATE : UPY_AST_JOINED_STRING, run.place, parts);
}

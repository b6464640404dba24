// re.c — module re: its functions, the cache of compiled patterns, the exception.
//
// The syntax and API are those of Python's re. Three things follow MicroPython: str patterns may be
// used on bytes and the other way round, re.error is a ValueError, and flags are plain ints.
#include "core/object/raise.h"
#include "core/object/state.h"
#include "core/types/exception.h"
#include "modules/re/object.h"

#define CACHE_SIZE (UPY_LEVEL >= UPY_LEVEL_FULL ? 256 : 8)

// ---- Errors --------------------------------------------------------------------------------------

const upy_type re_error_type = {
    UPY_TYPE_HEAD(error, upy_exception, UPY_TYPE_IS_EXCEPTION | UPY_TYPE_EQ_IDENTITY),
    .base = &upy_type_ValueError,
    .slots = &upy_exception_slots,
};

static void count_lines(upy_value source, size_t position, size_t *line, size_t *column) {
    *line = *column = 1;
    const char *text = upy_str_data(source), *end = text + upy_str_length(source);
    for (size_t i = 0; i < position && text < end; i++) {
        *column = *text == '\n' ? 1 : *column + 1;
        *line += *text == '\n';
        text++;
        while (upy_is_str(source) && text < end && ((unsigned char)*text & 0xc0) == 0x80) {
            text++;
        }
    }
}

void re_raise_error(const char *message, upy_value source, size_t position) {
    upy_value text = upy_new_str(message, strlen(message)), full = text;
    upy_value pos = UPY_NONE, line_value = UPY_NONE, column_value = UPY_NONE;
    if (position != SIZE_MAX) {
        size_t line, column;
        count_lines(source, position, &line, &column);
        full = memchr(upy_str_data(source), '\n', upy_str_length(source))
                   ? upy_new_str_format("%v at position %zu (line %zu, column %zu)", text, position, line, column)
                   : upy_new_str_format("%v at position %zu", text, position);
        pos = upy_new_int((intptr_t)position);
        line_value = upy_new_int((intptr_t)line);
        column_value = upy_new_int((intptr_t)column);
    }
    upy_value e = upy_new_exception(&re_error_type, 1, &full);
    if (upy_is_instance(e, &re_error_type)) {
        upy_exception_set_dict_name(e, UPY_NAME(msg), text);
        upy_exception_set_dict_name(e, UPY_NAME(pattern), position == SIZE_MAX ? UPY_NONE : source);
        upy_exception_set_dict_name(e, UPY_NAME(pos), pos);
        upy_exception_set_dict_name(e, UPY_NAME(lineno), line_value);
        upy_exception_set_dict_name(e, UPY_NAME(colno), column_value);
    }
    upy_raise(e);
}

// ---- Compiling -----------------------------------------------------------------------------------

static upy_value cache_key(upy_value source, upy_value flags) {
    if (flags == UPY_SMALL_INT(0)) {
        return source;
    }
    upy_value pair[2] = {source, flags};
    return upy_new_tuple(2, pair);
}

static upy_value compile_cached(upy_value source, upy_value flags) {
    if (upy_is_exactly(source, &re_pattern_type)) {
        if (flags != UPY_SMALL_INT(0)) {
            upy_raise_value_error("cannot process flags argument with a compiled pattern");
        }
        return source;
    }
    if (!upy_is_str(source) && !upy_has_layout(source, UPY_TYPE_BYTES_BASED)) {
        upy_buffer_view view;
        if (!upy_get_buffer_or_false(source, &view, UPY_BUFFER_READ)) {
            upy_raise_type("first argument must be string or compiled pattern");
        }
        source = upy_new_bytes(view.data, view.length);
    }
    if (!upy_is_small_int(flags)) {
        flags = upy_new_int(upy_to_index(flags));
    }
    if (!UPY->re_cache) {
        UPY->re_cache = upy_from_dict(upy_dict_new(0));
    }
    upy_value key = cache_key(source, flags);
    upy_value found = upy_dict_get(upy_as_dict(UPY->re_cache), key);
    if (found) {
        return found;
    }
    found = (upy_value)re_compile(source, (uint32_t)upy_small_int_value(flags));
    upy_dict *cache = upy_as_dict(UPY->re_cache);
    if (upy_dict_length(cache) >= CACHE_SIZE) {
        size_t position = 0;
        upy_dict_remove(cache, upy_dict_next(cache, &position)->key);
    }
    upy_dict_set(cache, key, found);
    return found;
}

static upy_value re_compile_function(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(pattern), UPY_NULL, false},
        {UPY_NAME(flags), UPY_SMALL_INT(0), false},
    };
    upy_value out[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, out);
    return compile_cached(out[0], out[1]);
}
static const UPY_KEYWORD_FUNCTION(compile_object, compile, re_compile_function, 0, UPY_ARGS_ANY);

// ---- Functions that compile and go on as a method --------------------------------------------------

static upy_value on_string(upy_c_keyword_function method, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(pattern), UPY_NULL, false},
        {UPY_NAME(string), UPY_NULL, false},
        {UPY_NAME(flags), UPY_SMALL_INT(0), false},
    };
    upy_value out[3];
    upy_parse_arguments(n_args, n_kw, args, parameters, 3, out);
    upy_value call[2] = {compile_cached(out[0], out[2]), out[1]};
    return method(2, 0, call);
}

#define STRING_FUNCTION_NAMED(python_name)                                                                             \
    static upy_value re_call_##python_name(size_t n_args, size_t n_kw, const upy_value *args) {                        \
        return on_string(re_pattern_##python_name, n_args, n_kw, args);                                                \
    }                                                                                                                  \
    static const UPY_KEYWORD_FUNCTION(python_name##_object, python_name, re_call_##python_name, 0, UPY_ARGS_ANY);
STRING_FUNCTION_NAMED(match)
STRING_FUNCTION_NAMED(fullmatch)
STRING_FUNCTION_NAMED(search)
STRING_FUNCTION_NAMED(findall)
STRING_FUNCTION_NAMED(finditer)

static upy_value re_split(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(pattern), UPY_NULL, false},
        {UPY_NAME(string), UPY_NULL, false},
        {UPY_NAME(maxsplit), UPY_SMALL_INT(0), false},
        {UPY_NAME(flags), UPY_SMALL_INT(0), false},
    };
    upy_value out[4];
    upy_parse_arguments(n_args, n_kw, args, parameters, 4, out);
    out[0] = compile_cached(out[0], out[3]);
    return re_pattern_split(3, 0, out);
}
static const UPY_KEYWORD_FUNCTION(split_object, split, re_split, 0, UPY_ARGS_ANY);

static upy_value replace(upy_c_keyword_function method, size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {
        {UPY_NAME(pattern), UPY_NULL, false},       {UPY_NAME(repl), UPY_NULL, false},
        {UPY_NAME(string), UPY_NULL, false},        {UPY_NAME(count), UPY_SMALL_INT(0), false},
        {UPY_NAME(flags), UPY_SMALL_INT(0), false},
    };
    upy_value out[5];
    upy_parse_arguments(n_args, n_kw, args, parameters, 5, out);
    out[0] = compile_cached(out[0], out[4]);
    return method(4, 0, out);
}

static upy_value re_sub(size_t n_args, size_t n_kw, const upy_value *args) {
    return replace(re_pattern_sub, n_args, n_kw, args);
}
static const UPY_KEYWORD_FUNCTION(sub_object, sub, re_sub, 0, UPY_ARGS_ANY);

static upy_value re_subn(size_t n_args, size_t n_kw, const upy_value *args) {
    return replace(re_pattern_subn, n_args, n_kw, args);
}
static const UPY_KEYWORD_FUNCTION(subn_object, subn, re_subn, 0, UPY_ARGS_ANY);

// ---- escape, purge -------------------------------------------------------------------------------

static upy_value re_escape(size_t n_args, const upy_value *args) {
    (void)n_args;
    const char *text;
    size_t length;
    bool is_str = upy_is_str(args[0]);
    if (is_str) {
        text = upy_str_data(args[0]);
        length = upy_str_length(args[0]);
    } else {
        upy_buffer_view view;
        upy_get_buffer(args[0], &view, UPY_BUFFER_READ);
        text = upy_str_data(upy_new_bytes(view.data, view.length));
        length = view.length;
    }
    upy_builder b;
    upy_builder_init(&b, length);
    for (size_t i = 0; i < length; i++) {
        if (text[i] && strchr("()[]{}?*+-|^$\\.&~# \t\n\r\v\f", text[i])) {
            upy_builder_append_byte(&b, '\\');
        }
        upy_builder_append_byte(&b, text[i]);
    }
    upy_keep_alive(text);
    return re_finish_text(&b, is_str);
}
static const UPY_FUNCTION(escape_object, escape, re_escape, 1, 1);

static upy_value re_purge(size_t n_args, const upy_value *args) {
    (void)n_args;
    (void)args;
    UPY->re_cache = UPY_NULL;
    return UPY_NONE;
}
static const UPY_FUNCTION(purge_object, purge, re_purge, 0, 0);

static const upy_pair re_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(re)},
    {UPY_NAME(match), (upy_value)&match_object},
    {UPY_NAME(fullmatch), (upy_value)&fullmatch_object},
    {UPY_NAME(search), (upy_value)&search_object},
    {UPY_NAME(sub), (upy_value)&sub_object},
    {UPY_NAME(subn), (upy_value)&subn_object},
    {UPY_NAME(split), (upy_value)&split_object},
    {UPY_NAME(findall), (upy_value)&findall_object},
    {UPY_NAME(finditer), (upy_value)&finditer_object},
    {UPY_NAME(compile), (upy_value)&compile_object},
    {UPY_NAME(purge), (upy_value)&purge_object},
    {UPY_NAME(escape), (upy_value)&escape_object},
    {UPY_NAME(error), (upy_value)&re_error_type},
    {UPY_NAME(PatternError), (upy_value)&re_error_type},
    {UPY_NAME(Pattern), (upy_value)&re_pattern_type},
    {UPY_NAME(Match), (upy_value)&re_match_type},
    {UPY_NAME(RegexFlag), (upy_value)&upy_type_int},
    {UPY_NAME(NOFLAG), UPY_SMALL_INT(0)},
    {UPY_NAME(A), UPY_SMALL_INT(RE_ASCII)},
    {UPY_NAME(ASCII), UPY_SMALL_INT(RE_ASCII)},
    {UPY_NAME(I), UPY_SMALL_INT(RE_IGNORECASE)},
    {UPY_NAME(IGNORECASE), UPY_SMALL_INT(RE_IGNORECASE)},
    {UPY_NAME(L), UPY_SMALL_INT(RE_LOCALE)},
    {UPY_NAME(LOCALE), UPY_SMALL_INT(RE_LOCALE)},
    {UPY_NAME(M), UPY_SMALL_INT(RE_MULTILINE)},
    {UPY_NAME(MULTILINE), UPY_SMALL_INT(RE_MULTILINE)},
    {UPY_NAME(S), UPY_SMALL_INT(RE_DOTALL)},
    {UPY_NAME(DOTALL), UPY_SMALL_INT(RE_DOTALL)},
    {UPY_NAME(U), UPY_SMALL_INT(RE_UNICODE)},
    {UPY_NAME(UNICODE), UPY_SMALL_INT(RE_UNICODE)},
    {UPY_NAME(X), UPY_SMALL_INT(RE_VERBOSE)},
    {UPY_NAME(VERBOSE), UPY_SMALL_INT(RE_VERBOSE)},
    {UPY_NAME(DEBUG), UPY_SMALL_INT(RE_DEBUG)},
};
static const UPY_DEFINE_TABLE(re_globals, re_pairs);
const upy_module upy_module_re = {{&upy_type_module}, (upy_dict *)&re_globals};

// binascii.c — bytes as hexadecimal and base64 text, and the CRC-32 of ISO 3309 (as in zip, gzip, PNG).
#include "core/types/bytes_like.h"
#include "core/types/exception.h"
#include "core/types/number.h"
#include "modules/modules.h"

static upy_value hexlify(size_t n_args, const upy_value *args) {
    upy_buffer_view view;
    upy_get_buffer(args[0], &view, UPY_BUFFER_READ);
    intptr_t group = n_args > 2 ? upy_to_index(args[2]) : 1;
    return upy_hex(view.data, view.length, n_args > 1 && args[1] != UPY_NONE ? args[1] : UPY_NULL, group, false);
}
static const UPY_FUNCTION(hexlify_function, hexlify, hexlify, 1, 3);

static upy_value unhexlify(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_buffer_view view;
    upy_get_buffer(args[0], &view, UPY_BUFFER_READ);
    upy_builder b;
    upy_builder_init(&b, view.length / 2);
    upy_unhex(&b, view.data, view.length);
    return upy_builder_to_bytes(&b);
}
static const UPY_FUNCTION(unhexlify_function, unhexlify, unhexlify, 1, 1);

// ---- base64 (RFC 4648) -------------------------------------------------------------------------

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int sextet_of(char c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static upy_value b2a_base64(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NAME(data), UPY_NULL, false}, {UPY_NAME(newline), UPY_TRUE, false}};
    upy_value in[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, in);
    bool has_newline = upy_is_true(in[1]);
    upy_buffer_view view;
    upy_get_buffer(in[0], &view, UPY_BUFFER_READ);
    const uint8_t *data = view.data;
    if (view.length > PTRDIFF_MAX / 2) {
        upy_raise_memory(SIZE_MAX);
    }
    char *out;
    upy_value result = upy_new_str_uninitialised(&upy_type_bytes, (view.length + 2) / 3 * 4 + has_newline, &out);
    for (size_t i = 0; i < view.length; i += 3) {
        size_t left = view.length - i;
        uint32_t bits =
            (uint32_t)data[i] << 16 | (left > 1 ? (uint32_t)data[i + 1] << 8 : 0) | (left > 2 ? data[i + 2] : 0);
        *out++ = alphabet[bits >> 18];
        *out++ = alphabet[bits >> 12 & 63];
        *out++ = left > 1 ? alphabet[bits >> 6 & 63] : '=';
        *out++ = left > 2 ? alphabet[bits & 63] : '=';
    }
    if (has_newline) {
        *out = '\n';
    }
    return result;
}
static const UPY_KEYWORD_FUNCTION(b2a_base64_function, b2a_base64, b2a_base64, 1, 2);

static void check_strictly(const char *text, size_t length) {
    size_t n_padding = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '=') {
            n_padding++;
        } else if (sextet_of(text[i]) < 0) {
            upy_raise_value_error("Only base64 data is allowed");
        } else if (n_padding) {
            upy_raise_value_error("Discontinuous padding not allowed");
        }
    }
    if (n_padding && length == n_padding) {
        upy_raise_value_error("Leading padding not allowed");
    }
    if (n_padding > 2 || (n_padding && length % 4)) {
        upy_raise_value_error("Excess data after padding");
    }
}

static upy_value a2b_base64(size_t n_args, size_t n_kw, const upy_value *args) {
    static const upy_parameter parameters[] = {{UPY_NULL, UPY_NULL, false}, {UPY_NAME(strict_mode), UPY_FALSE, true}};
    upy_value given[2];
    upy_parse_arguments(n_args, n_kw, args, parameters, 2, given);
    upy_buffer_view view;
    if (upy_is_str(given[0]) && !upy_str_is_ascii(given[0])) {
        upy_raise_value_error("string argument should contain only ASCII characters");
    }
    upy_get_buffer(given[0], &view, UPY_BUFFER_READ);
    const char *text = view.data;
    if (upy_is_true(given[1])) {
        check_strictly(text, view.length);
    }
    upy_builder b;
    upy_builder_init(&b, view.length / 4 * 3 + 3);
    uint32_t bits = 0;
    unsigned n_sextets = 0, n_padding = 0;
    for (size_t i = 0; i < view.length && n_padding < 2; i++) {
        int sextet = sextet_of(text[i]);
        if (text[i] == '=') {
            // Padding ends the data once the group is complete; elsewhere it is noise.
            n_padding += n_sextets >= 2;
            if (n_sextets + n_padding == 4) {
                break;
            }
        } else if (sextet >= 0) {
            n_padding = 0;
            bits = bits << 6 | (uint32_t)sextet;
            if (++n_sextets == 4) {
                upy_builder_append_byte(&b, (char)(bits >> 16));
                upy_builder_append_byte(&b, (char)(bits >> 8));
                upy_builder_append_byte(&b, (char)bits);
                n_sextets = 0;
            }
        }
    }
    if (n_sextets != 0 && n_sextets + n_padding != 4) {
        upy_raise_value_error("incorrect padding");
    }
    if (n_sextets >= 2) {
        upy_builder_append_byte(&b, (char)(n_sextets == 2 ? bits >> 4 : bits >> 10));
    }
    if (n_sextets == 3) {
        upy_builder_append_byte(&b, (char)(bits >> 2));
    }
    return upy_builder_to_bytes(&b);
}
static const UPY_KEYWORD_FUNCTION(a2b_base64_function, a2b_base64, a2b_base64, 1, 1);

// ---- CRC-32 ------------------------------------------------------------------------------------

// Remainders of the 16 half bytes: half a step per lookup keeps the table at 64 bytes.
static const uint32_t crc_table[16] = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
};

static upy_value crc32(size_t n_args, const upy_value *args) {
    uint32_t crc =
        n_args > 1 ? (uint32_t)upy_int_get_wrapped(upy_is_int(args[1]) ? args[1] : upy_new_int(upy_to_index(args[1])))
                   : 0;
    upy_buffer_view view;
    upy_get_buffer(args[0], &view, UPY_BUFFER_READ);
    const uint8_t *data = view.data;
    crc = ~crc;
    for (size_t i = 0; i < view.length; i++) {
        crc ^= data[i];
        crc = crc >> 4 ^ crc_table[crc & 15];
        crc = crc >> 4 ^ crc_table[crc & 15];
    }
    return upy_new_int_from_unsigned(~crc);
}
static const UPY_FUNCTION(crc32_function, crc32, crc32, 1, 2);

static const upy_pair binascii_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(binascii)},
    {UPY_NAME(hexlify), (upy_value)&hexlify_function},
    {UPY_NAME(unhexlify), (upy_value)&unhexlify_function},
    {UPY_NAME(b2a_hex), (upy_value)&hexlify_function},
    {UPY_NAME(a2b_hex), (upy_value)&unhexlify_function},
    {UPY_NAME(b2a_base64), (upy_value)&b2a_base64_function},
    {UPY_NAME(a2b_base64), (upy_value)&a2b_base64_function},
    {UPY_NAME(crc32), (upy_value)&crc32_function},
    {UPY_NAME(Error), (upy_value)&upy_type_ValueError},
};
static const UPY_DEFINE_TABLE(binascii_globals, binascii_pairs);
const upy_module upy_module_binascii = {{&upy_type_module}, (upy_dict *)&binascii_globals};

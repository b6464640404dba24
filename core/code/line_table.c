// line_table.c — reading and writing the map from instructions to lines (line_table.h has the format).
#include "core/code/line_table.h"

#include "core/code/code.h"

static size_t write_prefix(uint8_t *out, uint32_t bits, uint8_t tag) {
    size_t n = 0;
    for (int shift = 30; shift >= 0; shift -= 6) {
        if (bits >> shift) {
            out[n++] = (uint8_t)(tag | ((bits >> shift) & 63));
        }
    }
    return n;
}

size_t upy_line_entry_write(uint8_t *out, uint32_t instructions, int32_t lines) {
    size_t n = write_prefix(out, instructions >> 4, 0x80);
    uint8_t low = 1;
    if (lines >= -1 && lines <= 6) {
        low = (uint8_t)(lines + 1);
    } else {
        n += write_prefix(out + n, (uint32_t)lines << 1 ^ (lines < 0 ? ~0u : 0u), 0xc0);
    }
    out[n++] = (uint8_t)(low << 4 | (instructions & 15));
    return n;
}

const uint8_t *upy_line_entry_read(const uint8_t *p, const uint8_t *end, uint32_t *instructions, int32_t *lines) {
    uint32_t high = 0, zigzag = 0;
    while (p < end && (*p & 0x80)) {
        if (*p & 0x40) {
            zigzag = zigzag << 6 | (*p & 63);
        } else {
            high = high << 6 | (*p & 63);
        }
        p++;
    }
    if (p == end) {
        *instructions = UINT32_MAX;
        *lines = 0;
        return end;
    }
    *instructions = high << 4 | (*p & 15);
    *lines = (int32_t)(zigzag >> 1 ^ (zigzag & 1 ? ~0u : 0u)) + ((*p >> 4) & 7) - 1;
    return p + 1;
}

int upy_code_line(const upy_code *code, size_t instruction) {
    const uint8_t *p = code->lines, *end = p + code->n_lines_size;
    size_t at = 0;
    int32_t line = (int32_t)code->first_line;
    while (p < end) {
        uint32_t further;
        int32_t change;
        p = upy_line_entry_read(p, end, &further, &change);
        if (further > instruction - at) {
            break;
        }
        at += further;
        line += change;
    }
    return line;
}

// line_table.h — the compressed map from instructions to source lines.
//
// The table is a run of entries; each says: so many instructions further on, the line has changed by so
// much. The last byte of an entry has its top bit clear and holds 4 bits of instruction distance and 3 bits of
// line distance:
//     0 LLL PPPP     instructions += (prefix P) * 16 + PPPP;  line += (prefix L) + LLL - 1
// Bytes before it supply higher bits where they are needed, most significant first:
//     1 0 PPPPPP     prefix P = prefix P * 64 + PPPPPP
//     1 1 LLLLLL     prefix L likewise, zigzag-coded (0, -1, 1, -2 …) once complete
// Most statements take one byte.
#ifndef UPY_CODE_LINE_TABLE_H
#define UPY_CODE_LINE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#define UPY_LINE_ENTRY_MAX 13 // bytes

// Writes one entry; returns its length.
size_t upy_line_entry_write(uint8_t *out, uint32_t instructions, int32_t lines);
// Reads the entry at p; returns the address behind it.
const uint8_t *upy_line_entry_read(const uint8_t *p, const uint8_t *end, uint32_t *instructions, int32_t *lines);

#endif

"""Packs the texts of a program: byte pairs that occur often become codes, from 0x80 up and below the printable ones.

Formats of messages (UPY_TEXT, core/object/object.h) begin with a mark in the assembly of a linked program. It is taken off
here, and the texts are written with codes in place of pairs, each of two characters or of further codes; the table of
pairs becomes `upy_text_pairs`, which core/object/print.c unpacks with.
"""
import collections
import re

MARK = "\\177\\001" # as UPY_TEXT has it, in an .ascii directive
KEPT = b"\0\b\t\n\r\x1b" # bytes below the printable ones that texts may have
CODES = [*range(0x80, 0x100), *(c for c in range(0x20) if c not in KEPT)]
LONGEST = 192  # as UPY_LONGEST_TEXT, core/object/print.c
SHORTEST = 6   # of few characters: "%r: " and its like are printed often
DIRECTIVE = re.compile(r'^\t\.ascii\t"(.*)"$')
ESCAPE = re.compile(r"\\([0-7]{1,3}|.)")
PLAIN_ESCAPES = {"n": 10, "t": 9, "r": 13, "b": 8, "f": 12}


def unescape(text):
    """Bytes of the quoted text of an .ascii directive."""
    out, at = bytearray(), 0
    for found in ESCAPE.finditer(text):
        out += text[at : found.start()].encode("latin-1")
        body = found[1]
        out.append(int(body, 8) if body[0] in "01234567" else PLAIN_ESCAPES.get(body, ord(body)))
        at = found.end()
    return bytes(out + text[at:].encode("latin-1"))


def marked_texts(lines):
    """[first line, line behind, text without mark and zero] of each marked text."""
    found, i = [], 0
    while i < len(lines):
        directive = DIRECTIVE.match(lines[i])
        if not directive or not directive[1].startswith(MARK):
            i += 1
            continue
        begin, data = i, b""
        while directive:
            data += unescape(directive[1])
            i += 1
            directive = None if data.endswith(b"\0") else DIRECTIVE.match(lines[i])
        if data[-1:] != b"\0" or b"\0" in data[:-1] or set(data[2:]) & set(CODES):
            raise ValueError(f"not a text: {data!r}")
        if len(data) - 3 > LONGEST:
            raise ValueError(f"longer than {LONGEST}: {data!r}")
        found.append((begin, i, data[2:-1]))
    return found


def pairs_of(text):
    """The neighbours in a text, those of a run of equal ones not twice."""
    i = 0
    while i < len(text) - 1:
        yield text[i], text[i + 1]
        i += 2 if text[i : i + 3] == text[i : i + 1] * 3 else 1


def pack(texts):
    """(packed texts, pairs by code)"""
    texts, pairs = [list(text) for text in texts], {}
    for code in CODES:
        counts = collections.Counter(pair for text in texts for pair in pairs_of(text))
        if not counts:
            break
        pair, count = max(counts.items(), key=lambda item: (item[1], item[0]))
        if count < 4: # the table takes two bytes
            break
        pairs[code] = pair
        for text in texts:
            i = 0
            while i < len(text) - 1:
                if (text[i], text[i + 1]) == pair:
                    text[i : i + 2] = [code]
                i += 1
    return texts, pairs


def pack_texts(lines):
    """Replaces marked texts among the lines of an assembly file, in place, and appends the table of pairs. Bytes won."""
    found = marked_texts(lines)
    if not found:
        return 0
    long_ones = [text for _, _, text in found if len(text) >= SHORTEST]
    packed, pairs = pack(dict.fromkeys(long_ones))
    packed_as = dict(zip(dict.fromkeys(long_ones), packed))
    for begin, end, text in found:
        lines[begin] = "\t.byte\t" + ", ".join(map(str, [*packed_as.get(text, text), 0]))
        lines[begin + 1 : end] = [""] * (end - begin - 1)
    rows = [pairs.get(i ^ 0x80, (0, 0)) for i in range(0xA0)] # as print.c looks them up; 0: the byte stands for itself
    table = ", ".join(f"{a}, {b}" for a, b in rows)
    lines += ['\t.section\t.rodata.upy_text_pairs,"a"', "\t.global\tupy_text_pairs", "\t.type\tupy_text_pairs, %object",
              "upy_text_pairs:", f"\t.byte\t{table}", "\t.size\tupy_text_pairs, .-upy_text_pairs"]
    return sum(map(len, packed_as)) - sum(map(len, packed)) - 2 * len(rows)

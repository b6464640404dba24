"""Orders the functions of a program so that jumps between them are short.

A jump to another function takes two bytes instead of four if it goes less than 2 KB. Functions are joined into groups of
that size, those with the most jumps between them first; a group stands where the first of its functions stood.
"""
import collections
import re

GROUP = 1800 # bytes, with some reserve for literals
SECTION = re.compile(r"\t\.(text|data|bss|section)\b")
JUMP = re.compile(r"\tb\t([.\w$]+)")
SOURCE = re.compile(r"\t\.file\s\d") # of debug information: named once, before the first line that comes from it
LABEL = re.compile(r"^([.\w$]+):", re.M)


def pieces_of(lines):
    """The lines in pieces; a function is a piece of its own and begins with its `.text`."""
    pieces = [[]]
    for line in lines:
        if SECTION.match(line):
            pieces.append([])
        pieces[-1].append(line)
    return pieces


def order_functions(lines, size_of):
    """The lines in their new order. size_of(line): bytes."""
    pieces = pieces_of(lines)
    home, jumps, sizes = {}, collections.Counter(), []
    for n, piece in enumerate(pieces):
        sizes.append(sum(map(size_of, piece)))
        if piece[:1] == ["\t.text"]:
            for line in piece:
                home.update((label, n) for label in LABEL.findall(line))
    for n, piece in enumerate(pieces):
        if piece[:1] == ["\t.text"]:
            for target in filter(None, map(JUMP.match, piece)):
                other = home.get(target[1], n)
                if other != n:
                    jumps[min(n, other), max(n, other)] += 1
    groups = {n: [n] for n in range(len(pieces))} # by any member
    for (a, b), _ in sorted(jumps.items(), key=lambda item: (-item[1], item[0])):
        first, second = groups[a], groups[b]
        if first is not second and sum(sizes[n] for n in first + second) <= GROUP:
            first += second
            groups.update((n, first) for n in second)
    done, out = set(), list(filter(SOURCE.match, lines))
    for n in range(len(pieces)):
        if n not in done:
            done.update(groups[n])
            out += [line for member in groups[n] for line in pieces[member] if not SOURCE.match(line)]
    return out

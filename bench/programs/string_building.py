# Making strings: concatenation, join, formatting, slices, characters one by one.


def digits(n):
    s = ""
    for i in range(n):
        s += str(i % 10)
    return s


def table(n):
    lines = []
    for i in range(n):
        lines.append("%5d|%-8s|%08.3f" % (i, "row" + str(i % 50), i / 8))
    return "\n".join(lines)


def modern_table(n):
    return [f"{i:>6}:{i * i:x}:{'even' if i % 2 == 0 else 'odd'}" for i in range(n)]


def reverse(text):
    out = []
    for c in text:
        out.append(c)
    out.reverse()
    return "".join(out)


def caesar(text, shift):
    out = []
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - 97 + shift) % 26 + 97)
        out.append(c)
    return "".join(out)


def main():
    d = digits(500000)
    assert len(d) == 500000 and d[:12] == "012345678901"
    t = table(60000)
    assert len(t) == 60000 * 24 - 1 and t.endswith("59999|row49   |7499.875")
    m = modern_table(100000)
    assert m[255] == "   255:fe01:odd" and len("".join(m)) == 1962620
    text = "the quick brown fox jumps over the lazy dog " * 20000
    assert reverse(reverse(text)) == text
    assert caesar(caesar(text, 7), 19) == text
    assert "".join([text[i : i + 4] for i in range(0, len(text), 4)]) == text


main()

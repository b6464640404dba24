# str: methods, slices, escapes, formatting by %, format() and f-strings.
s = "Hello, World"
print(s.lower(), s.upper(), s.find("o"), s.find("o", 5), s.rfind("o"), s.find("z"), s.index("W"))
print(s.startswith("Hell"), s.endswith(("x", "ld")), s.replace("l", "L"), s.replace("l", "1", 2), s.split(", "), len(s))
print("  pad ".strip() + "|", "xxaxx".strip("x"), " l".lstrip(), "r ".rstrip() + "|", "a b  c".split(), "a,b,c".split(",", 1), "".split(), "".split(","))
print("-".join(["a", "b"]), "".join(str(i) for i in range(4)), "abc" * 2, "a" + "b", "b" in "abc", "" in "", "x" not in "abc")
print(s[0], s[-1], s[1:4], s[:5], s[7:], s[-3:], s[5:2] + "|", "abc"[1], [c for c in "xyz"])
print("123".isdigit(), "12a".isdigit(), "abc".isalpha(), " \t".isspace(), "".isdigit(), "a" < "b" < "c", "abc" == "ab" + "c", "Z" < "a")
print("tab\tnew\\n\x41\u00e9\101" "joined", r"raw\n", 'quote"s', "it's", repr("a\n\t'\\"), repr('b"'), repr("'\""))
print("""triple
line""", len("""a
b"""), "line \
continued")
u = "héllo wörld €"
print(u, len(u), u[1], u[1:5], u.find("w"), u.split(), u.replace("ö", "o"), u[-1], list("é€"), ord("€"), chr(8364), u.encode(), u.encode().decode() == u)
print("%s and %r and %d" % ("str", "repr", 42), "%5d|%-5d|%05d|%x|%X|%o|%c%c" % (42, 42, 42, 255, 255, 8, "a", 66), "%5s|%-5s|" % ("ab", "ab"), "100%%" % (), "%s" % [1], "%d%%" % 5)
print("{} {}".format(1, "two"), "{1} {0}".format("a", "b"), "{name}!".format(name="n"), "{:>5}|{:<5}|{:^5}|".format(1, "a", "mid"), "{:05d} {:x} {:b} {:X}".format(42, 255, 5, 255), "{!r} {!s}".format("r", "s"), "{{}}".format(), "{:*^9}".format("star"), "{:<3}|{:>3}".format("abcd", "é"))
name, value = "x", 42
print(f"{name}={value}", f"{value + 1:>6}|{value:06d}|{name!r}", f"{{literal}} {value:x}", f"{'nested ' + f'{value}'}", f"{value=}", f"{[1, 2][0]}{name * 3}")
width = 8
print(f"{value:{width}}|{name:<{width}}|")
print(format(255, "x"), format("a", ">3"), format(7), str(12345), str(-7), str(None), str(True), str([1, "a"]), repr("x"))
print(int("42"), int("-7"), int(" 8 "), int("ff", 16), int("0x1f", 0), int("1010", 2), int("1_000"), "a\0b", len("a\0b"))
for bad in ("int('4x')", "int('')", "'%d' % 'x'", "'%s %s' % (1,)", "'%s' % (1, 2)", "'{} {}'.format(1)", "'{k}'.format()", "'a' + b'b'", "'a'.join([1])", "'abc'.index('z')", "'a' < 1", "chr(-1)", "ord('ab')", "'x' * 'y'", "format(3, 'q')"):
    try:
        print(eval(bad))
    except Exception as e:
        print(type(e).__name__, end=" ")
print()
text = "the quick brown fox jumps over the lazy dog"
counts = {}
for word in text.split():
    for c in word:
        counts[c] = counts.get(c, 0) + 1
print(sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:5])
print("".join(sorted(set(text))), "".join(reversed("abc")), text.split("o"), max(text), sorted("bca"))
long = ""
for i in range(300):
    long += str(i % 10)
print(len(long), long[100:110], long.find("9", 50), hash(long) == hash("0123456789" * 30), long == "0123456789" * 30)

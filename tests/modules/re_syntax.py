# needs: full-level
# Patterns, flags, groups: each row is tried with search, match and fullmatch.
import re

rows = [
    ("abc", "xabcy"), ("a.c", "a\nc abc"), ("^b", "a\nb"), ("a$", "a\n"), ("a\\Z", "a\n"), ("\\Aab", "abab"),
    ("a*", "aaa"), ("a*?b", "aab"), ("a{2}", "aaa"), ("a{2,}", "aaaa"), ("a{,2}", "aaaa"), ("a{1,2}?", "aaa"), ("a{x", "a{x"),
    ("a++a", "aaa"), ("a*+b", "aab"), ("(?>a+)b", "aab"), ("(?>a|ab)c", "abc"), ("(a|ab)(c|bcd)(d*)", "abcd"),
    ("(a)|b", "b"), ("(?:a|b)+", "abab"), ("((a)(b)?)+", "aba"), ("(a*)*", "aaa"), ("(a|b)*?c", "abc"), ("(|a)+", "aaa"),
    ("(?P<x>a)(?P=x)", "aa"), ("(a)\\1", "aa"), ("(a)(?(1)b|c)", "ab"), ("(a)?(?(1)b|c)", "c"), ("(?i:A)b", "ab"), ("(?i)AB", "ab"),
    ("(?=a)ab", "ab"), ("a(?!b)", "abac"), ("(?<=a)b", "ab"), ("(?<!a)b", "abcb"), ("(?<=(a))b\\1", "aba"),
    ("[abc]+", "xcba"), ("[^abc]+", "abcxyz"), ("[]a]+", "]a"), ("[a-]+", "a-"), ("[\\]]", "]"), ("[\\w.]+", "a.b c"), ("[^\\W\\d]+", "ab1"),
    ("\\d+\\s*\\w", "12 ab"), ("\\D+\\S+", "ab cd"), ("\\bfoo\\b", "a foo b"), ("\\Boo", "foo"), ("\\x41\\101\\0", "AA\0"), ("\\u00e9", "é"), ("\\.", "a.b"),
    ("é+", "aéé"), ("[à-ü]+", "zéèz"), ("\\w+", "naïve café"), ("(?a)\\w+", "naïve"), ("(?s).+", "a\nb"), ("(?m)^b$", "a\nb\nc"),
    ("(?x) a b # comment\n c", "abc"), ("(?#comment)a", "a"), ("a|b|c|", "d"), ("", "abc"), ("(((((a)))))", "a"), ("x*y*z*", ""),
    ("(\\w+)\\s+(\\w+)", "hello world"), ("(?P<y>\\d{4})-(?P<m>\\d\\d)", "on 2024-05-06"), ("<.*?>", "<a><b>"), ("\"(?:[^\"\\\\]|\\\\.)*\"", 'say "a\\"b" end'),
    ("(a+)+b", "aaaaaaaaaaaab"), ("[ſ]", "s"), ("(?i)[ſ]", "S"), ("(?i)straße", "STRAßE"), ("(?i)k", "\u212a"),
]
for pattern, text in rows:
    r = re.compile(pattern)
    out = []
    for method in (r.search, r.match, r.fullmatch):
        m = method(text)
        out.append(m and (m.span(), m.groups(), m.groupdict(), m.lastindex, m.lastgroup))
    print(ascii(pattern), ascii(text), ascii(out), r.groups, dict(r.groupindex))

for flags in (0, re.I, re.M, re.S, re.X, re.A, re.I | re.M | re.S):
    print(flags.__index__(), re.findall("^a.b$", "A\nb\na-b\nA\nB", flags), repr(re.compile("a", flags)))
print(re.match(b"a(.)", b"ab").groups(), re.sub(b"a", b"b", b"aba"), re.findall(rb"\w", b"a\xe9"), re.compile(b"x", re.I))
m = re.search("(b)(x)?", "abc")
print(m, m[0], m[1], m[2], m.group(1, 2), m.groups("-"), m.start(1), m.end(), m.span(2), m.pos, m.endpos, m.string, m.re.pattern, m.regs)
print(m.expand(r"<\1\2\g<0>>"), bool(m))
r = re.compile("a")
print(r.search("bab", 2), r.search("aXa", 1).span(), r.search("aaa", 0, 0), r.match("ba", 1).span(), re.compile("^a").search("ba", 1), re.compile("a$").search("ab", 0, 1).span())
print(re.split(",", "a,b,,c"), re.split("(,)", "a,b"), re.split(",", "a,b,c", 1), re.split("x*", "axbc"), re.split("(a)|b", "xaybz"), re.split("", "ab"))
print(re.sub("a", "<\\g<0>>", "banana"), re.sub("a", "x", "banana", 2), re.subn("z", "x", "abc"), re.sub("(?P<l>\\w)", r"\g<l>\1", "ab"), re.sub("", "-", "ab"), re.sub("x*", "-", "abxd"))
print(re.sub("a", lambda m: str(m.start()), "banana"), re.sub("(b)|a", r"[\1]", "ab"), re.sub("a", r"\\\n\t", "a"), re.sub(".", r"\x" if False else "y", "é"))
print([x.span() for x in re.finditer("a|", "ba")], re.findall("(a)(b)?", "aab"), re.findall("(a)|b", "ab"), re.findall("", "ab"))
print(re.escape("a.b*c-d e\n#é"), re.escape(b"a.b"), re.compile(r) is r, re.compile("q") == re.compile("q"), re.compile("q") != re.compile("q", re.I))
bad = ["*", "a**", "(", ")", "[", "a{2,1}", "\\", "(?P<1>a)", "(?P<a>x)(?P<a>y)", "(?P=z)", "\\1", "(?<=a*)b", "[z-a]", "(?z)", "\\q", "(?(2)a)", "a(?i)b", "(?", "(?P", "(?P<a", "[a", "x{1,2}{3}", "(?:a", "\\x1", "(a)(?(1)b|c|d)", "(?<", "+", "^*", "(?i", "(?-i)", "(\\1)"]
for p in bad:
    try:
        re.compile(p)
        print(p, "compiles")
    except re.error as e:
        print(p, "->", e, "|", e.msg, e.pos, e.pattern == p)
for template in ("\\q", "\\2", "\\g<x>", "\\g<", "\\g<1", "\\g<>", "\\"):
    try:
        re.sub("(a)", template, "a")
    except (re.error, IndexError) as e:
        print(template, e)
for call in (lambda: m.group(5), lambda: m["no"], lambda: m.start(9)):
    try:
        call()
    except IndexError as e:
        print("IndexError", e)
for call in (lambda: re.compile(5), lambda: re.match("a", 5)):
    try:
        call()
    except TypeError as e:
        print("TypeError")

# needs: double-floats full-level
class S(str):
    def __new__(cls, v, extra=0):
        self = super().__new__(cls, v); self.extra = extra; return self
s=S("héllo", 5); print(s, s.extra, type(s[1:]), type(s+"x"), s.upper(), len(s), s=="héllo", hash(s)==hash("héllo"), isinstance(s,str))
class B(bytes): pass
b=B(b"abc"); print(b, type(b[0:1]), type(b+b"x"), b==b"abc", bytes(b) is b, type(bytes(b)))
class BA(bytearray):
    def __init__(self, n): super().__init__(n); self.k=1
ba=BA(3); ba.append(7); print(len(ba), ba.k, list(ba), type(ba[1:]).__name__)
class L(list):
    def __repr__(self): return "L!"
print(L([1]), str(L()), f"{L()}", "%s" % L(), [L()])
class E(Exception):
    def __repr__(self): return "E!"
print(str(E("m")), repr(E("m")))
class I(int):
    def __str__(self): return "I!"
    def __format__(self, s): return "F"+s
print(str(I(3)), f"{I(3):x}", "%d" % I(3), repr(I(3)), "{}".format(I(4)))
class J(int): pass
print(f"{J(255):x}", format(J(5)), "%s" % J(7), "%x" % J(16))
class N: 
    def __str__(self): return 5
    def __repr__(self): return None
for f in (str, repr):
    try: f(N())
    except TypeError as e: print("TE")
print("a b c".split(sep=" ", maxsplit=1), "é".encode(errors="strict"), "a\tb".expandtabs(tabsize=4), "a\nb".splitlines(keepends=True), str(b"a", encoding="ascii"), str(object=5), bytes(source=b"x") if 0 else 1, bytes("é", encoding="latin-1"), bytearray("é", "utf-8", "strict"))
print(b"a,b".split(b",", maxsplit=1), b"abc".decode(encoding="utf-8"), bytearray(b"a b").split(), b"x".join([b"1", bytearray(b"2"), memoryview(b"3")]), bytearray(b",").join([b"a",b"b"]))
print("%s" % b"x", b"%s %a %r" % (b"x", "é", "q"), b"%c%c" % (65, b"B"))
print("abc"[::2], "abc"[::-1], "αβγ"[::-2], b"abc"[::-1], bytearray(b"abcd")[::2])
print("abc" < "abd", "a" < "B", "é" > "z", b"a" < b"b", b"ab" == bytearray(b"ab"), "a" == b"a", b"a" != "a", memoryview(b"a") == b"a")
print("x".isidentifier(), "é".isidentifier(), "1a".isidentifier(), "".isprintable(), "Ⅷ".isnumeric(), "²".isdigit(), "٣".isdecimal())
print(repr("\x00\x1f\x7f\xa0\xad\u200b\ue000\U000e0001é𝔘'\""), repr(b"\x00'\"\xff"), repr('"'), repr("'"), repr("'\""))
print("{:>{w}}|{:^10}|{!r:>8}".format(1, "日本", "é", w=5), "{0.__class__.__name__}".format(1) if 1 else 0)
print(f"{3.14159:.2f} {1e100} {1/3:g} {123456789:e} {0.1+0.2}", 1e22, 1e16, 1e15, 123456789012345680.0, 5e-324, -0.0)
print("".join(map(chr, range(32,127))))
print(max("abc"), sorted("hello"), list(enumerate("ab")), "a" "b", tuple("日本"), dict(zip("ab", b"cd")), set("aa"))
a, *r = "xyz"; print(a, r); print(*"abc", sep="-"); print([x for x in b"ab"], [x for x in bytearray(b"ab")], [x for x in memoryview(b"ab")])
print("abc".find("c", -1), "abc".find("", 3), "abc".find("", 4), "abc".rfind("", 1, 2), "aaa".count("aa"), "日本日".rfind("日"), "日本日".index("日", 1), "abc".startswith(("x","a")), "abc".endswith("bc", 1), "abc".startswith("", 5))
print(b"abc".find(98), b"abc".count(b""), 98 in b"abc", b"bc" in b"abc", b"abc".replace(b"b", b"XX"), bytearray(b"abc").replace(b"b", b""), b"a".zfill(3), b"ab".center(5, b"*"))
x=bytearray(b"abcdef"); x[1:3]=b"XYZ"; print(x); x[::2]=b"1234"; print(x); del x[0]; del x[1:3]; print(x); x[1:1]=x; print(x); x[:]=range(3); print(x); x+=b"z"; x*=2; print(x); x.extend([1,2]); x.extend(x); print(x, x.pop(), x.pop(0)); x.reverse(); x.insert(1,255); x.remove(255); print(x); x.clear(); print(x, bool(x), x==b"")
print(int.from_bytes(b"\x01\x02","big"), (258).to_bytes(2,"little"), bytes(range(3)), bytes([True]), bytes(x for x in (1,2)))
for enc in ("utf-8","UTF8","utf_8","latin1","ISO-8859-1","ascii","utf-16","utf-16-le","utf-32"): print(enc, "aé".encode(enc, "replace"), "aé".encode(enc,"ignore").decode(enc))
for bad in (b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82", b"a\x80", b"\xf0\x90\x80"):
    try: bad.decode(); print("OK?")
    except UnicodeDecodeError as e: print(e.start, e.end, e.reason if 0 else "", bad.decode("utf-8","replace"), bad.decode("utf-8","ignore"), bad.decode("utf-8","backslashreplace"))
print("\ud800".encode("utf-8","replace"), len("\ud800"))

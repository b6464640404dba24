parts = []
for i in range(12):
    parts.append("%05d|%-6s|%x|%r|%.3f" % (i, "ab" * (i % 3), i * 255, "q'" + chr(0xE9 + i), i / 7))
print(len(",".join(parts)), parts[5])
print("{:>8}|{!r:^10}|{name:#x}".format("a", "s", name=255))
w = 12
print(f"{w:>{w}.3f}|{w!r:<5}|{'é':*^9}|{1234567:,}|{w=}")
s = ""
for i in range(40):
    s += chr(97 + i % 26)
print(s, s.upper()[::-2], s.replace("a", "<>").split("<"), s.partition("m"))
t = "ünïcödé " * 5
print(len(t), t.encode()[:9], t.strip().title(), t.find("dé"), t[3:9], t.swapcase()[:8])
print("a,b,,c".split(","), " x  y ".split(), "l1\nl2\r\nl3".splitlines(True), "abc".center(11, "-"), "-".join("xyz"))
print("%s %s" % ("tuple", {"d": 1}), "%(k)s" % {"k": [1]}, str(1.5e300), repr("\x00\n\u1234"), ascii("é"))
print(s.translate({97: "AA", 98: None})[:6], "ß".upper(), "x".zfill(5), s.startswith(("q", "ab")))
print(int("123456789012345678901234567890"), float("2.5e3"), str(b"bytes", "utf-8"), "a" * 30 + "é" * 3)

# needs: full-level
# Texts and attributes of UnicodeDecodeError and UnicodeEncodeError, error handlers.
cases = [b"\x80", b"a\xff", b"\xc2", b"\xc2\x00", b"\xe0\x80", b"\xe2\x82", b"\xf0\x90\x80", b"\xed\xa0\x80", b"\xf5"]
for data in cases:
    try:
        data.decode()
    except UnicodeDecodeError as e:
        print(e)
        print(e.encoding, e.object, e.start, e.end, e.reason)
    print(ascii(data.decode("utf-8", "replace")), ascii(data.decode("utf-8", "backslashreplace")))
for text, encoding in [("\xe9", "ascii"), ("a\u20ac", "latin-1"), ("\U0001f600", "ascii"), ("\ud800", "utf-16")]:
    try:
        text.encode(encoding)
    except UnicodeEncodeError as e:
        print(e)
        print(e.encoding, e.start, e.end, e.reason)
    for handler in "ignore", "replace", "backslashreplace", "xmlcharrefreplace":
        print(text.encode(encoding, handler))
print("\ud800x".encode("utf-8", "surrogatepass"), ascii(b"\xed\xa0\x80x".decode("utf-8", "surrogatepass")))
print("a\udc80".encode("utf-8", "surrogateescape"), ascii(b"a\x80".decode("utf-8", "surrogateescape")))
print(UnicodeEncodeError("utf-8", "abc", 1, 3, "why"))
print(UnicodeTranslateError("abc", 1, 2, "why"), UnicodeTranslateError("abc", 1, 2, "why").start)
try:
    b"\xff".decode("ascii")
except UnicodeDecodeError as e:
    print(e)

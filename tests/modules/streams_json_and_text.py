# needs: double-floats full-level
import io, json
print("hello", 1+2, "a"*3)
s = io.StringIO("abc\ndéf\n"); print(s.read(2), s.readline(), s.tell() > 0, list(s))
s = io.StringIO(); s.write("x\n"); print("y", file=s); print(repr(s.getvalue()))
b = io.BytesIO(b"hello world"); print(b.read(5), b.seek(0), b.read(), b.seek(2), b.write(b"ZZ"), b.getvalue())
b.seek(15); b.write(b"!"); print(b.getvalue())
with open("/tmp/_upy_io_test.txt", "w") as f:
    print(f.write("line1\nlinezwei\nlast"))
with open("/tmp/_upy_io_test.txt") as f:
    for l in f: print(repr(l))
with open("/tmp/_upy_io_test.txt", "rb") as f:
    print(f.read(3), f.tell(), f.readline(), f.seek(2), f.readlines())
try:
    f.read()
except ValueError as e: print("closed")
try: open("/nonexistent")
except OSError as e: print(e.errno)
x=[1,2,{"a":[True,None,1.5,"é\n\"q\""],"b":{}},[],(1,)]
print(json.dumps(x, ensure_ascii=False)); print(json.dumps(x, ensure_ascii=True)); print(json.dumps(x, indent=2, sort_keys=True, ensure_ascii=False)); print(json.dumps(x,separators=(",",":"), ensure_ascii=False))
print(json.loads('{"a": [1, 2.5, -3e2, "x\\u00e9\\ud83d\\ude00\\n", null, true, false], "b": {}}'))
print(json.loads(b' [1,2] '), json.loads(io.StringIO('"q"').read()), json.load(io.StringIO('{"k":[]}')))
o=io.StringIO(); json.dump({"z":1}, o); print(o.getvalue())
for t in ["", "{", "[1", '"abc', "tru", "-", "1e", "{]", "[}", "nul", '"\\u12"', "1 2", "[1]]"]:
    try: print(json.loads(t)); print("ACCEPT", t)
    except ValueError as e: print("VE")
print(json.dumps({1:2,None:3,True:4,1.5:5}), json.dumps(12345678901234567890123))
print(json.dumps(object, default=lambda o: "obj"))
class S(str):
    def __str__(self): return "S!"
print(str(S("a")), S("a")+"b", repr(S("q")), type(S("q").upper()), f"{S('x')}", "%s" % S("x"), len(S("abc")), S("k")=="k", {S("k"):1}["k"])
class F:
    def __format__(self, spec): return "<"+spec+">"
print(f"{F():abc} {F()}", format(F(),"z"), "{:q}".format(F()))
class B:
    def __bytes__(self): return b"BB"
    def __repr__(self): return "B()"
print(bytes(B()), str(B()), f"{B()!r:>5}", "%s %r" % (B(), B()))
m = memoryview(bytearray(b"abcdef")); m[0] = 65; print(m[1:3].tobytes(), m.tolist(), m.obj, m[::2].tobytes(), m == b"Abcdef", len(m), m.nbytes, m.readonly, m.format, m.itemsize, m.shape)
m[1:3] = b"XY"; print(m.obj); c = memoryview(bytearray(8)).cast("I"); c[0] = 0x01020304; print(bytes(c), c[0], len(c), c.hex())
ba = bytearray(b"xyz")
with memoryview(ba) as v:
    try: ba.append(1)
    except BufferError: print("BufferError")
v.release(); ba.append(1); print(ba)
with memoryview(b"q") as mm: print(mm[0])
try: mm[0]
except ValueError: print("released")
a=[1]; a.append(a); print(a, str(a)); d={}; d["d"]=d; print(d)
print("%d %5.2f %s %r %x" % (1,2.5,"s","r",255), "%(a)s-%(b)03d" % {"a":1,"b":2})
print("{:,} {:_x} {:08.3f} {:+} {:%}".format(1234567, 0xabcdef12, 3.14159, 5, 0.25))
print(ascii("é日\n"), repr("é\x80\u200b"), "ß".upper(), "ǆ".title(), "ΑΣ".lower(), "İ".lower().encode(), "ﬁ".upper(), "Straße".casefold())
print("日本語"[1], "日本語"[::-1], "a日b"[-2:], len("𝔘x"), [c for c in "a日b"], "日" in "日本", "日本語".find("語"), "x日".encode(), b"\xe6\x97\xa5".decode())
print("".join(str(i) for i in range(10)), ",".join(["a","b"]), "abc".translate({97:"X",98:None}), "abc".translate(str.maketrans("ab","cd")))
print("a,b,,c".split(","), " a  b ".split(), "a,b,c".rsplit(",",1), "l1\nl2\r\nl3".splitlines(), "k=v=w".partition("="), "k=v=w".rpartition("="))
print(bytes([1,2,3]), bytes(3), bytearray(b"abc")[1], b"abc"[::-1], b"a"+bytearray(b"b"), bytearray(b"b")+b"c", b"abc".hex("-"), bytes.fromhex("61 62"), b"%d-%s" % (5,b"x"))
print(str(b"abc","utf-8"), str(b"x"), "é".encode("latin-1"), b"\xff".decode("latin-1"), b"a\xffb".decode("utf-8","replace"))
try: b"\xff".decode()
except UnicodeError as e: print(type(e).__name__)
try: "x".encode("foo")
except LookupError as e: print(e)
print(hash("abc")==hash("abc"), hash(b"a")==hash(b"a"), "a" is "a", "abc"[0] is "a",chr(97) == "a")
t = sorted(["b","A","c"], key=str.lower); print(t, list(map(str.upper, t)))
print(int("12"), float("1.5"), str(1.0), str(10**30), repr(-5), str(True), str(None), str([1,"a"]), str({1:2}))
import sys
sys.stdout.write("direct\n"); print(sys.stdout.encoding, sys.stdin is not None, file=sys.stdout)
import os
os.remove("/tmp/_upy_io_test.txt")

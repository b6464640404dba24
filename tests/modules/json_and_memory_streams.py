# What every board has of json and of streams over memory.
import io, json

x = [1, 2, {"a": [True, None, 1.5, "q\"\\\n\t\x01"], "b": {}}, [], (1,)]
print(json.dumps(x), json.dumps(x, separators=(",", ":")))
print(json.dumps({1: 2, None: 3, True: 4, False: 0, 1.5: 5, "s": -1}))
for text in ['{"a": [1, 2.5, -3e2, "x\\u0041\\ud83d\\ude00\\n\\b\\f\\r\\t\\/\\\\", null, true, false], "b": {}}',
             b" [1,2] ", bytearray(b'"q"'), '"plain"', '"\\u00e9 and text"', "12345678901234567890", "-0.5e-3", "{}"]:
    print(json.loads(text))
for text in ["", "{", "[1", '"abc', "tru", "-", "1e", "{]", "[}", "nul", '"\\u12"', '"\\u12g4"', '"\\', "1 2", "[1]]", "x"]:
    try:
        print(json.loads(text))
    except ValueError:
        print("ValueError", repr(text))
for arguments in [{"separators": (",",)}, {"separators": 5}, {"separators": (1, 2)}, {"nonsense": 1}]:
    try:
        json.dumps([1, {1: 2}], **arguments)
        print("accepted")
    except (TypeError, ValueError):
        print("refused")
print(json.load(io.StringIO('{"k": []}')), json.load(io.BytesIO(b'["\xc3\xa9"]')) == ["\xe9"])
s = io.StringIO()
json.dump({"z": 1}, s)
print(s.getvalue())

s = io.StringIO("abc\nd\xe9f\n")
print(s.read(2), repr(s.readline()), s.tell() > 0, ascii(list(s)), repr(s.read()), repr(s.readline()))
s = io.StringIO()
print(s.write("x\n"), s.getvalue(), s.closed)
print("y", 1, file=s)
print(repr(s.getvalue()), s.seek(0), repr(s.readline(1)), repr(s.readline(1)), repr(s.readline()))
s.writelines(["a", "b\n"])
print(repr(s.getvalue()))
b = io.BytesIO(b"hello world")
print(b.read(5), b.seek(0), b.read(), b.read(), b.seek(2), b.write(b"ZZ"), b.getvalue(), b.tell())
print(b.seek(15), b.read(), b.write(b"!"), b.getvalue(), b.seek(-3, 2), b.seek(1, 1), b.read(1))
target = bytearray(4)
print(b.seek(0), b.readinto(target), target, b.seek(14), b.readinto(target), target, b.readinto(target))
source = b"shared"
b = io.BytesIO(source)
print(b.getvalue(), b.write(b"SH"), b.getvalue(), source)
b = io.BytesIO(bytearray(b"1\n22\n333"))
print(b.readline(), b.readline(2), [line for line in b])
with b:
    print(b.closed)
print(b.closed)
for use in [b.read, b.getvalue, lambda: b.write(b"x"), lambda: b.seek(0), b.readline]:
    try:
        print(use())
    except ValueError:
        print("closed")
b.close()
try:
    io.BytesIO().seek(-1)
except (OSError, ValueError):
    print("negative")


class Log(io.BytesIO):
    def write(self, data):
        return super().write(bytes(data).upper())


log = Log()
log.write(b"loud")
print(log.getvalue())

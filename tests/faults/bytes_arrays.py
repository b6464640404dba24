import array
import struct

b = bytes(range(40))
print(b[10:20], b[::-5], b + b"tail" * 3, b.find(b"\x05\x06"), b.hex()[:12])
a = bytearray()
for i in range(50):
    a.append(i)
a.extend(b"xyz")
a[3:5] = b"long replacement"
del a[20:40]
print(len(a), bytes(a[:22]), a.count(b"l"))
m = memoryview(a)
m[0:3] = b"ABC"
print(bytes(m[:5]), m[-1], len(m[::1]))
del m
print(struct.pack("<hiQ5s", -2, 3, 2**60, b"hello"), struct.unpack(">HBx2s", b"\x01\x02\x03\x04ab"))
r = array.array("i", [1, 2, 3])
r.extend([4, 5])
r.append(6)
print(r, list(r[1:4]), sum(r), (r + array.array("i", [9]))[-1])
f = array.array("d", (i / 2 for i in range(8)))
print(f[3], len(f), bytes(array.array("H", [1, 2])))
print(b"a,b,c".split(b","), b"-".join([b"x", b"y"]), b"%d:%s" % (5, b"z"), b"abc".upper(), b"abc".replace(b"b", b"BBB"))
print("héllo".encode(), b"h\xc3\xa9".decode(), bytes.fromhex("00ff10"), bytearray(b"q") * 5, bytes([1, 2, 3]) == bytearray([1, 2, 3]))

# bytearray and array.array: items, slices, growth and what is refused, the same for both.
from array import array


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__


def storing(target, index, value):
    target[index] = value
    return target


def deleting(target, index):
    del target[index]
    return target


def make(kind):
    return bytearray(range(8)) if kind == "B" else array(kind, range(8))


for kind in "BbHil":
    a = make(kind)
    print(kind, len(a), a[0], a[-1], attempt(lambda: a[8]), attempt(lambda: a[-9]), list(a), sum(a), 3 in a, 77 in a)
    print([list(a[s]) for s in (slice(None), slice(2, 5), slice(None, None, -1), slice(1, 7, 3), slice(6, 1, -2), slice(5, 2))])
    print(a == make(kind), a != make(kind), a < make(kind)[1:], type(a[1:2]) is type(a))
    for s in (slice(1, 3), slice(None, None, 2), slice(7, None, -3), slice(3, 3), slice(None)):
        a = make(kind)
        print(list(deleting(a, s)), len(a))
        a = make(kind)
        part = a[s]
        a[s] = part
        print(list(a) == list(make(kind)), list(storing(make(kind), s, a[0:0])), attempt(storing, make(kind), s, a[0:2]) and 1)
    a = make(kind)
    a[2:4] = a
    print(list(a))
    a[2:10] = a[2:4]
    a[0:2] = a[6:8]
    a[-1] = 5
    print(list(a), list(deleting(a, 0)), list(deleting(a, -1)), attempt(deleting, a, 99))
    a.append(9)
    a.extend([10, 11])
    a.extend(a)
    a += a[:1]
    print(list(a), a.pop(), a.pop(0), list(a * 2), list(a + a[:1]))
    a *= 2
    print(len(a), attempt(a.append, "x"), attempt(a.append, 1.5), attempt(storing, a, 0, None), attempt(storing, a, "x", 1))
    a *= 0
    print(len(a), attempt(a.pop), [x for x in a], list(reversed(make(kind))))
    a = make(kind)
    seen = []
    for x in a:
        seen.append(x)
        if len(seen) < 4:
            a.append(x)
    print(seen, len(a))
    for i in range(200):
        a.append(i % 100)
    while len(a) > 3:
        a.pop()
    print(list(a))

b = bytearray(b"abc")
b[1:2] = [120, 121, 122]
b[::2] = b"123"
b[1:1] = iter([46, 47])
print(b, attempt(storing, b, slice(0, 1), 5), attempt(storing, b, slice(0, None, 2), b"1"), b)
b.insert(1, 33)
b.insert(-100, 34)
b.insert(100, 35)
b.reverse()
b.remove(33)
print(b, attempt(b.remove, 200), b.copy() == b, b is b.copy())
b.clear()
print(b, bytes(b), b + b"x", b"x" + b)


print(array("d", [1.5, 2])[1], array("f", [0.5]) + array("f", [2]), array("b", array("h", [1, -2])), array("i", (1, 2)))
m = memoryview(array("h", [1, 2, 3]))
print(m[1], list(m), m[1:].tolist(), len(m), m.itemsize, m.nbytes, m.format, m.shape, m.strides, m.ndim, m.readonly, 2 in m, 9 in m)
m[0] = -1
m[1:3] = array("h", [8, 9])
print(m.obj, m == array("h", [-1, 8, 9]), m[1:] == m[1:3], m != m[1:], attempt(lambda: m[3]), m.c_contiguous)
print(attempt(storing, m, slice(0, 2), array("h", [1])), attempt(storing, m, slice(0, 2), array("b", [1, 2])), attempt(deleting, m, 0))
c = memoryview(bytearray(b"abcd")).cast("H")
print(len(c), c.hex(), c.tobytes(), memoryview(b"xy").readonly, attempt(storing, memoryview(b"xy"), 0, 1), c.toreadonly().readonly)
c.release()
print(attempt(lambda: c[0]), attempt(lambda: c.nbytes), attempt(len, c))

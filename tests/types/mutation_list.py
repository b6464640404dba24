# Lists, bytearrays and arrays changed from inside their own operations.
import array
import collections
import gc


def outcome(name, f):
    try:
        result = f()
        print(name, "ok", result if isinstance(result, (int, str, bytes)) else "")
    except Exception as e:
        print(name, type(e).__name__)

is_over = False


class Item:
    """Does something to a list when it is compared, printed or collected."""

    def __init__(self, action):
        self.action = action

    def __eq__(self, other):
        self.action()
        return False

    def __lt__(self, other):
        self.action()
        return True

    def __repr__(self):
        self.action()
        return "item"

    def __del__(self):
        self.action()


for name, operation in [
    ("index", lambda x: x.index(5)),
    ("count", lambda x: x.count(5)),
    ("remove", lambda x: x.remove(5)),
    ("in", lambda x: 5 in x),
    ("==", lambda x: x == [5] * 10),
    ("<", lambda x: x < [5] * 10),
    ("repr", lambda x: len(repr(x)) > 0),
    ("max", lambda x: max(x) is None),
    ("sorted", lambda x: len(sorted(x)) > 0),
]:
    for change in ("clear", "grow", "shrink"):
        x = []

        def action():
            if is_over:
                pass
            elif change == "clear":
                x.clear()
            elif change == "grow" and len(x) < 1000:
                x.extend([0] * 50)
            elif change == "shrink":
                del x[len(x) // 2 :]

        x.extend(Item(action) for i in range(10))
        try:
            operation(x)
        except (ValueError, TypeError, IndexError):
            pass
        x.append(1)
        assert x[-1] == 1
x = []
gc.collect()
is_over = True
print("comparisons that act")

x = list(range(10))
outcome("iterate and pop", lambda: len([x.pop() for i in x]))
x = list(range(10))
outcome("iterate and clear", lambda: len([x.clear() for i in x]))
x = list(range(3))


def grow():
    n = 0
    for i in x:
        if len(x) < 100:
            x.append(i)
        n += 1
    return n


outcome("iterate and grow", grow)
x = [3, 1, 2]
outcome("extend itself", lambda: x.extend(x) or len(x))
outcome("extend by its iterator", lambda: (x.extend(iter(x[:])), len(x))[1])
x = [1, 2, 3, 4]
x[1:3] = x
print(x)
x[::2] = x[::-1][:3]
print(x)


class Pusher:
    def __init__(self, target):
        self.target = target

    def __iter__(self):
        self.target.clear()
        return iter([7, 8, 9])

    def __index__(self):
        del self.target[1:]
        return 3

    def __len__(self):
        self.target.extend([0] * 100)
        return 3

    def __length_hint__(self):
        self.target.clear()
        return 100000


for make in (list, bytearray, lambda s: array.array("i", s)):
    x = make([1, 2, 3, 4, 5, 6])
    for name, f in [
        ("slice assignment", lambda: x.__setitem__(slice(2, 4), Pusher(x))),
        ("extended slice assignment", lambda: x.__setitem__(slice(0, 6, 2), Pusher(x))),
        ("extend", lambda: x.extend(Pusher(x))),
        ("index", lambda: x[Pusher(x)]),
        ("store", lambda: x.__setitem__(Pusher(x), 1)),
        ("store value", lambda: x.__setitem__(2, Pusher(x))),
        ("delete", lambda: x.__delitem__(Pusher(x))),
        ("pop", lambda: x.pop(Pusher(x))),
        ("insert", lambda: x.insert(Pusher(x), 1)),
        ("slice", lambda: x[Pusher(x) : Pusher(x)]),
        ("slice delete", lambda: x.__delitem__(slice(Pusher(x), None))),
        ("multiply", lambda: x * Pusher(x)),
        ("append", lambda: x.append(Pusher(x))),
    ]:
        x = make([1, 2, 3, 4, 5, 6])
        try:
            f()
        except (IndexError, TypeError, ValueError, AttributeError, BufferError, NotImplementedError):
            pass
        x = make(b"abc") if make is not list else []
        x.append(1)
print("arguments that act")


class Joined:
    def __iter__(self):
        for i in range(5):
            y.clear()
            yield "s%d" % i


y = ["a", "b"]
print("-".join(Joined()), y)


class Str(str):
    def __str__(self):
        z.clear()
        return "str"

    __repr__ = __str__
    __format__ = lambda self, s: str(self)


z = [Str("a"), Str("b"), Str("c")]
print("%s %s %s" % tuple(z), len(z))
z = [Str("a"), Str("b"), Str("c")]
print("{} {}".format(*z), len(z))
z = [Str("a"), Str("b"), Str("c")]
outcome("print", lambda: print(*z))
z = [Str("a"), Str("b"), Str("c")]
outcome("repr", lambda: repr(z) and 1)

# Sorting
x = [5, 3, 1, 4]
outcome("sort and append", lambda: x.sort(key=lambda v: (x.append(v), v)[1]))
x = [5, 3, 1, 4]
outcome("sort and clear", lambda: x.sort(key=lambda v: x.clear() or v))


class Sneaky:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        x.append(0)
        x.clear()
        return self.n < other.n


x = [Sneaky(i * 7 % 10) for i in range(10)]
outcome("comparison changes list", lambda: x.sort())
x = list(range(10))
outcome("key raises", lambda: x.sort(key=lambda v: 1 // (v - 5)))
print(sorted(x) == list(range(10)))
x = list(range(50))


class Liar:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        Liar.n = Liar.n * 1103515245 + 12345 & 0x7FFFFFFF
        return Liar.n & 64


Liar.n = 1
x = [Liar(i) for i in range(200)]
x.sort()
print(sorted(i.n for i in x) == list(range(200)))

# Buffers
b = bytearray(b"0123456789")
m = memoryview(b)
for name, f in [("append", lambda: b.append(1)), ("extend", lambda: b.extend(b"abc")), ("clear", lambda: b.clear()), ("del", lambda: b.__delitem__(slice(0, 5))),
                ("slice", lambda: b.__setitem__(slice(0, 2), b"longer")), ("pop", lambda: b.pop()), ("+=", lambda: b.__iadd__(b"x")), ("*=", lambda: b.__imul__(3))]:
    try:
        f()
    except BufferError:
        pass
print(m[0] in range(256), len(m) == 10)
m.release()
outcome("released", lambda: m[0])


class Filler:
    def __index__(self):
        m.release()
        b.clear()
        return 1


b = bytearray(b"0123456789")
m = memoryview(b)
outcome("store while released", lambda: m.__setitem__(0, Filler()))
b = bytearray(b"0123456789")
m = memoryview(b)
outcome("index while released", lambda: m[Filler()])


class DequeItem:
    def __eq__(self, other):
        d.clear()
        return False


d = collections.deque([DequeItem() for i in range(5)], 9)
for f in (lambda: 3 in d, lambda: d.count(3), lambda: d.remove(3), lambda: d.index(3), lambda: d == collections.deque([1] * 5, 9)):
    d.extend([DequeItem() for i in range(3)])
    try:
        f()
    except (ValueError, IndexError, RuntimeError, AttributeError, TypeError):
        pass
d.append(1)
print(len(d) >= 1)

# Sets changed from inside their own operations.


def outcome(name, f):
    try:
        f()
        print(name, "ok")
    except Exception as e:
        print(name, type(e).__name__)


class Key:
    def __init__(self, n, action=None):
        self.n = n
        self.action = action

    def __hash__(self):
        return 7

    def __eq__(self, other):
        for k in (self, other):
            if isinstance(k, Key) and k.action:
                action, k.action = k.action, None
                action()
        return isinstance(other, Key) and self.n == other.n


operations = [
    ("in", lambda s, k: k in s),
    ("add", lambda s, k: s.add(k)),
    ("discard", lambda s, k: s.discard(k)),
    ("|", lambda s, k: s | {k}),
    ("&", lambda s, k: s & {k, Key(1), Key(2)}),
    ("-", lambda s, k: s - {k}),
    ("^", lambda s, k: s ^ {k}),
    ("|=", lambda s, k: s.update([k, Key(50)])),
    ("&=", lambda s, k: s.intersection_update([k, Key(1)])),
    ("-=", lambda s, k: s.difference_update([k, Key(1)])),
    ("^=", lambda s, k: s.symmetric_difference_update([k, Key(1)])),
    ("<=", lambda s, k: s <= {k, Key(1)}),
    ("<= from the other side", lambda s, k: {k, Key(1)} <= s),
    ("==", lambda s, k: s == {k} | {Key(i) for i in range(11)}),
    ("isdisjoint", lambda s, k: s.isdisjoint([k, Key(1)])),
    ("union", lambda s, k: s.union([k], s, [Key(3)])),
]
for name, change in [
    ("clear", lambda s: s.clear()),
    ("grow", lambda s: s.update(range(200))),
    ("shrink", lambda s: [s.pop() for _ in range(min(10, len(s)))]),
    ("refill", lambda s: (s.clear(), s.update(range(40)))),
]:
    for operation, f in operations:
        for n in (3, 99):
            s = {Key(i) for i in range(12)}
            try:
                f(s, Key(n, lambda: change(s)))
            except (RuntimeError, KeyError):
                pass
            assert len(list(s)) == len(s), (name, operation)
            s.add(1000)
            assert 1000 in s
print("keys that act")


def during(change):
    s = set(range(8))
    for i, k in enumerate(s):
        change(s, k)
        if i > 100:
            break


outcome("add", lambda: during(lambda s, k: s.add(k + 100)))
outcome("discard", lambda: during(lambda s, k: s.discard(k)))
outcome("clear", lambda: during(lambda s, k: s.clear()))
s = set(range(10))
outcome("map", lambda: list(map(lambda k: s.clear(), s)))
s = set(range(10))
outcome("sorted", lambda: sorted(s, key=lambda k: s.discard(k) or k))
s = set(range(10))
outcome("update itself", lambda: s.update(s))
outcome("minus itself", lambda: s.difference_update(s))
print(s)
s = set(range(10))


def source():
    for i in range(5):
        s.clear()
        yield i


outcome("generator", lambda: s.update(source()))
print(s == {4} or s)
s = set(range(10))
outcome("intersection", lambda: s.intersection_update(source()))


class Last:
    def __del__(self):
        s.clear()
        s.update(range(100))


s = {Last() for i in range(20)}
s.clear()
s = {Last() for i in range(20)}
while len(s) > 200 and s:
    s.pop()
print(len(s) in (20, 100))


class Unhashable:
    def __hash__(self):
        s.clear()
        raise TypeError("no")


s = set(range(10))
for f in (lambda: Unhashable() in s, lambda: s.add(Unhashable()), lambda: s | {Unhashable()}, lambda: s.update([1, Unhashable()])):
    outcome("hash raises", f)
print(len(s))

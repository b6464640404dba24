# Dicts changed from inside their own operations: by __eq__, __hash__, __del__, iteration, key functions.


def outcome(name, f):
    try:
        f()
        print(name, "ok")
    except Exception as e:
        print(name, type(e).__name__)


def during_iteration(change):
    d = {i: i for i in range(8)}
    seen = 0
    for k in d:
        change(d, k)
        seen += 1
        if seen > 100:
            break


outcome("add", lambda: during_iteration(lambda d, k: d.__setitem__(k + 100, 1)))
outcome("delete", lambda: during_iteration(lambda d, k: d.pop(k)))
outcome("clear", lambda: during_iteration(lambda d, k: d.clear()))
outcome("update", lambda: during_iteration(lambda d, k: d.update({i: 0 for i in range(1000)})))
outcome("replace", lambda: during_iteration(lambda d, k: d.__setitem__(k, -1)))


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


def fresh():
    return {Key(i): i for i in range(12)}


for name, action in [
    ("clear", lambda d: d.clear()),
    ("grow", lambda d: d.update({i: i for i in range(200)})),
    ("shrink", lambda d: [d.popitem() for _ in range(10)]),
    ("refill", lambda d: (d.clear(), d.update({i: i for i in range(40)}))),
]:
    for operation, f in [
        ("get", lambda d, k: d.get(k)),
        ("in", lambda d, k: k in d),
        ("set", lambda d, k: d.__setitem__(k, 1)),
        ("del", lambda d, k: d.pop(k, None)),
        ("setdefault", lambda d, k: d.setdefault(k, 1)),
        ("update", lambda d, k: d.update({k: 1})),
        ("fromkeys", lambda d, k: dict.fromkeys([Key(1), k, Key(2)])),
    ]:
        for n in (3, 99):
            d = fresh()
            try:
                f(d, Key(n, lambda: action(d)))
            except RuntimeError:
                pass
            # Whatever was done, the dict is whole.
            items = list(d.items())
            assert len(items) == len(d), (name, operation)
            assert all(any(k is j for j in d) for k, v in items)
            d[1000] = 2
            assert d[1000] == 2
print("keys that act")


class Value:
    def __init__(self, action):
        self.action = action

    def __eq__(self, other):
        self.action()
        return True

    def __repr__(self):
        self.action()
        return "value"

    def __del__(self):
        self.action()


d = {}
d.update({i: Value(lambda: d.pop(i, None)) for i in range(5)})
outcome("repr", lambda: repr(d))
d = {i: Value(lambda: d.clear()) for i in range(5)}
outcome("== ", lambda: d == {i: 0 for i in range(5)})
e = {i: Value(lambda: e.update({j: j for j in range(100, 130)})) for i in range(5)}
outcome("values in", lambda: 77 in e.values())
outcome("items in", lambda: (3, 0) in e.items())
f = {i: Value(lambda: f.__setitem__(99, 1)) for i in range(5)}
f.clear()
for i in range(20):
    f[i] = Value(lambda: f.pop(99, None))
    f[i] = 1
    f[99] = 2
f.clear()
print("finalizers", f.get(1))

g = {i: i for i in range(10)}
outcome("comprehension", lambda: {k: g.pop(k) for k in g})
g = {i: i for i in range(10)}
outcome("sorted", lambda: sorted(g, key=lambda k: g.pop(k)))
g = {i: i for i in range(10)}
outcome("map", lambda: list(map(lambda k: g.clear(), g)))
g = {i: i for i in range(10)}
outcome("items", lambda: [g.pop(k) for k, v in g.items()])
g = {i: i for i in range(10)}
outcome("values", lambda: [g.clear() for v in g.values()])
g = {i: i for i in range(10)}
outcome("reversed", lambda: [g.clear() for v in reversed(g)])
g = {}
outcome("update itself", lambda: g.update(g))
g = {i: i for i in range(3)}
outcome("star", lambda: (lambda **k: k)(**{"a": g.clear()}))


class Source:
    def keys(self):
        return ["a", "b", "c"]

    def __getitem__(self, k):
        g.clear()
        return k


g = {i: i for i in range(20)}
g.update(Source())
print(g)
it = iter(g)
next(it)
g.clear()
outcome("exhausted", lambda: next(it))


class Mapping(dict):
    def __missing__(self, k):
        self[k] = k
        self.clear()
        return k


m = Mapping()
print(m[1], m["x"], len(m), "%(k)s" % m)


class Attributes:
    def __getattr__(self, name):
        self.__dict__.clear()
        self.__dict__[name] = name
        return name


a = Attributes()
a.x = 1
print(a.y, a.__dict__, a.z, sorted(a.__dict__))
for name in list(globals()):
    pass


def change_globals():
    for name in globals():
        globals()["new_" + name] = 1


outcome("globals", change_globals)

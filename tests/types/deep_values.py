# needs: deep-stack
# Values nested far deeper than the C stack allows to follow: what walks through them says so.
import json

N = 100000


def outcome(name, f):
    try:
        result = f()
        print(name, "ok", result if isinstance(result, (int, bool)) else type(result).__name__)
    except RuntimeError as e:
        print(name, e)


def nest(make, innermost, n=N):
    v = innermost
    for i in range(n):
        v = make(v)
    return v


for name, make in [("list", lambda v: [v]), ("tuple", lambda v: (v,)), ("dict", lambda v: {1: v})]:
    a = nest(make, make(0))
    b = nest(make, make(0))
    outcome(name + " repr", lambda: len(repr(a)))
    outcome(name + " str", lambda: len("%s" % (a,)))
    outcome(name + " ==", lambda: a == b)
    if name != "dict":
        outcome(name + " <", lambda: a < b)
    outcome(name + " copy", lambda: len(make(a)) + len(a[:] if name != "dict" else a.copy()))
    if name == "tuple":
        outcome(name + " hash", lambda: hash(nest(make, a, 10 * N)))
    outcome(name + " in", lambda: a in [b])
    outcome(name + " json", lambda: len(json.dumps(a)))
    short = nest(make, make(0), 100)
    outcome(name + " 100", lambda: len(repr(short)) > 100 and short == nest(make, make(0), 100) and len(json.dumps(short)) > 100)
a = b = None

f = frozenset()
for i in range(1000):
    f = frozenset([f])
outcome("frozenset hash", lambda: isinstance(hash(f), int))

outcome("json loads [", lambda: json.loads("[" * 10 * N))
outcome("json loads {", lambda: json.loads('{"a":' * 10 * N))
outcome("json loads 500", lambda: len(json.loads("[" * 500 + "]" * 500)))

a = []
a.append(a)
print(a, [a, (a,)], {1: a})
d = {}
d["d"] = d
print(d, (d,))
b = []
b.append(b)
outcome("list ==", lambda: a == b)
outcome("list <", lambda: a < b)
e = {}
e["d"] = e
outcome("dict ==", lambda: d == e)
outcome("json of a cycle", lambda: json.dumps(a))
t = ([],)
t[0].append(t)
print(t)
outcome("bound methods", lambda: nest(lambda v: v.__class__ and [v], 1).__class__ is list)


class Node:
    def __init__(self, next):
        self.next = next

    def __del__(self):
        pass


n = nest(Node, None, 50000)
n = None
import gc

gc.collect()
print("collected")

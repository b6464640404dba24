d = {}
for i in range(60):
    d[i] = str(i)
for i in range(0, 60, 3):
    del d[i]
for i in range(100, 120):
    d["k%d" % i] = i
print(len(d), sum(1 for k in d if isinstance(k, str)), list(d.items())[-2:])
e = dict(d, extra=1)
e.update({"more": 2, (1, 2): 3})
e |= {1.5: "float"}
print(len(e), e.pop((1, 2)), e.setdefault("new", []), e.popitem())
f = {**d, **{"a": 1}}
print(len(f), f == d, {k: v for k, v in f.items() if k == "a"})
print(sorted(k for k in f.keys() & {1, 2, 3, "a"} if k != "a"))
g = dict.fromkeys("abcdefghijklmnop", 0)
g.clear()
print(g, repr({1: [2, {3: 4}], "x": None}), f.copy() == f)


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        return [self.n] == [other.n]


h = {Key(i): i for i in range(12)}
print(len(h), h[Key(7)], Key(20) in h)

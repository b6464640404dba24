# Sorting is stable, uses only <, computes keys once and survives exceptions and meddling.
def rnd(seed=[1]):
    seed[0] = (seed[0] * 1103515245 + 12345) & 0x7fffffff
    return seed[0] >> 8

def check(values):
    s = sorted(values)
    assert len(s) == len(values)
    for i in range(len(s) - 1):
        assert not s[i + 1] < s[i]
    pairs = [(v, i) for i, v in enumerate(values)]
    pairs.sort(key=lambda p: p[0])
    for i in range(len(pairs) - 1):
        assert pairs[i][0] < pairs[i + 1][0] or pairs[i][1] < pairs[i + 1][1]
    pairs.sort(key=lambda p: p[0], reverse=True)
    for i in range(len(pairs) - 1):
        assert pairs[i + 1][0] < pairs[i][0] or pairs[i][1] < pairs[i + 1][1]

for n in [0, 1, 2, 3, 10, 31, 32, 33, 63, 64, 65, 200, 1000]:
    check([rnd() for i in range(n)])
    check([rnd() % 5 for i in range(n)])
    check([rnd() / 7 for i in range(n)])
    check([str(rnd() % 50) for i in range(n)])
    check([rnd() % 7 if i % 2 else float(rnd() % 7) for i in range(n)])
    check(list(range(n)))
    check(list(range(n, 0, -1)))
    check(list(range(n)) + list(range(n)))
    check([i % 10 for i in range(n)])
    check([(rnd() % 3, rnd() % 3) for i in range(n)])
    check([10**20 + rnd() for i in range(n)])
print("ok")

print(sorted("hello"), sorted({3: 0, 1: 0}), sorted((3, 1, 2), reverse=True), sorted([], key=len))
print(sorted(["bb", "a", "ccc"], key=len, reverse=True), sorted([1, -2, 3], key=abs), sorted([3, 1], key=None))
calls = []
[5, 3, 8, 1].sort(key=lambda x: calls.append(x) or x); print(sorted(calls), len(calls))

class Only:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
print([o.v for o in sorted([Only(3), Only(1), Only(2)])])

l = [3, 1, 2]
def spy(x):
    print(l)
    return x
l.sort(key=spy); print(l)

def meddle(x):
    l.append(0)
    return x
try: l.sort(key=meddle)
except ValueError as e: print("ValueError", l)

class Boom:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        global left
        left -= 1
        if left < 0: raise RuntimeError
        return self.v < o.v
for left0 in [0, 1, 5, 30, 90, 200, 400]:
    left = left0
    items = [Boom(rnd() % 50) for i in range(100)]
    copy = items[:]
    try: items.sort()
    except RuntimeError: pass
    assert len(items) == 100 and set(map(id, items)) == set(map(id, copy))
print("nothing lost")

for bad in [lambda: [1, "a"].sort(), lambda: [1].sort(len), lambda: sorted([1], len), lambda: sorted(), lambda: [1].sort(foo=1),
            lambda: [2, 1].sort(key=5), lambda: [1j, 2j].sort()]:
    try: bad(); print("no error")
    except TypeError: print("TypeError")
nan = float("nan"); print(len(sorted([3.0, nan, 1.0, nan, 2.0])))

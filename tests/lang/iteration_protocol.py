# iter(), next(), and everything that walks an iterable.
class Good:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if not self.n: raise StopIteration("end")
        self.n -= 1; return self.n
class OnlyNext:
    def __next__(self): return 1
class BadIter:
    def __iter__(self): return 5
class IterToOnlyNext:
    def __iter__(self): return OnlyNext()
class SeqIndex:
    def __getitem__(self, i):
        if i == 3: raise IndexError("stop")
        return i
class SeqKey:
    def __getitem__(self, i):
        if i == 2: raise KeyError(i)
        return i
def kind(f):
    try: return f()
    except BaseException as e: return type(e).__name__ + str(e.args) if not isinstance(e, TypeError) else "TypeError"
for f in (lambda: iter(OnlyNext()), lambda: iter(BadIter()), lambda: next(OnlyNext()), lambda: next(iter(IterToOnlyNext())), lambda: list(SeqIndex()), lambda: list(SeqKey()), lambda: [x for x in BadIter()],
          lambda: next(5), lambda: next([]), lambda: iter(5), lambda: iter(None), lambda: iter(int), lambda: iter(len), lambda: next(iter([])), lambda: next(Good(0)), lambda: next(iter([]), "d"), lambda: next(Good(0), "d"),
          lambda: list(iter(SeqIndex())), lambda: iter([1], 2), lambda: iter(5, 6)):
    print(kind(f) if not hasattr(kind(f), "__next__") else "iterator", end="; ")
print()
# iter of iterators is identity
for it in (iter([]), iter(()), iter(""), iter(b""), iter({}), iter(set()), iter(range(1)), (x for x in ()), map(abs, []), zip(), enumerate([]), filter(None, []), reversed([]), iter({}.keys()), iter({}.values()), iter({}.items()), iter(int, 0), iter(bytearray()), iter(frozenset()), iter(memoryview(b""))):
    print(iter(it) is it, hasattr(it, "__next__"), next(it, "end"), end=" ")
print()
# callable iterator
n = [0]
def count(): n[0] += 1; return n[0]
print(list(iter(count, 4)), n)
it = iter(count, 6); print(next(it), next(it, "x"), next(it, "y"), n)
def raising():
    raise StopIteration("inner")
print(list(iter(raising, 1)))
# StopIteration subclasses, values, propagation
class MyStop(StopIteration): pass
class UsesMyStop:
    def __iter__(self): return self
    def __next__(self): raise MyStop("v")
print(list(UsesMyStop()), kind(lambda: next(UsesMyStop())), [*UsesMyStop()], next(UsesMyStop(), 3))
class Err:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n == 3: raise ValueError("third")
        return self.n
out = []
try:
    for x in Err(): out.append(x)
except ValueError as e: print(out, e)
try:
    for x in [1, 2]:
        raise StopIteration("from body")
except StopIteration as e: print("body", e.value)
for f in (list, tuple, set, sum, max, sorted, any, all, lambda x: "".join(map(str, x)), lambda x: [*x], lambda x: dict.fromkeys(x), lambda x: 9 in x, bytes, lambda x: list(zip(x, range(9))), lambda x: [].extend(x), lambda x: print(*x), enumerate):
    print(kind(lambda: f(Err())) if f is not enumerate else "", end=" ")
print()
# exhausted iterators stay exhausted
l = [1]
for it in (iter(l), iter((1,)), iter("a"), iter({1: 2}), iter({1}), iter(range(1)), (x for x in [1]), map(abs, [1]), zip([1]), enumerate([1]), filter(None, [1]), reversed([1]), iter(b"a")):
    next(it); print(next(it, "end"), end=" ")
l.append(2); it = iter(l); list(it); l.append(3); print(next(it, "end"))
# mutation while iterating
l = [1, 2, 3]; out = []
for x in l:
    out.append(x)
    if x < 3: l.append(x + 10)
    if len(out) > 8: break
print(out, l)
l = [1, 2, 3, 4]; out = []
for x in l: out.append(x); l.remove(x)
print(out, l)
def mutate(c, change):
    try:
        for x in c: change(c)
        return "ok"
    except RuntimeError: return "RuntimeError"
print(mutate({1: 1}, lambda d: d.update({len(d) + 1: 0})), mutate({1}, lambda s: s.add(len(s) + 1)), mutate({1: 1, 2: 2}, lambda d: d.pop(1, None)), mutate({1: 1}, lambda d: d.__setitem__(1, 5)), mutate({1, 2}, lambda s: s.discard(1)), mutate({1: 1}.items(), lambda x: None))
d = {1: 1}
try:
    for k in d.values(): d[len(d) + 1] = 0
except RuntimeError as e: print(e)
s = {1}
try:
    for k in s: s.add(2)
except RuntimeError as e: print("set changed")
b = bytearray(b"ab"); out = []
for x in b:
    out.append(x)
    if len(b) < 5: b.append(x + 1)
print(out)
# loop forms
for i in range(3): i = 10
print(i)
for i in range(0): pass
else: print("else ran", i)
for i in range(5):
    if i == 2: break
else: print("not printed")
for (a, b), c in [((1, 2), 3)]: print(a, b, c)
for a, *b in [(1, 2, 3), "xyz"]: print(a, b)
d = {}
for d["k"] in range(3): pass
class O: pass
o = O()
for o.x in "ab": pass
print(d, o.x)
l = [0, 0]
for l[0], l[1] in [(1, 2), (3, 4)]: pass
print(l)
print([i for i in range(10, 0, -3)], list(range(5, 5)), [i for i in range(-3, 3, 2)], sum(range(10**6)), [x for x in range(10**20, 10**20 + 2)])
def shadow():
    range = lambda n: [n] * 2
    return [x for x in range(3)]
print(shadow())
# lazy unpacking
def g():
    for i in range(10):
        seen.append(i); yield i
for target in ("a, b = g()", "a, b, *c = g()", "a, = g()", "[a, b] = 1, 2", "a, b = {1: 2, 3: 4}", "a, b = 'xy'", "(a, b), c = (1, 2), 3", "a, b = 1", "a, b = 1, 2, 3", "a, b, c = 1, 2", "*a, = ()", "*a, b = ()", "a, b = iter([1])"):
    seen = []
    try:
        exec(target); print("ok", len(seen), end=" ")
    except (ValueError, TypeError) as e: print(type(e).__name__, len(seen), end=" ")
print()
# consumers stop where they must
it = iter(range(10)); print(3 in it, next(it), any(x > 5 for x in it), next(it), all(x < 8 for x in it), next(it, "end"))
it = iter(range(5)); print(list(zip(it, "ab")), next(it)); it = iter(range(5)); print(list(zip("ab", it)), next(it))
it = iter([1, 2, 3]); a = next(it); print(a, list(it), list(it))
print(list(map(lambda *a: a, "ab", range(5), [1, 2, 3])), list(zip()), list(zip("ab", strict=True)), kind(lambda: list(zip("ab", "c", strict=True)))[:10], list(enumerate("ab", start=5)), list(filter(lambda x: x % 2, range(5))))
# reversed
class R:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 2
class R2:
    def __reversed__(self): return iter("rev")
print(list(reversed(R())), list(reversed(R2())), list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(5))), list(reversed({1: 2, 3: 4})), list(reversed({1: 2, 3: 4}.items())), list(reversed({1: 2}.values())), list(reversed(b"ab")), list(reversed(bytearray(b"ab"))), kind(lambda: reversed({1})), kind(lambda: reversed(5)), kind(lambda: reversed(iter([]))))
# star everything
def f(*a, **k): return a, k
print(f(*SeqIndex(), *Good(2), *"ab", *{1: 2}), [*SeqIndex(), *range(2)], (*"ab",), {*"aa"}, {**{"a": 1}, "b": 2, **{"a": 3}})
print(dict(Good(0)), dict([(1, 2), [3, 4], "ab"]), dict(zip("ab", range(2))), kind(lambda: dict([1])), kind(lambda: dict([(1,)]))[:10], set("aab") == {"a", "b"}, sorted("cab"), "-".join(x for x in "abc"), list("abc"), tuple({1: 2}), bytes(range(3)), max(Good(5)), min("cab"), sum(Good(4)), sum([[1], [2]], []))
# deep nesting ends in RuntimeError, not in a crash
it = iter([1])
for i in range(2000): it = map(lambda x: x, it)
try: next(it)
except RuntimeError: pass

# iter, next, reversed, enumerate, zip, map, filter.
def error(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e.args if isinstance(e, StopIteration) else "")
it = iter([1, 2]); print(next(it), next(it), next(it, "end")); error(next, it)
error(next, 5); error(iter, 5); error(next); error(iter, 5, 5)
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate(iterable="ab", start=10**20)), dict(enumerate("x")))
error(enumerate); error(enumerate, 5)
print(list(zip()), list(zip("ab")), list(zip("abc", [1, 2])), list(zip("ab", (1, 2), strict=True)), list(zip(range(2), range(3), range(4))))
error(lambda: list(zip("ab", [1], strict=True))); error(lambda: list(zip("a", [1, 2], strict=True))); error(lambda: list(zip("ab", "cd", "e", strict=True)))
error(lambda: zip("a", x=1)); error(zip, 5)
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(map(max, "a", "b", "c", "d", "e", "f")))
error(map, str); error(map, str, 5)
print(list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, range(4)))); error(filter, None)
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed((1, 2))), list(reversed({1: 2, 3: 4})))
error(reversed, {1, 2}); error(reversed, 5); error(reversed, iter([]))
class S:
    def __len__(self): return 3
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(S()), list(reversed(S())), 20 in S(), 25 in S(), sum(S()), tuple(S()))
class R:
    def __reversed__(self): return "as is"
print(reversed(R()))
n = 0
def count():
    global n
    n += 1
    return n
print(list(iter(count, 5)))
def stop(): raise StopIteration
print(list(iter(stop, 0)))
l = [1, 2, 3]
for x in l:
    if x < 3 and len(l) < 6: l.append(x * 10)
print(l)
it = iter(l); list(it); l.append(9); print(list(it))
l = [1, 2, 3]; it = iter(l); next(it); l.clear(); print(list(it)); l += [7, 8, 9]; print(list(it))
class M(map):
    def __next__(self): return super().__next__() * 2
print(list(M(int, "123")))
class Z(zip): pass
class F(filter): pass
class E(enumerate): pass
print(list(Z("ab", "cd")), list(F(None, [0, 1])), list(E("a")))
def g():
    yield 1
    return "value"
error(lambda: [next(m) for m in [map(abs, g())] for _ in range(2)])
class Bad:
    def __iter__(self): return 5
error(iter, Bad()); error(list, Bad())
class OnlyNext:
    def __next__(self): return 7
print(next(OnlyNext()))
class Raises:
    def __iter__(self): return self
    def __next__(self): raise ValueError
error(list, Raises()); error(lambda: list(map(str, Raises()))); error(lambda: list(zip(Raises()))); error(sum, Raises())
it = zip([1], iter([2])); print(list(it), list(it))
deep = iter([1])
for i in range(200): deep = map(abs, deep)
print(list(deep))

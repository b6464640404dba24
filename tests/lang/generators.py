def count(n):
    i = 0
    while i < n:
        got = yield i
        if got is not None:
            i = got
        else:
            i += 1
    return "end"
g = count(5)
print(next(g), next(g), g.send(3), next(g))
try:
    next(g)
except StopIteration as e:
    print(e.value)
def delegate():
    r = yield from count(2)
    yield r
    yield from [10, 11]
    yield from (x for x in "ab")
print(list(delegate()))
def expr():
    x = (yield 1) + (yield 2)
    yield x
g = expr()
next(g); g.send(10); print(g.send(20))
def in_call():
    print("args", (yield "a"), (yield "b"), k=(yield "c")) if False else None
    return [(yield 1), {"k": (yield 2)}, f"{(yield 3)}"]
g = in_call()
print(next(g), g.send("x"), g.send("y"))
try:
    g.send("z")
except StopIteration as e:
    print(e.value)
def unreachable():
    return 5
    yield
try:
    next(unreachable())
except StopIteration as e:
    print(e.value)
f = lambda: (yield)
print(list(f()))
def with_args(a, *b, c=1, **d):
    yield a, b, c, d
print(next(with_args(1, 2, c=3, e=4)))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
from_gen = []
for v in fib():
    if v > 50: break
    from_gen.append(v)
print(from_gen)
def tree(t):
    if t:
        yield from tree(t[0])
        yield t[1]
        yield from tree(t[2])
print(list(tree(((None, 1, None), 2, (None, 3, None)))))
def closure():
    n = 0
    def g():
        nonlocal n
        while n < 3:
            n += 1
            yield n
    return list(g()), n
print(closure())
def handled():
    try:
        raise ValueError(1)
    except ValueError:
        yield "in handler"
        try:
            raise
        except ValueError as e:
            yield e.args
try:
    raise KeyError(2)
except KeyError:
    g = handled()
    print(next(g))
    try:
        raise
    except KeyError as e:
        print(e.args)
    print(next(g))
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
def y(): yield from It()
print(list(y()), [*It()], sum(It()))
def spill():
    a = yield; b = yield; c = yield
    l = [a, b, c, (yield), (yield)]
    yield l
g = spill(); next(g)
for i in range(4): g.send(i)
print(g.send(4))
def withs():
    class M:
        def __enter__(self): return 1
        def __exit__(self, *a): print("closed", a[0]); return True
    with M() as m:
        yield m
        raise ValueError
    yield "after"
print(list(withs()))

# Generators, yield from, send, throw, close, generator expressions.
def count(n):
    for i in range(n):
        yield i
    return "done"


def outer():
    result = yield from count(3)
    print("inner", result)
    yield from [10, 20]
    yield from (x * x for x in (3, 4))


print(list(outer()), sum(count(5)), tuple(count(0)))


def echo():
    got = None
    while True:
        got = yield got
        if got == "stop":
            return


g = echo()
print(next(g), g.send(1), g.send("two"))
try:
    g.send("stop")
except StopIteration as e:
    print("stopped", e.value)


def guarded():
    try:
        while True:
            try:
                yield 1
            except ValueError as e:
                print("caught", e)
                yield "recovered"
    finally:
        print("cleaned up")


g = guarded()
print(next(g), g.throw(ValueError("v")), next(g))
g.close()
try:
    next(g)
except StopIteration:
    print("closed")


def tree(t):
    if t is None:
        return
    left, value, right = t
    yield from tree(left)
    yield value
    yield from tree(right)


print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))))


def delegate():
    try:
        yield from guarded()
    except KeyError:
        print("through")
        yield "last"


g = delegate()
print(next(g), g.throw(ValueError("w")), g.throw(KeyError("k")))


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


g = primes()
print([next(g) for _ in range(10)])
print([a + b for a in "xy" for b in "12" if b != "1" or a == "x"], {i: i * i for i in range(4)}, len({i % 3 for i in range(9)}))
print(list(x + y for x in range(3) for y in range(x)), [[j for j in range(i)] for i in range(3)])
squares = (n * n for n in range(4))
print(next(squares), list(squares), list(squares))


def bad():
    raise StopIteration(5)
    yield


try:
    next(bad())
except RuntimeError:
    print("RuntimeError")
zipped = zip(count(3), "abc")
print(next(zipped), dict(zipped), list(map(lambda a, b: a * b, [1, 2], [3, 4])))
a, b, *c = count(5)
print(a, b, c, 3 in count(5), "-".join(str(x) for x in count(4)))

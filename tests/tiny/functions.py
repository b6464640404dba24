# Calls of every form, defaults, closures, decorators, recursion, lambda, generators as arguments.
def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, sorted(kw.items())


print(f(1, c=3))
print(f(1, 9, 8, 7, c=3, d=5, x=6, y=7))
print(f(*[1, 2, 3], **{"c": 4, "z": 5}))
print(f(*(1,), *[2, 3], c=0, **{}))
for bad in (lambda: f(), lambda: f(1), lambda: f(1, c=2, a=3), lambda: (lambda x: x)(1, 2), lambda: (lambda: 0)(k=1)):
    try:
        bad()
    except TypeError:
        print("TypeError")


def positional(a, /, b, *, c=3):
    return a, b, c


print(positional(1, 2), positional(1, b=5, c=6))


def counter(start):
    n = start

    def step(by=1):
        nonlocal n
        n += by
        return n

    def peek():
        return n

    return step, peek


step, peek = counter(10)
step()
step(5)
print(peek(), step(), peek())
print([g() for g in [lambda i=i: i * i for i in range(4)]])
print([g() for g in [(lambda: j) for j in range(3)]])


def decorator(prefix):
    def wrap(function):
        def inner(*args, **kw):
            return prefix + str(function(*args, **kw))

        return inner

    return wrap


@decorator("<")
@decorator("(")
def add(a, b):
    return a + b


print(add(1, b=2))


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


print(fact(5), fact(30))


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print([fib(i) for i in range(15)])


def hinted(a: int, b: "str" = "x", *c: 1 + 1) -> None:
    v: int = 3
    return a, b, c, v


print(hinted(1))


def deep(n):
    return deep(n + 1)


try:
    deep(0)
except RuntimeError:
    print("recursion ends")
print((lambda *a, **k: (a, k))(1, 2, x=3))
print(max(3, 1, 2), min([4, 2, 8]), max("ab", "abc", key=len), sum([1, 2, 3], 10), abs(-5), divmod(17, 5), divmod(-17, 5))
print(sorted([3, 1, 2]), sorted("hello", reverse=True), sorted([(2, "b"), (1, "z"), (2, "a")], key=lambda p: p[0]))
print(list(map(lambda x: x + 1, [1, 2])), list(filter(None, [0, 1, 2, ""])), list(zip([1, 2], "ab")), list(enumerate("xy", 1)))
print(all([1, 2]), any([0, ""]), list(reversed([1, 2, 3])), callable(f), callable(3))
print(chr(65), ord("a"), hex(255), bin(10), hex(-17), isinstance(3, (str, int)), issubclass(bool, int))
print(next(iter([7])), next(iter([]), "none"), list(iter([3, 2, 1].pop, 1)))
print(repr("it's"), str(5), len("four"), hash("a") == hash("a"), id(f) == id(f))
print(eval("1 + 2 * 3"), eval("a + 1", {"a": 41}))
space = {}
exec("x = 5\ndef g():\n    return x * 2\n", space)
print(space["g"]())

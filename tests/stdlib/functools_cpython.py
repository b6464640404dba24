import functools
from functools import (cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch,
                       singledispatchmethod, total_ordering, wraps)

p = partial(int, base=2)
print(p("1010"), p.func, p.args, p.keywords, partial(print, 1, 2)(3, sep="-"))


@lru_cache(maxsize=2)
def f(x):
    print("call", x)
    return x * 2


print(f(1), f(1), f(2), f(3), f(1), f.cache_info(), f.cache_parameters())
f.cache_clear()
print(f.cache_info(), f.__wrapped__(4), f.__name__)


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80))
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], "x"))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))


@total_ordering
class T:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __lt__(self, o):
        return self.v < o.v


print(T(1) <= T(2), T(1) > T(2), T(2) >= T(2), T(1) != T(2))


@singledispatch
def show(x):
    return "object"


@show.register
def _(x: int):
    return "int"


@show.register(list)
@show.register(tuple)
def _(x):
    return "sequence"


print(show(1), show([]), show(()), show("s"), show(True), show.dispatch(bool) is show.dispatch(int), sorted(c.__name__ for c in show.registry))


class C:
    def __init__(self):
        self.n = 0

    @cached_property
    def value(self):
        self.n += 1
        return self.n

    def base(self, a, b):
        return a, b

    first = partialmethod(base, 1)

    @singledispatchmethod
    def m(self, x):
        return "default"

    @m.register
    def _(self, x: int):
        return "int"


c = C()
print(c.value, c.value, c.n, c.first(2), c.m(1), c.m("x"))


def deco(g):
    @wraps(g)
    def w(*a):
        "wrapper doc"
        return g(*a)

    return w


@deco
def named():
    "the doc"


print(named.__name__, named.__doc__, named.__wrapped__.__name__, functools.WRAPPER_ASSIGNMENTS[0])

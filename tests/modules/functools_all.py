# functools: partial, reduce, wraps, caches, ordering, dispatch.
import functools
from functools import *
def error(f):
    try: print(f())
    except Exception as e: print(type(e).__name__)
def f(*a, **k): return a, sorted(k.items())
p = partial(f, 1, 2, x=3)
print(p(), p(4, y=5), p(x=9), p.args, p.keywords, p.func is f, partial(p, 7)(8), partial(int, base=2)("101"), partial(f, *range(9))(a=1))
error(lambda: partial()); error(lambda: partial(5))
class C:
    def m(self, a, b=0): return (a, b)
    pm = partialmethod(m, 5)
    pk = partialmethod(m, b=7)
print(C().pm(), C().pm(b=2), C().pk(1))
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(max, [3], 9), reduce(lambda a, b: a * b, [], 1)); error(lambda: reduce(max, []))
def deco(g):
    @wraps(g)
    def inner(*a): return g(*a) + 1
    return inner
@deco
def named(x): return x
print(named.__name__, named(1), named.__wrapped__(1))
calls = 0
@lru_cache(maxsize=2)
def sq(x):
    global calls
    calls += 1
    return x * x
print([sq(1), sq(2), sq(1), sq(3), sq(1), sq(2)], calls, sq.cache_info(), sq.__name__, sq.__wrapped__(5))
sq.cache_clear(); print(sq.cache_info())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), fib.cache_info().currsize, fib.cache_info().maxsize)
@lru_cache
def plain(a, b=1): return (a, b)
print(plain(1), plain(1, b=1), plain(a=1), plain.cache_info())
@lru_cache(typed=True)
def ty(x): return type(x).__name__
print(ty(1), ty(1.0), ty(True), ty.cache_info().misses); error(lambda: plain([]))
class Meth:
    @lru_cache(None)
    def m(self, x): return x + 1
    @cached_property
    def prop(self):
        print("computed")
        return 42
o = Meth(); print(o.m(1), o.m(1), Meth.m.cache_info().hits, o.prop, o.prop, "prop" in o.__dict__)
o.prop = 5; print(o.prop); del o.prop; print(o.prop)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
K = cmp_to_key(lambda a, b: a - b); print(K(1) < K(2), K(1) == K(1), K(3) >= K(4), K(5).obj)
@total_ordering
class O:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(O(1) > O(0), O(1) >= O(1), O(1) <= O(0), O(2) < O(3))
@total_ordering
class G:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __ge__(self, o): return self.v >= o.v
print(G(1) > G(0), G(1) < G(1), G(1) <= G(0), G(2) <= G(3))
error(lambda: total_ordering(type("N", (), {})))
@singledispatch
def show(x): return "object"
@show.register(int)
def _(x): return "int"
@show.register
def _(x: str): return "str"
show.register(list, lambda x: "list")
print(show(1), show("a"), show(1.5), show([]), show(True), show.dispatch(bool)(0), show.__name__)

# How programs use classes: containers, numbers, proxies, native bases.
import sys
# 2.3 multiple user bases with native
class A: 
    def who(self): return "A"
class L(list, A): pass
class L2(A, list): pass
print(L([1]).who(), L2([1]).who(), L([1]), L2([1]))
class D1(dict): pass
class D2(D1, A): pass
print(D2(a=1), D2.__mro__[1].__name__)
class Ex(A, ValueError): pass
try: raise Ex("z")
except ValueError as e: print(e.who(), e.args)
class I(int, A): pass
print(I(5) + 1, I(5).who())
try:
    class Bad(list, int): pass
except TypeError as e: print(e)
# object.__new__ args
class N:
    def __new__(cls, *a): return super().__new__(cls, *a)
try: N(1)
except TypeError: print("TypeError")
class N2:
    def __init__(self, *a): super().__init__(*a)
try: N2(1)
except TypeError: print("TypeError")
N2()
# __init__ returns
class R:
    def __init__(self): return 1
try: R()
except TypeError as e: print("TypeError")
# class attribute del, class __delattr__
class C: x = 1
del C.x
try: del C.x
except AttributeError: print("AttributeError")
# instances in loops: methods via class
print([c.__name__ for c in (int, str, C)], list(map(str.upper, ["a", "b"])), sorted(["b", "A"], key=str.lower), list(map(int.__add__, [1, 2], [3, 4])))
# vars(), dir on class
class V: a = 1; b = 2
print([k for k in vars(V) if not k.startswith("__")])
# property docs & setters through class
# callable class attribute, nested function default binding
class F:
    def __init__(self): self.cb = lambda x: x + 1
    def run(self): return self.cb(1)
print(F().run())
# comparisons chain with user
class T:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __hash__(self): return hash(self.n)
print(T(1) < T(2) < T(3), T(1) in {T(1)}, {T(1): "a"}[T(1)], max(T(1), T(5)).n, sorted([T(3), T(1)])[0].n)
# numeric tower user class
class Vec:
    def __init__(self, *v): self.v = v
    def __add__(self, o): return Vec(*[a + b for a, b in zip(self.v, o.v)])
    def __mul__(self, k): return Vec(*[a * k for a in self.v]) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.v, o.v))
    def __neg__(self): return self * -1
    def __repr__(self): return "Vec%r" % (self.v,)
    def __getitem__(self, i): return self.v[i]
    def __len__(self): return len(self.v)
    def __iter__(self): return iter(self.v)
    def __eq__(self, o): return self.v == o.v
    def __bool__(self): return any(self.v)
    def __abs__(self): return sum(x * x for x in self.v) ** 0.5
print(Vec(1, 2) + Vec(3, 4), 2 * Vec(1, 2), Vec(1, 2) * 2.5, Vec(1, 2) @ Vec(3, 4), -Vec(1, 2), abs(Vec(3, 4)), bool(Vec(0, 0)), list(Vec(1, 2)), Vec(1, 2) == Vec(1, 2), sum([Vec(1, 1), Vec(2, 2)], Vec(0, 0)))
try: Vec(1) * "a"
except TypeError as e: print("TypeError")
# context managers as decorators, exit receives
# iteration over class with __getitem__ slices
class S:
    def __getitem__(self, k): return k.indices(10) if isinstance(k, slice) else k
print(S()[1:5], S()[::-1], S()[-3:], S()[:, 1] if False else "", S()[2])
# attribute with unusual names
setattr(C, "class", 1); print(getattr(C, "class")); setattr(C, "é", 2); print(C.é)
ü = 5; print(ü, globals()["ü"])
# global/nonlocal in class
x = "g"
class G:
    global x
    x = "changed by class"
print(x, hasattr(G, "x"))
# lambda default capturing & star-args
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
# chained methods on literals
print("a,b".split(",")[0].upper().lower().join(["x", "y"]), (1).__class__.__name__, [1, 2][::-1][0], {"a": [1]}["a"][0])
# int/bool/str conversions via dunder
class Conv:
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __str__(self): return "seven"
    def __bool__(self): return False
    def __bytes__(self): return b"7"
    def __complex__(self): return 7j
    def __index__(self): return 7
c = Conv(); print(int(c), float(c), str(c), bool(c), bytes(c), complex(c), hex(c), "%s %d" % (c, c), f"{c}", [0] * c == [0] * 7, range(c)[-1])
print(callable(C), isinstance(C, type))

# Corner cases of classes, construction, metaclasses and proxies.
import sys
# 1 class kw order & metaclass conflict
class Meta(type):
    def __new__(m, n, b, ns, **k): return super().__new__(m, n, b, ns, **k)
    def __init__(c, n, b, ns, **k): super().__init__(n, b, ns, **k)
class Base:
    def __init_subclass__(cls, **k): print("is", k); super().__init_subclass__()
try:
    class X(Base, metaclass=Meta, a=1): pass
except TypeError as e: print(e)
# 2 type.__call__, type.__new__, __prepare__ through super
class M2(type):
    @classmethod
    def __prepare__(m, *a, **k): return super().__prepare__(*a, **k)
    def __call__(c, *a): return type.__call__(c, *a)
class Y(metaclass=M2): pass
Y()
# 3 instance __class__ cell and nested
class Z:
    def f(self): return __class__
    @staticmethod
    def g(): return __class__
    @classmethod
    def h(cls): return __class__
    def i(self): return [__class__ for _ in [1]]
    x = property(lambda self: __class__)
z = Z(); print(z.f() is Z, z.g() is Z, z.h() is Z, z.i() == [Z], z.x is Z)
# 4 class decorators, generic base
def d(**k):
    def w(c):
        for a, b in k.items(): setattr(c, a, b)
        return c
    return w
@d(a=1, b=2)
class W: pass
print(W.a, W.b)
# 5 property on class via metaclass
class MP(type):
    @property
    def p(cls): return cls.__name__
class V(metaclass=MP): pass
print(V.p)
# 6 special methods on class with metaclass operators
class MO(type):
    def __or__(c, o): return "or"
    def __getitem__(c, k): return k
    def __call__(c): return "called"
    def __setitem__(c, k, v): print(k, v)
    def __delitem__(c, k): print("del", k)
    def __contains__(c, k): return True
    def __neg__(c): return "neg"
    def __int__(c): return 5
    def __index__(c): return 1
    def __enter__(c): return "e"
    def __exit__(c, *a): return True
    def __str__(c): return "STR"
    def __format__(c, s): return "F" + s
    def __dir__(c): return ["zz"]
    def __instancecheck__(c, o): return True
    def __iadd__(c, o): return "iadd"
    def __delattr__(c, n): print("delattr", n)
class U(metaclass=MO): pass
print(U | 1, U["k"], U(), 3 in U, -U, int(U), [1, 2][U], str(U), f"{U:x}", dir(U), isinstance(5, U))
U["a"] = 1; del U["b"]; del U.q
with U as e: print(e); raise ValueError
T = U; T += 1; print(T)
# 7 inheritance of __slots__ and properties
# 8 reversed, enumerate classes
# 9 exceptions in __init__/__new__/__del__
class A:
    def __new__(cls, *a, **k): print("new", a, k); return super().__new__(cls)
    def __init__(self, *a, **k): print("init", a, k)
A(1, x=2); A()
class B(A):
    def __init__(self, q): super().__init__(q, extra=1)
B(5)
class Single:
    _i = None
    def __new__(cls):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(Single() is Single())
class Other:
    def __new__(cls): return object.__new__(Single)
    def __init__(self): print("never")
print(type(Other()).__name__)
class SubNew(str):
    def __new__(cls, v): return super().__new__(SubNew2, v)
    def __init__(self, v): print("init of", type(self).__name__)
class SubNew2(SubNew): pass
print(SubNew("x"))
# 10 abstract-like NotImplementedError, __call__ on instances with many args, kwargs
class Cl:
    def __call__(self, *a, **k): return a, k
print(Cl()(1, 2, 3, 4, 5, z=1), Cl()(*range(10)), callable(Cl), Cl().__call__(1))
# 11 chained attribute assign
class N: pass
n = N(); n.a = N(); n.a.b = N(); n.a.b.c = 5; n.a.b.c += 1; print(n.a.b.c); del n.a.b.c
print(hasattr(n.a.b, "c"))
# 12 compare
class Ver:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __eq__(self, o): return self.v == o.v
import functools
print(Ver(1) < Ver(2), Ver(1) > Ver(2), functools.total_ordering(Ver)(1) <= Ver(1))
print(sorted([Ver(3), Ver(1)], key=lambda x: x.v)[0].v)
# 13 __getattr__ on class used for instance special
class Prox:
    def __init__(self, t): object.__setattr__(self, "_t", t)
    def __getattr__(self, n): return getattr(self._t, n)
    def __setattr__(self, n, v): setattr(self._t, n, v)
    def __delattr__(self, n): delattr(self._t, n)
    def __call__(self, *a): return self._t(*a)
    def __iter__(self): return iter(self._t)
    def __len__(self): return len(self._t)
p = Prox([3, 1, 2]); p.append(4); p.sort(); print(list(p), len(p), p.index(3))
p2 = Prox(N()); p2.q = 5; print(p2.q, p2._t.q); del p2.q; print(hasattr(p2, "q"))
print(Prox(max)(1, 5))

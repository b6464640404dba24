# __slots__: only the declared names, unless a base has a __dict__.
class A:
    __slots__ = ("x", "y")
    def __init__(self, x): self.x = x
a = A(1)
print(a.x)
def attempt(f):
    try: return f()
    except AttributeError: return "AttributeError"
    except TypeError: return "TypeError"
    except ValueError: return "ValueError"
print(attempt(lambda: a.y), attempt(lambda: setattr(a, "z", 1)), attempt(lambda: a.__dict__), hasattr(a, "__dict__"))
a.y = 2; print(a.y); del a.y; print(attempt(lambda: a.y), attempt(lambda: delattr(a, "y")), attempt(lambda: delattr(a, "zz")))
a.y = 3; print(a.y)
class B(A):
    __slots__ = "z"
b = B(1); b.y = 2; b.z = 3; print(b.x, b.y, b.z, attempt(lambda: setattr(b, "w", 1)))
class C(A): pass
c = C(1); c.w = 5; print(c.w, c.x, "w" in c.__dict__)
class D:
    __slots__ = ["a", "__dict__"]
d = D(); d.a = 1; d.b = 2; print(d.a, d.b, "b" in d.__dict__)
class E:
    __slots__ = ()
e = E(); print(attempt(lambda: setattr(e, "a", 1)), attempt(lambda: object.__setattr__(e, "a", 1)))
class Plain: pass
class F(Plain):
    __slots__ = ("s",)
f = F(); f.other = 1; print(f.other)
class G:
    __slots__ = iter(["p", "q"])
g = G(); g.p = 1; print(g.p, attempt(lambda: setattr(g, "r", 1)))
class H:
    __slots__ = {"k": "doc of k", "m": None}
h = H(); h.k = 1; h.m = 2; print(h.k, h.m, attempt(lambda: setattr(h, "n", 1)))
def bad(slots, **ns): return lambda: type("X", (), dict(ns, __slots__=slots))
print(attempt(bad(5)), attempt(bad((1,))), attempt(bad(("a",), a=1)))
class I:
    __slots__ = ("v",)
    cls_attr = "class"
    @property
    def p(self): return self.v * 2
    @p.setter
    def p(self, x): self.v = x
    def m(self): return self.v
i = I(); i.p = 4; print(i.p, i.m(), i.cls_attr, attempt(lambda: setattr(i, "cls_attr", 1)), attempt(lambda: setattr(i, "m", 1)), attempt(lambda: setattr(i, "new", 1)))
class J:
    __slots__ = ("a",)
    def __getattr__(self, n): return "getattr " + n
j = J(); print(j.a, j.zz); j.a = 1; print(j.a)
class K:
    __slots__ = ("a",)
    def __setattr__(self, n, v): super().__setattr__(n, v * 2)
k = K(); k.a = 2; print(k.a, attempt(lambda: setattr(k, "b", 1)))
class L(list):
    __slots__ = ("extra",)
l = L([1]); l.extra = 5; print(l, l.extra, attempt(lambda: setattr(l, "other", 1)))
class T(tuple):
    __slots__ = ()
t = T((1, 2)); print(t, attempt(lambda: setattr(t, "x", 1)))
class Ex(Exception):
    __slots__ = ("code",)
x = Ex("m"); x.code = 3; print(x.code, x.args)
class Left: __slots__ = ("l",)
class Right: __slots__ = ()
class Both(Left, Right): __slots__ = ("b",)
o = Both(); o.l = 1; o.b = 2; print(o.l, o.b, attempt(lambda: setattr(o, "c", 1)))
print(sorted(A.__slots__))
import sys
class Loop:
    __slots__ = ("n", "m")
    def run(self):
        self.n = 0
        for i in range(100): self.n += i
        self.m = self.n
        return self.m
print(Loop().run())
def many(cls):
    r = []
    for i in range(20):
        try:
            o = cls(i)
            o.x = i
            o.bad = i
            r.append("stored")
        except AttributeError: r.append("refused")
    return set(r)
print(many(A), many(C))
A.x_added = property(lambda self: "added"); print(a.x_added)

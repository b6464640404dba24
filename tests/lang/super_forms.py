# super in all its forms.
class A:
    attr = "A attr"
    def f(self, x=1): return ("A.f", x)
    @classmethod
    def c(cls): return ("A.c", cls.__name__)
    @staticmethod
    def s(): return "A.s"
    @property
    def p(self): return "A.p"
    @p.setter
    def p(self, v): self._p = ("A", v)
    def gen(self):
        yield "A1"
        yield "A2"
    def __getitem__(self, i): return ("A item", i)
    def __len__(self): return 5
class B(A):
    attr = "B attr"
    def f(self, x=2): return ("B.f",) + super().f(x)
    @classmethod
    def c(cls): return ("B.c",) + super().c()
    @staticmethod
    def s(): return "B.s"
    @property
    def p(self): return "B." + super().p
    @p.setter
    def p(self, v):
        super(B, type(self)).p.fset(self, ("B", v))
    def gen(self):
        yield from super().gen()
        yield "B1"
    def attrs(self): return super().attr, super(B, self).attr, super().s()
    def comp(self): return [super(B, self).f(i) for i in range(2)]
    def comp2(self): return [super().f(i) for _ in range(1) for i in range(1)] if False else None
    def inner(self):
        def g():
            return super(B, self).f(9)
        return g()
    def lam(self): return (lambda: super(B, self).f(7))()
    def cls(self): return __class__
    def item(self): return super().__getitem__(3), super().__len__()
    def has(self): return hasattr(super(), "f"), hasattr(super(), "nope"), getattr(super(), "attr")
    def bound(self):
        m = super().f
        return m(4), m.__self__ is self, m.__name__
    def kw(self): return super().f(x=3), super().f(*[4]), super().f(**{"x": 5})
    def missing(self): return super().missing
    def store(self): super().zz = 1
    def rep(self): return repr(super())[:8], super().__class__ is super
b = B()
print(b.f(), b.c(), B.c(), b.s(), b.p, list(b.gen()), b.attrs(), b.comp(), b.inner(), b.lam(), b.cls() is B)
b.p = 1
print(b._p, b.item(), b.has(), b.bound(), b.kw())
print(b.rep())
for f in (b.missing, b.store):
    try:
        f()
        print("no error")
    except AttributeError:
        print("AttributeError")
class C(B):
    pass
print(C().f(), C.c(), C().inner())
# explicit arguments
print(super(B, b).f(), super(B, B).f(b), super(C, C).c(), super(A, b).__repr__()[:1])
for args in ((B, 1), (B, int), (B, A()), (1, b), (B, A)):
    try:
        super(*args)
        print("made")
    except TypeError:
        print("TypeError", end=" ")
print()
s = super(B)
try:
    s.f
except AttributeError:
    print("unbound super has no f")
class D(B):
    pass
D._sup = super(D)
print(D()._sup.f())
# local name super
def other():
    def super(*a): return "mine"
    class X(A):
        def f(self): return super()
    return X().f()
print(other())
# super outside
def refused(source):
    try:
        exec(source)
    except Exception:
        print("refused")
refused("super()")
refused("def plain(self): return super()\nplain(1)")
refused("class X:\n def g(*args): return super().f()\nX().g()")
# first argument named otherwise, star, keyword
class E(A):
    def f(this, *args): return super().f(*args)
    def h(self, x):
        self2 = self
        return super().f(x)
    async def co(self): return super().f("co")
print(E().f(8), E().h(6))
try:
    E().co().send(None)
except StopIteration as e:
    print(e.value)
# cell captured self
class F(A):
    def f(self):
        def inner(): return self
        return super().f() + (inner() is self,)
    def g(self):
        return [super(F, self).f(i) for i in range(1)]
    def h(self):
        f = lambda: __class__
        return f() is F
print(F().f(), F().g(), F().h())
# __new__, __init__, __setattr__, ...
class G:
    def __new__(cls, *args):
        o = super().__new__(cls)
        o.made = args
        return o
    def __init__(self, *args):
        super().__init__()
        self.inited = args
    def __setattr__(self, n, v):
        super().__setattr__(n, v)
    def __delattr__(self, n):
        super().__delattr__(n)
    def __eq__(self, o): return super().__eq__(o)
    def __hash__(self): return super().__hash__()
    def __repr__(self): return "G:" + super().__repr__()[:1]
    def __str__(self): return "str " + super().__str__()
    def __dir__(self): return super().__dir__()
    def __getattribute__(self, n): return super().__getattribute__(n)
    def __ne__(self, o): return super().__ne__(o)
    def __format__(self, s): return super().__format__("")
g = G(1, 2)
print(g.made, g.inited, g == g, g == 1, repr(g), str(g), "made" in dir(g), hash(g) == hash(g), g != g, format(g, "x"))
del g.made
print(hasattr(g, "made"))
# nested classes share nothing
class Outer(A):
    class Inner(A):
        def f(self): return ("Inner",) + super().f()
    def f(self): return ("Outer",) + super().f()
print(Outer().f(), Outer.Inner().f())
# super in a metaclass
class M(type):
    def __call__(cls, *a):
        o = super().__call__(*a)
        o.via = "meta"
        return o
    def __getattribute__(cls, n): return super().__getattribute__(n)
class W(metaclass=M): pass
print(W().via)
# multiple inheritance and __init__ chain
class Base:
    def __init__(self, **kw):
        print("Base", kw)
        super().__init__(**kw)
class Left(Base):
    def __init__(self, left=0, **kw):
        print("Left", left)
        super().__init__(**kw)
class Right(Base):
    def __init__(self, right=0, **kw):
        print("Right", right)
        super().__init__(**kw)
class Both(Left, Right):
    def __init__(self, **kw):
        super().__init__(**kw)
Both(left=1, right=2)
try:
    Both(nope=2)
except TypeError:
    print("object.__init__ takes no arguments")
# super of native types
class L(list):
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): return ("item", super().__getitem__(i))
    def __len__(self): return super().__len__() + 100
    def __iter__(self): return iter(["iter"] + list(super().__iter__()))
    def __contains__(self, x): return super().__contains__(x) or x == "yes"
    def __eq__(self, o): return super().__eq__(o)
    def __add__(self, o): return L(super().__add__(o))
    def __repr__(self): return "L" + super().__repr__()
l = L([1])
l.append(2)
print(l[1], len(l), list(l), "yes" in l, 4 in l, l == [1, 4], l + [5], repr(l))
class D2(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
    def __getitem__(self, k): return super().__getitem__(k) * 10
    def get(self, k, d=None): return ("get", super().get(k, d))
d = D2()
d["a"] = 1
print(d["a"], d, d.get("a"), d.get("z"))
class I(int):
    def __add__(self, o): return I(super().__add__(o) + 1000)
    def __str__(self): return "I" + super().__str__()
    def __new__(cls, v): return super().__new__(cls, v * 2)
print(I(2) + 1, str(I(3)), I(4) - 1)
class St(str):
    def upper(self): return "U" + super().upper()
    def __getitem__(self, i): return super().__getitem__(i) * 2
print(St("ab").upper(), St("ab")[0])

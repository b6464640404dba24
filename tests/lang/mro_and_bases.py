# Method resolution order, layout rules, subclasses.
def names(c):
    return [x.__name__ for x in c.__mro__]
class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(O): pass
class E(O): pass
class K1(A, B, C): pass
class K2(D, B, E): pass
class K3(D, A): pass
class Z(K1, K2, K3): pass
print(names(Z))
for bases in ((A, O), (A, B)):
    print(names(type("T", bases, {})))
for bases in ((O, A), (A, A), (K1, type("X", (B, A), {}))):
    try:
        type("T", bases, {})
        print("made")
    except TypeError:
        print("TypeError")
print(names(type("T", (A, object), {})))
print(names(bool), names(type), names(KeyError), names(FileNotFoundError), names(UnicodeDecodeError))
# diamond
class Root:
    def f(self): return ["Root"]
class Left(Root):
    def f(self): return ["Left"] + super().f()
class Right(Root):
    def f(self): return ["Right"] + super().f()
class Bottom(Left, Right):
    def f(self): return ["Bottom"] + super().f()
print(Bottom().f())
print(issubclass(Bottom, Root), issubclass(Root, Bottom), issubclass(bool, int), issubclass(int, object), issubclass(A, (B, (C, A))))
for a in ((1, int), (int, 1), (A, [B]), (A, "x")):
    try:
        issubclass(*a)
    except TypeError:
        print("TypeError", end=" ")
try:
    isinstance(1, 1)
except TypeError:
    print("TypeError")
print(isinstance(1, ()), isinstance(1, ((), (str, (int,)))))
# native layouts
class L(A, list): pass
class L2(L, B): pass
print(names(L2), L2([1, 2]))
for bases in ((list, dict), (int, str), (L, dict), (ValueError, list)):
    try:
        type("T", bases, {})
        print("made")
    except TypeError as e:
        print("lay" in str(e))
class Ex(KeyError, AttributeError): pass
print(names(Ex))
try:
    raise Ex("a")
except AttributeError as e:
    print(type(e).__name__, e.args)
for t in (bool, type(None), type(lambda: 0), type(Root().f), type(i for i in ()), slice, range, memoryview, type(...), type(NotImplemented)):
    try:
        type("T", (t,), {})
        print("made", t)
    except TypeError:
        print("final", end=" ")
print()
for t in (map, filter, enumerate, zip, reversed, property, staticmethod, classmethod, super, type, int, float, complex, str, bytes, bytearray,
          list, tuple, dict, set, frozenset, object, Exception, StopIteration, OSError):
    class T(t):
        pass
    print(T.__base__ is t, end=" ")
print()
class M(map):
    def extra(self): return "extra"
m = M(lambda x: x * 2, [1, 2])
print(next(m), m.extra(), list(m))
class P(property):
    pass
class UsesP:
    @P
    def x(self): return 5
    @x.setter
    def x(self, v): print("set", v)
u = UsesP()
print(u.x, type(UsesP.__dict__["x"]).__name__)
u.x = 3
class S(staticmethod): pass
class UsesS:
    f = S(lambda x: x)
print(UsesS.f(3), UsesS().f(4))
class CM(classmethod): pass
class UsesCM:
    f = CM(lambda cls, x: (cls.__name__, x))
print(UsesCM.f(3), UsesCM().f(4))
class Z2(zip): pass
print(list(Z2([1], [2])))
class En(enumerate): pass
print(list(En("ab", 1)), list(type("R", (reversed,), {})([1, 2])), list(type("F", (filter,), {})(None, [0, 1])))
class Sup(super): pass
class UsesSup(Root):
    def f(self): return ["UsesSup"] + Sup(UsesSup, self).f()
print(UsesSup().f())
# deep chains
c = Root
for i in range(50):
    c = type("C%d" % i, (c,), {"f%d" % i: lambda self: 1})
print(c().f(), c().f0(), len(c.__mro__))
# changing a class below
Right.g = lambda self: "g of Right"
print(Bottom().g())
Root.f = lambda self: ["new Root"]
print(Bottom().f())
del Right.f
print(Bottom().f())

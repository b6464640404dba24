# needs: full-level
# The steps of a class statement, and type(name, bases, namespace).

# -- namespace, order, names
class A:
    x = 1
    for i in range(2):
        y = i
    if x:
        def f(self):
            return "f"
    class Inner:
        class Deep:
            pass

print(A.__name__, A.__qualname__, A.__module__, A.Inner.__qualname__, A.Inner.Deep.__qualname__, A.f.__qualname__)
print([k for k in A.__dict__ if not k.startswith("__")])
def outer():
    class Local:
        def m(self): pass
    return Local
print(outer().__qualname__, outer().m.__qualname__)
class Named:
    print(__qualname__, __module__)
    __qualname__ = "Other.Name"
print(Named.__qualname__, Named.__name__, "__qualname__" in Named.__dict__)
print(repr(A)[:7], A.__class__ is type, A.__bases__, A.__base__, type.__bases__, object.__bases__, object.__base__)
print([c.__name__ for c in A.__mro__], [c.__name__ for c in A.mro()], [c.__name__ for c in bool.__mro__])

# -- evaluation order: bases, keywords, body, decorators
def note(x, v=None):
    print("eval", x)
    return v
def deco(n):
    print("deco", n)
    def d(c):
        print("apply", n, c.__name__)
        return c
    return d
@deco(1)
@deco(2)
class B(note("base", A), metaclass=note("meta", type)):
    print("body")

# -- metaclass, __prepare__, keywords
class M(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", mcls.__name__, name, [b.__name__ for b in bases], kw)
        return {"prepared": True}

    def __new__(mcls, name, bases, ns, **kw):
        print("new", name, [k for k in ns if not k.startswith("__")], kw)
        return super().__new__(mcls, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", cls.__name__, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args, kw)
        return super().__call__(*args, **kw)

    def meta_method(cls):
        return cls.__name__

    @property
    def meta_prop(cls):
        return "prop of " + cls.__name__

    def __len__(cls):
        return 42

    def __getitem__(cls, i):
        return (cls.__name__, i)

    def __iter__(cls):
        return iter([1, 2])

    def __contains__(cls, x):
        return x == 5

    def __add__(cls, other):
        return "add"

    def __radd__(cls, other):
        return "radd"

    def __bool__(cls):
        return False

    def __repr__(cls):
        return "<M:" + cls.__name__ + ">"

    def __getattr__(cls, name):
        return "meta getattr " + name

    def __eq__(cls, other):
        return other == "equal" or cls is other

    def __hash__(cls):
        return 7

    def __lt__(cls, other):
        return "lt"

    def __setattr__(cls, name, value):
        print("meta setattr", name)
        super().__setattr__(name, value)


class C(A, metaclass=M, k=1):
    z = 3

    def __init__(self, v):
        self.v = v

print(C.prepared, C.meta_method(), C.meta_prop, len(C), C[3], list(C), 5 in C, C + 1, 1 + C, bool(C), C, C.zork)
print(C == "equal", C != "equal", hash(C), C < 3, C == C)
c = C(9)
print(c.v, type(C) is M, isinstance(C, M), isinstance(C, type), type(c) is C)
try:
    c.meta_method
except AttributeError:
    print("instances do not see the metaclass")
C.w = 4
print(C.w, c.w)
class D(C):
    pass
print(type(D) is M)
print({C: 1}[C])

# metaclass need not be a class
def meta_function(name, bases, ns, **kw):
    return (name, bases, sorted(k for k in ns if not k.startswith("__")), kw)
class E(int, metaclass=meta_function, extra=2):
    q = 1
print(E)

# most derived metaclass wins
class M1(type): pass
class M2(M1): pass
class X1(metaclass=M1): pass
class X2(metaclass=M2): pass
class X3(X1, X2): pass
print(type(X3).__name__)
class X4(X2, metaclass=M1): pass
print(type(X4).__name__)
class N1(type): pass
class Y1(metaclass=N1): pass
try:
    class X5(X1, Y1): pass
except TypeError as e:
    print("conflict", "metaclass conflict" in str(e))
print(type(type("X6", (X2,), {})).__name__)

# metaclass attributes vs class attributes
class MM(type):
    a = "meta a"
    b = property(lambda cls: "meta prop b")
    def m(cls): return "meta m"
class CC(metaclass=MM):
    a = "class a"
    b = "class b"
    def m(self): return "class m"
print(CC.a, CC.b, CC().b, CC().m())
try:
    print(CC.m())
except TypeError:
    print("needs self")
try:
    CC.b = 1
except AttributeError:
    print("property of the metaclass")

# mapping from __prepare__
class Log(dict):
    def __setitem__(self, k, v):
        if not k.startswith("__"):
            print("store", k)
        super().__setitem__(k, v)
    def __missing__(self, k):
        if k.startswith("auto"):
            return k.upper()
        raise KeyError(k)
class MP(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        return Log()
class F(metaclass=MP):
    one = 1
    two = auto_two
    def three(self): pass
    one = 4
print(F.one, F.two, F.__dict__.__class__ is A.__dict__.__class__)

# -- type() with three arguments
T = type("T", (A,), {"k": 1, "m": lambda self: self.k})
print(T.__name__, T().m(), T.__bases__[0].__name__, T.x, T.__qualname__, T.__module__)
d = {"b": 1, "a": 2, "c": 3}
T2 = type("T2", (), d)
d["late"] = 1
print([k for k in T2.__dict__ if len(k) == 1], hasattr(T2, "late"), T2.__bases__)
for args in (("n", (), 1), (1, (), {}), ("n", [], {}), ("n", (1,), {}), ("n", ()), ("n", (), {}, 1), ("n", ("x",), {})):
    try:
        type(*args)
        print("made")
    except TypeError:
        print("TypeError", end=" ")
print()
print(type(1), type("x"), type(None), type(type), type(...), type(NotImplemented))
T3 = type("T3", (list,), {})
print(T3([1]), isinstance(T3(), list))
T.__name__ = "Renamed"
print(T.__name__)
T.__qualname__ = "Q.R"
print(T.__qualname__)
try:
    T.__name__ = 3
except TypeError:
    print("name must be str")

# -- __init_subclass__
class Base:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))
class S1(Base, tag="a"): pass
class S2(S1): pass
class S3(S2, tag=3): pass
print(Base.registry)
try:
    class S4(Base, other=1): pass
except TypeError:
    print("object takes no keywords")
try:
    class S5(other=1): pass
except TypeError:
    print("object takes no keywords")
class L1:
    def __init_subclass__(cls, **kw):
        print("L1", cls.__name__, kw)
        super().__init_subclass__(**kw)
class R1:
    def __init_subclass__(cls, r=0, **kw):
        print("R1", cls.__name__, r)
        super().__init_subclass__(**kw)
class LR(L1, R1, r=5): pass
class Explicit:
    @classmethod
    def __init_subclass__(cls):
        print("explicit", cls.__name__)
class Explicit2(Explicit): pass
print(type(Base.__dict__["__init_subclass__"]).__name__)

# -- __set_name__
class Desc:
    def __init__(self, tag):
        self.tag = tag
    def __set_name__(self, owner, name):
        print("set_name", self.tag, owner.__name__, name)
        self.name = name
shared = Desc("shared")
class G:
    a = Desc("a")
    b = shared
    c = shared
    if True:
        z = Desc("z")
G.late = Desc("late")
class Adder:
    def __set_name__(self, owner, name):
        setattr(owner, name + "_extra", 1)
        setattr(owner, "b", 2)
        delattr(owner, name)
class H:
    a = Adder()
    b = Adder()
    print("body done")
print(sorted(k for k in H.__dict__ if not k.startswith("__")))
class Bad:
    def __set_name__(self, owner, name):
        raise ValueError("bad " + name)
try:
    class I:
        x = Bad()
except (ValueError, RuntimeError) as e:
    print("propagates")
class MetaOrder(type):
    def __new__(m, n, b, ns):
        print("before")
        c = super().__new__(m, n, b, ns)
        print("after")
        return c
class J(metaclass=MetaOrder):
    q = Desc("q")

# -- __class_getitem__, __mro_entries__, __instancecheck__, __subclasscheck__
class K:
    def __class_getitem__(cls, item):
        return (cls.__name__, item)
class K2(K): pass
print(K[1], K2[1, 2], K["x":3])
class Entries:
    def __init__(self, *bases):
        self.bases = bases
    def __mro_entries__(self, bases):
        print("entries", len(bases))
        return self.bases
e = Entries(A, K)
class O(e): pass
print([c.__name__ for c in O.__bases__], O.__orig_bases__ == (e,))
class O2(Base, Entries()): pass
print([c.__name__ for c in O2.__bases__])
try:
    class O3(3): pass
except TypeError:
    print("3 is no base")
class IC(type):
    def __instancecheck__(cls, x):
        return x == 1
    def __subclasscheck__(cls, c):
        return c is int
class P(metaclass=IC): pass
print(isinstance(1, P), isinstance(2, P), isinstance(P(), P), issubclass(int, P), issubclass(str, P), isinstance(1, (str, P)))
class Claims:
    @property
    def __class__(self):
        return int
print(isinstance(Claims(), int), isinstance(Claims(), Claims), isinstance(Claims(), str))

# -- __build_class__ can be replaced
import builtins
old = builtins.__build_class__
def build(func, name, *bases, **kw):
    print("build", name, len(bases), kw)
    return old(func, name, *bases, **kw)
builtins.__build_class__ = build
try:
    class Q(A, Base, tag=1): pass
finally:
    builtins.__build_class__ = old
print(Q.__name__, Base.registry[-1])

# -- bodies
class Scope:
    v = 1
    try:
        w = undefined_name
    except NameError:
        w = 2
    lst = [v for _ in range(1)] if False else [i for i in range(v + 1)]
    def get(self): return v
    del v
v = "global"
print(Scope.w, Scope.lst, Scope().get(), hasattr(Scope, "v"))
def closure():
    t = 10
    class Z:
        u = t
        t2 = [t for _ in range(2)]
        def m(self): return t
        nonlocal_test = 1
    class Z2:
        nonlocal t
        t = 11
    return Z.u, Z.t2, Z().m(), t, hasattr(Z2, "t")
print(closure())
class LocalsTest:
    p = 1
    print(sorted(k for k in locals() if not k.startswith("__")))
    locals()["q"] = 2
print(LocalsTest.q)
class Empty: pass
class Semi: a = 1; b = 2
print(Semi.a + Semi.b)
class Star(*[A, Base], **{"tag": 7}): pass
print(Base.registry[-1])

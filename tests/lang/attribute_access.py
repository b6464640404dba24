# The order in which an attribute is looked for, and the hooks that change it.

# -- data descriptor, instance, class attribute, __getattr__
class Data:
    def __init__(self, tag):
        self.tag = tag

    def __get__(self, obj, owner):
        return ("data", self.tag, obj is not None, owner.__name__)

    def __set__(self, obj, value):
        print("set", self.tag, value)

    def __delete__(self, obj):
        print("delete", self.tag)


class NonData:
    def __get__(self, obj, owner=None):
        return ("nondata", obj is not None, owner.__name__)


class OnlyDelete:
    def __get__(self, obj, owner):
        return "only-delete"

    def __delete__(self, obj):
        print("deleted")


class OnlySet:
    def __set__(self, obj, value):
        obj.__dict__["os"] = value * 2


class A:
    d = Data("d")
    n = NonData()
    od = OnlyDelete()
    os = OnlySet()
    plain = 1

    def __getattr__(self, name):
        return "missing " + name


a = A()
print(a.d, a.n, a.od, a.plain, a.zzz)
print(A.d, A.n, A.od, A.plain)
a.d = 5
del a.d
a.__dict__["d"] = "shadow"
a.__dict__["n"] = "shadow"
a.__dict__["od"] = "shadow"
print(a.d, a.n, a.od)
a.os = 4
print(a.os, sorted(a.__dict__))
try:
    a.od = 1
except AttributeError:
    print("od has no __set__")
del a.od
print(isinstance(A.os, OnlySet), A.__dict__["d"].tag)


class NotReally:
    "has __getattr__ but no __get__: a plain value"
    def __getattr__(self, name):
        return lambda *args: 42


class B:
    x = NotReally()


print(type(B.x).__name__, type(B().x).__name__)


# -- __get__ found on the type of the descriptor only
class Odd:
    pass


odd = Odd()
odd.__get__ = lambda *args: 42


class C:
    x = odd


print(C().x is odd)

# -- functions bind, these do not
class Callable:
    def __call__(self, *args):
        return args


class D:
    f = abs
    g = int
    h = Callable()
    i = [1, 2].append
    k = A

    def method(self):
        return self

    lam = lambda self: self
    gen = None


d = D()
print(d.f(-1), d.g("12"), d.h(1), d.i(3), type(d.k()).__name__, d.method() is d, d.lam() is d)
D.late = lambda self, x: (self is d, x)
print(d.late(4))
d.own = lambda *args: args
print(d.own(1))

# -- __getattr__ and exceptions
class E:
    def __getattr__(self, name):
        if name == "bad":
            raise ValueError("from getattr")
        raise AttributeError("no " + name)

    @property
    def p(self):
        return self.nothing_here

    @property
    def q(self):
        raise KeyError("q")


e = E()
print(hasattr(e, "x"), getattr(e, "x", "default"))
for name in ("bad", "q"):
    try:
        hasattr(e, name)
    except Exception as err:
        print(type(err).__name__, err.args)
    try:
        getattr(e, name, 1)
    except Exception as err:
        print(type(err).__name__, err.args)
try:
    e.p
except AttributeError as err:
    print(err)


class F:
    @property
    def p(self):
        raise AttributeError("inner")

    def __getattr__(self, name):
        return "fallback " + name


print(F().p)

# -- special methods are not looked up on instances, nor through __getattr__
class G:
    def __getattr__(self, name):
        if name == "__len__":
            return lambda: 7
        raise AttributeError(name)


g = G()
print(g.__len__())
try:
    len(g)
except TypeError:
    print("len needs the type")
class G2:
    pass
g = G2()
g.__len__ = lambda: 3
g.__call__ = lambda: 3
g.__getattr__ = lambda name: 3
try:
    len(g)
except TypeError:
    print("len needs the type")
print(callable(g), hasattr(g, "foo"))

# -- __getattribute__
class H:
    def __init__(self):
        object.__setattr__(self, "real", 1)

    def __getattribute__(self, name):
        if name == "virtual":
            return "virtual"
        if name == "gone":
            raise AttributeError("gone")
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return "getattr " + name

    def m(self):
        return "m"


h = H()
print(h.virtual, h.real, h.gone, h.nope, h.m(), getattr(h, "virtual"))


class I(H):
    def __getattribute__(self, name):
        return super().__getattribute__(name)


print(I().virtual, I().real, I().gone, I().m())

# -- __setattr__ and __delattr__
class J:
    def __setattr__(self, name, value):
        print("setattr", name, value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("delattr", name)
        super().__delattr__(name)


j = J()
j.x = 1
setattr(j, "y", 2)
print(j.x, j.y, j.__dict__)
del j.x
delattr(j, "y")
print(j.__dict__)
try:
    del j.x
except AttributeError:
    print("nothing to delete")
object.__setattr__(j, "z", 3)
print(j.z)
object.__delattr__(j, "z")


class K(J):
    def __setattr__(self, name, value):
        super().__setattr__(name, value + 1)


k = K()
k.x = 1
print(k.x)

# -- names must be str
class L:
    pass


for f in (
    lambda: getattr(L(), b"x"),
    lambda: getattr(L(), 1, 2),
    lambda: setattr(L(), b"x", 1),
    lambda: hasattr(L(), b"x"),
    lambda: delattr(L(), 3),
    lambda: object.__setattr__(L(), 3, 1),
    lambda: object.__getattribute__(L(), 3),
):
    try:
        f()
        print("no error")
    except TypeError:
        print("TypeError")
x = L()
setattr(x, "a" + "bc" * 2, 1)
print(getattr(x, "".join(["a", "bc", "bc"])), x.abcbc)
setattr(x, "not an identifier", 5)
print(getattr(x, "not an identifier"), x.__dict__)


# -- which objects take attributes
def func():
    pass


class M(list):
    pass


class N(Exception):
    pass


for o in (L(), L, func, lambda: 0, M(), M, N(), ValueError(), 1, "s", [], (), {}, None, len, [].append, object(), L().__init__,
          int, list, 1.5, range(3), property()):
    try:
        o.new_attribute = 1
        print(o.new_attribute, end=" ")
        del o.new_attribute
        print(hasattr(o, "new_attribute"))
    except (AttributeError, TypeError):
        print("refused")


# -- __dict__ is live
class O:
    pass


o = O()
o.a = 1
dd = o.__dict__
dd["b"] = 2
print(o.b, dd is o.__dict__)
o.c = 3
del o.a
print(dd)
o.__dict__ = {"z": 26}
print(o.z, hasattr(o, "b"), dd)
try:
    o.__dict__ = 3
except TypeError:
    print("needs a dict")
print(vars(o), vars(o) is o.__dict__)
print(O.__dict__["__module__"])
try:
    O.__dict__["x"] = 1
except TypeError:
    print("class dict is read-only")
O.x = 5
print("x" in O.__dict__, O.__dict__["x"], "append" in list.__dict__)
try:
    vars(1)
except TypeError:
    print("no vars")
try:
    (1).__dict__
except AttributeError:
    print("no dict")

# -- class of an instance can be exchanged
class P:
    def f(self):
        return "P"


class Q:
    def f(self):
        return "Q"


p = P()
p.attr = 1
p.__class__ = Q
print(p.f(), p.attr, type(p).__name__, isinstance(p, Q), isinstance(p, P))
for o in (1, [], M()):
    try:
        o.__class__ = P
        print("changed")
    except TypeError:
        print("TypeError")
print((1).__class__ is int, "".__class__ is str, None.__class__ is type(None), P.__class__ is type)

# -- adding to a class after instances and subclasses exist is seen
class R:
    pass


class S(R):
    pass


s = S()
def probe(s):
    return getattr(s, "value", "none")
for i in range(3):
    print(probe(s), end=" ")
R.value = property(lambda self: "property")
print(probe(s))
S.value = 12
print(probe(s))
del S.value
print(probe(s))
R.__len__ = lambda self: 9
print(len(s), bool(s))
R.__add__ = lambda self, other: other
print(s + 4)
del R.__len__
try:
    len(s)
except TypeError:
    print("no len any more")
R.__call__ = lambda self: "called"
print(s())
R.__getattr__ = lambda self, name: name * 2
print(s.ab)

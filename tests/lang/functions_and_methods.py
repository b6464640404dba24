# needs: full-level
# Attributes and behaviour of functions, methods, code objects, modules, descriptors.
def f(a, b=2, *args, c, d=4, **kw):
    "doc of f"
    x = a
    return x
print(f.__name__, f.__qualname__, f.__module__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__globals__ is globals(), f.__closure__, f.__dict__)
f.user = 1; f.__dict__["k"] = 2
print(f.user, f.k, f.__dict__, hasattr(f, "zz"))
del f.user
f.__name__ = "renamed"; f.__qualname__ = "Q"; f.__doc__ = "new"
print(f.__name__, f.__qualname__, f.__doc__, repr(f)[:10])
f.__defaults__ = (10, 20); print(f(c=1)); f.__defaults__ = None
try: f(c=1)
except TypeError: print("no defaults")
f.__kwdefaults__ = {"c": 5, "d": 6}; print(f(1, 2)); f.__kwdefaults__ = None
c = f.__code__
print(c.co_name, c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount, c.co_varnames, c.co_firstlineno, c.co_flags & 0x0c, c.co_filename[-24:], isinstance(c.co_code, bytes), isinstance(c.co_consts, tuple), isinstance(c.co_names, tuple), hash(c) == hash(f.__code__), c == f.__code__)
print(all(len(t) == 3 for t in c.co_lines()), type(c).__name__)
def posonly(a, b, /, c, *, d): pass
print(posonly.__code__.co_posonlyargcount, posonly.__code__.co_argcount, posonly.__code__.co_varnames)
def outer():
    v = 1
    def inner(): return v
    return inner
i = outer()
print(len(i.__closure__), i.__closure__[0].cell_contents, i.__qualname__)
g = lambda x: x
print(g.__name__, g.__qualname__, type(g) is type(f), g.__defaults__)
F = type(f)
print(F(g.__code__, {})(5), isinstance(g, F))
for args in ((), (1, {}), (g.__code__, 1)):
    try: F(*args); print("made")
    except TypeError: print("TypeError", end=" ")
print()
code = compile("x + 1", "<s>", "eval"); print(eval(code, {"x": 1}), eval(code, {"x": 5}), code.co_name, {code: 1}[code])
try: f.__globals__ = {}
except (AttributeError, TypeError): print("read-only")
# annotations
def ann(a: int, b: "str" = 1, *c: list, d: dict = 2, **e: set) -> tuple: pass
print(ann.__annotations__)
# binding
class C:
    def m(self, x=1): "mdoc"; return (self is c1, x)
    @classmethod
    def cm(cls, x=1): return (cls.__name__, x)
    @staticmethod
    def sm(x=1): return x
c1 = C(); m = c1.m
print(m(), m(2), m.__self__ is c1, m.__func__ is C.m, m.__name__, m.__qualname__, m.__doc__, m == c1.m, m is c1.m, hash(m) == hash(c1.m), m != C().m, {m: 1}[c1.m], m.__defaults__, m.__code__ is C.m.__code__, m.__module__)
try: m.attr = 1
except AttributeError: print("methods take no attributes")
C.m.attr = 5; print(m.attr, C.m.attr)
print(f.__get__(c1).__self__ is c1, f.__get__(None, C) is f, C.m(c1), C.__dict__["m"] is C.m, (lambda s, x: (s, x)).__get__(5)(6), type(m).__name__, type(m)(lambda self: self + 1, 5)())
print(C.cm(), c1.cm(3), C.sm(), c1.sm(4), C.cm.__self__ is C, C.cm.__func__ is C.__dict__["cm"].__func__)
sd, cd = C.__dict__["sm"], C.__dict__["cm"]
print(type(sd).__name__, type(cd).__name__, sd.__func__(7), sd(8), sd.__wrapped__ is sd.__func__, cd.__get__(None, int)(), sd.__get__(None, C)(9), sd.__name__, cd.__wrapped__ is cd.__func__)
class Sub(C): pass
print(Sub.cm(), Sub().cm(), Sub.m is C.m)
class Dunder:
    @staticmethod
    def __add__(x): return ("static add", x)
    @classmethod
    def __len__(cls): return 3
    @classmethod
    def __call__(cls, x): return (cls.__name__, x)
    @staticmethod
    def __getitem__(i): return i
    @classmethod
    def __contains__(cls, x): return True
d = Dunder()
print(d + 1, len(d), d(2), d[3], 4 in d)
# property in full
class P:
    def get(self): "getdoc"; return self._x
    def set(self, v): self._x = v
    def dele(self): del self._x
    x = property(get, set, dele, "xdoc")
    kw = property(fset=set)
    ro = property(get)
    @property
    def y(self): "ydoc"; return 1
    z = y.setter(lambda self, v: print("z set", v))
    w = property(fget=get, doc="wdoc")
    empty = property()
p = P(); p.x = 5
print(p.x, P.x.__doc__, P.y.__doc__, P.ro.__doc__, P.w.__doc__, P.x.fget is P.get, P.x.fset is P.set, P.x.fdel is P.dele, P.ro.fset, type(P.x) is property, p.ro, p.y, p.z)
p.z = 3; p.kw = 8; print(p.x)
del p.x
for fn in (lambda: p.x, lambda: p.kw, lambda: setattr(p, "ro", 1), lambda: delattr(p, "ro"), lambda: setattr(p, "y", 1), lambda: p.empty, lambda: delattr(p, "z")):
    try: fn(); print("no error")
    except AttributeError: print("AttributeError", end=" ")
print()
p2 = P.x.getter(lambda self: "other"); print(p2.fget(1), p2.fset is P.set, p2 is P.x)
class Deep(P): pass
class Deeper(Deep):
    @P.y.getter
    def y(self): return "deeper " + str(super().y)
    @Deep.x.setter
    def x(self, v): self._x = v * 2
dd = Deeper(); dd.x = 4; print(dd.y, dd.x)
P.added = property(lambda self: "added"); print(dd.added, p.added)
try: dd.added = 1
except AttributeError: print("AttributeError")
print(P.x.__get__(dd), P.x.__get__(None, P) is P.x); P.x.__set__(dd, 9); print(dd._x)
class Prop2(property):
    def __get__(self, o, t=None): return ("prop2", super().__get__(o, t)) if o else self
class UP:
    @Prop2
    def v(self): return 1
print(UP().v, type(UP.v).__name__)
# builtin functions
print(len.__name__, abs.__name__, [].append.__name__, len.__module__ if hasattr(len, "__module__") else "builtins", str.upper.__name__, callable(len), len == len, hash(len) == hash(len), [].append == [].append)
l = []; print(l.append == l.append, l.append.__self__ is l, isinstance(len, type(abs)))
print((1).__add__(2), int.__add__(1, 2), list.__len__([1]), str.__str__("x"), "abc".__len__(), [1].__contains__(1), (1.5).__mul__(2), {}.__len__(), {1: 2}.__getitem__(1), (1).__eq__(1), (1).__eq__("x"), (5).__divmod__(3), (2).__pow__(3), (2).__pow__(3, 5), (1).__lt__(2), "a".__add__("b"), [1].__add__([2]), [1].__mul__(2), (3).__neg__(), (3).__bool__(), (3).__float__(), (3.7).__int__(), (3).__index__(), [3, 1].__getitem__(0), (1).__hash__(), "x".__eq__("x"), "x".__ne__("x"), (1).__radd__(2), (7).__rsub__(10), (6).__and__(3), (1).__lshift__(3), int.__repr__(5), object.__repr__(5)[:4] in ("<int", "<obj"))
l = [1, 2]; l.__setitem__(0, 9); l.__delitem__(1); l.__iadd__([3]); l.__init__((5, 6)); print(l, [].__iter__().__next__ is not None, next(iter([4]).__iter__()), l.__class__, (1).__class__.__name__, l.__eq__([5, 6]), l.__lt__([9]))
s = {1}; s.__ior__({2}); print(s.__contains__(2), s.__len__(), s.__or__({3}) == {1, 2, 3}, s.__and__({1}), s.__sub__({1}))
d = {}; d.__setitem__("a", 1); print(d.__contains__("a"), d.__len__(), d.__eq__({"a": 1}), d.__iter__().__next__()); d.__delitem__("a"); print(d, d.__or__({1: 2}))
b = bytearray(b"ab"); b.__setitem__(0, 99); print(b, b.__getitem__(1), b"ab".__len__(), b"ab".__contains__(97), b"a".__add__(b"b"))
print((1).__ne__(2), (1.5).__eq__(1.5), None.__bool__(), None.__eq__(None), "%d".__mod__(5), range(3).__len__(), range(3).__getitem__(1), range(3).__contains__(1), (1, 2).__iter__().__next__(), "ab".__iter__().__next__(), (1).__str__(), (1).__format__("03d"), "x".__format__(">3"), "a".__lt__("b"), "ab".__contains__("a"), "ab".__getitem__(1), "ab".__mul__(2), "ab".__rmul__(2), (1).__abs__(), (-5).__abs__(), (1).__invert__(), (1).__pos__(), (2).__truediv__(4), (7).__floordiv__(2), (7).__mod__(4), (1).__or__(2), (1).__xor__(3), (8).__rshift__(1), (1).__round__(), (2.5).__round__(), (2.567).__round__(1), (1).__trunc__(), (1).__ceil__(), (1).__floor__(), (1.5).__floor__(), (1.5).__ceil__(), (1.5).__trunc__())
print(object.__eq__(1, 1), object().__ne__(1), object.__hash__(1) is not None, object.__str__([1]), object.__init__(object()), type.__call__(int, "5"), int.__new__(int, 6), list.__new__(list), type(object.__new__(object)).__name__, object().__class__.__name__, object.__getattribute__([1], "__len__")(), object.__dir__(1) != [], int.__bool__(0), (5).__reduce_ex__(2) is not None)
for fn in (lambda: int.__add__("a", 1), lambda: list.append(1, 2), lambda: str.upper(1), lambda: dict.get([], 1), lambda: list.__len__("a"), lambda: (1).__add__(), lambda: (1).__add__(1, 2)):
    try: fn(); print("no error")
    except TypeError: print("TypeError", end=" ")
print()
for o, n in ((1, "__len__"), (1, "__getitem__"), ("a", "__setitem__"), ((), "__delitem__"), ([], "__hash__"), (None, "__call__"), (1.5, "__and__"), ([], "__sub__"), (iter([]), "__len__"), (1, "__iter__"), ([], "__next__"), (iter([]), "__next__"), (len, "__call__"), (int, "__call__"), (f, "__call__"), (f, "__get__"), (1, "__get__"), (1, "__contains__"), ({}, "__add__"), ((), "__iadd__"), ([], "__iadd__"), (1, "__iadd__"), (b"", "__setitem__"), (bytearray(), "__setitem__"), (1, "__index__"), (1.5, "__index__"), ("", "__mod__"), ([], "__mod__"), (1, "__enter__"), ({}, "__missing__")):
    print(int(hasattr(o, n)), end="")
print()
# signatures: binding errors leave the right exception type
def sig(a, b=1, *, k): return a, b, k
for args, kw in (((), {}), ((1,), {}), ((1, 2, 3), {"k": 1}), ((1,), {"k": 1, "z": 2}), ((1,), {"a": 2, "k": 1}), ((), {"b": 1, "k": 2})):
    try: print(sig(*args, **kw))
    except TypeError: print("TypeError", end=" ")
print(sig(1, k=2), sig(b=5, a=4, k=3), sig(*(1, 2), **{"k": 3}))
def star(*a, **k): return a, k
x = (1, 2); kw = {"z": 1, "a": 2}
print(star(*x, **kw), star(*x)[0] == x, list(star(**{"b": 1, "a": 2})[1]), star(0, *x, 3, *"ab", q=1, **kw))
r = star(**kw)[1]; r["new"] = 1; print(kw)
for bad in (lambda: star(**{1: 2}), lambda: star(a=1, **{"a": 2}), lambda: star(*1), lambda: star(**1)):
    try: bad(); print("no error")
    except TypeError: print("TypeError", end=" ")
class Mp:
    def keys(self): return ["p", "q"]
    def __getitem__(self, k): return k * 2
print(star(**Mp()))
def defaults(a=[]): a.append(1); return a
defaults(); print(defaults())
def po(a, /, **k): return a, k
print(po(1, a=2))
try: po(a=1)
except TypeError: print("TypeError")
def many(*a): return len(a)
print(many(*range(1000)), many(*[1] * 300, *[2] * 300), eval("many(" + ",".join(["1"] * 500) + ")"))
def genfunc(): yield
async def cofunc(): pass
print(isinstance(genfunc, F), isinstance(cofunc, F), genfunc.__name__, genfunc().__name__)

# needs: full-level
# Corner cases of attribute lookup, metaclass lookup, descriptors and caches.
# inline caches must notice every change
class A:
    x = 1
    def m(self): return "m"
def get_x(o): return o.x
def call_m(o): return o.m()
def set_x(o, v): o.x = v
a = A()
for i in range(10): get_x(a); call_m(a)
A.x = 2; print(get_x(a))
A.m = lambda self: "new m"; print(call_m(a))
a.m = lambda: "own m"; print(call_m(a))
del a.m; print(call_m(a))
A.x = property(lambda self: "prop"); print(get_x(a))
del A.x
try: get_x(a)
except AttributeError: print("gone")
a.x = 5; print(get_x(a))
A.x = property(lambda self: "over instance"); print(get_x(a))
A.__getattribute__ = lambda self, n: "ga " + n if n == "x" else object.__getattribute__(self, n); print(get_x(a), call_m(a))
del A.__getattribute__; print(get_x(a))
A.__getattr__ = lambda self, n: "fallback " + n; print(a.zork); del A.__getattr__
try: a.zork
except AttributeError: print("no fallback")
class B: pass
bs = [B() for _ in range(3)]
for i in range(10):
    for b in bs: set_x(b, i)
print([b.x for b in bs])
B.__setattr__ = lambda self, n, v: object.__setattr__(self, n, v * 100)
set_x(bs[0], 2); print(bs[0].x); del B.__setattr__; set_x(bs[0], 2); print(bs[0].x)
class Log:
    def __set__(self, o, v): print("set", v)
    def __get__(self, o, t): return "got"
B.x = Log(); set_x(bs[0], 9); print(get_x(bs[0]))
# different shapes and classes at one site
class P: pass
objs = []
for i in range(12):
    o = P() if i % 3 else B()
    for k in range(i % 4): setattr(o, "k%d" % k, k)
    o.tail = i; objs.append(o)
def tail(o): return o.tail
print([tail(o) for o in objs], [tail(o) for o in reversed(objs)])
for o in objs: del o.tail
print([hasattr(o, "tail") for o in objs].count(True))
for i, o in enumerate(objs): o.tail = -i
print(sum(tail(o) for o in objs))
class Sub(P): pass
s = Sub(); s.tail = "sub"; print(tail(s), tail(objs[1]))
# builtins, globals, modules: stored names shadow at once
def use_len(x): return len(x)
for i in range(10): use_len([1])
import builtins
builtins.len = lambda x: "shadow"; print(use_len([1])); del builtins.len
try: print(use_len([1, 2]))
except NameError: builtins.len = [].__len__.__class__ and (lambda x: x.__len__()); print(use_len([1, 2]))
len = lambda x: "global"; print(use_len([1])); del len; print(use_len([1]))
g = 1
def use_g(): return g
for i in range(10): use_g()
g = 2; print(use_g()); del g
try: use_g()
except NameError: print("NameError")
globals()["g"] = 3; print(use_g()); g = 4; print(use_g())
import sys
def use_mod(): return sys.modules is not None
for i in range(10): use_mod()
m = type(sys)("m"); m.v = 1
def use_v(): return m.v
for i in range(10): use_v()
m.v = 2; print(use_v()); del m.v
try: use_v()
except AttributeError: print("AttributeError")
m.__dict__["v"] = 3; print(use_v())
# class attribute caches
class Base: v = "base"
class Mid(Base): pass
class Leaf(Mid): pass
def cls_v(c): return c.v
for c in (Base, Mid, Leaf) * 5: cls_v(c)
Mid.v = "mid"; print(cls_v(Base), cls_v(Mid), cls_v(Leaf)); del Mid.v; print(cls_v(Leaf)); Base.v = "new"; print(cls_v(Leaf), Leaf().v)
Leaf.v = staticmethod(lambda: "static"); print(Leaf.v(), Leaf().v()); Leaf.v = classmethod(lambda c: c.__name__); print(Leaf.v(), Leaf().v())
# descriptor protocol details
class D:
    def __get__(self, o, owner=None): return (o is None, owner.__name__ if owner else None)
class H: d = D()
print(H.d, H().d, H.__dict__["d"].__get__(None, H), D().__get__(1), D().__get__(None, int))
class DelOnly:
    def __delete__(self, o): print("delete")
class H2: d = DelOnly()
h = H2()
try: h.d = 1
except AttributeError: print("no set")
del h.d; h.__dict__["d"] = "inst"; print(h.d)
class SetNone:
    __set__ = None
class H3: d = SetNone()
try: H3().d = 1
except TypeError: print("TypeError")
class GetRaises:
    def __get__(self, o, t): raise AttributeError("from get")
class H4:
    d = GetRaises()
    def __getattr__(self, n): return "fb"
print(H4().d, hasattr(H4, "d"))
class Lazy:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, o, t):
        if o is None: return self
        v = self.f(o); o.__dict__[self.name] = v; print("computed"); return v
class H5:
    @Lazy
    def val(self): return 42
h = H5(); print(h.val, h.val, h.__dict__)
# __getattribute__ and special methods
class GA:
    def __getattribute__(self, n): print("ga", n); return object.__getattribute__(self, n)
    def __len__(self): return 3
    def __iter__(self): return iter("it")
    def f(self): return "f"
    x = 1
o = GA(); print(len(o), list(o), o.f(), o.x)
o.y = 2; print(o.y)
# __setattr__ during __init__, __delattr__
class Frozen:
    def __init__(self): object.__setattr__(self, "v", 1); self.__dict__["w"] = 2
    def __setattr__(self, n, v): raise AttributeError("frozen " + n)
    def __delattr__(self, n): raise AttributeError("frozen del " + n)
f = Frozen(); print(f.v, f.w)
for op in (lambda: setattr(f, "v", 2), lambda: delattr(f, "v")):
    try: op()
    except AttributeError as e: print(e)
def augment(): f.v += 1
try: augment()
except AttributeError as e: print(e)
# private names are not mangled, but the mangled form is found
class Priv:
    def __init__(self): self.__x = 5; self.__dunder__ = 6
    def get(self): return self.__x
    __cls = "cls"
p = Priv(); print(p.get(), p._Priv__x, p.__dunder__, Priv._Priv__cls, getattr(p, "_Priv__x"), hasattr(p, "_Priv__nope"))
# bound methods from different routes are equal
class Meth:
    def f(self): pass
o = Meth(); print(o.f == o.f, Meth.f.__get__(o) == o.f, Meth.f is Meth.f, o.f is o.f, len({o.f, o.f}))
# attribute errors name the right thing
for fn in (lambda: o.nope, lambda: Meth.nope, lambda: o.f.nope, lambda: (1).nope, lambda: setattr(o.f, "x", 1), lambda: delattr(o, "nope"), lambda: None.x, lambda: [].x, lambda: setattr(None, "x", 1), lambda: super(Meth, o).nope):
    try: fn(); print("no error")
    except AttributeError as e: print("AttributeError", end=" ")
print()
# dir
class Dr:
    cls_a = 1
    def __init__(self): self.inst = 1
class Dr2(Dr):
    sub_a = 2
d = Dr2()
print([n for n in dir(d) if not n.startswith("__")], [n for n in dir(Dr2) if not n.startswith("__")], dir(d) == sorted(dir(d)), "append" in dir([]), "append" in dir(list), "__init__" in dir(d))
def local_dir():
    a = 1; b = 2
    return dir()
print(local_dir(), "local_dir" in dir(), vars(d), sorted(k for k in vars(Dr) if not k.startswith("__")))

import gc
import weakref


class C:
    pass


def make():
    c = C()
    return weakref.ref(c), weakref.proxy(c)


def churn(n=200):
    return n and [churn(n - 1)]


c = C()
c.x = 5
r = weakref.ref(c)
print(r() is c, r is weakref.ref(c), r == weakref.ref(c), hash(r) == hash(c), weakref.getweakrefcount(c))
p = weakref.proxy(c)
print(p.x, type(p).__name__ == type(c).__name__)
p.y = 6
print(c.y, len(weakref.getweakrefs(c)))
died = []
r2 = weakref.ref(c, lambda ref: died.append(ref))
f = weakref.finalize(c, print, "finalized", 1)
print(f.alive, f.peek()[2])
dead, dead_proxy = make()
churn()
del c
churn()
gc.collect()
gc.collect()
print(r() is None, r2() is None, died == [r2], f.alive, f())
print(dead() is None)
try:
    dead_proxy.x
except ReferenceError as e:
    print(e)
print(weakref.ref(C)() is C)


class Key(weakref.ref):
    __slots__ = ("key",)

    def __new__(cls, ob, callback, key):
        self = super().__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


o = C()
k = Key(o, None, "name")
print(k() is o, k.key, isinstance(k, weakref.ref))
for bad in (5, None):
    try:
        weakref.ref(bad)
    except TypeError:
        print("TypeError")

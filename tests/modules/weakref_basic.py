# Objects are made in functions of their own: what the stack still holds of a frame that has ended is overwritten by
# churn() before the collection looks for them.
import gc
import weakref


class C:
    pass


def churn(n=300):
    return n and [churn(n - 1)]


def collect():
    churn()
    gc.collect()
    churn()
    gc.collect()


def attributes():
    c = C()
    c.x = 5
    r = weakref.ref(c)
    print(r() is c, r is weakref.ref(c), r == weakref.ref(c), hash(r) == hash(c), weakref.getweakrefcount(c))
    p = weakref.proxy(c)
    print(p.x, type(p).__name__ == type(c).__name__)
    p.y = 6
    print(c.y, len(weakref.getweakrefs(c)), weakref.ref(C)() is C)


died = []


def make():
    c = C()
    r = weakref.ref(c)
    r2 = weakref.ref(c, lambda ref: died.append(ref))
    f = weakref.finalize(c, print, "finalized", 1)
    print(f.alive, f.peek()[2])
    return r, r2, weakref.proxy(c), f


attributes()
r, r2, p, f = make()
collect()
print(r() is None, r2() is None, died == [r2], f.alive, f())
try:
    p.x
except ReferenceError as e:
    print(e)


def detached():
    c = C()
    f = weakref.finalize(c, print, "never")
    return f.detach()[2:], f.alive


print(detached())
collect()


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
many = [C() for i in range(1000)]
refs = [weakref.ref(m) for m in many]
print(all(a() is b for a, b in zip(refs, many)))
for bad in (5, None):
    try:
        weakref.ref(bad)
    except TypeError:
        print("TypeError")

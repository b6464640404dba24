# Objects are made by the dozen in functions of their own, and what the stack still holds of frames that have ended is
# overwritten before the collection looks for them: a word left over may keep one alive, but most must go.
import gc
import weakref


class C:
    pass


def overwrite(n=20):
    return n and list(map(overwrite, [n - 1]))


def collect():
    for i in range(3):
        overwrite()
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


N = 40
died = []
finalized = []


def make(i):
    c = C()
    r = weakref.ref(c)
    r2 = weakref.ref(c, lambda ref: died.append(ref))
    f = weakref.finalize(c, finalized.append, i)
    if i == 0:
        print(f.alive, f.peek()[2])
    return r, r2, weakref.proxy(c), f


attributes()
made = [make(i) for i in range(N)]
collect()
dead = [(i, *m) for i, m in enumerate(made) if m[0]() is None]
print(len(dead) > N // 2)
print(all(r2() is None and r2 in died and not f.alive and f() is None for i, r, r2, p, f in dead))
print(sorted(finalized) == [d[0] for d in dead], len(died) == len(dead))
try:
    dead[0][3].x
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

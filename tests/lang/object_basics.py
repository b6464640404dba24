# Identity, truth, type names, hashing and object lifetime.
a = 5; b = 5
print(a is b, None is None, True is True, ... is Ellipsis, NotImplemented is NotImplemented, "abc" is "abc", () is (), int is int, type(1) is int)
l = [object() for _ in range(50)]
print(len({id(x) for x in l}) == 50, all(id(x) == id(x) for x in l), id(l) == id(l), id(1) == id(1), id(None) == id(None))
for x in (1, True, 1.5, 1j, "s", b"b", bytearray(), memoryview(b""), [], (), {}, set(), frozenset(), range(1), slice(1), None, ..., NotImplemented, int, object(), len, (lambda: 0), (x for x in ()), {}.keys(), {}.values(), {}.items(), map(abs, []), zip(), filter(None, []), enumerate([]), property(), staticmethod(abs), classmethod(abs), super, ValueError(), type):
    print(type(x).__name__, end=" ")
print()
for x in (0, 1, 0.0, 0.1, 0j, 1j, "", "a", b"", b"a", [], [0], (), (0,), {}, {0: 0}, set(), {0}, range(0), range(1), None, ..., object(), int, len, float("nan"), frozenset(), bytearray(), memoryview(b"")):
    print(int(bool(x)), end="")
print()
class E: pass
e, f = E(), E()
print(e == e, e != e, e == f, e != f, e is not f, hash(e) == hash(e), {e: 1, f: 2}[f], e in [f], e in {e})
for op in (lambda: e < f, lambda: e >= f, lambda: sorted([e, f])):
    try: op(); print("no error")
    except TypeError: print("TypeError", end=" ")
print()
print(e.__class__ is E, E.__class__ is type, (5).__class__, "".__class__, isinstance(e, E), isinstance(E, type), isinstance(type, type), isinstance(type, object), issubclass(type, object))
print(hash(1) == hash(1.0) == hash(True) == hash(1 + 0j), hash("a") == hash("a"), hash(b"a") == hash(b"a"), hash((1, 2)) == hash((1, 2)), hash(2**70) == hash(2**70), hash(2.0**70) == hash(2**70), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), hash(None) == hash(None), hash(0.5) == hash(0.5), hash(len) == hash(len), hash(int) == hash(int), hash(range(3)) == hash(range(0, 3)), hash("") == hash(""), hash(-1) == hash(-1.0), hash(float("inf")) == hash(float("inf")))
for x in ([], {}, set(), bytearray(), {}.keys(), {}.items(), [1].__iter__ and memoryview(bytearray(b"a")), ([],), slice(1) if False else []):
    try: hash(x); print("hashable", end=" ")
    except (TypeError, ValueError): print("unhashable", end=" ")
print()
for x in (None, ..., int, len, lambda: 0, (1, "a"), frozenset(), "s", b"b", 1.5, 1j, range(2), e, E, e.__init__, ValueError(), iter([]), (y for y in ()), {}.values(), object(), type, property(), NotImplemented):
    hash(x)
print("all hashable")
# Object lifetime. A word left on the stack may keep an object alive for a while: each kind dies in dozens, of which most
# must be gone after collections between which the stack is overwritten.
import gc
N = 40
log = []
class D:
    def __init__(self, n): self.n = n
    def __del__(self): log.append(self.n)
def overwrite(n=20): return n and list(map(overwrite, [n - 1]))
def make(f):
    for i in range(N): f()
def most(name, f):
    make(f)
    for i in range(3): overwrite(); gc.collect()
    print(name, N // 2 < log.count(name) <= N)
def in_list():
    d = D("in a list"); l = [d]; del d, l
most("dropped", lambda: D("dropped") and None)
most("in a list", in_list)
keep = D("kept"); gc.collect(); print("kept" in log)
class R:
    saved = []
    def __del__(self): R.saved.append(self); log.append("resurrected")
most("resurrected", lambda: R() and None)
print(len(R.saved) == log.count("resurrected"))
R.saved = []
for i in range(3): overwrite(); gc.collect()
print(log.count("resurrected") <= N)
class Sub(D):
    def __del__(self): super().__del__(); log.append("sub")
most("base", lambda: Sub("base") and None)
print(log.count("base") == log.count("sub"))
class DL(list):
    def __del__(self): log.append("list")
most("list", lambda: DL([1]) and None)
def cycle():
    a = D("cycle a"); b = D("cycle b"); a.o = b; b.o = a
most("cycle a", cycle)
print(log.count("cycle a") == log.count("cycle b"))
del log[:]
print(log, callable(E), callable(e), callable(len), callable(5), callable(print))
# comparison of different types
print(1 == "1", 1 != "1", None == 0, [] == (), 1 == 1.0, "a" == b"a", {} == [], (1, 2) == [1, 2], True == 1, 0 == False, None != None, 1 == None)

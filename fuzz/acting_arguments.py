# Runs on the interpreter under test: arguments whose __index__, __eq__, __repr__, __next__ … change or empty the very
# object the call works on, while it works on it, and collect garbage. Any exception will do; a crash will not.
# call_library.py draws its calls at random; here each method of the containers has its turn.
import array
import collections
import functools
import gc
import io
import itertools
import json
import math
import re
import struct
import weakref


def run(name, f):
    try:
        f()
    except Exception as e:
        str(e)


class I:
    def __init__(self, act, v=0): self.act = act; self.v = v
    def __index__(self): self.act(); gc.collect(); return self.v
    __int__ = __index__


class E:
    def __init__(self, act, v=False): self.act = act; self.v = v
    def __eq__(self, o): self.act(); gc.collect(); return self.v
    def __lt__(self, o): self.act(); gc.collect(); return self.v
    def __hash__(self): return 1


class R:
    def __init__(self, act, v="x"): self.act = act; self.v = v
    def __repr__(self): self.act(); gc.collect(); return self.v
    __str__ = __repr__
    def __format__(self, s): self.act(); gc.collect(); return self.v


class It:
    def __init__(self, act, n=50): self.act = act; self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.act(); gc.collect(); self.n -= 1
        if self.n < 0: raise StopIteration
        return self.n
for kind, mk in (("list", lambda: list(range(100))), ("bytearray", lambda: bytearray(range(100))), ("array", lambda: array.array("i", range(100)))):
    def clear(x):
        if isinstance(x, array.array): del x[:]
        else: x.clear()
    def grow(x): x.extend(type(x)([1]) * 5000 if not isinstance(x, array.array) else array.array("i", [1]*5000))
    for an, act in (("clear", clear), ("grow", grow)):
        n = kind + " " + an + " "
        x = mk(); run(n+"get", lambda: x[I(lambda: act(x), 50)])
        x = mk(); run(n+"set", lambda: x.__setitem__(I(lambda: act(x), 50), 5))
        x = mk(); run(n+"setv", lambda: x.__setitem__(50, I(lambda: act(x), 50)))
        x = mk(); run(n+"del", lambda: x.__delitem__(I(lambda: act(x), 50)))
        x = mk(); run(n+"slice", lambda: x[I(lambda: act(x), 10):I(lambda: act(x), 90)])
        x = mk(); run(n+"slice step", lambda: x[I(lambda: act(x), 10):90:I(lambda: act(x), 2)])
        x = mk(); run(n+"slice set", lambda: x.__setitem__(slice(I(lambda: act(x), 10), 90), mk()))
        x = mk(); run(n+"slice set it", lambda: x.__setitem__(slice(10, 90), It(lambda: act(x))))
        x = mk(); run(n+"slice set self", lambda: x.__setitem__(slice(10, 90), x))
        x = mk(); run(n+"slice set step", lambda: x.__setitem__(slice(I(lambda: act(x), 10), 90, 2), mk()[:40]))
        x = mk(); run(n+"slice del", lambda: x.__delitem__(slice(I(lambda: act(x), 10), 90, 3)))
        x = mk(); run(n+"insert", lambda: x.insert(I(lambda: act(x), 50), 1))
        x = mk(); run(n+"insertv", lambda: x.insert(50, I(lambda: act(x), 1)))
        x = mk(); run(n+"append", lambda: x.append(I(lambda: act(x), 1)))
        x = mk(); run(n+"pop", lambda: x.pop(I(lambda: act(x), 50)))
        x = mk(); run(n+"mul", lambda: x * I(lambda: act(x), 5))
        def imul(x):
            x *= I(lambda: act(x), 5)
            return len(x)
        x = mk(); run(n+"imul", lambda: imul(x))
        x = mk(); run(n+"extend it", lambda: x.extend(It(lambda: act(x))))
        x = mk(); run(n+"extend self", lambda: x.extend(x))
        x = mk(); run(n+"extend iter self", lambda: x.extend(iter(x)) if an == "clear" else None) if False else None
        x = mk(); run(n+"count", lambda: x.count(E(lambda: act(x))))
        x = mk(); run(n+"index", lambda: x.index(E(lambda: act(x))))
        x = mk(); run(n+"index2", lambda: x.index(5, I(lambda: act(x), 0), I(lambda: act(x), 90)))
        x = mk(); run(n+"remove", lambda: x.remove(E(lambda: act(x))))
        x = mk(); run(n+"in", lambda: E(lambda: act(x)) in x)
        x = mk(); run(n+"join", lambda: b",".join(It(lambda: act(x))))
        x = mk(); run(n+"memoryview", lambda: memoryview(x)[I(lambda: act(x), 50)])
        x = mk(); run(n+"memoryview set", lambda: memoryview(x).__setitem__(50, I(lambda: act(x), 50)))
        x = mk(); run(n+"memoryview slice", lambda: bytes(memoryview(x)[I(lambda: act(x), 50):])[:3])
        x = mk(); run(n+"pack_into", lambda: struct.pack_into("iii", x, 0, 1, I(lambda: act(x), 50), 3))
        x = mk(); run(n+"pack_into off", lambda: struct.pack_into("iii", x, I(lambda: act(x), 50), 1, 2, 3))
        x = mk(); run(n+"unpack_from", lambda: struct.unpack_from("iii", x, I(lambda: act(x), 50)))
        x = mk(); run(n+"readinto", lambda: io.BytesIO(bytes(200)).readinto(x))
        x = mk(); run(n+"find", lambda: x.find(b"\5", I(lambda: act(x), 0)))
        x = mk(); run(n+"split", lambda: x.split(b"\5", I(lambda: act(x), 3)))
        x = mk(); run(n+"replace", lambda: x.replace(b"\5", b"6", I(lambda: act(x), 3)))
        x = mk(); run(n+"startswith", lambda: x.startswith(b"\5", I(lambda: act(x), 3)))
        x = mk(); run(n+"center", lambda: x.center(I(lambda: act(x), 300)))
        x = mk(); run(n+"translate", lambda: x.translate(bytes(256)))
        x = mk(); run(n+"bytes", lambda: bytes(It(lambda: act(x))))
        x = mk(); run(n+"init", lambda: x.__init__(It(lambda: x.__init__(b"") if kind != "array" else None)))
        x = mk(); run(n+"sum", lambda: sum(x, I(lambda: act(x))))
        x = mk(); run(n+"math", lambda: math.fsum(map(lambda i: act(x) or 1.0, x)) if an == "clear" else None)
        x = mk(); run(n+"map", lambda: list(map(lambda i: act(x), x)) if an == "clear" else None)
        x = mk(); run(n+"int.from_bytes", lambda: int.from_bytes(x, "big") and int.from_bytes(It(lambda: act(x)), "big"))
        x = mk(); run(n+"re", lambda: re.sub(b".", lambda m: act(x) or b"a", x)[:5])
        x = mk(); run(n+"reversed", lambda: [act(x) for i in reversed(x)] if an == "clear" else None)
        x = mk(); run(n+"unpack", lambda: (lambda *a: len(a))(*map(lambda v: act(x), x)) if an == "clear" else None)
        x = mk(); run(n+"write", lambda: io.BytesIO().write(x))
        b = io.BytesIO(b"a" * 100); run(n+"bytesio", lambda: b.readinto(memoryview(x)))
x = [E(lambda: x.clear(), True) for i in range(20)]; run("sort clear", lambda: x.sort())
x = [E(lambda: x.append(1), True) for i in range(20)]; run("sort append", lambda: x.sort())
x = list(range(20)); run("sort key clear", lambda: x.sort(key=lambda v: x.clear()))
x = [E(lambda: x.clear(), False) for i in range(20)]; y = [E(lambda: y.clear(), True) for i in range(20)]
run("list eq", lambda: x == y); run("list lt", lambda: x < y)
x = [E(lambda: x.clear(), False) for i in range(20)]; run("max", lambda: max(x)); 
x = [R(lambda: x.clear()) for i in range(20)]; run("repr", lambda: repr(x))
x = [R(lambda: x.clear()) for i in range(20)]; run("json", lambda: json.dumps(x, default=lambda v: x.clear()))
x = [R(lambda: x.clear()) for i in range(20)]; run("percent", lambda: "%s" % x)
x = [1]*9; run("join", lambda: ",".join(map(lambda v: x.clear() or "a", x)))
for name, act in (("clear", lambda d: d.clear()), ("grow", lambda d: [d.__setitem__(i, i) for i in range(500)]), ("pop", lambda d: d and d.popitem())):
    def mkd():
        d = {}
        for i in range(5): d[E(lambda: None)] = i
        return d
    def key(d): return E(lambda: act(d), False)
    def key2(d): return E(lambda: act(d), True)
    for k in (key, key2):
        d = mkd(); run(name + " get", lambda: d.get(k(d)))
        d = mkd(); run(name + " set", lambda: d.__setitem__(k(d), 5))
        d = mkd(); run(name + " del", lambda: d.__delitem__(k(d)))
        d = mkd(); run(name + " pop", lambda: d.pop(k(d)))
        d = mkd(); run(name + " setdefault", lambda: d.setdefault(k(d), 5))
        d = mkd(); run(name + " in", lambda: k(d) in d)
        d = mkd(); run(name + " update", lambda: d.update({k(d): 1}))
        d = mkd(); run(name + " update2", lambda: {k(d): 1}.update(d))
        d = mkd(); run(name + " eq", lambda: d == {k(d): 0, 1: 1, 2: 2, 3: 3, 4: 4})
        d = mkd(); run(name + " or", lambda: len(d | {k(d): 1}))
        d = mkd(); run(name + " repr", lambda: repr({R(lambda: act(d)): d, 5: d})[:5])
        d = mkd(); run(name + " fromkeys", lambda: dict.fromkeys(map(lambda v: act(d), d)))
        d = mkd(); run(name + " items in", lambda: (k(d), 5) in d.items())
        d = mkd(); run(name + " values in", lambda: k(d) in d.values())
        d = mkd(); run(name + " keys and", lambda: d.keys() & {k(d)})
        d = mkd(); run(name + " keys or", lambda: len(d.keys() | {k(d)}))
        d = mkd(); run(name + " items eq", lambda: d.items() == {k(d): 1}.items())
        d = mkd(); run(name + " counter", lambda: len(collections.Counter(d) + collections.Counter({k(d): 1})))
        o = collections.OrderedDict(mkd()); run(name + " od eq", lambda: o == collections.OrderedDict({k(o): 1, 2: 2, 3: 3, 4: 4, 5: 5}))
        o = collections.OrderedDict(mkd()); run(name + " od move", lambda: o.move_to_end(k(o)))
    def mks(): return {E(lambda: None) for i in range(5)}
    sact = {"clear": lambda s: s.clear(), "grow": lambda s: [s.add(i) for i in range(500)], "pop": lambda s: s and s.pop()}[name]
    for v in (False, True):
        for op in ("add", "remove", "discard", "__contains__"):
            s = mks(); run(name + " set " + op, lambda: getattr(s, op)(E(lambda: sact(s), v)))
        for op in ("union", "intersection", "difference", "symmetric_difference", "update", "intersection_update", "difference_update", "symmetric_difference_update", "issubset", "issuperset", "isdisjoint", "__eq__", "__lt__", "__ge__", "__or__", "__iand__", "__isub__", "__ixor__"):
            s = mks(); run(name + " set " + op, lambda: bool(getattr(s, op)({E(lambda: sact(s), v)})))
            s = mks(); run(name + " set r " + op, lambda: bool(getattr({E(lambda: sact(s), v)}, op)(s)))
            s = mks(); run(name + " set it " + op, lambda: bool(getattr(s, op)(It(lambda: sact(s), 3))))
q = collections.deque(range(50), 60)
run("deque extend", lambda: q.extend(It(lambda: q.clear())))
q = collections.deque(range(50)); run("deque count", lambda: q.count(E(lambda: q.clear())))
q = collections.deque(range(50)); run("deque remove", lambda: q.remove(E(lambda: q.clear())))
q = collections.deque(range(50)); run("deque index", lambda: q.index(E(lambda: q.append(1))))
q = collections.deque(range(50)); run("deque insert", lambda: q.insert(I(lambda: q.clear(), 20), 1))
q = collections.deque(range(50)); run("deque rotate", lambda: q.rotate(I(lambda: q.clear(), 20)))
q = collections.deque(range(50)); run("deque get", lambda: q[I(lambda: q.clear(), 20)])
q = collections.deque(range(50)); run("deque set", lambda: q.__setitem__(I(lambda: q.clear(), 20), 1))
q = collections.deque(range(50)); run("deque del", lambda: q.__delitem__(I(lambda: q.clear(), 20)))
q = collections.deque(range(50)); run("deque eq", lambda: q == collections.deque([E(lambda: q.clear())] * 50))
q = collections.deque([R(lambda: q.clear())] * 9); run("deque repr", lambda: repr(q))
q = collections.deque(range(50)); run("deque mul", lambda: len(q * I(lambda: q.clear(), 20)))
q = collections.deque(range(50)); run("deque init", lambda: q.__init__(It(lambda: q.__init__())))
@functools.lru_cache(2)
def cached(x): 
    if isinstance(x, int) and x > 0: cached(x - 1); cached.cache_clear()
    return x
run("lru", lambda: [cached(9), cached(E(lambda: cached.cache_clear())), cached(E(lambda: cached(5), True)), cached(3)][0])
def g():
    yield 1
    yield next(gg)
gg = g(); run("generator itself", lambda: list(gg))
z = zip(It(lambda: None), map(lambda x: next(z), range(5))); run("zip itself", lambda: next(z))
a, b = itertools.tee(It(lambda: next(b, 0), 5)); run("tee", lambda: list(a))
c = itertools.cycle(It(lambda: next(c) if draws.pop() else 0, 5)); draws = [0, 0, 0, 0, 0, 1, 0, 0, 0]; run("cycle", lambda: [next(c) for i in range(3)])
gb = itertools.groupby(range(9), lambda x: next(gb) if x == 3 else x // 3); run("groupby", lambda: [list(v) for k, v in gb])
ac = itertools.accumulate(range(9), lambda a, b: next(ac) if b == 4 else a + b); run("accumulate", lambda: list(ac))
isl = itertools.islice(It(lambda: next(isl, 0), 9), 5); run("islice", lambda: list(isl))
pr = itertools.product([1, 2], [3, 4]); run("product", lambda: [next(pr), list(pr)])
s = io.StringIO("abc\n" * 9); run("stringio", lambda: s.write(R(lambda: s.close())))
bio = io.BytesIO(b"abc" * 9); mv = memoryview(bio.getbuffer()) if hasattr(bio, "getbuffer") else None; run("bytesio buffer", lambda: bio.write(b"x" * 1000)); run("mv", lambda: mv and bytes(mv)[:3])
run("format", lambda: "{0:{1}}".format(R(lambda: None), R(lambda: None, "5")))


class D(dict):
    def __missing__(self, k): self.clear(); return k
d = D(a=1); run("format_map", lambda: "{a}{b}{a}".format_map(d))
d = D(a=1); run("percent map", lambda: "%(a)s %(b)s %(a)s" % d)


class K:
    def keys(self): return It(lambda: None, 3)
    def __getitem__(self, k): tgt.clear(); return k
tgt = dict(a=1); run("update keys", lambda: tgt.update(K()))
run("kwargs", lambda: (lambda **k: k)(**K()))


class M(type):
    def mro(cls): gc.collect(); return type.mro(cls)


class B0(metaclass=M): pass


class B1(B0): pass
run("bases", lambda: setattr(B1, "__bases__", (int,)))


class W: pass
w = W(); ref = weakref.ref(w, lambda r: wd.clear()); wd = {1: ref}; del w; gc.collect()


class SL:
    __slots__ = ("a",)
run("slot on wrong", lambda: SL.a.__get__(5)); run("slot set wrong", lambda: SL.a.__set__(W(), 5))
run("getset wrong", lambda: type.__dict__["__name__"].__get__(5) if "__name__" in type.__dict__ else None)
for t in (int, str, list, dict, tuple, bytes, bytearray, float, set, frozenset, type, object, property, range, slice, memoryview, complex, BaseException, super, collections.deque, collections.OrderedDict, array.array, io.StringIO, io.BytesIO, zip, map, functools.partial, type(g()), type(run), type(len), type(I.__index__), type(re.compile("")), weakref.ref, collections.Counter, type({}.keys()), type(iter([])), types if False else type(gc)):
    for n in dir(t):
        f = getattr(t, n, None)
        for args in ((5,), ("a", 5), (None, None, None), (object(),), ([], {}), (t,), (t, 5), (W(), "a")):
            if n in ("__class__",): continue
            try: f(*args)
            except Exception: pass
        try: nt = t.__new__(t)
        except Exception: continue
        for args in ((), (5,), ("a", 5), (nt,), (nt, nt), (None,), ([], {})):
            try: getattr(nt, n)(*args)
            except Exception: pass
print("end")

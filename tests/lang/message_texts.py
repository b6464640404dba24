# Error texts that programs, tools and recorded expectations depend on, verbatim.
def show(f, *args, **kw):
    try:
        f(*args, **kw)
        print("no error")
    except Exception as e:
        print(type(e).__name__ + ":", e)
class A: pass
class B: pass
a = A()
import sys
def f2(a, b): pass
def fd(a, b=1): pass
def fk(a, *, k): pass
def fpo(a, /): pass
def unbound():
    if False: x = 1
    x
def free():
    def g(): return y
    if False: y = 1
    g()
show(lambda: undefined_name)
show(unbound)
show(free)
show(lambda: a.n)
show(lambda: A.n)
show(lambda: sys.n)
show(lambda: (1).n)
show(lambda: setattr(1, "n", 1))
show(lambda: delattr(a, "n"))
show(lambda: __import__("nomod"))
show(lambda: exec("from sys import nothere"))
show(lambda: exec("from . import x"))
show(lambda: a + B())
show(lambda: 1 + "a")
show(lambda: a - 1)
show(lambda: a << 1)
show(lambda: a < 1)
show(lambda: 1 >= a)
show(lambda: [] < ())
show(lambda: a ** 2)
show(lambda: divmod(a, 1))
show(lambda: a @ 1)
def iadd():
    x = a
    x += 1
show(iadd)
show(lambda: -a)
show(lambda: ~1.5)
show(lambda: +"a")
show(lambda: abs(a))
show(lambda: {[]: 1})
show(lambda: hash({}))
show(lambda: a())
show(lambda: 5())
show(lambda: iter(a))
show(lambda: [x for x in 5])
show(lambda: next(5))
show(lambda: a[0])
show(lambda: (1)[0])
def setitem(): a[0] = 1
def delitem(): del a[0]
def settup(): (1,)[0] = 1
def setstr(): "ab"[0] = 1
show(setitem); show(delitem); show(settup); show(setstr)
show(lambda: [1]["a"])
show(lambda: (1,)["a"])
show(lambda: "a"[1.5])
show(lambda: b"a"["x"])
show(lambda: range(3)["x"])
show(lambda: [1][5]); show(lambda: (1,)[5]); show(lambda: "a"[5]); show(lambda: b"a"[5]); show(lambda: bytearray(b"a")[5]); show(lambda: range(3)[7])
show(f2, 1); show(f2, 1, 2, 3); show(f2); show(fd); show(fd, 1, 2, 3); show(fk, 1); show(fk, 1, 2); show(f2, 1, z=2); show(f2, 1, a=2); show(f2, b=1); show(fpo, a=1)
show(len); show(len, 1, 2); show(len, x=1); show(isinstance, 1); show([].append); show([].append, 1, 2); show([].append, x=1); show(int, 1, 2, 3); show("".join)
show(dict.get, {}); show(print, foo=1); show(sorted); show(sorted, [1], len); show(sorted, [1], foo=1); show(range); show(range, 1, 2, 3, 4)
show(list.append, 1, 2); show(str.upper, 1); show(dict.get, [], 1)
show(int, []); show(int, "x1"); show(int, "z", 99); show(float, []); show(float, "x"); show(complex, []); show(int, None); show(float, None)
show(lambda: "a" + 1); show(lambda: "a" + b"b"); show(lambda: "".join([1])); show(lambda: b"".join(["a"])); show(lambda: "a".find(1))
show(lambda: bytes(1.5)); show(lambda: memoryview(1)); show(lambda: bytearray("abc"))
show(lambda: "abc".index("x")); show(lambda: [].index(1)); show(lambda: [].remove(1)); show(lambda: (1,).index(2)); show(lambda: "a".split("")); show(lambda: range(1, 2, 0)); show(lambda: [1][::0]); show(lambda: 1 << -1); show(lambda: bytes([256])); show(lambda: [].pop()); show(lambda: {}.popitem()); show(lambda: set().pop()); show(lambda: {}["k"]); show(lambda: {1}.remove(5))
show(lambda: 1 / 0); show(lambda: 1 // 0); show(lambda: 1 % 0); show(lambda: 1.0 / 0); show(lambda: divmod(1, 0)); show(lambda: 0 ** -1)
show(lambda: b"a".decode("nope"))
def reraise(): raise
show(reraise)
def bad_raise(): raise 5
show(bad_raise)
def gen(): raise StopIteration; yield
show(lambda: next(gen()))
def gen2(): yield
show(lambda: gen2().send(1))
def gen3():
    try: yield
    except GeneratorExit: yield
def close():
    g = gen3(); next(g); g.close()
show(close)
def running():
    g = (lambda: (yield next(g)))()
    next(g)
show(running)
def unpack(n, v):
    if n == 2: a, b = v
    else: a, *b, c = v
show(unpack, 2, [1]); show(unpack, 2, [1, 2, 3]); show(unpack, 3, [1]); show(unpack, 2, 5); show(unpack, 2, iter([1, 2, 3])); show(unpack, 2, "a")
show(lambda: len(5)); show(lambda: max([])); show(lambda: ord("ab")); show(lambda: chr(0x110000)); show(lambda: issubclass(1, int)); show(lambda: issubclass(int, 1)); show(lambda: isinstance(1, 1)); show(lambda: sum(["a"], "")); show(lambda: getattr(1, 2)); show(lambda: compile("1", "f", "bad")); show(lambda: pow(2, 3, 0))
show(lambda: type("X", (bool,), {})); show(lambda: type("X", (int, str), {})); show(lambda: A.__init__()); show(lambda: object.__new__(1))
class BadInit:
    def __init__(self): return 5
show(BadInit)
class BadStr:
    def __str__(self): return 5
    def __bool__(self): return 5
    def __len__(self): return -1
    def __hash__(self): return "x"
show(lambda: str(BadStr())); show(lambda: bool(BadStr())); show(lambda: len(BadStr())); show(lambda: hash(BadStr()))
show(lambda: f2(*1)); show(lambda: f2(**1)); show(lambda: f2(**{1: 2})); show(lambda: f2(1, **{"a": 2}))
show(lambda: "%d" % "x"); show(lambda: "%d %d" % 1); show(lambda: "%d" % (1, 2)); show(lambda: "%(a)s" % 5); show(lambda: "%q" % 1); show(lambda: "%" % 1); show(lambda: "%c" % "ab"); show(lambda: "{} {0}".format(1)); show(lambda: "{".format()); show(lambda: "}".format()); show(lambda: format(1, "s")); show(lambda: format("a", "d")); show(lambda: "{0.x}".format(1)); show(lambda: "{1}".format(0)); show(lambda: "{a}".format())
show(lambda: (300).to_bytes(1, "big")); show(lambda: (-1).to_bytes(1, "big")); show(lambda: int(float("nan"))); show(lambda: bytes(-1)); show(lambda: [1] * "a"); show(lambda: dict([1])); show(lambda: dict([(1, 2, 3)]))
show(lambda: super(A, 5)); show(lambda: super(1)); show(lambda: exec("x ="))
try:
    with 5: pass
except (AttributeError, TypeError) as e:
    print(type(e).__name__)
def rec(): rec()
show(rec)

# needs: double-floats
# The builtin functions: results, keywords, edges.
def error(f, *a, **k):
    try: print("no error:", f(*a, **k))
    except Exception as e: print(type(e).__name__)
print(abs(-5), abs(-2.5), abs(3 + 4j), abs(-10**30), abs(True)); error(abs, "a")
print(all([]), any([]), all([1, 0]), any(x == 2 for x in range(5)), all("ab"))
print(ascii("aé\n"), bin(10), bin(-10), hex(255), hex(-255), oct(8), oct(0), hex(10**20), bin(True)); error(bin, 1.0); error(hex, "1")
print(callable(len), callable(5), callable(int), callable(lambda: 0))
print(chr(65), chr(8364), ord("A"), ord("€"), ord(b"a"), ord(bytearray(b"z"))); error(chr, -1); error(chr, 0x110000); error(ord, "ab"); error(ord, ""); error(ord, 5)
print(divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), divmod(10**30, 7)); error(divmod, 1, 0); error(divmod, 1, "a")
class C:
    x = 1
    def __init__(self): self.y = 2
c = C()
print(getattr(c, "x"), getattr(c, "z", 9), hasattr(c, "y"), hasattr(c, "z")); error(getattr, c, "z"); error(getattr, c, 5); error(hasattr, c, b"x")
setattr(c, "z", 3); print(c.z); delattr(c, "z"); print(hasattr(c, "z")); error(delattr, c, "z"); error(setattr, c, 1, 2)
print(sorted(vars(c).items()), [n for n in dir(c) if n[0] != "_"], "x" in dir(C))
print(hash(5), hash("a") == hash("a"), hash(2.0) == hash(2), hash(True)); error(hash, []); error(hash, {})
print(id(c) == id(c), id(1) == id(1), type(id(c)) is int)
print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, (float, int))), isinstance("a", int), issubclass(bool, int), issubclass(int, (str, object)))
error(isinstance, 1, 5); error(issubclass, 1, int); error(issubclass, int, 5)
print(len("aé"), len([1]), len({}), len(range(5))); error(len, 5); error(len)
print(max(1, 3, 2), min("b", "a"), max([1, 2], key=lambda x: -x), min([], default=7), max("ab", "b", key=len), min([3, 1, 2]), max({1: 5, 2: 3}))
error(max, []); error(max); error(max, 1, 2, default=3); error(max, [1], foo=2); error(min, 1, "a"); error(max, 5)
print(max([(1, "a"), (1, "b")], key=lambda p: p[0]), min([(1, "a"), (1, "b")], key=lambda p: p[0]))
print(pow(2, 10), pow(2, -1), pow(3, 4, 5), pow(2, 100, 7), pow(base=2, exp=3), pow(2, 3, None), pow(3, -1, 7), pow(-5, 3, 7)); error(pow, 2, 3, 0); error(pow, 2.0, 3, 5)
print(round(2.5), round(3.5), round(-2.5), round(2.567, 2), round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(5), round(5, 3), round(True))
print(round(2.675, 2), round(1e300, 2), round(12345.678, -2), round(1e-300, 2), round(0.5), round(-0.3), round(10**30 + 5, -1), round(number=1.5), round(1.25, ndigits=1), round(0.1 + 0.2, 10))
print(round(float("1e15") + 0.5), type(round(2.5, 0)), round(123456, -10), round(2.5, None)); error(round, float("nan")); error(round, float("inf")); error(round, "a")
class Q:
    def __round__(self, n=None): return ("r", n)
print(round(Q()), round(Q(), 2))
print(sum([1, 2, 3]), sum([], 5), sum([1.5, 2]), sum([[1], [2]], []), sum([1, 2], start=10), sum(range(1000)), sum([10**20, 1]), sum([0.1] * 10) if __import__("sys").implementation.name != "cpython" else 1.0)
print(sum([2**62, 2**62, 2**62]), sum([1, 2.5, 3]), sum((True, True)), sum([1, 2j])); error(sum, ["a"]); error(sum, [], ""); error(sum, 5); error(sum, [1, "a"])
print(repr("a'b"), format(5, "03d"), format("x"), format(3.14159, ".2f"), str(None))
print(list(map(int, ["1", "2"])), type(object()), object() == object()); error(object, 1)
print(eval("1 + 2"), eval("x * 2", {"x": 4}), eval("x + y", {"x": 1}, {"y": 2}), eval(" \t7"), eval("(1,\n2)\n"), eval(compile("3 * 3", "f", "eval")))
error(eval, "1 +"); error(eval, "x = 1"); error(eval, "1", 5); error(exec, "1", {}, 5)
ns = {}
exec("a = 1\ndef f(): return a\nb = f() + 1", ns); print(ns["a"], ns["b"]); print(exec("pass"))
loc = {}; exec("z = 5", {}, loc); print(loc)
code = compile("q = w + 1", "f", "exec")
for w in range(2): exec(code)
print(q); error(compile, "1", "f", "bad"); error(compile, "1 1", "f", "exec"); error(compile, "", "f", "eval")
exec(b"r = 5"); print(r, eval(b"r"))
def f():
    loc_a = 1
    loc_b = 2
    return sorted(locals())
print(f(), "f" in globals(), globals() is globals(), eval("loc", {"loc": 3}))
print(1, "a", None, [1, "x"], sep="-", end="!\n"); print(); print("a", end=""); print("", "b", sep=""); print(1, 2, sep=None, end=None)
error(print, 1, foo=2); error(print, 1, sep=5)
import io
s = io.StringIO(); print("to", 1, [2], file=s, flush=True); print(repr(s.getvalue()))
class W:
    def __init__(self): self.t = ""
    def write(self, t): self.t += t
w = W(); print("x", 1.5, sep="+", file=w); print(repr(w.t)); error(print, 1, file=5)
class P:
    def __repr__(self): print("nested"); return "P"
print("before", P(), "after")
print(__import__("sys").__name__, __debug__, Ellipsis, NotImplemented); error(__import__, ""); error(__import__, 5)
import builtins
builtins.my_new_builtin = 42; print(my_new_builtin)
del builtins.my_new_builtin; error(lambda: my_new_builtin)
old = builtins.len; builtins.len = lambda x: 99; print(len([])); builtins.len = old; print(len([]))
print(IOError is OSError, EnvironmentError is OSError)

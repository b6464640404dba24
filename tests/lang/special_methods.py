# needs: double-floats
# Every special method of a user class, through the operation that uses it.
import math
class All:
    def __init__(self, log=None): self.log = []
    def note(self, *a): return a
ops = "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or".split()
class Bin: pass
class RBin: pass
class IBin: pass
def mk(name):
    return lambda self, *a: (name,) + a
for op in ops:
    setattr(Bin, "__%s__" % op, mk(op))
    setattr(RBin, "__r%s__" % op, mk("r" + op))
    if op != "divmod":
        setattr(IBin, "__i%s__" % op, mk("i" + op))
b, r = Bin(), RBin()
print(b + 1, b - 1, b * 1, b @ 1, b / 1, b // 1, b % 1, divmod(b, 1), b ** 1, b << 1, b >> 1, b & 1, b ^ 1, b | 1, pow(b, 2, 3))
print(1 + r, 1 - r, 1 * r, 1 @ r, 1 / r, 1 // r, 1 % r, divmod(1, r), 1 ** r, 1 << r, 1 >> r, 1 & r, 1 ^ r, 1 | r)
print(1.5 + r, "s" + r, [1] + r, (1,) + r, None + r, b"x" + r, {} | r, {1} | r, 1j + r, "abc" % r if False else "", [1] * r if False else "")
def inplace():
    out = []
    x = IBin(); x += 1; out.append(x)
    x = IBin(); x -= 1; out.append(x)
    x = IBin(); x *= 1; out.append(x)
    x = IBin(); x @= 1; out.append(x)
    x = IBin(); x /= 1; out.append(x)
    x = IBin(); x //= 1; out.append(x)
    x = IBin(); x %= 1; out.append(x)
    x = IBin(); x **= 1; out.append(x)
    x = IBin(); x <<= 1; out.append(x)
    x = IBin(); x >>= 1; out.append(x)
    x = IBin(); x &= 1; out.append(x)
    x = IBin(); x ^= 1; out.append(x)
    x = IBin(); x |= 1; out.append(x)
    x = Bin(); x += 2; out.append(x)
    x = 1; x += r; out.append(x)
    x = Bin(); x |= 2; out.append(x)
    return out
for x in inplace():
    print(x, end=" ")
print()

# unary and conversion
class Un:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __int__(self): return 11
    def __float__(self): return 2.5
    def __complex__(self): return 1 + 2j
    def __index__(self): return 3
    def __round__(self, n="none"): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
u = Un()
print(-u, +u, ~u, abs(u), int(u), float(u), complex(u), round(u), round(u, 2), round(u, None), math.trunc(u), math.floor(u), math.ceil(u))
print([0, 1, 2, 3][u], "abcdef"[u], (1, 2, 3, 4)[u], b"abcd"[u], range(10)[u], hex(u), bin(u), oct(u), "ab" * u, u * "ab" if hasattr(u, "__mul__") else "", [1] * u)
print([0, 1, 2, 3, 4][u:], "abcdef"[:u], range(u), bytes(u), bytearray(u), (5).to_bytes(u, "big"), chr(u + 0 if False else 65), list(range(0, 10, u)))
print(math.sqrt(u), "%d %x" % (u, u), "%s" % "x", round(2.34567, u), "abc".center(u + 0 if False else 7), math.factorial(u), sum([1, 2], u.__index__()))
l = [0, 1, 2, 3, 4]
l[u] = "x"; del l[u]; l.insert(u, "y"); print(l, l.pop(u))
class OnlyIndex:
    def __index__(self): return 7
print(int(OnlyIndex()), float(OnlyIndex()), complex(OnlyIndex()), range(OnlyIndex())[-1], "%d" % OnlyIndex(), f"{OnlyIndex().__index__():3}")
class OnlyFloat:
    def __float__(self): return 1.25
print(float(OnlyFloat()), complex(OnlyFloat()), math.floor(OnlyFloat()))
for f in (lambda: int(OnlyFloat()), lambda: [1][OnlyFloat()], lambda: hex(OnlyFloat()), lambda: [1][1.0], lambda: range(1.0), lambda: "a" * 1.0,
          lambda: bytes(1.5), lambda: float(Bin()), lambda: int(Bin()), lambda: complex(Bin()), lambda: -Bin(), lambda: abs(Bin()), lambda: ~1.5, lambda: round("x"), lambda: chr(1.0)):
    try:
        f(); print("no error", end=" ")
    except TypeError: print("TypeError", end=" ")
print()
class BadInt:
    def __int__(self): return 1.5
    def __float__(self): return 1
    def __complex__(self): return 1.0
    def __index__(self): return "x"
    def __bool__(self): return 1
    def __len__(self): return "x"
    def __hash__(self): return "x"
    def __str__(self): return 1
    def __repr__(self): return None
    def __bytes__(self): return "x"
    def __format__(self, s): return 1
    def __iter__(self): return 1
    def __length_hint__(self): return "x"
    def __init__(self): pass
    def __dir__(self): return 3
for f in (int, float, complex, bool, len, hash, str, repr, bytes, format, iter, list, range, hex, dir, lambda x: f"{x}", lambda x: [1][x], lambda x: [][x:], print, lambda x: not x):
    try:
        f(BadInt()); print("no error", end=" ")
    except TypeError: print("TypeError", end=" ")
print()
class IntSub(int): pass
class GoodInt:
    def __int__(self): return IntSub(5)
    def __index__(self): return True
    def __trunc__(self): return 99
print(int(GoodInt()), [1, 2][GoodInt()], "ab"[GoodInt()])
class BigInt:
    def __int__(self): return 10**30
    def __index__(self): return 10**25
print(int(BigInt()), hex(BigInt()), 10**25 in range(0, 10**26), [1][BigInt():], "abc"[-5:BigInt()])
try: [1][BigInt()]
except IndexError: print("IndexError")
class Trunc:
    def __trunc__(self): return 4
print(math.trunc(Trunc()))
class NegLen:
    def __len__(self): return -1
for f in (len, bool):
    try: f(NegLen())
    except ValueError: print("ValueError", end=" ")
print()

# truth
class L0:
    def __len__(self): return 0
class L3:
    def __len__(self): return 3
class BF(L3):
    def __bool__(self): return False
class BRaise:
    def __bool__(self): raise KeyError("b")
print(bool(L0()), bool(L3()), bool(BF()), bool(Bin()), not L0(), 1 if L0() else 2, L0() or 5, L3() and 6, len(L3()))
try:
    if BRaise(): pass
except KeyError as e: print("KeyError", e.args)
while L0(): break
else: print("else")
print([x for x in (L0(), L3()) if x].__len__(), all([L3(), L0()]), any([L0(), L3()]), list(filter(None, [L0(), 1])))

# text
class Txt:
    def __repr__(self): return "R"
    def __str__(self): return "S"
    def __format__(self, spec): return "F<" + spec + ">"
    def __bytes__(self): return b"B"
t = Txt()
print(t, str(t), repr(t), [t], (t,), {t: t} if False else "", f"{t} {t!s} {t!r} {t:abc} {t!r:>4}", "{} {:x} {!s} {!r}".format(t, t, t, t), format(t), format(t, "q"), bytes(t), "%s %r" % (t, t))
class OnlyRepr:
    def __repr__(self): return "only repr"
print(OnlyRepr(), str(OnlyRepr()), f"{OnlyRepr()}", "{!s:>12}".format(OnlyRepr()))
class OnlyStr:
    def __str__(self): return "only str"
print(OnlyStr(), repr(OnlyStr()).startswith("<"), format(OnlyStr()), format(OnlyStr(), ""))
try: format(OnlyStr(), "x")
except TypeError: print("TypeError")
class SStr(str): pass
class RetS:
    def __str__(self): return SStr("sub")
    def __repr__(self): return SStr("rsub")
print(type(str(RetS())).__name__, type(repr(RetS())).__name__, RetS(), [RetS()])

# comparison and hash
class Cmp:
    def __eq__(self, o): return ("eq", o)
    def __ne__(self, o): return ("ne", o)
    def __lt__(self, o): return ("lt", o)
    def __le__(self, o): return ("le", o)
    def __gt__(self, o): return ("gt", o)
    def __ge__(self, o): return ("ge", o)
    def __hash__(self): return 5
c = Cmp()
print(c == 1, c != 1, c < 1, c <= 1, c > 1, c >= 1, 1 == c, 1 != c, 1 < c, 1 <= c, 1 > c, 1 >= c)
print([] == c, "x" < c, None == c, 1.5 >= c, hash(c), (1 < c < 3))
class OnlyEq:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, OnlyEq) and self.v == o.v
print(OnlyEq(1) == OnlyEq(1), OnlyEq(1) != OnlyEq(1), OnlyEq(1) != OnlyEq(2), OnlyEq(1) == 1, OnlyEq(1) in [OnlyEq(1)], [OnlyEq(1)].index(OnlyEq(1)), [OnlyEq(2)].count(OnlyEq(2)))
for f in (lambda: hash(OnlyEq(1)), lambda: {OnlyEq(1)}, lambda: {OnlyEq(1): 1}, lambda: hash([]), lambda: hash({}), lambda: {[]: 1}, lambda: Bin() < Bin(), lambda: Bin() >= 1, lambda: 1 < None):
    try: f(); print("no error")
    except TypeError: print("TypeError", end=" ")
print()
class NoHash: __hash__ = None
class ReHash(OnlyEq): __hash__ = object.__hash__
class BigHash:
    def __hash__(self): return 2**100
class BoolHash:
    def __hash__(self): return True
class NegHash:
    def __hash__(self): return -5
try: hash(NoHash())
except TypeError: print("TypeError")
h = ReHash(1); print(hash(h) == hash(h), isinstance(hash(BigHash()), int), hash(BoolHash()), hash(NegHash()), {BigHash(): 1} != {}, OnlyEq.__hash__)
class EqFalse:
    def __eq__(self, o): return False
    __hash__ = object.__hash__
e = EqFalse(); print(e == e, e != e, e in [e], [e] == [e], {e: 1}[e], e is e)
class LtOnly:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return "L%d" % self.v
print(sorted([LtOnly(3), LtOnly(1), LtOnly(2)]), LtOnly(3) > LtOnly(1), min(LtOnly(3), LtOnly(1)), max([LtOnly(3), LtOnly(1)]))
try: LtOnly(1) <= LtOnly(2)
except TypeError: print("TypeError")

# container
class Cont:
    def __init__(self): self.d = {}
    def __getitem__(self, k): return ("get", k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __contains__(self, k): return k
    def __len__(self): return 4
    def __iter__(self): return iter("xyz")
    def __reversed__(self): return "reversed"
    def __length_hint__(self): return 99
    def __call__(self, *a, **k): return ("call", a, k)
k = Cont()
print(k[1], k[1:2], k[::], k[1, 2:3, ...], k["a"], k[None], 0 in k, [1] in k, 0 not in k, len(k), list(k), reversed(k), k(), k(1, b=2), k(*[1, 2], **{"c": 3}), callable(k))
k[1] = 2; k[1:2] = 3; k[...] = 4; del k[5]; del k[1:2, 3]; k[0] += (1,)
a, *rest = k; print(a, rest, [*k], {*k} == set("xyz"), dict(zip(k, k)), tuple(k), max(k), sorted(k), "".join(k))
class GetOnly:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 10
print(list(GetOnly()), 20 in GetOnly(), 25 in GetOnly(), [*GetOnly()], max(GetOnly()), list(zip(GetOnly(), "ab")), list(map(str, GetOnly())), iter(GetOnly()).__next__())
class SeqLen(GetOnly):
    def __len__(self): return 4
print(list(reversed(SeqLen())))
for f in (lambda: reversed(GetOnly()), lambda: iter(Bin()), lambda: 1 in Bin(), lambda: Bin()[0], lambda: len(Bin()), lambda: Bin()(), lambda: next(Bin()), lambda: reversed({1}), lambda: list(Bin()), lambda: iter(1)):
    try: f(); print("no error")
    except TypeError: print("TypeError", end=" ")
print()
try: Bin()[0] = 1
except TypeError: print("TypeError", end=" ")
try: del Bin()[0]
except TypeError: print("TypeError")
class NoIter:
    __iter__ = None
    __contains__ = None
    __getitem__ = lambda self, i: 1
    __reversed__ = None
for f in (lambda: iter(NoIter()), lambda: 1 in NoIter(), lambda: reversed(NoIter())):
    try: f(); print("no error")
    except TypeError: print("TypeError", end=" ")
print()
class Miss(dict):
    def __missing__(self, k): return "missing %r" % (k,)
m = Miss(a=1); print(m["a"], m["b"], m.get("b"), "b" in m, m, "%(zz)s" % m, "{q}".format_map(m))
class Hint:
    def __init__(self, h): self.h = h
    def __iter__(self): return iter([1, 2])
    def __length_hint__(self):
        if isinstance(self.h, Exception): raise self.h
        return self.h
import operator
print(list(Hint(5)), list(Hint(NotImplemented)), list(Hint(0)), operator.length_hint(Hint(6)), operator.length_hint(Hint(NotImplemented), 3), operator.length_hint([1]), operator.length_hint(iter([1, 2])))
for h in (-1, "x"):
    try: operator.length_hint(Hint(h)); print("no error")
    except (ValueError, TypeError) as e: print(type(e).__name__, end=" ")
try: list(Hint(KeyError("h"))); print("no error")
except KeyError: print("KeyError")
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration("val")
        self.n -= 1
        return self.n
print(list(It(3)), next(It(0), "default"), sum(It(4)), 2 in It(5), dict.fromkeys(It(2)), sorted(set(It(2))), tuple(It(1)), [*It(2)], list(enumerate(It(2))), max(It(3)))
try: next(It(0))
except StopIteration as e: print("Stop", e.value)

# context, __del__, __dir__, __sizeof__
class Ctx:
    def __enter__(self): return "entered"
    def __exit__(self, *a): print("exit", a[0].__name__ if a[0] else None); return True
with Ctx() as x: print(x); raise ValueError
with Ctx(): pass
class Dir:
    def __dir__(self): return ["z", "a", "m"]
print(dir(Dir()), sorted(Dir().__dir__()))
class Sz:
    def __sizeof__(self): return 12
print(Sz().__sizeof__())

# Which operand is asked, in which order, and what NotImplemented means.
log = []
class A:
    def __add__(self, o): log.append("A.add"); return NotImplemented
    def __radd__(self, o): log.append("A.radd"); return "A.radd"
    def __eq__(self, o): log.append("A.eq"); return NotImplemented
    def __lt__(self, o): log.append("A.lt"); return NotImplemented
    def __gt__(self, o): log.append("A.gt"); return NotImplemented
    def __le__(self, o): log.append("A.le"); return NotImplemented
    def __ge__(self, o): log.append("A.ge"); return NotImplemented
    def __iadd__(self, o): log.append("A.iadd"); return NotImplemented
class B:
    def __radd__(self, o): log.append("B.radd"); return "B.radd"
    def __eq__(self, o): log.append("B.eq"); return "B.eq"
    def __lt__(self, o): log.append("B.lt"); return "B.lt"
    def __gt__(self, o): log.append("B.gt"); return "B.gt"
    def __le__(self, o): log.append("B.le"); return "B.le"
    def __ge__(self, o): log.append("B.ge"); return "B.ge"
class SubA(A):
    def __radd__(self, o): log.append("SubA.radd"); return "SubA.radd"
    def __eq__(self, o): log.append("SubA.eq"); return "SubA.eq"
    def __gt__(self, o): log.append("SubA.gt"); return "SubA.gt"
class SubSame(A): pass
def run(f):
    log.clear()
    try: r = f()
    except TypeError: r = "TypeError"
    print(r, log)
a, b, s, same = A(), B(), SubA(), SubSame()
for f in (lambda: a + b, lambda: a + 1, lambda: 1 + a, lambda: a + s, lambda: s + a, lambda: a + same, lambda: same + a, lambda: a + a, lambda: s + s,
          lambda: a == b, lambda: b == a, lambda: a == 1, lambda: 1 == a, lambda: a == s, lambda: s == a, lambda: a == a, lambda: a != a, lambda: a != b, lambda: a != 1,
          lambda: a < b, lambda: a > b, lambda: a <= b, lambda: a >= b, lambda: a < s, lambda: a > s, lambda: a < a, lambda: a < 1, lambda: 1 < a, lambda: 1 >= a, lambda: same == a, lambda: a == same):
    run(f)
def iadd(x, y):
    x += y
    return x
run(lambda: iadd(a, b)); run(lambda: iadd(a, 1)); run(lambda: iadd(1, a)); run(lambda: iadd(b, b))
class RetNone:
    def __iadd__(self, o): return None
    def __add__(self, o): return None
    def __eq__(self, o): return None
    def __lt__(self, o): return []
    def __contains__(self, o): return "yes" if o else ""
print(iadd(RetNone(), 1), RetNone() + 1, RetNone() == 1, RetNone() < 1, 1 in RetNone(), 0 in RetNone(), 0 not in RetNone(), RetNone() != 1)
class NI:
    def __neg__(self): return NotImplemented
    def __contains__(self, x): return 5
print(-NI(), 1 in NI())
# native left operand, subclass right
class MyInt(int):
    def __radd__(self, o): return "MyInt.radd"
    def __add__(self, o): return "MyInt.add"
    def __rsub__(self, o): return "MyInt.rsub"
    def __lt__(self, o): return "MyInt.lt"
    def __gt__(self, o): return "MyInt.gt"
    def __eq__(self, o): return "MyInt.eq"
    __hash__ = int.__hash__
print(1 + MyInt(2), MyInt(2) + 1, 5 - MyInt(2), MyInt(5) - 2, 1 < MyInt(2), 1 > MyInt(2), 1 == MyInt(2), MyInt(2) * 3, 3 * MyInt(2), 1.5 + MyInt(1))
class MyStr(str):
    def __radd__(self, o): return "MyStr.radd"
    def __mod__(self, o): return "MyStr.mod"
    def __rmod__(self, o): return "MyStr.rmod"
    def __eq__(self, o): return "MyStr.eq"
    __hash__ = str.__hash__
print("a" + MyStr("b"), MyStr("a") % 1, "%s" % MyStr("q") if False else "", "a" == MyStr("a"), MyStr("x") + "y")
class MyList(list):
    def __radd__(self, o): return "MyList.radd"
    def __iadd__(self, o): return "MyList.iadd"
    def __rmul__(self, o): return "MyList.rmul"
print([1] + MyList([2]), iadd(MyList(), [1]), iadd([1], MyList([2])), 2 * MyList([1]), MyList([1]) * 2)
class Float(float):
    def __radd__(self, o): return "Float.radd"
    def __rpow__(self, o): return "Float.rpow"
print(1 + Float(1), 1.0 + Float(1), Float(1) + 1.0, 2.0 ** Float(2), 2 ** Float(2))
class RM:
    def __rmul__(self, o): return ("rmul", o)
    def __rmod__(self, o): return ("rmod", o)
    def __radd__(self, o): return ("radd", o)
    def __rsub__(self, o): return ("rsub", o)
    def __rand__(self, o): return ("rand", o)
    def __rdivmod__(self, o): return ("rdivmod", o)
    def __rpow__(self, o): return ("rpow", o)
r = RM()
print([1] * r, "s" * r, (1,) * r, b"x" * r, 2 * r, 2.5 * r, None * r, "s" + r, [1] + r, (1,) + r, {1} - r, {1} & r, divmod(2, r), 2 ** r, bytearray(b"a") + r, 1j * r, True + r)
for f in (lambda: [1] + (2,), lambda: (1,) + [2], lambda: "a" + 1, lambda: 1 + "a", lambda: [1] * "a", lambda: {} + {}, lambda: None + 1, lambda: [] - [], lambda: "a" - "b", lambda: 1 @ 2,
          lambda: {1} | [2], lambda: 1 < "a", lambda: [] < (), lambda: {} < {}, lambda: 1j < 2j, lambda: 1.5 << 1, lambda: 1.5 & 1, lambda: divmod("a", 1), lambda: pow(2, 3, "a"), lambda: object() + object(),
          lambda: 1 in 5, lambda: 1 in "abc", lambda: "a" in b"abc", lambda: b"a" in "abc", lambda: divmod(1j, 1), lambda: 1j // 1, lambda: 1j % 1):
    try: f(); print("no error", end=" ")
    except TypeError: print("TypeError", end=" ")
print()
for f in (lambda: 300 in b"abc", lambda: -1 in b"abc"):
    try: f(); print("no error")
    except ValueError: print("ValueError", end=" ")
print(97 in b"abc", b"bc" in b"abc", bytearray(b"c") in b"abc", "" in "abc", "bc" in "abc")
# in falls back
class It:
    def __iter__(self): return iter([1, 2, float("nan")])
nan = float("nan")
print(2 in It(), 3 in It(), nan in [nan], nan in (nan,), [nan] == [nan], (nan,) == (nan,), nan == nan, {nan: 1}[nan])
class EqAll:
    def __eq__(self, o): return True
print(EqAll() in [1], 5 in [EqAll()], [1, 2].index(EqAll()), (1, 2).count(EqAll()), [EqAll()] == [3])
class EqRaises:
    def __eq__(self, o): raise KeyError("eq")
for f in (lambda: EqRaises() in [1], lambda: 1 in [EqRaises()], lambda: [EqRaises()] == [1], lambda: [1].index(EqRaises()), lambda: EqRaises() != 1, lambda: {1: 2} == {1: EqRaises()}):
    try: f(); print("no error")
    except KeyError: print("KeyError", end=" ")
print()
# sequence repetition and concatenation types
class T(tuple): pass
class L(list): pass
class S(str): pass
class By(bytes): pass
class BA(bytearray): pass
for x, y in ((T([1]), (2,)), (L([1]), [2]), (S("a"), "b"), (By(b"a"), b"b"), (BA(b"a"), b"b")):
    print(type(x + y).__name__, type(y + x).__name__, type(x * 2).__name__, type(2 * x).__name__, type(x[:]).__name__, x * -1, end="; ")
print()
x = [1]; x += "ab"; x += (3,); x += {4: 5}; x += range(2); print(x)
x = (1,); y = x; x += (2,); print(x, y)
x = "a"; x += "b"; x *= 2; print(x)
x = [1]; y = x; x *= 2; print(y); x *= 0; print(y)
print(b"a" + bytearray(b"b"), bytearray(b"a") + b"b", b"a" + memoryview(b"c"))
print(True + True, True & False, True | False, True ^ True, True & 1, type(True & 1).__name__, ~5, -True, True << 2, True * "ab")
# pow with three arguments and dunders
class P:
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __rpow__(self, o, m=None): return ("rpow", o, m)
print(P() ** 2, pow(P(), 2), pow(P(), 2, 3), 2 ** P(), pow(2, P()))
# chained comparisons evaluate once
def v(x): log.append(x); return x
log.clear(); print(v(1) < v(2) < v(3) > v(9) < v(4), log)
# comparison results are returned as they are
class Expr:
    def __init__(self, t): self.t = t
    def __eq__(self, o): return Expr("(%s == %s)" % (self, o))
    def __ne__(self, o): return Expr("(%s != %s)" % (self, o))
    def __lt__(self, o): return Expr("(%s < %s)" % (self, o))
    def __and__(self, o): return Expr("(%s & %s)" % (self, o))
    def __rand__(self, o): return Expr("(%s rand %s)" % (self, o))
    def __invert__(self): return Expr("~%s" % self)
    def __str__(self): return self.t
    __hash__ = None
x = Expr("x")
print((x == 1) & ~(x != 2) & (x < x), 3 > x, 1 & x)

# Order of evaluation, named expressions, chains, conditions, calls.
def walrus():
    x = 1
    r = [x + (x := 5), x, (x := 7) + x, x * 2]
    y = (x := 3) + (x := 4) + x
    def f(*a):
        return a
    return r, y, f(x, (x := 9), x), (x, x := 1, x) if False else x
print(walrus())
def ops():
    x = 10
    l = [x - (x := 3), x]
    d = {"k": [1, 2, 3]}
    s = d["k"][x - (x := 1) - 2 + 0]
    return l, s, (x < (x := 5) < 7), x
print(ops())
log = []
def t(v, r=None):
    log.append(v)
    return v if r is None else r
t(1) + t(2) * t(3)
t(4) < t(5) < t(6)
t(9) < t(8) < t(7)
[t(1), (t(2), t(3))]
{t("a"): t("b"), t("c"): t("d")}
(lambda *a, **k: None)(t(10), *[t(11)], t(12), k=t(13), **{"z": t(14)})
t(20, [0, 1, 2])[t(0):t(2)]
t(1, True) and t(2, False) and t(3)
t(1, False) or t(2, True) or t(3)
t(1) if t(0, True) else t(2)
print(log)
def chain(a, b, c):
    return a < b < c, a < b > c, a == b == c, a != b != c, not a < b < c, a is b is c, a in [a] in [[a]]
print(chain(1, 2, 3), chain(1, 3, 2), chain(1, 1, 1))
def cond(a, b, c):
    out = []
    if a and b or c: out.append(1)
    if a or b and c: out.append(2)
    if not (a and b) and c: out.append(3)
    if not a or not b: out.append(4)
    if (a if b else c): out.append(5)
    if a is None or b is not None: out.append(6)
    if not (a is None): out.append(7)
    if 0 < a < 5: out.append(8)
    if not 0 < a < 5: out.append(9)
    while a and not b:
        out.append(10)
        break
    else:
        out.append(11)
    return out
for a in (0, 1, 7):
    for b in (0, 1):
        for c in (0, 1):
            print(a, b, c, cond(a, b, c))
print(cond.__name__, (lambda: 0).__name__)
def values(a, b):
    return (a or b, a and b, not a, a or b or "none", a and b and "both", (a or b) and "some", a or (b and "x"))
print(values(0, 1), values(1, 0), values([], ""), values(2, 3))
def assign_logic(x, y):
    x = x and y
    y = y or x or 5
    x = (x or 1) + (y and 2)
    z = x if x > y else y
    x = 1 if x == z else [x for x in range(2)]
    return x, y, z
print(assign_logic(0, 0), assign_logic(3, 2))
class V:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return V(self.v < o.v)
    def __bool__(self): print("bool", self.v); return bool(self.v)
def rich(a, b, c):
    r = a < b < c
    print(type(r).__name__, r.v)
    if not a < b: print("not less")
    if a < b < c: print("chain")
rich(V(1), V(2), V(3)); rich(V(2), V(1), V(3))
nan = float("nan")
print(not nan < 1, nan >= 1, nan != nan, not nan == nan)
if not nan < 1: print("nan is not less")
if not (nan >= 1): print("nan is not greater or equal")
def imm(x):
    return (x + 1, x - 1, x * 3, x // 4, x % 7, x << 2, x >> 1, x & 15, 1 + x, 10 - x, x + 127, x - -128, x ** 2, -x, +x, ~x,
            x == 5, 5 == x, x < 100, 100 > x, x >= -128)
print(imm(5), imm(-9), imm(1 << 60))
def sub(l):
    return l[0], l[-1], l[1:], l[:2], l[:], l[::2], l[1:3], l[-2:], l[len(l) - 1]
print(sub([1, 2, 3, 4]), sub("abcd"))
class S:
    def __getitem__(self, i): return i
s = S()
print(s[1, 2:3, ...], s[::], s[:, 1], s[1:2:3], s[...,], s[(1, 2)], s[None])
print(s[*[1, 2], 3])
def calls(f):
    return f(), f(1), f(1, 2), f(a=1), f(1, b=2), f(*[1]), f(**{"c": 3})
print(calls(lambda *a, **k: (a, k)))
def many(*a): return len(a), a[0], a[-1]
print(many(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,
    42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,
    81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101,102,103,104,105,106,107,108,109,110))
print("abc".upper().lower().replace("a", "x").split("b"))
print((lambda x, *y, z=3, **w: (x, y, z, w))(1, 2, z=4, q=5))
def deep(n): return n
print(deep(deep(deep(deep(deep(deep(deep(deep(deep(deep(deep(deep(deep(deep(deep(deep(deep(deep(deep(deep(1)))))))))))))))))))))
print(((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))
def kwdup():
    try:
        many(**{"a": 1}, **{"a": 2})
    except TypeError:
        return "duplicate"
print(kwdup())
print(1 if 0 else 2, 0 or "x", 1 and "y", not 0, -(2 ** 2), 2 ** -1, "a" "b", 1_000)
assert True, "never"
try:
    assert 0, "message"
except AssertionError as e:
    print(type(e).__name__, e.args)
try:
    assert []
except AssertionError as e:
    print(type(e).__name__, e.args)

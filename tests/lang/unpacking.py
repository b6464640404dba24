a, b = 1, 2
a, b = b, a
print(a, b)
def swaps():
    a, b, c = 1, 2, 3
    a, b, c = c, a, b
    a, b = b, a + b
    i = 0
    l = [0, 0, 0]
    i, l[i] = 1, 9
    l[i], i = 7, 2
    return a, b, c, i, l
print(swaps())
def stars():
    a, *b = [1, 2, 3]
    *c, d = "xyz"
    e, *f, g = range(2)
    (h, (i, *j)), k = (1, (2, 3, 4)), 5
    [l, m] = {6: 0, 7: 0}
    return a, b, c, d, e, f, g, h, i, j, k, l, m
print(stars())
def errors():
    for value in ((1,), (1, 2, 3), 5):
        try:
            a, b = value
        except (ValueError, TypeError) as e:
            print(type(e).__name__)
    try:
        a, *b, c = [1]
    except ValueError:
        print("too few")
errors()
x = y = z = []
x.append(1)
print(x is y is z)
d = {}
d["a"], d["b"] = d["c"] = 1, 2
print(d)
def chain():
    i = l = [1, 2]
    i[0] = i = 5
    return i, l
try:
    print(chain())
except TypeError:
    print("TypeError")
def many():
    v = list(range(120))
    (a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24,
     a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a40, a41, a42, a43, a44, a45, a46, a47,
     a48, a49, a50, a51, a52, a53, a54, a55, a56, a57, a58, a59, *rest) = v
    return a0, a47, a48, a59, rest[0], len(rest)
print(many())
print([*range(3), *"ab"], (*[1], 2), {*[1, 2], 2}, {**{"a": 1}, "b": 2, **{"a": 3}})
def f(*args, **kw):
    return args, kw
print(f(*[1, 2], 3, *(4,), k=5, **{"l": 6}, m=7))
print(f(k=1, *[2]), f(*[], **{}))
t = 1, *[2, 3]
print(t)
for i, *r in [(1, 2, 3), (4,)]:
    print(i, r)
def ret():
    return 1, *[2, 3]
print(ret())
() = []
[] = ()
(q) = 3
print(q)
def aug():
    l = [1, 2, 3]
    k = l
    k += [4]
    l[0] += 10
    l[1] *= 3
    l[2] -= 1
    o = lambda: 0
    n = 7
    n //= 2; n **= 2; n %= 5; n <<= 3; n |= 1; n ^= 3; n &= 0xfe; n >>= 1
    s = "a"
    s *= 3
    s += "b"
    f = 1
    f /= 4
    return l, k is l, n, s, f
print(aug())
class Obj:
    def __init__(self):
        self.v = 1
        self.v += 4
        self.l = [self.v]
        self.l[0] *= 2
print(Obj().v, Obj().l)
class IAdd:
    def __init__(self): self.log = []
    def __iadd__(self, o):
        self.log.append(("iadd", o)); return self
    def __add__(self, o): return "add"
i = IAdd()
j = i
i += 1
print(i is j, i.log)
i = i + 1
print(i, j.log)
def local_iadd():
    a = IAdd()
    b = a
    a = a + 1
    return a, b.log
print(local_iadd())
def del_targets():
    d = {1: 2, 3: 4}
    l = [1, 2, 3, 4, 5]
    o = Obj()
    del d[1], l[0], l[1:3], o.v
    x = y = 1
    del (x, [y])
    del ()
    return d, l, hasattr(o, "v")
print(del_targets())
def self_unpack():
    a = [1, 2]
    a, b = a
    return a, b
print(self_unpack())
def eval_order():
    log = []
    def t(v):
        log.append(v)
        return v
    l = [0, 0, 0, 0]
    l[t(0)], l[t(1)] = t(2), t(3)
    l[t(4) - 4] = l[t(5) - 4] = t(6)
    l[t(1)] += t(7)
    return log, l
print(eval_order())

# Subclasses of built-in types: construction, operations, which overrides are seen.
class I(int): pass
class F(float): pass
class S(str): pass
class B(bytes): pass
class BA(bytearray): pass
class L(list): pass
class T(tuple): pass
class D(dict): pass
class St(set): pass
class Fs(frozenset): pass
class E(Exception): pass
class C(complex): pass
values = [I(5), F(2.5), S("abc"), B(b"abc"), BA(b"abc"), L([1, 2]), T((1, 2)), D(a=1), St([1]), Fs([1]), E("x", 1), C(1, 2)]
for v in values:
    base = type(v).__base__
    print(type(v).__name__, v, isinstance(v, base), str(v) == str(base(v)) if base is not Exception else "-", bool(v))
    v.attr = 1
    v.__dict__["b"] = 2
    print("  ", v.attr, v.b, sorted(v.__dict__), hasattr(v, "nope"))
for v, p in ((I(5), 5), (F(2.5), 2.5), (S("abc"), "abc"), (B(b"abc"), b"abc"), (T((1, 2)), (1, 2)), (Fs([1]), frozenset([1])), (C(1, 2), 1 + 2j)):
    print(v == p, p == v, hash(v) == hash(p), {v: 1}[p], {p: 2}[v], v != p, v in [p], p in {v})
for v, p in ((BA(b"abc"), b"abc"), (L([1, 2]), [1, 2]), (D(a=1), {"a": 1}), (St([1]), {1})):
    print(v == p, p == v, v != p)
    try: hash(v); print("hashable")
    except TypeError: print("unhashable")
# operations give the plain type
def t(x): return type(x).__name__
i = I(7)
print(t(i + 1), t(1 + i), t(-i), t(+i), t(~i), t(abs(i)), t(i * 2), t(i / 2), t(i // 2), t(i % 2), t(i ** 2), t(i << 1), t(i & 1), t(divmod(i, 2)), t(int(i)), t(round(i)), i < 8, 6 < i, range(i), [0] * i, "x" * i, hex(i), "%d %s %r" % (i, i, i), f"{i} {i:04d}", i.bit_length(), i.real, t(i.real), i.numerator)
f = F(2.5)
print(t(f + 1), t(1 + f), t(-f), t(f * 2), t(float(f)), t(int(f)), round(f), f"{f:.2f}", f.is_integer(), t(f.real), f > 2, 2 < f, divmod(f, 2))
s = S("héllo")
print(t(s + "x"), t("x" + s), t(s * 2), t(s[0]), t(s[:]), t(s.upper()), t(str(s)), t(s.strip()), t("".join([s])), "-".join([s, s]), len(s), list(s), s[1], "é" in s, s.find("l"), s.split("l"), "%s" % s, f"{s:>7}", "{}".format(s), s.encode(), t(s.replace("q", "w")), ord(S("a")), s > "a", int(S("12")), float(S("1.5")), getattr(f, S("attr"), "no"), S("a") + S("b"))
b = B(b"abc")
print(t(b + b"x"), t(b[0]), t(b[:]), b.decode(), bytes(b), t(bytes(b)), t(b.upper()), memoryview(b)[1], b.hex(), t(b * 2), b"".join([b]), int.from_bytes(b, "big"))
ba = BA(b"abc")
ba.append(100); ba += b"e"; ba[0] = 65; ba.extend(b"f"); del ba[1]
print(ba, t(ba), t(ba + b""), t(ba[:]), bytes(ba), memoryview(ba)[0], t(ba.upper()))
l = L([3, 1, 2])
l.append(4); l += [5]; l.sort(); l[0] = 9; del l[1]; l[1:1] = [7]
print(l, t(l), t(l + []), t(l[:]), t(l * 2), t(l.copy()), t(list(l)), sorted(l), len(l), 7 in l, l.index(7), [*l], max(l), sum(l), list(reversed(l)), l == [9, 7, 3, 4, 5], l < [10], t(sorted(l)), tuple(l), l.pop())
tu = T([1, 2, 3])
print(tu, t(tu + (4,)), t(tu[:]), t(tu * 1), t(tuple(tu)), len(tu), tu[1], tu.count(1), tu.index(3), 2 in tu, [*tu], tu < (2,), "%s %s %s" % tu, isinstance(tu, tuple), max(tu))
a, b2, c = tu
print(a, b2, c)
d = D({"x": 1}, y=2)
d["z"] = 3; d.update(w=4); del d["x"]
print(d, t(d), t(d.copy()), t(dict(d)), len(d), "y" in d, list(d), d.get("q", 0), d.pop("w"), d == {"y": 2, "z": 3}, t(d | {}), {**d}, dict(**d), list(d.items()), d.setdefault("k", 9), sorted(d.keys()), t(D.fromkeys([1])), D.fromkeys("ab", 1))
st = St([1, 2, 3])
st.add(4); st |= {5}; st.discard(1)
print(sorted(st), t(st), t(set(st)), len(st), 2 in st, st > {2}, sorted(st | {9}), st == {2, 3, 4, 5}, sorted(st - {2}), sorted({1, 2} & st))
fs = Fs([1, 2])
print(fs == {1, 2}, t(frozenset(fs)), fs in {frozenset([1, 2])}, {fs: 1}[frozenset([2, 1])], 1 in fs)
print(repr(I(5)), repr(F(1.0)), repr(S("q")), repr(B(b"q")), repr(L()), repr(T()), repr(D()), repr(C(1j)))

# __new__ and __init__
class I2(int):
    def __new__(cls, v, extra=None):
        self = super().__new__(cls, v * 2)
        self.extra = extra
        return self
    def __init__(self, v, extra=None): self.inited = v
x = I2(4, "e"); print(x, x.extra, x.inited, x + 1, int.__new__(I2, 3), type(int.__new__(I2, 3)).__name__)
class S2(str):
    def __new__(cls, *a): return str.__new__(cls, "-".join(a))
    def __init__(self, *a): self.n = len(a)
print(S2("a", "b"), S2("a", "b").n)
class T2(tuple):
    def __new__(cls, *items): return super().__new__(cls, items)
    @property
    def first(self): return self[0]
print(T2(1, 2), T2(5).first)
class L2(list):
    def __init__(self, *items): super().__init__(items); self.n = len(items)
x = L2(1, 2, 3); print(x, x.n)
list.__init__(x, [9]); print(x); x.__init__(); print(x, x.n)
class L3(list):
    def __init__(self, x): self.x = x
y = L3([1, 2]); print(y, y.x, len(y)); y.append(1); print(y)
class L4(list):
    def __init__(self):
        self.append(1)
        super().__init__()
        self.append(2)
print(L4())
class D2(dict):
    def __init__(self, *a, **k): super().__init__(*a, **k); self.tag = "t"
    def __getattr__(self, n): return self[n] if n in self else "none"
x = D2({"a": 1}, b=2); print(x, x.tag, x.a, x.zz)
class D3(dict):
    def __init__(self): self["pre"] = 1
print(D3(), D3()["pre"])
class St2(set):
    def __init__(self, it): super().__init__([i * 2 for i in it])
print(sorted(St2([1, 2])))
class BA2(bytearray):
    def __init__(self, n): super().__init__(n); self.n = n
print(BA2(3), BA2(2).n)
class Fs2(frozenset):
    def __new__(cls, s): return super().__new__(cls, s.split())
print(sorted(Fs2("b a")))
class E2(Exception):
    def __init__(self, code): self.code = code
e = E2(5); print(e.args, e.code, str(e), e)
class E3(Exception):
    def __init__(self, code): super().__init__("code %d" % code, code); self.code = code
    def __str__(self): return "E3:" + str(self.code)
e = E3(5); print(e.args, e.code, str(e), e, "%s" % e)
class E4(KeyError): pass
print(str(E4("k")), E4("k").args, E4(1, 2).args, issubclass(E4, LookupError))
class E5(Exception):
    def __init__(self):
        raise_it = True
        try: raise self
        except E5 as me: print("raised self", me is self, me.args)
        super().__init__("later")
print(E5().args)
class E6(OSError): pass
print(E6(2, "x").errno, E6("q").args, E6(2, "x").strerror)
class E7(ValueError):
    def __new__(cls, *a):
        o = super().__new__(cls, *a); o.viaNew = a; return o
print(E7(1, 2).viaNew, E7(1, 2).args)
class Mixed(Exception, dict if False else object): pass
for f in (lambda: int.__new__(str, 1), lambda: int.__new__(1), lambda: object.__new__(int), lambda: list.__new__(dict), lambda: object.__new__(1), lambda: tuple.__new__()):
    try: f(); print("no error")
    except TypeError: print("TypeError", end=" ")
print()
# bases before the native one
class Base1:
    def __init__(self, *args): self.args1 = args
    def hello(self): return "hello"
    def __len__(self): return 77
class ML(Base1, list): pass
class MT(Base1, tuple): pass
class MI(Base1, int): pass
m = ML([1, 2, 3]); print(list(m), len(m), m.args1, m.hello(), list.__len__(m))
m.append(1); print(m, m[-1])
m = MT([1, 2, 3]); print(m, tuple.__len__(m), len(m), m.args1)
m = MI(3); print(m + 1, m.args1, len(m))
class ListFirst(list, Base1): pass
m = ListFirst([1]); print(len(m), m.hello(), hasattr(m, "args1"))

# overrides
class OL(list):
    def __iter__(self): return iter(["over", "ridden"])
    def __len__(self): return 42
    def __getitem__(self, i): return "item%s" % (i,)
    def __contains__(self, x): return x == "magic"
    def __repr__(self): return "OL!"
    def __eq__(self, o): return o == "eq"
    def __bool__(self): return False
    def __call__(self, *a): return ("called", a)
    def __hash__(self): return 3
o = OL([1, 2])
print(o, len(o), o[0], o[1:], "magic" in o, 1 in o, o == "eq", o != "eq", bool(o), o(1), list(o), tuple(o), [*o], set(o) == {"over", "ridden"}, sorted(o), "".join(o), dict.fromkeys(o), list(zip(o)), max(o), [x for x in o], hash(o), str(o), [o], f"{o}")
a, b2 = o; print(a, b2)
x = []; x.extend(o); x += o; print(x)
class OD(dict):
    def __getitem__(self, k): return "got " + str(k)
    def __setitem__(self, k, v): super().__setitem__(k, ("set", v))
    def __delitem__(self, k): print("del", k)
    def __iter__(self): return iter(["x", "y"])
    def __contains__(self, k): return True
    def __len__(self): return 5
    def keys(self): return ["k1", "k2"]
    def get(self, k, d=None): return "GET"
d = OD(a=1)
d["b"] = 2; del d["a"]
print(d, d["zz"], d.get("a"), list(d), "nope" in d, len(d), list(dict.items(d)), bool(d))
print({**d}, (lambda **k: k)(**d), dict(d), "%(q)s" % d)
class OS(str):
    def __str__(self): return "STR"
    def __len__(self): return 99
    def __getitem__(self, i): return "I"
    def __iter__(self): return iter("xy")
    def __eq__(self, o): return True
    def __hash__(self): return 1
    def __repr__(self): return "REPR"
    def __format__(self, s): return "FMT" + s
    def __contains__(self, x): return False
    def __add__(self, o): return "ADD"
    def __lt__(self, o): return "LT"
o = OS("abc")
print(o, str(o), repr(o), len(o), o[0], list(o), o == "zzz", f"{o}", f"{o:q}", "%s" % o, "{}".format(o), "a" in o, o + "x", o < 1, o.upper(), "".join([o]), [o], "x".join(["a", o]))
class OI(int):
    def __index__(self): return 2
    def __int__(self): return 3
    def __float__(self): return 4.0
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __bool__(self): return False
    def __hash__(self): return 9
    def __eq__(self, o): return o == "eq"
    def __lt__(self, o): return "lt"
    def __add__(self, o): return "add"
    def __neg__(self): return "neg"
    def __abs__(self): return "abs"
    def __round__(self, n=None): return "round"
    def __format__(self, s): return "fmt" + s
o = OI(1)
print(o, repr(o), int(o), float(o), bool(o), hash(o), o == "eq", o == 1, o < 1, o + 1, -o, abs(o), round(o), f"{o:x}", [10, 20, 30][o], o * 2, 1 if o else 0)
x = o; x += 1; print(x)
class OF(float):
    def __float__(self): return 9.5
    def __int__(self): return 8
    def __repr__(self): return "repr"
    def __add__(self, o): return "add"
o = OF(1.5)
print(o, str(o), float(o), int(o), o + 1, o * 2, 1 + o)
class OT(tuple):
    def __getitem__(self, i): return "item"
    def __iter__(self): return iter("ov")
    def __len__(self): return 2
    def __eq__(self, o): return "eq"
    __hash__ = tuple.__hash__
    def __lt__(self, o): return True
    def __add__(self, o): return "add"
o = OT([1, 2, 3]); print(o[0], list(o), len(o), o == 1, o + (1,), hash(o) == hash((1, 2, 3)), [*o])
x, y = o; print(x, y)
class OB(bytearray):
    def __getitem__(self, i): return "item"
    def __setitem__(self, i, v): print("set", i, v)
    def __iter__(self): return iter([1, 2])
o = OB(b"abc"); o[0] = 9; print(o[0], list(o), bytes(o)[0] in (1, 97))
class OSet(set):
    def __contains__(self, x): return "yes"
    def add(self, x): super().add(x + 1)
    def __iter__(self): return iter([7])
    def __len__(self): return 1000
    def __or__(self, o): return "or"
o = OSet([1]); o.add(1); print(5 in o, len(o), list(o), o | {1}, sorted(set.__iter__(o)))
# list subclass iteration protocol in C functions
class Gen(list):
    def __iter__(self):
        for x in super().__iter__(): yield x * 10
g = Gen([3, 1, 2])
print(sorted(g), sum(g), min(g), list(map(str, g)), list(enumerate(g)), any(g), list(filter(None, g)), [*g, 0], tuple(g), bytes(g), set(g) == {30, 10, 20}, list(reversed(g)), "%s" % g)
# attributes with slots in native subclasses, methods, class attributes
class NL(list):
    limit = 2
    def push(self, x):
        if len(self) >= self.limit: raise OverflowError("full")
        self.append(x)
        return self
n = NL().push(1).push(2)
try: n.push(3)
except OverflowError as e: print(e, n)
# copy of subclasses
print(L([1, 2]) + L([3]), L.__mro__[1] is list, L.append is list.append, list.append(l, 5), l)

import copy
from collections import OrderedDict, defaultdict, deque, namedtuple


class A:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return "A(%r)" % (self.x,)


class Slots:
    __slots__ = ("a", "b")


class L(list):
    pass


class D(dict):
    pass


class WithNew:
    def __new__(cls, v):
        self = super().__new__(cls)
        self.made = v
        return self

    def __getnewargs__(self):
        return (self.made,)


class State:
    def __init__(self):
        self.v = [1]

    def __getstate__(self):
        return {"v": self.v, "extra": 1}

    def __setstate__(self, state):
        self.__dict__.update(state)


class Custom:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep " + str(type(memo).__name__)


a = A([1, 2])
b = copy.copy(a)
c = copy.deepcopy(a)
print(b, b.x is a.x, c, c.x is a.x, c.x == a.x)
data = [1, [2, 3], {"k": (4, [5])}, {6, 7}]
d = copy.deepcopy(data)
print(d == data, d[1] is data[1], d[2]["k"][1] is data[2]["k"][1], copy.copy(data)[1] is data[1])
t = (1, 2)
print(copy.deepcopy(t) is t, copy.copy("x"), copy.deepcopy(None), copy.deepcopy(len) is len, copy.copy(A) is A)
loop = [1]
loop.append(loop)
l2 = copy.deepcopy(loop)
print(l2[1] is l2, l2 is loop)
s = Slots()
s.a = [1]
s2 = copy.copy(s)
print(s2.a is s.a, hasattr(s2, "b"), copy.deepcopy(s).a)
l = L([1, [2]])
l.attr = "x"
l3 = copy.deepcopy(l)
print(l3, type(l3).__name__, l3.attr, l3[1] is l[1], copy.copy(l).attr)
dd = D(a=1)
dd.z = 2
print(copy.copy(dd), copy.copy(dd).z, type(copy.deepcopy(dd)).__name__)
w = copy.copy(WithNew(5))
print(w.made)
st = copy.copy(State())
print(st.v, st.extra)
print(copy.copy(Custom()), copy.deepcopy(Custom()))
print(list(copy.copy(OrderedDict(a=1)).items()), copy.deepcopy(deque([1, 2], 5)), copy.deepcopy(defaultdict(list, {"a": [1]})))
P = namedtuple("P", "x y")
print(copy.copy(P(1, 2)), copy.deepcopy(P(1, [2])))
print(copy.copy(bytearray(b"ab")), copy.copy({1, 2}), copy.copy(frozenset([1])), copy.copy(slice(1, 2)), copy.copy(range(3)))
shared = [0]
two = copy.deepcopy([shared, shared])
print(two[0] is two[1])
e = copy.copy(ValueError("a", 1))
print(repr(e), type(e))

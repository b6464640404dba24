import pickle
from collections import OrderedDict, defaultdict, deque, namedtuple
from enum import Enum

P = namedtuple("P", "x y")


class Color(Enum):
    RED = 1


class A:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return type(o) is A and self.v == o.v


class S:
    __slots__ = ("a",)


class R:
    def __reduce__(self):
        return (complex, (1, 2))


class G:
    def __getstate__(self):
        return 5

    def __setstate__(self, s):
        self.got = s


values = [None, True, 1, -5, 2 ** 70, 1.5, "é", b"x\xff", bytearray(b"q"), (1, (2,)), [1, [2]], {"a": {"b": 1}}, {1, 2}, frozenset([3]), 1 + 2j, range(3), slice(1, 2), A([1]), P(1, 2), OrderedDict(a=1), deque([1], 3), defaultdict(list, a=[1]), Color.RED, len, int, A, ..., NotImplemented]
for protocol in range(6):
    for v in values:
        w = pickle.loads(pickle.dumps(v, protocol))
        if w != v or type(w) is not type(v):
            print("differs", protocol, v, w)
s = S()
s.a = [1]
print(pickle.loads(pickle.dumps(s)).a, pickle.loads(pickle.dumps(R())), pickle.loads(pickle.dumps(G())).got)
l = [1]
l.append(l)
m = pickle.loads(pickle.dumps(l))
print(m[1] is m, repr(pickle.loads(pickle.dumps(ValueError("x", 2)))))
a = [0]
b = pickle.loads(pickle.dumps([a, a]))
print(b[0] is b[1], pickle.dumps([1, "a"], 0), pickle.dumps((1, 2), 2))
try:
    pickle.dumps(lambda: 1)
except (pickle.PicklingError, AttributeError):
    print("cannot pickle")
try:
    pickle.loads(b"garbage")
except Exception as e:
    print("cannot load")
print(pickle.HIGHEST_PROTOCOL)

import collections
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple
from collections.abc import (Callable, Container, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence,
                             Sequence, Set, Sized)

P = namedtuple("P", ["x", "y"], defaults=[5])
p = P(1)
print(p, p.x, p[1], p._asdict(), p._replace(y=9), P._make([3, 4]), P._fields, P._field_defaults, p == (1, 5), hash(p) == hash((1, 5)), P.__doc__, *p)
print(namedtuple("Q", "a def a _b", rename=True)._fields)
for bad in (("X", "a a"), ("X", "class"), ("1X", "a"), ("X", "_a")):
    try:
        namedtuple(*bad)
    except ValueError as e:
        print(e)
c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], sorted(c.elements()), c.total(), c + Counter(a=1), c - Counter("ab"), c & Counter("aab"), c | Counter("zz"), +Counter(a=0, b=1), -Counter(a=-1))
c.update("aa")
c.subtract("b")
print(c["a"], c["b"], Counter(a=1) <= Counter(a=2), Counter(a=1) == Counter(a=1, b=0))
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
o.move_to_end("c", last=False)
print(list(o), o.popitem(last=False), list(reversed(o)), o == {"b": 2, "a": 1}, o == OrderedDict(a=1, b=2))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], len(m), sorted(m), m.new_child({"c": 4})["c"], m.parents["a"], dict(m), m.get("zz", 0))
d = defaultdict(list)
d["x"].append(1)
print(d, d.default_factory, "y" in d)
q = deque([1, 2, 3], maxlen=3)
q.append(4)
q.rotate(1)
print(q, q.maxlen, q.index(2), q.count(4), list(reversed(q)))


class UD(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)


u = UD(a=1)
u["b"] = 2
print(u, u.data, UserList([1, 2]) + [3], UserString("abc").upper(), UserString("a") + "b", len(UserList("ab")))


class MySeq(Sequence):
    def __getitem__(self, i):
        return [10, 20, 30][i]

    def __len__(self):
        return 3


s = MySeq()
print(list(s), 20 in s, s.index(30), s.count(10), list(reversed(s)), isinstance(s, Sized))


class MyMap(MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


mm = MyMap()
mm.update(a=1, b=2)
print(mm.pop("a"), mm.setdefault("c", 3), list(mm.items()), mm == {"b": 2, "c": 3}, mm.popitem(), mm.get("x"), "b" in mm, list(mm.keys()), list(mm.values()))
print(isinstance([], MutableSequence), isinstance({}, Mapping), issubclass(set, Set), isinstance("", Sequence), isinstance(len, Callable), isinstance([], Hashable), isinstance((), Hashable), isinstance(iter([]), Iterator), isinstance(5, Iterable), isinstance({}.keys(), collections.abc.KeysView), isinstance((i for i in ()), collections.abc.Generator), issubclass(int, Container))


class Abstract(Sequence):
    pass


try:
    Abstract()
except TypeError as e:
    print(str(e)[:38])

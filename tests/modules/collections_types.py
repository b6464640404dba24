# collections: namedtuple, deque, OrderedDict.
from collections import *
def error(f):
    try: print(f())
    except Exception as e: print(type(e).__name__)
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p == (1, 2), hash(p) == hash((1, 2)), len(p), list(p), p._fields, p._asdict(), p._replace(x=5), P._make([3, 4]), type(p + (1,)) is tuple)
x, y = p; print(x, y, P.__name__, isinstance(p, tuple), p < (1, 3), {p: 1}[(1, 2)])
error(lambda: P(1)); error(lambda: P(1, 2, 3)); error(lambda: P(1, z=2)); error(lambda: P(1, x=2)); error(lambda: setattr(p, "x", 1)); error(lambda: P._make([1]))
D = namedtuple("D", ["a", "b", "c"], defaults=[8, 9]); print(D(1), D(1, 2), D._field_defaults)
print(namedtuple("R", "a a _b 1c d", rename=True)._fields); error(lambda: namedtuple("T", "a a")); error(lambda: namedtuple("T", "_a")); error(lambda: namedtuple("T", 5))
class Q(namedtuple("Q", "x, y")):
    def total(self): return self.x + self.y
q = Q(3, 4); print(q, q.total(), q._replace(x=0).total(), type(q._replace(x=0)) is Q)
match p:
    case P(x=1, y=b): print("matched", b)

d = deque([1, 2, 3], 5)
d.append(4); d.appendleft(0); print(d, d.pop(), d.popleft(), len(d), d[0], d[-1], list(d), d.maxlen)
d.extend([7, 8, 9]); print(d); d.extendleft([5, 6]); print(d); d.rotate(2); print(d); d.rotate(-1); print(d)
print(2 in d, d == deque(list(d), 5), d != deque([], 5), deque([1], 3) < deque([2], 3)); d[1] = "x"; print(d); error(lambda: d[9]); error(lambda: d[0:1])
d.clear(); print(d, bool(d)); error(d.pop); error(d.popleft); error(lambda: deque([], -1)); print(deque("abc", 0), deque("abc", 2), deque("ab"), deque(maxlen=2))
e = deque([], 10)
for i in range(25): e.append(i)
print(list(e)); e.extend([1, 2]); print(e)
error(lambda: hash(e)); r = deque([], 3); r.append(r); print(r)
big = deque()
for i in range(1000): big.append(i); big.appendleft(-i)
for i in range(900): big.pop(); big.popleft()
print(len(big), big[0], big[-1], sum(big))
class DD(deque): pass
print(DD([1, 2], 3), DD("ab").pop())

o = OrderedDict([("a", 1), ("b", 2)]); o["c"] = 3; o.move_to_end("a"); print(list(o)); o.move_to_end("c", last=False); print(list(o.items()), o.popitem(), len(o), list(reversed(o)))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, isinstance(o, dict), OrderedDict.fromkeys("ab", 1) == {"a": 1, "b": 1}); error(OrderedDict().popitem); error(lambda: o.move_to_end("zz"))

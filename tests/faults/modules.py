import collections
import functools
import io
import itertools
import operator

d = collections.deque((), 10)
for i in range(14):
    d.append(i)
d.appendleft(99)
print(list(d), d.popleft(), d.pop())
P = collections.namedtuple("P", ["x", "y"])
p = P(1, y=2)
print(p, p._replace(x=5) if hasattr(p, "_replace") else P(5, 2), p[0] + p.y)
o = collections.OrderedDict([("b", 1), ("a", 2)])
o["c"] = 3
print(list(o.items()))
c = collections.Counter("mississippi")
print(c.most_common(2))
dd = collections.defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    dd[k].append(v)
print(dict(dd))
print(list(itertools.permutations("abc", 2)), list(itertools.product([1, 2], "xy")), list(itertools.islice(itertools.count(5), 3)))
print([(k, list(g)) for k, g in itertools.groupby("aabbc")], list(itertools.chain.from_iterable([[1], [2, 3]])))
print(list(itertools.combinations(range(4), 2)), list(itertools.accumulate([1, 2, 3])))


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(20), fib.cache_info().hits)
s = io.StringIO("line 1\nline 2\n")
print(s.readline(), s.read(), operator.itemgetter(1, 0)("ab"), operator.attrgetter("x")(p))
w = io.BytesIO()
for i in range(10):
    w.write(b"chunk %d;" % i)
print(len(w.getvalue()), w.seek(3), w.read(5))

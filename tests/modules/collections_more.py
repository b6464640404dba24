# needs: full-level
# collections: what deque has beyond a queue; defaultdict.
from collections import *
def error(f):
    try: print(f())
    except Exception as e: print(type(e).__name__)
d = deque([1, 2, 3], 5)
d.append(4); d.extend([7, 8, 9]); d.extendleft([5, 6]); d.rotate(1); print(d)
print(2 in d, d.count(9), list(reversed(d)), d == deque(list(d), 5), d != deque([], 5), deque([1], 3) < deque([2], 3), d.copy() == d, deque([1, 2], 4) + deque([3], 4), deque([1, 2], 3) * 2)
d[1] = "x"; print(d, d.index("x")); d.remove("x"); print(d); d.insert(1, "i"); print(d); d.reverse(); print(d); error(lambda: d.insert(0, 1)); error(lambda: d[9]); error(lambda: d.remove(99)); error(lambda: d.index(99)); error(lambda: d[0:1])
dd = defaultdict(list); dd["a"].append(1); print(dd["a"], len(dd), "b" in dd, dd.get("b"), dd, dd.default_factory is list, dd.copy() == dd, defaultdict(int, {1: 2}, x=3)); error(lambda: defaultdict()["x"]); error(lambda: defaultdict(5))
dd.default_factory = None; error(lambda: dd["q"])
class Sub(defaultdict): pass
s = Sub(int); s["x"] += 1; print(s["x"], s["y"])
# A deque that changes while it is walked.
def outcome(name, f):
    try: print(name, f())
    except RuntimeError as e: print(name, "RuntimeError")
d = deque([1, 2, 3], 5)
outcome("deque grows", lambda: [d.append(i) for i in d])
d = deque([1, 2, 3], 5)
outcome("deque shrinks", lambda: [d.popleft() for i in d])
e = deque([1], 10)
e += [1, 2]; print(e)
o = OrderedDict(a=1, b=2, c=3); print(o.popitem(last=False), o.popitem(last=True), list(o))

import pprint
from collections import OrderedDict, defaultdict, deque, Counter
from dataclasses import dataclass

data = {"name": "x" * 30, "list": list(range(30)), "nested": {"a": (1, 2, 3), "b": [{"deep": {"er": ["stuff"] * 5}}]}, "s": {7}}
pprint.pprint(data)
pprint.pprint(data, width=40, indent=2)
pprint.pprint(data, compact=True, width=50)
pprint.pprint(data, depth=2)
pprint.pprint(defaultdict(int, {"x": 1}))
pprint.pprint(deque(range(5)))
print(pprint.pformat({"b": 1, "a": 2}), pprint.pformat({"b": 1, "a": 2}, sort_dicts=False))
pprint.pprint("a long string " * 10, width=40)
pprint.pprint(b"bytes " * 20, width=40)
pprint.pprint((1,)), pprint.pprint([]), pprint.pprint(frozenset([1]))
pprint.pprint(1234567, underscore_numbers=True)
pprint.pp({"z": 1, "a": 2})
a = [1]
a.append(a)
print(pprint.isrecursive(a), pprint.isreadable(a), pprint.isreadable([1, "x"]), pprint.saferepr({"a": 1}))


@dataclass
class Point:
    x: int
    y: str = "some text that is long enough to wrap"


pprint.pprint(Point(1), width=30)
pprint.pprint([Point(1, "a"), Point(2, "b")], width=25)

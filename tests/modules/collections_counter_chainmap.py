# needs: full-level
from collections import Counter, ChainMap
def error(f):
    try: print(f())
    except Exception as e: print(type(e).__name__)
c = Counter("abracadabra"); print(c["a"], c["z"], c.most_common(2), len(c), c.total(), sorted(c.elements()))
c.update("aaz"); c.subtract({"b": 5}); print(sorted(c.items()), Counter(a=3) + Counter(a=1, b=2), Counter(a=3, b=1) - Counter(a=1, b=2), Counter(a=3, b=1) & Counter(a=1, b=2), Counter(a=3) | Counter(b=2), +Counter(a=-1, b=2), -Counter(a=-1), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2))
print(Counter(), Counter([1, 1, 2]), Counter({"x": 3}), isinstance(c, dict))

m = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(m["a"], m["b"], len(m), sorted(m), "b" in m, m.get("q", 0), dict(m) == {"a": 1, "b": 3}); m["b"] = 9; print(m.maps, m.parents, m.new_child({"z": 1})["z"], sorted(m.items())); del m["b"]; print(m["b"]); error(lambda: m["q"]); error(lambda: m.pop("b"))

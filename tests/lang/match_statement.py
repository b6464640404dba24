class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Color:
    RED = "red"
def f(v):
    match v:
        case 0: return "zero"
        case -1 | 1: return "one"
        case 1.5: return "float"
        case "a" | "b" as s: return "str " + s
        case None: return "none"
        case True: return "true"
        case Color.RED: return "RED"
        case []: return "empty"
        case [x]: return ("single", x)
        case [1, *rest]: return ("starts with 1", rest)
        case [*_, 9]: return "ends with 9"
        case (a, (b, c)): return ("nested", a, b, c)
        case [a, *m, z]: return ("ends", a, m, z)
        case {"k": 1}: return "k is 1"
        case {"k": v2, **rest}: return ("mapping", v2, rest)
        case {}: return "mapping"
        case Point(0, y): return ("on y", y)
        case Point(x=px, y=0): return ("on x", px)
        case Point(): return "point"
        case int(n) if n > 100: return ("big", n)
        case int() | float(): return "number"
        case str(s): return ("other str", s)
        case _: return "other"
for v in (0, 1, -1, 1.5, "a", "b", None, True, "red", [], [5], (1, 2, 3), [2, 9], (3, (4, 5)), [4, 5, 6, 7],
          {"k": 1}, {"k": 2, "z": 3}, {"q": 1}, Point(0, 5), Point(3, 0), Point(1, 1), 1000, 50, 2.5, "zzz", b"by", range(2), object):
    print(repr(v) if not isinstance(v, (Point, type)) else "obj", f(v))
def seq(v):
    match v:
        case [Point(x, y), *_] if x == y: return ("diag", x)
        case [Point(x=a) | [a, _], b]: return ("alt", a, b)
        case [[a, b], [c, d]]: return a + b + c + d
        case {"p": Point(x=x), "l": [first, *_]}: return (x, first)
    return "no"
print(seq([Point(2, 2)]), seq([Point(1, 2), 3]), seq([[7, 8], 9]), seq([[1, 2], [3, 4]]), seq({"p": Point(5, 6), "l": "no"}),
      seq({"p": Point(5, 6), "l": [8]}))
match = 1
case = match + 1
print(match, case)
def tuple_subject(a, b):
    match a, b:
        case 0, 0: return "origin"
        case 0, _: return "y axis"
        case _, 0: return "x axis"
        case x, y if x == y: return "diagonal"
    return "elsewhere"
print([tuple_subject(*p) for p in ((0, 0), (0, 1), (1, 0), (2, 2), (2, 3))])
def in_loop(items):
    out = []
    for i in items:
        match i:
            case 0: continue
            case 9: break
            case _: out.append(i)
    else:
        out.append("else")
    return out
print(in_loop([0, 1, 2]), in_loop([1, 9, 2]))
def binds():
    match (1, 2):
        case (a, 3): pass
        case (b, c): pass
    try:
        a
    except NameError:
        return b, c, "a unset"
    return "bound"
r = binds()
print(r[:2])
x = 5
match x:
    case y: print("module level", y)

print([x for x in range(30) if x % 7 == 0], [[i * j for j in range(4)] for i in range(3)])
print({x: str(x) for x in range(12)}, {x % 5 for x in range(20)})
print(tuple(x + y for x in "ab" for y in "cd"), [(a, b) for a, (b, *c) in [(1, (2, 3)), (4, (5,))]])
print([y := 3, y**2], [z for z in [1, 2, 3, 4] if (h := z % 2)], h)
m = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in m] for i in range(3)], [*range(3), *[9]], {**{"a": 1}, "b": [i for i in range(3)]})
print(sorted({k: v for k, v in zip("cab", range(3))}.items()), any(x > 3 for x in m[1]), all([]), max((len(r) for r in m), default=0))
print(list(filter(None, [0, 1, "", "x"])), sum([[1], [2]], []), min("hello", key=lambda c: -ord(c)))
match [1, {"k": (2, 3)}, "x"]:
    case [int(a), {"k": (b, c), **rest}, str() as s]:
        print(a, b, c, rest, s)

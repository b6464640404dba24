a = []
for i in range(50):
    a.append(i * 7 % 50)
a.extend(range(10))
a.insert(3, "x")
a += [1, 2, 3]
a[5:9] = [0] * 12
del a[::7]
print(len(a), a[:6], a.index("x"), a.count(0))
b = a * 2 + a[::-1]
print(len(b), b[-3:], [*b[:2], *"ab"])
s = set()
for i in range(60):
    s.add(i % 40)
    s.add((i, str(i)))
for i in range(20):
    s.discard((i, str(i)))
print(len(s), len(s | {1, 2, "y"}), len(s & set(range(100))), len(s ^ {0, 1, 900}), len(s - {3}))
f = frozenset("hello world")
print(sorted(f), f == set("hello world"), {f: 1}[frozenset("helo wrd")])
t = tuple(a) + (1,) * 3
print(len(t), t[-4:], hash((1, 2)) == hash((1, 2)))
x, *y, z = range(12)
print(x, y, z, list(zip("abc", range(3))), list(map(lambda p, q: p + q, [1, 2], [3, 4])))
a.reverse()
print(a[:3], repr([[], (), {1}, {}]), list(enumerate("ab", 5)), list(reversed([1, 2, 3])))

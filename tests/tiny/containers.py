# list, tuple, dict, set, frozenset, bytes, bytearray, range.
a = [3, 1, 2]
a.append(5)
a.extend((7, 8))
a.insert(1, 9)
print(a, a.pop(), a.pop(0), a, len(a), a.index(2), a.count(1))
a.remove(9)
a.sort()
a.reverse()
print(a, a[0], a[-1], a[1:3], a[::-1], a[::2], a[-2:], a[:1] + [0] * 3, a * 2, a == [7, 5, 2, 1])
a[0] = "x"
a[1:3] = [10, 11, 12]
del a[0]
print(a, a < [10, 12], [1, [2, [3]]], [] < [1], not [])
del a[1:]
a.clear()
print(a, a.copy(), list("abc"), list(range(3)))
words = ["banana", "kiwi", "apple", "fig"]
words.sort(key=len)
print(words)
words.sort(reverse=True)
print(words, min(words), max(words, key=len))
t = (1, "two", None)
print(t, t[1], t + (4,), len(t), t * 2, t[1:], t.index("two"), t.count(1), (5,), (), hash((1, 2)) == hash((1, 2)), (1, 2) < (1, 3))
a, b, c = t
print(a, b, c)
d = {"one": 1, 2: "two", (3, 4): [5]}
d["new"] = None
print(d, d["one"], d.get(2), d.get("nothing"), d.get("nothing", 0), len(d), 2 in d, "x" in d)
d["one"] = 11
del d[2]
print(list(d), list(d.keys()), list(d.values()), list(d.items()), d.pop("one"), d.pop("one", "gone"))
d.update({"u": 1}, v=2)
print(d, d.setdefault("u", 9), d.setdefault("w", 9), {**d, "z": 0}, dict([(1, 2)], k=3), dict(a=1))
for key, value in {"a": 1, "b": 2}.items():
    print(key, value)
big = {}
for i in range(200):
    big[i * 7] = i
for i in range(0, 200, 2):
    del big[i * 7]
print(len(big), big[7], sum(big.values()), 14 in big, list(big)[:5], {1: 2} == {1: 2}, {1: 2} != {1: 3})
try:
    {[]: 1}
except TypeError:
    print("unhashable")
d.clear()
print(d, bool(d), d or "empty")
s = {3, 1, 2, 3}
s.add(4)
s.discard(9)
s.remove(1)
print(sorted(s), len(s), 2 in s, sorted(s | {7}), sorted(s & {2, 3}), sorted(s - {2}), sorted(s ^ {2, 9}), s == {2, 3, 4}, {2} < s, s >= {3})
s.update([8, 9])
s |= {10}
s -= {8}
print(sorted(s), set(), {1}, frozenset([1]), set("aa"), {frozenset([1, 2]): "f"}[frozenset([2, 1])], {5}.pop())
try:
    s.remove("x")
except KeyError:
    print("KeyError")
b = b"bytes\x00\xff"
print(b, b[0], b[1:3], len(b), b + b"!", b"a" in b, b == b"bytes\x00\xff", list(b"ab"), bytes(3), bytes([1, 2]), b"abc".decode(), "é".encode())
ba = bytearray(b"ab")
ba.append(99)
ba.extend(b"de")
ba[0] = 65
print(ba, ba[1], len(ba), ba == b"Abcde", bytes(ba), bytearray(2), bytes(bytearray([1, 2])[1:]))
print(b"a,b".split(b","), b"xy".replace(b"x", b"z"), b"abc".find(b"c"), b" s ".strip(), b"-".join([b"1", b"2"]), b"ab" * 2)
r = range(2, 10, 3)
print(r, len(r), list(r), r[1], r[-1], 5 in r, 6 in r, list(reversed(range(4))), range(0) == range(5, 5), list(range(5, 0, -2)), bool(range(0)))
nest = [1]
nest.append(nest)
print(nest)
x = [[0] * 2 for _ in range(2)]
x[0][1] = 5
print(x, [i for row in x for i in row], [*x[0], *"ab"], (*x[0], 9), {*x[0]} == {0, 5})
for bad in ("[1][5]", "(1,)[1]", "{}[0]", "[1].pop(4)", "[].pop()", "'a'[3]", "range(2)[2]", "b'a'[1]"):
    try:
        eval(bad)
    except (IndexError, KeyError) as e:
        print(type(e).__name__, end=" ")
print()
for bad in ("[1]['a']", "1[0]", "[1] + (2,)", "len(5)", "for_x", "{1}[0]", "(1)[0]", "b'a'[0].x"):
    try:
        eval(bad)
    except (TypeError, NameError, AttributeError) as e:
        print(type(e).__name__, end=" ")
print()
d = {i: str(i) for i in range(5)}
for k in list(d):
    if k % 2:
        del d[k]
print(d, list(zip(d, d.values())), sorted(d, reverse=True))
try:
    for k in d:
        d[k + 100] = 1
except RuntimeError:
    print("changed size")

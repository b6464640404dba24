class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return (self.n,) < (other.n,)

    def __repr__(self):
        return "I%d" % self.n


x = 1
values = []
for i in range(60):
    x = x * 1103515245 + 12345 & 0x7FFFFFFF
    values.append(x % 100)
print(sorted(values))
print(sorted(values, reverse=True)[:10], sorted(map(str, values))[:8])
print(sorted([Item(v) for v in values[:20]]))
values.sort(key=lambda v: (v % 10, -v))
print(values[:20])
print(sorted("the quick brown fox jumps".split(), key=len), sorted([(2, "b"), (1, "z"), (2, "a")]))
print(sorted({3: 0, 1: 0}), min(values), max(Item(v) for v in values[:5]), sorted([1.5, 1, True, -2**70]))
items = [3, 1, "two", 4]
try:
    items.sort()
except TypeError:
    print("TypeError", len(items))


def bad_key(v):
    if v == 4:
        raise KeyError(v)
    return -v


items = [1, 2, 3, 4, 5]
try:
    items.sort(key=bad_key)
except KeyError:
    print(items)

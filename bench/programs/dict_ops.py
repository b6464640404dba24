# Dicts: filling, looking up, counting, updating, deleting, iterating; int, str and tuple keys.


def fill(n):
    d = {}
    for i in range(n):
        d[i * 7919 % n] = i
    return d


def count(items):
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts


def main():
    n = 500000
    d = fill(n)
    assert len(d) == n
    s = 0
    for i in range(n):
        if i in d:
            s += d[i]
    assert s == n * (n - 1) // 2
    for i in range(0, n, 2):
        del d[i]
    assert len(d) == n // 2 and 0 not in d and 1 in d
    total = 0
    for key, value in d.items():
        total += key
    assert total == (n // 2) ** 2
    names = ["name" + str(i % 997) for i in range(n)]
    counts = count(names)
    assert len(counts) == 997 and sum(counts.values()) == n and counts["name0"] == 502
    grid = {}
    for x in range(300):
        for y in range(300):
            grid[x, y] = x * y
    neighbours = 0
    for x, y in grid:
        if (x + 1, y) in grid:
            neighbours += 1
    assert neighbours == 299 * 300
    small = 0
    for i in range(150000):
        p = {"x": i, "y": 1, "z": 2}
        small += p["x"] + p["y"]
    assert small == 150000 * 149999 // 2 + 150000
    merged = {}
    for i in range(100):
        merged.update(counts)
        merged["extra%d" % i] = i
    assert len(merged) == 997 + 100 and list(merged)[-1] == "extra99"


main()

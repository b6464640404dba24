# Comprehensions: list, dict, set, nested, with conditions; unpacking; zip, enumerate, map, filter.


def pythagorean(n):
    return [(a, b, c) for a in range(1, n) for b in range(a, n) for c in range(b, n) if a * a + b * b == c * c]


def transpose(m):
    return [[row[i] for row in m] for i in range(len(m[0]))]


def main():
    assert len(pythagorean(150)) == 87
    m = [[i * 50 + j for j in range(50)] for i in range(200)]
    for _ in range(120):
        m = transpose(m)
    assert m[3][4] == 154 and len(m) == 200
    squares = {i: i * i for i in range(300000)}
    assert sum([v for k, v in squares.items() if k % 3 == 0]) == 2999955000150000
    back = {v: k for k, v in squares.items()}
    assert back[299999 * 299999] == 299999
    last = {i * i % 1009 for i in range(300000)}
    assert len(last) == 505
    pairs = [(a, b) for a, b in zip(range(300000), range(300000, 0, -1))]
    assert all([a + b == 300000 for a, b in pairs])
    assert sum([i * x for i, x in enumerate([1] * 300000)]) == 300000 * 299999 // 2
    assert sum(map(lambda x: x + 1, filter(lambda x: x % 2, range(400000)))) == 200000 * 200000 + 200000
    flat = [x for row in m for x in row]
    assert sorted(flat) == list(range(10000))


for _ in range(2):
    main()

# Generators: pipelines, delegation with yield from, recursion, send().


def count_to(n):
    i = 0
    while i < n:
        yield i
        i += 1


def only_even(items):
    for i in items:
        if i % 2 == 0:
            yield i


def squares(items):
    for i in items:
        yield i * i


class Tree:
    def __init__(self, low, high):
        middle = (low + high) // 2
        self.value = middle
        self.left = Tree(low, middle) if middle > low else None
        self.right = Tree(middle + 1, high) if middle + 1 < high else None

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def averager():
    total = 0
    n = 0
    mean = 0
    while True:
        x = yield mean
        total += x
        n += 1
        mean = total // n


def main():
    n = 2000000
    k = n // 2
    assert sum(squares(only_even(count_to(n)))) == 4 * (k - 1) * k * (2 * k - 1) // 6
    tree = Tree(0, 30000)
    for _ in range(6):
        expected = 0
        for value in tree:
            assert value == expected
            expected += 1
        assert expected == 30000
    a = averager()
    next(a)
    for i in range(500000):
        mean = a.send(i)
    assert mean == 249999
    assert sum(x for x in range(500000) if x & 1) == 250000 * 250000


for _ in range(2):
    main()

# Closures: making them, calling them, changing what they hold.


def make_counter(step):
    n = 0

    def count():
        nonlocal n
        n += step
        return n

    return count


def compose(f, g):
    return lambda x: f(g(x))


def adder(k):
    return lambda x: x + k


def cells(n):
    total = 0
    squares = []

    def visit(i):
        nonlocal total
        total += i
        if i % 1000 == 0:
            squares.append(i * i)

    for i in range(n):
        visit(i)
    return total, squares


def main():
    counters = [make_counter(step) for step in range(1, 11)]
    for _ in range(200000):
        for count in counters:
            count()
    assert [count() for count in counters] == [200001 * step for step in range(1, 11)]
    f = adder(0)
    for k in range(1, 20):
        f = compose(f, adder(k))
    s = 0
    for i in range(20000):
        s += f(i)
    assert s == 20000 * 19999 // 2 + 20000 * 190
    total, squares = cells(1000000)
    assert total == 1000000 * 999999 // 2 and len(squares) == 1000
    s = 0
    for i in range(500000):
        s += adder(i)(1)
    assert s == 500000 * 499999 // 2 + 500000


for _ in range(2):
    main()

# Raising, catching and passing exceptions; try blocks in which nothing happens; finally; with.


class Refused(Exception):
    def __init__(self, n):
        super().__init__("refused", n)
        self.n = n


class Subtle(Refused):
    pass


def check(n):
    if n % 5 == 0:
        raise Refused(n)
    if n % 7 == 0:
        raise Subtle(n)
    return n


def deep(n, depth):
    if depth == 0:
        return check(n)
    return deep(n, depth - 1)


class Scope:
    def __init__(self):
        self.entered = 0
        self.left = 0
        self.failed = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, kind, value, traceback):
        self.left += 1
        if kind is not None:
            self.failed += 1
        return kind is Refused


def main():
    n = 500000
    passed = refused = subtle = finished = 0
    for i in range(n):
        try:
            check(i)
            passed += 1
        except Subtle as e:
            subtle += e.n == i
        except Refused as e:
            refused += e.args[1] == i
        finally:
            finished += 1
    assert refused == n // 5
    assert subtle == n // 7 + 1 - (n // 35 + 1)
    assert passed + refused + subtle == finished == n
    caught = 0
    for i in range(30000):
        try:
            deep(i, 10)
        except Refused:
            caught += 1
    assert caught == 6000 + 4286 - 858
    scope = Scope()
    for i in range(100000):
        with scope:
            if i % 4 == 0:
                raise Refused(i)
    assert (scope.entered, scope.left, scope.failed) == (100000, 100000, 25000)
    d = {}
    missing = 0
    for i in range(300000):
        try:
            d[i]
        except KeyError:
            missing += 1
    assert missing == 300000


for _ in range(2):
    main()

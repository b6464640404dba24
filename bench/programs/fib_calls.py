# Calls of plain functions: Fibonacci numbers the slow way, Ackermann, mutual recursion.


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def with_defaults(a, b=2, c=3):
    return a + b * c


def main():
    assert fib(31) == 1346269
    for _ in range(10):
        assert ackermann(2, 60) == 123
    for _ in range(1000):
        assert is_even(200) and not is_odd(200)
    s = 0
    for i in range(600000):
        s += with_defaults(i) + with_defaults(i, 1) + with_defaults(i, c=5)
    assert s == 3 * (600000 * 599999 // 2) + 600000 * (6 + 3 + 10)


main()

# Float arithmetic: a logistic map, a series and Newton's iteration.


def logistic(x, r, n):
    for _ in range(n):
        x = r * x * (1.0 - x)
    return x


def leibniz(n):
    s = 0.0
    sign = 1.0
    for k in range(n):
        s += sign / (2.0 * k + 1.0)
        sign = -sign
    return 4.0 * s


def newton_roots(n):
    total = 0.0
    for i in range(1, n):
        x = float(i)
        guess = x * 0.5 + 0.5
        while True:
            better = 0.5 * (guess + x / guess)
            if abs(better - guess) < 1e-9:
                break
            guess = better
        total += better
    return total


def main():
    x = logistic(0.3, 2.5, 4000000)
    assert abs(x - 0.6) < 1e-12
    assert abs(leibniz(2000000) - 3.141592653589793) < 1e-6
    n = 60000
    exact = 2.0 / 3.0 * n**1.5 - 0.5 * n**0.5 - 0.2078862
    assert abs(newton_roots(n) - exact) < 1e-2


for _ in range(2):
    main()

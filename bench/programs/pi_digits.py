# Big integers: digits of pi by a spigot, a long factorial, powers with modulus, Fibonacci by doubling.


def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    out = []
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), 10 * (3 * q + r) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return out


def fibonacci(n):
    if n == 0:
        return 0, 1
    a, b = fibonacci(n >> 1)
    c = a * (2 * b - a)
    d = a * a + b * b
    return (d, c + d) if n & 1 else (c, d)


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def main():
    digits = pi_digits(2400)
    assert "".join([str(d) for d in digits[:20]]) == "31415926535897932384"
    assert digits[761 + 1 : 761 + 7] == [9, 9, 9, 9, 9, 9]  # the six nines from the 762nd decimal on
    assert sum(digits[1:1001]) == 4476
    f, g = fibonacci(200000)
    assert g * g - g * f - f * f == 1  # Cassini's identity
    assert f % 10**6 == 853125
    n = factorial(2000)
    assert n // factorial(1998) == 2000 * 1999
    p = (1 << 521) - 1
    for a in range(3, 40):
        assert pow(a, p - 1, p) == 1
    text = str(factorial(1000))
    assert len(text) == 2568 and int(text) == factorial(1000)


for _ in range(2):
    main()

# Products, quotients, sums and shifts of integers of all lengths around those where the algorithms change.
state = 12345


def number(bits):
    global state
    n = 0
    for _ in range(bits // 31 + 1):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        n = n << 31 | state
    return n >> n.bit_length() - bits if n.bit_length() > bits else n | 1 << bits - 1


total = 0
for n in list(range(1, 40)) + list(range(100, 4000, 331)):
    for m in (1, 2, 3, n, n // 2 + 1, 2 * n + 1):
        a, b = number(n * 17 + 1), number(m * 19 + 1)
        p = a * b
        q, r = divmod(p + a // 3, b)
        assert q * b + r == p + a // 3 and 0 <= r < b
        assert p // a == b and p % a == 0
        assert (a + b) - b == a and (a - b) + b == a
        assert a << m >> m == a and (a << 64 * m) - (a << 64 * m - 1) == a << 64 * m - 1
        total = (total + p % 1000003 + q % 999983 * (r % 7919) + (a ^ b) % 101 + (-a // b) % 211) % 1000000007
print(total)

# All digits full: carries run through.
for n in (1, 2, 3, 4, 59, 60, 61, 64, 121, 200):
    a = (1 << 32 * n) - 1
    print(n, a * a == (1 << 64 * n) - (1 << 32 * n + 1) + 1, (a * a) // a == a, a + 1 == 1 << 32 * n, a * (a - 1) % a)

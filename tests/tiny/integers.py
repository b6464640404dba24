# ints of any size: every operator, mixed signs, conversion to and from text, hashing and comparison.
values = [0, 1, -1, 2, -2, 7, -7, 255, -256, 65535, 65536, -65537, 2**30 - 1, 2**30, -(2**30), -(2**30) - 1, 2**31, 2**32 - 1, 2**32, -(2**33) + 5, 2**64, -(2**64) - 1, 10**20, -(10**25), 3**70]
for a in values:
    line = [a, -a, ~a, abs(a), bool(a), hex(a), bin(a % 77)]
    print(*line)
checksum = 0
for a in values:
    for b in values:
        r = [a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a <= b, a > b, a >= b, a == b, a != b]
        if b:
            q, m = divmod(a, b)
            assert q * b + m == a and (m == 0 or (m < 0) == (b < 0)) and abs(m) < abs(b), (a, b)
            r += [a // b, a % b, q, m]
        for v in r:
            checksum = (checksum * 31 + v) % 1000000007
print(checksum)
for n in (0, 1, 5, 15, 16, 17, 31, 32, 33, 64, 100):
    print(n, 1 << n, -1 << n, (1 << n) - 1 >> n // 2, -(3**n) >> n // 3, 12345678901234567890 >> n)
print(2**0, 2**10, 2**100, (-3) ** 5, (-3) ** 4, 10**30, 7**77)
print(fact := 1, end=" ")
for i in range(1, 61):
    fact *= i
print(fact)
for i in range(60, 0, -1):
    assert fact % i == 0
    fact //= i
print(fact)
for text in ("0", "123456789012345678901234567890", "-987654321098765432109876543210", "+5", "0007"):
    print(int(text), int(text) + 1)
print(int("ff" * 20, 16), int("-0b101", 0), int("0o17", 0), int("z", 36), int("deadbeef", 16), 0xFFFFFFFFFF, 0o777, 0b1111, 1_000_000_000_000)
print(hash(5) == 5, hash(2**80) == hash(2**80), {2**70: "big"}[2**70], 2**70 in {2**70}, True + True, True == 1, {1: "a"}[True], False * 5)
print(1 if 2**64 else 0, not 0, min(values), max(values), sum(values), sorted(values)[:3])
print(-7 // 2, -7 % 2, 7 // -2, 7 % -2, -8 // 2, -1 >> 100, 1 >> 100, 5 & -2, -5 | 3, -5 ^ 12)
a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(a)
x = 2**200 + 12345
print(x % 10**9, x // 10**50, str(x)[-5:], x == int(str(x)), -x < x, x - x, x & (2**70 - 1), x >> 190)
for bad in ("1 // 0", "1 % 0", "2**70 // 0", "divmod(1, 0)", "1 << -1", "1 >> -2", "int('12x')", "1 + 'a'", "'a' * 2**40 if 0 else 1 + None", "int([])"):
    try:
        print(eval(bad))
    except (ZeroDivisionError, ValueError, TypeError) as e:
        print(type(e).__name__, end=" ")
print()
i = 2**30 - 3
for _ in range(6):
    i += 1
    print(i, end=" ")
i = -(2**30) + 3
for _ in range(6):
    i -= 1
    print(i, end=" ")
print()

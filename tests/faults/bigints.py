a = 1
for i in range(1, 60):
    a *= i
print(a, a % 997, -a // 10**40, a >> 100, a & (1 << 70) - 1)
b = 3**200
print(b, b * a - a * b, divmod(a, 12345678901234567890), pow(b, 99, 10**30 + 7))
print(hex(b)[:40], oct(a)[-10:], bin(1 << 70), int("ff" * 20, 16), str(-b)[:5], f"{b:,}"[:20])
print((-b) | 12345, ~b % 100, b ^ a & 0xFFFF, (1 << 100) - (1 << 99), abs(-b) == b, -b < a, hash(b) == hash(3**200))
print(b.to_bytes(60, "little")[:8], int.from_bytes(b"\xff" * 12, "big"), float(b), int(1e30), b.bit_length())
print(2**64 + 0.5, (2**70) / (2**68), round(12345678901234567890123, -5), 10**25 // 7**10, sum([2**62] * 5))

# needs: double-floats
from fractions import Fraction as F
import math

print(F(3, 4), F(6, -8), F("3/7"), F(" -3/9 "), F("1.25"), F("1e-2"), F(0.5), F(7))
print(repr(F(3, 4)), hash(F(3, 1)) == hash(3), hash(F(1, 2)) == hash(0.5))
x, y = F(1, 3), F(5, 7)
print(x + y, x - y, x * y, x / y, x // y, x % y, divmod(y, x), -x, +x, abs(-x))
print(x ** 2, x ** -2, (x ** 0.5), 2 ** F(2), F(4, 9) ** F(1, 2))
print(x + 1, 1 - x, 2 * x, 1 / x, x + 0.5, 0.5 - x, x == F(2, 6), x == 0.25, F(1, 2) == 0.5)
print(x < y, x <= y, x > y, x >= y, x < 1, x > 0.1, sorted([F(3, 2), F(1, 3), F(7, 8)]))
print(math.floor(F(7, 3)), math.ceil(F(7, 3)), round(F(7, 3)), round(F(22, 7), 2), math.trunc(F(-7, 3)), int(F(9, 2)), float(F(1, 8)))
print(F(3.14159).limit_denominator(1000), F.from_float(0.75), F(22, 7).as_integer_ratio(), F(5, 2).numerator, F(5, 2).denominator)
print(bool(F(0)), bool(F(1, 9)), F(3, 4).real, F(3, 4).imag, F(3, 4).conjugate(), complex(F(1, 2)))
print(sum([F(1, n) for n in range(1, 20)]))
for bad in ("abc", "1/0", "", "1//2"):
    try:
        print(F(bad))
    except (ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
try:
    F(1, 0)
except ZeroDivisionError as e:
    print(e)
try:
    F(1.5, 2)
except TypeError as e:
    print(e)

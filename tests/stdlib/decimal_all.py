# needs: double-floats
import decimal
from decimal import Decimal as D, Context, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, getcontext, localcontext

print(D("1.1") + D("2.2"), D("1") / D("3"), D("1.20") * 3, D(7) // 2, D(-7) % 3, D("2") ** 10, D("0.1") + D("0.2") == D("0.3"))
print(repr(D("1E+5")), D("1E+5"), D("123.4500").normalize(), D("3.14159").quantize(D("0.01")), D("2.675").quantize(D("0.01"), ROUND_HALF_EVEN), D("1.9").to_integral_value(), D("-0"), D("NaN"), D("Infinity"))
print(D(0.1), D("1e400"), D(10).sqrt(), D(2).exp(), D(10).ln(), D(1000).log10(), D("1.5").as_tuple(), D("0.25").as_integer_ratio(), int(D("7.9")), float(D("1.5")), round(D("2.5")), round(D("2.567"), 1))
print(D("1.5") > 1, D("1.5") < 1.6, D(1) == 1, max(D(1), D(2)), sum([D("0.1")] * 10), abs(D("-3")), -D(3), +D("1.0"), D("1.23").compare(D("1.24")), D("12345.678").to_eng_string(), f"{D('1234567.891'):,.2f}", format(D("0.00012"), "e"))
with localcontext() as ctx:
    ctx.prec = 5
    print(D(1) / D(7), ctx.prec)
    ctx.rounding = ROUND_UP
    print(D(1) / D(7))
print(D(1) / D(7), getcontext().prec, Context(prec=3, rounding=ROUND_DOWN).divide(D(2), D(3)))
for bad in (lambda: D(1) / D(0), lambda: D("abc"), lambda: D(-1).sqrt(), lambda: D("1e5").quantize(D("1e-30"))):
    try:
        bad()
    except decimal.DecimalException as e:
        print(type(e).__name__)
print(sorted([D("3"), D("1.5"), D("-2")]), hash(D("2")) == hash(2), D("1.10") == D("1.1"), D("1.10").is_signed(), D("Infinity").is_infinite(), D("100").adjusted(), D.from_float(0.5), D((0, (1, 2), -1)))

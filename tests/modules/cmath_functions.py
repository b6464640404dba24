# needs: double-floats full-level
import cmath

functions = ["exp", "log", "log10", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan",
             "asinh", "acosh", "atanh"]
points = [0.5, -0.5, 2.0, -2.0, 3j, -3j, 1 + 2j, -1.5 + 0.25j, 3 - 4j, 1e-5 + 1e-3j, -2 - 0.0j, 2 + 0.0j, 20 + 30j]


def text(z):
    # no sign of a rounding error
    return "%.10g %.10g" % (z.real if abs(z.real) > 1e-14 else 0, z.imag if abs(z.imag) > 1e-14 else 0)


for name in functions:
    for z in points:
        print(name, z, text(getattr(cmath, name)(z)))
for z in points:
    print(text(complex(*cmath.polar(z))), "%.12g" % cmath.phase(z), text(cmath.rect(*cmath.polar(z))))
print(cmath.sqrt(-1), cmath.sqrt(-4), cmath.sqrt(complex(-4, -0.0)), cmath.sqrt(0), cmath.sqrt(1e-310) != 0)
print(cmath.isnan(complex("nan")), cmath.isinf(complex("inf")), cmath.isfinite(1), cmath.isclose(1, 1 + 1e-12j))
print(text(cmath.log(8, 2)), cmath.pi, cmath.tau, cmath.infj, cmath.nanj)
for f, args in ((cmath.log, (0,)), (cmath.atanh, (1,)), (cmath.sqrt, ("1",)), (cmath.exp, ([],)), (cmath.exp, (1e4,))):
    try:
        print(f(*args))
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__)

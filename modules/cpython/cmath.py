# cmath — functions of complex numbers, after W. Kahan's "Branch Cuts for Complex Elementary Functions": square roots
# and inverse functions keep signs of zero, so that they are right on both sides of their cuts.
import math
from math import atan2, copysign, hypot

pi, e, tau, inf, nan = math.pi, math.e, math.tau, math.inf, math.nan
infj, nanj = complex(0.0, inf), complex(0.0, nan)


def _number(z):
    if isinstance(z, (str, bytes, bytearray)):
        raise TypeError("must be real number, not " + type(z).__name__)
    return complex(z)


def _times_i(z):
    return complex(-z.imag, z.real)


def _over_i(z):
    return complex(z.imag, -z.real)


def phase(z):
    z = _number(z)
    return atan2(z.imag, z.real)


def polar(z):
    z = _number(z)
    return abs(z), atan2(z.imag, z.real)


def rect(r, phi):
    r, phi = float(r), float(phi)
    if phi == 0.0:
        return complex(r, r * phi)
    if math.isinf(phi):
        if r == 0.0:
            return complex(r)
        raise ValueError("math domain error")
    return complex(r * math.cos(phi), r * math.sin(phi))


def isfinite(z):
    z = _number(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isinf(z):
    z = _number(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isnan(z):
    z = _number(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    a, b = _number(a), _number(b)
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol


# ---- Exponential, logarithm, square root


def exp(z):
    z = _number(z)
    if z.imag == 0.0:
        return complex(math.exp(z.real), z.imag)
    if z.real > 700.0:  # may overflow although the product does not
        scale = math.exp(z.real - 1.0)
        r = complex(scale * math.cos(z.imag) * e, scale * math.sin(z.imag) * e)
        if isinf(r) and math.isfinite(z.real):
            raise OverflowError("math range error")
        return r
    scale = math.exp(z.real)
    return complex(scale * math.cos(z.imag), scale * math.sin(z.imag))


def _log_abs(x, y):
    x, y = abs(x), abs(y)
    if x == 0.0 and y == 0.0:
        raise ValueError("math domain error")
    larger, smaller = max(x, y), min(x, y)
    if larger > 1e308 or larger < 1e-307:  # scaled by a power of two
        shift = 1000 if larger < 1.0 else -100
        if math.isinf(larger):
            return inf
        return math.log(hypot(math.ldexp(x, shift), math.ldexp(y, shift))) - shift * math.log(2.0)
    h = hypot(x, y)
    if 0.7 < h < 1.75:
        return math.log1p((larger - 1.0) * (larger + 1.0) + smaller * smaller) / 2.0
    return math.log(h)


def log(z, base=None):
    z = _number(z)
    r = complex(_log_abs(z.real, z.imag), atan2(z.imag, z.real))
    return r if base is None else r / log(base)


def log10(z):
    r = log(z)
    return complex(r.real / math.log(10.0), r.imag / math.log(10.0))


def sqrt(z):
    z = _number(z)
    x, y = abs(z.real), abs(z.imag)
    if x == 0.0 and y == 0.0:
        return complex(0.0, z.imag)
    if math.isinf(y):
        return complex(inf, z.imag)
    if max(x, y) < 1e-300:
        root = math.sqrt(math.ldexp(x, 108) + hypot(math.ldexp(x, 108), math.ldexp(y, 108))) * math.ldexp(1.0, -54)
        root /= math.sqrt(2.0)
    else:
        root = 2.0 * math.sqrt(x / 8.0 + hypot(x / 8.0, y / 8.0))
    other = y / (2.0 * root)
    if z.real >= 0.0:
        return complex(root, copysign(other, z.imag))
    return complex(other, copysign(root, z.imag))


# ---- Hyperbolic and trigonometric functions


def sinh(z):
    z = _number(z)
    return complex(math.cos(z.imag) * math.sinh(z.real), math.sin(z.imag) * math.cosh(z.real))


def cosh(z):
    z = _number(z)
    return complex(math.cos(z.imag) * math.cosh(z.real), math.sin(z.imag) * math.sinh(z.real))


def tanh(z):
    z = _number(z)
    if abs(z.real) > 350.0:
        small = 4.0 * math.sin(z.imag) * math.cos(z.imag) * math.exp(-2.0 * abs(z.real))
        return complex(copysign(1.0, z.real), small)
    a, b = math.tanh(z.real), math.tan(z.imag)
    shrink = 1.0 / math.cosh(z.real)
    below = 1.0 + (a * b) * (a * b)
    return complex(a * (1.0 + b * b) / below, b / below * shrink * shrink)


def sin(z):
    return _over_i(sinh(_times_i(_number(z))))


def cos(z):
    return cosh(_times_i(_number(z)))


def tan(z):
    return _over_i(tanh(_times_i(_number(z))))


def acos(z):
    z = _number(z)
    a, b = sqrt(complex(1.0 - z.real, -z.imag)), sqrt(complex(1.0 + z.real, z.imag))
    return complex(2.0 * atan2(a.real, b.real), math.asinh(b.real * a.imag - b.imag * a.real))


def acosh(z):
    z = _number(z)
    a, b = sqrt(complex(z.real - 1.0, z.imag)), sqrt(complex(z.real + 1.0, z.imag))
    return complex(math.asinh(a.real * b.real + a.imag * b.imag), 2.0 * atan2(a.imag, b.real))


def asinh(z):
    z = _number(z)
    a, b = sqrt(complex(1.0 + z.imag, -z.real)), sqrt(complex(1.0 - z.imag, z.real))
    return complex(math.asinh(a.real * b.imag - b.real * a.imag), atan2(z.imag, a.real * b.real - a.imag * b.imag))


def asin(z):
    return _over_i(asinh(_times_i(_number(z))))


def atanh(z):
    z = _number(z)
    if copysign(1.0, z.real) < 0.0:
        return -atanh(-z)
    x, y = z.real, abs(z.imag)
    if x > 1e150 or y > 1e150:
        h = hypot(x / 2.0, y / 2.0)
        return complex(x / 4.0 / h / h, -copysign(pi / 2.0, -z.imag))
    if x == 1.0 and y < 1e-150:
        if y == 0.0:
            raise ValueError("math domain error")
        return complex(-math.log(math.sqrt(y) / math.sqrt(hypot(y, 2.0))), copysign(atan2(2.0, -y) / 2.0, z.imag))
    real = math.log1p(4.0 * x / ((1.0 - x) * (1.0 - x) + y * y)) / 4.0
    return complex(real, -atan2(-2.0 * z.imag, (1.0 - x) * (1.0 + x) - y * y) / 2.0)


def atan(z):
    return _over_i(atanh(_times_i(_number(z))))

# needs: full-level
# Corners of formats, powers, memoryview attributes, dir() and proxies.
def attempt(f, *args):
    try:
        print(f(*args))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError) as e:
        print(type(e).__name__)


print("{:5c}|{:<5c}|{:^5c}".format(97, 97, 97))
attempt(format, 1 + 2j, "010f")
attempt(format, 1 + 2j, "=20")
print(format(1 + 2j, ">10"))
print((-0.0) ** float("-inf"), 0.0 ** float("-inf"))
attempt(pow, 0.0, -1.0)
m = memoryview(b"abc")
print(m.suboffsets, m.contiguous, m.f_contiguous)
print("__add__" in dir([]), "__len__" in dir(list), "__missing__" in dir({}), "__next__" in dir(iter([])))
print(set(dir(object)) <= set(dir(1)), "__class__" in dir(5))


class A:
    def f(self):
        pass


A.f.known = 1
print("known" in dir(A().f), "known" in dir(A.f))


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)

    def __getattribute__(self, name):
        return getattr(object.__getattribute__(self, "target"), name)


class B(A):
    def f(self):
        super().f()
        return super(B, self).f


print(isinstance(Proxy(3), int), isinstance(Proxy(A()), A), isinstance(Proxy(A()), str), isinstance(Proxy(B()), A))
print(B.__dict__["f"](Proxy(B())).__name__)
try:
    exec("match 1:\n case {0: _, False: _}: pass")
except SyntaxError:
    print("SyntaxError")

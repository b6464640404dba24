# Names: local, global, nonlocal, closures in loops and classes, del; import of built-in modules.
import sys
import gc, sys as system
from sys import exit as leave

print(callable(leave), gc.collect() >= 0, system is sys)
print(sys.version_info[0], sys.byteorder)
x = "global"


def outer():
    x = "outer"

    def inner():
        nonlocal x
        x = "changed"

        def innermost():
            return x

        return innermost

    read = inner()
    return read(), x


print(outer(), x)


def unbound():
    try:
        return later
    except NameError:
        pass
    later = 1
    del later
    try:
        return later
    except NameError:
        return "unbound"


print(unbound())


class Scope:
    x = "class"
    y = x + "!"
    z = [i for i in range(3)]

    def method(self):
        return x


print(Scope.x, Scope.y, Scope.z, Scope().method())


def many(a, b):
    c = a + b
    d = [c + i for i in range(b)]
    e = {k: v for k, v in zip("ab", d)}
    f = lambda y, z=c: (y, z, a)
    del c
    return d, sorted(e.items()), f(1)


print(many(1, 2))


def delete():
    v = [1]
    del v[0]

    def reads():
        return v

    del v
    try:
        reads()
    except NameError:
        return "deleted cell"


print(delete())
try:
    import missing_module
except ImportError:
    print("ImportError")
try:
    from sys import nothing_here
except ImportError:
    print("ImportError")
print([n for n in (1, 2, 3) if n > 1], x)
print(__name__)
for source in ("x = = 1", "def f(:", "return 1", "for", "if x\n  pass", "1 = x", "'abc", "f(a b)", "break", "a b", "x = (1", "class", "  x = 1\n y = 2", "nonlocal q", "f(**a, *b)", "def f(a, a): pass", "del 1", "lambda: (yield"):
    try:
        exec(source)
        print("no error", source)
    except SyntaxError:
        pass
print("done")

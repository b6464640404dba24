import functools


def counter(start=0):
    n = start
    history = []

    def step(by=1, *, quiet=False):
        nonlocal n
        n += by
        history.append(n)
        return n if not quiet else None

    def report():
        return history, n

    return step, report


step, report = counter(10)
for i in range(5):
    step(i, quiet=i % 2 == 0)
print(report(), step(by=100))


def decorate(prefix):
    def wrapper(f):
        def inner(*args, **kwargs):
            return prefix, f(*args, **kwargs)

        return inner

    return wrapper


@decorate("p")
@decorate("q")
def target(a, b=2, *rest, c, d=4, **others):
    return a, b, rest, c, d, sorted(others.items())


print(target(1, c=3), target(1, 2, 3, 4, c=5, z=6, y=7))
fs = [lambda x, i=i: x * i for i in range(6)]
print([f(2) for f in fs], (lambda *a, **k: (a, k))(1, 2, x=3))
print(functools.reduce(lambda a, b: a + [b], range(5), []), functools.partial(pow, 2)(10))


def recursive(n):
    def go(k):
        return 1 if k == 0 else k * go(k - 1)

    return go(n)


print(recursive(25))
args = [1, 2]
kwargs = {"c": 9, "extra": [1]}
print(target(*args, *"ab", **kwargs))
try:
    target(1)
except TypeError:
    print("TypeError")
x: int = 5
print([[(i, j, x) for j in range(2)] for i in range(2)])

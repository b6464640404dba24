# needs: full-level
# When iter() is called, and the context of what is thrown into generators.
class It:
    def __iter__(self):
        print("iter")
        return iter([1, 2])


g = (x for x in It())
print("made")
print(list(g))
try:
    (x for x in 5)
except TypeError:
    print("TypeError")
a = [1]
g = (x for x in a)
a.append(2)
print(list(g))


def f():
    try:
        raise KeyError("k")
    except KeyError:
        try:
            yield 1
        except ValueError as e:
            print(repr(e.__context__.args))
            yield 2


g = f()
next(g)
g.throw(ValueError)


def inner():
    try:
        yield 1
    finally:
        print("closed")


def outer():
    try:
        yield from inner()
    except GeneratorExit as e:
        print("exit", e.args)
        raise


for thrown in GeneratorExit, GeneratorExit(5):
    g = outer()
    next(g)
    try:
        g.throw(thrown)
    except GeneratorExit:
        print("GeneratorExit")


def h():
    while True:
        try:
            yield
        except Exception as e:
            print(type(e).__name__, e.args[0] if type(e) is TypeError else e.args)


g = h()
next(g)
g.throw(ValueError, ValueError(1))
g.throw(ValueError, (1, 2))
try:
    g.throw(ValueError(1), "foo")
except TypeError as e:
    print(e)

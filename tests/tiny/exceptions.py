# raise, try, except, else, finally in all their combinations, and what built-in operations raise.
def attempt(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__


print(attempt(lambda: 1 // 0), attempt(lambda: [][1]), attempt(lambda: {}["k"]), attempt(lambda: undefined))
print(attempt(lambda: int("x")), attempt(lambda: "a" + 1), attempt(lambda: None.x), attempt(lambda: 1()))
print(attempt(lambda: [1].index(2)), attempt(next, iter([])), attempt(lambda: 1 << -1), attempt(chr, -1))


def order(kind):
    log = []
    try:
        log.append("try")
        if kind == 1:
            raise ValueError("v")
        if kind == 2:
            raise KeyError("k")
        if kind == 3:
            return log
    except ValueError as e:
        log.append("except " + str(e))
    except (KeyError, IndexError):
        log.append("tuple")
    else:
        log.append("else")
    finally:
        log.append("finally")
    log.append("after")
    return log


for kind in range(4):
    print(order(kind))


def returns():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            yield i
        finally:
            yield -i


print(list(returns()))


def override():
    try:
        return "try"
    finally:
        print("finally runs")


print(override())


def nested():
    try:
        try:
            raise ValueError(1)
        finally:
            print("inner finally")
    except ValueError as e:
        try:
            raise TypeError(2) from e
        except TypeError as t:
            print("inner", t)
        print("outer", e)
        raise


print(attempt(nested))
try:
    try:
        raise IndexError("first")
    except IndexError:
        raise KeyError("second")
except KeyError as e:
    print("second", e.args)
try:
    raise RuntimeError
except Exception as e:
    print(repr(e), e.args)
print(repr(ValueError("a", 1)), str(ValueError("a", 1)), str(KeyError("x")), str(ValueError()))
try:
    e
except NameError:
    print("the name is gone")


class Base(Exception):
    pass


class Derived(Base):
    pass


try:
    raise Derived("d")
except Base as e:
    print(type(e).__name__, isinstance(e, Base), e.args)
try:
    raise 5
except TypeError:
    print("not an exception")


def deep(n):
    if n == 0:
        raise ValueError("deep")
    deep(n - 1)


print(attempt(deep, 20))


def bare():
    raise


print(attempt(bare))
try:
    raise SystemExit(3)
except BaseException as e:
    print(type(e).__name__, e.args)
while True:
    try:
        break
    finally:
        print("break through finally")
for i in range(2):
    try:
        pass
    except ValueError:
        pass
    else:
        print("else", i)
try:
    raise StopIteration(4)
except StopIteration as e:
    print(e.value)

class Failure(ValueError):
    def __init__(self, code, text):
        super().__init__(code, text)
        self.code = code

    def __str__(self):
        return "failure %d" % self.code


def risky(n):
    if n % 3 == 0:
        raise Failure(n, "three")
    if n % 3 == 1:
        return {}["missing"]
    return [][n]


for i in range(6):
    try:
        risky(i)
    except Failure as e:
        print(f"Failure {e} {e.args} {e.code}")
    except (KeyError, IndexError) as e:
        print(f"{type(e).__name__} {e}")
    finally:
        print("finally", i)


def chained():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise RuntimeError("outer") from e


try:
    chained()
except RuntimeError as e:
    print(str(e), type(e.__cause__).__name__, e.__context__ is e.__cause__)


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        print("exit")
        return kind is KeyError


with Manager() as m:
    raise KeyError("swallowed")
try:
    with Manager(), Manager():
        raise LookupError("gone")
except LookupError as e:
    print(e.args[0])


def deep(n):
    return deep(n - 1) if n else int("no number")


try:
    deep(20)
except ValueError as e:
    print("ValueError")
try:
    raise ExceptionGroup("group", [ValueError(1), TypeError(2)])
except* ValueError as g:
    print("values", len(g.exceptions))
except* TypeError as g:
    print("types", len(g.exceptions))
try:
    assert [] == {}, "assertion text %d" % 3
except AssertionError as e:
    print(e)
try:
    print(undefined_name)
except NameError as e:
    print("NameError")

import contextlib
import io
from contextlib import ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress, ContextDecorator, AbstractContextManager


@contextmanager
def tag(name):
    print("<%s>" % name)
    try:
        yield name.upper()
    except ValueError as e:
        print("caught", e)
    finally:
        print("</%s>" % name)


with tag("a") as t:
    print(t)
with tag("b"):
    raise ValueError("x")
try:
    with tag("c"):
        raise KeyError("k")
except KeyError as e:
    print("out", e)


@tag("deco")
def f(x):
    print("in f", x)
    return x


print(f(3))
with suppress(ZeroDivisionError, KeyError):
    1 / 0
print("after")
out = io.StringIO()
with redirect_stdout(out):
    print("hidden")
print(repr(out.getvalue()))


class R:
    def close(self):
        print("closed")


with closing(R()) as r:
    print(type(r).__name__)
with nullcontext(5) as n:
    print(n)
with ExitStack() as stack:
    for i in range(3):
        stack.enter_context(tag(str(i)))
    stack.callback(print, "callback", 1, end="!\n")
    stack.push(lambda *exc: print("exit", exc[0]) or True)
    raise RuntimeError("swallowed")
s = ExitStack()
s.callback(print, "later")
with s.pop_all():
    print("popped")


class CM(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *exc):
        print("exit", exc[0] and exc[0].__name__)
        return False


@CM()
def g():
    print("g")


g()
print(isinstance(CM(), AbstractContextManager), issubclass(R, AbstractContextManager))


@contextmanager
def bad():
    if False:
        yield


try:
    with bad():
        pass
except RuntimeError as e:
    print(e)


@contextmanager
def twice():
    yield 1
    yield 2


try:
    with twice():
        pass
except RuntimeError as e:
    print(e)

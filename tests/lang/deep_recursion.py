# needs: deep-stack full-level
# Recursion through every kind of call: deep where it may be deep, RuntimeError where it is endless, never a crash.


def outcome(name, f):
    try:
        result = f()
        print(name, "ok", result if isinstance(result, (int, bool)) else type(result).__name__)
    except RuntimeError as e:
        print(name, e)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def endless():
    return endless()


def endless_arguments(*a, **k):
    return endless_arguments(*a, **k)


outcome("20000 calls", lambda: depth(20000))
for i in range(3):
    outcome("endless", endless)
outcome("star", lambda: endless_arguments(1, b=2))
outcome("20000 calls", lambda: depth(20000))


class GetAttr:
    def __getattr__(self, name):
        return getattr(self, name)


class GetAttribute:
    def __getattribute__(self, name):
        return self.name


class Printed:
    def __repr__(self):
        return repr(self)

    def __str__(self):
        return str([self])


class Recursive:
    def __eq__(self, other):
        return [self] == [Recursive()]

    def __hash__(self):
        return hash((self,))

    def __add__(self, other):
        return self + other

    def __iadd__(self, other):
        self += other
        return self

    def __lt__(self, other):
        return sorted([self, other])

    def __call__(self):
        return self()

    def __len__(self):
        return len(self)

    def __bool__(self):
        return bool(self)

    def __iter__(self):
        return iter(self)

    def __getitem__(self, i):
        return self[i]

    def __setitem__(self, i, v):
        self[i] = v

    def __contains__(self, x):
        return x in self

    def __format__(self, specification):
        return format(self, specification)

    def __enter__(self):
        with self:
            pass

    def __exit__(self, *arguments):
        pass

    def __setattr__(self, name, value):
        setattr(self, name, value)

    def __delattr__(self, name):
        delattr(self, name)

    def __index__(self):
        return [1][self]

    def __int__(self):
        return int(self)

    def __neg__(self):
        return -self

    def __instancecheck__(self, other):
        return isinstance(other, self)

    @property
    def attribute(self):
        return self.attribute

    @classmethod
    def class_method(cls):
        return cls.class_method()


r = Recursive()
for name, f in [
    ("__getattr__", lambda: GetAttr().x),
    ("__getattribute__", lambda: GetAttribute().x),
    ("repr", lambda: repr(Printed())),
    ("str", lambda: str(Printed())),
    ("join", lambda: ",".join(map(str, [Printed()]))),
    ("f-string", lambda: f"{Printed()}"),
    ("%", lambda: "%s" % Printed()),
    ("==", lambda: r == Recursive()),
    ("hash", lambda: hash(r)),
    ("dict key", lambda: {r: 1}),
    ("+", lambda: r + 1),
    ("+=", lambda: r.__iadd__(1)),
    ("<", lambda: r < r),
    ("()", lambda: r()),
    ("len", lambda: len(r)),
    ("bool", lambda: not r),
    ("iter", lambda: iter(r)),
    ("[]", lambda: r[1]),
    ("[]=", lambda: r.__setitem__(1, 2)),
    ("in", lambda: 1 in r),
    ("format", lambda: format(r, "x")),
    ("with", lambda: r.__enter__()),
    ("setattr", lambda: setattr(r, "x", 1)),
    ("delattr", lambda: delattr(r, "x")),
    ("index", lambda: [1][r]),
    ("int", lambda: int(r)),
    ("neg", lambda: -r),
    ("isinstance", lambda: isinstance(1, r)),
    ("property", lambda: r.attribute),
    ("classmethod", Recursive.class_method),
]:
    outcome(name, f)


class Meta(type):
    def __call__(cls):
        return cls()


class Made(metaclass=Meta):
    pass


class Nested:
    def __init__(self):
        self.inner = Nested()


class New:
    def __new__(cls):
        return New()


class Hook:
    def __init_subclass__(cls, **keywords):
        type("Sub", (Hook,), {}) # not of cls: the chain of classes would take more memory than calls have stack


class Descriptor:
    def __get__(self, instance, owner):
        return instance.d

    def __set__(self, instance, value):
        instance.d = value


class Described:
    d = Descriptor()


class Upper:
    def f(self):
        return super().__repr__() and self.f()


class Lower(Upper):
    def f(self):
        return super().f()


outcome("metaclass", lambda: Made())
outcome("__init__", Nested)
outcome("__new__", New)
outcome("__init_subclass__", lambda: type("Y", (Hook,), {}))
outcome("descriptor get", lambda: Described().d)
outcome("descriptor set", lambda: setattr(Described(), "d", 1))
outcome("super", lambda: Lower().f())


def key(x):
    return sorted([1], key=key)


def mapped(x):
    return list(map(mapped, [1]))


def biggest(x):
    return max([1], key=biggest)


def filtered(x):
    return list(filter(filtered, [1]))


outcome("sort key", lambda: key(1))
outcome("map", lambda: mapped(1))
outcome("max", lambda: biggest(1))
outcome("filter", lambda: filtered(1))


def evaluated():
    return eval("evaluated()")


def executed():
    exec("executed()")


outcome("eval", evaluated)
outcome("exec", executed)


def with_finally(n):
    try:
        with_finally(n + 1)
    finally:
        n += 1


def raised_again():
    try:
        raised_again()
    except RuntimeError:
        raise


def caught():
    try:
        caught()
    except RuntimeError:
        return "caught"


outcome("finally", lambda: with_finally(0))
outcome("raise again", raised_again)
outcome("caught", caught)


# Generators and iterators
def delegating():
    yield from delegating()


def looping():
    for x in looping():
        yield x


def countdown(n):
    if n:
        yield from countdown(n - 1)
    yield n


async def awaiting():
    await awaiting()


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration:
        pass


outcome("yield from itself", lambda: list(delegating()))
outcome("for in itself", lambda: list(looping()))
outcome("1000 generators", lambda: sum(countdown(1000)))
outcome("await", lambda: run(awaiting()))


def nest(make, n):
    iterator = iter([1])
    for i in range(n):
        iterator = make(iterator)
    return iterator


outcome("10000 maps", lambda: list(nest(lambda it: map(lambda x: x, it), 10000)))
for name, make in [("filter", lambda it: filter(None, it)), ("enumerate", enumerate), ("zip", zip), ("generator", lambda it: (x for x in it))]:
    outcome("10000 " + name, lambda: len(list(nest(make, 10000))))
    outcome("200000 " + name, lambda: len(list(nest(make, 200000))))

# Exceptions
last = None
for i in range(100000):
    e = ValueError(i)
    e.__cause__ = last
    last = e
try:
    raise last
except ValueError as e:
    print("long chain of causes", e)
last = e = None

a, b = ValueError("a"), ValueError("b")
a.__cause__ = b
b.__cause__ = a
a.__context__ = b
b.__context__ = a
try:
    try:
        raise a
    except ValueError:
        raise b
except ValueError as e:
    print("cycle", e, e.__cause__, e.__context__)


def long_context(n):
    try:
        if n:
            long_context(n - 1)
        raise KeyError(n)
    except Exception as e:
        raise ValueError(n)


try:
    long_context(1000)
except ValueError as e:
    n = 0
    while e is not None:
        e = e.__context__
        n += 1
    print("contexts", n)

# Classes
c = object
for i in range(2000):
    c = type("C%d" % i, (c,), {"x": i} if i < 10 else {})
print(len(c.__mro__), c().x, hasattr(c(), "nothing"), isinstance(c(), c.__mro__[1000]), issubclass(c, c.__mro__[1999]))

# needs: full-level
# Corners of classes and functions that libraries rely on.
import abc
import operator


# Wrappers are initialised again by subclasses.
class marked(classmethod):
    def __init__(self, function):
        super().__init__(function)
        self.mark = function.__name__


class C:
    @marked
    def f(cls):
        return cls.__name__


print(C.f(), C.__dict__["f"].mark)


class static(staticmethod):
    def __init__(self, function):
        super().__init__(lambda: function() + 1)


class D:
    @static
    def f():
        return 1


print(D.f())

# Properties are abstract if one of their functions is.
p = property(lambda self: 1)
print(p.__isabstractmethod__)


class A(abc.ABC):
    @property
    @abc.abstractmethod
    def x(self):
        return 1

    def get(self):
        return 1

    @abc.abstractmethod
    def put(self, v):
        pass

    y = property(get, put)


print(A.x.__isabstractmethod__, A.y.__isabstractmethod__, sorted(A.__abstractmethods__))


class Claims(abc.ABC):
    __subclasses__ = lambda: 42


try:
    issubclass(int, Claims)
except TypeError:
    print("TypeError")


# pow() with three arguments asks the class first.
class I(int):
    def __pow__(self, other, modulus=None):
        return ("pow", int(self), int(other), modulus)


print(pow(I(2), 3), pow(I(2), 3, 5), pow(2, I(3), 5))


# __length_hint__: errors of type TypeError mean nothing is known.
class NoLength:
    def __len__(self):
        raise TypeError("no")

    def __iter__(self):
        return iter([1, 2])


print(list(NoLength()), operator.length_hint(NoLength(), 7))


class Hint:
    def __init__(self, hint):
        self.hint = hint

    def __length_hint__(self):
        if isinstance(self.hint, Exception):
            raise self.hint
        return self.hint


for hint in 3, NotImplemented, TypeError(), ValueError("v"), -1, "a":
    try:
        print(operator.length_hint(Hint(hint), 9))
    except (TypeError, ValueError) as e:
        print(type(e).__name__)


class L(list):
    pass


print(operator.length_hint(L([1, 2])), operator.length_hint(iter([1, 2, 3])))


# __set_name__ and the order of the namespace
class Recorder(dict):
    def __setitem__(self, name, value):
        print("set", name)
        dict.__setitem__(self, name, value)


class Meta(type):
    def __prepare__(name, bases):
        return Recorder()

    def __new__(meta, name, bases, namespace):
        return type.__new__(meta, name, bases, dict(namespace))


class R(metaclass=Meta):
    a = 1


# Defaults and code of functions can be exchanged.
def f(a, b=2, *, c=3):
    return a, b, c


def g(a, b, *, c):
    return "g", a, b, c


f.__code__ = g.__code__
print(f(1), f.__name__)
del f.__defaults__
print(f.__defaults__)
try:
    f(1)
except TypeError:
    print("TypeError")
try:
    f.__code__ = 5
except TypeError:
    print("TypeError")


def outer():
    n = 1

    def inner():
        return n

    return inner


try:
    f.__code__ = outer().__code__
except ValueError:
    print("ValueError")
other = g.__code__.replace(co_name="h", co_filename="x.py")
print(other.co_name, other.co_filename, g.__code__.co_name, other.co_argcount)
f.__code__ = other
print(f(1, 2, c=3))
print(f.__builtins__["len"] is len)
try:
    Exception[int]
except TypeError:
    print("TypeError")

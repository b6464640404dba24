import keyword
import numbers
import operator
import reprlib
import stat
import types
from abc import ABC, ABCMeta, abstractmethod
from types import MappingProxyType, MethodType, SimpleNamespace

print(operator.itemgetter(1, 2)("abc"), operator.attrgetter("real", "imag")(3), operator.methodcaller("upper")("x"), operator.add(1, 2), operator.iadd([1], [2]), operator.length_hint([1, 2]), operator.index(True), operator.countOf([1, 1], 1), operator.not_(0))
print(isinstance(5, numbers.Integral), isinstance(1.5, numbers.Real), isinstance(1j, numbers.Complex), isinstance(True, numbers.Number), issubclass(int, numbers.Rational))
print(keyword.iskeyword("for"), keyword.iskeyword("foo"), len(keyword.kwlist) > 30, keyword.issoftkeyword("match"))
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(10)}), reprlib.repr(10 ** 60))
print(stat.filemode(0o100755), stat.filemode(0o40700), stat.S_ISDIR(0o40000), stat.S_IMODE(0o100644), stat.S_ISREG(0o100644))
n = SimpleNamespace(a=1, b="x")
n.c = [1]
print(n, n == SimpleNamespace(a=1, b="x", c=[1]), vars(n))
m = MappingProxyType({"k": 1})
print(m["k"], len(m), "k" in m, m)
try:
    m["k"] = 2
except TypeError as e:
    print("TypeError")
print(MethodType(lambda self, x: (self, x), 5)(6), types.new_class("N", (), {}, lambda ns: ns.update(v=3)).v, type(types.ModuleType("mod")).__name__, isinstance(len, types.BuiltinFunctionType), isinstance(lambda: 0, types.FunctionType), isinstance(operator, types.ModuleType), types.DynamicClassAttribute.__name__)


class A(ABC):
    @abstractmethod
    def f(self): ...

    @property
    @abstractmethod
    def p(self): ...

    @classmethod
    @abstractmethod
    def c(cls): ...


print(sorted(A.__abstractmethods__))
try:
    A()
except TypeError:
    print("abstract")


class B(A):
    def f(self):
        return "f"

    p = 1

    @classmethod
    def c(cls):
        return "c"


print(B().f(), B.c(), isinstance(B(), A), issubclass(B, A))


class Reg(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        return hasattr(C, "quack") or NotImplemented


class Duck:
    quack = 1


class Goose:
    pass


print(isinstance(Duck(), Reg), isinstance(Goose(), Reg), Reg.register(Goose) is Goose, isinstance(Goose(), Reg), issubclass(int, Reg))

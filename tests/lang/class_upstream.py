# Class behaviour kept although CPython differs: accepted arguments, base order, private names, reprs.
class A:
    pass
print(type(A(1)).__name__, type(A(1, 2, x=3)).__name__)
class B(object, A):
    pass
print([c.__name__ for c in B.__mro__])
print(A, B, [A], type(A), int)
print(repr(A())[:12], repr(A()).startswith("<A object at "))
class P:
    def __init__(self):
        self.__secret = 1
        self.__other = 2
    def get(self):
        return self.__secret
class Q(P):
    def get2(self):
        return self.__secret + self.__other
q = Q()
print(q.get(), q.get2(), q.__secret, q._P__secret, q._Q__other, sorted(q.__dict__))
def f():
    pass
print(repr(f)[:13], repr(f.__get__(A()))[:14], len, [].append, repr(x for x in ())[:17], memoryview(b"a"))
import sys, math
print(sys, __name__)
class C:
    def __enter__(self):
        return self
c = C()
c.__exit__ = lambda *a: print("instance exit")
with c:
    pass
class D:
    pass
d = D()
d.__enter__ = lambda: "instance enter"
d.__exit__ = lambda *a: print("instance exit")
with d as x:
    print(x)
try:
    with D():
        pass
except AttributeError as e:
    print("AttributeError")
# super without __init__ arguments, non-instances from __new__
class E:
    def __init__(self, x):
        try:
            super().__init__(x)
        except TypeError:
            print("object takes no arguments")
E(1)
class F:
    def __new__(cls, *a):
        return 5
    def __init__(self, *a):
        print("not called")
print(F(1))
# builtin types take no attributes: AttributeError
for f in (lambda: setattr(int, "x", 1), lambda: delattr(list, "append"), lambda: setattr(math, "nope", 1), lambda: setattr([].append, "x", 1), lambda: setattr(5, "x", 1), lambda: setattr(object(), "x", 1), lambda: setattr(None, "x", 1)):
    try:
        f()
        print("stored")
    except AttributeError:
        print("AttributeError", end=" ")
print()
print(isinstance(True, int), bool.__bases__)
print((1).__class__, type(f) is type(lambda: 0))
# dict values with unhashable keys, sets: names as used in errors
try:
    {}[[]]
except TypeError as e:
    print(e)
print(A.__qualname__, A.__module__, f.__qualname__)
# __mro_entries__ of 3.12 generics and exceptions in __set_name__ come through as they are
class Bad:
    def __set_name__(self, owner, name):
        raise ValueError("bad " + name)
try:
    class G:
        x = Bad()
except ValueError as e:
    print("ValueError", e)
# next() on closed generator objects, StopIteration values
print(repr(StopIteration(1)), repr(KeyError("k")))
print(str(b"abc"), "%s" % b"abc", b"a" + "b", memoryview("abc")[1])
class Slot:
    __slots__ = ("a",)
print(Slot.__slots__)

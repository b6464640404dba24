# needs: full-level
# Copies of objects of classes: what __reduce_ex__ says about them.
import copy


def show(*values):
    print(*values)


class S(set):
    pass


s = S([1, 2])
s.note = "n"
t = copy.copy(s)
show(type(t) is S, sorted(t), t.note)
t = copy.deepcopy(s)
show(type(t) is S, sorted(t), t.note)


class F(frozenset):
    pass


show(type(copy.copy(F("a"))) is F, list(copy.copy(F("a"))))


class B(bytearray):
    pass


b = B(b"abc")
b.note = 1
show(bytes(copy.copy(b)), copy.copy(b).note, type(copy.copy(b)) is B)


class K(int):
    def __new__(cls, *, value):
        self = int.__new__(cls, value)
        self.value = value
        return self

    def __getnewargs_ex__(self):
        return (), {"value": self.value}


k = copy.copy(K(value=5))
show(k, k.value, type(k) is K)


class Wrong:
    def __getnewargs_ex__(self):
        return 1


try:
    copy.copy(Wrong())
except TypeError:
    show("TypeError")


class E(Exception):
    pass


e = E(1, 2)
e.note = "n"
c = copy.copy(e)
show(c.args, c.note)
e.__setstate__({"other": 3})
show(e.other)
try:
    e.__setstate__(5)
except TypeError as x:
    show(x)


# A metaclass with __new__ and __init__ does not hide those of object.
class Meta(type):
    def __new__(meta, name, bases, namespace):
        return type.__new__(meta, name, bases, namespace)

    def __repr__(cls):
        return "a class"


class M(metaclass=Meta):
    pass


show(M.__new__ is object.__new__, M.__repr__ is object.__repr__, repr(M))
m = M()
m.x = 1
show(copy.copy(m).x, type(copy.copy(m)))

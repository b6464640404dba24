# Classes: attributes, inheritance, super, special methods, properties, static and class methods, exceptions as classes.
class Point:
    count = 0

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def __repr__(self):
        return "Point(%d, %d)" % (self.x, self.y)

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __neg__(self):
        return Point(-self.x, -self.y)

    def __lt__(self, other):
        return self.x < other.x

    def __bool__(self):
        return self.x != 0 or self.y != 0

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __contains__(self, v):
        return v == self.x or v == self.y

    def __call__(self, k):
        return Point(self.x * k, self.y * k)

    def __iadd__(self, other):
        self.x += other
        return self


p = Point(1, 2)
q = Point(3)
print(p, q, p + q, -p, sum([p, q]), p == Point(1, 2), p != q, Point.count)
print(bool(Point(0)), len(p), p[0], p[1], list(p), 2 in p, 9 in p, p(3), min([q, p]), {p: 1}[Point(1, 2)])
p += 10
print(p, p.x, hasattr(p, "z"), getattr(p, "z", "default"))
p.z = 3
print(p.z, p.__class__ is Point, type(p) is Point, isinstance(p, object))
del p.z
try:
    p.z
except AttributeError as e:
    print("AttributeError")
setattr(p, "w", 8)
print(p.w)
try:
    p < 3
except AttributeError:
    print("right operand has no x")
try:
    p * 2
except TypeError:
    print("TypeError")


class Animal:
    sound = "?"

    def __init__(self, name):
        self.name = name

    def speak(self):
        return self.name + " says " + self.sound

    @property
    def title(self):
        return self.name.upper()

    @title.setter
    def title(self, value):
        self.name = value.lower()

    @staticmethod
    def add(a, b):
        return a + b

    @classmethod
    def make(cls, *args):
        return cls(*args)


class Dog(Animal):
    sound = "woof"

    def __init__(self, name, age):
        super().__init__(name)
        self.age = age

    def speak(self):
        return super().speak() + "!"


d = Dog.make("rex", 3)
print(d.speak(), d.title, d.age, Dog.add(1, 2), d.add(3, 4), Animal.make("tom").speak())
d.title = "MAX"
print(d.name, isinstance(d, Animal), issubclass(Dog, Animal), Dog.__name__)
print(Animal.speak(d))
try:
    Animal.title.fget
    d.unknown()
except AttributeError:
    print("no method")


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who())


class Stack(list):
    def push(self, x):
        self.append(x)
        return self


s = Stack([1]).push(2)
print(s, len(s), s[1], isinstance(s, list), s == [1, 2])


class Number(int):
    def double(self):
        return self * 2


print(Number(21).double(), Number(3) + 4, Number(5) == 5)


class Lazy:
    def __getattr__(self, name):
        if name.startswith("x"):
            return name * 2
        raise AttributeError(name)


print(Lazy().xy)
try:
    Lazy().y
except AttributeError as e:
    print("AttributeError", e)


class Error(Exception):
    def __init__(self, code):
        super().__init__("code", code)
        self.code = code


try:
    raise Error(7)
except Error as e:
    print(e.code, e.args, str(e))


class Manager:
    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", kind is not None and kind.__name__, value)
        return self.swallow


with Manager(False) as m:
    print("inside")
with Manager(True):
    raise ValueError("swallowed")
try:
    with Manager(False), Manager(False):
        raise KeyError("k")
except KeyError:
    print("came through")


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), [x for x in Countdown(2)], sum(Countdown(5)))
print(str(Point.count > 5), Point.__init__ is not None)


class Text:
    def __str__(self):
        return "text"


print(Text(), str(Text()), "%s" % Text(), "{}".format(Text()), f"{Text()}")
x = type("Made", (A,), {"v": 5})()
print(x.v, x.who())

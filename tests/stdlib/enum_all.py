import enum
from enum import Enum, IntEnum, Flag, IntFlag, auto, unique, StrEnum


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def lower(self):
        return self.name.lower()


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON is Color.RED, Color.RED.lower())
print(list(Color), len(Color), Color.RED in Color, Color.__members__, [c.name for c in reversed(Color)])
print(Color.RED == Color.RED, Color.RED != Color.BLUE, Color.RED == 1, hash(Color.RED) == hash(Color.RED), {Color.RED: "r"}[Color.RED])
for bad in (lambda: Color(9), lambda: Color["X"], lambda: setattr(Color, "RED", 2), lambda: Color.RED < Color.BLUE):
    try:
        bad()
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, "" if isinstance(e, TypeError) else e)


class Num(IntEnum):
    ONE = 1
    TWO = 2


print(Num.ONE, repr(Num.ONE), Num.ONE + 1, Num.TWO > Num.ONE, Num.ONE == 1, [10, 20, 30][Num.TWO], f"{Num.ONE} {Num.ONE:03d}", "%d" % Num.TWO, isinstance(Num.ONE, int), int(Num.TWO))


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.X, repr(Perm.R | Perm.W), Perm.RW & Perm.W, Perm.R in Perm.RW, bool(Perm.R & Perm.W), ~Perm.R, Perm.R ^ Perm.RW, list(Perm.RW), Perm(5), Perm(0), len(Perm.RW))


class IPerm(IntFlag):
    A = 4
    B = 2
    C = 1


print(IPerm.A | IPerm.B, repr(IPerm.A | 1), IPerm.A + 1, IPerm(7), repr(IPerm(8)), IPerm.A | 8, int(~IPerm.A & 7))


class S(StrEnum):
    FOO = auto()
    BAR = "x"


print(S.FOO, repr(S.FOO), S.BAR.upper(), S.FOO == "foo", f"{S.BAR!s}", S("foo"))
A = Enum("Animal", "CAT DOG")
print(A.CAT, A.DOG.value, list(Enum("B", {"X": 10, "Y": 20})), IntEnum("C", ["P", "Q"], start=5).Q.value)


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.42e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def density(self):
        return self.mass / self.radius


print(Planet.EARTH.mass, Planet.MARS.value, round(Planet.EARTH.density / 1e17, 3))


class Auto(Enum):
    def _generate_next_value_(name, start, count, last):
        return name.lower() + str(count)

    A = auto()
    B = auto()


print([a.value for a in Auto])


class Missing(Enum):
    A = 1

    @classmethod
    def _missing_(cls, value):
        return cls.A


print(Missing("zz"))
try:

    @unique
    class U(Enum):
        A = 1
        B = 1

except ValueError as e:
    print(e)
try:

    class Sub(Color):
        X = 1

except TypeError as e:
    print(e)
print(isinstance(Color.RED, Color), type(Color.RED), issubclass(Num, int), Color.__doc__, enum.Enum.__name__)
match Color.GREEN:
    case Color.RED:
        print("r")
    case Color.GREEN:
        print("g")

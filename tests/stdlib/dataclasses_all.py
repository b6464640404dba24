import dataclasses
from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, make_dataclass, KW_ONLY, InitVar
from typing import ClassVar, List


@dataclass
class P:
    x: int
    y: int = 2
    tags: List[str] = field(default_factory=list)
    hidden: int = field(default=0, repr=False, compare=False)
    count: ClassVar[int] = 0


p = P(1)
print(p, P(1) == p, P(1, 3) == p, p != P(2), asdict(p), astuple(p), [f.name for f in fields(P)], is_dataclass(p))
p.tags.append("a")
print(P(5).tags, replace(p, x=9), asdict(replace(p, tags=["z"])))
try:
    P()
except TypeError as e:
    print("TypeError")


@dataclass(order=True, frozen=True)
class V:
    major: int
    minor: int = 0


print(sorted([V(2), V(1, 5), V(1)]), V(1) < V(2), V(1) >= V(1), hash(V(1)) == hash(V(1)), {V(1): "x"}[V(1, 0)])
try:
    V(1).major = 3
except dataclasses.FrozenInstanceError as e:
    print(type(e).__name__, e)
try:
    del V(1).major
except AttributeError as e:
    print(e)


@dataclass
class Base:
    a: int
    b: str = "b"


@dataclass
class Child(Base):
    c: float = 1.5
    _: KW_ONLY
    k: int = 7

    def __post_init__(self):
        self.total = self.a + self.c


c = Child(1, k=8)
print(c, c.total, c.__match_args__)


@dataclass
class WithInit:
    a: int
    scale: InitVar[int] = 2
    b: int = field(init=False)

    def __post_init__(self, scale):
        self.b = self.a * scale


print(WithInit(3), WithInit(3, 5).b)


@dataclass(slots=True)
class S:
    x: int
    y: int = 1


s = S(1)
print(s, S.__slots__, hasattr(s, "__dict__"))
D = make_dataclass("D", [("x", int), ("y", int, field(default=4)), "z"], namespace={"total": lambda self: self.x + self.y}) if False else make_dataclass("D", [("x", int), ("y", int, 4)], namespace={"total": lambda self: self.x + self.y})
print(D(1), D(1).total(), D.__name__)


@dataclass(eq=False, repr=False)
class Plain:
    x: int


print(Plain(1) == Plain(1), "Plain object" in repr(Plain(1)))


@dataclass
class Nest:
    p: P
    l: list


print(asdict(Nest(P(1), [P(2), {"k": P(3)}])))
for action in (lambda: dataclass(type("X", (), {"__annotations__": {"a": list}, "a": []})), lambda: field(default=1, default_factory=int), lambda: replace(1)):
    try:
        action()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, str(e)[:60])
match p:
    case P(x=1, y=yy):
        print("match", yy)

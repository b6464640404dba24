import typing
from typing import (Any, Callable, ClassVar, Dict, Generic, Iterable, List, Literal, NamedTuple, NewType, Optional, Protocol,
                    Tuple, TypedDict, TypeVar, Union, cast, get_args, get_origin, get_type_hints, overload, runtime_checkable)

T = TypeVar("T")
K = TypeVar("K", bound=int)
print(List[int], Dict[str, List[int]], Optional[int], Union[int, str, None], Tuple[int, ...], Callable[[int, str], bool], Any, Literal["a", 1])
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Union[int, str]), get_args(Optional[int]), get_args(Callable[[int], str]))
print(Union[int, int], Union[int, Union[str, int]], List[T][int], T, K.__bound__, Optional[Union[int, None]] == Optional[int])


class Stack(Generic[T]):
    def __init__(self):
        self.items = []

    def push(self, x: T) -> None:
        self.items.append(x)


s = Stack[int]()
s.push(3)
print(s.items, Stack[int], Stack.__parameters__, Stack.__orig_bases__)


class Emp(NamedTuple):
    name: str
    id: int = 3


e = Emp("x")
print(e, e.id, Emp._fields, Emp._field_defaults, Emp.__annotations__)


class Movie(TypedDict, total=False):
    title: str
    year: int


m: Movie = {"title": "x"}
print(m, Movie.__annotations__, Movie.__total__, sorted(Movie.__optional_keys__))
UserId = NewType("UserId", int)
print(UserId(5), UserId.__name__, cast(str, 5))


def f(a: int, b: "List[str]" = None, *args: float, **kw: bytes) -> Optional[str]: ...


print(get_type_hints(f))


@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...


print(isinstance([], HasLen), isinstance(5, HasLen))


class P2(Protocol):
    x: int


try:
    P2()
except TypeError as e:
    print(e)
try:
    isinstance(1, List[int])
except TypeError as e:
    print(e)
print(typing.TYPE_CHECKING, ClassVar[int], typing.Sequence[int], typing.Iterator, isinstance([], typing.Sequence), issubclass(dict, typing.Mapping))
print(typing.get_type_hints(Stack.push), typing.no_type_check(f) is f, typing.NoReturn, typing.Type[int], typing.Final[int], typing.Annotated[int, "meta"])
print(get_args(typing.Annotated[int, "m"]), typing.Annotated[int, 1].__metadata__)

# needs: full-level
# list[T] and int | T with the type variables of typing.
import copy
import pickle
import types
import typing
from collections import deque
from functools import partial
from typing import Callable, Generic, List, ParamSpec, Tuple, TypeVar, TypeVarTuple, Union, Unpack

T = TypeVar("T")
K = TypeVar("K")
Ts = TypeVarTuple("Ts")
P = ParamSpec("P")


def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print("TypeError")


print(list[T][int], dict[K, T][str, int], dict[T, T][int], list[list[T]][int], list[List[T]][int])
print(list[T].__parameters__, dict[K, list[T]].__parameters__, list[int].__parameters__)
attempt(lambda: list[int][str])
attempt(lambda: list[T][int, str])
attempt(lambda: dict[K, T][int])
print(tuple[*Ts][int, str], tuple[int, *Ts][str, float], tuple[T, *Ts][int, str, float], tuple[*Ts][()])
print(tuple[*Ts][*tuple[int, str]], list[T][*tuple[int]], tuple[*tuple[int, ...]], tuple[()])
print(next(iter(tuple[int])), tuple[*tuple[int, str]].__args__[0].__unpacked__, tuple[int].__unpacked__)
print(Callable[P, T][[int, str], float], Tuple[T, *Ts][int, str])
print(tuple[int] == tuple[int], tuple[int] == next(iter(tuple[int])), hash(list[int]) == hash(list[int]))
for alias in list[int], dict[str, list[int]], list[T]:
    print(copy.copy(alias) == alias, copy.deepcopy(alias) == alias, pickle.loads(pickle.dumps(alias)) == alias)
print((int | str) == (str | int), hash(int | str) == hash(str | int), int | str | int, int | None, None | int)
print((int | T)[str], (int | list[T])[str], (T | K)[int, str], (int | T).__parameters__)
print(pickle.loads(pickle.dumps(int | str)), copy.copy(int | str), (int | str).__module__)
print(int | Union[str, list], Union[int, str] | list, int | List[int], typing.get_args(int | List[str]))
attempt(lambda: int | 5)
print(deque[int], partial[int], types.MappingProxyType[str, int])
attempt(lambda: int[int])
attempt(lambda: Exception[int])
attempt(lambda: isinstance(1, list[int]))


class C(Generic[T]):
    pass


print(C[int]().__orig_class__.__args__, C[T][int].__args__, list[C[T]][int].__args__[0].__args__)


class D(list):
    pass


d = D[int]([1])
print(d, d.__orig_class__.__args__)


def f(*args: *Ts, **kw: int):
    pass


print(f.__annotations__)


class Mine(types.GenericAlias):
    pass


print(Mine(list, (int,)).__args__, list[D].__args__ == (D,))
print(type("Made", (), {}).__module__ == __name__)

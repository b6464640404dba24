# needs: full-level
def first[T](items: list[T]) -> T:
    return items[0]
print(first([1, 2]), [p.__name__ for p in first.__type_params__])
class Box[T]:
    def __init__(self, v): self.v = v
    def map[U](self, f) -> "Box[U]":
        return Box(f(self.v))
    kind = "box"
print(Box(3).map(lambda x: x + 1).v, [p.__name__ for p in Box.__type_params__], Box.kind)
print([p.__name__ for p in Box.map.__type_params__])
class Sub[A, B](Box[A], dict):
    pass
print(Sub(1).v, [p.__name__ for p in Sub.__type_params__], isinstance(Sub(1), dict))
type Alias = int
type Lazy[K] = dict[K, undefined_name]
print(Alias.__name__, Alias.__value__ is int, Lazy.__name__, [p.__name__ for p in Lazy.__type_params__])
try:
    Lazy.__value__
except NameError:
    print("evaluated late")
def bounded[T: int, *Ts, **P](x: T) -> T:
    return x
print([p.__name__ for p in bounded.__type_params__], bounded.__type_params__[0].__bound__ is int, bounded(5))
def outer():
    local = str
    class Inner[T: local]:
        def who(self): return local, T.__name__
    return Inner
I = outer()
print(I().who()[1], I.__type_params__[0].__bound__ is str)
class WithMethods:
    Local = 5
    def m[T](self, a: T = Local) -> T:
        return a, T.__name__
print(WithMethods().m())
type = 3
print(type)


class Defaults[T = int, **P = [str], *Ts = *tuple[int]]:
    pass


print([p.__default__ for p in Defaults.__type_params__])

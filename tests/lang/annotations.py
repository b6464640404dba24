# Annotations that do resolve; evaluating them late or early makes no difference here.
def f(a: int, b: "text" = 1, *args: tuple, c: list = None, **kw: dict) -> str:
    x: int = 1
    y: float
    return x
print(f.__annotations__ == {"a": int, "b": "text", "args": tuple, "c": list, "kw": dict, "return": str}, f(1))
print(list(f.__annotations__))
class A:
    x: int
    y: str = "d"
    z: "later" = 5
    if True:
        w: list
    def m(self, v: int) -> None: pass
    class B: pass
    b: B
print(list(A.__annotations__), A.__annotations__["b"] is A.B, A.y, A.z, hasattr(A, "x"))
print(A.m.__annotations__)
def g():
    T = int
    def inner(x: T) -> T: return x
    class L:
        v: T
    return inner.__annotations__, L.__annotations__
print(g())
def local_only():
    try:
        v: int
        return v
    except UnboundLocalError:
        return "unbound"
print(local_only())
h = lambda x: x
print(h.__annotations__)
class NoAnnotations: pass
print(NoAnnotations.__annotations__ if hasattr(NoAnnotations, "__annotations__") else {})

import inspect


def f(a, b=2, *args, c, d=4, **kw) -> int:
    "doc of f"
    return a


class C:
    "doc of C"

    def m(self, x, /, y=1): ...

    @staticmethod
    def s(): ...

    @classmethod
    def c(cls): ...

    @property
    def p(self): ...


print(inspect.signature(f), inspect.signature(C.m), inspect.signature(C().m))
s = inspect.signature(f)
print([(p.name, p.kind.name, p.default is p.empty) for p in s.parameters.values()], s.return_annotation)
b = s.bind(1, 2, 3, c=5, z=6)
print(b.args, b.kwargs, dict(b.arguments))
b.apply_defaults()
print(b.arguments["d"], s.replace(return_annotation=str))
try:
    s.bind(1)
except TypeError as e:
    print(e)
print(inspect.getfullargspec(f))
print(inspect.isfunction(f), inspect.isclass(C), inspect.ismethod(C().m), inspect.isbuiltin(len), inspect.ismodule(inspect), inspect.isgeneratorfunction(lambda: (yield)), inspect.iscoroutinefunction(f), inspect.isroutine(f))
print(inspect.getdoc(f), inspect.getdoc(C), inspect.cleandoc("a\n    b\n      c"), inspect.getmodule(inspect).__name__, inspect.unwrap(f) is f)
print([n for n, v in inspect.getmembers(C) if not n.startswith("_")], len(inspect.getmro(C)), inspect.classify_class_attrs(C)[-1].name if False else "")


def gen():
    yield 1


g = gen()
print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g))
print(inspect.Parameter("x", inspect.Parameter.KEYWORD_ONLY, default=3), inspect.signature(lambda *, k=1: 0), inspect.isabstract(C))

# Corner cases of exceptions: context, finally, with, generators, groups.
import sys
# exception in iteration protocols keep type & context
def ctx(e):
    out = []
    while e: out.append(type(e).__name__); e = e.__context__
    return out
class I:
    def __iter__(self): return self
    def __next__(self):
        try: raise KeyError("k")
        except KeyError: raise ValueError("v")
for f in (lambda: list(I()), lambda: [x for x in I()], lambda: sorted(I()), lambda: next(I()), lambda: sum(I()), lambda: dict(I()), lambda: (lambda *a: a)(*I())):
    try: f()
    except ValueError as e: print(ctx(e), end=" ")
print()
# context when handling
try:
    try: 1/0
    except ZeroDivisionError:
        getattr(5, "x", None); hasattr(5, "y"); next(iter([]), 0)
        list(I.__iter__(I())) 
except ValueError as e: print(ctx(e))
def gen():
    try:
        yield 1
    except ValueError:
        raise KeyError("from gen")
g = gen(); next(g)
try: g.throw(ValueError("t"))
except KeyError as e: print(ctx(e))
def outer():
    try: 1/0
    except ZeroDivisionError:
        yield from inner()
def inner():
    try: yield 1
    finally: print(sys.exc_info()[0])
g = outer(); next(g)
try: next(g)
except StopIteration: pass
# exc_info inside generator not leaking
def g2():
    try: raise KeyError
    except KeyError:
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
it = g2(); print(next(it), sys.exc_info()[0])
try: raise ValueError
except ValueError: print(next(it), sys.exc_info()[0].__name__)
# return in finally, nested finally
def f1():
    for i in range(3):
        try: continue
        finally:
            if i == 1: break
    return i
def f2():
    try:
        try: raise ValueError("a")
        finally: raise KeyError("b")
    except KeyError as e: return type(e.__context__).__name__
def f3():
    try: return "try"
    finally:
        try: raise ValueError
        except ValueError: pass
def f4():
    while True:
        try: return 1
        finally: break
    return 2
def f5():
    try: raise ValueError
    except ValueError: return "exc"
    finally: return "fin"
def f6():
    x = 1
    try: return x
    finally: x = 2
print(f1(), f2(), f3(), f4(), f5(), f6())
# except variable deleted even when reassigned/deleted; nested same name
def f7():
    try: raise ValueError(1)
    except ValueError as e:
        try: raise KeyError(2)
        except KeyError as e: pass
        try: e
        except UnboundLocalError: return "unbound"
print(f7())
# deep exception chains and cycles
a, b = ValueError("a"), KeyError("b")
try:
    try: raise a
    except ValueError: raise b
except KeyError:
    try: raise a
    except ValueError as e: print(ctx(e))
e = ValueError(); e.__context__ = e; 
try: raise e
except ValueError as x: print(x.__context__ is x)
# with suppress and context
class Sup:
    def __init__(self, t): self.t = t
    def __enter__(self): return self
    def __exit__(self, t, v, tb): return t is not None and issubclass(t, self.t)
with Sup(KeyError):
    with Sup(ValueError): raise KeyError("through")
print("ok")
try:
    with Sup(KeyError): raise ValueError("not suppressed")
except ValueError as e: print(e.__context__)
class EnterRaises:
    def __enter__(self): raise IndexError
    def __exit__(self, *a): print("never")
try:
    with EnterRaises(): pass
except IndexError: print("IndexError")
# with multiple, unpack targets
class Ret:
    def __init__(self, v): self.v = v
    def __enter__(self): return self.v
    def __exit__(self, *a): print("exit", self.v)
with Ret((1, 2)) as (x, y), Ret([3]) as [z]: print(x, y, z)
class O: pass
o = O(); l = [0]
with Ret(5) as o.attr, Ret(6) as l[0]: pass
print(o.attr, l)
for i in range(3):
    with Ret(i):
        if i == 0: continue
        if i == 1: break
def wr():
    with Ret("r") as r: return r
print(wr())
# StopIteration in comprehension / genexp
def si(): raise StopIteration("si")
try: [si() for _ in [1]]
except StopIteration as e: print("comp", e.value)
try: list(si() for _ in [1])
except RuntimeError as e: print("gen", e)
# exceptions with unusual str
class S(Exception):
    def __str__(self): return 5
try: str(S())
except TypeError: print("TypeError")
class NoStr(Exception):
    def __repr__(self): return "custom repr"
print(repr(NoStr("x")), str(NoStr("x")), [NoStr(1)])
print(str(Exception(Exception("inner"))), str(Exception(b"b")), str(ValueError(None)), str(OSError("msg")))
# group basics
eg = ExceptionGroup("g", [ValueError(1), KeyError(2)])
print(eg.message, len(eg.exceptions), str(eg), eg.args[0], eg.subgroup(ValueError).exceptions[0].args, eg.split(KeyError)[1].exceptions[0].args)
try: ExceptionGroup("g", [])
except ValueError: print("ValueError")
try: ExceptionGroup("g", [5])
except (TypeError, ValueError) as e: print(type(e).__name__)
try: ExceptionGroup("g", [KeyboardInterrupt()])
except TypeError: print("TypeError")
print(type(BaseExceptionGroup("g", [ValueError()])).__name__, type(BaseExceptionGroup("g", [KeyboardInterrupt()])).__name__)
# sys.exit variants
for a in ((), (1,), ("x",)):
    try: sys.exit(*a)
    except SystemExit as e: print(e.code, e.args, end="; ")
print()

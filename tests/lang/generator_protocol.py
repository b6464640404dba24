# All rows of the generator protocol.
def kind(f, *a):
    try: return f(*a)
    except BaseException as e: return "%s%s" % (type(e).__name__, e.args if not isinstance(e, (TypeError, RuntimeError)) or type(e).__name__ == "RuntimeError" and "StopIter" in str(e) else "")
# creation
def g1():
    print("started"); x = yield 1; print("got", x); y = yield 2; print("got", y); return "result"
g = g1(); print("created", type(g).__name__)
print(next(g), g.send("a")); print(kind(g.send, "b"), kind(next, g), kind(g.send, 1), kind(g.send, None), next(g, "default"))
g = g1(); print(kind(g.send, 5)); print(g.send(None))
# return values
def g2(v):
    if False: yield
    return v
for v in (None, 5, (1, 2), []): print(kind(next, g2(v)), end=" ")
print()
try: next(g2((1, 2)))
except StopIteration as e: print(e.value, e.args)
try: next(g2(None))
except StopIteration as e: print(e.value, e.args)
# throw
def g3():
    while True:
        try: x = yield "y"; print("value", x)
        except ValueError as e: print("caught", e.args); yield "handled"
        except KeyError: return "returned"
        finally: print("finally")
g = g3(); next(g); print(g.throw(ValueError("v"))); print(next(g)); print(g.throw(ValueError)); next(g); print(g.throw(ValueError, "arg")); next(g); print(g.throw(ValueError, ValueError("inst"), None)); next(g)
print(kind(g.throw, KeyError())); print(kind(g.throw, ValueError("after end")), kind(next, g))
g = g3(); print(kind(g.throw, ValueError("unstarted")), kind(next, g))
g = g3(); next(g)
for bad in (5, "x", None, object, int): print(kind(g.throw, bad), end=" ")
print(kind(g.throw, IndexError("out")), kind(next, g))
g = g3(); next(g); print(kind(g.throw, ValueError, None), next(g), kind(g.throw, ValueError, (1, 2)), g.close())
# close
def g4():
    try: yield 1
    except GeneratorExit: print("exit"); raise
    finally: print("cleanup")
g = g4(); next(g); print(g.close(), g.close(), kind(next, g)); g = g4(); print(g.close(), kind(next, g))
def g5():
    try: yield 1
    except GeneratorExit: yield 2
g = g5(); next(g); print(kind(g.close))
def g6():
    try: yield 1
    except GeneratorExit: pass
g = g6(); next(g); print(g.close())
def g7():
    try: yield
    finally: raise KeyError("in close")
g = g7(); next(g); print(kind(g.close))
def g8():
    try: yield
    except GeneratorExit: raise StopIteration
g = g8(); next(g); print(kind(g.close)[:12])
# StopIteration out of the body
def g9(): yield 1; raise StopIteration("x")
g = g9(); next(g); print(kind(next, g), kind(next, g))
def g10(): yield next(iter([]))
print(kind(next, g10()), kind(list, g10()))
def g11(): yield
g = g11(); next(g); print(kind(g.throw, StopIteration("thrown")))
def g12(): yield 1; raise StopIteration
try: list(g12())
except RuntimeError as e: print(e, type(e.__cause__).__name__)
# reentry
def g13():
    print(kind(next, me)); print(kind(me.send, None)); print(kind(me.throw, ValueError())); print(kind(me.close)); yield 1
me = g13(); print(next(me))
def g14():
    yield from me2
me2 = g14(); print(kind(next, me2))
# attributes
def g15(): yield 1; yield from inner; yield 2
inner = iter([7, 8]); g = g15()
print(g.gi_running, g.gi_yieldfrom, g.gi_code is g15.__code__, g.__name__, g.__qualname__, g.gi_frame is not None)
next(g); next(g); print(g.gi_yieldfrom is inner, g.gi_running); list(g); print(g.gi_frame, g.gi_yieldfrom)
def g16():
    print(gg.gi_running); yield
gg = g16(); next(gg)
print((x for x in ()).__name__, repr(g)[:17])
# globals of the definition
ns = {"v": "theirs"}; exec("def gen():\n yield v", ns); v = "ours"; print(list(ns["gen"]()))
# yield from: all kinds of delegates
def outer(it):
    r = yield from it
    print("result", r); return r
def ret(): yield 1; return "ret"
print(list(outer(ret())), list(outer([1, 2])), list(outer("ab")), list(outer(map(abs, [-1]))), list(outer(range(2))), list(outer({1: 2})), kind(list, outer(5)), list(outer(())))
class Delegate:
    def __init__(self): self.log = []
    def __iter__(self): return self
    def __next__(self): self.log.append("next"); return "n%d" % len(self.log)
    def send(self, v): self.log.append(("send", v)); return "sent"
    def throw(self, *a): self.log.append(("throw", len(a), a[0] if not isinstance(a[0], BaseException) else type(a[0]).__name__)); return "thrown"
    def close(self): self.log.append("close")
d = Delegate(); g = outer(d)
print(next(g), g.send(None), g.send(5), g.throw(ValueError("q")), g.throw(ValueError), g.close(), d.log)
class NoSend:
    def __iter__(self): return self
    def __next__(self): return 1
g = outer(NoSend()); next(g); print(kind(g.send, 5)[:14]); g = outer(NoSend()); next(g); print(kind(g.throw, ValueError("no throw"))); g = outer(NoSend()); next(g); print(g.close())
class StopV:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("stop value")
print(list(outer(StopV())))
class ThrowStops(NoSend):
    def throw(self, *a): raise StopIteration("from throw")
g = outer(ThrowStops()); next(g); print(kind(g.throw, ValueError("x")))
class CloseRaises(NoSend):
    def close(self): raise KeyError("close")
g = outer(CloseRaises()); next(g); print(kind(g.close))
def sub():
    try: yield "sub1"
    except ValueError as e: print("sub caught", e); yield "sub2"
    finally: print("sub finally")
    return "sub done"
g = outer(sub()); print(next(g), g.throw(ValueError("down")), kind(next, g)); g = outer(sub()); next(g); print(g.close()); g = outer(sub()); next(g); print(kind(g.throw, KeyError("k"))); g = outer(sub()); next(g); print(kind(g.throw, GeneratorExit("ge")))
def chain(n):
    if n: r = yield from chain(n - 1); return r + 1
    x = yield "bottom"; return x
g = chain(50); print(next(g)); print(kind(g.send, 100))
def catches():
    try: yield from sub()
    except KeyError: yield "outer caught"
g = catches(); next(g); print(g.throw(KeyError()))
class IterOnly:
    def __iter__(self): return iter("io")
print(list(outer(IterOnly())))
def yfr(): return (yield from range(0))
print(kind(next, yfr()))
# expressions
def ge(): x = (yield 1) + (yield 2); print(x); y = [(yield 3), (yield 4)]; print(y); return (yield)
g = ge(); next(g); g.send(10); g.send(20); g.send("a"); g.send("b"); print(kind(g.send, "end"))
lam = lambda: (yield 5); print(list(lam()))
def early():
    return 1
    yield
print(kind(next, early()))
def loop():
    for i in range(3):
        try:
            if i == 1: continue
            yield i
        finally: print("f", i)
print(list(loop()))
def withs():
    class C:
        def __enter__(self): print("enter"); return self
        def __exit__(self, *a): print("exit", a[0].__name__ if a[0] else None); return a[0] is ValueError
    with C(): yield 1; yield 2
    yield 3
g = withs(); next(g); g.close(); g = withs(); next(g); print(g.throw(ValueError("swallow"))); print(list(withs()))
# exception context across yields
def ctx():
    try: raise KeyError("inner")
    except KeyError:
        yield 1
        try: raise
        except KeyError as e: yield e.args
g = ctx(); next(g)
try: raise ValueError
except ValueError: print(next(g))
def reraise():
    try: yield
    except ValueError: 
        yield "in handler"
        raise
g = reraise(); next(g); print(g.throw(ValueError("orig"))); print(kind(next, g))
# many generators, a long chain (deeper ones: deep_recursion.py)
gens = [g2(i) for i in range(100)]; print(sum(int(kind(next, g)[14:-2]) for g in gens))
g = iter([1])
for i in range(2000): g = (x for x in g)
try: next(g)
except RuntimeError: pass
# genexpr
print(list(x * y for x in range(3) for y in range(x) if y), sum(x for x in range(5)), next((i for i in [3])), ((i for i in "ab").__iter__().__next__()))
x = "outer"; print(list(x for x in "ab"), x)
# collection runs finally (of most: a word left on the stack may keep one)
import gc
closed = []
def fin():
    try: yield 1
    finally: closed.append(1)
def make():
    g = fin(); next(g); del g
for i in range(40): make()
def overwrite(n=20): return n and list(map(overwrite, [n - 1]))
for i in range(3): overwrite(); gc.collect()
print(20 < len(closed) <= 40)

# Coroutines, async for/with, async generators, driven by hand.
def run(co, log=None):
    try:
        while True:
            r = co.send(None)
            if log is not None: log.append(r)
    except StopIteration as e: return e.value
def kind(f, *a):
    try: return f(*a)
    except BaseException as e: return type(e).__name__ + (repr(e.args) if not isinstance(e, (TypeError, RuntimeError)) else "")
class Aw:
    def __init__(self, v): self.v = v
    def __await__(self):
        r = yield ("await", self.v)
        return self.v if r is None else r
async def simple(): return 5
async def twice(): return (await simple()) + await Aw(6)
log = []; print(run(twice(), log), log)
c = twice(); print(c.send(None), kind(c.send, 100))
c = simple(); print(type(c).__name__, hasattr(c, "send"), hasattr(c, "throw"), hasattr(c, "close"), c.close())
c = simple(); print(kind(c.send, 5)); c.close()
c = twice(); c.send(None); print(kind(c.throw, ValueError("t")))
async def catch():
    try: await Aw(1)
    except ValueError as e: return ("caught", e.args)
    finally: print("fin")
c = catch(); c.send(None); print(kind(c.throw, ValueError("x")))
c = catch(); c.send(None); print(c.close())
print(simple.__name__, c.__name__, c.__qualname__)
for bad in (5, 1.5, Aw):
    async def f(): await bad
    print(kind(run, f()), end=" ")
print()
class BadAwait:
    def __await__(self): return 5
async def f(): await BadAwait()
print(kind(run, f()))
# precedence and expressions
async def expr(): return await Aw(3) ** 2, -await Aw(2), [await Aw(i) for i in range(3)], {await Aw(1): await Aw(2)}, (await Aw(1) if await Aw(0) else await Aw(9)), f"{await Aw(7)}", await Aw(1) + await Aw(2) * await Aw(3), not await Aw(0)
print(run(expr()))
async def comps(): return [x async for x in agen(3)], {x: x * 2 async for x in agen(2)}, {x async for x in agen(2)}, [y async for x in agen(3) if x for y in range(x)], [await Aw(x) for x in range(2)], [x for x in await Aw([4, 5])]
async def agen(n):
    for i in range(n):
        await Aw(("in agen", i)); yield i
print(run(comps()))
async def gex():
    g = (x + 1 async for x in agen(3)); return type(g).__name__, [x async for x in g]
print(run(gex()))
# async for
class AIter:
    def __init__(self, n): self.n = n
    def __aiter__(self): print("aiter"); return self
    async def __anext__(self):
        await Aw("anext")
        if not self.n: raise StopAsyncIteration
        self.n -= 1; return self.n
async def loop():
    async for x in AIter(2): print(x)
    else: print("else")
    async for x in AIter(5):
        if x == 3: break
        if x == 4: continue
    else: print("not printed")
    async for a, b in pairs(): print(a, b)
    return "done"
async def pairs(): yield 1, 2; yield 3, 4
log = []; print(run(loop(), log), len(log))
async def bad1():
    async for x in [1]: pass
class BadA:
    def __aiter__(self): return 5
class BadB:
    def __aiter__(self): return self
    def __anext__(self): return 5
async def bad2():
    async for x in BadA(): pass
async def bad3():
    async for x in BadB(): pass
print(kind(run, bad1()), kind(run, bad2()), kind(run, bad3()))
# async with
class ACtx:
    def __init__(self, name, swallow=False): self.name = name; self.swallow = swallow
    async def __aenter__(self): await Aw("enter"); print("enter", self.name); return self.name
    async def __aexit__(self, t, v, tb): await Aw("exit"); print("exit", self.name, t.__name__ if t else None, v); return self.swallow
async def withs():
    async with ACtx("a") as a, ACtx("b"): print("body", a)
    async with ACtx("s", True): raise ValueError("swallowed")
    for i in range(2):
        async with ACtx("c"):
            if i: break
            continue
    try:
        async with ACtx("x"): raise KeyboardInterrupt
    except KeyboardInterrupt: print("KI")
    async with (ACtx("p1") as p, ACtx("p2"),): print(p)
    async with ACtx("r"): return "returned"
print(run(withs()))
class NoExit:
    async def __aenter__(self): pass
async def w1():
    async with NoExit(): pass
async def w2():
    async with 5: pass
print(kind(run, w1())[:4] in ("Type", "Attr"), kind(run, w2())[:4] in ("Type", "Attr"))
# async generators
async def ag():
    try:
        x = yield 1; print("sent", x)
        y = yield 2; print("sent", y)
    except ValueError as e: print("caught", e); yield "from except"
    finally: print("ag finally")
async def drive():
    g = ag(); print(type(g).__name__, g.__aiter__() is g, g.__name__)
    print(await g.__anext__(), await g.asend("s"))
    try: await g.asend("last")
    except StopAsyncIteration: print("StopAsync")
    try: await g.__anext__()
    except StopAsyncIteration: print("StopAsync again")
    g = ag(); print(await g.asend(None), await g.athrow(ValueError("th"))); await g.aclose()
    g = ag(); await anext(g); await g.aclose(); await g.aclose()
    g = ag(); await g.aclose()
    g = ag()
    try: await g.athrow(KeyError("unstarted"))
    except KeyError as e: print("KeyError", e)
    g = ag()
    try: await g.asend(5)
    except TypeError: print("TypeError")
    g = agen(1); print(await anext(g), await anext(g, "default"))
    try: await anext(g)
    except StopAsyncIteration: print("stop")
    print(await anext(aiter(AIter(1)))); print(await anext(AIter(0), "dd"))
    for f in (lambda: aiter(5), lambda: aiter([]), lambda: anext(5), lambda: anext([1])): print(kind(f), end=" ")
    print()
    return "end"
print(run(drive()))
async def raises(): yield 1; raise StopIteration("si")
async def raises2(): yield 1; raise StopAsyncIteration
async def raises3(): raise StopIteration
async def d2():
    for f in (raises, raises2):
        try:
            async for x in f(): print(x)
        except RuntimeError as e: print(e)
    try: await raises3()
    except RuntimeError as e: print(e)
run(d2())
async def ignores():
    try: yield 1
    except GeneratorExit: yield 2
async def d3():
    g = ignores(); await anext(g)
    try: await g.aclose()
    except RuntimeError as e: print(e)
run(d3())
async def delegate():
    async for x in agen(2): yield x * 10
    yield await Aw("end")
async def d4(): print([x async for x in delegate()])
log = []; run(d4(), log); print(log)
async def empty():
    return
    yield
async def d5(): print([x async for x in empty()])
run(d5())
for src in ("async def f():\n yield 1\n return 5", "async def f():\n yield from []", "def f():\n async for x in y: pass", "def f():\n async with y: pass", "async for x in y: pass", "async def f(): [x async for x in y]\ndef g(): [x async for x in y]"):
    try: compile(src, "s", "exec"); print("compiled", end=" ")
    except SyntaxError: print("SyntaxError", end=" ")
print()
# coroutine reuse
c = simple(); print(run(c))
async def rec(n): return 0 if n == 0 else 1 + await rec(n - 1)
print(run(rec(100)))
class M:
    async def m(self, x=1, *a, **k): return self.__class__.__name__, x, a, k
    @classmethod
    async def c(cls): return cls.__name__
    @staticmethod
    async def s(): return "s"
    async def __call__(self): return "called"
print(run(M().m(2, 3, z=4)), run(M.c()), run(M().s()), run(M()()))
al = [run(f()) for f in [lambda: simple()]]; print(al)
async def ctxvar():
    try: raise KeyError("k")
    except KeyError:
        await Aw(1)
        try: raise
        except KeyError as e: return e.args
print(run(ctxvar()))
async def lam(): return [(lambda: i)() for i in range(2)], await (lambda: Aw(3))()
print(run(lam()))

# Coroutines, async for/with, async generators and comprehensions, driven by hand.
class Step:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return (self.v, got)
def run(coro):
    trace, send = [], None
    try:
        while True:
            trace.append(coro.send(send))
            send = len(trace)
    except StopIteration as e:
        return trace, e.value
async def simple(n):
    a = await Step(n)
    b = await Step(n + 1)
    return a, b
print(run(simple(5)))
async def nested():
    return [await simple(1), await simple(2)]
print(run(nested()))
class AIter:
    def __init__(self, n): self.n, self.i = n, 0
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n: raise StopAsyncIteration
        self.i += 1
        await Step("next")
        return self.i
async def loops():
    out = []
    async for i in AIter(5):
        if i == 2: continue
        if i == 4: break
        out.append(i)
    else:
        out.append("never")
    async for i, j in Pairs():
        out.append(i + j)
    else:
        out.append("else")
    return out
class Pairs(AIter):
    def __init__(self): super().__init__(2)
    async def __anext__(self):
        v = await super().__anext__()
        return v, 10
print(run(loops()))
class ACM:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    async def __aenter__(self):
        await Step("enter " + self.name)
        return self.name
    async def __aexit__(self, t, v, tb):
        await Step("exit " + self.name + " " + (t.__name__ if t else "None"))
        return self.swallow
async def withs(mode):
    async with ACM("a") as a, ACM("b", True) as b:
        if mode == 1: return "returned " + a + b
        if mode == 2: raise ValueError
    return "after"
for mode in range(3): print(run(withs(mode)))
async def with_in_loop():
    async for i in AIter(3):
        async with ACM("x"):
            if i == 1: continue
            break
    return i
print(run(with_in_loop()))
async def agen(n):
    for i in range(n):
        await Step("g")
        got = yield i
        if got: print("got", got)
async def use_agen():
    return [i async for i in agen(3)], {i: i * 2 async for i in agen(2) if i}, {i async for i in agen(2)}, \
        [j for i in range(2) for j in [await simple(i)]], [x async for x in (y * 2 async for y in agen(3) if y)]
print(run(use_agen()))
async def agen_send():
    g = agen(3)
    out = [await g.__anext__(), await g.asend("hello")]
    await g.aclose()
    return out
print(run(agen_send()))
async def finallys():
    out = []
    try:
        try:
            await Step(1)
            raise KeyError("k")
        finally:
            out.append(await Step(2))
    except KeyError as e:
        out.append(await Step(3))
    return out
print(run(finallys()))
async def lam():
    f = lambda: simple(7)
    return await f(), (await f())[0][0] + 1, f"{await f()}"
print(run(lam()))
def plain():
    return (i async for i in agen(2))
async def outer():
    return [i async for i in plain()]
print(run(outer()))
async def yields_in_try():
    try:
        yield 1
        yield 2
    finally:
        print("agen finally")
async def partial():
    async for v in yields_in_try():
        print(v)
print(run(partial()))

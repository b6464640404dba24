# pend_throw() and other generator behaviour CPython does not have.
def gen():
    i = 0
    while True:
        try:
            yield i
        except ValueError as e:
            print("caught", e.args)
        i += 1
g = gen()
print(next(g), g.pend_throw(ValueError("later")))
print(next(g))
print(g.pend_throw(ValueError(1)), g.pend_throw(ValueError(2)))
print(g.pend_throw(None), next(g))
g2 = gen()
print(g2.pend_throw(KeyError("unstarted")))
try:
    next(g2)
except KeyError as e:
    print("KeyError", e.args)
def running():
    try:
        me.pend_throw(ValueError())
    except ValueError as e:
        print("ValueError", e)
    yield
me = running()
next(me)
async def co():
    return 1
c = co()
g = (lambda: (yield))()
print(isinstance(c, type(g)), type(c).__name__, issubclass(type(c), type(g)))
print(list(c))
async def co2():
    return await g3()
def g3():
    r = yield "from plain generator"
    return r
c = co2()
print(c.send(None))
try:
    c.send("answer")
except StopIteration as e:
    print(e.value)
class It:
    def __iter__(self):
        yield "iter"
async def co3():
    await It()
print(list(co3()))
def plain():
    await It()
print(list(plain()))
for x in co2():
    print(x)
c = co2()
c.send(None)
c.pend_throw(KeyError("p"))
try:
    c.send(None)
except KeyError as e:
    print(repr(e))
# iteration by __getitem__ ends with StopIteration too
class Seq:
    def __getitem__(self, i):
        if i == 2:
            raise StopIteration("dropped")
        return i
print(list(Seq()))
